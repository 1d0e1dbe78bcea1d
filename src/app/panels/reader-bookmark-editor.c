/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-bookmark-editor.h"

#include "library/tri-library-travel.h"
#include "reader-label-entry.h"
#include "reader-letter-entry.h"
#include "reader-link-chooser.h"
#include "reader-mark-signs.h"
#include "reader-note-editor.h"
#include "reader-panel-words.h"
#include "reader-popover.h"
#include "reader-prose.h"

#include <glib/gi18n.h>

struct _ReaderBookmarkEditor
{
  GtkPopover parent_instance;

  GtkScrolledWindow *scroller;
  GtkStack *pages;
  ReaderLinkChooser *chooser;
  GtkImage *kind_icon;
  GtkLabel *title;
  ReaderToggleRow *kinds;
  ReaderProse *quote;
  ReaderNoteEditor *note;
  GtkActionable *to_sheet;
  ReaderToggleRow *colours; /* the first: no colour */
  GtkLabel *colour_name;
  GtkWidget *style;
  GtkLabel *style_name;
  ReaderToggleRow *styles;
  ReaderLabelEntry *labels;
  ReaderLetterEntry *letter;
  GtkLabel *letter_words;
  GtkWidget *wording;
  GtkWidget *passage;

  ReaderSession *session;
  ReaderParallelView *view; /* or NULL */
  TriBookmark *bookmark;
  GCancellable *cancellable;
  GtkWidget *opener; /* what had the focus before, or NULL */
  gboolean is_new;
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

/* Of a low window what the editor leaves free, and what it needs in any. */
#define AROUND 104
#define MIN_HEIGHT 200

static TriMarkKind
get_kind (ReaderBookmarkEditor *self)
{
  return self->bookmark->kind == TRI_MARK_PORTAL ? TRI_MARK_PORTAL
                                                 : reader_mark_signs_get_kind (self->kinds);
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
  if (a->kind != b->kind || a->style != b->style || a->letter != b->letter)
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
  changed->note = reader_note_editor_dup_note (self->note);
  g_free (changed->colour);
  changed->colour = g_strdup (reader_mark_signs_get_colour (self->colours));
  g_strfreev (changed->labels);
  changed->labels = reader_label_entry_dup_labels (self->labels);
  changed->scope = get_scope (self);
  changed->kind = get_kind (self);
  changed->style = (TriMarkStyle) reader_toggle_row_get_chosen (self->styles);
  changed->letter = reader_letter_entry_get_letter (self->letter);

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
colour_changed_cb (ReaderBookmarkEditor *self)
{
  const char *colour = reader_mark_signs_get_colour (self->colours);

  gtk_label_set_text (self->colour_name, reader_panel_words_for_colour (colour));
}

static void
style_changed_cb (ReaderBookmarkEditor *self)
{
  guint style = reader_toggle_row_get_chosen (self->styles);

  gtk_label_set_text (self->style_name, reader_panel_words_for_mark_style ((TriMarkStyle) style));
}

/* Only highlights have a style; the others keep the one they had, or may get. */
static void
kind_changed_cb (ReaderBookmarkEditor *self)
{
  TriMarkKind kind = get_kind (self);
  gboolean is_made = self->is_new && kind == TRI_MARK_BOOKMARK;

  gtk_image_set_from_icon_name (self->kind_icon, reader_panel_words_get_mark_icon (kind));
  gtk_label_set_text (self->title,
                      is_made ? _ ("Bookmarked") : reader_panel_words_for_mark (kind));
  gtk_widget_set_visible (self->style, kind == TRI_MARK_HIGHLIGHT);
}

/* A work has each letter once: it says from where it would come. A bounded look-up. */
static void
letter_changed_cb (ReaderBookmarkEditor *self)
{
  char letter = reader_letter_entry_get_letter (self->letter);
  TriLibrary *library = reader_session_get_library (self->session);
  g_autoptr (TriBookmark) other = NULL;
  g_autofree char *quote = NULL;
  g_autofree char *words = NULL;

  if (letter)
    other = tri_library_find_quick_mark (library, self->bookmark->work, letter, NULL);
  if (other && other->id != self->bookmark->id)
    {
      quote = reader_panel_words_dup_line (other->quote);
      /* Translators: the letter of a quick mark, and the words of the place that has it now */
      words = g_strdup_printf (_ ("Moves here from “%s”"), quote);
    }
  gtk_label_set_text (self->letter_words, words ? words : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->letter_words), words);
  reader_letter_entry_describe (self->letter, words ? words : "");
}

/* --- Links */

static void
link_asked_cb (ReaderBookmarkEditor *self)
{
  gtk_stack_set_visible_child_name (self->pages, "link");
  reader_link_chooser_ask (self->chooser, self->session, self->view, self->bookmark->id);
}

/* Back to where one wrote. */
static void
link_cancelled_cb (ReaderBookmarkEditor *self)
{
  gtk_stack_set_visible_child_name (self->pages, "mark");
  gtk_widget_grab_focus (GTK_WIDGET (self->note));
}

static void
link_chosen_cb (ReaderBookmarkEditor *self, ReaderLinkItem *item)
{
  reader_note_editor_insert_link (self->note, item->words, item->target);
  link_cancelled_cb (self);
}

/* Escape: from the links to the note, from there out. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  ReaderBookmarkEditor *self = READER_BOOKMARK_EDITOR (widget);

  if (!g_str_equal (gtk_stack_get_visible_child_name (self->pages), "link"))
    return FALSE;
  link_cancelled_cb (self);
  return TRUE;
}

/* Ctrl+Enter closes from the note, where Enter makes a new line. */
static gboolean
close_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  done_cb (READER_BOOKMARK_EDITOR (widget));
  return TRUE;
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
  g_clear_object (&self->view);
  g_clear_object (&self->bookmark);

