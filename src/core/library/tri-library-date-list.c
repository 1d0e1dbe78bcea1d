/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-dates.h"

#include "library/tri-library-private.h"
#include "model/tri-edtf.h"
#include "tri-fold.h"

#include <string.h>

static void
clear_count (gpointer data)
{
  g_free (((TriDateCount *) data)->edtf);
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const TriDateCount *one = a;
  const TriDateCount *other = b;

  if (one->first != other->first)
    return one->first < other->first ? -1 : 1;
  /* The whole before its part: 1917 before January 1917. */
  if (one->last != other->last)
    return one->last > other->last ? -1 : 1;
  return g_strcmp0 (one->edtf, other->edtf);
}

/* A query in three forms, by its scope: ?1 is passages as JSON, a work, or nothing. */
#define IN_VIEW               \
  " FROM json_each (?1) AS v" \
  " CROSS JOIN dates AS d ON d.passage = v.value"
#define IN_WORK      \
  " FROM texts AS t" \
  " CROSS JOIN dates AS d ON d.text = t.id"
#define IN_LIBRARY                          \
  " FROM works AS w"                        \
  " CROSS JOIN texts AS t ON t.work = w.id" \
  " CROSS JOIN dates AS d ON d.text = t.id"
#define OF_LIBRARY " WHERE w.complete AND w.deleted IS NULL"

static char *
dup_json (const gint64 *numbers, guint n)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i ? "," : "", numbers[i]);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

/* @sql: for what is in view, a work, the library. @json must live until the statement was run. */
static TriStatement *
prepare (TriLibrary *self,
         const TriDateQuery *query,
         const char *const sql[3],
         const char *json,
         GError **error)
{
  const char *chosen = query->passages ? sql[0] : query->work ? sql[1]
                                                              : sql[2];
  g_autoptr (TriStatement) statement = tri_library_prepare (self, chosen, error);

  if (statement && query->passages)
    tri_statement_bind_text (statement, 1, json);
  else if (statement && query->work)
    sqlite3_bind_int64 (statement, 1, query->work);
  return g_steal_pointer (&statement);
}

static TriDateCount
read_count (TriStatement *row)
{
  TriDateCount count = { tri_statement_dup_text (row, 0), (guint) sqlite3_column_int (row, 1) };

  if (!tri_edtf_get_bounds (count.edtf, &count.first, &count.last))
    count.first = count.last = G_MAXINT64;
  return count;
}

GArray *
tri_library_list_dates (TriLibrary *self, const TriDateQuery *query, GError **error)
{
  static const char *const sql[] = {
    "SELECT d.edtf, count (*)" IN_VIEW " GROUP BY d.edtf",
    "SELECT d.edtf, count (*)" IN_WORK " WHERE t.work = ?1 GROUP BY d.edtf",
    "SELECT d.edtf, count (*)" IN_LIBRARY OF_LIBRARY " GROUP BY d.edtf",
  };
  g_autofree char *json = query->passages ? dup_json (query->passages, query->n_passages) : NULL;
  g_autoptr (TriStatement) statement = prepare (self, query, sql, json, error);
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (TriDateCount));
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  g_array_set_clear_func (counts, clear_count);
  while (tri_library_next (self, statement, &failed))
    {
      TriDateCount count = read_count (statement);

      g_array_append_val (counts, count);
    }
  if (failed)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  g_array_sort (counts, compare_counts);
  return g_steal_pointer (&counts);
}

/* A date that is found by its words once need not be looked at again. */
static void
note_words (GHashTable *found, TriStatement *row, const char *folded)
{
  const char *edtf = tri_statement_get_text (row, 0);
  g_autofree char *said = NULL;

  if (g_hash_table_contains (found, edtf))
    return;
  said = tri_fold (tri_statement_get_text (row, 1));
  if (strstr (said, folded))
    g_hash_table_add (found, g_strdup (edtf));
}

GHashTable *
tri_library_find_date_words (TriLibrary *self,
                             const TriDateQuery *query,
                             const char *words,
                             GError **error)
{
#define SAID "SELECT d.edtf, substr (p.content, d.start + 1, d.stop - d.start)"
#define PASSAGE " CROSS JOIN passages AS p ON p.id = d.passage"
  static const char *const sql[] = {
    SAID IN_VIEW PASSAGE,
    SAID IN_WORK PASSAGE " WHERE t.work = ?1",
    SAID IN_LIBRARY PASSAGE OF_LIBRARY,
  };
  g_autofree char *json = query->passages ? dup_json (query->passages, query->n_passages) : NULL;
  g_autoptr (TriStatement) statement = prepare (self, query, sql, json, error);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *folded = tri_fold (words);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  while (tri_library_next (self, statement, &failed))
    note_words (found, statement, folded);
  if (!failed)
    return g_steal_pointer (&found);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

GArray *
tri_library_list_works_saying (TriLibrary *self,
                               const char *edtf,
                               gint64 except,
                               guint limit,
                               GError **error)
{
  static const char sql[] = "SELECT t.work, count (*) AS n" IN_LIBRARY OF_LIBRARY
                            " AND d.edtf = ?1 AND t.work <> ?2"
                            " GROUP BY t.work ORDER BY n DESC, t.work LIMIT ?3";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) works = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, edtf);
  sqlite3_bind_int64 (statement, 2, except);
  sqlite3_bind_int64 (statement, 3, limit);
  while (tri_library_next (self, statement, &failed))
    {
      gint64 work = sqlite3_column_int64 (statement, 0);

      g_array_append_val (works, work);
    }
  if (!failed)
    return g_steal_pointer (&works);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}
