/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-searches.h"

#include "library/tri-journal.h"

#include <glib/gi18n.h>

#define COLUMNS "uuid, title, query, options, created, modified"

static TriSavedSearch *
read_search (TriStatement *statement)
{
  TriSavedSearch *search = tri_saved_search_new (tri_statement_get_text (statement, 1),
                                                 tri_statement_get_text (statement, 2),
                                                 tri_statement_get_text (statement, 3));

  search->uuid = tri_statement_dup_text (statement, 0);
  search->created = sqlite3_column_int64 (statement, 4);
  search->modified = sqlite3_column_int64 (statement, 5);
  return search;
}

static int
compare_titles_cb (gconstpointer a, gconstpointer b)
{
  const TriSavedSearch *search = *(TriSavedSearch *const *) a;
  const TriSavedSearch *other = *(TriSavedSearch *const *) b;
  int order = g_utf8_collate (search->title, other->title);

  return order ? order : g_strcmp0 (search->uuid, other->uuid);
}

GPtrArray *
tri_library_list_searches (TriLibrary *self, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM searches";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GPtrArray) searches = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  while (tri_library_next (self, statement, &failed))
    g_ptr_array_add (searches, read_search (statement));
  if (failed)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  g_ptr_array_sort (searches, compare_titles_cb);
  return g_steal_pointer (&searches);
}

TriSavedSearch *
tri_library_get_search (TriLibrary *self, const char *search, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM searches WHERE uuid = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, search);
  if (tri_library_next (self, statement, &failed))
    return read_search (statement);
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  else
    g_set_error_literal (error,
                         TRI_ERROR,
                         TRI_ERROR_NOT_FOUND,
                         _ ("This search has been deleted, perhaps in another window."));
  return NULL;
}

static gint64
get_time (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
write_search (TriLibrary *self, const TriSavedSearch *search, GError **error)
{
  static const char sql[] = "INSERT INTO searches (" COLUMNS ") VALUES (?, ?, ?, ?, ?, ?)"
                            " ON CONFLICT (uuid) DO UPDATE SET title = excluded.title,"
                            " query = excluded.query, options = excluded.options,"
                            " modified = excluded.modified";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, search->uuid);
  tri_statement_bind_text (statement, 2, search->title);
  tri_statement_bind_text (statement, 3, search->query);
  tri_statement_bind_text (statement, 4, search->options);
  sqlite3_bind_int64 (statement, 5, search->created);
  sqlite3_bind_int64 (statement, 6, search->modified);
  return tri_library_run (self, statement, error);
}

/* Ends the act with the search as it is to be; NULL: it goes. */
static gboolean
finish (TriJournal *act,
        TriLibrary *self,
        const char *uuid,
        const TriSavedSearch *search,
        GError **error)
{
  static const char drop[] = "DELETE FROM searches WHERE uuid = ?";
  g_autoptr (TriStatement) statement = NULL;

  if (!tri_journal_watch (act, TRI_JOURNAL_SEARCHES, uuid, error))
    return FALSE;
  if (search)
    return write_search (self, search, error) && tri_journal_commit (act, error);
  statement = tri_library_prepare (self, drop, error);
  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_library_run (self, statement, error) && tri_journal_commit (act, error);
}

gboolean
tri_library_create_search (TriLibrary *self, TriSavedSearch *search, GError **error)
{
  g_autoptr (TriJournal) act = tri_journal_begin (self, "search.add", error);
  g_autoptr (TriSavedSearch) stored = tri_saved_search_copy (search);

  g_free (stored->uuid);
  stored->uuid = g_uuid_string_random ();
  stored->created = stored->modified = get_time ();
  if (!act || !finish (act, self, stored->uuid, stored, error))
    return FALSE;
  g_free (search->uuid);
  search->uuid = g_strdup (stored->uuid);
  search->created = search->modified = stored->created;
  return TRUE;
}

/* An act that changed nothing is none. */
gboolean
tri_library_edit_search (TriLibrary *self, TriSavedSearch *search, GError **error)
{
  g_autoptr (TriJournal) act = tri_journal_begin (self, "search.edit", error);
  g_autoptr (TriSavedSearch) now = act ? tri_library_get_search (self, search->uuid, error) : NULL;

  if (!now)
    return FALSE;
  if (g_str_equal (now->title, search->title) && g_str_equal (now->query, search->query)
      && g_str_equal (now->options, search->options))
    return TRUE;
  search->modified = get_time ();
  return finish (act, self, search->uuid, search, error);
}

gboolean
tri_library_delete_search (TriLibrary *self, const char *search, GError **error)
{
  g_autoptr (TriJournal) act = tri_journal_begin (self, "search.delete", error);
  g_autoptr (TriSavedSearch) now = act ? tri_library_get_search (self, search, error) : NULL;

  return now && finish (act, self, search, NULL, error);
}
