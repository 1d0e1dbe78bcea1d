/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-marks-store.h"

#include "library/tri-bookmark-hash.h"
#include "library/tri-bookmark-quote.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define MARGIN 32 /* code points of prefix and suffix */

static const char *const colours[] = {
  "yellow",
  "green",
  "blue",
  "pink",
  "purple",
  "orange",
  NULL,
};

/* A row that is to be written. */
typedef struct
{
  const TriMarkRecord *record;
  const TriMarkSpot *spot;
  const TriMarkPlace *place;
  const char *uuid;
  const char *part_of;
  guint part;
} Row;

static char *
write_labels (const char *const *labels)
{
  g_autoptr (JsonNode) root = json_node_init_array (json_node_alloc (), NULL);
  g_autoptr (JsonArray) array = json_array_new ();

  for (; *labels; labels++)
    json_array_add_string_element (array, *labels);
  json_node_set_array (root, array);
  return json_to_string (root, FALSE);
}

/* The words that stand there now; of what has no sure place, those of the file. */
static TriBookmark *
read_quote (TriLibrary *library, const Row *row, GError **error)
{
  g_autoptr (TriBookmark) bookmark = tri_bookmark_new ();
  const TriMarkPlace *place = row->place;
  glong n;

  bookmark->passage = place->passage;
  bookmark->end_passage = place->end_passage;
  bookmark->start = place->start;
  bookmark->end = place->end;
  bookmark->whole = place->whole;
  if (place->state < TRI_ANCHOR_DOUBTFUL)
    return tri_library_fill_quote (library, bookmark, error) ? g_steal_pointer (&bookmark) : NULL;
  bookmark->start = row->spot->start;
  bookmark->end = row->spot->end;
  bookmark->whole = row->spot->whole;
  tri_mark_set (&bookmark->quote, row->spot->quote);
  n = g_utf8_strlen (row->spot->prefix, -1);
  g_free (bookmark->prefix);
  bookmark->prefix = g_utf8_substring (row->spot->prefix, MAX (0, n - MARGIN), n);
  n = g_utf8_strlen (row->spot->suffix, -1);
  g_free (bookmark->suffix);
  bookmark->suffix = g_utf8_substring (row->spot->suffix, 0, MIN (n, MARGIN));
  return g_steal_pointer (&bookmark);
}

/* What is bound must outlive the binding. */
static const char letters[][2] = {
  "a",
  "b",
  "c",
  "d",
  "e",
  "f",
  "g",
  "h",
  "i",
  "j",
  "k",
  "l",
  "m",
  "n",
  "o",
  "p",
  "q",
  "r",
  "s",
  "t",
  "u",
  "v",
  "w",
  "x",
  "y",
  "z",
};

