/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-mark-words.h"

#include "library/tri-batch.h"
#include "library/tri-library-bookmarks.h"
#include "library/tri-mark-read.h"
#include "tri-fold.h"

/* --- Writing */

static void
append (GString *words, const char *more)
{
  if (words->len > 0)
    g_string_append_c (words, '\n');
  g_string_append (words, more);
}

/* What the reader marked and said. */
static char *
fold_own (TriBookmark *mark)
{
  g_autoptr (GString) words = g_string_new (mark->quote);

  for (guint i = 0; i < mark->parts->len; i++)
    append (words, TRI_BOOKMARK (mark->parts->pdata[i])->quote);
  append (words, mark->note);
  for (guint i = 0; mark->labels[i]; i++)
    append (words, mark->labels[i]);
  return tri_fold (words->str);
}

static char *
fold_counterparts (TriLibrary *self, TriBookmark *mark, GError **error)
{
  g_autoptr (GPtrArray) counterparts = NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  if (mark->scope != TRI_SCOPE_PASSAGE)
    return g_strdup ("");
  counterparts = tri_library_list_mark_counterparts (self, mark->id, error);
  if (!counterparts)
    return NULL;
  for (guint i = 0; i < counterparts->len; i++)
    append (words, ((TriMarkCounterpart *) counterparts->pdata[i])->quote);
  return tri_fold (words->str);
}

static gboolean
run (TriLibrary *self, const char *sql, gint64 argument, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, argument);
  return tri_library_run (self, statement, error);
}

static gboolean
write_words (TriLibrary *self, gint64 id, const char *own, const char *others, GError **error)
{
  static const char sql[] = "INSERT INTO mark_words (rowid, own, counterparts) VALUES (?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  tri_statement_bind_text (statement, 2, own);
  tri_statement_bind_text (statement, 3, others);
  return tri_library_run (self, statement, error);
}

/* What has gone, and a part that lost its mark, has no words. */
static gboolean
is_no_mark (TriLibrary *self, gint64 id)
{
  static const char sql[] = "SELECT part_of <> '' FROM bookmarks WHERE id = ?";

  return tri_library_ask (self, sql, id, 1) != 0;
}

static gboolean
settle (TriLibrary *self, gint64 id, GError **error)
{
  g_autoptr (TriBookmark) mark = NULL;
  g_autofree char *own = NULL;
  g_autofree char *others = NULL;

  if (!run (self, "DELETE FROM mark_words WHERE rowid = ?", id, error)
      || !run (self, "DELETE FROM stale_marks WHERE bookmark = ?", id, error))
    return FALSE;
  if (is_no_mark (self, id))
    return TRUE;
  mark = tri_library_get_bookmark (self, id, error);
  if (!mark || !(others = fold_counterparts (self, mark, error)))
    return FALSE;
  own = fold_own (mark);
  return write_words (self, id, own, others, error);
}

gboolean
tri_mark_words_settle (TriLibrary *self, const char *uuid, GError **error)
{
  static const char sql[] = "SELECT s.bookmark FROM bookmarks AS o CROSS JOIN bookmarks AS b"
                            "  ON b.uuid = iif (o.part_of = '', o.uuid, o.part_of)"
                            " CROSS JOIN stale_marks AS s ON s.bookmark = b.id WHERE o.uuid = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;
  gint64 id;

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  id = tri_library_next (self, statement, &local) ? sqlite3_column_int64 (statement, 0) : 0;
  if (local)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return id == 0 || settle (self, id, error);
}

gboolean
tri_mark_words_forget (TriLibrary *self, const char *row, GError **error)
{
  static const char sql[] = "SELECT s.bookmark FROM stale_marks AS s"
                            " WHERE s.bookmark = ?1 ->> 'id' AND NOT EXISTS"
                            "  (SELECT 1 FROM bookmarks AS b WHERE b.id = s.bookmark)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  gint64 id;

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, row);
  id = tri_library_next (self, statement, NULL) ? sqlite3_column_int64 (statement, 0) : 0;
  return id == 0 || settle (self, id, error);
}

/* --- Growing stale */

gboolean
tri_mark_words_age_work (TriLibrary *self, gint64 work, GError **error)
{
  static const char sql[] = "INSERT OR IGNORE INTO stale_marks SELECT id FROM bookmarks"
                            " WHERE work = ? AND part_of = '' AND scope = 1";

  return run (self, sql, work, error);
}

