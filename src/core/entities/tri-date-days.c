/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-date-run.h"

#include <string.h>

/* "12", "1er", "12th", "first": 0 when it is no day of a month. */
static int
get_day (const TriDateRun *run, guint at)
{
  const TriDateToken *token = tri_date_run_get (run, at);

  if (token->kind == TRI_DATE_NUMBER && token->digits <= 2
      && !(token->flags & (TRI_DATE_DECADE | TRI_DATE_GLUED)))
    return token->value <= 31 ? token->value : 0;
  return token->kind == TRI_DATE_ORDINAL ? token->value : 0;
}

/* The end of a longer number: 1.12, £3 */
static gboolean
is_tail (const TriDateRun *run, guint at)
{
  const TriDateToken *before = at > 0 ? &run->tokens[at - 1] : NULL;

  return before
         && tri_date_run_is_tight (run, at)
         && (before->kind != TRI_DATE_PUNCTUATION || strchr (".,:/$#", before->value))
         && !(before->kind == TRI_DATE_PUNCTUATION
              && strchr (".,:/", before->value)
              && !tri_date_run_is (run, at - 2, TRI_DATE_NUMBER));
}

/* May, march and august are other words without their capital. */
static gboolean
is_doubtful (const TriDateRun *run, guint at)
{
  return !(tri_date_run_get (run, at)->flags & TRI_DATE_CAPITAL)
         && (tri_date_run_says (run, at, "may")
             || tri_date_run_says (run, at, "march")
             || tri_date_run_says (run, at, "august"));
}

/* The month itself, with the full stop of an abbreviation. */
static guint
read_name (const TriDateRun *run, guint at, int *month)
{
  gboolean is_short = tri_date_run_is (run, at, TRI_DATE_MONTH_SHORT);

  if (!is_short && !tri_date_run_is (run, at, TRI_DATE_MONTH))
    return 0;
  *month = tri_date_run_get (run, at)->value;
  at++;
  if (!tri_date_run_is_mark (run, at, '.') || !tri_date_run_is_tight (run, at))
    return at;
  if (is_short)
    return at + 1;
  return tri_date_run_is_tight (run, at + 1) && tri_date_run_is (run, at + 1, TRI_DATE_NUMBER)
             ? at + 1
             : at;
}

typedef struct
{
  int first;
  int last;
  gboolean is_dual;
} Days;

/* What joins two days of one month, or the two styles of one day. */
static guint
skip_joint (const TriDateRun *run, guint at, Days *days)
{
  days->is_dual = tri_date_run_is_mark (run, at, '/') || tri_date_run_is_mark (run, at, '(');
  if (days->is_dual || tri_date_run_is_mark (run, at, '-'))
    return at + 1;
  if (tri_date_run_is (run, at, TRI_DATE_TO))
    return tri_date_run_skip_of (run, at + 1);
  if (tri_date_run_says (run, at, "t") && tri_date_run_is_mark (run, at + 1, '/'))
    return at + 3;
  return 0;
}

/* "12", "12–15", "12 au 15", "18/30", "18 (30)" */
static guint
read_days (const TriDateRun *run, guint at, Days *days)
{
  guint joint;

  days->first = get_day (run, at);
  days->last = 0;
  if (days->first == 0 || is_tail (run, at))
    return 0;
  joint = skip_joint (run, at + 1, days);
  days->last = joint ? get_day (run, joint) : 0;
  if (days->last > 0 && !tri_date_run_is_mark (run, at + 1, '('))
    return joint + 1;
  if (days->last > 0 && tri_date_run_is_mark (run, joint + 1, ')'))
    return joint + 2;
  days->last = 0;
  days->is_dual = FALSE;
  return at + 1;
}

/* What may stand between a day and its month: "of", "de", "-", the full stop of "30. December". */
static guint
skip_to_month (const TriDateRun *run, guint at)
{
  if (tri_date_run_is_tight (run, at)
      && (tri_date_run_is_mark (run, at, '-') || tri_date_run_is_mark (run, at, '.')))
    return at + 1;
  return tri_date_run_skip_of (run, at);
}

static guint
read_year_behind (const TriDateRun *run, guint at, TriDatePoint *point)
{
  guint end = 0;

  if (tri_date_run_is_mark (run, at, '-') && tri_date_run_is_tight (run, at)
      && tri_date_run_is_tight (run, at + 1)
      && tri_date_run_get (run, at + 1)->digits == 4)
    end = tri_date_read_year (run, at + 1, TRUE, point);
  else
    end = tri_date_read_year (run, at, TRUE, point);
  return end ? end : at;
}

