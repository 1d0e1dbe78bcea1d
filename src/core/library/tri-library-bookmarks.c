/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-bookmarks.h"

#include "library/tri-bookmark-hash.h"
#include "library/tri-bookmark-quote.h"
#include "library/tri-journal.h"
#include "library/tri-mark-read.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

/* How a bookmark's place is named for good. */
typedef struct
{
  char *work_uuid;
  char *text_uuid;
  char *key;
  char *end_key;
} Anchor;

static void
clear_anchor (Anchor *self)
{
  g_free (self->work_uuid);
  g_free (self->text_uuid);
  g_free (self->key);
  g_free (self->end_key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Anchor, clear_anchor)

static gboolean
fail_gone (const char *message, GError **error)
{
  g_set_error_literal (error, TRI_ERROR, TRI_ERROR_NOT_FOUND, message);
  return FALSE;
}

/* Looks up where the passages stand. */
static gboolean
read_anchor (TriLibrary *self, TriBookmark *bookmark, Anchor *anchor, GError **error)
{
  static const char sql[] = "SELECT w.id, w.uuid, t.id, t.uuid, p.ord, p.key, e.key"
                            " FROM passages AS p"
                            " CROSS JOIN texts AS t ON t.id = p.text"
                            " CROSS JOIN works AS w ON w.id = t.work"
                            " CROSS JOIN passages AS e ON e.id = ?2 AND e.text = p.text"
                            " WHERE p.id = ?1 AND p.ord <= e.ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, bookmark->passage);
  sqlite3_bind_int64 (statement, 2, bookmark->end_passage);
  if (!tri_library_next (self, statement, &failed))
    {
      if (!failed)
        return fail_gone (_ ("The passage is no longer in the library."), error);
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  bookmark->work = sqlite3_column_int64 (statement, 0);
  anchor->work_uuid = tri_statement_dup_text (statement, 1);
  bookmark->text = sqlite3_column_int64 (statement, 2);
  anchor->text_uuid = tri_statement_dup_text (statement, 3);
  bookmark->ord = (guint) sqlite3_column_int64 (statement, 4);
  anchor->key = tri_statement_dup_text (statement, 5);
  anchor->end_key = tri_statement_dup_text (statement, 6);
  return TRUE;
}

static char *
write_labels (const char *const *labels)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (; *labels; labels++)
    json_builder_add_string_value (builder, *labels);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
bind_texts (TriStatement *statement, int first, const char *const *texts, guint n_texts)
{
  for (guint i = 0; i < n_texts; i++)
    tri_statement_bind_text (statement, first + (int) i, texts[i]);
}

/* @part_of: "" for a mark itself */
static gboolean
write_row (TriLibrary *self,
           const TriBookmark *bookmark,
           const Anchor *anchor,
           const char *part_of,
           guint part,
           GError **error)
{
  static const char sql[] = "INSERT INTO bookmarks (uuid, work_uuid, text_uuid, passage_key,"
                            " end_passage_key, quote,"
                            " prefix, suffix, note, colour, labels, work, text, passage,"
                            " end_passage, ord, start, stop,"
                            " whole, scope, created, modified, kind, style, letter,"
                            " part_of, part, hash)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,"
                            " ?11, ?12, ?13, nullif(?14, 0), nullif(?15, 0), ?16, ?17, ?18, ?19,"
                            " ?20, ?21, ?22, ?23, ?24, iif (?25 > 0, char (?25), ''),"
                            " ?26, ?27, 0)"
                            " ON CONFLICT (uuid) DO UPDATE SET work_uuid = ?2, text_uuid = ?3,"
                            " passage_key = ?4,"
                            " end_passage_key = ?5, quote = ?6, prefix = ?7, suffix = ?8, note ="
                            " ?9, colour = ?10,"
                            " labels = ?11, work = ?12, text = ?13, passage = nullif(?14, 0),"
                            " end_passage = nullif(?15, 0), ord = ?16,"
                            " start = ?17, stop = ?18, whole = ?19, scope = ?20, modified = ?22,"
                            " kind = ?23, style = ?24, letter = iif (?25 > 0, char (?25), ''),"
                            " part_of = ?26, part = ?27";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autofree char *labels = write_labels ((const char *const *) bookmark->labels);
  const char *const texts[] = {
    bookmark->uuid,
    anchor->work_uuid,
    anchor->text_uuid,
    anchor->key,
    anchor->end_key,
    bookmark->quote,
    bookmark->prefix,
    bookmark->suffix,
    bookmark->note,
    bookmark->colour,
    labels,
  };
  const gint64 numbers[] = {
    bookmark->work,
    bookmark->text,
    bookmark->passage,
    bookmark->end_passage,
    bookmark->ord,
    bookmark->start,
    bookmark->end,
    bookmark->whole,
    bookmark->scope,
    bookmark->created,
    bookmark->modified,
    bookmark->kind,
    bookmark->style,
    bookmark->letter,
  };

  if (!statement)
    return FALSE;
  bind_texts (statement, 1, texts, G_N_ELEMENTS (texts));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    sqlite3_bind_int64 (statement, (int) (G_N_ELEMENTS (texts) + 1 + i), numbers[i]);
  tri_statement_bind_text (statement, 26, part_of);
  sqlite3_bind_int64 (statement, 27, part);
  return tri_library_run (self, statement, error);
}

/* An orphan keeps its place; only what the reader says of it changes. */
static gboolean
read_orphan_anchor (TriLibrary *self, TriBookmark *bookmark, Anchor *anchor, GError **error)
{
  static const char sql[] = "SELECT work_uuid, text_uuid, passage_key, end_passage_key"
                            " FROM bookmarks WHERE uuid = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, bookmark->uuid);
  if (!tri_library_next (self, statement, error))
    return FALSE;
  anchor->work_uuid = tri_statement_dup_text (statement, 0);
  anchor->text_uuid = tri_statement_dup_text (statement, 1);
  anchor->key = tri_statement_dup_text (statement, 2);
  anchor->end_key = tri_statement_dup_text (statement, 3);
  return TRUE;
}

static gboolean
prepare_bookmark (TriLibrary *self, TriBookmark *bookmark, Anchor *anchor, GError **error)
{
  if (bookmark->passage == 0 && bookmark->id != 0)
    return read_orphan_anchor (self, bookmark, anchor, error);
  if (bookmark->end_passage == 0)
    bookmark->end_passage = bookmark->passage;
  if (!read_anchor (self, bookmark, anchor, error))
    return FALSE;
  return bookmark->quote[0] != '\0' || tri_library_fill_quote (self, bookmark, error);
}

static gint64
find_id (TriLibrary *self, const char *uuid)
{
  static const char sql[] = "SELECT id FROM bookmarks WHERE uuid = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return 0;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_library_next (self, statement, NULL) ? sqlite3_column_int64 (statement, 0) : 0;
}

/* Writes one row: the mark itself, or a part of it. */
static gboolean
store_row (TriLibrary *self,
           TriJournal *act,
           TriBookmark *row,
           const char *part_of,
           guint part,
           GError **error)
{
  g_auto (Anchor) anchor = { 0 };

  if (!prepare_bookmark (self, row, &anchor, error)
      || !tri_journal_watch (act, TRI_JOURNAL_BOOKMARKS, row->uuid, error)
      || !write_row (self, row, &anchor, part_of, part, error)
      || !tri_library_store_bookmark_hash (self, row->uuid, error))
    return FALSE;
  row->id = find_id (self, row->uuid);
  return TRUE;
}

/* --- Parts */

static void
set_text (char **member, const char *value)
{
  g_free (*member);
  *member = g_strdup (value);
}

/* A part is a place alone; how it looks it has from the mark, so that no list has to look it up. */
static void
prepare_part (TriBookmark *mark, TriBookmark *part, GHashTable *stored)
{
  if (!part->uuid || !g_hash_table_remove (stored, part->uuid))
    {
      g_free (part->uuid);
      part->uuid = g_uuid_string_random ();
      part->id = 0;
      part->created = mark->modified;
    }
  part->modified = mark->modified;
  part->kind = mark->kind;
  part->style = mark->style;
  part->scope = mark->scope;
  part->letter = 0;
  set_text (&part->colour, mark->colour);
  set_text (&part->note, "");
  g_clear_pointer (&part->labels, g_strfreev);
  part->labels = g_new0 (char *, 1);
}

static gboolean
delete_row (TriLibrary *self, TriJournal *act, const char *uuid, GError **error)
{
  static const char sql[] = "DELETE FROM bookmarks WHERE uuid = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_journal_watch (act,
                            TRI_JOURNAL_BOOKMARKS,
                            uuid,
                            error)
         && tri_library_run (self, statement, error);
}

static gboolean
store_parts (TriLibrary *self, TriJournal *act, TriBookmark *mark, GError **error)
{
  g_autoptr (TriBookmark) before = tri_bookmark_new ();
  g_autoptr (GHashTable) stored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer uuid;

  set_text (&before->uuid, mark->uuid);
  if (!tri_mark_read_parts (self, before, error))
    return FALSE;
  for (guint i = 0; i < before->parts->len; i++)
    g_hash_table_add (stored, g_strdup (TRI_BOOKMARK (before->parts->pdata[i])->uuid));
  for (guint i = 0; i < mark->parts->len; i++)
    {
      TriBookmark *part = g_ptr_array_index (mark->parts, i);

      prepare_part (mark, part, stored);
      if (!store_row (self, act, part, mark->uuid, i + 1, error))
        return FALSE;
    }
  g_hash_table_iter_init (&iter, stored);
  while (g_hash_table_iter_next (&iter, &uuid, NULL))
    if (!delete_row (self, act, uuid, error))
      return FALSE;
  return TRUE;
}

/* --- Letters */

static gboolean
drop_letter (TriLibrary *self, TriJournal *act, const char *uuid, GError **error)
{
  static const char sql[] = "UPDATE bookmarks SET letter = '' WHERE uuid = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_journal_watch (act,
                            TRI_JOURNAL_BOOKMARKS,
                            uuid,
                            error)
         && tri_library_run (self, statement, error)
         && tri_library_store_bookmark_hash (self, uuid, error);
}

