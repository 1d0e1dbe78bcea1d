/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-sentences.h"
#include "entities/tri-dates.h"

#include <string.h>

/* {the expression=its EDTF}, with ! behind it when the year is inferred: what is to be found, and
 * nothing else. */
static const char *const french[] = {
  /* days */
  "Né le {30 décembre 1890=1890-12-30} à Bruxelles.",
  "Le {1er mai 1917=1917-05-01}, puis le {1ᵉʳ mai 1918=1918-05-01}.",
  "le {premier mai 1917=1917-05-01}",
  "Il partit le {lundi 3 mai 1917=1917-05-03} au soir.",
  "le {12 janv. 1937=1937-01-12} et le {3 févr. 1938=1938-02-03}, le {5 déc. 1940=1940-12-05}",
  "le {14 octobre 732=0732-10-14}, le {25 décembre 800=0800-12-25}",
  "le {12 mai 40=1940-05-12}",
  "le {3\u00a0mars\u202f1919=1919-03-03}",
  "LE {14 JUILLET 1789=1789-07-14} ET LE {10 AOÛT 1792=1792-08-10}",
  "le {30.XII.1890=1890-12-30}, le {5.8.2005=2005-08-05}, le {5/8/2005=2005-08-05}",
  "le {4 juillet=XXXX-07-04}, jour de fête",
  "le {29 février 1920=1920-02-29}",
  "le {3 mai\n1917=1917-05-03}",
  /* months */
  "en {janvier 1917=1917-01}, en {mai 68=1968-05}",
  "{Novembre 1947=1947-11}",
  "au mois d'{octobre 1923=1923-10}, de l’{août 1914=1914-08}",
  "en {mars 1941=1941-03}, en {mai de l’année 1942=1942-05}",
  "{mai-juin 1917=1917-05/1917-06}",
  "de {juillet 1911 à janvier 1912=1911-07/1912-01}",
  "En {1917=1917}, l’insurrection de {juillet=1917-07!} échoua.",
  "Il arrive en {1919=1919}. En {février=1919-02!}, il écrit.",
  "En {mai=1917-05!} et {juin 1917=1917-06} il attend.",
  "le {12 mai=1917-05-12!} et le {3 juin 1917=1917-06-03}",
  /* years and ranges */
  "en {1917=1917}",
  "depuis {1905=1905}, jusqu’en {1912=1912}, dès {1936=1936}",
  "à partir de {1905=1905}",
  "Paris, {1951=1951}",
  "Libéré ({1917=1917}), il part.",
  "({1901-1941=1901/1941})",
  "{1926–1929=1926/1929}",
  "{1926–29=1926/1929}, {1920/21=1920/1921}",
  "de {1930 à 1932=1930/1932}",
  "{entre 1917 et 1919=1917/1919}",
  "du {12 au 15 mai 1917=1917-05-12/1917-05-15}",
  "du {12 mai au 3 juin 1917=1917-05-12/1917-06-03}",
  "{30 décembre 1890 – 17 novembre 1947=1890-12-30/1947-11-17}",
  "de {1917 jusqu’en 1919=1917/1919}",
  "l’an {843=0843}, l’année {1905=1905}",
  "en {44 av. J.-C.=-0043} et en {79 ap. J.-C.=0079}",
  "la révolution de {1848=1848} et celle de {1917=1917}",
  "dans les années {1914-1918=1914/1918}, à partir de {1190=1190}, sans faille",
  /* about, parts, limits */
  "{vers 1908=1908~}, {vers la fin de 1908=1908~}, {environ 1908=1908~}",
  "{ca 1908=1908~}, {circa 1908=1908~}, ({c. 1908=1908~})",
  "aux {environs de 1908=1908~}, {autour de 1908=1908~}",
  "{début 1908=1908~}, au {milieu de 1908=1908~}, {fin 1908=1908~}",
  "à la {fin de décembre 1908=1908-12~}, {mi-juin 1917=1917-06~}",
  "{vers décembre 1908=1908-12~}, au {début du mois de mai 1909=1909-05~}",
  "({1908?=1908?}), ({1908 ?=1908?}), {1908 (?)=1908?}",
  "{probablement 1908=1908?}",
  "{au plus tard en 1917=[..1917]}, {pas avant 1917=[1917..]}",
  /* decades, centuries, seasons, halves */
  "les {années vingt=192X}, les {années 20=192X}, les {années 1920=192X}",
  "les {années quatre-vingt=198X}, les {années quatre-vingt-dix=199X}",
  "les {années soixante-dix=197X}",
  "au {début des années trente=[1930..1933]}",
  "au {milieu des années 1930=[1934..1936]}",
  "la {fin des années 30=[1937..1939]}",
  "les {années 70 du XIXe siècle=187X}",
  "le {XIXe siècle=18XX}, le {XIXᵉ siècle=18XX}, le {19e siècle=18XX}, le {19ème siècle=18XX}",
  "le {dix-neuvième siècle=18XX}, le {vingtième siècle=19XX}",
  "les {XVIIe=16XX} et {XVIIIe siècles=17XX}",
  "au {Ve siècle av. J.-C.=-04XX}",
  "la {première moitié du XIXe siècle=[1800..1849]}",
  "le {premier trimestre 1917=1917-33}, le {second semestre 1917=1917-41}",
  "l’{automne 1923=1923-23}, l’{été de 1936=1936-22}, au {printemps 1917=1917-21}",
  "l’{hiver 1917-1918=1917-24}",
  /* styles */
  "le {25 octobre (7 novembre) 1917=1917-11-07}",
  "le {7 novembre 1917 (25 octobre vieux style)=1917-11-07}",
  "le {18 décembre 1890 (ancien style)=1890-12-30}",
  "le {18/30 décembre 1890=1890-12-30}",
  /* in words */
  "en {mil neuf cent dix-sept=1917}, {mil huit cent quarante-huit=1848}",
  "l’an {mil sept cent quatre-vingt-neuf=1789}, en {mille neuf cent=1900}",
  "depuis {dix-huit cent soixante-dix=1870}, le traité de {dix-huit cent quinze=1815}",
  "le {premier mai mil neuf cent six=1906-05-01}, le {vingt et un juin 1791=1791-06-21}",
  "le {deux décembre=XXXX-12-02}, {lundi trente-et-un juillet 1914=1914-07-31}",
  /* a day of the month named before */
  "Le {10 août 1792=1792-08-10} on se bat ; le {13=1792-08-13!}, calme.",
  "Le {10 août 1792=1792-08-10}. Le {13=1792-08-13!} il part. Le {17=1792-08-17!} il meurt.",
  "Le {30 mai 1871=1871-05-30}. Le 13 du mois, le 5, on revint.",
  /* the calendar of the Republic */
  "le {18 brumaire an VIII=1799-11-09}, le {9 thermidor de l’an II=1794-07-27}",
  "le {1er vendémiaire an 1=1792-09-22}, en {ventôse an II=1794-02-19/1794-03-20}",
  NULL
};

