/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-date-run.h"

#include <string.h>

/* A date in figures: three numbers and the two marks between them, the same. */
typedef struct
{
  const TriDateToken *numbers[3];
  char mark;
} Figures;

static gboolean
is_figure (const TriDateToken *token, guint place)
{
  if (token->kind == TRI_DATE_ROMAN)
    return place == 1 && !(token->flags & TRI_DATE_NUMERAL);
  if (token->kind != TRI_DATE_NUMBER || token->digits > 4 || token->digits == 3)
    return FALSE;
  return !(token->flags & (TRI_DATE_NUMERAL | TRI_DATE_DECADE | TRI_DATE_GLUED));
}

/* "5.8.2005", "5. 8. 2005", "1890-12-30" */
static gboolean
read_all (const TriDateRun *run, guint at, Figures *figures)
{
  figures->mark = (char) tri_date_run_get (run, at + 1)->value;
  if (!strchr ("./-", figures->mark) || figures->mark == '\0')
    return FALSE;
  for (guint i = 0; i < 3; i++)
    {
      guint number = at + 2 * i;

      figures->numbers[i] = tri_date_run_get (run, number);
      if (!is_figure (figures->numbers[i], i))
        return FALSE;
      if (i > 0 && !tri_date_run_is_tight (run, number) && figures->mark != '.')
        return FALSE;
      if (i < 2
          && (!tri_date_run_is_mark (run, number + 1, figures->mark)
              || !tri_date_run_is_tight (run, number + 1)))
        return FALSE;
    }
  return tri_date_run_is_tight (run, at + 2) == tri_date_run_is_tight (run, at + 4);
}

/* Two figures may be a year where the other numbers have two as well: 14/04/20. */
static gboolean
get_year (const Figures *figures, const TriDateToken *token, int *year)
{
  if (token->digits == 4)
    {
      *year = token->value;
      return token->value >= 1000 && token->value <= 2200;
    }
  *year = token->value + (token->value < 40 ? 2000 : 1900);
  return figures->mark != '-'
         && figures->numbers[0]->digits == 2
         && figures->numbers[1]->digits == 2
         && token->digits == 2;
}

static gboolean
set_day (TriDatePoint *point, int year, int month, int day)
{
  point->unit = TRI_DATE_UNIT_DAY;
  point->year = year;
  point->month = month;
  point->day = day;
  point->has_year = TRUE;
  return tri_date_point_is_valid (point);
}

/* Year, month, day; else day, month, year, and the English order only where no other makes
 * sense. */
static gboolean
settle (const TriDateRun *run, const Figures *figures, TriDatePoint *point)
{
  int first = figures->numbers[0]->value;
  int second = figures->numbers[1]->value;
  int year = 0;

  if (figures->numbers[0]->digits == 4)
    return figures->numbers[2]->digits <= 2
           && first >= 1000
           && first <= 2200
           && set_day (point, first, second, figures->numbers[2]->value);
  if (figures->numbers[1]->digits > 2 || !get_year (figures, figures->numbers[2], &year))
    return FALSE;
  return set_day (point, year, second, first)
         || ((run->languages & TRI_DATE_ENGLISH) && set_day (point, year, first, second));
}

/* A part of something longer: 1.2.3.1917, 978-0-12-1917-3. */
static gboolean
is_part (const TriDateRun *run, guint at, guint end)
{
  const TriDateToken *before = at > 0 ? &run->tokens[at - 1] : NULL;
  const TriDateToken *behind = tri_date_run_get (run, end);

  if (before && before->kind == TRI_DATE_COUNTER)
    return TRUE;
  if (before && tri_date_run_is_tight (run, at)
      && (before->kind != TRI_DATE_PUNCTUATION || strchr (".,:/-$#+=@_", before->value)))
    return before->kind != TRI_DATE_PUNCTUATION
           || at < 2
           || run->tokens[at - 2].kind == TRI_DATE_NUMBER
           || strchr ("$#+=@_", before->value);
  return behind->kind == TRI_DATE_PUNCTUATION
         && strchr (".,/-@_", behind->value)
         && tri_date_run_is_tight (run, end)
         && tri_date_run_is (run, end + 1, TRI_DATE_NUMBER)
         && tri_date_run_is_tight (run, end + 1)
         && !(behind->flags & TRI_DATE_EN_DASH)
         && !(behind->value == '-' && tri_date_run_get (run, end - 2)->value != '-');
}

/**
 * tri_date_read_figures:
 *
 * Reads "5.8.2005", "5/8/2005", "30.XII.1890", "1890-12-30": day, month, year, or year, month, day.
 */
guint
tri_date_read_figures (const TriDateRun *run, guint at, TriDateMatch *match)
{
  Figures figures = { 0 };

  if (!read_all (run, at, &figures) || is_part (run, at, at + 5))
    return 0;
  return settle (run, &figures, &match->first) ? at + 5 : 0;
}
