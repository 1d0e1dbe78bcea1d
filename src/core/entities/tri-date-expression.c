/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-date-run.h"

#include <string.h>

typedef guint (*Reader) (const TriDateRun *run, guint at, TriDateMatch *match);

#define BIT(kind) (G_GUINT64_CONSTANT (1) << (kind))
#define ORDINALS (BIT (TRI_DATE_NUMBER) | BIT (TRI_DATE_ORDINAL) | BIT (TRI_DATE_ROMAN))

/* In this order: what takes more of the text comes first. */
static const struct
{
  Reader read;
  /* What it can begin with. */
  guint64 kinds;
} readers[] = {
  { tri_date_read_figures, BIT (TRI_DATE_NUMBER) },
  { tri_date_read_republican,
    BIT (TRI_DATE_NUMBER) | BIT (TRI_DATE_ORDINAL) | BIT (TRI_DATE_REPUBLICAN) },
  { tri_date_read_day, BIT (TRI_DATE_NUMBER) | BIT (TRI_DATE_ORDINAL) },
  { tri_date_read_month, BIT (TRI_DATE_MONTH) | BIT (TRI_DATE_MONTH_SHORT) },
  { tri_date_read_season, BIT (TRI_DATE_SEASON) },
  { tri_date_read_half, ORDINALS },
  { tri_date_read_decade,
    BIT (TRI_DATE_NUMBER)
        | BIT (TRI_DATE_PUNCTUATION)
        | BIT (TRI_DATE_DECADES)
        | BIT (TRI_DATE_TEENS)
        | BIT (TRI_DATE_TENS_ALONE)
        | BIT (TRI_DATE_TENS_BEFORE) },
  { tri_date_read_century, ORDINALS | BIT (TRI_DATE_TENS) },
  { tri_date_read_bare_year, BIT (TRI_DATE_NUMBER) | BIT (TRI_DATE_OTHER) },
  { tri_date_read_spelled_year,
    BIT (TRI_DATE_HUNDREDS) | BIT (TRI_DATE_TEENS) | BIT (TRI_DATE_TENS) },
};

/* A date without any words about it. */
static guint
read_core (const TriDateRun *run, guint at, TriDateMatch *match)
{
  guint64 kind = BIT (tri_date_run_get (run, at)->kind);

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      TriDateMatch found = { 0 };
      guint end = readers[i].kinds & kind ? readers[i].read (run, at, &found) : 0;

      if (end == 0)
        continue;
      *match = found;
      return tri_date_read_styles (run, end, match);
    }
  return 0;
}

/* "Monday, 3 May 1917" */
static guint
read_weekday (const TriDateRun *run, guint at, TriDateMatch *match)
{
  guint day = at + 1;
  guint end = 0;

  if (!tri_date_run_is (run, at, TRI_DATE_WEEKDAY))
    return read_core (run, at, match);
  if (tri_date_run_is_mark (run, day, ','))
    day++;
  end = read_core (run, tri_date_run_skip_of (run, day), match);
  return end && match->first.unit == TRI_DATE_UNIT_DAY ? end : 0;
}

static TriDatePart
get_part (const TriDateRun *run, guint at)
{
  switch (tri_date_run_get (run, at)->kind)
    {
    case TRI_DATE_EARLY:
      return TRI_DATE_PART_EARLY;
    case TRI_DATE_MID:
      return TRI_DATE_PART_MID;
    case TRI_DATE_LATE:
      return TRI_DATE_PART_LATE;
    case TRI_DATE_HALF: /* "half juni" */
      return run->languages == TRI_DATE_DUTCH
                     && tri_date_run_is (run, at + 1, TRI_DATE_MONTH)
                 ? TRI_DATE_PART_MID
                 : TRI_DATE_PART_WHOLE;
    default:
      return TRI_DATE_PART_WHOLE;
    }
}

/* Behind "early", "fin", "eind": "-", "of the", "de l’année". */
static guint
skip_behind_part (const TriDateRun *run, guint at)
{
  int needs = tri_date_run_get (run, at)->value;
  guint next = at + 1;
  guint begin;

  if (tri_date_run_is_mark (run, next, '-') && tri_date_run_is_tight (run, next))
    return next + 1;
  if (needs == TRI_DATE_TAKES_IN && tri_date_run_says (run, next, "in"))
    next++;
  begin = tri_date_run_skip_of (run, next);
  /* "début du mois de mai" */
  if (tri_date_run_says (run, begin, "mois") || tri_date_run_says (run, begin, "month")
      || tri_date_run_says (run, begin, "maand"))
    begin = tri_date_run_skip_of (run, begin + 1);
  if (needs == TRI_DATE_NEEDS_OF
      && !(tri_date_run_is (run, next, TRI_DATE_OF) && begin > next))
    return 0;
  return begin;
}

