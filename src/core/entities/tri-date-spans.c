/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-date-run.h"

/* "19th", "XIXe", "nineteenth": 0 when it is no ordinal */
static int
get_ordinal (const TriDateRun *run, guint at)
{
  const TriDateToken *token = tri_date_run_get (run, at);

  if (token->kind == TRI_DATE_ORDINAL || token->kind == TRI_DATE_ROMAN)
    return token->value;
  if (token->kind == TRI_DATE_NUMBER && (token->flags & TRI_DATE_NUMERAL) && token->digits <= 2)
    return token->value;
  return 0;
}

/* "dix-neuvième", "vingt et unième", "twenty-first": an ordinal of two words */
static guint
read_ordinal (const TriDateRun *run, guint at, int *ordinal)
{
  const TriDateToken *token = tri_date_run_get (run, at);
  guint next = at + 1;

  *ordinal = get_ordinal (run, at);
  if (token->kind != TRI_DATE_TENS || token->value < 1 || token->value > 2)
    return *ordinal > 0 ? at + 1 : 0;
  while (tri_date_run_is_mark (run, next, '-') || tri_date_run_is (run, next, TRI_DATE_AND))
    next++;
  if (!tri_date_run_is (run, next, TRI_DATE_ORDINAL) || tri_date_run_get (run, next)->value > 9)
    return 0;
  *ordinal = token->value * 10 + tri_date_run_get (run, next)->value;
  return next + 1;
}

static void
set_century (TriDatePoint *point, int ordinal, int sign)
{
  point->unit = TRI_DATE_UNIT_CENTURY;
  point->has_year = TRUE;
  point->year = sign > 0 ? (ordinal - 1) * 100 : 1 - ordinal * 100;
}

/* "century", "-century", "s." */
static guint
skip_century_word (const TriDateRun *run, guint at, gboolean *is_short)
{
  if (tri_date_run_is_mark (run, at, '-'))
    at++;
  *is_short = FALSE;
  if (tri_date_run_is (run, at, TRI_DATE_CENTURY))
    return at + 1;
  *is_short = (tri_date_run_is (run, at, TRI_DATE_CENTURY_SHORT)
               || tri_date_run_says (run, at, "c"))
              && tri_date_run_is_mark (run, at + 1, '.')
              && tri_date_run_is_tight (run, at + 1);
  return *is_short ? at + 2 : 0;
}

/* Whether what begins at @at is an ordinal of a century and its word: "and twentieth centuries". */
static gboolean
is_followed_by_century (const TriDateRun *run, guint at)
{
  gboolean is_short = FALSE;
  gboolean is_joined = tri_date_run_is (run, at, TRI_DATE_AND)
                       || tri_date_run_is (run, at, TRI_DATE_OR)
                       || tri_date_run_is (run, at, TRI_DATE_TO)
                       || tri_date_run_is_mark (run, at, '-')
                       || tri_date_run_is_mark (run, at, '/');
  int ordinal = 0;
  guint end = is_joined ? read_ordinal (run, tri_date_run_skip_of (run, at + 1), &ordinal) : 0;

  return end && skip_century_word (run, end, &is_short) != 0;
}

/**
 * tri_date_read_century:
 *
 * Reads "19th century", "XIXe siècle", "negentiende eeuw", "XVIIe" in "XVIIe et XVIIIe siècles".
 */
guint
tri_date_read_century (const TriDateRun *run, guint at, TriDateMatch *match)
{
  int ordinal = 0;
  guint behind = read_ordinal (run, at, &ordinal);
  gboolean is_short = FALSE;
  guint end = 0;
  guint behind_era = 0;
  int sign = 1;

  if (behind == 0 || ordinal < 1 || ordinal > 30)
    return 0;
  end = skip_century_word (run, behind, &is_short);
  if (end == 0 && is_followed_by_century (run, behind))
    {
      set_century (&match->first, ordinal, 1);
      return behind;
    }
  if (end == 0)
    return 0;
  if (is_short && !(tri_date_run_get (run, at)->flags & TRI_DATE_NUMERAL))
    return 0;
  behind_era = tri_date_read_era (run, end, &sign);
  set_century (&match->first, ordinal, sign);
  return behind_era ? behind_era : end;
}

