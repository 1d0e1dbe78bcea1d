/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-fold.h"
#include "tri-language.h"

static const struct
{
  const char *text;
  const char *folded;
} folds[] = {
  { "", "" },
  { "Victor SERGE", "victor serge" },
  { "Seguí", "segui" },
  { "Segui\xcc\x81", "segui" },
  { "Œuvre, œuvre, Ærø, Straße", "oeuvre, oeuvre, aero, strasse" },
  { "ﬁn de siècle Ⅲ", "fin de siecle iii" },
  { "l’Affaire l'Affaire lʼAffaire", "l'affaire l'affaire l'affaire" },
  { "Serge‐Trotsky Serge‑Trotsky Serge–Trotsky", "serge-trotsky serge-trotsky serge-trotsky" },
  { "1 000\u00a0000\u202ff", "1 000 000 f" },
  { "a \n\t b", "a b" },
  { "Trot\u00adsky", "trotsky" },
  { "Кибальчич, Горький", "кибальчич, горькии" },
  { "İstanbul Łódź", "istanbul lodz" },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (folds); i++)
    {
      g_autofree char *once = tri_fold (folds[i].text);
      g_autofree char *twice = tri_fold (once);

      g_assert_cmpstr (once, ==, folds[i].folded);
      g_assert_cmpstr (twice, ==, folds[i].folded);
    }
}

static void
test_offsets (void)
{
  g_autoptr (GArray) offsets = NULL;
  g_autofree char *folded = tri_fold_with_offsets ("Œu\u00adv  é", &offsets);
  static const guint expected[] = { 0, 0, 1, 3, 4, 6, 7 };

  g_assert_cmpstr (folded, ==, "oeuv e");
  g_assert_cmpmem (offsets->data, offsets->len * sizeof (guint), expected, sizeof expected);
}

static void
test_names (void)
{
  static const struct
  {
    const char *tag;
    const char *in;
    const char *name;
  } names[] = {
    { "fr", "en", "French" },
    { "nl", "fr", "Néerlandais" },
    { "en", "nl", "Engels" },
    { "fr", "nl", "Frans" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = tri_language_dup_name (names[i].tag, names[i].in);

      g_assert_cmpstr (name, ==, names[i].name);
    }
}

static void
test_rules (void)
{
  static const char *const tags[][2] = {
    { "dut", "nl" },
    { "nld-BE", "nl-BE" },
    { "FRE", "fr" },
    { "fra_CA", "fr-CA" },
    { "EN-US", "en-US" },
    { "es_es", "es-ES" },
    { "ZH_hant_tw", "zh-Hant-TW" },
    { "X-OURS_US", "x-ours-us" },
    { "no tag", "no tag" },
    { "eng", "en" },
    { "en-GB", "en-GB" },
    { "engl", "engl" },
    { "", "" },
    { NULL, NULL },
  };

  g_assert_cmpstr (tri_language_get ("fr-BE")->tag, ==, "fr");
  g_assert_cmpstr (tri_language_get ("fry")->tag, ==, "");
  g_assert_cmpstr (tri_language_get (NULL)->tag, ==, "");
  g_assert_true (tri_language_get ("nl")->bare_genitive);
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_autofree char *tag = tri_language_dup_tag (tags[i][0]);

      g_assert_cmpstr (tag, ==, tags[i][1]);
    }
  g_assert_true (tri_language_matches ("nl-BE", "NL"));
  g_assert_false (tri_language_matches ("nld", "nl"));
  g_assert_true (tri_language_is_elision ("jusqu", -1));
  g_assert_false (tri_language_is_elision ("o", -1));
  g_assert_true (tri_language_is_enclitic ("s", -1));
  g_assert_true (tri_language_is_article ("het", -1));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fold/fold/table", test_table);
  g_test_add_func ("/fold/offsets/ligatures-and-marks", test_offsets);
  g_test_add_func ("/language/name/in-language", test_names);
  g_test_add_func ("/language/get/rules", test_rules);

  return g_test_run ();
}
