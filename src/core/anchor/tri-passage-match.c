/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "anchor/tri-passage-match.h"

#include "anchor/tri-passage-likeness.h"

#include <stdlib.h>

/* A gap between passages that are known is looked into so often. */
#define MAX_DEPTH 16
/* Passages shorter than this are known by their neighbours only. */
#define LONG 40
/* So many passages of a side that have no equal are compared by their letters. */
#define MAX_LOOSE 32768
/* A sequence of letters in more passages than this says nothing. */
#define MAX_SHARED 16
/* So alike are passages between the same neighbours, and elsewhere, to be one. */
#define LIKE_HERE 0.2
#define LIKE_ELSEWHERE 0.5
/* A changed passage shorter than this may be a refrain in another place. */
#define MAX_REFRAIN 240
#define MAX_REFRAINS 4096
/* What the same key is worth, and how many of the passages that are known have kept theirs. */
#define KEY_WORTH 0.3
#define KEYS_KEPT 0.95
/* What changed is never quite the same, whatever its key is worth. */
#define MOST_ALIKE 0.99

typedef struct
{
  const TriMatchPassage *then;
  const TriMatchPassage *now;
  guint n_then;
  guint n_now;
  TriMatchRead read;
  gpointer user_data;
  int *to;   /* of each passage then: which it is now, or -1 */
  int *from; /* the other way */
  TriPassageMatch *matches;
  gboolean trust_keys;
} Matcher;

/* Passages without a counterpart between two that have one. Ends are exclusive. */
typedef struct
{
  guint then;
  guint then_end;
  guint now;
  guint now_end;
  guint depth;
} Gap;

typedef struct
{
  guint n_then;
  guint n_now;
  guint then;
  guint now;
} Seen;

typedef struct
{
  guint then;
  guint now;
  double worth;
  int before; /* in the best chain that ends here */
  double sum;
} Pair;

static void
tie (Matcher *self, guint then, guint now, TriMatchKind kind, double likeness)
{
  self->to[then] = (int) now;
  self->from[now] = (int) then;
  self->matches[then] = (TriPassageMatch){ now, kind, likeness };
}

static gboolean
are_free (const Matcher *self, guint then, guint now)
{
  return self->to[then] < 0 && self->from[now] < 0;
}

static gboolean
say_the_same (const Matcher *self, guint then, guint now)
{
  return self->then[then].words == self->now[now].words;
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *left = a;
  const Pair *right = b;

  if (left->then != right->then)
    return left->then < right->then ? -1 : 1;
  /* Of the pairs of one passage a chain can take one only. */
  return left->now > right->now ? -1 : left->now < right->now;
}

/* The best sum of a chain that ends before each passage of the new version: a Fenwick tree over
 * those that are in a pair at all. */
static int
get_best (const int *tree, const GArray *pairs, guint place)
{
  int best = -1;

  for (guint at = place; at > 0; at &= at - 1)
    if (tree[at] >= 0
        && (best < 0
            || g_array_index (pairs, Pair, tree[at]).sum > g_array_index (pairs, Pair, best).sum))
      best = tree[at];
  return best;
}

static void
put_best (int *tree, guint n, const GArray *pairs, guint index, guint place)
{
  const Pair *pair = &g_array_index (pairs, Pair, index);

  for (guint at = place + 1; at <= n; at += at & -at)
    if (tree[at] < 0 || g_array_index (pairs, Pair, tree[at]).sum < pair->sum)
      tree[at] = (int) index;
}

