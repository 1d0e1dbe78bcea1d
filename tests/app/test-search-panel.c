/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-bookmarks.h"
#include "panels-fixture.h"
#include "panels/reader-search-history.h"
#include "panels/reader-search-item.h"
#include "panels/reader-search-panel-private.h"

typedef struct
{
  gint64 work;
  ReaderPlace place;
  gboolean leave;
} Shown;

static void
activated_cb (ReaderSearchPanel *panel,
              gint64 work,
              const ReaderPlace *place,
              gboolean leave,
              Shown *shown)
{
  *shown = (Shown){ work, *place, leave };
}

static ReaderSearchPanel *
add_panel (Fixture *fixture)
{
  GtkWidget *panel = reader_search_panel_new ();

  gtk_widget_set_size_request (panel, 260, -1);
  gtk_box_prepend (GTK_BOX (fixture->box), panel);
  reader_search_panel_connect (READER_SEARCH_PANEL (panel), fixture->session, fixture->view);
  return READER_SEARCH_PANEL (panel);
}

/* The list as it is when everything has come: the words found in brackets, what corresponds behind
 * a bar. */
static void
add_words (GString *rows, const TriSearchSnippet *snippet)
{
  guint at = 0;

  for (guint i = 0; snippet->matches && i < snippet->matches->len; i++)
    {
      const TriMatch *match = &g_array_index (snippet->matches, TriMatch, i);
      g_autofree char *before = g_utf8_substring (snippet->content, at, match->start);
      g_autofree char *words = g_utf8_substring (snippet->content, match->start, match->end);

      g_string_append_printf (rows, "%s[%s]", before, words);
      at = match->end;
    }
  g_string_append (rows, g_utf8_offset_to_pointer (snippet->content, at));
}

static char *
dup_rows (ReaderSearchPanel *panel)
{
  GListModel *model = reader_search_panel_get_model (panel);
  g_autoptr (GString) rows = g_string_new (NULL);

  fixture_spin (30);
  fixture_wait (reader_search_panel_is_settled (panel));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ReaderSearchItem) item = g_list_model_get_item (model, i);

      fixture_wait (item->is_read);
      if (item->snippet)
        add_words (rows, item->snippet);
      for (guint n = 0; item->counterparts && n < item->counterparts->len; n++)
        {
          g_string_append (rows, " | ");
          add_words (rows, item->counterparts->pdata[n]);
        }
      g_string_append_c (rows, '\n');
    }
  return g_string_free (g_steal_pointer (&rows), FALSE);
}

static void
assert_rows (ReaderSearchPanel *panel, const char *expected)
{
  wait_until_equal (dup_rows (panel), expected);
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  ReaderSearchPanel *panel = add_panel (fixture);

  assert_rows (panel, "");
  g_assert_cmpstr (reader_search_panel_get_status (panel), ==, "");
  reader_search_panel_set_question (panel, "brilla");
  assert_rows (panel, "La lampe [brilla] toute la nuit. | The lamp shone all night.\n");
  g_assert_cmpstr (reader_search_panel_get_status (panel), ==, "1 passage");
  /* A question that was typed on takes the place of the one before it. */
  reader_search_panel_set_question (panel, "partit");
  reader_search_panel_set_question (panel, "partit OR left");
  wait_until_equal (g_strdup (reader_search_panel_get_status (panel)), "2 passages by rank");
  reader_search_panel_set_question (panel, "whale");
  assert_rows (panel, "");
  g_assert_cmpstr (reader_search_panel_get_status (panel), ==, "Nothing found");
  reader_search_panel_set_question (panel, " ");
  assert_rows (panel, "");
  g_assert_cmpstr (reader_search_panel_get_status (panel), ==, "");
}

/* What the question says of the other side is marked there. */
static void
test_both_sides (Fixture *fixture, gconstpointer data)
{
  ReaderSearchPanel *panel = add_panel (fixture);

  reader_search_panel_set_question (panel, "fr:lampe en:lamp");
  assert_rows (panel, "La [lampe] brilla toute la nuit. | The [lamp] shone all night.\n");
}

static void
test_note (Fixture *fixture, gconstpointer data)
{
  ReaderSearchPanel *panel = add_panel (fixture);

  reader_search_panel_set_question (panel, "\"toute la");
  assert_rows (panel, "La lampe brilla [toute la] nuit. | The lamp shone all night.\n");
  fixture_wait (reader_search_panel_get_note (panel)[0] != '\0');
  reader_search_panel_set_question (panel, "\"toute la\"");
  fixture_wait (reader_search_panel_get_note (panel)[0] == '\0');
}

