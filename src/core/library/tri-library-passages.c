/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-private.h"
#include "library/tri-library-works.h"
#include "library/tri-pack.h"
#include "tri-utf8.h"

#include <glib/gi18n.h>

#define COLUMNS "id, text, ord, coalesce (division, 0), kind, level, key, content, sentences, spans"

static TriUnpacker
get_unpacker (TriStatement *row, int column)
{
  const guint8 *bytes = sqlite3_column_blob (row, column);
  TriUnpacker unpacker = { bytes, bytes + sqlite3_column_bytes (row, column) };

  return unpacker;
}

static TriPassage *
new_passage (TriStatement *row, GError **error)
{
  g_autoptr (TriPassage) passage = tri_passage_new ();
  TriUnpacker sentences = get_unpacker (row, 8);
  TriUnpacker spans = get_unpacker (row, 9);

  passage->id = sqlite3_column_int64 (row, 0);
  passage->text = sqlite3_column_int64 (row, 1);
  passage->ord = (guint) sqlite3_column_int64 (row, 2);
  passage->division = sqlite3_column_int64 (row, 3);
  passage->kind = (TriPassageKind) tri_statement_get_enum (row, 4, TRI_PASSAGE_NOTE + 1);
  passage->level = (guint) sqlite3_column_int64 (row, 5);
  passage->key = g_strdup (tri_statement_get_text (row, 6));
  passage->content = tri_statement_dup_text (row, 7);
  if (sentences.at && !tri_unpack_ranges (&sentences, passage->sentences, error))
    return NULL;
  if (spans.at && !tri_unpack_spans (&spans, passage->spans, error))
    return NULL;
  return g_steal_pointer (&passage);
}

static void
add_mention (TriPassage *passage, TriStatement *row)
{
  TriMention mention = {
    sqlite3_column_int64 (row, 0),
    (guint) sqlite3_column_int64 (row, 1),
    (guint) sqlite3_column_int64 (row, 2),
    sqlite3_column_int64 (row, 3),
    (TriEntityType) tri_statement_get_enum (row, 4, TRI_N_ENTITY_TYPES),
    (TriOrigin) tri_statement_get_enum (row, 5, TRI_ORIGIN_READER + 1),
    sqlite3_column_double (row, 6),
  };

  g_array_append_val (passage->mentions, mention);
}

#define MENTION_COLUMNS "id, start, stop, coalesce (entity, 0), type, origin, confidence"

static gboolean
read_mentions (TriLibrary *self, TriPassage *passage, GError **error)
{
  static const char sql[] = "SELECT " MENTION_COLUMNS
                            " FROM mentions WHERE passage = ? ORDER BY start, stop DESC, id";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, passage->id);
  while (tri_library_next (self, statement, &local))
    add_mention (passage, statement);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

#define DATE_COLUMNS "start, stop, edtf, origin, inferred"

static void
add_date (TriPassage *passage, TriStatement *row)
{
  TriDate date = {
    (guint) sqlite3_column_int64 (row, 0),
    (guint) sqlite3_column_int64 (row, 1),
    tri_statement_dup_text (row, 2),
    (TriOrigin) tri_statement_get_enum (row, 3, TRI_ORIGIN_READER + 1),
    sqlite3_column_int (row, 4) != 0,
  };

  g_array_append_val (passage->dates, date);
}

static gboolean
read_dates (TriLibrary *self, TriPassage *passage, GError **error)
{
  static const char sql[] = "SELECT " DATE_COLUMNS " FROM dates"
                            " WHERE passage = ? ORDER BY start, stop";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, passage->id);
  while (tri_library_next (self, statement, &local))
    add_date (passage, statement);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* @at is where the start and the end stand in each element. */
static void
drop_outside (GArray *ranges, gsize at, guint length)
{
  for (guint i = ranges->len; i > 0; i--)
    {
      const char *element = ranges->data + (i - 1) * g_array_get_element_size (ranges);
      const TriRange *range = (const TriRange *) (const void *) (element + at);

      if (range->start > range->end || range->end > length)
        g_array_remove_index (ranges, i - 1);
    }
}

/* Whoever shows or writes a passage may count on its ranges, whatever a damaged file says: `check`
 * tells of the damage. */
static void
keep_inside (TriPassage *passage)
{
  guint length = tri_utf8_count (passage->content, strlen (passage->content));

  drop_outside (passage->sentences, 0, length);
  drop_outside (passage->spans, G_STRUCT_OFFSET (TriSpan, start), length);
  drop_outside (passage->mentions, G_STRUCT_OFFSET (TriMention, start), length);
  drop_outside (passage->dates, G_STRUCT_OFFSET (TriDate, start), length);
}

