/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-plain-encoding.h"

#include <string.h>
#include <uchardet.h>

/* A text that is no UTF-8 and says nothing of its encoding. The encodings that
 * French, English and Dutch texts came in are told apart by what their bytes
 * above 127 would be: letters of these languages inside of words, and marks
 * between them. For all else there is uchardet. */

#define MAX_LOOK ((gsize) 1024 * 1024)
/* So many UTF-16 units show that it is. */
#define MAX_UNITS 2048

typedef enum
{
  SIGN_STRANGE,
  SIGN_LOWER,
  SIGN_UPPER,
  /* never between two letters */
  SIGN_MARK,
  SIGN_JOINT,
} Sign;

/* The first of equals is the commonest. */
static const char *const western[] = { "WINDOWS-1252", "ISO-8859-15", "MACINTOSH", "CP850" };

static const char lower[] = "àâäáæçéèêëíîïñóôöœßùúûüÿ";
static const char upper[] = "ÀÂÄÁÆÇÉÈÊËÍÎÏÑÓÔÖŒÙÚÛÜŸ";
static const char marks[] = "«»‹›“”„‘•€£§°²³½¼¾ºª©®™×†¿¡¶±";
static const char joints[] = "\u00a0\u00ad’–—…·";

static gboolean
has_sign (const char *signs, gunichar c)
{
  return g_utf8_strchr (signs, -1, c) != NULL;
}

static Sign
classify (guint byte, const char *encoding)
{
  const char bytes[] = { (char) byte, '\0' };
  g_autofree char *utf8 = g_convert (bytes, 1, "UTF-8", encoding, NULL, NULL, NULL);
  gunichar c = utf8 && *utf8 ? g_utf8_get_char (utf8) : 0;

  if (c < 0xA0)
    return SIGN_STRANGE;
  if (has_sign (lower, c))
    return SIGN_LOWER;
  if (has_sign (upper, c))
    return SIGN_UPPER;
  if (has_sign (marks, c))
    return SIGN_MARK;
  return has_sign (joints, c) ? SIGN_JOINT : SIGN_STRANGE;
}

static void
classify_all (const char *encoding, Sign *signs)
{
  for (guint byte = 0; byte < 256; byte++)
    if (byte >= 0x80)
      signs[byte] = classify (byte, encoding);
    else if (g_ascii_isalpha ((char) byte))
      signs[byte] = g_ascii_islower ((char) byte) ? SIGN_LOWER : SIGN_UPPER;
    else
      signs[byte] = SIGN_MARK;
}

static gboolean
is_letter (Sign sign)
{
  return sign == SIGN_LOWER || sign == SIGN_UPPER;
}

/* A word of letters above 127 alone is none of these languages, but for "à". */
static gboolean
is_near_ascii (const guint8 *bytes, gsize n, gsize at)
{
  gsize end = MIN (at + 3, n);

  for (gsize i = at < 2 ? 0 : at - 2; i < end; i++)
    if (g_ascii_isalpha ((char) bytes[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_plausible (const guint8 *bytes, gsize n, gsize at, const Sign *signs)
{
  Sign left = at > 0 ? signs[bytes[at - 1]] : SIGN_MARK;
  Sign right = at + 1 < n ? signs[bytes[at + 1]] : SIGN_MARK;

  switch (signs[bytes[at]])
    {
    case SIGN_LOWER:
      return (!is_letter (left) && !is_letter (right)) || is_near_ascii (bytes, n, at);
    case SIGN_UPPER:
      return left != SIGN_LOWER && is_near_ascii (bytes, n, at);
    case SIGN_MARK:
      return !is_letter (left) || !is_letter (right);
    case SIGN_JOINT:
      return TRUE;
    case SIGN_STRANGE:
    default:
      return FALSE;
    }
}

/* The encoding in which most bytes above 127 are plausible, if nine of ten are;
 * else NULL. */
static const char *
find_western (const guint8 *bytes, gsize n)
{
  const char *best = NULL;
  gsize best_plausible = 0;

  for (guint i = 0; i < G_N_ELEMENTS (western); i++)
    {
      Sign signs[256];
      gsize n_high = 0;
      gsize n_plausible = 0;

      classify_all (western[i], signs);
      for (gsize at = 0; at < n; at++)
        if (bytes[at] >= 0x80)
          {
            n_high++;
            n_plausible += is_plausible (bytes, n, at, signs);
          }
      if (n_plausible > best_plausible && n_plausible * 10 >= n_high * 9)
        {
          best_plausible = n_plausible;
          best = western[i];
        }
    }
  return best;
}

/**
 * tri_plain_guess_encoding:
 *
 * The encoding of a text in single bytes. Plain Latin-1 has no use for the
 * bytes where Windows keeps its quotation marks, so it is taken for that of
 * Windows.
 *
 * Returns: (transfer full): a name for iconv
 */
char *
tri_plain_guess_encoding (const char *bytes, gsize n_bytes)
{
  const char *best = find_western ((const guint8 *) bytes, MIN (n_bytes, MAX_LOOK));
  g_autofree char *found = NULL;
  uchardet_t detector = NULL;

  if (best)
    return g_strdup (best);
  detector = uchardet_new ();
  uchardet_handle_data (detector, bytes, MIN (n_bytes, MAX_LOOK));
  uchardet_data_end (detector);
  found = g_strdup (uchardet_get_charset (detector));
  uchardet_delete (detector);
  if (!*found
      || g_str_equal (found, "ASCII")
      || g_str_equal (found, "UTF-8")
      || g_str_has_prefix (found, "ISO-8859-1"))
    return g_strdup ("WINDOWS-1252");
  return g_steal_pointer (&found);
}

/* Whether most units are of the Latin alphabet and none is a control character.
 */
static gboolean
is_wide (const guint8 *bytes, gsize n_units, gboolean is_big)
{
  gsize n_latin = 0;

  for (gsize i = 0; i < n_units; i++)
    {
      guint high = bytes[2 * i + !is_big];
      guint low = bytes[2 * i + is_big];

      if (high == 0 && low < 0x20 && !(low && strchr ("\t\n\v\f\r", (int) low)))
        return FALSE;
      n_latin += high == 0;
    }
  return n_latin * 10 >= n_units * 7;
}

/**
 * tri_plain_find_wide:
 *
 * Tells UTF-16 without a byte order mark by the zero bytes of its Latin
 * letters.
 *
 * Returns: (nullable): its name for iconv, %NULL when it is something else
 */
const char *
tri_plain_find_wide (const guint8 *bytes, gsize n_bytes)
{
  gsize n_units = MIN (n_bytes / 2, MAX_UNITS);

  if (n_units < 2)
    return NULL;
  if (is_wide (bytes, n_units, FALSE))
    return "UTF-16LE";
  return is_wide (bytes, n_units, TRUE) ? "UTF-16BE" : NULL;
}
