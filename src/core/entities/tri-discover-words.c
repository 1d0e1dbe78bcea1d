/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-discover-words.h"

#include "entities/tri-discover-places.h"

#include <string.h>

/* All words are folded: without capitals and accents. */
typedef struct
{
  TriWordClass class;
  const char *words;
} Table;

static const Table tables[] = {
  { TRI_WORD_FUNCTION,
    /* English */
    "a an the and or but nor so yet if then than that this these those there here it its he him"
    " his she her hers they them their theirs we us our ours you your yours i me my mine who whom"
    " whose which what when where why how while whilst as at by for from in into of off on onto"
    " out over to toward towards under until up upon with within without about above across after"
    " against along among around before behind below beneath beside besides between beyond"
    " despite down during except inside like near outside past since through throughout till via"
    " not no yes all any both each either every few many more most much neither none one other"
    " others some such same several two three four five six seven eight nine ten first second"
    " third last next is are was were be been being am do does did done has have had having can"
    " could may might must shall should will would let also again ago almost already always"
    " although another because even ever far finally however indeed instead just later least less"
    " meanwhile moreover nevertheless never often once only otherwise perhaps quite rather"
    " sometimes soon still thereafter therefore though thus together too very well whether"
    " yesterday today tomorrow now oh ah alas hello good god sir originally subsequently"
    " eventually unfortunately according due far see whatever don didn heaven heavens providence"
    " majesty"
    /* French */
    " le la les l un une des du de d au aux et ou mais donc or ni car si que qu qui quoi dont"
    " lequel laquelle lesquels ce cet cette ces ceci cela ca c celui celle ceux celles il ils"
    " elle elles on je j me m te t se s tu nous vous leur leurs lui moi toi soi eux mon ma mes"
    " ton ta tes son sa ses notre nos votre vos y en dans par pour sur sous sans avec chez vers"
    " entre depuis pendant avant apres contre malgre selon durant hors jusque jusqu lors lorsque"
    " lorsqu quand comme comment pourquoi combien puis puisque puisqu parce ainsi alors aussi"
    " autre autres aucun aucune bien bientot car cependant certes chaque deja des enfin ensuite"
    " encore est etait sont furent fut ete etre avoir a ont avait avaient eut ici la jamais mal"
    " meme moins ne n non oui ou par parfois partout peu peut plus plusieurs plutot pourtant"
    " presque quel quelle quels quelles quelque quelques quelqu rien sinon soit souvent surtout"
    " tandis tant tard tot toujours tout toute toutes tous tres trop voici voila deux trois"
    " quatre cinq six sept huit neuf dix premier premiere eh dieu ciel majeste"
    /* Dutch */
    " het een t n en of maar want dus noch dat die dit deze wie wat welke waar wanneer hoe waarom"
    " ik jij je u hij zij ze wij we jullie hun hen hem haar mijn m jouw uw zijn z ons onze er"
    " hier daar men zich te ten ter tot van voor naar uit bij met zonder door over onder op om"
    " aan achter tussen tegen tijdens sinds sedert vanaf vanuit volgens wegens na niet geen wel"
    " ja nee ook nog al als dan toen toch nu nooit altijd vaak soms zo zoals zeer meer meest"
    " minder veel weinig alle allen alles elk elke ieder iedere ander andere iets niets iemand"
    " niemand twee drie vier vijf zes zeven acht negen tien eerste tweede derde laatste is was"
    " waren ben bent wordt werd werden worden heeft heb hebben had hadden kan kon kunnen zal zou"
    " zouden moet moest mag mocht wil wilde echter evenwel doch daarna daarom daarbij bovendien"
    " intussen inmiddels later vroeger reeds voorts tevens enmaal eenmaal hoewel terwijl omdat"
    " opdat indien nadat voordat uiteindelijk vervolgens verder zelfs bijna weer dank mits"
    " ofschoon zodra hemel majesteit" },
  { TRI_WORD_PARTICLE,
    "of de du des d di da del della dei van von zu zum der den ten ter het la las los y ibn bin"
    " al el l le a the 's saint" },
  { TRI_WORD_LOOSE_PARTICLE,
    "for pour voor in en dans on sur over ter tot to an a au aux against contre tegen and et und"
    " into within een un une zur" },
  { TRI_WORD_TITLE,
    "mr mrs ms miss dr prof professor sir lord lady king queen prince princess duke duchess"
    " count countess earl baron baroness emperor empress tsar czar kaiser president minister"
    " general colonel captain major lieutenant sergeant admiral commander comrade citizen father"
    " brother sister mother uncle aunt saint st pope bishop archbishop cardinal abbot reverend"
    " rev madam mister mistress senator governor judge monsieur m madame mme mademoiselle mlle"
    " messieurs mm maitre docteur professeur roi reine comte comtesse duc duchesse marquis"
    " marquise vicomte chevalier empereur imperatrice ministre colonel capitaine commandant"
    " lieutenant sergent amiral camarade citoyen pere frere soeur mere oncle tante pape eveque"
    " abbe cure sire monseigneur mijnheer meneer mevrouw juffrouw dhr mevr heer dokter koning"
    " koningin prins prinses hertog hertogin graaf gravin keizer keizerin minister generaal"
    " kolonel kapitein luitenant kameraad burger oom zuster broeder pater paus bisschop dominee"
    " doctor ds ir drs jhr jonkheer burgemeester" },
  { TRI_WORD_CALENDAR,
    "january february march april may june july august september october november december jan"
    " feb mar apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday"
    " saturday sunday janvier fevrier mars avril mai juin juillet aout septembre octobre novembre"
    " decembre lundi mardi mercredi jeudi vendredi samedi dimanche januari februari maart mei"
    " juni juli augustus oktober maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
    " januarij februarij junij julij dingsdag zaturdag"
    " christmas easter noel paques kerstmis pasen" },
  { TRI_WORD_ORGANISATION,
    "party parti partij union unie committee comite commission commissie council conseil raad"
    " league ligue liga bond federation federatie confederation internationale international"
    " executive executif society societe maatschappij association vereniging club cercle circle"
    " kring group groupe groep institute institut instituut university universite universiteit"
    " academy academie college school ecole bank banque company compagnie corporation ministry"
    " ministere ministerie parliament parlement senate senat senaat assembly assemblee"
    " vergadering court cour tribunal rechtbank church kerk order ordre orde army armee leger"
    " front garde guard police politie office bureau agency agence press presse pers publishers"
    " editions uitgeverij archive archives archief library bibliotheque bibliotheek museum musee"
    " foundation fondation stichting movement mouvement beweging opposition oppositie commune"
    " soviet duma government gouvernement regering bande gang bende syndicat vakbond labour"
    " brigade regiment legion legioen service dienst theatre productions studio studios radio"
    " television network editora verlag partido confederacion confederazione partito partei bund"
    " railway railways spoorweg spoorwegen ltd inc cie firma firm"
    " verein genootschap reederij rederij etablissements usines compagnies vereeniging kamer"
    " chambre staten" },
  { TRI_WORD_EVENT,
    "revolution revolutie war guerre oorlog rebellion uprising insurrection opstand oproer"
    " soulevement revolt revolte strike greve staking trial trials proces conference conferentie"
    " congress congres peace paix vrede treaty traite verdrag battle bataille slag siege beleg"
    " coup putsch massacre crisis crise affair affaire zaak festival exposition exhibition"
    " tentoonstelling olympics armistice wapenstilstand restoration reformation renaissance" },
  { TRI_WORD_PLACE,
    "street road avenue square place rue boulevard quai quay river riviere rivier lake lac meer"
    " sea mer zee ocean oceaan mount mont mountain mountains montagne montagnes berg island isle"
    " ile eiland islands iles eilanden bay baie baai cape cap kaap city ville stad port haven"
    " bridge pont brug park parc gate porte poort castle chateau kasteel hotel hall house hill"
    " valley vallee straat laan plein gracht weg county province provincie station gare canal"
    " kanaal gulf golf golfe strait detroit coast cote kust fort forest foret bos wood manor"
    " abbey abbaye abdij town village dorp bank banks shore shores rives bords oever oevers mouth"
    " embouchure monding plain plains plaine plaines peninsula"
    " fleuve stroom canton kanton departement departements district parish paroisse faubourg"
    " banlieue quartier wijk buurt region streek border frontiere grens ciudad" },
  { TRI_WORD_WORK,
    "novel book books poem essay essays pamphlet play journal newspaper weekly daily magazine"
    " review memoirs trilogy paper gazette titles organ edition roman romans livre livres poeme"
    " piece revue revues hebdomadaire quotidien memoires recueil ouvrage titre titres boek boeken"
    " gedicht blad dagblad weekblad krant tijdschrift gedenkschriften brochure journaux" },
  { TRI_WORD_PEOPLE,
    "soviet soviets bolshevik bolsheviks menshevik mensheviks nazi nazis tsarist jew jews jewish"
    " christian christians catholic catholics protestant protestants muslim muslims moslem hindu"
    " buddhist puritan jesuit jesuits huguenot bolchevik bolcheviks bolchevique menchevik juif"
    " juifs juive chretien chretiens catholique catholiques protestants musulman musulmans"
    " jesuite jesuites bolsjewiek bolsjewieken bolsjewistische mensjewiek jood joden joodse"
    " christen christenen katholiek katholieken protestant protestanten moslim moslims arab arabs"
    " arabe arabes arabier arabieren roman romans romain romains romein romeinen greek greeks"
    " grec grecs griek grieken gypsy indian indians indien indiens indiaan indianen negro negroes"
    " slav slavs slave slaves slaven american americans americain americains amerikaan amerikanen"
    " european europeans europeen europeens europeaan europeanen parisian parisians parisien"
    " parisiens parijzenaar cossack cossacks cosaque cosaques kozak kozakken briton britons"
    " british english englishman englishmen scottish belge belges scot scots scotsman welsh"
    " welshman irish irishman irishmen french frenchman frenchmen dutch dutchman dutchmen swiss"
    " belg belgen fransman fransen engelsman engelsen duitser duitsers rus russen pool polen"
    " chinees chinezen spanjaard spanjaarden italiaan italianen" },
  { TRI_WORD_INDEFINITE, "a an un une een" },
  { TRI_WORD_HEADING,
    "chapter chapitre hoofdstuk part partie deel book livre boek volume tome preface foreword"
    " voorwoord introduction inleiding biography biographie biografie biographical bibliography"
    " bibliographie bibliografie appendix appendice bijlage contents inhoud note notes noot noten"
    " voetnoot voetnoten works oeuvres werken teksten textes texts sources bronnen links liens"
    " index register glossary conclusion slot epilogue epiloog prologue proloog fiction fictie"
    " figure table tabel page bladzijde section article artikel scene act acte canto chant zang"
    " translator editor updated author auteur vertaler copyright project permanent update portret"
    " portrait" },
  { TRI_WORD_TAIL,
    "gang bende bande rebellion uprising revolt mutiny opstand oproer revolution revolutie trial"
    " trials affair" },
  { TRI_WORD_PERSON_CUE,
    "by born said asked replied cried answered exclaimed wrote called named friend ne nee dit"
    " dite repondit demanda ecria nomme nommee ami geboren zei vroeg antwoordde riep genaamd"
    " vriend fils zoon son daughter fille dochter wife femme vrouw husband mari man" },
  { TRI_WORD_PERSON_VERB,
    "says told tells spoke speaks whispered murmured muttered added observed remarked continued"
    " inquired answers laughed smiled wept sighed nodded frowned blushed listened looked gazed"
    " stared glanced rose stood sat knelt walked ran rode turned entered stepped slept woke ate"
    " drank thought knew believed felt wished hoped feared loved hated married died lived wanted"
    " himself herself dies marries wrote writes"
    " dis disait disent parla parlait murmura ajouta reprit continua interrompit pensa pensait"
    " songea savait croyait sentit sentait voulait voulut aimait rit riait sourit souriait pleura"
    " soupira hocha rougit palit ecouta ecoutait regarda regardait contempla leva levait assit"
    " marcha marchait courut tourna retourna entra dormait mangea but embrassa epousa mourut"
    " vecut vivait ecrivit ecrit"
    " zegt zeide sprak spreekt fluisterde mompelde voegde hernam vervolgde vroeg lachte"
    " glimlachte weende zuchtte knikte bloosde luisterde keek zag staarde stond zat liep reed"
    " trad sliep at dronk dacht wist geloofde voelde wilde hoopte vreesde hield haatte trouwde"
    " stierf leefde schreef schrijft" },
  { TRI_WORD_PERIODICAL,
    "bulletin gazette journal review revue cahiers annales courrier echo tribune moniteur times"
    " herald chronicle courier observer examiner messenger magazine monthly quarterly gazet"
    " courant dagblad weekblad maandblad tijdschrift nieuwsblad bode" },
  { TRI_WORD_MEMBER,
    "member members secretary chairman director delegate founder membre membres secretaire"
    " directeur delegue fondateur adherent lid leden secretaris voorzitter afgevaardigde"
    " oprichter bestuur bureau congres" },
};

