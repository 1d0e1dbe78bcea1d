/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-unplaced.h"

#include "dialogs/reader-replace-words.h"

#include <glib/gi18n.h>

/* So many have a row of their own; the rest comes when these are judged. */
#define MAX_SHOWN 100

struct _ReaderUnplaced
{
  AdwWindow parent_instance;

  AdwPreferencesGroup *group;
  GtkInfoBar *problem;
  GtkLabel *problem_label;

  ReaderSession *session;
  gint64 work;
  GPtrArray *rows;
  guint n_listed; /* G_MAXUINT: none yet */
  guint n_awaited;
};

G_DEFINE_FINAL_TYPE (ReaderUnplaced, reader_unplaced, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_PLACE_ASKED,
  SIGNAL_SHOWN,
  SIGNAL_ACTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- Listing --- */

static gpointer
list (TriLibrary *library,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  const gint64 *work = data;

  return tri_library_list_unplaced (library, *work, error);
}

static void
items_free (gpointer items)
{
  g_ptr_array_unref (items);
}

/**
 * reader_unplaced_list_async:
 * @work: whose texts were imported again, perhaps
 */
void
reader_unplaced_list_async (ReaderSession *session,
                            gint64 work,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  tri_worker_run_async (reader_session_get_asker (session),
                        list,
                        g_memdup2 (&work, sizeof work),
                        g_free,
                        items_free,
                        NULL,
                        callback,
                        user_data);
}

GPtrArray *
reader_unplaced_list_finish (GObject *worker,
                             GAsyncResult *result,
                             GError **error)
{
  return tri_worker_run_finish (TRI_WORKER (worker), result, error);
}

static void
show_problem (ReaderUnplaced *self,
              const char *words)
{
  gtk_label_set_text (self->problem_label, words);
  gtk_info_bar_set_revealed (self->problem, TRUE);
}

static void
hide_problem_cb (ReaderUnplaced *self)
{
  gtk_info_bar_set_revealed (self->problem, FALSE);
}

static void reload (ReaderUnplaced *self);

/* --- Acts --- */

typedef struct
{
  char *id;
  gboolean is_dropped;
  TriUnplacedPlace place;
} Decision;

static void
decision_free (gpointer data)
{
  Decision *self = data;

  g_free (self->id);
  g_free (self);
}

static gpointer
decide (TriLibrary *library,
        gpointer data,
        GCancellable *cancellable,
        GError **error)
{
  const Decision *decision = data;
  const char *const ids[] = { decision->id, NULL };
  gboolean done = decision->is_dropped
                      ? tri_library_drop_unplaced (library, ids, error)
                      : tri_library_put_unplaced (library, decision->id, &decision->place, error);

  return GINT_TO_POINTER (done);
}

static void
decided (ReaderUnplaced *self,
         GObject *worker,
         GAsyncResult *result,
         const char *words)
{
  g_autoptr (GError) error = NULL;
  gpointer done = tri_worker_run_finish (TRI_WORKER (worker), result, &error);

  self->n_awaited--;
  if (self->session == NULL)
    return;
  if (done)
    g_signal_emit (self, signals[SIGNAL_ACTED], 0, words);
  else
    show_problem (self, error->message);
  reload (self);
}

static void
put_cb (GObject *worker,
        GAsyncResult *result,
        gpointer user_data)
{
  g_autoptr (ReaderUnplaced) self = user_data;

  decided (self, worker, result, _ ("Put where it stands now"));
}

static void
dropped_cb (GObject *worker,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (ReaderUnplaced) self = user_data;

  decided (self, worker, result, _ ("Let go"));
}

static void
run_decision (ReaderUnplaced *self,
              Decision *decision)
{
  if (self->n_awaited > 0)
    {
      decision_free (decision);
      return;
    }
  self->n_awaited++;
  hide_problem_cb (self);
  tri_worker_run_between_async (reader_session_get_writer (self->session),
                                decide,
                                decision,
                                decision_free,
                                NULL,
                                NULL,
                                decision->is_dropped ? dropped_cb : put_cb,
                                g_object_ref (self));
}

static Decision *
new_decision (const TriUnplaced *item)
{
  Decision *decision = g_new0 (Decision, 1);

  decision->id = g_strdup (item->id);
  return decision;
}

static const TriUnplaced *
get_item (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "item");
}

