/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search-places-fixture.h"

#include "library/tri-search-near.h"

/* --- Filters */

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  add_two_works (fixture);
  assert_finds (fixture, "stone work:pears", NULL, "c1");
  assert_finds (fixture, "stone (work:apples OR work:pears) -kind:heading", NULL, "a1 a2 a3 a4 c1");
  assert_finds (fixture, "stone (work:pears OR kind:heading)", NULL, "a0 b0 c1");
  assert_finds (fixture, "stone NOT (work:pears OR kind:heading)", NULL, "a1 a2 a3 a4");
  assert_finds (fixture, "stone NOT (work:apples kind:heading)", NULL, "a1 a2 a3 a4 c1");
  assert_finds (fixture, "(stone OR water) NOT (work:apples stone)", NULL, "c1 c2");
  assert_finds (fixture, "(work:apples water) OR (work:pears fire)", NULL, "a1 c1");
  assert_finds (fixture, "stone -kind:heading -kind:quote", NULL, "a1 a2 a3 c1");
  assert_finds (fixture, "stone kind:heading kind:quote", NULL, "");
}

static void
test_filters_in_languages (Fixture *fixture, gconstpointer data)
{
  add_work (fixture,
            "Both",
            TEXT ("fr", "<head xml:id=\"f0\">Prison</head>" P ("f1", "prison"))
                TEXT ("nl", LIKE ("n1", "f1", "gevangenis")));
  add_work (fixture, "Other", TEXT ("fr", P ("g1", "prison")));
  count_words (fixture);
  assert_finds (fixture, "fr:(prison kind:heading)", NULL, "f0");
  assert_finds (fixture, "fr:(prison -kind:heading)", NULL, "f1 g1");
  assert_finds (fixture, "fr:(prison work:both) nl:gevangenis", NULL, "f1");
  assert_finds (fixture, "fr:(prison work:other) nl:gevangenis", NULL, "");
  assert_finds (fixture, "fr:(prison work:other) OR nl:gevangenis", NULL, "g1 n1");
  assert_finds (fixture, "fr:(prison (work:other OR kind:heading))", NULL, "f0 g1");
}