static const char *const english[] = {
  /* days */
  "born on {December 30, 1890=1890-12-30}, of Russian parents",
  "{December 30, 1890 – November 17, 1947=1890-12-30/1947-11-17}",
  "{1 May 1917=1917-05-01}, {1st May 1917=1917-05-01}, {May 1st, 1917=1917-05-01}",
  "{May 1, 1917=1917-05-01}, {Sept. 3, 1939=1939-09-03}, {12 Aug. 1937=1937-08-12}",
  "the {30th of December 1890=1890-12-30}",
  "the {fifth of May 1917=1917-05-05}",
  "on {Monday, 3 May 1917=1917-05-03} at noon",
  "{30-Dec-1890=1890-12-30}",
  "Last updated on {5.8.2005=2005-08-05}; on {14/04/20=2020-04-14} 21:55",
  "{1890-12-30=1890-12-30}, {2005-08-05=2005-08-05}T12:30:00Z",
  "{8/25/2005=2005-08-25}",
  "the {4th of July=XXXX-07-04}",
  "In {1917=1917} he left. On {12 May=1917-05-12!} he wrote; on {June 3=1917-06-03!} he came.",
  "{12–15 May 1917=1917-05-12/1917-05-15}, {May 12–15, 1917=1917-05-12/1917-05-15}",
  "from {12 May to 3 June 1917=1917-05-12/1917-06-03}",
  /* months */
  "{towards December 1908=1908-12~}, {late December 1908=1908-12~}",
  "in {January 1912=1912-01}, tried in {February 1913=1913-02}",
  "in {May 1917=1917-05}, {May, 1918=1918-05}, {March of 1919=1919-03}, in {May ’68=1968-05}",
  "in {March.1933=1933-03}",
  "(from {July 1911 to January 1912=1911-07/1912-01})",
  "{between July 1911 and January 1912=1911-07/1912-01}",
  "{May/June 1917=1917-05/1917-06}",
  "{December–February 1918=1917-12/1918-02}",
  "in {January 1919=1919-01}. He reached Petrograd in {February=1919-02!}.",
  "In {July=1917-07!} and {August 1917=1917-08} all was quiet.",
  "{Aug. 1926=1926-08}",
  /* years and ranges */
  "Freed in {1917=1917}, he worked.",
  "as early as {1936=1936}",
  "The year {1905=1905} began.",
  "(New York, {1937=1937})",
  "({1920-2005=1920/2005})",
  "“Memoirs of a Revolutionary, {1901–1941=1901/1941},” he wrote",
  "{1926-1929=1926/1929}, {1938-44=1938/1944}, {1926–9=1926/1929}, {1920/21=1920/1921}",
  "from {1930 to 1932=1930/1932}, {1930 until 1932=1930/1932}",
  "{between 1917 and 1919=1917/1919}",
  "the {1917=1917} revolution",
  "(born {1917–=1917/..})",
  "{44 BC=-0043}, {AD 79=0079}, {300 B.C.=-0299}",
  "{1917-05=1917-05}",
  "in {1917=1917}?",
  /* about, parts, limits */
  "{c. 1908=1908~}, {ca. 1908=1908~}, {about 1908=1908~}, {around 1908=1908~}",
  "{towards the end of 1908=1908~}, at the {end of 1908=1908~}, {early 1908=1908~}",
  "{early in 1908=1908~}, in {mid-1908=1908~}, {late in 1908=1908~}",
  "the {beginning of the year 1908=1908~}",
  "({1908?=1908?}), {1908?=1908?} and later, {probably 1908=1908?}, ({c. 1908?=1908%})",
  "{not before 1917=[1917..]}, {no later than 1919=[..1919]}, {not after May 1919=[..1919-05]}",
  "{not before 1917 and not after 1919=[1917..1919]}",
  "before {1917=1917} and after {1921=1921}",
  /* decades, centuries, seasons, halves */
  "throughout the {1920s=192X}, the {1920’s=192X}, the {’20s=192X}, the {20s=192X}",
  "the {twenties=192X}, the {nineteen-twenties=192X}",
  "in the {early 1930s=[1930..1933]}, {mid-1930s=[1934..1936]}, {late 1930s=[1937..1939]}",
  "In the {late 1920s-early 1930s=1927/1933}, he wrote.",
  "the {late twenties=[1927..1929]}",
  "the {1920s–1930s=1920/1939}",
  "the {1870s=187X}, the {1800s=18XX}",
  "the {seventies of the nineteenth century=187X}",
  "the {19th century=18XX}, {nineteenth-century=18XX} novels, {19th-century=18XX} novels",
  "the {twenty-first century=20XX}",
  "in the {early 19th century=[1800..1833]}",
  "the {second half of the 19th century=[1850..1899]}, the {first half of 1917=1917-40}",
  "the {fifth century BC=-04XX}",
  "in the {autumn of 1923=1923-23}, {spring 1917=1917-21}, the {winter of 1917–18=1917-24}",
  /* styles */
  "born on {30 December (O.S. 18 December) 1890=1890-12-30}",
  "{30 December 1890 (18 December, Old Style)=1890-12-30}",
  "{18 December 1890 (O.S.)=1890-12-30}, {18 December 1890 Old Style=1890-12-30}",
  "{November 7 (October 25, Old Style), 1917=1917-11-07}",
  "{25 October/7 November 1917=1917-11-07}",
  /* in words */
  "in {nineteen hundred and seventeen=1917}, in {nineteen seventeen=1917}",
  "since {eighteen forty-eight=1848}, by {nineteen-fourteen=1914}, in {eighteen hundred=1800}",
  "on the {first of May=XXXX-05-01}, the {twenty-first of June 1791=1791-06-21}",
  "in {May nineteen eighteen=1918-05}",
  /* a day of the month named before */
  "On {10 August 1792=1792-08-10} they fought; on the {13th=1792-08-13!}, all was quiet.",
  "{18 Brumaire, Year VIII=1799-11-09}",
  NULL
};

