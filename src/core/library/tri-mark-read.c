/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-mark-read.h"

#include "library/tri-library-bookmarks.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

static GStrv
read_labels (const char *json)
{
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  JsonArray *array = root && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (labels, json_node_get_string (node));
    }
  return g_strv_builder_end (labels);
}

static void
read_text (TriStatement *statement, int column, char **member)
{
  g_free (*member);
  *member = g_strdup (tri_statement_get_text (statement, column));
}

/* From a row of these columns, without parts. */
static TriBookmark *
read_mark (TriStatement *statement)
{
  TriBookmark *bookmark = tri_bookmark_new ();

  bookmark->id = sqlite3_column_int64 (statement, 0);
  read_text (statement, 1, &bookmark->uuid);
  bookmark->work = sqlite3_column_int64 (statement, 2);
  bookmark->text = sqlite3_column_int64 (statement, 3);
  bookmark->passage = sqlite3_column_int64 (statement, 4);
  bookmark->end_passage = sqlite3_column_int64 (statement, 5);
  bookmark->ord = (guint) sqlite3_column_int64 (statement, 6);
  bookmark->start = (guint) sqlite3_column_int64 (statement, 7);
  bookmark->end = (guint) sqlite3_column_int64 (statement, 8);
  bookmark->whole = sqlite3_column_int (statement, 9) != 0;
  read_text (statement, 10, &bookmark->quote);
  read_text (statement, 11, &bookmark->prefix);
  read_text (statement, 12, &bookmark->suffix);
  read_text (statement, 13, &bookmark->note);
  read_text (statement, 14, &bookmark->colour);
  g_strfreev (bookmark->labels);
  bookmark->labels = read_labels (tri_statement_get_text (statement, 15));
  bookmark->scope = (TriScope) tri_statement_get_enum (statement, 16, TRI_SCOPE_PASSAGE + 1);
  bookmark->created = sqlite3_column_int64 (statement, 17);
  bookmark->modified = sqlite3_column_int64 (statement, 18);
  bookmark->kind = (TriMarkKind) tri_statement_get_enum (statement, 19, TRI_N_MARK_KINDS);
  bookmark->style = (TriMarkStyle) tri_statement_get_enum (statement, 20, TRI_N_MARK_STYLES);
  bookmark->letter = tri_statement_get_text (statement, 21)[0];
  bookmark->anchor = (TriAnchorState) tri_statement_get_enum (statement, 22, TRI_N_ANCHOR_STATES);
  return bookmark;
}

/* Not those in a text that was taken out of the work: they wait for it. */
gboolean
tri_mark_read_parts (TriLibrary *library, TriBookmark *mark, GError **error)
{
  static const char sql[] = "SELECT " TRI_MARK_COLUMNS " FROM bookmarks AS b"
                            " WHERE b.part_of = ?1 AND b.part_of <> ''"
                            " AND NOT EXISTS (SELECT 1 FROM works AS w WHERE w.id = b.work"
                            "  AND w.complete = 2 AND w.deleted IS NOT NULL AND w.id <>"
                            "  (SELECT f.work FROM bookmarks AS f WHERE f.uuid = ?1))"
                            " ORDER BY b.part, b.id";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  g_ptr_array_set_size (mark->parts, 0);
  tri_statement_bind_text (statement, 1, mark->uuid);
  while (tri_library_next (library, statement, &local))
    g_ptr_array_add (mark->parts, read_mark (statement));
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

GPtrArray *
tri_mark_read_all (TriLibrary *library, TriStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  GError *local = NULL;

  while (tri_library_next (library, statement, &local))
    g_ptr_array_add (marks, read_mark (statement));
  for (guint i = 0; !local && i < marks->len; i++)
    tri_mark_read_parts (library, g_ptr_array_index (marks, i), &local);
  if (!local)
    return g_steal_pointer (&marks);
  g_propagate_error (error, local);
  return NULL;
}

static TriBookmark *
get_mark (TriLibrary *self, const char *sql, gint64 id, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, id);
  if (tri_library_next (self, statement, &local))
    return read_mark (statement);
  if (local)
    g_propagate_error (error, local);
  else
    g_set_error_literal (error,
                         TRI_ERROR,
                         TRI_ERROR_NOT_FOUND,
                         _ ("This bookmark has been deleted, perhaps in another window."));
  return NULL;
}

TriBookmark *
tri_mark_read_row (TriLibrary *library, gint64 id, GError **error)
{
  return get_mark (library,
                   "SELECT " TRI_MARK_COLUMNS " FROM bookmarks AS b WHERE b.id = ?",
                   id,
                   error);
}

/**
 * tri_library_get_bookmark:
 *
 * Returns: (transfer full): the mark with its parts, though @id be that of a part; %NULL on error,
 * %TRI_ERROR_NOT_FOUND when it has gone
 */
TriBookmark *
tri_library_get_bookmark (TriLibrary *self, gint64 id, GError **error)
{
  static const char sql[] = "SELECT " TRI_MARK_COLUMNS " FROM bookmarks AS o"
                            " CROSS JOIN bookmarks AS b"
                            "  ON b.uuid = iif (o.part_of = '', o.uuid, o.part_of)"
                            " WHERE o.id = ?";
  g_autoptr (TriBookmark) mark = get_mark (self, sql, id, error);

  return mark && tri_mark_read_parts (self, mark, error) ? g_steal_pointer (&mark) : NULL;
}

char *
tri_mark_write_ids (const gint64 *ids, guint n)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i ? "," : "", ids[i]);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

GArray *
tri_mark_read_ids (TriLibrary *library, TriStatement *statement, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *local = NULL;

  while (tri_library_next (library, statement, &local))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  if (!local)
    return g_steal_pointer (&ids);
  g_propagate_error (error, local);
  return NULL;
}

GArray *
tri_mark_list_unplaced (TriLibrary *library, GError **error)
{
  static const char sql[] = "SELECT id FROM bookmarks INDEXED BY bookmarks_unplaced"
                            " WHERE part_of = '' AND passage IS NULL ORDER BY id";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  return statement ? tri_mark_read_ids (library, statement, error) : NULL;
}
