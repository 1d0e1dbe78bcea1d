/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-discover-exonyms.h"

#include <string.h>

/* Places that ICU does not know, or not by all their names: states that are no more, parts of
 * countries, rivers, mountains and seas, and cities that are not called as those who live there
 * call them. A line is one place, its names in any of the three languages, folded; a city keeps its
 * line when its name changes. What is a given name or a common word as well is left out. */
static const char *const exonyms[] = {
  "west/occident/westen/ouest",
  "orient/oosten",
  "soviet union/union sovietique/sovjet unie/sovjetunie/ussr/urss",
  "austria hungary/autriche hongrie/oostenrijk hongarije",
  "prussia/prusse/pruisen",
  "yugoslavia/yougoslavie/joegoslavie",
  "czechoslovakia/tchecoslovaquie/tsjechoslowakije/tsjecho slowakije",
  "ottoman empire/empire ottoman/ottomaanse rijk",
  "persia/perse/perzie",
  "siam",
  "ceylon/ceylan",
  "manchuria/mandchourie/mantsjoerije",
  "indochina/indochine/indo china/indo chine",
  "abyssinia/abyssinie/abessinie",
  "transvaal",
  "rhodesia/rhodesie",
  "england/angleterre/engeland",
  "scotland/ecosse/schotland",
  "wales/pays de galles",
  "great britain/grande bretagne/groot brittannie/brittannie/britain",
  "holland/hollande",
  "flanders/flandre/flandres/vlaanderen",
  "wallonia/wallonie",
  "brittany/bretagne",
  "normandy/normandie",
  "burgundy/bourgogne/bourgondie",
  "picardy/picardie",
  "savoy/savoie/savoye",
  "gascony/gascogne/gasconje",
  "alsace/elzas/elsass",
  "lorraine/lotharingen/lothringen",
  "bavaria/baviere/beieren/bayern",
  "saxony/saxe/saksen/sachsen",
  "silesia/silesie/schlesien",
  "bohemia/boheme/bohemen",
  "moravia/moravie",
  "rhineland/rhenanie/rijnland",
  "westphalia/westphalie/westfalen",
  "tyrol/tirol",
  "catalonia/catalogne/catalonie/catalunya",
  "castile/castille/castilie",
  "andalusia/andalousie/andalusie",
  "lombardy/lombardie/lombardije",
  "tuscany/toscane",
  "piedmont/piemont",
  "sicily/sicile/sicilie",
  "sardinia/sardaigne/sardinie",
  "corsica/corse",
  "crete/creta/kreta",
  "macedonia/macedoine/macedonie",
  "thrace/thracie",
  "galicia/galicie/galice",
  "crimea/crimee/krim",
  "caucasus/caucase/kaukasus",
  "siberia/siberie",
  "urals/oural/oeral/ural",
  "turkestan",
  "mesopotamia/mesopotamie",
  "bengal/bengale/bengalen",
  "punjab/pendjab",
  "california/californie",
  "louisiana/louisiane",
  "pennsylvania/pennsylvanie",
  "newfoundland/terre neuve",
  "patagonia/patagonie",
  "scandinavia/scandinavie",
  "balkans/balkan",
  "baltic/baltique/oostzee/baltic sea",
  "mediterranean/mediterranee/middellandse zee/mediterranean sea",
  "atlantic/atlantique/atlantische oceaan/atlantic ocean/ocean atlantique",
  "pacific/pacifique/pacific ocean/ocean pacifique/grote oceaan",
  "indian ocean/ocean indien/indische oceaan",
  "north sea/mer du nord/noordzee",
  "black sea/mer noire/zwarte zee",
  "red sea/mer rouge/rode zee",
  "caspian sea/mer caspienne/kaspische zee",
  "english channel/manche/het kanaal",
  "alps/alpes/alpen",
  "pyrenees/pyreneeen",
  "vosges/vogezen",
  "jura",
  "carpathians/carpates/karpaten",
  "apennines/apennins/apennijnen",
  "himalaya/himalayas",
  "andes",
  "ardennes/ardennen",
  "black forest/foret noire/zwarte woud",
  "rhine/rhin/rijn/rhein",
  "danube/donau",
  "seine",
  "loire",
  "rhone",
  "garonne",
  "meuse/maas",
  "scheldt/escaut/schelde",
  "moselle/moezel/mosel",
  "elbe",
  "oder",
  "vistula/vistule/weichsel/wisla",
  "thames/tamise/theems",
  "volga/wolga",
  "dnieper/dniepr/dnjepr",
  "neva/newa",
  "nile/nil/nijl",
  "ganges/gange",
  "euphrates/euphrate/eufraat",
  "tigris/tigre",
  "mississippi/mississipi",
  "missouri",
  "st petersburg/saint petersburg/saint petersbourg/st petersbourg/petersbourg/petersburg/"
  "sint petersburg/petrograd/leningrad",
  "barcelona/barcelone",
  "seville/sevilla/sevilie",
  "saragossa/saragosse/zaragoza",
  "cadiz/cadix",
  "corunna/la corogne/la coruna",
  "marseilles/marseille",
  "lyons/lyon",
  "bordeaux",
  "toulouse",
  "nantes",
  "rouen",
  "rheims/reims",
  "strasbourg/straatsburg/strassburg/strasburg",
  "lille/rijsel",
  "dunkirk/dunkerque/duinkerke/duinkerken",
  "calais",
  "versailles",
  "dieppe",
  "liege/luik/luttich",
  "antwerp/anvers/antwerpen",
  "ghent/gand/gent",
  "bruges/brugge",
  "louvain/leuven",
  "mechlin/malines/mechelen",
  "ostend/ostende/oostende",
  "ypres/ieper",
  "courtrai/kortrijk",
  "tournai/doornik",
  "mons",
  "namur/namen",
  "the hague/la haye/den haag/s gravenhage/haye/hague",
  "rotterdam",
  "utrecht",
  "leyden/leyde/leiden",
  "haarlem/harlem",
  "groningen/groningue",
  "flushing/flessingue/vlissingen",
  "nijmegen/nimegue",
  "maastricht/maestricht",
  "cologne/keulen/koln",
  "aachen/aix la chapelle/aken",
  "mainz/mayence/mentz",
  "trier/treves/treveris",
  "coblenz/coblence/koblenz",
  "frankfurt/francfort/frankfort",
  "munich/munchen",
  "nuremberg/neurenberg/nurnberg",
  "augsburg/augsbourg",
  "hamburg/hambourg",
  "bremen/breme",
  "lubeck",
  "hanover/hanovre/hannover",
  "brunswick/braunschweig/brunswijk",
  "leipzig/leipsic",
  "dresden/dresde",
  "magdeburg/magdebourg/maagdenburg",
  "heidelberg",
  "stuttgart",
  "konigsberg/koningsbergen/kaliningrad",
  "danzig/dantzig/gdansk",
  "breslau/wroclaw",
  "stettin/szczecin",
  "basle/bale/bazel/basel",
  "geneva/geneve/genf",
  "lausanne",
  "berne/bern",
  "lucerne/luzern",
  "milan/milano/milaan",
  "turin/torino/turijn",
  "venice/venise/venetie/venezia",
  "genoa/genes/genua/genova",
  "naples/napels/napoli",
  "bologna/bologne",
  "padua/padoue/padova",
  "leghorn/livourne/livorno",
  "palermo/palerme",
  "syracuse/siracusa",
  "trieste/triest",
  "cracow/cracovie/krakau/krakow",
  "lemberg/lvov/lwow/lviv/leopol",
  "vilna/vilnius/wilno",
  "kharkov/kharkiv/charkov/charkow",
  "odessa",
  "sebastopol/sevastopol/sebastopool",
  "kronstadt/cronstadt/kroonstad",
  "archangel/arkhangelsk/archangelsk",
  "nizhny novgorod/nijni novgorod/nizjni novgorod",
  "tiflis/tbilisi",
  "baku/bakou/bakoe",
  "tashkent/tachkent/tasjkent",
  "kazan",
  "samara/kuybyshev/kouibychev",
  "tsaritsyn/stalingrad/volgograd",
  "constantinople/constantinopel/istanbul/istamboul/stamboul",
  "smyrna/smyrne/izmir",
  "salonica/salonique/thessaloniki/saloniki",
  "adrianople/andrinople/adrianopel/edirne",
  "corinth/corinthe/korinthe",
  "aleppo/alep",
  "alexandria/alexandrie",
  "jaffa",
  "bombay/mumbai",
  "calcutta/kolkata",
  "madras/chennai",
  "peking/pekin/beijing",
  "canton/guangzhou/kanton",
  "nanking/nankin/nanjing",
  "tientsin/tianjin",
  "yokohama",
  "osaka",
  "batavia",
  "leopoldville/leopoldstad",
  "capetown/cape town/le cap/kaapstad",
  "new orleans/nouvelle orleans",
  "philadelphia/philadelphie",
  "boston",
  "san francisco",
  "quebec",
  "mexico city/mexico stad/ciudad de mexico",
  "oxford",
  "cambridge",
  "edinburgh/edimbourg/edinburg",
  "glasgow",
  "liverpool",
  "manchester",
  "birmingham",
  "dover/douvres",
  "canterbury/cantorbery/kantelberg",
  "cornwall/cornouailles/cornouaille",
  "kent",
  "yorkshire",
  "surrey",
  "sussex",
  "essex",
  "devonshire",
};

