/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-date-run.h"

#include <string.h>

/* Years and days in words: "mil neuf cent dix-sept", "nineteen hundred and seventeen", "vijf
 * mei". */

#define FR TRI_DATE_FRENCH
#define EN TRI_DATE_ENGLISH
#define NL TRI_DATE_DUTCH

#define FIRST_YEAR 1100
#define LAST_YEAR 2040

/* So many tokens a day in words may have: vingt-et-un. */
#define MAX_DAY 5

typedef struct
{
  const char *word;
  int value;
} Number;

static const Number french[] = {
  { "un", 1 },
  { "deux", 2 },
  { "trois", 3 },
  { "quatre", 4 },
  { "cinq", 5 },
  { "six", 6 },
  { "sept", 7 },
  { "huit", 8 },
  { "neuf", 9 },
  { "dix", 10 },
  { "onze", 11 },
  { "douze", 12 },
  { "treize", 13 },
  { "quatorze", 14 },
  { "quinze", 15 },
  { "seize", 16 },
  { "vingt", 20 },
  { "trente", 30 },
  { "quarante", 40 },
  { "cinquante", 50 },
  { "soixante", 60 },
  { "septante", 70 },
  { "huitante", 80 },
  { "octante", 80 },
  { "nonante", 90 },
  { NULL, 0 },
};
static const Number english[] = {
  { "six", 6 },
  { "one", 1 },
  { "two", 2 },
  { "three", 3 },
  { "four", 4 },
  { "five", 5 },
  { "seven", 7 },
  { "eight", 8 },
  { "nine", 9 },
  { "ten", 10 },
  { "eleven", 11 },
  { "twelve", 12 },
  { "thirteen", 13 },
  { "fourteen", 14 },
  { "fifteen", 15 },
  { "sixteen", 16 },
  { "seventeen", 17 },
  { "eighteen", 18 },
  { "nineteen", 19 },
  { "twenty", 20 },
  { "thirty", 30 },
  { "forty", 40 },
  { "fifty", 50 },
  { "sixty", 60 },
  { "seventy", 70 },
  { "eighty", 80 },
  { "ninety", 90 },
  { NULL, 0 },
};
static const Number dutch[] = {
  { "een", 1 },
  { "twee", 2 },
  { "drie", 3 },
  { "vier", 4 },
  { "vijf", 5 },
  { "zes", 6 },
  { "zeven", 7 },
  { "acht", 8 },
  { "negen", 9 },
  { "tien", 10 },
  { "elf", 11 },
  { "twaalf", 12 },
  { "dertien", 13 },
  { "veertien", 14 },
  { "vijftien", 15 },
  { "zestien", 16 },
  { "zeventien", 17 },
  { "achttien", 18 },
  { "negentien", 19 },
  { "twintig", 20 },
  { "dertig", 30 },
  { "veertig", 40 },
  { "vijftig", 50 },
  { "zestig", 60 },
  { "zeventig", 70 },
  { "tachtig", 80 },
  { "negentig", 90 },
  { NULL, 0 },
};

static int
find_in (const Number *number, const char *word)
{
  for (; number->word; number++)
    if (number->word[0] == word[0] && strcmp (number->word, word) == 0)
      return number->value;
  return 0;
}

static int
find_number (const char *word, guint languages)
{
  int value = 0;

  if (languages & FR)
    value = find_in (french, word);
  if (value == 0 && (languages & EN))
    value = find_in (english, word);
  return value == 0 && (languages & NL) ? find_in (dutch, word) : value;
}

/* Drieëndertig: the Dutch write it in one word. */
static int
find_dutch (const char *word)
{
  int whole = find_in (dutch, word);

  if (whole > 0)
    return whole;
  for (const Number *unit = dutch; unit->value < 10; unit++)
    {
      gsize n = strlen (unit->word);
      int tens = 0;

      if (unit->word[0] != word[0] || strncmp (unit->word, word, n) != 0
          || strncmp (word + n, "en", 2) != 0)
        continue;
      tens = find_in (dutch, word + n + 2);
      if (tens >= 20)
        return tens + unit->value;
    }
  return 0;
}

