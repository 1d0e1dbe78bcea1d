/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-date-words.h"

#include "tri-language.h"

#include <string.h>

#define FR TRI_DATE_FRENCH
#define EN TRI_DATE_ENGLISH
#define NL TRI_DATE_DUTCH
#define ANY TRI_DATE_ANY

typedef struct
{
  TriDateKind kind;
  int value;
  guint languages;
  /* Parted by spaces, folded. */
  const char *words;
} Entry;

/* Names of months are known in every text, whatever its language: a Dutch bibliography has French
 * titles. A word that is something else in another language is known in its own alone. */
static const Entry entries[] = {
  { TRI_DATE_MONTH, 1, ANY, "january janvier januari" },
  { TRI_DATE_MONTH, 2, ANY, "february fevrier februari" },
  { TRI_DATE_MONTH, 3, ANY, "march mars maart" },
  { TRI_DATE_MONTH, 4, ANY, "april avril" },
  { TRI_DATE_MONTH, 5, ANY, "may mai mei" },
  { TRI_DATE_MONTH, 6, ANY, "june juin juni" },
  { TRI_DATE_MONTH, 7, ANY, "july juillet juli" },
  { TRI_DATE_MONTH, 8, ANY, "august aout augustus" },
  { TRI_DATE_MONTH, 9, ANY, "september septembre" },
  { TRI_DATE_MONTH, 10, ANY, "october octobre oktober" },
  { TRI_DATE_MONTH, 11, ANY, "november novembre" },
  { TRI_DATE_MONTH, 12, ANY, "december decembre" },
  { TRI_DATE_MONTH_SHORT, 1, ANY, "jan janv" },
  { TRI_DATE_MONTH_SHORT, 2, ANY, "feb febr fev fevr" },
  { TRI_DATE_MONTH_SHORT, 3, EN, "mar" },
  { TRI_DATE_MONTH_SHORT, 3, NL, "mrt" },
  { TRI_DATE_MONTH_SHORT, 4, ANY, "apr avr" },
  { TRI_DATE_MONTH_SHORT, 6, ANY, "jun" },
  { TRI_DATE_MONTH_SHORT, 7, ANY, "jul juil" },
  { TRI_DATE_MONTH_SHORT, 8, ANY, "aug" },
  { TRI_DATE_MONTH_SHORT, 9, ANY, "sept sep" },
  { TRI_DATE_MONTH_SHORT, 10, ANY, "oct okt" },
  { TRI_DATE_MONTH_SHORT, 11, ANY, "nov" },
  { TRI_DATE_MONTH_SHORT, 12, ANY, "dec" },
  { TRI_DATE_REPUBLICAN, 1, ANY, "vendemiaire" },
  { TRI_DATE_REPUBLICAN, 2, ANY, "brumaire" },
  { TRI_DATE_REPUBLICAN, 3, ANY, "frimaire" },
  { TRI_DATE_REPUBLICAN, 4, ANY, "nivose" },
  { TRI_DATE_REPUBLICAN, 5, ANY, "pluviose" },
  { TRI_DATE_REPUBLICAN, 6, ANY, "ventose" },
  { TRI_DATE_REPUBLICAN, 7, ANY, "germinal" },
  { TRI_DATE_REPUBLICAN, 8, ANY, "floreal" },
  { TRI_DATE_REPUBLICAN, 9, ANY, "prairial" },
  { TRI_DATE_REPUBLICAN, 10, ANY, "messidor" },
  { TRI_DATE_REPUBLICAN, 11, ANY, "thermidor" },
  { TRI_DATE_REPUBLICAN, 12, ANY, "fructidor" },
  { TRI_DATE_SEASON, 21, ANY, "printemps lente voorjaar" },
  { TRI_DATE_SEASON, 21, EN, "spring" },
  { TRI_DATE_SEASON, 22, ANY, "summer zomer" },
  { TRI_DATE_SEASON, 22, FR, "ete" },
  { TRI_DATE_SEASON, 23, ANY, "autumn automne herfst najaar" },
  { TRI_DATE_SEASON, 23, EN, "fall" },
  { TRI_DATE_SEASON, 24, ANY, "winter hiver" },
  { TRI_DATE_WEEKDAY, 0, EN, "monday tuesday wednesday thursday friday saturday sunday" },
  { TRI_DATE_WEEKDAY, 0, FR, "lundi mardi mercredi jeudi vendredi samedi dimanche" },
  { TRI_DATE_WEEKDAY, 0, NL, "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag" },
  { TRI_DATE_TENS_ALONE, 2, EN, "twenties" },
  { TRI_DATE_TENS_ALONE, 3, EN, "thirties" },
  { TRI_DATE_TENS_ALONE, 4, EN, "forties fourties" },
  { TRI_DATE_TENS_ALONE, 5, EN, "fifties" },
  { TRI_DATE_TENS_ALONE, 6, EN, "sixties" },
  { TRI_DATE_TENS_ALONE, 7, EN, "seventies" },
  { TRI_DATE_TENS_ALONE, 8, EN, "eighties" },
  { TRI_DATE_TENS_ALONE, 9, EN, "nineties" },
  { TRI_DATE_TEENS, 14, EN, "fourteen" },
  { TRI_DATE_TEENS, 15, EN, "fifteen" },
  { TRI_DATE_TEENS, 16, EN, "sixteen" },
  { TRI_DATE_TEENS, 17, EN, "seventeen" },
  { TRI_DATE_TEENS, 18, EN, "eighteen" },
  { TRI_DATE_TEENS, 19, EN, "nineteen" },
  { TRI_DATE_HUNDREDS, 0, FR, "mil mille cent cents" },
  { TRI_DATE_HUNDREDS, 0, NL, "twaalfhonderd dertienhonderd veertienhonderd vijftienhonderd" },
  { TRI_DATE_HUNDREDS, 0, NL, "zestienhonderd zeventienhonderd achttienhonderd" },
  { TRI_DATE_HUNDREDS, 0, NL, "negentienhonderd" },
  { TRI_DATE_TENS, 1, ANY, "dix tien" },
  { TRI_DATE_TENS, 2, ANY, "vingt vingts twintig twenty" },
  { TRI_DATE_TENS, 3, ANY, "trente dertig" },
  { TRI_DATE_TENS, 4, ANY, "quarante veertig" },
  /* Only within quatre-vingt(s), quatre-vingt-dix. */
  { TRI_DATE_TENS, -4, FR, "quatre" },
  { TRI_DATE_TENS, 5, ANY, "cinquante vijftig" },
  { TRI_DATE_TENS, 6, ANY, "soixante zestig" },
  { TRI_DATE_TENS, 7, ANY, "septante zeventig" },
  { TRI_DATE_TENS, 8, ANY, "huitante octante tachtig" },
  { TRI_DATE_TENS, 9, ANY, "nonante negentig" },
  { TRI_DATE_TENS_BEFORE, 2, NL, "twintiger" },
  { TRI_DATE_TENS_BEFORE, 3, NL, "dertiger" },
  { TRI_DATE_TENS_BEFORE, 4, NL, "veertiger" },
  { TRI_DATE_TENS_BEFORE, 5, NL, "vijftiger" },
  { TRI_DATE_TENS_BEFORE, 6, NL, "zestiger" },
  { TRI_DATE_TENS_BEFORE, 7, NL, "zeventiger" },
  { TRI_DATE_TENS_BEFORE, 8, NL, "tachtiger" },
  { TRI_DATE_TENS_BEFORE, 9, NL, "negentiger" },
  { TRI_DATE_DECADES, 0, ANY, "annees jaren" },
  { TRI_DATE_CENTURY, 0, ANY, "century centuries siecle siecles eeuw eeuwen eeuwse eeuws" },
  { TRI_DATE_CENTURY_SHORT, 0, ANY, "s" },
  { TRI_DATE_ORDINAL, 1, EN, "first" },
  { TRI_DATE_ORDINAL, 1, FR, "premier premiere unieme" },
  { TRI_DATE_ORDINAL, 1, NL, "eerste" },
  { TRI_DATE_ORDINAL, 2, EN, "second" },
  { TRI_DATE_ORDINAL, 2, FR, "deuxieme second seconde" },
  { TRI_DATE_ORDINAL, 2, NL, "tweede" },
  { TRI_DATE_ORDINAL, 3, EN, "third" },
  { TRI_DATE_ORDINAL, 3, FR, "troisieme" },
  { TRI_DATE_ORDINAL, 3, NL, "derde" },
  { TRI_DATE_ORDINAL, 4, EN, "fourth" },
  { TRI_DATE_ORDINAL, 4, FR, "quatrieme" },
  { TRI_DATE_ORDINAL, 4, NL, "vierde" },
  { TRI_DATE_ORDINAL, 5, EN, "fifth" },
  { TRI_DATE_ORDINAL, 5, FR, "cinquieme" },
  { TRI_DATE_ORDINAL, 5, NL, "vijfde" },
  { TRI_DATE_ORDINAL, 6, EN, "sixth" },
  { TRI_DATE_ORDINAL, 6, FR, "sixieme" },
  { TRI_DATE_ORDINAL, 6, NL, "zesde" },
  { TRI_DATE_ORDINAL, 7, EN, "seventh" },
  { TRI_DATE_ORDINAL, 7, FR, "septieme" },
  { TRI_DATE_ORDINAL, 7, NL, "zevende" },
  { TRI_DATE_ORDINAL, 8, EN, "eighth" },
  { TRI_DATE_ORDINAL, 8, FR, "huitieme" },
  { TRI_DATE_ORDINAL, 8, NL, "achtste" },
  { TRI_DATE_ORDINAL, 9, EN, "ninth" },
  { TRI_DATE_ORDINAL, 9, FR, "neuvieme" },
  { TRI_DATE_ORDINAL, 9, NL, "negende" },
  { TRI_DATE_ORDINAL, 10, EN, "tenth" },
  { TRI_DATE_ORDINAL, 10, FR, "dixieme" },
  { TRI_DATE_ORDINAL, 10, NL, "tiende" },
  { TRI_DATE_ORDINAL, 11, EN, "eleventh" },
  { TRI_DATE_ORDINAL, 11, FR, "onzieme" },
  { TRI_DATE_ORDINAL, 11, NL, "elfde" },
  { TRI_DATE_ORDINAL, 12, EN, "twelfth" },
  { TRI_DATE_ORDINAL, 12, FR, "douzieme" },
  { TRI_DATE_ORDINAL, 12, NL, "twaalfde" },
  { TRI_DATE_ORDINAL, 13, EN, "thirteenth" },
  { TRI_DATE_ORDINAL, 13, FR, "treizieme" },
  { TRI_DATE_ORDINAL, 13, NL, "dertiende" },
  { TRI_DATE_ORDINAL, 14, EN, "fourteenth" },
  { TRI_DATE_ORDINAL, 14, FR, "quatorzieme" },
  { TRI_DATE_ORDINAL, 14, NL, "veertiende" },
  { TRI_DATE_ORDINAL, 15, EN, "fifteenth" },
  { TRI_DATE_ORDINAL, 15, FR, "quinzieme" },
  { TRI_DATE_ORDINAL, 15, NL, "vijftiende" },
  { TRI_DATE_ORDINAL, 16, EN, "sixteenth" },
  { TRI_DATE_ORDINAL, 16, FR, "seizieme" },
  { TRI_DATE_ORDINAL, 16, NL, "zestiende" },
  { TRI_DATE_ORDINAL, 17, EN, "seventeenth" },
  { TRI_DATE_ORDINAL, 17, NL, "zeventiende" },
  { TRI_DATE_ORDINAL, 18, EN, "eighteenth" },
  { TRI_DATE_ORDINAL, 18, NL, "achttiende" },
  { TRI_DATE_ORDINAL, 19, EN, "nineteenth" },
  { TRI_DATE_ORDINAL, 19, NL, "negentiende" },
  { TRI_DATE_ORDINAL, 20, EN, "twentieth" },
  { TRI_DATE_ORDINAL, 20, FR, "vingtieme" },
  { TRI_DATE_ORDINAL, 20, NL, "twintigste" },
  { TRI_DATE_ORDINAL, 21, NL, "eenentwintigste" },
  { TRI_DATE_ORDINAL, 22, NL, "tweeentwintigste" },
  { TRI_DATE_ORDINAL, 23, NL, "drieentwintigste" },
  { TRI_DATE_ORDINAL, 24, NL, "vierentwintigste" },
  { TRI_DATE_ORDINAL, 25, NL, "vijfentwintigste" },
  { TRI_DATE_ORDINAL, 26, NL, "zesentwintigste" },
  { TRI_DATE_ORDINAL, 27, NL, "zevenentwintigste" },
  { TRI_DATE_ORDINAL, 28, NL, "achtentwintigste" },
  { TRI_DATE_ORDINAL, 29, NL, "negenentwintigste" },
  { TRI_DATE_ORDINAL, 30, NL, "dertigste" },
  { TRI_DATE_ORDINAL, 31, NL, "eenendertigste" },
  { TRI_DATE_ORDINAL, 30, EN, "thirtieth" },
  { TRI_DATE_APPROXIMATE, 0, ANY, "circa ca" },
  { TRI_DATE_APPROXIMATE, 0, ANY, "c" },
  { TRI_DATE_APPROXIMATE, 0, EN, "around about towards toward approximately roughly" },
  { TRI_DATE_APPROXIMATE, 0, FR, "vers environ env autour environs alentours" },
  { TRI_DATE_APPROXIMATE, 0, NL, "omstreeks rond rondom omtrent tegen ongeveer" },
  { TRI_DATE_MAYBE, 0, EN, "probably possibly perhaps maybe" },
  { TRI_DATE_MAYBE, 0, FR, "probablement" },
  { TRI_DATE_MAYBE, 0, NL, "waarschijnlijk vermoedelijk misschien mogelijk" },
  { TRI_DATE_EARLY, TRI_DATE_TAKES_IN, EN, "early" },
  { TRI_DATE_EARLY, TRI_DATE_NEEDS_OF, EN, "beginning start" },
  { TRI_DATE_EARLY, 0, FR, "debut debuts commencement" },
  { TRI_DATE_EARLY, 0, NL, "begin vroege aanvang" },
  { TRI_DATE_EARLY, TRI_DATE_TAKES_IN, NL, "vroeg" },
  { TRI_DATE_MID, 0, ANY, "mid" },
  { TRI_DATE_MID, TRI_DATE_NEEDS_OF, EN, "middle" },
  { TRI_DATE_MID, 0, FR, "milieu mi" },
  { TRI_DATE_MID, 0, NL, "midden halverwege medio" },
  { TRI_DATE_LATE, TRI_DATE_TAKES_IN, EN, "late" },
  { TRI_DATE_LATE, TRI_DATE_NEEDS_OF, EN, "end" },
  { TRI_DATE_LATE, 0, FR, "fin" },
  { TRI_DATE_LATE, 0, NL, "eind einde late" },
  { TRI_DATE_LATE, TRI_DATE_TAKES_IN, NL, "laat" },
  { TRI_DATE_HALF, 2, ANY, "half moitie helft" },
  { TRI_DATE_HALF, 2, FR, "semestre" },
  { TRI_DATE_QUARTER, 4, ANY, "quarter trimestre kwartaal" },
  { TRI_DATE_QUARTER, 4, FR, "quart" },
  { TRI_DATE_QUARTER, 4, NL, "kwart" },
  { TRI_DATE_OF, 0, EN, "of" },
  { TRI_DATE_OF, 0, FR, "de d du des" },
  { TRI_DATE_OF, 0, NL, "van der" },
  { TRI_DATE_ARTICLE, 0, EN, "the this that whole" },
  { TRI_DATE_ARTICLE, 0, FR, "le la l les cet cette" },
  { TRI_DATE_ARTICLE, 0, NL, "de het dit deze" },
  { TRI_DATE_OWNER, 0, EN, "his her their my our your its" },
  { TRI_DATE_OWNER, 0, FR, "ses mes leurs nos vos tes" },
  { TRI_DATE_OWNER, 0, NL, "mijn haar hun onze uw" },
  { TRI_DATE_PREPOSITION, 0, EN, "in on since by from during throughout as dated" },
  { TRI_DATE_PREPOSITION, 0, FR, "en depuis des dans des pendant durant date courant" },
  { TRI_DATE_PREPOSITION, 0, NL, "in op sinds sedert vanaf uit per anno tijdens medio" },
  { TRI_DATE_BETWEEN, 0, EN, "between" },
  { TRI_DATE_BETWEEN, 0, FR, "entre" },
  { TRI_DATE_BETWEEN, 0, NL, "tussen" },
  { TRI_DATE_TO, 0, EN, "to until till through" },
  { TRI_DATE_TO, 0, FR, "a au aux jusqu" },
  { TRI_DATE_TO, 0, NL, "tot tm" },
  /* "à" is the only word that keeps its accent: it is no English "a". */
  { TRI_DATE_TO, 0, ANY, "à" },
  { TRI_DATE_AND, 0, EN, "and" },
  { TRI_DATE_AND, 0, FR, "et" },
  { TRI_DATE_AND, 0, NL, "en" },
  { TRI_DATE_OR, 0, EN, "or" },
  { TRI_DATE_OR, 0, FR, "ou" },
  { TRI_DATE_OR, 0, NL, "of" },
  { TRI_DATE_NOT, 0, EN, "not no" },
  { TRI_DATE_NOT, 0, FR, "pas" },
  { TRI_DATE_NOT, 0, NL, "niet" },
  { TRI_DATE_BEFORE, 0, EN, "before" },
  { TRI_DATE_BEFORE, 0, FR, "avant" },
  { TRI_DATE_BEFORE, 0, NL, "voor" },
  { TRI_DATE_AFTER, 0, EN, "after" },
  { TRI_DATE_AFTER, 0, FR, "apres" },
  { TRI_DATE_AFTER, 0, NL, "na" },
  { TRI_DATE_LATER, 1, EN, "later" },
  { TRI_DATE_LATER, -1, EN, "earlier" },
  { TRI_DATE_LATER, 1, FR, "tard" },
  { TRI_DATE_LATER, -1, FR, "tot" },
  { TRI_DATE_LATER, 1, NL, "later uiterlijk" },
  { TRI_DATE_LATER, -1, NL, "eerder" },
  { TRI_DATE_THAN, 0, EN, "than" },
  { TRI_DATE_THAN, 0, FR, "que" },
  { TRI_DATE_THAN, 0, NL, "dan" },
  { TRI_DATE_MOST, 0, FR, "plus" },
  { TRI_DATE_YEAR_WORD, 0, ANY, "year annee anno jaar" },
  { TRI_DATE_YEAR_WORD, 0, FR, "an" },
  { TRI_DATE_COUNTER, 0, ANY, "p pp page pages pag no nos nr nrs n num numero numeros number vol" },
  { TRI_DATE_COUNTER, 0, ANY, "chap ch chapter chapitre hoofdstuk art article articles artikel" },
  { TRI_DATE_COUNTER, 0, ANY, "fol folio line lines ligne regel verse verset psalm tel fax isbn" },
  { TRI_DATE_COUNTER, 0, ANY, "issn fig figure table tableau tabel note noot blz bl room kamer" },
  { TRI_DATE_COUNTER, 0, ANY, "chambre section sectie paragraph paragraphe paragraaf nummer id" },
  { TRI_DATE_COUNTER, 0, ANY, "postcode bp postbus box route flight vol telephone telefoon col" },
  { TRI_DATE_COUNTER, 0, ANY, "version versie footnote footnotes voetnoot voetnoten" },
  { TRI_DATE_COUNTER, 0, ANY, "deel dl tome tom bd bk book boek livre lot item cat inv catalogue" },
  { TRI_DATE_UNIT, 0, ANY, "franc francs fr rouble roubles ruble rubles roebel roebels dollar" },
  { TRI_DATE_UNIT, 0, ANY, "dollars gulden guldens euro euros pound pounds livres marks mark" },
  { TRI_DATE_UNIT, 0, ANY, "pesos lires pesetas kronen cents centimes shillings frank km kms" },
  { TRI_DATE_UNIT, 0, ANY, "kilometre kilometres kilometers kilometer miles mile mijl mijlen cm" },
  { TRI_DATE_UNIT, 0, ANY, "m mm metres metre meters meter feet foot ft voet pieds lieues kg" },
  { TRI_DATE_UNIT, 0, ANY, "g gram grammes kilo kilos tonnes ton tons tonne hectares hectare ha" },
  { TRI_DATE_UNIT, 0, ANY, "acres litres liter liters watt watts volts pk hp copies copy pages" },
  { TRI_DATE_UNIT, 0, ANY, "exemplaires exemplaren words mots woorden people personnes personen" },
  { TRI_DATE_UNIT, 0, ANY, "mensen men women children hommes femmes enfants mannen vrouwen leden" },
  { TRI_DATE_UNIT, 0, ANY, "kinderen soldiers soldats soldaten troops workers ouvriers arbeiders" },
  { TRI_DATE_UNIT, 0, ANY, "members membres prisoners prisonniers gevangenen deaths morts doden" },
  { TRI_DATE_UNIT, 0, ANY, "inhabitants habitants inwoners volumes titles titres titels times" },
  { TRI_DATE_UNIT, 0, ANY, "fois keer maal years ans annees jaar jaren months mois maanden days" },
  { TRI_DATE_UNIT, 0, ANY, "jours dagen hours heures uur uren hrs minutes minuten seconds weeks" },
  { TRI_DATE_UNIT, 0, ANY, "semaines weken houses maisons huizen ships navires schepen guns" },
  { TRI_DATE_UNIT, 0, ANY, "victims victimes slachtoffers million millions miljoen milliard" },
  { TRI_DATE_UNIT, 0, ANY, "thousand mille duizend hundred cents degrees degres graden percent" },
  { TRI_DATE_UNIT, 0, ANY, "procent points francais voix votes stemmen refugees vluchtelingen" },
  { TRI_DATE_UNIT, 0, ANY, "lines lignes regels letters lettres brieven paires pairs stuks" },
  { TRI_DATE_FUNCTION, 0, EN, "he she they it was were is has had have when where who whom which" },
  { TRI_DATE_FUNCTION, 0, EN, "with at for but so if while we you i his when then also again did" },
  { TRI_DATE_FUNCTION, 0, EN, "would could should must can because there these those here us" },
  { TRI_DATE_FUNCTION, 0, FR, "il elle ils elles on qui quand avec par ou fut etait est son sa" },
  { TRI_DATE_FUNCTION, 0, FR, "ce se ne y dont mais car puis pour sur chez sous leur nous je" },
  { TRI_DATE_FUNCTION, 0, FR, "sont furent etaient ont avait avaient s c lorsqu lors" },
  { TRI_DATE_FUNCTION, 0, NL, "hij zij ze werd werden was waren is zijn had hadden toen die" },
  { TRI_DATE_FUNCTION, 0, NL, "dat met door waar wie te als maar want er om bij naar kwam kwamen" },
  { TRI_DATE_FUNCTION, 0, NL, "ging gingen een aan ook nog wel weer zich kon konden moest zou" },
};

