/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-sentences.h"

#include "align/tri-abbreviations.h"
#include "tri-language.h"
#include "tri-utf8.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <string.h>

static const char *const languages[] = { "en", "fr", "nl", "" };

/* A break iterator takes longer to make than a hundred sentences to find, and belongs to one
 * thread. */
typedef struct
{
  UBreakIterator *iterators[G_N_ELEMENTS (languages)];
} Cache;

static void
free_cache (gpointer data)
{
  Cache *cache = data;

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    g_clear_pointer (&cache->iterators[i], ubrk_close);
  g_free (cache);
}

static GPrivate cache_of_thread = G_PRIVATE_INIT (free_cache);

static guint
find_language (const char *lang)
{
  guint i = 0;

  while (*languages[i] && !tri_language_matches (lang, languages[i]))
    i++;
  return i;
}

static UBreakIterator *
get_iterator (guint language)
{
  Cache *cache = g_private_get (&cache_of_thread);
  UErrorCode status = U_ZERO_ERROR;

  if (!cache)
    {
      cache = g_new0 (Cache, 1);
      g_private_set (&cache_of_thread, cache);
    }
  if (!cache->iterators[language])
    cache->iterators[language] = ubrk_open (UBRK_SENTENCE,
                                            languages[language],
                                            NULL,
                                            0,
                                            &status);
  return cache->iterators[language];
}

static gboolean
is_dash (gunichar c)
{
  return c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2015;
}

static gboolean
is_opening (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_OPEN_PUNCTUATION || type == G_UNICODE_INITIAL_PUNCTUATION || c == '"'
         || c == '\'' || c == 0x2019;
}

static gboolean
is_closing (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_CLOSE_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION || c == '"'
         || c == '\'' || c == 0x201c;
}

static gboolean
is_final (gunichar c)
{
  return c == '.' || c == '!' || c == '?' || c == 0x2026;
}

static const char *
trim_end (const char *start, const char *end)
{
  while (end > start)
    {
      const char *previous = g_utf8_prev_char (end);

      if (!g_unichar_isspace (g_utf8_get_char (previous)))
        break;
      end = previous;
    }
  return end;
}

typedef struct
{
  const char *text;
  const char *at; /* how far code points are counted */
  guint offset;
} Counter;

static guint
count_to (Counter *self, const char *to)
{
  self->offset += tri_utf8_count (self->at, (gsize) (to - self->at));
  self->at = to;
  return self->offset;
}

