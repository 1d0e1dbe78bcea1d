/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-search-panel-private.h"

#include <glib/gi18n.h>

/* A question of the panel and its answer: what is asked, found, and said of both. */

/* Milliseconds: for changes of the library, which come one after the other, and for what is said of
 * a question that is still being typed. */
#define RENEW_DELAY 800
#define NOTE_DELAY 700

gboolean
reader_search_panel_is_blank (ReaderSearchPanel *self)
{
  const char *typed = reader_search_panel_get_question (self);

  while (g_unichar_isspace (g_utf8_get_char (typed)))
    typed = g_utf8_next_char (typed);
  return *typed == '\0';
}

guint
reader_search_panel_count_hits (ReaderSearchPanel *self)
{
  return g_list_model_get_n_items (reader_search_panel_get_model (self));
}

/* --- What is said */

static char *
dup_count (guint n)
{
  g_autofree char *number = g_strdup_printf ("%'u", n);

  return g_strdup_printf (ngettext ("%s passage", "%s passages", n), number);
}

static char *
dup_status (ReaderSearchPanel *self)
{
  guint n = reader_search_panel_count_hits (self);
  g_autofree char *count = dup_count (n);
  gboolean is_over = !self->run || reader_search_run_is_over (self->run);

  if (!self->search || (n == 0 && is_over))
    return g_strdup (self->search ? _ ("Nothing found") : "");
  if (!is_over && n == 0)
    return g_strdup (_ ("Searching…"));
  if (!is_over)
    /* Translators: %s is "1,204 passages"; more of them are being found. */
    return g_strdup_printf (_ ("%s, ranking…"), count);
  if (n == 1)
    return g_steal_pointer (&count);
  /* Translators: %s is "1,204 passages". */
  return g_strdup_printf (self->is_ranked ? _ ("%s by rank") : _ ("%s in reading order"), count);
}

void
reader_search_panel_show_status (ReaderSearchPanel *self)
{
  g_autofree char *words = dup_status (self);

  if (g_strcmp0 (gtk_label_get_text (self->status), words) != 0)
    gtk_label_set_text (self->status, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), words[0] ? words : NULL);
  gtk_widget_set_visible (self->by_rank, self->ranked != NULL);
}

static char *
dup_notes (TriSearch *search)
{
  const TriQuery *query = tri_search_get_query (search);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < query->notes->len; i++)
    g_ptr_array_add (words,
                     tri_query_note_dup_message (&g_array_index (query->notes, TriQueryNote, i),
                                                 query->typed));
  g_ptr_array_add (words, NULL);
  return g_strjoinv ("\n", (char **) words->pdata);
}

static void
show_note (ReaderSearchPanel *self)
{
  TriSearch *search = self->run ? reader_search_run_get_search (self->run) : NULL;
  g_autofree char *words = search ? dup_notes (search) : g_strdup ("");

  g_clear_handle_id (&self->note_id, g_source_remove);
  reader_prose_set_text (self->note_words, words);
  gtk_widget_set_visible (self->note, words[0] != '\0');
}

static gboolean
note_cb (gpointer data)
{
  ReaderSearchPanel *self = data;

  self->note_id = 0;
  show_note (self);
  return G_SOURCE_REMOVE;
}

/* Who types a quotation has not closed it yet: what is said of it waits. What was said and holds
 * no more goes at once. */
static void
understood_cb (ReaderSearchPanel *self)
{
  TriSearch *search = reader_search_run_get_search (self->run);

  g_clear_handle_id (&self->note_id, g_source_remove);
  if (tri_search_get_query (search)->notes->len == 0 || gtk_widget_get_visible (self->note))
    show_note (self);
  else
    self->note_id = g_timeout_add (NOTE_DELAY, note_cb, self);
}

/* --- What is found */

void
reader_search_panel_show_first (ReaderSearchPanel *self)
{
  if (!self->wants_first || reader_search_panel_count_hits (self) == 0)
    return;
  self->wants_first = FALSE;
  reader_search_list_focus_row (self->list, 0);
  reader_search_panel_step (self, 0);
}