/* "the end of the year 1908": a bare number behind the word "year". */
static guint
skip_year_word (const TriDateRun *run, guint at)
{
  return tri_date_run_is (run, at, TRI_DATE_YEAR_WORD)
                 && tri_date_run_is (run, at + 1, TRI_DATE_NUMBER)
             ? at + 1
             : at;
}

static guint
read_part (const TriDateRun *run, guint at, TriDateMatch *match)
{
  TriDatePart part = get_part (run, at);
  guint begin = 0;
  guint end = 0;

  if (part == TRI_DATE_PART_WHOLE)
    return read_weekday (run, at, match);
  begin = skip_behind_part (run, at);
  end = begin ? read_weekday (run, skip_year_word (run, begin), match) : 0;
  if (end == 0 || match->first.unit == TRI_DATE_UNIT_DAY || match->is_range
      || match->first.part != TRI_DATE_PART_WHOLE)
    return 0;
  match->first.part = part;
  match->is_bare_month = FALSE;
  return end;
}

/* "c.", "vers", "aux environs de", "rond het jaar" */
static guint
skip_approximate (const TriDateRun *run, guint at)
{
  const TriDateToken *token = tri_date_run_get (run, at);
  guint next = at + 1;

  if (tri_date_run_is_mark (run, at, '~'))
    return tri_date_run_is (run, next, TRI_DATE_NUMBER) ? next : 0;
  if (token->kind != TRI_DATE_APPROXIMATE)
    return 0;
  if (tri_date_run_is_mark (run, next, '.') && tri_date_run_is_tight (run, next))
    next++;
  else if (token->end - token->start == 1
           && !(tri_date_run_is (run, next, TRI_DATE_NUMBER) && tri_date_run_is_tight (run, next)))
    return 0;
  return skip_year_word (run, tri_date_run_skip_of (run, next));
}

static guint
read_about (const TriDateRun *run, guint at, TriDateMatch *match)
{
  guint begin = skip_approximate (run, at);
  guint end = 0;

  if (begin == 0)
    return read_part (run, at, match);
  /* "circa early May", "vers la fin de" */
  end = read_part (run, begin, match);
  match->first.approximate = TRUE;
  match->last.approximate = TRUE;
  match->is_bare_month = FALSE;
  return end;
}

/* A question mark that is no end of a question. */
static guint
read_doubt (const TriDateRun *run, guint at, TriDateMatch *match)
{
  const TriDateToken *behind = tri_date_run_get (run, at + 1);
  gboolean is_closed = behind->kind == TRI_DATE_PUNCTUATION && strchr (")],;-/", behind->value);
  gboolean goes_on = behind->kind != TRI_DATE_END
                     && behind->kind != TRI_DATE_PUNCTUATION
                     && behind->kind != TRI_DATE_NUMBER
                     && !(behind->flags & (TRI_DATE_CAPITAL | TRI_DATE_NEWLINE));

  if (tri_date_run_is_mark (run, at, '(') && tri_date_run_is_mark (run, at + 1, '?')
      && tri_date_run_is_mark (run, at + 2, ')'))
    {
      match->first.uncertain = TRUE;
      return at + 3;
    }
  if (!tri_date_run_is_mark (run, at, '?') || (!is_closed && !goes_on))
    return at;
  match->first.uncertain = TRUE;
  return at + 1;
}

/* A date with the words about it, before any range. */
static guint
read_point (const TriDateRun *run, guint at, TriDateMatch *match)
{
  gboolean maybe = tri_date_run_is (run, at, TRI_DATE_MAYBE);
  guint end = read_about (run, maybe ? at + 1 : at, match);

  if (end == 0)
    return 0;
  if (maybe)
    match->first.uncertain = TRUE;
  return read_doubt (run, end, match);
}

/* "-", "/", "to", "jusqu’en", "tot en met": where the second end of a range may begin; 0 for
 * none */
