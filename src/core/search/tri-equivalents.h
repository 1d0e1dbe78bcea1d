/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-passage.h"

G_BEGIN_DECLS

/**
 * TriEquivalents:
 *
 * Counts what stands in the counterparts of a word, link by link. Not to be used by two threads at
 * once.
 */
typedef struct _TriEquivalents TriEquivalents;

/**
 * TriEquivalentForm:
 * @word: as it is written most often
 * @folded: as the index knows it
 * @links: in how many links
 */
typedef struct
{
  char *word;
  char *folded;
  guint links;
} TriEquivalentForm;

void tri_equivalent_form_free (TriEquivalentForm *self);

/**
 * TriEquivalent:
 * @word: the form that is written most often
 * @stem: what its forms have in common, folded; of a language without rules the folded word
 * @forms: (element-type TriEquivalentForm): the most frequent first
 * @links: how many of the links that were looked at hold it
 * @own: how many of these nothing above it in the list accounts for
 * @likelihood: how surely it goes with the word, see tri_equivalents_get_likelihood()
 * @dice: from 0, never in the same link, to 1, always
 */
typedef struct
{
  char *word;
  char *stem;
  GPtrArray *forms;
  guint links;
  guint own;
  double likelihood;
  double dice;
} TriEquivalent;

void tri_equivalent_free (TriEquivalent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriEquivalent, tri_equivalent_free)

/**
 * TriEquivalentList:
 * @lang: BCP 47
 * @items: (element-type TriEquivalent): the likeliest first
 * @links: how many links hold the word and have a counterpart in this language; estimated when more
 *   than @looked
 * @looked: how many of them were looked at
 * @nothing: how many of these hold none of @items
 *
 * What stands for a word in one language.
 */
typedef struct
{
  char *lang;
  GPtrArray *items;
  guint links;
  guint looked;
  guint nothing;
} TriEquivalentList;

void tri_equivalent_list_free (TriEquivalentList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriEquivalentList, tri_equivalent_list_free)
/* Where in a counterpart (@length in bytes, -1 to the NUL) the first of the list that is there
 * stands: (element-type TriRange), in code points; empty when none does. @least: the Dice
 * coefficient that it has at least. @equivalent: (out)
 * (optional): its place in the list. */
GArray *tri_equivalent_list_find (const TriEquivalentList *self,
                                  const char *counterpart,
                                  gssize length,
                                  double least,
                                  guint *equivalent) G_GNUC_WARN_UNUSED_RESULT;

TriEquivalents *tri_equivalents_new (const char *lang,
                                     const char *other) G_GNUC_WARN_UNUSED_RESULT;
void tri_equivalents_free (TriEquivalents *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriEquivalents, tri_equivalents_free)

/* A link that holds the word: its sides. */
void tri_equivalents_add_link (TriEquivalents *self, const char *own, const char *other);
/* A link without the word. */
void tri_equivalents_add_rest (TriEquivalents *self, const char *other);
guint tri_equivalents_get_n_links (const TriEquivalents *self);
guint tri_equivalents_get_n_rest (const TriEquivalents *self);
/* How long the counterparts of the links that hold the word are, in bytes. */
gsize tri_equivalents_get_length (const TriEquivalents *self);

/* In how many links without the word it stands; never asked for a candidate that stands by chance
 * whatever the answer. @forms (element-type TriEquivalentForm): those seen beside the word. */
typedef double (*TriEquivalentsFunc) (const char *stem, const GPtrArray *forms, gpointer data);

/**
 * TriEquivalentsRest:
 * @links: how many links lack the word, or, of a sample, how many it is compared with
 * @all: how many have it; those that were added may be a sample of them
 * @count: (nullable): what says how often a candidate stands in them; %NULL: count those that
 *   tri_equivalents_add_rest() was told
 * @data: for @count
 */
typedef struct
{
  double links;
  double all;
  TriEquivalentsFunc count;
  gpointer data;
} TriEquivalentsRest;

/* @rest: (nullable): NULL: what tri_equivalents_add_rest() was told */
TriEquivalentList *tri_equivalents_list (TriEquivalents *self,
                                         const TriEquivalentsRest *rest,
                                         guint limit) G_GNUC_WARN_UNUSED_RESULT;

double tri_equivalents_get_likelihood (double both, double links, double rest_both, double rest);
double tri_equivalents_get_dice (double both, double links, double all);

G_END_DECLS
