/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-discover-group.h"

#include <stdlib.h>
#include <string.h>

/* Names of organisations and events are translated, word by word: Russian Communist Party, Parti
 * communiste russe; and so are titles of works, more freely. Words of one line mean the same. */
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
  "our notre nos onze ons",
  "their leur leurs hun",
  "my mon mes mijn",
  "without sans zonder",
  "against contre tegen",
  "every everyone everybody tout tous toute toutes chaque elk elke ieder iedere iedereen alle",
  "man men homme hommes mens mensen mannen",
  "woman women femme femmes vrouw vrouwen",
  "child children enfant enfants kind kinderen",
  "father pere vader",
  "mother mere moeder",
  "brother brothers frere freres broer broeder broeders",
  "sister sisters soeur soeurs zuster zusters",
  "son sons fils zoon zonen",
  "daughter daughters fille filles dochter dochters",
  "friend friends ami amis vriend vrienden",
  "master maitre meester",
  "servant serviteur dienaar knecht",
  "king roi koning",
  "queen reine koningin",
  "comrade comrades camarade camarades kameraad kameraden",
  "citizen citizens citoyen citoyens burger burgers",
  "worker workers ouvrier ouvriers arbeider arbeiders",
  "soldier soldiers soldat soldats soldaat soldaten",
  "life lives vie vies leven levens",
  "death mort dood",
  "birth naissance geboorte",
  "love amour amours liefde",
  "hate hatred haine haat",
  "hope espoir esperance hoop",
  "fear peur angst vrees",
  "joy joie vreugde",
  "dream dreams reve reves droom dromen",
  "soul ame ziel",
  "heart coeur hart",
  "hand hands main mains handen",
  "eye eyes oeil yeux oog ogen",
  "blood sang bloed",
  "body corps lichaam",
  "head tete hoofd",
  "god dieu",
  "devil diable duivel",
  "day days jour jours journee dag dagen",
  "night nights nuit nuits nacht nachten",
  "midnight minuit middernacht",
  "morning matin ochtend morgen",
  "evening soir avond",
  "year years ans annee annees jaar jaren",
  "century siecle eeuw",
  "time times temps tijd tijden",
  "hour heure uur",
  "earth terre aarde",
  "sky heaven ciel hemel",
  "sun soleil zon",
  "moon lune maan",
  "star stars etoile etoiles ster sterren",
  "sea mer zee",
  "island ile eiland",
  "river fleuve riviere rivier",
  "mountain montagne berg",
  "forest foret bos woud",
  "garden jardin tuin",
  "tree trees arbre arbres boom bomen",
  "flower flowers fleur fleurs bloem bloemen",
  "bird birds oiseau oiseaux vogel vogels",
  "dog dogs chien chiens hond honden",
  "horse horses cheval chevaux paard paarden",
  "wolf loup",
  "water eau waters",
  "fire feu vuur",
  "snow neige sneeuw",
  "wind vent",
  "storm tempete",
  "gold goud",
  "iron fer ijzer",
  "light lumiere licht",
  "shadow ombre schaduw",
  "darkness tenebres duisternis",
  "house maison huis",
  "room chambre kamer",
  "door porte deur",
  "window fenetre venster raam",
  "street rue straat",
  "road way chemin route weg",
  "city town ville stad",
  "village dorp",
  "country pays land",
  "prison prisons gevangenis gevangenissen",
  "power force kracht macht pouvoir",
  "freedom liberty liberte vrijheid",
  "equality egalite gelijkheid",
  "justice gerechtigheid",
  "truth verite waarheid",
  "lie lies mensonge leugen",
  "crime misdaad",
  "punishment chatiment straf",
  "case affair affaire zaak",
  "fate destiny destin noodlot lot",
  "end fin einde",
  "beginning debut commencement begin",
  "voyage journey travels reis reizen",
  "return retour terugkeer",
  "fall chute val",
  "struggle fight lutte strijd",
  "class classe klasse",
  "state etat staat",
  "law loi wet",
  "question questions vraag vragen vraagstuk",
  "answer reponse antwoord",
  "letter letters lettre lettres brief brieven",
  "book livre boek",
  "story tale conte histoire verhaal geschiedenis history tales contes verhalen",
  "song chant lied",
  "poem poems poeme poemes gedicht gedichten",
  "memoirs memoires gedenkschriften",
  "notes aantekeningen",
  "diary dagboek",
  "conversations entretiens gesprekken",
  "thoughts pensees gedachten",
  "science wetenschap",
  "art kunst",
  "literature litterature literatuur",
  "music musique muziek",
  "philosophy philosophie filosofie wijsbegeerte",
  "work labour travail arbeid werk",
  "money argent geld",
  "bread brood",
  "wine vin wijn",
  "poor pauvre pauvres arme armen",
  "rich riche riches rijk rijke",
  "old vieux vieille vieil oud oude",
  "new nouveau nouvelle nouveaux nieuw nieuwe",
  "small little petit petite klein kleine",
  "good bon bonne goed goede",
  "bad mauvais slecht slechte",
  "beautiful beau belle mooi mooie schone",
  "black noir noire zwart zwarte",
  "green vert verte groen groene",
  "blue bleu bleue blauw blauwe",
  "lost perdu perdue perdus verloren",
  "dead morts doden dode",
  "two deux twee",
  "three trois drie",
  "four quatre vier",
  "five cinq vijf",
  "seven sept zeven",
  "hundred cent honderd",
  "thousand mille duizend",
  "know savoir weten kennen connaitre",
  "should must devrait doit moet",
  "live vivre",
  "mourir sterven",
  "write ecrire schrijven",
  "read lire lezen",
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
  "first premier premiere eerste one",
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

/**
 * tri_discover_get_meaning:
 *
 * Returns: what the folded word and its translations share; 0 when it is in no table
 */
guint
tri_discover_get_meaning (const char *folded)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, build_once, NULL);
  return GPOINTER_TO_UINT (g_hash_table_lookup (once.retval, folded));
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The beginning of a word is the same in three languages more often than its end: communist,
 * communiste, communistische. */
char *
tri_discover_dup_meaning (const char *lang, const char *word)
{
  guint meaning = tri_discover_get_meaning (word);
  gsize n = tri_word_is_people (lang, word, -1) ? 4 : 5;

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
      g_ptr_array_add (meaning, tri_discover_dup_meaning (lang, words[i]));
  g_ptr_array_sort (meaning, compare_words);
  for (guint i = 0; i < meaning->len; i++)
    g_string_append_printf (concept, "%s ", (char *) g_ptr_array_index (meaning, i));
  return g_string_free (concept, FALSE);
}