/* Words are counted as they are indexed; counted from the library they are as many. */
static void
test_counted (Fixture *fixture, gconstpointer data)
{
  static const char different[] = "SELECT (SELECT count (*) FROM (SELECT * FROM temp.counted"
                                  "  EXCEPT SELECT * FROM word_forms WHERE ?1 = 0))"
                                  " + (SELECT count (*) FROM (SELECT * FROM word_forms EXCEPT"
                                  "  SELECT * FROM temp.counted))";
  static const char all[] = "SELECT sum (passages) FROM word_forms WHERE ?1 = 0";
  g_autoptr (GError) error = NULL;

  add_work (fixture,
            "Counted",
            TEXT ("fr",
                  P ("f1", "La prison, LA Prison") P ("f2", "l’élève élevé") P ("f3", "ville"))
                TEXT ("nl", LIKE ("n1", "f1", "de gevangenissen") LIKE ("n2", "f2", "de Stad")));
  g_assert_false (tri_library_has_uncounted_words (fixture->library));
  g_assert_cmpint (tri_library_ask (fixture->library, all, 0, 0), ==, 12);
  run_sql (fixture,
           "CREATE TEMP TABLE counted AS SELECT * FROM word_forms;"
           "DELETE FROM word_forms; DELETE FROM counted_texts");
  g_assert_true (tri_library_count_words (fixture->library, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (tri_library_ask (fixture->library, different, 0, -1), ==, 0);
}

/* The same when the words were not counted, as in a library that was merged. */
static void
test_uncounted (Fixture *fixture, gconstpointer data)
{
  add_work (fixture,
            "Uncounted",
            TEXT ("fr", P ("f1", "la prison " ADA) P ("f2", "la prison") P ("f3", "la ville"))
                TEXT ("nl",
                      LIKE ("n1", "f1", "de gevangenis") LIKE ("n2", "f2", "de stad")
                          LIKE ("n3", "f3", "de stad")));
  run_sql (fixture, "DELETE FROM word_forms; DELETE FROM counted_texts");
  g_assert_true (tri_library_has_uncounted_words (fixture->library));
  assert_finds (fixture, "prison", NULL, "f1 f2");
  assert_finds (fixture, "pris*", NULL, "f1 f2");
  assert_finds (fixture, "\"la prison\"", NULL, "f1 f2");
  assert_finds (fixture, "prison NEAR/2 @Ada", NULL, "f1");
  assert_finds (fixture, "@Ada prison", NULL, "f1");
  assert_finds (fixture, "fr:prison nl:gevangenis", NULL, "f1");
  assert_finds (fixture, "fr:prison nl:!gevangenis", NULL, "f2");
}

/* Accounts: sentences correspond, and what comes first here may come last there. */
static void
test_crossed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSearch) search = NULL;
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (GError) error = NULL;

  add_work (fixture,
            "Accounts",
            TEXT ("fr", P ("f1", "La prison brûle. La mer dort.") P ("f2", "Le vent tombe."))
                TEXT ("nl",
                      P ("n1", "De wind gaat liggen.")
                          P ("n2", "De zee slaapt. De gevangenis brandt.")));
  run_sql (fixture,
           "INSERT INTO links (id, work, relation, status)"
           " SELECT value, (SELECT max (id) FROM works), 0, 0 FROM json_each ('[1,2,3]');"
           "INSERT INTO link_members SELECT 1, id, 0 FROM passages WHERE key = 'f1';"
           "INSERT INTO link_members SELECT 1, id, 1 FROM passages WHERE key = 'n2';"
           "INSERT INTO link_members SELECT 2, id, 1 FROM passages WHERE key = 'f1';"
           "INSERT INTO link_members SELECT 2, id, 0 FROM passages WHERE key = 'n2';"
           "INSERT INTO link_members SELECT 3, id, -1 FROM passages WHERE key IN ('f2', 'n1')");
  count_words (fixture);
  assert_finds (fixture, "fr:prison nl:gevangenis", NULL, "f1");
  assert_finds (fixture, "fr:vent nl:wind", NULL, "f2");
  assert_finds (fixture, "nl:zee fr:!vent", NULL, "n2");
  search = tri_search_new (fixture->library, "fr:prison nl:gevangenis", NULL, &error);
  others = tri_search_read_counterparts (search,
                                         fixture->library,
                                         ask_number (fixture,
                                                     "SELECT id FROM passages WHERE key = 'f1'"),
                                         200,
                                         &error);
  g_assert_no_error (error);
  g_assert_cmpuint (others->len, ==, 1);
  g_assert_cmpstr (((TriSearchSnippet *) others->pdata[0])->content, ==, "…De gevangenis brandt.");
  g_assert_cmpuint (((TriSearchSnippet *) others->pdata[0])->matches->len, ==, 1);
}

static void
test_chapters (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSearchOptions) options = tri_search_options_new ();

  add_two_works (fixture);
  assert_finds (fixture, "stone chapter:garden", NULL, "a0 a1 a2 c1");
  assert_finds (fixture, "stone -chapter:garden", NULL, "a3 a4 b0");
  assert_finds (fixture, "stone chapter:stone chapter:house", NULL, "a3 a4 b0");
  assert_finds (fixture, "stone chapter:stone -chapter:house", NULL, "a0 a1 a2");
  assert_finds (fixture, "stone (chapter:house OR work:pears)", NULL, "a3 a4 b0 c1");
  options->division = ask_number (fixture, "SELECT id FROM divisions WHERE title = 'Stone house'");
  assert_finds (fixture, "stone", options, "a3 a4 b0");
  assert_finds (fixture, "stone chapter:garden", options, "");
  options->kinds = 1u << TRI_PASSAGE_PARAGRAPH;
  assert_finds (fixture, "stone", options, "a3");
  assert_finds (fixture, "stone kind:quote", options, "");
}

/* --- Languages */

