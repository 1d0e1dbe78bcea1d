/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

#include "reader-dates.h"
#include "reader-words.h"

#include <glib/gi18n.h>

/* What is seen at a glance and must be said: the counterparts of the focus, and the name that the
 * keyboard stands on. It is part of the description of the cell that has the focus. */

/* How much of a counterpart is said, in characters. Who wants all of it goes there. */
#define MOST_WORDS 160

static char *
dup_range (const TriPassage *passage, guint start, guint end)
{
  const char *from = g_utf8_offset_to_pointer (passage->content, (glong) start);

  if (end - start <= MOST_WORDS)
    return g_strndup (from,
                      (gsize) (g_utf8_offset_to_pointer (from, (glong) (end - start)) - from));
  return g_strdup_printf ("%.*s…",
                          (int) (g_utf8_offset_to_pointer (from, MOST_WORDS) - from),
                          from);
}

/* The sentences that correspond, or the whole passage. */
static char *
dup_matched (const TriPassage *passage, const ReaderMatch *match)
{
  guint start = 0;
  guint end = reader_passage_get_length (passage);

  for (guint i = 0; match->sentences != NULL && i < match->sentences->len; i++)
    {
      int index = g_array_index (match->sentences, int, i);
      const TriRange *sentence = NULL;

      if (index < 0 || (guint) index >= passage->sentences->len)
        continue;
      sentence = &g_array_index (passage->sentences, TriRange, index);
      start = i == 0 ? sentence->start : MIN (start, sentence->start);
      end = i == 0 ? sentence->end : MAX (end, sentence->end);
    }
  return dup_range (passage, start, end);
}

static GPtrArray *
find_matched (ReaderParallelView *self)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_passage_unref);
  GHashTableIter iter;
  gint64 *id = NULL;

  g_hash_table_iter_init (&iter, self->marks->counterparts);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      TriPassage *passage = NULL;
      guint strand = 0;
      guint64 row = 0;

      if (reader_view_find_passage (self, *id, &strand, &row, &passage))
        g_ptr_array_add (found, passage);
    }
  return found;
}

static int
compare_passages (gconstpointer a, gconstpointer b)
{
  const TriPassage *first = *(TriPassage *const *) a;
  const TriPassage *second = *(TriPassage *const *) b;

  return (first->ord > second->ord) - (first->ord < second->ord);
}

static void
append_column (ReaderParallelView *self, GString *out, TriText *text, GPtrArray *matched)
{
  g_autofree char *inside = reader_words_dup_language_inside (text->lang);
  g_autofree char *language = reader_words_dup_language (text->lang);
  gboolean found = FALSE;

  for (guint i = 0; i < matched->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (matched, i);
      const ReaderMatch *match = reader_marks_get_match (self->marks, passage->id);
      gboolean concealed = reader_marks_is_concealed (self->marks, passage);
      g_autofree char *words = NULL;

      if (passage->text != text->id || match == NULL)
        continue;
      words = concealed ? g_strdup (_ ("hidden")) : dup_matched (passage, match);
      if (found)
        g_string_append_printf (out, " %s", words);
      else
        g_string_append_printf (out, "%s: %s", language, words);
      found = TRUE;
    }
  if (found)
    g_string_append_c (out, '\n');
  else
    {
      g_autofree char *none = g_strdup_printf (_ ("no counterpart in %s"), inside);

      g_string_append_printf (out, "%s.\n", none);
    }
}

/* What a date says, and what it means when it does not say that itself. */
static char *
dup_date (ReaderParallelView *self)
{
  const TriDate *date = reader_view_get_focus_date (self);
  g_autofree char *said = dup_range (self->focus, date->start, date->end);
  g_autofree char *words = reader_dates_dup_words (date->edtf);

  if (date->inferred)
    /* Translators: a date as the text says it, and what it means: 3 May: 3 May 1917 */
    return g_strdup_printf (_ ("%1$s: %2$s, the year inferred"), said, words);
  if (g_str_equal (said, words))
    return g_steal_pointer (&said);
  return g_strdup_printf (_ ("%1$s: %2$s"), said, words);
}

static char *
dup_mention (const TriPassage *passage, const TriMention *mention)
{
  g_autofree char *words = dup_range (passage, mention->start, mention->end);

  if (tri_mention_is_question (mention))
    return g_strdup_printf (_ ("%s, perhaps"), words);
  return g_steal_pointer (&words);
}

static char *
dup_name (ReaderParallelView *self)
{
  for (guint i = 0; i < self->focus->mentions->len; i++)
    {
      const TriMention *mention = &g_array_index (self->focus->mentions, TriMention, i);

      if (mention->id == self->marks->mention && mention->id != 0)
        return dup_mention (self->focus, mention);
    }
  return reader_view_get_focus_date (self) != NULL ? dup_date (self) : NULL;
}

/* GTK says a text by itself only from 4.14 on. Before, a change of the description is all that
 * there is. */
static void
announce (ReaderParallelView *self, const char *words)
{
#if GTK_CHECK_VERSION(4, 14, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_accessible_announce (GTK_ACCESSIBLE (self),
                           words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  G_GNUC_END_IGNORE_DEPRECATIONS
#endif
}

/* To be called before the cells look at the marks again. */
void
reader_view_tell_focus (ReaderParallelView *self)
{
  g_autoptr (GPtrArray) matched = find_matched (self);
  g_autoptr (GString) told = g_string_new (NULL);
  g_autofree char *name = dup_name (self);
  g_autofree char *link = reader_parallel_view_dup_link_words (self);

  g_ptr_array_sort (matched, compare_passages);
  if (name != NULL)
    {
      g_string_append_printf (told, "%s.\n", name);
      announce (self, name);
    }
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      if (column->shown && column->text->id != self->focus->text)
        append_column (self, told, column->text, matched);
    }
  if (link != NULL)
    g_string_append_printf (told, "%s.\n", link);
  g_free (self->marks->told);
  self->marks->told = g_string_free (g_steal_pointer (&told), FALSE);
}
