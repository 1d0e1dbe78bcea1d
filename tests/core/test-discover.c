/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-discover.h"

#include <string.h>

/* Texts in which entities are discovered: a language, then its passages. */
typedef struct
{
  const char *lang;
  const char *passages[8];
} Text;

static void
read_texts (TriDiscovery *discovery, const Text *texts, guint n_texts, gboolean rows)
{
  for (guint i = 0; i < n_texts; i++)
    tri_discovery_add_text (discovery, texts[i].lang);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n_texts; i++)
      for (guint j = 0; texts[i].passages[j]; j++)
        {
          TriDiscoverPassage passage = { .id = (gint64) j + 1,
                                         .kind = TRI_PASSAGE_PARAGRAPH,
                                         .content = texts[i].passages[j],
                                         .row = rows ? j + 1 : 0 };

          if (pass == 0)
            tri_discovery_survey (discovery, i, &passage);
          else
            tri_discovery_collect (discovery, i, &passage);
        }
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
dump_proposal (const TriProposal *proposal)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_free);
  GString *out = g_string_new (tri_entity_type_to_nick (proposal->type));

  for (guint i = 0; i < proposal->forms->len; i++)
    {
      const TriProposalForm *form = &g_array_index (proposal->forms, TriProposalForm, i);

      g_ptr_array_add (forms, g_strdup_printf ("%s:%s", form->lang, form->name));
    }
  g_ptr_array_sort (forms, compare_strings);
  for (guint i = 0; i < forms->len; i++)
    g_string_append_printf (out, "%s%s", i ? ", " : " ", (char *) g_ptr_array_index (forms, i));
  return g_string_free (out, FALSE);
}

/* A line a proposal, in the order of the alphabet. */
static char *
discover (const Text *texts, guint n_texts, gboolean rows)
{
  g_autoptr (TriDiscovery) discovery = tri_discovery_new ();
  g_autoptr (GPtrArray) proposals = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GString *out = g_string_new (NULL);

  read_texts (discovery, texts, n_texts, rows);
  proposals = tri_discovery_propose (discovery);
  for (guint i = 0; i < proposals->len; i++)
    g_ptr_array_add (lines, dump_proposal (g_ptr_array_index (proposals, i)));
  g_ptr_array_sort (lines, compare_strings);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (out, "%s\n", (char *) g_ptr_array_index (lines, i));
  return g_string_free (out, FALSE);
}

static void
check (const Text *texts, guint n_texts, const char *expected)
{
  g_autofree char *found = discover (texts, n_texts, FALSE);

  g_assert_cmpstr (found, ==, expected);
}

/* What only its place gives a capital is no name; peoples, months and languages are none. */
static void
test_capitals (void)
{
  static const Text texts[] = {
    { "en",
      { "Yesterday a letter came from Norwich. The miller read it to Agnes Pole.",
        "Nobody answered. In March the Russian novel was sold. He spoke Dutch.",
        NULL } },
  };

  check (texts, G_N_ELEMENTS (texts), "person en:Agnes Pole\nplace en:Norwich\n");
}

/* A word that begins a sentence is a name when it is one elsewhere. */
static void
test_sentence_initial (void)
{
  static const Text texts[] = {
    { "en", { "Harrow waited. Then Mr. Harrow left. Waiting is hard, said Harrow.", NULL } },
  };
  g_autoptr (TriDiscovery) discovery = tri_discovery_new ();
  g_autoptr (GPtrArray) proposals = NULL;

  read_texts (discovery, texts, 1, FALSE);
  proposals = tri_discovery_propose (discovery);
  g_assert_cmpuint (proposals->len, ==, 1);
  g_assert_cmpstr (((TriProposal *) proposals->pdata[0])->name, ==, "Harrow");
  g_assert_cmpuint (((TriProposal *) proposals->pdata[0])->n_mentions, ==, 3);
  g_assert_cmpint (((TriProposal *) proposals->pdata[0])->type, ==, TRI_ENTITY_PERSON);
}

