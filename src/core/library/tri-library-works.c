/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-works.h"

#include "library/tri-library-private.h"

#include <glib/gi18n.h>

#define WORK_COLUMNS "id, uuid, title, kind, created, opened"
#define TEXT_COLUMNS "id, uuid, ord, strand, col, lang, title, author, origin, rights, passages"

static TriText *
new_text (TriStatement *row)
{
  TriText *text = g_object_new (TRI_TYPE_TEXT, NULL);

  text->id = sqlite3_column_int64 (row, 0);
  text->uuid = tri_statement_dup_text (row, 1);
  text->ord = (guint) sqlite3_column_int64 (row, 2);
  text->strand = (guint) sqlite3_column_int64 (row, 3);
  text->column = (guint) sqlite3_column_int64 (row, 4);
  text->lang = tri_statement_dup_text (row, 5);
  text->title = tri_statement_dup_text (row, 6);
  text->author = tri_statement_dup_text (row, 7);
  text->source = tri_statement_dup_text (row, 8);
  text->rights = tri_statement_dup_text (row, 9);
  text->n_passages = (guint) sqlite3_column_int64 (row, 10);
  return text;
}

static gboolean
read_texts (TriLibrary *self, TriWork *work, GError **error)
{
  static const char sql[] = "SELECT " TEXT_COLUMNS " FROM texts WHERE work = ? ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work->id);
  while (tri_library_next (self, statement, &local))
    g_ptr_array_add (work->texts, new_text (statement));
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static TriWork *
new_work (TriLibrary *self, TriStatement *row, GError **error)
{
  g_autoptr (TriWork) work = g_object_new (TRI_TYPE_WORK, NULL);

  work->id = sqlite3_column_int64 (row, 0);
  work->uuid = tri_statement_dup_text (row, 1);
  work->title = tri_statement_dup_text (row, 2);
  work->kind = (TriWorkKind) tri_statement_get_enum (row, 3, TRI_WORK_ACCOUNTS + 1);
  work->created = sqlite3_column_int64 (row, 4);
  work->opened = sqlite3_column_int64 (row, 5);
  return read_texts (self, work, error) ? g_steal_pointer (&work) : NULL;
}

/**
 * tri_library_list_works:
 *
 * Returns: (transfer full) (element-type TriWork): the works with their texts, the one read last
 * first, then the newest; %NULL on error
 */
GPtrArray *
tri_library_list_works (TriLibrary *self, GError **error)
{
  static const char sql[] = "SELECT " WORK_COLUMNS " FROM works"
                            " WHERE complete = 1 AND deleted IS NULL"
                            " ORDER BY opened DESC, created DESC, id DESC";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GPtrArray) works = g_ptr_array_new_with_free_func (g_object_unref);
  GError *local = NULL;

  if (!statement)
    return NULL;
  while (tri_library_next (self, statement, &local))
    {
      TriWork *work = new_work (self, statement, &local);

      if (!work)
        break;
      g_ptr_array_add (works, work);
    }
  if (!local)
    return g_steal_pointer (&works);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * tri_library_get_work:
 *
 * Returns: (transfer full): the work with its texts; %NULL with %TRI_ERROR_NOT_FOUND when there is
 * none, or it was deleted
 */
TriWork *
tri_library_get_work (TriLibrary *self, gint64 work, GError **error)
{
  static const char sql[] = "SELECT " WORK_COLUMNS " FROM works"
                            " WHERE id = ? AND complete = 1 AND deleted IS NULL";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  if (tri_library_next (self, statement, &local))
    return new_work (self, statement, error);
  if (local)
    g_propagate_error (error, local);
  else
    g_set_error_literal (error,
                         TRI_ERROR,
                         TRI_ERROR_NOT_FOUND,
                         _ ("The work is not in the library any more."));
  return NULL;
}

/* The rows of @sql: an id and how to tell it from others. One is the answer, more are an error. */
static gint64
find_one (TriLibrary *self, TriStatement *statement, const char *what, GError **error)
{
  g_autoptr (GString) candidates = g_string_new (NULL);
  GError *local = NULL;
  gint64 found = 0;
  guint n = 0;

  while (tri_library_next (self, statement, &local))
    {
      found = sqlite3_column_int64 (statement, 0);
      if (n++ < 10)
        g_string_append_printf (candidates,
                                "\n  %s  %s",
                                tri_statement_get_text (statement, 1),
                                tri_statement_get_text (statement, 2));
    }
  if (local)
    g_propagate_error (error, local);
  else if (n == 0)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_NOT_FOUND,
                 _ ("Nothing in the library is called “%s”."),
                 what);
  else if (n > 1)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_AMBIGUOUS,
                 _ ("“%s” can be each of these:%s"),
                 what,
                 candidates->str);
  return n == 1 && !local ? found : 0;
}

