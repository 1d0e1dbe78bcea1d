/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-language.h"

#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include <string.h>

static const char *const french_articles[] = {
  "le", "la", "les", "l", "un", "une", "des", NULL
};
/* A preposition and an article in one: du Rétif. */
static const char *const contractions[] = { "du", "au", "aux", NULL };
static const char *const english_articles[] = { "the", "a", "an", NULL };
static const char *const dutch_articles[] = { "de", "het", "een", "t", "n", NULL };
static const char *const no_articles[] = { NULL };

static const TriLanguage languages[] = {
  { "fr", french_articles, FALSE, { "«\u00a0", "\u00a0»", "“", "”" } },
  { "en", english_articles, TRUE, { "“", "”", "‘", "’" } },
  { "nl", dutch_articles, TRUE, { "‘", "’", "“", "”" } },
};
static const TriLanguage other_language = { "", no_articles, FALSE, { "“", "”", "‘", "’" } };

/* What loses its vowel before one: d’Aragon, jusqu’Ixelles. */
static const char *const elisions[] = {
  "c",
  "d",
  "dell",
  "entr",
  "j",
  "jusqu",
  "l",
  "lorsqu",
  "m",
  "n",
  "presqu",
  "puisqu",
  "qu",
  "quelqu",
  "quoiqu",
  "s",
  "t",
  NULL,
};
/* What may hang behind an apostrophe: Trotsky’s, Serge’ll, Trotski’s. */
static const char *const enclitics[] = { "d", "ll", "m", "re", "s", "t", "ve", NULL };

static gboolean
contains (const char *const *words, const char *word, gssize length)
{
  gsize n = length < 0 ? strlen (word) : (gsize) length;

  for (; *words; words++)
    if (strncmp (*words, word, n) == 0 && (*words)[n] == '\0')
      return TRUE;
  return FALSE;
}

/* Subtags are written so: zh-Hant-TW, sr-Latn, en-US, x-whatever. */
static void
set_case (char *tag)
{
  gboolean is_private = FALSE;
  gsize n = 0;

  for (char *at = tag; *at; at += n + (at[n] == '-'))
    {
      n = strcspn (at, "-");
      for (gsize i = 0; i < n; i++)
        at[i] = g_ascii_tolower (at[i]);
      if (at != tag && !is_private && n == 2)
        at[1] = g_ascii_toupper (at[1]);
      if (at != tag && !is_private && (n == 2 || (n == 4 && g_ascii_isalpha (*at))))
        at[0] = g_ascii_toupper (at[0]);
      is_private |= n == 1;
    }
}

static gboolean
is_well_formed (const char *tag)
{
  gsize n = 0;

  if (!g_ascii_isalpha (*tag))
    return FALSE;
  for (; *tag; tag++)
    {
      n = *tag == '-' ? 0 : n + 1;
      if (n > 8 || (*tag != '-' && !g_ascii_isalnum (*tag)) || (*tag == '-' && tag[1] == '-'))
        return FALSE;
    }
  return n > 0;
}

/**
 * tri_language_dup_tag:
 * @tag: (nullable): what a file says a text is in
 *
 * Files write the three letters of ISO 639-2 as well, in either of its forms: "dut", "nld-BE"; they
 * part by low lines, and are of two minds about capitals: "EN-US", "es_es".
 *
 * Returns: (transfer full) (nullable): @tag as BCP 47 writes it, with its two letters for our
 * languages; what is no tag stays as it is
 */
char *
tri_language_dup_tag (const char *tag)
{
  static const char *const codes[][2] = {
    { "fre", "fr" }, { "fra", "fr" }, { "eng", "en" }, { "dut", "nl" }, { "nld", "nl" }
  };
  g_autofree char *written = g_strdup (tag);

  if (!tag)
    return NULL;
  g_strdelimit (written, "_", '-');
  if (!is_well_formed (written))
    return g_strdup (tag);
  set_case (written);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (tri_language_matches (written, codes[i][0]))
      return g_strconcat (codes[i][1], written + strlen (codes[i][0]), NULL);
  return g_steal_pointer (&written);
}

