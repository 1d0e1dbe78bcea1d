/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-unplaced.h"

#include "library/tri-bookmark-hash.h"
#include "library/tri-bookmark-quote.h"
#include "library/tri-entity-act.h"
#include "library/tri-mark-words.h"

#include <glib/gi18n.h>

/* Of a bookmark of a whole passage that is all of the passage. */
#define START "iif (coalesce (b.whole, 0), 0, u.start)"
#define STOP "iif (coalesce (b.whole, 0), coalesce (length (p.content), 0), u.stop)"

/* The words, up to 240 code points of them, and 60 around them. A bookmark that was deleted since,
 * or has a place again, is none of them. */
#define SELECT                                                                            \
  "SELECT u.uuid, u.what, u.state, t.work, t.id, substr (u.quote, 1, 240),"               \
  " coalesce (b.prefix, ''), coalesce (b.suffix, ''), coalesce (b.note, ''),"             \
  " coalesce (p.id, 0), " START ", " STOP ","                                             \
  " coalesce (substr (p.content, " START " + 1, min (" STOP " - " START ", 240)), ''),"   \
  " coalesce (substr (p.content, max (" START " - 60, 0) + 1, min (" START ", 60)), '')," \
  " coalesce (substr (p.content, " STOP " + 1, 60), ''), coalesce (b.whole, 0)"           \
  " FROM unplaced AS u CROSS JOIN texts AS t ON t.id = u.text"                            \
  " CROSS JOIN works AS w ON w.id = t.work AND w.complete = 1 AND w.deleted IS NULL"      \
  " LEFT JOIN passages AS p ON p.id = u.passage"                                          \
  " LEFT JOIN bookmarks AS b ON u.what = 'bookmark' AND b.uuid = u.subject"               \
  " WHERE (u.what <> 'bookmark' OR (b.id IS NOT NULL AND b.passage IS NULL))"

void
tri_unplaced_free (TriUnplaced *self)
{
  g_free (self->id);
  g_free (self->quote);
  g_free (self->prefix);
  g_free (self->suffix);
  g_free (self->note);
  g_free (self->now);
  g_free (self->before);
  g_free (self->behind);
  g_free (self);
}

gboolean
tri_unplaced_can_be_put (const TriUnplaced *self)
{
  return self->what != TRI_REPLACE_LINK;
}

static TriReplaceWhat
read_what (const char *nick)
{
  for (guint what = 0; what < TRI_N_REPLACE_WHATS; what++)
    if (g_strcmp0 (tri_replace_what_to_nick (what), nick) == 0)
      return (TriReplaceWhat) what;
  return TRI_REPLACE_BOOKMARK;
}

static TriUnplaced *
read_unplaced (TriStatement *row)
{
  TriUnplaced *self = g_new0 (TriUnplaced, 1);

  self->id = tri_statement_dup_text (row, 0);
  self->what = read_what (tri_statement_get_text (row, 1));
  self->state = (TriAnchorState) tri_statement_get_enum (row, 2, TRI_N_ANCHOR_STATES);
  self->work = sqlite3_column_int64 (row, 3);
  self->text = sqlite3_column_int64 (row, 4);
  self->quote = tri_statement_dup_text (row, 5);
  self->prefix = tri_statement_dup_text (row, 6);
  self->suffix = tri_statement_dup_text (row, 7);
  self->note = tri_statement_dup_text (row, 8);
  self->passage = sqlite3_column_int64 (row, 9);
  self->start = (guint) sqlite3_column_int64 (row, 10);
  self->end = (guint) sqlite3_column_int64 (row, 11);
  self->now = tri_statement_dup_text (row, 12);
  self->before = tri_statement_dup_text (row, 13);
  self->behind = tri_statement_dup_text (row, 14);
  self->whole = sqlite3_column_int (row, 15) != 0;
  return self;
}

GPtrArray *
tri_library_list_unplaced (TriLibrary *self, gint64 work, GError **error)
{
  static const char sql[] = SELECT " AND (?1 = 0 OR w.id = ?1)"
                                   " ORDER BY w.id, t.ord, u.ord, u.start, u.id";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GPtrArray) items = NULL;
  GError *local = NULL;

  if (!statement)
    return NULL;
  items = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_unplaced_free);
  sqlite3_bind_int64 (statement, 1, work);
  while (tri_library_next (self, statement, &local))
    g_ptr_array_add (items, read_unplaced (statement));
  if (!local)
    return g_steal_pointer (&items);
  g_propagate_error (error, local);
  return NULL;
}

