/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "panels-fixture.h"
#include "reader-find-bar.h"

/* How is found: each option does what it says, and is remembered by who starts anew. */

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

static GtkWidget *
open_bar (Fixture *fixture)
{
  GtkWidget *bar = reader_find_bar_new (fixture->view);

  gtk_box_prepend (GTK_BOX (fixture->box), bar);
  reader_find_bar_open (READER_FIND_BAR (bar), fixture->session);
  return bar;
}

static void
add_labels (GtkWidget *widget, GString *words)
{
  if (GTK_IS_EDITABLE (widget) || GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget))
    return;
  if (GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget))
    g_string_append_printf (words, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    add_labels (child, words);
}

static char *
dup_said (GtkWidget *bar)
{
  g_autoptr (GString) words = g_string_new (NULL);

  add_labels (bar, words);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
look_for (GtkWidget *bar, const char *typed)
{
  gtk_editable_set_text (GTK_EDITABLE (find_widget (bar, GTK_TYPE_SEARCH_ENTRY)), typed);
}

static void
choose (GtkWidget *bar, const char *option)
{
  g_assert_true (gtk_widget_activate_action (bar, option, NULL));
}

static void
assert_said (GtkWidget *bar, const char *expected)
{
  wait_until_equal (dup_said (bar), expected);
}

/* As after a start: nothing is left but what was remembered. */
static GtkWidget *
open_anew (Fixture *fixture, GtkWidget *bar, const char *typed)
{
  gtk_box_remove (GTK_BOX (fixture->box), bar);
  bar = open_bar (fixture);
  look_for (bar, typed);
  return bar;
}

static void
test_fold (Fixture *fixture, gconstpointer data)
{
  GtkWidget *bar = open_bar (fixture);

  look_for (bar, "ADA");
  assert_said (bar, "1 of 5\nFrench 2 · English 3\n");
  choose (bar, "find.find-fold");
  assert_said (bar, "Nothing found\nFrench 0 · English 0 · case and accents as typed\n");
  bar = open_anew (fixture, bar, "Ile");
  assert_said (bar, "Nothing found\nFrench 0 · English 0 · case and accents as typed\n");
  choose (bar, "find.find-fold");
  assert_said (bar, "1 of 1\nFrench 1 · English 0\n");
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  GtkWidget *bar = open_bar (fixture);

  look_for (bar, "lam");
  assert_said (bar, "1 of 2\nFrench 1 · English 1\n");
  choose (bar, "find.find-words");
  assert_said (bar, "Nothing found\nFrench 0 · English 0 · whole words\n");
  bar = open_anew (fixture, bar, "lamp");
  assert_said (bar, "1 of 1\nFrench 0 · English 1 · whole words\n");
  /* It goes on from where it is. */
  choose (bar, "find.find-words");
  assert_said (bar, "2 of 2\nFrench 1 · English 1\n");
}

static void
test_regex (Fixture *fixture, gconstpointer data)
{
  GtkWidget *bar = open_bar (fixture);

  look_for (bar, "(vint|came)");
  assert_said (bar, "Nothing found\nFrench 0 · English 0\n");
  choose (bar, "find.find-regex");
  assert_said (bar, "1 of 2\nFrench 1 · English 1 · regular expression\n");
  bar = open_anew (fixture, bar, "part.t|left");
  assert_said (bar, "1 of 2\nFrench 1 · English 1 · regular expression\n");
  choose (bar, "find.find-regex");
  assert_said (bar, "Nothing found\nFrench 0 · English 0\n");
}

/* The text in which one stands, which may be another one the next time. */
static void
test_this_text (Fixture *fixture, gconstpointer data)
{
  ReaderPlace english = fixture_find_place (fixture, "en-2");
  GtkWidget *bar = open_bar (fixture);

  look_for (bar, "Ada");
  assert_said (bar, "1 of 5\nFrench 2 · English 3\n");
  choose (bar, "find.find-this-text");
  assert_said (bar, "1 of 2\nFrench 2\n");
  reader_find_bar_close (READER_FIND_BAR (bar));
  reader_parallel_view_go_to (fixture->view, &english);
  bar = open_anew (fixture, bar, "Ada");
  assert_said (bar, "3 of 3\nEnglish 3\n");
  choose (bar, "find.find-this-text");
  assert_said (bar, "5 of 5\nFrench 2 · English 3\n");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/find-bar/fold", test_fold);
  ADD ("/find-bar/words", test_words);
  ADD ("/find-bar/regex", test_regex);
  ADD ("/find-bar/this-text", test_this_text);

  return g_test_run ();
}
