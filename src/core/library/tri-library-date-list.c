/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-dates.h"

#include "library/tri-library-private.h"
#include "model/tri-edtf.h"

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

GArray *
tri_library_list_dates (TriLibrary *self, gint64 work, GError **error)
{
  static const char sql[] = "SELECT d.edtf, count (*) FROM texts AS t"
                            " CROSS JOIN passages AS p ON p.text = t.id"
                            " CROSS JOIN dates AS d ON d.passage = p.id"
                            " WHERE t.work = ? GROUP BY d.edtf";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (TriDateCount));
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  g_array_set_clear_func (counts, clear_count);
  sqlite3_bind_int64 (statement, 1, work);
  while (tri_library_next (self, statement, &failed))
    {
      TriDateCount count = { tri_statement_dup_text (statement, 0),
                             (guint) sqlite3_column_int (statement, 1) };

      if (!tri_edtf_get_bounds (count.edtf, &count.first, &count.last))
        count.first = count.last = G_MAXINT64;
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
