/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import-replace.h"
#include "library/tri-import.h"
#include "library/tri-library-private.h"
#include "library/tri-library-search.h"
#include "library/tri-library-works.h"
#include "library/tri-search-near.h"
#include "library/tri-word-forms.h"

#include <string.h>

/* Search among several works and texts, and what a question says of where it looks. */

typedef struct
{
  char *folder;
  char *path;
  TriLibrary *library;
  guint n_files;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("search-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "library.db", NULL);
  fixture->library = tri_library_open (fixture->path, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->library);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* A file of TEI with these texts. */
static char *
write_tei (Fixture *fixture, const char *title, const char *texts)
{
  g_autofree char *name = g_strdup_printf ("%u.xml", fixture->n_files++);
  g_autofree char *xml = g_strdup_printf (
      "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt>"
      "<title>%s</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/>"
      "</sourceDesc></fileDesc></teiHeader><standOff><listPerson><person xml:id=\"ada\">"
      "<persName>Ada Lamb</persName><persName type=\"short\">Ada</persName></person>"
      "</listPerson></standOff><text><group>%s</group></text></TEI>",
      title,
      texts);
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, xml, -1, NULL));
  return path;
}

static gint64
add_work (Fixture *fixture, const char *title, const char *texts)
{
  g_autofree char *path = write_tei (fixture, title, texts);
  TriImportFile file = { path };
  TriImportOptions options = { &file, 1, .kind = "translations" };
  g_autoptr (GError) error = NULL;
  gint64 work = tri_library_import (fixture->library, &options, NULL, &error);

  g_assert_no_error (error);
  return work;
}

static void
count_words (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  tri_library_count_words (fixture->library, NULL, &error);
  g_assert_no_error (error);
}

static void
run_sql (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;

  tri_library_exec (fixture->library, sql, &error);
  g_assert_no_error (error);
}

#define TEXT(lang, body) "<text xml:lang=\"" lang "\"><body>" body "</body></text>"
#define ADA "<persName ref=\"#ada\">Ada Lamb</persName>"
#define P(key, words) "<p xml:id=\"" key "\">" words "</p>"
#define LIKE(key, other, words) "<p xml:id=\"" key "\" corresp=\"#" other "\">" words "</p>"

/* --- Asking */

typedef struct
{
  TriLibrary *library;
  GPtrArray *keys;
  gboolean is_counted;
  gboolean is_complete;
} Answer;

static gboolean
found_cb (const TriSearchStep *step, gpointer data)
{
  Answer *answer = data;

  /* Nothing follows the end; when all are counted they are only put in order. */
  g_assert_false (answer->is_complete);
  g_assert_true (!answer->is_counted || step->n_hits == 0 || step->replaces);
  g_assert_true (!step->is_ranked || (step->is_counted && step->is_complete));
  if (step->is_ranked && answer->is_counted)
    g_assert_cmpuint (step->n_hits, ==, answer->keys->len);
  answer->is_counted |= step->is_counted;
  if (step->replaces)
    g_ptr_array_set_size (answer->keys, 0);
  for (guint i = 0; i < step->n_hits; i++)
    {
      g_autoptr (TriPassage) passage = tri_library_get_passage (answer->library,
                                                                step->hits[i].passage,
                                                                NULL);

      g_ptr_array_add (answer->keys, g_strdup (passage ? passage->key : "gone"));
    }
  answer->is_complete = step->is_complete;
  return TRUE;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GPtrArray *
run (TriSearch *search, TriLibrary *library)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  Answer answer = { library, keys };
  g_autoptr (GError) error = NULL;

  g_assert_true (tri_search_run (search, library, found_cb, &answer, &error));
  g_assert_no_error (error);
  g_assert_true (answer.is_complete);
  return keys;
}

static char *
join (GPtrArray *keys)
{
  g_ptr_array_add (keys, NULL);
  return g_strjoinv (" ", (char **) keys->pdata);
}

/* The keys of what is found: in their own order, or in that in which they are found. */
static char *
ask_for (Fixture *fixture, const char *typed, const TriSearchOptions *options, gboolean ranked)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TriSearch) search = tri_search_new (fixture->library, typed, options, &error);
  g_autoptr (GPtrArray) keys = NULL;

  g_assert_no_error (error);
  keys = run (search, fixture->library);
  if (!ranked)
    g_ptr_array_sort (keys, compare_keys);
  return join (keys);
}

