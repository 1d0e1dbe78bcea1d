/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-search-private.h"
#include "library/tri-search-score.h"

#include <math.h>

/* So many are ranked before any is shown; see TriSearchFunc. */
#define MAX_RANKED_AT_ONCE 20000
/* And so many are ranked at all. */
#define MAX_RANKED 5000000
/* After so long what is there is shown as it is read: sooner when passages are looked at, which
 * takes its time, than when the index alone is asked. */
#define PATIENCE_US 12000
#define PATIENCE_EXACT_US 40000
/* The index tells the score of a passage alone in about so long. */
#define SCORE_US 100
#define N_FIRST 50
#define BATCH 4096

/* A condition that so many fewer counterparts answer than passages is where to begin. */
#define MUCH_RARER 8
#define MAX_FROM_COUNTERPARTS 20000
/* So many are walked along to rank what was found that way. */
#define MAX_WALKED 200000

/* Of those that answer there may be millions. */
typedef struct
{
  gint64 passage;
  guint text : 31;
  guint is_exact : 1;
  float score; /* -1: none */
} Found;

typedef struct
{
  TriSearch *search;
  TriLibrary *library;
  TriSearchFunc func;
  gpointer data;
  gint64 begun;
  GArray *found;       /* of Found, by passage */
  guint n_shown;       /* of @found, in that order */
  gboolean scores;     /* while they are found */
  gboolean is_many;    /* too many to be ranked before they are shown, as far as is known */
  gboolean is_exact;   /* the index alone is asked */
  gboolean is_ended;   /* nobody listens any more */
  GPtrArray *unscored; /* of TriSearchBranch: was found by counterparts */
} Run;

/* What one branch goes through, or several that ask the index the same. */
typedef struct
{
  const TriSearchBranch *branch; /* of the head */
  GPtrArray *branches;           /* of TriSearchBranch */
  char *match;                   /* what they ask the index; NULL: more than words */
  TriSearchStream *stream;
  GArray *rows; /* of gint64: found by their counterparts; or NULL */
  guint at;
  gboolean is_exact;
  gint64 head; /* G_MAXINT64: nothing more */
  double score;
} Source;

static void
source_clear (gpointer data)
{
  Source *self = data;

  tri_search_stream_free (self->stream);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->branches, g_ptr_array_unref);
  g_free (self->match);
}

static gboolean
hand_over (Run *self, const TriSearchStep *step)
{
  if (!self->is_ended && !self->func (step, self->data))
    self->is_ended = TRUE;
  return !self->is_ended;
}

/* What was found since, as it is read; of a first time only so many that they are there at once. */
static gboolean
show_more (Run *self, guint max)
{
  g_autofree TriSearchHit *hits = g_new (TriSearchHit, MIN (max, BATCH));
  TriSearchStep step = { hits };

  while (self->n_shown < self->found->len && max > 0 && !self->is_ended)
    {
      guint n = MIN (MIN (self->found->len - self->n_shown, max), BATCH);

      for (guint i = 0; i < n; i++)
        {
          const Found *found = &g_array_index (self->found, Found, self->n_shown + i);

          hits[i].passage = found->passage;
          hits[i].text = ((TriSearchText *) self->search->texts->pdata[found->text])->id;
        }
      step.n_hits = n;
      self->n_shown += n;
      max -= n;
      hand_over (self, &step);
    }
  return !self->is_ended;
}

/* Whether it is time to show what there is, though it is not ranked. */
static gboolean
is_late (const Run *self)
{
  guint n = self->found->len;

  if (n > MAX_RANKED_AT_ONCE)
    return TRUE;
  if (self->is_many)
    return n >= N_FIRST;
  return n % 4 == 0
         && g_get_monotonic_time () - self->begun
                >= (self->is_exact ? PATIENCE_EXACT_US : PATIENCE_US);
}

static void
show_in_time (Run *self)
{
  if (self->n_shown == 0 && is_late (self))
    show_more (self, N_FIRST);
  else if (self->n_shown > 0 && self->found->len - self->n_shown >= BATCH)
    show_more (self, G_MAXUINT);
}

/* --- Where to look */

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

