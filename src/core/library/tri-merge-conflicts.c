/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-merge-private.h"

#include "model/tri-enums.h"

#include <glib/gi18n.h>

/* What was changed in both libraries: kept until the reader decides. */

static void
field_free (gpointer data)
{
  TriMergeField *self = data;

  g_free (self->name);
  g_free (self->mine);
  g_free (self->theirs);
  g_free (self);
}

void
tri_merge_conflict_free (TriMergeConflict *self)
{
  g_free (self->uuid);
  g_free (self->what);
  g_free (self->title);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

/* A field of a row as a reader knows it; "" for none. */
static char *
dup_value (TriLibrary *library, const char *row, const char *field)
{
  static const char sql[] = "SELECT CASE json_type (?1, '$.' || ?2) WHEN 'array' THEN"
                            " (SELECT group_concat (coalesce (value ->> 1, value), ' · ') FROM"
                            " json_each (?1, '$.' || ?2)) ELSE ?1 ->> ('$.' || ?2) END";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement || !row)
    return g_strdup ("");
  tri_statement_bind_text (statement, 1, row);
  tri_statement_bind_text (statement, 2, field);
  if (!tri_library_next (library, statement, NULL))
    return g_strdup ("");
  return g_strdup (tri_statement_get_text (statement, 0));
}

/* Numbers that a row keeps of kinds of marks. */
static char *
take_words (const char *what, const char *field, char *value)
{
  g_autofree char *number = value;
  guint n = (guint) g_ascii_strtoull (value, NULL, 10);

  if (!g_str_equal (what, "bookmark") || value[0] == '\0')
    return g_steal_pointer (&number);
  if (g_str_equal (field, "kind"))
    return g_strdup (tri_mark_kind_to_nick (n));
  if (g_str_equal (field, "style"))
    return g_strdup (tri_mark_style_to_nick (n));
  if (g_str_equal (field, "scope"))
    return g_strdup (tri_scope_to_nick (n));
  return g_steal_pointer (&number);
}

static void
add_field (TriMergeConflict *self, TriLibrary *library, const TriMergePair *pair, const char *name)
{
  const char *what = pair->kind->name;
  g_autofree char *mine = take_words (what, name, dup_value (library, pair->mine.row, name));
  g_autofree char *theirs = take_words (what, name, dup_value (library, pair->theirs.row, name));
  TriMergeField *field;

  if (g_str_equal (mine, theirs))
    return;
  if (g_str_equal (name, "note"))
    self->can_keep_both = mine[0] != '\0' && theirs[0] != '\0';
  field = g_new0 (TriMergeField, 1);
  field->name = g_strdup (name);
  field->mine = g_steal_pointer (&mine);
  field->theirs = g_steal_pointer (&theirs);
  g_ptr_array_add (self->fields, field);
}

/* What it is about: words that a reader knows it by. */
static char *
dup_title (TriLibrary *library, const TriMergePair *pair)
{
  static const char *const names[] = {
    "quote",
    "title",
    "text",
    "kept.quote",
    "names[0][1]",
    "folded",
  };
  const char *row = pair->mine.row ? pair->mine.row : pair->theirs.row;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = dup_value (library, row, names[i]);

      if (value[0] != '\0')
        return g_steal_pointer (&value);
    }
  return g_strdup ("");
}

TriMergeConflict *
tri_merge_conflict_new (TriLibrary *library,
                        const char *uuid,
                        const TriMergePair *pair,
                        gboolean took)
{
  TriMergeConflict *self = g_new0 (TriMergeConflict, 1);

  self->uuid = g_strdup (uuid);
  self->what = g_strdup (pair->kind->name);
  self->title = dup_title (library, pair);
  self->took_theirs = took;
  self->mine_gone = pair->mine.row == NULL;
  self->theirs_gone = pair->theirs.row == NULL;
  self->fields = g_ptr_array_new_with_free_func (field_free);
  for (const char *const *field = pair->kind->fields; *field; field++)
    add_field (self, library, pair, *field);
  return self;
}

static gint64
get_time (const TriMergeSide *side)
{
  return side->row ? side->stamp : side->gone;
}

/* Whether this version of theirs was listed before, decided or not. */
gboolean
tri_merge_is_listed (TriLibrary *library, const TriMergePair *pair)
{
  static const char sql[] = "SELECT 1 FROM merge_conflicts WHERE subject = ?1 AND decided < 10"
                            " AND stamp_theirs = ?2 AND (theirs IS NULL) = ?3";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, pair->uuid);
  sqlite3_bind_int64 (statement, 2, get_time (&pair->theirs));
  sqlite3_bind_int (statement, 3, pair->theirs.row == NULL);
  return tri_library_next (library, statement, NULL);
}

gboolean
tri_merge_add_conflict (TriLibrary *library,
                        const char *uuid,
                        const char *batch,
                        const TriMergePair *pair,
                        gboolean took,
                        GError **error)
{
  static const char sql[] = "INSERT INTO merge_conflicts (uuid, batch, kind, subject, mine, theirs,"
                            " took, stamp_mine, stamp_theirs, created, modified)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, unixepoch (), unixepoch ())";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  tri_statement_bind_text (statement, 2, batch);
  tri_statement_bind_text (statement, 3, pair->kind->name);
  tri_statement_bind_text (statement, 4, pair->uuid);
  tri_statement_bind_text (statement, 5, pair->mine.row);
  tri_statement_bind_text (statement, 6, pair->theirs.row);
  sqlite3_bind_int (statement, 7, took);
  sqlite3_bind_int64 (statement, 8, get_time (&pair->mine));
  sqlite3_bind_int64 (statement, 9, get_time (&pair->theirs));
  return tri_library_run (library, statement, error);
}

