/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "anchor/tri-anchor.h"

#include <string.h>

/* So many code points on either side tell one place from another. */
#define CONTEXT 32
/* What was put in or left out there does not count against it. */
#define CONTEXT_SLACK 16
/* Words that stand there more often than this are not told apart. */
#define MAX_PLACES 64
/* Code points of the words times those of the passage, for the approximate search. */
#define MAX_CELLS (8 * 1024 * 1024)
/* Words of so many code points say by themselves that it is they. */
#define LONG 40
/* So much better than all others a place has to be. */
#define MARGIN 0.15
/* Words shorter than this want a neighbour that stayed, or all of what stands around. */
#define SHORT 12
#define SURE 0.93

typedef struct
{
  gunichar *at;
  glong n;
} Letters;

static void
clear_letters (Letters *self)
{
  g_free (self->at);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Letters, clear_letters)

/* What is looked for and where; places are where the words begin (element-type glong). */
typedef struct
{
  const Letters *then;
  const Letters *now;
  glong start;
  glong end;
  gboolean is_counterpart;
} Search;

static gboolean
is_boundary (const Letters *letters, glong at)
{
  return at <= 0
         || at >= letters->n
         || !g_unichar_isalnum (letters->at[at - 1])
         || !g_unichar_isalnum (letters->at[at]);
}

/* Words are not found inside of others, unless it was there that they were marked. */
static gboolean
fits_boundaries (const Search *self, glong start, glong end, const Letters *in)
{
  return (is_boundary (in, start) || !is_boundary (self->then, self->start))
         && (is_boundary (in, end) || !is_boundary (self->then, self->end));
}

static GArray *
list_places (const Search *self, const Letters *in)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (glong));
  glong n = self->end - self->start;
  const gunichar *words = self->then->at + self->start;

  for (glong at = 0; at + n <= in->n && places->len <= MAX_PLACES; at++)
    if (in->at[at] == words[0]
        && memcmp (in->at + at, words, (gsize) n * sizeof (gunichar)) == 0
        && fits_boundaries (self, at, at + n, in))
      g_array_append_val (places, at);
  return places;
}

/* The letter @i steps away from @at: before it (@direction -1) or behind; 0 beyond the end. */
static gunichar
get_near (const Letters *letters, glong at, int direction, glong i)
{
  glong where = direction < 0 ? at - 1 - i : at + i;

  return where >= 0 && where < letters->n ? letters->at[where] : 0;
}

/* How alike is what stands on this side: 1 for the same. The edit distance of up to 32 letters,
 * wherever they end in the other passage. */
static double
compare_side (const Letters *a, glong at, const Letters *b, glong bt, int direction)
{
  glong n = CLAMP (direction < 0 ? at : a->n - at, 0, CONTEXT);
  glong m = CLAMP (direction < 0 ? bt : b->n - bt, 0, CONTEXT + CONTEXT_SLACK);
  guint row[CONTEXT + CONTEXT_SLACK + 1];
  guint best = G_MAXUINT;

  if (n == 0)
    return m == 0 ? 1 : 0.5;
  for (glong j = 0; j <= m; j++)
    row[j] = (guint) j;
  for (glong i = 0; i < n; i++)
    {
      guint diagonal = row[0];

      row[0] = (guint) i + 1;
      for (glong j = 0; j < m; j++)
        {
          gboolean same = get_near (a, at, direction, i) == get_near (b, bt, direction, j);
          guint cost = MIN (diagonal + !same, MIN (row[j], row[j + 1]) + 1);

          diagonal = row[j + 1];
          row[j + 1] = cost;
        }
    }
  for (glong j = 0; j <= m; j++)
    best = MIN (best, row[j]);
  return 1 - (double) best / (double) n;
}

static double
compare (const Letters *a, const TriRange *range, const Letters *b, const TriRange *other)
{
  return (compare_side (a, range->start, b, other->start, -1)
          + compare_side (a, range->end, b, other->end, 1))
         / 2;
}

