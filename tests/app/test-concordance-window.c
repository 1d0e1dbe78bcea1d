/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "concordance/reader-concordance-private.h"
#include "panels-fixture.h"

/* The window of the concordance: its lines, their order, what is left out. */

static ReaderConcordance *
open_window (Fixture *fixture)
{
  GtkWidget *window = reader_concordance_new (fixture->session);

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 640);
  gtk_window_set_transient_for (GTK_WINDOW (window), fixture->window);
  gtk_window_present (GTK_WINDOW (window));
  return READER_CONCORDANCE (window);
}

static GListModel *
get_lines (ReaderConcordance *window)
{
  return G_LIST_MODEL (
      reader_concordance_list_get_model (reader_concordance_get_list (window)));
}

/* "left|hit|right" of a line, "" until it is read. */
static char *
dup_line (ReaderConcordance *window, guint position)
{
  g_autoptr (ReaderConcordanceItem) item = g_list_model_get_item (get_lines (window), position);

  if (!item || !item->line)
    return g_strdup ("");
  return g_strdup_printf ("%s|%s|%s", item->line->left, item->line->words, item->line->right);
}

static gboolean
has_line (ReaderConcordance *window, guint position, const char *expected)
{
  g_autofree char *line = dup_line (window, position);

  return g_str_equal (line, expected);
}

static void
ask (ReaderConcordance *window, const char *typed, guint n)
{
  reader_concordance_ask (window, typed);
  fixture_wait (reader_concordance_is_settled (window));
  g_assert_cmpuint (g_list_model_get_n_items (get_lines (window)), ==, n);
}

static void
test_lines (Fixture *fixture, gconstpointer data)
{
  ReaderConcordance *window = open_window (fixture);

  ask (window, "Ada", 5);
  fixture_wait (has_line (window, 0, "|Ada| vint sur l’île en hiver."));
  fixture_wait (has_line (window, 1, "Puis |Ada| partit."));
  fixture_wait (has_line (window, 2, "|Ada| came to the isle in winter; Ada stayed."));
  reader_concordance_set_sort (window, TRI_CONCORDANCE_R1);
  fixture_wait (has_line (window, 1, "Then |Ada| left."));
  fixture_wait (has_line (window, 0, "|Ada| came to the isle in winter; Ada stayed."));
  ask (window, "nobody-is-called-so", 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The chosen line stays chosen in another order; what is left out stays out of it. */
static void
test_left_out (Fixture *fixture, gconstpointer data)
{
  ReaderConcordance *window = open_window (fixture);
  ReaderConcordanceList *list = reader_concordance_get_list (window);
  guint32 index = 0;

  ask (window, "Ada", 5);
  reader_concordance_list_go_to (list, 1, TRUE);
  index = reader_concordance_list_get_chosen (list)->index;
  reader_concordance_set_sort (window, TRI_CONCORDANCE_R1);
  fixture_wait (reader_concordance_is_settled (window));
  g_assert_cmpuint (reader_concordance_list_get_chosen (list)->index, ==, index);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "line.leave-out", NULL));
  g_assert_cmpuint (g_list_model_get_n_items (get_lines (window)), ==, 4);
  reader_concordance_set_sort (window, TRI_CONCORDANCE_READING);
  fixture_wait (reader_concordance_is_settled (window));
  g_assert_cmpuint (g_list_model_get_n_items (get_lines (window)), ==, 4);
  fixture_wait (has_line (window, 1, "|Ada| came to the isle in winter; Ada stayed."));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "line.undo", NULL));
  g_assert_cmpuint (g_list_model_get_n_items (get_lines (window)), ==, 5);
  fixture_wait (has_line (window, 1, "Puis |Ada| partit."));
  g_assert_cmpuint (reader_concordance_list_get_chosen (list)->index, ==, index);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What nothing answers leads to what is spelled nearly so. */
static void
test_near (Fixture *fixture, gconstpointer data)
{
  ReaderConcordance *window = open_window (fixture);
  g_autofree char *typed = NULL;

  ask (window, "stayedd", 0);
  fixture_wait (reader_search_near_get_n_words (window->near) > 0);
  typed = g_strdup (reader_search_near_get_question (window->near, 0));
  g_assert_cmpstr (typed, ==, "stayed");
  g_signal_emit_by_name (window->near, "taken", typed);
  fixture_wait (reader_concordance_is_settled (window));
  g_assert_cmpuint (g_list_model_get_n_items (get_lines (window)), ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (window->entry)), ==, "stayed");
  g_assert_cmpuint (reader_search_near_get_n_words (window->near), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
activated_cb (ReaderConcordance *window, TriBookmark *place, TriBookmark **out)
{
  g_set_object (out, place);
}

static void
test_activated (Fixture *fixture, gconstpointer data)
{
  ReaderConcordance *window = open_window (fixture);
  g_autoptr (TriBookmark) place = NULL;

  g_signal_connect (window, "place-activated", G_CALLBACK (activated_cb), &place);
  ask (window, "brilla", 1);
  reader_concordance_list_go_to (reader_concordance_get_list (window), 0, TRUE);
  fixture_wait (reader_concordance_is_settled (window));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "line.go-to", NULL));
  g_assert_nonnull (place);
  g_assert_cmpint (place->work, ==, fixture->work->id);
  g_assert_cmpuint (place->start, ==, 9);
  g_assert_cmpuint (place->end, ==, 15);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A new question takes the place of one that is still being answered, and so does closing. */
static void
test_another (Fixture *fixture, gconstpointer data)
{
  ReaderConcordance *window = open_window (fixture);

  reader_concordance_ask (window, "a*");
  reader_concordance_ask (window, "la");
  reader_concordance_ask (window, "shone");
  fixture_wait (reader_concordance_is_settled (window));
  fixture_wait (has_line (window, 0, "The lamp |shone| all night."));
  g_assert_cmpuint (g_list_model_get_n_items (get_lines (window)), ==, 1);
  reader_concordance_ask (window, "a*");
  gtk_window_destroy (GTK_WINDOW (window));
  fixture_spin (50);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/concordance-window/lines", test_lines);
  ADD ("/concordance-window/left-out", test_left_out);
  ADD ("/concordance-window/near", test_near);
  ADD ("/concordance-window/activated", test_activated);
  ADD ("/concordance-window/another", test_another);

  return g_test_run ();
}
