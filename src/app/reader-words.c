/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-words.h"

#include "tri-language.h"

#include <glib/gi18n.h>

/* The language the interface is in, which need not be the one of the locale: there may be no
 * translation into that. */
static const char *
get_interface_language (void)
{
  /* Translators: the code of the language you translate to, such as "fr". Names of languages are
   * shown in it. */
  return C_ ("code of this language", "en");
}

/**
 * reader_words_dup_language:
 * @lang: BCP 47
 *
 * Returns: (transfer full): its name in the language of the interface, as a label begins it
 */
char *
reader_words_dup_language (const char *lang)
{
  if (lang == NULL || *lang == '\0' || g_str_equal (lang, "und"))
    return g_strdup (_ ("Unknown language"));

  return tri_language_dup_name (lang, get_interface_language ());
}

/**
 * reader_words_dup_language_inside:
 * @lang: BCP 47
 *
 * Returns: (transfer full): its name in the language of the interface, as it stands inside a
 * sentence
 */
char *
reader_words_dup_language_inside (const char *lang)
{
  g_return_val_if_fail (lang != NULL, NULL);

  return tri_language_dup_name_inside (lang, get_interface_language ());
}

static void
add_once (GPtrArray *words,
          char *word)
{
  if (g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
    g_free (word);
  else
    g_ptr_array_add (words, word);
}

static char *
join (GPtrArray *words,
      const char *separator)
{
  g_ptr_array_add (words, NULL);

  return g_strjoinv (separator, (char **) words->pdata);
}

/**
 * reader_words_dup_languages:
 * @work: a work
 *
 * Returns: (transfer full): the languages of its texts, each once
 */
char *
reader_words_dup_languages (TriWork *work)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < work->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (work->texts, i);

      add_once (words, reader_words_dup_language (text->lang));
    }

  return join (words, " · ");
}

/**
 * reader_words_dup_authors:
 * @work: a work
 *
 * Returns: (transfer full): the authors of its texts, each once; "" when none is known
 */
char *
reader_words_dup_authors (TriWork *work)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < work->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (work->texts, i);

      if (text->author != NULL && *text->author != '\0')
        add_once (words, g_strdup (text->author));
    }

  return join (words, ", ");
}

/**
 * reader_words_dup_day:
 * @time: Unix seconds
 *
 * Returns: (transfer full): the day, as one says it
 */
char *
reader_words_dup_day (gint64 time)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (time);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  int year = g_date_time_get_year (then);
  int day = g_date_time_get_day_of_year (then);

  if (year == g_date_time_get_year (now) && day == g_date_time_get_day_of_year (now))
    return g_strdup (_ ("today"));
  if (year == g_date_time_get_year (yesterday) && day == g_date_time_get_day_of_year (yesterday))
    return g_strdup (_ ("yesterday"));
  if (year == g_date_time_get_year (now))
    /* Translators: a day of this year, as in "7 March" */
    return g_date_time_format (then, _ ("%-e %B"));

  /* Translators: a day of another year, as in "7 March 2024" */
  return g_date_time_format (then, _ ("%-e %B %Y"));
}