#define assert_finds(fixture, typed, options, expected)                     \
  {                                                                         \
    g_autofree char *found_keys = ask_for (fixture, typed, options, FALSE); \
    if (!g_str_equal (found_keys, expected))                                \
      g_error ("%s: found “%s”, not “%s”", typed, found_keys, expected);    \
  }

static gint64
ask_number (Fixture *fixture, const char *sql)
{
  return tri_library_ask (fixture->library, sql, 0, 0);
}

/* --- Filters */

#define ROOF P ("a3", "stone roof")
#define QUOTED "<quote>" P ("a4", "stone quoted") "</quote>"
#define HOUSE "<div><head xml:id=\"b0\">Stone house</head>" ROOF QUOTED "</div>"

static void
add_two_works (Fixture *fixture)
{
  add_work (fixture,
            "Apples",
            TEXT ("en",
                  "<div><head xml:id=\"a0\">Stone garden</head>" P ("a1", "stone and water")
                      P ("a2", "stone alone") "</div>" HOUSE));
  add_work (fixture,
            "Pears",
            TEXT ("en",
                  "<div><head xml:id=\"c0\">Garden</head>" P ("c1", "stone and fire")
                      P ("c2", "water") "</div>"));
  count_words (fixture);
}

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

/* --- Where passages lie */

#define THEN P ("f3", "prison <date when=\"1917\">alors</date>")
#define DEUX "<div><head xml:id=\"f9\">Deux</head>" THEN "</div>"

/* Two imports at a time, or whatever else: rows of one text lie among those of another. */
static void
test_scattered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSearchOptions) options = tri_search_options_new ();

  add_work (fixture,
            "Mixed",
            TEXT ("fr",
                  "<div><head xml:id=\"f0\">Un</head>" P ("f1", "prison " ADA)
                      P ("f2", "ville") "</div>" DEUX)
                TEXT ("en",
                      LIKE ("e1", "f1", "prison " ADA) LIKE ("e2", "f2", "prison")
                          LIKE ("e3", "f3", "gaol <date when=\"1917\">then</date>")));
  /* Every other row behind the last. */
  run_sql (fixture,
           "PRAGMA foreign_keys = OFF;"
           "INSERT INTO passages_fts (passages_fts, rowid, content)"
           " SELECT 'delete', id, content FROM passages;"
           "UPDATE passages SET id = id * 10 + 1000 + (SELECT t.ord FROM texts AS t"
           "  WHERE t.id = text) - 10 * (text - (SELECT min (id) FROM texts)) * 5;"
           "UPDATE link_members SET passage = passage * 10 + 1000 + 1 - 50"
           " WHERE passage > (SELECT 5);"
           "UPDATE link_members SET passage = passage * 10 + 1000 WHERE passage <= 5;"
           "UPDATE mentions SET passage = (SELECT p.id FROM passages AS p"
           " WHERE p.text = mentions.text AND p.ord = mentions.ord);"
           "UPDATE dates SET passage = (SELECT p.id FROM passages AS p"
           " WHERE p.text = dates.text AND p.ord = dates.ord);"
           "INSERT INTO passages_fts (passages_fts) VALUES ('rebuild');"
           "PRAGMA foreign_keys = ON");
  count_words (fixture);
  g_assert_cmpint (ask_number (fixture,
                               "SELECT count (*) FROM link_members AS m"
                               " LEFT JOIN passages AS p ON p.id = m.passage WHERE p.id IS NULL"),
                   ==,
                   0);
  assert_finds (fixture, "prison", NULL, "e1 e2 f1 f3");
  assert_finds (fixture, "@Ada", NULL, "e1 f1");
  assert_finds (fixture, "en:@Ada", NULL, "e1");
  assert_finds (fixture, "date:1917", NULL, "e3 f3");
  assert_finds (fixture, "date:1917 prison", NULL, "f3");
  assert_finds (fixture, "@Ada prison", NULL, "e1 f1");
  assert_finds (fixture, "fr:prison en:!prison", NULL, "f3");
  assert_finds (fixture, "prison chapter:deux", NULL, "f3");
  options->text = ask_number (fixture, "SELECT id FROM texts WHERE lang = 'en'");
  assert_finds (fixture, "prison", options, "e1 e2");
  assert_finds (fixture, "@Ada", options, "e1");
}

