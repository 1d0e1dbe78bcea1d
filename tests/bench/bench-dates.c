/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-dates.h"

#include <stdlib.h>
#include <time.h>

/* How fast date expressions are found, with few and with many of them: bench-dates [MEGABYTES].
 * Processor time, one core. */

static const char *const words[] = {
  "et",
  "la",
  "ville",
  "où",
  "il",
  "avait",
  "connu",
  "des",
  "compagnons",
  "de",
  "route",
  "fut",
  "prise",
  "par",
  "les",
  "troupes",
  "qui",
  "venaient",
  "du",
  "nord",
  "sans",
  "que",
  "personne",
  "n’eût",
  "songé",
  "à",
  "la",
  "défendre",
  "en",
  "mai",
  "été",
  "fin",
  "vers",
  "premier",
};
static const char *const expressions[] = {
  "en 1917",
  "le 30 décembre 1890",
  "vers la fin de 1908",
  "dans les années vingt",
  "de juillet 1911 à janvier 1912",
  "au XIXe siècle",
  "page 1917",
  "2000 exemplaires",
  "en juillet",
};

/* Passages of about 100 words, one in @spacing of them a date. */
static GPtrArray *
make_passages (guint n_bytes, gint spacing)
{
  GPtrArray *passages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) random = g_rand_new_with_seed (1917);

  for (guint n = 0; n < n_bytes;)
    {
      GString *passage = g_string_new (NULL);

      for (guint i = 0; i < 100; i++)
        {
          gboolean is_date = g_rand_int_range (random, 0, spacing) == 0;
          guint number = (guint) g_rand_int_range (random, 0, 1 << 20);

          g_string_append (passage,
                           is_date ? expressions[number % G_N_ELEMENTS (expressions)]
                                   : words[number % G_N_ELEMENTS (words)]);
          g_string_append (passage, i % 12 == 11 ? ". " : " ");
        }
      n += (guint) passage->len;
      g_ptr_array_add (passages, g_string_free (passage, FALSE));
    }
  return passages;
}

static void
measure (guint megabytes, gint spacing)
{
  g_autoptr (GPtrArray) passages = make_passages (megabytes * 1000000, spacing);
  g_autoptr (GArray) dates = tri_date_array_new ();
  TriDateContext context = { 0 };
  clock_t began = clock ();
  guint n = 0;

  for (guint i = 0; i < passages->len; i++)
    {
      g_array_set_size (dates, 0);
      tri_dates_find (g_ptr_array_index (passages, i), "fr", NULL, &context, dates);
      n += dates->len;
    }
  g_print ("one date in %4d words: %5.1f MB/s, %u dates\n",
           spacing,
           megabytes / ((double) (clock () - began) / CLOCKS_PER_SEC),
           n);
}

int
main (int argc, char **argv)
{
  guint megabytes = argc > 1 ? (guint) atoi (argv[1]) : 16;

  measure (megabytes, 1000);
  measure (megabytes, 100);
  measure (megabytes, 10);
  return 0;
}
