/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-linker-private.h"

#include <stdlib.h>
#include <string.h>

/* Where the words of a name stand, and which of these places are taken for one: two readings agree
 * on the first, the second needs to know what the whole text says. */

static gboolean
may_begin (const TriLinkerText *self, guint i)
{
  const TriToken *token = tri_linker_text_token (self, i);

  if (i == 0 || !(token->flags & TRI_TOKEN_APOSTROPHE))
    return TRUE;
  return tri_language_is_elision (tri_tokens_get_word (&self->tokens, i - 1),
                                  tri_linker_text_token (self, i - 1)->length);
}

static gboolean
may_end (const TriLinkerText *self, guint i)
{
  if (i + 1 == tri_linker_text_get_n (self)
      || !(tri_linker_text_token (self, i + 1)->flags & TRI_TOKEN_APOSTROPHE))
    return TRUE;
  return tri_language_is_enclitic (tri_tokens_get_word (&self->tokens, i + 1),
                                   tri_linker_text_token (self, i + 1)->length);
}

static void
add_candidate (TriLinkerText *self, guint first, guint last, guint node, gboolean genitive)
{
  TriCandidate candidate = { first, last, node, genitive };

  if (tri_name_trie_get_form (self->linker->trie, node) && may_begin (self, first)
      && may_end (self, last))
    g_array_append_val (self->candidates, candidate);
}

/* Serges, Trotskis: the word without its -s, where the language writes the genitive so. */
static guint
find_bare_word (const TriLinkerText *self, guint i)
{
  const TriScannedWord *scanned = tri_tokens_get_scanned (&self->tokens, i);
  guint length = scanned->length;

  if (!self->rules->bare_genitive || length < 4 || self->tokens.text[scanned->end - 1] != 's')
    return TRI_NAME_TRIE_NONE;
  return tri_name_trie_find_word (self->linker->trie,
                                  tri_tokens_get_word (&self->tokens, i),
                                  length - 1);
}

static void
find_names_from (TriLinkerText *self, guint first)
{
  guint node = TRI_NAME_TRIE_ROOT;

  for (guint i = first; i < tri_linker_text_get_n (self); i++)
    {
      guint32 gap = i == first ? 0 : tri_linker_text_token (self, i)->gap;
      guint word = tri_linker_text_word (self, i);
      guint bare = find_bare_word (self, i);
      guint next = TRI_NAME_TRIE_NONE;

      if (word != TRI_NAME_TRIE_NONE)
        next = tri_name_trie_step (self->linker->trie, node, word, gap);
      if (next != TRI_NAME_TRIE_NONE)
        add_candidate (self, first, i, next, FALSE);
      if (bare != TRI_NAME_TRIE_NONE)
        bare = tri_name_trie_step (self->linker->trie, node, bare, gap);
      if (bare != TRI_NAME_TRIE_NONE)
        add_candidate (self, first, i, bare, TRUE);
      if (next == TRI_NAME_TRIE_NONE)
        return;
      node = next;
    }
}

/* Finds all places in a passage that was read as a whole. */
void
tri_linker_text_find (TriLinkerText *self)
{
  g_array_set_size (self->candidates, 0);
  /* all first: so the processor can wait for several of them at once */
  for (guint i = 0; i < self->tokens.hits->len; i++)
    tri_linker_text_word (self, g_array_index (self->tokens.hits, guint, i));
  for (guint i = 0; i < self->tokens.hits->len; i++)
    find_names_from (self, g_array_index (self->tokens.hits, guint, i));
}

static gboolean
is_free (const TriLinkerText *self, const TriCandidate *candidate)
{
  for (guint i = candidate->first; i <= candidate->last; i++)
    if (self->used->data[i])
      return FALSE;
  return TRUE;
}

/* Forgets the places that are taken, or where no name has what it needs. */
static void
sift_candidates (TriLinkerText *self)
{
  guint n_kept = 0;

  for (guint i = 0; i < self->candidates->len; i++)
    {
      TriCandidate candidate = g_array_index (self->candidates, TriCandidate, i);

      if (is_free (self, &candidate) && tri_linker_text_get_form (self, &candidate))
        g_array_index (self->candidates, TriCandidate, n_kept++) = candidate;
    }
  g_array_set_size (self->candidates, n_kept);
}