static const char *const dutch[] = {
  /* days */
  "Brussel, {30 december 1890=1890-12-30} - Mexico-Stad, {17 november 1947=1947-11-17}",
  "op {1 mei 1917=1917-05-01}, de {1e mei 1918=1918-05-01}, {eerste mei 1919=1919-05-01}",
  "op {maandag 3 mei 1917=1917-05-03}",
  "{12 okt. 1935=1935-10-12}, {3 febr. 1938=1938-02-03}, {5 mrt. 1940=1940-03-05}",
  "van {12 tot 15 mei 1917=1917-05-12/1917-05-15}",
  "van {12 t/m 15 mei 1917=1917-05-12/1917-05-15}",
  "van {12 mei tot en met 3 juni 1917=1917-05-12/1917-06-03}",
  "In {1917=1917} vertrok hij. Op {12 mei=1917-05-12!} schreef hij.",
  "{30-12-1890=1890-12-30}, {30.12.1890=1890-12-30}",
  "op {5 mei=XXXX-05-05}",
  /* months */
  "in {april 1936=1936-04}, {mei 1937=1937-05}, {mei van 1938=1938-05}, {mei ’40=1940-05}",
  "van {juli 1911 tot januari 1912=1911-07/1912-01}",
  "In {1917=1917} kwam hij vrij; in {juli=1917-07!} vocht hij.",
  "{eind december 1908=1908-12~}, {half juni 1917=1917-06~}, {begin mei 1917=1917-05~}",
  "{omstreeks december 1908=1908-12~}",
  "{oktober/november 1917=1917-10/1917-11}",
  /* years and ranges */
  "was in {1890=1890} te Brussel geboren",
  "het jaar {1905=1905}, anno {1906=1906}",
  "Parijs, {1951=1951}",
  "het proces van {1920-1921=1920/1921}",
  "van {1930 tot 1932=1930/1932}, {1930 t/m 1932=1930/1932}, van {1930 tot en met 1932=1930/1932}",
  "{tussen 1917 en 1919=1917/1919}",
  "{1926–29=1926/1929}",
  "in {1917=1917} en {1918=1918}",
  "in {44 v.Chr.=-0043}, in {79 na Christus=0079}",
  "sinds {1923=1923}, vanaf {1924=1924}, tot {1925=1925}",
  /* about, parts, limits */
  "{omstreeks 1908=1908~}, {rond 1908=1908~}, {rond het jaar 1908=1908~}, {ca. 1908=1908~}",
  "{tegen het einde van 1908=1908~}, {eind 1908=1908~}, {begin 1908=1908~}, {medio 1908=1908~}",
  "het {begin van het jaar 1908=1908~}, {halverwege 1908=1908~}, {vroeg in 1909=1909~}",
  "({1908?=1908?}), {waarschijnlijk 1908=1908?}",
  "{niet vóór 1917=[1917..]}, {uiterlijk in 1919=[..1919]}, {niet later dan 1919=[..1919]}",
  /* decades, centuries, seasons, halves */
  "de {jaren twintig=192X}, de {jaren ’20=192X}, de {jaren 20=192X}, de {jaren 1920=192X}",
  "de {twintiger jaren=192X}, de {jaren zeventig van de negentiende eeuw=187X}",
  "{begin jaren dertig=[1930..1933]}, {eind jaren dertig=[1937..1939]}",
  "{midden jaren dertig=[1934..1936]}, {halverwege de jaren dertig=[1934..1936]}",
  "in het {begin van de jaren dertig=[1930..1933]}, de {late jaren dertig=[1937..1939]}",
  "de {negentiende eeuw=18XX}, de {19e eeuw=18XX}, {19de-eeuwse=18XX} romans",
  "de {tweede helft van de negentiende eeuw=[1850..1899]}, de {eerste helft van 1917=1917-40}",
  "het {eerste kwartaal van 1917=1917-33}",
  "de {herfst van 1923=1923-23}, het {najaar van 1919=1919-23}, de {zomer van 1936=1936-22}",
  /* styles */
  "op {25 oktober 1917 (oude stijl)=1917-11-07}",
  "op {7 november (25 oktober oude stijl) 1917=1917-11-07}",
  /* titles in other languages */
  "Mémoires d’un révolutionnaire, {1901-1941=1901/1941}, Parijs, {mai 1951=1951-05}",
  /* in words */
  "in {negentienhonderd zeventien=1917}, in {achttienhonderdachtenveertig=1848}",
  "het jaar {negentienhonderd=1900}, in {negentienhonderdzevenenzeventig=1977}",
  "op {één mei=XXXX-05-01}, op {vijf mei 1945=1945-05-05}, {eenentwintig juni 1791=1791-06-21}",
  "de {drieëntwintigste april 1616=1616-04-23}, {mei negentienhonderdachttien=1918-05}",
  /* a day of the month named before */
  "Op {10 augustus 1792=1792-08-10} vocht men; op de {13e=1792-08-13!} was het stil.",
  "de {18e brumaire van het jaar VIII=1799-11-09}",
  NULL
};

