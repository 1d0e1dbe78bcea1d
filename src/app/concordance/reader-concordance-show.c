/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "concordance/reader-concordance-private.h"

#include <glib/gi18n.h>

/* What the window says: how many lines there are, what is being done, what went wrong. */

static GListModel *
get_lines (ReaderConcordance *self)
{
  return G_LIST_MODEL (reader_concordance_list_get_model (self->list));
}

static char *
dup_count (ReaderConcordance *self)
{
  ReaderConcordanceModel *model = reader_concordance_list_get_model (self->list);
  guint n = g_list_model_get_n_items (get_lines (self));
  guint n_out = reader_concordance_model_count_left_out (model);
  g_autofree char *lines = NULL;
  g_autofree char *left_out = NULL;

  if (self->concordance && tri_concordance_is_cut (self->concordance))
    lines = g_strdup_printf (ngettext ("the first %'u line of more",
                                       "the first %'u lines of more",
                                       n),
                             n);
  else
    lines = g_strdup_printf (ngettext ("%'u line", "%'u lines", n), n);
  if (n_out == 0)
    return g_steal_pointer (&lines);
  left_out = g_strdup_printf (ngettext ("%u left out", "%u left out", n_out), n_out);
  return g_strdup_printf ("%s, %s", lines, left_out);
}

static void
update_status (ReaderConcordance *self)
{
  g_autofree char *count = self->concordance ? dup_count (self) : g_strdup ("");
  g_autofree char *words = NULL;

  if (self->doing)
    words = g_strdup_printf (count[0] ? "%s · %s" : "%s%s", count, self->doing);
  gtk_label_set_text (self->status, words ? words : count);
}

static const char *
get_page (ReaderConcordance *self)
{
  if (self->typed == NULL || self->typed[0] == '\0')
    return "start";
  if (g_list_model_get_n_items (get_lines (self)) > 0)
    return "lines";
  if (self->concordance
      && reader_concordance_model_count_left_out (reader_concordance_list_get_model (self->list))
             > 0)
    return "lines";
  return self->is_found ? "none" : "finding";
}

void
reader_concordance_update (ReaderConcordance *self)
{
  update_status (self);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "problem") != 0)
    gtk_stack_set_visible_child_name (self->pages, get_page (self));
  reader_concordance_update_acts (self);
}

void
reader_concordance_show_problem (ReaderConcordance *self, const char *words)
{
  adw_status_page_set_description (self->problem, words);
  gtk_stack_set_visible_child_name (self->pages, "problem");
}

void
reader_concordance_show_notes (ReaderConcordance *self)
{
  const TriQuery *query = tri_search_get_query (tri_concordance_get_search (self->concordance));
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < query->notes->len; i++)
    {
      g_autofree char *note = NULL;

      note = tri_query_note_dup_message (&g_array_index (query->notes, TriQueryNote, i),
                                         self->typed);
      g_string_append_printf (words, "%s%s", i ? "\n" : "", note);
    }
  gtk_label_set_text (self->notes, words->str);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), words->len > 0);
}

void
reader_concordance_show_languages (ReaderConcordance *self)
{
  g_auto (GStrv) languages = tri_concordance_list_languages (self->concordance);

  reader_concordance_heads_set_languages (self->heads, (const char *const *) languages);
}
