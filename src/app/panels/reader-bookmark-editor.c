/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-bookmark-editor.h"
#include "reader-label-entry.h"
#include "reader-panel-words.h"
#include "reader-popover.h"
#include "reader-prose.h"

#include <glib/gi18n.h>

struct _ReaderBookmarkEditor
{
  GtkPopover parent_instance;

  GtkLabel *title;
  ReaderProse *quote;
  GtkTextView *note;
  GtkWidget *colours;
  GtkLabel *colour_name;
  ReaderLabelEntry *labels;
  GtkWidget *wording;
  GtkWidget *passage;

  GtkWidget *swatches[READER_N_COLOURS + 1]; /* the last: no colour */
  ReaderSession *session;
  TriBookmark *bookmark;
  GCancellable *cancellable;
  GtkWidget *opener; /* what had the focus before, or NULL */
  gboolean is_deleted;
};

G_DEFINE_FINAL_TYPE (ReaderBookmarkEditor, reader_bookmark_editor, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_DELETED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a popover has around its child: arrow, padding, shadow. */
#define FRAME 48

static const char *
get_colour (ReaderBookmarkEditor *self)
{
  for (guint i = 0; i < READER_N_COLOURS; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->swatches[i])))
      return reader_panel_words_get_colour (i);
  return "";
}

static char *
dup_note (ReaderBookmarkEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->note);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static TriScope
get_scope (ReaderBookmarkEditor *self)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->passage)) ? TRI_SCOPE_PASSAGE
                                                                        : TRI_SCOPE_WORDING;
}

static gboolean
is_equal (TriBookmark *a, TriBookmark *b)
{
  g_autofree char *a_labels = g_strjoinv (",", a->labels);
  g_autofree char *b_labels = g_strjoinv (",", b->labels);

  if (a->scope != b->scope || !g_str_equal (a->note, b->note))
    return FALSE;
  return g_str_equal (a->colour, b->colour) && g_str_equal (a_labels, b_labels);
}

/* The bookmark as the reader left it, or NULL when nothing was changed. */
static TriBookmark *
dup_changed (ReaderBookmarkEditor *self)
{
  TriBookmark *old = self->bookmark;
  g_autoptr (TriBookmark) changed = tri_bookmark_copy (old);

  g_free (changed->note);
  changed->note = dup_note (self);
  g_free (changed->colour);
  changed->colour = g_strdup (get_colour (self));
  g_strfreev (changed->labels);
  changed->labels = reader_label_entry_dup_labels (self->labels);
  changed->scope = get_scope (self);

  if (is_equal (old, changed))
    return NULL;
  return g_steal_pointer (&changed);
}

static gboolean
remove_cb (gpointer data)
{
  reader_popover_remove (data);
  return G_SOURCE_REMOVE;
}

/* Not at once: the popover is still closing. */
static void
leave (ReaderBookmarkEditor *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, remove_cb, g_object_ref (self), g_object_unref);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderBookmarkEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TriBookmark) saved = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (!saved)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
}

static void
save (ReaderBookmarkEditor *self)
{
  g_autoptr (TriBookmark) changed = self->is_deleted ? NULL : dup_changed (self);

  if (!changed)
    return;
  g_set_object (&self->bookmark, changed);
  reader_bookmark_store_save_async (self->session, changed, saved_cb, g_object_ref (self));
}

static void
reader_bookmark_editor_closed (GtkPopover *popover)
{
  ReaderBookmarkEditor *self = READER_BOOKMARK_EDITOR (popover);

  save (self);
  leave (self);
}

static void
set_opener (ReaderBookmarkEditor *self, GtkWidget *opener)
{
  g_set_weak_pointer (&self->opener, opener);
}

/* The focus goes back to where it came from while the editor is still there: GTK 4.8 keeps a
 * reference to a popover that hides with the focus inside. */
static void
reader_bookmark_editor_hide (GtkWidget *widget)
{
  ReaderBookmarkEditor *self = READER_BOOKMARK_EDITOR (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (focus && gtk_widget_is_ancestor (focus, widget)
      && !(self->opener && gtk_widget_grab_focus (self->opener)))
    gtk_root_set_focus (root, NULL);
  set_opener (self, NULL);

  GTK_WIDGET_CLASS (reader_bookmark_editor_parent_class)->hide (widget);
}

static void
done_cb (ReaderBookmarkEditor *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderBookmarkEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *done = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (done)
    g_signal_emit (self, signals[SIGNAL_DELETED], 0, self->bookmark);
  else
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
}

static void
labels_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderBookmarkEditor) self = data;
  g_auto (GStrv) labels = tri_worker_run_finish (TRI_WORKER (source), result, NULL);

  if (labels && self->labels)
    reader_label_entry_set_known (self->labels, (const char *const *) labels);
}

