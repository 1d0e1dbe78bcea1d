/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-bookmarks.h"
#include "panels-fixture.h"
#include "panels/reader-contents-marks.h"
#include "panels/reader-contents-panel.h"
#include "panels/reader-contents-row.h"

static GtkWidget *
add_panel (Fixture *fixture)
{
  GtkWidget *panel = reader_contents_panel_new ();

  gtk_widget_set_size_request (panel, 240, -1);
  gtk_box_prepend (GTK_BOX (fixture->box), panel);
  reader_contents_panel_set_work (READER_CONTENTS_PANEL (panel), fixture->session, fixture->work);
  return panel;
}

/* It stands above the chapters. */
static GtkWidget *
get_filter (GtkWidget *panel)
{
  GtkWidget *filter = gtk_widget_get_first_child (gtk_widget_get_first_child (panel));

  g_assert_true (GTK_IS_SEARCH_ENTRY (filter));
  return filter;
}

static void
result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(gpointer *) data = tri_worker_run_finish (TRI_WORKER (source), result, &error);
  g_assert_no_error (error);
}

/* On the worker that writes, as an act of the reader is done. */
static void
do_act (Fixture *fixture, TriWorkerFunc act, gpointer data)
{
  gpointer result = NULL;

  tri_worker_run_between_async (reader_session_get_writer (fixture->session),
                                act,
                                data,
                                NULL,
                                NULL,
                                NULL,
                                result_cb,
                                &result);
  fixture_wait (result != NULL);
}

static gpointer
save (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (tri_library_save_bookmark (library, data, error));
}

static gpointer
undo (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *act = tri_library_undo (library, error);

  return GINT_TO_POINTER (act != NULL);
}

static gpointer
delete_one (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (tri_library_delete_bookmarks (library, data, 1, error));
}

static TriBookmark *
add_mark (Fixture *fixture, const char *key, TriMarkKind kind)
{
  TriBookmark *bookmark = tri_bookmark_new ();

  bookmark->kind = kind;
  bookmark->passage = fixture_find_place (fixture, key).passage;
  bookmark->whole = TRUE;
  do_act (fixture, save, bookmark);
  return bookmark;
}

static TriBookmark *
add_bookmark (Fixture *fixture, const char *key)
{
  return add_mark (fixture, key, TRI_MARK_BOOKMARK);
}

static void
add_rows (GtkWidget *widget, GString *words)
{
  if (READER_IS_CONTENTS_ROW (widget))
    {
      GtkWidget *sign = gtk_widget_get_last_child (widget);
      GtkWidget *label = gtk_tree_expander_get_child (
          GTK_TREE_EXPANDER (gtk_widget_get_first_child (widget)));

      g_string_append_printf (words,
                              "[%s: %s]",
                              gtk_label_get_label (GTK_LABEL (label)),
                              gtk_widget_get_mapped (sign) ? gtk_widget_get_tooltip_text (sign)
                                                           : "-");
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_rows (child, words);
}

/* The lines of the contents, each with what its sign says. */
static char *
dup_rows (GtkWidget *panel)
{
  GString *words = g_string_new (NULL);

  add_rows (panel, words);
  return g_string_free (words, FALSE);
}

static void
test_signs (Fixture *fixture, gconstpointer data)
{
  GtkWidget *panel = add_panel (fixture);
  g_autoptr (TriBookmark) french = NULL;
  g_autoptr (TriBookmark) english = NULL;
  g_autoptr (TriBookmark) alone = NULL;

  wait_until_equal (dup_rows (panel), "[Le phare · The lighthouse: -][La ville: -]");
  french = add_bookmark (fixture, "fr-3");
  wait_until_equal (dup_rows (panel), "[Le phare · The lighthouse: 1 bookmark][La ville: -]");
  english = add_bookmark (fixture, "en-1");
  alone = add_bookmark (fixture, "fr-4");
  wait_until_equal (dup_rows (panel),
                    "[Le phare · The lighthouse: 2 bookmarks][La ville: 1 bookmark]");
  do_act (fixture, delete_one, &alone->id);
  wait_until_equal (dup_rows (panel), "[Le phare · The lighthouse: 2 bookmarks][La ville: -]");
  do_act (fixture, undo, NULL);
  wait_until_equal (dup_rows (panel),
                    "[Le phare · The lighthouse: 2 bookmarks][La ville: 1 bookmark]");
}

/* What is found by its title has its sign too; and what came while nobody looked. */
static void
test_signs_later (Fixture *fixture, gconstpointer data)
{
  GtkWidget *panel = add_panel (fixture);
  g_autoptr (TriBookmark) bookmark = NULL;

  wait_until_equal (dup_rows (panel), "[Le phare · The lighthouse: -][La ville: -]");
  gtk_widget_set_visible (panel, FALSE);
  bookmark = add_bookmark (fixture, "fr-4");
  fixture_spin (200);
  gtk_widget_set_visible (panel, TRUE);
  wait_until_equal (dup_rows (panel), "[Le phare · The lighthouse: -][La ville: 1 bookmark]");
  gtk_editable_set_text (GTK_EDITABLE (get_filter (panel)), "ville");
  wait_until_equal (dup_rows (panel), "[La ville: 1 bookmark]");
}

/* Each kind is counted by itself. */
static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  GtkWidget *panel = add_panel (fixture);
  g_autoptr (TriBookmark) bookmark = add_bookmark (fixture, "fr-1");
  g_autoptr (TriBookmark) one = add_mark (fixture, "fr-1", TRI_MARK_HIGHLIGHT);
  g_autoptr (TriBookmark) two = add_mark (fixture, "en-1", TRI_MARK_HIGHLIGHT);
  g_autoptr (TriBookmark) note = add_mark (fixture, "fr-4", TRI_MARK_NOTE);

  wait_until_equal (dup_rows (panel),
                    "[Le phare · The lighthouse: 1 bookmark, 2 highlights][La ville: 1 note]");
}