static const char *
skip_space (const char *at)
{
  while (g_unichar_isspace (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  return at;
}

/* In French a closing quotation mark stands behind a space, where ICU sees a sentence begin: the
 * mark belongs to the one before. One with a letter behind it opens, as some printers will. Of “!…”
 * ICU sees the first sign only. */
static const char *
skip_closing (const char *at)
{
  const char *past = at;

  while (g_utf8_get_char (past) == 0x2026 && !g_ascii_isspace (at[-1]))
    past = g_utf8_next_char (past);
  past = at = skip_space (past);
  while (g_utf8_get_char (past) == 0xbb || g_utf8_get_char (past) == 0x201d)
    past = g_utf8_next_char (past);
  return past > at && g_unichar_isalnum (g_utf8_get_char (past)) ? at : skip_space (past);
}

/* Behind a dash that a new speaker begins with. */
static const char *
skip_dash (const char *at)
{
  const char *past = at;

  while (is_dash (g_utf8_get_char (past)))
    past = g_utf8_next_char (past);
  return past > at && g_unichar_isspace (g_utf8_get_char (past)) ? skip_space (past) : at;
}

/* Behind a Dutch word that has lost its vowel: it stays small where a sentence begins, and the next
 * word has the capital (’t Was laat). */
static const char *
skip_clitic (const char *at, const char *lang)
{
  gunichar c = g_utf8_get_char (at);
  const char *letter = at;

  if ((c != '\'' && c != 0x2018 && c != 0x2019) || !tri_language_matches (lang, "nl"))
    return at;
  letter = g_utf8_next_char (at);
  if (*letter == '\0' || !strchr ("kmnst", *letter)
      || !g_unichar_isspace (g_utf8_get_char (letter + 1)))
    return at;
  return skip_space (letter + 1);
}

/* To the clitic among the signs that open a sentence, or behind them. */
static const char *
find_clitic (const char *at, const char *lang)
{
  while ((is_opening (g_utf8_get_char (at)) || g_unichar_isspace (g_utf8_get_char (at)))
         && skip_clitic (at, lang) == at)
    at = g_utf8_next_char (at);
  return at;
}

static const char *
skip_opening (const char *at, const char *lang)
{
  return skip_clitic (find_clitic (at, lang), lang);
}

/* Where ICU sees one sentence but @at begins another: behind “…”, which for ICU ends nothing, at
 * the dash of a new speaker (« Vient-il ? — Non. ») and at a clitic. @mark is the sign before the
 * space. */
static gboolean
begins_sentence (const char *at, gunichar mark, const char *lang)
{
  const char *word = skip_dash (at);
  const char *clitic = find_clitic (at, lang);

  if (word == at && mark != 0x2026 && skip_clitic (clitic, lang) == clitic)
    return FALSE;
  return g_unichar_isupper (g_utf8_get_char (skip_opening (word, lang)));
}

/* The first such place between @from and @to, or @to. */
static const char *
find_inside (const char *from, const char *to, const char *lang)
{
  gunichar mark = 0;

  for (const char *p = from; p < to;)
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (is_final (c))
        mark = c;
      else if (mark != 0 && g_unichar_isspace (c))
        {
          next = skip_closing (skip_space (p));
          if (next < to && begins_sentence (next, mark, lang))
            return next;
          mark = 0;
        }
      else if (mark != 0 && !is_closing (c))
        mark = 0;
      p = next;
    }
  return to;
}

static gboolean
holds_letter (const char *start, const char *end)
{
  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* Whether the sentence from @start to @end may end there, with @next behind it. */
static gboolean
is_end (const char *start, const char *end, const char *next, const char *lang)
{
  if (*next == '\0')
    return TRUE;
  if (g_unichar_islower (g_utf8_get_char (skip_opening (skip_dash (next), lang)))
      || !holds_letter (start, end))
    return FALSE;
  return end[-1] != '.' || end[-2] == '.' || !tri_abbreviation_ends (lang, start, end - 1, next);
}

typedef struct
{
  const char *lang;
  const char *start;
  Counter counter;
  GArray *out;
} Splitter;

/* Ends the sentence before @boundary, if it ends there. */
static void
try_boundary (Splitter *self, const char *boundary)
{
  const char *start = skip_space (self->start);
  const char *end = trim_end (start, boundary);
  TriRange range;

  if (end <= start || !is_end (start, end, boundary, self->lang))
    return;
  range.start = count_to (&self->counter, start);
  range.end = count_to (&self->counter, end);
  g_array_append_val (self->out, range);
  self->start = boundary;
}

static void
split (Splitter *self, UBreakIterator *iterator, const char *text)
{
  const char *from = text;

  ubrk_first (iterator);
  for (int32_t at = ubrk_next (iterator); at != UBRK_DONE; at = ubrk_next (iterator))
    {
      const char *boundary = skip_closing (text + at);

      while ((from = find_inside (from, boundary, self->lang)) < boundary)
        try_boundary (self, from);
      try_boundary (self, boundary);
    }
}

/* The length of a character that neither ends a sentence nor a line, in letters of Western Europe
 * and their punctuation; 0 for all others. */
static guint
measure_plain (const char *at)
{
  const guchar *c = (const guchar *) at;

  if (*c < 0x80)
    return *c && !strchr (".!?\n\r", *at) ? 1 : 0;
  if (*c >= 0xc3 && *c <= 0xc5)
    return 2;
  if (*c == 0xc2)
    return c[1] == 0xa0 || c[1] == 0xab || c[1] == 0xbb ? 2 : 0;
  /* Dashes and quotation marks. */
  return *c == 0xe2 && c[1] == 0x80 && c[2] >= 0x90 && c[2] <= 0x9f ? 3 : 0;
}

/* Whether @text holds nothing that ends a sentence before its end, as most verses, headings and
 * short paragraphs do: then ICU has nothing to say. */
static gboolean
is_one (const char *text)
{
  const char *at = text;

  for (guint n = 1; n > 0; at += n)
    n = measure_plain (at);
  at += strspn (at, ".!?");
  at += strspn (at, "\"')]");
  return at[strspn (at, " ")] == '\0';
}

static void
add_whole (const char *text, GArray *out)
{
  const char *start = skip_space (text);
  const char *end = trim_end (start, start + strlen (start));
  TriRange range = { tri_utf8_count (text, (gsize) (start - text)), 0 };

  range.end = range.start + tri_utf8_count (start, (gsize) (end - start));
  if (end > start)
    g_array_append_val (out, range);
}

/**
 * tri_sentences_split:
 * @text: valid UTF-8
 * @lang: BCP 47; French, English and Dutch have rules of their own
 * @out: (element-type TriRange): emptied first
 *
 * Finds the sentences of a passage: in order, in code points, without the space between them. A
 * text of nothing but space has none.
 *
 * The boundaries are those of UAX 29 as ICU knows them, but not behind an initial, a common
 * abbreviation or a number before what it counts, nor before a small letter; and also behind “…”
 * and before the dash of a new speaker and a Dutch clitic with a capital behind it.
 */
void
tri_sentences_split (const char *text, const char *lang, GArray *out)
{
  UErrorCode status = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  Splitter splitter = { lang, text, { text, text, 0 }, out };
  UBreakIterator *iterator = NULL;

  g_array_set_size (out, 0);
  if (is_one (text))
    {
      add_whole (text, out);
      return;
    }
  iterator = get_iterator (find_language (lang));
  utext_openUTF8 (&utext, text, -1, &status);
  ubrk_setUText (iterator, &utext, &status);
  if (U_SUCCESS (status))
    split (&splitter, iterator, text);
  utext_close (&utext);
}

/**
 * tri_sentences_find_last:
 * @text: valid UTF-8; it may begin and end within a sentence
 *
 * Returns: the byte where the last sentence in it begins, 0 when there is one only
 */
gsize
tri_sentences_find_last (const char *text, gsize n_bytes, const char *lang)
{
  g_autofree char *copy = g_strndup (text, n_bytes);
  g_autoptr (GArray) found = tri_range_array_new ();
  guint start;

  tri_sentences_split (copy, lang, found);
  if (found->len < 2)
    return 0;
  start = g_array_index (found, TriRange, found->len - 1).start;
  return (gsize) (g_utf8_offset_to_pointer (copy, (glong) start) - copy);
}
