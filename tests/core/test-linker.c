/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-linker.h"

#include <string.h>

static const struct
{
  int entity;
  TriEntityType type;
  const char *lang;
  TriNameKind kind;
  const char *name;
} names[] = {
  { 1, TRI_ENTITY_PERSON, "fr", TRI_NAME_OFFICIAL, "Victor Serge" },
  { 1, TRI_ENTITY_PERSON, "fr", TRI_NAME_SHORT, "Serge" },
  { 1, TRI_ENTITY_PERSON, "nl", TRI_NAME_SHORT, "Viktor" },
  { 1, TRI_ENTITY_PERSON, "fr", TRI_NAME_PSEUDONYM, "Le Rétif" },
  { 1, TRI_ENTITY_PERSON, "en", TRI_NAME_SHORT, "Kibalchich" },
  { 2, TRI_ENTITY_PERSON, "fr", TRI_NAME_OFFICIAL, "Léon Trotski" },
  { 2, TRI_ENTITY_PERSON, "fr", TRI_NAME_SHORT, "Trotski" },
  { 2, TRI_ENTITY_PERSON, "en", TRI_NAME_OFFICIAL, "Leon Trotsky" },
  { 2, TRI_ENTITY_PERSON, "en", TRI_NAME_SHORT, "Trotsky" },
  { 3, TRI_ENTITY_PERSON, "en", TRI_NAME_OFFICIAL, "Nikolai Kibalchich" },
  { 3, TRI_ENTITY_PERSON, "en", TRI_NAME_SHORT, "Kibalchich" },
  { 4, TRI_ENTITY_PERSON, "es", TRI_NAME_OFFICIAL, "Salvador Seguí" },
  { 4, TRI_ENTITY_PERSON, "es", TRI_NAME_SHORT, "Seguí" },
  { 5, TRI_ENTITY_ORGANISATION, "es", TRI_NAME_SHORT, "POUM" },
  { 6, TRI_ENTITY_WORK, "fr", TRI_NAME_OFFICIAL, "Masses" },
  { 7, TRI_ENTITY_WORK, "fr", TRI_NAME_OFFICIAL, "L’Affaire Toulaev" },
  { 8, TRI_ENTITY_PLACE, "fr", TRI_NAME_OFFICIAL, "Saint-Pétersbourg" },
  { 8, TRI_ENTITY_PLACE, "nl", TRI_NAME_OFFICIAL, "St. Petersburg" },
  { 9, TRI_ENTITY_WORK, "fr", TRI_NAME_TRANSLITERATION, "l’anarchie" },
  { 10, TRI_ENTITY_ORGANISATION, "en", TRI_NAME_SHORT, "MIA" },
  { 11, TRI_ENTITY_PLACE, "nl", TRI_NAME_OFFICIAL, "Rusland" },
  { 12, TRI_ENTITY_PERSON, "fr", TRI_NAME_OFFICIAL, "Louis Aragon" },
  { 12, TRI_ENTITY_PERSON, "fr", TRI_NAME_SHORT, "Aragon" },
  { 13, TRI_ENTITY_ORGANISATION, "fr", TRI_NAME_OFFICIAL, "Internationale communiste" },
  { 14, TRI_ENTITY_WORK, "fr", TRI_NAME_OFFICIAL, "l’Internationale communiste" },
  { 15, TRI_ENTITY_ORGANISATION, "fr", TRI_NAME_SHORT, "populistes russes" },
  { 16, TRI_ENTITY_PLACE, "fr", TRI_NAME_OFFICIAL, "Bruxelles" },
  { 17, TRI_ENTITY_WORK, "fr", TRI_NAME_OFFICIAL, "Ville conquise" },
  { 18, TRI_ENTITY_WORK, "fr", TRI_NAME_OFFICIAL, "La Ville" },
  { 19, TRI_ENTITY_PLACE, "ru", TRI_NAME_OFFICIAL, "Кронштадт" },
  { 20, TRI_ENTITY_PERSON, "en", TRI_NAME_OFFICIAL, "Brien" },
  { 21, TRI_ENTITY_WORK, "fr", TRI_NAME_OFFICIAL, "Mémoires (1901-1941)" },
};