static void
test_count_of_text (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ReaderContentsMarks) marks = reader_contents_marks_new ();
  g_autoptr (ReaderDivisionItem) item = g_object_new (READER_TYPE_DIVISION_ITEM, NULL);
  g_autoptr (TriBookmark) one = add_bookmark (fixture, "fr-h");
  g_autoptr (TriBookmark) two = add_bookmark (fixture, "fr-4");
  g_autoptr (TriBookmark) other = add_bookmark (fixture, "en-3");

  reader_contents_marks_set_seen (marks, TRUE);
  reader_contents_marks_set_work (marks, fixture->session, fixture->work);
  g_ptr_array_add (item->texts, g_object_ref (fixture->work->texts->pdata[0]));
  fixture_wait (reader_contents_marks_count (marks, item) == 2);
  g_ptr_array_add (item->texts, g_object_ref (fixture->work->texts->pdata[1]));
  g_assert_cmpuint (reader_contents_marks_count (marks, item), ==, 3);
  reader_contents_marks_set_work (marks, NULL, NULL);
  g_assert_cmpuint (reader_contents_marks_count (marks, item), ==, 0);
}

/* Shift+Tab leads out of the panel, to what stands before it. */
static void
test_shift_tab (Fixture *fixture, gconstpointer data)
{
  GtkWidget *panel = add_panel (fixture);
  GtkWidget *before = gtk_button_new_with_label ("Before");

  gtk_box_prepend (GTK_BOX (fixture->box), before);
  wait_until_equal (dup_rows (panel), "[Le phare · The lighthouse: -][La ville: -]");
  gtk_widget_grab_focus (get_filter (panel));
  gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_BACKWARD);
  g_assert_true (gtk_window_get_focus (fixture->window) == before);
}

static void
activated_cb (GtkWidget *panel, gint64 division, gint64 passage, gint64 *out)
{
  *out = passage;
}

/* Enter opens what was typed, however fast. */
static void
test_enter (Fixture *fixture, gconstpointer data)
{
  GtkWidget *panel = add_panel (fixture);
  gint64 passage = 0;

  wait_until_equal (dup_rows (panel), "[Le phare · The lighthouse: -][La ville: -]");
  g_signal_connect (panel, "division-activated", G_CALLBACK (activated_cb), &passage);
  gtk_editable_set_text (GTK_EDITABLE (get_filter (panel)), "ville");
  g_signal_emit_by_name (get_filter (panel), "activate");
  wait_until (passage != 0);
  g_assert_cmpint (passage, ==, fixture_find_place (fixture, "fr-h2").passage);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/contents/bookmarks/made-and-undone", test_signs);
  ADD ("/contents/bookmarks/found-and-shown-again", test_signs_later);
  ADD ("/contents/bookmarks/kinds", test_kinds);
  ADD ("/contents/bookmarks/of-a-text", test_count_of_text);
  ADD ("/contents/shift-tab", test_shift_tab);
  ADD ("/contents/enter", test_enter);

  return g_test_run ();
}
