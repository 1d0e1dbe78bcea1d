/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-date-run.h"

#include <string.h>

/* A number of four digits in no company at all is a year between these. */
#define FIRST_YEAR 1400
#define LAST_YEAR 2040

static const char *const before_christ[] = {
  "BCE",
  "B.C.E.",
  "BC",
  "B.C.",
  "av. J.-C.",
  "avant J.-C.",
  "avant Jésus-Christ",
  "av. J-C",
  "avant notre ère",
  "v.Chr.",
  "v. Chr.",
  "voor Christus",
  "vóór Christus",
  "v.C.",
  "v.o.t.",
  NULL
};
static const char *const anno_domini[] = {
  "AD",
  "A.D.",
  "CE",
  "C.E.",
  "ap. J.-C.",
  "après J.-C.",
  "après Jésus-Christ",
  "ap. J-C",
  "de notre ère",
  "n.Chr.",
  "n. Chr.",
  "na Christus",
  "n.C.",
  NULL
};
static const char *const anno_domini_first[] = { "AD", "A.D.", NULL };

/**
 * tri_date_run_skip_of:
 *
 * Returns: where what stands behind "of the", "de l’", "van het" begins; @at when there is none
 */
guint
tri_date_run_skip_of (const TriDateRun *run, guint at)
{
  for (guint i = 0; i < 4; i++)
    {
      gboolean is_elided = i > 0 && tri_date_run_is_mark (run, at, '\'');

      if (!is_elided
          && !tri_date_run_is (run, at, TRI_DATE_OF)
          && !tri_date_run_is (run, at, TRI_DATE_ARTICLE))
        break;
      at++;
    }
  return at;
}

gboolean
tri_date_run_says (const TriDateRun *run, guint at, const char *word)
{
  const TriDateToken *token = tri_date_run_get (run, at);
  gsize length = strlen (word);

  return token->kind != TRI_DATE_END
         && token->byte_end - token->byte == length
         && g_ascii_strncasecmp (run->content + token->byte, word, length) == 0;
}

/* How many bytes of the content are the text; any white space is one space. */
static gsize
match_text (const char *content, const char *text)
{
  const char *p = content;

  for (; *text; text++)
    {
      if (*text == ' ')
        {
          const char *from = p;

          while (*p == ' ' || *p == '\n' || strncmp (p, "\u00a0", 2) == 0
                 || strncmp (p, "\u202f", 3) == 0)
            p = g_utf8_next_char (p);
          if (p == from)
            return 0;
        }
      else if (*p++ != *text)
        return 0;
    }
  return (gsize) (p - content);
}

/**
 * tri_date_run_skip_text:
 * @texts: (array zero-terminated=1): the longer before those they begin with
 *
 * Returns: the token behind the one of @texts that stands at @at, 0 when there is none
 */
guint
tri_date_run_skip_text (const TriDateRun *run, guint at, const char *const *texts)
{
  const TriDateToken *token = tri_date_run_get (run, at);

  if (token->kind == TRI_DATE_END)
    return 0;
  for (; *texts; texts++)
    {
      gsize size = match_text (run->content + token->byte, *texts);
      guint end = at;

      if (size == 0)
        continue;
      while (end < run->n && run->tokens[end].byte < token->byte + size)
        end++;
      /* Whole words only. */
      if (run->tokens[end - 1].byte_end == token->byte + size)
        return end;
    }
  return 0;
}

/**
 * tri_date_read_era:
 * @sign: (out): -1 before Christ, 1 after
 */
guint
tri_date_read_era (const TriDateRun *run, guint at, int *sign)
{
  guint end = tri_date_run_skip_text (run, at, before_christ);

  *sign = end ? -1 : 1;
  return end ? end : tri_date_run_skip_text (run, at, anno_domini);
}

static gboolean
is_thing (const TriDateRun *run, guint at)
{
  const TriDateToken *token = tri_date_run_get (run, at);

  return (token->kind == TRI_DATE_UNIT
          || token->kind == TRI_DATE_HUNDREDS
          || token->kind == TRI_DATE_YEAR_WORD
          || token->kind == TRI_DATE_DECADES
          || token->kind == TRI_DATE_CENTURY)
         && !(token->flags & TRI_DATE_NEWLINE);
}