static void
swatch_toggled_cb (GtkToggleButton *swatch, ReaderBookmarkEditor *self)
{
  if (gtk_toggle_button_get_active (swatch))
    gtk_label_set_text (self->colour_name, reader_panel_words_for_colour (get_colour (self)));
}

/* Ctrl+Enter closes from the note, where Enter makes a new line. */
static gboolean
close_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  done_cb (READER_BOOKMARK_EDITOR (widget));
  return TRUE;
}

static GtkWidget *
new_swatch (const char *colour)
{
  GtkWidget *swatch = gtk_toggle_button_new ();
  GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  const char *word = reader_panel_words_for_colour (colour);
  g_autofree char *css = g_strconcat ("bookmark-", colour[0] ? colour : "none", NULL);

  gtk_widget_add_css_class (dot, "bookmark-dot");
  gtk_widget_add_css_class (dot, "large");
  gtk_widget_add_css_class (dot, css);
  gtk_widget_set_halign (dot, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (swatch), dot);
  gtk_widget_add_css_class (swatch, "flat");
  gtk_widget_add_css_class (swatch, "swatch");
  gtk_widget_set_tooltip_text (swatch, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (swatch),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  word,
                                  -1);
  return swatch;
}

static void
add_swatches (ReaderBookmarkEditor *self)
{
  for (guint n = 0; n <= READER_N_COLOURS; n++)
    {
      /* The first one that is shown is the last in the array: no colour. */
      guint i = (n + READER_N_COLOURS) % (READER_N_COLOURS + 1);
      const char *colour = i < READER_N_COLOURS ? reader_panel_words_get_colour (i) : "";

      self->swatches[i] = new_swatch (colour);
      if (n > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->swatches[i]),
                                     GTK_TOGGLE_BUTTON (self->swatches[READER_N_COLOURS]));
      g_signal_connect_object (self->swatches[i],
                               "toggled",
                               G_CALLBACK (swatch_toggled_cb),
                               self,
                               0);
      gtk_box_append (GTK_BOX (self->colours), self->swatches[i]);
    }
}

static void
reader_bookmark_editor_dispose (GObject *object)
{
  ReaderBookmarkEditor *self = READER_BOOKMARK_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_popover_set_child (GTK_POPOVER (self), NULL);
  self->labels = NULL;
  set_opener (self, NULL);
  g_clear_object (&self->session);
  g_clear_object (&self->bookmark);

  G_OBJECT_CLASS (reader_bookmark_editor_parent_class)->dispose (object);
}

static void
reader_bookmark_editor_class_init (ReaderBookmarkEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_bookmark_editor_dispose;
  widget_class->hide = reader_bookmark_editor_hide;
  GTK_POPOVER_CLASS (klass)->closed = reader_bookmark_editor_closed;

  signals[SIGNAL_DELETED] = g_signal_new ("deleted",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          TRI_TYPE_BOOKMARK);
  signals[SIGNAL_FAILED] = g_signal_new ("failed",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);

  g_type_ensure (READER_TYPE_PROSE);
  g_type_ensure (READER_TYPE_LABEL_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-bookmark-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, title);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, quote);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, note);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, colours);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, colour_name);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, labels);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, wording);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, passage);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, reader_bookmark_editor_delete);
}