#define N_SLOTS 4096

typedef struct
{
  const char *word;
  guint8 length;
  guint8 languages;
  guint8 kind;
  gint8 value;
} Slot;

static Slot slots[N_SLOTS];

/* By its first byte, which lengths a word may have: most words of a text are none of ours. */
static guint32 lengths[256];

static guint
hash (const char *word, gsize length)
{
  guint h = 2166136261u;

  for (gsize i = 0; i < length; i++)
    h = (h ^ (guint8) word[i]) * 16777619u;
  return (h ^ (h >> 15)) % N_SLOTS;
}

static void
insert (const Entry *entry, const char *word, gsize length)
{
  guint at = hash (word, length);

  g_assert (length <= TRI_DATE_WORD_MAX);
  lengths[(guint8) *word] |= 1u << length;
  while (slots[at].word)
    at = (at + 1) % N_SLOTS;
  slots[at].word = word;
  slots[at].length = (guint8) length;
  slots[at].languages = (guint8) entry->languages;
  slots[at].kind = (guint8) entry->kind;
  slots[at].value = (gint8) entry->value;
}

static void
fill_slots (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    for (const char *word = entries[i].words; *word;)
      {
        gsize length = strcspn (word, " ");

        insert (&entries[i], word, length);
        word += length + (word[length] == ' ');
      }
}