/* In small letters, an e without its accent; returns the length, 0 for what is no such word. */
static gsize
fold_word (const TriDateRun *run, guint at, char word[TRI_DATE_WORD_MAX + 1])
{
  const TriDateToken *token = tri_date_run_get (run, at);
  gsize n = 0;

  if (token->kind == TRI_DATE_END || token->kind == TRI_DATE_PUNCTUATION
      || token->kind == TRI_DATE_NUMBER)
    return 0;
  for (guint i = token->byte; i < token->byte_end; i++)
    {
      guint8 c = (guint8) run->content[i];

      if (n == TRI_DATE_WORD_MAX)
        return 0;
      if (c < 0x80)
        word[n++] = g_ascii_tolower ((char) c);
      else if (c >= 0xa8 && c <= 0xab)
        word[n++] = 'e';
      else if (c != 0xc3)
        return 0;
    }
  word[n] = '\0';
  return n;
}

static int
get_number (const TriDateRun *run, guint at)
{
  char word[TRI_DATE_WORD_MAX + 1];
  gsize length = fold_word (run, at, word);
  int value = length > 0 ? find_number (word, run->languages) : 0;

  if (value == 0 && length > 0 && (run->languages & NL))
    value = find_dutch (word);
  return value;
}

static guint
skip_hyphen (const TriDateRun *run, guint at)
{
  return tri_date_run_is_mark (run, at, '-') && tri_date_run_is_tight (run, at) ? at + 1 : at;
}

/* "dix-sept" */
static guint
read_french_teen (const TriDateRun *run, guint at, int *value)
{
  guint next = skip_hyphen (run, at + 1);
  int unit = get_number (run, next);

  *value = get_number (run, at);
  if (*value != 10 || !tri_date_run_says (run, at, "dix") || unit < 7 || unit > 9)
    return *value >= 1 && *value <= 16 ? at + 1 : 0;
  *value += unit;
  return next + 1;
}

static gboolean
is_eighty (const TriDateRun *run, guint at)
{
  return tri_date_run_says (run, at, "vingt") || tri_date_run_says (run, at, "vingts");
}

/* "vingt et un", "soixante-dix-sept", "quatre-vingt-neuf" */
static guint
read_french (const TriDateRun *run, guint at, int *value)
{
  int tens = get_number (run, at);
  int rest = 0;
  guint next = at + 1;
  guint end = 0;

  if (tens == 4 && is_eighty (run, skip_hyphen (run, next)))
    {
      tens = 80;
      next = skip_hyphen (run, next) + 1;
    }
  else if (tens < 20)
    return read_french_teen (run, at, value);
  *value = tens;
  end = skip_hyphen (run, next);
  if (tri_date_run_says (run, end, "et"))
    end = skip_hyphen (run, end + 1);
  end = read_french_teen (run, end, &rest);
  if (end == 0 || (rest > 9 && tens != 60 && tens != 80))
    return next;
  *value += rest;
  return end;
}

/* "twenty-one" */
static guint
read_english (const TriDateRun *run, guint at, int *value)
{
  guint next = skip_hyphen (run, at + 1);
  int unit = get_number (run, next);

  *value = get_number (run, at);
  if (*value < 20 || unit < 1 || unit > 9)
    return *value > 0 ? at + 1 : 0;
  *value += unit;
  return next + 1;
}

/* A number from 1 to 99. */
static guint
read_number (const TriDateRun *run, guint at, int *value)
{
  *value = get_number (run, at);
  if (*value == 0)
    return 0;
  if (run->languages & FR)
    return read_french (run, at, value);
  if (run->languages & EN)
    return read_english (run, at, value);
  return at + 1;
}

typedef struct
{
  int year;
  /* Its form says that it is a year. */
  gboolean is_sure;
} Year;

static gboolean
is_french_hundred (const TriDateRun *run, guint at)
{
  return tri_date_run_says (run, at, "cent") || tri_date_run_says (run, at, "cents");
}

/* What is left behind the hundreds. */
static guint
read_rest (const TriDateRun *run, guint at, Year *year)
{
  int rest = 0;
  guint end = read_number (run, skip_hyphen (run, at), &rest);

  if (end == 0)
    return at;
  year->year += rest;
  year->is_sure = TRUE;
  return end;
}

