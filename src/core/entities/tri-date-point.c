/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-date-point.h"

/* The first and the last year of the early, the middle and the late part and of both halves of a
 * decade, counted from its first year. */
static const struct
{
  int first;
  int last;
} decade_parts[] = { { 0, 9 }, { 0, 3 }, { 4, 6 }, { 7, 9 }, { 0, 4 }, { 5, 9 } },
  century_parts[] = { { 0, 99 }, { 0, 33 }, { 34, 66 }, { 67, 99 }, { 0, 49 }, { 50, 99 } };

static gboolean
is_leap_year (int year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
get_days_of_month (const TriDatePoint *self)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  if (self->month != 2)
    return days[self->month - 1];
  /* The Julian calendar has more leap years; without a year nobody knows. */
  if (!self->has_year || (self->old_style && self->year % 4 == 0))
    return 29;
  return is_leap_year (self->year) ? 29 : 28;
}

/**
 * tri_date_point_is_valid:
 *
 * Whether the calendar has such a day.
 */
gboolean
tri_date_point_is_valid (const TriDatePoint *self)
{
  if (self->unit == TRI_DATE_UNIT_DAY)
    return self->month >= 1
           && self->month <= 12
           && self->day >= 1
           && self->day <= get_days_of_month (self);
  return TRUE;
}

/* The algorithms of Richards, "Calendars" (Explanatory Supplement to the Astronomical Almanac, 3rd
 * edition, 15.11), here for the number of a day of the Julian calendar and its Gregorian date. */
static int
count_julian_day (const TriDatePoint *day)
{
  int h = day->month - 2;
  int g = day->year + 4716 - (12 - h) / 12;
  int f = (h - 1 + 12) % 12;

  return 1461 * g / 4 + (153 * f + 2) / 5 + day->day - 1 - 1401;
}

static TriDatePoint
to_gregorian (const TriDatePoint *julian)
{
  TriDatePoint day = *julian;
  int number = count_julian_day (julian);
  int f = number + 1401 + (4 * number + 274277) / 146097 * 3 / 4 - 38;
  int e = 4 * f + 3;
  int h = 5 * (e % 1461 / 4) + 2;

  day.old_style = FALSE;
  day.day = h % 153 / 5 + 1;
  day.month = (h / 153 + 2) % 12 + 1;
  day.year = e / 1461 - 4716 + (14 - day.month) / 12;
  return day;
}

/**
 * tri_date_point_is_same_day:
 *
 * Whether both are one day when the first is read by the Julian calendar: 18 and 30 December 1890.
 */
gboolean
tri_date_point_is_same_day (const TriDatePoint *julian, const TriDatePoint *gregorian)
{
  TriDatePoint day = to_gregorian (julian);

  return day.year == gregorian->year
         && day.month == gregorian->month
         && day.day == gregorian->day;
}

static int
get_edge (const TriDatePoint *self, gboolean is_last)
{
  int edge = 0;

  if (self->unit == TRI_DATE_UNIT_DECADE)
    edge = is_last ? decade_parts[self->part].last : decade_parts[self->part].first;
  else if (self->unit == TRI_DATE_UNIT_CENTURY)
    edge = is_last ? century_parts[self->part].last : century_parts[self->part].first;
  return self->year + edge;
}

static gint64
get_rank (const TriDatePoint *self, gboolean is_last)
{
  gboolean has_month = self->unit <= TRI_DATE_UNIT_MONTH && self->month <= 12;
  int month = has_month ? self->month : is_last ? 12
                                                : 1;
  int day = self->unit == TRI_DATE_UNIT_DAY ? self->day : is_last ? 31
                                                                  : 1;

  return ((gint64) get_edge (self, is_last) * 16 + month) * 32 + day;
}

/**
 * tri_date_point_is_before:
 *
 * Whether a range can go from the one to the other.
 */
gboolean
tri_date_point_is_before (const TriDatePoint *self, const TriDatePoint *other)
{
  return get_rank (self, FALSE) < get_rank (other, TRUE);
}

