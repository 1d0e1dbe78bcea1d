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
  g_test_add_func ("/linker/link/taken", test_taken);
  g_test_add_func ("/linker/link/confidence", test_confidence);
  g_test_add_func ("/linker/link/text-decides", test_text_decides);
  g_test_add_func ("/linker/link/odd", test_odd);

  return g_test_run ();
}
