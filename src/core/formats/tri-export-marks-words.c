/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-marks.h"

#include "tri-language.h"

#include <glib/gi18n.h>

const char *
tri_marks_name_kind (TriMarkKind kind)
{
  static const char *const names[TRI_N_MARK_KINDS] = {
    N_ ("Bookmark"),
    N_ ("Highlight"),
    N_ ("Note"),
    N_ ("Portal"),
    N_ ("Read later"),
  };

  return _ (names[kind]);
}

/**
 * tri_marks_name_colour:
 * @colour: as of a bookmark
 *
 * Returns: its name in the language of the interface; "" for none
 */
const char *
tri_marks_name_colour (const char *colour)
{
  static const struct
  {
    const char *colour;
    const char *name;
  } names[] = {
    { "yellow", N_ ("yellow") },
    { "green", N_ ("green") },
    { "blue", N_ ("blue") },
    { "pink", N_ ("pink") },
    { "purple", N_ ("purple") },
    { "orange", N_ ("orange") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].colour, colour))
      return _ (names[i].name);
  return colour;
}

static char *
dup_time (GDateTime *time, const char *format)
{
  char *text = time ? g_date_time_format (time, format) : NULL;

  return text ? text : g_strdup ("");
}

/* The day it was here. */
char *
tri_marks_dup_day (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  return dup_time (time, "%Y-%m-%d");
}

/* The instant, as XML Schema and RFC 3339 write it. */
char *
tri_marks_dup_instant (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return dup_time (time, "%Y-%m-%dT%H:%M:%SZ");
}

gboolean
tri_marks_is_new_work (const TriMarksSink *sink, const TriMarkRecord *mark)
{
  const TriMarkSpot *now = tri_mark_record_get_spot (mark);
  const TriMarkSpot *last = sink->last ? tri_mark_record_get_spot (sink->last) : NULL;

  return now && (!last || !g_str_equal (now->work, last->work));
}

gboolean
tri_marks_is_new_chapter (const TriMarksSink *sink, const TriMarkRecord *mark)
{
  const TriMarkSpot *now = tri_mark_record_get_spot (mark);
  const TriMarkSpot *last = sink->last ? tri_mark_record_get_spot (sink->last) : NULL;

  if (!now || !now->chapter[0])
    return FALSE;
  return tri_marks_is_new_work (sink, mark)
         || !last
         || !g_str_equal (now->chapter, last->chapter);
}

char *
tri_marks_dup_place (const TriMarkSpot *spot)
{
  g_autofree char *lang = tri_language_dup_name (spot->lang, NULL);
  g_autofree char *text = NULL;

  text = lang && lang[0] ? g_strdup_printf ("%s (%s)", spot->text_title, lang)
                         : g_strdup (spot->text_title);
  if (!spot->chapter[0])
    return g_steal_pointer (&text);
  return g_strdup_printf ("%s, %s", text, spot->chapter);
}

char *
tri_marks_dup_counterpart (const TriMarkRecord *mark, const char *lang)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < mark->counterparts->len; i++)
    {
      const TriMarkSpot *spot = g_ptr_array_index (mark->counterparts, i);

      if (g_str_equal (spot->lang, lang) || tri_language_matches (spot->lang, lang))
        g_string_append_printf (words, "%s%s", words->len ? "\n\n" : "", spot->quote);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}
