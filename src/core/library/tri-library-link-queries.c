/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-links.h"

#include "library/tri-link-place.h"
#include "library/tri-link-store.h"
#include "library/tri-row-summaries.h"

/* The best of the links at a member: of all texts before an omission, of the sentence before one of
 * the passage, of two that hold the sentence the one that holds more. */
static gint64
find_link (TriLibrary *self, gint64 passage, int sentence, GError **error)
{
  static const char sql[] = "SELECT l.id FROM link_members m CROSS JOIN links l ON l.id = m.link"
                            " WHERE m.passage = ?1 AND (?2 < 0 OR m.sentence IN (?2, -1))"
                            " AND l.kind IN (0, 2) ORDER BY m.sentence = -1, l.kind, m.sentence,"
                            " (SELECT count (*) FROM link_members WHERE link = l.id) DESC LIMIT 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return 0;
  sqlite3_bind_int64 (statement, 1, passage);
  sqlite3_bind_int (statement, 2, sentence);
  return tri_library_next (self, statement, error) ? sqlite3_column_int64 (statement, 0) : 0;
}

/**
 * tri_library_get_link_at:
 * @sentence: an index, -1 for the passage
 *
 * Returns: (transfer full) (nullable): the link with all its members; %NULL with @error set, or
 * when there is none
 */
TriLink *
tri_library_get_link_at (TriLibrary *self, gint64 passage, int sentence, GError **error)
{
  GError *local = NULL;
  gint64 id = find_link (self, passage, sentence, &local);

  if (local)
    g_propagate_error (error, local);
  return id == 0 ? NULL : tri_link_store_get (self, id, error);
}

/**
 * tri_library_list_links:
 *
 * Returns: (transfer full) (element-type TriLink) (nullable): with all their members, also those
 * that stand elsewhere; %NULL with @error set
 */
GPtrArray *
tri_library_list_links (TriLibrary *self,
                        gint64 text,
                        guint first,
                        guint n,
                        guint limit,
                        GError **error)
{
  static const char sql[] = "SELECT m.link FROM passages p"
                            " CROSS JOIN link_members m ON m.passage = p.id"
                            " CROSS JOIN links l ON l.id = m.link AND l.kind IN (0, 2)"
                            " WHERE p.text = ? AND p.ord >= ? AND p.ord < ?"
                            " GROUP BY m.link ORDER BY min (p.ord), min (m.sentence) LIMIT ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_link_free);
  GError *local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, text);
  sqlite3_bind_int64 (statement, 2, first);
  sqlite3_bind_int64 (statement, 3, (gint64) first + n);
  sqlite3_bind_int64 (statement, 4, limit);
  while (tri_library_next (self, statement, &local))
    {
      TriLink *link = tri_link_store_get (self, sqlite3_column_int64 (statement, 0), &local);

      if (link)
        g_ptr_array_add (links, link);
      if (local)
        break;
    }
  if (!local)
    return g_steal_pointer (&links);
  g_propagate_error (error, local);
  return NULL;
}

static guint
get_flag (TriLinkWalk what)
{
  switch (what)
    {
    case TRI_LINK_WALK_UNCONFIRMED:
      return TRI_ROW_UNCONFIRMED;
    case TRI_LINK_WALK_DOUBTFUL:
      return TRI_ROW_DOUBTFUL;
    case TRI_LINK_WALK_UNEVEN:
    default:
      return TRI_ROW_UNEVEN;
    }
}

/* What is at a unit of a row, as far as walking asks. */
static gboolean
is_wanted (TriLibrary *self, TriLinkWalk what, const TriLinkMember *unit, guint n_columns)
{
  g_autoptr (TriLink) link = NULL;

  link = tri_library_get_link_at (self, unit->passage, unit->sentence, NULL);
  if (what == TRI_LINK_WALK_UNEVEN)
    return !link || !link->full || tri_link_count_texts (link) < n_columns;
  if (!link || link->kind != TRI_LINK_GROUP || link->status != TRI_STATUS_COMPUTED)
    return FALSE;
  return what == TRI_LINK_WALK_UNCONFIRMED || link->score < TRI_LINK_DOUBTFUL;
}

