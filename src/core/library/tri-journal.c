/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-journal.h"

#include "library/tri-journal-links.h"
#include "library/tri-library-bookmarks.h"

#include <glib/gi18n.h>

/* An act is kept as the rows it touched, before and after: a JSON array of {"table", "uuid",
 * "row"}, row being null where there was none. Undoing puts the rows of `before` back, but only
 * over the rows of `after`: whatever changed them since is not overwritten.
 *
 * Rows are known by their uuid. What says where a row stands in the library at the moment (rowids,
 * ordinals) is looked up again when it is put back. */

typedef struct
{
  const char *name;
  const char *read;   /* ?1: the uuid → the row as JSON */
  const char *write;  /* ?1: the row as JSON */
  const char *remove; /* ?1: the uuid; NULL: rows of this table are never added or removed */
  /* In their place, for what is more than a row. */
  char *(*read_func) (TriLibrary *library, const char *uuid, GError **error);
  gboolean (*put_func) (TriLibrary *library, const char *uuid, const char *row, GError **error);
} Table;

/* Bookmarks find their passages again by key, and keep their rowid if they can. */
static const Table tables[] = {
  [TRI_JOURNAL_BOOKMARKS] = {
      "bookmarks",
      "SELECT json_object("
      "'id', id, 'uuid', uuid, 'work_uuid', work_uuid, 'text_uuid', text_uuid,"
      " 'passage_key', passage_key, 'end_passage_key', end_passage_key,"
      " 'start', start, 'stop', stop, 'whole', whole,"
      " 'quote', quote, 'prefix', prefix, 'suffix', suffix,"
      " 'note', note, 'colour', colour, 'labels', labels, 'scope', scope,"
      " 'created', created, 'modified', modified, 'hash', hash)"
      " FROM bookmarks WHERE uuid = ?1",
      "INSERT INTO bookmarks (id, uuid, work, text, passage, end_passage,"
      " work_uuid, text_uuid, passage_key, end_passage_key, ord, start, stop, whole,"
      " quote, prefix, suffix, note, colour, labels, scope, created, modified, hash)"
      " SELECT"
      " (SELECT r.id WHERE NOT EXISTS (SELECT 1 FROM bookmarks AS b WHERE b.id = r.id)),"
      " r.uuid, coalesce(w.id, 0), coalesce(t.id, 0), p.id, e.id,"
      " r.work_uuid, r.text_uuid, r.passage_key, r.end_passage_key, coalesce(p.ord, 0),"
      " r.start, r.stop, r.whole, r.quote, r.prefix, r.suffix, r.note, r.colour, r.labels,"
      " r.scope, r.created, r.modified, r.hash"
      " FROM (SELECT ?1 ->> 'id' AS id, ?1 ->> 'uuid' AS uuid,"
      "  ?1 ->> 'work_uuid' AS work_uuid, ?1 ->> 'text_uuid' AS text_uuid,"
      "  ?1 ->> 'passage_key' AS passage_key, ?1 ->> 'end_passage_key' AS end_passage_key,"
      "  ?1 ->> 'start' AS start, ?1 ->> 'stop' AS stop, ?1 ->> 'whole' AS whole,"
      "  ?1 ->> 'quote' AS quote, ?1 ->> 'prefix' AS prefix, ?1 ->> 'suffix' AS suffix,"
      "  ?1 ->> 'note' AS note, ?1 ->> 'colour' AS colour, ?1 ->> 'labels' AS labels,"
      "  ?1 ->> 'scope' AS scope, ?1 ->> 'created' AS created, ?1 ->> 'modified' AS modified,"
      "  ?1 ->> 'hash' AS hash) AS r"
      " LEFT JOIN texts AS t ON t.uuid = r.text_uuid"
      " LEFT JOIN works AS w ON w.uuid = r.work_uuid"
      " LEFT JOIN passages AS p ON p.text = t.id AND p.key = r.passage_key"
      " LEFT JOIN passages AS e ON e.text = t.id AND e.key = r.end_passage_key"
      " WHERE true"
      " ON CONFLICT (uuid) DO UPDATE SET work = excluded.work, text = excluded.text,"
      " passage = excluded.passage, end_passage = excluded.end_passage,"
      " work_uuid = excluded.work_uuid, text_uuid = excluded.text_uuid,"
      " passage_key = excluded.passage_key, end_passage_key = excluded.end_passage_key,"
      " ord = excluded.ord, start = excluded.start, stop = excluded.stop, whole = excluded.whole,"
      " quote = excluded.quote, prefix = excluded.prefix, suffix = excluded.suffix,"
      " note = excluded.note, colour = excluded.colour, labels = excluded.labels,"
      " scope = excluded.scope, modified = excluded.modified, hash = excluded.hash",
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
};

/* A row that an act touched. */
typedef struct
{
  const Table *table;
  char *uuid;
  char *row; /* JSON; NULL: there is none */
} Touched;

struct _TriJournal
{
  TriLibrary *library;
  TriTransaction *transaction;
  char *act;
  GArray *before;      /* (element-type Touched) */
  GHashTable *watched; /* "table uuid" of those */
  gint64 entry;        /* that it goes on with, or was written as */
};

static void
clear_touched (gpointer data)
{
  Touched *self = data;

  g_free (self->uuid);
  g_free (self->row);
}

static GArray *
new_touched (void)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (Touched));

  g_array_set_clear_func (rows, clear_touched);
  return rows;
}

