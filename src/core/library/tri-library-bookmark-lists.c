/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-bookmarks.h"

#include "library/tri-library-private.h"
#include "tri-fold.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include <string.h>

#define COLUMNS                                                                              \
  "b.id, b.uuid, b.work, b.text, b.passage, b.end_passage, b.ord, b.start, b.stop, b.whole," \
  " b.quote, b.prefix, b.suffix, b.note, b.colour, b.labels, b.scope, b.created, b.modified"

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

static TriBookmark *
read_bookmark (TriStatement *statement)
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
  return bookmark;
}

static GPtrArray *
read_bookmarks (TriLibrary *self, TriStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) bookmarks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) failed = NULL;

  while (tri_library_next (self, statement, &failed))
    g_ptr_array_add (bookmarks, read_bookmark (statement));
  if (!failed)
    return g_steal_pointer (&bookmarks);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/* Whether each word stands somewhere in the quote, the note or a label. */
static gboolean
matches (const TriBookmark *bookmark, GStrv words)
{
  g_autofree char *labels = g_strjoinv ("\n", bookmark->labels);
  g_autofree char *all = g_strjoin ("\n", bookmark->quote, bookmark->note, labels, NULL);
  g_autofree char *folded = tri_fold (all);

  for (guint i = 0; words[i]; i++)
    if (!strstr (folded, words[i]))
      return FALSE;
  return TRUE;
}

static void
apply_filter (GPtrArray *bookmarks, const char *filter)
{
  g_autofree char *folded = tri_fold (filter);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  for (guint i = bookmarks->len; i > 0; i--)
    if (!matches (g_ptr_array_index (bookmarks, i - 1), words))
      g_ptr_array_remove_index (bookmarks, i - 1);
}

/**
 * tri_library_list_bookmarks:
 * @work: 0 for all works
 * @filter: (nullable): words that must all stand in quote, note or labels, without regard to case
 *   and accents
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
  static const char by_place[] = "SELECT " COLUMNS " FROM bookmarks AS b"
                                 " LEFT JOIN texts AS t ON t.id = b.text"
                                 " LEFT JOIN works AS w ON w.id = b.work"
                                 " WHERE (?1 = 0 OR b.work = ?1) AND w.deleted IS NULL"
                                 " ORDER BY b.work, t.ord, b.text, b.ord, b.start, b.id";
  static const char by_date[] = "SELECT " COLUMNS " FROM bookmarks AS b"
                                " LEFT JOIN works AS w ON w.id = b.work"
                                " WHERE (?1 = 0 OR b.work = ?1) AND w.deleted IS NULL"
                                " ORDER BY b.created DESC, b.id DESC";
  const char *sql = order == TRI_BOOKMARK_ORDER_DATE ? by_date : by_place;
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GPtrArray *bookmarks;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  bookmarks = read_bookmarks (self, statement, error);
  if (bookmarks && filter)
    apply_filter (bookmarks, filter);
  return bookmarks;
}

static char *
write_json_array (const gint64 *numbers, guint n)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i ? "," : "", numbers[i]);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

/* Passages, and behind each (in place of it) its counterparts, where a bookmark counts only when it
 * means the passage in all texts; then the bookmarks that touch them. */
#define WANTED                                                   \
  "WITH wanted (asked, passage, counterpart) AS ("               \
  "  SELECT value, value, 0 FROM json_each(?1)"                  \
  "  UNION SELECT j.value, o.passage, 1 FROM json_each(?1) AS j" \
  "   CROSS JOIN link_members AS m ON m.passage = j.value"       \
  "   CROSS JOIN links AS l ON l.id = m.link AND l.kind = 0"     \
  "   CROSS JOIN link_members AS o ON o.link = m.link AND o.passage <> m.passage)"
#define TOUCHING                                                                       \
  " FROM wanted"                                                                       \
  " CROSS JOIN passages AS p ON p.id = wanted.passage"                                 \
  " CROSS JOIN texts AS t ON t.id = p.text"                                            \
  " CROSS JOIN bookmarks AS b ON b.work = t.work AND b.text = t.id AND b.ord <= p.ord" \
  " CROSS JOIN passages AS e ON e.id = b.end_passage AND e.ord >= p.ord"               \
  " WHERE (NOT wanted.counterpart OR b.scope = ?2)"

/* @passages: their ids as a JSON array, which the statement does not copy. */
static TriStatement *
ask_touching (TriLibrary *self, const char *sql, const char *passages, GError **error)
{
  TriStatement *statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, passages);
  sqlite3_bind_int (statement, 2, TRI_SCOPE_PASSAGE);
  return statement;
}

