/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-name-match.h"

#include "tri-fold.h"
#include "tri-name-likeness.h"
#include "tri-name-places.h"

#include <string.h>

#define MAX_WORDS 12
/* Words less alike than this do not stand for each other. */
#define MIN_ALIKE 0.5f
#define NONE G_MAXUINT
/* How much a number says that both have. */
#define SAME_NUMBER 0.8f
/* What counts against two names: what stands in both and differs, what stands in one alone. */
#define DIFFERS 0.9f
#define LEFT_OUT 0.18f
/* How much of it counts for what somebody is called besides a name that few have, or besides a
 * name and a number. */
#define BESIDES 0.35f
/* From this on a word is taken for the same. */
#define SAME_WORD 0.8f
/* A word of fewer sounds is like many others. */
#define MIN_RARE 4
/* Of so many sounds on a word is not like another by chance, of fewer it easily is. */
#define LONG 8
#define SHORT 6
#define PRICE_OF_MIDDLE 1.4f
#define PRICE_OF_SHORT 1.65f

/* How far the words of one name stand for those of another. */
typedef struct
{
  const TriNameKey *a;
  const TriNameKey *b;
  guint n_a;
  guint n_b;
  /* Of each word of @a: the word of @b, and how alike they are. */
  guint to[MAX_WORDS];
  float alike[MAX_WORDS];
  guint from[MAX_WORDS];
} Pairing;

static TriNameReason *
new_reason (TriNameReasonKind kind, const char *a, const char *b)
{
  TriNameReason *self = g_new0 (TriNameReason, 1);

  self->kind = kind;
  self->a = g_strdup (a);
  self->b = g_strdup (b);
  return self;
}

void
tri_name_reason_free (TriNameReason *self)
{
  g_free (self->a);
  g_free (self->b);
  g_free (self);
}

const char *
tri_name_reason_kind_to_nick (TriNameReasonKind kind)
{
  static const char *const nicks[] = {
    "spelling",
    "script",
    "given",
    "place",
    "ending",
    "byname",
    "initial",
    "left-out",
    "order",
  };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (nicks), NULL);
  return nicks[kind];
}

/* --- Words -------------------------------------------------------------------------------- */

/* The words that are most alike are paired first. */
static void
pair_words (Pairing *self)
{
  float alike[MAX_WORDS][MAX_WORDS];

  for (guint i = 0; i < self->n_a; i++)
    for (guint j = 0; j < self->n_b; j++)
      {
        const TriNameWord *a = tri_name_key_get_word (self->a, i);

        alike[i][j] = tri_name_word_compare (a, tri_name_key_get_word (self->b, j));
      }
  for (guint i = 0; i < MAX_WORDS; i++)
    self->to[i] = self->from[i] = NONE;
  while (TRUE)
    {
      float best = MIN_ALIKE;
      guint a = NONE;
      guint b = NONE;

      for (guint i = 0; i < self->n_a; i++)
        for (guint j = 0; j < self->n_b; j++)
          if (self->to[i] == NONE && self->from[j] == NONE && alike[i][j] > best)
            {
              best = alike[i][j];
              a = i;
              b = j;
            }
      if (a == NONE)
        return;
      self->to[a] = b;
      self->from[b] = a;
      self->alike[a] = best;
    }
}

/* --- Names -------------------------------------------------------------------------------- */

/* A pope of another number is another pope. */
static gboolean
has_other_number (const TriNameKey *key, guint n, const guint *pairs)
{
  for (guint i = 0; i < n; i++)
    if (tri_name_key_get_word (key, i)->kind == TRI_NAME_WORD_NUMBER && pairs[i] == NONE)
      return TRUE;
  return FALSE;
}

static gboolean
numbers_differ (const Pairing *self)
{
  return has_other_number (self->a, self->n_a, self->to)
         && has_other_number (self->b, self->n_b, self->from);
}

/* People and places are named without their number, too; of a channel or a congress it is what
 * tells it from others. */
static gboolean
lacks_number (const Pairing *self, TriEntityType type)
{
  return type == TRI_ENTITY_ORGANISATION
         && (has_other_number (self->a, self->n_a, self->to)
             || has_other_number (self->b, self->n_b, self->from));
}

