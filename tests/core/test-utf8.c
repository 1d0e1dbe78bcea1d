/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-utf8.h"

#include <string.h>

static void
test_lengths (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  static const gunichar points[] = { 'a', 0xe9, 0x20ac, 0x1f600, 0x7f, 0x80, 0x7ff, 0x10ffff };

  g_assert_cmpuint (tri_utf8_count ("", 0), ==, 0);
  for (guint i = 0; i < 200; i++)
    {
      g_string_append_unichar (text, points[i * 7 % G_N_ELEMENTS (points)]);
      g_string_append_unichar (text, points[i * i % G_N_ELEMENTS (points)]);
      g_assert_cmpuint (tri_utf8_count (text->str, text->len), ==, 2 * i + 2);
      g_assert_cmpuint (tri_utf8_count (text->str, text->len), ==, g_utf8_strlen (text->str, -1));
    }
}

/* Any part of a text: a character counts where it begins. */
static void
test_parts (void)
{
  static const char text[] = "Où l’été… Кибальчич 😀 abcdefghijklm";
  gsize n_bytes = strlen (text);

  for (gsize from = 0; from <= n_bytes; from++)
    for (gsize to = from; to <= n_bytes; to++)
      {
        guint n = 0;

        for (const char *p = text; *p; p = g_utf8_next_char (p))
          n += p >= text + from && p < text + to;
        g_assert_cmpuint (tri_utf8_count (text + from, to - from), ==, n);
      }
  g_assert_cmpuint (tri_utf8_count ("a\0\303\251", 4), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/utf8/count/lengths", test_lengths);
  g_test_add_func ("/utf8/count/parts", test_parts);
  return g_test_run ();
}