/* [the words=entity]: what the linker is to find, and nothing else. */
static const struct
{
  const char *lang;
  const char *marked;
} sentences[] = {
  /* elisions and apostrophes */
  { "fr", "L’ami d’[Aragon=12] et l'ombre d'[Aragon=12] ; jusqu’[Aragon=12], qu’[Aragon=12] !" },
  { "en", "He met O’Brien and [Brien=20] there." },
  { "fr", "Il lisait [L’Affaire Toulaev=7] et encore l'[Affaire Toulaev=7]." },
  { "fr", "La fin de l’[Affaire Toulaev=7] est connue." },
  /* genitives */
  { "en", "We read [Trotsky=2]’s letters and [Trotsky=2]'s diary, and the [Serge=1]s’ books." },
  { "nl", "[Trotski=2]'s brieven, [Serge=1]s boeken en [Victor Serge=1]s leven in [Rusland=11]." },
  { "fr", "Nul ne dit Serges, ni Trotskis." },
  /* whole words only */
  { "en", "The Trotskyists, Sergei, an anti-[Trotsky=2] mood; the [Serge=1]-[Trotsky=2] file." },
  { "nl", "Trotskisten in Sergejevka." },
  /* case and accents */
  { "es", "Con [Segui=4], [SEGUÍ=4] y [Segui\xcc\x81=4]." },
  { "en", "A bolt of serge, and then [Serge=1] came." },
  { "en", "All spoke of Mia; the [MIA=10] has it, says she." },
  { "fr", "Les [populistes russes=15] et les [Populistes russes=15]." },
  /* spaces, hyphens and line breaks inside a name */
  { "fr", "À [Saint-Pétersbourg=8], à [Saint Pétersbourg=8]." },
  { "fr", "De [Saint‑Petersbourg=8] à [Saint\nPétersbourg=8]." },
  { "nl", "Van [St. Petersburg=8] via [St.Petersburg=8] naar [St Petersburg=8]." },
  { "fr", "On vit [Victor\n  Serge=1] hier, [Victor\u00a0Serge=1] demain." },
  { "en", "He saw Victor. [Serge=1] left." },
  { "en", "He saw Victor – [Serge=1] left – and Victor, [Serge=1], too." },
  /* acronyms */
  { "fr", "Le [POUM=5], le [P.O.U.M.=5] et le [Poum=5] ; pas le poum." },
  /* the longest wins */
  { "fr", "Il vit [Léon Trotski=2] et [Trotski=2]." },
  { "fr", "Dans [La Ville=18] et dans [Ville conquise=17], la ville." },
  /* titles and common nouns */
  { "fr", "Masses en marche : les masses de [Bruxelles=16]. Il écrit dans [Masses=6]." },
  { "fr", "Masses en marche, dit-on." },
  { "fr", "Il aimait l’anarchie et écrivait dans l’[Anarchie=9]." },
  { "fr", "À l’Exécutif de l’[Internationale communiste=13], et en ville." },
  { "fr", "Le pseudonyme, [Le Rétif=1] ; les articles du [Rétif=1]." },
  { "fr", "Les [Mémoires (1901-1941)=21], lus (dans les [Mémoires (1901–1941)=21])." },
  /* other scripts */
  { "ru", "В [Кронштадт=19] и в [КРОНШТАДТ=19], но не в Кронштадтский." },
  /* two of one name: who else is named decides */
  { "en", "[Nikolai Kibalchich=3] was hanged; [Kibalchich=3] was young." },
  { "en", "[Victor Serge=1], or [Kibalchich=1], was born then." },
};

/* A register of official names alone. */
static const struct
{
  int entity;
  TriEntityType type;
  const char *lang;
  const char *name;
} official[] = {
  { 1, TRI_ENTITY_PERSON, "fr", "Marguerite Ivanovna Delcour" },
  { 2, TRI_ENTITY_PERSON, "fr", "Paul Delcour" },
  { 3, TRI_ENTITY_PERSON, "nl", "Pieter van der Velde" },
  { 4, TRI_ENTITY_ORGANISATION, "fr", "Union des travailleurs du port" },
  { 5, TRI_ENTITY_ORGANISATION, "en", "Workers’ Education League (WEL)" },
  { 6, TRI_ENTITY_ORGANISATION, "fr", "Parti ouvrier du Nord" },
  { 7, TRI_ENTITY_ORGANISATION, "en", "Northern Workers’ Party" },
  { 8, TRI_ENTITY_ORGANISATION, "nl", "Partij van de Arbeiders" },
  { 9, TRI_ENTITY_WORK, "en", "The Long Harbour: a Novel of the Docks" },
  { 10, TRI_ENTITY_PLACE, "fr", "Verviers" },
  { 11, TRI_ENTITY_WORK, "fr", "Verviers" },
  { 12, TRI_ENTITY_PERSON, "en", "Edward Marlow" },
  { 13, TRI_ENTITY_PLACE, "en", "Marlow" },
  { 14, TRI_ENTITY_WORK, "fr", "Le Travail" },
  { 15, TRI_ENTITY_EVENT, "fr", "Mort de Paul Delcour" },
  { 16, TRI_ENTITY_PERSON, "en", "Tsar Boris IV" },
  { 17, TRI_ENTITY_EVENT, "en", "uprising in Verviers" },
};

