/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-replace-private.h"

void
tri_replace_text_free (TriReplaceText *self)
{
  g_clear_pointer (&self->map, tri_anchor_map_free);
  g_array_unref (self->ids_then);
  g_array_unref (self->ids_now);
  g_object_unref (self->library);
  g_object_unref (self->from);
  g_free (self);
}

static gboolean
read_passages (TriLibrary *library,
               gint64 text,
               GArray *ids,
               GArray *passages,
               GCancellable *cancellable,
               GError **error)
{
  static const char sql[] = "SELECT id, key, content FROM passages WHERE text = ? ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, text);
  while (tri_library_next (library, statement, &local))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);
      TriMatchPassage passage;

      tri_match_passage_init (&passage,
                              tri_statement_get_text (statement, 1),
                              tri_statement_get_text (statement, 2));
      g_array_append_val (ids, id);
      g_array_append_val (passages, passage);
    }
  if (!local)
    return !g_cancellable_set_error_if_cancelled (cancellable, error);
  g_propagate_error (error, local);
  return FALSE;
}

static char *
read_content (TriLibrary *library, gint64 passage)
{
  static const char sql[] = "SELECT content FROM passages WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, passage);
  return tri_library_next (library, statement, NULL) ? tri_statement_dup_text (statement, 0)
                                                     : NULL;
}

static char *
read_cb (gpointer user_data, gboolean is_new, guint index)
{
  TriReplaceText *self = user_data;

  return read_content (is_new ? self->library : self->from,
                       g_array_index (is_new ? self->ids_now : self->ids_then, gint64, index));
}

TriReplaceText *
tri_replace_text_new_from (TriLibrary *from,
                           gint64 then,
                           TriLibrary *library,
                           gint64 now,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (TriReplaceText) self = g_new0 (TriReplaceText, 1);
  g_autoptr (GArray) passages_then = g_array_new (FALSE, FALSE, sizeof (TriMatchPassage));
  g_autoptr (GArray) passages_now = g_array_new (FALSE, FALSE, sizeof (TriMatchPassage));

  self->library = g_object_ref (library);
  self->from = g_object_ref (from);
  self->then = then;
  self->now = now;
  self->ids_then = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->ids_now = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!read_passages (from, then, self->ids_then, passages_then, cancellable, error)
      || !read_passages (library, now, self->ids_now, passages_now, cancellable, error))
    return NULL;
  self->map = tri_anchor_map_new (passages_then, passages_now, read_cb, self);
  return g_steal_pointer (&self);
}

TriReplaceText *
tri_replace_text_new (TriLibrary *library,
                      gint64 then,
                      gint64 now,
                      GCancellable *cancellable,
                      GError **error)
{
  return tri_replace_text_new_from (library, then, library, now, cancellable, error);
}

void
tri_replace_text_count (TriReplaceText *self, TriReplaceReport *report)
{
  guint n_matched = 0;

  for (guint i = 0; i < self->ids_then->len; i++)
    {
      TriMatchKind kind = tri_anchor_map_get (self->map, i)->kind;

      report->n_same += kind == TRI_MATCH_SAME;
      report->n_moved += kind == TRI_MATCH_MOVED;
      report->n_changed += kind == TRI_MATCH_CHANGED;
      report->n_doubtful += kind == TRI_MATCH_DOUBTFUL;
      report->n_gone += kind == TRI_MATCH_NONE;
      n_matched += kind != TRI_MATCH_NONE;
    }
  report->n_new += self->ids_now->len - n_matched;
}

gint64
tri_replace_text_get_now (TriReplaceText *self, guint ord)
{
  return ord < self->ids_now->len ? g_array_index (self->ids_now, gint64, ord) : 0;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

/* Rows of passages rise in reading order. */
gboolean
tri_replace_text_find_then (TriReplaceText *self, gint64 passage, guint *ord)
{
  return g_array_binary_search (self->ids_then, &passage, compare_ids, ord);
}

TriReplaceText *
tri_replace_find (TriReplace *self, gint64 passage, guint *ord)
{
  for (guint i = 0; i < self->texts->len; i++)
    {
      TriReplaceText *text = g_ptr_array_index (self->texts, i);

      if (tri_replace_text_find_then (text, passage, ord))
        return text;
    }
  return NULL;
}

char *
tri_replace_dup_words (TriLibrary *library, gint64 passage, guint start, guint end)
{
  g_autofree char *content = read_content (library, passage);
  glong n = content ? g_utf8_strlen (content, -1) : 0;

  if (start >= end || (glong) start >= n)
    return g_strdup ("");
  return g_utf8_substring (content, start, MIN ((glong) end, n));
}
