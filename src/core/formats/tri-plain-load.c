/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-plain-load.h"

#include "formats/tri-plain-encoding.h"
#include "formats/tri-source.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *bytes;
  gsize n_bytes;
  const char *encoding;
} marks[] = {
  { "\xEF\xBB\xBF", 3, "UTF-8" },
  { "\xFF\xFE\x00\x00", 4, "UTF-32LE" },
  { "\x00\x00\xFE\xFF", 4, "UTF-32BE" },
  { "\xFF\xFE", 2, "UTF-16LE" },
  { "\xFE\xFF", 2, "UTF-16BE" },
};

/* The encoding by the byte order mark, whose length goes to @skip; NULL without one. */
const char *
tri_plain_find_mark (const guint8 *bytes, gsize n_bytes, gsize *skip)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (n_bytes >= marks[i].n_bytes && memcmp (bytes, marks[i].bytes, marks[i].n_bytes) == 0)
      {
        *skip = marks[i].n_bytes;
        return marks[i].encoding;
      }
  *skip = 0;
  return NULL;
}

guint
tri_plain_count_lines (const char *bytes, const char *end)
{
  guint n = 1;

  for (; bytes < end; bytes++)
    n += *bytes == '\n';
  return n;
}

static gboolean
refuse_binary (const TriSource *source, const char *bytes, gsize n_bytes, GError **error)
{
  const char *nul = memchr (bytes, '\0', n_bytes);

  if (!nul)
    return TRUE;
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_UNSUPPORTED,
               _ ("%s:%u: this is no text: it contains a zero byte; save it as "
                  "plain text in UTF-8"),
               source->name,
               tri_plain_count_lines (bytes, nul));
  return FALSE;
}

static char *
convert (const TriSource *source,
         const char *bytes,
         gsize n_bytes,
         const char *encoding,
         gsize *length,
         GError **error)
{
  gsize n_read = 0;
  g_autoptr (GError) cause = NULL;
  char *text = g_convert (bytes, (gssize) n_bytes, "UTF-8", encoding, &n_read, length, &cause);

  if (!text)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_SYNTAX,
                 _ ("%s:%u: cannot be read as %s (%s); save the file as UTF-8"),
                 source->name,
                 tri_plain_count_lines (bytes, bytes + MIN (n_read, n_bytes)),
                 encoding,
                 cause->message);
  return text;
}

static char *
decode (const TriSource *source, const char *bytes, gsize n_bytes, gsize *length, GError **error)
{
  gsize skip = 0;
  const char *mark = tri_plain_find_mark ((const guint8 *) bytes, n_bytes, &skip);
  g_autofree char *encoding = NULL;

  bytes += skip;
  n_bytes -= skip;
  if (!mark)
    mark = tri_plain_find_wide ((const guint8 *) bytes, n_bytes);
  if (mark && !g_str_equal (mark, "UTF-8"))
    return convert (source, bytes, n_bytes, mark, length, error);
  if (!refuse_binary (source, bytes, n_bytes, error))
    return NULL;
  if (g_utf8_validate (bytes, (gssize) n_bytes, NULL))
    {
      *length = n_bytes;
      return g_strndup (bytes, n_bytes);
    }
  encoding = tri_plain_guess_encoding (bytes, n_bytes);
  return convert (source, bytes, n_bytes, encoding, length, error);
}

/* Of the two at the end of the first plane that are none. */
static gboolean
is_no_character (const char *text)
{
  return memcmp (text, "\xef\xbf\xbe", 3) == 0 || memcmp (text, "\xef\xbf\xbf", 3) == 0;
}

/* Every line ends with one \n, and no character is left that could not stand in XML. A page of
 * paper that ends (\f) ends a line, no paragraph. */
void
tri_plain_clean (char *text, gsize *length)
{
  char *to = text;

  for (const char *from = text; from < text + *length; from++)
    {
      if (*from == '\r')
        {
          if (from[1] != '\n')
            *to++ = '\n';
        }
      else if (*from == '\f')
        *to++ = '\n';
      else if ((guchar) *from < 0x20 && *from != '\n' && *from != '\t')
        *to++ = ' ';
      else if (from + 2 < text + *length && is_no_character (from))
        {
          *to++ = ' ';
          from += 2;
        }
      else
        *to++ = *from;
    }
  *to = '\0';
  *length = (gsize) (to - text);
}

/* Every line costs memory of its own, and letters can take more bytes here than in their file. */
static gboolean
check_limits (const TriSource *source, const char *text, gsize length, GError **error)
{
  if (length > TRI_PLAIN_MAX_BYTES)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_LIMIT,
                 _ ("%s: the text is larger than %d MiB in UTF-8; split the file into "
                    "smaller ones"),
                 source->name,
                 TRI_PLAIN_MAX_BYTES / 1024 / 1024);
  else if (tri_plain_count_lines (text, text + length) > TRI_PLAIN_MAX_LINES + 1)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_LIMIT,
                 _ ("%s: the file has more than %d lines; split it into smaller files"),
                 source->name,
                 TRI_PLAIN_MAX_LINES);
  else
    return TRUE;
  return FALSE;
}

/**
 * tri_plain_load_raw:
 * @length: (out): of the text in bytes
 *
 * As tri_plain_load(), with the ends of lines and all other control characters as they are.
 *
 * Returns: (transfer full) (nullable): UTF-8, or %NULL with an error that names the file
 */
char *
tri_plain_load_raw (const TriSource *source, gsize *length, GError **error)
{
  g_autoptr (GBytes) bytes = tri_source_load (source, TRI_PLAIN_MAX_BYTES, error);
  g_autofree char *text = NULL;
  gsize n_bytes = 0;
  const char *data = NULL;

  if (!bytes)
    return NULL;
  data = g_bytes_get_data (bytes, &n_bytes);
  text = decode (source, data ? data : "", n_bytes, length, error);
  return text && check_limits (source, text, *length, error) ? g_steal_pointer (&text) : NULL;
}

/**
 * tri_plain_load:
 * @length: (out): of the text in bytes
 *
 * Loads a text file of up to %TRI_PLAIN_MAX_BYTES and %TRI_PLAIN_MAX_LINES. Its encoding is told
 * by a byte order mark or by the zero bytes of UTF-16, else UTF-8 where that is valid, else found
 * by its letters. Lines end with \n.
 *
 * Returns: (transfer full) (nullable): UTF-8, or %NULL with an error that names the file
 */
char *
tri_plain_load (const TriSource *source, gsize *length, GError **error)
{
  g_autofree char *text = tri_plain_load_raw (source, length, error);

  if (!text)
    return NULL;
  tri_plain_clean (text, length);
  return check_limits (source, text, *length, error) ? g_steal_pointer (&text) : NULL;
}

/* How sure it is that these are the first bytes of a text: 0 or 10. */
int
tri_plain_sniff (const guint8 *bytes, gsize n_bytes)
{
  gsize skip = 0;

  static const char *const others[] = { "%PDF",
                                        "{\\rtf",
                                        "<!DOCTYPE html",
                                        "<!doctype html",
                                        "<html" };

  if (tri_plain_find_mark (bytes, n_bytes, &skip) || tri_plain_find_wide (bytes, n_bytes))
    return 10;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (n_bytes > strlen (others[i]) && memcmp (bytes, others[i], strlen (others[i])) == 0)
      return 0;
  for (gsize i = 0; i < n_bytes; i++)
    if (bytes[i] == 0 || (bytes[i] < 0x20 && !strchr ("\t\n\v\f\r\x1a\x1b", bytes[i])))
      return 0;
  return 10;
}
