/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-links.h"

#include "library/tri-library-works.h"
#include "library/tri-link-place.h"
#include "library/tri-row-summaries.h"

#include <math.h>

/* So many characters of an omission are shown. */
#define BEGINNING 80

/* A bin while it is filled. */
typedef struct
{
  guint n_scores;
  double scores;
  double *chars; /* of each column */
} Sum;

static void
add_row (TriOverviewBin *bin, Sum *sum, const TriRowSummary *row, guint n_columns, double *all)
{
  bin->n_rows++;
  bin->n_confirmed += (row->flags & TRI_ROW_FIXED) && !(row->flags & TRI_ROW_UNCONFIRMED);
  if (row->percent >= 0)
    {
      sum->n_scores++;
      sum->scores += row->percent / 100.0;
    }
  for (guint i = 0; i < n_columns; i++)
    {
      bin->n_sentences += row->cells[i].sentences;
      bin->n_omitted += n_columns > 1 ? row->cells[i].omitted : 0;
      sum->chars[i] += row->cells[i].chars;
      all[i] += row->cells[i].chars;
    }
}

/* The shares of the whole texts that are said here, the greatest by the least. */
static double
get_ratio (const Sum *sum, guint n_columns, const double *all)
{
  double least = INFINITY, most = 0;

  for (guint i = 0; i < n_columns; i++)
    {
      double share = all[i] > 0 ? sum->chars[i] / all[i] : 0;

      least = MIN (least, share);
      most = MAX (most, share);
    }
  if (most <= 0)
    return 1;
  return least > 0 ? most / least : INFINITY;
}

static void
free_sums (Sum *sums, guint n)
{
  for (guint i = 0; i < n; i++)
    g_free (sums[i].chars);
  g_free (sums);
}

/* Whoever waits for the connection gets it after each block of rows: a look at a long work that
 * nobody looked at before takes a second. */
static void
let_others_in (TriRowSummaries *rows, gint64 *block)
{
  TriLibrary *library = rows->library;

  if (rows->block != *block && library->depth == 0 && library->between)
    library->between (library->hook_data);
  *block = rows->block;
}

/**
 * tri_library_get_overview:
 * @n_bins: at most so many
 *
 * It holds nothing from one block of rows to the next: others read and write between. Should the
 * rows be laid anew meanwhile, it ends there; then there is reason to ask again.
 *
 * Returns: (transfer full) (element-type TriOverviewBin) (nullable): in order, as many as there are
 * rows when these are fewer; %NULL with @error set
 */
GArray *
tri_library_get_overview (TriLibrary *self,
                          gint64 work,
                          guint strand,
                          guint n_bins,
                          GError **error)
{
  guint64 n_rows = tri_library_count_rows (self, work, strand);
  guint n = (guint) MIN (n_rows, n_bins);
  g_auto (TriRowSummaries) rows = { self, work, strand };
  GArray *bins = g_array_new (FALSE, TRUE, sizeof (TriOverviewBin));
  Sum *sums = g_new0 (Sum, n + 1);
  g_autofree double *all = NULL;
  gint64 block = 0;
  guint n_columns = 0;

  g_array_set_size (bins, n);
  for (guint64 row = 0; row < n_rows; row++)
    {
      const TriRowSummary *summary = tri_row_summaries_get (&rows, row);
      guint index = (guint) (row * n / n_rows);
      TriOverviewBin *bin = &g_array_index (bins, TriOverviewBin, index);

      if (!summary || (all && rows.n_columns != n_columns))
        break;
      n_columns = rows.n_columns;
      if (!all)
        all = g_new0 (double, n_columns + 1);
      if (bin->n_rows == 0)
        {
          bin->first_row = row;
          sums[index].chars = g_new0 (double, n_columns + 1);
        }
      add_row (bin, &sums[index], summary, n_columns, all);
      let_others_in (&rows, &block);
    }
  for (guint i = 0; i < n; i++)
    {
      TriOverviewBin *bin = &g_array_index (bins, TriOverviewBin, i);

      bin->confidence = sums[i].n_scores > 0 ? sums[i].scores / sums[i].n_scores : NAN;
      bin->ratio = sums[i].chars ? get_ratio (&sums[i], n_columns, all) : 1;
    }
  free_sums (sums, n);
  return bins;
}

/* Omissions: runs of sentences that some other text lacks. */

typedef struct
{
  TriLibrary *library;
  gint64 text;
  GArray *out;         /* TriOmission */
  TriOmission run;     /* n_sentences 0: none */
  guint64 run_missing; /* a bit for each column that lacks it */
  guint64 row;
  /* Of the strand. */
  const gint64 *texts;
  guint n_texts;
  GError **error;
} Finder;

