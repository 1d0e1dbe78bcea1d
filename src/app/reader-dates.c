/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-dates.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* EDTF (ISO 8601-2), as far as registers and texts use it, in the words of the interface. What is
 * none of it is shown as it is written. */

static const char *
get_month (int month)
{
  static const char *const months[] = {
    NC_ ("month", "January"),
    NC_ ("month", "February"),
    NC_ ("month", "March"),
    NC_ ("month", "April"),
    NC_ ("month", "May"),
    NC_ ("month", "June"),
    NC_ ("month", "July"),
    NC_ ("month", "August"),
    NC_ ("month", "September"),
    NC_ ("month", "October"),
    NC_ ("month", "November"),
    NC_ ("month", "December"),
  };

  return g_dpgettext2 (NULL, "month", months[month - 1]);
}

static char *
dup_season (int season, const char *year)
{
  switch (season)
    {
    case 21:
      return g_strdup_printf (_ ("spring %s"), year);
    case 22:
      return g_strdup_printf (_ ("summer %s"), year);
    case 23:
      return g_strdup_printf (_ ("autumn %s"), year);
    case 24:
      return g_strdup_printf (_ ("winter %s"), year);
    case 33:
    case 34:
    case 35:
    case 36:
      /* Translators: a quarter of a year: %1$d is 1 to 4, %2$s the year */
      return g_strdup_printf (_ ("quarter %1$d of %2$s"), season - 32, year);
    case 40:
      return g_strdup_printf (_ ("first half of %s"), year);
    case 41:
      return g_strdup_printf (_ ("second half of %s"), year);
    default:
      return NULL;
    }
}

static char *
dup_century (int century)
{
  if (century % 10 == 1 && century != 11)
    return g_strdup_printf (_ ("the %dst century"), century);
  if (century % 10 == 2 && century != 12)
    return g_strdup_printf (_ ("the %dnd century"), century);
  if (century % 10 == 3 && century != 13)
    return g_strdup_printf (_ ("the %drd century"), century);
  return g_strdup_printf (_ ("the %dth century"), century);
}

static char *
dup_day (int day, int month, const char *year)
{
  if (day < 1 || day > 31)
    return NULL;
  if (day == 1)
    /* Translators: the first day of a month: %1$s is the month, %2$s the year */
    return g_strdup_printf (C_ ("date", "1 %1$s %2$s"), get_month (month), year);
  /* Translators: %1$d is the day, %2$s the month, %3$s the year */
  return g_strdup_printf (C_ ("date", "%1$d %2$s %3$s"), day, get_month (month), year);
}

/* YYYY-MM and YYYY-MM-DD; MM from 21 on is a season. */
static char *
dup_month_or_day (const char *date, const char *year)
{
  int month = atoi (date + 5);

  if (month > 20 && strlen (date) == 7)
    return dup_season (month, year);
  if (month < 1 || month > 12)
    return NULL;
  if (strlen (date) == 7)
    /* Translators: %1$s is the month, %2$s the year */
    return g_strdup_printf (C_ ("date", "%1$s %2$s"), get_month (month), year);
  return dup_day (atoi (date + 8), month, year);
}

/* A day of no year that is known: XXXX-MM-DD. */
static char *
dup_yearless (const char *date)
{
  int month = atoi (date + 5);
  int day = atoi (date + 8);

  if (month < 1 || month > 12 || day < 1 || day > 31)
    return NULL;
  if (day == 1)
    /* Translators: the first day of a month, of no known year: %s is the month */
    return g_strdup_printf (C_ ("date", "1 %s, no year"), get_month (month));
  /* Translators: a day of no known year: %1$d is the day, %2$s the month */
  return g_strdup_printf (C_ ("date", "%1$d %2$s, no year"), day, get_month (month));
}

/* Whether digits and dashes stand as in @shape, a prefix of "dddd-dd-dd". */
static gboolean
has_shape (const char *date, gsize len)
{
  static const char shape[] = "dddd-dd-dd";

  for (gsize i = 0; i < len; i++)
    if (shape[i] == 'd' ? !g_ascii_isdigit (date[i]) : date[i] != shape[i])
      return FALSE;
  return TRUE;
}

/* A day, a month, a season, a year, a decade or a century, without a mark of doubt; else NULL. */
static char *
dup_plain (const char *date)
{
  gsize len = strlen (date);
  g_autofree char *year = NULL;

  if (len == 4 && has_shape (date, 2) && g_str_has_suffix (date, "XX"))
    return dup_century (atoi (date) + 1);
  if (len == 4 && has_shape (date, 3) && date[3] == 'X')
    {
      g_autofree char *first = g_strdup_printf ("%.3s0", date);

      /* Translators: %s is the year the decade begins with: the 1920s */
      return g_strdup_printf (_ ("the %ss"), first);
    }
  if (len == 5 && date[0] == '-' && has_shape (date + 1, 4))
    /* Translators: before Christ; the year 0 of EDTF is 1 BC */
    return g_strdup_printf (_ ("%d BC"), atoi (date + 1) + 1);
  if (len == 10 && g_str_has_prefix (date, "XXXX-") && date[7] == '-')
    return dup_yearless (date);
  if ((len != 4 && len != 7 && len != 10) || !has_shape (date, len))
    return NULL;

  year = g_strdup_printf ("%d", atoi (date));
  return len == 4 ? g_steal_pointer (&year) : dup_month_or_day (date, year);
}