/* The passages whose counterparts answer a condition: when few do, these are where to begin. */
static gboolean
begin_at_counterparts (Run *self,
                       Source *source,
                       const TriSearchCondition *condition,
                       GError **error)
{
  g_autoptr (TriSearchStream) stream = NULL;
  GError *local = NULL;
  gint64 passage;
  double score;
  guint n = 0;

  stream = tri_search_stream_new (self->search,
                                  self->library,
                                  condition->lang,
                                  condition->node,
                                  TRI_SEARCH_STREAM_EVERYWHERE,
                                  error);
  if (!stream)
    return FALSE;
  source->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  while (tri_search_stream_next (stream, &passage, &score, &local))
    if (++n > MAX_FROM_COUNTERPARTS
        || !tri_search_list_linked (self->library, passage, source->rows, &local))
      break;
  if (local)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  /* There were more than was thought. */
  if (n > MAX_FROM_COUNTERPARTS)
    g_clear_pointer (&source->rows, g_array_unref);
  else
    {
      g_array_sort (source->rows, compare_rows);
      g_ptr_array_add (self->unscored, (gpointer) source->branch);
    }
  return TRUE;
}

static gboolean
choose_beginning (Run *self, Source *source, GError **error)
{
  const TriSearchBranch *branch = source->branch;
  const TriSearchCondition *rarest = NULL;
  guint64 least = MAX_FROM_COUNTERPARTS;
  guint64 own;

  if (branch->conditions->len == 0)
    return TRUE;
  own = tri_search_estimate (self->search, self->library, branch->lang, branch->node);
  for (guint i = 0; i < branch->conditions->len; i++)
    {
      const TriSearchCondition *condition = branch->conditions->pdata[i];
      guint64 n;

      if (condition->is_negative)
        continue;
      n = tri_search_estimate (self->search, self->library, condition->lang, condition->node);
      if (n <= least)
        {
          least = n;
          rarest = condition;
        }
    }
  if (!rarest || least * MUCH_RARER > own)
    return TRUE;
  return begin_at_counterparts (self, source, rarest, error);
}

/* What a branch asks the index, if it asks for nothing else and of nothing else. */
static char *
dup_match (Run *self, const TriSearchBranch *branch)
{
  TriSearchForms forms = { self->search, NULL, branch->lang };
  g_autoptr (TriFts) fts = NULL;

  if (!tri_query_node_is_words (branch->node))
    return NULL;
  fts = tri_fts_new (branch->node, tri_search_forms_cb, &forms);
  return g_strdup (fts->match->str);
}

static gboolean
begin_source (Run *self, Source *source, GError **error)
{
  const TriSearchBranch *branch = source->branches->pdata[0];

  source->branch = branch;
  if (source->branches->len == 1 && !choose_beginning (self, source, error))
    return FALSE;
  if (source->rows)
    return TRUE;
  source->stream = tri_search_stream_new (self->search,
                                          self->library,
                                          branch->lang,
                                          branch->node,
                                          self->scores ? TRI_SEARCH_STREAM_SCORES : 0,
                                          error);
  source->is_exact = source->stream && tri_search_stream_is_exact (source->stream);
  return source->stream != NULL;
}

/* Puts the branch to those that ask the same, or makes a source for it. */
static void
add_branch (Run *self, const TriSearchBranch *branch, GArray *sources)
{
  Source source = { .match = dup_match (self, branch) };

  for (guint i = 0; source.match && i < sources->len; i++)
    {
      Source *other = &g_array_index (sources, Source, i);

      if (g_strcmp0 (other->match, source.match) != 0)
        continue;
      g_ptr_array_add (other->branches, (gpointer) branch);
      g_free (source.match);
      return;
    }
  source.branches = g_ptr_array_new ();
  g_ptr_array_add (source.branches, (gpointer) branch);
  g_array_append_val (sources, source);
}

static gboolean
next_candidate (Source *source, GError **error)
{
  if (source->stream)
    return tri_search_stream_next (source->stream, &source->head, &source->score, error);
  /* What stands in several links is there several times. */
  while (source->at < source->rows->len
         && g_array_index (source->rows, gint64, source->at) == source->head)
    source->at++;
  if (source->at >= source->rows->len)
    return FALSE;
  source->head = g_array_index (source->rows, gint64, source->at++);
  source->score = -INFINITY;
  return TRUE;
}

