/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library-search-fixture.h"

#include <string.h>

/* --- Where */

static guint
count (Fixture *fixture, const char *typed, const TriSearchOptions *options)
{
  g_autoptr (GPtrArray) found = ask_library (fixture->library, typed, options);

  return found->len;
}

static void
test_options (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSearchOptions) options = tri_search_options_new ();
  g_autoptr (TriSearchOptions) same = NULL;
  g_autoptr (GPtrArray) divisions = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  gint64 text = tri_library_find_text (fixture->library, "nl", &error);
  guint all = count (fixture, "nl:de", NULL);
  guint first;
  guint second;

  divisions = tri_library_list_divisions (fixture->library, text, -1, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture, "title", NULL), ==, 3);
  g_assert_cmpuint (count (fixture, "title kind:heading", NULL), ==, 3);
  g_assert_cmpuint (count (fixture, "title kind:verse", NULL), ==, 0);
  g_assert_cmpuint (count (fixture, "title work:words", NULL), ==, 3);
  g_assert_cmpuint (count (fixture, "title NOT work:words", NULL), ==, 0);
  g_assert_cmpuint (count (fixture, "fr:title OR nl:title", NULL), ==, 2);
  g_assert_cmpuint (count (fixture, "part chapter:\"second part\"", NULL), ==, 3);
  options->text = text;
  g_assert_cmpuint (count (fixture, "de", options), ==, all);
  options->division = ((TriDivision *) divisions->pdata[0])->id;
  first = count (fixture, "de", options);
  options->division = ((TriDivision *) divisions->pdata[1])->id;
  second = count (fixture, "de", options);
  g_assert_cmpuint (first, >, 0);
  g_assert_cmpuint (second, >, 0);
  g_assert_cmpuint (first + second, ==, all);

  options->lang = g_strdup ("nl");
  json = tri_search_options_to_json (options, fixture->library);
  same = tri_search_options_from_json (json, fixture->library);
  g_assert_cmpint (same->text, ==, options->text);
  g_assert_cmpint (same->division, ==, options->division);
  g_assert_cmpstr (same->lang, ==, "nl");
  g_assert_cmpuint (count (fixture, "de", same), ==, second);
}

/* What is deleted is not found, and found again when that is undone. */
static void
test_deleted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint before = count (fixture, "prison", NULL);

  g_assert_cmpuint (before, >, 0);
  g_assert_true (tri_library_delete_work (fixture->library, fixture->work, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture, "prison", NULL), ==, 0);
  g_assert_cmpuint (count (fixture, "@Ada", NULL), ==, 0);
}

/* --- What cannot be understood */

static void
assert_note (Fixture *fixture, const char *typed, TriQueryProblem problem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TriSearch) search = tri_search_new (fixture->library, typed, NULL, &error);
  const TriQuery *query;
  gboolean any = FALSE;

  g_assert_no_error (error);
  query = tri_search_get_query (search);
  for (guint i = 0; i < query->notes->len; i++)
    any |= g_array_index (query->notes, TriQueryNote, i).problem == problem;
  g_assert_true (any);
}

static void
test_notes (Fixture *fixture, gconstpointer data)
{
  assert_note (fixture, "\"prison", TRI_QUERY_OPEN_QUOTE);
  assert_note (fixture, "@Nobody", TRI_QUERY_UNKNOWN_NAME);
  assert_note (fixture, "prison work:nowhere", TRI_QUERY_UNKNOWN_PLACE);
  g_assert_cmpuint (count (fixture, "\"pris", NULL), ==, count (fixture, "pris*", NULL));
  g_assert_cmpuint (count (fixture, "\"prison ", NULL), ==, count (fixture, "\"prison\"", NULL));
  g_assert_cmpuint (count (fixture, "prison AND", NULL), ==, count (fixture, "prison", NULL));
  g_assert_cmpuint (count (fixture, "@prison", NULL), ==, count (fixture, "prison", NULL));
}

/* Whatever is typed is no error, nor does SQLite ever see it. */
static void
test_anything_typed (Fixture *fixture, gconstpointer data)
{
  static const char bits[]
      = "\" ' ( ) * NEAR NEAR( AND OR NOT fr: nl:! @ date: prison {a}: ^ + - content: rowid ;"
        " -- \303\251 NEAR/9 @Ada date:1912 , œ \302\255 .. \\ de* “ »";
  g_autoptr (GRand) rand = g_rand_new_with_seed (99);

  for (guint i = 0; i < 1500; i++)
    {
      g_autoptr (GString) typed = g_string_new (NULL);
      g_autoptr (GPtrArray) found = NULL;

      for (guint n = pick (rand, 9); n > 0; n--)
        {
          g_autofree char *bit = pick_word (rand, bits);

          g_string_append_printf (typed, "%s%s", bit, pick (rand, 3) ? "" : " ");
        }
      found = ask_library (fixture->library, typed->str, NULL);
    }
}