static gboolean
is_head (const TriNameWord *word)
{
  return word->kind == TRI_NAME_WORD_NAME && !word->after_particle && !word->behind;
}

/* Whether what both have in common is only where @key is from: France, and Louis of France. */
static gboolean
lacks_head (const TriNameKey *key, guint n, const guint *pairs)
{
  gboolean left = FALSE;

  for (guint i = 0; i < n; i++)
    if (is_head (tri_name_key_get_word (key, i)))
      {
        if (pairs[i] != NONE)
          return FALSE;
        left = TRUE;
      }
  return left;
}

/* Whether what both have in common is a given name alone, and one has a surname besides. */
static gboolean
shares_given_only (const Pairing *self)
{
  gboolean left = FALSE;

  for (guint i = 0; i < self->n_a; i++)
    {
      const TriNameWord *word = tri_name_key_get_word (self->a, i);

      if (is_head (word) && word->given == 0)
        {
          if (self->to[i] != NONE)
            return FALSE;
          left = TRUE;
        }
    }
  for (guint j = 0; j < self->n_b; j++)
    {
      const TriNameWord *word = tri_name_key_get_word (self->b, j);

      left |= is_head (word) && word->given == 0 && self->from[j] == NONE;
    }
  return left;
}

/* What one name has and the other has not. */
typedef struct
{
  float heads;
  float besides;
  float numbers;
} Left;

static Left
weigh_left (const TriNameKey *key, guint n, const guint *pairs)
{
  Left left = { 0 };

  for (guint i = 0; i < n; i++)
    {
      const TriNameWord *word = tri_name_key_get_word (key, i);

      if (pairs[i] != NONE)
        continue;
      if (word->kind == TRI_NAME_WORD_NUMBER)
        left.numbers += tri_name_word_weigh (word);
      else if (word->kind != TRI_NAME_WORD_NAME || word->after_particle || word->behind)
        left.besides += tri_name_word_weigh (word);
      else
        left.heads += tri_name_word_weigh (word);
    }
  return left;
}

static gboolean
is_rare (const TriNameWord *word)
{
  return is_head (word) && !word->common && word->n_sounds >= MIN_RARE;
}

/* Whether both have what by itself says who is meant: a name that few have, or a number besides the
 * name. */
static gboolean
shares_telling (const Pairing *self)
{
  for (guint i = 0; i < self->n_a; i++)
    if (self->to[i] != NONE)
      {
        const TriNameWord *a = tri_name_key_get_word (self->a, i);
        const TriNameWord *b = tri_name_key_get_word (self->b, self->to[i]);

        if ((a->kind == TRI_NAME_WORD_NUMBER && a->number > 1)
            || (self->alike[i] >= SAME_WORD && is_rare (a) && is_rare (b)))
          return TRUE;
      }
  return FALSE;
}

static gboolean
has_given_left (const TriNameKey *key, guint n, const guint *pairs)
{
  for (guint i = 0; i < n; i++)
    if (pairs[i] == NONE && is_head (tri_name_key_get_word (key, i))
        && tri_name_key_get_word (key, i)->given > 0)
      return TRUE;
  return FALSE;
}

/* Brothers and sisters. */
static gboolean
givens_differ (const Pairing *self)
{
  return has_given_left (self->a, self->n_a, self->to)
         && has_given_left (self->b, self->n_b, self->from);
}

static float
weigh_difference (const Pairing *self, gboolean telling)
{
  Left a = weigh_left (self->a, self->n_a, self->to);
  Left b = weigh_left (self->b, self->n_b, self->from);
  float besides = telling ? BESIDES : 1;
  float left_a = a.heads + (a.besides + a.numbers) * besides;
  float left_b = b.heads + (b.besides + b.numbers) * besides;

  return DIFFERS * MIN (left_a, left_b) + LEFT_OUT * ABS (left_a - left_b);
}