static guint
skip_joint (const TriDateRun *run, guint at, gboolean is_between)
{
  guint next = at + 1;

  if (tri_date_run_get (run, at)->flags & TRI_DATE_NEWLINE)
    return 0;
  if (is_between && tri_date_run_is (run, at, TRI_DATE_AND))
    return tri_date_run_skip_of (run, next);
  if (tri_date_run_is_mark (run, at, '-'))
    return next;
  if (tri_date_run_is_mark (run, at, '/'))
    return tri_date_run_is_tight (run, at) && tri_date_run_is_tight (run, next) ? next : 0;
  if (tri_date_run_says (run, at, "t") && tri_date_run_is_mark (run, next, '/')
      && tri_date_run_says (run, next + 1, "m"))
    return at + 3;
  if (!tri_date_run_is (run, at, TRI_DATE_TO))
    return 0;
  if (tri_date_run_is_mark (run, next, '\''))
    next++;
  while (tri_date_run_is (run, next, TRI_DATE_PREPOSITION)
         || tri_date_run_is (run, next, TRI_DATE_TO)
         || tri_date_run_says (run, next, "en")
         || tri_date_run_says (run, next, "met")
         || tri_date_run_says (run, next, "aan"))
    next++;
  return tri_date_run_skip_of (run, next);
}

/* "1926–29", "1920/21", "1926-9"; "1926-12" is a month */
static guint
read_short_year (const TriDateRun *run, guint joint, guint at, TriDateMatch *match)
{
  const TriDateToken *token = tri_date_run_get (run, at);
  const TriDateToken *mark = tri_date_run_get (run, joint);
  int base = token->digits == 1 ? 10 : 100;
  int year = match->first.year - match->first.year % base + token->value;

  if (!tri_date_run_is_number (run, at) || token->digits > 2
      || match->first.unit != TRI_DATE_UNIT_YEAR
      || mark->kind != TRI_DATE_PUNCTUATION
      || !tri_date_run_is_tight (run, joint)
      || !tri_date_run_is_tight (run, at))
    return 0;
  if (tri_date_run_is_mark (run, at + 1, mark->value) && tri_date_run_is_tight (run, at + 1)
      && tri_date_run_is (run, at + 2, TRI_DATE_NUMBER))
    return 0;
  if (year > match->first.year)
    {
      match->last = match->first;
      match->last.year = year;
      match->is_range = TRUE;
      return at + 1;
    }
  if (mark->value != '-' || (mark->flags & TRI_DATE_EN_DASH) || token->digits != 2
      || token->value < 1 || token->value > 12)
    return 0;
  match->first.unit = TRI_DATE_UNIT_MONTH;
  match->first.month = token->value;
  match->is_bare_year = FALSE;
  return at + 1;
}

/* The year that only one end of a range has belongs to both; a winter goes over its end. */
static void
share_year (TriDatePoint *first, TriDatePoint *last)
{
  if (!first->has_year && last->has_year)
    {
      first->year = last->year;
      first->has_year = TRUE;
      if (!tri_date_point_is_before (first, last))
        first->year--;
    }
  else if (first->has_year && !last->has_year)
    {
      last->year = first->year;
      last->has_year = TRUE;
      if (!tri_date_point_is_before (first, last))
        last->year++;
    }
}

static gboolean
can_join (TriDateMatch *match, TriDateMatch *second)
{
  TriDatePoint *first = &match->first;
  TriDatePoint *last = &second->first;

  if (second->is_range || second->is_open)
    return FALSE;
  if (first->unit == TRI_DATE_UNIT_YEAR && !last->has_year)
    return FALSE;
  share_year (first, last);
  if (first->has_year && !tri_date_point_is_before (first, last))
    return FALSE;
  return first->has_year || first->month != last->month || first->day < last->day;
}

static guint
read_second (const TriDateRun *run, guint at, guint joint, TriDateMatch *match)
{
  TriDateMatch second = { 0 };
  guint end = read_short_year (run, at, joint, match);

  if (end)
    return end;
  end = read_point (run, joint, &second);
  /* "vingt et trente": the word for decades stands once. */
  if (end == 0 || !can_join (match, &second))
    return 0;
  match->last = second.first;
  match->is_range = TRUE;
  match->is_bare_month = match->is_bare_month && second.is_bare_month;
  match->is_bare_year = match->is_bare_year && second.is_bare_year;
  return end;
}

/* "(1917– )": still going on. */
static guint
read_open_end (const TriDateRun *run, guint at, TriDateMatch *match)
{
  if (!tri_date_run_is_mark (run, at, '-') || !tri_date_run_is_tight (run, at)
      || !tri_date_run_is_mark (run, at + 1, ')')
      || match->first.unit > TRI_DATE_UNIT_YEAR)
    return at;
  match->is_open = TRUE;
  return at + 1;
}

