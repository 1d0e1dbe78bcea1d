/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-accounts.h"

#include <time.h>

/* Links the passages of three long accounts: how long reading and comparing take, in processor
 * time. */

#define N_TEXTS 3
#define N_PASSAGES 5000
#define N_WORDS 90
#define N_VOCABULARY 12000
#define N_ENTITIES 3000

/* A word that stands in one language as in another; the first are frequent. */
static void
append_word (GString *content, GRand *random)
{
  double share = g_rand_double (random);
  guint word = (guint) (N_VOCABULARY * share * share * share);

  for (guint i = 0; i < 4; i++, word /= 17)
    g_string_append_printf (content, "%c%c", "bdfgklmnprstvwxzh"[word % 17], "aeiou"[word % 5]);
  g_string_append_c (content, ' ');
}

static TriPassage *
make_passage (GRand *random, guint at)
{
  TriPassage *passage = tri_passage_new ();
  g_autoptr (GString) content = g_string_new (NULL);
  TriDate date = { 0, 4, NULL, TRI_ORIGIN_LINKED, FALSE };

  for (guint i = 0; i < N_WORDS; i++)
    append_word (content, random);
  for (guint i = 0; i < 5; i++)
    {
      double share = g_rand_double (random);
      TriMention mention = { 0 };

      mention.start = 6 + 9 * i;
      mention.end = mention.start + 8;
      mention.entity = 1 + (gint64) (N_ENTITIES * share * share);
      mention.confidence = 1;
      g_array_append_val (passage->mentions, mention);
    }
  date.edtf = g_strdup_printf ("%u-%02d", 1800 + at / 50, g_rand_int_range (random, 1, 13));
  g_array_append_val (passage->dates, date);
  passage->kind = TRI_PASSAGE_PARAGRAPH;
  g_free (passage->content);
  passage->content = g_string_free (g_steal_pointer (&content), FALSE);
  return passage;
}

int
main (int argc, char **argv)
{
  static const char *const langs[N_TEXTS] = { "fr", "en", "nl" };
  g_autoptr (TriAccounts) accounts = tri_accounts_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GArray) links = NULL;
  clock_t began = 0, reading = 0;

  for (guint t = 0; t < N_TEXTS; t++)
    {
      tri_accounts_add_text (accounts, langs[t]);
      for (guint i = 0; i < N_PASSAGES; i++)
        {
          g_autoptr (TriPassage) passage = make_passage (random, i);

          began = clock ();
          tri_accounts_add_passage (accounts, passage);
          reading += clock () - began;
        }
    }
  began = clock ();
  links = tri_accounts_link (accounts, NULL, NULL, NULL, NULL);
  g_print ("accounts, %d texts of %d passages: read in %.2f s, compared in %.2f s, %u links\n",
           N_TEXTS,
           N_PASSAGES,
           (double) reading / CLOCKS_PER_SEC,
           (double) (clock () - began) / CLOCKS_PER_SEC,
           links->len);
  return 0;
}
