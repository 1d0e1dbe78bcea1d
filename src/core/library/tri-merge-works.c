/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-merge-private.h"

#include "library/tri-import-draft.h"

/* Works that only the other library has come whole, as its rows, each in a transaction of its own
 * and out of sight; the act of the merge shows them, and undoing it hides them again. What is cut
 * off is swept like an import that was. */

static void
work_clear (gpointer data)
{
  g_free (((TriMergeWork *) data)->uuid);
}

GArray *
tri_merge_works_new (void)
{
  GArray *works = g_array_new (FALSE, FALSE, sizeof (TriMergeWork));

  g_array_set_clear_func (works, work_clear);
  return works;
}

gboolean
tri_merge_brings_work (const TriMerge *self, const char *uuid)
{
  for (guint i = 0; i < self->works->len; i++)
    if (g_strcmp0 (g_array_index (self->works, TriMergeWork, i).uuid, uuid) == 0)
      return TRUE;
  return FALSE;
}

/* None of its texts is here, nor was the work. */
static gboolean
is_new_work (TriMerge *self, gint64 work, const char *uuid)
{
  static const char texts[] = "SELECT uuid FROM texts WHERE work = ?1";
  static const char here[] = "SELECT 1 FROM works WHERE uuid = ?1 AND complete > 0"
                             " UNION ALL SELECT 1 FROM texts AS t JOIN works AS w ON w.id = t.work"
                             " WHERE t.uuid = ?1 AND w.complete > 0";
  g_autoptr (TriStatement) row = tri_library_prepare (self->other, texts, NULL);

  if (!row || tri_merge_ask_time (self->library, here, uuid))
    return FALSE;
  sqlite3_bind_int64 (row, 1, work);
  while (tri_library_next (self->other, row, NULL))
    {
      const char *text = tri_statement_get_text (row, 0);

      if (g_hash_table_contains (self->ours, text)
          || tri_merge_ask_time (self->library, here, text))
        return FALSE;
    }
  return TRUE;
}

