/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-journal-entities.h"
#include "library/tri-journal-links.h"
#include "library/tri-journal-private.h"
#include "library/tri-library-bookmarks.h"

#include <glib/gi18n.h>
#include <string.h>

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

/* Rows are the same though they have another rowid or were written at another time (undoing the
 * merge of a register puts entities back), and though the linker went over them, or what a sheet
 * keeps of a mark followed it. */
static gboolean
is_same_row (TriLibrary *library, const char *row, const char *other)
{
  static const char sql[] = "SELECT json_remove (?1, '$.id', '$.linked', '$.modified', '$.anchor',"
                            " '$.kept') = json_remove (?2, '$.id', '$.linked', '$.modified',"
                            " '$.anchor', '$.kept')";
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
      const TriJournalRow *touched = &g_array_index (expected, TriJournalRow, i);
      g_autofree char *now = NULL;

      if (!tri_journal_read_row (library, touched->table, touched->uuid, &now, error))
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
      const TriJournalRow *touched = &g_array_index (wanted, TriJournalRow, i);

      if (touched->row
          && touched->table == tri_journal_get_table (TRI_JOURNAL_LINKS)
          && !tri_journal_links_can_put (library, touched->row))
        return FALSE;
    }
  return TRUE;
}

/* Whom the linker named meanwhile where something else is put. */
static GHashTable *
list_named (TriLibrary *library, GArray *wanted)
{
  GHashTable *entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < wanted->len; i++)
    {
      const TriJournalRow *touched = &g_array_index (wanted, TriJournalRow, i);

      if (touched->table == tri_journal_get_table (TRI_JOURNAL_PLACES))
        tri_journal_places_collect_at (library, touched->uuid, entities);
    }
  return entities;
}

/* Who is named where is counted; @entities are to be counted in any case. */
static gboolean
settle_names (TriLibrary *library,
              GArray *wanted,
              GArray *expected,
              GHashTable *entities,
              GError **error)
{
  GArray *const sides[] = { wanted, expected };

  for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
    for (guint i = 0; i < sides[side]->len; i++)
      {
        const TriJournalRow *touched = &g_array_index (sides[side], TriJournalRow, i);

        if (touched->table == tri_journal_get_table (TRI_JOURNAL_PLACES))
          tri_journal_places_collect (library, touched->row, entities);
      }
  return tri_journal_places_settle (library, entities, error);
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
        const TriJournalRow *touched = &g_array_index (sides[side], TriJournalRow, i);

        if (touched->row && touched->table == tri_journal_get_table (TRI_JOURNAL_LINKS))
          tri_journal_links_collect (library, touched->row, &work, passages);
        else if (side == 0
                 && touched->table == tri_journal_get_table (TRI_JOURNAL_STATUSES)
                 && !tri_journal_statuses_settle (library, touched->uuid, error))
          return FALSE;
      }
  return passages->len == 0 || tri_journal_links_settle (library, work, passages, error);
}

/* Puts the wanted rows in the place of the expected ones; *stuck when others stand there. */
static gboolean
apply_entry (TriLibrary *library, const Entry *entry, gboolean *stuck, GError **error)
{
  g_autoptr (GArray) wanted = tri_journal_read_rows (library, entry->wanted, error);
  g_autoptr (GArray) expected = NULL;
  g_autoptr (GHashTable) named = NULL;
  gboolean unchanged;

  if (wanted)
    expected = tri_journal_read_rows (library, entry->expected, error);
  if (!expected || !check_unchanged (library, expected, &unchanged, error))
    return FALSE;
  unchanged = unchanged && check_ties (library, wanted);
  *stuck = !unchanged;
  named = list_named (library, wanted);
  for (guint i = 0; unchanged && i < wanted->len; i++)
    if (!tri_journal_put_row (library, &g_array_index (wanted, TriJournalRow, i), error))
      return FALSE;
  return !unchanged
         || (tri_journal_settle_marks (library, expected, error)
             && settle (library, wanted, expected, error)
             && settle_names (library, wanted, expected, named, error));
}

/* Which acts are meant: those behind @since whose names begin with @prefix. */
typedef struct
{
  gint64 since;
  const char *prefix;
} Range;

static const Range everything = { 0, "" };

static gboolean
is_in_range (const Entry *entry, const Range *range)
{
  return entry->id > range->since && g_str_has_prefix (entry->act, range->prefix);
}

static char *
step_once (TriLibrary *library, const char *sql, const Range *range, int state, GError **error)
{
  g_autoptr (TriTransaction) transaction = tri_library_begin (library, error);
  g_auto (Entry) entry = { 0 };
  gboolean stuck = FALSE;

  if (!transaction || !read_entry (library, sql, &entry, error) || !is_in_range (&entry, range)
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

/* Takes the sign away that an act goes on with the one before it. TRUE when it was there. */
static gboolean
strip_more (char *act)
{
  gboolean is_more = g_str_has_suffix (act, TRI_JOURNAL_MORE);

  if (is_more)
    act[strlen (act) - strlen (TRI_JOURNAL_MORE)] = '\0';
  return is_more;
}

/* Whether the entry that comes next is of the same act. Undoing meets its last part first, doing it
 * again its first. */
static gboolean
goes_on (TriLibrary *library, const char *sql, const char *act, gboolean is_more, int state)
{
  g_auto (Entry) entry = { 0 };
  gboolean is_next_more;

  if ((state == UNDONE && !is_more) || !read_entry (library, sql, &entry, NULL))
    return FALSE;
  is_next_more = strip_more (entry.act);
  return g_str_equal (entry.act, act) && (state == UNDONE || is_next_more);
}

/* All parts of an act that was done in several transactions. */
static char *
step (TriLibrary *library, const char *sql, const Range *range, int state, GError **error)
{
  g_autofree char *act = step_once (library, sql, range, state, error);
  gboolean is_more = act && strip_more (act);

  while (act && goes_on (library, sql, act, is_more, state))
    {
      g_free (act);
      act = step_once (library, sql, range, state, error);
      is_more = act && strip_more (act);
    }
  return g_steal_pointer (&act);
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
  return step (self, last_done, &everything, UNDONE, error);
}

/**
 * tri_library_undo_since:
 * @since: an act, as tri_library_get_last_act() gave it
 * @prefix: what the name of the act begins with, "register." say
 *
 * Takes back the last act, as tri_library_undo() does, if it came after @since and is one of these:
 * a dialog undoes what was done in it.
 *
 * Returns: (transfer full) (nullable): the act that was undone; %NULL without @error when the last
 * one is another
 */
char *
tri_library_undo_since (TriLibrary *self, gint64 since, const char *prefix, GError **error)
{
  const Range range = { since, prefix };

  return step (self, last_done, &range, UNDONE, error);
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
  return step (self, first_undone, &everything, DONE, error);
}

static char *
peek (TriLibrary *self, const char *sql)
{
  g_auto (Entry) entry = { 0 };

  if (!read_entry (self, sql, &entry, NULL))
    return NULL;
  strip_more (entry.act);
  return g_steal_pointer (&entry.act);
}

char *
tri_library_peek_undo (TriLibrary *self)
{
  return peek (self, last_done);
}

gint64
tri_library_get_last_act (TriLibrary *self)
{
  g_auto (Entry) entry = { 0 };

  return read_entry (self, last_done, &entry, NULL) ? entry.id : 0;
}

char *
tri_library_peek_redo (TriLibrary *self)
{
  return peek (self, first_undone);
}
