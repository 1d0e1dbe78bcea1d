/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-fold.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* Everything that French, English, Dutch and Russian are written with lies below; what lies above
 * is folded by ICU each time. */
#define N_TABLE 0x2100

/* Most code points fold to one or two; a longer one is not kept in the table. */
typedef struct
{
  guint8 n; /* N_UNKNOWN: ask ICU */
  gunichar to[2];
} Folded;

#define N_UNKNOWN 0xff

/* Letters that readers look for by their nearest Latin letters, though Unicode does not take them
 * apart. */
static const struct
{
  gunichar from;
  const char *to;
} letters[] = {
  { 0xe6, "ae" },
  { 0x153, "oe" },
  { 0xf8, "o" },
  { 0x142, "l" },
  { 0x111, "d" },
  { 0x127, "h" },
  { 0xfe, "th" },
  { 0xf0, "d" },
  { 0x131, "i" },
};

static gboolean
is_apostrophe (gunichar c)
{
  return c == '`' || c == 0xb4 || c == 0x2b9 || (c >= 0x2bb && c <= 0x2bd)
         || (c >= 0x2018 && c <= 0x201b) || c == 0x2032 || c == 0xff07;
}

static gboolean
is_hyphen (gunichar c)
{
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xfe58 || c == 0xfe63 || c == 0xff0d;
}

/* The character that stands for a whole class of punctuation, 0 when there is none. */
static gunichar
fold_punctuation (gunichar c)
{
  if (is_apostrophe (c))
    return '\'';
  if (is_hyphen (c))
    return '-';
  if (u_isUWhiteSpace ((UChar32) c))
    return ' ';
  return 0;
}

static guint
fold_lower (gunichar c, gunichar *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (letters[i].from == c)
      {
        for (guint n = 0; letters[i].to[n]; n++)
          out[n] = (gunichar) letters[i].to[n];
        return (guint) strlen (letters[i].to);
      }
  *out = c;
  return 1;
}

static gboolean
is_dropped (UChar32 c)
{
  return u_charType (c) == U_NON_SPACING_MARK || u_charType (c) == U_ENCLOSING_MARK
         || u_hasBinaryProperty (c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/* NFKD, then full case folding, then away with the marks. */
static guint
fold_by_icu (gunichar c, gunichar out[TRI_FOLD_MAX])
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfkd = unorm2_getNFKDInstance (&status);
  UChar apart[TRI_FOLD_MAX * 2 + 2];
  UChar folded[TRI_FOLD_MAX * 6 + 2];
  int32_t n = unorm2_getDecomposition (nfkd, (UChar32) c, apart, G_N_ELEMENTS (apart), &status);
  guint n_out = 0;

  if (n < 0)
    {
      n = 0;
      U16_APPEND_UNSAFE (apart, n, (UChar32) c);
    }
  n = u_strFoldCase (folded, G_N_ELEMENTS (folded), apart, n, U_FOLD_CASE_DEFAULT, &status);
  if (U_FAILURE (status))
    {
      out[0] = c;
      return 1;
    }
  for (int32_t i = 0; i < n && n_out + 2 < TRI_FOLD_MAX;)
    {
      UChar32 each;

      U16_NEXT (folded, i, n, each);
      if (u_isUWhiteSpace (each))
        out[n_out++] = ' ';
      else if (!is_dropped (each))
        n_out += fold_lower ((gunichar) each, out + n_out);
    }
  return n_out;
}

static guint
fold_any (gunichar c, gunichar out[TRI_FOLD_MAX])
{
  gunichar punctuation = fold_punctuation (c);

  if (punctuation)
    {
      out[0] = punctuation;
      return 1;
    }
  return fold_by_icu (c, out);
}

static const Folded *
get_table (void)
{
  static Folded *table = NULL;

  if (g_once_init_enter (&table))
    {
      Folded *made = g_new0 (Folded, N_TABLE);

      for (gunichar c = 0; c < N_TABLE; c++)
        {
          gunichar out[TRI_FOLD_MAX];
          guint n = fold_any (c, out);

          made[c].n = n <= 2 ? (guint8) n : N_UNKNOWN;
          for (guint i = 0; n <= 2 && i < n; i++)
            made[c].to[i] = out[i];
        }
      g_once_init_leave (&table, made);
    }
  return table;
}

/**
 * tri_fold_char:
 * @out: (out): what it folds to
 *
 * Folds one code point, see tri_fold(). White space becomes a space, whatever stands beside it.
 *
 * Returns: how many code points @out holds, perhaps none
 */
guint
tri_fold_char (gunichar c, gunichar out[TRI_FOLD_MAX])
{
  const Folded *folded;

  if (c >= N_TABLE)
    return fold_any (c, out);
  folded = &get_table ()[c];
  if (folded->n == N_UNKNOWN)
    return fold_any (c, out);
  out[0] = folded->to[0];
  out[1] = folded->to[1];
  return folded->n;
}

static void
append_ascii (GString *folded, char c)
{
  if (!g_ascii_isspace (c))
    g_string_append_c (folded, c == '`' ? '\'' : g_ascii_tolower (c));
  else if (folded->len == 0 || folded->str[folded->len - 1] != ' ')
    g_string_append_c (folded, ' ');
}

static void
append_any (GString *folded, gunichar c)
{
  gunichar out[TRI_FOLD_MAX];
  guint n = tri_fold_char (c, out);

  for (guint i = 0; i < n; i++)
    if (out[i] < 0x80)
      append_ascii (folded, (char) out[i]);
    else
      g_string_append_unichar (folded, out[i]);
}

/**
 * tri_fold_with_offsets:
 * @text: UTF-8
 * @offsets: (out) (optional) (transfer full) (element-type guint): for each code point of the
 *   result the code point of @text it came from, and at the end one more: the length of @text
 *
 * Folds a text as tri_fold() does, and says where each piece came from.
 *
 * Returns: (transfer full): the folded text
 */
char *
tri_fold_with_offsets (const char *text, GArray **offsets)
{
  GString *folded = g_string_sized_new (strlen (text));
  GArray *from = offsets ? g_array_new (FALSE, FALSE, sizeof (guint)) : NULL;
  guint at = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p), at++)
    {
      gsize before = folded->len;

      if ((guchar) *p < 0x80)
        append_ascii (folded, *p);
      else
        append_any (folded, g_utf8_get_char (p));
      for (gsize i = before; from && i < folded->len; i++)
        if ((folded->str[i] & 0xc0) != 0x80)
          g_array_append_val (from, at);
    }
  if (offsets)
    {
      g_array_append_val (from, at);
      *offsets = from;
    }
  return g_string_free (folded, FALSE);
}

/**
 * tri_fold:
 * @text: UTF-8
 *
 * Makes texts comparable as readers compare them: without case, without accents and other marks,
 * ligatures taken apart (œ, æ, ß, ﬁ), every apostrophe ', every hyphen and dash -, every run of
 * white space (no-break spaces and line breaks too) one space; soft hyphens and the like are
 * dropped. Compatible with Unicode: NFKD, then full case folding.
 *
 * Folding a folded text changes nothing.
 *
 * Returns: (transfer full): the folded text
 */
char *
tri_fold (const char *text)
{
  return tri_fold_with_offsets (text, NULL);
}
