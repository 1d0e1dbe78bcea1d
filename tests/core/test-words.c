/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tri-stem.h"
#include "search/tri-words.h"

#include <string.h>

/* The words as they stand in the text, each with its place and what it folds to. */
static gboolean
dump_cb (const TriWord *word, gpointer out)
{
  g_assert_cmpuint (strlen (word->folded), ==, word->length);
  g_string_append_printf (out,
                          "%s%u-%u %s",
                          ((GString *) out)->len > 0 ? ", " : "",
                          word->start,
                          word->end,
                          word->folded);
  return TRUE;
}

static void
test_table (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } texts[] = {
    { "", "" },
    { " ?! … ’ - \u00ad", "" },
    { "Le Chat", "0-2 le, 3-7 chat" },
    { "l’homme l'homme", "0-1 l, 2-7 homme, 8-9 l, 10-15 homme" },
    { "d’où qu’il", "0-1 d, 2-4 ou, 5-7 qu, 8-10 il" },
    { "peut-être peut‑être", "0-4 peut, 5-9 etre, 10-14 peut, 15-19 etre" },
    { "cœur Straße", "0-4 coeur, 5-11 strasse" },
    { "ĳs ĲS ijs", "0-2 ijs, 3-5 ijs, 6-9 ijs" },
    { "pri\u00adson", "0-7 prison" },
    { "\u00adpri", "1-4 pri" },
    { "1\u00a0000\u202ffr", "0-1 1, 2-5 000, 6-8 fr" },
    { "été e\u0301te\u0301", "0-3 ete, 4-9 ete" },
    { "Кибальчич, Горький", "0-9 кибальчич, 11-18 горькии" },
    { "Кибальчи\u0306ч", "0-10 кибальчич" },
    { "12:30 h2o 1er", "0-2 12, 3-5 30, 6-9 h2o, 10-13 1er" },
    { "Ⅲe", "0-2 iiie" },
    { "東京 café", "0-1 東, 1-2 京, 3-7 cafe" },
    { "a_b a/b", "0-1 a, 2-3 b, 4-5 a, 6-7 b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      g_test_message ("%s", texts[i].text);
      g_assert_true (tri_words_foreach (texts[i].text, -1, dump_cb, out));
      g_assert_cmpstr (out->str, ==, texts[i].words);
    }
}

static gboolean
check_bytes_cb (const TriWord *word, gpointer text)
{
  const char *from = g_utf8_offset_to_pointer (text, word->start);
  const char *to = g_utf8_offset_to_pointer (text, word->end);

  g_assert_cmpuint ((gsize) (from - (const char *) text), ==, word->from);
  g_assert_cmpuint ((gsize) (to - (const char *) text), ==, word->to);
  return !g_str_equal (word->folded, "fin");
}

/* Bytes and code points say the same place; the walk ends where it is told to. */
static void
test_places (void)
{
  g_assert_true (tri_words_foreach ("L’œuvre, été", -1, check_bytes_cb, (gpointer) "L’œuvre, été"));
  g_assert_false (tri_words_foreach ("é fin x", -1, check_bytes_cb, (gpointer) "é fin x"));
  g_assert_false (tri_words_foreach ("é fin", -1, check_bytes_cb, (gpointer) "é fin"));
  g_assert_true (tri_words_foreach ("fin", 2, check_bytes_cb, (gpointer) "fin"));
}

/* A word without end is cut between characters, the same each time. */
static void
test_long (void)
{
  GString *text = g_string_new (NULL);
  g_autofree char *owned = NULL;
  g_autoptr (GPtrArray) words = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "ж");
  g_string_append (text, " b");
  owned = g_string_free (text, FALSE);
  words = tri_words_list (owned);
  g_assert_cmpuint (words->len, ==, 2);
  g_assert_cmpuint (strlen (words->pdata[0]), <=, TRI_WORD_MAX);
  g_assert_true (g_utf8_validate (words->pdata[0], -1, NULL));
  g_assert_cmpstr (words->pdata[1], ==, "b");
}

/* What Snowball takes for one word, and what it does not. */
static void
test_families (void)
{
  static const struct
  {
    const char *lang;
    const char *words; /* those of one stem, then behind a bar some that have another */
  } families[] = {
    { "fr", "aimer aimé aimée aimées aimait aimeront | amour" },
    { "fr", "AIMÉE aime\u0301e ai\u00admée" },
    { "fr", "prisonnier prisonniers prisonnière prisonnières | prison" },
    { "fr", "prison prisons | prisonnier" },
    { "fr", "cheval chevaux" },
    { "fr", "révolution révolutions | révolutionnaire" },
    { "fr", "révolutionnaire révolutionnaires" },
    { "fr", "Évadés évadé évadée" },
    { "fr", "œuvre œuvres" },
    { "fr", "œil | yeux" },
    { "en", "prison prisons prisoner prisoners | prisms" },
    { "en", "run running runs | ran" },
    { "en", "house houses Houses | home" },
    { "en", "city cities" },
    { "en", "revolution revolutions | revolutionary" },
    { "nl", "boek boeken | boekje" },
    { "nl", "lopen loop | gelopen" },
    { "nl", "mogelijk mogelijkheid mogelijkheden" },
    { "nl", "gevangenis gevangenissen" },
    { "nl", "man mannen" },
    { "nl", "huis | huizen" },
    { "nl", "één een" },
    { "ru", "книга книги книгу" },
    { "ru", "революция революции" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autoptr (TriStemmer) stemmer = tri_stemmer_new (families[i].lang);
      g_auto (GStrv) words = g_strsplit (families[i].words, " ", -1);
      g_autofree char *stem = g_strdup (tri_stemmer_stem (stemmer, words[0], -1));
      gboolean is_same = TRUE;

      for (guint j = 1; words[j]; j++)
        if (g_str_equal (words[j], "|"))
          is_same = FALSE;
        else if (g_str_equal (tri_stemmer_stem (stemmer, words[j], -1), stem) != is_same)
          g_error ("%s: “%s” has the stem “%s”, “%s” has “%s”",
                   families[i].lang,
                   words[0],
                   stem,
                   words[j],
                   tri_stemmer_stem (stemmer, words[j], -1));
    }
}

static void
test_languages (void)
{
  g_autoptr (TriStemmer) dutch = tri_stemmer_new ("nld");
  g_autoptr (TriStemmer) belgian = tri_stemmer_new ("fr-BE");

  g_assert_cmpstr (tri_stemmer_stem (dutch, "boeken, ", 6), ==, "boek");
  g_assert_nonnull (belgian);
  g_assert_null (tri_stemmer_new ("eo"));
  g_assert_null (tri_stemmer_new (""));
}

/* What takes the square of its length would not come to an end. */
static void
test_long_word (void)
{
  g_autoptr (TriStemmer) french = tri_stemmer_new ("fr");
  g_autoptr (GString) word = g_string_new (NULL);

  for (guint i = 0; i < 2000000; i++)
    g_string_append (word, "é");
  g_assert_cmpuint (strlen (tri_stemmer_stem (french, word->str, -1)), >, 0);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/words/foreach/table", test_table);
  g_test_add_func ("/words/foreach/places", test_places);
  g_test_add_func ("/words/foreach/long", test_long);
  g_test_add_func ("/stem/stem/families", test_families);
  g_test_add_func ("/stem/stem/long", test_long_word);
  g_test_add_func ("/stem/new/languages", test_languages);

  return g_test_run ();
}