static void
stay_cb (ReaderUnplaced *self,
         GtkWidget *button)
{
  const TriUnplaced *item = get_item (button);
  Decision *decision = new_decision (item);

  decision->place.passage = item->passage;
  decision->place.start = item->start;
  decision->place.end = item->end;
  decision->place.whole = item->whole;
  run_decision (self, decision);
}

static void
put_here_cb (ReaderUnplaced *self,
             GtkWidget *button)
{
  Decision *decision = new_decision (get_item (button));
  gboolean found = FALSE;

  g_signal_emit (self, signals[SIGNAL_PLACE_ASKED], 0, &decision->place, &found);
  if (found)
    {
      run_decision (self, decision);
      return;
    }
  decision_free (decision);
  show_problem (self, _ ("Select the words in the texts first, or go to the passage."));
}

static void
drop_cb (ReaderUnplaced *self,
         GtkWidget *button)
{
  Decision *decision = new_decision (get_item (button));

  decision->is_dropped = TRUE;
  run_decision (self, decision);
}

static void
show_cb (ReaderUnplaced *self,
         GtkWidget *button)
{
  const TriUnplaced *item = get_item (button);

  g_signal_emit (self,
                 signals[SIGNAL_SHOWN],
                 0,
                 item->text,
                 item->passage,
                 item->start,
                 item->end);
}

/* --- Rows --- */

static void
append_marked (GString *markup,
               const char *before,
               const char *words,
               const char *behind)
{
  g_autofree char *escaped_before = g_markup_escape_text (before, -1);
  g_autofree char *escaped_words = g_markup_escape_text (words, -1);
  g_autofree char *escaped_behind = g_markup_escape_text (behind, -1);

  g_string_append_printf (markup,
                          "%s<b>%s</b>%s",
                          escaped_before,
                          escaped_words,
                          escaped_behind);
}

static GtkWidget *
new_words (const char *title,
           const char *before,
           const char *words,
           const char *behind)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *label = gtk_label_new (NULL);
  g_autoptr (GString) markup = g_string_new (NULL);

  append_marked (markup, before, words, behind);
  gtk_label_set_markup (GTK_LABEL (label), markup->str);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "caption-heading");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
add_button (ReaderUnplaced *self,
            GtkWidget *box,
            TriUnplaced *item,
            const char *label,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_object_set_data (G_OBJECT (button), "item", item);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
new_buttons (ReaderUnplaced *self,
             TriUnplaced *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (item->passage && tri_unplaced_can_be_put (item))
    add_button (self, box, item, _ ("It Stands _There"), G_CALLBACK (stay_cb));
  if (item->passage)
    add_button (self, box, item, _ ("_Show"), G_CALLBACK (show_cb));
  if (tri_unplaced_can_be_put (item))
    add_button (self, box, item, _ ("_Put on What Is Selected"), G_CALLBACK (put_here_cb));
  add_button (self, box, item, _ ("_Let Go"), G_CALLBACK (drop_cb));
  return box;
}

/* Then and now, side by side. */
static GtkWidget *
new_comparison (const TriUnplaced *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box),
                  new_words (_ ("Then"), item->prefix, item->quote, item->suffix));
  if (item->passage)
    gtk_box_append (GTK_BOX (box),
                    new_words (_ ("Now, perhaps"), item->before, item->now, item->behind));
  else
    gtk_box_append (GTK_BOX (box), new_words (_ ("Now"), _ ("nowhere"), "", ""));
  return box;
}

static void
add_row (ReaderUnplaced *self,
         TriUnplaced *item,
         gboolean is_first)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *words = reader_replace_words_dup_state (item->what, item->state);
  g_autofree char *subtitle = NULL;

  subtitle = *item->note ? g_strdup_printf ("%s · %s", words, item->note) : g_strdup (words);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), item->quote);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  gtk_box_append (GTK_BOX (inside), new_comparison (item));
  gtk_box_append (GTK_BOX (inside), new_buttons (self, item));
  gtk_widget_set_margin_top (inside, 12);
  gtk_widget_set_margin_bottom (inside, 12);
  gtk_widget_set_margin_start (inside, 12);
  gtk_widget_set_margin_end (inside, 12);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), inside);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), is_first);
  g_object_set_data_full (G_OBJECT (row), "item", item, (GDestroyNotify) tri_unplaced_free);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

