/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-mark-links.h"

#include "library/tri-mark-read.h"
#include "library/tri-pack.h"

/* A file can link everything to everything; nobody could see that. */
#define MAX_TIES 8192

GArray *
tri_mark_list_ties (TriLibrary *self, const gint64 *passages, guint n_passages, GError **error)
{
  static const char sql[] = "SELECT m.passage, m.sentence, o.passage, o.sentence, q.text"
                            " FROM json_each (?1) AS j"
                            " CROSS JOIN passages AS p ON p.id = j.value"
                            " CROSS JOIN link_members AS m ON m.passage = p.id"
                            " CROSS JOIN links AS l ON l.id = m.link AND l.kind = 0"
                            " CROSS JOIN link_members AS o ON o.link = m.link"
                            " CROSS JOIN passages AS q ON q.id = o.passage AND q.text <> p.text"
                            " LIMIT ?2";
  g_autofree char *json = tri_mark_write_ids (passages, n_passages);
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) ties = g_array_new (FALSE, FALSE, sizeof (TriMarkTie));
  GError *local = NULL;

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, json);
  sqlite3_bind_int (statement, 2, MAX_TIES);
  while (tri_library_next (self, statement, &local))
    {
      TriMarkTie tie = { sqlite3_column_int64 (statement, 0),
                         sqlite3_column_int (statement, 1),
                         sqlite3_column_int64 (statement, 2),
                         sqlite3_column_int (statement, 3),
                         sqlite3_column_int64 (statement, 4) };

      g_array_append_val (ties, tie);
    }
  if (!local)
    return g_steal_pointer (&ties);
  g_propagate_error (error, local);
  return NULL;
}

void
tri_mark_sentences_init (TriMarkSentences *self, TriLibrary *library)
{
  self->library = library;
  self->passages = g_hash_table_new_full (g_int64_hash,
                                          g_int64_equal,
                                          g_free,
                                          (GDestroyNotify) g_array_unref);
}

void
tri_mark_sentences_clear (TriMarkSentences *self)
{
  g_clear_pointer (&self->passages, g_hash_table_unref);
}

static GArray *
read_sentences (TriLibrary *self, gint64 passage)
{
  static const char sql[] = "SELECT sentences FROM passages WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (TriRange));
  TriUnpacker unpacker;

  if (!statement)
    return ranges;
  sqlite3_bind_int64 (statement, 1, passage);
  if (!tri_library_next (self, statement, NULL))
    return ranges;
  unpacker.at = sqlite3_column_blob (statement, 0);
  unpacker.end = unpacker.at + sqlite3_column_bytes (statement, 0);
  if (unpacker.at)
    tri_unpack_ranges (&unpacker, ranges, NULL);
  return ranges;
}

gboolean
tri_mark_sentences_get (TriMarkSentences *self, gint64 passage, int sentence, TriRange *out)
{
  GArray *ranges;

  if (sentence < 0)
    return FALSE;
  ranges = g_hash_table_lookup (self->passages, &passage);
  if (!ranges)
    {
      ranges = read_sentences (self->library, passage);
      g_hash_table_insert (self->passages, g_memdup2 (&passage, sizeof passage), ranges);
    }
  if ((guint) sentence >= ranges->len)
    return FALSE;
  *out = g_array_index (ranges, TriRange, sentence);
  return TRUE;
}

gboolean
tri_mark_sentences_touches (TriMarkSentences *self,
                            gint64 passage,
                            int sentence,
                            const TriRange *range)
{
  TriRange own;

  if (!tri_mark_sentences_get (self, passage, sentence, &own))
    return sentence < 0;
  if (range->start == range->end)
    return own.start <= range->start && range->start <= own.end;
  return own.start < range->end && range->start < own.end;
}
