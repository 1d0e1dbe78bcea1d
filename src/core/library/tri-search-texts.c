/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-search-texts.h"

#include "tri-language.h"

static void
text_free (gpointer data)
{
  TriSearchText *self = data;

  g_free (self->lang);
  g_free (self);
}

static TriSearchText *
read_text (TriStatement *row)
{
  TriSearchText *self = g_new0 (TriSearchText, 1);
  g_autofree char *tag = tri_language_dup_tag (tri_statement_get_text (row, 2));

  self->id = sqlite3_column_int64 (row, 0);
  self->work = sqlite3_column_int64 (row, 1);
  self->lang = g_ascii_strdown (tag ? tag : "", tag ? (gssize) strcspn (tag, "-_") : 0);
  self->passages = (guint) sqlite3_column_int64 (row, 3);
  self->first = sqlite3_column_int64 (row, 4);
  self->last = sqlite3_column_int64 (row, 5);
  /* Rows rise within a text. */
  self->is_dense = self->last - self->first + 1 == (gint64) self->passages;
  return self;
}

GPtrArray *
tri_search_texts_new (TriLibrary *library, GError **error)
{
  static const char sql[] = "SELECT t.id, t.work, t.lang, b.ord + 1, a.id, b.id"
                            " FROM works AS w CROSS JOIN texts AS t ON t.work = w.id"
                            " CROSS JOIN passages AS a ON a.text = t.id AND a.ord = 0"
                            " CROSS JOIN passages AS b ON b.text = t.id AND b.ord ="
                            "  (SELECT max (ord) FROM passages WHERE text = t.id)"
                            " WHERE w.complete = 1 AND w.deleted IS NULL ORDER BY a.id";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (text_free);
  GError *local = NULL;

  if (!statement)
    return NULL;
  while (tri_library_next (library, statement, &local))
    g_ptr_array_add (texts, read_text (statement));
  if (!local)
    return g_steal_pointer (&texts);
  g_propagate_error (error, local);
  return NULL;
}

int
tri_search_texts_find_id (const GPtrArray *texts, gint64 text)
{
  for (guint i = 0; i < texts->len; i++)
    if (((const TriSearchText *) texts->pdata[i])->id == text)
      return (int) i;
  return -1;
}

int
tri_search_texts_find (const GPtrArray *texts, TriLibrary *library, gint64 passage)
{
  static const char sql[] = "SELECT text FROM passages WHERE id = ?";
  guint low = 0;
  guint high = texts->len;

  /* The last one that begins at or before it. */
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (((const TriSearchText *) texts->pdata[middle])->first <= passage)
        low = middle + 1;
      else
        high = middle;
    }
  if (low > 0)
    {
      const TriSearchText *text = texts->pdata[low - 1];

      if (text->is_dense && passage <= text->last)
        return (int) low - 1;
    }
  return tri_search_texts_find_id (texts, tri_library_ask (library, sql, passage, 0));
}