/* Another number hangs on it: 1917.3, 12:1917, 1917-1-2. */
static gboolean
goes_on (const TriDateRun *run, guint at, const char *marks)
{
  const TriDateToken *mark = tri_date_run_get (run, at);

  return mark->kind == TRI_DATE_PUNCTUATION
         && strchr (marks, mark->value)
         && tri_date_run_is_tight (run, at)
         && tri_date_run_is (run, at + 1, TRI_DATE_NUMBER)
         && tri_date_run_is_tight (run, at + 1);
}

static int
complete_year (const TriDateToken *token)
{
  return token->digits == 2 ? 1900 + token->value : token->value;
}

/* "1917", "'17"; "36" in "mai 36". */
static guint
read_year_number (const TriDateRun *run, guint at, gboolean has_day, TriDatePoint *point)
{
  gboolean is_short = tri_date_run_is_mark (run, at, '\'');
  const TriDateToken *token = tri_date_run_get (run, at + (is_short ? 1 : 0));
  gboolean is_plain = FALSE;

  if (is_short && (!tri_date_run_is_tight (run, at + 1) || token->digits != 2))
    return 0;
  at += is_short ? 1 : 0;
  if (!tri_date_run_is_number (run, at) || token->digits < 2 || token->digits > 4)
    return 0;
  is_plain = token->digits == 4 || (token->digits == 3 && has_day);
  if (token->digits == 2 && !is_short)
    is_plain = token->value > 31 && (run->languages & TRI_DATE_FRENCH)
               && !goes_on (run, at + 1, ".,:/-")
               && !tri_date_run_is (run, at + 1, TRI_DATE_OTHER);
  if (!is_plain && !is_short)
    return 0;
  if (token->value > 2200 || goes_on (run, at + 1, ".,") || is_thing (run, at + 1))
    return 0;
  point->year = complete_year (token);
  point->has_year = TRUE;
  return at + 1;
}

/**
 * tri_date_read_year:
 * @has_day: a year of three digits will do
 *
 * Reads the year that belongs to a day, a month or a season before it: "1917", ", 1917", "of the
 * year 1917", "de l’an 843", "’17".
 */
guint
tri_date_read_year (const TriDateRun *run, guint at, gboolean has_day, TriDatePoint *point)
{
  guint end = 0;
  guint behind_era = 0;
  int sign = 1;
  /* "sept mille" is no month. */
  gboolean may_be_words = at == 0 || !tri_date_run_is (run, at - 1, TRI_DATE_MONTH_SHORT);

  if (tri_date_run_is_mark (run, at, ','))
    at++;
  if (tri_date_run_is (run, at, TRI_DATE_PREPOSITION) && tri_date_run_says (run, at, "in"))
    at++;
  at = tri_date_run_skip_of (run, at);
  if (tri_date_run_is (run, at, TRI_DATE_YEAR_WORD))
    {
      at++;
      has_day = TRUE;
    }
  end = read_year_number (run, at, has_day, point);
  if (end == 0)
    return may_be_words ? tri_date_read_year_words (run, at, point) : 0;
  behind_era = tri_date_read_era (run, end, &sign);
  if (sign < 0)
    point->year = 1 - point->year;
  return behind_era ? behind_era : end;
}

/**
 * tri_date_read_bare_year:
 *
 * Reads a number that may be a year by itself; tri_date_is_year_likely() says whether it is.
 */
guint
tri_date_read_bare_year (const TriDateRun *run, guint at, TriDateMatch *match)
{
  guint first = tri_date_run_skip_text (run, at, anno_domini_first);
  guint number = first ? first : at;
  const TriDateToken *token = tri_date_run_get (run, number);
  guint end = 0;
  int sign = 1;

  if (tri_date_run_is (run, number, TRI_DATE_YEAR_WORD))
    return 0;
  if (!tri_date_run_is_number (run, number) || token->digits > 4 || token->value == 0)
    return 0;
  match->first.unit = TRI_DATE_UNIT_YEAR;
  match->first.year = token->value;
  match->first.has_year = TRUE;
  end = tri_date_read_era (run, number + 1, &sign);
  if (sign < 0)
    match->first.year = 1 - token->value;
  if (end || first)
    return end ? end : number + 1;
  match->is_bare_year = TRUE;
  return token->digits >= 3 ? number + 1 : 0;
}

