/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-name-likeness.h"

#include "tri-name-places.h"

#include <string.h>

/* Words of which one is longer by so many sounds are not alike. */
#define MAX_LONGER 6
#define PRICE_OF_UNSAID 0.06f
/* A word of fewer sounds is no word any more without its last. */
#define MIN_UNSAID 4

/**
 * tri_name_word_weigh:
 *
 * Returns: how much a word says of who is meant
 */
float
tri_name_word_weigh (const TriNameWord *word)
{
  switch (word->kind)
    {
    case TRI_NAME_WORD_NAME:
      if (word->after_particle || word->behind)
        return 0.6f;
      return word->given > 0 ? 0.8f : 1.0f;
    case TRI_NAME_WORD_INITIAL:
      return 0.3f;
    case TRI_NAME_WORD_NUMBER:
      /* The first is called so only when there is a second. */
      return word->number == 1 ? 0.1f : 0.5f;
    case TRI_NAME_WORD_BYNAME:
      return 0.4f;
    case TRI_NAME_WORD_PATRONYMIC:
      return 0.2f;
    case TRI_NAME_WORD_TITLE:
      return 0.05f;
    case TRI_NAME_WORD_PARTICLE:
    default:
      return 0;
    }
}

/* What is left without its ending says less, the less is left. */
static float
price_of_stem (const TriNameWord *word, guint n)
{
  return n == word->n_sounds ? 0 : n < 4 ? 0.1f
                                         : 0.04f;
}

/**
 * tri_name_word_is_latin:
 *
 * Returns: whether it is written in the Latin alphabet
 */
gboolean
tri_name_word_is_latin (const TriNameWord *word)
{
  return g_unichar_get_script (g_utf8_get_char (word->text)) == G_UNICODE_SCRIPT_LATIN;
}

/* French leaves its last consonants unsaid, and Cyrillic what is not said: Garnier, Гарнье. */
static float
compare_unsaid (const TriNameWord *latin, const TriNameWord *cyrillic)
{
  guint n = latin->n_sounds;

  if (n <= MIN_UNSAID || strchr ("tdszrpk", latin->sounds[n - 1].sound) == NULL)
    return 0;
  return tri_name_sounds_compare (latin->sounds, n - 1, cyrillic->sounds, cyrillic->n_sounds, NULL)
         - PRICE_OF_UNSAID;
}

static float
compare_sounds (const TriNameWord *a, const TriNameWord *b)
{
  float best = 0;

  for (guint i = 0; i < a->n_stems; i++)
    for (guint j = 0; j < b->n_stems; j++)
      {
        guint n_a = a->stems[i];
        guint n_b = b->stems[j];
        float price = price_of_stem (a, n_a) + price_of_stem (b, n_b);

        if (1 - price > best && ABS ((int) n_a - (int) n_b) < MAX_LONGER)
          best = MAX (best,
                      tri_name_sounds_compare (a->sounds, n_a, b->sounds, n_b, NULL) - price);
      }
  if (tri_name_word_is_latin (a) && !tri_name_word_is_latin (b))
    return MAX (best, compare_unsaid (a, b));
  if (tri_name_word_is_latin (b) && !tri_name_word_is_latin (a))
    return MAX (best, compare_unsaid (b, a));
  return best;
}

/**
 * tri_name_word_is_translation:
 *
 * Returns: whether both are one word, translated
 */
gboolean
tri_name_word_is_translation (const TriNameWord *a, const TriNameWord *b)
{
  return (a->byname > 0 && a->byname == b->byname)
         || (a->translated > 0 && a->translated == b->translated);
}

/**
 * tri_name_word_compare:
 *
 * Returns: from 0 to 1, how alike two words are by their sounds, or by what they are called
 * elsewhere
 */
float
tri_name_word_compare (const TriNameWord *a, const TriNameWord *b)
{
  gboolean initial = a->kind == TRI_NAME_WORD_INITIAL || b->kind == TRI_NAME_WORD_INITIAL;

  if (a->kind == TRI_NAME_WORD_PARTICLE || b->kind == TRI_NAME_WORD_PARTICLE
      || (a->kind == TRI_NAME_WORD_NUMBER) != (b->kind == TRI_NAME_WORD_NUMBER)
      || (a->kind == TRI_NAME_WORD_TITLE) != (b->kind == TRI_NAME_WORD_TITLE))
    return 0;
  if (a->kind == TRI_NAME_WORD_NUMBER)
    return a->number == b->number ? 1 : 0;
  if (strcmp (a->folded, b->folded) == 0)
    return 1;
  if (initial)
    return a->n_sounds > 0 && b->n_sounds > 0 && a->sounds[0].sound == b->sounds[0].sound ? 0.9f
                                                                                          : 0;
  if (tri_name_places_share (a->places, b->places) || tri_name_word_is_translation (a, b))
    return 0.98f;
  if (a->given > 0 && b->given > 0)
    return a->given == b->given ? 0.97f : 0.7f * compare_sounds (a, b);
  /* A given name that everybody has is no misspelling of something rarer; nor is a byname. */
  if ((a->given > 0) != (b->given > 0)
      || (a->kind == TRI_NAME_WORD_BYNAME) != (b->kind == TRI_NAME_WORD_BYNAME))
    return 0.85f * compare_sounds (a, b);
  return compare_sounds (a, b);
}
