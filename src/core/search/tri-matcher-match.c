/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tri-matcher-private.h"

#include "model/tri-edtf.h"
#include "search/tri-words.h"

#include <string.h>

/* How far a phrase has come with the word before. */
typedef struct
{
  guint word; /* its number, from 1; 0: none yet */
  guint first;
  guint start;
  gboolean is_exact;
} Slot;

/* A LANG or a FILTER is neither here nor there. */
typedef enum
{
  ANSWER_NO,
  ANSWER_OPEN,
  ANSWER_YES,
} Answer;

/* One passage that is looked at. */
typedef struct
{
  const TriMatcher *matcher;
  Slot *slots;
  gboolean *found;     /* of each leaf */
  GArray *occurrences; /* (element-type TriOccurrence) */
  GArray *words;       /* (element-type TriRange) or NULL */
  GArray **near;       /* of each NEAR what stands near; NULL: not asked yet */
  guint n_words;
  gboolean stops; /* as soon as it is known to match */
} Passage;

static Answer answer (Passage *self, const TriMatcherNode *node);

static void
add_occurrence (Passage *self, const TriOccurrence *occurrence)
{
  g_array_append_val (self->occurrences, *occurrence);
  self->found[occurrence->leaf] = TRUE;
}

static void
take_uses (Passage *self, const GArray *uses, const TriWord *word)
{
  for (guint i = 0; i < uses->len; i++)
    {
      const TriMatcherUse *use = &g_array_index (uses, TriMatcherUse, i);
      Slot *slot = &self->slots[use->slot];
      const Slot *before = use->place > 0 ? slot - 1 : NULL;
      TriOccurrence occurrence;

      if (before && (before->word == 0 || before->word != self->n_words - 1))
        continue;
      slot->word = self->n_words;
      slot->first = before ? before->first : self->n_words - 1;
      slot->start = before ? before->start : word->start;
      slot->is_exact = use->exact && (!before || before->is_exact);
      if (!use->ends)
        continue;
      occurrence = (TriOccurrence){ .leaf = use->leaf,
                                    .first = slot->first,
                                    .last = self->n_words - 1,
                                    .start = slot->start,
                                    .end = word->end,
                                    .is_exact = slot->is_exact };
      add_occurrence (self, &occurrence);
    }
}

static gboolean
word_cb (const TriWord *word, gpointer data)
{
  Passage *self = data;
  const TriMatcher *matcher = self->matcher;
  guint n_occurrences = self->occurrences->len;
  const GArray *uses;

  self->n_words++;
  if (self->words)
    {
      TriRange range = { word->start, word->end };

      g_array_append_val (self->words, range);
    }
  if (!(matcher->lengths[(guchar) *word->folded] & 1u << MIN (word->length, 31)))
    return TRUE;
  /* Prefixes are the last words of their phrases, so they come before what else the word is. */
  for (guint i = 0; i < matcher->prefixes->len; i++)
    {
      const TriMatcherPrefix *prefix = matcher->prefixes->pdata[i];

      if (word->length >= prefix->length
          && memcmp (word->folded, prefix->text, prefix->length) == 0)
        take_uses (self, prefix->uses, word);
    }
  uses = g_hash_table_lookup (matcher->words, word->folded);
  if (uses)
    take_uses (self, uses, word);
  return !self->stops || self->occurrences->len == n_occurrences
         || answer (self, matcher->root) != ANSWER_YES;
}

static gboolean
is_of (const TriMatcherNode *leaf, gint64 entity)
{
  for (guint i = 0; leaf->entities && i < leaf->entities->len; i++)
    if (g_array_index (leaf->entities, gint64, i) == entity)
      return TRUE;
  return FALSE;
}

