/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-merge-private.h"

#include "library/tri-bookmark-quote.h"

/* Where marks of the other library stand in the texts of this one. A mark that is here already
 * keeps its place: one that comes is looked for by its words where the text has another version
 * here, as when a text is imported again. */

/* A place of a mark, in a row. */
typedef struct
{
  char *path; /* "$" or "$.parts[0]" */
  char *uuid; /* of the mark or its part */
  char *text;
  char *key;
  char *end_key;
  guint start;
  guint end;
  gboolean whole;
  TriAnchorState anchor;
  char *quote;
  TriMergeText *known;
} Spot;

static void
clear_spot (gpointer data)
{
  Spot *self = data;

  g_free (self->path);
  g_free (self->uuid);
  g_free (self->text);
  g_free (self->key);
  g_free (self->end_key);
  g_free (self->quote);
}

static GArray *
list_spots (TriMerge *self, const char *row, GError **error)
{
#define SPOT(value)                                                   \
  value " ->> 'uuid', " value " ->> 'text_uuid', " value              \
        " ->> 'passage_key', " value " ->> 'end_passage_key', " value \
        " ->> 'start', " value " ->> 'stop', " value " ->> 'whole',"  \
        " coalesce (" value " ->> 'anchor', 0), " value " ->> 'quote'"
  static const char sql[] = "SELECT '$', " SPOT ("?1")
      /* and its parts */
      " UNION ALL SELECT fullkey, " SPOT ("value") " FROM json_each (?1, '$.parts')";
#undef SPOT
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  g_autoptr (GArray) spots = g_array_new (FALSE, TRUE, sizeof (Spot));
  GError *local = NULL;

  g_array_set_clear_func (spots, clear_spot);
  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, row);
  while (tri_library_next (self->library, statement, &local))
    {
      Spot spot = { tri_statement_dup_text (statement, 0),
                    tri_statement_dup_text (statement, 1),
                    tri_statement_dup_text (statement, 2),
                    tri_statement_dup_text (statement, 3),
                    tri_statement_dup_text (statement, 4),
                    (guint) sqlite3_column_int64 (statement, 5),
                    (guint) sqlite3_column_int64 (statement, 6),
                    sqlite3_column_int (statement, 7) != 0,
                    (TriAnchorState) sqlite3_column_int (statement, 8),
                    tri_statement_dup_text (statement, 9) };

      g_array_append_val (spots, spot);
    }
  for (guint i = 0; !local && i < spots->len; i++)
    {
      Spot *spot = &g_array_index (spots, Spot, i);

      spot->known = tri_merge_get_text (self, spot->text, &local);
    }
  if (!local)
    return g_steal_pointer (&spots);
  g_propagate_error (error, local);
  return NULL;
}

/* What @sql makes of ?1 and ?2; takes ?1. */
static char *
change_row (TriLibrary *library, const char *sql, char *row, const char *second, const char *third)
{
  g_autofree char *taken = row;
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement)
    return g_steal_pointer (&taken);
  tri_statement_bind_text (statement, 1, row);
  tri_statement_bind_text (statement, 2, second);
  if (third)
    tri_statement_bind_text (statement, 3, third);
  if (!tri_library_next (library, statement, NULL) || !tri_statement_get_text (statement, 0))
    return g_steal_pointer (&taken);
  return tri_statement_dup_text (statement, 0);
}

/* The work that a text is in here. */
static char *
set_works (TriMerge *self, char *row, const GArray *spots)
{
  static const char sql[] = "SELECT json_set (?1, ?2 || '.work_uuid', ?3)";

  for (guint i = 0; i < spots->len; i++)
    {
      const Spot *spot = &g_array_index (spots, Spot, i);

      if (spot->known->now)
        row = change_row (self->library, sql, row, spot->path, spot->known->work);
    }
  return row;
}

static char *
take_places (TriLibrary *library, char *row, const char *from)
{
#define SAME(field) ", '$." field "', ?2 ->> '" field "'"
  static const char parts[] = "SELECT iif (?2 -> 'parts' IS NULL, json_remove (?1, '$.parts'),"
                              " json_set (?1, '$.parts', json (?2 -> 'parts')))";
  static const char first[] = "SELECT json_set (?1" SAME ("work_uuid") SAME ("text_uuid")
      SAME ("passage_key") SAME ("end_passage_key") SAME ("start") SAME ("stop") SAME ("whole")
          SAME ("quote") SAME ("prefix") SAME ("suffix") SAME ("anchor") ")";
#undef SAME

  row = change_row (library, parts, row, from, NULL);
  return change_row (library, first, row, from, NULL);
}