/* Nothing in these is a date. */
static const char *const french_others[] = {
  "page 1917",
  "p. 1917",
  "pp. 1905-1917",
  "n° 1917",
  "1 917 francs",
  "1917 francs",
  "2000 exemplaires",
  "1500 hommes",
  "environ 1500 ouvriers partirent",
  "un groupe de 1200 prisonniers",
  "1200 ouvriers",
  "vers 12 heures",
  "le 20e arrondissement",
  "la IIIe Internationale",
  "Louis XIV et Henri IV",
  "il a été libéré",
  "vingt ans plus tard",
  "les années sans pardon",
  "il est minuit dans le siècle",
  "l’an prochain, en mai",
  "la planète Mars est rouge",
  "le 15e congrès",
  "21h30 ou 21:55",
  "tél. 01 45 19 17 20",
  "1050 Bruxelles",
  "art. 1382 du Code",
  "la révolution d’Octobre en 2 tomes",
  "http://exemple.org/1917/05/12/",
  "ISBN 2-07-036917-3",
  "3,1917",
  "mille neuf cents ouvriers",
  "mil, cent, deux cents",
  "dix-neuf cent francs",
  "les deux mai et juin",
  "il relut Germinal et Brumaire",
  "le 9 thermidor",
  "le 13, rue des Lilas",
  "dix-huit cents hommes",
  "la même année, l’année suivante",
  "dix-sept mille cinq cents à cette date",
  NULL
};

