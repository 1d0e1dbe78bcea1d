/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-dates.h"

#include "library/tri-context.h"

#include <string.h>

GArray *
tri_library_list_date_contexts (TriLibrary *self,
                                const char *edtf,
                                gint64 text,
                                guint offset,
                                guint limit,
                                GError **error)
{
  static const char sql[] = "SELECT " TRI_CONTEXT_DATE_COLUMNS " FROM ("
                            "SELECT passage, start, ord FROM dates WHERE edtf = ?1 AND text = ?2"
                            " ORDER BY ord, start LIMIT ?3 OFFSET ?4) AS s"
                            " CROSS JOIN dates AS d ON d.passage = s.passage AND d.start = s.start"
                            "  AND d.edtf = ?1"
                            " CROSS JOIN passages AS p ON p.id = d.passage"
                            " ORDER BY d.ord, d.start";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, edtf);
  sqlite3_bind_int64 (statement, 2, text);
  sqlite3_bind_int64 (statement, 3, limit ? (gint64) limit : -1);
  sqlite3_bind_int64 (statement, 4, offset);
  return tri_context_read_all (self, statement, error);
}

gboolean
tri_library_step_date (TriLibrary *self,
                       const char *edtf,
                       gint64 text,
                       guint ord,
                       int start,
                       int direction,
                       gboolean all_texts,
                       TriContext *out,
                       GError **error)
{
  static const char next[] = "SELECT " TRI_CONTEXT_DATE_COLUMNS
                             " FROM dates AS d CROSS JOIN passages AS p ON p.id = d.passage"
                             " WHERE d.edtf = ?1 AND d.text = ?2 AND (d.ord, d.start) > (?3, ?4)"
                             " ORDER BY d.ord, d.start LIMIT 1";
  static const char last[] = "SELECT " TRI_CONTEXT_DATE_COLUMNS
                             " FROM dates AS d CROSS JOIN passages AS p ON p.id = d.passage"
                             " WHERE d.edtf = ?1 AND d.text = ?2 AND (d.ord, d.start) < (?3, ?4)"
                             " ORDER BY d.ord DESC, d.start DESC LIMIT 1";
  const TriContextStep step = { .sql = direction < 0 ? last : next,
                                .direction = direction,
                                .all_texts = all_texts,
                                .edtf = edtf };

  return tri_context_step (self, &step, text, ord, start, out, error);
}

gboolean
tri_library_find_date_from (TriLibrary *self,
                            const TriDatePlace *from,
                            int direction,
                            guint most,
                            gint64 *passage,
                            guint *start,
                            GError **error)
{
  static const char next[] = "SELECT d.passage, d.start FROM passages AS p"
                             " CROSS JOIN dates AS d ON d.passage = p.id"
                             " WHERE p.text = ?1 AND p.ord BETWEEN ?2 AND ?2 + ?4"
                             " AND (p.ord > ?2 OR d.start > ?3)"
                             " ORDER BY p.ord, d.start LIMIT 1";
  static const char last[] = "SELECT d.passage, d.start FROM passages AS p"
                             " CROSS JOIN dates AS d ON d.passage = p.id"
                             " WHERE p.text = ?1 AND p.ord BETWEEN ?2 - ?4 AND ?2"
                             " AND (p.ord < ?2 OR d.start < ?3)"
                             " ORDER BY p.ord DESC, d.start DESC LIMIT 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self,
                                                            direction < 0 ? last : next,
                                                            error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, from->text);
  sqlite3_bind_int64 (statement, 2, from->ord);
  sqlite3_bind_int64 (statement, 3, from->start);
  sqlite3_bind_int64 (statement, 4, most);
  if (!tri_library_next (self, statement, error))
    return FALSE;
  *passage = sqlite3_column_int64 (statement, 0);
  *start = (guint) sqlite3_column_int (statement, 1);
  return TRUE;
}

gboolean
tri_library_count_date (TriLibrary *self,
                        const char *edtf,
                        gint64 text,
                        TriDateOrigins *origins,
                        guint *bins,
                        guint n_bins,
                        GError **error)
{
  static const char length[] = "SELECT passages FROM texts WHERE id = ?";
  static const char sql[] = "SELECT ord, origin, inferred FROM dates WHERE edtf = ?1 AND text = ?2";
  gint64 n_passages = tri_library_ask (self, length, text, 0);
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return FALSE;
  memset (origins, 0, sizeof *origins);
  if (n_bins > 0)
    memset (bins, 0, n_bins * sizeof *bins);
  tri_statement_bind_text (statement, 1, edtf);
  sqlite3_bind_int64 (statement, 2, text);
  while (tri_library_next (self, statement, &failed))
    {
      gint64 bin = sqlite3_column_int64 (statement, 0) * n_bins / MAX (n_passages, 1);

      origins->n++;
      if (sqlite3_column_int (statement, 1) == TRI_ORIGIN_ENCODED)
        origins->n_encoded++;
      if (sqlite3_column_int (statement, 2) != 0)
        origins->n_inferred++;
      if (n_bins > 0)
        bins[MIN (bin, (gint64) n_bins - 1)]++;
    }
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}