/* *row is NULL when there is none. */
static gboolean
read_stored (TriLibrary *library, const Table *table, const char *uuid, char **row, GError **error)
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

static gboolean
read_row (TriLibrary *library, const Table *table, const char *uuid, char **row, GError **error)
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
put_stored (TriLibrary *library, const Touched *touched, GError **error)
{
  const char *sql = touched->row ? touched->table->write : touched->table->remove;
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, touched->row ? touched->row : touched->uuid);
  return tri_library_run (library, statement, error);
}

static gboolean
put_row (TriLibrary *library, const Touched *touched, GError **error)
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
      const Touched *touched = &g_array_index (rows, Touched, i);

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

static const Table *
find_table (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (tables[i].name, name))
      return &tables[i];
  return NULL;
}

static GArray *
read_rows (TriLibrary *library, const char *json, GError **error)
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
      Touched touched = { find_table (tri_statement_get_text (statement, 0)), NULL, NULL };

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
add_watch (TriJournal *self, const Table *table, const char *uuid)
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
  Touched touched = { &tables[table], NULL, NULL };

  if (!add_watch (self, touched.table, uuid))
    return TRUE;
  if (!read_row (self->library, touched.table, uuid, &touched.row, error))
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
      const Touched *before = &g_array_index (self->before, Touched, i);
      Touched touched = { before->table, NULL, NULL };

      if (!read_row (self->library, before->table, before->uuid, &touched.row, error))
        return NULL;
      touched.uuid = g_strdup (before->uuid);
      g_array_append_val (after, touched);
    }
  return g_steal_pointer (&after);
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
    if (g_strcmp0 (g_array_index (before, Touched, i - 1).row,
                   g_array_index (after, Touched, i - 1).row)
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
  g_autoptr (GArray) rows = read_rows (self->library, before, error);

  for (guint i = 0; rows && i < rows->len; i++)
    {
      const Touched *touched = &g_array_index (rows, Touched, i);

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

/* Undo and redo. */

/* The state of an act in the journal. */
enum
{
  DONE,
  UNDONE,
  STUCK, /* its rows were changed since: passed over */
};

static const char last_done[] = "SELECT id, act, before, after FROM journal"
                                " WHERE undone = 0 ORDER BY id DESC LIMIT 1";
static const char first_undone[] = "SELECT id, act, after, before FROM journal"
                                   " WHERE undone = 1 ORDER BY id LIMIT 1";

/* An act and what is to stand where. */
typedef struct
{
  gint64 id;
  char *act;
  char *wanted;
  char *expected;
} Entry;

static void
clear_entry (Entry *self)
{
  g_clear_pointer (&self->act, g_free);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->expected, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, clear_entry)

static gboolean
read_entry (TriLibrary *library, const char *sql, Entry *entry, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement || !tri_library_next (library, statement, error))
    return FALSE;
  entry->id = sqlite3_column_int64 (statement, 0);
  entry->act = tri_statement_dup_text (statement, 1);
  entry->wanted = tri_statement_dup_text (statement, 2);
  entry->expected = tri_statement_dup_text (statement, 3);
  return TRUE;
}

/* Rows are the same though they have another rowid. */
static gboolean
is_same_row (TriLibrary *library, const char *row, const char *other)
{
  static const char sql[] = "SELECT json_remove(?1, '$.id') = json_remove(?2, '$.id')";
  g_autoptr (TriStatement) statement = NULL;

  if (!row || !other)
    return row == other;
  statement = tri_library_prepare (library, sql, NULL);
  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, row);
  tri_statement_bind_text (statement, 2, other);
  return tri_library_next (library, statement, NULL) && sqlite3_column_int (statement, 0);
}

static gboolean
check_unchanged (TriLibrary *library, GArray *expected, gboolean *unchanged, GError **error)
{
  *unchanged = TRUE;
  for (guint i = 0; i < expected->len; i++)
    {
      const Touched *touched = &g_array_index (expected, Touched, i);
      g_autofree char *now = NULL;

      if (!read_row (library, touched->table, touched->uuid, &now, error))
        return FALSE;
      *unchanged = *unchanged && is_same_row (library, now, touched->row);
    }
  return TRUE;
}

