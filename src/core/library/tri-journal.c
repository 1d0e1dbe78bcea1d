/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-journal.h"

#include "library/tri-journal-entities.h"
#include "library/tri-journal-links.h"
#include "library/tri-journal-private.h"
#include "library/tri-mark-words.h"
#include "library/tri-merge-private.h"
#include "library/tri-library-visits.h"
#include "library/tri-proposal-store.h"
#include "library/tri-register-stage.h"
#include "library/tri-text-version.h"
#include "library/tri-work-texts.h"

/* An act is kept as the rows it touched, before and after: a JSON array of {"table", "uuid",
 * "row"}, row being null where there was none. Undoing puts the rows of `before` back, but only
 * over the rows of `after`: whatever changed them since is not overwritten.
 *
 * Rows are known by their uuid. What says where a row stands in the library at the moment (rowids,
 * ordinals) is looked up again when it is put back. */

/* Of so many marks an act writes the words itself, which are then found at once; the others are
 * left to the worker (tri_library_refresh_marks()). */
#define MAX_SETTLED 50

/* Bookmarks find their passages again by key, and keep their rowid if they can. */
static const TriJournalKind tables[] = {
  [TRI_JOURNAL_BOOKMARKS] = {
      "bookmarks",
      "SELECT json_object("
      "'id', id, 'uuid', uuid, 'work_uuid', work_uuid, 'text_uuid', text_uuid,"
      " 'passage_key', passage_key, 'end_passage_key', end_passage_key,"
      " 'start', start, 'stop', stop, 'whole', whole,"
      " 'quote', quote, 'prefix', prefix, 'suffix', suffix,"
      " 'note', note, 'colour', colour, 'labels', labels, 'scope', scope,"
      " 'created', created, 'modified', modified, 'hash', hash, 'anchor', anchor,"
      " 'kind', kind, 'style', style, 'letter', letter, 'part_of', part_of, 'part', part)"
      " FROM bookmarks WHERE uuid = ?1",
      "INSERT INTO bookmarks (id, uuid, work, text, passage, end_passage,"
      " work_uuid, text_uuid, passage_key, end_passage_key, ord, start, stop, whole,"
      " quote, prefix, suffix, note, colour, labels, scope, created, modified, hash, anchor,"
      " kind, style, letter, part_of, part)"
      " SELECT"
      " (SELECT r.id WHERE NOT EXISTS (SELECT 1 FROM bookmarks AS b WHERE b.id = r.id)),"
      " r.uuid, coalesce(w.id, 0), coalesce(t.id, 0), p.id, e.id,"
      " r.work_uuid, r.text_uuid, r.passage_key, r.end_passage_key, coalesce(p.ord, 0),"
      " r.start, r.stop, r.whole, r.quote, r.prefix, r.suffix, r.note, r.colour, r.labels,"
      " r.scope, r.created, r.modified, r.hash, r.anchor, r.kind, r.style, r.letter, r.part_of,"
      " r.part"
      " FROM (SELECT ?1 ->> 'id' AS id, ?1 ->> 'uuid' AS uuid,"
      "  ?1 ->> 'work_uuid' AS work_uuid, ?1 ->> 'text_uuid' AS text_uuid,"
      "  ?1 ->> 'passage_key' AS passage_key, ?1 ->> 'end_passage_key' AS end_passage_key,"
      "  ?1 ->> 'start' AS start, ?1 ->> 'stop' AS stop, ?1 ->> 'whole' AS whole,"
      "  ?1 ->> 'quote' AS quote, ?1 ->> 'prefix' AS prefix, ?1 ->> 'suffix' AS suffix,"
      "  ?1 ->> 'note' AS note, ?1 ->> 'colour' AS colour, ?1 ->> 'labels' AS labels,"
      "  ?1 ->> 'scope' AS scope, ?1 ->> 'created' AS created, ?1 ->> 'modified' AS modified,"
      "  ?1 ->> 'hash' AS hash, coalesce (?1 ->> 'anchor', 0) AS anchor,"
      "  coalesce (?1 ->> 'kind', 0) AS kind, coalesce (?1 ->> 'style', 0) AS style,"
      "  coalesce (?1 ->> 'letter', '') AS letter, coalesce (?1 ->> 'part_of', '') AS part_of,"
      "  coalesce (?1 ->> 'part', 0) AS part) AS r"
      " LEFT JOIN texts AS t ON t.uuid = r.text_uuid"
      " LEFT JOIN works AS w ON w.uuid = r.work_uuid"
      " LEFT JOIN passages AS p ON p.text = t.id AND p.key = r.passage_key AND r.anchor < 2"
      " LEFT JOIN passages AS e ON e.text = t.id AND e.key = r.end_passage_key AND r.anchor < 2"
      " WHERE true"
      " ON CONFLICT (uuid) DO UPDATE SET work = excluded.work, text = excluded.text,"
      " passage = excluded.passage, end_passage = excluded.end_passage,"
      " work_uuid = excluded.work_uuid, text_uuid = excluded.text_uuid,"
      " passage_key = excluded.passage_key, end_passage_key = excluded.end_passage_key,"
      " ord = excluded.ord, start = excluded.start, stop = excluded.stop, whole = excluded.whole,"
      " quote = excluded.quote, prefix = excluded.prefix, suffix = excluded.suffix,"
      " note = excluded.note, colour = excluded.colour, labels = excluded.labels,"
      " scope = excluded.scope, modified = excluded.modified, hash = excluded.hash,"
      " anchor = excluded.anchor, kind = excluded.kind, style = excluded.style,"
      " letter = excluded.letter, part_of = excluded.part_of, part = excluded.part",
      "DELETE FROM bookmarks WHERE uuid = ?1",
  },
  [TRI_JOURNAL_WORKS] = {
      "works",
      "SELECT json_object("
      "'uuid', uuid, 'title', title, 'kind', kind, 'deleted', deleted)"
      " FROM works WHERE uuid = ?1",
      "UPDATE works SET title = ?1 ->> 'title', kind = ?1 ->> 'kind',"
      " deleted = ?1 ->> 'deleted', modified = unixepoch() WHERE uuid = ?1 ->> 'uuid'",
      NULL,
  },
  [TRI_JOURNAL_TEXTS] = {
      "texts",
      "SELECT json_object("
      "'uuid', uuid, 'lang', lang, 'title', title, 'author', author)"
      " FROM texts WHERE uuid = ?1",
      "UPDATE texts SET lang = ?1 ->> 'lang', title = ?1 ->> 'title',"
      " author = ?1 ->> 'author', modified = unixepoch() WHERE uuid = ?1 ->> 'uuid'",
      NULL,
  },
  [TRI_JOURNAL_LINKS] = {
      "links",
      .read_func = tri_journal_links_read,
      .put_func = tri_journal_links_put,
  },
  [TRI_JOURNAL_STATUSES] = {
      "statuses",
      .read_func = tri_journal_statuses_read,
      .put_func = tri_journal_statuses_put,
  },
  [TRI_JOURNAL_ENTITIES] = {
      "entities",
      .read_func = tri_journal_entities_read,
      .put_func = tri_journal_entities_put,
  },
  [TRI_JOURNAL_NAME_DECISIONS] = {
      "name_decisions",
      "SELECT json_object("
      "'uuid', d.uuid, 'work', w.uuid, 'entity', e.uuid, 'lang', d.lang, 'folded', d.folded,"
      " 'accepted', d.accepted, 'created', d.created)"
      " FROM name_decisions AS d JOIN works AS w ON w.id = d.work"
      " JOIN entities AS e ON e.id = d.entity WHERE d.uuid = ?1",
      "INSERT INTO name_decisions (uuid, work, entity, lang, folded, accepted, created, modified)"
      " SELECT ?1 ->> 'uuid', w.id, e.id, ?1 ->> 'lang', ?1 ->> 'folded', ?1 ->> 'accepted',"
      " ?1 ->> 'created', unixepoch ()"
      " FROM works AS w JOIN entities AS e"
      " WHERE w.uuid = ?1 ->> 'work' AND e.uuid = ?1 ->> 'entity'"
      " ON CONFLICT (uuid) DO UPDATE SET entity = excluded.entity,"
      " accepted = excluded.accepted, modified = excluded.modified",
      "DELETE FROM name_decisions WHERE uuid = ?1",
  },
  [TRI_JOURNAL_PLACES] = {
      "places",
      .read_func = tri_journal_places_read,
      .put_func = tri_journal_places_put,
  },
  [TRI_JOURNAL_PROPOSALS] = {
      "proposals",
      .read_func = tri_journal_proposals_read,
      .put_func = tri_journal_proposals_put,
  },
  /* One that is removed is hidden; in how many works it is used must not change behind the act. */
  [TRI_JOURNAL_REGISTERS] = {
      "registers",
      "SELECT json_object ('uuid', uuid, 'title', title, 'works',"
      " (SELECT count (*) FROM work_registers WHERE register = id))"
      " FROM registers WHERE uuid = ?1 AND deleted IS NULL",
      "UPDATE registers SET title = ?1 ->> 'title', deleted = NULL WHERE uuid = ?1 ->> 'uuid'",
      "UPDATE registers SET deleted = unixepoch () WHERE uuid = ?1",
  },
  [TRI_JOURNAL_ATTACHMENTS] = {
      "attachments",
      .read_func = tri_journal_attachment_read,
      .put_func = tri_journal_attachment_put,
  },
  [TRI_JOURNAL_BATCHES] = {
      "batches",
      .read_func = tri_journal_batch_read,
      .put_func = tri_journal_batch_put,
  },
  [TRI_JOURNAL_VERSIONS] = {
      "versions",
      .read_func = tri_journal_version_read,
      .put_func = tri_journal_version_put,
  },
  [TRI_JOURNAL_UNPLACED] = {
      "unplaced",
      "SELECT json_object ('uuid', u.uuid, 'text', t.uuid, 'what', u.what, 'state', u.state,"
      " 'subject', u.subject, 'quote', u.quote, 'ord', u.ord, 'passage', p.key,"
      " 'start', u.start, 'stop', u.stop, 'details', u.details, 'created', u.created)"
      " FROM unplaced AS u JOIN texts AS t ON t.id = u.text"
      " LEFT JOIN passages AS p ON p.id = u.passage WHERE u.uuid = ?1",
      "INSERT INTO unplaced (uuid, text, what, state, subject, quote, ord, passage, start, stop,"
      " details, created, modified)"
      " SELECT ?1 ->> 'uuid', t.id, ?1 ->> 'what', ?1 ->> 'state', ?1 ->> 'subject',"
      " ?1 ->> 'quote', ?1 ->> 'ord', p.id, ?1 ->> 'start', ?1 ->> 'stop', ?1 ->> 'details',"
      " ?1 ->> 'created', unixepoch () FROM texts AS t"
      " LEFT JOIN passages AS p ON p.text = t.id AND p.key = ?1 ->> 'passage'"
      " WHERE t.uuid = ?1 ->> 'text' ON CONFLICT DO NOTHING",
      "DELETE FROM unplaced WHERE uuid = ?1",
  },
  [TRI_JOURNAL_WARNINGS] = {
      "warnings_aside",
      "SELECT json_object ('uuid', a.uuid, 'work', w.uuid, 'kind', a.kind, 'entity', a.entity,"
      " 'other', a.other, 'folded', a.folded, 'text', a.text, 'place', a.place,"
      " 'created', a.created)"
      " FROM warnings_aside AS a JOIN works AS w ON w.id = a.work WHERE a.uuid = ?1",
      "INSERT INTO warnings_aside (uuid, work, kind, entity, other, folded, text, place, created,"
      " modified)"
      " SELECT ?1 ->> 'uuid', w.id, ?1 ->> 'kind', ?1 ->> 'entity', ?1 ->> 'other',"
      " ?1 ->> 'folded', ?1 ->> 'text', ?1 ->> 'place', ?1 ->> 'created', unixepoch ()"
      " FROM works AS w WHERE w.uuid = ?1 ->> 'work'"
      " ON CONFLICT DO NOTHING",
      "DELETE FROM warnings_aside WHERE uuid = ?1",
  },
  [TRI_JOURNAL_MERGES] = {
      "merges",
      .read_func = tri_journal_merge_read,
      .put_func = tri_journal_merge_put,
  },
  [TRI_JOURNAL_MERGE_CONFLICTS] = {
      "merge_conflicts",
      "SELECT json_object ('uuid', uuid, 'decided', decided) FROM merge_conflicts WHERE uuid = ?1",
      "UPDATE merge_conflicts SET decided = ?1 ->> 'decided' WHERE uuid = ?1 ->> 'uuid'",
      NULL,
  },
  [TRI_JOURNAL_SHEETS] = {
      "sheets",
      "SELECT json_object ('uuid', uuid, 'title', title, 'languages', languages,"
      " 'created', created, 'modified', modified) FROM sheets WHERE uuid = ?1",
      "INSERT INTO sheets (uuid, title, languages, created, modified)"
      " VALUES (?1 ->> 'uuid', ?1 ->> 'title', ?1 ->> 'languages', ?1 ->> 'created', unixepoch ())"
      " ON CONFLICT (uuid) DO UPDATE SET title = excluded.title,"
      " languages = excluded.languages, modified = excluded.modified",
      "DELETE FROM sheets WHERE uuid = ?1",
  },
  [TRI_JOURNAL_SEARCHES] = {
      "searches",
      "SELECT json_object ('uuid', uuid, 'title', title, 'query', query, 'options', options,"
      " 'created', created, 'modified', modified) FROM searches WHERE uuid = ?1",
      "INSERT INTO searches (uuid, title, query, options, created, modified)"
      " VALUES (?1 ->> 'uuid', ?1 ->> 'title', ?1 ->> 'query', ?1 ->> 'options',"
      " ?1 ->> 'created', unixepoch ())"
      " ON CONFLICT (uuid) DO UPDATE SET title = excluded.title, query = excluded.query,"
      " options = excluded.options, modified = excluded.modified",
      "DELETE FROM searches WHERE uuid = ?1",
  },
  /* What is kept of a mark follows the mark, whoever undoes what. */
  [TRI_JOURNAL_SHEET_ITEMS] = {
      "sheet_items",
      "SELECT json_object ('uuid', uuid, 'sheet', sheet, 'position', position,"
      " 'bookmark', bookmark, 'text', text, 'languages', languages, 'created', created,"
      " 'modified', modified,"
      " 'kept', json_object ('quote', quote, 'lang', lang, 'place', place))"
      " FROM sheet_items WHERE uuid = ?1",
      "INSERT INTO sheet_items (uuid, sheet, position, bookmark, text, languages, quote, lang,"
      " place, created, modified)"
      " VALUES (?1 ->> 'uuid', ?1 ->> 'sheet', ?1 ->> 'position', ?1 ->> 'bookmark',"
      " ?1 ->> 'text', ?1 ->> 'languages', coalesce ((SELECT quote FROM bookmarks"
      "  WHERE uuid = ?1 ->> 'bookmark'), ?1 ->> '$.kept.quote'), ?1 ->> '$.kept.lang',"
      " ?1 ->> '$.kept.place', ?1 ->> 'created', unixepoch ())"
      " ON CONFLICT (uuid) DO UPDATE SET sheet = excluded.sheet, position = excluded.position,"
      " bookmark = excluded.bookmark, text = excluded.text, languages = excluded.languages,"
      " modified = excluded.modified",
      "DELETE FROM sheet_items WHERE uuid = ?1",
  },
  [TRI_JOURNAL_WORK_TEXTS] = {
      "work_texts",
      .read_func = tri_work_texts_read,
      .put_func = tri_work_texts_put,
  },
  [TRI_JOURNAL_IMPORTS] = {
      "imports",
      "SELECT json_object ('uuid', uuid) FROM works"
      " WHERE uuid = ?1 AND complete = 1 AND deleted IS NULL",
      "UPDATE works SET deleted = NULL, modified = unixepoch () WHERE uuid = ?1 ->> 'uuid'",
      "UPDATE works SET deleted = unixepoch (), modified = unixepoch () WHERE uuid = ?1",
  },
  [TRI_JOURNAL_VISITS] = {
      "visits",
      .read_func = tri_visits_read,
      .put_func = tri_visits_put,
  },
};