static const char *const english_others[] = {
  "page 1917",
  "pp. 1905–1917",
  "no. 1917",
  "2000 copies",
  "1,917 people",
  "about 1500 political prisoners",
  "1500 cobblers",
  "1200 men",
  "$1917",
  "£ 1900",
  "1917 km",
  "in his twenties",
  "she was in her early thirties",
  "5 years jail",
  "He may come; they march on.",
  "an august company",
  "May I come in?",
  "the second half of the journey",
  "the 3rd International",
  "Chapter 12",
  "verse 12:19",
  "version 1.2.1917",
  "12.05",
  "12/5",
  "a 20th anniversary",
  "over 1900 pages",
  "It is 1917 metres high.",
  "tel. 0475 1917 223",
  "978-0-12-1917-3",
  "#1917",
  "footnote 1917",
  "the October Revolution",
  "in the spring he left",
  "a fall of two feet",
  "century after century",
  "the first three months",
  "31 April",
  "1500-page novel",
  "see www.example.org/2015/12/30",
  "A1917 and 1917B",
  "nineteen hundred men",
  "at nineteen seventeen people came",
  "in nineteen twenty-minute talks",
  "sixteen",
  "fourteen or fifteen",
  "on the 13th he left",
  "Thermidor",
  "the same year, the following year",
  "in eighteen hundreds of books",
  NULL
};