static gboolean
set_state (TriLibrary *library, gint64 entry, int state, GError **error)
{
  static const char sql[] = "UPDATE journal SET undone = ? WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int (statement, 1, state);
  sqlite3_bind_int64 (statement, 2, entry);
  return tri_library_run (library, statement, error);
}

/* Whether what the rows tie is still there. */
static gboolean
check_ties (TriLibrary *library, GArray *wanted)
{
  for (guint i = 0; i < wanted->len; i++)
    {
      const Touched *touched = &g_array_index (wanted, Touched, i);

      if (touched->row
          && touched->table == &tables[TRI_JOURNAL_LINKS]
          && !tri_journal_links_can_put (library, touched->row))
        return FALSE;
    }
  return TRUE;
}

/* What links say is seen in the rows of the display. */
static gboolean
settle (TriLibrary *library, GArray *wanted, GArray *expected, GError **error)
{
  GArray *const sides[] = { wanted, expected };
  g_autoptr (GArray) passages = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 work = 0;

  for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
    for (guint i = 0; i < sides[side]->len; i++)
      {
        const Touched *touched = &g_array_index (sides[side], Touched, i);

        if (touched->row && touched->table == &tables[TRI_JOURNAL_LINKS])
          tri_journal_links_collect (library, touched->row, &work, passages);
        else if (side == 0
                 && touched->table == &tables[TRI_JOURNAL_STATUSES]
                 && !tri_journal_statuses_settle (library, touched->uuid, error))
          return FALSE;
      }
  return passages->len == 0 || tri_journal_links_settle (library, work, passages, error);
}

/* Puts the wanted rows in the place of the expected ones; *stuck when others stand there. */
static gboolean
apply_entry (TriLibrary *library, const Entry *entry, gboolean *stuck, GError **error)
{
  g_autoptr (GArray) wanted = read_rows (library, entry->wanted, error);
  g_autoptr (GArray) expected = wanted ? read_rows (library, entry->expected, error) : NULL;
  gboolean unchanged;

  if (!expected || !check_unchanged (library, expected, &unchanged, error))
    return FALSE;
  unchanged = unchanged && check_ties (library, wanted);
  *stuck = !unchanged;
  for (guint i = 0; unchanged && i < wanted->len; i++)
    if (!put_row (library, &g_array_index (wanted, Touched, i), error))
      return FALSE;
  return !unchanged || settle (library, wanted, expected, error);
}

static char *
step (TriLibrary *library, const char *sql, int state, GError **error)
{
  g_autoptr (TriTransaction) transaction = tri_library_begin (library, error);
  g_auto (Entry) entry = { 0 };
  gboolean stuck = FALSE;

  if (!transaction || !read_entry (library, sql, &entry, error)
      || !apply_entry (library, &entry, &stuck, error)
      || !set_state (library, entry.id, stuck ? STUCK : state, error)
      || !tri_transaction_commit (g_steal_pointer (&transaction), error))
    return NULL;
  if (!stuck)
    return g_steal_pointer (&entry.act);
  g_set_error_literal (error,
                       TRI_ERROR,
                       TRI_ERROR_FAILED,
                       state == UNDONE
                           ? _ ("This cannot be undone: it has been changed again since, perhaps "
                                "in another window. Nothing was overwritten.")
                           : _ ("This cannot be done again: it has been changed since, perhaps in "
                                "another window. Nothing was overwritten."));
  return NULL;
}

/**
 * tri_library_undo:
 *
 * Takes back the reader's last act in this library, whichever window or program it was done in,
 * however long ago. When the rows it touched were changed since by something that is no act,
 * nothing is overwritten: it is an error, and the act is passed over from then on.
 *
 * Returns: (transfer full) (nullable): the act that was undone; %NULL without @error when there is
 * none
 */
char *
tri_library_undo (TriLibrary *self, GError **error)
{
  return step (self, last_done, UNDONE, error);
}

/**
 * tri_library_redo:
 *
 * Does again what was undone last. A new act ends that.
 *
 * Returns: (transfer full) (nullable): the act; %NULL without @error when there is none
 */
char *
tri_library_redo (TriLibrary *self, GError **error)
{
  return step (self, first_undone, DONE, error);
}

char *
tri_library_peek_undo (TriLibrary *self)
{
  g_auto (Entry) entry = { 0 };

  return read_entry (self, last_done, &entry, NULL) ? g_steal_pointer (&entry.act) : NULL;
}

char *
tri_library_peek_redo (TriLibrary *self)
{
  g_auto (Entry) entry = { 0 };

  return read_entry (self, first_undone, &entry, NULL) ? g_steal_pointer (&entry.act) : NULL;
}