static guint
read_range (const TriDateRun *run, guint at, gboolean is_between, TriDateMatch *match)
{
  guint end = read_point (run, at, match);
  guint joint = 0;
  guint behind = 0;

  if (end == 0 || match->is_range)
    return is_between ? 0 : end;
  joint = skip_joint (run, end, is_between);
  behind = joint ? read_second (run, end, joint, match) : 0;
  if (behind)
    return behind;
  return is_between ? 0 : read_open_end (run, end, match);
}

/* "not before", "no later than", "au plus tard en", "niet vóór", "uiterlijk in": where the date
 * begins; 0 for none */
static guint
skip_limit (const TriDateRun *run, guint at, int *limit)
{
  gboolean is_not = tri_date_run_is (run, at, TRI_DATE_NOT);
  guint next = is_not ? at + 1 : at;

  if (is_not
      && (tri_date_run_is (run, next, TRI_DATE_BEFORE)
          || tri_date_run_is (run, next, TRI_DATE_AFTER)))
    *limit = tri_date_run_is (run, next, TRI_DATE_BEFORE) ? -1 : 1;
  else if (is_not && tri_date_run_is (run, next, TRI_DATE_LATER)
           && tri_date_run_is (run, next + 1, TRI_DATE_THAN))
    *limit = tri_date_run_get (run, next++)->value;
  else if (tri_date_run_is (run, at, TRI_DATE_MOST)
           && tri_date_run_is (run, at + 1, TRI_DATE_LATER))
    *limit = tri_date_run_get (run, ++next)->value;
  else if (tri_date_run_is (run, at, TRI_DATE_LATER) && tri_date_run_says (run, at, "uiterlijk"))
    *limit = 1;
  else
    return 0;
  next++;
  while (tri_date_run_is (run, next, TRI_DATE_PREPOSITION))
    next++;
  return tri_date_run_skip_of (run, next);
}

static gboolean
read_limited (const TriDateRun *run, guint at, TriDateExpression *expression)
{
  guint begin = skip_limit (run, at, &expression->limit);
  TriDateExpression second = { 0 };

  expression->end = begin ? read_point (run, begin, &expression->match) : 0;
  if (expression->end == 0 || expression->match.is_range)
    return FALSE;
  expression->match.is_bare_month = FALSE;
  if (expression->limit > 0)
    return TRUE;
  /* "not before 1917 and not after 1919" */
  at = expression->end;
  if (tri_date_run_is (run, at, TRI_DATE_AND))
    at++;
  if (skip_limit (run, at, &second.limit) && second.limit > 0
      && read_limited (run, at, &second))
    {
      expression->match.last = second.match.first;
      expression->match.is_range = TRUE;
      expression->end = second.end;
    }
  return TRUE;
}

/* The words before an expression that do not belong to it and yet say that it is one. */
static gboolean
has_month_cue (const TriDateRun *run, guint start)
{
  const TriDateToken *before = start > 0 ? &run->tokens[start - 1] : NULL;

  if (before && tri_date_run_is_mark (run, start - 1, '\'') && start > 1)
    before = &run->tokens[start - 2];
  if (!before)
    return FALSE;
  switch (before->kind)
    {
    case TRI_DATE_PREPOSITION:
    case TRI_DATE_OF:
    case TRI_DATE_TO:
    case TRI_DATE_BEFORE:
    case TRI_DATE_AFTER:
    case TRI_DATE_BETWEEN:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_sound (const TriDateRun *run, const TriDateExpression *expression)
{
  const TriDateMatch *match = &expression->match;

  if (match->is_bare_month)
    return has_month_cue (run, expression->start);
  if (match->is_bare_year)
    return tri_date_is_year_likely (run, expression->start, expression->end, match);
  return TRUE;
}

/**
 * tri_date_read_expression:
 * @expression: (out)
 *
 * Whether a date expression begins at the token.
 */
gboolean
tri_date_read_expression (const TriDateRun *run, guint at, TriDateExpression *expression)
{
  gboolean is_between = tri_date_run_is (run, at, TRI_DATE_BETWEEN);
  TriDateExpression found = { .start = at };

  if (read_limited (run, at, &found) && is_sound (run, &found))
    {
      /* "au plus tard" */
      if (at > 0
          && tri_date_run_is (run, at, TRI_DATE_MOST)
          && tri_date_run_says (run, at - 1, "au"))
        found.start--;
      *expression = found;
      return TRUE;
    }
  found = (TriDateExpression){ .start = at };
  found.end = read_range (run,
                          is_between ? tri_date_run_skip_of (run, at + 1) : at,
                          is_between,
                          &found.match);
  if (found.end == 0 || !tri_date_add_day_words (run, &found.match, &found.start)
      || !is_sound (run, &found))
    return FALSE;
  *expression = found;
  return TRUE;
}