static const struct
{
  const char *lang;
  const char *marked;
} derived[] = {
  /* a family name needs somebody who is named in full */
  { "fr", "[Marguerite Ivanovna Delcour=1] écrivit. Plus tard [Delcour=1] partit." },
  { "en", "[Paul Delcour=2] wrote to us; [Delcour=2]’s letters are lost." },
  { "nl", "[Pieter van der Velde=3] kwam; [van der Velde=3]s brief bleef." },
  { "fr", "Personne ne connaît Robert Delcour, ni Delcour." },
  /* initials, and names turned round */
  { "fr", "Un livre de [M. I. Delcour=1], un autre de [M.I. Delcour=1]." },
  { "en", "[P. Delcour=2] signed, and [Delcour, Marguerite Ivanovna=1] did not." },
  { "nl", "Aanwezig: [Van der Velde, Pieter=3]; [Delcour, Paul=2]." },
  /* acronyms */
  { "fr", "L’[Union des travailleurs du port=4], ou [UTP=4], et non l’utp." },
  { "en", "The [Workers’ Education League=5] met: the [WEL=5] it was." },
  /* what it is one of, with its own capital, alone, and named in full */
  { "fr", "Membre du [Parti ouvrier du Nord=6], il servit le [Parti=6] ; un parti de plus." },
  { "en", "The [Northern Workers’ Party=7] met. To the [Party=7] he gave all; no Green Party." },
  { "nl", "De [Partij van de Arbeiders=8] won, en de [Partij=8] zweeg." },
  { "en", "To the Party he gave all." },
  /* a title without its subtitle */
  { "en", "He read [The Long Harbour=9] twice." },
  /* what stands before */
  { "fr", "Né à [Verviers=10], il lisait le journal [Verviers=11]." },
  { "nl", "De krant [Verviers=11] kwam te laat." },
  { "en", "They lived in [Marlow=13], said comrade [Edward Marlow=12]." },
  /* the article of a title */
  { "en", "He wrote for the weekly [Le travail=14] and loved le travail." },
  /* what happened is no name; rank is none either */
  { "fr", "Après la mort de [Paul Delcour=2], rien." },
  { "en", "After the uprising in [Verviers=10] and Tsar [Boris IV=16]." },
};

static TriLinker *
make_official_linker (void)
{
  TriLinker *linker = tri_linker_new ();

  for (guint i = 0; i < G_N_ELEMENTS (official); i++)
    {
      tri_linker_add (linker,
                      official[i].entity,
                      official[i].type,
                      official[i].lang,
                      TRI_NAME_OFFICIAL,
                      official[i].name);
      tri_linker_add_derived (linker,
                              official[i].entity,
                              official[i].type,
                              official[i].lang,
                              TRI_NAME_OFFICIAL,
                              official[i].name);
    }
  return linker;
}

static TriLinker *
make_linker (void)
{
  TriLinker *linker = tri_linker_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    tri_linker_add (linker,
                    names[i].entity,
                    names[i].type,
                    names[i].lang,
                    names[i].kind,
                    names[i].name);
  return linker;
}

/* Takes the marks out of a sentence. */
static char *
strip (const char *marked)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = marked; *p; p++)
    if (*p == '=')
      p = strchr (p, ']');
    else if (*p != '[')
      g_string_append_c (plain, *p);
  return g_string_free (plain, FALSE);
}

/* Puts the marks in. */
static char *
mark (const char *content, GArray *mentions)
{
  GString *marked = g_string_new (NULL);
  guint at = 0;

  for (guint i = 0; i < mentions->len; i++)
    {
      const TriMention *mention = &g_array_index (mentions, TriMention, i);
      g_autofree char *before = g_utf8_substring (content, at, mention->start);
      g_autofree char *name = g_utf8_substring (content, mention->start, mention->end);

      g_assert_cmpuint (mention->start, >=, at);
      g_assert_cmpfloat (mention->confidence, >, 0);
      g_assert_cmpfloat (mention->confidence, <=, 1);
      g_string_append_printf (marked, "%s[%s=%d]", before, name, (int) mention->entity);
      at = mention->end;
    }
  g_string_append (marked, g_utf8_offset_to_pointer (content, at));
  return g_string_free (marked, FALSE);
}

