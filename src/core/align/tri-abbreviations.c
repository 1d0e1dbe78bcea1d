/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-abbreviations.h"

#include "tri-language.h"

#include <string.h>

/**
 * Abbreviations:
 * @always: more follows behind these; with a capital here they need one in the text
 * @numbered: more follows behind these when it is a number
 * @last: dotted ones that a sentence may well end in, though not before a title
 * @begin: words that begin a sentence and no name: an initial before one is a name's last letter
 *
 * Words without their last full stop, between spaces. What is not here and ends in a full stop
 * before a capital ends a sentence; so what ends one as often as not (etc., enz.) is left out.
 */
typedef struct
{
  const char *lang;
  const char *always;
  const char *numbered;
  const char *last;
  const char *begin;
} Abbreviations;

static const Abbreviations languages[] = {
  {
      "en",
      " mr mrs ms dr prof st ste rev gen col maj capt lt lieut sgt sr jr messrs hon mt ft v vs cf"
      " eds trans approx viz ca sens reps det supt insp rt cpl pvt Adm Bros Brig Chas Chr Cmdr Ed"
      " Gov Geo Jas Jos Mme Mlle Ph Pres Rep Sen Th Thos Wm ",
      " p pp no nos vol vols ch chap fig figs art sec par l ll v vv c n op jan feb mar apr jun jul"
      " aug sept sep oct nov dec bk bks pt pts ",
      " a.m p.m b.c a.d ",
      " He She It They We You But And Then There This That When ",
  },
  {
      "fr",
      " mm mme mmes mlle mlles mr mrs mgr dr drs pr prof st ste sts vve cf éd env apr ap av ex"
      " c.-à-d trad coll bd boul Ch Chr Cie Gal Gén Lt Cap Cdt Col Me Ph Th ",
      " p pp n no nos t tom vol ch chap art fig col l ll v vv f fol s op h janv févr fév avr juil"
      " août sept oct nov déc ",
      " s.v.p e.a ",
      " Il Elle Ils Elles On Je Nous Vous Mais Et Puis Alors Ce Cette Cet Ces ",
  },
  {
      "nl",
      " dhr dhrn mej mevr mw mr mrs dr drs ir ing prof ds st mgr bijv bijz bv ca vgl resp nl zgn"
      " zg red vert cf jhr jkvr jr sr kol kapt lt luit gen maj gebr fa plm vnl Chr Ch Jac Joh Jos"
      " Min Ph Th Ned Ste Wed Wm ",
      " blz bl p pp pag nr nrs no nos art afl dl hfst hst fig vs jg jrg jan febr feb mrt apr jun"
      " jul aug sept sep okt nov dec afb ",
      " a.m p.m a.u.b s.v.p e.d e.a e.v j.l a.s n.v b.v ",
      " Hij Zij Ze Het Wij Gij Ik Maar En Toen Dan Dit Dat Deze Die Er ",
  },
};

static const Abbreviations *
find_language (const char *lang)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (tri_language_matches (lang, languages[i].lang))
      return &languages[i];
  return NULL;
}

static gboolean
holds (const char *words, const char *word)
{
  g_autofree char *spaced = g_strdup_printf (" %s ", word);

  return strstr (words, spaced) != NULL;
}

static gboolean
is_opening (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_OPEN_PUNCTUATION || type == G_UNICODE_INITIAL_PUNCTUATION || c == '"'
         || c == '\'' || c == 0x2019;
}