static void
test_go (Fixture *fixture, gconstpointer data)
{
  ReaderSearchPanel *panel = add_panel (fixture);
  ReaderPlace expected = fixture_find_place (fixture, "fr-2");
  Shown shown = { 0 };

  g_signal_connect (panel, "hit-activated", G_CALLBACK (activated_cb), &shown);
  g_assert_false (reader_search_panel_step (panel, 1));
  reader_search_panel_set_question (panel, "brilla");
  assert_rows (panel, "La lampe [brilla] toute la nuit. | The lamp shone all night.\n");
  g_assert_true (reader_search_panel_step (panel, 1));
  g_assert_cmpint (shown.work, ==, fixture->work->id);
  g_assert_cmpint (shown.place.text, ==, expected.text);
  g_assert_cmpint (shown.place.passage, ==, expected.passage);
  g_assert_cmpuint (shown.place.start, ==, 9);
  g_assert_cmpuint (shown.place.end, ==, 15);
  g_assert_false (shown.leave);
  g_assert_false (reader_search_panel_step (panel, 1));
  g_assert_false (reader_search_panel_step (panel, -1));
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  ReaderSearchPanel *panel = add_panel (fixture);
  ReaderSearchFilter *filter = reader_search_panel_get_filter (panel);
  g_autoptr (TriSearchOptions) options = tri_search_options_new ();
  g_autofree char *words = NULL;

  reader_search_panel_set_question (panel, "phare OR lighthouse");
  wait_until_equal (g_strdup (reader_search_panel_get_status (panel)), "2 passages by rank");
  options->lang = g_strdup ("en");
  reader_search_filter_set_options (filter, options);
  assert_rows (panel, "The [lighthouse] | Le phare\n");
  words = reader_search_filter_dup_words (filter);
  g_assert_cmpstr (words, ==, "English");
  options->kinds = 1u << TRI_PASSAGE_PARAGRAPH;
  reader_search_filter_set_options (filter, options);
  assert_rows (panel, "");
  reader_search_filter_clear (filter);
  wait_until_equal (g_strdup (reader_search_panel_get_status (panel)), "2 passages by rank");
  g_assert_null (reader_search_filter_dup_words (filter));
}

/* Without other forms only the word as it is written. */
static void
test_forms (Fixture *fixture, gconstpointer data)
{
  ReaderSearchPanel *panel = add_panel (fixture);
  ReaderSearchFilter *filter = reader_search_panel_get_filter (panel);
  g_autoptr (TriSearchOptions) options = tri_search_options_new ();

  reader_search_panel_set_question (panel, "fr:lampes");
  assert_rows (panel, "La [lampe] brilla toute la nuit. | The lamp shone all night.\n");
  options->forms = FALSE;
  reader_search_filter_set_options (filter, options);
  assert_rows (panel, "");
  reader_search_filter_clear (filter);
}

#define MANY 1000000

/* Of a million hits only what is shown is read. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  ReaderSearchPanel *panel = add_panel (fixture);
  ReaderSearchModel *model = READER_SEARCH_MODEL (reader_search_panel_get_model (panel));
  g_autoptr (TriSearch) search = tri_search_new (fixture_get_library (fixture), "nuit", NULL, NULL);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (TriSearchHit));
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  ReaderSearchFound found = { hits, none, TRUE, FALSE, FALSE };
  TriSearchHit hit = { 0 };

  reader_search_panel_set_question (panel, "nuit");
  assert_rows (panel, "La lampe brilla toute la [nuit]. | The lamp shone all night.\n");
  for (gint64 i = 0; i < MANY; i++)
    {
      hit = (TriSearchHit){ 100 + i, 1 };
      g_array_append_val (hits, hit);
    }
  reader_search_model_take (model, search, &found);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, MANY);
  fixture_spin (100);
  /* As far as one can go. */
  for (guint i = 0; i < 10; i++)
    {
      reader_search_panel_step (panel, 1);
      reader_search_panel_point_at (panel, i * (MANY / 10) + 7);
      fixture_spin (20);
    }
  fixture_wait (reader_search_panel_is_settled (panel));
  g_assert_true (reader_search_model_get_hit (model, MANY - 1, &hit));
  g_assert_cmpint (hit.passage, ==, 100 + MANY - 1);
  g_assert_cmpuint (reader_paged_model_count_held (READER_PAGED_MODEL (model)), <, 1500);
}

#define WATER 24000

