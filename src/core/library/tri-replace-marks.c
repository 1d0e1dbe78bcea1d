/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-bookmark-hash.h"
#include "library/tri-bookmark-quote.h"
#include "library/tri-mark-read.h"
#include "library/tri-replace-private.h"

static void
clear_mark (gpointer data)
{
  g_free (((TriReplaceMark *) data)->uuid);
}

static gboolean
read_marks (TriReplace *self,
            TriReplaceText *text,
            TriReplaceWhat what,
            const char *sql,
            GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, text->then);
  while (tri_library_next (self->library, statement, &local))
    {
      TriReplaceMark mark = { what,
                              sqlite3_column_int64 (statement, 0),
                              tri_statement_dup_text (statement, 1),
                              sqlite3_column_int64 (statement, 2),
                              sqlite3_column_int64 (statement, 3),
                              (guint) sqlite3_column_int64 (statement, 4),
                              (guint) sqlite3_column_int64 (statement, 5),
                              sqlite3_column_int (statement, 6) != 0 };

      g_array_append_val (self->marks, mark);
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* What the reader made, of all texts; bookmarks are watched. */
gboolean
tri_replace_read_marks (TriReplace *self, TriJournal *journal, GError **error)
{
  static const char bookmarks[] = "SELECT id, uuid, passage, end_passage, start, stop, whole"
                                  " FROM bookmarks WHERE text = ? ORDER BY ord, start, id";
  static const char mentions[] = "SELECT m.id, m.uuid, m.passage, m.passage, m.start, m.stop, 0"
                                 " FROM passages p CROSS JOIN mentions m ON m.passage = p.id"
                                 " WHERE p.text = ? AND m.origin = 2 ORDER BY p.ord, m.start";
  static const char refusals[] = "SELECT r.id, r.uuid, r.passage, r.passage, r.start, r.stop, 0"
                                 " FROM passages p CROSS JOIN refusals r ON r.passage = p.id"
                                 " WHERE p.text = ? ORDER BY p.ord, r.start";

  g_array_set_clear_func (self->marks, clear_mark);
  for (guint i = 0; i < self->texts->len; i++)
    {
      TriReplaceText *text = g_ptr_array_index (self->texts, i);

      if (!read_marks (self, text, TRI_REPLACE_BOOKMARK, bookmarks, error)
          || !read_marks (self, text, TRI_REPLACE_MENTION, mentions, error)
          || !read_marks (self, text, TRI_REPLACE_REFUSAL, refusals, error))
        return FALSE;
    }
  for (guint i = 0; i < self->marks->len; i++)
    {
      const TriReplaceMark *mark = &g_array_index (self->marks, TriReplaceMark, i);

      if (mark->what == TRI_REPLACE_BOOKMARK
          && !tri_journal_watch (journal, TRI_JOURNAL_BOOKMARKS, mark->uuid, error))
        return FALSE;
    }
  return TRUE;
}

/* FALSE for a bookmark that had no place before. */
static gboolean
place_mark (TriReplace *self, const TriReplaceMark *mark, TriReplacePlace *place)
{
  guint end_ord = 0;

  place->text = mark->passage ? tri_replace_find (self, mark->passage, &place->ord_then) : NULL;
  if (!place->text)
    return FALSE;
  if (tri_replace_find (self, mark->end_passage, &end_ord) != place->text)
    end_ord = place->ord_then;
  tri_replace_place_find (place, mark, end_ord);
  return TRUE;
}

/* --- What is written */

/* Runs @sql with the row and where it is to stand: ?1 the row, ?2 and ?3 passages, ?4 start, ?5
 * end, ?6 state, ?7 the text and ?8
 * ordinal. */
static gboolean
run_at (TriReplace *self,
        const char *sql,
        const TriReplaceMark *mark,
        const TriReplacePlace *place,
        GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  gboolean has_place = place->state != TRI_ANCHOR_LOST;
  guint ord = has_place ? place->first.passage
                        : tri_anchor_map_guess (place->text->map, place->ord_then);
  const gint64 values[] = {
    mark->id,
    has_place ? tri_replace_text_get_now (place->text, place->first.passage) : 0,
    has_place ? tri_replace_text_get_now (place->text, place->last.passage) : 0,
    has_place ? place->first.range.start : mark->start,
    has_place ? place->last.range.end : mark->end,
    place->state,
    place->text->now,
    ord,
  };
  int n;

  if (!statement)
    return FALSE;
  n = sqlite3_bind_parameter_count (statement);
  for (int i = 0; i < n; i++)
    sqlite3_bind_int64 (statement, i + 1, values[i]);
  return tri_library_run (self->library, statement, error);
}

/* The words may have changed; what is kept of them is what stands there now. */
static gboolean
renew_quote (TriReplace *self, const TriReplaceMark *mark, GError **error)
{
  static const char sql[] = "UPDATE bookmarks SET quote = ?2, prefix = ?3, suffix = ?4,"
                            " start = ?5, stop = ?6 WHERE id = ?1";
  g_autoptr (TriBookmark) bookmark = tri_mark_read_row (self->library, mark->id, error);
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!bookmark || !statement || !tri_library_fill_quote (self->library, bookmark, error))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, mark->id);
  tri_statement_bind_text (statement, 2, bookmark->quote);
  tri_statement_bind_text (statement, 3, bookmark->prefix);
  tri_statement_bind_text (statement, 4, bookmark->suffix);
  sqlite3_bind_int64 (statement, 5, bookmark->start);
  sqlite3_bind_int64 (statement, 6, bookmark->end);
  return tri_library_run (self->library, statement, error);
}

