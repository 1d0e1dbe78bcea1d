/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-mark-box.h"

#include "library/tri-library-works.h"
#include "panels/reader-list-moves.h"
#include "panels/reader-panel-row.h"
#include "panels/reader-row-actions.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_WORDS 90

struct _ReaderMarkBox
{
  GtkPopover parent_instance;

  GtkLabel *title;
  GtkWidget *scroller;
  GtkListView *list;
  GtkLabel *nothing;

  ReaderSession *session;
  GListStore *marks;
  ReaderListMoves *moves;
  char *remove;
};

G_DEFINE_FINAL_TYPE (ReaderMarkBox, reader_mark_box, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

char *
reader_mark_box_dup_words (TriBookmark *mark)
{
  g_autofree char *line = g_strdelimit (g_strdup (mark->quote), "\n\t", ' ');

  if (g_utf8_strlen (line, -1) <= MAX_WORDS)
    return g_steal_pointer (&line);
  *g_utf8_offset_to_pointer (line, MAX_WORDS) = '\0';

  return g_strconcat (g_strchomp (line), "…", NULL);
}

/* Where a mark is, in words: "Work · French · Chapter". */
static char *
dup_place (TriLibrary *library,
           TriBookmark *mark)
{
  g_autoptr (TriWork) work = tri_library_get_work (library, mark->work, NULL);
  g_autoptr (TriDivision) division = tri_library_get_division_of (library, mark->passage);
  TriText *text = work != NULL ? tri_work_get_text (work, mark->text) : NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  if (work != NULL)
    g_ptr_array_add (words, work->title);
  if (text != NULL)
    g_ptr_array_add (words, text->lang);
  if (mark->passage == 0)
    g_ptr_array_add (words, (gpointer) _ ("The passage is gone"));
  else if (division != NULL && division->title[0] != '\0')
    g_ptr_array_add (words, division->title);
  g_ptr_array_add (words, NULL);

  return g_strjoinv (" · ", (char **) words->pdata);
}

/* --- Rows */

static GtkWidget *
new_label (const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);

  return label;
}

static void
activate (ReaderMarkBox *self,
          TriBookmark *mark)
{
  g_autoptr (TriBookmark) kept = g_object_ref (mark);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, kept);
}

static void
show_nothing (ReaderMarkBox *self)
{
  gboolean has_any = g_list_model_get_n_items (G_LIST_MODEL (self->marks)) > 0;

  gtk_widget_set_visible (self->scroller, has_any);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), !has_any);
}

static void
focus_row (ReaderMarkBox *self,
           guint position)
{
  guint n_marks = g_list_model_get_n_items (G_LIST_MODEL (self->marks));

  if (n_marks > 0)
    reader_list_moves_go_to (self->moves, MIN (position, n_marks - 1));
}

static gboolean
is_stop (gpointer item)
{
  return TRUE;
}

static void
remove_mark (ReaderMarkBox *self,
             TriBookmark *mark)
{
  g_autoptr (TriBookmark) kept = g_object_ref (mark);
  guint position = 0;

  if (!g_list_store_find (self->marks, mark, &position))
    return;
  g_list_store_remove (self->marks, position);
  show_nothing (self);
  focus_row (self, position);
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0, kept);
}

static void
remove_clicked_cb (GtkWidget *button,
                   ReaderMarkBox *self)
{
  TriBookmark *mark = g_object_get_data (G_OBJECT (button), "mark");

  if (mark != NULL)
    remove_mark (self, mark);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *item,
          ReaderMarkBox *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *letter = new_label ("heading");
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *note = new_label ("caption");
  GtkWidget *place = new_label ("caption");
  GtkWidget *button = gtk_button_new ();

  gtk_widget_add_css_class (place, "dim-label");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_label_set_width_chars (GTK_LABEL (letter), 1);
  gtk_box_append (GTK_BOX (lines), new_label (NULL));
  gtk_box_append (GTK_BOX (lines), note);
  gtk_box_append (GTK_BOX (lines), place);
  gtk_box_append (GTK_BOX (row), letter);
  gtk_box_append (GTK_BOX (row), lines);
  gtk_box_append (GTK_BOX (row), button);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, 0);
  gtk_list_item_set_child (item, row);
  reader_row_actions_offer (item);
}