/* The pairs that go forward in both versions and are worth most together. */
static GArray *
choose_chain (GArray *pairs)
{
  GArray *chain = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_autofree int *tree = NULL;
  guint first = G_MAXUINT;
  guint end = 0;
  int last = -1;

  for (guint i = 0; i < pairs->len; i++)
    {
      first = MIN (first, g_array_index (pairs, Pair, i).now);
      end = MAX (end, g_array_index (pairs, Pair, i).now + 1);
    }
  if (pairs->len == 0)
    return chain;
  tree = g_new (int, end - first + 1);
  for (guint i = 0; i <= end - first; i++)
    tree[i] = -1;
  qsort (pairs->data, pairs->len, sizeof (Pair), compare_pairs);
  for (guint i = 0; i < pairs->len; i++)
    {
      Pair *pair = &g_array_index (pairs, Pair, i);

      pair->before = get_best (tree, pairs, pair->now - first);
      pair->sum = pair->worth
                  + (pair->before < 0 ? 0 : g_array_index (pairs, Pair, pair->before).sum);
      put_best (tree, end - first, pairs, i, pair->now - first);
      if (last < 0 || pair->sum > g_array_index (pairs, Pair, last).sum)
        last = (int) i;
    }
  for (; last >= 0; last = g_array_index (pairs, Pair, last).before)
    g_array_append_val (chain, g_array_index (pairs, Pair, last));
  for (guint i = 0; i < chain->len / 2; i++)
    {
      Pair pair = g_array_index (chain, Pair, i);

      g_array_index (chain, Pair, i) = g_array_index (chain, Pair, chain->len - 1 - i);
      g_array_index (chain, Pair, chain->len - 1 - i) = pair;
    }
  return chain;
}

static void
see (GHashTable *seen, const TriMatchPassage *passage, guint index, gboolean is_new)
{
  Seen *known = g_hash_table_lookup (seen, &passage->words);

  if (!known)
    {
      known = g_new0 (Seen, 1);
      g_hash_table_insert (seen, (gpointer) &passage->words, known);
    }
  if (is_new)
    {
      known->n_now++;
      known->now = index;
    }
  else
    {
      known->n_then++;
      known->then = index;
    }
}

/* (element-type Pair): passages whose words are in either side of the gap once. */
static GArray *
list_unique (Matcher *self, const Gap *gap)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));

  for (guint i = gap->then; i < gap->then_end; i++)
    if (self->to[i] < 0)
      see (seen, &self->then[i], i, FALSE);
  for (guint j = gap->now; j < gap->now_end; j++)
    if (self->from[j] < 0)
      see (seen, &self->now[j], j, TRUE);
  for (guint i = gap->then; i < gap->then_end; i++)
    {
      const Seen *known = g_hash_table_lookup (seen, &self->then[i].words);

      if (known && known->n_then == 1 && known->n_now == 1 && known->then == i)
        {
          Pair pair = { known->then, known->now, 1 };

          g_array_append_val (pairs, pair);
        }
    }
  return pairs;
}

/* What stands next to a passage that is known, and says the same, is its neighbour of before. */
static void
close_in (Matcher *self, Gap *gap)
{
  while (gap->then < gap->then_end && gap->now < gap->now_end
         && are_free (self, gap->then, gap->now) && say_the_same (self, gap->then, gap->now))
    tie (self, gap->then++, gap->now++, TRI_MATCH_SAME, 1);
  while (gap->then < gap->then_end && gap->now < gap->now_end
         && are_free (self, gap->then_end - 1, gap->now_end - 1)
         && say_the_same (self, gap->then_end - 1, gap->now_end - 1))
    tie (self, --gap->then_end, --gap->now_end, TRI_MATCH_SAME, 1);
}

static void
add_gaps (GArray *gaps, const Gap *gap, const GArray *chain)
{
  Gap next = { gap->then, 0, gap->now, 0, gap->depth + 1 };

  for (guint i = 0; i <= chain->len; i++)
    {
      const Pair *pair = i < chain->len ? &g_array_index (chain, Pair, i) : NULL;

      next.then_end = pair ? pair->then : gap->then_end;
      next.now_end = pair ? pair->now : gap->now_end;
      if (next.then < next.then_end && next.now < next.now_end)
        g_array_append_val (gaps, next);
      if (pair)
        {
          next.then = pair->then + 1;
          next.now = pair->now + 1;
        }
    }
}

