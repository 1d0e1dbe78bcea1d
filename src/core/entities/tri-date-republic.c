/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-date-run.h"

/* The calendar of the French Republic: "18 brumaire an VIII". */

#define N_YEARS 14
#define DAYS_OF_MONTH 30

/* The day of September 1792, 1793 and so on that each year began with. */
static const int first_days[N_YEARS]
    = { 22, 22, 22, 23, 22, 22, 22, 23, 23, 23, 23, 24, 23, 23 };

/* "an VIII", ", l’an 8", "du jour de l’an II" */
static guint
read_year (const TriDateRun *run, guint at, int *year)
{
  if (tri_date_run_is_mark (run, at, ','))
    at++;
  at = tri_date_run_skip_of (run, at);
  if (!tri_date_run_is (run, at, TRI_DATE_YEAR_WORD))
    return 0;
  at++;
  if (!tri_date_run_is (run, at, TRI_DATE_ROMAN) && !tri_date_run_is_number (run, at))
    return 0;
  *year = tri_date_run_get (run, at)->value;
  return *year >= 1 && *year <= N_YEARS ? at + 1 : 0;
}

static TriDatePoint
to_gregorian (int year, int month, int day)
{
  GDate date;
  TriDatePoint point = { .unit = TRI_DATE_UNIT_DAY, .has_year = TRUE };

  g_date_clear (&date, 1);
  g_date_set_dmy (&date,
                  (GDateDay) first_days[year - 1],
                  G_DATE_SEPTEMBER,
                  (GDateYear) (1791 + year));
  g_date_add_days (&date, (guint) ((month - 1) * DAYS_OF_MONTH + day - 1));
  point.year = g_date_get_year (&date);
  point.month = (int) g_date_get_month (&date);
  point.day = g_date_get_day (&date);
  return point;
}

/* "18", "1er", "premier" */
static int
get_day (const TriDateRun *run, guint at)
{
  const TriDateToken *token = tri_date_run_get (run, at);

  if (token->kind == TRI_DATE_ORDINAL
      || (token->kind == TRI_DATE_NUMBER && token->digits <= 2 && !(token->flags & TRI_DATE_GLUED)))
    return token->value <= DAYS_OF_MONTH ? token->value : 0;
  return 0;
}

/**
 * tri_date_read_republican:
 *
 * Reads "18 brumaire an VIII", which is the Gregorian day, and "thermidor an II", which is thirty
 * of them. Without its year a month is none: it may be a novel, or a lobster.
 */
guint
tri_date_read_republican (const TriDateRun *run, guint at, TriDateMatch *match)
{
  int day = get_day (run, at);
  guint month = day > 0 ? tri_date_run_skip_of (run, at + 1) : at;
  int year = 0;
  int number = tri_date_run_get (run, month)->value;
  guint end = 0;

  if (!tri_date_run_is (run, month, TRI_DATE_REPUBLICAN))
    return 0;
  end = read_year (run, month + 1, &year);
  if (end == 0)
    return 0;
  match->first = to_gregorian (year, number, MAX (day, 1));
  if (day > 0)
    return end;
  match->last = to_gregorian (year, number, DAYS_OF_MONTH);
  match->is_range = TRUE;
  return end;
}
