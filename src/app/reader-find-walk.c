/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-find-walk.h"

/* The last hit before the place is known when all hits are. */
static guint
find_last (ReaderFind *find,
           int *turned)
{
  ReaderFindHits *hits = reader_find_get_hits (find);
  guint n_hits = reader_find_hits_count (hits);
  guint n_before = reader_find_hits_count_before (hits);

  if (reader_find_get_state (find) == READER_FIND_RUNNING || n_hits == 0)
    return READER_FIND_NONE;

  *turned = n_before > 0 ? 0 : -1;

  return n_before > 0 ? n_before - 1 : n_hits - 1;
}

guint
reader_find_walk_from (ReaderFind *find,
                       gint64 passage,
                       guint start,
                       int direction,
                       int *turned)
{
  ReaderFindHits *hits = reader_find_get_hits (find);
  guint n_hits = reader_find_hits_count (hits);

  *turned = 0;
  if (direction < 0)
    return find_last (find, turned);

  for (guint i = reader_find_hits_count_before (hits); i < n_hits; i++)
    {
      const TriFindHit *hit = reader_find_hits_get (hits, i);

      if (hit->passage != passage || hit->start >= start)
        return i;
    }
  if (!reader_find_has_turned (find) || n_hits == 0)
    return READER_FIND_NONE;

  *turned = 1;

  return 0;
}

/* Whether the list may still grow at this place, so that what stands beside it is not known. */
static gboolean
is_open_at (ReaderFind *find,
            guint index)
{
  ReaderFindHits *hits = reader_find_get_hits (find);

  if (reader_find_get_state (find) != READER_FIND_RUNNING)
    return FALSE;
  if (index == reader_find_hits_count (hits) && !reader_find_has_turned (find))
    return TRUE;

  return index == reader_find_hits_count_before (hits);
}

guint
reader_find_walk_on (ReaderFind *find,
                     int direction,
                     int *turned)
{
  ReaderFindHits *hits = reader_find_get_hits (find);
  guint n_hits = reader_find_hits_count (hits);
  guint current = reader_find_hits_get_current (hits);

  *turned = 0;
  if (current == READER_FIND_NONE)
    return READER_FIND_NONE;
  if (direction > 0 && is_open_at (find, current + 1))
    return READER_FIND_NONE;
  if (direction < 0
      && (is_open_at (find, current) || (current == 0 && is_open_at (find, n_hits))))
    return READER_FIND_NONE;

  if (direction > 0 && current + 1 == n_hits)
    *turned = 1;
  else if (direction < 0 && current == 0)
    *turned = -1;

  return (current + (direction > 0 ? 1 : n_hits - 1)) % n_hits;
}