static GArray *
link_one (TriLinker *linker, const char *lang, const char *content)
{
  g_autoptr (TriLinkerText) text = tri_linker_text_new (linker, lang);
  GArray *mentions = tri_mention_array_new ();

  tri_linker_text_survey (text, content);
  tri_linker_text_link (text, content, NULL, 0, mentions);
  return mentions;
}

static void
test_table (void)
{
  g_autoptr (TriLinker) linker = make_linker ();

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autofree char *content = strip (sentences[i].marked);
      g_autoptr (GArray) mentions = link_one (linker, sentences[i].lang, content);
      g_autofree char *marked = mark (content, mentions);

      g_assert_cmpstr (marked, ==, sentences[i].marked);
    }
}

static void
test_derived (void)
{
  g_autoptr (TriLinker) linker = make_official_linker ();

  for (guint i = 0; i < G_N_ELEMENTS (derived); i++)
    {
      g_autofree char *content = strip (derived[i].marked);
      g_autoptr (GArray) mentions = link_one (linker, derived[i].lang, content);
      g_autofree char *marked = mark (content, mentions);

      g_assert_cmpstr (marked, ==, derived[i].marked);
    }
}

static void
test_taken (void)
{
  static const char content[] = "Victor Serge and Trotsky met Serge.";
  static const TriRange taken[] = { { 0, 6 }, { 17, 24 } };
  g_autoptr (TriLinker) linker = make_linker ();
  g_autoptr (TriLinkerText) text = tri_linker_text_new (linker, "en");
  g_autoptr (GArray) mentions = tri_mention_array_new ();
  g_autofree char *marked = NULL;

  tri_linker_text_survey (text, content);
  tri_linker_text_link (text, content, taken, G_N_ELEMENTS (taken), mentions);
  marked = mark (content, mentions);
  g_assert_cmpstr (marked, ==, "Victor [Serge=1] and Trotsky met [Serge=1].");
}

static double
get_confidence (TriLinker *linker, const char *lang, const char *content)
{
  g_autoptr (GArray) mentions = link_one (linker, lang, content);

  g_assert_cmpuint (mentions->len, >, 0);
  return g_array_index (mentions, TriMention, mentions->len - 1).confidence;
}

static void
test_confidence (void)
{
  g_autoptr (TriLinker) linker = make_linker ();
  double full = get_confidence (linker, "fr", "Voici Victor Serge.");
  double namesake = get_confidence (linker, "en", "It was written by Robert Serge.");
  double guess = get_confidence (linker, "en", "It was written by Kibalchich.");

  g_assert_cmpfloat (full, >, get_confidence (linker, "fr", "Voici Serge."));
  g_assert_cmpfloat (namesake, <, get_confidence (linker, "en", "It was written by Serge."));
  g_assert_cmpfloat (guess, <, 0.5);
}

/* Without anybody who is named in full, a name that only follows by rule, or a given name, is a
 * question. */
static void
test_doubt (void)
{
  g_autoptr (TriLinker) linker = make_official_linker ();
  double doubt = TRI_MENTION_DOUBT;

  tri_linker_add (linker, 3, TRI_ENTITY_PERSON, "nl", TRI_NAME_SHORT, "Pieter");
  g_assert_cmpfloat (get_confidence (linker, "nl", "Daar kwam van der Velde."), <, doubt);
  g_assert_cmpfloat (get_confidence (linker, "nl", "Pieter van der Velde; Van der Velde"),
                     >,
                     doubt);
  g_assert_cmpfloat (get_confidence (linker, "nl", "Daar kwam Pieter."), <, doubt);
  g_assert_cmpfloat (get_confidence (linker, "nl", "Pieter van der Velde, ja Pieter."), >, doubt);
}

/* What stands in another passage of the text decides as well, and the order of the names never. */
static void
test_text_decides (void)
{
  g_autoptr (TriLinker) linker = make_linker ();
  g_autoptr (TriLinkerText) text = tri_linker_text_new (linker, "en");
  g_autoptr (GArray) mentions = tri_mention_array_new ();

  tri_linker_text_survey (text, "It was Kibalchich.");
  tri_linker_text_survey (text, "He was called Nikolai Kibalchich.");
  tri_linker_text_link (text, "It was Kibalchich.", NULL, 0, mentions);
  g_assert_cmpuint (mentions->len, ==, 1);
  g_assert_cmpint (g_array_index (mentions, TriMention, 0).entity, ==, 3);
}