static float
score_pairing (const Pairing *self)
{
  gboolean telling = shares_telling (self);
  float matched = 0;
  float sum = 0;

  for (guint i = 0; i < self->n_a; i++)
    if (self->to[i] != NONE)
      {
        const TriNameWord *word = tri_name_key_get_word (self->a, i);
        const TriNameWord *other = tri_name_key_get_word (self->b, self->to[i]);
        float weight = MIN (tri_name_word_weigh (word), tri_name_word_weigh (other));

        if (word->kind == TRI_NAME_WORD_NUMBER)
          weight = SAME_NUMBER;
        matched += weight;
        sum += weight * self->alike[i];
      }
  if (matched <= 0)
    return 0;
  matched += weigh_difference (self, telling);
  if (lacks_head (self->a, self->n_a, self->to) || lacks_head (self->b, self->n_b, self->from))
    sum *= 0.6f;
  if (shares_given_only (self) && !telling)
    sum *= 0.85f;
  if (givens_differ (self))
    sum *= 0.85f;
  return sum / matched * (numbers_differ (self) ? 0.4f : 1);
}

/* Two short words are alike by chance more often than two names of several words: what parts them
 * counts more. */
static float
judge_lone (const Pairing *self, float score)
{
  float price;
  guint n;

  if (self->n_a != 1 || self->n_b != 1)
    return score;
  n = MIN (tri_name_key_get_word (self->a, 0)->n_sounds,
           tri_name_key_get_word (self->b, 0)->n_sounds);
  price = n < SHORT ? PRICE_OF_SHORT : PRICE_OF_MIDDLE;
  return n >= LONG ? score : MAX (0, 1 - (1 - score) * price);
}

/* The sounds of all words in one go: Malabar Hill and Malabarhill. */
static guint
join_sounds (const TriNameKey *key, TriNameSound sounds[TRI_NAME_SOUNDS_MAX])
{
  guint n = 0;

  for (guint i = 0; i < key->words->len; i++)
    {
      const TriNameWord *word = tri_name_key_get_word (key, i);

      for (guint j = 0; j < word->n_sounds && n < TRI_NAME_SOUNDS_MAX; j++)
        if (n == 0 || sounds[n - 1].sound != word->sounds[j].sound)
          sounds[n++] = word->sounds[j];
    }
  return n;
}

static float
compare_joined (const TriNameKey *a, const TriNameKey *b)
{
  TriNameSound sounds_a[TRI_NAME_SOUNDS_MAX];
  TriNameSound sounds_b[TRI_NAME_SOUNDS_MAX];
  guint n_a = join_sounds (a, sounds_a);
  guint n_b = join_sounds (b, sounds_b);

  return 0.95f * tri_name_sounds_compare (sounds_a, n_a, sounds_b, n_b, NULL);
}

/* --- Reasons ------------------------------------------------------------------------------ */

static void
add_reason (GPtrArray *reasons, TriNameReasonKind kind, const char *a, const char *b)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      const TriNameReason *other = g_ptr_array_index (reasons, i);

      if (other->kind == kind && strcmp (other->a, a) == 0 && strcmp (other->b, b) == 0)
        return;
    }
  g_ptr_array_add (reasons, new_reason (kind, a, b));
}

static void
explain_sounds (const TriNameWord *a, const TriNameWord *b, GPtrArray *reasons)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (guint16[2]));

  tri_name_sounds_compare (a->sounds, a->n_sounds, b->sounds, b->n_sounds, pairs);
  for (guint i = pairs->len; i > 0; i--)
    {
      const guint16 *pair = (const guint16 *) (gpointer) pairs->data + (i - 1) * 2;
      const TriNameSound *sound_a = &a->sounds[pair[0]];
      const TriNameSound *sound_b = &b->sounds[pair[1]];
      g_autofree char *letters_a = g_strndup (a->text + sound_a->start, sound_a->length);
      g_autofree char *letters_b = g_strndup (b->text + sound_b->start, sound_b->length);
      g_autofree char *folded_a = tri_fold (letters_a);
      g_autofree char *folded_b = tri_fold (letters_b);
      /* Letters that are several sounds are told once. */
      gboolean told = i < pairs->len
                      && (a->sounds[pair[2]].start == sound_a->start
                          || b->sounds[pair[3]].start == sound_b->start);

      if (!told && strcmp (folded_a, folded_b) != 0)
        add_reason (reasons, TRI_NAME_REASON_SPELLING, letters_a, letters_b);
    }
  if (a->n_sounds - a->stem != b->n_sounds - b->stem)
    add_reason (reasons,
                TRI_NAME_REASON_ENDING,
                a->stem < a->n_sounds ? a->text + a->sounds[a->stem].start : "",
                b->stem < b->n_sounds ? b->text + b->sounds[b->stem].start : "");
}