/* More passages than are ranked at once; the last one says it most. */
static void
import_water (Fixture *fixture)
{
  g_autofree char *file = g_build_filename (fixture->dir, "water.txt", NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) library = tri_library_open (fixture->path, TRI_LIBRARY_READ_WRITE, &error);
  TriImportFile input = { .path = file, .lang = "en" };
  TriImportOptions options = { .files = &input, .n_files = 1, .kind = "auto" };

  g_assert_no_error (error);
  for (guint i = 1; i < WATER; i++)
    g_string_append_printf (words, "Everywhere there was water, said number %u.\n\n", i);
  g_string_append (words, "Water, water, water.\n");
  g_assert_true (g_file_set_contents (file, words->str, -1, &error));
  tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
}

static TriSearchHit
get_first (ReaderSearchPanel *panel)
{
  TriSearchHit hit = { 0 };

  reader_search_model_get_hit (READER_SEARCH_MODEL (reader_search_panel_get_model (panel)),
                               0,
                               &hit);
  return hit;
}

/* Asks until the first passages are there and the others are not: on a machine that is slow to
 * show them all of it may come together. */
static void
ask_unranked (ReaderSearchPanel *panel)
{
  GListModel *model = reader_search_panel_get_model (panel);

  for (guint i = 0; i < 20; i++)
    {
      reader_search_panel_set_question (panel, "");
      fixture_wait (g_list_model_get_n_items (model) == 0);
      reader_search_panel_set_question (panel, "water");
      fixture_wait (g_list_model_get_n_items (model) > 0);
      if (!panel->is_ranked)
        return;
    }
  g_error ("All passages were ranked at once");
}

static void
assert_status (ReaderSearchPanel *panel, const char *expected)
{
  wait_until_equal (g_strdup (reader_search_panel_get_status (panel)), expected);
}

/* Who goes through them keeps their order, until the button is pressed. */
static void
check_walked (Fixture *fixture, ReaderSearchPanel *panel, gint64 last)
{
  GtkWidget *by_rank = panel->by_rank;
  gint64 first = 0;

  ask_unranked (panel);
  first = get_first (panel).passage;
  g_assert_cmpint (first, !=, last);
  g_assert_false (gtk_widget_get_visible (by_rank));
  g_assert_true (reader_search_panel_step (panel, 1));
  fixture_wait (gtk_widget_get_visible (by_rank));
  fixture_wait (reader_search_panel_is_settled (panel));
  assert_status (panel, "24000 passages in reading order");
  g_assert_cmpint (get_first (panel).passage, ==, first);

  /* Also when the library changes meanwhile. */
  g_signal_emit_by_name (fixture->session, "changed");
  g_assert_false (reader_search_panel_is_settled (panel));
  fixture_wait (reader_search_panel_is_settled (panel));
  assert_status (panel, "24000 passages in reading order");
  g_assert_cmpint (get_first (panel).passage, ==, first);
  g_assert_true (gtk_widget_get_visible (by_rank));

  g_signal_emit_by_name (by_rank, "clicked");
  g_assert_cmpstr (reader_search_panel_get_status (panel), ==, "24000 passages by rank");
  g_assert_cmpint (get_first (panel).passage, ==, last);
  g_assert_false (gtk_widget_get_visible (by_rank));
}

/* As they are read at first, then by rank by themselves. */
static void
test_rank (Fixture *fixture, gconstpointer data)
{
  ReaderSearchPanel *panel = add_panel (fixture);
  gint64 last = 0;

  import_water (fixture);
  /* What came by another way is known before the panel asks. */
  reader_session_poll (fixture->session);
  ask_unranked (panel);
  last = get_first (panel).passage + WATER - 1;
  wait_until_equal (g_strdup (reader_search_panel_get_status (panel)), "24000 passages by rank");
  g_assert_cmpint (get_first (panel).passage, ==, last);
  check_walked (fixture, panel, last);
}

static char *
dup_focus (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (fixture->box));

  return g_strdup (focus ? G_OBJECT_TYPE_NAME (focus) : NULL);
}

/* The keyboard is in what is offered while the question is typed on, and while the library changes:
 * it stays there, and goes back to the question when nothing is offered any more. */
static void
test_near_focus (Fixture *fixture, gconstpointer data)
{
  ReaderSearchPanel *panel = add_panel (fixture);
  ReaderSearchNear *near = reader_search_panel_get_near (panel);
  GtkWidget *row = NULL;

  reader_search_panel_set_question (panel, "brlila");
  wait_until_equal (g_strdup (reader_search_near_get_question (near, 0)), "brilla");
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (near), GTK_DIR_TAB_FORWARD));
  wait_until_equal (dup_focus (fixture), "GtkListBoxRow");
  reader_search_panel_set_question (panel, "brlila fr:toute");
  wait_until_equal (g_strdup (reader_search_near_get_question (near, 0)), "brilla fr:toute");
  wait_until_equal (dup_focus (fixture), "GtkListBoxRow");
  row = gtk_root_get_focus (gtk_widget_get_root (fixture->box));
  g_object_add_weak_pointer (G_OBJECT (row), (gpointer *) &row);
  reader_search_panel_renew (panel);
  wait_until (row == NULL);
  wait_until_equal (dup_focus (fixture), "GtkListBoxRow");
  reader_search_panel_set_question (panel, "brilla");
  fixture_wait (reader_search_near_get_n_words (near) == 0);
  wait_until_equal (dup_focus (fixture), "GtkText");
}