/* What the links say of a sentence. */
typedef struct
{
  guint64 present; /* a bit for each column that has a counterpart */
  gboolean is_fixed;
} State;

static void
clear_omission (gpointer data)
{
  g_free (((TriOmission *) data)->beginning);
}

static char *
dup_beginning (TriLibrary *library, const TriLinkMember *member)
{
  g_autoptr (TriPassage) passage = tri_library_get_passage (library, member->passage, NULL);
  const char *from, *end;
  guint start = 0;

  if (!passage)
    return g_strdup ("");
  if (member->sentence >= 0 && (guint) member->sentence < passage->sentences->len)
    start = g_array_index (passage->sentences, TriRange, member->sentence).start;
  from = g_utf8_offset_to_pointer (passage->content, start);
  end = from;
  for (guint i = 0; i < BEGINNING && *end; i++)
    end = g_utf8_next_char (end);
  return g_strdelimit (g_strndup (from, (gsize) (end - from)), "\n\t", ' ');
}

static void
end_run (Finder *self)
{
  if (self->run.n_sentences > 0)
    g_array_append_val (self->out, self->run);
  memset (&self->run, 0, sizeof self->run);
}

static guint64
get_bit (Finder *self, gint64 text)
{
  for (guint i = 0; i < self->n_texts && i < 64; i++)
    if (self->texts[i] == text)
      return (guint64) 1 << i;
  return 0;
}

/* The one text of those, if it is one. */
static gint64
get_missing (Finder *self, guint64 missing)
{
  for (guint i = 0; i < self->n_texts && i < 64; i++)
    if (missing == (guint64) 1 << i)
      return self->texts[i];
  return 0;
}

static void
add_sentence (Finder *self, const TriLinkMember *member, guint chars, const State *state)
{
  guint64 all = self->n_texts < 64 ? ((guint64) 1 << self->n_texts) - 1 : ~(guint64) 0;
  guint64 missing = all & ~state->present & ~get_bit (self, self->text);

  if (missing != self->run_missing || missing == 0)
    end_run (self);
  if (missing == 0)
    return;
  if (self->run.n_sentences == 0)
    {
      self->run.first = *member;
      self->run.row = self->row;
      self->run.missing = get_missing (self, missing);
      self->run.confirmed = TRUE;
      self->run_missing = missing;
    }
  self->run.last = *member;
  self->run.n_sentences++;
  self->run.n_chars += chars;
  self->run.confirmed = self->run.confirmed && state->is_fixed;
}

/* (element-type State): of the sentences of a passage. */
static GArray *
read_states (Finder *self, gint64 passage, guint n)
{
  static const char sql[] = "SELECT m.sentence, l.status, p.text FROM link_members m"
                            " CROSS JOIN links l ON l.id = m.link AND l.kind IN (0, 2)"
                            " CROSS JOIN link_members o ON o.link = l.id"
                            " CROSS JOIN passages p ON p.id = o.passage WHERE m.passage = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, self->error);
  GArray *states = g_array_new (FALSE, TRUE, sizeof (State));

  g_array_set_size (states, n);
  if (!statement)
    return states;
  sqlite3_bind_int64 (statement, 1, passage);
  while (tri_library_next (self->library, statement, NULL))
    {
      int sentence = sqlite3_column_int (statement, 0);
      guint first = sentence < 0 ? 0 : (guint) sentence;
      guint end = sentence < 0 ? n : MIN (n, (guint) sentence + 1);

      for (guint i = first; i < end; i++)
        {
          State *state = &g_array_index (states, State, i);

          state->present |= get_bit (self, sqlite3_column_int64 (statement, 2));
          state->is_fixed |= sqlite3_column_int (statement, 1) != TRI_STATUS_COMPUTED;
        }
    }
  return states;
}

static void
add_passage (Finder *self, gint64 passage, GArray *ranges)
{
  g_autoptr (GArray) states = read_states (self, passage, ranges->len);

  for (guint i = 0; i < ranges->len; i++)
    {
      const TriRange *range = &g_array_index (ranges, TriRange, i);
      const TriLinkMember member = { passage, self->text, (int) i };

      add_sentence (self,
                    &member,
                    range->end - range->start,
                    &g_array_index (states, State, i));
    }
}