static void
test_languages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSearchOptions) options = tri_search_options_new ();

  add_work (fixture,
            "Tongues",
            TEXT ("fra", P ("f1", "les prisons")) TEXT ("nl-BE", P ("b1", "twee boeken"))
                TEXT ("nl", P ("n1", "een boek")) TEXT ("de-CH", P ("d1", "die Strasse"))
                    TEXT ("la", P ("l1", "arma virumque"))
                        TEXT ("grc", P ("g1", "μῆνιν ἄειδε")) TEXT ("ru", P ("r1", "книги")));
  count_words (fixture);
  assert_finds (fixture, "prison", NULL, "f1");
  assert_finds (fixture, "fra:prison", NULL, "f1");
  assert_finds (fixture, "fre:prison", NULL, "f1");
  assert_finds (fixture, "nl:boek", NULL, "b1 n1");
  assert_finds (fixture, "nl-BE:boek", NULL, "b1 n1");
  assert_finds (fixture, "de:strasse", NULL, "d1");
  assert_finds (fixture, "la:arma", NULL, "l1");
  assert_finds (fixture, "grc:μηνιν", NULL, "g1");
  assert_finds (fixture, "ΜΗΝΙΝ", NULL, "g1");
  assert_finds (fixture, "ru:книги", NULL, "r1");
  options->lang = g_strdup ("fra");
  assert_finds (fixture, "prison", options, "f1");
  g_free (options->lang);
  options->lang = g_strdup ("nl-BE");
  assert_finds (fixture, "boek", options, "b1 n1");
}

/* The matcher is found by whatever name the text gives its language. */
static void
test_marks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSearch) search = NULL;
  g_autoptr (TriSearch) both = NULL;
  g_autoptr (TriSearchSnippet) snippet = NULL;
  g_autoptr (GPtrArray) counterparts = NULL;
  g_autoptr (GError) error = NULL;
  gint64 one;
  gint64 two;

  add_work (fixture,
            "First",
            TEXT ("fra", P ("f1", "les prisons") P ("f2", "les villes"))
                TEXT ("dut", LIKE ("n1", "f1", "grote gevangenissen")));
  one = ask_number (fixture, "SELECT id FROM passages WHERE key = 'f1'");
  two = ask_number (fixture, "SELECT id FROM passages WHERE key = 'f2'");
  search = tri_search_new (fixture->library, "fr:prison OR fr:ville", NULL, &error);
  snippet = tri_search_read_snippet (search, fixture->library, one, 100, &error);
  g_assert_cmpuint (snippet->matches->len, ==, 1);
  tri_search_snippet_free (g_steal_pointer (&snippet));
  snippet = tri_search_read_snippet (search, fixture->library, two, 100, &error);
  g_assert_cmpuint (snippet->matches->len, ==, 1);
  both = tri_search_new (fixture->library, "fr:prison nl:grote nl:gevangenissen", NULL, &error);
  counterparts = tri_search_read_counterparts (both, fixture->library, one, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counterparts->len, ==, 1);
  g_assert_cmpuint (((TriSearchSnippet *) counterparts->pdata[0])->matches->len, ==, 2);
}

/* --- Both sides */

/* More than are ranked at once, each looked at for what its counterpart lacks. */
static void
test_many_of_both (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) texts = g_string_new ("<text xml:lang=\"fr\"><body>");
  g_autoptr (TriSearch) search = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 21000; i++)
    g_string_append_printf (texts, "<p xml:id=\"f%u\">mer%s</p>", i, i == 20500 ? " mer" : "");
  g_string_append (texts, "</body></text><text xml:lang=\"nl\"><body>");
  for (guint i = 0; i < 21000; i++)
    g_string_append_printf (texts,
                            "<p xml:id=\"n%u\" corresp=\"#f%u\">%s</p>",
                            i,
                            i,
                            i % 100 == 0 && i != 20500 ? "zee" : "meer");
  g_string_append (texts, "</body></text>");
  add_work (fixture, "Many", texts->str);
  search = tri_search_new (fixture->library, "fr:mer nl:!zee", NULL, &error);
  keys = run (search, fixture->library);
  g_assert_cmpuint (keys->len, ==, 21000 - 209);
  /* Twice comes first. */
  g_assert_cmpstr (keys->pdata[0], ==, "f20500");
}