/* One date with its mark of doubt: ~ about, ? uncertain, % both. */
static char *
dup_point (const char *date)
{
  gsize len = strlen (date);
  char mark = len ? date[len - 1] : '\0';
  gboolean marked = mark != '\0' && strchr ("~?%", mark) != NULL;
  g_autofree char *bare = g_strndup (date, marked ? len - 1 : len);
  g_autofree char *words = dup_plain (bare);

  if (!words)
    return g_strdup (date);
  if (mark == '~')
    /* Translators: circa: about that time */
    return g_strdup_printf (_ ("c. %s"), words);
  if (mark == '?')
    return g_strdup_printf (_ ("%s (uncertain)"), words);
  if (mark == '%')
    return g_strdup_printf (_ ("c. %s (uncertain)"), words);
  return g_steal_pointer (&words);
}

static gboolean
is_open (const char *date)
{
  return date[0] == '\0' || g_str_equal (date, "..");
}

/* A/B: from one to the other. */
static char *
dup_interval (const char *from, const char *to)
{
  g_autofree char *first = dup_point (from);
  g_autofree char *last = dup_point (to);

  if (is_open (from) && is_open (to))
    return g_strdup ("");
  if (is_open (to))
    return g_strdup_printf (_ ("from %s"), first);
  if (is_open (from))
    return g_strdup_printf (_ ("until %s"), last);
  if (strlen (from) == 4 && strlen (to) == 4 && has_shape (from, 4) && has_shape (to, 4))
    return g_strdup_printf ("%s–%s", first, last);
  /* Translators: a span of time */
  return g_strdup_printf (_ ("%1$s to %2$s"), first, last);
}

/* [A..B]: some time between them. */
static char *
dup_between (const char *from, const char *to)
{
  g_autofree char *first = dup_point (from);
  g_autofree char *last = dup_point (to);

  if (is_open (from))
    return g_strdup_printf (_ ("not after %s"), last);
  if (is_open (to))
    return g_strdup_printf (_ ("not before %s"), first);
  return g_strdup_printf (_ ("between %1$s and %2$s"), first, last);
}

/**
 * reader_dates_dup_words:
 * @edtf: a date expression's value
 *
 * Says a date in the words of the interface: "1908~" is "c. 1908", "192X" is "the 1920s".
 *
 * Returns: (transfer full): the words; what is not understood as it is written
 */
char *
reader_dates_dup_words (const char *edtf)
{
  gsize len = strlen (edtf);
  const char *slash = strchr (edtf, '/');

  if (len > 3 && edtf[0] == '[' && edtf[len - 1] == ']')
    {
      g_autofree char *inside = g_strndup (edtf + 1, len - 2);
      char *dots = strstr (inside, "..");

      if (!dots)
        return g_strdup (edtf);
      *dots = '\0';
      return dup_between (inside, dots + 2);
    }
  if (slash)
    {
      g_autofree char *from = g_strndup (edtf, (gsize) (slash - edtf));

      return dup_interval (from, slash + 1);
    }
  return dup_point (edtf);
}

/**
 * reader_dates_dup_words_of:
 * @type: of the entity
 * @edtf: (nullable): its dates
 *
 * The dates of an entity. Those of a person are a life: "born 1879, died 1940".
 *
 * Returns: (transfer full): the words, "" when there are none
 */
char *
reader_dates_dup_words_of (TriEntityType type, const char *edtf)
{
  const char *slash = edtf && type == TRI_ENTITY_PERSON ? strchr (edtf, '/') : NULL;
  g_autofree char *from = NULL;
  g_autofree char *born = NULL;
  g_autofree char *died = NULL;

  if (!slash)
    return edtf ? reader_dates_dup_words (edtf) : g_strdup ("");

  from = g_strndup (edtf, (gsize) (slash - edtf));
  born = reader_dates_dup_words (from);
  died = reader_dates_dup_words (slash + 1);
  if (is_open (from) && is_open (slash + 1))
    return g_strdup ("");
  if (is_open (slash + 1))
    return g_strdup_printf (_ ("born %s"), born);
  if (is_open (from))
    return g_strdup_printf (_ ("died %s"), died);
  return g_strdup_printf (_ ("born %1$s, died %2$s"), born, died);
}
