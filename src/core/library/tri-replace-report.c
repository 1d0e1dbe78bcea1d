/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-replace-private.h"

/* Of the words of a whole passage so many code points are shown. */
#define MAX_QUOTE 240

static const char *const nicks[] = { "bookmark", "mention", "refusal", "link" };

const char *
tri_replace_what_to_nick (TriReplaceWhat what)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (nicks) == TRI_N_REPLACE_WHATS);
  g_return_val_if_fail (what < G_N_ELEMENTS (nicks), NULL);

  return nicks[what];
}

static void
free_item (gpointer data)
{
  TriReplaceItem *item = data;

  g_free (item->quote);
  g_free (item->now);
  g_free (item);
}

TriReplaceReport *
tri_replace_report_new (void)
{
  TriReplaceReport *self = g_new0 (TriReplaceReport, 1);

  self->items = g_ptr_array_new_with_free_func (free_item);
  return self;
}

void
tri_replace_report_free (TriReplaceReport *self)
{
  g_ptr_array_unref (self->items);
  g_free (self);
}

guint
tri_replace_report_count_open (const TriReplaceReport *self)
{
  guint n = 0;

  for (guint what = 0; what < TRI_N_REPLACE_WHATS; what++)
    n += self->counts[what][TRI_ANCHOR_DOUBTFUL] + self->counts[what][TRI_ANCHOR_LOST];
  return n;
}

static char *
dup_short (const char *words)
{
  return g_utf8_strlen (words, -1) > MAX_QUOTE ? g_utf8_substring (words, 0, MAX_QUOTE)
                                               : g_strdup (words);
}

static void
add_item (GPtrArray *items,
          TriReplaceWhat what,
          TriAnchorState state,
          const char *quote,
          const char *now,
          gint64 passage)
{
  TriReplaceItem *item = g_new0 (TriReplaceItem, 1);

  item->what = what;
  item->state = state;
  item->quote = dup_short (quote ? quote : "");
  item->now = dup_short (now ? now : "");
  item->passage = passage;
  g_ptr_array_add (items, item);
}

void
tri_replace_add_item (TriReplace *self,
                      TriReplaceWhat what,
                      TriAnchorState state,
                      const char *quote,
                      const char *now,
                      gint64 passage)
{
  self->report->counts[what][state]++;
  if (state != TRI_ANCHOR_EXACT)
    add_item (self->report->items, what, state, quote, now, passage);
}

static TriReplaceWhat
read_what (const char *nick)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_strcmp0 (nicks[i], nick) == 0)
      return (TriReplaceWhat) i;
  return TRI_REPLACE_BOOKMARK;
}

/* A bookmark that was deleted since, or has a place again, is none of them. */
GPtrArray *
tri_library_list_unplaced (TriLibrary *self, gint64 work, GError **error)
{
  static const char sql[] = "SELECT u.what, u.state, u.quote, coalesce (substr (p.content,"
                            " u.start + 1, u.stop - u.start), ''), coalesce (p.id, 0)"
                            " FROM texts t JOIN works w ON w.id = t.work AND w.complete = 1"
                            " AND w.deleted IS NULL JOIN unplaced u ON u.text = t.id"
                            " LEFT JOIN passages p ON p.id = u.passage"
                            " WHERE (w.id = ?1 OR ?1 = 0) AND (u.what <> 'bookmark' OR EXISTS"
                            "  (SELECT 1 FROM bookmarks b WHERE b.uuid = u.subject"
                            "   AND b.passage IS NULL))"
                            " ORDER BY w.id, t.ord, u.ord, u.start, u.id";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (free_item);
  GError *local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  while (tri_library_next (self, statement, &local))
    add_item (items,
              read_what (tri_statement_get_text (statement, 0)),
              tri_statement_get_enum (statement, 1, TRI_N_ANCHOR_STATES),
              tri_statement_get_text (statement, 2),
              tri_statement_get_text (statement, 3),
              sqlite3_column_int64 (statement, 4));
  if (!local)
    return g_steal_pointer (&items);
  g_propagate_error (error, local);
  return NULL;
}