/* Families and several of a name: who has it alone is a question, of several nobody is meant, and
 * a family of the register is itself. */
static void
test_families (void)
{
  static const struct
  {
    int entity;
    TriEntityType type;
    const char *lang;
    TriNameKind kind;
    const char *name;
  } bearers[] = {
    { 1, TRI_ENTITY_PERSON, "fr", TRI_NAME_OFFICIAL, "Jacques Thibault" },
    { 2, TRI_ENTITY_PERSON, "fr", TRI_NAME_OFFICIAL, "Antoine Thibault" },
    { 3, TRI_ENTITY_PERSON, "en", TRI_NAME_OFFICIAL, "Soames Forsyte" },
    { 4, TRI_ENTITY_PERSON, "en", TRI_NAME_OFFICIAL, "Boris Romanov" },
    { 5, TRI_ENTITY_ORGANISATION, "en", TRI_NAME_OFFICIAL, "Romanov family" },
    { 6, TRI_ENTITY_PERSON, "nl", TRI_NAME_OFFICIAL, "Vincent van Gogh" },
    { 7, TRI_ENTITY_PERSON, "nl", TRI_NAME_SHORT, "Kennedy" },
    { 8, TRI_ENTITY_PERSON, "fr", TRI_NAME_SHORT, "Serge" },
  };
  static const struct
  {
    const char *lang;
    const char *marked;
    gboolean doubtful;
  } runs[] = {
    { "fr", "[Jacques Thibault=1] vit les Thibault, des Thibault et la famille Thibault.", FALSE },
    { "fr", "Les frères Thibault et tous les Thibault.", FALSE },
    { "fr", "On invita les [Serge=8].", TRUE },
    { "fr", "On parlait de [Serge=8].", FALSE },
    { "fr", "La famille [Serge=8] partit.", TRUE },
    { "en", "[Soames Forsyte=3] it was, of the [Forsyte=3]s.", TRUE },
    { "en", "[Soames Forsyte=3] of the [Forsyte=3] family", TRUE },
    { "en", "Then [Soames Forsyte=3] and [Forsyte=3]’s wife.", FALSE },
    { "en", "[Boris Romanov=4] was of the [Romanov=5]s.", FALSE },
    { "en", "[Boris Romanov=4] and the [Romanov family=5].", FALSE },
    { "nl", "[Boris Romanov=4] was een van de [Romanov=5]s.", FALSE },
    { "nl", "[Vincent van Gogh=6] en de [Van Gogh=6]s.", TRUE },
    { "nl", "[Vincent van Gogh=6] was van de familie [Van Gogh=6].", TRUE },
    { "nl", "[Vincent van Gogh=6] schreef; [Van Gogh=6]s brieven.", FALSE },
    { "nl", "Zo waren de [Kennedy=7]’s.", TRUE },
    { "nl", "Zo waren [Kennedy=7]’s brieven.", FALSE },
  };
  g_autoptr (TriLinker) linker = tri_linker_new ();

  for (guint i = 0; i < G_N_ELEMENTS (bearers); i++)
    {
      gint64 entity = bearers[i].entity;
      TriEntityType type = bearers[i].type;

      tri_linker_add (linker, entity, type, bearers[i].lang, bearers[i].kind, bearers[i].name);
      tri_linker_add_derived (linker,
                              entity,
                              type,
                              bearers[i].lang,
                              bearers[i].kind,
                              bearers[i].name);
    }
  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      g_autofree char *content = strip (runs[i].marked);
      g_autoptr (GArray) mentions = link_one (linker, runs[i].lang, content);
      g_autofree char *marked = mark (content, mentions);
      const TriMention *last = &g_array_index (mentions, TriMention, mentions->len - 1);

      g_assert_cmpstr (marked, ==, runs[i].marked);
      if (mentions->len > 0)
        g_assert_cmpint (last->confidence < TRI_MENTION_DOUBT, ==, runs[i].doubtful);
    }
}