/* Before a place always, and before a place more often than not: "to" and "à" stand before
 * persons, too. */
typedef struct
{
  const char *lang;
  const char *strong;
  const char *weak;
} PlaceCues;

static const PlaceCues place_cues[] = {
  { "en",
    " in at near via into towards toward reached around outside inside ",
    " to from through left " },
  { "fr", " en au aux vers dans jusqu via rejoindre quitta quitte ", " a pour depuis " },
  { "nl", " in te naar via vanuit rond nabij verliet ", " uit bij tot " },
  { "", " in en te zu nach aus ", " a bei von " },
};

/* What stands between two names of one person. */
static const char *const aliases[] = {
  "real name",
  "true name",
  "known as",
  "pseudonym",
  "pen name",
  "alias",
  "nicknamed",
  "vrai nom",
  "nom de plume",
  "surnom",
  "connu sous",
  "connue sous",
  "de son nom",
  "bekend als",
  "bekend onder",
  "echte naam",
  "eigenlijke naam",
  "schuilnaam",
  "bijgenaamd",
  "better known",
};

static gpointer
build_classes (gpointer unused)
{
  GHashTable *classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_auto (GStrv) words = g_strsplit (tables[i].words, " ", -1);

      for (guint j = 0; words[j]; j++)
        {
          guint class = GPOINTER_TO_UINT (g_hash_table_lookup (classes, words[j]));

          g_hash_table_insert (classes,
                               g_strdup (words[j]),
                               GUINT_TO_POINTER (class | tables[i].class));
        }
    }
  return classes;
}

