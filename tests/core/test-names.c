/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-name-inhabitants.h"
#include "entities/tri-name-match.h"

typedef struct
{
  const char *lang_a;
  const char *a;
  const char *lang_b;
  const char *b;
  TriEntityType type;
} Pair;

static const Pair same[] = {
  { "fr", "Tchernychev", "en", "Chernyshev" },
  { "fr", "Tchernychev", "nl", "Tsjernysjev" },
  { "en", "Chernyshev", "de", "Tschernyschew" },
  { "fr", "Tchernychev", "ru-Latn", "Černyšev" },
  { "fr", "Tchernychev", "ru", "Чернышев" },
  { "en", "Zhukov", "fr", "Joukov" },
  { "en", "Zhukov", "nl", "Zjoekov" },
  { "fr", "Toulouzov", "nl", "Toeloezov" },
  { "fr", "Khrouchtchev", "en", "Khrushchev" },
  { "fr", "Khrouchtchev", "nl", "Chroesjtsjov" },
  { "en", "Arsenyev", "nl", "Arsenjev" },
  { "fr", "Arsénieff", "nl", "Arsenjef" },
  { "fr", "Nikolaï Tchernychev", "nl", "Nikolaj Tsjernysjev" },
  { "fr", "N. Tchernychev", "nl", "Nikolaj Tsjernysjev" },
  { "en", "Nikolai Ivanovich Chernyshev", "nl", "Nikolaj Tsjernysjev" },
  { "en", "Chernyshev, Nikolai", "nl", "Nikolaj Tsjernysjev" },
  { "fr", "Guillaume de Machaut", "en", "William of Machaut" },
  { "en", "Frederick the Great", "nl", "Frederik de Grote" },
  { "en", "Comrade Chernyshev", "fr", "le camarade Tchernychev" },
  { "en", "Moscow", "nl", "Moskou", TRI_ENTITY_PLACE },
  { "en", "Brussels", "fr", "Bruxelles", TRI_ENTITY_PLACE },
  { "fr", "États-Unis", "nl", "Verenigde Staten", TRI_ENTITY_PLACE },
  /* A name that few have says who is meant, wherever from; so do a name and a number. */
  { "en", "Gundula of Trier", "fr", "Gundule de Metz" },
  { "en", "Magnus IV of Sweden", "fr", "Magnus IV Smek" },
  { "ru", "Норберт Ксантенский", "en", "Norbert of Xanten" },
  { "ru", "Норберт Ксантенский", "fr", "Norbert de Magdebourg" },
  { "en", "Yusuf al-Rahim", "fr", "Youssouf ar-Rahim" },
  { "ru", "Аврелиан", "fr", "Aurélien" },
  { "en", "Northern Council", "nl", "Noordelijke Raad", TRI_ENTITY_ORGANISATION },
  { "fr", "Mer de l’Ouest", "nl", "Westelijke Zee", TRI_ENTITY_PLACE },
  { "en", "Ovid", "fr", "Ovide" },
  { "ru", "Мишель Ардуэн", "fr", "Michel Ardouint" },
  /* Names that no rule of a language leads to share a key by their letters. */
  { "en", "Jochebed", "fr", "Jokébed" },
  { "en", "Rahab", "nl", "Rachab" },
  { "en", "Joachaz", "nl", "Joachaz" },
};

static const Pair different[] = {
  { "fr", "Tchernychev", "en", "Chernov" },
  { "en", "Gregory of Nyssa", "fr", "Grégoire de Nazianze" },
  { "en", "Leopold II", "fr", "Léopold III" },
  { "en", "Nikolai Chernyshev", "nl", "Nikolaj Boecharin" },
  { "en", "Paul Klee", "fr", "Paul Fort" },
  { "en", "Zhukov", "fr", "Kirov" },
  { "en", "Moscow", "fr", "Mexico", TRI_ENTITY_PLACE },
  { "en", "France", "fr", "Louis de France" },
  { "nl", "Frans", "fr", "France 5", TRI_ENTITY_ORGANISATION },
  { "en", "John of York", "fr", "Jean XII" },
  { "en", "John Butcher", "de", "Johannes der Täufer" },
  { "en", "Zered", "fr", "Serug" },
  { "en", "William Zhukov", "fr", "Georges Joukov" },
  { "en", "Northern Council", "nl", "Zuidelijke Raad", TRI_ENTITY_ORGANISATION },
};