/* Words of a version that came later are found, those of the one before are not. */
static void
test_imported_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriReplaceReport) report = tri_replace_report_new ();
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  TriImportFile file = { NULL };
  TriImportOptions options = { &file, 1 };

  add_work (fixture, "Again", TEXT ("en", P ("p1", "granite walls") P ("p2", "the old gate")));
  count_words (fixture);
  assert_finds (fixture, "granite", NULL, "p1");
  file.path = path = write_tei (fixture,
                                "Again",
                                TEXT ("en",
                                      P ("p0", "marble arches") P ("p1", "brick walls")
                                          P ("p2", "the old gate")));
  tri_library_import_replace (fixture->library,
                              ask_number (fixture, "SELECT id FROM texts"),
                              &options,
                              FALSE,
                              report,
                              NULL,
                              &error);
  g_assert_no_error (error);
  assert_finds (fixture, "granite", NULL, "");
  assert_finds (fixture, "marble", NULL, "p0");
  assert_finds (fixture, "brick", NULL, "p1");
  assert_finds (fixture, "gate", NULL, "p2");
  count_words (fixture);
  assert_finds (fixture, "marble", NULL, "p0");
  assert_finds (fixture, "arch", NULL, "p0");
  assert_finds (fixture, "granite", NULL, "");
}

/* A search that was made before the library changed. */
static void
test_changed_since (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSearch) search = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) others = NULL;
  g_autofree char *keys = NULL;
  g_autoptr (GError) error = NULL;
  gint64 work = add_work (fixture, "Goes", TEXT ("fr", P ("f1", "prison") P ("f2", "prison")));

  count_words (fixture);
  search = tri_search_new (fixture->library, "prison", NULL, &error);
  g_assert_true (tri_library_delete_work (fixture->library, work, &error));
  none = run (search, fixture->library);
  g_assert_cmpuint (none->len, ==, 0);
  run_sql (fixture, "UPDATE works SET deleted = 1");
  g_assert_true (tri_library_sweep (fixture->library, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ask_number (fixture, "SELECT count (*) FROM passages"), ==, 0);
  assert_finds (fixture, "prison", NULL, "");
  add_work (fixture, "Comes", TEXT ("en", P ("e1", "water") P ("e2", "the prisons")));
  count_words (fixture);
  assert_finds (fixture, "prison", NULL, "e2");
  others = run (search, fixture->library);
  keys = join (others);
  g_assert_cmpstr (keys, ==, "e2");
}

/* --- Threads */

typedef struct
{
  TriSearch *search;
  const char *path;
  const char *expected;
} Thread;

static gpointer
thread_cb (gpointer data)
{
  Thread *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) library = tri_library_open (self->path, TRI_LIBRARY_READ_ONLY, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (GPtrArray) keys = run (self->search, library);
      g_autofree char *found = NULL;

      g_ptr_array_sort (keys, compare_keys);
      found = join (keys);
      g_assert_cmpstr (found, ==, self->expected);
    }
  return NULL;
}

static void
test_threads (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSearch) search = NULL;
  g_autoptr (GError) error = NULL;
  Thread self = { NULL, fixture->path, "p1 p3" };
  GThread *threads[4];

  add_work (fixture,
            "Threads",
            TEXT ("en",
                  P ("p1", "prisons <date when=\"1917\">then</date>") P ("p2", "prison")
                      P ("p3", "the prison of " ADA)));
  count_words (fixture);
  search = tri_search_new (fixture->library, "prison (date:1917 OR @Ada)", NULL, &error);
  self.search = search;
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("search", thread_cb, &self);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* --- Order */

