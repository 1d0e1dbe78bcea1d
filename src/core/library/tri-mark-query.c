/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-bookmarks.h"

#include "library/tri-mark-read.h"
#include "library/tri-mark-rows.h"
#include "library/tri-mark-words.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* Finding marks. What is rare (words, a label, an entity) is asked for by itself and gives a set of
 * ids; all sets are brought together. When few are left each is looked up, else the index of the
 * order that is wanted is read from one end to the other, which holds all that is asked besides. */

/* Up to so many are looked up one by one. */
#define FEW 8000
/* The mark of a row. */
#define FIRST \
  "iif (b.part_of = '', b.id, (SELECT f.id FROM bookmarks AS f WHERE f.uuid = b.part_of))"
#define UUID_LENGTH 36

typedef struct
{
  TriLibrary *library;
  const TriMarkQuery *query;
  GArray *wanted;     /* ids in order; NULL: all */
  GHashTable *hidden; /* works */
  GArray *keys;       /* (element-type TriMarkKey) */
  gint64 work;        /* the last one that was looked at */
  gboolean is_hidden; /* that */
  gint64 text;        /* likewise */
  gint64 text_ord;
} Search;

/* --- Sets */

static GArray *
list_ids (TriLibrary *self, const char *sql, const char *text, gint64 number, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return NULL;
  if (text)
    tri_statement_bind_text (statement, 1, text);
  else
    sqlite3_bind_int64 (statement, 1, number);
  return tri_mark_read_ids (self, statement, error);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static gboolean
has_id (const GArray *ids, gint64 id)
{
  return bsearch (&id, ids->data, ids->len, sizeof id, compare_ids) != NULL;
}

/* FALSE with @error set. Takes @ids. */
static gboolean
narrow (Search *self, GArray *ids, GError **error)
{
  guint n = 0;

  if (!ids)
    return FALSE;
  if (!self->wanted)
    {
      self->wanted = ids;
      return TRUE;
    }
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (has_id (self->wanted, id))
        g_array_index (ids, gint64, n++) = id;
    }
  g_array_set_size (ids, n);
  g_array_unref (self->wanted);
  self->wanted = ids;
  return TRUE;
}