static float
score (const Pair *pair, GPtrArray *reasons)
{
  g_autoptr (TriNameKey) a = tri_name_key_new (pair->a, pair->lang_a);
  g_autoptr (TriNameKey) b = tri_name_key_new (pair->b, pair->lang_b);

  return tri_name_match (a, b, pair->type, reasons);
}

static gboolean
share_block (const Pair *pair)
{
  g_autoptr (TriNameKey) a = tri_name_key_new (pair->a, pair->lang_a);
  g_autoptr (TriNameKey) b = tri_name_key_new (pair->b, pair->lang_b);
  g_auto (GStrv) blocks_a = tri_name_key_list_blocks (a);
  g_auto (GStrv) blocks_b = tri_name_key_list_blocks (b);

  for (guint i = 0; blocks_a[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) blocks_b, blocks_a[i]))
      return TRUE;
  return FALSE;
}

static void
test_same (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      float found = score (&same[i], NULL);

      if (found < TRI_NAME_MATCH_SAME || !share_block (&same[i]))
        {
          g_test_message ("%s, %s: %.2f", same[i].a, same[i].b, (double) found);
          g_test_fail ();
        }
    }
}

static void
test_different (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (different); i++)
    {
      float found = score (&different[i], NULL);

      if (found >= TRI_NAME_MATCH_SAME)
        {
          g_test_message ("%s, %s: %.2f", different[i].a, different[i].b, (double) found);
          g_test_fail ();
        }
    }
}

/* A score does not depend on which name is asked for first. */
static void
test_symmetric (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      Pair turned = { same[i].lang_b, same[i].b, same[i].lang_a, same[i].a, same[i].type };

      g_assert_cmpfloat_with_epsilon (score (&same[i], NULL), score (&turned, NULL), 0.01);
    }
}