/**
 * tri_word_classify:
 * @length: in bytes, -1 when zero-terminated
 *
 * Returns: what a folded word can be, in any of the three languages; 0 for a word like others
 */
TriWordClass
tri_word_classify (const char *folded, gssize length)
{
  static GOnce once = G_ONCE_INIT;
  char word[32];

  g_once (&once, build_classes, NULL);
  if (length < 0)
    length = (gssize) strlen (folded);
  if (length >= (gssize) sizeof word)
    return 0;
  memcpy (word, folded, (gsize) length);
  word[length] = '\0';
  return (TriWordClass) GPOINTER_TO_UINT (g_hash_table_lookup (once.retval, word));
}

/**
 * tri_word_get_place_cue:
 * @lang: "en", "fr", "nl" or ""
 *
 * Returns: how much the word, before a name, says that it is a place: en France, 2; à Paris, 1;
 * else 0
 */
guint
tri_word_get_place_cue (const char *lang, const char *folded, gssize length)
{
  g_autofree char *word = g_strdup_printf (" %.*s ", (int) length, folded);

  for (guint i = 0; i < G_N_ELEMENTS (place_cues); i++)
    if (strcmp (lang, place_cues[i].lang) == 0)
      {
        if (strstr (place_cues[i].strong, word))
          return 2;
        return strstr (place_cues[i].weak, word) ? 1 : 0;
      }
  return 0;
}