static gboolean
add_passages (Finder *self, guint first, guint end)
{
  static const char sql[] = "SELECT id, sentences FROM passages"
                            " WHERE text = ? AND ord >= ? AND ord < ? ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, self->error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->text);
  sqlite3_bind_int64 (statement, 2, first);
  sqlite3_bind_int64 (statement, 3, end);
  while (tri_library_next (self->library, statement, &local))
    {
      g_autoptr (GArray) ranges = tri_range_array_new ();
      const guint8 *bytes = sqlite3_column_blob (statement, 1);
      TriUnpacker unpacker = { bytes, bytes + sqlite3_column_bytes (statement, 1) };

      if (bytes)
        tri_unpack_ranges (&unpacker, ranges, NULL);
      add_passage (self, sqlite3_column_int64 (statement, 0), ranges);
    }
  if (local)
    g_propagate_error (self->error, local);
  return local == NULL;
}

/* The rows where the text has sentences that others lack; those between end a run. */
static gboolean
find_in_text (Finder *self, gint64 work, guint strand, guint column)
{
  g_auto (TriRowSummaries) rows = { self->library, work, strand };
  const TriRowSummary *summary = NULL;
  gint64 block = 0;

  for (self->row = 0; (summary = tri_row_summaries_get (&rows, self->row)); self->row++)
    {
      g_autoptr (GArray) texts = NULL;
      g_autoptr (GArray) firsts = NULL;
      g_autoptr (GArray) ends = NULL;

      if (column >= rows.n_columns || rows.n_columns < 2)
        break;
      self->texts = rows.texts;
      self->n_texts = rows.n_columns;
      let_others_in (&rows, &block);
      if (summary->cells[column].omitted == 0)
        {
          if (summary->cells[column].sentences > 0)
            end_run (self);
          continue;
        }
      texts = g_array_new (FALSE, FALSE, sizeof (gint64));
      firsts = g_array_new (FALSE, FALSE, sizeof (guint));
      ends = g_array_new (FALSE, FALSE, sizeof (guint));
      if (!tri_place_read_extent (self->library,
                                  work,
                                  strand,
                                  self->row,
                                  texts,
                                  firsts,
                                  ends,
                                  self->error)
          || !add_passages (self,
                            g_array_index (firsts, guint, column),
                            g_array_index (ends, guint, column)))
        return FALSE;
    }
  end_run (self);
  return TRUE;
}

static int
compare_omissions (gconstpointer a, gconstpointer b)
{
  const TriOmission *left = a, *right = b;

  if (left->n_chars != right->n_chars)
    return left->n_chars > right->n_chars ? -1 : 1;
  return left->row < right->row ? -1 : left->row > right->row;
}

/**
 * tri_library_list_omissions:
 * @text: 0 for all texts
 *
 * Returns: (transfer full) (element-type TriOmission) (nullable): the longest first, by characters;
 * %NULL with @error set
 */
GArray *
tri_library_list_omissions (TriLibrary *self,
                            gint64 work,
                            gint64 text,
                            guint limit,
                            GError **error)
{
  return tri_library_page_omissions (self, work, text, 0, limit, NULL, error);
}

/**
 * tri_library_page_omissions:
 * @text: 0 for all texts
 * @offset: so many are left out, the longest
 * @n_all: (out) (optional): how many there are in all
 *
 * Returns: (transfer full) (element-type TriOmission) (nullable): the longest first, by characters;
 * %NULL with @error set
 */
GArray *
tri_library_page_omissions (TriLibrary *self,
                            gint64 work,
                            gint64 text,
                            guint offset,
                            guint limit,
                            guint *n_all,
                            GError **error)
{
  g_autoptr (TriWork) found = tri_library_get_work (self, work, error);
  g_autoptr (GArray) out = g_array_new (FALSE, TRUE, sizeof (TriOmission));
  GError *local = NULL;

  if (!found)
    return NULL;
  g_array_set_clear_func (out, clear_omission);
  for (guint i = 0; i < found->texts->len && !local; i++)
    {
      TriText *one = g_ptr_array_index (found->texts, i);
      Finder finder = { .library = self, .text = one->id, .out = out, .error = &local };

      if (text == 0 || text == one->id)
        find_in_text (&finder, work, one->strand, one->column);
    }
  if (local)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  g_array_sort (out, compare_omissions);
  if (n_all)
    *n_all = out->len;
  if (offset > 0)
    g_array_remove_range (out, 0, MIN (offset, out->len));
  if (out->len > limit)
    g_array_set_size (out, limit);
  for (guint i = 0; i < out->len; i++)
    {
      TriOmission *omission = &g_array_index (out, TriOmission, i);

      omission->beginning = dup_beginning (self, &omission->first);
    }
  return g_steal_pointer (&out);
}
