/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-plain-cuts.h"

#include <string.h>

/* "exam-" and "ple" are one word where the file has "example" elsewhere, and more often than
 * "exam-ple". Where it has neither, the hyphen stays ("peut-" and "être"), unless the file is seen
 * to cut words and has neither half as a word. */

/* So many words must be seen to be cut, and so many times more of them than have hyphens. */
#define MIN_CUTS 2
#define MIN_RATIO 4
/* Of half a word, in bytes; no word is longer. */
#define MAX_HALF 64
/* Longer than all that two halves and a hyphen can become in small letters. */
#define MAX_WORD (4 * MAX_HALF)
/* So many words are counted at most, more than there are around the cuts of fifty novels. The cuts
 * behind that keep their hyphens. */
#define MAX_COUNTED (256 * 1024)

struct _TriPlainCuts
{
  const char *text;
  const char *end;
  GHashTable *counts; /* word in small letters → how often; only those that matter */
  gboolean cuts_words;
};

/* The halves of a word at the end of a line; not to be freed. */
typedef struct
{
  const char *first;
  const char *hyphen;
  const char *second;
  const char *end;
} Cut;

static gunichar
get_before (const TriPlainCuts *self, const char *at)
{
  return at > self->text ? g_utf8_get_char (g_utf8_prev_char (at)) : 0;
}

static gunichar
get_at (const TriPlainCuts *self, const char *at)
{
  return at < self->end ? g_utf8_get_char (at) : 0;
}

/* The first word of the next line; NULL when the line does not end here, or a blank one follows. */
static const char *
find_next_line (const TriPlainCuts *self, const char *at)
{
  guint n_lines = 0;

  for (; at < self->end && g_unichar_isspace (g_utf8_get_char (at)); at = g_utf8_next_char (at))
    n_lines += *at == '\n';
  return n_lines == 1 ? at : NULL;
}

/* A word with another hyphen is made of words. */
static gboolean
find_cut (const TriPlainCuts *self, const char *hyphen, Cut *cut)
{
  cut->hyphen = cut->first = hyphen;
  cut->second = cut->end = find_next_line (self, hyphen + 1);
  if (!cut->second
      || !g_unichar_islower (get_before (self, hyphen))
      || !g_unichar_islower (get_at (self, cut->second)))
    return FALSE;
  while (hyphen - cut->first <= MAX_HALF && g_unichar_isalpha (get_before (self, cut->first)))
    cut->first = g_utf8_prev_char (cut->first);
  while (cut->end - cut->second <= MAX_HALF && g_unichar_isalpha (get_at (self, cut->end)))
    cut->end = g_utf8_next_char (cut->end);
  return hyphen - cut->first <= MAX_HALF
         && cut->end - cut->second <= MAX_HALF
         && get_before (self, cut->first) != '-'
         && get_at (self, cut->end) != '-';
}

/* The words that matter for a cut, in small letters. */
typedef struct
{
  char *first;
  char *second;
  char *whole;
  char *compound; /* with its hyphen */
} Words;

static void
words_clear (Words *self)
{
  g_free (self->first);
  g_free (self->second);
  g_free (self->whole);
  g_free (self->compound);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static Words
get_words (const Cut *cut)
{
  Words words = { g_utf8_strdown (cut->first, cut->hyphen - cut->first),
                  g_utf8_strdown (cut->second, cut->end - cut->second) };

  words.whole = g_strconcat (words.first, words.second, NULL);
  words.compound = g_strconcat (words.first, "-", words.second, NULL);
  return words;
}

static guint
get_count (TriPlainCuts *self, const char *word)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, word));
}

/* The next cut from @at on. */
static gboolean
find_next_cut (TriPlainCuts *self, const char *at, Cut *cut)
{
  while ((at = memchr (at, '-', (gsize) (self->end - at))))
    {
      if (find_cut (self, at, cut))
        return TRUE;
      at++;
    }
  return FALSE;
}

static void
collect_words (TriPlainCuts *self)
{
  Cut cut = { .end = self->text };

  while (g_hash_table_size (self->counts) < MAX_COUNTED && find_next_cut (self, cut.end, &cut))
    {
      const Words words = get_words (&cut);

      g_hash_table_insert (self->counts, words.first, NULL);
      g_hash_table_insert (self->counts, words.second, NULL);
      g_hash_table_insert (self->counts, words.whole, NULL);
      g_hash_table_insert (self->counts, words.compound, NULL);
    }
}

