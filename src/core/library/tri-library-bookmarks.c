/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-bookmarks.h"

#include "library/tri-bookmark-hash.h"
#include "library/tri-bookmark-quote.h"
#include "library/tri-journal.h"

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

static gboolean
write_bookmark (TriLibrary *self, const TriBookmark *bookmark, const Anchor *anchor, GError **error)
{
  static const char sql[] = "INSERT INTO bookmarks (uuid, work_uuid, text_uuid, passage_key,"
                            " end_passage_key, quote,"
                            " prefix, suffix, note, colour, labels, work, text, passage,"
                            " end_passage, ord, start, stop,"
                            " whole, scope, created, modified, hash) VALUES (?1, ?2, ?3, ?4, ?5,"
                            " ?6, ?7, ?8, ?9, ?10,"
                            " ?11, ?12, ?13, nullif(?14, 0), nullif(?15, 0), ?16, ?17, ?18, ?19,"
                            " ?20, ?21, ?22, 0)"
                            " ON CONFLICT (uuid) DO UPDATE SET work_uuid = ?2, text_uuid = ?3,"
                            " passage_key = ?4,"
                            " end_passage_key = ?5, quote = ?6, prefix = ?7, suffix = ?8, note ="
                            " ?9, colour = ?10,"
                            " labels = ?11, work = ?12, text = ?13, passage = nullif(?14, 0),"
                            " end_passage = nullif(?15, 0), ord = ?16,"
                            " start = ?17, stop = ?18, whole = ?19, scope = ?20, modified = ?22";
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
  };

  if (!statement)
    return FALSE;
  bind_texts (statement, 1, texts, G_N_ELEMENTS (texts));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    sqlite3_bind_int64 (statement, (int) (G_N_ELEMENTS (texts) + 1 + i), numbers[i]);
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

static gboolean
store_bookmark (TriLibrary *self, TriBookmark *bookmark, GError **error)
{
  g_autoptr (TriJournal) act = NULL;
  g_auto (Anchor) anchor = { 0 };

  act = tri_journal_begin (self, bookmark->id ? "bookmark.edit" : "bookmark.add", error);
  if (!act)
    return FALSE;
  if (bookmark->id && find_id (self, bookmark->uuid) == 0)
    return fail_gone (_ ("This bookmark has been deleted, perhaps in another window."), error);
  if (!prepare_bookmark (self, bookmark, &anchor, error)
      || !tri_journal_watch (act, TRI_JOURNAL_BOOKMARKS, bookmark->uuid, error)
      || !write_bookmark (self, bookmark, &anchor, error)
      || !tri_library_store_bookmark_hash (self, bookmark->uuid, error))
    return FALSE;
  bookmark->id = find_id (self, bookmark->uuid);
  return tri_journal_commit (act, error);
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
  g_free (to->uuid);
  to->uuid = g_strdup (from->uuid);
  g_free (to->quote);
  to->quote = g_strdup (from->quote);
  g_free (to->prefix);
  to->prefix = g_strdup (from->prefix);
  g_free (to->suffix);
  to->suffix = g_strdup (from->suffix);
}

/**
 * tri_library_save_bookmark:
 * @bookmark: with a uuid the changed copy of one that is stored, else a new one. Passage, range and
 *   what the reader says of it are read; quote, prefix and suffix are filled in when quote is "".
 *
 * Stores a bookmark, as one act. When this returns %TRUE it is on disk, and id, uuid and times are
 * set; otherwise @bookmark is as it was.
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
  if (!store_bookmark (self, stored, error))
    return FALSE;
  copy_back (bookmark, stored);
  return TRUE;
}

static gboolean
delete_one (TriLibrary *self, TriJournal *act, gint64 id, GError **error)
{
  static const char find[] = "SELECT uuid FROM bookmarks WHERE id = ?";
  static const char sql[] = "DELETE FROM bookmarks WHERE id = ?";
  g_autoptr (TriStatement) found = tri_library_prepare (self, find, error);
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autofree char *uuid = NULL;

  if (!found || !statement)
    return FALSE;
  sqlite3_bind_int64 (found, 1, id);
  if (!tri_library_next (self, found, NULL))
    return TRUE;
  uuid = tri_statement_dup_text (found, 0);
  sqlite3_bind_int64 (statement, 1, id);
  return tri_journal_watch (act,
                            TRI_JOURNAL_BOOKMARKS,
                            uuid,
                            error)
         && tri_library_run (self, statement, error);
}

/**
 * tri_library_delete_bookmarks:
 * @ids: (array length=n_ids): those that have gone already do not matter
 *
 * Deletes bookmarks, together one act.
 */
gboolean
tri_library_delete_bookmarks (TriLibrary *self, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (TriJournal) act = tri_journal_begin (self, "bookmark.delete", error);

  if (!act)
    return FALSE;
  for (guint i = 0; i < n_ids; i++)
    if (!delete_one (self, act, ids[i], error))
      return FALSE;
  return tri_journal_commit (act, error);
}