/* Of 300 French passages one has a counterpart with the rare word: there is where to begin. */
static gint64
add_rare (Fixture *fixture)
{
  g_autoptr (GString) texts = g_string_new ("<text xml:lang=\"fr\"><body>");
  gint64 work;

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (texts,
                            "<p xml:id=\"f%u\">%s la mer%s</p>",
                            i,
                            i % 2 ? "" : "toute",
                            i == 70 ? " mer mer" : "");
  g_string_append (texts, "</body></text><text xml:lang=\"nl\"><body>");
  for (guint i = 0; i < 300; i++)
    g_string_append_printf (texts,
                            "<p xml:id=\"n%u\" corresp=\"#f%u\">zee %s</p>",
                            i,
                            i,
                            i == 7 || i == 70 ? "zeldzaam" : "");
  g_string_append (texts, "</body></text>");
  work = add_work (fixture, "Seas", texts->str);
  count_words (fixture);
  return work;
}

static void
test_rare_counterparts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSearchOptions) options = tri_search_options_new ();
  g_autofree char *ranked = NULL;
  gint64 work = add_rare (fixture);

  assert_finds (fixture, "fr:mer nl:zeldzaam", NULL, "f7 f70");
  options->work = work;
  assert_finds (fixture, "fr:mer nl:zeldzaam", options, "f7 f70");
  options->text = ask_number (fixture, "SELECT id FROM texts WHERE lang = 'fr'");
  assert_finds (fixture, "fr:mer nl:zeldzaam", options, "f7 f70");
  options->kinds = 1u << TRI_PASSAGE_PARAGRAPH;
  assert_finds (fixture, "fr:mer nl:zeldzaam", options, "f7 f70");
  options->text = ask_number (fixture, "SELECT id FROM texts WHERE lang = 'nl'");
  assert_finds (fixture, "fr:mer nl:zeldzaam", options, "");
  /* Twice the sea comes first. */
  ranked = ask_for (fixture, "fr:mer nl:zeldzaam", NULL, TRUE);
  g_assert_cmpstr (ranked, ==, "f70 f7");
}

/* What a question asks something of stands first beside f1. */
static void
assert_shows_first (Fixture *fixture, const char *typed, const char *expected)
{
  gint64 f1 = ask_number (fixture, "SELECT id FROM passages WHERE key = 'f1'");
  g_autoptr (TriSearch) search = tri_search_new (fixture->library, typed, NULL, NULL);
  g_autoptr (GPtrArray) counterparts = NULL;

  counterparts = tri_search_read_counterparts (search, fixture->library, f1, 100, NULL);
  g_assert_cmpuint (counterparts->len, ==, 2);
  g_assert_cmpstr (((TriSearchSnippet *) counterparts->pdata[0])->content, ==, expected);
}

/* f1 has no Dutch link of its own, but its English has; that Dutch passage is tied to f2. */
static void
test_third_text (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) filler = g_string_new (NULL);
  g_autofree char *texts = NULL;

  g_string_append (filler, P ("f1", "mer") P ("f2", "mer"));
  for (guint i = 0; i < 40; i++)
    g_string_append_printf (filler, "<p xml:id=\"x%u\">mer</p>", i);
  texts = g_strdup_printf ("<text xml:lang=\"fr\"><body>%s</body></text>%s%s",
                           filler->str,
                           TEXT ("en", LIKE ("e1", "f1", "sea")),
                           TEXT ("nl", P ("n1", "zeldzaam")));
  add_work (fixture, "Third", texts);
  /* As one link each, not one of all. */
  run_sql (fixture,
           "DELETE FROM link_members; DELETE FROM links;"
           "INSERT INTO links (id, work, relation, status)"
           " SELECT value, (SELECT max (id) FROM works), 0, 0 FROM json_each ('[1,2,3]');"
           "INSERT INTO link_members SELECT 1, id, -1 FROM passages WHERE key IN ('f1', 'e1');"
           "INSERT INTO link_members SELECT 2, id, -1 FROM passages WHERE key IN ('e1', 'n1');"
           "INSERT INTO link_members SELECT 3, id, -1 FROM passages WHERE key IN ('f2', 'n1')");
  count_words (fixture);
  assert_finds (fixture, "fr:mer nl:zeldzaam", NULL, "f1 f2");
  assert_shows_first (fixture, "fr:mer nl:!zee", "zeldzaam");
  assert_shows_first (fixture, "fr:mer", "sea");
}

/* --- Names and dates */