/* (element-type TriLinkMember): the sentences of a row, by column. */
static GArray *
list_units (TriLibrary *self, gint64 work, guint strand, guint64 row)
{
  g_autoptr (GArray) passages = g_array_new (FALSE, FALSE, sizeof (TriLinkMember));
  GArray *units = g_array_new (FALSE, FALSE, sizeof (TriLinkMember));

  tri_place_read_row (self, work, strand, row, passages, NULL);
  for (guint i = 0; i < passages->len; i++)
    {
      TriLinkMember unit = g_array_index (passages, TriLinkMember, i);
      guint n = tri_place_count_sentences (self, unit.passage);

      for (guint s = 0; s < n; s++)
        {
          unit.sentence = (int) s;
          g_array_append_val (units, unit);
        }
      if (n == 0)
        g_array_append_val (units, unit);
    }
  return units;
}

/* Whether @unit belongs to the link of @last: that is not the next one. */
static gboolean
is_same_link (TriLibrary *self, const TriLinkMember *last, const TriLinkMember *unit)
{
  g_autoptr (TriLink) link = NULL;

  if (last->passage == 0)
    return FALSE;
  link = tri_library_get_link_at (self, last->passage, last->sentence, NULL);
  return link && tri_link_has (link, unit->passage, unit->sentence);
}

/* Looks in a row, behind (or before) @last when that stands in it. */
static gboolean
walk_in_row (TriLibrary *self,
             gint64 work,
             guint strand,
             TriLinkWalk what,
             int direction,
             guint64 row,
             guint n_columns,
             TriLinkMember *found)
{
  g_autoptr (GArray) units = list_units (self, work, strand, row);
  const TriLinkMember last = *found;
  int n = (int) units->len;
  int from = direction > 0 ? 0 : n - 1;

  for (int i = 0; last.passage != 0 && i < n; i++)
    {
      const TriLinkMember *unit = &g_array_index (units, TriLinkMember, i);

      if (unit->passage == last.passage && unit->sentence == last.sentence)
        from = i + direction;
    }
  for (int i = from; i >= 0 && i < n; i += direction)
    {
      const TriLinkMember *unit = &g_array_index (units, TriLinkMember, i);

      if (!is_same_link (self, &last, unit) && is_wanted (self, what, unit, n_columns))
        {
          *found = *unit;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * tri_library_walk_links:
 * @direction: 1: forwards, -1: backwards
 * @row: (inout): the row to go on from; then the row it was found in
 * @found: (inout): when its passage is not 0, the rest of @row is looked through first, from there
 *   on; then what was found
 *
 * Walks to the next link that wants to be looked at.
 *
 * Returns: %FALSE when there is none
 */
gboolean
tri_library_walk_links (TriLibrary *self,
                        gint64 work,
                        guint strand,
                        TriLinkWalk what,
                        int direction,
                        guint64 *row,
                        TriLinkMember *found,
                        GError **error)
{
  g_auto (TriRowSummaries) rows = { self, work, strand };
  TriLinkMember unit = *found;
  guint64 at = *row;

  if (tri_row_summaries_get (&rows, at)
      && unit.passage != 0
      && walk_in_row (self, work, strand, what, direction, at, rows.n_columns, &unit))
    {
      *found = unit;
      return TRUE;
    }
  while (direction > 0 || at > 0)
    {
      const TriRowSummary *summary = NULL;

      at = direction > 0 ? at + 1 : at - 1;
      summary = tri_row_summaries_get (&rows, at);
      if (!summary)
        return FALSE;
      unit.passage = 0;
      if (summary->flags & get_flag (what)
          && walk_in_row (self, work, strand, what, direction, at, rows.n_columns, &unit))
        {
          *row = at;
          *found = unit;
          return TRUE;
        }
    }
  return FALSE;
}