gboolean
tri_language_is_right_to_left (const char *tag)
{
  return tag && uloc_isRightToLeft (tag);
}

/**
 * tri_language_matches:
 *
 * Whether two BCP 47 tags name the same language, whatever their regions and scripts.
 */
gboolean
tri_language_matches (const char *tag, const char *other)
{
  gsize n = strcspn (tag, "-_");

  return n == strcspn (other, "-_") && g_ascii_strncasecmp (tag, other, n) == 0;
}

/**
 * tri_language_get:
 * @tag: (nullable): BCP 47
 *
 * Returns: (transfer none): the rules of the language; never %NULL
 */
const TriLanguage *
tri_language_get (const char *tag)
{
  for (guint i = 0; tag && i < G_N_ELEMENTS (languages); i++)
    if (tri_language_matches (tag, languages[i].tag))
      return &languages[i];
  return &other_language;
}

/* Not every language's data say how a name begins on its own, so that is done here. */
static char *
capitalise (const char *name)
{
  g_autofree char *first = g_utf8_substring (name, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, g_utf8_next_char (name), NULL);
}

/**
 * tri_language_dup_name_inside:
 * @tag: BCP 47
 * @in: the language to say it in
 *
 * Returns: (transfer full): the name of the language as it stands in a sentence ("néerlandais");
 * @tag when nobody knows it
 */
char *
tri_language_dup_name_inside (const char *tag, const char *in)
{
  UErrorCode status = U_ZERO_ERROR;
  ULocaleDisplayNames *names = uldn_open (in, ULDN_STANDARD_NAMES, &status);
  UChar name[128];
  char utf8[384];
  int32_t n = 0;

  if (U_SUCCESS (status))
    n = uldn_localeDisplayName (names, tag, name, G_N_ELEMENTS (name), &status);
  if (U_SUCCESS (status) && n > 0)
    u_strToUTF8 (utf8, sizeof utf8, NULL, name, n, &status);
  if (names)
    uldn_close (names);
  if (U_FAILURE (status) || status == U_STRING_NOT_TERMINATED_WARNING || n <= 0)
    return g_strdup (tag);
  return g_strdup (utf8);
}

/**
 * tri_language_dup_name:
 * @tag: BCP 47
 * @in: the language to say it in
 *
 * Returns: (transfer full): the name of the language as a label begins it ("Néerlandais"); @tag
 * when nobody knows it
 */
char *
tri_language_dup_name (const char *tag, const char *in)
{
  g_autofree char *name = tri_language_dup_name_inside (tag, in);

  return g_str_equal (name, tag) ? g_steal_pointer (&name) : capitalise (name);
}

/**
 * tri_language_is_article:
 * @length: in bytes, -1 when zero-terminated
 *
 * Whether the folded word is an article of any language we have rules for: the title of a French
 * book keeps its article in a Dutch text.
 */
gboolean
tri_language_is_article (const char *folded, gssize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (contains (languages[i].articles, folded, length))
      return TRUE;
  return FALSE;
}

/**
 * tri_language_holds_article:
 *
 * Whether the folded word is an article, or one melted into a preposition (du, aux).
 */
gboolean
tri_language_holds_article (const char *folded, gssize length)
{
  return tri_language_is_article (folded, length) || contains (contractions, folded, length);
}

/**
 * tri_language_is_elision:
 *
 * Whether the folded word, with an apostrophe behind it, is no part of the word that follows.
 */
gboolean
tri_language_is_elision (const char *folded, gssize length)
{
  return contains (elisions, folded, length);
}

/**
 * tri_language_is_enclitic:
 *
 * Whether the folded word, with an apostrophe before it, is no part of the word it hangs on.
 */
gboolean
tri_language_is_enclitic (const char *folded, gssize length)
{
  return contains (enclitics, folded, length);
}