/**
 * tri_library_list_bookmarks_at:
 * @passages: (array length=n_passages): mostly those in view
 *
 * Returns: (transfer full) (element-type TriBookmark): the bookmarks that touch any of the
 * passages, and with scope "passage" those that touch a counterpart of one; each once
 */
GPtrArray *
tri_library_list_bookmarks_at (TriLibrary *self,
                               const gint64 *passages,
                               guint n_passages,
                               GError **error)
{
  static const char sql[] = WANTED " SELECT DISTINCT " COLUMNS TOUCHING
                                   " ORDER BY b.text, b.ord, b.start, b.id";
  g_autofree char *json = write_json_array (passages, n_passages);
  g_autoptr (TriStatement) statement = ask_touching (self, sql, json, error);

  return statement ? read_bookmarks (self, statement, error) : NULL;
}

/**
 * tri_library_list_bookmarked:
 * @passages: (array length=n_passages): mostly those in view
 *
 * Returns: (transfer full) (element-type gint64): those of @passages that a bookmark touches, or
 * means because it is for the passage in all texts; each once
 */
GArray *
tri_library_list_bookmarked (TriLibrary *self,
                             const gint64 *passages,
                             guint n_passages,
                             GError **error)
{
  static const char sql[] = WANTED " SELECT DISTINCT wanted.asked" TOUCHING;
  g_autofree char *json = write_json_array (passages, n_passages);
  g_autoptr (TriStatement) statement = ask_touching (self, sql, json, error);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  while (tri_library_next (self, statement, &failed))
    {
      gint64 passage = sqlite3_column_int64 (statement, 0);

      g_array_append_val (found, passage);
    }
  if (!failed)
    return g_steal_pointer (&found);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/**
 * tri_library_list_bookmark_places:
 * @work: the work
 *
 * Tells where the bookmarks of a work are, and nothing more of them.
 *
 * Returns: (transfer full) (element-type TriBookmarkPlace): one for each bookmark whose passage is
 * there, ordered by text and ordinal; %NULL on error
 */
GArray *
tri_library_list_bookmark_places (TriLibrary *self, gint64 work, GError **error)
{
  static const char sql[] = "SELECT text, ord FROM bookmarks"
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
                                 (guint) sqlite3_column_int64 (statement, 1) };

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
 * Returns: (transfer full) (element-type TriBookmark): the bookmarks that hold a mention of the
 * entity
 */
GPtrArray *
tri_library_list_bookmarks_of_entity (TriLibrary *self, gint64 entity, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM bookmarks AS b"
                            " LEFT JOIN works AS w ON w.id = b.work"
                            " CROSS JOIN passages AS e ON e.id = b.end_passage"
                            " WHERE w.deleted IS NULL AND EXISTS (SELECT 1 FROM mentions AS m"
                            "  WHERE m.entity = ?1 AND m.text = b.text AND m.ord BETWEEN b.ord"
                            " AND e.ord"
                            "  AND (m.ord > b.ord OR m.stop > b.start) AND (m.ord < e.ord OR"
                            " m.start < b.stop))"
                            " ORDER BY b.work, b.text, b.ord, b.start, b.id";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, entity);
  return read_bookmarks (self, statement, error);
}

GPtrArray *
tri_library_list_bookmarks_of_date (TriLibrary *self, const char *edtf, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM bookmarks AS b"
                            " LEFT JOIN works AS w ON w.id = b.work"
                            " CROSS JOIN passages AS e ON e.id = b.end_passage"
                            " WHERE w.deleted IS NULL AND EXISTS (SELECT 1 FROM dates AS d"
                            "  WHERE d.edtf = ?1 AND d.text = b.text AND d.ord BETWEEN b.ord"
                            " AND e.ord"
                            "  AND (d.ord > b.ord OR d.stop > b.start) AND (d.ord < e.ord OR"
                            " d.start < b.stop))"
                            " ORDER BY b.work, b.text, b.ord, b.start, b.id";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, edtf);
  return read_bookmarks (self, statement, error);
}

/**
 * tri_library_get_bookmark:
 *
 * Returns: (transfer full): the bookmark; %NULL on error, %TRI_ERROR_NOT_FOUND when it has gone
 */
TriBookmark *
tri_library_get_bookmark (TriLibrary *self, gint64 id, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM bookmarks AS b WHERE b.id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, id);
  if (tri_library_next (self, statement, &failed))
    return read_bookmark (statement);
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  else
    g_set_error_literal (error,
                         TRI_ERROR,
                         TRI_ERROR_NOT_FOUND,
                         _ ("This bookmark has been deleted, perhaps in another window."));
  return NULL;
}