/* The order of passages that did not change. */
static void
find_order (Matcher *self)
{
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (Gap));
  Gap whole = { 0, self->n_then, 0, self->n_now, 0 };

  g_array_append_val (gaps, whole);
  while (gaps->len > 0)
    {
      Gap gap = g_array_index (gaps, Gap, gaps->len - 1);
      g_autoptr (GArray) pairs = NULL;
      g_autoptr (GArray) chain = NULL;

      g_array_set_size (gaps, gaps->len - 1);
      close_in (self, &gap);
      pairs = list_unique (self, &gap);
      chain = choose_chain (pairs);
      for (guint i = 0; i < chain->len; i++)
        tie (self,
             g_array_index (chain, Pair, i).then,
             g_array_index (chain, Pair, i).now,
             TRI_MATCH_SAME,
             1);
      if (chain->len > 0 && gap.depth < MAX_DEPTH)
        add_gaps (gaps, &gap, chain);
    }
}

/* Passages whose words are in both once, but not in the order of the others. */
static void
find_moved (Matcher *self)
{
  const Gap whole = { 0, self->n_then, 0, self->n_now, 0 };
  g_autoptr (GArray) pairs = list_unique (self, &whole);

  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);

      tie (self, pair->then, pair->now, TRI_MATCH_MOVED, 1);
    }
}

/* Outwards from what moved: its neighbours came along. */
static void
follow (Matcher *self, guint then, int step)
{
  gint64 i = (gint64) then + step;
  gint64 j = (gint64) self->to[then] + step;

  for (; i >= 0 && i < self->n_then && j >= 0 && j < self->n_now; i += step, j += step)
    {
      if (!are_free (self, (guint) i, (guint) j) || !say_the_same (self, (guint) i, (guint) j))
        return;
      tie (self, (guint) i, (guint) j, TRI_MATCH_MOVED, 1);
    }
}

static void
follow_all (Matcher *self)
{
  for (guint i = 0; i < self->n_then; i++)
    if (self->matches[i].kind == TRI_MATCH_MOVED)
      {
        follow (self, i, 1);
        follow (self, i, -1);
      }
}

/* Whether passages that are known have kept their keys: else keys count passages. */
static gboolean
have_kept_keys (const Matcher *self)
{
  guint n_known = 0;
  guint n_kept = 0;

  for (guint i = 0; i < self->n_then; i++)
    if (self->to[i] >= 0 && self->then[i].key != 0)
      {
        n_known++;
        n_kept += self->then[i].key == self->now[self->to[i]].key;
      }
  return n_kept >= n_known * KEYS_KEPT;
}

/* --- Passages that changed */

/* What has no equal: which passages, what they are like, and in which gap they lie. */
typedef struct
{
  GArray *index;    /* guint */
  GArray *likeness; /* TriLikeness */
} Loose;

static void
clear_loose (Loose *self)
{
  g_array_unref (self->index);
  g_array_unref (self->likeness);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loose, clear_loose)

static void
fill_loose (Matcher *self, Loose *loose, gboolean is_new)
{
  guint n = is_new ? self->n_now : self->n_then;
  const int *tied = is_new ? self->from : self->to;

  loose->index = g_array_new (FALSE, FALSE, sizeof (guint));
  loose->likeness = g_array_new (FALSE, FALSE, sizeof (TriLikeness));
  for (guint i = 0; i < n && loose->index->len < MAX_LOOSE; i++)
    {
      g_autofree char *text = NULL;
      TriLikeness likeness;

      if (tied[i] >= 0)
        continue;
      text = self->read (self->user_data, is_new, i);
      tri_likeness_init (&likeness, text ? text : "");
      g_array_append_val (loose->index, i);
      g_array_append_val (loose->likeness, likeness);
    }
}