static void
bind_row (TriStatement *statement, const Row *row, const TriBookmark *words, const char *labels)
{
  const TriMarkRecord *record = row->record;
  gboolean is_part = row->part > 0;
  gboolean has_place = row->place->state < TRI_ANCHOR_DOUBTFUL;
  gboolean has_letter = !is_part && record->letter >= 'a' && record->letter <= 'z';
  const char *letter = has_letter ? letters[record->letter - 'a'] : "";
  const char *colour = g_strv_contains (colours, record->colour) ? record->colour : "";
  const char *const texts[] = {
    row->uuid,
    row->spot->key,
    row->spot->end_key,
    words->quote,
    words->prefix,
    words->suffix,
    is_part ? "" : record->note,
    colour,
    labels,
    letter,
    row->part_of,
  };
  const gint64 numbers[] = {
    row->place->text,
    has_place ? row->place->passage : 0,
    has_place ? row->place->end_passage : 0,
    row->place->ord,
    words->start,
    words->end,
    words->whole,
    record->scope,
    record->created,
    record->modified,
    record->kind,
    record->style,
    row->part,
    row->place->state,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    tri_statement_bind_text (statement, (int) i + 1, texts[i]);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    sqlite3_bind_int64 (statement, (int) (G_N_ELEMENTS (texts) + 1 + i), numbers[i]);
}

/* A letter that another mark of the work has stays with that one. */
static gboolean
write_row (TriLibrary *library, const Row *row, const TriBookmark *words, GError **error)
{
  /* A place that is not sure leaves the one that is stored as it is. */
  static const char sql[] = "INSERT INTO bookmarks AS b (uuid, work, text, passage, end_passage,"
                            " work_uuid, text_uuid, passage_key, end_passage_key, ord, start,"
                            " stop, whole, quote, prefix, suffix, note, colour, labels, scope,"
                            " created, modified, kind, style, letter, part_of, part, anchor, hash)"
                            " SELECT ?1, w.id, t.id, p.id, e.id, w.uuid, t.uuid,"
                            " coalesce (p.key, ?2), coalesce (e.key, ?3), ?15, ?16, ?17, ?18, ?4,"
                            " ?5, ?6, ?7, ?8, ?9, ?19, ?20, ?21, ?22, ?23,"
                            " iif (EXISTS (SELECT 1 FROM bookmarks AS o WHERE o.work = w.id"
                            "  AND o.letter = ?10 AND o.letter <> '' AND o.uuid <> ?1), '', ?10),"
                            " ?11, ?24, ?25, 0"
                            " FROM texts AS t JOIN works AS w ON w.id = t.work"
                            " LEFT JOIN passages AS p ON p.id = nullif (?13, 0)"
                            " LEFT JOIN passages AS e ON e.id = nullif (?14, 0) WHERE t.id = ?12"
                            " ON CONFLICT (uuid) DO UPDATE SET"
                            " (work, text, passage, end_passage, work_uuid, text_uuid,"
                            "  passage_key, end_passage_key, ord, start, stop, whole, quote,"
                            "  prefix, suffix, anchor) = (SELECT"
                            " iif (excluded.anchor < 2, excluded.work, b.work),"
                            " iif (excluded.anchor < 2, excluded.text, b.text),"
                            " iif (excluded.anchor < 2, excluded.passage, b.passage),"
                            " iif (excluded.anchor < 2, excluded.end_passage, b.end_passage),"
                            " iif (excluded.anchor < 2, excluded.work_uuid, b.work_uuid),"
                            " iif (excluded.anchor < 2, excluded.text_uuid, b.text_uuid),"
                            " iif (excluded.anchor < 2, excluded.passage_key, b.passage_key),"
                            " iif (excluded.anchor < 2, excluded.end_passage_key,"
                            "  b.end_passage_key),"
                            " iif (excluded.anchor < 2, excluded.ord, b.ord),"
                            " iif (excluded.anchor < 2, excluded.start, b.start),"
                            " iif (excluded.anchor < 2, excluded.stop, b.stop),"
                            " iif (excluded.anchor < 2, excluded.whole, b.whole),"
                            " iif (excluded.anchor < 2, excluded.quote, b.quote),"
                            " iif (excluded.anchor < 2, excluded.prefix, b.prefix),"
                            " iif (excluded.anchor < 2, excluded.suffix, b.suffix),"
                            " iif (excluded.anchor < 2, excluded.anchor, b.anchor)),"
                            " note = excluded.note, colour = excluded.colour,"
                            " labels = excluded.labels, scope = excluded.scope,"
                            " modified = excluded.modified, kind = excluded.kind,"
                            " style = excluded.style, letter = excluded.letter,"
                            " part_of = excluded.part_of, part = excluded.part";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autofree char *labels = NULL;

  if (!statement)
    return FALSE;
  labels = row->part ? g_strdup ("[]")
                     : write_labels ((const char *const *) row->record->labels);
  bind_row (statement, row, words, labels);
  return tri_library_run (library, statement, error);
}

/* Those without a sure place are listed, and can be looked for again. */
static gboolean
keep_unplaced (TriLibrary *library, const Row *row, GError **error)
{
  static const char clear[] = "DELETE FROM unplaced WHERE what = 'bookmark' AND subject = ?1";
  static const char sql[] = "INSERT INTO unplaced (uuid, text, what, state, subject, quote, ord,"
                            " passage, start, stop, details, created, modified)"
                            " SELECT lower (hex (randomblob (16))), ?2, 'bookmark', ?3, ?1, quote,"
                            " ?4, nullif (?5, 0), ?6, ?7, '{}', created, unixepoch ()"
                            " FROM bookmarks WHERE uuid = ?1 AND passage IS NULL";
  g_autoptr (TriStatement) clearing = tri_library_prepare (library, clear, error);
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  const gint64 values[] = {
    row->place->text,
    row->place->state,
    row->place->ord,
    row->place->passage,
    row->place->start,
    row->place->end,
  };

  if (!clearing || !statement)
    return FALSE;
  tri_statement_bind_text (clearing, 1, row->uuid);
  tri_statement_bind_text (statement, 1, row->uuid);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    sqlite3_bind_int64 (statement, (int) i + 2, values[i]);
  return tri_library_run (library, clearing, error)
         && (row->place->state < TRI_ANCHOR_DOUBTFUL
             || tri_library_run (library, statement, error));
}

static gboolean
store_row (TriLibrary *library, TriJournal *journal, const Row *row, GError **error)
{
  g_autoptr (TriBookmark) words = NULL;

  if (!tri_journal_watch (journal, TRI_JOURNAL_BOOKMARKS, row->uuid, error))
    return FALSE;
  words = read_quote (library, row, error);
  return words
         && write_row (library, row, words, error)
         && tri_library_store_bookmark_hash (library, row->uuid, error)
         && keep_unplaced (library, row, error);
}

/* Parts that the file does not have any more. */
static gboolean
drop_parts (TriLibrary *library,
            TriJournal *journal,
            const char *uuid,
            guint n_parts,
            GError **error)
{
  static const char find[] = "SELECT uuid FROM bookmarks WHERE part_of = ?1 AND part > ?2"
                             " AND part_of <> ''";
  static const char sql[] = "DELETE FROM bookmarks WHERE uuid = ?1";
  g_autoptr (TriStatement) found = tri_library_prepare (library, find, error);
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);

  if (!found || !statement)
    return FALSE;
  tri_statement_bind_text (found, 1, uuid);
  sqlite3_bind_int64 (found, 2, n_parts);
  while (tri_library_next (library, found, NULL))
    g_ptr_array_add (uuids, tri_statement_dup_text (found, 0));
  for (guint i = 0; i < uuids->len; i++)
    {
      tri_statement_bind_text (statement, 1, uuids->pdata[i]);
      if (!tri_journal_watch (journal, TRI_JOURNAL_BOOKMARKS, uuids->pdata[i], error)
          || !tri_library_run (library, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* The uuid of a part: what it is stored under, else as the file has it, else always the same. */
static char *
dup_part_uuid (TriLibrary *library, const TriMarkRecord *record, guint part)
{
  static const char sql[] = "SELECT uuid FROM bookmarks WHERE part_of = ?1 AND part = ?2"
                            " AND part_of <> ''";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);
  const TriMarkSpot *spot = g_ptr_array_index (record->spots, part);
  g_autofree char *name = NULL;

  if (statement)
    {
      tri_statement_bind_text (statement, 1, record->uuid);
      sqlite3_bind_int64 (statement, 2, part);
      if (tri_library_next (library, statement, NULL))
        return tri_statement_dup_text (statement, 0);
    }
  if (spot->uuid[0])
    return g_strdup (spot->uuid);
  name = g_strdup_printf ("%s#%u", record->uuid, part);
  return tri_mark_dup_uuid_for (name);
}

gboolean
tri_marks_store (TriLibrary *library,
                 TriJournal *journal,
                 const TriMarkRecord *record,
                 const TriMarkPlace *places,
                 GError **error)
{
  for (guint i = 0; i < record->spots->len; i++)
    {
      g_autofree char *uuid = i ? dup_part_uuid (library, record, i) : g_strdup (record->uuid);
      const char *whole = i ? record->uuid : "";
      gpointer spot = g_ptr_array_index (record->spots, i);
      const Row row = { record, spot, &places[i], uuid, whole, i };

      if (!store_row (library, journal, &row, error))
        return FALSE;
    }
  return drop_parts (library, journal, record->uuid, record->spots->len - 1, error);
}