static gboolean
settle_days (TriDateMatch *match, const Days *days)
{
  TriDatePoint other;

  match->first.day = days->first;
  if (days->last == 0)
    return tri_date_point_is_valid (&match->first);
  other = match->first;
  other.day = days->last;
  if (!tri_date_point_is_valid (&other) || !tri_date_point_is_valid (&match->first))
    return FALSE;
  if (days->is_dual && match->first.has_year
      && tri_date_point_is_same_day (&match->first, &other))
    {
      match->first = other;
      return TRUE;
    }
  match->is_range = TRUE;
  match->last = other;
  return days->first < days->last;
}

/* A month that is the first half of a word: Juli-oproer. */
static gboolean
is_compound (const TriDateRun *run, guint end)
{
  const TriDateToken *mark = tri_date_run_get (run, end);
  TriDateKind kind = (TriDateKind) tri_date_run_get (run, end + 1)->kind;

  return mark->kind == TRI_DATE_PUNCTUATION
         && strchr ("-'/@", mark->value)
         && tri_date_run_is_tight (run, end)
         && tri_date_run_is_tight (run, end + 1)
         && (kind == TRI_DATE_OTHER || kind == TRI_DATE_UNIT);
}

/**
 * tri_date_read_day:
 *
 * Reads "30 December 1890", "le 1er mai", "12–15 mei 1917", "the fifth of May": from the day on.
 */
guint
tri_date_read_day (const TriDateRun *run, guint at, TriDateMatch *match)
{
  Days days = { 0 };
  guint end = read_days (run, at, &days);
  guint name = end ? skip_to_month (run, end) : 0;
  guint behind = end ? read_name (run, name, &match->first.month) : 0;

  if (behind == 0)
    return 0;
  match->first.unit = TRI_DATE_UNIT_DAY;
  end = read_year_behind (run, behind, &match->first);
  if (!match->first.has_year && (is_doubtful (run, name) || is_compound (run, end)))
    return 0;
  return settle_days (match, &days) ? end : 0;
}

/* "30", "30th" behind a month, and no time of day or sum. */
static gboolean
is_day_behind (const TriDateRun *run, guint at)
{
  const TriDateToken *mark = tri_date_run_get (run, at + 1);

  if (!tri_date_run_is (run, at, TRI_DATE_NUMBER) || get_day (run, at) == 0)
    return FALSE;
  return !(mark->kind == TRI_DATE_PUNCTUATION
           && strchr (":./'", mark->value)
           && tri_date_run_is_tight (run, at + 1)
           && tri_date_run_is (run, at + 2, TRI_DATE_NUMBER)
           && tri_date_run_is_tight (run, at + 2));
}

/* "December 30, 1890", "Dec. 12–15": the day behind the month is English, in other languages it
 * needs a year. */
static guint
read_month_and_day (const TriDateRun *run, guint at, guint name, TriDateMatch *match)
{
  Days days = { 0 };
  guint end = 0;

  if (tri_date_run_is_mark (run, at, '-') && tri_date_run_is_tight (run, at)
      && tri_date_run_is_mark (run, at + 2, '-'))
    at++;
  if (!is_day_behind (run, at))
    return 0;
  end = read_days (run, at, &days);
  if (end == 0 || days.is_dual)
    return 0;
  match->first.unit = TRI_DATE_UNIT_DAY;
  end = read_year_behind (run, end, &match->first);
  if (!match->first.has_year
      && (!(run->languages & TRI_DATE_ENGLISH)
          || is_doubtful (run, name)
          || tri_date_run_is (run, end, TRI_DATE_UNIT)
          || tri_date_run_is (run, end, TRI_DATE_MONTH)
          || tri_date_run_is (run, end, TRI_DATE_MONTH_SHORT)))
    return 0;
  return settle_days (match, &days) ? end : 0;
}

/* A month by itself is a date behind a preposition ("in July"), not in a name ("October
 * Revolution") or a compound ("Juli-oproer"). */
static gboolean
can_stand_alone (const TriDateRun *run, guint at, guint end)
{
  const TriDateToken *name = tri_date_run_get (run, at);
  const TriDateToken *behind = tri_date_run_get (run, end);
  gboolean has_capital = (name->flags & TRI_DATE_CAPITAL) != 0;

  if (name->kind == TRI_DATE_MONTH_SHORT || (run->languages == TRI_DATE_ENGLISH && !has_capital))
    return FALSE;
  if (run->languages == TRI_DATE_FRENCH && has_capital)
    return FALSE;
  if (behind->kind == TRI_DATE_NUMBER && !(behind->flags & TRI_DATE_NEWLINE))
    return FALSE;
  return !is_compound (run, end);
}