/* "vingt", "quatre-vingt-dix", "soixante-dix", "twintig": how many decades, 0 for none */
static guint
read_tens (const TriDateRun *run, guint at, int *tens)
{
  const TriDateToken *token = tri_date_run_get (run, at);
  guint next = tri_date_run_is_mark (run, at + 1, '-') ? at + 2 : at + 1;

  if (token->kind != TRI_DATE_TENS || token->value == 1)
    return 0;
  *tens = token->value;
  if (token->value == -4)
    {
      if (!tri_date_run_is (run, next, TRI_DATE_TENS) || tri_date_run_get (run, next)->value != 2)
        return 0;
      *tens = 8;
      at = next;
      next = tri_date_run_is_mark (run, at + 1, '-') ? at + 2 : at + 1;
    }
  if ((*tens == 6 || *tens == 8)
      && tri_date_run_is (run, next, TRI_DATE_TENS)
      && tri_date_run_get (run, next)->value == 1)
    {
      *tens += 1;
      return next + 1;
    }
  return at + 1;
}

static gboolean
set_decade (TriDateMatch *match, int year)
{
  match->first.unit = TRI_DATE_UNIT_DECADE;
  match->first.year = year;
  match->first.has_year = TRUE;
  return TRUE;
}

/* "20", "’20", "1920" behind "années", "jaren" */
static guint
read_decade_number (const TriDateRun *run, guint at, TriDateMatch *match)
{
  gboolean is_short = tri_date_run_is_mark (run, at, '\'');
  guint number = at + (is_short ? 1 : 0);
  const TriDateToken *token = tri_date_run_get (run, number);

  if (token->kind != TRI_DATE_NUMBER || token->value % 10 != 0
      || (token->flags & (TRI_DATE_GLUED | TRI_DATE_NUMERAL)))
    return 0;
  if (token->digits != 4 && token->digits != 2)
    return 0;
  if (token->digits == 2 && token->value == 0 && !is_short)
    return 0;
  set_decade (match, token->digits == 4 ? token->value : 1900 + token->value);
  return token->value <= 2100 ? number + 1 : 0;
}

/* "années vingt", "jaren ’20", "twintiger jaren" */
static guint
read_named_decade (const TriDateRun *run, guint at, TriDateMatch *match)
{
  const TriDateToken *token = tri_date_run_get (run, at);
  int tens = 0;
  guint end = 0;

  if (token->kind == TRI_DATE_TENS_BEFORE && tri_date_run_is (run, at + 1, TRI_DATE_DECADES))
    {
      set_decade (match, 1900 + token->value * 10);
      return at + 2;
    }
  if (token->kind != TRI_DATE_DECADES)
    return 0;
  end = read_tens (run, at + 1, &tens);
  if (end && set_decade (match, 1900 + tens * 10))
    return end;
  end = read_decade_number (run, at + 1, match);
  /* "les années 1920 et 1921", "de jaren 1910-1914" are years. */
  if (end && tri_date_run_get (run, end - 1)->digits == 4
      && (tri_date_run_is (run, end, TRI_DATE_AND) || tri_date_run_is_mark (run, end, '-')
          || tri_date_run_is (run, end, TRI_DATE_TO))
      && tri_date_run_is (run, end + 1, TRI_DATE_NUMBER)
      && tri_date_run_get (run, end + 1)->value % 10 != 0)
    return 0;
  return end;
}

/* Of an age: "in his thirties". */
static gboolean
is_age (const TriDateRun *run, guint at)
{
  for (guint i = at; i > 0 && i + 3 > at; i--)
    {
      TriDateKind kind = (TriDateKind) run->tokens[i - 1].kind;

      if (kind == TRI_DATE_OWNER)
        return TRUE;
      if (kind != TRI_DATE_EARLY && kind != TRI_DATE_MID && kind != TRI_DATE_LATE
          && kind != TRI_DATE_PUNCTUATION)
        return FALSE;
    }
  return FALSE;
}

/* "twenties", "nineteen-twenties" */
static guint
read_word_decade (const TriDateRun *run, guint at, TriDateMatch *match)
{
  guint tens = at;
  int century = 19;

  if (tri_date_run_is (run, at, TRI_DATE_TEENS))
    {
      century = tri_date_run_get (run, at)->value;
      tens = tri_date_run_is_mark (run, at + 1, '-') ? at + 2 : at + 1;
    }
  if (!tri_date_run_is (run, tens, TRI_DATE_TENS_ALONE) || is_age (run, at))
    return 0;
  set_decade (match, century * 100 + tri_date_run_get (run, tens)->value * 10);
  return tens + 1;
}