static void
explain_words (const TriNameWord *a, const TriNameWord *b, GPtrArray *reasons)
{
  if (strcmp (a->folded, b->folded) == 0 || a->kind == TRI_NAME_WORD_NUMBER)
    return;
  if (a->kind == TRI_NAME_WORD_INITIAL || b->kind == TRI_NAME_WORD_INITIAL)
    add_reason (reasons, TRI_NAME_REASON_INITIAL, a->text, b->text);
  else if (tri_name_places_share (a->places, b->places))
    add_reason (reasons, TRI_NAME_REASON_PLACE, a->text, b->text);
  else if (tri_name_word_is_translation (a, b))
    add_reason (reasons, TRI_NAME_REASON_BYNAME, a->text, b->text);
  else if (a->given > 0 && a->given == b->given)
    add_reason (reasons, TRI_NAME_REASON_GIVEN, a->text, b->text);
  else if (tri_name_word_is_latin (a) != tri_name_word_is_latin (b))
    add_reason (reasons, TRI_NAME_REASON_SCRIPT, a->text, b->text);
  else
    explain_sounds (a, b, reasons);
}

static void
explain (const Pairing *self, GPtrArray *reasons)
{
  guint last = 0;

  for (guint i = 0; i < self->n_a; i++)
    {
      const TriNameWord *word = tri_name_key_get_word (self->a, i);

      if (self->to[i] != NONE)
        {
          explain_words (word, tri_name_key_get_word (self->b, self->to[i]), reasons);
          if (self->to[i] < last)
            add_reason (reasons, TRI_NAME_REASON_ORDER, "", "");
          last = self->to[i];
        }
      else if (word->kind != TRI_NAME_WORD_PARTICLE)
        add_reason (reasons, TRI_NAME_REASON_LEFT_OUT, word->text, "");
    }
  for (guint j = 0; j < self->n_b; j++)
    {
      const TriNameWord *word = tri_name_key_get_word (self->b, j);

      if (self->from[j] == NONE && word->kind != TRI_NAME_WORD_PARTICLE)
        add_reason (reasons, TRI_NAME_REASON_LEFT_OUT, "", word->text);
    }
}

/**
 * tri_name_match:
 * @a: a name
 * @b: another, in the same language or another
 * @type: what it names
 * @reasons: (nullable) (element-type TriNameReason): takes why, in the order of the words
 *
 * Says how likely two names are one, spelt by two conventions: words are compared by their sounds,
 * given names, bynames and places also by what they are called elsewhere. What stands in both and
 * differs counts against it; what stands in one alone (a title, a patronymic, a surname) counts
 * little; another number (Leopold II, Leopold III) much.
 *
 * Returns: from 0 to 1
 */
float
tri_name_match (const TriNameKey *a, const TriNameKey *b, TriEntityType type, GPtrArray *reasons)
{
  Pairing self = { a, b, MIN (a->words->len, MAX_WORDS), MIN (b->words->len, MAX_WORDS) };
  float score;

  if (strcmp (a->folded, b->folded) == 0)
    return 1;
  if (type == TRI_ENTITY_PLACE && tri_name_places_share (a->places, b->places))
    {
      if (reasons != NULL)
        add_reason (reasons, TRI_NAME_REASON_PLACE, a->name, b->name);
      return 0.99f;
    }
  pair_words (&self);
  score = judge_lone (&self, score_pairing (&self));
  if (self.n_a != self.n_b)
    score = MAX (score, compare_joined (a, b));
  if (lacks_number (&self, type))
    score *= 0.4f;
  if (reasons != NULL)
    explain (&self, reasons);
  return score;
}