char *
tri_merge_mark_dup_placeless (TriLibrary *library, const char *plain)
{
  static const char sql[] = "SELECT json_remove (?1, '$.parts', '$.work_uuid', '$.text_uuid',"
                            " '$.passage_key', '$.end_passage_key', '$.start', '$.stop',"
                            " '$.whole', '$.quote', '$.prefix', '$.suffix', '$.anchor') WHERE"
                            " ?2 = ''";

  return change_row (library, sql, g_strdup (plain), "", NULL);
}

/* --- One that comes */

static gint64
find_passage (TriLibrary *library, gint64 text, const char *key)
{
  static const char sql[] = "SELECT id FROM passages WHERE text = ?1 AND key = ?2";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement)
    return 0;
  sqlite3_bind_int64 (statement, 1, text);
  tri_statement_bind_text (statement, 2, key);
  return tri_library_next (library, statement, NULL) ? sqlite3_column_int64 (statement, 0) : 0;
}

/* FALSE: their library does not know where it stood. */
static gboolean
place_spot (TriMerge *self, const Spot *spot, TriReplaceText *versions, TriReplacePlace *place)
{
  TriReplaceMark mark = { TRI_REPLACE_BOOKMARK };
  guint end_ord = 0;

  mark.passage = find_passage (self->other, spot->known->then, spot->key);
  mark.end_passage = find_passage (self->other, spot->known->then, spot->end_key);
  mark.start = spot->start;
  mark.end = spot->end;
  mark.whole = spot->whole;
  place->text = versions;
  if (spot->anchor > TRI_ANCHOR_MOVED
      || !tri_replace_text_find_then (versions, mark.passage, &place->ord_then)
      || !tri_replace_text_find_then (versions, mark.end_passage, &end_ord))
    {
      place->state = TRI_ANCHOR_LOST;
      return FALSE;
    }
  tri_replace_place_find (place, &mark, end_ord);
  return TRUE;
}

/* What was found has the words of this version. */
static char *
set_place (TriMerge *self,
           char *row,
           const Spot *spot,
           const TriReplacePlace *place,
           GError **error)
{
  static const char sql[] = "SELECT json_set (?1, ?2 || '.passage_key', f.key,"
                            " ?2 || '.end_passage_key', l.key, ?2 || '.start', ?5,"
                            " ?2 || '.stop', ?6, ?2 || '.quote', ?7, ?2 || '.prefix', ?8,"
                            " ?2 || '.suffix', ?9, ?2 || '.anchor', ?10)"
                            " FROM passages AS f, passages AS l WHERE f.id = ?3 AND l.id = ?4";
  g_autofree char *taken = row;
  g_autoptr (TriBookmark) mark = tri_bookmark_new ();
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  mark->passage = tri_replace_text_get_now (place->text, place->first.passage);
  mark->end_passage = tri_replace_text_get_now (place->text, place->last.passage);
  mark->start = place->first.range.start;
  mark->end = place->last.range.end;
  mark->whole = spot->whole;
  if (!statement || !tri_library_fill_quote (self->library, mark, error))
    return NULL;
  tri_statement_bind_text (statement, 1, row);
  tri_statement_bind_text (statement, 2, spot->path);
  sqlite3_bind_int64 (statement, 3, mark->passage);
  sqlite3_bind_int64 (statement, 4, mark->end_passage);
  sqlite3_bind_int64 (statement, 5, mark->start);
  sqlite3_bind_int64 (statement, 6, mark->end);
  tri_statement_bind_text (statement, 7, mark->quote);
  tri_statement_bind_text (statement, 8, mark->prefix);
  tri_statement_bind_text (statement, 9, mark->suffix);
  sqlite3_bind_int (statement, 10, spot->path[1] ? 0 : (int) place->state);
  return tri_library_next (self->library, statement, error) ? tri_statement_dup_text (statement, 0)
                                                            : NULL;
}

static char *
set_anchor (TriMerge *self, char *row, const Spot *spot, TriAnchorState state)
{
  static const char sql[] = "SELECT json_set (?1, ?2 || '.anchor', CAST (?3 AS INTEGER))";
  g_autofree char *number = g_strdup_printf ("%d", (int) state);

  return change_row (self->library, sql, row, spot->path, number);
}

static void
keep_unplaced (TriMerge *self, const char *uuid, char *row)
{
  GPtrArray *rows = g_hash_table_lookup (self->unplaced, uuid);

  if (!rows)
    {
      rows = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->unplaced, g_strdup (uuid), rows);
    }
  g_ptr_array_add (rows, row);
}