/* The words that the place has a part in. FALSE: none. */
static gboolean
find_words (const GArray *words, TriOccurrence *occurrence)
{
  guint low = 0;
  guint high = words->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (words, TriRange, middle).end <= occurrence->start)
        low = middle + 1;
      else
        high = middle;
    }
  occurrence->first = low;
  while (low < words->len && g_array_index (words, TriRange, low).start < occurrence->end)
    low++;
  occurrence->last = low - 1;
  return low > occurrence->first;
}

static void
take_mentions (Passage *self, const GArray *mentions, gboolean is_near)
{
  for (guint i = 0; mentions && i < mentions->len; i++)
    {
      const TriMention *mention = &g_array_index (mentions, TriMention, i);

      for (guint j = 0; mention->entity != 0 && j < self->matcher->leaves->len; j++)
        {
          const TriMatcherNode *leaf = self->matcher->leaves->pdata[j];
          TriOccurrence occurrence = { .leaf = j,
                                       .start = mention->start,
                                       .end = mention->end,
                                       .is_exact = TRUE };

          if (leaf->kind == TRI_QUERY_ENTITY && (leaf->near > 0) == is_near
              && is_of (leaf, mention->entity)
              && (!is_near || find_words (self->words, &occurrence)))
            add_occurrence (self, &occurrence);
        }
    }
}

static void
take_dates (Passage *self, const GArray *dates)
{
  for (guint i = 0; dates && i < dates->len; i++)
    {
      const TriDate *date = &g_array_index (dates, TriDate, i);
      gint64 first;
      gint64 last;

      if (!date->edtf || !tri_edtf_get_bounds (date->edtf, &first, &last))
        continue;
      for (guint j = 0; j < self->matcher->leaves->len; j++)
        {
          const TriMatcherNode *leaf = self->matcher->leaves->pdata[j];
          TriOccurrence occurrence = { .leaf = j,
                                       .start = date->start,
                                       .end = date->end,
                                       .is_exact = TRUE };

          if (leaf->kind == TRI_QUERY_DATE && first <= leaf->last && last >= leaf->first)
            add_occurrence (self, &occurrence);
        }
    }
}

static int
compare_first_cb (gconstpointer a, gconstpointer b)
{
  guint left = ((const TriOccurrence *) a)->first;
  guint right = ((const TriOccurrence *) b)->first;

  return left < right ? -1 : left > right;
}

static const GArray *
find_near (Passage *self, const TriMatcherNode *node)
{
  GArray **near = &self->near[node->near - 1];
  g_autoptr (GArray) occurrences = NULL;

  if (*near)
    return *near;
  occurrences = g_array_new (FALSE, FALSE, sizeof (TriOccurrence));
  for (guint i = 0; i < self->occurrences->len; i++)
    {
      TriOccurrence occurrence = g_array_index (self->occurrences, TriOccurrence, i);
      const TriMatcherNode *leaf = self->matcher->leaves->pdata[occurrence.leaf];

      if (leaf->near != node->near)
        continue;
      occurrence.side = leaf->side;
      g_array_append_val (occurrences, occurrence);
    }
  g_array_sort (occurrences, compare_first_cb);
  *near = tri_near_find (occurrences, node->children->len, node->distance);
  return *near;
}

static Answer
answer (Passage *self, const TriMatcherNode *node)
{
  gboolean is_or = node->kind == TRI_QUERY_OR;
  Answer result = is_or ? ANSWER_NO : ANSWER_YES;

  switch (node->kind)
    {
    case TRI_QUERY_LANG:
    case TRI_QUERY_FILTER:
      return ANSWER_OPEN;
    case TRI_QUERY_NEAR:
      return find_near (self, node)->len > 0 ? ANSWER_YES : ANSWER_NO;
    case TRI_QUERY_NOT:
      return (Answer) (ANSWER_YES - answer (self, node->children->pdata[0]));
    case TRI_QUERY_AND:
    case TRI_QUERY_OR:
      for (guint i = 0; i < node->children->len; i++)
        {
          Answer one = answer (self, node->children->pdata[i]);

          result = is_or ? MAX (result, one) : MIN (result, one);
        }
      return result;
    default:
      return self->found[node->leaf] ? ANSWER_YES : ANSWER_NO;
    }
}