static void
test_near_a_name (Fixture *fixture, gconstpointer data)
{
  add_work (fixture,
            "Names",
            TEXT ("en",
                  P ("p1", "the prison where " ADA " sat down beside water")
                      P ("p2", "the prison was far from the water that " ADA " drank")
                          P ("p4",
                             "prison <persName ref=\"#ada\">Ada Lamb of the Hill Farm</persName>"
                             " water")
                              P ("p3", ADA " came <date when=\"1917\">then</date> to prison")));
  count_words (fixture);
  assert_finds (fixture, "NEAR(prison @Ada water, 3)", NULL, "p1 p4");
  assert_finds (fixture, "NEAR(prison @Ada water, 0)", NULL, "p4");
  assert_finds (fixture, "prison NEAR/1 @Ada", NULL, "p1 p4");
  assert_finds (fixture, "@Ada prison date:1917", NULL, "p3");
  assert_finds (fixture, "@Ada -water", NULL, "p3");
  assert_finds (fixture, "@Ada (date:1917 OR beside)", NULL, "p1 p3");
}

static guint
count_near (Fixture *fixture, const char *typed)
{
  g_autoptr (TriSearch) search = tri_search_new (fixture->library, typed, NULL, NULL);
  g_autoptr (GPtrArray) near = tri_search_list_near (search, fixture->library, NULL);

  return near->len;
}

/* Where each of them stands alone, nothing is misspelt. */
static void
test_near_spellings (Fixture *fixture, gconstpointer data)
{
  add_work (fixture,
            "Spellings",
            TEXT ("en", P ("p1", "here " ADA " came to prison") P ("p2", "the water of poison")));
  count_words (fixture);
  assert_finds (fixture, "@\"Ada Lamb\" water", NULL, "");
  g_assert_cmpuint (count_near (fixture, "@\"Ada Lamb\" water"), ==, 0);
  g_assert_cmpuint (count_near (fixture, "@Ada water"), ==, 0);
  g_assert_cmpuint (count_near (fixture, "@\"Ada Lamb\" watre"), ==, 1);
}

/* Names and words that lie far apart, more mentions than are read at once. */
static void
test_far_apart (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) texts = g_string_new ("<text xml:lang=\"en\"><body>");
  g_autofree char *found = NULL;

  for (guint i = 0; i < 14000; i++)
    g_string_append_printf (texts,
                            "<p xml:id=\"k%u\">%s %s%s</p>",
                            i,
                            i > 8000 && i % 2 ? ADA " " ADA : "dull",
                            i % 5000 == 3 || i == 13999 ? "granite" : "",
                            i % 7 == 0 ? " slate" : "");
  g_string_append (texts, "</body></text>");
  add_work (fixture, "Far", texts->str);
  count_words (fixture);
  assert_finds (fixture, "@Ada granite", NULL, "k10003 k13999");
  assert_finds (fixture, "dull (granite OR @Ada)", NULL, "k3 k5003");
  assert_finds (fixture, "granite slate", NULL, "k10003");
  found = ask_for (fixture, "@Ada (slate OR granite)", NULL, FALSE);
  {
    g_auto (GStrv) keys = g_strsplit (found, " ", -1);
    guint expected = 0;

    for (guint i = 8001; i < 14000; i += 2)
      expected += i % 7 == 0 || i % 5000 == 3 || i == 13999;
    g_assert_cmpuint (g_strv_length (keys), ==, expected);
  }
  g_free (found);
  found = ask_for (fixture, "@Ada", NULL, FALSE);
  {
    g_auto (GStrv) keys = g_strsplit (found, " ", -1);

    g_assert_cmpuint (g_strv_length (keys), ==, 3000);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("filters", test_filters);
  ADD ("filters-in-languages", test_filters_in_languages);
  ADD ("counted", test_counted);
  ADD ("uncounted", test_uncounted);
  ADD ("crossed", test_crossed);
  ADD ("chapters", test_chapters);
  ADD ("languages", test_languages);
  ADD ("marks", test_marks);
  ADD ("rare-counterparts", test_rare_counterparts);
  ADD ("many-of-both", test_many_of_both);
  ADD ("third-text", test_third_text);
  ADD ("near-a-name", test_near_a_name);
  ADD ("near-spellings", test_near_spellings);
  ADD ("far-apart", test_far_apart);

  return g_test_run ();
}