static TriPassage *
read_passage (TriLibrary *self, TriStatement *row, GError **error)
{
  g_autoptr (TriPassage) passage = new_passage (row, error);

  if (!passage || !read_mentions (self, passage, error) || !read_dates (self, passage, error))
    return NULL;
  keep_inside (passage);
  return g_steal_pointer (&passage);
}

/**
 * tri_library_get_passage:
 *
 * Returns: (transfer full): the passage with sentences, spans, mentions and dates; %NULL with
 * %TRI_ERROR_NOT_FOUND when there is none
 */
TriPassage *
tri_library_get_passage (TriLibrary *self, gint64 passage, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM passages WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, passage);
  if (tri_library_next (self, statement, &local))
    return read_passage (self, statement, error);
  if (local)
    g_propagate_error (error, local);
  else
    g_set_error_literal (error,
                         TRI_ERROR,
                         TRI_ERROR_NOT_FOUND,
                         _ ("The passage is not in the library any more."));
  return NULL;
}

/* What belongs to the passages of a window, asked for all at once: @passage is the column that
 * names the passage, and rows come in their order. */
static gboolean
read_all (TriLibrary *self,
          const char *sql,
          int column,
          void (*add) (TriPassage *passage, TriStatement *row),
          GPtrArray *passages,
          GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  TriPassage *last = g_ptr_array_index (passages, passages->len - 1);
  TriPassage *at = g_ptr_array_index (passages, 0);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, at->id);
  sqlite3_bind_int64 (statement, 2, last->id);
  for (guint i = 0; tri_library_next (self, statement, &local);)
    {
      gint64 id = sqlite3_column_int64 (statement, column);

      while (at->id < id)
        at = g_ptr_array_index (passages, ++i);
      if (at->id == id)
        add (at, statement);
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
read_each (TriLibrary *self, GPtrArray *passages, GError **error)
{
  for (guint i = 0; i < passages->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (passages, i);

      if (!read_mentions (self, passage, error) || !read_dates (self, passage, error))
        return FALSE;
    }
  return TRUE;
}

/* Rows of a text rise with their order and lie close: else a range of them says nothing. */
static gboolean
are_close (GPtrArray *passages)
{
  TriPassage *first = g_ptr_array_index (passages, 0);
  TriPassage *last = g_ptr_array_index (passages, passages->len - 1);

  for (guint i = 1; i < passages->len; i++)
    {
      TriPassage *before = g_ptr_array_index (passages, i - 1);
      TriPassage *passage = g_ptr_array_index (passages, i);

      if (before->id >= passage->id)
        return FALSE;
    }
  return passages->len > 2 && last->id - first->id < 2 * (gint64) passages->len;
}

static gboolean
read_marks (TriLibrary *self, GPtrArray *passages, GError **error)
{
  static const char mentions[] = "SELECT " MENTION_COLUMNS ", passage FROM mentions"
                                 " WHERE passage BETWEEN ? AND ?"
                                 " ORDER BY passage, start, stop DESC, id";
  static const char dates[] = "SELECT " DATE_COLUMNS ", passage FROM dates"
                              " WHERE passage BETWEEN ? AND ? ORDER BY passage, start, stop";

  if (passages->len == 0)
    return TRUE;
  if (!are_close (passages))
    return read_each (self, passages, error);
  return read_all (self, mentions, 7, add_mention, passages, error)
         && read_all (self, dates, 5, add_date, passages, error);
}

/**
 * tri_library_read_passages:
 * @first: an ordinal
 *
 * Returns: (transfer full) (element-type TriPassage): @count passages of the text from @first on,
 * fewer at its end; %NULL on error
 */
GPtrArray *
tri_library_read_passages (TriLibrary *self,
                           gint64 text,
                           guint first,
                           guint count,
                           GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM passages"
                            " WHERE text = ? AND ord >= ? AND ord < ? ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GPtrArray) passages = NULL;
  GError *local = NULL;

  if (!statement)
    return NULL;
  passages = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_passage_unref);
  sqlite3_bind_int64 (statement, 1, text);
  sqlite3_bind_int64 (statement, 2, first);
  sqlite3_bind_int64 (statement, 3, (gint64) first + count);
  while (tri_library_next (self, statement, &local))
    {
      TriPassage *passage = new_passage (statement, &local);

      if (!passage)
        break;
      g_ptr_array_add (passages, passage);
    }
  if (local)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  if (!read_marks (self, passages, error))
    return NULL;
  for (guint i = 0; i < passages->len; i++)
    keep_inside (g_ptr_array_index (passages, i));
  return g_steal_pointer (&passages);
}