/* "mil neuf cent dix-sept", "dix-neuf cent dix-sept" */
static guint
read_french_year (const TriDateRun *run, guint at, Year *year)
{
  gboolean is_mil = tri_date_run_says (run, at, "mil");
  gboolean has_thousand = is_mil || tri_date_run_says (run, at, "mille");
  int hundreds = 0;
  guint next = has_thousand ? skip_hyphen (run, at + 1) : at;
  guint end = read_french_teen (run, next, &hundreds);

  end = end ? skip_hyphen (run, end) : 0;
  if (end == 0 || !is_french_hundred (run, end)
      || (has_thousand ? hundreds > 9 : hundreds < 11 || hundreds > 19))
    return 0;
  year->year = (has_thousand ? 1000 : 0) + hundreds * 100;
  end = read_rest (run, end + 1, year);
  year->is_sure = is_mil || (year->is_sure && !has_thousand);
  return end;
}

/* "nineteen hundred and seventeen", "nineteen-seventeen", "nineteen seventeen" */
static guint
read_english_year (const TriDateRun *run, guint at, Year *year)
{
  int century = get_number (run, at);
  int rest = 0;
  guint next = skip_hyphen (run, at + 1);
  guint end = 0;

  if (century < 11 || century > 19)
    return 0;
  year->year = century * 100;
  if (tri_date_run_says (run, next, "hundred"))
    {
      next++;
      return read_rest (run, tri_date_run_says (run, next, "and") ? next + 1 : next, year);
    }
  end = read_number (run, next, &rest);
  if (end == 0 || rest < 10)
    return 0;
  year->year += rest;
  return end;
}

/* "negentienhonderd zeventien", "negentienhonderdzeventien" */
static guint
read_dutch_year (const TriDateRun *run, guint at, Year *year)
{
  char word[TRI_DATE_WORD_MAX + 1];
  gsize length = fold_word (run, at, word);
  char *hundred = length > 0 ? strstr (word, "honderd") : NULL;
  const char *rest = hundred ? hundred + strlen ("honderd") : NULL;
  int century = 0;
  int value = 0;

  if (!hundred)
    return 0;
  *hundred = '\0';
  century = find_in (dutch, word);
  if (century < 11 || century > 19)
    return 0;
  year->year = century * 100;
  if (*rest == '\0')
    return read_rest (run, tri_date_run_says (run, at + 1, "en") ? at + 2 : at + 1, year);
  value = find_dutch (rest);
  if (value == 0 && strncmp (rest, "en", 2) == 0)
    value = find_dutch (rest + 2);
  year->year += value;
  year->is_sure = TRUE;
  return value > 0 ? at + 1 : 0;
}

static guint
read_year (const TriDateRun *run, guint at, Year *year)
{
  guint end = 0;

  *year = (Year){ 0 };
  if (run->languages & FR)
    end = read_french_year (run, at, year);
  if (end == 0 && (run->languages & EN))
    end = read_english_year (run, at, year);
  if (end == 0 && (run->languages & NL))
    end = read_dutch_year (run, at, year);
  return year->year >= FIRST_YEAR && year->year <= LAST_YEAR ? end : 0;
}

/* Things that are counted: nineteen hundred men, a nineteen-twenty-minute walk. */
static gboolean
precedes_thing (const TriDateRun *run, guint end)
{
  const TriDateToken *behind = tri_date_run_get (run, end);

  if (tri_date_run_is_mark (run, end, '-') && tri_date_run_is_tight (run, end))
    return tri_date_run_is_tight (run, end + 1);
  if (behind->kind == TRI_DATE_UNIT || behind->kind == TRI_DATE_CENTURY
      || behind->kind == TRI_DATE_TENS || behind->kind == TRI_DATE_DECADES)
    return TRUE;
  return behind->kind == TRI_DATE_OTHER
         && !(behind->flags & (TRI_DATE_CAPITAL | TRI_DATE_NEWLINE))
         && (behind->value == 's' || behind->value == 'n');
}

/**
 * tri_date_read_year_words:
 *
 * Reads a year in words where only a year can stand, behind a month.
 */