/* hash → the loose passages of the new version that have it, as an array of guint. */
static GHashTable *
index_hashes (const Loose *loose)
{
  GHashTable *index = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  for (guint j = 0; j < loose->likeness->len; j++)
    {
      const TriLikeness *likeness = &g_array_index (loose->likeness, TriLikeness, j);

      for (guint k = 0; k < likeness->n; k++)
        {
          gpointer hash = GUINT_TO_POINTER (likeness->hashes[k]);
          GArray *list = g_hash_table_lookup (index, hash);

          if (!list)
            {
              list = g_array_new (FALSE, FALSE, sizeof (guint));
              g_hash_table_insert (index, hash, list);
            }
          if (list->len <= MAX_SHARED)
            g_array_append_val (list, j);
        }
    }
  return index;
}

/* The loose passages of the new version that share something rare with this one, or its key. */
static GHashTable *
list_candidates (const TriLikeness *likeness, GHashTable *hashes)
{
  GHashTable *candidates = g_hash_table_new (NULL, NULL);

  for (guint k = 0; k < likeness->n; k++)
    {
      GArray *list = g_hash_table_lookup (hashes, GUINT_TO_POINTER (likeness->hashes[k]));

      for (guint l = 0; list && list->len <= MAX_SHARED && l < list->len; l++)
        g_hash_table_add (candidates, GUINT_TO_POINTER (g_array_index (list, guint, l)));
    }
  return candidates;
}

/* Which of the passages that are known, in order, stand before each: two that have the same
 * number lie between the same neighbours. */
static guint *
number_gaps (const Matcher *self, gboolean is_new)
{
  guint n = is_new ? self->n_now : self->n_then;
  guint *numbers = g_new (guint, n + 1);
  guint number = 0;

  for (guint i = 0; i < n; i++)
    {
      int then = is_new ? self->from[i] : (int) i;

      if (then >= 0 && self->to[then] >= 0 && self->matches[then].kind == TRI_MATCH_SAME)
        number++;
      numbers[i] = number;
    }
  return numbers;
}

static void
add_pairs (Matcher *self,
           const Loose *then,
           const Loose *now,
           GArray *near,
           GArray *far)
{
  g_autoptr (GHashTable) hashes = index_hashes (now);
  g_autofree guint *gaps_then = number_gaps (self, FALSE);
  g_autofree guint *gaps_now = number_gaps (self, TRUE);

  for (guint a = 0; a < then->index->len; a++)
    {
      const TriLikeness *likeness = &g_array_index (then->likeness, TriLikeness, a);
      guint i = g_array_index (then->index, guint, a);
      g_autoptr (GHashTable) candidates = list_candidates (likeness, hashes);
      GHashTableIter iter;
      gpointer b;

      g_hash_table_iter_init (&iter, candidates);
      while (g_hash_table_iter_next (&iter, &b, NULL))
        {
          guint j = g_array_index (now->index, guint, GPOINTER_TO_UINT (b));
          gboolean is_near = gaps_then[i] == gaps_now[j];
          Pair pair = { i, j, 0 };

          pair.worth = tri_likeness_compare (
              likeness,
              &g_array_index (now->likeness, TriLikeness, GPOINTER_TO_UINT (b)));
          if (pair.worth < (is_near ? LIKE_HERE : LIKE_ELSEWHERE))
            continue;
          if (self->trust_keys && self->then[i].key && self->then[i].key == self->now[j].key)
            pair.worth += KEY_WORTH;
          g_array_append_val (is_near ? near : far, pair);
        }
    }
}

static int
compare_worth (gconstpointer a, gconstpointer b)
{
  const Pair *left = a;
  const Pair *right = b;

  if (left->worth != right->worth)
    return left->worth > right->worth ? -1 : 1;
  return compare_pairs (a, b);
}

static void
tie_changed (Matcher *self, const Pair *pair)
{
  gboolean same = say_the_same (self, pair->then, pair->now);

  if (are_free (self, pair->then, pair->now))
    tie (self,
         pair->then,
         pair->now,
         same ? TRI_MATCH_MOVED : TRI_MATCH_CHANGED,
         same ? 1 : MIN (pair->worth, MOST_ALIKE));
}