/* The branch by which the passage may be shown, NULL: none. */
static const TriSearchBranch *
find_branch (Run *self, const Source *source, gint64 passage)
{
  guint text;

  for (guint i = 0; i < source->branches->len; i++)
    if (tri_search_is_allowed (self->search,
                               self->library,
                               source->branches->pdata[i],
                               passage,
                               &text))
      return source->branches->pdata[i];
  return NULL;
}

/* The first row behind @passage that stands in a text where one of the branches looks. */
static gint64
find_next_allowed (Run *self, const Source *source, gint64 passage)
{
  const GPtrArray *texts = self->search->texts;
  gint64 next = G_MAXINT64;

  for (guint i = 0; i < texts->len; i++)
    {
      const TriSearchText *text = texts->pdata[i];
      gboolean is_allowed = FALSE;

      for (guint n = 0; n < source->branches->len; n++)
        is_allowed |= ((const TriSearchBranch *) source->branches->pdata[n])->is_allowed[i];
      if (is_allowed && text->last > passage)
        next = MIN (next, MAX (text->first, passage + 1));
    }
  return next;
}

/* Passes over texts in which nobody looks. */
static gboolean
skip (Run *self, Source *source, GError **error)
{
  gint64 next;

  if (!source->stream || !tri_search_stream_can_seek (source->stream))
    return TRUE;
  next = find_next_allowed (self, source, source->head);
  return next - source->head < TRI_SEARCH_WORTH_SEEKING
         || tri_search_stream_seek (source->stream, next, error);
}

