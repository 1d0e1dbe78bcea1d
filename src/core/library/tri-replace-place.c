/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-replace-private.h"

/* Where a mark stands in another version of its text. */

/* A bookmark on a point is known by so many code points behind or before it. */
#define POINT 24

static void
place_whole (TriReplacePlace *place, guint end_ord)
{
  TriAnchorMap *map = place->text->map;
  TriAnchorState other;

  place->state = tri_anchor_map_place_passage (map, place->ord_then, &place->first.passage);
  other = tri_anchor_map_place_passage (map, end_ord, &place->last.passage);
  place->state = MAX (place->state, other);
  if (place->state <= TRI_ANCHOR_MOVED && place->first.passage > place->last.passage)
    place->state = TRI_ANCHOR_DOUBTFUL;
}

/* A point, by the words behind it, else those before. */
static void
place_point (TriReplacePlace *place, guint at)
{
  gint64 passage = g_array_index (place->text->ids_then, gint64, place->ord_then);
  g_autofree char *behind = tri_replace_dup_words (place->text->from, passage, at, at + POINT);
  guint n = (guint) g_utf8_strlen (behind, -1);
  TriAnchorPlace then = { place->ord_then, { at, at + n } };

  if (n == 0)
    then.range = (TriRange){ at - MIN (at, POINT), at };
  place->state = tri_anchor_map_place (place->text->map, &then, &place->first);
  if (n == 0)
    place->first.range.start = place->first.range.end;
  place->first.range.end = place->first.range.start;
  place->last = place->first;
}

static void
place_range (TriReplacePlace *place, const TriReplaceMark *mark, guint end_ord)
{
  TriAnchorPlace first = { place->ord_then, { mark->start, mark->end } };
  TriAnchorPlace last = { end_ord, { 0, mark->end } };

  if (end_ord != place->ord_then)
    place->state = tri_anchor_map_place_span (place->text->map,
                                              &first,
                                              &last,
                                              &place->first,
                                              &place->last);
  else if (mark->start == mark->end)
    place_point (place, mark->start);
  else
    {
      place->state = tri_anchor_map_place (place->text->map, &first, &place->first);
      place->last = place->first;
    }
}

/* @end_ord: of the passage it ended in. The text and the passage it began in are set. */
void
tri_replace_place_find (TriReplacePlace *place, const TriReplaceMark *mark, guint end_ord)
{
  if (mark->whole)
    place_whole (place, end_ord);
  else
    place_range (place, mark, end_ord);
}