struct _TriJournal
{
  TriLibrary *library;
  TriTransaction *transaction;
  char *act;
  GArray *before;      /* (element-type TriJournalRow) */
  GHashTable *watched; /* "table uuid" of those */
  gint64 entry;        /* that it goes on with, or was written as */
};

static void
clear_touched (gpointer data)
{
  TriJournalRow *self = data;

  g_free (self->uuid);
  g_free (self->row);
}

static GArray *
new_touched (void)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (TriJournalRow));

  g_array_set_clear_func (rows, clear_touched);
  return rows;
}

/* *row is NULL when there is none. */
static gboolean
read_stored (TriLibrary *library,
             const TriJournalKind *table,
             const char *uuid,
             char **row,
             GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, table->read, error);
  g_autoptr (GError) failed = NULL;

  *row = NULL;
  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  if (tri_library_next (library, statement, &failed))
    *row = tri_statement_dup_text (statement, 0);
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

gboolean
tri_journal_read_row (TriLibrary *library,
                      const TriJournalKind *table,
                      const char *uuid,
                      char **row,
                      GError **error)
{
  GError *failed = NULL;

  if (!table->read_func)
    return read_stored (library, table, uuid, row, error);
  *row = table->read_func (library, uuid, &failed);
  if (!failed)
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}