/* bm25 by its formula; of two that differ little the better one is before. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) texts = g_string_new ("<text xml:lang=\"en\"><body>");
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autofree char *found = NULL;

  /* The longer the passage, the less the word says; each a word longer than the one before. */
  for (guint i = 0; i < 60; i++)
    {
      g_string_append_printf (texts, "<p xml:id=\"k%u\">granite", 59 - i);
      for (guint n = 0; n < 200 + 59 - i; n++)
        g_string_append (texts, " x");
      g_string_append (texts, "</p>");
      g_string_append_printf (expected, "%sk%u", i ? " " : "", i);
    }
  for (guint i = 0; i < 100; i++)
    g_string_append_printf (texts, "<p xml:id=\"z%u\">dull</p>", i);
  g_string_append (texts, "</body></text>");
  add_work (fixture, "Order", texts->str);
  count_words (fixture);
  found = ask_for (fixture, "granite", NULL, TRUE);
  g_assert_cmpstr (found, ==, expected->str);
}

/* All words as they were typed, not some. */
static void
test_exact_order (Fixture *fixture, gconstpointer data)
{
  g_autofree char *found = NULL;
  g_autofree char *any = NULL;

  add_work (fixture,
            "Exact",
            TEXT ("en",
                  P ("p1", ADA " and prisons and prisons and cities and cities")
                      P ("p2", ADA " once saw a prison in a distant far off windy old city")
                          P ("p3", ADA " prison cities prison cities prison cities prison")
                              P ("p4", "a prison of old where nobody came by for many years")));
  count_words (fixture);
  found = ask_for (fixture, "(prison OR date:1800) (city OR date:1801)", NULL, TRUE);
  g_assert_true (g_str_has_prefix (found, "p2 "));
  any = ask_for (fixture, "prison OR city OR date:1800", NULL, TRUE);
  g_assert_cmpstr (any, ==, "p2 p4 p3 p1");
}

/* --- What is no question */

static void
test_only_filters (Fixture *fixture, gconstpointer data)
{
  static const char *const typed[]
      = { "kind:heading", "work:apples", "work:apples -stone", "kind:heading OR stone" };

  add_two_works (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TriSearch) search = tri_search_new (fixture->library, typed[i], NULL, &error);
      const GArray *notes = tri_search_get_query (search)->notes;
      g_autofree char *message = NULL;

      g_assert_cmpuint (notes->len, ==, 1);
      g_assert_cmpint (g_array_index (notes, TriQueryNote, 0).problem, ==, TRI_QUERY_ONLY_FILTER);
      message = tri_query_note_dup_message (&g_array_index (notes, TriQueryNote, 0), typed[i]);
      g_assert_true (strstr (message, i == 0 || i == 3 ? "“kind:heading”" : "“work:apples”"));
    }
}

static void
test_deep (Fixture *fixture, gconstpointer data)
{
  add_two_works (fixture);
  for (guint depth = 1; depth < 150; depth += 7)
    {
      g_autoptr (GString) typed = g_string_new (NULL);
      g_autofree char *found = NULL;

      for (guint i = 0; i < depth; i++)
        g_string_append (typed, i % 2 ? "(stone OR " : "(stone AND ");
      g_string_append (typed, "stone");
      for (guint i = 0; i < depth; i++)
        g_string_append_c (typed, ')');
      found = ask_for (fixture, typed->str, NULL, FALSE);
      g_assert_cmpstr (found, ==, "a0 a1 a2 a3 a4 b0 c1");
    }
}

static void
test_many_places (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) typed = g_string_new ("stone");

  add_two_works (fixture);
  for (guint i = 0; i < 12; i++)
    g_string_append (typed, " (work:apples OR work:pears)");
  assert_finds (fixture, typed->str, NULL, "a0 a1 a2 a3 a4 b0 c1");
}

static void
test_rubbish (Fixture *fixture, gconstpointer data)
{
  static const char *const rubbish[] = {
    "",
    "[]",
    "{",
    "null",
    "7",
    "{\"forms\": \"no\", \"work\": 7, \"text\": [], \"division\": {}, \"lang\": {}, \"kinds\": {}}",
    "{\"forms\": [], \"work\": null, \"text\": true, \"lang\": 3, \"kinds\": \"all\"}",
    "{\"forms\": {}, \"kinds\": -1, \"lang\": \"\"}",
    "{\"forms\": null, \"kinds\": 1e300, \"lang\": null}",
    "{\"kinds\": 4294967296}",
    "{\"kinds\": 1073741824}",
    "{\"division\": \"/\"}",
  };

  add_two_works (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (rubbish); i++)
    {
      g_autoptr (TriSearchOptions) options = tri_search_options_from_json (rubbish[i],
                                                                           fixture->library);

      g_assert_true (options->forms);
      assert_finds (fixture, "stone", options, "a0 a1 a2 a3 a4 b0 c1");
    }
}

