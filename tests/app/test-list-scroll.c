/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "panels/reader-list-scroll.h"
#include "patience.h"

#include <adwaita.h>

/* An item is brought into view, whenever it is asked for. */

#define N_ITEMS 300
#define POSITION 200

typedef struct
{
  GtkWindow *window;
  GtkWidget *scrolled;
  GtkListView *list;
} Fixture;

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *words = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (words));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  fixture->list = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  fixture->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (fixture->scrolled),
                                 GTK_WIDGET (fixture->list));
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 300, 200);
  gtk_window_set_child (fixture->window, fixture->scrolled);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
fill (Fixture *fixture)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GtkSelectionModel *model = NULL;

  for (guint i = 0; i < N_ITEMS; i++)
    {
      g_autofree char *word = g_strdup_printf ("%u", i);

      gtk_string_list_append (words, word);
    }
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&words))));
  gtk_list_view_set_model (fixture->list, model);
  g_object_unref (model);
}

static gboolean
count_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  guint *n_frames = data;

  (*n_frames)++;
  return G_SOURCE_CONTINUE;
}

/* So many that whatever waits for a layout has had it. */
static void
wait_frames (Fixture *fixture)
{
  guint n_frames = 0;
  guint id = gtk_widget_add_tick_callback (GTK_WIDGET (fixture->window), count_cb, &n_frames, NULL);

  wait_until (n_frames > 5);
  gtk_widget_remove_tick_callback (GTK_WIDGET (fixture->window), id);
}

/* Whether the label with these words is in view, wholly. */
static gboolean
shows (Fixture *fixture, guint position)
{
  g_autofree char *words = g_strdup_printf ("%u", position);
  int height = gtk_widget_get_height (GTK_WIDGET (fixture->list));

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (fixture->list)); row;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *label = gtk_widget_get_first_child (row);
      graphene_rect_t at = { 0 };

      if (gtk_widget_get_mapped (row) && GTK_IS_LABEL (label)
          && g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), words) == 0
          && gtk_widget_compute_bounds (row, GTK_WIDGET (fixture->list), &at))
        return height > 0 && at.origin.y >= 0 && at.origin.y + at.size.height <= (float) height;
    }
  return FALSE;
}

static void
test_before_shown (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  reader_list_scroll_to (fixture->list, POSITION);
  gtk_window_present (fixture->window);
  wait_until (shows (fixture, POSITION));
}

static void
test_as_filled (Fixture *fixture, gconstpointer data)
{
  gtk_window_present (fixture->window);
  wait_until (gtk_widget_get_height (GTK_WIDGET (fixture->list)) > 0);
  fill (fixture);
  reader_list_scroll_to (fixture->list, POSITION);
  wait_until (shows (fixture, POSITION));
}

/* The last one counts, and a list that is hidden in between keeps it. */
static void
test_last (Fixture *fixture, gconstpointer data)
{
  gtk_window_present (fixture->window);
  fill (fixture);
  wait_until (shows (fixture, 0));
  reader_list_scroll_to (fixture->list, POSITION);
  wait_until (shows (fixture, POSITION));
  gtk_widget_set_visible (fixture->scrolled, FALSE);
  reader_list_scroll_to (fixture->list, 0);
  reader_list_scroll_to (fixture->list, N_ITEMS - 1);
  gtk_widget_set_visible (fixture->scrolled, TRUE);
  wait_until (shows (fixture, N_ITEMS - 1));
}

/* What was wanted of other items is not of these, nor what is forgotten. */
static void
test_no_more (Fixture *fixture, gconstpointer data)
{
  gtk_window_present (fixture->window);
  fill (fixture);
  wait_until (shows (fixture, 0));
  gtk_widget_set_visible (fixture->scrolled, FALSE);
  reader_list_scroll_to (fixture->list, POSITION);
  fill (fixture);
  gtk_widget_set_visible (fixture->scrolled, TRUE);
  wait_frames (fixture);
  g_assert_true (shows (fixture, 0));
  gtk_widget_set_visible (fixture->scrolled, FALSE);
  reader_list_scroll_to (fixture->list, POSITION);
  reader_list_scroll_forget (fixture->list);
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->list)), 0);
  gtk_widget_set_visible (fixture->scrolled, TRUE);
  wait_frames (fixture);
  g_assert_true (shows (fixture, 0));
}

/* A list that goes while it still has to scroll, shown or never shown. */
static void
test_destroyed (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->list), (gpointer *) &fixture->list);
  fill (fixture);
  reader_list_scroll_to (fixture->list, POSITION);
  if (data)
    {
      gtk_window_present (fixture->window);
      wait_until (gtk_widget_get_mapped (fixture->scrolled));
      reader_list_scroll_to (fixture->list, POSITION);
    }
  gtk_window_set_child (fixture->window, NULL);
  wait_until (!fixture->list);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/list-scroll/before-shown", test_before_shown);
  ADD ("/list-scroll/as-filled", test_as_filled);
  ADD ("/list-scroll/last", test_last);
  ADD ("/list-scroll/no-more", test_no_more);
  ADD ("/list-scroll/destroyed/never-shown", test_destroyed);
  g_test_add ("/list-scroll/destroyed/shown", Fixture, "shown", set_up, test_destroyed, tear_down);

  return g_test_run ();
}
