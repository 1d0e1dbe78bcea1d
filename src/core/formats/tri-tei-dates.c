/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-dates.h"

#include <string.h>

static gboolean
is_digits (const char *text, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

/* "-04-12", "-04" behind a year or the two hyphens of a date without one */
static gboolean
is_month_day (const char *text)
{
  gsize n = strlen (text);

  if (n != 3 && n != 6)
    return n == 0;
  return text[0] == '-'
         && is_digits (text + 1, 2)
         && (n == 3 || (text[3] == '-' && is_digits (text + 4, 2)));
}

/* A W3C date as an EDTF one. The forms without a year (--12-30, ---30) become XXXX-12-30,
 * XXXX-XX-30; a time of day is left out, and so is what is no date. */
static char *
to_edtf (const char *date)
{
  g_autofree char *day = NULL;
  gsize sign = 0;
  gsize n = 0;

  if (!date)
    return NULL;
  while (g_ascii_isspace (*date))
    date++;
  day = g_strndup (date, strcspn (date, "TZ \t\n+"));
  if (g_str_has_prefix (day, "---") && strlen (day) == 5 && is_digits (day + 3, 2))
    return g_strconcat ("XXXX-XX-", day + 3, NULL);
  if (g_str_has_prefix (day, "--") && is_month_day (day + 1) && day[2])
    return g_strconcat ("XXXX-", day + 2, NULL);

  sign = day[0] == '-' ? 1 : 0;
  n = strspn (day + sign, "0123456789");
  if (n >= 1 && n <= 9 && is_month_day (day + sign + n))
    {
      static const char zeros[] = "0000";
      const char *padding = n < 4 ? zeros + n : "";

      return g_strconcat (n > 4 ? "Y" : "", sign ? "-" : "", padding, day + sign, NULL);
    }
  return NULL;
}

static gboolean
is_approximate (const TriTeiDating *dating)
{
  static const char *const doubts[] = { "low", "medium", "unknown", NULL };
  gboolean doubtful = dating->cert && g_strv_contains (doubts, dating->cert);

  return doubtful || (dating->precision && g_strv_contains (doubts, dating->precision));
}

static char *
make_interval (const char *start, const char *end, const char *mark)
{
  return g_strconcat (start ? start : "..",
                      start ? mark : "",
                      "/",
                      end ? end : "..",
                      end ? mark : "",
                      NULL);
}

/**
 * tri_tei_dating_to_edtf:
 * @dating: the attributes as they stand in the file
 *
 * Writes what a dated element says as EDTF (ISO 8601-2): `1890-12-30`, `1908~` with a low
 * certainty, `1926/1929` for a span, `[1930..1933]` for one moment between two dates, `..` for an
 * end that is open.
 *
 * Returns: (transfer full) (nullable): the value, %NULL when there is no valid date
 */
char *
tri_tei_dating_to_edtf (const TriTeiDating *dating)
{
  const char *mark = is_approximate (dating) ? "~" : "";
  g_autofree char *when = to_edtf (dating->when);
  g_autofree char *from = to_edtf (dating->from);
  g_autofree char *to = to_edtf (dating->to);
  g_autofree char *not_before = to_edtf (dating->not_before);
  g_autofree char *not_after = to_edtf (dating->not_after);

  if (when)
    return g_strconcat (when, mark, NULL);
  if (from || to)
    return make_interval (from, to, mark);
  if (not_before || not_after)
    return g_strdup_printf ("[%s..%s]", not_before ? not_before : "", not_after ? not_after : "");
  return NULL;
}

/* One end of an interval: a moment between two dates gives its outer one, which is then about
 * right. */
static char *
get_end (const char *date, gboolean is_first)
{
  g_auto (GStrv) halves = NULL;
  const char *outer = NULL;

  if (!date || *date != '[')
    return g_strdup (date);
  halves = g_strsplit_set (date, "[]", 3);
  outer = strstr (halves[1], "..");
  if (is_first)
    return outer > halves[1]
               ? g_strdup_printf ("%.*s~", (int) (outer - halves[1]), halves[1])
               : NULL;
  return outer[2] ? g_strconcat (outer + 2, "~", NULL) : NULL;
}

/**
 * tri_tei_life_to_edtf:
 * @birth: (nullable): EDTF; likewise @death
 *
 * Returns: (transfer full) (nullable): the span from the one to the other
 */
char *
tri_tei_life_to_edtf (const char *birth, const char *death)
{
  g_autofree char *start = get_end (birth, TRUE);
  g_autofree char *end = get_end (death, FALSE);

  return start || end ? make_interval (start, end, "") : NULL;
}
