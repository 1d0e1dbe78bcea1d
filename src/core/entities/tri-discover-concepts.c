/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-discover-group.h"

#include <stdlib.h>
#include <string.h>

/* Names of organisations and events are translated, word by word: Russian Communist Party, Parti
 * communiste russe. Words of one line mean the same. */
static const char *const meanings[] = {
  "party parti partij partido",
  "international internationale",
  "committee comite",
  "central centraal centrale",
  "union unie",
  "group groupe groep",
  "gang bande bende",
  "war guerre oorlog",
  "peace paix vrede",
  "revolution revolutie",
  "congress congres",
  "conference conferentie",
  "council conseil raad",
  "league ligue liga bond",
  "movement mouvement beweging",
  "society societe maatschappij",
  "association vereniging",
  "trial trials proces",
  "uprising insurrection opstand oproer soulevement rebellion",
  "strike greve staking",
  "commune",
  "opposition oppositie",
  "army armee leger",
  "bank banque",
  "university universite universiteit",
  "academy academie",
  "young jeune jonge youth jeunesse jeugd",
  "guard garde",
  "north northern nord noorden noordelijke",
  "south southern sud zuiden zuidelijke",
  "east eastern est oost oosten oostelijke",
  "west western ouest westen westelijke",
  "left gauche links linkse",
  "right droite rechts rechtse",
  "red rouge rode rood",
  "white blanc blanche witte wit",
  "great grand grande grote groot",
  "royal koninklijk koninklijke",
  "national nationale nationaal",
  "people peuple volk",
  "french francais francaise frans franse france frankrijk",
  "german allemand allemande duits duitse germany allemagne duitsland",
  "dutch neerlandais neerlandaise nederlands nederlandse",
  "english anglais anglaise engels engelse",
  "spanish espagnol espagnole spaans spaanse",
  "executive executif",
  "secret geheime geheim",
  "police politie",
  "defence defense verdediging",
  "culture cultuur",
  "first premier premiere eerste",
  "second deuxieme tweede seconde",
  "third troisieme derde iiie 3e iiird 3rd iii",
  "fourth quatrieme vierde ive 4e ivth 4th iv",
  "world mondial mondiale wereld monde",
};

static GHashTable *
build (void)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    {
      g_auto (GStrv) words = g_strsplit (meanings[i], " ", -1);

      for (guint j = 0; words[j]; j++)
        g_hash_table_insert (table, g_strdup (words[j]), GUINT_TO_POINTER (i + 1));
    }
  return table;
}

static gpointer
build_once (gpointer unused)
{
  return build ();
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The beginning of a word is the same in three languages more often than its end: communist,
 * communiste, communistische. */
static char *
dup_meaning (const char *lang, const char *word)
{
  static GOnce once = G_ONCE_INIT;
  guint meaning;
  gsize n = tri_word_is_people (lang, word, -1) ? 4 : 5;

  g_once (&once, build_once, NULL);
  meaning = GPOINTER_TO_UINT (g_hash_table_lookup (once.retval, word));
  if (meaning > 0)
    return g_strdup_printf ("%u", meaning);
  return strlen (word) > n ? g_strndup (word, n) : g_strdup (word);
}

/**
 * tri_discover_dup_concept:
 * @words: folded
 *
 * Returns: what translations of a name of several common words share: what the words mean, in no
 * order
 */
char *
tri_discover_dup_concept (const char *lang, char **words)
{
  g_autoptr (GPtrArray) meaning = g_ptr_array_new_with_free_func (g_free);
  GString *concept = g_string_new (NULL);

  for (guint i = 0; words[i]; i++)
    if (!(tri_word_classify (words[i], -1)
          & (TRI_WORD_PARTICLE | TRI_WORD_LOOSE_PARTICLE | TRI_WORD_INDEFINITE)))
      g_ptr_array_add (meaning, dup_meaning (lang, words[i]));
  g_ptr_array_sort (meaning, compare_words);
  for (guint i = 0; i < meaning->len; i++)
    g_string_append_printf (concept, "%s ", (char *) g_ptr_array_index (meaning, i));
  return g_string_free (concept, FALSE);
}