/* --- What is shown */

static char *
dup_marked (const TriSearchSnippet *snippet)
{
  g_autoptr (GString) marked = g_string_new (NULL);
  guint at = 0;

  for (guint i = 0; i <= snippet->matches->len; i++)
    {
      const TriMatch *match = i < snippet->matches->len
                                  ? &g_array_index (snippet->matches, TriMatch, i)
                                  : NULL;
      guint until = match ? match->start : (guint) g_utf8_strlen (snippet->content, -1);
      g_autofree char *plain = g_utf8_substring (snippet->content, at, until);
      g_autofree char *hit = match ? g_utf8_substring (snippet->content, match->start, match->end)
                                   : NULL;

      g_string_append (marked, plain);
      if (hit)
        g_string_append_printf (marked, "[%s]", hit);
      at = match ? match->end : until;
    }
  return g_string_free (g_steal_pointer (&marked), FALSE);
}

static TriLibrary *
make_two_texts (const char *english, const char *french)
{
  g_autofree char *folder = g_dir_make_tmp ("search-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *file_path = g_build_filename (folder, "texts.xml", NULL);
  g_autofree char *xml = NULL;
  g_autoptr (GError) error = NULL;
  TriImportFile file = { file_path };
  TriImportOptions options = { &file, 1 };
  TriLibrary *library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);

  g_assert_no_error (error);
  xml = g_strdup_printf (
      "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt>"
      "<title>Two</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/>"
      "</sourceDesc></fileDesc></teiHeader><text><group><text xml:lang=\"en\"><body><div>"
      "<head>First chapter</head><p xml:id=\"e\">%s</p></div></body></text>"
      "<text xml:lang=\"fr\"><body><p xml:id=\"f\" corresp=\"#e\">%s</p></body></text>"
      "</group></text></TEI>",
      english,
      french);
  g_assert_true (g_file_set_contents (file_path, xml, -1, NULL));
  options.kind = "translations";
  tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
  return library;
}

static gboolean
first_cb (const TriSearchStep *step, gpointer data)
{
  if (step->n_hits > 0)
    *(gint64 *) data = step->hits[0].passage;
  return TRUE;
}

static void
test_snippets (void)
{
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (TriSearch) search = NULL;
  g_autoptr (TriSearchSnippet) snippet = NULL;
  g_autoptr (TriSearchSnippet) cut = NULL;
  g_autoptr (GPtrArray) counterparts = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *marked = NULL;
  g_autofree char *marked_cut = NULL;
  g_autofree char *marked_other = NULL;
  gint64 passage = 0;

  library = make_two_texts ("They walked for many a long day through the rain, until the "
                            "Prisons of the city lay before them in the evening light.",
                            "Ils marchaient ; enfin les pri\302\255sons de la ville.");
  search = tri_search_new (library, "en:prison fr:prison", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tri_search_run (search, library, first_cb, &passage, &error));
  snippet = tri_search_read_snippet (search, library, passage, 400, &error);
  marked = dup_marked (snippet);
  g_assert_cmpstr (marked,
                   ==,
                   "They walked for many a long day through the rain, until the "
                   "[Prisons] of the city lay before them in the evening light.");
  g_assert_cmpstr (snippet->chapter, ==, "First chapter");
  g_assert_cmpstr (snippet->lang, ==, "en");
  g_assert_cmpstr (snippet->work_title, ==, "Two");
  cut = tri_search_read_snippet (search, library, passage, 30, &error);
  marked_cut = dup_marked (cut);
  g_assert_true (g_str_has_prefix (marked_cut, "…"));
  g_assert_true (g_str_has_suffix (marked_cut, "…"));
  g_assert_nonnull (strstr (marked_cut, "[Prisons]"));
  g_assert_cmpint (g_utf8_strlen (cut->content, -1), <, 60);
  counterparts = tri_search_read_counterparts (search, library, passage, 400, &error);
  g_assert_cmpuint (counterparts->len, ==, 1);
  marked_other = dup_marked (counterparts->pdata[0]);
  g_assert_cmpstr (marked_other, ==, "Ils marchaient ; enfin les [pri\302\255sons] de la ville.");
}