static void
show_page (ReaderSearchPanel *self)
{
  GtkWidget *page = GTK_WIDGET (self->list);

  if (!self->search)
    page = self->start;
  else if (reader_search_panel_count_hits (self) == 0)
    page = self->nothing;
  gtk_stack_set_visible_child (self->stack, page);
}

static void
take_search (ReaderSearchPanel *self)
{
  TriSearch *search = reader_search_run_get_search (self->run);

  if (self->search != search)
    g_clear_pointer (&self->search, tri_search_unref);
  if (!self->search)
    self->search = tri_search_ref (search);
}

static int
compare_passages (gconstpointer one, gconstpointer other)
{
  const TriSearchHit *a = one;
  const TriSearchHit *b = other;

  return (a->passage > b->passage) - (a->passage < b->passage);
}

/* Who goes through the list as it is read goes on so; the new ranking waits as the one before. */
static void
put_in_reading_order (ReaderSearchPanel *self)
{
  g_array_unref (self->ranked);
  self->ranked = g_array_copy (self->renewed);
  g_array_sort (self->renewed, compare_passages);
}

/* The reader's question again, to a library that changed: the list stays as it is until the whole
 * answer is there. */
static void
take_renewed (ReaderSearchPanel *self, ReaderSearchFound *found)
{
  if (found->replaces)
    g_array_set_size (self->renewed, 0);
  g_array_append_vals (self->renewed, found->hits->data, found->hits->len);
  if (!found->is_complete)
    return;
  take_search (self);
  self->is_ranked = found->is_ranked && !self->ranked;
  if (found->is_ranked && self->ranked)
    put_in_reading_order (self);
  else
    g_clear_pointer (&self->ranked, g_array_unref);
  reader_search_model_renew (reader_search_list_get_model (self->list),
                             self->search,
                             self->renewed);
  g_clear_pointer (&self->renewed, g_array_unref);
}

/* The same hits in another order, which who goes through them may not want just now. */
static gboolean
keeps_order (ReaderSearchPanel *self, ReaderSearchFound *found)
{
  return found->replaces && found->is_ranked
         && self->search == reader_search_run_get_search (self->run)
         && reader_search_panel_count_hits (self) > 0
         && reader_search_list_is_walked (self->list);
}

/* What was found last before the ranking may have come together with it, which took its place: what
 * is listed as it is read lacks it. */
static void
add_last (ReaderSearchPanel *self, GArray *hits)
{
  guint n = reader_search_panel_count_hits (self);
  g_autoptr (GArray) rest = g_array_copy (hits);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  ReaderSearchFound found = { rest, none, FALSE, FALSE, FALSE };

  if (hits->len <= n)
    return;
  g_array_sort (rest, compare_passages);
  g_array_remove_range (rest, 0, n);
  reader_search_model_take (reader_search_list_get_model (self->list), self->search, &found);
}

static void
take_found (ReaderSearchPanel *self, ReaderSearchFound *found)
{
  gboolean is_other = self->search != reader_search_run_get_search (self->run);

  if (keeps_order (self, found))
    {
      g_clear_pointer (&self->ranked, g_array_unref);
      self->ranked = g_array_ref (found->hits);
      if (found->is_complete)
        add_last (self, self->ranked);
      return;
    }
  if (self->ranked && !found->replaces)
    {
      g_array_append_vals (self->ranked, found->hits->data, found->hits->len);
      if (found->is_complete)
        add_last (self, self->ranked);
      return;
    }
  take_search (self);
  self->is_ranked = found->is_ranked;
  reader_search_model_take (reader_search_list_get_model (self->list), self->search, found);
  if (is_other)
    reader_search_list_rewind (self->list);
}

/* What may be meant, when nothing is found. What was offered for the question before stands there
 * until then. */
static void
ask_near (ReaderSearchPanel *self)
{
  g_autoptr (TriSearchOptions) options = NULL;

  if (reader_search_panel_count_hits (self) > 0 || !self->session)
    {
      reader_search_near_clear (self->near);
      return;
    }
  options = reader_search_filter_dup_options (self->filter);
  reader_search_near_ask (self->near, self->session, self->search, options->lang);
}