static gboolean
write_bookmark (TriReplace *self,
                const TriReplaceMark *mark,
                const TriReplacePlace *place,
                GError **error)
{
  static const char sql[] = "UPDATE bookmarks AS b SET text = ?7, passage = p.id,"
                            " end_passage = e.id, passage_key = p.key, end_passage_key = e.key,"
                            " start = ?4, stop = ?5, anchor = ?6, ord = ?8"
                            " FROM passages AS p, passages AS e"
                            " WHERE b.id = ?1 AND p.id = ?2 AND e.id = ?3";
  static const char orphan[] = "UPDATE bookmarks SET text = ?7, passage = NULL,"
                               " end_passage = NULL, anchor = ?6, ord = ?8 WHERE id = ?1"
                               " AND ?2 + ?3 + ?4 + ?5 IS NOT NULL";
  gboolean is_found = place->state <= TRI_ANCHOR_MOVED;

  return run_at (self, is_found ? sql : orphan, mark, place, error)
         && (!is_found || renew_quote (self, mark, error))
         && tri_library_store_bookmark_hash (self->library, mark->uuid, error);
}

/* What the file says of these words gives way again where it did before. */
static gboolean
write_mention (TriReplace *self,
               const TriReplaceMark *mark,
               const TriReplacePlace *place,
               GError **error)
{
  static const char clear[] = "DELETE FROM mentions WHERE passage = ?2 AND start = ?4 AND stop = ?5"
                              " AND origin <> 2 AND NOT EXISTS (SELECT 1 FROM mentions m"
                              "  JOIN mentions o ON o.passage = m.passage AND o.start = m.start"
                              "  AND o.stop = m.stop AND o.origin = 0 WHERE m.id = ?1)"
                              " AND ?3 IS NOT NULL";
  static const char copy[] = "INSERT INTO mentions (uuid, passage, text, ord, start, stop, entity,"
                             " type, origin, confidence, reference, created, modified)"
                             " SELECT ?7 || ':' || uuid, ?2, ?7, ?8, ?4, ?5, entity, type, origin,"
                             " confidence, reference, created, unixepoch () FROM mentions"
                             " WHERE id = ?1 AND ?3 + ?6 IS NOT NULL";

  return run_at (self, clear, mark, place, error) && run_at (self, copy, mark, place, error);
}

static gboolean
write_refusal (TriReplace *self,
               const TriReplaceMark *mark,
               const TriReplacePlace *place,
               GError **error)
{
  static const char clear[] = "DELETE FROM mentions WHERE passage = ?2 AND start = ?4 AND stop = ?5"
                              " AND origin <> 2 AND ?1 + ?3 IS NOT NULL";
  static const char copy[] = "INSERT INTO refusals (uuid, passage, start, stop, created, modified)"
                             " SELECT ?7 || ':' || uuid, ?2, ?4, ?5, created, unixepoch ()"
                             " FROM refusals"
                             " WHERE id = ?1 AND ?3 + ?6 + ?8 IS NOT NULL";

  return run_at (self, clear, mark, place, error) && run_at (self, copy, mark, place, error);
}

