/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-prior.h"

#include <math.h>

/* A key as it sounds, roughly, in any of the languages. */
typedef struct
{
  guint32 word;
  guint32 letters; /* which occur: a bit for each */
  guint8 length;
  char spelling[TRI_ALIGN_SOUND_MAX + 1];
} Sound;

static const struct
{
  const char *from;
  const char *to;
} rules[] = {
  { "tsch", "C" },
  { "tch", "C" },
  { "tsj", "C" },
  { "sch", "S" },
  { "sh", "S" },
  { "ch", "S" },
  { "sj", "S" },
  { "ph", "f" },
  { "th", "t" },
  { "kh", "k" },
  { "ck", "k" },
  { "qu", "k" },
  { "q", "k" },
  { "ce", "se" },
  { "ci", "si" },
  { "cy", "si" },
  { "c", "k" },
  { "gh", "g" },
  { "ou", "u" },
  { "oe", "u" },
  { "ij", "i" },
  { "y", "i" },
  { "j", "i" },
  { "ae", "e" },
  { "eau", "o" },
  { "au", "o" },
  { "w", "v" },
  { "z", "s" },
  { "tz", "ts" },
};

static guint
apply_rule (const char *p, gsize left, char *out, gsize *n_out)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      gsize n;

      if (rules[i].from[0] != p[0])
        continue;
      n = strlen (rules[i].from);
      if (n <= left && memcmp (rules[i].from, p, n) == 0)
        {
          *n_out = strlen (rules[i].to);
          memcpy (out, rules[i].to, *n_out);
          return (guint) n;
        }
    }
  out[0] = p[0];
  *n_out = 1;
  return 1;
}

/**
 * tri_align_respell:
 * @word: folded
 * @out: (out caller-allocates): how it sounds, roughly, in any of the languages
 *
 * Returns: its length
 */
gsize
tri_align_respell (const char *word, gsize length, char out[TRI_ALIGN_SOUND_MAX + 1])
{
  gsize n = 0;

  for (gsize at = 0; at < length;)
    {
      char letters[4];
      gsize n_letters;

      at += apply_rule (word + at, length - at, letters, &n_letters);
      for (gsize i = 0; i < n_letters && n < TRI_ALIGN_SOUND_MAX; i++)
        if (n == 0 || out[n - 1] != letters[i])
          out[n++] = letters[i];
    }
  out[n] = '\0';
  return n;
}

static void
respell (Sound *sound, const char *key, gsize length)
{
  sound->length = (guint8) tri_align_respell (key, length, sound->spelling);
  sound->letters = 0;
  for (gsize i = 0; i < sound->length; i++)
    sound->letters |= 1u << ((guchar) sound->spelling[i] & 31);
}

/* Short words look alike by chance, unless they are names. */
static gboolean
is_long_enough (const TriAlignWord *word)
{
  return word->n_letters >= 4
         || (word->n_letters == 3 && word->n_inside && word->n_capital * 2 > word->n_inside);
}

static gint
compare_sounds (gconstpointer a, gconstpointer b)
{
  const Sound *x = a;
  const Sound *y = b;
  gint order = memcmp (x->spelling, y->spelling, 2);

  return order ? order : x->word < y->word ? -1
                                           : x->word > y->word;
}

static GArray *
list_sounds (const TriAlignSide *side)
{
  GArray *sounds = g_array_new (FALSE, FALSE, sizeof (Sound));

  for (guint i = 0; i < side->n_words; i++)
    {
      const TriAlignWord *word = &side->words[i];
      Sound sound = { .word = i };

      if (word->kind != TRI_ALIGN_WORD || !is_long_enough (word))
        continue;
      respell (&sound, side->keys->str + word->key, word->key_length);
      if (sound.length >= 2)
        g_array_append_val (sounds, sound);
    }
  g_array_sort (sounds, compare_sounds);
  return sounds;
}

/* Levenshtein's distance; both are short. */
static guint
edit_distance (const Sound *a, const Sound *b)
{
  guint8 row[25];

  for (guint j = 0; j <= b->length; j++)
    row[j] = (guint8) j;
  for (guint i = 1; i <= a->length; i++)
    {
      guint8 corner = row[0];

      row[0] = (guint8) i;
      for (guint j = 1; j <= b->length; j++)
        {
          guint8 best = (guint8) (corner + (a->spelling[i - 1] != b->spelling[j - 1]));

          best = (guint8) MIN (best, MIN (row[j], row[j - 1]) + 1);
          corner = row[j];
          row[j] = best;
        }
    }
  return row[b->length];
}

static float
compare (const Sound *a, const Sound *b, float floor)
{
  guint longer = MAX (a->length, b->length);
  guint most = (guint) ((1 - floor) * (float) longer + 1e-4f);

  if (MIN (a->length, b->length) < 4)
    most = 0;
  if ((guint) ABS (a->length - b->length) > most
      || (guint) __builtin_popcount (a->letters ^ b->letters) > 2 * most)
    return 0;
  longer = MAX (longer, 1);
  if (most == 0)
    return a->length == b->length && memcmp (a->spelling, b->spelling, a->length) == 0 ? 1 : 0;
  return 1 - (float) edit_distance (a, b) / (float) longer;
}

static void
add_pair (GArray *pairs,
          const TriAlignSide *const sides[2],
          const Sound *const sounds[2],
          float likeness,
          const TriAlignWeights *weights)
{
  float a = sides[0]->words[sounds[0]->word].share;
  float b = sides[1]->words[sounds[1]->word].share;
  float p = weights->cognate * (likeness - .5f) / .5f * sqrtf (sqrtf (MIN (a, b) / MAX (a, b)));
  TriAlignPair pair = { { sounds[0]->word, sounds[1]->word }, { p, p } };

  g_array_append_val (pairs, pair);
}

/**
 * tri_align_add_cognates:
 * @pairs: (element-type TriAlignPair): where to add
 *
 * Finds words that sound alike in both texts: names and cognates.
 */
void
tri_align_add_cognates (const TriAlignSide *const sides[2],
                        const TriAlignWeights *weights,
                        GArray *pairs)
{
  g_autoptr (GArray) a = list_sounds (sides[0]);
  g_autoptr (GArray) b = list_sounds (sides[1]);
  guint begin = 0;

  for (guint i = 0; i < a->len; i++)
    {
      const Sound *x = &g_array_index (a, Sound, i);

      while (begin < b->len
             && memcmp (g_array_index (b, Sound, begin).spelling, x->spelling, 2) < 0)
        begin++;
      for (guint j = begin; j < b->len; j++)
        {
          const Sound *y = &g_array_index (b, Sound, j);
          float likeness;

          if (memcmp (x->spelling, y->spelling, 2) != 0)
            break;
          likeness = compare (x, y, weights->cognate_floor);
          if (likeness >= weights->cognate_floor)
            add_pair (pairs, sides, (const Sound *const[2]){ x, y }, likeness, weights);
        }
    }
}