/* Between the same neighbours the best chain; elsewhere the best of all first. */
static void
find_changed (Matcher *self)
{
  g_auto (Loose) then = { 0 };
  g_auto (Loose) now = { 0 };
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_autoptr (GArray) far = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_autoptr (GArray) chain = NULL;

  fill_loose (self, &then, FALSE);
  fill_loose (self, &now, TRUE);
  add_pairs (self, &then, &now, near, far);
  chain = choose_chain (near);
  for (guint i = 0; i < chain->len; i++)
    tie_changed (self, &g_array_index (chain, Pair, i));
  if (far->len > 0)
    qsort (far->data, far->len, sizeof (Pair), compare_worth);
  for (guint i = 0; i < far->len; i++)
    tie_changed (self, &g_array_index (far, Pair, i));
}

/* A short passage, between two that are known and next to each other then and now. */
static void
fill_single (Matcher *self)
{
  for (guint i = 1; i + 1 < self->n_then; i++)
    if (self->to[i] < 0
        && self->to[i - 1] >= 0
        && self->to[i + 1] == self->to[i - 1] + 2
        && self->from[self->to[i - 1] + 1] < 0
        && self->trust_keys
        && self->then[i].key
        && self->then[i].key == self->now[self->to[i - 1] + 1].key)
      tie (self, i, (guint) self->to[i - 1] + 1, TRI_MATCH_CHANGED, 0);
}

/* --- What is not sure */

/* 1 when the neighbour on this side stands next to it now as well. */
static guint
count_support (const Matcher *self, guint then, int step)
{
  gint64 i = (gint64) then + step;
  gint64 j = (gint64) self->to[then] + step;
  gboolean ends_then = i < 0 || i >= self->n_then;
  gboolean ends_now = j < 0 || j >= self->n_now;

  if (ends_then || ends_now)
    return ends_then && ends_now;
  return self->to[i] == j;
}

static GHashTable *
count_words (const Matcher *self)
{
  GHashTable *seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);

  for (guint i = 0; i < self->n_then; i++)
    see (seen, &self->then[i], i, FALSE);
  for (guint j = 0; j < self->n_now; j++)
    see (seen, &self->now[j], j, TRUE);
  return seen;
}

static gboolean
has_key (const Matcher *self, guint then)
{
  return self->trust_keys
         && self->then[then].key
         && self->then[then].key == self->now[self->to[then]].key;
}

/* Short passages want their key or a neighbour that came along, and what is there several times
 * wants both,
 * unless there are as many as before. */
static gboolean
is_sure (const Matcher *self, guint then, GHashTable *words)
{
  const Seen *seen = g_hash_table_lookup (words, &self->then[then].words);
  guint support = count_support (self, then, -1) + count_support (self, then, 1);
  gboolean is_once = seen->n_then == 1 && seen->n_now <= 1;

  if (support == 2 || (is_once && (self->then[then].n_chars >= LONG || has_key (self, then))))
    return TRUE;
  return support == 1 && (is_once || seen->n_then == seen->n_now);
}

/* --- Refrains: what two passages share does not make them one when it is in another as well. */

typedef struct
{
  guint then;
  guint n_shared;
  /* of these in the passage looked at last */
  guint n_met;
  guint met_in;
} Refrain;

static gboolean
may_be_refrain (const Matcher *self, guint then)
{
  return self->matches[then].kind == TRI_MATCH_CHANGED && self->then[then].n_chars < MAX_REFRAIN;
}

static char *
read_it (const Matcher *self, gboolean is_new, guint index)
{
  char *text = self->read (self->user_data, is_new, index);

  return text ? text : g_strdup ("");
}

static void
note_refrain (GHashTable *index, const GArray *shared, guint refrain)
{
  for (guint i = 0; i < shared->len; i++)
    {
      gpointer hash = GUINT_TO_POINTER (g_array_index (shared, guint32, i));
      GArray *list = g_hash_table_lookup (index, hash);

      if (!list)
        {
          list = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (index, hash, list);
        }
      g_array_append_val (list, refrain);
    }
}

