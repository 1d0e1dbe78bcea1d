/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-date-run.h"

static const char *const old_styles[] = {
  "in the Old Style",
  "Old Style",
  "old style",
  "Old style",
  "O.S.",
  "O. S.",
  "OS",
  "o.s.",
  "in the Julian calendar",
  "Julian calendar",
  "vieux style",
  "Vieux style",
  "ancien style",
  "v. st.",
  "v.st.",
  "v. s.",
  "du calendrier julien",
  "calendrier julien",
  "oude stijl",
  "Oude stijl",
  "oude tijdrekening",
  "volgens de juliaanse kalender",
  "juliaanse kalender",
  NULL
};
static const char *const new_styles[] = {
  "in the New Style",
  "New Style",
  "new style",
  "New style",
  "N.S.",
  "N. S.",
  "NS",
  "n.s.",
  "Gregorian calendar",
  "nouveau style",
  "Nouveau style",
  "n. st.",
  "n.st.",
  "du calendrier grégorien",
  "calendrier grégorien",
  "nieuwe stijl",
  "Nieuwe stijl",
  "nieuwe tijdrekening",
  "gregoriaanse kalender",
  NULL
};

typedef enum
{
  STYLE_NONE,
  STYLE_OLD,
  STYLE_NEW,
} Style;

static guint
read_mark (const TriDateRun *run, guint at, Style *style)
{
  guint begin = tri_date_run_is_mark (run, at, ',') ? at + 1 : at;
  guint end = tri_date_run_skip_text (run, begin, old_styles);

  *style = end ? STYLE_OLD : STYLE_NEW;
  if (end == 0)
    end = tri_date_run_skip_text (run, begin, new_styles);
  if (end == 0)
    *style = STYLE_NONE;
  return end ? end : at;
}

static guint
read_other_day (const TriDateRun *run, guint at, TriDateMatch *other)
{
  guint end = 0;

  if (tri_date_run_is (run, at, TRI_DATE_OR) || tri_date_run_is (run, at, TRI_DATE_TO))
    at++;
  end = tri_date_read_day (run, tri_date_run_skip_of (run, at), other);
  if (end == 0)
    end = tri_date_read_month (run, at, other);
  if (end == 0)
    end = tri_date_read_figures (run, at, other);
  return end && other->first.unit == TRI_DATE_UNIT_DAY && !other->is_range ? end : 0;
}

static void
share_year (TriDatePoint *point, TriDatePoint *other)
{
  if (!point->has_year && other->has_year)
    point->year = other->year;
  else if (point->has_year && !other->has_year)
    other->year = point->year;
  point->has_year = other->has_year = point->has_year || other->has_year;
}

/* Which of both is the new one: the mark says it, else the days between them. */
static gboolean
choose (TriDatePoint *point, TriDatePoint *other, Style style, Style other_style)
{
  share_year (point, other);
  if (style == STYLE_NEW || other_style == STYLE_OLD)
    return TRUE;
  if (style == STYLE_OLD || other_style == STYLE_NEW)
    {
      *point = *other;
      return TRUE;
    }
  if (!point->has_year)
    return FALSE;
  if (tri_date_point_is_same_day (other, point))
    return TRUE;
  if (!tri_date_point_is_same_day (point, other))
    return FALSE;
  *point = *other;
  return TRUE;
}

/* "30 December (18 December O.S.) 1890", "25 October (7 November) 1917" */
static guint
read_bracket (const TriDateRun *run, guint at, Style style, TriDateMatch *match)
{
  TriDateMatch other = { 0 };
  TriDatePoint point = match->first;
  Style before = STYLE_NONE;
  Style behind = STYLE_NONE;
  guint end = 0;
  guint year = 0;

  if (!tri_date_run_is_mark (run, at, '('))
    return 0;
  end = read_other_day (run, read_mark (run, at + 1, &before), &other);
  if (end == 0)
    return 0;
  end = read_mark (run, end, &behind);
  if (!tri_date_run_is_mark (run, end, ')'))
    return 0;
  year = point.has_year || other.first.has_year
             ? 0
             : tri_date_read_year (run, end + 1, TRUE, &point);
  if (!choose (&point, &other.first, style, before != STYLE_NONE ? before : behind))
    return 0;
  match->first = point;
  return year ? year : end + 1;
}

/* "18 December 1890 (O.S.)" */
static guint
read_marked (const TriDateRun *run, guint at, TriDateMatch *match)
{
  gboolean is_open = tri_date_run_is_mark (run, at, '(');
  Style style = STYLE_NONE;
  guint end = read_mark (run, is_open ? at + 1 : at, &style);

  if (style == STYLE_NONE || (is_open && !tri_date_run_is_mark (run, end, ')')))
    return 0;
  match->first.old_style = style == STYLE_OLD;
  return is_open ? end + 1 : end;
}

/* "25 October/7 November 1917" */
static guint
read_slashed (const TriDateRun *run, guint at, TriDateMatch *match)
{
  TriDateMatch other = { 0 };
  TriDatePoint point = match->first;
  guint end = 0;

  if (!tri_date_run_is_mark (run, at, '/'))
    return 0;
  end = read_other_day (run, at + 1, &other);
  if (end == 0 || !choose (&point, &other.first, STYLE_NONE, STYLE_NONE))
    return 0;
  match->first = point;
  return end;
}

/**
 * tri_date_read_styles:
 * @match: a day that has been read
 *
 * Reads what behind a day tells that it is of the Julian calendar, or its date in the other one.
 *
 * Returns: @at when there is nothing of the kind
 */
guint
tri_date_read_styles (const TriDateRun *run, guint at, TriDateMatch *match)
{
  Style style = STYLE_NONE;
  guint end = 0;

  if (match->first.unit != TRI_DATE_UNIT_DAY || match->is_range)
    return at;
  end = read_bracket (run, read_mark (run, at, &style), style, match);
  if (end == 0)
    end = read_slashed (run, at, match);
  if (end == 0)
    end = read_marked (run, at, match);
  if (end == 0)
    return at;
  if (match->first.has_year)
    return end;
  /* "7 November (25 October O.S.), 1917" */
  return MAX (end, tri_date_read_year (run, end, TRUE, &match->first));
}