static const char *
get_mark (const TriDatePoint *self)
{
  gboolean is_vague = self->unit <= TRI_DATE_UNIT_YEAR && self->part != TRI_DATE_PART_WHOLE;
  gboolean approximate = self->approximate || is_vague;

  if (approximate && self->uncertain)
    return "%";
  return approximate ? "~" : self->uncertain ? "?"
                                             : "";
}

static char *
dup_year (int year)
{
  return g_strdup_printf (year < 0 ? "-%04d" : "%04d", ABS (year));
}

/* "192", "18", "-04": what is left of a year without its last digits. */
static char *
dup_stem (int year, int n)
{
  return g_strdup_printf (year < 0 ? "-%0*d" : "%0*d", 4 - n, ABS (year) / (n == 1 ? 10 : 100));
}

/* What EDTF has for a decade or a century: all of it, or one of some years. */
static char *
dup_span (const TriDatePoint *self)
{
  gboolean is_decade = self->unit == TRI_DATE_UNIT_DECADE;
  g_autofree char *first = dup_year (get_edge (self, FALSE));
  g_autofree char *last = dup_year (get_edge (self, TRUE));
  g_autofree char *stem = dup_stem (self->year < 0 ? self->year + 99 : self->year,
                                    is_decade ? 1 : 2);

  if (self->part != TRI_DATE_PART_WHOLE)
    return g_strdup_printf ("[%s..%s]", first, last);
  return g_strconcat (stem, is_decade ? "X" : "XX", get_mark (self), NULL);
}

/**
 * tri_date_point_dup_edtf:
 *
 * The value by the conventions of the house: `1908~` for what is about or towards a year, `192X`,
 * `18XX`, `1923-23`, `[1930..1933]` for the early, `[1934..1936]` for the middle and `[1937..1939]`
 * for the late part of a decade. A day of the Julian calendar is given in the Gregorian one, which
 * is the calendar of ISO 8601.
 */
char *
tri_date_point_dup_edtf (const TriDatePoint *self)
{
  TriDatePoint point = self->old_style && self->has_year ? to_gregorian (self) : *self;
  g_autofree char *year = point.has_year ? dup_year (point.year) : g_strdup ("XXXX");

  switch (point.unit)
    {
    case TRI_DATE_UNIT_DAY:
      return g_strdup_printf ("%s-%02d-%02d%s", year, point.month, point.day, get_mark (&point));
    case TRI_DATE_UNIT_MONTH:
      return g_strdup_printf ("%s-%02d%s", year, point.month, get_mark (&point));
    case TRI_DATE_UNIT_YEAR:
      return g_strconcat (year, get_mark (&point), NULL);
    case TRI_DATE_UNIT_DECADE:
    case TRI_DATE_UNIT_CENTURY:
    default:
      return dup_span (&point);
    }
}

/* An end of a range is a day, a month or a year. */
static char *
dup_end (const TriDatePoint *self, gboolean is_last)
{
  g_autofree char *year = NULL;

  if (self->unit <= TRI_DATE_UNIT_YEAR)
    return tri_date_point_dup_edtf (self);
  year = dup_year (get_edge (self, is_last));
  return g_strconcat (year, self->approximate ? "~" : self->uncertain ? "?"
                                                                      : "",
                      NULL);
}

char *
tri_date_point_dup_range (const TriDatePoint *from, const TriDatePoint *to)
{
  g_autofree char *first = dup_end (from, FALSE);
  g_autofree char *last = to ? dup_end (to, TRUE) : g_strdup ("..");

  return g_strconcat (first, "/", last, NULL);
}

/**
 * tri_date_point_dup_limit:
 * @is_last: not after it; else not before it
 */
char *
tri_date_point_dup_limit (const TriDatePoint *self, gboolean is_last)
{
  g_autofree char *end = dup_end (self, is_last);

  return g_strdup_printf (is_last ? "[..%s]" : "[%s..]", end);
}