static gboolean
put_stored (TriLibrary *library, const TriJournalRow *touched, GError **error)
{
  const char *sql = touched->row ? touched->table->write : touched->table->remove;
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, touched->row ? touched->row : touched->uuid);
  return tri_library_run (library, statement, error);
}

gboolean
tri_journal_put_row (TriLibrary *library, const TriJournalRow *touched, GError **error)
{
  if (touched->table->put_func)
    return touched->table->put_func (library, touched->uuid, touched->row, error);
  return put_stored (library, touched, error);
}

static char *
write_rows (GArray *rows)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < rows->len; i++)
    {
      const TriJournalRow *touched = &g_array_index (rows, TriJournalRow, i);

      g_string_append_printf (json,
                              "%s{\"table\":\"%s\",\"uuid\":\"%s\",\"row\":%s}",
                              i ? "," : "",
                              touched->table->name,
                              touched->uuid,
                              touched->row ? touched->row : "null");
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

const TriJournalKind *
tri_journal_get_table (TriJournalTable table)
{
  return &tables[table];
}

static const TriJournalKind *
find_table (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (tables[i].name, name))
      return &tables[i];
  return NULL;
}

GArray *
tri_journal_read_rows (TriLibrary *library, const char *json, GError **error)
{
  static const char sql[] = "SELECT value ->> 'table', value ->> 'uuid', value ->> 'row'"
                            " FROM json_each(?1) ORDER BY key";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GArray) rows = new_touched ();
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, json);
  while (tri_library_next (library, statement, &failed))
    {
      TriJournalRow touched = { find_table (tri_statement_get_text (statement, 0)), NULL, NULL };

      if (!touched.table)
        continue;
      touched.uuid = tri_statement_dup_text (statement, 1);
      touched.row = tri_statement_dup_text (statement, 2);
      g_array_append_val (rows, touched);
    }
  if (!failed)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/**
 * tri_journal_begin:
 * @act: what the reader does, "noun.verb"
 *
 * Begins an act. Next comes tri_journal_watch() for each row that it will add, change or remove,
 * then the changes themselves, then tri_journal_commit().
 *
 * Returns: (transfer full): the act; %NULL when the library cannot be written
 */