/* What short changed passages share with what they became. hash → the refrains that have it. */
static GHashTable *
index_refrains (const Matcher *self, GArray *refrains)
{
  GHashTable *index = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < self->n_then && refrains->len < MAX_REFRAINS; i++)
    if (may_be_refrain (self, i))
      {
        g_autofree char *text = read_it (self, FALSE, i);
        g_autofree char *other = read_it (self, TRUE, (guint) self->to[i]);
        g_autoptr (GArray) shared = tri_likeness_list_shared (text, other);
        Refrain refrain = { i, shared->len, 0, G_MAXUINT };

        g_array_append_val (refrains, refrain);
        note_refrain (index, shared, refrains->len - 1);
      }
  return index;
}

static void
meet (Matcher *self, Refrain *refrain, guint then)
{
  if (refrain->then == then)
    return;
  if (refrain->met_in != then)
    {
      refrain->met_in = then;
      refrain->n_met = 0;
    }
  if (++refrain->n_met * 5 >= refrain->n_shared * 4)
    self->matches[refrain->then].kind = TRI_MATCH_DOUBTFUL;
}

/* Those of @list, which forgets the ones that are judged: it may be long in every passage. */
static void
meet_all (Matcher *self, GArray *refrains, GArray *list, guint then)
{
  guint n_kept = 0;

  for (guint l = 0; l < list->len; l++)
    {
      guint index = g_array_index (list, guint, l);
      Refrain *refrain = &g_array_index (refrains, Refrain, index);

      meet (self, refrain, then);
      if (self->matches[refrain->then].kind != TRI_MATCH_DOUBTFUL)
        g_array_index (list, guint, n_kept++) = index;
    }
  g_array_set_size (list, n_kept);
}

static void
judge_refrains (Matcher *self)
{
  g_autoptr (GArray) refrains = g_array_new (FALSE, FALSE, sizeof (Refrain));
  g_autoptr (GHashTable) index = index_refrains (self, refrains);

  for (guint i = 0; refrains->len > 0 && i < self->n_then; i++)
    {
      g_autofree char *text = read_it (self, FALSE, i);
      g_autoptr (GArray) hashes = tri_likeness_list_hashes (text);

      for (guint k = 0; k < hashes->len; k++)
        {
          gpointer hash = GUINT_TO_POINTER (g_array_index (hashes, guint32, k));
          GArray *list = g_hash_table_lookup (index, hash);

          if (list)
            meet_all (self, refrains, list, i);
        }
    }
}

static void
judge (Matcher *self)
{
  g_autoptr (GHashTable) words = count_words (self);

  for (guint i = 0; i < self->n_then; i++)
    if (self->to[i] >= 0 && !is_sure (self, i, words))
      self->matches[i].kind = TRI_MATCH_DOUBTFUL;
  judge_refrains (self);
}

GArray *
tri_passages_match (const GArray *then, const GArray *now, TriMatchRead read, gpointer user_data)
{
  GArray *matches = g_array_sized_new (FALSE, TRUE, sizeof (TriPassageMatch), then->len);
  g_autofree int *to = g_new (int, then->len + 1);
  g_autofree int *from = g_new (int, now->len + 1);
  Matcher self = { (const TriMatchPassage *) (gconstpointer) then->data,
                   (const TriMatchPassage *) (gconstpointer) now->data,
                   then->len,
                   now->len,
                   read,
                   user_data,
                   to,
                   from };

  g_array_set_size (matches, then->len);
  self.matches = (TriPassageMatch *) (gpointer) matches->data;
  for (guint i = 0; i < then->len; i++)
    to[i] = -1;
  for (guint j = 0; j < now->len; j++)
    from[j] = -1;
  find_order (&self);
  find_moved (&self);
  follow_all (&self);
  self.trust_keys = have_kept_keys (&self);
  find_changed (&self);
  fill_single (&self);
  judge (&self);
  return matches;
}