TriUnplaced *
tri_library_get_unplaced (TriLibrary *self, const char *id, GError **error)
{
  static const char sql[] = SELECT " AND u.uuid = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, id);
  if (tri_library_next (self, statement, &local))
    return read_unplaced (statement);
  if (local)
    g_propagate_error (error, local);
  else
    g_set_error_literal (error,
                         TRI_ERROR,
                         TRI_ERROR_NOT_FOUND,
                         _ ("This has a place by now, or has been let go."));
  return NULL;
}

/* What it is a row of: the uuid, for a name the entity. "" when that is gone. */
static char *
dup_subject (TriLibrary *self, const char *id, const char *column, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT coalesce (%s, '') FROM unplaced WHERE uuid = ?",
                                          column);
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, id);
  return tri_library_next (self, statement, error) ? tri_statement_dup_text (statement, 0) : NULL;
}

static gboolean
run_with (TriLibrary *self, const char *sql, const char *uuid, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_library_run (self, statement, error);
}

static gboolean
remove_row (TriEntityAct *act, const char *id, GError **error)
{
  return tri_journal_watch (act->journal,
                            TRI_JOURNAL_UNPLACED,
                            id,
                            error)
         && run_with (act->library, "DELETE FROM unplaced WHERE uuid = ?", id, error);
}

/* --- Putting it somewhere --- */

static gboolean
refuse_place (const char *words, GError **error)
{
  g_set_error_literal (error, TRI_ERROR, TRI_ERROR_NOT_FOUND, words);
  return FALSE;
}

static gboolean
move_row (TriLibrary *self, const char *uuid, const TriUnplacedPlace *place, GError **error)
{
  static const char sql[] = "UPDATE bookmarks SET work = w.id, work_uuid = w.uuid, text = t.id,"
                            " text_uuid = t.uuid, passage = p.id, end_passage = e.id,"
                            " passage_key = p.key, end_passage_key = e.key, ord = p.ord,"
                            " whole = ?4, anchor = 1, modified = unixepoch ()"
                            " FROM passages AS p, passages AS e, texts AS t, works AS w"
                            " WHERE bookmarks.uuid = ?1 AND p.id = ?2 AND e.id = ?3"
                            " AND e.text = p.text AND p.ord <= e.ord"
                            " AND t.id = p.text AND w.id = t.work";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  sqlite3_bind_int64 (statement, 2, place->passage);
  sqlite3_bind_int64 (statement, 3, place->end_passage ? place->end_passage : place->passage);
  sqlite3_bind_int (statement, 4, place->whole);
  if (!tri_library_run (self, statement, error))
    return FALSE;
  return sqlite3_changes (self->db) == 1
         || refuse_place (_ ("The passage is no longer in the library."), error);
}

static gboolean
renew_quote (TriLibrary *self, const char *uuid, const TriUnplacedPlace *place, GError **error)
{
  static const char sql[] = "UPDATE bookmarks SET quote = ?2, prefix = ?3, suffix = ?4,"
                            " start = ?5, stop = ?6 WHERE uuid = ?1";
  g_autoptr (TriBookmark) words = tri_bookmark_new ();
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  words->passage = place->passage;
  words->end_passage = place->end_passage ? place->end_passage : place->passage;
  words->start = place->start;
  words->end = place->end;
  words->whole = place->whole;
  if (!statement || !tri_library_fill_quote (self, words, error))
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  tri_statement_bind_text (statement, 2, words->quote);
  tri_statement_bind_text (statement, 3, words->prefix);
  tri_statement_bind_text (statement, 4, words->suffix);
  sqlite3_bind_int64 (statement, 5, words->start);
  sqlite3_bind_int64 (statement, 6, words->end);
  return tri_library_run (self, statement, error);
}

static gboolean
put_bookmark (TriEntityAct *act, const char *id, const TriUnplacedPlace *place, GError **error)
{
  g_autofree char *uuid = dup_subject (act->library, id, "subject", error);

  return uuid
         && tri_journal_watch (act->journal, TRI_JOURNAL_BOOKMARKS, uuid, error)
         && move_row (act->library, uuid, place, error)
         && renew_quote (act->library, uuid, place, error)
         && tri_library_store_bookmark_hash (act->library, uuid, error)
         && tri_mark_words_settle (act->library, uuid, error);
}

