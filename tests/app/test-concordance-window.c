/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "concordance/reader-concordance-private.h"
#include "panels-fixture.h"
#include <string.h>

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

static void
read_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  char **words = data;

  *words = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
  if (!*words)
    *words = g_strdup ("");
}

/* Ctrl+C: the line, where it stands, and what corresponds to it. */
static void
test_copy (Fixture *fixture, gconstpointer data)
{
  ReaderConcordance *window = open_window (fixture);
  g_autofree char *words = NULL;

  ask (window, "brilla", 1);
  fixture_wait (has_line (window, 0, "La lampe |brilla| toute la nuit."));
  reader_concordance_list_go_to (reader_concordance_get_list (window), 0, TRUE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "line.copy", NULL));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (window)),
                                 NULL,
                                 read_cb,
                                 &words);
  fixture_wait (words != NULL);
  g_assert_true (g_str_has_prefix (words, "La lampe brilla toute la nuit. ("));
  g_assert_nonnull (strstr (words, "Le phare)\nThe lamp shone all night."));
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found)
        return found;
    }
  return NULL;
}

static GtkGesture *
find_right_click (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller)
          && gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (controller)) == 0
          && gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller))
                 == GDK_BUTTON_SECONDARY)
        return GTK_GESTURE (controller);
    }
  return NULL;
}

static int
compare_tops (gconstpointer one, gconstpointer other)
{
  const graphene_rect_t *a = one;
  const graphene_rect_t *b = other;

  return (a->origin.y > b->origin.y) - (a->origin.y < b->origin.y);
}

/* Where the row of a line is, in the list, whose children stand in any order. */
static gboolean
find_row (GtkWidget *list, guint position, graphene_rect_t *at)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof *at);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_mapped (row) && gtk_widget_compute_bounds (row, list, at)
        && at->size.height > 0)
      g_array_append_val (rows, *at);
  if (rows->len <= position)
    return FALSE;
  g_array_sort (rows, compare_tops);
  *at = g_array_index (rows, graphene_rect_t, position);
  return TRUE;
}

/* A right click chooses the line that it is on, and offers what can be done with it. */
static void
test_menu (Fixture *fixture, gconstpointer data)
{
  ReaderConcordance *window = open_window (fixture);
  ReaderConcordanceList *lines = reader_concordance_get_list (window);
  GtkWidget *list = find_widget (GTK_WIDGET (lines), GTK_TYPE_LIST_VIEW);
  GtkWidget *menu = NULL;
  graphene_rect_t at;

  ask (window, "Ada", 5);
  fixture_wait (has_line (window, 4, "Then |Ada| left."));
  /* Where the rows are is known once a frame was painted. */
  fixture_spin (200);
  g_assert_true (find_row (list, 2, &at));
  g_signal_emit_by_name (find_right_click (list),
                         "pressed",
                         1,
                         (double) (at.origin.x + at.size.width / 2),
                         (double) (at.origin.y + at.size.height / 2));
  g_assert_cmpuint (reader_concordance_list_get_position (lines), ==, 2);
  menu = find_widget (GTK_WIDGET (lines), GTK_TYPE_POPOVER_MENU);
  g_assert_nonnull (menu);
  fixture_wait (gtk_widget_get_visible (menu));
  gtk_popover_popdown (GTK_POPOVER (menu));
  fixture_spin (50);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What two clicks on a line, or Enter, do. */
static void
test_line_activated (Fixture *fixture, gconstpointer data)
{
  ReaderConcordance *window = open_window (fixture);
  GtkWidget *list = find_widget (GTK_WIDGET (reader_concordance_get_list (window)),
                                 GTK_TYPE_LIST_VIEW);
  ReaderPlace expected = fixture_find_place (fixture, "en-3");
  g_autoptr (TriBookmark) place = NULL;

  g_assert_false (gtk_list_view_get_single_click_activate (GTK_LIST_VIEW (list)));
  g_signal_connect (window, "place-activated", G_CALLBACK (activated_cb), &place);
  ask (window, "left", 1);
  fixture_wait (has_line (window, 0, "Then Ada |left|."));
  g_signal_emit_by_name (list, "activate", 0);
  g_assert_nonnull (place);
  g_assert_cmpint (place->passage, ==, expected.passage);
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
  ADD ("/concordance-window/copy", test_copy);
  ADD ("/concordance-window/menu", test_menu);
  ADD ("/concordance-window/line-activated", test_line_activated);
  ADD ("/concordance-window/another", test_another);

  return g_test_run ();
}