/* A work has each letter once. */
static gboolean
take_letter (TriLibrary *self, TriJournal *act, TriBookmark *mark, GError **error)
{
  static const char sql[] = "SELECT uuid FROM bookmarks WHERE work = ?1 AND letter = char (?2)"
                            " AND letter <> '' AND uuid <> ?3";
  g_autoptr (TriStatement) statement = NULL;
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;

  if (!mark->letter)
    return TRUE;
  if (!(statement = tri_library_prepare (self, sql, error)))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, mark->work);
  sqlite3_bind_int (statement, 2, mark->letter);
  tri_statement_bind_text (statement, 3, mark->uuid);
  while (tri_library_next (self, statement, &local))
    g_ptr_array_add (uuids, tri_statement_dup_text (statement, 0));
  for (guint i = 0; !local && i < uuids->len; i++)
    drop_letter (self, act, g_ptr_array_index (uuids, i), &local);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* --- Saving and deleting */

static gboolean
store_mark (TriLibrary *self, TriBookmark *mark, GError **error)
{
  g_autoptr (TriJournal) act = NULL;

  act = tri_journal_begin (self, mark->id ? "bookmark.edit" : "bookmark.add", error);
  if (!act)
    return FALSE;
  if (mark->id && find_id (self, mark->uuid) == 0)
    return fail_gone (_ ("This bookmark has been deleted, perhaps in another window."), error);
  return store_row (self, act, mark, "", 0, error)
         && take_letter (self, act, mark, error)
         && store_parts (self, act, mark, error)
         && tri_journal_commit (act, error);
}

