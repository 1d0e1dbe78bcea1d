/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-utf8.h"

#include <string.h>

/* The lowest bit of each of eight bytes. */
#define ONES G_GUINT64_CONSTANT (0x0101010101010101)

/**
 * tri_utf8_count:
 * @text: UTF-8; it may begin and end within a character
 *
 * Counts characters as g_utf8_strlen() does, but in eight bytes at once, and does not stop at NUL:
 * the first bytes of characters are all but those of the form 10xxxxxx.
 *
 * Returns: the number of code points that begin in @text
 */
guint
tri_utf8_count (const char *text, gsize n_bytes)
{
  gsize n_inner = 0;
  gsize i = 0;

  for (; i + sizeof (guint64) <= n_bytes; i += sizeof (guint64))
    {
      guint64 bytes;

      memcpy (&bytes, text + i, sizeof bytes);
      /* No byte of the product overflows: its highest is the sum of all eight. */
      n_inner += (((bytes >> 7) & (~bytes >> 6) & ONES) * ONES) >> 56;
    }
  for (; i < n_bytes; i++)
    n_inner += ((guchar) text[i] & 0xc0) == 0x80;
  return (guint) (n_bytes - n_inner);
}