/* The end of the word that begins at @at, with the hyphens in it, and the word in small letters. */
static const char *
read_word (TriPlainCuts *self, const char *at, GString *word)
{
  g_string_truncate (word, 0);
  while (g_unichar_isalpha (get_at (self, at))
         || (word->len > 0 && *at == '-' && g_unichar_isalpha (get_at (self, at + 1))))
    {
      if (word->len < MAX_WORD)
        g_string_append_unichar (word, g_unichar_tolower (g_utf8_get_char (at)));
      at = g_utf8_next_char (at);
    }
  return at;
}

/* The halves of a cut are no words that are seen elsewhere. */
static void
count_words (TriPlainCuts *self)
{
  g_autoptr (GString) word = g_string_new (NULL);
  const char *at = self->text;

  while (at < self->end)
    {
      const char *end = read_word (self, at, word);
      gpointer key = NULL, count = NULL;
      Cut cut;

      if (end == at)
        at = g_utf8_next_char (at);
      else if (end < self->end && *end == '-' && find_cut (self, end, &cut))
        at = cut.end;
      else
        {
          if (g_hash_table_lookup_extended (self->counts, word->str, &key, &count))
            g_hash_table_replace (self->counts,
                                  g_strdup (key),
                                  GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
          at = end;
        }
    }
}

/* Whether the words of the file say that there is such a word, or that there is not. */
static gboolean
is_word (TriPlainCuts *self, const Words *words)
{
  return get_count (self, words->whole) > get_count (self, words->compound);
}

static void
find_habit (TriPlainCuts *self)
{
  guint n_words = 0, n_compounds = 0;
  Cut cut = { .end = self->text };

  while (find_next_cut (self, cut.end, &cut))
    {
      g_auto (Words) words = get_words (&cut);

      n_words += is_word (self, &words);
      n_compounds += get_count (self, words.compound) > 0;
    }
  self->cuts_words = n_words >= MIN_CUTS && n_words >= MIN_RATIO * n_compounds;
}

/**
 * tri_plain_cuts_new:
 * @text: UTF-8 up to @end, which must outlive what is returned
 *
 * Counts the words of a text, as far as they tell what was cut.
 */
TriPlainCuts *
tri_plain_cuts_new (const char *text, const char *end)
{
  TriPlainCuts *self = g_new0 (TriPlainCuts, 1);

  self->text = text;
  self->end = end;
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  collect_words (self);
  if (g_hash_table_size (self->counts) == 0)
    return self;
  count_words (self);
  find_habit (self);
  return self;
}

void
tri_plain_cuts_free (TriPlainCuts *self)
{
  g_hash_table_unref (self->counts);
  g_free (self);
}

/* "uit- en inladen", "pre- and post-war" */
static gboolean
is_suspended (const Words *words)
{
  static const char *const conjunctions[] = { "and", "en", "et", "of", "or", "ou", NULL };

  return g_strv_contains (conjunctions, words->second);
}

/**
 * tri_plain_cuts_judge:
 * @hyphen: the last character of a line of the text
 *
 * Returns: what becomes of it when the next line follows
 */
TriPlainHyphen
tri_plain_cuts_judge (TriPlainCuts *self, const char *hyphen)
{
  g_auto (Words) words = { 0 };
  Cut cut;

  if (!find_cut (self, hyphen, &cut))
    return TRI_PLAIN_HYPHEN_STAYS;
  words = get_words (&cut);
  if (is_suspended (&words))
    return TRI_PLAIN_HYPHEN_HANGS;
  if (is_word (self, &words))
    return TRI_PLAIN_HYPHEN_GOES;
  return self->cuts_words
                 && g_hash_table_contains (self->counts, words.compound)
                 && get_count (self, words.compound) == 0
                 && get_count (self, words.first) == 0
                 && get_count (self, words.second) == 0
             ? TRI_PLAIN_HYPHEN_GOES
             : TRI_PLAIN_HYPHEN_STAYS;
}