static GHashTable *
build (void)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (exonyms); i++)
    {
      g_auto (GStrv) names = g_strsplit (exonyms[i], "/", -1);

      for (guint j = 0; names[j]; j++)
        g_hash_table_insert (table, g_strdup (names[j]), GUINT_TO_POINTER (i + 1));
    }
  return table;
}

static gpointer
build_once (gpointer unused)
{
  return build ();
}

/* Saint-Pétersbourg, St. Petersburg: what parts the words is a space. */
static char *
dup_parted (const char *folded)
{
  GString *name = g_string_new (NULL);

  for (const char *p = folded; *p; p++)
    if (*p != '-' && *p != '.' && *p != ' ')
      g_string_append_c (name, *p);
    else if (name->len > 0 && name->str[name->len - 1] != ' ')
      g_string_append_c (name, ' ');
  return g_string_free (name, FALSE);
}

/**
 * tri_exonyms_find:
 * @folded: a whole name
 *
 * Returns: what is the same for all names of the place, from 1; 0 when it is none of ours
 */
guint
tri_exonyms_find (const char *folded)
{
  static GOnce once = G_ONCE_INIT;
  g_autofree char *parted = NULL;
  guint place;

  g_once (&once, build_once, NULL);
  place = GPOINTER_TO_UINT (g_hash_table_lookup (once.retval, folded));
  if (place > 0 || !strpbrk (folded, "-."))
    return place;
  parted = dup_parted (folded);
  return GPOINTER_TO_UINT (g_hash_table_lookup (once.retval, parted));
}
