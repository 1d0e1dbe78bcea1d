/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-sources.h"

#include "library/tri-library-private.h"

void
tri_text_source_clear (TriTextSource *self)
{
  g_clear_pointer (&self->format, g_free);
  g_clear_pointer (&self->key, g_free);
  self->row = 0;
}

/**
 * tri_library_find_source:
 * @text: its row
 * @found: (out): without a row where the file is not stored
 *
 * Returns: %FALSE with @error
 */
gboolean
tri_library_find_source (TriLibrary *self, gint64 text, TriTextSource *found, GError **error)
{
  static const char sql[] = "SELECT s.id, s.format, t.key, s.bytes"
                            " FROM texts t JOIN sources s ON s.id = t.source"
                            " WHERE t.id = ?1 AND s.content IS NOT NULL";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  *found = (TriTextSource){ 0 };
  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, text);
  if (tri_library_next (self, statement, &local))
    *found = (TriTextSource){
      .row = sqlite3_column_int64 (statement, 0),
      .format = g_strdup (tri_statement_get_text (statement, 1)),
      .key = g_strdup (tri_statement_get_text (statement, 2)),
      .n_bytes = sqlite3_column_int64 (statement, 3),
    };
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/**
 * tri_library_list_source_texts:
 * @text: its row
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the rows of all texts of its work that
 * came from the same file, as they stand there; %NULL with @error
 */
GArray *
tri_library_list_source_texts (TriLibrary *self, gint64 text, GError **error)
{
  static const char sql[] = "SELECT o.id FROM texts t JOIN texts o ON o.work = t.work"
                            " AND o.source = t.source WHERE t.id = ?1 ORDER BY o.id";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, text);
  while (tri_library_next (self, statement, &local))
    {
      gint64 row = sqlite3_column_int64 (statement, 0);

      g_array_append_val (texts, row);
    }
  if (local)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return g_steal_pointer (&texts);
}

gboolean
tri_library_read_source (TriLibrary *self,
                         gint64 source,
                         goffset at,
                         gsize n,
                         GString *out,
                         GError **error)
{
  sqlite3_blob *blob = NULL;
  gsize before = out->len;
  gboolean done = TRUE;
  goffset left = 0;

  if (sqlite3_blob_open (self->db, "main", "sources", "content", source, 0, &blob) != SQLITE_OK)
    return tri_library_fail (self, error);
  left = MAX (sqlite3_blob_bytes (blob) - at, 0);
  n = MIN (n, (gsize) left);
  g_string_set_size (out, before + n);
  if (n > 0)
    done = sqlite3_blob_read (blob, out->str + before, (int) n, (int) at) == SQLITE_OK
           || tri_library_fail (self, error);
  sqlite3_blob_close (blob);
  return done;
}
