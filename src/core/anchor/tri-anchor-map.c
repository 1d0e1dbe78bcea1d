/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "anchor/tri-anchor-map.h"

#include "anchor/tri-anchor.h"

#include <string.h>

/* Words that left their passage are looked for in so many passages around. */
#define MAX_REGION 32
/* The ends of a range over several passages are known by so many code points. */
#define END_LENGTH 40
/* A changed passage as a whole is the one of before when it is so much like it. */
#define LIKE_WHOLE 0.3

struct _TriAnchorMap
{
  GArray *matches; /* TriPassageMatch */
  GArray *from;    /* int: of each passage now, which it was, or -1 */
  TriMatchRead read;
  gpointer user_data;
};

/* FNV-1a, 64 bits. */
static guint64
hash_text (const char *text)
{
  guint64 hash = 0xcbf29ce484222325;

  for (; *text; text++)
    hash = (hash ^ (guint8) *text) * 0x100000001b3;
  return hash;
}

/* "b.d3.p5-1a2b3c4d": by an import, of where the passage stands and what it says. */
static gboolean
is_made_up (const char *key)
{
  const char *dash = strrchr (key, '-');

  return strncmp (key, "b.", 2) == 0 && dash && strlen (dash + 1) >= 8;
}

void
tri_match_passage_init (TriMatchPassage *self, const char *key, const char *content)
{
  self->key = is_made_up (key) ? 0 : hash_text (key) | 1;
  self->words = hash_text (content);
  self->n_chars = (guint) g_utf8_strlen (content, -1);
}

TriAnchorMap *
tri_anchor_map_new (const GArray *then, const GArray *now, TriMatchRead read, gpointer user_data)
{
  TriAnchorMap *self = g_new0 (TriAnchorMap, 1);
  const int none = -1;

  self->matches = tri_passages_match (then, now, read, user_data);
  self->from = g_array_new (FALSE, FALSE, sizeof (int));
  self->read = read;
  self->user_data = user_data;
  for (guint j = 0; j < now->len; j++)
    g_array_append_val (self->from, none);
  for (guint i = 0; i < then->len; i++)
    {
      const TriPassageMatch *match = tri_anchor_map_get (self, i);

      if (match->kind != TRI_MATCH_NONE)
        g_array_index (self->from, int, match->index) = (int) i;
    }
  return self;
}

void
tri_anchor_map_free (TriAnchorMap *self)
{
  g_array_unref (self->matches);
  g_array_unref (self->from);
  g_free (self);
}

const TriPassageMatch *
tri_anchor_map_get (TriAnchorMap *self, guint then)
{
  return &g_array_index (self->matches, TriPassageMatch, then);
}

static char *
read_then (TriAnchorMap *self, guint index)
{
  return self->read (self->user_data, FALSE, index);
}

static char *
read_now (TriAnchorMap *self, guint index)
{
  return self->read (self->user_data, TRUE, index);
}

/* The nearest passage in this direction that is known to be in its old order; -1: none. */
static int
find_known (TriAnchorMap *self, guint then, int step)
{
  for (gint64 i = (gint64) then + step; i >= 0 && i < self->matches->len; i += step)
    {
      const TriPassageMatch *match = tri_anchor_map_get (self, (guint) i);

      if (match->kind == TRI_MATCH_SAME || match->kind == TRI_MATCH_CHANGED)
        return (int) match->index;
    }
  return -1;
}

guint
tri_anchor_map_guess (TriAnchorMap *self, guint then)
{
  const TriPassageMatch *match = tri_anchor_map_get (self, then);
  int known;

  if (match->kind != TRI_MATCH_NONE)
    return match->index;
  known = find_known (self, then, -1);
  if (known < 0)
    known = find_known (self, then, 1);
  return (guint) MAX (known, 0);
}

/* Words that were in a passage before are not those that left another one. */
static gboolean
were_there (TriAnchorMap *self, guint now, const char *words)
{
  int then = g_array_index (self->from, int, now);
  g_autofree char *content = then >= 0 ? read_then (self, (guint) then) : NULL;

  return content && strstr (content, words);
}

/* A passage whose words are all accounted for has nothing to take. */
static gboolean
can_hold (TriAnchorMap *self, guint now)
{
  int then = g_array_index (self->from, int, now);

  return then < 0 || tri_anchor_map_get (self, (guint) then)->kind == TRI_MATCH_CHANGED;
}

/* Words that other passages around had as well, as refrains are, could have come from these. */
static gboolean
stood_elsewhere (TriAnchorMap *self, guint then, const char *words)
{
  guint end = MIN (then + MAX_REGION + 1, self->matches->len);

  for (guint i = then - MIN (then, MAX_REGION); i < end; i++)
    {
      g_autofree char *content = i != then ? read_then (self, i) : NULL;

      if (content && strstr (content, words))
        return TRUE;
    }
  return FALSE;
}