/* A row of `unplaced`, as the journal has it. */
static char *
dup_unplaced (TriMerge *self, const Spot *spot, const TriReplacePlace *place)
{
  static const char sql[] = "SELECT json_object ('uuid', lower (hex (randomblob (16))),"
                            " 'text', ?1, 'what', 'bookmark', 'state', ?2, 'subject', ?3,"
                            " 'quote', ?4, 'ord', ?5,"
                            " 'passage', (SELECT key FROM passages WHERE id = ?6),"
                            " 'start', ?7, 'stop', ?8, 'details', '{}', 'created', unixepoch ())";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);
  gboolean has_place = place->state == TRI_ANCHOR_DOUBTFUL;

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, spot->text);
  sqlite3_bind_int (statement, 2, (int) place->state);
  tri_statement_bind_text (statement, 3, spot->uuid);
  tri_statement_bind_text (statement, 4, spot->quote);
  sqlite3_bind_int64 (statement,
                      5,
                      has_place ? place->first.passage
                                : tri_anchor_map_guess (place->text->map, place->ord_then));
  sqlite3_bind_int64 (statement,
                      6,
                      has_place ? tri_replace_text_get_now (place->text, place->first.passage)
                                : 0);
  sqlite3_bind_int64 (statement, 7, has_place ? place->first.range.start : spot->start);
  sqlite3_bind_int64 (statement, 8, has_place ? place->last.range.end : spot->end);
  return tri_library_next (self->library, statement, NULL) ? tri_statement_dup_text (statement, 0)
                                                           : NULL;
}

/* Takes @row. */
static char *
anchor_spot (TriMerge *self, const char *uuid, char *row, const Spot *spot, GError **error)
{
  TriReplaceText *versions = tri_merge_text_get_versions (self, spot->known, error);
  TriReplacePlace place = { 0 };
  char *kept;

  if (!versions)
    {
      g_free (row);
      return NULL;
    }
  place_spot (self, spot, versions, &place);
  if (place.state <= TRI_ANCHOR_MOVED)
    {
      self->report->n_moved++;
      return set_place (self, row, spot, &place, error);
    }
  self->report->n_unplaced++;
  if ((kept = dup_unplaced (self, spot, &place)))
    keep_unplaced (self, uuid, kept);
  return set_anchor (self, row, spot, place.state);
}

/* What had no place there has none here; the list of the other library says what is known of it. */
static void
bring_unplaced (TriMerge *self, const char *uuid, const Spot *spot)
{
  static const char sql[] = "SELECT uuid FROM unplaced WHERE subject = ?1 AND what = 'bookmark'";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->other, sql, NULL);
  g_autofree char *row = NULL;

  if (!statement)
    return;
  tri_statement_bind_text (statement, 1, spot->uuid);
  if (!tri_library_next (self->other, statement, NULL)
      || !tri_journal_read_row (self->other,
                                tri_journal_get_table (TRI_JOURNAL_UNPLACED),
                                tri_statement_get_text (statement, 0),
                                &row,
                                NULL)
      || !row)
    return;
  self->report->n_unplaced++;
  keep_unplaced (self, uuid, tri_merge_translate (self, row));
}

static char *
anchor_all (TriMerge *self, const char *uuid, char *row, const GArray *spots, GError **error)
{
  for (guint i = 0; row && i < spots->len; i++)
    {
      const Spot *spot = &g_array_index (spots, Spot, i);

      if (!spot->known->now || !spot->known->then)
        continue;
      if (!spot->known->is_same)
        row = anchor_spot (self, uuid, row, spot, error);
      else if (spot->anchor > TRI_ANCHOR_MOVED)
        bring_unplaced (self, uuid, spot);
    }
  return row;
}

/* --- One that is here */

static gboolean
has_other_version (const GArray *spots)
{
  for (guint i = 0; i < spots->len; i++)
    {
      const TriMergeText *text = g_array_index (spots, Spot, i).known;

      if (text->now && text->then && !text->is_same)
        return TRUE;
    }
  return FALSE;
}

/* It waited here for its text, which came since: it stands where theirs does. */
static void
bring_home (TriMerge *self, TriMergePair *pair)
{
  TriMergeChange change = { pair->kind, g_strdup (pair->uuid), pair->mine, pair->mine };

  change.before.row = pair->mine.row;
  pair->mine.row = take_places (self->library, g_strdup (pair->mine.row), pair->theirs.row);
  change.after.row = g_strdup (pair->mine.row);
  g_array_append_val (self->changes, change);
  tri_merge_mark_follow (self, &change);
}