/* Where the cut falls into the first words the snippet begins with them. */
static void
test_snippet_beginning (void)
{
  g_autoptr (TriLibrary) library = make_two_texts ("Il prit les bagages, puis la prison les "
                                                   "reprit tous, l\342\200\231un apr\303\250s "
                                                   "l\342\200\231autre, et pour longtemps.",
                                                   "Of that nothing is left.");
  g_autoptr (TriSearch) search = NULL;
  g_autoptr (GError) error = NULL;
  gint64 passage = 0;

  search = tri_search_new (library, "prison", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tri_search_run (search, library, first_cb, &passage, &error));
  for (guint width = 40; width < 88; width++)
    {
      g_autoptr (TriSearchSnippet) snippet = NULL;
      const char *shown = NULL;

      snippet = tri_search_read_snippet (search, library, passage, width, &error);
      g_assert_no_error (error);
      shown = snippet->content;
      if (g_str_has_prefix (shown, "…"))
        g_assert_true (g_str_has_prefix (shown, "…prit ") || g_str_has_prefix (shown, "…les ")
                       || g_str_has_prefix (shown, "…bagages")
                       || g_str_has_prefix (shown, "…puis "));
      else
        g_assert_true (g_str_has_prefix (shown, "Il prit "));
    }
}

/* --- Many */

typedef struct
{
  guint n_steps;
  guint n_first;
  gboolean first_is_ranked;
  guint n;
  gboolean is_ranked;
  guint stop_after;
} Steps;

static gboolean
step_cb (const TriSearchStep *step, gpointer data)
{
  Steps *steps = data;

  if (steps->n_steps++ == 0)
    {
      steps->n_first = step->n_hits;
      steps->first_is_ranked = step->is_ranked;
    }
  steps->n = step->replaces ? step->n_hits : steps->n + step->n_hits;
  steps->is_ranked = step->is_ranked;
  return steps->stop_after == 0 || steps->n_steps < steps->stop_after;
}

static TriLibrary *
make_many (guint n)
{
  g_autofree char *folder = g_dir_make_tmp ("search-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *file_path = g_build_filename (folder, "many.txt", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  TriImportFile file = { file_path, "en" };
  TriImportOptions options = { &file, 1 };
  TriLibrary *library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "Everywhere there was water, said number %u.\n\n", i);
  g_assert_true (g_file_set_contents (file_path, text->str, -1, NULL));
  tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
  return library;
}

/* More than can be ranked at once: the first as they are read, all of them, and these ranked. */
static void
test_many (void)
{
  g_autoptr (TriLibrary) library = make_many (24000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TriSearch) search = NULL;
  g_autoptr (TriSearch) few = NULL;
  g_autoptr (GError) error = NULL;
  Steps steps = { 0 };
  Steps rare = { 0 };
  Steps stopped = { .stop_after = 2 };

  search = tri_search_new (library, "water", NULL, &error);
  g_assert_true (tri_search_run (search, library, step_cb, &steps, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (steps.n_first, ==, 50);
  g_assert_false (steps.first_is_ranked);
  g_assert_cmpuint (steps.n, ==, 24000);
  g_assert_true (steps.is_ranked);

  few = tri_search_new (library, "12345", NULL, &error);
  g_assert_true (tri_search_run (few, library, step_cb, &rare, &error));
  g_assert_cmpuint (rare.n_steps, ==, 1);
  g_assert_true (rare.first_is_ranked);
  g_assert_cmpuint (rare.n, ==, 1);

  /* Whoever asked needs no more; whoever asked went away. */
  g_assert_true (tri_search_run (search, library, step_cb, &stopped, &error));
  g_assert_cmpuint (stopped.n_steps, ==, 2);
  g_cancellable_cancel (cancellable);
  tri_library_set_cancellable (library, cancellable);
  g_assert_false (tri_search_run (search, library, step_cb, &steps, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/search/options", test_options);
  ADD ("/search/deleted", test_deleted);
  ADD ("/search/notes", test_notes);
  ADD ("/search/anything-typed", test_anything_typed);
  g_test_add_func ("/search/snippets", test_snippets);
  g_test_add_func ("/search/snippets/beginning", test_snippet_beginning);
  g_test_add_func ("/search/many", test_many);

  return g_test_run ();
}