/* Where the word that ends at @stop begins, quotation marks and brackets before it left out. */
static const char *
find_word (const char *start, const char *stop)
{
  const char *word = stop;

  while (word > start)
    {
      const char *previous = g_utf8_prev_char (word);

      if (g_unichar_isspace (g_utf8_get_char (previous)))
        break;
      word = previous;
    }
  while (word < stop && is_opening (g_utf8_get_char (word)))
    word = g_utf8_next_char (word);
  return word;
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

/* “taller than I. He”: the pronoun, when a word in small letters stands before it. */
static gboolean
is_pronoun (const Abbreviations *self, const char *start, const char *word, const char *stop)
{
  const char *end = word;

  if (!g_str_equal (self->lang, "en") || stop != word + 1 || *word != 'I')
    return FALSE;
  while (end > start && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_unichar_islower (g_utf8_get_char (find_word (start, end)));
}

/* “to L. D. T. It was late”: behind this initial no name follows. */
static gboolean
is_last_initial (const Abbreviations *self, const char *next)
{
  const char *end = next;
  g_autofree char *word = NULL;

  while (g_unichar_isalpha (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  word = g_strndup (next, (gsize) (end - next));
  return end > next && *end != '.' && holds (self->begin, word);
}

/* “at 10 a.m. Mr. Fogg left” and “at 10 a.m. Mr. Fogg had left”: what begins with a title may be a
 * sentence or go on with one. Two that are one are still read together. */
static gboolean
begins_with_title (const Abbreviations *self, const char *next)
{
  const char *end = next;
  g_autofree char *word = NULL;
  g_autofree char *lower = NULL;

  while (g_unichar_isalpha (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  if (end == next || *end != '.' || end - next > 24)
    return FALSE;
  word = g_strndup (next, (gsize) (end - next));
  lower = g_utf8_strdown (word, -1);
  return holds (self->always, word) || holds (self->always, lower);
}

/* z.g, m.a.w: letters one by one. */
static gboolean
is_dotted (const char *word)
{
  gboolean dotted = FALSE;

  for (const char *p = word; *p; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isalpha (g_utf8_get_char (p)))
        return FALSE;
      p = g_utf8_next_char (p);
      if (*p == '\0')
        return dotted;
      if (*p != '.')
        return FALSE;
      dotted = TRUE;
    }
  return FALSE;
}

/* v. d. Berg: a small letter alone, if it is no word of Dutch. */
static gboolean
is_dutch_letter (const Abbreviations *self, const char *word)
{
  return g_str_equal (self->lang, "nl") && word[1] == '\0' && strchr ("abcdgimorvwz", word[0]);
}

/* “vol. II”, but not “le vol. L’enquête”. */
static gboolean
is_number (const char *next)
{
  gsize n = strspn (next, "IVXLC");
  gunichar c = g_utf8_get_char (next + n);

  if (g_ascii_isdigit (*next))
    return TRUE;
  return n > 0 && !g_unichar_isalnum (c) && c != '\'' && c != '-' && c != 0x2019;
}

/* 12. and XIV., if they are all that the sentence has: they number what follows. */
static gboolean
is_numeral (const char *start, const char *word, const char *stop)
{
  const char *p = word;

  while (start < word && is_opening (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (p < stop && (g_ascii_isdigit (*p) || strchr ("IVXLC", *p)))
    p++;
  return start == word && p == stop && p - word <= (g_ascii_isdigit (*word) ? 3 : 7);
}

static gboolean
is_known (const Abbreviations *self, const char *exact, const char *lower, const char *next)
{
  if (holds (self->always, exact) || holds (self->always, lower))
    return TRUE;
  if (holds (self->numbered, lower) && is_number (next))
    return TRUE;
  return is_dotted (lower) || is_dutch_letter (self, exact);
}

/**
 * tri_abbreviation_ends:
 * @lang: BCP 47; French, English and Dutch have words of their own
 * @start: where the sentence begins
 * @stop: a full stop in it
 * @next: what follows behind the space
 *
 * Whether the full stop belongs to an abbreviation, an initial or a number before what it counts,
 * so that the sentence goes on behind it.
 */
gboolean
tri_abbreviation_ends (const char *lang, const char *start, const char *stop, const char *next)
{
  const Abbreviations *language = find_language (lang);
  const char *word = find_word (start, stop);
  g_autofree char *exact = g_strndup (word, (gsize) (stop - word));
  g_autofree char *lower = g_utf8_strdown (exact, -1);

  if (stop == word || stop - word > 24)
    return FALSE;
  if (language && holds (language->last, lower))
    return begins_with_title (language, next);
  if (is_initial (word, stop))
    return !language
           || (!is_pronoun (language, start, word, stop) && !is_last_initial (language, next));
  return is_numeral (start, word, stop) || (language && is_known (language, exact, lower, next));
}