  G_OBJECT_CLASS (reader_bookmark_editor_parent_class)->dispose (object);
}

/* Deletes the bookmark and closes; "deleted" follows when it is gone. */
static void
delete_cb (ReaderBookmarkEditor *self)
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

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, scroller);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, pages);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, chooser);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, kind_icon);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, title);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, kinds);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, quote);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, note);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, to_sheet);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, colours);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, colour_name);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, style);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, style_name);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, styles);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, labels);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, letter);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, letter_words);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, wording);
  gtk_widget_class_bind_template_child (widget_class, ReaderBookmarkEditor, passage);
  gtk_widget_class_bind_template_callback (widget_class, link_asked_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_cancelled_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, colour_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, style_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, letter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
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
  g_type_ensure (READER_TYPE_LETTER_ENTRY);
  g_type_ensure (READER_TYPE_LINK_CHOOSER);
  g_type_ensure (READER_TYPE_NOTE_EDITOR);
  g_type_ensure (READER_TYPE_TOGGLE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-bookmark-editor.ui");
  bind_template (widget_class);
}

/* Before the note sees it, which would begin a new line. */
static void
add_keys (ReaderBookmarkEditor *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK),
                        gtk_callback_action_new (close_key_cb, NULL, NULL)));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
reader_bookmark_editor_init (ReaderBookmarkEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_lines (reader_prose_get_label (self->quote), 2);
  gtk_label_set_ellipsize (reader_prose_get_label (self->quote), PANGO_ELLIPSIZE_END);
  reader_mark_signs_add_kinds (self->kinds);
  reader_mark_signs_add_colours (self->colours);
  reader_mark_signs_add_styles (self->styles);
  add_keys (self);
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
  self->is_new = is_new;
  gtk_widget_set_visible (GTK_WIDGET (self->kinds), bookmark->kind != TRI_MARK_PORTAL);
  reader_prose_set_text (self->quote, quote);
  reader_bookmark_editor_set_kind (self, bookmark->kind);
  reader_bookmark_editor_set_style (self, bookmark->style);
  reader_bookmark_editor_set_letter (self, bookmark->letter);
  reader_bookmark_editor_set_note (self, bookmark->note);
  reader_bookmark_editor_set_colour (self, bookmark->colour);
  reader_bookmark_editor_set_labels (self, (const char *const *) bookmark->labels);
  reader_bookmark_editor_set_scope (self, bookmark->scope);
  gtk_actionable_set_action_target (self->to_sheet, "x", bookmark->id);

  self->cancellable = g_cancellable_new ();
  reader_bookmark_store_list_labels_async (session,
                                           self->cancellable,
                                           labels_listed_cb,
                                           g_object_ref (self));
  return self;
}

/**
 * reader_bookmark_editor_popup_at:
 * @parent: the widget the popover belongs to
 * @at: (nullable): the part of it the popover points to, else it lies within @parent
 *
 * Opens the editor with the focus in the note; when it closes the focus goes back to where it was.
 */
void
reader_bookmark_editor_popup_at (ReaderBookmarkEditor *self, GtkWidget *parent, GtkWidget *at)
{
  int room = gtk_widget_get_height (GTK_WIDGET (gtk_widget_get_root (parent))) - AROUND;

  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  /* In a low window it scrolls, rather than reach out of the screen. */
  gtk_scrolled_window_set_max_content_height (self->scroller, MAX (room, MIN_HEIGHT));
  reader_popover_point_at (GTK_POPOVER (self), at ? at : parent);
  set_opener (self, gtk_root_get_focus (gtk_widget_get_root (parent)));
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->note));
}

void
reader_bookmark_editor_set_note (ReaderBookmarkEditor *self, const char *note)
{
  reader_note_editor_set_note (self->note, note);
}

void
reader_bookmark_editor_set_colour (ReaderBookmarkEditor *self, const char *colour)
{
  reader_mark_signs_choose_colour (self->colours, colour);
  colour_changed_cb (self);
}

void
reader_bookmark_editor_set_kind (ReaderBookmarkEditor *self, TriMarkKind kind)
{
  reader_mark_signs_choose_kind (self->kinds, kind);
  kind_changed_cb (self);
}

void
reader_bookmark_editor_set_style (ReaderBookmarkEditor *self, TriMarkStyle style)
{
  reader_toggle_row_choose (self->styles, style);
  style_changed_cb (self);
}

/**
 * reader_bookmark_editor_set_letter:
 * @letter: a to z, or 0 for no quick mark
 */
void
reader_bookmark_editor_set_letter (ReaderBookmarkEditor *self, char letter)
{
  reader_letter_entry_set_letter (self->letter, letter);
}

/**
 * reader_bookmark_editor_get_letter_words:
 *
 * Returns: (transfer none): what is said of the letter: from where it would come, else ""
 */
const char *
reader_bookmark_editor_get_letter_words (ReaderBookmarkEditor *self)
{
  return gtk_label_get_text (self->letter_words);
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
 * reader_bookmark_editor_set_view:
 * @view: where one reads, which links can lead to
 */
void
reader_bookmark_editor_set_view (ReaderBookmarkEditor *self, ReaderParallelView *view)
{
  g_set_object (&self->view, view);
}

ReaderNoteEditor *
reader_bookmark_editor_get_note_editor (ReaderBookmarkEditor *self)
{
  return self->note;
}

/**
 * reader_bookmark_editor_ask_link:
 *
 * What Ctrl+K does in the note.
 *
 * Returns: (transfer none): where the reader chooses now
 */
ReaderLinkChooser *
reader_bookmark_editor_ask_link (ReaderBookmarkEditor *self)
{
  link_asked_cb (self);
  return self->chooser;
}
