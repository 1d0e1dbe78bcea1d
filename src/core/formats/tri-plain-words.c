/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-plain-blocks.h"

#include <string.h>

/* What a line of plain text looks like, in French, English and Dutch. */

static const char months[] = " "
                             "january february march april may june july august september "
                             "october november december jan feb mar apr jun jul aug sep "
                             "sept oct nov dec janvier février mars avril mai juin juillet "
                             "août septembre octobre novembre décembre janv févr avr juil "
                             "déc januari februari maart mei juni juli augustus oktober "
                             "mrt okt ";
static const char date_words[] = " "
                                 "the of in c ca circa about early late mid spring summer "
                                 "autumn winter le en vers fin début printemps été automne "
                                 "hiver de van omstreeks begin eind lente zomer herfst to tot "
                                 "à au st nd rd th er ";
static const char ordinals[] = " "
                               "first second third fourth fifth sixth seventh eighth ninth "
                               "tenth last one two three four five six seven eight nine ten "
                               "premier première deuxième second seconde troisième quatrième "
                               "cinquième sixième septième huitième neuvième dixième dernier "
                               "eerste tweede derde vierde vijfde zesde zevende achtste "
                               "negende tiende elfde twaalfde dertiende veertiende "
                               "vijftiende zestiende zeventiende achttiende negentiende "
                               "twintigste laatste ";

static gboolean
is_listed (const char *list, const char *word)
{
  g_autofree char *padded = g_strdup_printf (" %s ", word);

  return strstr (list, padded) != NULL;
}

/* Lower-case words of letters and digits. */
static GStrv
split_words (const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *lower = g_utf8_strdown (text, -1);
  const char *at = lower;

  while (*at)
    {
      const char *start = at;

      while (*at && g_unichar_isalnum (g_utf8_get_char (at)))
        at = g_utf8_next_char (at);
      if (at > start)
        {
          g_autofree char *word = g_strndup (start, (gsize) (at - start));

          g_strv_builder_add (builder, word);
        }
      else
        at = g_utf8_next_char (at);
    }
  return g_strv_builder_end (builder);
}

static gboolean
is_number (const char *word)
{
  return *word && strspn (word, "0123456789") == strlen (word);
}

/* "20s", "1st" */
static gboolean
begins_with_digit (const char *word)
{
  return g_ascii_isdigit (*word);
}

/**
 * tri_plain_is_date:
 *
 * Returns: whether the line says a date and nothing else: "June 1908", "1938-44",
 * "December 30, 1890 – November 17, 1947", "Paris, 3 mai 1936" is none
 */
gboolean
tri_plain_is_date (const char *text)
{
  g_auto (GStrv) words = NULL;
  gboolean has_year = FALSE;

  if (strlen (text) > 80)
    return FALSE;
  words = split_words (text);
  for (guint i = 0; words[i]; i++)
    {
      gsize digits = strspn (words[i], "0123456789");

      if (digits == 4 && (words[i][0] == '1' || words[i][0] == '2'))
        has_year = TRUE;
      else if (!begins_with_digit (words[i])
               && !is_listed (months, words[i])
               && !is_listed (date_words, words[i]))
        return FALSE;
    }
  return has_year;
}

static gboolean
is_roman (const char *word)
{
  return *word && strlen (word) <= 8 && strspn (word, "ivxlc") == strlen (word);
}

static gboolean
is_counter (const char *word)
{
  return is_number (word) || is_roman (word) || is_listed (ordinals, word);
}

/**
 * tri_plain_is_chapter:
 * @level: (out): 1 for a part or a book, 2 for a chapter
 *
 * Returns: whether the line is the number of a chapter: "Chapter 1", "CHAPITRE PREMIER",
 * "EERSTE HOOFDSTUK.", "XIV", "12."
 */
gboolean
tri_plain_is_chapter (const char *text, guint *level)
{
  static const char parts[] = " part book volume partie livre tome deel boek ";
  static const char chapters[] = " chapter chap chapitre hoofdstuk letter lettre brief ";
  g_auto (GStrv) words = NULL;
  const char *name = NULL;
  const char *number = NULL;

  if (strlen (text) > 60 || strchr (text, '\n'))
    return FALSE;
  words = split_words (text);
  *level = 2;
  if (!words[0])
    return FALSE;
  if (!words[1])
    return (is_roman (words[0]) && g_unichar_isupper (g_utf8_get_char (text)))
           || (is_number (words[0]) && strlen (words[0]) <= 3);
  if (g_str_equal (words[g_strv_length (words) - 1], "hoofdstuk"))
    return g_unichar_isupper (g_utf8_get_char (text)) && g_strv_length (words) <= 5;
  name = is_counter (words[0]) && !words[2] ? words[1] : words[0];
  number = name == words[0] ? words[1] : words[0];
  if (is_listed (parts, name))
    *level = 1;
  else if (!is_listed (chapters, name))
    return FALSE;
  return is_counter (number) && g_unichar_isupper (g_utf8_get_char (text));
}

/* Three letters at least, none of them small. */
gboolean
tri_plain_is_capitals (const char *text)
{
  guint n = 0;

  for (; *text; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (g_unichar_islower (c))
        return FALSE;
      n += g_unichar_isupper (c) != 0;
    }
  return n >= 3;
}

/* Whether it ends as sentences do, whatever marks close behind that. */
gboolean
tri_plain_is_sentence (const char *text)
{
  const char *at = text + strlen (text);

  while (at > text)
    {
      gunichar c = 0;

      at = g_utf8_prev_char (at);
      c = g_utf8_get_char (at);
      if (c == '.' || c == '!' || c == '?' || c == ',' || c == ';' || c == 0x2026)
        return TRUE;
      if (!g_unichar_isspace (c) && !g_utf8_strchr ("\"')]}»”’›", -1, c))
        return FALSE;
    }
  return FALSE;
}

/* Whether somebody begins to speak: a dash or a quotation mark. */
gboolean
tri_plain_is_speech (const char *text)
{
  gunichar c = g_utf8_get_char (text);

  return c == 0x2014
         || c == 0x2013
         || c == 0x2015
         || g_str_has_prefix (text, "--")
         || g_utf8_strchr ("\"'«“‘„‹", -1, c) != NULL;
}

/* How many bytes the bullet of a list item takes, with the space behind it; 0 for no item. */
gsize
tri_plain_skip_bullet (const char *text)
{
  static const char *const bullets[] = { "- ", "* ", "• ", "◦ ", "· ", "– " };

  for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
    if (g_str_has_prefix (text, bullets[i])
        && !g_str_has_prefix (text + strlen (bullets[i]), bullets[1])
        && !g_str_equal (text + strlen (bullets[i]), "*"))
      return strlen (bullets[i]);
  return 0;
}