/* By their last word, then by their first. */
static int
compare_ends (gconstpointer a, gconstpointer b)
{
  const TriCandidate *one = a;
  const TriCandidate *other = b;

  if (one->last != other->last)
    return one->last < other->last ? -1 : 1;
  if (one->first != other->first)
    return one->first < other->first ? -1 : 1;
  return one->genitive - other->genitive;
}

/* The best that the candidates up to and with one are worth together, when no two share a word. */
typedef struct
{
  double worth;
  /* whether the candidate is one of them, and how many of those before it may be as well */
  gboolean taken;
  guint n_before;
} Choice;

/* How many of the first @n candidates end before a word. */
static guint
count_before (const TriLinkerText *self, guint from, guint n, guint first)
{
  guint low = from;
  guint high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->candidates, TriCandidate, middle).last < first)
        low = middle + 1;
      else
        high = middle;
    }
  return low - from;
}

/* Decides a run of @n candidates from @from on, of which each shares words with another: the set
 * that is worth most (weighted interval scheduling). Of two that are worth the same the first
 * stands. Those that stay are moved to @to; returns how many. */
static guint
decide_run (TriLinkerText *self, guint from, guint n, guint to)
{
  g_autofree Choice *choices = g_new0 (Choice, n + 1);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (TriCandidate));

  qsort (&g_array_index (self->candidates, TriCandidate, from),
         n,
         sizeof (TriCandidate),
         compare_ends);
  for (guint i = 0; i < n; i++)
    {
      const TriCandidate *candidate = &g_array_index (self->candidates, TriCandidate, from + i);
      guint n_before = count_before (self, from, from + i, candidate->first);
      double worth = choices[n_before].worth + tri_linker_text_weigh (self, candidate);

      choices[i + 1] = (Choice){ worth, TRUE, n_before };
      if (worth <= choices[i].worth)
        choices[i + 1] = (Choice){ choices[i].worth, FALSE, i };
    }
  for (guint i = n; i > 0; i = choices[i].n_before)
    if (choices[i].taken)
      g_array_append_val (kept, g_array_index (self->candidates, TriCandidate, from + i - 1));
  for (guint i = 0; i < kept->len; i++)
    g_array_index (self->candidates, TriCandidate, to + i)
        = g_array_index (kept, TriCandidate, kept->len - 1 - i);
  return kept->len;
}

/* Where the run of overlapping candidates ends that begins with the @from-th. They stand in the
 * order of their first words. */
static guint
find_run_end (const TriLinkerText *self, guint from)
{
  guint last = g_array_index (self->candidates, TriCandidate, from).last;
  guint end = from + 1;

  for (; end < self->candidates->len; end++)
    {
      const TriCandidate *candidate = &g_array_index (self->candidates, TriCandidate, end);

      if (candidate->first > last)
        break;
      last = MAX (last, candidate->last);
    }
  return end;
}

static void
mark_used (TriLinkerText *self, const TriCandidate *candidate)
{
  memset (self->used->data + candidate->first, 1, candidate->last - candidate->first + 1);
}

/**
 * tri_linker_text_settle:
 *
 * Leaves of the candidates those that are names, in order, no two of which share a word.
 */
void
tri_linker_text_settle (TriLinkerText *self)
{
  guint n_kept = 0;

  sift_candidates (self);
  for (guint i = 0; i < self->candidates->len;)
    {
      guint end = find_run_end (self, i);

      if (end - i > 1)
        n_kept += decide_run (self, i, end - i, n_kept);
      else
        g_array_index (self->candidates, TriCandidate, n_kept++)
            = g_array_index (self->candidates, TriCandidate, i);
      i = end;
    }
  g_array_set_size (self->candidates, n_kept);
  for (guint i = 0; i < n_kept; i++)
    mark_used (self, &g_array_index (self->candidates, TriCandidate, i));
}