static void
bind_button (ReaderMarkBox *self,
             GtkWidget *button,
             TriBookmark *mark)
{
  g_object_set_data (G_OBJECT (button), "mark", mark);
  gtk_widget_set_visible (button, self->remove != NULL);
  gtk_button_set_label (GTK_BUTTON (button), self->remove != NULL ? self->remove : "");
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem *list_item,
         ReaderMarkBox *self)
{
  TriBookmark *mark = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *letter = gtk_widget_get_first_child (row);
  GtkWidget *words = gtk_widget_get_first_child (gtk_widget_get_next_sibling (letter));
  GtkWidget *note = gtk_widget_get_next_sibling (words);
  const char name[] = { mark->letter, '\0' };
  g_autofree char *quote = reader_mark_box_dup_words (mark);
  g_autofree char *place = dup_place (reader_session_get_library (self->session),
                                      mark);
  g_autofree char *spoken = g_strdup_printf ("%s%s%s, %s%s%s",
                                             name,
                                             mark->letter != 0 ? ": " : "",
                                             quote,
                                             mark->note,
                                             mark->note[0] != '\0' ? ", " : "",
                                             place);

  gtk_label_set_label (GTK_LABEL (letter), name);
  gtk_widget_set_visible (letter, mark->letter != 0);
  gtk_label_set_label (GTK_LABEL (words), quote);
  gtk_label_set_label (GTK_LABEL (note), mark->note);
  gtk_widget_set_visible (note, mark->note[0] != '\0');
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (note)), place);
  bind_button (self, gtk_widget_get_last_child (row), mark);
  reader_list_moves_bind (list_item);
  reader_panel_set_spoken (row, spoken);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem *list_item,
           ReaderMarkBox *self)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);

  g_object_set_data (G_OBJECT (gtk_widget_get_last_child (row)), "mark", NULL);
}

static void
activate_cb (ReaderMarkBox *self,
             guint position)
{
  g_autoptr (TriBookmark) mark = g_list_model_get_item (G_LIST_MODEL (self->marks), position);

  if (mark != NULL)
    activate (self, mark);
}

/* --- Keys */

static gboolean
remove_selected (ReaderMarkBox *self)
{
  guint position = reader_list_moves_find_focused (self->moves);
  g_autoptr (TriBookmark) mark = g_list_model_get_item (G_LIST_MODEL (self->marks), position);

  if (mark != NULL && self->remove != NULL)
    remove_mark (self, mark);

  return mark != NULL;
}

/* Before the list. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                ReaderMarkBox *self)
{
  guint n_marks = g_list_model_get_n_items (G_LIST_MODEL (self->marks));

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete)
    return remove_selected (self);
  for (guint i = 0; i < n_marks; i++)
    {
      g_autoptr (TriBookmark) mark = g_list_model_get_item (G_LIST_MODEL (self->marks), i);

      if (mark->letter == 0 || gdk_keyval_to_lower (key) != (guint) mark->letter)
        continue;
      activate (self, mark);
      return TRUE;
    }

  return FALSE;
}

/* --- The object */

static void
reader_mark_box_dispose (GObject *object)
{
  ReaderMarkBox *self = READER_MARK_BOX (object);

  g_clear_pointer (&self->moves, reader_list_moves_free);
  g_clear_object (&self->session);
  g_clear_object (&self->marks);

  G_OBJECT_CLASS (reader_mark_box_parent_class)->dispose (object);
}

static void
reader_mark_box_finalize (GObject *object)
{
  g_free (READER_MARK_BOX (object)->remove);

  G_OBJECT_CLASS (reader_mark_box_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name,
                       READER_TYPE_MARK_BOX,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       1,
                       TRI_TYPE_BOOKMARK);
}

static void
reader_mark_box_class_init (ReaderMarkBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reader_mark_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_mark_box_finalize;

  signals[SIGNAL_ACTIVATED] = new_signal ("mark-activated");
  signals[SIGNAL_REMOVED] = new_signal ("mark-removed");
}

static GtkListItemFactory *
new_factory (ReaderMarkBox *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);

  return factory;
}

static void
reader_mark_box_init (ReaderMarkBox *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->marks = g_list_store_new (TRI_TYPE_BOOKMARK);
  self->title = GTK_LABEL (new_label ("heading"));
  self->nothing = GTK_LABEL (gtk_label_new (NULL));
  self->scroller = gtk_scrolled_window_new ();
  self->list = GTK_LIST_VIEW (
      gtk_list_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (
                             G_LIST_MODEL (g_object_ref (self->marks)))),
                         new_factory (self)));
  gtk_label_set_wrap (self->nothing, TRUE);
  gtk_label_set_max_width_chars (self->nothing, 40);
  gtk_widget_add_css_class (GTK_WIDGET (self->nothing), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "places");
  gtk_list_view_set_single_click_activate (self->list, TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), self->scroller);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->nothing));
  gtk_widget_set_size_request (box, 380, -1);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  self->moves = reader_list_moves_new (self->list, is_stop, NULL, self);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * reader_mark_box_new:
 *
 * Returns: (transfer none): a popover without a parent
 */
GtkWidget *
reader_mark_box_new (void)
{
  return g_object_new (READER_TYPE_MARK_BOX, NULL);
}

void
reader_mark_box_open (ReaderMarkBox *self,
                      ReaderSession *session,
                      GPtrArray *marks,
                      const char *title,
                      const char *remove,
                      const char *nothing)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->marks));

  g_return_if_fail (READER_IS_MARK_BOX (self));

  g_set_object (&self->session, session);
  g_free (self->remove);
  self->remove = g_strdup (remove);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->nothing, nothing);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  -1);
  g_list_store_splice (self->marks, 0, n_old, marks->pdata, marks->len);
  show_nothing (self);
  gtk_popover_popup (GTK_POPOVER (self));
  focus_row (self, 0);
}