/* "p. 1917", "nos. 1917 and 1918" */
static gboolean
is_counted (const TriDateRun *run, guint at)
{
  for (guint i = 0; i < 8 && at > 0; i++)
    {
      const TriDateToken *token = &run->tokens[--at];
      gboolean is_stop = tri_date_run_is_mark (run, at, '.') || tri_date_run_is_mark (run, at, '#')
                         || tri_date_run_is_mark (run, at, ':');

      if (token->kind == TRI_DATE_COUNTER)
        return TRUE;
      if (token->kind == TRI_DATE_NOT && tri_date_run_is_mark (run, at + 1, '.'))
        return TRUE;
      if (is_stop && i == 0)
        continue;
      if (token->kind == TRI_DATE_NUMBER && token->digits < 3 && i > 0)
        return FALSE;
      if (token->kind != TRI_DATE_NUMBER
          && token->kind != TRI_DATE_AND
          && !tri_date_run_is_mark (run, at, '-')
          && !tri_date_run_is_mark (run, at, '.'))
        return FALSE;
    }
  return FALSE;
}

/* What stands right before or behind a number makes it something else. */
static gboolean
is_other_number (const TriDateRun *run, guint start, guint end)
{
  const TriDateToken *before = start > 0 ? &run->tokens[start - 1] : NULL;
  const TriDateToken *behind = tri_date_run_get (run, end);

  if (before && tri_date_run_is_tight (run, start))
    {
      if (before->kind != TRI_DATE_PUNCTUATION && before->kind != TRI_DATE_APPROXIMATE)
        return TRUE;
      if (before->kind == TRI_DATE_PUNCTUATION && strchr ("$#+=*<>@&_%^\\", before->value))
        return TRUE;
      if (start > 1 && strchr (".,:/-'", before->value)
          && tri_date_run_is_tight (run, start - 1)
          && run->tokens[start - 2].kind == TRI_DATE_NUMBER
          && run->tokens[start - 2].digits != 4)
        return TRUE;
    }
  if (before && tri_date_run_is_mark (run, start - 1, '$'))
    return TRUE;
  if (before && before->kind == TRI_DATE_NUMBER
      && !(tri_date_run_get (run, start)->flags & TRI_DATE_NEWLINE))
    return TRUE;
  if (behind->kind == TRI_DATE_PUNCTUATION && strchr ("$%#+=*@_", behind->value)
      && !(behind->flags & TRI_DATE_NEWLINE))
    return behind->value != '$' || tri_date_run_is_tight (run, end);
  if (goes_on (run, end, ".,:/-'"))
    return tri_date_run_get (run, end + 1)->digits != 4;
  return behind->kind == TRI_DATE_NUMBER && !(behind->flags & TRI_DATE_NEWLINE);
}

/**
 * tri_date_has_year_cue:
 *
 * Whether what stands before @start says that a year comes.
 */
gboolean
tri_date_has_year_cue (const TriDateRun *run, guint start)
{
  const TriDateToken *before = start > 0 ? &run->tokens[start - 1] : NULL;

  if (!before)
    return FALSE;
  switch (before->kind)
    {
    case TRI_DATE_PREPOSITION:
    case TRI_DATE_BEFORE:
    case TRI_DATE_AFTER:
    case TRI_DATE_BETWEEN:
    case TRI_DATE_YEAR_WORD:
    case TRI_DATE_DECADES:
    case TRI_DATE_SEASON:
      return TRUE;
    case TRI_DATE_TO:
      /* "jusqu’à 1917" and "à 1917 mètres": what stands behind decides. */
      return tri_date_run_is_mark (run, start - 2, '\'');
    default:
      return FALSE;
    }
}

