/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-salvage-private.h"

#include "model/tri-enums.h"

/* What was read row by row is made one library again. */

/* --- What can be read, and is not what was written */

/* Who changes one of these columns changes the time of the row with them: where the time is that of
 * the backup, so are they. */
static const struct
{
  const char *table;
  const char *columns;
} timed[] = {
  { "bookmarks",
    "note, colour, labels, scope, kind, style, letter, start, stop, passage_key, end_passage_key,"
    " whole, quote" },
  { "searches", "title, query, options" },
  { "sheets", "title, languages" },
  { "sheet_items", "sheet, position, bookmark, text, languages" },
};

/* "b.a, b.b" */
static char *
dup_prefixed (const char *columns)
{
  g_auto (GStrv) names = g_strsplit (columns, ", ", -1);
  g_autofree char *joined = g_strjoinv (", b.", names);

  return g_strconcat ("b.", joined, NULL);
}

static gboolean
take_timed (TriSalvage *self, const char *table, const char *columns, GError **error)
{
  g_autofree char *theirs = dup_prefixed (columns);
  g_autofree char *sql = g_strdup_printf ("UPDATE main.\"%s\" AS m SET (%s) = (%s)"
                                          " FROM backup.\"%s\" AS b WHERE b.uuid = m.uuid"
                                          " AND b.modified = m.modified"
                                          " AND (%s) IS NOT (SELECT %s FROM main.\"%s\" AS o"
                                          "  WHERE o.id = m.id)",
                                          table,
                                          columns,
                                          theirs,
                                          table,
                                          theirs,
                                          columns,
                                          table);

  if (!tri_library_exec (self->draft, sql, error))
    return FALSE;
  tri_salvage_get_table (self, table)->n_taken += (guint) sqlite3_changes (self->draft->db);
  return TRUE;
}

static gint64
hash_row (TriStatement *row, GChecksum *checksum)
{
  return tri_library_hash_passage (checksum,
                                   tri_statement_get_text (row, 1),
                                   sqlite3_column_blob (row, 2),
                                   (gsize) sqlite3_column_bytes (row, 2),
                                   sqlite3_column_blob (row, 3),
                                   (gsize) sqlite3_column_bytes (row, 3));
}

static gboolean
take_passage (TriSalvage *self, gint64 id, GError **error)
{
  static const char sql[] = "UPDATE main.passages AS m SET content = b.content,"
                            " sentences = b.sentences, spans = b.spans, hash = b.hash"
                            " FROM backup.passages AS b WHERE m.id = ?1 AND b.id = ?1"
                            " AND (b.key = m.key OR b.hash = m.hash)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->draft, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!tri_library_run (self->draft, statement, error))
    return FALSE;
  tri_salvage_get_table (self, "passages")->n_taken += (guint) sqlite3_changes (self->draft->db);
  return TRUE;
}

static gboolean
take_passages (TriSalvage *self, GError **error)
{
  static const char sql[] = "SELECT id, content, sentences, spans, hash FROM main.passages";
  g_autoptr (TriStatement) row = tri_library_prepare (self->draft, sql, error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *local = NULL;

  if (!row)
    return FALSE;
  while (tri_library_next (self->draft, row, &local))
    {
      gint64 id = sqlite3_column_int64 (row, 0);

      if (hash_row (row, checksum) != sqlite3_column_int64 (row, 4))
        g_array_append_val (ids, id);
    }
  for (guint i = 0; !local && i < ids->len; i++)
    take_passage (self, g_array_index (ids, gint64, i), &local);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
take_doubtful (TriSalvage *self, GError **error)
{
  static const char sources[] = "UPDATE main.sources AS m SET content = b.content"
                                " FROM backup.sources AS b WHERE b.id = m.id"
                                " AND b.sha256 = m.sha256 AND b.content IS NOT m.content";
  gboolean taken = tri_library_exec (self->draft, sources, error);

  if (taken)
    tri_salvage_get_table (self, "sources")->n_taken += (guint) sqlite3_changes (self->draft->db);
  for (guint i = 0; taken && i < G_N_ELEMENTS (timed); i++)
    taken = take_timed (self, timed[i].table, timed[i].columns, error);
  return taken && take_passages (self, error);
}

/* What the reader deleted since the backup was made, and stood where nothing can be read. */
static gboolean
delete_again (TriSalvage *self, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (timed); i++)
    {
      g_autofree char *sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE uuid IN"
                                              " (SELECT uuid FROM deletions)",
                                              timed[i].table);

      if (!tri_library_exec (self->draft, sql, error))
        return FALSE;
      tri_salvage_get_table (self, timed[i].table)->n_taken
          -= (guint) sqlite3_changes (self->draft->db);
    }
  return TRUE;
}

/* --- Passages that nobody has any more: their places stay, so that all others keep theirs */

typedef struct
{
  gint64 text;
  gint64 id;   /* of the last passage */
  gint64 next; /* the ordinal behind it */
} Walk;

static gboolean
fill_place (TriSalvage *self, const Walk *walk, GChecksum *checksum, GError **error)
{
  static const char sql[] = "INSERT OR IGNORE INTO passages (id, text, ord, kind, level, key,"
                            " content, hash) VALUES (?1, ?2, ?3, ?4, 0, 'lost-' || ?3, '…', ?5)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->draft, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, walk->id + 1);
  sqlite3_bind_int64 (statement, 2, walk->text);
  sqlite3_bind_int64 (statement, 3, walk->next);
  sqlite3_bind_int (statement, 4, TRI_PASSAGE_PARAGRAPH);
  sqlite3_bind_int64 (statement, 5, tri_library_hash_passage (checksum, "…", NULL, 0, NULL, 0));
  return tri_library_run (self->draft, statement, error);
}