/* Before the note sees it, which would begin a new line. */
static void
add_close_key (ReaderBookmarkEditor *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK),
                        gtk_callback_action_new (close_key_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
reader_bookmark_editor_init (ReaderBookmarkEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_lines (reader_prose_get_label (self->quote), 2);
  gtk_label_set_ellipsize (reader_prose_get_label (self->quote), PANGO_ELLIPSIZE_END);
  add_swatches (self);
  add_close_key (self);
}

/**
 * reader_bookmark_editor_new:
 * @bookmark: a stored bookmark
 * @is_new: whether it was made just now
 *
 * Returns: (transfer floating): an editor, which goes away when it closes
 */
ReaderBookmarkEditor *
reader_bookmark_editor_new (ReaderSession *session, TriBookmark *bookmark, gboolean is_new)
{
  ReaderBookmarkEditor *self = g_object_new (READER_TYPE_BOOKMARK_EDITOR, NULL);
  g_autofree char *quote = reader_panel_words_dup_line (bookmark->quote);

  self->session = g_object_ref (session);
  self->bookmark = g_object_ref (bookmark);
  gtk_label_set_text (self->title, is_new ? _ ("Bookmarked") : _ ("Bookmark"));
  reader_prose_set_text (self->quote, quote);
  reader_bookmark_editor_set_note (self, bookmark->note);
  reader_bookmark_editor_set_colour (self, bookmark->colour);
  reader_bookmark_editor_set_labels (self, (const char *const *) bookmark->labels);
  reader_bookmark_editor_set_scope (self, bookmark->scope);

  self->cancellable = g_cancellable_new ();
  reader_bookmark_store_list_labels_async (session,
                                           self->cancellable,
                                           labels_listed_cb,
                                           g_object_ref (self));
  return self;
}

/* Above or below where there is room, else beside it, where a popover may slide up and down; the
 * area it points to is then cut so that there is room on its right. */
static void
choose_side (ReaderBookmarkEditor *self, GtkWidget *parent, GdkRectangle *area)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (parent));
  GtkWidget *child = gtk_popover_get_child (GTK_POPOVER (self));
  int width = 0;
  int height = 0;
  double x = 0;
  double y = 0;
  int room = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  width += FRAME;
  height += FRAME;
  gtk_widget_translate_coordinates (parent, root, area->x, area->y, &x, &y);
  if (height <= y || height <= gtk_widget_get_height (root) - y - area->height)
    return;

  room = gtk_widget_get_width (root) - width - (int) x;
  area->width = CLAMP (room, 1, area->width);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_RIGHT);
}

/**
 * reader_bookmark_editor_popup_at:
 * @parent: the widget the popover belongs to
 * @at: (nullable): the part of it the popover points to
 *
 * Opens the editor with the focus in the note; when it closes the focus goes back to where it was.
 */
void
reader_bookmark_editor_popup_at (ReaderBookmarkEditor *self, GtkWidget *parent, GtkWidget *at)
{
  graphene_rect_t bounds;

  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  if (at && gtk_widget_compute_bounds (at, parent, &bounds))
    {
      int top = (int) CLAMP (bounds.origin.y, 0, (float) gtk_widget_get_height (parent));
      int bottom = (int) CLAMP (bounds.origin.y + bounds.size.height,
                                0,
                                (float) gtk_widget_get_height (parent));
      GdkRectangle area = { (int) bounds.origin.x, top, (int) bounds.size.width, bottom - top };

      choose_side (self, parent, &area);
      gtk_popover_set_pointing_to (GTK_POPOVER (self), &area);
    }
  set_opener (self, gtk_root_get_focus (gtk_widget_get_root (parent)));
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->note));
}

void
reader_bookmark_editor_set_note (ReaderBookmarkEditor *self, const char *note)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->note), note, -1);
}

void
reader_bookmark_editor_set_colour (ReaderBookmarkEditor *self, const char *colour)
{
  guint chosen = READER_N_COLOURS;

  for (guint i = 0; i < READER_N_COLOURS; i++)
    if (g_str_equal (reader_panel_words_get_colour (i), colour))
      chosen = i;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->swatches[chosen]), TRUE);
}

void
reader_bookmark_editor_set_labels (ReaderBookmarkEditor *self, const char *const *labels)
{
  reader_label_entry_set_labels (self->labels, labels);
}

void
reader_bookmark_editor_set_scope (ReaderBookmarkEditor *self, TriScope scope)
{
  GtkWidget *button = scope == TRI_SCOPE_PASSAGE ? self->passage : self->wording;

  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
}

/**
 * reader_bookmark_editor_delete:
 *
 * Deletes the bookmark and closes; "deleted" follows when it is gone.
 */
void
reader_bookmark_editor_delete (ReaderBookmarkEditor *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  self->is_deleted = TRUE;
  g_array_append_val (ids, self->bookmark->id);
  reader_bookmark_store_delete_async (self->session,
                                      ids,
                                      deleted_cb,
                                      g_object_ref (self));
  gtk_popover_popdown (GTK_POPOVER (self));
}