/* Alone in a bracket, on a line, between commas. */
static gboolean
stands_apart (const TriDateRun *run, guint start, guint end)
{
  const TriDateToken *before = start > 0 ? &run->tokens[start - 1] : NULL;
  const TriDateToken *behind = tri_date_run_get (run, end);
  gboolean left = !before
                  || (before->kind == TRI_DATE_PUNCTUATION && strchr ("([,;-:", before->value))
                  || (tri_date_run_get (run, start)->flags & TRI_DATE_NEWLINE);
  gboolean right = behind->kind == TRI_DATE_END || (behind->flags & TRI_DATE_NEWLINE)
                   || (behind->kind == TRI_DATE_PUNCTUATION && strchr (")].,;:", behind->value));

  return left && right;
}

/* Things in the plural behind a number: 1500 cobblers, 1500 bouchers, 1500 schoenlappers. */
static gboolean
precedes_plural (const TriDateRun *run, guint end)
{
  const TriDateToken *behind = tri_date_run_get (run, end);

  return behind->kind == TRI_DATE_OTHER
         && !(behind->flags & (TRI_DATE_CAPITAL | TRI_DATE_NEWLINE))
         && (behind->value == 's' || (behind->value == 'n' && (run->languages & TRI_DATE_DUTCH)));
}

/* A word that a round number may count, whatever its form: 1500 political prisoners. */
static gboolean
precedes_word (const TriDateRun *run, guint end)
{
  const TriDateToken *behind = tri_date_run_get (run, end);

  return behind->kind == TRI_DATE_OTHER
         && !(behind->flags & (TRI_DATE_CAPITAL | TRI_DATE_NEWLINE));
}

/* "of 1215", "de 1190": enough where nothing follows that it could count. */
static gboolean
has_weak_cue (const TriDateRun *run, guint start, guint end)
{
  return start > 0
         && (run->tokens[start - 1].kind == TRI_DATE_OF
             || run->tokens[start - 1].kind == TRI_DATE_TO)
         && !precedes_word (run, end);
}

static gboolean
is_round (int year, int by)
{
  return year % by == 0;
}

static gboolean
is_amount (const TriDateRun *run, guint start, guint end, int year)
{
  gboolean has_of = start > 0
                    && (run->tokens[start - 1].kind == TRI_DATE_OF
                        || run->tokens[start - 1].kind == TRI_DATE_TO
                        || run->tokens[start - 1].kind == TRI_DATE_AND);
  gboolean is_vague = tri_date_run_is (run, start, TRI_DATE_APPROXIMATE);

  if (tri_date_has_year_cue (run, start)
      || tri_date_run_is (run, start, TRI_DATE_EARLY)
      || tri_date_run_is (run, start, TRI_DATE_MID)
      || tri_date_run_is (run, start, TRI_DATE_LATE))
    return FALSE;
  if (precedes_plural (run, end) && is_round (year, 10))
    return TRUE;
  if (!is_round (year, 50))
    return FALSE;
  if (has_of || is_vague)
    return precedes_word (run, end);
  return is_round (year, 100) && !stands_apart (run, start, end);
}

/**
 * tri_date_is_year_likely:
 * @start: the first token of the expression
 * @end: the one behind it
 *
 * Whether numbers of four digits are years, and no pages, prices or counts of things.
 */
gboolean
tri_date_is_year_likely (const TriDateRun *run, guint start, guint end, const TriDateMatch *match)
{
  int year = match->first.year;
  int last = match->is_range ? match->last.year : year;
  gboolean cued = tri_date_has_year_cue (run, start)
                  || tri_date_run_is (run, start, TRI_DATE_APPROXIMATE);
  gboolean named = start > 0 && tri_date_run_is (run, start - 1, TRI_DATE_YEAR_WORD);

  if (is_counted (run, start) || is_other_number (run, start, end) || is_thing (run, end))
    return FALSE;
  if (tri_date_run_is_mark (run, end, '-') && tri_date_run_is_tight (run, end)
      && is_thing (run, end + 1))
    return FALSE;
  if (named)
    return last <= LAST_YEAR + 200;
  if (year < 1000 || last > LAST_YEAR + 60)
    return FALSE;
  if (!cued
      && !match->is_range
      && (year < FIRST_YEAR || last > LAST_YEAR)
      && !has_weak_cue (run, start, end))
    return FALSE;
  return !is_amount (run, start, end, match->is_range ? last : year);
}