static gboolean
keep_place (TriMerge *self,
            TriMergePair *pair,
            const GArray *theirs,
            const GArray *mine,
            GError **error)
{
  const TriMergeText *here = g_array_index (mine, Spot, 0).known;
  const TriMergeText *there = g_array_index (theirs, Spot, 0).known;

  if (here->now || !there->now)
    {
      if (has_other_version (theirs) || (here->now && here != there))
        {
          g_hash_table_add (self->homeless, g_strdup (pair->uuid));
          pair->theirs.row = take_places (self->library, pair->theirs.row, pair->mine.row);
        }
      return TRUE;
    }
  pair->theirs.row = anchor_all (self, pair->uuid, pair->theirs.row, theirs, error);
  if (!pair->theirs.row)
    return FALSE;
  g_hash_table_add (self->homeless, g_strdup (pair->uuid));
  bring_home (self, pair);
  return TRUE;
}

/**
 * tri_merge_mark_adapt:
 *
 * Has what the row of the other library says of places be about the texts of this one.
 */
gboolean
tri_merge_mark_adapt (TriMerge *self, TriMergePair *pair, GError **error)
{
  g_autoptr (GArray) spots = list_spots (self, pair->theirs.row, error);
  g_autoptr (GArray) mine = NULL;

  if (!spots)
    return FALSE;
  pair->theirs.row = set_works (self, pair->theirs.row, spots);
  if (pair->mine.row)
    {
      mine = list_spots (self, pair->mine.row, error);
      return mine && keep_place (self, pair, spots, mine, error);
    }
  if (pair->mine.gone && has_other_version (spots))
    g_hash_table_add (self->homeless, g_strdup (pair->uuid));
  pair->theirs.row = anchor_all (self, pair->uuid, pair->theirs.row, spots, error);
  return pair->theirs.row != NULL;
}

/* --- The list of what found no place */

static void
add_listed (TriMerge *self, const char *row)
{
  static const char sql[] = "SELECT ?1 ->> 'uuid'";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);
  TriMergeChange change = { tri_merge_find_kind ("unplaced") };

  if (!statement)
    return;
  tri_statement_bind_text (statement, 1, row);
  if (!tri_library_next (self->library, statement, NULL))
    return;
  change.uuid = tri_statement_dup_text (statement, 0);
  change.after.row = g_strdup (row);
  g_array_append_val (self->changes, change);
}

/* What has its place now, or is gone. */
static void
remove_listed (TriMerge *self, const char *uuid)
{
  static const char sql[] = "SELECT u.uuid FROM unplaced AS u WHERE u.what = 'bookmark'"
                            " AND (u.subject = ?1 OR u.subject IN"
                            "  (SELECT b.uuid FROM bookmarks AS b WHERE b.part_of = ?1"
                            "   AND b.part_of <> ''))";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);
  const TriMergeKind *kind = tri_merge_find_kind ("unplaced");

  if (!statement)
    return;
  tri_statement_bind_text (statement, 1, uuid);
  while (tri_library_next (self->library, statement, NULL))
    {
      TriMergeChange change = { kind, tri_statement_dup_text (statement, 0) };

      change.before.row = tri_merge_kind_read (kind, self->library, change.uuid, NULL);
      g_array_append_val (self->changes, change);
    }
}

static gboolean
has_place (TriMerge *self, const char *row)
{
  static const char sql[] = "SELECT 1 WHERE coalesce (?1 ->> 'anchor', 0) < 2 AND NOT EXISTS"
                            " (SELECT 1 FROM json_each (?1, '$.parts')"
                            "  WHERE coalesce (value ->> 'anchor', 0) >= 2)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, row);
  return tri_library_next (self->library, statement, NULL);
}

void
tri_merge_mark_follow (TriMerge *self, const TriMergeChange *change)
{
  g_autofree char *uuid = g_strdup (change->uuid);
  GPtrArray *rows = g_hash_table_lookup (self->unplaced, uuid);
  gboolean was_here = change->before.row != NULL;
  gboolean is_placed = !change->after.row || has_place (self, change->after.row);

  if (was_here && is_placed)
    remove_listed (self, uuid);
  for (guint i = 0; change->after.row && rows && i < rows->len; i++)
    add_listed (self, g_ptr_array_index (rows, i));
  g_hash_table_remove (self->unplaced, uuid);
}