/* A register as others write them, and texts that mean to mislead. */
static const struct
{
  int entity;
  TriEntityType type;
  const char *lang;
  TriNameKind kind;
  const char *name;
} others[] = {
  { 1, TRI_ENTITY_PERSON, "en", TRI_NAME_OFFICIAL, "Serge, Victor" },
  { 2, TRI_ENTITY_PERSON, "en", TRI_NAME_OFFICIAL, "Rose May" },
  { 2, TRI_ENTITY_PERSON, "en", TRI_NAME_SHORT, "Rose" },
  { 3, TRI_ENTITY_PERSON, "en", TRI_NAME_OFFICIAL, "Mark Will" },
  { 3, TRI_ENTITY_PERSON, "en", TRI_NAME_SHORT, "Will" },
  { 4, TRI_ENTITY_PERSON, "fr", TRI_NAME_OFFICIAL, "Louis Blanc" },
  { 5, TRI_ENTITY_PLACE, "fr", TRI_NAME_OFFICIAL, "Paris" },
  { 6, TRI_ENTITY_WORK, "fr", TRI_NAME_OFFICIAL, "Marche" },
  { 7, TRI_ENTITY_ORGANISATION, "fr", TRI_NAME_OFFICIAL, "Guépéou" },
  { 7, TRI_ENTITY_ORGANISATION, "ru", TRI_NAME_SHORT, "GPU" },
  { 8, TRI_ENTITY_ORGANISATION, "fr", TRI_NAME_OFFICIAL, "IIIe Internationale" },
  { 8, TRI_ENTITY_ORGANISATION, "nl", TRI_NAME_OFFICIAL, "3e Internationale" },
  { 9, TRI_ENTITY_WORK, "fr", TRI_NAME_OFFICIAL, "Le Communiste" },
  { 10, TRI_ENTITY_PERSON, "nl", TRI_NAME_OFFICIAL, "Piet de Zwart" },
  { 11, TRI_ENTITY_PERSON, "fr", TRI_NAME_OFFICIAL, "Jean-Paul Marat" },
  { 12, TRI_ENTITY_PLACE, "nl", TRI_NAME_OFFICIAL, "’s-Gravenhage" },
  { 13, TRI_ENTITY_PERSON, "en", TRI_NAME_OFFICIAL, "Patrick O’Neill" },
  { 14, TRI_ENTITY_PERSON, "en", TRI_NAME_OFFICIAL, "Henry James" },
  { 15, TRI_ENTITY_PERSON, "fr", TRI_NAME_PSEUDONYM, "L’un" },
  { 16, TRI_ENTITY_ORGANISATION, "en", TRI_NAME_OFFICIAL, "It" },
};

static const struct
{
  const char *lang;
  const char *marked;
} adverse[] = {
  /* a register that has the family name first */
  { "en", "[Victor Serge=1] wrote; [Serge=1]’s books; [V. Serge=1]." },
  { "fr", "Un livre de [Serge, Victor=1]." },
  /* common words that are names */
  { "en", "A rose is a rose. Rose bushes grew. The will of all. Will you come?" },
  { "en", "[Rose May=2] came; so [Rose=2] sat. It may rain; May was wet, in May." },
  { "fr", "[Louis Blanc=4] parla. Le blanc, un mur blanc. Blanc de peur, il partit." },
  { "fr", "Il lit [Marche=6]. La marche fut longue ; marche ou crève." },
  { "fr", "Marche après marche, il monta la marche." },
  { "nl", "[Piet de Zwart=10] droeg de zwarte jas, de zwart-witte das, de zwart." },
  { "nl", "[Piet de Zwart=10] kwam en [De Zwart=10] ging; later zweeg [de Zwart=10]." },
  /* whose name holds another */
  { "en", "They met in [Paris=5]. To [Paris=5] Hilton nobody spoke." },
  /* variants of organisations */
  { "fr", "La [Guépéou=7], le [GPU=7], la [G.P.U.=7], le [Guepeou=7] ; le gpu." },
  { "fr", "La [IIIe Internationale=8], la [3e Internationale=8]." },
  { "nl", "De [3e Internationale=8] en de [IIIe Internationale=8]." },
  /* a title and what it says */
  { "fr", "Dans [Le Communiste=9], un communiste ; le communiste, le journal [Le Communiste=9]." },
  { "fr", "Le communiste parle. Un article du [Communiste=9], un vrai communiste." },
  /* hyphens, apostrophes, breaks */
  { "fr", "[Jean-Paul Marat=11], [Jean Paul Marat=11], [Jean‑Paul\nMarat=11], [J.-P. Marat=11]." },
  { "nl", "Van [’s-Gravenhage=12] naar ['s-Gravenhage=12], en [’s Gravenhage=12]." },
  { "en", "[Patrick O'Neill=13], [Patrick O’Neill=13]’s son; [O’Neill=13] left." },
  { "en", "[Henry James=14]’ novels, [Henry James=14]’s house, [James=14]' house." },
  { "en", "[Victor Serge=1] met comrade [Serge=1], Mr. [Serge=1], Mr [Serge=1] and [V.Serge=1]." },
  { "fr", "Le citoyen [Victor Serge=1], M. [Serge=1], « [Serge=1] » et “[Serge=1]”." },
  { "nl", "[Victor Serge=1] en [Serge=1]'s, [Serge=1]' en kameraad [Serge=1]s boek; Serger niet." },
  { "en", "[Victor\nSerge=1] and the pro-[Serge=1] group; [Serge=1]-like; Serge1 not." },
  { "en", "*[Victor Serge=1]* and _[Serge=1]_, ([Serge=1]), [Serge=1]—he." },
  { "fr", "Né à [Paris=5], mort à [Paris=5] ; [PARIS=5], le [Paris=5]-Soir." },
  /* small words */
  { "fr", "Il va à un ami, l’un de nous ; c’est [L’un=15] qui signe. Un ami. It." },
  /* headings and capitals */
  { "en", "[VICTOR SERGE=1] AND [ROSE MAY=2]" },
  /* names in lists */
  { "nl", "[Zwart, Piet de=10]; [Marat, Jean-Paul=11]." },
};