static const char *const dutch_others[] = {
  "bladzijde 12, blz. 1917",
  "2000 exemplaren",
  "1500 mannen",
  "zo’n 1200 arbeiders",
  "1917 gulden",
  "de 3e Internationale",
  "op zijn twintigste",
  "jaren later",
  "de jaren zonder genade",
  "een eeuw geleden",
  "het eerste Juli-oproer",
  "de eerste helft van het boek",
  "tot drie jaar gevangenisstraf veroordeeld",
  "2000 gevallen",
  "hoofdstuk 12",
  "nr. 1917",
  "de Britse premier May kwam",
  "20 jaar lang",
  "Jan kwam in de zomer",
  "de maand maart",
  "12 uur 30",
  "1000 euro",
  "negentienhonderd arbeiders",
  "honderdvijftig gulden",
  "een mei als geen andere",
  "op de 13e dag",
  "hetzelfde jaar, het jaar daarop",
  NULL
};

typedef struct
{
  const char *lang;
  const char *const *marked;
} Table;

/* Takes the marks out of a sentence. */
static char *
strip (const char *marked)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = marked; *p; p++)
    if (*p == '=')
      p += strcspn (p, "}");
    else if (*p != '{')
      g_string_append_c (plain, *p);
  return g_string_free (plain, FALSE);
}

/* Puts the marks of what was found into the plain words. */
static char *
mark (const char *plain, GArray *dates)
{
  GString *marked = g_string_new (NULL);
  guint place = 0;

  for (guint i = 0; i < dates->len; i++)
    {
      const TriDate *date = &g_array_index (dates, TriDate, i);
      g_autofree char *before = g_utf8_substring (plain, place, date->start);
      g_autofree char *words = g_utf8_substring (plain, date->start, date->end);

      g_string_append_printf (marked,
                              "%s{%s=%s%s}",
                              before,
                              words,
                              date->edtf,
                              date->inferred ? "!" : "");
      place = date->end;
    }
  g_string_append (marked, g_utf8_offset_to_pointer (plain, place));
  return g_string_free (marked, FALSE);
}

static char *
dup_found (const char *plain, const char *lang)
{
  g_autoptr (GArray) sentences = tri_range_array_new ();
  g_autoptr (GArray) dates = tri_date_array_new ();

  tri_sentences_split (plain, lang, sentences);
  tri_dates_find (plain, lang, sentences, NULL, dates);
  return mark (plain, dates);
}

static void
check_table (const char *lang, const char *const *marked)
{
  for (guint i = 0; marked[i]; i++)
    {
      g_autofree char *plain = strip (marked[i]);
      g_autofree char *found = dup_found (plain, lang);

      if (g_str_equal (found, marked[i]))
        continue;
      g_test_message ("%s: “%s” instead of “%s”", lang, found, marked[i]);
      g_test_fail ();
    }
}

static void
test_table (gconstpointer data)
{
  const Table *table = data;

  check_table (table->lang, table->marked);
}

/* The sentence before may be the last one of the passage before. */
static void
test_context (void)
{
  TriDateContext context = { 0 };
  g_autoptr (GArray) dates = tri_date_array_new ();
  static const char *const passages[] = {
    "He came in 1917.",
    "In May he left.",
    "He was ill.",
    "In June",
  };
  static const char *const edtf[] = { "1917", "1917-05" };

  for (guint i = 0; i < G_N_ELEMENTS (passages); i++)
    tri_dates_find (passages[i], "en", NULL, &context, dates);
  g_assert_cmpuint (dates->len, ==, G_N_ELEMENTS (edtf));
  for (guint i = 0; i < dates->len; i++)
    g_assert_cmpstr (g_array_index (dates, TriDate, i).edtf, ==, edtf[i]);
}

