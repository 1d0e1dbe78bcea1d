/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-linker.h"

#include <stdlib.h>

/* How fast names are found, with few and with many names: bench-linker [MEGABYTES]. The time should
 * not depend on how many names there are. */

static const char *const syllables[] = {
  "ba",
  "ke",
  "li",
  "mo",
  "ru",
  "sa",
  "té",
  "vi",
  "zo",
  "chi",
  "dra",
  "fon",
  "gué",
  "nin",
  "pol",
  "tski",
};

/* A word that is the same for the same number. */
static void
append_word (GString *text, guint number, gboolean capital)
{
  gsize at = text->len;

  for (guint i = 0; i < 3; i++, number /= G_N_ELEMENTS (syllables))
    g_string_append (text, syllables[number % G_N_ELEMENTS (syllables)]);
  if (number)
    g_string_append_printf (text, "%u", number);
  if (capital)
    text->str[at] = g_ascii_toupper (text->str[at]);
}

static TriLinker *
make_linker (guint n_names)
{
  TriLinker *linker = tri_linker_new ();
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < n_names; i++)
    {
      g_string_truncate (name, 0);
      append_word (name, i, TRUE);
      g_string_append_c (name, ' ');
      append_word (name, i * 7919 % 4096, TRUE);
      tri_linker_add (linker, i + 1, TRI_ENTITY_PERSON, "fr", TRI_NAME_OFFICIAL, name->str);
    }
  return linker;
}

/* Passages of about 100 words, one word in 25 with a capital, some of these full names. */
static GPtrArray *
make_passages (guint n_bytes)
{
  GPtrArray *passages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) random = g_rand_new_with_seed (1917);

  for (guint n = 0; n < n_bytes;)
    {
      GString *passage = g_string_new (NULL);

      for (guint i = 0; i < 100; i++)
        {
          guint number = (guint) g_rand_int_range (random, 0, 4096);
          gboolean capital = g_rand_int_range (random, 0, 25) == 0;

          append_word (passage, number, capital || i == 0);
          g_string_append_c (passage, ' ');
          if (!capital)
            continue;
          append_word (passage, number * 7919 % 4096, TRUE);
          g_string_append (passage, i % 5 ? ", " : "’s ");
        }
      n += (guint) passage->len;
      g_ptr_array_add (passages, g_string_free (passage, FALSE));
    }
  return passages;
}

static void
measure (guint n_names, GPtrArray *passages, double megabytes)
{
  g_autoptr (TriLinker) linker = make_linker (n_names);
  g_autoptr (TriLinkerText) text = tri_linker_text_new (linker, "fr");
  g_autoptr (GArray) mentions = tri_mention_array_new ();
  gint64 began = g_get_monotonic_time ();
  gint64 surveyed;
  gint64 linked;

  for (guint i = 0; i < passages->len; i++)
    tri_linker_text_survey (text, g_ptr_array_index (passages, i));
  surveyed = g_get_monotonic_time ();
  for (guint i = 0; i < passages->len; i++)
    tri_linker_text_link (text, g_ptr_array_index (passages, i), NULL, 0, mentions);
  linked = g_get_monotonic_time ();
  g_print ("%6u names: survey %5.1f MB/s, link %5.1f MB/s, both %5.1f MB/s, %u mentions\n",
           n_names,
           megabytes * 1e6 / (double) (surveyed - began),
           megabytes * 1e6 / (double) (linked - surveyed),
           megabytes * 1e6 / (double) (linked - began),
           mentions->len);
}

int
main (int argc,
      char **argv)
{
  guint megabytes = argc > 1 ? (guint) atoi (argv[1]) : 8;
  g_autoptr (GPtrArray) passages = make_passages (megabytes * 1000000);

  measure (250, passages, megabytes);
  measure (50000, passages, megabytes);
  return 0;
}
