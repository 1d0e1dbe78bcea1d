/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-private.h"
#include "library/tri-library-works.h"

#define COLUMNS "id, text, coalesce (parent, 0), level, title, first, passages, key"

static TriDivision *
new_division (TriStatement *row)
{
  TriDivision *division = g_object_new (TRI_TYPE_DIVISION, NULL);

  division->id = sqlite3_column_int64 (row, 0);
  division->text = sqlite3_column_int64 (row, 1);
  division->parent = sqlite3_column_int64 (row, 2);
  division->level = (guint) sqlite3_column_int64 (row, 3);
  division->key = g_strdup (tri_statement_get_text (row, 7));
  division->title = g_strdup (tri_statement_get_text (row, 4));
  division->first = (guint) sqlite3_column_int64 (row, 5);
  division->n_passages = (guint) sqlite3_column_int64 (row, 6);
  return division;
}

/**
 * tri_library_list_divisions:
 * @parent: list the divisions directly in it; 0: the top ones; -1: all
 * @limit: at most so many, 0 for all
 *
 * Returns: (transfer full) (element-type TriDivision): in reading order, parents before their
 * parts; %NULL on error
 */
GPtrArray *
tri_library_list_divisions (TriLibrary *self,
                            gint64 text,
                            gint64 parent,
                            guint limit,
                            GError **error)
{
  static const char all[] = "SELECT " COLUMNS " FROM divisions WHERE text = ?1"
                            " ORDER BY first, id LIMIT ?2";
  static const char top[] = "SELECT " COLUMNS " FROM divisions WHERE text = ?1"
                            " AND parent IS NULL ORDER BY first, id LIMIT ?2";
  static const char parts[] = "SELECT " COLUMNS " FROM divisions WHERE text = ?1"
                              " AND parent = ?3 ORDER BY first, id LIMIT ?2";
  const char *sql = all;
  g_autoptr (TriStatement) statement = NULL;
  g_autoptr (GPtrArray) divisions = g_ptr_array_new_with_free_func (g_object_unref);
  GError *local = NULL;

  if (parent > 0)
    sql = parts;
  else if (parent == 0)
    sql = top;
  statement = tri_library_prepare (self, sql, error);
  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, text);
  sqlite3_bind_int64 (statement, 2, limit ? (gint64) limit : -1);
  if (parent > 0)
    sqlite3_bind_int64 (statement, 3, parent);
  while (tri_library_next (self, statement, &local))
    g_ptr_array_add (divisions, new_division (statement));
  if (!local)
    return g_steal_pointer (&divisions);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * tri_library_get_division_of:
 *
 * Returns: (transfer full) (nullable): the innermost division that the passage stands in
 */
TriDivision *
tri_library_get_division_of (TriLibrary *self, gint64 passage)
{
  static const char sql[] = "SELECT " COLUMNS " FROM divisions"
                            " WHERE id = (SELECT division FROM passages WHERE id = ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, passage);
  return tri_library_next (self, statement, NULL) ? new_division (statement) : NULL;
}

/**
 * tri_library_get_division:
 *
 * Returns: (transfer full) (nullable): the division, if there is one
 */
TriDivision *
tri_library_get_division (TriLibrary *self, gint64 division)
{
  static const char sql[] = "SELECT " COLUMNS " FROM divisions WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, division);
  return tri_library_next (self, statement, NULL) ? new_division (statement) : NULL;
}

gboolean
tri_library_has_parts (TriLibrary *self, gint64 division)
{
  static const char sql[] = "SELECT 1 FROM divisions WHERE parent = ? LIMIT 1";

  return tri_library_ask (self, sql, division, 0) != 0;
}