/* Tries one way after another, until one finds something. */
static gint64
find_by (TriLibrary *self,
         const char *const *ways,
         gint64 scope,
         const char *what,
         GError **error)
{
  for (guint i = 0; ways[i]; i++)
    {
      g_autoptr (TriStatement) statement = tri_library_prepare (self, ways[i], error);
      g_autoptr (GError) local = NULL;
      gint64 found;

      if (!statement)
        return 0;
      tri_statement_bind_text (statement, 1, what);
      if (sqlite3_bind_parameter_count (statement) > 1)
        sqlite3_bind_int64 (statement, 2, scope);
      found = find_one (self, statement, what, &local);
      if (found)
        return found;
      if (g_error_matches (local, TRI_ERROR, TRI_ERROR_NOT_FOUND) && ways[i + 1])
        continue;
      g_propagate_error (error, g_steal_pointer (&local));
      return 0;
    }
  return 0;
}

/**
 * tri_library_find_work:
 * @what: an id, or a title that one work alone has
 *
 * Returns: the row, 0 with %TRI_ERROR_NOT_FOUND or %TRI_ERROR_AMBIGUOUS
 */
gint64
tri_library_find_work (TriLibrary *self, const char *what, GError **error)
{
  static const char by_id[] = "SELECT id, uuid, title FROM works"
                              " WHERE uuid = ? AND complete = 1 AND deleted IS NULL";
  static const char by_title[] = "SELECT id, uuid, title FROM works"
                                 " WHERE title = ? AND complete = 1 AND deleted IS NULL";
  static const char *const ways[] = { by_id, by_title, NULL };

  return find_by (self, ways, 0, what, error);
}

/**
 * tri_library_find_text:
 * @what: an id, or a key or title that one text alone has
 *
 * Returns: the row, 0 with %TRI_ERROR_NOT_FOUND or %TRI_ERROR_AMBIGUOUS
 */
gint64
tri_library_find_text (TriLibrary *self, const char *what, GError **error)
{
#define SELECT_TEXTS                                                   \
  "SELECT t.id, t.uuid, t.title || ' (' || t.lang || ')' FROM texts t" \
  " JOIN works w ON w.id = t.work AND w.complete = 1 AND w.deleted IS NULL"
  static const char by_id[] = SELECT_TEXTS " WHERE t.uuid = ?";
  static const char by_name[] = SELECT_TEXTS " WHERE t.key = ?1 OR t.title = ?1";
  static const char *const ways[] = { by_id, by_name, NULL };

  return find_by (self, ways, 0, what, error);
}

/* "<text uuid>/<key>" */
static gint64
find_passage_by_id (TriLibrary *self, const char *what)
{
  static const char sql[] = "SELECT p.id FROM texts t JOIN works w ON w.id = t.work"
                            " AND w.complete = 1 AND w.deleted IS NULL"
                            " JOIN passages p ON p.text = t.id AND p.key = ?2 WHERE t.uuid = ?1";
  const char *slash = strchr (what, '/');
  g_autofree char *uuid = NULL;
  g_autoptr (TriStatement) statement = NULL;

  if (!slash)
    return 0;
  uuid = g_strndup (what, (gsize) (slash - what));
  statement = tri_library_prepare (self, sql, NULL);
  if (!statement)
    return 0;
  tri_statement_bind_text (statement, 1, uuid);
  tri_statement_bind_text (statement, 2, slash + 1);
  return tri_library_next (self, statement, NULL) ? sqlite3_column_int64 (statement, 0) : 0;
}

/**
 * tri_library_find_passage:
 * @work: where to look for a key; 0: only ids are known
 * @what: an id, or a key that one passage of the work alone has
 *
 * Returns: the row, 0 with %TRI_ERROR_NOT_FOUND or %TRI_ERROR_AMBIGUOUS
 */
gint64
tri_library_find_passage (TriLibrary *self, gint64 work, const char *what, GError **error)
{
  static const char by_key[] = "SELECT p.id, t.uuid || '/' || p.key, substr (p.content, 1, 60)"
                               " FROM texts t JOIN passages p ON p.text = t.id AND p.key = ?1"
                               " WHERE t.work = ?2 ORDER BY t.ord";
  static const char *const ways[] = { by_key, NULL };
  gint64 found = find_passage_by_id (self, what);

  return found ? found : find_by (self, ways, work, what, error);
}

/**
 * tri_library_dup_passage_id:
 *
 * Returns: (transfer full) (nullable): what names the passage outside: "<text uuid>/<key>"
 */
char *
tri_library_dup_passage_id (TriLibrary *self, gint64 passage)
{
  static const char sql[] = "SELECT t.uuid || '/' || p.key FROM passages p"
                            " JOIN texts t ON t.id = p.text WHERE p.id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, passage);
  return tri_library_next (self, statement, NULL) ? tri_statement_dup_text (statement, 0) : NULL;
}