static gboolean
has_ending (const char *word, gsize length, const char *const *endings)
{
  for (; *endings; endings++)
    {
      gsize n = strlen (*endings);

      if (length >= n + 3 && memcmp (word + length - n, *endings, n) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * tri_word_is_people:
 *
 * Whether a folded word names a people, a language, a following or a teaching, or says that
 * something belongs to one: Russian, Trotskyists, Belges. Told by its form and by the names of
 * countries and languages.
 */
gboolean
tri_word_is_people (const char *lang, const char *folded, gssize length)
{
  static const char *const followers[] = {
    "ist",
    "ists",
    "iste",
    "istes",
    "isten",
    "ism",
    "isms",
    "isme",
    "ismes",
    "istic",
    "ische",
    "isch",
    "istisch",
    NULL,
  };
  static const char *const dutch[] = { "sche", "schen", "sch", "aanse", "eense", NULL };
  gsize n = length < 0 ? strlen (folded) : (gsize) length;

  if (tri_word_classify (folded, (gssize) n) & TRI_WORD_PEOPLE)
    return TRUE;
  if (has_ending (folded, n, followers))
    return TRUE;
  if (strcmp (lang, "nl") == 0 && has_ending (folded, n, dutch))
    return TRUE;
  return tri_places_has_language (folded, (gssize) n) || tri_places_has_people (folded, (gssize) n);
}

/**
 * tri_words_tell_alias:
 * @folded: what stands between two names, folded
 *
 * Whether it says that both are of one person.
 */
gboolean
tri_words_tell_alias (const char *folded)
{
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (strstr (folded, aliases[i]))
      return TRUE;
  return FALSE;
}