static void
copy_back (TriBookmark *to, TriBookmark *from)
{
  to->id = from->id;
  to->work = from->work;
  to->text = from->text;
  to->end_passage = from->end_passage;
  to->ord = from->ord;
  to->start = from->start;
  to->end = from->end;
  to->created = from->created;
  to->modified = from->modified;
  set_text (&to->uuid, from->uuid);
  set_text (&to->quote, from->quote);
  set_text (&to->prefix, from->prefix);
  set_text (&to->suffix, from->suffix);
  g_ptr_array_set_size (to->parts, 0);
  for (guint i = 0; i < from->parts->len; i++)
    g_ptr_array_add (to->parts, g_object_ref (from->parts->pdata[i]));
}

/**
 * tri_library_save_bookmark:
 * @bookmark: with a uuid the changed copy of one that is stored, else a new one. Passage, range and
 *   what the reader says of it are read, and the places of its parts; quote, prefix and suffix are
 *   filled in where quote is "".
 *
 * Stores a mark, as one act. When this returns %TRUE it is on disk, and id, uuid and times are set;
 * otherwise @bookmark is as it was. Parts that have no uuid of a part that is stored are new; those
 * that are stored and not among them go.
 *
 * Returns: %FALSE on error, %TRI_ERROR_NOT_FOUND when the passage or the bookmark has gone
 */
gboolean
tri_library_save_bookmark (TriLibrary *self, TriBookmark *bookmark, GError **error)
{
  g_autoptr (TriBookmark) stored = tri_bookmark_copy (bookmark);

  stored->id = stored->uuid ? find_id (self, stored->uuid) : 0;
  if (stored->uuid && !stored->id)
    return fail_gone (_ ("This bookmark has been deleted, perhaps in another window."), error);
  stored->modified = g_get_real_time () / G_USEC_PER_SEC;
  if (!stored->uuid)
    {
      stored->uuid = g_uuid_string_random ();
      stored->created = stored->modified;
    }
  if (!store_mark (self, stored, error))
    return FALSE;
  copy_back (bookmark, stored);
  return TRUE;
}

static gboolean
delete_mark (TriLibrary *self, TriJournal *act, gint64 id, GError **error)
{
  GError *local = NULL;
  g_autoptr (TriBookmark) mark = tri_library_get_bookmark (self, id, &local);

  if (g_error_matches (local, TRI_ERROR, TRI_ERROR_NOT_FOUND))
    g_clear_error (&local);
  for (guint i = 0; mark && !local && i < mark->parts->len; i++)
    delete_row (self, act, TRI_BOOKMARK (mark->parts->pdata[i])->uuid, &local);
  if (mark && !local)
    delete_row (self, act, mark->uuid, &local);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/**
 * tri_library_delete_bookmarks:
 * @ids: (array length=n_ids): those that have gone already do not matter
 *
 * Deletes marks with their parts, together one act.
 */
gboolean
tri_library_delete_bookmarks (TriLibrary *self, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (TriJournal) act = tri_journal_begin (self, "bookmark.delete", error);

  if (!act)
    return FALSE;
  for (guint i = 0; i < n_ids; i++)
    if (!delete_mark (self, act, ids[i], error))
      return FALSE;
  return tri_journal_commit (act, error);
}