/* A date far behind what filled the window, with its words before it. */
static void
test_long (void)
{
  static const char *const fillings[] = {
    "word ",
    "1 ",
    "May ",
    "12 ",
    "the of in ",
    "1917-",
    "XIX ",
    "- ",
    "(",
    "é ",
    "12.12.",
    "années ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (fillings); i++)
    for (guint n = 1; n < 600; n += 37)
      {
        g_autoptr (GArray) dates = tri_date_array_new ();
        GString *text = g_string_new (NULL);
        const TriDate *last = NULL;

        for (guint j = 0; j < n; j++)
          g_string_append (text, fillings[i]);
        g_string_append (text, "; and he went home towards the end of 1908.");
        tri_dates_find (text->str, "en", NULL, NULL, dates);
        g_assert_cmpuint (dates->len, >, 0);
        last = &g_array_index (dates, TriDate, dates->len - 1);
        g_assert_cmpstr (last->edtf, ==, "1908~");
        g_assert_cmpuint (last->end - last->start, ==, strlen ("towards the end of 1908"));
        g_string_free (text, TRUE);
      }
}

/* Whatever stands there, ranges are inside the text, in order and without overlap. */
static void
test_hostile (void)
{
  static const char *const pieces[] = {
    "12",
    "1917",
    "May",
    "mai",
    "-",
    "–",
    "/",
    ".",
    ",",
    " ",
    "(",
    ")",
    "?",
    "'",
    "’",
    "the ",
    "of ",
    "en ",
    "de ",
    "XIX",
    "e",
    "siècle",
    "O.S.",
    "c.",
    "vers ",
    "\n",
    "s",
    "jaren ",
    "99999999999",
    "BC",
    "entre ",
    "et ",
    "first ",
    "half ",
    "\u0301",
    "0",
    "t/m",
    "not ",
    "before ",
    "quatre",
    "vingt",
    "T",
    "://",
    "www.",
    "\xf0\x9f\x98\x80",
    "century",
    "31",
    "February ",
    "1900",
  };
  static const char *const langs[] = { "fr", "en", "nl", "ru" };
  g_autoptr (GRand) random = g_rand_new_with_seed (1890);

  for (guint round = 0; round < 4000; round++)
    {
      g_autoptr (GArray) dates = tri_date_array_new ();
      g_autoptr (GString) text = g_string_new (NULL);
      TriDateContext context = { 0 };
      guint n = (guint) g_rand_int_range (random, 1, 60);
      guint place = 0;
      guint length;

      for (guint i = 0; i < n; i++)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      tri_dates_find (text->str, langs[round % 4], NULL, &context, dates);
      length = (guint) g_utf8_strlen (text->str, -1);
      for (guint i = 0; i < dates->len; i++)
        {
          const TriDate *date = &g_array_index (dates, TriDate, i);

          g_assert_cmpuint (date->start, >=, place);
          g_assert_cmpuint (date->end, >, date->start);
          g_assert_cmpuint (date->end, <=, length);
          g_assert_cmpuint (strlen (date->edtf), >=, 4);
          place = date->end;
        }
    }
}

int
main (int argc, char **argv)
{
  static const Table tables[] = {
    { "fr", french },
    { "en", english },
    { "nl", dutch },
    { "fr", french_others },
    { "en", english_others },
    { "nl", dutch_others },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *path = g_strdup_printf ("/dates/%s/%s",
                                               i < 3 ? "found" : "others",
                                               tables[i].lang);

      g_test_add_data_func (path, &tables[i], test_table);
    }
  g_test_add_func ("/dates/context", test_context);
  g_test_add_func ("/dates/long", test_long);
  g_test_add_func ("/dates/hostile", test_hostile);

  return g_test_run ();
}
