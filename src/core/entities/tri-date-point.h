/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TRI_DATE_UNIT_DAY,
  TRI_DATE_UNIT_MONTH, /* or a season, a quarter, a half: what EDTF writes in its place */
  TRI_DATE_UNIT_YEAR,
  TRI_DATE_UNIT_DECADE,
  TRI_DATE_UNIT_CENTURY,
} TriDateUnit;

typedef enum
{
  TRI_DATE_PART_WHOLE,
  TRI_DATE_PART_EARLY,
  TRI_DATE_PART_MID,
  TRI_DATE_PART_LATE,
  TRI_DATE_PART_FIRST_HALF,
  TRI_DATE_PART_SECOND_HALF,
} TriDatePart;

/**
 * TriDatePoint:
 * @year: astronomical (0 is 1 BC); of a decade or a century its first one
 * @has_year: else it is to be had from what stands near
 * @month: 1 to 12; 21 to 24 for the seasons, 33 to 36 for quarters, 40 and 41 for halves
 * @old_style: a day of the Julian calendar, and the text says so
 *
 * One moment as a text names it.
 */
typedef struct
{
  TriDateUnit unit;
  int year;
  int month;
  int day;
  TriDatePart part;
  gboolean has_year;
  gboolean approximate;
  gboolean uncertain;
  gboolean old_style;
} TriDatePoint;

gboolean tri_date_point_is_valid (const TriDatePoint *self);
gboolean tri_date_point_is_before (const TriDatePoint *self, const TriDatePoint *other);
gboolean tri_date_point_is_same_day (const TriDatePoint *julian, const TriDatePoint *gregorian);
char *tri_date_point_dup_edtf (const TriDatePoint *self) G_GNUC_WARN_UNUSED_RESULT;
char *tri_date_point_dup_range (const TriDatePoint *from,
                                const TriDatePoint *to) G_GNUC_WARN_UNUSED_RESULT;
char *tri_date_point_dup_limit (const TriDatePoint *self,
                                gboolean is_last) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
