/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "replace-text.h"
#include "search-places-fixture.h"

/* What a question finds, in which order, and what is shown of it. */

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
  g_autofree char *path = NULL;
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
  replace_text (fixture->library, ask_number (fixture, "SELECT id FROM texts"), &options);
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

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
