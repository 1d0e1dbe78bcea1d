/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-travel.h"

#include "library/tri-library-private.h"

/* The marks whose ids @sql says of two numbers. */
static GPtrArray *
list_marks (TriLibrary *self, const char *sql, gint64 first, gint64 second, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, first);
  sqlite3_bind_int64 (statement, 2, second);
  while (tri_library_next (self, statement, &failed))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  if (failed)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  return tri_library_get_marks (self, (const gint64 *) ids->data, ids->len, error);
}

GPtrArray *
tri_library_list_quick_marks (TriLibrary *self, gint64 work, GError **error)
{
  static const char sql[] = "SELECT id FROM bookmarks WHERE work = ?1 AND letter <> ''"
                            " AND part_of = '' AND ?2 = 0 ORDER BY letter";

  return list_marks (self, sql, work, 0, error);
}

TriBookmark *
tri_library_find_quick_mark (TriLibrary *self, gint64 work, char letter, GError **error)
{
  static const char sql[] = "SELECT id FROM bookmarks WHERE work = ?1 AND letter = char (?2)"
                            " AND part_of = '' LIMIT 1";
  g_autoptr (GPtrArray) marks = list_marks (self, sql, work, letter, error);

  return marks && marks->len > 0 ? g_object_ref (marks->pdata[0]) : NULL;
}

static gboolean
says_nothing_else (TriBookmark *mark)
{
  return mark->kind == TRI_MARK_BOOKMARK && mark->note[0] == '\0' && mark->colour[0] == '\0'
         && mark->labels[0] == NULL && mark->parts->len == 0;
}

/* The mark that had the letter goes to another place. */
static void
become (TriBookmark *place, TriBookmark *mark)
{
  place->id = mark->id;
  g_free (place->uuid);
  place->uuid = g_strdup (mark->uuid);
  place->created = mark->created;
}

gboolean
tri_library_set_quick_mark (TriLibrary *self, TriBookmark *place, char letter, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (TriBookmark) mark = NULL;

  g_return_val_if_fail (letter >= 'a' && letter <= 'z', FALSE);

  mark = tri_library_find_quick_mark (self, place->work, letter, &failed);
  if (failed)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (mark && says_nothing_else (mark))
    become (place, mark);
  place->kind = TRI_MARK_BOOKMARK;
  place->letter = letter;
  return tri_library_save_bookmark (self, place, error);
}

GPtrArray *
tri_library_list_portals_at (TriLibrary *self, gint64 passage, GError **error)
{
  static const char sql[] = "SELECT DISTINCT f.id FROM bookmarks AS b CROSS JOIN bookmarks AS f"
                            " ON f.uuid = iif (b.part_of = '', b.uuid, b.part_of)"
                            " WHERE b.passage = ?1 AND f.kind = ?2 ORDER BY f.created, f.id";

  return list_marks (self, sql, passage, TRI_MARK_PORTAL, error);
}

TriBookmark *
tri_portal_get_other_end (TriBookmark *portal, gint64 passage)
{
  if (portal->passage == passage && portal->parts->len > 0)
    return g_ptr_array_index (portal->parts, 0);
  return portal;
}

GPtrArray *
tri_library_list_later (TriLibrary *self, GError **error)
{
  static const char sql[] = "SELECT b.id FROM bookmarks AS b CROSS JOIN works AS w"
                            " ON w.id = b.work AND w.deleted IS NULL"
                            " WHERE b.kind = ?1 AND b.part_of = '' AND ?2 = 0"
                            " ORDER BY b.created, b.id";

  return list_marks (self, sql, TRI_MARK_LATER, 0, error);
}

static gboolean
is_same_place (TriBookmark *one, TriBookmark *other)
{
  if (one->passage != other->passage || one->end_passage != other->end_passage
      || one->whole != other->whole)
    return FALSE;
  return one->whole || (one->start == other->start && one->end == other->end);
}

gboolean
tri_library_toggle_later (TriLibrary *self, TriBookmark *place, gboolean *added, GError **error)
{
  static const char sql[] = "SELECT id FROM bookmarks WHERE passage = ?1 AND kind = ?2"
                            " AND part_of = ''";
  g_autoptr (GPtrArray) marks = list_marks (self, sql, place->passage, TRI_MARK_LATER, error);

  if (!marks)
    return FALSE;
  *added = FALSE;
  for (guint i = 0; i < marks->len; i++)
    if (is_same_place (marks->pdata[i], place))
      return tri_library_delete_bookmarks (self, &TRI_BOOKMARK (marks->pdata[i])->id, 1, error);
  *added = TRUE;
  place->kind = TRI_MARK_LATER;
  return tri_library_save_bookmark (self, place, error);
}