/* Who is from a place is not the place. */
static void
test_inhabitants (void)
{
  static const struct
  {
    Pair pair;
    gboolean made;
  } cases[] = {
    { { "fr", "Hongrois", "fr", "Hongrie", TRI_ENTITY_PLACE }, TRUE },
    { { "fr", "Serbe", "fr", "Serbie", TRI_ENTITY_PLACE }, TRUE },
    { { "fr", "Lisbonnaise", "en", "Lisbon", TRI_ENTITY_PLACE }, TRUE },
    { { "en", "Albanian", "en", "Albania", TRI_ENTITY_PLACE }, TRUE },
    { { "en", "German", "en", "Germany", TRI_ENTITY_PLACE }, TRUE },
    { { "en", "Turkish", "nl", "Turkije", TRI_ENTITY_PLACE }, TRUE },
    { { "nl", "Weense", "nl", "Wenen", TRI_ENTITY_PLACE }, TRUE },
    { { "nl", "Chinees", "nl", "China", TRI_ENTITY_PLACE }, TRUE },
    { { "en", "Chernyshevist", "nl", "Tsjernysjev" }, TRUE },
    { { "fr", "Joukovisme", "en", "Zhukov" }, TRUE },
    { { "en", "Milan", "it", "Milano", TRI_ENTITY_PLACE }, FALSE },
    { { "fr", "Calais", "nl", "Calais", TRI_ENTITY_PLACE }, FALSE },
    { { "fr", "Varsovie", "nl", "Warschau", TRI_ENTITY_PLACE }, FALSE },
    { { "en", "Teheran", "fr", "Téhéran", TRI_ENTITY_PLACE }, FALSE },
    { { "nl", "Hannover", "en", "Hanover", TRI_ENTITY_PLACE }, FALSE },
    { { "fr", "Félicien", "la", "Felicianus" }, FALSE },
    { { "nl", "Tsjernysjev", "fr", "Tchernychev" }, FALSE },
    { { "fr", "", "fr", "Paris", TRI_ENTITY_PLACE }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Pair *pair = &cases[i].pair;
      g_autoptr (TriNameKey) form = tri_name_key_new (pair->a, pair->lang_a);
      g_autoptr (TriNameKey) name = tri_name_key_new (pair->b, pair->lang_b);

      if (tri_name_is_made_of (form, name, pair->type) != cases[i].made)
        {
          g_test_message ("%s, %s", pair->a, pair->b);
          g_test_fail ();
        }
    }
}

static char *
dump_reasons (const Pair *pair)
{
  GDestroyNotify free_reason = (GDestroyNotify) tri_name_reason_free;
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (free_reason);
  GString *dump = g_string_new (NULL);

  score (pair, reasons);
  for (guint i = 0; i < reasons->len; i++)
    {
      const TriNameReason *reason = g_ptr_array_index (reasons, i);

      const char *nick = tri_name_reason_kind_to_nick (reason->kind);

      g_string_append_printf (dump, "%s%s ", i > 0 ? "; " : "", nick);
      g_string_append_printf (dump, "%s=%s", reason->a, reason->b);
    }
  return g_string_free (dump, FALSE);
}

static void
test_reasons (void)
{
  static const struct
  {
    Pair pair;
    const char *reasons;
  } cases[] = {
    { { "fr", "Tchernychev", "nl", "Tsjernysjev" }, "spelling tch=tsj; spelling ch=sj" },
    { { "en", "Zhukov", "fr", "Joukov" }, "spelling zh=j; spelling u=ou" },
    { { "en", "William Zhukov", "nl", "Willem" }, "given william=willem; left-out zhukov=" },
    { { "en", "V. Serge", "fr", "Victor Serge" }, "initial v=victor" },
    { { "en", "Brussels", "nl", "Brussel", TRI_ENTITY_PLACE }, "place Brussels=Brussel" },
    { { "ru", "Жуков", "fr", "Joukov" }, "script жуков=joukov" },
    { { "en", "Zhukov, Georgy", "en", "Georgy Zhukov" }, "order =" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *reasons = dump_reasons (&cases[i].pair);

      g_assert_cmpstr (reasons, ==, cases[i].reasons);
    }
}

/* Whatever stands in a file may come here. */
static void
test_odd (void)
{
  static const char *const odd[] = { "", "…", "'", "I", "d’", "-", "Ā́", "中国", "ʹ", "1", "II. II" };
  g_autofree char *wide = g_strnfill (10000, 'x');

  for (guint i = 0; i <= G_N_ELEMENTS (odd); i++)
    for (guint j = 0; j <= G_N_ELEMENTS (odd); j++)
      {
        const char *a = i < G_N_ELEMENTS (odd) ? odd[i] : wide;
        const char *b = j < G_N_ELEMENTS (odd) ? odd[j] : wide;
        Pair pair = { "fr", a, "zz", b };
        g_autofree char *reasons = dump_reasons (&pair);

        g_assert_cmpfloat (score (&pair, NULL), <=, 1);
        g_assert_nonnull (reasons);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/names/match/same", test_same);
  g_test_add_func ("/names/match/different", test_different);
  g_test_add_func ("/names/match/symmetric", test_symmetric);
  g_test_add_func ("/names/match/reasons", test_reasons);
  g_test_add_func ("/names/inhabitants", test_inhabitants);
  g_test_add_func ("/names/match/odd", test_odd);
  return g_test_run ();
}