static gboolean
narrow_by_words (Search *self, GError **error)
{
  GError *local = NULL;
  GArray *ids = tri_mark_words_find (self->library, self->query->words, &local);

  if (ids)
    return narrow (self, ids, error);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
narrow_all (Search *self, GError **error)
{
  static const char label[] = "SELECT bookmark FROM mark_labels WHERE label = ? ORDER BY bookmark";
  /* Marks that begin where it is named; then those of several passages, which are few. */
  static const char entity[] = "SELECT " FIRST " AS mark FROM mentions AS m"
                               " CROSS JOIN texts AS t ON t.id = m.text"
                               " CROSS JOIN bookmarks AS b INDEXED BY bookmarks_by_work"
                               "  ON b.work = t.work AND b.text = m.text AND b.ord = m.ord"
                               "  AND b.passage = m.passage AND m.stop > b.start"
                               "  AND (m.ord < b.end_ord OR m.start < b.stop)"
                               " WHERE m.entity = ?1 UNION"
                               " SELECT " FIRST " FROM bookmarks AS b"
                               " WHERE b.passage <> b.end_passage"
                               " AND EXISTS (SELECT 1 FROM mentions AS m"
                               "  WHERE m.entity = ?1 AND m.text = b.text"
                               "  AND m.ord > b.ord AND m.ord <= b.end_ord"
                               "  AND (m.ord < b.end_ord OR m.start < b.stop))"
                               " ORDER BY mark";
  TriLibrary *library = self->library;
  const TriMarkQuery *query = self->query;

  return (!query->words || narrow_by_words (self, error))
         && (!query->label
             || narrow (self, list_ids (library, label, query->label, 0, error), error))
         && (!query->unplaced
             || narrow (self, tri_mark_list_unplaced (library, error), error))
         && (!query->entity
             || narrow (self, list_ids (library, entity, NULL, query->entity, error), error));
}

/* --- Keys */

static gint64
ask_text_ord (TriLibrary *self, gint64 text)
{
  return tri_library_ask (self, "SELECT ord FROM texts WHERE id = ?", text, G_MAXINT);
}

/* Whether it is in a work that is read; what has been asked of the last one is not asked again. */
static gboolean
look_at (Search *self, gint64 work, gint64 text)
{
  if (work != self->work)
    {
      self->work = work;
      self->is_hidden = g_hash_table_contains (self->hidden, &work);
    }
  if (text != self->text && !self->is_hidden)
    {
      self->text = text;
      self->text_ord = ask_text_ord (self->library, text);
    }
  return !self->is_hidden;
}

/* Columns: id, work, text, ord, start, created, kind, colour, has_note. */
static gboolean
is_asked (const TriMarkQuery *query, TriStatement *row)
{
  if (query->kinds)
    {
      guint kind = (guint) sqlite3_column_int (row, 6);

      if (kind > 31 || !(query->kinds & 1u << kind))
        return FALSE;
    }
  if (query->with_note && !sqlite3_column_int (row, 8))
    return FALSE;
  return !query->colour
         || g_strcmp0 (query->colour, (const char *) sqlite3_column_text (row, 7)) == 0;
}

static void
add_key (Search *self, TriStatement *row)
{
  const TriMarkQuery *query = self->query;
  TriMarkKey key = { .place = TRI_MARK_NO_ROW };

  if (!is_asked (query, row))
    return;
  key.work = sqlite3_column_int64 (row, 1);
  key.text = sqlite3_column_int64 (row, 2);
  if ((query->work && query->work != key.work) || (query->text && query->text != key.text)
      || !look_at (self, key.work, key.text))
    return;
  key.id = sqlite3_column_int64 (row, 0);
  key.ord = (guint) sqlite3_column_int64 (row, 3);
  key.start = (guint) sqlite3_column_int64 (row, 4);
  key.created = sqlite3_column_int64 (row, 5);
  key.text_ord = self->text_ord;
  g_array_append_val (self->keys, key);
}

static gboolean
look_up_each (Search *self, GError **error)
{
  static const char sql[] = "SELECT id, work, text, ord, start, created, kind, colour, has_note"
                            " FROM bookmarks WHERE id = ? AND part_of = ''";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  for (guint i = 0; !local && i < self->wanted->len; i++)
    {
      sqlite3_bind_int64 (statement, 1, g_array_index (self->wanted, gint64, i));
      if (tri_library_next (self->library, statement, &local))
        add_key (self, statement);
      sqlite3_reset (statement);
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
read_index (Search *self, GError **error)
{
  static const char all[] = "SELECT id, work, text, ord, start, 0, kind, colour, has_note"
                            " FROM bookmarks"
                            " INDEXED BY bookmarks_by_place WHERE part_of = ''"
                            " ORDER BY work, text, ord, start, id";
  static const char one[] = "SELECT id, work, text, ord, start, 0, kind, colour, has_note"
                            " FROM bookmarks"
                            " INDEXED BY bookmarks_by_place WHERE part_of = '' AND work = ?1"
                            " ORDER BY work, text, ord, start, id";
  static const char latest[] = "SELECT id, work, text, 0, 0, created, kind, colour, has_note"
                               " FROM bookmarks"
                               " INDEXED BY bookmarks_by_created WHERE part_of = ''"
                               " ORDER BY created DESC, id DESC";
  const TriMarkQuery *query = self->query;
  gboolean by_date = query->order == TRI_BOOKMARK_ORDER_DATE;
  g_autoptr (TriStatement) statement = NULL;
  GError *local = NULL;

  statement = tri_library_prepare (self->library,
                                   by_date ? latest : query->work ? one
                                                                  : all,
                                   error);
  if (!statement)
    return FALSE;
  if (query->work && !by_date)
    sqlite3_bind_int64 (statement, 1, query->work);
  while (tri_library_next (self->library, statement, &local))
    if (!self->wanted || has_id (self->wanted, sqlite3_column_int64 (statement, 0)))
      add_key (self, statement);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* --- Order */

static void
sort (GArray *keys, GCompareFunc compare)
{
  const TriMarkKey *all = (const TriMarkKey *) keys->data;

  for (guint i = 1; i < keys->len; i++)
    if (compare (&all[i - 1], &all[i]) > 0)
      {
        g_array_sort (keys, compare);
        return;
      }
}

/* By rows; what stands in none, since its passage has gone, behind the others of its work. */
static gboolean
sort_by_rows (Search *self, GError **error)
{
  g_autoptr (TriMarkRows) rows = tri_mark_rows_new (self->library);
  g_autoptr (GArray) unplaced = tri_mark_list_unplaced (self->library, error);

  sort (self->keys, tri_mark_key_compare_texts);
  if (!unplaced || !tri_mark_rows_lay (rows, self->keys, error))
    return FALSE;
  for (guint i = 0; unplaced->len > 0 && i < self->keys->len; i++)
    {
      TriMarkKey *key = &g_array_index (self->keys, TriMarkKey, i);

      if (has_id (unplaced, key->id))
        key->place = TRI_MARK_NO_ROW;
    }
  sort (self->keys, tri_mark_key_compare_rows);
  return TRUE;
}

static gboolean
put_in_order (Search *self, GError **error)
{
  switch (self->query->order)
    {
    case TRI_BOOKMARK_ORDER_DATE:
      sort (self->keys, tri_mark_key_compare_dates);
      return TRUE;
    case TRI_BOOKMARK_ORDER_ROWS:
      return sort_by_rows (self, error);
    case TRI_BOOKMARK_ORDER_PLACE:
    default:
      sort (self->keys, tri_mark_key_compare_texts);
      return TRUE;
    }
}

static GHashTable *
list_hidden (TriLibrary *self, GError **error)
{
  static const char sql[] = "SELECT id FROM works WHERE deleted IS NOT NULL AND ?1 = 0";
  g_autoptr (GArray) ids = list_ids (self, sql, NULL, 0, error);
  GHashTable *hidden;

  if (!ids)
    return NULL;
  hidden = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (hidden, g_memdup2 (&g_array_index (ids, gint64, i), sizeof (gint64)));
  return hidden;
}

static gboolean
search (Search *self, GError **error)
{
  self->hidden = list_hidden (self->library, error);
  if (!self->hidden || !narrow_all (self, error))
    return FALSE;
  if (self->wanted && self->wanted->len <= FEW)
    return look_up_each (self, error);
  return read_index (self, error);
}

/**
 * tri_library_find_marks:
 * @query: which
 *
 * Finds marks, except those in works that are deleted; those without a place, too.
 *
 * Returns: (transfer full) (element-type gint64): their ids, in order; %NULL on error
 */
GArray *
tri_library_find_marks (TriLibrary *self, const TriMarkQuery *query, GError **error)
{
  Search found = { self, query };
  GArray *ids = NULL;

  found.keys = g_array_new (FALSE, FALSE, sizeof (TriMarkKey));
  if (search (&found, error) && put_in_order (&found, error))
    {
      ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), found.keys->len);
      for (guint i = 0; i < found.keys->len; i++)
        g_array_append_val (ids, g_array_index (found.keys, TriMarkKey, i).id);
    }
  g_array_unref (found.keys);
  g_clear_pointer (&found.wanted, g_array_unref);
  g_clear_pointer (&found.hidden, g_hash_table_unref);
  return ids;
}

/**
 * tri_library_get_marks:
 * @ids: (array length=n_ids): a page of them
 *
 * Returns: (transfer full) (element-type TriBookmark): the marks with their parts, in the order of
 * @ids; without those that have gone meanwhile
 */
GPtrArray *
tri_library_get_marks (TriLibrary *self, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_ids; i++)
    {
      GError *local = NULL;
      TriBookmark *mark = tri_library_get_bookmark (self, ids[i], &local);

      if (mark)
        g_ptr_array_add (marks, mark);
      else if (!g_error_matches (local, TRI_ERROR, TRI_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, local);
          return NULL;
        }
      g_clear_error (&local);
    }
  return g_steal_pointer (&marks);
}

gint64
tri_library_find_mark (TriLibrary *self, const char *uuid, GError **error)
{
  static const char sql[] = "SELECT id FROM bookmarks WHERE part_of = '' AND ?1 <> ''"
                            " AND (uuid = ?1 OR substr (uuid, 1, length (?1)) = ?1)"
                            " ORDER BY uuid <> ?1 LIMIT 2";
  g_autoptr (GArray) ids = list_ids (self, sql, uuid, 0, error);

  if (!ids)
    return 0;
  if (ids->len == 1 || (ids->len == 2 && strlen (uuid) >= UUID_LENGTH))
    return g_array_index (ids, gint64, 0);
  g_set_error (error,
               TRI_ERROR,
               ids->len ? TRI_ERROR_AMBIGUOUS : TRI_ERROR_NOT_FOUND,
               ids->len ? _ ("“%s” may be several bookmarks. Give more of its id.")
                        : _ ("There is no bookmark “%s”."),
               uuid);
  return 0;
}

/* --- Labels */

static void
free_count (TriMarkCount *self)
{
  g_free (self->name);
  g_free (self);
}

GPtrArray *
tri_library_list_mark_labels (TriLibrary *self, GError **error)
{
  static const char sql[] = "SELECT l.label, count (*) FROM mark_labels AS l"
                            " WHERE NOT EXISTS"
                            "  (SELECT 1 FROM works AS w WHERE w.deleted IS NOT NULL)"
                            " OR l.bookmark IN (SELECT b.id FROM bookmarks AS b"
                            "  LEFT JOIN works AS w ON w.id = b.work WHERE w.deleted IS NULL)"
                            " GROUP BY l.label ORDER BY l.label";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GPtrArray) counts = NULL;
  GError *local = NULL;

  if (!statement)
    return NULL;
  counts = g_ptr_array_new_with_free_func ((GDestroyNotify) free_count);
  while (tri_library_next (self, statement, &local))
    {
      TriMarkCount *count = g_new0 (TriMarkCount, 1);

      count->name = tri_statement_dup_text (statement, 0);
      count->n = (guint) sqlite3_column_int64 (statement, 1);
      g_ptr_array_add (counts, count);
    }
  if (!local)
    return g_steal_pointer (&counts);
  g_propagate_error (error, local);
  return NULL;
}
