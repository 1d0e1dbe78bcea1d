/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-bookmarks.h"

#include "library/tri-mark-read.h"

/**
 * tri_library_list_bookmarks:
 * @work: 0 for all works
 * @filter: (nullable): words, see #TriMarkQuery
 * @order: as they stand in the texts, or the newest first
 *
 * Returns: (transfer full) (element-type TriBookmark): the bookmarks, except those in works that
 * are deleted; orphans too
 */
GPtrArray *
tri_library_list_bookmarks (TriLibrary *self,
                            gint64 work,
                            const char *filter,
                            TriBookmarkOrder order,
                            GError **error)
{
  const TriMarkQuery query = { .work = work, .words = filter, .order = order };
  g_autoptr (GArray) ids = tri_library_find_marks (self, &query, error);

  return ids ? tri_library_get_marks (self, (const gint64 *) ids->data, ids->len, error) : NULL;
}

/**
 * tri_library_list_bookmark_places:
 * @work: the work
 *
 * Tells where the bookmarks of a work are, and nothing more of them.
 *
 * Returns: (transfer full) (element-type TriBookmarkPlace): one for each mark, and each further
 * part of one, whose passage is there, ordered by text and ordinal; %NULL on error
 */
GArray *
tri_library_list_bookmark_places (TriLibrary *self, gint64 work, GError **error)
{
  static const char sql[] = "SELECT text, ord, kind FROM bookmarks"
                            " WHERE work = ? AND passage IS NOT NULL ORDER BY text, ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (TriBookmarkPlace));
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  while (tri_library_next (self, statement, &failed))
    {
      TriBookmarkPlace place = { sqlite3_column_int64 (statement, 0),
                                 (guint) sqlite3_column_int64 (statement, 1),
                                 (TriMarkKind) tri_statement_get_enum (statement,
                                                                       2,
                                                                       TRI_N_MARK_KINDS) };

      g_array_append_val (places, place);
    }
  if (!failed)
    return g_steal_pointer (&places);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/**
 * tri_library_list_bookmarks_of_entity:
 *
 * Returns: (transfer full) (element-type TriBookmark): the marks that hold a mention of the entity,
 * in any part
 */
GPtrArray *
tri_library_list_bookmarks_of_entity (TriLibrary *self, gint64 entity, GError **error)
{
  const TriMarkQuery query = { .entity = entity };
  g_autoptr (GArray) ids = tri_library_find_marks (self, &query, error);

  return ids ? tri_library_get_marks (self, (const gint64 *) ids->data, ids->len, error) : NULL;
}

GPtrArray *
tri_library_list_bookmarks_of_date (TriLibrary *self, const char *edtf, GError **error)
{
  static const char sql[] = "SELECT DISTINCT " TRI_MARK_COLUMNS " FROM bookmarks AS o"
                            " CROSS JOIN bookmarks AS b"
                            "  ON b.uuid = iif (o.part_of = '', o.uuid, o.part_of)"
                            " LEFT JOIN works AS w ON w.id = b.work"
                            " WHERE w.deleted IS NULL AND o.passage IS NOT NULL"
                            " AND EXISTS (SELECT 1 FROM dates AS d"
                            "  WHERE d.edtf = ?1 AND d.text = o.text"
                            "  AND d.ord BETWEEN o.ord AND o.end_ord"
                            "  AND (d.ord > o.ord OR d.stop > o.start)"
                            "  AND (d.ord < o.end_ord OR d.start < o.stop))"
                            " ORDER BY b.work, b.text, b.ord, b.start, b.id";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, edtf);
  return tri_mark_read_all (self, statement, error);
}