static double
compare_place (const Search *self, glong then, const Letters *in, glong at)
{
  guint n = (guint) (self->end - self->start);
  const TriRange range = { (guint) then, (guint) then + n };
  const TriRange other = { (guint) at, (guint) at + n };

  return compare (self->then, &range, in, &other);
}

/* Whether the word next to a place, or the end of the passage, is the same. */
static gboolean
has_neighbour (const Letters *a, glong at, const Letters *b, glong bt, int direction)
{
  gboolean in_word = FALSE;

  for (glong i = 0; i < CONTEXT; i++)
    {
      gunichar letter = get_near (a, at, direction, i);

      if (letter != get_near (b, bt, direction, i))
        return FALSE;
      if (letter == 0 || (in_word && !g_unichar_isalnum (letter)))
        return TRUE;
      in_word |= g_unichar_isalnum (letter);
    }
  return TRUE;
}

static gboolean
is_short_and_alone (const Search *self, glong at, double likeness)
{
  glong n = self->end - self->start;

  return n < SHORT
         && likeness < SURE
         && !has_neighbour (self->then, self->start, self->now, at, -1)
         && !has_neighbour (self->then, self->end, self->now, at + n, 1);
}

static guint
get_rank (const GArray *places, glong at)
{
  for (guint i = 0; i < places->len; i++)
    if (g_array_index (places, glong, i) == at)
      return i;
  return G_MAXUINT;
}

/* As often as before, and each like the one it stands for. */
static gboolean
are_all_there (const Search *self, const GArray *then, const GArray *now)
{
  if (then->len != now->len || !self->is_counterpart)
    return FALSE;
  for (guint i = 0; i < then->len; i++)
    if (compare_place (self,
                       g_array_index (then, glong, i),
                       self->now,
                       g_array_index (now, glong, i))
        < 0.6)
      return FALSE;
  return TRUE;
}

/* How like one of the other places of before a place is. */
static double
get_best_rival (const Search *self, const GArray *then, glong at)
{
  double best = 0;

  for (guint i = 0; i < then->len; i++)
    {
      glong other = g_array_index (then, glong, i);

      if (other != self->start)
        best = MAX (best, compare_place (self, other, self->now, at));
    }
  return best;
}

static TriAnchorState
choose_place (const Search *self, const GArray *then, const GArray *now, glong *out)
{
  guint rank = get_rank (then, self->start);
  glong n = self->end - self->start;
  double best = -1;
  double second = 0;

  for (guint i = 0; i < now->len; i++)
    {
      glong at = g_array_index (now, glong, i);
      double likeness = compare_place (self, self->start, self->now, at);

      if (likeness > best)
        {
          second = MAX (best, 0);
          best = likeness;
          *out = at;
        }
      else
        second = MAX (second, likeness);
    }
  if (now->len > MAX_PLACES || then->len > MAX_PLACES || is_short_and_alone (self, *out, best))
    return TRI_ANCHOR_DOUBTFUL;
  if (now->len == 1 && then->len == 1)
    return best >= (self->is_counterpart ? 0.45 : 0.6) || n >= LONG ? TRI_ANCHOR_MOVED
                                                                    : TRI_ANCHOR_DOUBTFUL;
  if (best >= 0.6
      && best - second >= MARGIN
      && best - get_best_rival (self, then, *out) >= MARGIN)
    return TRI_ANCHOR_MOVED;
  if (rank >= now->len || !are_all_there (self, then, now))
    return TRI_ANCHOR_DOUBTFUL;
  *out = g_array_index (now, glong, rank);
  return TRI_ANCHOR_MOVED;
}

/* --- What differs by a few letters */

/* The row of edit distances: of the words against what ends at each letter of the passage. begins:
 * where that begins. */
typedef struct
{
  guint *cost;
  glong *begins;
} Ends;

static void
clear_ends (Ends *self)
{
  g_free (self->cost);
  g_free (self->begins);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ends, clear_ends)