gboolean
tri_merge_find_works (TriMerge *self, GError **error)
{
  static const char sql[] = "SELECT id, uuid FROM works WHERE complete = 1 AND deleted IS NULL"
                            " ORDER BY id";
  g_autoptr (TriStatement) row = tri_library_prepare (self->other, sql, error);
  GError *local = NULL;

  if (!row)
    return FALSE;
  while (tri_library_next (self->other, row, &local))
    {
      TriMergeWork work = { sqlite3_column_int64 (row, 0), tri_statement_dup_text (row, 1) };

      if (is_new_work (self, work.theirs, work.uuid))
        g_array_append_val (self->works, work);
      else
        work_clear (&work);
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* --- Copying */

/* Rows get new numbers in the order of the old ones: "$p" is added to those of passages, and so
 * on. "$W" is the work there. */
typedef struct
{
  const char *sign;
  const char *table;
} Shift;

static const Shift shifts[] = {
  { "$w", "works" },
  { "$s", "sources" },
  { "$t", "texts" },
  { "$d", "divisions" },
  { "$p", "passages" },
  { "$l", "links" },
  { "$r", "registers" },
  { "$e", "entities" },
  { "$m", "mentions" },
  { "$f", "refusals" },
  { "$n", "name_decisions" },
  { "$o", "proposals" },
  { "$u", "unplaced" },
  { "$a", "warnings_aside" },
};

#define OF_TEXTS "(SELECT id FROM other.texts WHERE work = $W)"
#define OF_PASSAGES "(SELECT id FROM other.passages WHERE text IN " OF_TEXTS ")"
#define OF_LINKS "(SELECT id FROM other.links WHERE work = $W)"
#define OF_REGISTERS "(SELECT register FROM other.work_registers WHERE work = $W)"

/* Registers of the same uuid or file are one; entities of one uuid, or of one key in it. */
static const char *const copy_steps[] = {
  "CREATE TEMP TABLE IF NOT EXISTS merged_registers (theirs INTEGER PRIMARY KEY, ours INTEGER)",
  "CREATE TEMP TABLE IF NOT EXISTS merged_entities (theirs INTEGER PRIMARY KEY, ours INTEGER)",
  "DELETE FROM temp.merged_registers",
  "DELETE FROM temp.merged_entities",
  "INSERT INTO works (id, uuid, title, kind, complete, created, modified)"
  " SELECT id + $w, uuid, title, kind, 0, created, modified FROM other.works WHERE id = $W",
  "INSERT INTO sources (id, sha256, name, format, bytes, imported, content)"
  " SELECT id + $s, sha256, name, format, bytes, imported, content FROM other.sources"
  " WHERE id IN (SELECT source FROM other.texts WHERE work = $W)",
  "INSERT INTO texts (id, uuid, work, ord, strand, col, key, lang, title, author, origin, rights,"
  " source, passages, modified) SELECT id + $t, uuid, work + $w, ord, strand, col, key, lang,"
  " title, author, origin, rights, source + $s, passages, modified FROM other.texts"
  " WHERE work = $W",
  "INSERT INTO divisions (id, text, parent, level, key, title, first, passages)"
  " SELECT id + $d, text + $t, parent + $d, level, key, title, first, passages"
  " FROM other.divisions WHERE text IN " OF_TEXTS " ORDER BY id",
  "INSERT INTO passages (id, text, ord, division, kind, level, key, content, sentences, spans,"
  " hash) SELECT id + $p, text + $t, ord, division + $d, kind, level, key, content, sentences,"
  " spans, hash FROM other.passages WHERE text IN " OF_TEXTS " ORDER BY id",
  "INSERT INTO passages_fts (rowid, content) SELECT id + $p, content FROM other.passages"
  " WHERE text IN " OF_TEXTS " ORDER BY id",
  "INSERT INTO dates (passage, start, stop, edtf, origin, inferred, text, ord)"
  " SELECT passage + $p, start, stop, edtf, origin, inferred, text + $t, ord FROM other.dates"
  " WHERE passage IN " OF_PASSAGES,
  "INSERT INTO links (id, work, uuid, relation, score, status, kind)"
  " SELECT id + $l, work + $w, uuid, relation, score, status, kind FROM other.links"
  " WHERE work = $W",
  "INSERT INTO link_members (link, passage, sentence) SELECT link + $l, passage + $p, sentence"
  " FROM other.link_members WHERE link IN " OF_LINKS,
  "INSERT INTO temp.merged_registers SELECT t.id, coalesce ((SELECT o.id FROM registers AS o"
  "  WHERE o.uuid = t.uuid), (SELECT o.id FROM registers AS o JOIN sources AS s"
  "  ON s.id = o.source JOIN other.sources AS u ON u.id = t.source AND u.sha256 = s.sha256"
  "  WHERE o.deleted IS NULL ORDER BY o.id LIMIT 1), t.id + $r) FROM other.registers AS t"
  " WHERE t.id IN " OF_REGISTERS,
  "INSERT INTO sources (id, sha256, name, format, bytes, imported, content)"
  " SELECT id + $s, sha256, name, format, bytes, imported, content FROM other.sources"
  " WHERE id IN (SELECT r.source FROM other.registers AS r JOIN temp.merged_registers AS m"
  "  ON m.theirs = r.id AND m.ours = r.id + $r)"
  " AND id NOT IN (SELECT source FROM other.texts WHERE work = $W AND source IS NOT NULL)",
  "INSERT INTO registers (id, uuid, title, source, created, reader) SELECT id + $r, uuid, title,"
  " source + $s, created, reader FROM other.registers JOIN temp.merged_registers AS m"
  " ON m.theirs = id AND m.ours = id + $r",
  "INSERT INTO work_registers (work, register) SELECT $W + $w, ours FROM temp.merged_registers",
  "INSERT INTO temp.merged_entities SELECT t.id, coalesce ((SELECT o.id FROM entities AS o"
  "  WHERE o.uuid = t.uuid), (SELECT o.id FROM entities AS o WHERE o.register = m.ours"
  "  AND o.key = t.key), t.id + $e) FROM other.entities AS t JOIN temp.merged_registers AS m"
  " ON m.theirs = t.register",
  "INSERT INTO entities (id, uuid, register, key, type, dates, created, modified)"
  " SELECT t.id + $e, t.uuid, r.ours, t.key, t.type, t.dates, t.created, t.modified"
  " FROM other.entities AS t JOIN temp.merged_entities AS m ON m.theirs = t.id"
  "  AND m.ours = t.id + $e JOIN temp.merged_registers AS r ON r.theirs = t.register",
  "INSERT INTO entity_names (entity, ord, lang, name, kind, folded) SELECT t.entity + $e, t.ord,"
  " t.lang, t.name, t.kind, t.folded FROM other.entity_names AS t"
  " JOIN temp.merged_entities AS m ON m.theirs = t.entity AND m.ours = t.entity + $e",
  "INSERT INTO entity_descriptions (entity, lang, content) SELECT t.entity + $e, t.lang, t.content"
  " FROM other.entity_descriptions AS t"
  " JOIN temp.merged_entities AS m ON m.theirs = t.entity AND m.ours = t.entity + $e",
  "INSERT INTO entity_identifiers (entity, scheme, value) SELECT t.entity + $e, t.scheme, t.value"
  " FROM other.entity_identifiers AS t"
  " JOIN temp.merged_entities AS m ON m.theirs = t.entity AND m.ours = t.entity + $e",
  "INSERT INTO mentions (id, uuid, passage, text, ord, start, stop, entity, type, origin,"
  " confidence, reference, created, modified) SELECT t.id + $m, t.uuid, t.passage + $p,"
  " t.text + $t, t.ord, t.start, t.stop, m.ours, t.type, t.origin, t.confidence, t.reference,"
  " t.created, t.modified FROM other.mentions AS t LEFT JOIN temp.merged_entities AS m"
  " ON m.theirs = t.entity WHERE t.passage IN " OF_PASSAGES
  " AND (t.entity IS NULL OR m.ours IS NOT NULL)",
  "INSERT INTO refusals (id, uuid, passage, start, stop, created, modified) SELECT id + $f, uuid,"
  " passage + $p, start, stop, created, modified FROM other.refusals"
  " WHERE passage IN " OF_PASSAGES,
  "INSERT INTO name_decisions (id, uuid, work, entity, lang, folded, accepted, created, modified)"
  " SELECT t.id + $n, t.uuid, t.work + $w, m.ours, t.lang, t.folded, t.accepted, t.created,"
  " t.modified FROM other.name_decisions AS t JOIN temp.merged_entities AS m"
  " ON m.theirs = t.entity WHERE t.work = $W",
  "INSERT INTO discoveries (work, register) SELECT work + $w, ours FROM other.discoveries"
  " JOIN temp.merged_registers ON theirs = register WHERE work = $W",
  "INSERT INTO proposals (id, uuid, work, state, type, name, folded, n_mentions, n_texts,"
  " confidence, forms, places, entity, created, modified) SELECT id + $o, uuid, work + $w, state,"
  " type, name, folded, n_mentions, n_texts, confidence, forms, (SELECT json_group_array ("
  "  json_set (p.value, '$[0]', (p.value ->> 0) + $p)) FROM json_each (places) AS p), entity,"
  " created, modified FROM other.proposals WHERE work = $W",
  "INSERT INTO unplaced (id, uuid, text, what, state, subject, quote, ord, passage, start, stop,"
  " details, created, modified) SELECT id + $u, uuid, text + $t, what, state, subject, quote, ord,"
  " passage + $p, start, stop, details, created, modified FROM other.unplaced"
  " WHERE what <> 'bookmark' AND text IN " OF_TEXTS,
  "INSERT INTO warnings_aside (id, uuid, work, kind, entity, other, folded, text, place, created,"
  " modified) SELECT id + $a, uuid, work + $w, kind, entity, other, folded, text, place, created,"
  " modified FROM other.warnings_aside WHERE work = $W",
};

static char *
replace_all (char *text, const char *sign, gint64 number)
{
  g_autofree char *taken = text;
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  g_auto (GStrv) parts = g_strsplit (taken, sign, -1);

  return g_strjoinv (digits, parts);
}

static char *
write_step (const char *step, const gint64 *offsets, gint64 work)
{
  char *sql = replace_all (g_strdup (step), "$W", work);

  for (guint i = 0; i < G_N_ELEMENTS (shifts); i++)
    sql = replace_all (sql, shifts[i].sign, offsets[i]);
  return sql;
}

static gint64
read_offset (TriLibrary *library, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT coalesce (max (id), 0) FROM %s WHERE ?1 = 0",
                                          table);

  return tri_library_ask (library, g_intern_string (sql), 0, 0);
}

/* Its rows and counts are made here. */
static gboolean
copy_work (TriMerge *self, const TriMergeWork *work, GError **error)
{
  g_autoptr (TriTransaction) transaction = tri_library_begin (self->library, error);
  gint64 offsets[G_N_ELEMENTS (shifts)];

  if (!transaction)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (shifts); i++)
    offsets[i] = read_offset (self->library, shifts[i].table);
  for (guint i = 0; i < G_N_ELEMENTS (copy_steps); i++)
    {
      g_autofree char *sql = write_step (copy_steps[i], offsets, work->theirs);

      if (!tri_library_exec (self->library, sql, error)
          || g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
    }
  return tri_library_rebuild_rows (self->library, work->theirs + offsets[0], error)
         && tri_library_recount_mentions (self->library, work->theirs + offsets[0], error)
         && tri_transaction_commit (g_steal_pointer (&transaction), error);
}

/* What a merge before this one left unfinished. */
static gboolean
forget_work (TriMerge *self, const TriMergeWork *work, GError **error)
{
  static const char sql[] = "SELECT id FROM works WHERE uuid = ?1 AND complete = 0";
  gint64 left = tri_merge_ask_time (self->library, sql, work->uuid);

  return left == 0 || tri_library_remove_work (self->library, left, error);
}

static gboolean
attach (TriMerge *self, GError **error)
{
  char *sql = sqlite3_mprintf ("ATTACH %Q AS other", tri_library_get_path (self->other));
  gboolean attached = tri_library_exec (self->library, sql, error);

  sqlite3_free (sql);
  return attached;
}

gboolean
tri_merge_copy_works (TriMerge *self, TriImportLock *lock, GError **error)
{
  gboolean copied;

  if (self->works->len == 0)
    return TRUE;
  if (!tri_import_lock_share (lock, self->library->path, error) || !attach (self, error))
    return FALSE;
  copied = TRUE;
  for (guint i = 0; copied && i < self->works->len; i++)
    {
      const TriMergeWork *work = &g_array_index (self->works, TriMergeWork, i);

      copied = forget_work (self, work, error) && copy_work (self, work, error);
      if (self->options->progress)
        self->options->progress (0.8 * (i + 1) / self->works->len, self->options->user_data);
    }
  return tri_library_exec (self->library, "DETACH other", copied ? error : NULL) && copied;
}

/* --- A work as a row: NULL while nobody sees it */

char *
tri_merge_work_read (TriLibrary *library, const char *uuid, GError **error)
{
  static const char sql[] = "SELECT json_object ('uuid', uuid, 'title', title, 'kind', kind,"
                            " 'deleted', deleted) FROM works"
                            " WHERE uuid = ? AND complete = 1 AND deleted IS NULL";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_library_next (library, statement, error) ? tri_statement_dup_text (statement, 0)
                                                      : NULL;
}

gboolean
tri_merge_work_put (TriLibrary *library, const char *uuid, const char *row, GError **error)
{
  static const char set[] = "UPDATE works SET title = ?1 ->> 'title', kind = ?1 ->> 'kind',"
                            " deleted = NULL, complete = 1, modified = unixepoch ()"
                            " WHERE uuid = ?1 ->> 'uuid'";
  static const char unset[] = "UPDATE works SET deleted = unixepoch () WHERE uuid = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, row ? set : unset, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, row ? row : uuid);
  return tri_library_run (library, statement, error);
}

/* It came with a merge that was undone, not deleted. */
static gboolean
was_undone (TriMerge *self, const char *uuid)
{
  static const char sql[] = "SELECT 1 FROM merge_changes AS c JOIN works AS w ON w.uuid = c.uuid"
                            " WHERE c.uuid = ?1 AND c.kind = 'work' AND c.before IS NULL"
                            " AND w.complete = 1 AND NOT EXISTS (SELECT 1 FROM journal AS j"
                            "  WHERE j.undone = 0 AND instr (j.after, c.batch) > 0)";

  return tri_merge_ask_time (self->library, sql, uuid) != 0;
}

/* One that is here, or that comes whole. */
gboolean
tri_merge_work_is_wanted (TriMerge *self, const char *uuid)
{
  g_autofree char *mine = tri_merge_work_read (self->library, uuid, NULL);

  return mine || tri_merge_brings_work (self, uuid) || was_undone (self, uuid);
}

/* --- A text as a row: what the reader says of it */

char *
tri_merge_text_read (TriLibrary *library, const char *uuid, GError **error)
{
  static const char sql[] = "SELECT json_object ('uuid', t.uuid, 'lang', t.lang, 'title', t.title,"
                            " 'author', t.author) FROM texts AS t JOIN works AS w ON w.id = t.work"
                            " WHERE t.uuid = ? AND w.complete = 1 AND w.deleted IS NULL";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_library_next (library, statement, error) ? tri_statement_dup_text (statement, 0)
                                                      : NULL;
}

gboolean
tri_merge_text_is_wanted (TriMerge *self, const char *uuid)
{
  g_autofree char *mine = tri_merge_text_read (self->library, uuid, NULL);

  return mine != NULL;
}