guint
tri_date_read_year_words (const TriDateRun *run, guint at, TriDatePoint *point)
{
  Year year;
  guint end = read_year (run, at, &year);

  if (end == 0 || precedes_thing (run, end))
    return 0;
  point->year = year.year;
  point->has_year = TRUE;
  return end;
}

/**
 * tri_date_read_spelled_year:
 *
 * Reads a year in words by itself: its form or what stands before it has to say that it is one.
 */
guint
tri_date_read_spelled_year (const TriDateRun *run, guint at, TriDateMatch *match)
{
  Year year;
  guint end = read_year (run, at, &year);

  if (end == 0 || precedes_thing (run, end)
      || (!year.is_sure && !tri_date_has_year_cue (run, at)))
    return 0;
  match->first.unit = TRI_DATE_UNIT_YEAR;
  match->first.year = year.year;
  match->first.has_year = TRUE;
  return end;
}

/* "le", "du", "au", a day of the week: what stands before a day in French; "les deux mai" are two
 * of something. */
static gboolean
may_precede_day (const TriDateRun *run, guint start)
{
  if (!(run->languages & FR))
    return TRUE;
  return start > 0
         && (tri_date_run_is (run, start - 1, TRI_DATE_WEEKDAY)
             || tri_date_run_says (run, start - 1, "le")
             || tri_date_run_says (run, start - 1, "du")
             || tri_date_run_says (run, start - 1, "au"));
}

/* The article "een" is no day, "één" is. */
static gboolean
is_dutch_article (const TriDateRun *run, guint at)
{
  return (run->languages & NL) && tri_date_run_says (run, at, "een");
}

static gboolean
may_be_number (const TriDateRun *run, guint at)
{
  TriDateKind kind = (TriDateKind) run->tokens[at].kind;

  return (kind == TRI_DATE_OTHER || kind == TRI_DATE_TENS || kind == TRI_DATE_FUNCTION)
         && get_number (run, at) > 0;
}

/* "vijf", "vingt et un" right before a month. */
static guint
find_day_before (const TriDateRun *run, guint month, int *day)
{
  guint from = month > run->floor + MAX_DAY ? month - MAX_DAY : run->floor;

  if (from == month || !may_be_number (run, month - 1))
    return month;
  for (guint at = from; at < month; at++)
    if (read_number (run, at, day) == month)
      return *day <= 31 && may_precede_day (run, at) && !is_dutch_article (run, at) ? at : month;
  return month;
}

/* "twenty-first of May", of which the ordinal is read */
static void
add_tens (const TriDateRun *run, TriDateMatch *match, guint *start)
{
  guint at = *start;
  int tens = 0;

  if (!tri_date_run_is (run, at, TRI_DATE_ORDINAL) || tri_date_run_get (run, at)->value > 9
      || !(run->languages & EN) || at < run->floor + 1)
    return;
  at--;
  if (tri_date_run_is_mark (run, at, '-') && at > run->floor)
    at--;
  tens = get_number (run, at);
  if (tens != 20 && tens != 30)
    return;
  match->first.day += tens;
  *start = at;
}

/**
 * tri_date_add_day_words:
 * @start: (inout): where the expression begins
 *
 * Looks whether a day in words stands before the month that an expression begins with.
 *
 * Returns: %FALSE when the calendar has no such day
 */
gboolean
tri_date_add_day_words (const TriDateRun *run, TriDateMatch *match, guint *start)
{
  guint at = *start;
  int day = 0;

  if (match->is_range || match->first.part != TRI_DATE_PART_WHOLE)
    return TRUE;
  if (match->first.unit == TRI_DATE_UNIT_DAY)
    add_tens (run, match, start);
  else if (match->first.unit == TRI_DATE_UNIT_MONTH && match->first.month <= 12
           && tri_date_run_is (run, at, TRI_DATE_MONTH) && (run->languages & (FR | NL)))
    {
      at = find_day_before (run, at, &day);
      if (at == *start)
        return TRUE;
      match->first.unit = TRI_DATE_UNIT_DAY;
      match->first.day = day;
      match->is_bare_month = FALSE;
      *start = at > run->floor && tri_date_run_is (run, at - 1, TRI_DATE_WEEKDAY) ? at - 1 : at;
    }
  return tri_date_point_is_valid (&match->first);
}