/* Sellers' algorithm: The theory and computation of evolutionary distances, 1980. */
static void
compute_ends (const Search *self, Ends *ends)
{
  const gunichar *words = self->then->at + self->start;
  glong n = self->end - self->start;
  glong m = self->now->n;

  ends->cost = g_new0 (guint, m + 1);
  ends->begins = g_new (glong, m + 1);
  for (glong j = 0; j <= m; j++)
    ends->begins[j] = j;
  for (glong i = 0; i < n; i++)
    {
      guint diagonal = ends->cost[0];
      glong begin = ends->begins[0];

      ends->cost[0] = (guint) i + 1;
      for (glong j = 0; j < m; j++)
        {
          guint cost = diagonal + (words[i] != self->now->at[j]);
          glong from = begin;

          diagonal = ends->cost[j + 1];
          begin = ends->begins[j + 1];
          if (diagonal + 1 < cost)
            {
              cost = diagonal + 1;
              from = begin;
            }
          if (ends->cost[j] + 1 < cost)
            {
              cost = ends->cost[j] + 1;
              from = ends->begins[j];
            }
          ends->cost[j + 1] = cost;
          ends->begins[j + 1] = from;
        }
    }
}

static glong
get_word_end (const Letters *letters, glong from, glong limit)
{
  while (from < limit && !is_boundary (letters, from + 1))
    from++;
  return MIN (from + 1, limit);
}

static glong
get_word_start (const Letters *letters, glong end, glong limit)
{
  while (end > limit && !is_boundary (letters, end - 1))
    end--;
  return MAX (end - 1, limit);
}

/* The edit distance, of words. */
static glong
measure (const gunichar *a, glong n, const gunichar *b, glong m)
{
  g_autofree glong *row = g_new (glong, m + 1);

  for (glong j = 0; j <= m; j++)
    row[j] = j;
  for (glong i = 0; i < n; i++)
    {
      glong diagonal = row[0];

      row[0] = i + 1;
      for (glong j = 0; j < m; j++)
        {
          glong cost = MIN (diagonal + (a[i] != b[j]), MIN (row[j], row[j + 1]) + 1);

          diagonal = row[j + 1];
          row[j + 1] = cost;
        }
    }
  return row[m];
}

/* A letter of four may differ; of three, one may have been put at an end ("inn", "inne"), which
 * makes no other word of it as easily. @cost: (out): the letters that differ */
static gboolean
is_same_word (const gunichar *a, glong n, const gunichar *b, glong m, glong *cost)
{
  glong common = MIN (n, m);
  gsize size = (gsize) common * sizeof (gunichar);
  gboolean holds = memcmp (a, b, size) == 0 || memcmp (a + n - common, b + m - common, size) == 0;

  *cost = measure (a, n, b, m);
  return *cost * (holds ? 3 : 4) <= n;
}

/* The first and the last word are still those, not the words beside them: a word that differs wants
 * the same neighbour. */
static gboolean
has_ends (const Search *self, const TriRange *found)
{
  const Letters *then = self->then;
  const Letters *now = self->now;
  glong first = get_word_end (then, self->start, self->end);
  glong last = get_word_start (then, self->end, self->start);
  glong first_now = get_word_end (now, found->start, found->end);
  glong last_now = get_word_start (now, found->end, found->start);
  glong head = 0;
  glong tail = 0;

  return is_same_word (then->at + self->start,
                       first - self->start,
                       now->at + found->start,
                       first_now - found->start,
                       &head)
         && is_same_word (then->at + last,
                          self->end - last,
                          now->at + last_now,
                          found->end - last_now,
                          &tail)
         && (head == 0 || has_neighbour (then, self->start, now, found->start, -1))
         && (tail == 0 || has_neighbour (then, self->end, now, found->end, 1));
}

/* What is found ends with whole words, if it did. */
static double
judge_end (const Search *self, const Ends *ends, glong end)
{
  const TriRange range = { (guint) self->start, (guint) self->end };
  const TriRange other = { (guint) ends->begins[end], (guint) end };
  double n = (double) (self->end - self->start);

  if (other.end <= other.start
      || !fits_boundaries (self, other.start, other.end, self->now)
      || !has_ends (self, &other))
    return -1;
  return compare (self->then, &range, self->now, &other) - ends->cost[end] / n;
}

