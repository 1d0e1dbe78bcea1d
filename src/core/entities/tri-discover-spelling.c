/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-discover-group.h"

#include <string.h>

/* What is written in several ways in the three languages, and one way of it. The longest first. */
static const char *const spellings[][2] = {
  { "tsch", "C" },
  { "tsj", "C" },
  { "tch", "C" },
  { "sch", "S" },
  { "tz", "z" },
  { "ts", "z" },
  { "ch", "C" },
  { "sj", "S" },
  { "sh", "S" },
  { "zh", "Z" },
  { "zj", "Z" },
  { "kh", "k" },
  { "ck", "k" },
  { "ph", "f" },
  { "th", "t" },
  { "ou", "u" },
  { "oe", "u" },
  { "ie", "i" },
  { "ij", "i" },
  { "ev", "iv" },
  { "ef", "iv" },
  { "ks", "x" },
  { "c", "k" },
  { "q", "k" },
  { "y", "i" },
  { "j", "i" },
  { "w", "v" },
  { "f", "v" },
  { "h", "" },
};

static const char *
find_spelling (const char *p, gsize *length)
{
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    if (g_str_has_prefix (p, spellings[i][0]))
      {
        *length = strlen (spellings[i][0]);
        return spellings[i][1];
      }
  return NULL;
}

/* A mute ending. */
static void
drop_ending (GString *key)
{
  while (key->len > 4 && (key->str[key->len - 1] == 'e' || key->str[key->len - 1] == 's'))
    g_string_truncate (key, key->len - 1);
}

/**
 * tri_discover_spell:
 *
 * Returns: what the spellings of a name in several languages have in common
 */
char *
tri_discover_spell (const char *folded)
{
  GString *key = g_string_new (NULL);

  for (const char *p = folded; *p;)
    {
      gsize length = 1;
      const char *spelling = find_spelling (p, &length);
      gsize at = key->len;

      if (spelling)
        g_string_append (key, spelling);
      else
        g_string_append_c (key, *p);
      if (at > 0 && key->len > at && key->str[at] == key->str[at - 1])
        g_string_erase (key, (gssize) at, 1);
      p += length;
    }
  drop_ending (key);
  return g_string_free (key, FALSE);
}