/* Goes to the next passage that answers. FALSE with @error set only. */
static gboolean
next_answer (Run *self, Source *source, GError **error)
{
  GError *local = NULL;

  while (next_candidate (source, &local))
    {
      const TriSearchBranch *branch = find_branch (self, source, source->head);

      source->branch = branch;
      if (!branch)
        {
          if (!skip (self, source, &local))
            break;
          continue;
        }
      if (!source->is_exact
          && !tri_search_matches (self->library, branch->matcher, source->head, &local))
        {
          if (local)
            break;
          continue;
        }
      if (branch->conditions->len == 0
          || tri_search_meets (self->search, self->library, branch, source->head, &local))
        return TRUE;
      if (local)
        break;
    }
  source->head = G_MAXINT64;
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static GArray *
begin_sources (Run *self, GError **error)
{
  g_autoptr (GArray) sources = g_array_new (FALSE, TRUE, sizeof (Source));

  g_array_set_clear_func (sources, source_clear);
  for (guint i = 0; i < self->search->branches->len; i++)
    add_branch (self, self->search->branches->pdata[i], sources);
  self->is_exact = TRUE;
  for (guint i = 0; i < sources->len; i++)
    {
      Source *source = &g_array_index (sources, Source, i);

      if (!begin_source (self, source, error))
        return NULL;
      self->is_exact &= source->is_exact;
      for (guint n = 0; n < source->branches->len; n++)
        self->is_exact
            &= ((const TriSearchBranch *) source->branches->pdata[n])->conditions->len == 0;
    }
  return g_steal_pointer (&sources);
}

static gint64
get_least (const GArray *sources)
{
  gint64 least = G_MAXINT64;

  for (guint i = 0; i < sources->len; i++)
    least = MIN (least, g_array_index (sources, Source, i).head);
  return least;
}

static int
compare_scores (const Found *one, const Found *other)
{
  if (one->is_exact != other->is_exact)
    return one->is_exact ? 1 : -1;
  return one->score < other->score ? -1 : one->score > other->score;
}

/* Unless it has a better one. */
static void
set_score (Found *found, double score)
{
  Found better = *found;

  if (!isfinite (score))
    return;
  better.is_exact = score >= 0;
  if (score < 0)
    score += TRI_SEARCH_INEXACT * ceil (-score / TRI_SEARCH_INEXACT);
  better.score = (float) score;
  if (compare_scores (&better, found) > 0)
    *found = better;
}

/* Takes that passage off all sources that have it. */
static gboolean
take (Run *self, GArray *sources, Found *found, GError **error)
{
  found->score = -1;
  for (guint i = 0; i < sources->len; i++)
    {
      Source *source = &g_array_index (sources, Source, i);

      if (source->head != found->passage)
        continue;
      set_score (found, source->score);
      if (!next_answer (self, source, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_all (Run *self, GError **error)
{
  g_autoptr (GArray) sources = begin_sources (self, error);

  if (!sources)
    return FALSE;
  for (guint i = 0; i < sources->len; i++)
    if (!next_answer (self, &g_array_index (sources, Source, i), error))
      return FALSE;
  for (gint64 passage; (passage = get_least (sources)) != G_MAXINT64 && !self->is_ended;)
    {
      Found found = { passage };
      int text = tri_search_texts_find (self->search->texts, self->library, passage);

      found.text = (guint) MAX (text, 0) & G_MAXINT32;
      if (!take (self, sources, &found, error))
        return FALSE;
      g_array_append_val (self->found, found);
      show_in_time (self);
    }
  return TRUE;
}

/* --- Ranking */

/* The next one; when it lies far before @least, the next from there on. */
static gboolean
next_from (TriSearchStream *stream, gint64 least, gint64 *passage, double *score, GError **error)
{
  if (!tri_search_stream_next (stream, passage, score, error))
    return FALSE;
  if (least - *passage < TRI_SEARCH_WORTH_SEEKING || !tri_search_stream_can_seek (stream))
    return TRUE;
  return tri_search_stream_seek (stream, least, error)
         && tri_search_stream_next (stream, passage, score, error);
}

static gboolean
score_by (Run *self, TriSearchStream *stream, GError **error)
{
  GError *local = NULL;
  gint64 passage = 0;
  double score;

  for (guint at = 0; at < self->found->len;)
    {
      Found *found = &g_array_index (self->found, Found, at);

      if (found->passage > passage
          && !next_from (stream, found->passage, &passage, &score, &local))
        break;
      if (found->passage == passage)
        set_score (found, score);
      if (found->passage <= passage)
        at++;
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Those that were found by their counterparts, unless that takes a walk along very many. */
static gboolean
score_unscored (Run *self, GError **error)
{
  for (guint i = 0; i < self->unscored->len; i++)
    {
      const TriSearchBranch *branch = self->unscored->pdata[i];
      g_autoptr (TriSearchStream) stream = NULL;

      stream = tri_search_stream_new (self->search,
                                      self->library,
                                      branch->lang,
                                      branch->node,
                                      TRI_SEARCH_STREAM_SCORES,
                                      error);
      if (!stream)
        return FALSE;
      if (!tri_search_stream_can_seek (stream)
          && tri_search_estimate (self->search, self->library, branch->lang, branch->node)
                 > MAX_WALKED)
        continue;
      if (!score_by (self, stream, error))
        return FALSE;
    }
  return TRUE;
}

/* The scores of what was found without, from the index alone. */
static gboolean
score_all (Run *self, GError **error)
{
  g_autoptr (GArray) sources = NULL;

  self->scores = TRUE;
  sources = begin_sources (self, error);
  if (!sources)
    return FALSE;
  for (guint i = 0; i < sources->len; i++)
    if (!score_by (self, g_array_index (sources, Source, i).stream, error))
      return FALSE;
  return TRUE;
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *one = a;
  const Found *other = b;

  int order = compare_scores (other, one);

  if (order != 0)
    return order;
  return one->passage < other->passage ? -1 : one->passage > other->passage;
}

static void
show_ranked (Run *self)
{
  g_autofree TriSearchHit *hits = g_new (TriSearchHit, MAX (self->found->len, 1));
  TriSearchStep step = { hits, self->found->len, TRUE, TRUE, TRUE, TRUE };

  g_array_sort (self->found, compare_found);
  for (guint i = 0; i < self->found->len; i++)
    {
      const Found *found = &g_array_index (self->found, Found, i);

      hits[i].passage = found->passage;
      hits[i].text = ((TriSearchText *) self->search->texts->pdata[found->text])->id;
    }
  hand_over (self, &step);
}

/* --- */

static gboolean
is_cancelled (Run *self, GError **error)
{
  return self->library->cancellable
         && g_cancellable_set_error_if_cancelled (self->library->cancellable, error);
}

/* Whether as many answer as words are counted: one word, or some of several. */
static gboolean
is_plain (const TriQueryNode *node)
{
  if (node->kind == TRI_QUERY_TERM)
    return node->words->len == 1;
  if (node->kind != TRI_QUERY_OR)
    return FALSE;
  for (guint i = 0; i < node->children->len; i++)
    if (!is_plain (node->children->pdata[i]))
      return FALSE;
  return TRUE;
}

/* Scores come with the hits when few are thought to come, or when looking at passages takes longer
 * than scoring them. */
static void
expect (Run *self)
{
  const GPtrArray *branches = self->search->branches;
  gboolean plain = TRUE;
  guint64 n = 0;

  for (guint i = 0; i < branches->len; i++)
    {
      const TriSearchBranch *branch = branches->pdata[i];

      plain &= is_plain (branch->node);
      if (branch->conditions->len > 0 || !tri_query_node_is_words (branch->node))
        self->scores = TRUE;
      n += tri_search_estimate (self->search, self->library, branch->lang, branch->node);
    }
  self->is_many = plain && !self->scores && n > MAX_RANKED_AT_ONCE + MAX_RANKED_AT_ONCE / 2;
  self->scores |= n <= MAX_RANKED_AT_ONCE;
}

/* Whether those that were found are not to wait for their scores. When these did not come with
 * them the index is walked along once more, which takes as long again; those that were found by
 * their counterparts are asked for one by one. */
static gboolean
is_slow_to_rank (const Run *self)
{
  gint64 took = g_get_monotonic_time () - self->begun;

  if (!self->scores && 2 * took > PATIENCE_EXACT_US)
    return TRUE;
  return self->unscored->len > 0 && took + (gint64) self->found->len * SCORE_US > PATIENCE_US;
}

static gboolean
run_search (TriSearch *self,
            TriLibrary *library,
            TriSearchFunc func,
            gpointer data,
            GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autoptr (GPtrArray) unscored = g_ptr_array_new ();
  Run run = { self, library, func, data, g_get_monotonic_time (), found, .unscored = unscored };
  const TriSearchStep counted = { .is_counted = TRUE };
  const TriSearchStep unranked = { .is_counted = TRUE, .is_complete = TRUE };

  /* The next search reads most of the same pages. */
  tri_library_widen_cache (library);
  expect (&run);
  if (!find_all (&run, error) || is_cancelled (&run, error))
    return FALSE;
  if (run.n_shown > 0 || is_slow_to_rank (&run))
    {
      show_more (&run, G_MAXUINT);
      hand_over (&run, &counted);
    }
  if (run.is_ended)
    return TRUE;
  if (found->len > MAX_RANKED)
    {
      hand_over (&run, &unranked);
      return TRUE;
    }
  if (!run.scores && !score_all (&run, error))
    return FALSE;
  if (!score_unscored (&run, error))
    return FALSE;
  if (is_cancelled (&run, error))
    return FALSE;
  show_ranked (&run);
  return TRUE;
}

/* Whether texts came, went or lie elsewhere since the search was made. */
static gboolean
is_stale (const TriSearch *self, const GPtrArray *texts)
{
  if (self->texts->len != texts->len)
    return TRUE;
  for (guint i = 0; i < texts->len; i++)
    {
      const TriSearchText *one = self->texts->pdata[i];
      const TriSearchText *other = texts->pdata[i];

      if (one->id != other->id || one->work != other->work || one->first != other->first
          || one->last != other->last || one->passages != other->passages
          || !g_str_equal (one->lang, other->lang))
        return TRUE;
    }
  return FALSE;
}

gboolean
tri_search_run (TriSearch *self,
                TriLibrary *library,
                TriSearchFunc func,
                gpointer data,
                GError **error)
{
  g_autoptr (GPtrArray) texts = tri_search_texts_new (library, error);
  g_autoptr (TriSearch) anew = NULL;

  if (!texts)
    return FALSE;
  if (!is_stale (self, texts))
    return run_search (self, library, func, data, error);
  anew = tri_search_new (library, self->query->typed, self->options, error);
  return anew && run_search (anew, library, func, data, error);
}