/* The reader looks at these already. */
static gboolean
is_shown (ReaderUnplaced *self,
          GPtrArray *items)
{
  if (self->n_listed != items->len)
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const TriUnplaced *old = get_item (g_ptr_array_index (self->rows, i));

      if (!g_str_equal (old->id, ((TriUnplaced *) g_ptr_array_index (items, i))->id))
        return FALSE;
    }
  return TRUE;
}

static void
fill (ReaderUnplaced *self,
      GPtrArray *items)
{
  g_autofree char *title = NULL;
  guint n_items = items->len;

  self->n_listed = n_items;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_free_func (items, NULL);
  for (guint i = 0; i < items->len; i++)
    {
      if (i < MAX_SHOWN)
        add_row (self, g_ptr_array_index (items, i), i == 0);
      else
        tri_unplaced_free (g_ptr_array_index (items, i));
    }
  title = n_items ? g_strdup_printf (ngettext ("%u thing you made",
                                               "%u things you made",
                                               n_items),
                                     n_items)
                  : g_strdup (_ ("Everything has its place"));
  adw_preferences_group_set_title (self->group, title);
  if (n_items == 0)
    adw_preferences_group_set_description (self->group, NULL);
  if (self->rows->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->rows, 0));
}

static void
listed_cb (GObject *worker,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ReaderUnplaced) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = reader_unplaced_list_finish (worker, result, &error);

  self->n_awaited--;
  if (self->session == NULL)
    return;
  if (items && !is_shown (self, items))
    fill (self, items);
  else if (!items)
    show_problem (self, error->message);
}

static void
reload (ReaderUnplaced *self)
{
  if (self->session == NULL)
    return;
  self->n_awaited++;
  reader_unplaced_list_async (self->session, self->work, listed_cb, g_object_ref (self));
}

gboolean
reader_unplaced_is_settled (ReaderUnplaced *self)
{
  return self->n_awaited == 0;
}

/* As in the window of the texts, which has the act. */
static gboolean
undo_key_cb (GtkWidget *widget,
             GVariant *action,
             gpointer data)
{
  GtkWindow *texts = gtk_window_get_transient_for (GTK_WINDOW (widget));

  return texts != NULL
         && gtk_widget_activate_action (GTK_WIDGET (texts),
                                        g_variant_get_string (action, NULL),
                                        NULL);
}

static void
reader_unplaced_dispose (GObject *object)
{
  ReaderUnplaced *self = READER_UNPLACED (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (reader_unplaced_parent_class)->dispose (object);
}

static void
reader_unplaced_class_init (ReaderUnplacedClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_unplaced_dispose;
  signals[SIGNAL_PLACE_ASKED] = g_signal_new ("place-asked",
                                              READER_TYPE_UNPLACED,
                                              G_SIGNAL_RUN_LAST,
                                              0,
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_TYPE_BOOLEAN,
                                              1,
                                              G_TYPE_POINTER);
  signals[SIGNAL_SHOWN] = g_signal_new ("shown",
                                        READER_TYPE_UNPLACED,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        4,
                                        G_TYPE_INT64,
                                        G_TYPE_INT64,
                                        G_TYPE_UINT,
                                        G_TYPE_UINT);
  signals[SIGNAL_ACTED] = g_signal_new ("acted",
                                        READER_TYPE_UNPLACED,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-unplaced.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderUnplaced, group);
  gtk_widget_class_bind_template_child (widget_class, ReaderUnplaced, problem);
  gtk_widget_class_bind_template_child (widget_class, ReaderUnplaced, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, hide_problem_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding (widget_class,
                                GDK_KEY_z,
                                GDK_CONTROL_MASK,
                                undo_key_cb,
                                "s",
                                "edit.undo");
  gtk_widget_class_add_binding (widget_class,
                                GDK_KEY_z,
                                GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                undo_key_cb,
                                "s",
                                "edit.redo");
}

static void
reader_unplaced_init (ReaderUnplaced *self)
{
  self->rows = g_ptr_array_new ();
  self->n_listed = G_MAXUINT;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reader_unplaced_new:
 * @work: 0 for all works
 *
 * Returns: (transfer none): a window that is not shown yet
 */
GtkWidget *
reader_unplaced_new (ReaderSession *session,
                     gint64 work)
{
  ReaderUnplaced *self = g_object_new (READER_TYPE_UNPLACED, NULL);

  self->session = g_object_ref (session);
  self->work = work;
  /* An act was undone, perhaps. */
  g_signal_connect_object (session, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);
  return GTK_WIDGET (self);
}
