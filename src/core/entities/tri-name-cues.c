/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-name-cues.h"

#include "tri-fold.h"

#include <string.h>

/* Words of French, English and Dutch that say something of the name beside them. All are folded. */

/* Rank, office and address. They stand before a name and are no part of it. */
static const char *const titles[] = {
  "abbe",
  "admiraal",
  "admiral",
  "amiral",
  "archduke",
  "archiduc",
  "baron",
  "baronne",
  "camarade",
  "camarades",
  "captain",
  "capitaine",
  "citizen",
  "citoyen",
  "citoyenne",
  "colonel",
  "commandant",
  "commander",
  "commissaire",
  "comrade",
  "comrades",
  "comte",
  "comtesse",
  "count",
  "countess",
  "docteur",
  "doctor",
  "dr",
  "duc",
  "duchess",
  "duchesse",
  "duke",
  "emperor",
  "empereur",
  "empress",
  "general",
  "generaal",
  "graaf",
  "hertog",
  "imperatrice",
  "kameraad",
  "kameraden",
  "kapitein",
  "keizer",
  "keizerin",
  "king",
  "kolonel",
  "koning",
  "koningin",
  "lady",
  "lieutenant",
  "luitenant",
  "lord",
  "madame",
  "mademoiselle",
  "maitre",
  "major",
  "marechal",
  "marshal",
  "maarschalk",
  "mevrouw",
  "meneer",
  "mijnheer",
  "minister",
  "ministre",
  "miss",
  "mister",
  "mlle",
  "mme",
  "monsieur",
  "mr",
  "mrs",
  "ms",
  "paus",
  "pape",
  "pastor",
  "pope",
  "president",
  "presidente",
  "prince",
  "princess",
  "princesse",
  "prins",
  "prinses",
  "prof",
  "professeur",
  "professor",
  "queen",
  "reine",
  "roi",
  "saint",
  "senator",
  "senateur",
  "sergeant",
  "sergent",
  "sir",
  "tsaar",
  "tsar",
  "tsarina",
  "tsaritsa",
  "tzar",
  "czar",
  NULL,
};

static const char *const particles[] = {
  "a",
  "an",
  "and",
  "au",
  "aux",
  "de",
  "del",
  "della",
  "der",
  "des",
  "di",
  "du",
  "een",
  "el",
  "en",
  "et",
  "for",
  "het",
  "in",
  "la",
  "las",
  "le",
  "les",
  "los",
  "of",
  "ou",
  "par",
  "pour",
  "sur",
  "the",
  "van",
  "voor",
  "y",
  "d",
  "l",
  NULL,
};

/* What organisations and events are. */
static const char *const heads[] = {
  "assemblee",
  "assembly",
  "bond",
  "comite",
  "commission",
  "commissie",
  "committee",
  "confederation",
  "congres",
  "congress",
  "conference",
  "federation",
  "federatie",
  "front",
  "guerre",
  "internationale",
  "international",
  "league",
  "ligue",
  "oorlog",
  "opposition",
  "oppositie",
  "parti",
  "partij",
  "party",
  "proces",
  "raad",
  "revolution",
  "revolutie",
  "trials",
  "union",
  "unie",
  "war",
  NULL,
};

/* What befalls somebody has no name: the death of Lenin. */
static const char *const happenings[] = {
  "arrest",
  "arrestatie",
  "arrestation",
  "assassinat",
  "aankomst",
  "arrival",
  "arrivee",
  "assassination",
  "birth",
  "death",
  "deces",
  "departure",
  "depart",
  "dood",
  "execution",
  "executie",
  "funeral",
  "funerailles",
  "geboorte",
  "moord",
  "mort",
  "murder",
  "meurtre",
  "naissance",
  "overlijden",
  "vertrek",
  NULL,
};

static const char *const place_fr_cues[] = {
  "a",
  "vers",
  "ville",
  "village",
  "region",
  "quartier",
  "rue",
  "capitale",
  NULL,
};

static const char *const place_en_cues[] = {
  "in",
  "at",
  "near",
  "to",
  "city",
  "town",
  "village",
  "region",
  "capital",
  NULL,
};

static const char *const place_nl_cues[] = {
  "in",
  "te",
  "naar",
  "stad",
  "dorp",
  "streek",
  "hoofdstad",
  NULL,
};

static const char *const work_cues[] = {
  "journal",
  "hebdomadaire",
  "revue",
  "quotidien",
  "roman",
  "livre",
  "recueil",
  "poeme",
  "newspaper",
  "weekly",
  "daily",
  "magazine",
  "paper",
  "novel",
  "book",
  "poem",
  "krant",
  "blad",
  "weekblad",
  "dagblad",
  "tijdschrift",
  "boek",
  "gedicht",
  NULL,
};

static const char *const organisation_cues[] = {
  "parti",
  "party",
  "partij",
  "syndicat",
  "union",
  "vakbond",
  "organisation",
  "organisatie",
  "groupe",
  "group",
  "groep",
  "membre",
  "member",
  "lid",
  NULL,
};

static const char *const person_cues[] = {
  "ecrivain",
  "romancier",
  "writer",
  "novelist",
  "author",
  "auteur",
  "schrijver",
  "poete",
  "poet",
  "dichter",
  "ami",
  "friend",
  "vriend",
  "wife",
  "femme",
  "vrouw",
  "fils",
  "son",
  "zoon",
  NULL,
};

static const struct
{
  TriEntityType type;
  const char *lang; /* "" for all */
  const char *const *words;
} cues[] = {
  { TRI_ENTITY_PLACE, "fr", place_fr_cues },
  { TRI_ENTITY_PLACE, "en", place_en_cues },
  { TRI_ENTITY_PLACE, "nl", place_nl_cues },
  { TRI_ENTITY_WORK, "", work_cues },
  { TRI_ENTITY_ORGANISATION, "", organisation_cues },
  { TRI_ENTITY_PERSON, "", person_cues },
};

static gboolean
contains (const char *const *words, const char *word)
{
  g_autofree char *folded = tri_fold (word);

  return g_strv_contains (words, folded);
}

gboolean
tri_name_cue_is_title (const char *word)
{
  return contains (titles, word);
}

/* A word that no acronym has a letter for. */
gboolean
tri_name_cue_is_particle (const char *word)
{
  return contains (particles, word);
}

gboolean
tri_name_cue_is_head (const char *word)
{
  return contains (heads, word);
}

gboolean
tri_name_cue_is_happening (const char *word)
{
  return contains (happenings, word);
}

/**
 * tri_name_cue_get_type:
 * @word: what stands before a name
 * @lang: of the text
 *
 * Returns: the #TriEntityType of what is named so, -1 when the word does not tell
 */
int
tri_name_cue_get_type (const char *word, const char *lang)
{
  g_autofree char *folded = tri_fold (word);

  for (guint i = 0; i < G_N_ELEMENTS (cues); i++)
    if ((!*cues[i].lang || g_str_equal (cues[i].lang, lang))
        && g_strv_contains (cues[i].words, folded))
      return (int) cues[i].type;
  return g_strv_contains (titles, folded) ? TRI_ENTITY_PERSON : -1;
}
