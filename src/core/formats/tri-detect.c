/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-detect.h"

#include "tri-environment.h"

#include <libexttextcat/textcat.h>
#include <string.h>

/* The words that make up a fifth to a half of any prose in the language. */
static const struct
{
  const char *lang;
  const char *words;
} languages[] = {
  { "fr",
    " "
    "le la les de des du un une et est en que qui dans il elle ne pas pour par sur au "
    "aux avec se sa son ce à l d " },
  { "en",
    " "
    "the of and to a in is was that it he she for on with as his her at by had not be "
    "from or this which were " },
  { "nl",
    " "
    "de het een en van in is was dat die te op met voor aan niet zijn hij zij ze er "
    "om als door naar bij ook uit werd " },
};

/* What share of the words are the commonest of the language. It keeps a text in a fourth language
 * from being taken for the nearest of the three. */
static double
get_share (const char *text, gsize n_bytes, const char *words)
{
  const char *end = text + n_bytes;
  guint n_words = 0;
  guint n_found = 0;

  while (text < end)
    {
      const char *start = text;
      g_autofree char *word = NULL;
      g_autofree char *lower = NULL;

      while (text < end && g_unichar_isalpha (g_utf8_get_char (text)))
        text = g_utf8_next_char (text);
      if (text == start)
        {
          text = g_utf8_next_char (text);
          continue;
        }
      lower = g_utf8_strdown (start, text - start);
      word = g_strdup_printf (" %s ", lower);
      n_words++;
      n_found += strstr (words, word) != NULL;
    }
  return n_words ? (double) n_found / n_words : 0;
}

static gboolean
has_common_words (const char *text, gsize n_bytes, const char *lang)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (strcmp (languages[i].lang, lang) == 0)
      return get_share (text, n_bytes, languages[i].words) > 0.15;
  return FALSE;
}

static const char *
classify (void *textcat, const char *text, gsize n_bytes)
{
  const char *answer = textcat_Classify (textcat, text, n_bytes);

  for (guint i = 0; answer && i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *only = g_strdup_printf ("[%s]", languages[i].lang);

      if (strcmp (answer, only) == 0)
        return languages[i].lang;
    }
  return "";
}

/**
 * tri_detect_language:
 * @text: UTF-8, without markup
 * @n_bytes: how much of it there is
 *
 * Tells French, English and Dutch apart.
 *
 * Returns: (transfer none): "fr", "en", "nl", or "" when the text is shorter than
 * %TRI_DETECT_MIN_BYTES or could be something else: then somebody must say
 */
const char *
tri_detect_language (const char *text, gsize n_bytes)
{
  g_autofree char *conf = NULL;
  const char *lang = "";
  void *textcat = NULL;

  if (n_bytes < TRI_DETECT_MIN_BYTES)
    return "";
  if (n_bytes > TRI_DETECT_MAX_BYTES)
    n_bytes = (gsize) (g_utf8_find_prev_char (text, text + TRI_DETECT_MAX_BYTES) - text);
  conf = g_build_filename (tri_environment_get_data_dir (), "textcat", "fpdb.conf", NULL);
  textcat = special_textcat_Init (conf, TEXTCAT_DIR "/");
  if (!textcat)
    return "";
  lang = classify (textcat, text, n_bytes);
  textcat_Done (textcat);
  return has_common_words (text, n_bytes, lang) ? lang : "";
}