static void
test_near (Fixture *fixture, gconstpointer data)
{
  ReaderSearchPanel *panel = add_panel (fixture);
  ReaderSearchNear *near = reader_search_panel_get_near (panel);

  reader_search_panel_set_question (panel, "stayed fr:\"brlila\"");
  fixture_wait (reader_search_near_get_n_words (near) > 0);
  g_assert_cmpstr (reader_search_near_get_question (near, 0), ==, "stayed fr:\"brilla\"");
  reader_search_panel_set_question (panel, "nuit");
  assert_rows (panel, "La lampe brilla toute la [nuit]. | The lamp shone all night.\n");
  g_assert_cmpuint (reader_search_near_get_n_words (near), ==, 0);
}

static guint
count_kept (ReaderSearchPanel *panel)
{
  return reader_search_kept_get_n_searches (reader_search_panel_get_kept (panel));
}

/* It is counted, anew when the library changes, and found again with where it searched. */
static void
test_keep (Fixture *fixture, gconstpointer data)
{
  ReaderSearchPanel *panel = add_panel (fixture);
  ReaderSearchKept *kept = reader_search_panel_get_kept (panel);
  ReaderSearchFilter *filter = reader_search_panel_get_filter (panel);
  g_autoptr (TriSearchOptions) options = tri_search_options_new ();
  g_autoptr (TriSavedSearch) search = NULL;
  g_autofree char *words = NULL;
  g_autofree char *json = NULL;

  options->lang = g_strdup ("en");
  json = tri_search_options_to_json (options, fixture_get_library (fixture));
  reader_search_filter_set_options (filter, options);
  reader_search_panel_set_question (panel, "phare OR lighthouse");
  assert_rows (panel, "The [lighthouse] | Le phare\n");
  gtk_widget_activate_action (GTK_WIDGET (panel), "search.keep", NULL);
  fixture_wait (count_kept (panel) == 1);
  g_assert_cmpint (reader_search_kept_get_count (kept, 0), ==, -1);
  reader_search_filter_clear (filter);
  reader_search_panel_set_question (panel, "");
  fixture_wait (reader_search_kept_get_count (kept, 0) == 1);

  search = g_object_ref (reader_search_kept_find (kept, "phare OR lighthouse", json));
  g_signal_emit_by_name (kept, "opened", search);
  assert_rows (panel, "The [lighthouse] | Le phare\n");
  words = reader_search_filter_dup_words (filter);
  g_assert_cmpstr (words, ==, "English");
  /* Once more, and it is kept no longer. */
  gtk_widget_activate_action (GTK_WIDGET (panel), "search.keep", NULL);
  fixture_wait (count_kept (panel) == 0);
  reader_search_filter_clear (filter);
}

static void
test_history (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ReaderSearchHistory) history = reader_search_history_new ();
  g_autoptr (ReaderSearchHistory) later = NULL;

  reader_search_history_add (history, "one");
  reader_search_history_add (history, "two");
  reader_search_history_add (history, "one");
  later = reader_search_history_new ();
  g_assert_null (reader_search_history_walk (later, "typed", 1));
  g_assert_null (reader_search_history_walk (later, "", -1));
  g_assert_cmpstr (reader_search_history_walk (later, "", 1), ==, "one");
  g_assert_cmpstr (reader_search_history_walk (later, "one", 1), ==, "two");
  g_assert_cmpstr (reader_search_history_walk (later, "two", -1), ==, "one");
  g_assert_null (reader_search_history_walk (later, "one", -1));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, test) \
  g_test_add ("/search-panel/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("find", test_find);
  ADD ("both-sides", test_both_sides);
  ADD ("note", test_note);
  ADD ("go", test_go);
  ADD ("filter", test_filter);
  ADD ("forms", test_forms);
  ADD ("many", test_many);
  ADD ("rank", test_rank);
  ADD ("near", test_near);
  ADD ("near-focus", test_near_focus);
  ADD ("keep", test_keep);
  ADD ("history", test_history);

  return g_test_run ();
}