/* "1920s", "’20s", "the 20s" */
static guint
read_number_decade (const TriDateRun *run, guint at, TriDateMatch *match)
{
  gboolean is_short = tri_date_run_is_mark (run, at, '\'');
  guint number = at + (is_short ? 1 : 0);
  const TriDateToken *token = tri_date_run_get (run, number);
  gboolean has_company = is_short
                         || (at > 0
                             && (run->tokens[at - 1].kind == TRI_DATE_ARTICLE
                                 || run->tokens[at - 1].kind == TRI_DATE_EARLY
                                 || run->tokens[at - 1].kind == TRI_DATE_MID
                                 || run->tokens[at - 1].kind == TRI_DATE_LATE
                                 || tri_date_run_is_mark (run, at - 1, '-')));

  if (token->kind != TRI_DATE_NUMBER || !(token->flags & TRI_DATE_DECADE) || token->value % 10 != 0
      || is_age (run, at))
    return 0;
  if (token->digits == 2 && has_company)
    set_decade (match, 1900 + token->value);
  else if (token->digits == 4 && token->value >= 1000 && token->value <= 2100)
    set_decade (match, token->value);
  else
    return 0;
  /* "the 1800s" are a century, "the 1900s" a decade. */
  if (token->digits == 4 && token->value % 100 == 0 && token->value < 1900)
    match->first.unit = TRI_DATE_UNIT_CENTURY;
  return number + 1;
}

/* "… of the nineteenth century" */
static guint
read_century_of (const TriDateRun *run, guint at, TriDateMatch *match)
{
  TriDateMatch century = { 0 };
  guint begin = tri_date_run_skip_of (run, at);
  guint end = begin > at ? tri_date_read_century (run, begin, &century) : 0;

  if (end == 0 || century.first.year < 0)
    return at;
  match->first.year = century.first.year + match->first.year % 100;
  return end;
}

/**
 * tri_date_read_decade:
 *
 * Reads "1920s", "twenties", "années vingt", "jaren zeventig van de negentiende eeuw". Where
 * nothing tells the century it is the twentieth.
 */
guint
tri_date_read_decade (const TriDateRun *run, guint at, TriDateMatch *match)
{
  guint end = read_named_decade (run, at, match);

  if (end == 0)
    end = read_word_decade (run, at, match);
  if (end == 0)
    end = read_number_decade (run, at, match);
  return end ? read_century_of (run, end, match) : 0;
}

static guint
read_whole (const TriDateRun *run, guint at, TriDateMatch *match)
{
  guint end = tri_date_read_decade (run, at, match);

  if (end == 0)
    end = tri_date_read_century (run, at, match);
  if (end)
    return end;
  end = tri_date_read_year (run, at, FALSE, &match->first);
  match->first.unit = TRI_DATE_UNIT_YEAR;
  return end;
}

static gboolean
settle_half (TriDateMatch *match, int ordinal, gboolean is_half)
{
  if (match->first.unit == TRI_DATE_UNIT_YEAR)
    {
      match->first.unit = TRI_DATE_UNIT_MONTH;
      match->first.month = (is_half ? 39 : 32) + ordinal;
      return TRUE;
    }
  match->first.part = ordinal == 1 ? TRI_DATE_PART_FIRST_HALF : TRI_DATE_PART_SECOND_HALF;
  return is_half;
}

/**
 * tri_date_read_half:
 *
 * Reads "first half of 1917", "premier trimestre 1917", "tweede helft van de negentiende eeuw".
 */
guint
tri_date_read_half (const TriDateRun *run, guint at, TriDateMatch *match)
{
  int ordinal = get_ordinal (run, at);
  guint word = tri_date_run_is_mark (run, at + 1, '-') ? at + 2 : at + 1;
  gboolean is_half = tri_date_run_is (run, word, TRI_DATE_HALF);
  guint end = 0;

  if (!is_half && !tri_date_run_is (run, word, TRI_DATE_QUARTER))
    return 0;
  if (ordinal < 1 || ordinal > (is_half ? 2 : 4))
    return 0;
  end = read_whole (run, tri_date_run_skip_of (run, word + 1), match);
  return end && settle_half (match, ordinal, is_half) ? end : 0;
}