/**
 * tri_date_get_languages:
 * @lang: BCP 47
 *
 * Returns: which words count in a text of this language; all of them when we have no rules for it
 */
guint
tri_date_get_languages (const char *lang)
{
  static const char *const tags[] = { "fr", "en", "nl" };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (tri_language_matches (lang, tags[i]))
      return 1u << i;
  return TRI_DATE_ANY;
}

/**
 * tri_date_look_up:
 * @folded: in small letters without accents, but for "à" alone
 * @length: in bytes
 * @value: (out): which month, ordinal, …; 0 when there is nothing to tell
 *
 * Of two senses in one language the one that stands first in the table wins.
 */
TriDateKind
tri_date_look_up (const char *folded, gsize length, guint languages, int *value)
{
  static gsize filled = 0;

  if (g_once_init_enter (&filled))
    {
      fill_slots ();
      g_once_init_leave (&filled, 1);
    }
  if (length == 0 || !(lengths[(guint8) *folded] & (1u << length)))
    return TRI_DATE_OTHER;
  for (guint at = hash (folded, length); slots[at].word; at = (at + 1) % N_SLOTS)
    if (slots[at].length == length
        && (slots[at].languages & languages)
        && memcmp (slots[at].word, folded, length) == 0)
      {
        *value = slots[at].value;
        return (TriDateKind) slots[at].kind;
      }
  return TRI_DATE_OTHER;
}
