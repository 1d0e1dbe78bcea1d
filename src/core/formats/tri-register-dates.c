/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-register-dates.h"

#include "entities/tri-dates.h"

#include <stdlib.h>
#include <string.h>

#define POINT "(-?[0-9X]{4}(-[0-9X]{2}){0,2}[~?%]?)"

static gboolean
is_edtf (const char *cell)
{
  static GRegex *regex = NULL;
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      regex = g_regex_new ("^(" POINT "|(" POINT "|\\.\\.)?/(" POINT "|\\.\\.)?"
                           "|[\\[{][-0-9X~?%.,]+[\\]}])$",
                           G_REGEX_OPTIMIZE,
                           0,
                           NULL);
      g_once_init_leave (&once, 1);
    }
  return strlen (cell) > 3 && g_regex_match (regex, cell, 0, NULL);
}

/* "64", "-44": a year that is written with fewer than four figures. */
static char *
read_year (const char *cell)
{
  gboolean is_negative = *cell == '-';
  const char *figures = cell + (is_negative ? 1 : 0);
  gsize n = strlen (figures);

  if (n == 0 || n > 4 || strspn (figures, "0123456789") != n)
    return NULL;
  return g_strdup_printf ("%s%04d", is_negative ? "-" : "", atoi (figures));
}

/* Words that are one date from the first to the last. */
static char *
read_words (const char *cell, const char *lang)
{
  g_autoptr (GArray) sentences = tri_range_array_new ();
  g_autoptr (GArray) dates = tri_date_array_new ();
  const TriRange whole = { 0, (guint) g_utf8_strlen (cell, -1) };
  TriDateContext context = { 0 };
  const TriDate *date = NULL;

  g_array_append_val (sentences, whole);
  tri_dates_find (cell, lang, sentences, &context, dates);
  if (dates->len != 1)
    return NULL;
  date = &g_array_index (dates, TriDate, 0);
  return date->start == 0 && date->end == whole.end ? g_strdup (date->edtf) : NULL;
}

char *
tri_register_date_to_edtf (const char *cell, const char *lang)
{
  static const char *const languages[] = { "en", "fr", "nl" };
  char *edtf = is_edtf (cell) ? g_strdup (cell) : read_year (cell);

  if (!edtf && lang && *lang)
    edtf = read_words (cell, lang);
  for (guint i = 0; !edtf && strlen (cell) < 200 && i < G_N_ELEMENTS (languages); i++)
    edtf = read_words (cell, languages[i]);
  return edtf;
}