gboolean
tri_mark_words_age_at (TriLibrary *self, const GArray *passages, GError **error)
{
  static const char sql[] = "WITH touched (id, part_of) AS ("
                            " SELECT b.id, b.part_of FROM json_each (?1) AS j"
                            "  CROSS JOIN bookmarks AS b ON b.passage = j.value AND b.scope = 1"
                            " UNION SELECT b.id, b.part_of FROM json_each (?1) AS j"
                            "  CROSS JOIN passages AS p ON p.id = j.value"
                            "  CROSS JOIN bookmarks AS b INDEXED BY bookmarks_long"
                            "   ON b.text = p.text AND b.end_ord >= p.ord AND b.ord < p.ord"
                            "   AND b.passage <> b.end_passage AND b.scope = 1)"
                            " INSERT OR IGNORE INTO stale_marks SELECT coalesce (f.id, t.id)"
                            " FROM touched AS t"
                            " LEFT JOIN bookmarks AS f ON t.part_of <> '' AND f.uuid = t.part_of";
  g_autofree char *json = tri_mark_write_ids ((const gint64 *) passages->data, passages->len);
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, json);
  return tri_library_run (self, statement, error);
}

gboolean
tri_mark_words_rebuild (TriLibrary *self, GError **error)
{
  static const char list[] = "SELECT id FROM bookmarks WHERE part_of = ''";
  g_autoptr (TriStatement) statement = NULL;
  g_autoptr (GArray) ids = NULL;

  if (!tri_library_exec (self, "DELETE FROM stale_marks; DELETE FROM mark_words", error)
      || !tri_library_exec (self,
                            "INSERT INTO mark_words (mark_words) VALUES ('rebuild')",
                            error)
      || !(statement = tri_library_prepare (self, list, error))
      || !(ids = tri_mark_read_ids (self, statement, error)))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!settle (self, g_array_index (ids, gint64, i), error))
      return FALSE;
  return TRUE;
}

gboolean
tri_library_has_stale_marks (TriLibrary *self)
{
  return tri_library_ask (self, "SELECT bookmark FROM stale_marks LIMIT 1", 0, 0) != 0;
}

/**
 * tri_library_refresh_marks:
 *
 * Writes the words of marks that changed or whose counterparts may have: behind an alignment, an
 * import, or a change by somebody else. In short transactions; what is cut off is done the next
 * time.
 */
gboolean
tri_library_refresh_marks (TriLibrary *self, GCancellable *cancellable, GError **error)
{
  static const char sql[] = "SELECT bookmark FROM stale_marks LIMIT 1";
  g_autoptr (TriWideCache) wide = NULL;
  g_auto (TriBatch) batch = { self, cancellable };
  gint64 id;

  if (!tri_library_has_stale_marks (self))
    return TRUE;
  wide = tri_library_widen_cache (self);
  if (!tri_batch_begin (&batch, error))
    return FALSE;
  while ((id = tri_library_ask (self, sql, 0, 0)) != 0)
    if (!settle (self, id, error) || !tri_batch_breathe (&batch, error))
      return FALSE;
  return tri_batch_commit (&batch, error);
}

/* --- Finding */

/* Quoted, so that nothing in it is an operator of the index; punctuation in it parts a phrase. */
static void
append_phrase (GString *query, const char *word, gboolean is_last)
{
  if (query->len > 0)
    g_string_append_c (query, ' ');
  g_string_append_c (query, '"');
  for (const char *p = word; *p; p++)
    g_string_append_c (query, *p == '"' ? ' ' : *p);
  g_string_append (query, is_last ? "\"*" : "\"");
}

static gboolean
says_something (const char *word)
{
  for (const char *p = word; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* What the reader typed, as a query: NULL when there is no word in it. */
static char *
write_query (const char *words)
{
  g_autofree char *folded = tri_fold (words);
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autoptr (GString) query = g_string_new (NULL);

  for (guint i = 0; parts[i]; i++)
    if (says_something (parts[i]))
      g_ptr_array_add (kept, parts[i]);
  for (guint i = 0; i < kept->len; i++)
    append_phrase (query, g_ptr_array_index (kept, i), i + 1 == kept->len);
  return query->len > 0 ? g_strdup (query->str) : NULL;
}

GArray *
tri_mark_words_find (TriLibrary *self, const char *words, GError **error)
{
  static const char sql[] = "SELECT rowid FROM mark_words WHERE mark_words MATCH ? ORDER BY rowid";
  g_autofree char *query = write_query (words);
  g_autoptr (TriStatement) statement = NULL;

  if (!query || !(statement = tri_library_prepare (self, sql, error)))
    return NULL;
  tri_statement_bind_text (statement, 1, query);
  return tri_mark_read_ids (self, statement, error);
}