static void
test_particles (void)
{
  static const Text texts[] = {
    { "fr", { "On y voit Simone de Varenne et la comtesse.", NULL } },
    { "nl", { "Wij zagen er Joost van den Broek.", NULL } },
    { "en", { "He joined the Society of the Lantern.", NULL } },
  };

  check (texts,
         G_N_ELEMENTS (texts),
         "organisation en:Society of the Lantern\n"
         "person fr:Simone de Varenne\n"
         "person nl:Joost van den Broek\n");
}

/* One name in three spellings, with genitive and elision; surnames and initials stand for it. */
static void
test_spellings (void)
{
  static const Text texts[] = {
    { "en", { "We met Boris Vatulchin there. Vatulchin's brother saw B. Vatulchin later.", NULL } },
    { "fr", { "On attendait la lettre de Boris Vatoultchine.", NULL } },
    { "nl", { "Men zag Vatoeltsjins broer en Boris Vatoeltsjin; later sprak Vatoeltsjin.", NULL } },
  };

  check (texts,
         G_N_ELEMENTS (texts),
         "person en:B. Vatulchin, en:Boris Vatulchin, en:Vatulchin, fr:Boris Vatoultchine,"
         " nl:Boris Vatoeltsjin, nl:Vatoeltsjin\n");
}

/* Places that ICU knows are one in three languages. */
static void
test_places (void)
{
  static const Text texts[] = {
    { "en", { "He lived in Vienna, then in Germany.", NULL } },
    { "fr", { "Il vivait à Vienne, puis en Allemagne.", NULL } },
    { "nl", { "Hij woonde te Wenen, later in Duitsland.", NULL } },
  };

  check (texts,
         G_N_ELEMENTS (texts),
         "place en:Germany, fr:Allemagne, nl:Duitsland\n"
         "place en:Vienna, fr:Vienne, nl:Wenen\n");
}

static void
test_acronyms (void)
{
  static const Text texts[] = {
    { "en",
      { "At first the SLW (Society of Lamp Workers) was small, but the SLW grew quickly.", NULL } },
  };

  check (texts, G_N_ELEMENTS (texts), "organisation en:SLW, en:Society of Lamp Workers\n");
}

static void
test_aliases (void)
{
  static const Text texts[] = {
    { "en", { "It was Anna Quill, whose real name was Marta Ostin, who wrote.", NULL } },
  };

  check (texts, G_N_ELEMENTS (texts), "person en:Anna Quill, en:Marta Ostin\n");
}

static void
test_titles (void)
{
  static const Text texts[] = {
    { "en", { "She wrote her novel, “The Salt Year,” by hand.", NULL } },
    { "fr", { "Il écrit pour Le Flambeau, et la revue paraît.", NULL } },
  };

  check (texts, G_N_ELEMENTS (texts), "work en:The Salt Year\nwork fr:Le Flambeau\n");
}

/* Names of organisations are translated word by word. */
static void
test_concepts (void)
{
  static const Text texts[] = {
    { "en", { "He left the Communist International.", NULL } },
    { "fr", { "Il quitta l'Internationale Communiste.", NULL } },
    { "nl", { "Hij verliet de Communistische Internationale.", NULL } },
  };

  check (texts,
         G_N_ELEMENTS (texts),
         "organisation en:Communist International, fr:Internationale Communiste,"
         " nl:Communistische Internationale\n");
}

/* What stands in the same rows is the same, whatever it is called. */
static void
test_rows (void)
{
  static const Text texts[] = {
    { "en",
      { "They sailed to Greywater.",
        "Nobody lived in Greywater.",
        "From Greywater came a ship.",
        "They saw Oldcastle.",
        NULL } },
    { "fr",
      { "Ils allèrent à Eaugrise.",
        "Personne ne vivait à Eaugrise.",
        "Un navire vint d'Eaugrise.",
        "Ils virent Vieuxfort.",
        NULL } },
  };
  g_autofree char *with = discover (texts, G_N_ELEMENTS (texts), TRUE);
  g_autofree char *without = discover (texts, G_N_ELEMENTS (texts), FALSE);

  g_assert_nonnull (strstr (with, "place en:Greywater, fr:Eaugrise\n"));
  g_assert_null (strstr (without, "en:Greywater, fr:Eaugrise"));
}

