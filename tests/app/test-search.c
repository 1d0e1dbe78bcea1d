/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-search.h"
#include "panels-fixture.h"

/* An entry and what it finds: one row, which says what was asked. */

typedef struct
{
  GtkSearchEntry *entry;
  ReaderSearch *search;
  char *chosen;
  guint n_answers;
} Box;

static gpointer
dup_question (gpointer owner, const char *typed)
{
  return *typed != '\0' ? g_strdup (typed) : NULL;
}

static gpointer
ask (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (rows, gtk_string_object_new (data));
  return rows;
}

static void
answered (gpointer owner, guint n)
{
  ((Box *) owner)->n_answers++;
}

static void
chosen (gpointer owner, gpointer item)
{
  Box *box = owner;

  g_free (box->chosen);
  box->chosen = g_strdup (gtk_string_object_get_string (item));
}

static void
box_init (Box *box, Fixture *fixture)
{
  static const ReaderSearchFuncs funcs = { dup_question, g_free, ask, answered, chosen };
  GtkWidget *list = gtk_list_view_new (NULL, gtk_signal_list_item_factory_new ());

  box->entry = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  gtk_box_append (GTK_BOX (fixture->box), GTK_WIDGET (box->entry));
  gtk_box_append (GTK_BOX (fixture->box), list);
  box->search = reader_search_new (box->entry,
                                   GTK_LIST_VIEW (list),
                                   GTK_TYPE_STRING_OBJECT,
                                   &funcs,
                                   box);
  reader_search_set_session (box->search, fixture->session);
}

static void
box_clear (Box *box)
{
  reader_search_close (box->search);
  g_object_unref (box->search);
  g_free (box->chosen);
}

static void
type (Box *box, const char *words)
{
  gtk_editable_set_text (GTK_EDITABLE (box->entry), words);
  g_signal_emit_by_name (box->entry, "search-changed");
}

static void
press_enter (Box *box)
{
  g_signal_emit_by_name (box->entry, "activate");
}

/* The first row is chosen when it comes, also when the entry says late what was typed. */
static void
test_enter (Fixture *fixture, gconstpointer data)
{
  Box box = { NULL };

  box_init (&box, fixture);
  gtk_editable_set_text (GTK_EDITABLE (box.entry), "ada");
  press_enter (&box);
  g_signal_emit_by_name (box.entry, "search-changed");
  fixture_wait (box.chosen != NULL);
  g_assert_cmpstr (box.chosen, ==, "ada");
  box_clear (&box);
}

/* Who types on after Enter chooses nothing yet. */
static void
test_type_on (Fixture *fixture, gconstpointer data)
{
  Box box = { NULL };

  box_init (&box, fixture);
  type (&box, "ada");
  press_enter (&box);
  type (&box, "adam");
  fixture_wait (box.n_answers > 0);
  fixture_spin (50);
  g_assert_cmpstr (box.chosen, ==, NULL);
  press_enter (&box);
  fixture_wait (box.chosen != NULL);
  g_assert_cmpstr (box.chosen, ==, "adam");
  box_clear (&box);
}

/* Enter where there is nothing to ask is over at once. */
static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  Box box = { NULL };

  box_init (&box, fixture);
  press_enter (&box);
  reader_search_ask (box.search);
  gtk_editable_set_text (GTK_EDITABLE (box.entry), "ada");
  reader_search_ask (box.search);
  fixture_wait (box.n_answers > 0);
  g_assert_cmpstr (box.chosen, ==, NULL);
  box_clear (&box);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("/search/enter", test_enter);
  ADD ("/search/type-on", test_type_on);
  ADD ("/search/nothing", test_nothing);

  return g_test_run ();
}
