/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-bookmark-hash.h"

#include <glib/gi18n.h>

/* Everything a reader sees of a bookmark, and where it stands. What came with version 5 of the
 * schema counts where it is not as the migration set it. */
#define COLUMNS                                                                                 \
  "text_uuid, passage_key, end_passage_key, start || '-' || stop, quote, prefix, suffix, note," \
  " colour, labels,"                                                                            \
  " CASE WHEN kind <> CASE WHEN note <> '' THEN 2 WHEN whole THEN 0 ELSE 1 END"                 \
  "  OR style <> 0 OR letter <> '' OR part_of <> ''"                                            \
  " THEN kind || '-' || style || '-' || letter || '-' || part_of || '-' || part END"

static gint64
hash_row (TriStatement *row)
{
  return tri_library_hash (tri_statement_get_text (row, 0),
                           tri_statement_get_text (row, 1),
                           tri_statement_get_text (row, 2),
                           tri_statement_get_text (row, 3),
                           tri_statement_get_text (row, 4),
                           tri_statement_get_text (row, 5),
                           tri_statement_get_text (row, 6),
                           tri_statement_get_text (row, 7),
                           tri_statement_get_text (row, 8),
                           tri_statement_get_text (row, 9),
                           sqlite3_column_type (row, 10) == SQLITE_NULL
                               ? NULL
                               : tri_statement_get_text (row, 10),
                           NULL);
}

/**
 * tri_library_store_bookmark_hash:
 *
 * Gives a bookmark the hash of what it says, after it changed.
 */
gboolean
tri_library_store_bookmark_hash (TriLibrary *self, const char *uuid, GError **error)
{
  static const char read[] = "SELECT " COLUMNS " FROM bookmarks WHERE uuid = ?";
  static const char write[] = "UPDATE bookmarks SET hash = ?1 WHERE uuid = ?2";
  g_autoptr (TriStatement) row = tri_library_prepare (self, read, error);
  g_autoptr (TriStatement) statement = tri_library_prepare (self, write, error);

  if (!row || !statement)
    return FALSE;
  tri_statement_bind_text (row, 1, uuid);
  if (!tri_library_next (self, row, error))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, hash_row (row));
  tri_statement_bind_text (statement, 2, uuid);
  return tri_library_run (self, statement, error);
}

/**
 * tri_library_check_bookmarks:
 * @faults: (element-type utf8): where a sentence is added for each bookmark that is not what was
 *   stored
 */
gboolean
tri_library_check_bookmarks (TriLibrary *self, GPtrArray *faults, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS ", hash FROM bookmarks ORDER BY id";
  g_autoptr (TriStatement) row = tri_library_prepare (self, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!row)
    return FALSE;
  while (tri_library_next (self, row, &failed))
    if (hash_row (row) != sqlite3_column_int64 (row, 11))
      g_ptr_array_add (faults,
                       g_strdup_printf (_ ("The bookmark on “%s” is not what was stored."),
                                        tri_statement_get_text (row, 4)));
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}