/* Whether a word of before, from @start to @end, stood once more on this side of the words that are
 * looked for. */
static gboolean
is_beside (const Search *self, glong start, glong end, int direction)
{
  const Letters *then = self->then;
  glong from = direction < 0 ? MAX (self->start - CONTEXT, 0) : self->end;
  glong to = direction < 0 ? self->start : MIN (self->end + CONTEXT, then->n);
  gsize size = (gsize) (end - start) * sizeof (gunichar);

  for (glong at = from; at + end - start <= to; at++)
    if (memcmp (then->at + at, then->at + start, size) == 0 && is_boundary (then, at)
        && is_boundary (then, at + end - start))
      return TRUE;
  return FALSE;
}

/* Words that changed may have lost their first or last one: where that stood twice, what is found
 * may reach to the other one, unless it still has its neighbour. */
static gboolean
is_pinned (const Search *self, const TriRange *found)
{
  const Letters *then = self->then;
  glong first = get_word_end (then, self->start, self->end);
  glong last = get_word_start (then, self->end, self->start);

  return (!is_beside (self, self->start, first, -1)
          || has_neighbour (then, self->start, self->now, found->start, -1))
         && (!is_beside (self, last, self->end, 1)
             || has_neighbour (then, self->end, self->now, found->end, 1));
}

static TriAnchorState
find_alike (const Search *self, TriRange *out)
{
  g_auto (Ends) ends = { 0 };
  glong n = self->end - self->start;
  guint limit = (guint) n / 4;
  double best = -1;
  double second = -1;

  if (limit == 0 || n * self->now->n > MAX_CELLS)
    return TRI_ANCHOR_LOST;
  compute_ends (self, &ends);
  for (glong end = 1; end <= self->now->n; end++)
    {
      double worth = ends.cost[end] <= limit ? judge_end (self, &ends, end) : -1;
      gboolean is_other;

      if (worth < 0)
        continue;
      is_other = best < 0 || ends.begins[end] >= (glong) out->end;
      if (worth > best)
        {
          second = is_other ? best : second;
          best = worth;
          out->start = (guint) ends.begins[end];
          out->end = (guint) end;
        }
      else if (is_other)
        second = MAX (second, worth);
    }
  if (best < 0)
    return TRI_ANCHOR_LOST;
  return best >= (self->is_counterpart ? 0.5 : 0.65) && best - second >= MARGIN
                 && is_pinned (self, out)
             ? TRI_ANCHOR_MOVED
             : TRI_ANCHOR_DOUBTFUL;
}

TriAnchorState
tri_anchor_find (const char *then,
                 const TriRange *range,
                 const char *now,
                 gboolean is_counterpart,
                 TriRange *out)
{
  g_auto (Letters) old = { 0 };
  g_auto (Letters) new = { 0 };
  g_autoptr (GArray) places = NULL;
  g_autoptr (GArray) places_then = NULL;
  Search search = { &old, &new, range->start, range->end, is_counterpart };
  TriAnchorState state;
  glong at = 0;

  old.at = g_utf8_to_ucs4_fast (then, -1, &old.n);
  new.at = g_utf8_to_ucs4_fast (now, -1, &new.n);
  if (range->end > old.n || range->start >= range->end)
    return TRI_ANCHOR_LOST;
  places = list_places (&search, &new);
  places_then = list_places (&search, &old);
  if (places->len == 0)
    {
      state = find_alike (&search, out);
      /* Of what was there several times nobody knows which one changed, and which is gone. */
      return state == TRI_ANCHOR_MOVED && places_then->len > 1 ? TRI_ANCHOR_DOUBTFUL : state;
    }
  state = choose_place (&search, places_then, places, &at);
  out->start = (guint) at;
  out->end = (guint) (at + search.end - search.start);
  return state;
}
