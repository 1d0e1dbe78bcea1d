/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "concordance/reader-concordance-private.h"

#include "model/tri-bookmark.h"
#include "panels/reader-bookmark-store.h"

#include <glib/gi18n.h>

/* What is done with the chosen line. */

static const TriConcordanceLine *
get_line (ReaderConcordance *self)
{
  ReaderConcordanceItem *item = reader_concordance_list_get_chosen (self->list);

  return item ? item->line : NULL;
}

/* The place of the chosen line, which may not have been read yet. */
static TriBookmark *
new_mark (ReaderConcordance *self)
{
  ReaderConcordanceItem *item = reader_concordance_list_get_chosen (self->list);
  const TriConcordanceText *text = NULL;
  TriBookmark *mark = NULL;
  TriConcordanceHit hit;

  if (!item || !self->concordance
      || !tri_concordance_get_hit (self->concordance, item->index, &hit))
    return NULL;
  text = g_ptr_array_index (tri_concordance_get_texts (self->concordance), hit.text);
  mark = tri_bookmark_new ();
  mark->work = text->work;
  mark->text = text->id;
  mark->passage = hit.passage;
  mark->end_passage = hit.passage;
  mark->ord = hit.ord;
  mark->start = hit.start;
  mark->end = hit.end;
  mark->scope = TRI_SCOPE_WORDING;
  return mark;
}

void
reader_concordance_go (ReaderConcordance *self)
{
  g_autoptr (TriBookmark) place = new_mark (self);

  if (place)
    g_signal_emit (self, reader_concordance_place_activated, 0, place);
}

static void
go_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reader_concordance_go (READER_CONCORDANCE (widget));
}

static void
push_act (ReaderConcordance *self, ReaderConcordanceAct act)
{
  g_array_append_val (self->acts, act);
}

/* --- Bookmarks */

static void
saved_cb (GObject *worker, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderConcordance) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TriBookmark) saved = tri_worker_run_finish (TRI_WORKER (worker), result, &error);

  self->n_acts--;
  if (!self->session)
    return;
  if (saved)
    push_act (self, READER_CONCORDANCE_BOOKMARKED);
  reader_toasts_say (self->messages,
                     saved ? _ ("Bookmarked") : error->message,
                     saved ? "line.undo" : NULL);
}

static void
bookmark_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderConcordance *self = READER_CONCORDANCE (widget);
  g_autoptr (TriBookmark) mark = new_mark (self);

  if (!mark)
    return;
  self->n_acts++;
  reader_bookmark_store_save_async (self->session, mark, saved_cb, g_object_ref (self));
}

/* --- Leaving out */

static void
say_left_out (ReaderConcordance *self)
{
  guint n = reader_concordance_model_count_left_out (
      reader_concordance_list_get_model (self->list));
  g_autofree char *words = g_strdup_printf (ngettext ("%u line left out", "%u lines left out", n),
                                            n);

  reader_toasts_say (self->messages, words, "line.undo");
  reader_concordance_update (self);
}

static void
leave_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderConcordance *self = READER_CONCORDANCE (widget);
  ReaderConcordanceModel *model = reader_concordance_list_get_model (self->list);
  guint position = reader_concordance_list_get_position (self->list);
  gboolean had_keyboard = reader_concordance_list_has_keyboard (self->list);
  guint n = 0;

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  reader_concordance_list_begin_order (self->list);
  reader_concordance_model_leave_out (model, position);
  push_act (self, READER_CONCORDANCE_LEFT_OUT);
  n = g_list_model_get_n_items (G_LIST_MODEL (model));
  say_left_out (self);
  if (n > 0)
    reader_concordance_list_go_to (self->list, MIN (position, n - 1), had_keyboard);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
put_back (ReaderConcordance *self)
{
  ReaderConcordanceModel *model = reader_concordance_list_get_model (self->list);
  guint position = 0;

  reader_concordance_list_begin_order (self->list);
  position = reader_concordance_model_put_back (model);
  reader_toasts_say (self->messages, _ ("Line put back"), NULL);
  reader_concordance_update (self);
  if (position != G_MAXUINT)
    reader_concordance_list_go_to (self->list, position, TRUE);
}

/* What was done here last; marks are the other window's, which knows the journal. */
static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderConcordance *self = READER_CONCORDANCE (widget);
  GtkWindow *texts = gtk_window_get_transient_for (GTK_WINDOW (self));
  ReaderConcordanceAct act;

  if (self->acts->len == 0)
    return;
  act = g_array_index (self->acts, ReaderConcordanceAct, self->acts->len - 1);
  g_array_set_size (self->acts, self->acts->len - 1);
  if (act == READER_CONCORDANCE_LEFT_OUT)
    put_back (self);
  else if (texts && gtk_widget_activate_action (GTK_WIDGET (texts), "edit.undo", NULL))
    reader_toasts_say (self->messages, _ ("Bookmark taken back"), NULL);
}

/* --- The clipboard */

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderConcordance *self = READER_CONCORDANCE (widget);
  ReaderConcordanceItem *item = reader_concordance_list_get_chosen (self->list);
  const TriConcordanceLine *line = get_line (self);
  ReaderConcordanceColumns *columns = reader_concordance_list_get_columns (self->list);
  const char *lang = reader_concordance_columns_get_lang (columns);
  g_autofree char *counterpart = NULL;
  g_autofree char *words = NULL;

  if (!line)
    return;
  counterpart = reader_concordance_item_dup_counterpart (item, lang, NULL);
  words = g_strdup_printf ("%s%s%s (%s%s%s)%s%s",
                           line->left,
                           line->words,
                           line->right,
                           line->text->title,
                           line->chapter[0] ? ", " : "",
                           line->chapter,
                           counterpart[0] ? "\n" : "",
                           counterpart);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), words);
  reader_toasts_say (self->messages, _ ("Line copied"), NULL);
}

/* --- */

void
reader_concordance_update_acts (ReaderConcordance *self)
{
  static const char *const of_line[] = {
    "line.go-to",
    "line.bookmark",
    "line.leave-out",
    "line.copy",
  };
  ReaderConcordanceItem *item = reader_concordance_list_get_chosen (self->list);
  guint n = g_list_model_get_n_items (
      G_LIST_MODEL (reader_concordance_list_get_model (self->list)));

  for (guint i = 0; i < G_N_ELEMENTS (of_line); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), of_line[i], item && !item->is_gone);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "concordance.export",
                                 n > 0 && self->is_found && !self->doing);
}

void
reader_concordance_class_install_acts (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "line.go-to", NULL, go_action);
  gtk_widget_class_install_action (widget_class, "line.bookmark", NULL, bookmark_action);
  gtk_widget_class_install_action (widget_class, "line.leave-out", NULL, leave_out_action);
  gtk_widget_class_install_action (widget_class, "line.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "line.undo", NULL, undo_action);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_d,
                                       GDK_CONTROL_MASK,
                                       "line.bookmark",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "line.leave-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "line.leave-out", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_c,
                                       GDK_CONTROL_MASK,
                                       "line.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_z,
                                       GDK_CONTROL_MASK,
                                       "line.undo",
                                       NULL);
}
