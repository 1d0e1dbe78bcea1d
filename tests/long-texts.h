/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Texts so long that they are aligned in more than one stretch, in languages that do not exist. */

static const char *const long_texts_syllables[3][10] = {
  { "ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "so", "tu" },
  { "kra", "sche", "vri", "zwo", "ghu", "jaa", "wee", "dij", "moe", "tau" },
  { "ola", "ent", "ims", "ush", "ard", "eck", "ils", "orn", "ask", "oth" },
};
static inline void
long_texts_add_word (GString *out, guint side, guint word)
{
  for (guint i = 0; i < 2 || word > 0; i++, word /= 10)
    g_string_append (out, long_texts_syllables[side][(word + i) % 10]);
}

/* The same words in the same order on all sides, and numbers; here and there a sentence is
 * missing. */
static inline char *
long_texts_dup (guint side, guint n_sentences)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  GString *out = g_string_new ("# 1\n\n");

  for (guint i = 0; i < n_sentences; i++)
    {
      guint n = (guint) g_rand_int_range (random, 5, 10);
      gsize begin;

      if (i > 0 && i % 400 == 0)
        g_string_append_printf (out, "\n\n# %u", i / 400 + 1);
      g_string_append (out, i % 4 == 0 ? "\n\n" : " ");
      begin = out->len;
      for (guint w = 0; w < n; w++)
        {
          double at = g_rand_double (random);

          if (w > 0)
            g_string_append_c (out, ' ');
          long_texts_add_word (out, side, (guint) (at * at * at * 3000));
        }
      if (i % 5 == 0)
        g_string_append_printf (out, " %u", i);
      out->str[begin] = g_ascii_toupper (out->str[begin]);
      g_string_append_c (out, '.');
      if (i % 97 == 30 * side + 5)
        g_string_truncate (out, begin);
    }
  return g_string_free (out, FALSE);
}