static gboolean
keep_unplaced (TriReplace *self,
               const TriReplaceMark *mark,
               const TriReplacePlace *place,
               GError **error)
{
#define INSERT                                                                                \
  "INSERT INTO unplaced (uuid, text, what, state, subject, quote, ord, passage, start, stop," \
  " details, created, modified) SELECT lower (hex (randomblob (16))), ?7, "
#define PLACE "?8, nullif (?2, 0), ?4, ?5, "
#define TIMES "created, unixepoch () FROM "
#define WORDS                                                                            \
  " coalesce ((SELECT substr (p.content, x.start + 1, x.stop - x.start) FROM passages p" \
  "  WHERE p.id = x.passage), ''), "
  static const char bookmark[] = INSERT "'bookmark', ?6, x.uuid, x.quote, " PLACE
                                        "'{}', " TIMES "bookmarks x WHERE id = ?1"
                                        " AND ?3 IS NOT NULL";
  static const char mention[] = INSERT
      "'mention', ?6, x.uuid, " WORDS PLACE
      "json_object ('entity', (SELECT e.uuid FROM entities e WHERE e.id = x.entity),"
      " 'type', type, 'confidence', confidence, 'reference', reference),"
      " " TIMES "mentions x WHERE id = ?1 AND ?3 IS NOT NULL";
  static const char refusal[] = INSERT "'refusal', ?6, x.uuid, " WORDS PLACE "'{}', " TIMES
                                       "refusals x WHERE id = ?1 AND ?3 IS NOT NULL";
#undef WORDS
#undef TIMES
#undef PLACE
#undef INSERT
  static const char *const ways[] = { bookmark, mention, refusal };

  return run_at (self, ways[mark->what], mark, place, error);
}

static gboolean
write_mark (TriReplace *self,
            const TriReplaceMark *mark,
            const TriReplacePlace *place,
            GError **error)
{
  if (mark->what == TRI_REPLACE_BOOKMARK && !write_bookmark (self, mark, place, error))
    return FALSE;
  if (place->state > TRI_ANCHOR_MOVED)
    return keep_unplaced (self, mark, place, error);
  switch (mark->what)
    {
    case TRI_REPLACE_MENTION:
      return write_mention (self, mark, place, error);
    case TRI_REPLACE_REFUSAL:
      return write_refusal (self, mark, place, error);
    case TRI_REPLACE_BOOKMARK:
    case TRI_REPLACE_LINK:
    default:
      return TRUE;
    }
}

static void
report (TriReplace *self, const TriReplaceMark *mark, const TriReplacePlace *place)
{
  gboolean is_one = mark->passage == mark->end_passage && !mark->whole;
  guint start = mark->whole ? 0 : place->first.range.start;
  guint end = is_one ? place->first.range.end : G_MAXINT;
  g_autofree char *quote = tri_replace_dup_words (self->library,
                                                  mark->passage,
                                                  mark->whole ? 0 : mark->start,
                                                  is_one ? mark->end : G_MAXINT);
  g_autofree char *now = NULL;
  gint64 passage = 0;

  if (place->state != TRI_ANCHOR_LOST)
    passage = tri_replace_text_get_now (place->text, place->first.passage);
  if (passage)
    now = tri_replace_dup_words (self->library, passage, start, end);
  tri_replace_add_item (self, mark->what, place->state, quote, now, passage);
}

/* What had no place before goes on having none. */
static gboolean
keep_old (TriReplace *self, GError **error)
{
  static const char orphans[] = "UPDATE bookmarks SET text = ?2 WHERE text = ?1";
  static const char unplaced[] = "INSERT INTO unplaced (uuid, text, what, state, subject, quote,"
                                 " ord, start, stop, details, created, modified)"
                                 " SELECT lower (hex (randomblob (16))), ?2, what, 3, subject,"
                                 " quote, ord, start, stop, details, created, modified"
                                 " FROM unplaced WHERE text = ?1";
  const char *const steps[] = { orphans, unplaced };

  for (guint i = 0; i < self->texts->len * G_N_ELEMENTS (steps); i++)
    {
      TriReplaceText *text = g_ptr_array_index (self->texts, i / G_N_ELEMENTS (steps));
      g_autoptr (TriStatement) statement = tri_library_prepare (self->library,
                                                                steps[i % G_N_ELEMENTS (steps)],
                                                                error);

      if (!statement)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, text->then);
      sqlite3_bind_int64 (statement, 2, text->now);
      if (!tri_library_run (self->library, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* Before the exchange: the rows are those of a text that is hidden yet. */
gboolean
tri_replace_write_marks (TriReplace *self, GError **error)
{
  if (!keep_old (self, error))
    return FALSE;
  for (guint i = 0; i < self->marks->len; i++)
    {
      const TriReplaceMark *mark = &g_array_index (self->marks, TriReplaceMark, i);
      TriReplacePlace place = { 0 };

      if (!place_mark (self, mark, &place))
        continue;
      report (self, mark, &place);
      if (!write_mark (self, mark, &place, error))
        return FALSE;
    }
  return TRUE;
}