/**
 * tri_date_read_month:
 *
 * Reads "December 30, 1890", "mai 1917", "Sept. 1917", or a month alone: from the month on.
 */
guint
tri_date_read_month (const TriDateRun *run, guint at, TriDateMatch *match)
{
  guint name = at;
  guint end = read_name (run, at, &match->first.month);
  guint behind = 0;

  if (end == 0)
    return 0;
  behind = read_month_and_day (run, end, name, match);
  if (behind)
    return behind;
  match->first.has_year = FALSE;
  match->first.unit = TRI_DATE_UNIT_MONTH;
  match->first.day = 0;
  match->is_range = FALSE;
  if (tri_date_run_is_mark (run, end, '-') && tri_date_run_is_tight (run, end)
      && tri_date_run_is_tight (run, end + 1))
    behind = tri_date_run_get (run, end + 1)->digits == 4
                 ? tri_date_read_year (run, end + 1, FALSE, &match->first)
                 : 0;
  else
    behind = tri_date_read_year (run, end, FALSE, &match->first);
  if (behind)
    return is_doubtful (run, name) ? 0 : behind;
  match->is_bare_month = TRUE;
  return can_stand_alone (run, name, end) ? end : 0;
}

/* "le" in French; "on the 13th", "op de 13e": in the others the ending has to say it. */
static gboolean
follows_article (const TriDateRun *run, guint at)
{
  gboolean is_ordinal = (tri_date_run_get (run, at)->flags & TRI_DATE_NUMERAL) != 0;

  if (at == 0)
    return FALSE;
  if (run->languages & TRI_DATE_FRENCH)
    return tri_date_run_says (run, at - 1, "le");
  if (!is_ordinal || at < 2)
    return FALSE;
  if (run->languages & TRI_DATE_ENGLISH)
    return tri_date_run_says (run, at - 1, "the") && tri_date_run_says (run, at - 2, "on");
  return tri_date_run_says (run, at - 1, "de") && tri_date_run_says (run, at - 2, "op");
}

/**
 * tri_date_is_lone_day:
 *
 * Whether a number is the day of a month that was named before: "le 10 août … le 13, …". Nothing
 * it may count or name stands behind it.
 */
gboolean
tri_date_is_lone_day (const TriDateRun *run, guint at)
{
  const TriDateToken *behind = tri_date_run_get (run, at + 1);

  if (!tri_date_run_is (run, at, TRI_DATE_NUMBER) || get_day (run, at) == 0 || is_tail (run, at)
      || !follows_article (run, at))
    return FALSE;
  switch (behind->kind)
    {
    case TRI_DATE_END:
    case TRI_DATE_FUNCTION:
    case TRI_DATE_AND:
    case TRI_DATE_TO:
    case TRI_DATE_PREPOSITION:
      return TRUE;
    case TRI_DATE_PUNCTUATION:
      return strchr (",.;)", behind->value)
             && !(tri_date_run_is (run, at + 2, TRI_DATE_NUMBER)
                  && tri_date_run_is_tight (run, at + 2));
    default:
      return FALSE;
    }
}

/* "winter 1917–18" is one winter. */
static guint
skip_second_year (const TriDateRun *run, guint at, const TriDatePoint *point)
{
  const TriDateToken *second = tri_date_run_get (run, at + 1);
  gboolean is_joined = tri_date_run_is_mark (run, at, '-') || tri_date_run_is_mark (run, at, '/');
  int next = point->year + 1;

  if (point->month != 24 || !is_joined || !tri_date_run_is_number (run, at + 1))
    return at;
  return second->value == next || (second->digits == 2 && second->value == next % 100) ? at + 2
                                                                                       : at;
}

/**
 * tri_date_read_season:
 *
 * Reads "autumn 1923", "l’été de 1936": a season is a date with its year only.
 */
guint
tri_date_read_season (const TriDateRun *run, guint at, TriDateMatch *match)
{
  guint end = 0;

  if (!tri_date_run_is (run, at, TRI_DATE_SEASON))
    return 0;
  match->first.unit = TRI_DATE_UNIT_MONTH;
  match->first.month = tri_date_run_get (run, at)->value;
  end = tri_date_read_year (run, at + 1, FALSE, &match->first);
  return end ? skip_second_year (run, end, &match->first) : 0;
}