static gint64
find_entity (TriLibrary *self, const char *uuid, GError **error)
{
  static const char sql[] = "SELECT id FROM entities WHERE uuid = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return 0;
  tri_statement_bind_text (statement, 1, uuid);
  if (tri_library_next (self, statement, error))
    return sqlite3_column_int64 (statement, 0);
  if (!error || !*error)
    refuse_place (_ ("Whom these words named is no longer in the library."), error);
  return 0;
}

static gboolean
put_mention (TriEntityAct *act, const char *id, const TriUnplacedPlace *place, GError **error)
{
  const TriEntityRange range = { place->passage, place->start, place->end };
  g_autofree char *uuid = dup_subject (act->library, id, "details ->> 'entity'", error);
  gint64 entity = uuid ? find_entity (act->library, uuid, error) : 0;

  if (!entity)
    return FALSE;
  g_hash_table_add (act->touched, g_steal_pointer (&uuid));
  return tri_entity_act_decide (act, &range, entity, error);
}

static gboolean
put_refusal (TriEntityAct *act, const TriUnplacedPlace *place, GError **error)
{
  const TriEntityRange range = { place->passage, place->start, place->end };

  return tri_entity_act_decide (act, &range, 0, error);
}

static gboolean
put (TriEntityAct *act, const TriUnplaced *item, const TriUnplacedPlace *place, GError **error)
{
  if (item->what == TRI_REPLACE_BOOKMARK)
    return put_bookmark (act, item->id, place, error);
  if (item->what == TRI_REPLACE_LINK)
    return refuse_place (_ ("A link ties several passages: make it anew where you read them."),
                         error);
  if (place->whole || (place->end_passage && place->end_passage != place->passage))
    return refuse_place (_ ("Select the words of the name, in one passage."), error);
  return item->what == TRI_REPLACE_MENTION ? put_mention (act, item->id, place, error)
                                           : put_refusal (act, place, error);
}

/**
 * tri_library_put_unplaced:
 * @id: of a #TriUnplaced
 * @place: may be in any text of the library
 *
 * What found no place stands here from now on, by the reader's word. A bookmark keeps all that was
 * said of it; its quote is that of the new place.
 */
gboolean
tri_library_put_unplaced (TriLibrary *self,
                          const char *id,
                          const TriUnplacedPlace *place,
                          GError **error)
{
  g_auto (TriEntityAct) act = { 0 };
  g_autoptr (TriUnplaced) item = NULL;

  if (!tri_entity_act_begin (&act, self, "unplaced.put", error))
    return FALSE;
  item = tri_library_get_unplaced (self, id, error);
  return item
         && put (&act, item, place, error)
         && remove_row (&act, id, error)
         && tri_entity_act_commit (&act, error);
}

/* --- Letting it go --- */

static gboolean
drop_bookmark (TriEntityAct *act, const char *id, GError **error)
{
  static const char sql[] = "SELECT b.uuid FROM unplaced AS u CROSS JOIN bookmarks AS b"
                            " ON b.uuid = u.subject OR b.part_of = u.subject"
                            " WHERE u.uuid = ? AND u.what = 'bookmark' AND b.passage IS NULL";
  g_autoptr (TriStatement) statement = tri_library_prepare (act->library, sql, error);
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, id);
  while (tri_library_next (act->library, statement, &local))
    g_ptr_array_add (uuids, tri_statement_dup_text (statement, 0));
  for (guint i = 0; !local && i < uuids->len; i++)
    if (tri_journal_watch (act->journal, TRI_JOURNAL_BOOKMARKS, uuids->pdata[i], &local))
      run_with (act->library, "DELETE FROM bookmarks WHERE uuid = ?", uuids->pdata[i], &local);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
tri_library_drop_unplaced (TriLibrary *self, const char *const *ids, GError **error)
{
  g_auto (TriEntityAct) act = { 0 };

  if (!tri_entity_act_begin (&act, self, "unplaced.drop", error))
    return FALSE;
  for (; *ids; ids++)
    if (!drop_bookmark (&act, *ids, error) || !remove_row (&act, *ids, error))
      return FALSE;
  return tri_entity_act_commit (&act, error);
}