static gboolean
proposes (const Text *texts, guint n_texts, const char *line)
{
  g_autofree char *found = discover (texts, n_texts, FALSE);
  gboolean has = strstr (found, line) != NULL;

  if (!has)
    g_test_message ("found:\n%s", found);
  return has;
}

/* Titles of a work in three languages, brought together by what their words mean, their names and
 * words of common origin; two letters to two persons are two. */
static void
test_works (void)
{
  static const Text texts[] = {
    { "en",
      { "She wrote “The Garden of the Dead Queen” and “Letter to Orvel”.",
        "The “Letter to Hask” is lost.",
        NULL } },
    { "fr", { "Elle écrivit « Le Jardin de la Reine morte » et « Lettre à Orvel ».", NULL } },
    { "nl", { "Zij schreef „De Tuin der dode Koningin”.", NULL } },
  };

  g_assert_true (proposes (texts,
                           G_N_ELEMENTS (texts),
                           "work en:Letter to Orvel, fr:Lettre à Orvel\n"));
  g_assert_true (proposes (texts, G_N_ELEMENTS (texts), "work en:Letter to Hask\n"));
  g_assert_true (proposes (texts,
                           G_N_ELEMENTS (texts),
                           "en:The Garden of the Dead Queen, fr:Le Jardin de la Reine morte"));
}

/* Places that are called otherwise by those who do not live there, and a city of several names. */
static void
test_exonyms (void)
{
  static const Text texts[] = {
    { "en", { "He lived in Cologne, then in Saint Petersburg.", NULL } },
    { "fr", { "Il vivait à Pétrograd.", NULL } },
    { "nl", { "Hij woonde te Keulen, later in Sint-Petersburg.", NULL } },
  };

  check (texts,
         G_N_ELEMENTS (texts),
         "place en:Cologne, nl:Keulen\n"
         "place en:Saint Petersburg, fr:Pétrograd, nl:Sint-Petersburg\n");
}

/* The beginnings of two words, written as one. */
static void
test_blends (void)
{
  static const Text texts[] = {
    { "en", { "He sat in the Lantern Committee. The Lantcom met on Mondays.", NULL } },
    { "fr", { "Le Conseil fédéral écrivit aux Confédérés.", NULL } },
  };

  g_assert_true (proposes (texts,
                           G_N_ELEMENTS (texts),
                           "organisation en:Lantcom, en:Lantern Committee\n"));
  g_assert_true (proposes (texts,
                           G_N_ELEMENTS (texts),
                           "organisation fr:Conseil fédéral\n"));
}

/* An organisation said for short in another language is the longer one; the executive of it is
 * something else. */
static void
test_longer (void)
{
  static const Text texts[] = {
    { "en",
      { "She joined the Norwich Workers Union.",
        "Then came the Council of the Workers Union.",
        NULL } },
    { "fr", { "Elle quitta la Commune du Nord et le Parti communiste belge.", NULL } },
  };

  g_assert_true (proposes (texts,
                           G_N_ELEMENTS (texts),
                           "organisation en:Council of the Workers Union\n"));
  g_assert_true (proposes (texts,
                           G_N_ELEMENTS (texts),
                           "organisation fr:Parti communiste belge\n"));
}

/* What stands behind a name in a place, or begins a title, belongs to it no more. */
static void
test_ends (void)
{
  static const Text texts[] = {
    { "en", { "They met at the Fifth Congress in Paris.", NULL } },
    { "fr", { "Il lit L’Internationale Ouvrière et Le Flambeau, chaque jour.", NULL } },
  };

  g_assert_true (proposes (texts, G_N_ELEMENTS (texts), "event en:Fifth Congress\n"));
  g_assert_true (proposes (texts, G_N_ELEMENTS (texts), "place en:Paris\n"));
  g_assert_true (proposes (texts, G_N_ELEMENTS (texts), "work fr:Le Flambeau\n"));
}