static void
test_adverse (void)
{
  g_autoptr (TriLinker) linker = tri_linker_new ();

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      gint64 entity = others[i].entity;
      TriEntityType type = others[i].type;

      tri_linker_add (linker, entity, type, others[i].lang, others[i].kind, others[i].name);
      tri_linker_add_derived (linker,
                              entity,
                              type,
                              others[i].lang,
                              others[i].kind,
                              others[i].name);
    }
  for (guint i = 0; i < G_N_ELEMENTS (adverse); i++)
    {
      g_autofree char *content = strip (adverse[i].marked);
      g_autoptr (GArray) mentions = link_one (linker, adverse[i].lang, content);
      g_autofree char *marked = mark (content, mentions);

      g_assert_cmpstr (marked, ==, adverse[i].marked);
    }
  g_assert_cmpfloat (get_confidence (linker, "en", "Nobody spoke to Paris Hilton"),
                     <,
                     TRI_MENTION_DOUBT);
  g_assert_cmpfloat (get_confidence (linker, "fr", "On lisait Paris-Soir"), <, TRI_MENTION_DOUBT);
  g_assert_cmpfloat (get_confidence (linker, "en", "Nobody came from Paris then"),
                     >,
                     TRI_MENTION_DOUBT);
}

/* Names that share words: of as many words, who is named in the text, its spelling, its place;
 * what only follows by rule gives way. */
static void
test_overlap (void)
{
  static const struct
  {
    const char *survey;
    const char *marked;
  } runs[] = {
    { "Rosa Nova came.", "They saw [Rosa Nova=1] Terra there." },
    { "To Nova Terra they went.", "They saw Rosa [Nova Terra=2] there." },
    { "Rosa Nova came to Nova Terra.", "They left the city Rosa [Nova Terra=2] there." },
    { "", "They saw [Rosa Nova Terra Prima=3] there." },
    { "", "They saw [Rosa Nova=1] and [Nova Terra=2]." },
    { "", "They saw Jan, the [Wit=5], and De [Wit=5]." },
    { "Jan de Wit came.", "They saw Jan, the [Wit=5], and [De Wit=4]." },
    { "", "Then [Lens=6] was taken, [Lens=6]’s walls fell, and at [Len=7]’s." },
  };
  g_autoptr (TriLinker) linker = tri_linker_new ();

  tri_linker_add (linker, 2, TRI_ENTITY_PLACE, "en", TRI_NAME_OFFICIAL, "Nova Terra");
  tri_linker_add (linker, 1, TRI_ENTITY_PERSON, "en", TRI_NAME_OFFICIAL, "Rosa Nova");
  tri_linker_add (linker, 3, TRI_ENTITY_WORK, "en", TRI_NAME_OFFICIAL, "Rosa Nova Terra Prima");
  tri_linker_add (linker, 4, TRI_ENTITY_PERSON, "nl", TRI_NAME_OFFICIAL, "Jan de Wit");
  tri_linker_add_derived (linker, 4, TRI_ENTITY_PERSON, "nl", TRI_NAME_OFFICIAL, "Jan de Wit");
  tri_linker_add (linker, 5, TRI_ENTITY_PLACE, "nl", TRI_NAME_OFFICIAL, "Wit");
  tri_linker_add (linker, 7, TRI_ENTITY_PERSON, "en", TRI_NAME_OFFICIAL, "Len");
  tri_linker_add (linker, 6, TRI_ENTITY_PLACE, "fr", TRI_NAME_OFFICIAL, "Lens");
  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      g_autofree char *content = strip (runs[i].marked);
      g_autoptr (TriLinkerText) text = tri_linker_text_new (linker, "en");
      g_autoptr (GArray) mentions = tri_mention_array_new ();
      g_autofree char *marked = NULL;

      tri_linker_text_survey (text, runs[i].survey);
      tri_linker_text_survey (text, content);
      tri_linker_text_link (text, content, NULL, 0, mentions);
      marked = mark (content, mentions);
      g_assert_cmpstr (marked, ==, runs[i].marked);
    }
}