/* --- What is shown of a passage */

static void
test_cuts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSearch) search = NULL;
  g_autoptr (GString) words = g_string_new ("start ");
  g_autofree char *texts = NULL;
  g_autoptr (GError) error = NULL;
  gint64 passage;

  /* Letters with marks of their own, and no space for long. */
  for (guint i = 0; i < 200; i++)
    g_string_append (words, "e\314\201");
  g_string_append (words, " granite\nwall ");
  for (guint i = 0; i < 200; i++)
    g_string_append (words, "o\314\202");
  g_string_append (words, " granite");
  texts = g_strdup_printf ("<text xml:lang=\"en\"><body><p xml:id=\"p\">%s</p></body></text>",
                           words->str);
  add_work (fixture, "Cuts", texts);
  count_words (fixture);
  passage = ask_number (fixture, "SELECT id FROM passages");
  search = tri_search_new (fixture->library, "granite", NULL, &error);
  for (guint width = 0; width < 460; width++)
    {
      g_autoptr (TriSearchSnippet) snippet = tri_search_read_snippet (search,
                                                                      fixture->library,
                                                                      passage,
                                                                      width,
                                                                      &error);
      const char *p = snippet->content;
      const TriMatch *match;
      g_autofree char *marked = NULL;

      g_assert_no_error (error);
      g_assert_true (g_utf8_validate (p, -1, NULL));
      g_assert_null (strchr (p, '\n'));
      if (g_str_has_prefix (p, "…"))
        p += strlen ("…");
      g_assert_false (g_unichar_ismark (g_utf8_get_char (p)));
      /* No mark was torn off the last letter. */
      for (; *p; p = g_utf8_next_char (p))
        if (*p == 'o' && g_str_has_prefix (p, "o…"))
          g_error ("cut inside a letter at width %u", width);
      g_assert_cmpuint (snippet->matches->len, >, 0);
      match = &g_array_index (snippet->matches, TriMatch, 0);
      marked = g_utf8_substring (snippet->content, match->start, match->end);
      g_assert_cmpstr (marked, ==, "granite");
    }
}

static void
test_long_passage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSearch) search = NULL;
  g_autoptr (TriSearchSnippet) snippet = NULL;
  g_autoptr (GString) texts = g_string_new ("<text xml:lang=\"en\"><body><p xml:id=\"p\">");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (texts, i == 90000 ? "granite " : "dull words ");
  g_string_append (texts, "</p></body></text>");
  add_work (fixture, "Long", texts->str);
  count_words (fixture);
  assert_finds (fixture, "granite", NULL, "p");
  assert_finds (fixture, "\"dull words granite\"", NULL, "p");
  search = tri_search_new (fixture->library, "granite", NULL, &error);
  snippet = tri_search_read_snippet (search,
                                     fixture->library,
                                     ask_number (fixture, "SELECT id FROM passages"),
                                     80,
                                     &error);
  g_assert_cmpuint (snippet->matches->len, ==, 1);
  g_assert_cmpint (g_utf8_strlen (snippet->content, -1), <, 150);
}

#define ADD(path, func) g_test_add ("/search/" path, Fixture, NULL, set_up, func, tear_down)

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
  ADD ("scattered", test_scattered);
  ADD ("imported-again", test_imported_again);
  ADD ("changed-since", test_changed_since);
  ADD ("threads", test_threads);
  ADD ("order", test_order);
  ADD ("exact-order", test_exact_order);
  ADD ("only-filters", test_only_filters);
  ADD ("deep", test_deep);
  ADD ("many-places", test_many_places);
  ADD ("rubbish", test_rubbish);
  ADD ("cuts", test_cuts);
  ADD ("long-passage", test_long_passage);

  return g_test_run ();
}