/* What a name hangs on says of what kind it is: a street, a county, a general, membership. */
static void
test_cues (void)
{
  static const Text texts[] = {
    { "en",
      { "They walked along the banks of the Orvel. She sold a farm in Hask county.",
        "He was a member of the Amberlight, and Mr. Dunn whispered.",
        NULL } },
    { "fr", { "Il habite rue Vernelle ; le général de Mirval murmura.", NULL } },
    { "nl", { "Vandaag ging hij naar New Dorrel.", NULL } },
  };

  check (texts,
         G_N_ELEMENTS (texts),
         "organisation en:Amberlight\n"
         "person en:Dunn\n"
         "person fr:Mirval\n"
         "place en:Hask\n"
         "place en:Orvel\n"
         "place fr:Vernelle\n"
         "place nl:New Dorrel\n");
}

/* Initials are no articles, a given name is no people, and an adjective of a French title has no
 * capital; a newspaper named in the sentence before says nothing. */
static void
test_parts (void)
{
  static const Text texts[] = {
    { "fr", { "On y vit L. Vatelin, S. Mirou et Romain Dourel avec Le Flambeau marxiste.", NULL } },
    { "en",
      { "He wrote for the newspaper. Quillan stayed. We saw Quillan there.",
        "She liked the Norwich Courier, and “Memoirs of a Lamplighter, 1901–1941,” best.",
        NULL } },
  };

  check (texts,
         G_N_ELEMENTS (texts),
         "person en:Quillan\n"
         "person fr:L. Vatelin\n"
         "person fr:Romain Dourel\n"
         "person fr:S. Mirou\n"
         "work en:Memoirs of a Lamplighter, 1901–1941\n"
         "work en:Norwich Courier\n"
         "work fr:Le Flambeau marxiste\n");
}

/* What is listed with places is one. */
static void
test_lists (void)
{
  static const Text texts[] = {
    { "fr", { "Paris, Bruxelles, Varnay et Londres furent visitées.", NULL } },
    { "en", { "Yesterday Paris, New York and Ostrel were seen. New York has ships.", NULL } },
  };

  g_assert_true (proposes (texts, G_N_ELEMENTS (texts), "place fr:Varnay\n"));
  g_assert_true (proposes (texts, G_N_ELEMENTS (texts), "place en:Ostrel\n"));
  g_assert_true (proposes (texts, G_N_ELEMENTS (texts), "place en:New York\n"));
}

/* Numerals, interjections, a word shouted, and peoples of a part of the world are no names. */
static void
test_no_names (void)
{
  static const Text texts[] = {
    { "en",
      { "He went to see her, thank Heaven, in book II of it. The South American letter lay there.",
        "They gave a prize, the GREAT prize. It was a great prize, and great was the joy.",
        NULL } },
    { "fr", { "Il pria que Dieu voulût, mon Dieu, le sauver.", NULL } },
    { "nl", { "Hij kwam op Dingsdag den 3 Junij.", NULL } },
  };

  check (texts, G_N_ELEMENTS (texts), "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/discover/capitals", test_capitals);
  g_test_add_func ("/discover/sentence-initial", test_sentence_initial);
  g_test_add_func ("/discover/particles", test_particles);
  g_test_add_func ("/discover/spellings", test_spellings);
  g_test_add_func ("/discover/places", test_places);
  g_test_add_func ("/discover/acronyms", test_acronyms);
  g_test_add_func ("/discover/aliases", test_aliases);
  g_test_add_func ("/discover/titles", test_titles);
  g_test_add_func ("/discover/concepts", test_concepts);
  g_test_add_func ("/discover/rows", test_rows);
  g_test_add_func ("/discover/works", test_works);
  g_test_add_func ("/discover/exonyms", test_exonyms);
  g_test_add_func ("/discover/blends", test_blends);
  g_test_add_func ("/discover/longer", test_longer);
  g_test_add_func ("/discover/ends", test_ends);
  g_test_add_func ("/discover/cues", test_cues);
  g_test_add_func ("/discover/parts", test_parts);
  g_test_add_func ("/discover/lists", test_lists);
  g_test_add_func ("/discover/no-names", test_no_names);
  return g_test_run ();
}