TriJournal *
tri_journal_begin (TriLibrary *library, const char *act, GError **error)
{
  g_autoptr (TriTransaction) transaction = tri_library_begin (library, error);
  TriJournal *self;

  if (!transaction)
    return NULL;
  self = g_new0 (TriJournal, 1);
  self->library = library;
  self->transaction = g_steal_pointer (&transaction);
  self->act = g_strdup (act);
  self->before = new_touched ();
  self->watched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
tri_journal_free (TriJournal *self)
{
  if (self->transaction)
    tri_transaction_rollback (self->transaction);
  g_free (self->act);
  g_array_unref (self->before);
  g_hash_table_unref (self->watched);
  g_free (self);
}

/* FALSE when it is watched already. */
static gboolean
add_watch (TriJournal *self, const TriJournalKind *table, const char *uuid)
{
  return g_hash_table_add (self->watched, g_strconcat (table->name, " ", uuid, NULL));
}

/**
 * tri_journal_watch:
 * @uuid: of a row that is there, or will be
 *
 * Notes a row before it is changed; a second time does no harm.
 */
gboolean
tri_journal_watch (TriJournal *self, TriJournalTable table, const char *uuid, GError **error)
{
  TriJournalRow touched = { &tables[table], NULL, NULL };

  if (!add_watch (self, touched.table, uuid))
    return TRUE;
  if (!tri_journal_read_row (self->library, touched.table, uuid, &touched.row, error))
    return FALSE;
  touched.uuid = g_strdup (uuid);
  g_array_append_val (self->before, touched);
  return TRUE;
}

static GArray *
read_after (TriJournal *self, GError **error)
{
  g_autoptr (GArray) after = new_touched ();

  for (guint i = 0; i < self->before->len; i++)
    {
      const TriJournalRow *before = &g_array_index (self->before, TriJournalRow, i);
      TriJournalRow touched = { before->table, NULL, NULL };

      if (!tri_journal_read_row (self->library, before->table, before->uuid, &touched.row, error))
        return NULL;
      touched.uuid = g_strdup (before->uuid);
      g_array_append_val (after, touched);
    }
  return g_steal_pointer (&after);
}

gboolean
tri_journal_settle_marks (TriLibrary *library, const GArray *before, GError **error)
{
  guint n = 0;

  for (guint i = 0; i < before->len; i++)
    {
      const TriJournalRow *touched = &g_array_index (before, TriJournalRow, i);

      if (touched->table != &tables[TRI_JOURNAL_BOOKMARKS] || n++ >= MAX_SETTLED)
        continue;
      if (!tri_mark_words_settle (library, touched->uuid, error)
          || (touched->row && !tri_mark_words_forget (library, touched->row, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_entry (TriJournal *self, const char *before, const char *after, GError **error)
{
  static const char sql[] = "INSERT INTO journal (uuid, act, created, before, after)"
                            " VALUES (?, ?, unixepoch(), ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  g_autofree char *uuid = g_uuid_string_random ();

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  tri_statement_bind_text (statement, 2, self->act);
  tri_statement_bind_text (statement, 3, before);
  tri_statement_bind_text (statement, 4, after);
  if (!tri_library_run (self->library, statement, error))
    return FALSE;
  self->entry = sqlite3_last_insert_rowid (self->library->db);
  return TRUE;
}

static gboolean
rewrite_entry (TriJournal *self, const char *before, const char *after, GError **error)
{
  static const char sql[] = "UPDATE journal SET before = ?, after = ? WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, before);
  tri_statement_bind_text (statement, 2, after);
  sqlite3_bind_int64 (statement, 3, self->entry);
  return tri_library_run (self->library, statement, error);
}

/* What was watched and did not change is no part of the act. */
static void
drop_unchanged (GArray *before, GArray *after)
{
  for (guint i = before->len; i > 0; i--)
    if (g_strcmp0 (g_array_index (before, TriJournalRow, i - 1).row,
                   g_array_index (after, TriJournalRow, i - 1).row)
        == 0)
      {
        g_array_remove_index (before, i - 1);
        g_array_remove_index (after, i - 1);
      }
}

/* An act that changed nothing is none: there is nothing to undo, and what was undone before can
 * still be done again. */
static gboolean
record (TriJournal *self, GError **error)
{
  g_autoptr (GArray) rows = read_after (self, error);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (!rows)
    return FALSE;
  if (!tri_journal_settle_marks (self->library, self->before, error))
    return FALSE;
  drop_unchanged (self->before, rows);
  before = write_rows (self->before);
  after = write_rows (rows);
  if (self->entry)
    return rewrite_entry (self, before, after, error);
  if (rows->len == 0)
    return TRUE;
  return tri_library_exec (self->library,
                           "DELETE FROM journal WHERE undone = 1",
                           error)
         && write_entry (self, before, after, error);
}

/**
 * tri_journal_commit:
 *
 * Ends the act: it is on disk when this returns %TRUE. What had been undone before cannot be done
 * again any more.
 */
gboolean
tri_journal_commit (TriJournal *self, GError **error)
{
  return record (self,
                 error)
         && tri_transaction_commit (g_steal_pointer (&self->transaction), error);
}

gint64
tri_journal_get_entry (TriJournal *self)
{
  return self->entry;
}

static gboolean
take_entry (TriJournal *self, const char *before, GError **error)
{
  g_autoptr (GArray) rows = tri_journal_read_rows (self->library, before, error);

  for (guint i = 0; rows && i < rows->len; i++)
    {
      const TriJournalRow *touched = &g_array_index (rows, TriJournalRow, i);

      add_watch (self, touched->table, touched->uuid);
    }
  if (!rows)
    return FALSE;
  g_array_unref (self->before);
  self->before = g_steal_pointer (&rows);
  return TRUE;
}

TriJournal *
tri_journal_resume (TriLibrary *library, gint64 entry, GError **error)
{
  static const char sql[] = "SELECT id, act, before FROM journal WHERE undone = 0"
                            " AND act GLOB 'link.*' AND EXISTS"
                            "  (SELECT 1 FROM journal WHERE id = ? AND undone = 0)"
                            " ORDER BY id DESC LIMIT 1";
  g_autoptr (TriJournal) self = tri_journal_begin (library, "", error);
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!self || !statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, entry);
  if (!tri_library_next (library, statement, error))
    return NULL;
  self->entry = sqlite3_column_int64 (statement, 0);
  g_free (self->act);
  self->act = tri_statement_dup_text (statement, 1);
  if (!take_entry (self, tri_statement_get_text (statement, 2), error))
    return NULL;
  return g_steal_pointer (&self);
}