/* Which leaves have places that are to be shown; those of NEAR go to @places at once. */
static void
choose_leaves (Passage *self, const TriMatcherNode *node, gboolean *shown, GArray *places)
{
  if (node->kind == TRI_QUERY_NOT || answer (self, node) == ANSWER_NO)
    return;
  if (node->kind == TRI_QUERY_NEAR)
    {
      const GArray *near = find_near (self, node);

      g_array_append_vals (places, near->data, near->len);
    }
  else if (node->children)
    for (guint i = 0; i < node->children->len; i++)
      choose_leaves (self, node->children->pdata[i], shown, places);
  else if (node->kind != TRI_QUERY_LANG && node->kind != TRI_QUERY_FILTER)
    shown[node->leaf] = TRUE;
}

static int
compare_start_cb (gconstpointer a, gconstpointer b)
{
  const TriOccurrence *left = a;
  const TriOccurrence *right = b;

  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  return left->end < right->end ? 1 : left->end > right->end ? -1
                                                             : 0;
}

static void
list_matches (Passage *self, GArray *matches)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (TriOccurrence));
  g_autofree gboolean *shown = g_new0 (gboolean, self->matcher->leaves->len + 1);

  choose_leaves (self, self->matcher->root, shown, places);
  for (guint i = 0; i < self->occurrences->len; i++)
    if (shown[g_array_index (self->occurrences, TriOccurrence, i).leaf])
      g_array_append_val (places, g_array_index (self->occurrences, TriOccurrence, i));
  g_array_sort (places, compare_start_cb);
  for (guint i = 0; i < places->len; i++)
    {
      const TriOccurrence *place = &g_array_index (places, TriOccurrence, i);
      TriMatch match = { place->start, place->end, place->is_exact };
      TriMatch *last = matches->len > 0 ? &g_array_index (matches, TriMatch, matches->len - 1)
                                        : NULL;

      if (!last || match.start >= last->end)
        {
          g_array_append_val (matches, match);
          continue;
        }
      last->end = MAX (last->end, match.end);
      last->is_exact |= match.is_exact;
    }
}

static void
clear_passage (Passage *self)
{
  for (guint i = 0; i < self->matcher->n_nears; i++)
    g_clear_pointer (&self->near[i], g_array_unref);
  g_free (self->near);
  g_free (self->slots);
  g_free (self->found);
  g_clear_pointer (&self->words, g_array_unref);
  g_array_unref (self->occurrences);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Passage, clear_passage)

gboolean
tri_matcher_match (const TriMatcher *self,
                   const char *content,
                   const GArray *mentions,
                   const GArray *dates,
                   GArray **matches)
{
  g_auto (Passage) passage = { .matcher = self, .stops = !matches && self->only_grows };
  gboolean is_match;

  passage.slots = g_new0 (Slot, self->n_slots);
  passage.found = g_new0 (gboolean, self->leaves->len);
  passage.near = g_new0 (GArray *, self->n_nears);
  passage.occurrences = g_array_new (FALSE, FALSE, sizeof (TriOccurrence));
  if (self->needs_word_places)
    passage.words = g_array_new (FALSE, FALSE, sizeof (TriRange));
  take_mentions (&passage, mentions, FALSE);
  take_dates (&passage, dates);
  if (self->has_terms || self->needs_word_places)
    tri_words_foreach (content, -1, word_cb, &passage);
  if (self->needs_word_places)
    take_mentions (&passage, mentions, TRUE);
  is_match = answer (&passage, self->root) != ANSWER_NO;
  if (matches)
    {
      *matches = g_array_new (FALSE, FALSE, sizeof (TriMatch));
      if (is_match)
        list_matches (&passage, *matches);
    }
  return is_match;
}
