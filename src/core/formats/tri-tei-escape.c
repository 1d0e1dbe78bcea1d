/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-markup.h"

#include <string.h>

/* Bytes that cannot stand as they are: what marks up, what XML cannot hold, and the first byte of
 * U+FFFE and U+FFFF. The others are copied in runs. */
static const guint8 special[256] = {
  [0] = 1,
  [1 ... 8] = 1,
  ['\n' ... 0x1f] = 1,
  ['<'] = 1,
  ['>'] = 1,
  ['&'] = 1,
  ['"'] = 1,
  [0xef] = 1,
};

static gboolean
is_no_character (const char *p, const char *end)
{
  return end - p >= 3 && (guchar) p[1] == 0xbf && (guchar) p[2] >= 0xbe;
}

/* Appends what stands for the character at @p and returns where the next one is. */
static const char *
append_special (GString *out, const char *p, const char *end)
{
  static const char replacement[] = "\xef\xbf\xbd";

  switch (*p)
    {
    case '<':
      g_string_append_len (out, "&lt;", 4);
      return p + 1;
    case '>':
      g_string_append_len (out, "&gt;", 4);
      return p + 1;
    case '&':
      g_string_append_len (out, "&amp;", 5);
      return p + 1;
    case '"':
      g_string_append_len (out, "&quot;", 6);
      return p + 1;
    case '\n':
      g_string_append_len (out, "<lb/>", 5);
      return p + 1;
    case '\r':
      g_string_append_len (out, "&#13;", 5);
      return p + 1;
    default:
      if ((guchar) *p != 0xef)
        {
          g_string_append_len (out, replacement, 3);
          return p + 1;
        }
      g_string_append_len (out, is_no_character (p, end) ? replacement : p, MIN (3, end - p));
      return p + MIN (3, end - p);
    }
}

/**
 * tri_tei_append_escaped:
 * @text: UTF-8
 * @length: in bytes, -1 for all
 *
 * Appends text as XML: markup escaped, a line break as lb, and what XML cannot hold as U+FFFD.
 */
void
tri_tei_append_escaped (GString *out, const char *text, gssize length)
{
  const char *end = length < 0 ? text + strlen (text) : text + length;

  while (text < end)
    {
      const char *run = text;

      while (text < end && !special[(guchar) *text])
        text++;
      if (text > run)
        g_string_append_len (out, run, text - run);
      if (text < end)
        text = append_special (out, text, end);
    }
}

/**
 * tri_tei_append_attribute:
 * @name: with its prefix
 * @value: any text; its white space is kept as it is
 *
 * Appends a space, the name and the value in quotes.
 */
void
tri_tei_append_attribute (GString *out, const char *name, const char *value)
{
  g_string_append_c (out, ' ');
  g_string_append (out, name);
  g_string_append_len (out, "=\"", 2);
  while (*value)
    {
      gsize length = strcspn (value, "\n\t\r");

      tri_tei_append_escaped (out, value, (gssize) length);
      value += length;
      if (*value)
        g_string_append_printf (out, "&#%d;", *value++);
    }
  g_string_append_c (out, '"');
}

void
tri_tei_append_number (GString *out, guint number)
{
  char digits[16];
  char *at = digits + sizeof digits;

  do
    *--at = (char) ('0' + number % 10);
  while ((number /= 10) > 0);
  g_string_append_len (out, at, digits + sizeof digits - at);
}