#define COLUMNS "SELECT uuid, kind, subject, mine, theirs, took, stamp_mine, stamp_theirs"

/* FALSE: of a kind that this version does not know. */
static gboolean
read_pair (TriStatement *row, TriMergePair *pair)
{
  pair->kind = tri_merge_find_kind (tri_statement_get_text (row, 1));
  pair->uuid = tri_statement_dup_text (row, 2);
  pair->mine.row = tri_statement_dup_text (row, 3);
  pair->theirs.row = tri_statement_dup_text (row, 4);
  pair->mine.stamp = sqlite3_column_int64 (row, 6);
  pair->theirs.stamp = sqlite3_column_int64 (row, 7);
  return pair->kind != NULL;
}

static void
conflict_free (gpointer data)
{
  tri_merge_conflict_free (data);
}

GPtrArray *
tri_library_list_merge_conflicts (TriLibrary *self, GError **error)
{
  static const char sql[] = COLUMNS " FROM merge_conflicts WHERE decided = 0 ORDER BY id";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func (conflict_free);
  GError *local = NULL;

  if (!statement)
    return NULL;
  while (tri_library_next (self, statement, &local))
    {
      g_auto (TriMergePair) pair = { NULL };

      if (read_pair (statement, &pair))
        g_ptr_array_add (conflicts,
                         tri_merge_conflict_new (self,
                                                 tri_statement_get_text (statement, 0),
                                                 &pair,
                                                 sqlite3_column_int (statement, 5)));
    }
  if (!local)
    return g_steal_pointer (&conflicts);
  g_propagate_error (error, local);
  return NULL;
}

/* --- Deciding */

static gboolean
read_conflict (TriLibrary *self, const char *uuid, TriMergePair *pair, GError **error)
{
  static const char sql[] = COLUMNS " FROM merge_conflicts WHERE uuid = ? AND decided = 0";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  if (tri_library_next (self, statement, NULL) && read_pair (statement, pair))
    return TRUE;
  g_set_error_literal (error,
                       TRI_ERROR,
                       TRI_ERROR_NOT_FOUND,
                       _ ("This conflict has been decided already, perhaps in another window."));
  return FALSE;
}

/* The row with both notes, first that of this library. */
static char *
dup_both (TriLibrary *library, const TriMergePair *pair)
{
  static const char sql[] = "SELECT json_set (?1, '$.note',"
                            " (?1 ->> 'note') || char (10, 10) || (?2 ->> 'note'))";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement || !pair->mine.row || !pair->theirs.row)
    return g_strdup (pair->mine.row ? pair->mine.row : pair->theirs.row);
  tri_statement_bind_text (statement, 1, pair->mine.row);
  tri_statement_bind_text (statement, 2, pair->theirs.row);
  return tri_library_next (library, statement, NULL) ? tri_statement_dup_text (statement, 0)
                                                     : NULL;
}

static char *
dup_chosen (TriLibrary *library, const TriMergePair *pair, TriMergeChoice choice)
{
  if (choice == TRI_MERGE_KEEP_BOTH)
    return dup_both (library, pair);
  return g_strdup (choice == TRI_MERGE_KEEP_MINE ? pair->mine.row : pair->theirs.row);
}

static gboolean
set_decided (TriLibrary *self, const char *uuid, TriMergeChoice choice, GError **error)
{
  static const char sql[] = "UPDATE merge_conflicts SET decided = ?2, modified = unixepoch ()"
                            " WHERE uuid = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  sqlite3_bind_int (statement, 2, (int) choice + 1);
  return tri_library_run (self, statement, error);
}

/**
 * tri_library_decide_merge_conflict:
 * @uuid: of the conflict
 *
 * Puts one of the two versions, or both notes, where the merge left what it thought right. What is
 * chosen is the latest change, so that the other library gets it with the next merge. One act.
 */
gboolean
tri_library_decide_merge_conflict (TriLibrary *self,
                                   const char *uuid,
                                   TriMergeChoice choice,
                                   GError **error)
{
  g_autoptr (TriJournal) act = tri_journal_begin (self, "merge.decide", error);
  g_auto (TriMergePair) pair = { NULL };
  g_autofree char *row = NULL;
  gint64 later;

  if (!act || !read_conflict (self, uuid, &pair, error)
      || !tri_journal_watch (act, TRI_JOURNAL_MERGE_CONFLICTS, uuid, error))
    return FALSE;
  row = dup_chosen (self, &pair, choice);
  later = MAX (g_get_real_time () / G_USEC_PER_SEC,
               MAX (pair.mine.stamp, pair.theirs.stamp) + 1);
  return tri_merge_put_decided (self, act, &pair, row, later, error)
         && set_decided (self, uuid, choice, error)
         && tri_journal_commit (act, error);
}