static gboolean
fill_up_to (TriSalvage *self, Walk *walk, gint64 ord, GChecksum *checksum, GError **error)
{
  for (; walk->next < ord; walk->next++, walk->id++)
    if (!fill_place (self, walk, checksum, error))
      return FALSE;
  return TRUE;
}

static gboolean
fill_text (TriSalvage *self, gint64 text, gint64 n, GError **error)
{
  static const char sql[] = "SELECT id, ord FROM passages WHERE text = ? ORDER BY ord";
  g_autoptr (TriStatement) row = tri_library_prepare (self->draft, sql, error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GArray) there = g_array_new (FALSE, FALSE, 2 * sizeof (gint64));
  Walk walk = { text, 0, 0 };

  if (!row)
    return FALSE;
  sqlite3_bind_int64 (row, 1, text);
  while (tri_library_next (self->draft, row, NULL))
    {
      gint64 pair[2] = { sqlite3_column_int64 (row, 0), sqlite3_column_int64 (row, 1) };

      g_array_append_val (there, pair);
    }
  for (guint i = 0; i < there->len; i++)
    {
      const gint64 *pair = &((const gint64 *) (gpointer) there->data)[2 * i];

      if (i == 0)
        walk.id = pair[0] - pair[1] - 1;
      if (!fill_up_to (self, &walk, pair[1], checksum, error))
        return FALSE;
      walk.id = pair[0];
      walk.next = pair[1] + 1;
    }
  return there->len == 0 || fill_up_to (self, &walk, n, checksum, error);
}

static gboolean
fill_texts (TriSalvage *self, GError **error)
{
  static const char sql[] = "SELECT id, passages FROM texts AS t WHERE passages >"
                            " (SELECT count (*) FROM passages AS p WHERE p.text = t.id)";
  g_autoptr (TriStatement) row = tri_library_prepare (self->draft, sql, error);
  GError *local = NULL;

  if (!row)
    return FALSE;
  while (tri_library_next (self->draft, row, &local)
         && fill_text (self,
                       sqlite3_column_int64 (row, 0),
                       sqlite3_column_int64 (row, 1),
                       &local))
    ;
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* --- What points to something that is gone */

static char *
dup_cut (const char *table, const char *column, const char *parent, const char *key, gboolean set)
{
  g_autofree char *what = set ? g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = NULL", table, column)
                              : g_strdup_printf ("DELETE FROM \"%s\"", table);

  return g_strdup_printf ("%s WHERE \"%s\" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM \"%s\" AS p"
                          " WHERE p.\"%s\" = \"%s\".\"%s\")",
                          what,
                          column,
                          parent,
                          key,
                          table,
                          column);
}

/* The statements that leave nothing that points nowhere. */
static GPtrArray *
list_cuts (TriLibrary *library, GError **error)
{
  static const char sql[] = "SELECT t.name, f.\"from\", f.\"table\", coalesce (f.\"to\", 'id'),"
                            " f.on_delete <> 'CASCADE' FROM pragma_table_list AS t"
                            " JOIN pragma_foreign_key_list (t.name) AS f"
                            " WHERE t.schema = 'main' AND t.type = 'table'";
  g_autoptr (TriStatement) row = tri_library_prepare (library, sql, error);
  g_autoptr (GPtrArray) cuts = g_ptr_array_new_with_free_func (g_free);

  if (!row)
    return NULL;
  while (tri_library_next (library, row, NULL))
    g_ptr_array_add (cuts,
                     dup_cut (tri_statement_get_text (row, 0),
                              tri_statement_get_text (row, 1),
                              tri_statement_get_text (row, 2),
                              tri_statement_get_text (row, 3),
                              sqlite3_column_int (row, 4)));
  return g_steal_pointer (&cuts);
}

static gboolean
cut_loose (TriSalvage *self, GError **error)
{
  g_autoptr (GPtrArray) cuts = list_cuts (self->draft, error);
  int before = -1;

  while (cuts && before != sqlite3_total_changes (self->draft->db))
    {
      before = sqlite3_total_changes (self->draft->db);
      for (guint i = 0; i < cuts->len; i++)
        if (!tri_library_exec (self->draft, g_ptr_array_index (cuts, i), error))
          return FALSE;
    }
  return cuts != NULL;
}

gboolean
tri_salvage_mend (TriSalvage *self, GError **error)
{
  static const char labels[] = "INSERT OR IGNORE INTO mark_labels SELECT DISTINCT j.value, b.id"
                               " FROM bookmarks AS b, json_each (iif (json_valid (b.labels),"
                               "  b.labels, '[]')) AS j WHERE j.type = 'text' AND b.part_of = ''";
  /* A mark whose passage comes from the backup has its words there. */
  static const char marks[] = "UPDATE bookmarks SET passage = (SELECT p.id FROM passages AS p"
                              " WHERE p.text = bookmarks.text AND p.key = passage_key),"
                              " end_passage = (SELECT p.id FROM passages AS p"
                              " WHERE p.text = bookmarks.text AND p.key = end_passage_key)"
                              " WHERE passage IS NULL AND anchor < 2";

  /* A row that is there has no deletion, unless that came from the backup. */
  gboolean knows_deletions = tri_salvage_get_table (self, "deletions")->n_taken == 0;

  return (!self->backup || take_doubtful (self, error))
         && (!self->damaged || !knows_deletions || delete_again (self, error))
         && fill_texts (self, error)
         && cut_loose (self, error)
         && tri_library_exec (self->draft, marks, error)
         && tri_library_exec (self->draft, labels, error);
}
