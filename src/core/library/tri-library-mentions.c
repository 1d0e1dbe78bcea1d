/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-entities.h"

#include "library/tri-context.h"

#include <string.h>

/**
 * tri_library_list_mentions:
 * @limit: at most so many, 0 for all
 *
 * Returns: (transfer full) (element-type TriContext): the mentions of the entity in the text in
 * reading order, from the @offset-th on
 */
GArray *
tri_library_list_mentions (TriLibrary *self,
                           gint64 entity,
                           gint64 text,
                           guint offset,
                           guint limit,
                           GError **error)
{
  static const char sql[] = "SELECT " TRI_CONTEXT_COLUMNS " FROM ("
                            "SELECT id FROM mentions WHERE entity = ?1 AND text = ?2"
                            " ORDER BY ord, start LIMIT ?3 OFFSET ?4) AS s"
                            " CROSS JOIN mentions AS m ON m.id = s.id"
                            " CROSS JOIN passages AS p ON p.id = m.passage"
                            " ORDER BY m.ord, m.start";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, entity);
  sqlite3_bind_int64 (statement, 2, text);
  sqlite3_bind_int64 (statement, 3, limit ? (gint64) limit : -1);
  sqlite3_bind_int64 (statement, 4, offset);
  return tri_context_read_all (self, statement, error);
}

/* How often the text mentions the entity. */
guint
tri_library_count_mentions (TriLibrary *self, gint64 entity, gint64 text)
{
  static const char sql[] = "SELECT n FROM mention_counts WHERE text = ?2 AND entity = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return 0;
  sqlite3_bind_int64 (statement, 1, entity);
  sqlite3_bind_int64 (statement, 2, text);
  return tri_library_next (self, statement, NULL) ? (guint) sqlite3_column_int (statement, 0) : 0;
}

/**
 * tri_library_get_distribution:
 * @bins: (array length=n_bins): one count for each piece of the text; the pieces have equally many
 *   passages
 */
gboolean
tri_library_get_distribution (TriLibrary *self,
                              gint64 entity,
                              gint64 text,
                              guint *bins,
                              guint n_bins,
                              GError **error)
{
  static const char length[] = "SELECT passages FROM texts WHERE id = ?";
  static const char sql[] = "SELECT ord FROM mentions WHERE entity = ?1 AND text = ?2";
  gint64 n_passages = tri_library_ask (self, length, text, 0);
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return FALSE;
  memset (bins, 0, n_bins * sizeof *bins);
  sqlite3_bind_int64 (statement, 1, entity);
  sqlite3_bind_int64 (statement, 2, text);
  while (n_bins > 0 && tri_library_next (self, statement, &failed))
    {
      gint64 bin = sqlite3_column_int64 (statement, 0) * n_bins / MAX (n_passages, 1);

      bins[MIN (bin, (gint64) n_bins - 1)]++;
    }
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/**
 * tri_library_step_mention:
 * @ord: likewise @start: the place to go on from, mostly a mention; -1 is before the first word
 * @direction: 1 for the next, -1 for the previous
 * @all_texts: go on in the other texts of the work, in its order; else round the end of this one
 * @out: (out caller-allocates): to be cleared with tri_context_clear()
 *
 * Walks the mentions of an entity: one look-up in an index for each text at most. The only mention
 * there is follows itself.
 *
 * Returns: %FALSE when there is none, or with @error set
 */
gboolean
tri_library_step_mention (TriLibrary *self,
                          gint64 entity,
                          gint64 text,
                          guint ord,
                          int start,
                          int direction,
                          gboolean all_texts,
                          TriContext *out,
                          GError **error)
{
  static const char next[] = "SELECT " TRI_CONTEXT_COLUMNS
                             " FROM mentions AS m CROSS JOIN passages AS p ON p.id = m.passage"
                             " WHERE m.entity = ?1 AND m.text = ?2 AND (m.ord, m.start) > (?3, ?4)"
                             " ORDER BY m.ord, m.start LIMIT 1";
  static const char last[] = "SELECT " TRI_CONTEXT_COLUMNS
                             " FROM mentions AS m CROSS JOIN passages AS p ON p.id = m.passage"
                             " WHERE m.entity = ?1 AND m.text = ?2 AND (m.ord, m.start) < (?3, ?4)"
                             " ORDER BY m.ord DESC, m.start DESC LIMIT 1";
  const TriContextStep step = { .sql = direction < 0 ? last : next,
                                .direction = direction,
                                .all_texts = all_texts,
                                .entity = entity };

  return tri_context_step (self, &step, text, ord, start, out, error);
}