static void
found_cb (ReaderSearchPanel *self, ReaderSearchFound *found)
{
  if (self->renewed)
    take_renewed (self, found);
  else
    take_found (self, found);
  if (found->is_complete || reader_search_panel_count_hits (self) > 0)
    ask_near (self);
  show_page (self);
  reader_search_panel_show_status (self);
  reader_search_panel_show_first (self);
}

static void
failed_cb (ReaderSearchPanel *self, const char *message)
{
  reader_search_near_clear (self->near);
  reader_search_panel_say (self, message, FALSE);
  reader_search_panel_show_status (self);
}

void
reader_search_panel_show_by_rank (ReaderSearchPanel *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  ReaderSearchFound found = { self->ranked, none, TRUE, TRUE, TRUE };
  gboolean had_focus = gtk_widget_has_focus (self->by_rank);

  if (!self->ranked)
    return;
  self->is_ranked = TRUE;
  reader_search_model_take (reader_search_list_get_model (self->list), self->search, &found);
  g_clear_pointer (&self->ranked, g_array_unref);
  reader_search_list_rewind (self->list);
  reader_search_panel_show_status (self);
  if (had_focus)
    reader_search_list_focus_row (self->list, 0);
}

/* --- Asking */

void
reader_search_panel_stop_asking (ReaderSearchPanel *self)
{
  g_clear_handle_id (&self->ask_id, g_source_remove);
  g_clear_handle_id (&self->renew_id, g_source_remove);
  g_clear_handle_id (&self->note_id, g_source_remove);
  if (self->run)
    {
      reader_search_run_stop (self->run);
      g_signal_handlers_disconnect_by_data (self->run, self);
    }
  g_clear_object (&self->run);
  g_clear_pointer (&self->renewed, g_array_unref);
}

static void
forget (ReaderSearchPanel *self)
{
  g_clear_pointer (&self->search, tri_search_unref);
  g_clear_pointer (&self->ranked, g_array_unref);
  reader_search_model_clear (reader_search_list_get_model (self->list));
}

static void
ask (ReaderSearchPanel *self, gboolean again)
{
  g_autoptr (TriSearchOptions) options = reader_search_filter_dup_options (self->filter);

  reader_search_panel_stop_asking (self);
  reader_search_near_stop (self->near);
  if (!self->session || reader_search_panel_is_blank (self))
    {
      reader_search_near_clear (self->near);
      forget (self);
      reader_search_kept_resume (self->kept);
    }
  else
    {
      reader_search_kept_pause (self->kept);
      self->run = reader_search_run_new (reader_search_panel_get_question (self), options);
      g_signal_connect_swapped (self->run, "understood", G_CALLBACK (understood_cb), self);
      g_signal_connect_swapped (self->run, "found", G_CALLBACK (found_cb), self);
      g_signal_connect_swapped (self->run, "failed", G_CALLBACK (failed_cb), self);
      if (again)
        self->renewed = g_array_new (FALSE, FALSE, sizeof (TriSearchHit));
      else
        g_clear_pointer (&self->ranked, g_array_unref);
      reader_search_run_begin (self->run, self->session);
    }
  if (!self->run)
    show_note (self);
  reader_search_panel_show_kept (self);
  show_page (self);
  reader_search_panel_show_status (self);
}

static gboolean
ask_cb (gpointer data)
{
  ReaderSearchPanel *self = data;

  self->ask_id = 0;
  ask (self, FALSE);
  return G_SOURCE_REMOVE;
}

/* Several keys that come together are one question. */
void
reader_search_panel_hurry (ReaderSearchPanel *self)
{
  if (self->session && !self->ask_id)
    self->ask_id = g_idle_add_full (G_PRIORITY_DEFAULT, ask_cb, self, NULL);
}

static gboolean
renew_cb (gpointer data)
{
  ReaderSearchPanel *self = data;

  /* What is being found is let be found. */
  if (self->run && !reader_search_run_is_over (self->run))
    return G_SOURCE_CONTINUE;
  self->renew_id = 0;
  if (self->search)
    ask (self, TRUE);
  return G_SOURCE_REMOVE;
}

void
reader_search_panel_renew (ReaderSearchPanel *self)
{
  if (!self->renew_id && self->search)
    self->renew_id = g_timeout_add (RENEW_DELAY, renew_cb, self);
}