/* Words, names and whatever may stand between them. */
static char *
make_jumble (GRand *random)
{
  static const char *const parts[] = {
    "Victor",
    "Serge",
    "Trotsky",
    "d’",
    "St.",
    "Petersburg",
    "P.O.U.M.",
    "Mémoires",
    "(1901",
    "1941)",
    "le",
    "journal",
    "Masses",
    "masses",
    "Robert",
    "Aragon",
    "l'",
    "anarchie",
    "The",
    "camarade",
    "été",
    "Кронштадт",
  };
  static const char *const gaps[] = {
    " ",
    " ",
    " ",
    " ",
    ", ",
    ". ",
    "\n",
    "\u00a0",
    " – ",
    "-",
    " « – » ",
    "'s ",
  };
  GString *jumble = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (random, 0, 40);

  for (guint i = 0; i < n; i++)
    {
      g_string_append (jumble, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
      g_string_append (jumble, gaps[g_rand_int_range (random, 0, G_N_ELEMENTS (gaps))]);
    }
  return g_string_free (jumble, FALSE);
}

static char *
link_jumble (TriLinker *linker, const char *content, gboolean noted)
{
  g_autoptr (TriLinkerText) text = tri_linker_text_new (linker, "fr");
  g_autoptr (GArray) mentions = tri_mention_array_new ();
  g_autoptr (GString) said = g_string_new (NULL);

  if (!noted)
    tri_linker_text_survey (text, "something else");
  tri_linker_text_survey (text, content);
  tri_linker_text_link (text, content, NULL, 0, mentions);
  for (guint i = 0; i < mentions->len; i++)
    {
      const TriMention *mention = &g_array_index (mentions, TriMention, i);

      g_string_append_printf (said,
                              "%u-%u %d %.2f; ",
                              mention->start,
                              mention->end,
                              (int) mention->entity,
                              mention->confidence);
    }
  return g_string_free (g_steal_pointer (&said), FALSE);
}

/* A passage is read around its names alone when the survey saw it, as a whole when it did not: both
 * find the same. */
static void
test_noted (void)
{
  g_autoptr (TriLinker) linker = make_linker ();
  g_autoptr (GRand) random = g_rand_new_with_seed (1905);

  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *content = make_jumble (random);
      g_autofree char *noted = link_jumble (linker, content, TRUE);
      g_autofree char *whole = link_jumble (linker, content, FALSE);

      g_assert_cmpstr (noted, ==, whole);
    }
}

static void
test_odd (void)
{
  g_autoptr (TriLinker) linker = make_linker ();
  g_autoptr (TriLinker) empty = tri_linker_new ();
  static const char *const odd[] = { "", " ", "’", "\u0301", "s", "’s", "-", "[", "1917" };

  tri_linker_add (linker, 99, TRI_ENTITY_PERSON, NULL, TRI_NAME_SHORT, "");
  tri_linker_add (linker, 99, TRI_ENTITY_PERSON, NULL, TRI_NAME_SHORT, "…");
  tri_linker_add (linker, 99, TRI_ENTITY_PERSON, NULL, TRI_NAME_SHORT, "A");
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (GArray) mentions = link_one (linker, NULL, odd[i]);
      g_autoptr (GArray) none = link_one (empty, "fr", odd[i]);

      g_assert_cmpuint (mentions->len, ==, 0);
      g_assert_cmpuint (none->len, ==, 0);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/linker/link/table", test_table);
  g_test_add_func ("/linker/link/derived", test_derived);
  g_test_add_func ("/linker/link/doubt", test_doubt);
  g_test_add_func ("/linker/link/taken", test_taken);
  g_test_add_func ("/linker/link/confidence", test_confidence);
  g_test_add_func ("/linker/link/text-decides", test_text_decides);
  g_test_add_func ("/linker/link/overlap", test_overlap);
  g_test_add_func ("/linker/link/families", test_families);
  g_test_add_func ("/linker/link/adverse", test_adverse);
  g_test_add_func ("/linker/link/noted", test_noted);
  g_test_add_func ("/linker/link/odd", test_odd);

  return g_test_run ();
}
