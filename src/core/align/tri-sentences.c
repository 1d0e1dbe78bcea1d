/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-sentences.h"

#include "tri-language.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

/* Where ICU sees the end of a sentence, but there is none: behind these words with a full stop,
 * when more follows. Without that full stop, in lower case, between spaces. */
static const char abbreviations_en[] = " mr mrs ms dr prof st rev gen col capt lt sgt sr jr vs cf "
                                       "eds trans vol vols nos pp fig"
                                       " approx e.g i.e viz ca ";
static const char abbreviations_fr[] = " mm mme mmes mlle mlles mgr dr pr st ste cf chap éd pp "
                                       "fig env apr c.-à-d trad coll ";
static const char abbreviations_nl[] = " dhr mevr mw dr drs ir ing mr prof ds st bijv bv d.w.z "
                                       "m.a.w o.a z.g zgn resp blz nr vgl ca"
                                       " red vert e.a jr sr kol ";

static const struct
{
  const char *lang;
  const char *abbreviations;
} languages[] = {
  { "en", abbreviations_en },
  { "fr", abbreviations_fr },
  { "nl", abbreviations_nl },
  { "", NULL },
};

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

  while (languages[i].abbreviations && !tri_language_matches (lang, languages[i].lang))
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
                                            languages[language].lang,
                                            NULL,
                                            0,
                                            &status);
  return cache->iterators[language];
}

static gboolean
is_opening (gunichar c)
{
  return c == '(' || c == '[' || c == '"' || c == '\'' || c == 0xab || c == 0x2018 || c == 0x201c;
}

/* J. P. Samson; V.-A. Kibaltchitch: a capital alone, behind the last full stop or hyphen. */
static gboolean
is_initial (const char *word, const char *stop)
{
  const char *last = stop;

  while (last > word && last[-1] != '.' && last[-1] != '-')
    last--;
  return last < stop
         && g_utf8_next_char (last) == stop
         && g_unichar_isupper (g_utf8_get_char (last));
}

/* Whether the word from @word to the full stop at @stop is an abbreviation or an initial. */
static gboolean
is_abbreviation (const char *word, const char *stop, const char *abbreviations)
{
  char spaced[16];
  gsize size;

  while (word < stop && is_opening (g_utf8_get_char (word)))
    word = g_utf8_next_char (word);
  size = (gsize) (stop - word);
  if (is_initial (word, stop))
    return TRUE;
  if (!abbreviations || size == 0 || size > sizeof spaced - 3)
    return FALSE;
  spaced[0] = ' ';
  for (gsize i = 0; i < size; i++)
    spaced[i + 1] = g_ascii_tolower (word[i]);
  spaced[size + 1] = ' ';
  spaced[size + 2] = '\0';
  return strstr (abbreviations, spaced) != NULL;
}

/* Whether the sentence that ends at @end ends there only because of an abbreviation. */
static gboolean
ends_in_abbreviation (const char *start, const char *end, const char *abbreviations)
{
  const char *stop = end;
  const char *word;

  if (stop == start || stop[-1] != '.')
    return FALSE;
  stop--;
  for (word = stop; word > start; word--)
    if (g_ascii_isspace (word[-1])
        || (word - start >= 2 && (guchar) word[-2] == 0xc2 && (guchar) word[-1] == 0xa0))
      break;
  return is_abbreviation (word, stop, abbreviations);
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
  self->offset += (guint) g_utf8_strlen (self->at, to - self->at);
  self->at = to;
  return self->offset;
}

/* In French a closing quotation mark stands behind a space, where ICU sees a sentence begin: the
   mark
 * belongs to the one before. */
static const char *
skip_closing (const char *at)
{
  const char *past = at;

  while (g_utf8_get_char (past) == 0xbb || g_utf8_get_char (past) == 0x201d)
    past = g_utf8_next_char (past);
  while (past > at && g_unichar_isspace (g_utf8_get_char (past)))
    past = g_utf8_next_char (past);
  return past;
}

static void
split (UBreakIterator *iterator, const char *text, const char *abbreviations, GArray *out)
{
  Counter counter = { text, text, 0 };
  const char *start = text;

  ubrk_first (iterator);
  for (int32_t at = ubrk_next (iterator); at != UBRK_DONE; at = ubrk_next (iterator))
    {
      const char *boundary = skip_closing (text + at);
      const char *end = trim_end (start, boundary);
      TriRange range;

      while (g_unichar_isspace (g_utf8_get_char (start)) && start < end)
        start = g_utf8_next_char (start);
      if (end <= start
          || g_unichar_islower (g_utf8_get_char (boundary))
          || (*boundary != '\0' && ends_in_abbreviation (start, end, abbreviations)))
        continue;
      range.start = count_to (&counter, start);
      range.end = count_to (&counter, end);
      g_array_append_val (out, range);
      start = boundary;
    }
}

/**
 * tri_sentences_split:
 * @text: valid UTF-8
 * @lang: BCP 47; French, English and Dutch have rules of their own
 * @out: (element-type TriRange): emptied first
 *
 * Finds the sentences of a passage: in order, in code points, without the space between them. A
 * text
 * of nothing but space has none.
 *
 * The boundaries are those of UAX 29 as ICU knows them, but not behind an initial or a common
 * abbreviation.
 */
void
tri_sentences_split (const char *text, const char *lang, GArray *out)
{
  guint language = find_language (lang);
  UBreakIterator *iterator = get_iterator (language);
  UErrorCode status = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;

  g_array_set_size (out, 0);
  utext_openUTF8 (&utext, text, -1, &status);
  ubrk_setUText (iterator, &utext, &status);
  if (U_SUCCESS (status))
    split (iterator, text, languages[language].abbreviations, out);
  utext_close (&utext);
}
