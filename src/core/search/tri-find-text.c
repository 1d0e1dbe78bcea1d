/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tri-find-text.h"

#include "tri-fold.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

/* The longest canonical decomposition has four code points. */
#define MOST_UNITS 16

static void
append (GString *plain, GArray *from, gunichar c, guint at)
{
  if (c < 0x80)
    g_string_append_c (plain, (char) c);
  else
    g_string_append_unichar (plain, c);
  if (from)
    g_array_append_val (from, at);
}

/* Taken apart, as é may be written in two ways. */
static void
append_apart (GString *plain, GArray *from, gunichar c, guint at)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfd = unorm2_getNFDInstance (&status);
  UChar apart[MOST_UNITS];
  int32_t n = unorm2_getDecomposition (nfd, (UChar32) c, apart, MOST_UNITS, &status);

  if (n < 0 || U_FAILURE (status))
    {
      append (plain, from, c, at);
      return;
    }
  for (int32_t i = 0; i < n;)
    {
      UChar32 each;

      U16_NEXT (apart, i, n, each);
      append (plain, from, (gunichar) each, at);
    }
}

/* What is seen of a text: without what nobody sees, every run of white space one space. */
static char *
make_plain (const char *text, GArray **offsets)
{
  GString *plain = g_string_sized_new (strlen (text) + 16);
  GArray *from = offsets ? g_array_new (FALSE, FALSE, sizeof (guint)) : NULL;
  guint at = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p), at++)
    {
      gunichar c = g_utf8_get_char (p);

      if (u_isUWhiteSpace ((UChar32) c))
        {
          if (plain->len == 0 || plain->str[plain->len - 1] != ' ')
            append (plain, from, ' ', at);
        }
      else if (c < 0x80)
        append (plain, from, c, at);
      else if (!u_hasBinaryProperty ((UChar32) c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
        append_apart (plain, from, c, at);
    }
  if (offsets)
    {
      g_array_append_val (from, at);
      *offsets = from;
    }
  return g_string_free (plain, FALSE);
}

char *
tri_find_text (const char *text, gboolean folds, GArray **offsets)
{
  return folds ? tri_fold_with_offsets (text, offsets) : make_plain (text, offsets);
}

/* Letters of ASCII stay, since \S and \s are two things; what anything else folds to is taken as
 * it stands, so that "…" is three points and no three wildcards. */
char *
tri_find_fold_expression (const char *typed)
{
  GString *folded = g_string_sized_new (strlen (typed) + 16);

  for (const char *p = typed; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar out[TRI_FOLD_MAX];
      guint n = c < 0x80 ? 0 : tri_fold_char (c, out);

      if (c < 0x80)
        g_string_append_c (folded, (char) c);
      for (guint i = 0; i < n; i++)
        {
          if (out[i] < 0x80 && g_ascii_ispunct ((char) out[i]))
            g_string_append_c (folded, '\\');
          g_string_append_unichar (folded, out[i]);
        }
    }
  return g_string_free (folded, FALSE);
}
