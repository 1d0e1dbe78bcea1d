/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/tri-edtf.h"

#include <string.h>

/* The first and the last month of what EDTF writes in the place of a month from 21 on: seasons,
 * quarters, halves. Winter goes by the year it begins in. */
static const struct
{
  int value;
  int first;
  int last;
} parts[] = {
  { 21, 3, 5 },
  { 22, 6, 8 },
  { 23, 9, 11 },
  { 24, 12, 12 },
  { 33, 1, 3 },
  { 34, 4, 6 },
  { 35, 7, 9 },
  { 36, 10, 12 },
  { 40, 1, 6 },
  { 41, 7, 12 },
};

/* Reads @n figures, X being the least or the greatest. Returns: -1 when there are none. */
static int
read_figures (const char **at, guint n, gboolean is_last)
{
  int value = 0;

  for (guint i = 0; i < n; i++, (*at)++)
    {
      if (**at != 'X' && !g_ascii_isdigit (**at))
        return -1;
      value = value * 10 + (**at != 'X' ? **at - '0' : is_last ? 9
                                                               : 0);
    }
  return value;
}

static int
get_month (int month, gboolean is_last)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].value == month)
      return is_last ? parts[i].last : parts[i].first;
  return CLAMP (month, 1, 12);
}

static gint64
rank_day (int year, int month, int day)
{
  return ((gint64) year * 16 + month) * 32 + day;
}

static gboolean
read_point (const char *text, gboolean is_last, gint64 *rank)
{
  gboolean is_negative = *text == '-';
  const char *at = text + (is_negative ? 1 : 0);
  int year;
  int month = is_last ? 12 : 1;
  int day = is_last ? 31 : 1;

  if (g_str_has_prefix (at, "XXXX"))
    return FALSE;
  year = read_figures (&at, 4, is_negative ? !is_last : is_last);
  if (year < 0)
    return FALSE;
  if (*at == '-')
    {
      at++;
      month = get_month (read_figures (&at, 2, is_last), is_last);
      if (*at == '-')
        {
          at++;
          day = CLAMP (read_figures (&at, 2, is_last), 1, 31);
        }
    }
  *rank = rank_day (is_negative ? -year : year, month, day);
  return TRUE;
}

/**
 * tri_edtf_get_bounds:
 * @first: (out): the first day it may mean, as a number that grows with time
 * @last: (out): the last day, likewise
 *
 * What dates are put in order by. An end that is open takes the other.
 *
 * Returns: whether it says a year at all
 */
gboolean
tri_edtf_get_bounds (const char *edtf, gint64 *first, gint64 *last)
{
  g_auto (GStrv) ends = NULL;
  const char *inside = *edtf == '[' || *edtf == '{' ? edtf + 1 : edtf;
  const char *from = NULL;
  const char *to = NULL;
  gboolean has_first;
  gboolean has_last;

  ends = g_strsplit (inside, strstr (inside, "/") ? "/" : "..", 2);
  from = ends[0] ? ends[0] : "";
  to = ends[0] && ends[1] ? ends[1] : from;
  has_first = read_point (from, FALSE, first);
  has_last = read_point (to, TRUE, last);
  if (!has_first && has_last)
    has_first = read_point (to, FALSE, first);
  if (!has_last && has_first)
    has_last = read_point (from, TRUE, last);
  return has_first && has_last;
}

/* The first day of a year, as tri_edtf_get_bounds() says it. */
gint64
tri_edtf_get_first_day (int year)
{
  return rank_day (year, 1, 1);
}
