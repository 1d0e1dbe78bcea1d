/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-name-cues.h"

#include "entities/tri-tokens.h"
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

/* What stands before or behind a name that is a family's. */
static const char *const families[] = {
  "broeders",
  "broers",
  "brothers",
  "clan",
  "couple",
  "dynastie",
  "dynasty",
  "echtpaar",
  "epoux",
  "families",
  "famille",
  "familles",
  "familie",
  "family",
  "freres",
  "gebroeders",
  "gezin",
  "gezusters",
  "household",
  "siblings",
  "sisters",
  "soeurs",
  "zussen",
  NULL,
};

/* Names of persons that a date has more often. */
static const char *const months[] = {
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
  "janvier",
  "fevrier",
  "mars",
  "avril",
  "mai",
  "juin",
  "juillet",
  "aout",
  "septembre",
  "octobre",
  "novembre",
  "decembre",
  "januari",
  "februari",
  "maart",
  "mei",
  "juni",
  "juli",
  "augustus",
  "oktober",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
  NULL,
};

/* What stands before the name of several. */
static const char *const plurals[] = {
  "all",
  "alle",
  "aux",
  "beide",
  "both",
  "ces",
  "de",
  "des",
  "deze",
  "die",
  "les",
  "the",
  "these",
  NULL,
};

static const struct
{
  TriNameCue cue;
  const char *const *words;
} lists[] = {
  { TRI_NAME_CUE_TITLE, titles },
  { TRI_NAME_CUE_PARTICLE, particles },
  { TRI_NAME_CUE_HEAD, heads },
  { TRI_NAME_CUE_HAPPENING, happenings },
  { TRI_NAME_CUE_FAMILY, families },
  { TRI_NAME_CUE_PLURAL, plurals },
  { TRI_NAME_CUE_MONTH, months },
  { TRI_NAME_CUE_PLACE_FR, place_fr_cues },
  { TRI_NAME_CUE_PLACE_EN, place_en_cues },
  { TRI_NAME_CUE_PLACE_NL, place_nl_cues },
  { TRI_NAME_CUE_WORK, work_cues },
  { TRI_NAME_CUE_ORGANISATION, organisation_cues },
  { TRI_NAME_CUE_PERSON, person_cues },
};

/* All words, by their hash: every name in a text asks for the words around it. */
#define N_SLOTS 1024

typedef struct
{
  const char *word;
  guint cues;
} Slot;

static Slot *
find_slot (Slot *slots, const char *word, guint length)
{
  guint at = tri_tokens_mix (tri_tokens_hash (word, length)) % N_SLOTS;

  while (slots[at].word
         && (strncmp (slots[at].word, word, length) != 0 || slots[at].word[length] != '\0'))
    at = (at + 1) % N_SLOTS;
  return &slots[at];
}

static Slot *
get_slots (void)
{
  static Slot *slots = NULL;

  if (g_once_init_enter (&slots))
    {
      Slot *made = g_new0 (Slot, N_SLOTS);

      for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
        for (guint n = 0; lists[i].words[n]; n++)
          {
            Slot *slot = find_slot (made, lists[i].words[n], (guint) strlen (lists[i].words[n]));

            slot->word = lists[i].words[n];
            slot->cues |= lists[i].cue;
          }
      g_once_init_leave (&slots, made);
    }
  return slots;
}

/**
 * tri_name_cue_find:
 * @folded: as by tri_fold(), @length bytes
 *
 * Returns: what the word says of a name beside it: a set of #TriNameCue
 */
guint
tri_name_cue_find (const char *folded, guint length)
{
  return find_slot (get_slots (), folded, length)->cues;
}

static guint
find (const char *word)
{
  g_autofree char *folded = tri_fold (word);

  return tri_name_cue_find (folded, (guint) strlen (folded));
}

gboolean
tri_name_cue_is_title (const char *word)
{
  return (find (word) & TRI_NAME_CUE_TITLE) != 0;
}

/* A word that no acronym has a letter for. */
gboolean
tri_name_cue_is_particle (const char *word)
{
  return (find (word) & TRI_NAME_CUE_PARTICLE) != 0;
}

gboolean
tri_name_cue_is_head (const char *word)
{
  return (find (word) & TRI_NAME_CUE_HEAD) != 0;
}

gboolean
tri_name_cue_is_family (const char *word)
{
  return (find (word) & TRI_NAME_CUE_FAMILY) != 0;
}

gboolean
tri_name_cue_is_month (const char *word)
{
  return (find (word) & TRI_NAME_CUE_MONTH) != 0;
}

static TriNameCue
get_place_cue (const char *lang)
{
  static const struct
  {
    const char *lang;
    TriNameCue cue;
  } places[] = {
    { "fr", TRI_NAME_CUE_PLACE_FR },
    { "en", TRI_NAME_CUE_PLACE_EN },
    { "nl", TRI_NAME_CUE_PLACE_NL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (places[i].lang, lang))
      return places[i].cue;
  return 0;
}

/**
 * tri_name_cue_get_type:
 * @cues: what tri_name_cue_find() says of the word before a name
 * @lang: of the text
 *
 * Returns: the #TriEntityType of what is named so, -1 when the word does not tell
 */
int
tri_name_cue_get_type (guint cues, const char *lang)
{
  if (cues & get_place_cue (lang))
    return TRI_ENTITY_PLACE;
  if (cues & TRI_NAME_CUE_WORK)
    return TRI_ENTITY_WORK;
  if (cues & TRI_NAME_CUE_ORGANISATION)
    return TRI_ENTITY_ORGANISATION;
  return cues & (TRI_NAME_CUE_PERSON | TRI_NAME_CUE_TITLE) ? TRI_ENTITY_PERSON : -1;
}