static TriAnchorState
look_around (TriAnchorMap *self,
             const TriAnchorPlace *then,
             const char *content,
             TriAnchorPlace *out)
{
  const TriPassageMatch *match = tri_anchor_map_get (self, then->passage);
  g_autofree char *words = g_utf8_substring (content, then->range.start, then->range.end);
  int above = find_known (self, then->passage, -1);
  int below = find_known (self, then->passage, 1);
  TriAnchorState best = TRI_ANCHOR_LOST;
  guint end;

  if (below < above)
    below = above + MAX_REGION;
  end = (guint) MIN (MIN (below + 1, (int) self->from->len), MAX (above, 0) + MAX_REGION);
  for (guint now = (guint) MAX (above, 0); now < end; now++)
    {
      g_autofree char *text = NULL;
      TriRange range = { 0, 0 };
      TriAnchorState state;

      if ((match->kind == TRI_MATCH_CHANGED && now == match->index)
          || !can_hold (self, now)
          || were_there (self, now, words))
        continue;
      text = read_now (self, now);
      state = tri_anchor_find (content, &then->range, text, FALSE, &range);
      if (state == TRI_ANCHOR_LOST)
        continue;
      if (best == TRI_ANCHOR_MOVED && state == TRI_ANCHOR_MOVED)
        return TRI_ANCHOR_DOUBTFUL;
      if (state < best)
        {
          best = state;
          *out = (TriAnchorPlace){ now, range };
        }
    }
  if (best == TRI_ANCHOR_MOVED && stood_elsewhere (self, then->passage, words))
    return TRI_ANCHOR_DOUBTFUL;
  return best;
}

static TriAnchorState
find_in_changed (TriAnchorMap *self, const TriAnchorPlace *then, TriAnchorPlace *out)
{
  const TriPassageMatch *match = tri_anchor_map_get (self, then->passage);
  g_autofree char *content = read_then (self, then->passage);
  g_autofree char *text = NULL;
  TriAnchorState state = TRI_ANCHOR_LOST;
  TriAnchorState around;
  TriAnchorPlace elsewhere = { 0 };

  if (!content || then->range.start >= then->range.end
      || then->range.end > g_utf8_strlen (content, -1))
    return TRI_ANCHOR_LOST;
  if (match->kind == TRI_MATCH_CHANGED)
    {
      text = read_now (self, match->index);
      out->passage = match->index;
      state = tri_anchor_find (content, &then->range, text ? text : "", TRUE, &out->range);
    }
  if (state == TRI_ANCHOR_MOVED)
    return state;
  around = look_around (self, then, content, &elsewhere);
  if (around == TRI_ANCHOR_LOST)
    return state;
  /* In two places, perhaps. */
  if (state == TRI_ANCHOR_DOUBTFUL)
    return state;
  *out = elsewhere;
  return around;
}

TriAnchorState
tri_anchor_map_place (TriAnchorMap *self, const TriAnchorPlace *then, TriAnchorPlace *out)
{
  const TriPassageMatch *match = tri_anchor_map_get (self, then->passage);

  switch (match->kind)
    {
    case TRI_MATCH_SAME:
    case TRI_MATCH_MOVED:
      *out = (TriAnchorPlace){ match->index, then->range };
      return match->kind == TRI_MATCH_SAME ? TRI_ANCHOR_EXACT : TRI_ANCHOR_MOVED;
    case TRI_MATCH_DOUBTFUL:
      *out = (TriAnchorPlace){ match->index, { 0, 0 } };
      if (match->likeness == 1)
        out->range = then->range;
      return TRI_ANCHOR_DOUBTFUL;
    case TRI_MATCH_CHANGED:
    case TRI_MATCH_NONE:
    default:
      return find_in_changed (self, then, out);
    }
}

TriAnchorState
tri_anchor_map_place_passage (TriAnchorMap *self, guint then, guint *out)
{
  const TriPassageMatch *match = tri_anchor_map_get (self, then);

  *out = match->index;
  switch (match->kind)
    {
    case TRI_MATCH_SAME:
      return TRI_ANCHOR_EXACT;
    case TRI_MATCH_MOVED:
      return TRI_ANCHOR_MOVED;
    case TRI_MATCH_CHANGED:
      return match->likeness >= LIKE_WHOLE ? TRI_ANCHOR_MOVED : TRI_ANCHOR_DOUBTFUL;
    case TRI_MATCH_DOUBTFUL:
      return TRI_ANCHOR_DOUBTFUL;
    case TRI_MATCH_NONE:
    default:
      return TRI_ANCHOR_LOST;
    }
}

TriAnchorState
tri_anchor_map_place_span (TriAnchorMap *self,
                           const TriAnchorPlace *first,
                           const TriAnchorPlace *last,
                           TriAnchorPlace *first_out,
                           TriAnchorPlace *last_out)
{
  g_autofree char *content = read_then (self, first->passage);
  guint n = content ? (guint) g_utf8_strlen (content, -1) : 0;
  TriAnchorPlace head = { first->passage,
                          { first->range.start, MIN (first->range.start + END_LENGTH, n) } };
  guint end = last->range.end;
  TriAnchorPlace tail = { last->passage, { end - MIN (end, END_LENGTH), end } };
  TriAnchorState state = tri_anchor_map_place (self, &head, first_out);
  TriAnchorState other = tri_anchor_map_place (self, &tail, last_out);

  if (state != TRI_ANCHOR_LOST && other != TRI_ANCHOR_LOST
      && (first_out->passage > last_out->passage
          || (first_out->passage == last_out->passage
              && first_out->range.start >= last_out->range.end)))
    return TRI_ANCHOR_DOUBTFUL;
  return MAX (state, other);
}
