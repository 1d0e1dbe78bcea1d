/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdio.h>

/* Words that are the same at every run, for the programs that write files to measure with. */

static const char *const syllables[] = {
  "ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "ran", "lis"
};

static guint64 state = 88172645463325252u;

/* xorshift64 (Marsaglia 2003) */
static inline guint
next_number (guint below)
{
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (guint) (state % below);
}

static inline void
put_word (gboolean capital)
{
  guint n = 1 + next_number (4);

  for (guint i = 0; i < n; i++)
    {
      const char *syllable = syllables[next_number (G_N_ELEMENTS (syllables))];

      putchar (capital && i == 0 ? g_ascii_toupper (syllable[0]) : syllable[0]);
      fputs (syllable + 1, stdout);
    }
}
