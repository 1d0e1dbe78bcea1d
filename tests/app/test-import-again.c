/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-replace-dialog.h"
#include "dialogs/reader-unplaced.h"
#include "dialogs/reader-work-dialog.h"
#include "library/tri-import-replace.h"
#include "library/tri-library-bookmarks.h"
#include "library/tri-library-unplaced.h"
#include "library/tri-library-works.h"
#include "reader-window-private.h"
#include "window-fixture.h"

/* A text is imported again from the dialog of its work. */

#define N_PASSAGES 80
#define KEPT 50
#define LOST 20

static char *
make_passage (guint i)
{
  return i == LOST ? g_strdup ("A heron stood alone & still by the frozen weir at dusk.")
                   : g_strdup_printf ("Passage %u of the ledger counts %u barrels of tar, which "
                                      "the harbour master wrote down twice.",
                                      i,
                                      i * 37 + 11);
}

/* The new version has some passages before the others, and one of them no longer. */
static char *
write_version (WindowFixture *fixture, const char *name, gboolean is_new)
{
  g_autoptr (GString) content = g_string_new (NULL);

  for (guint i = 0; is_new && i < 7; i++)
    g_string_append_printf (content, "A preface of its own, number %u, nobody has read.\n\n", i);
  for (guint i = 0; i < N_PASSAGES; i++)
    {
      g_autofree char *passage = make_passage (i);

      if (!is_new || i != LOST)
        g_string_append_printf (content, "%s\n\n", passage);
    }
  return window_fixture_write (fixture, name, content->str);
}

static TriPassage *
get_passage (TriLibrary *library, TriText *text, guint ord)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) passages = tri_library_read_passages (library, text->id, ord, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (passages->len, ==, 1);
  return tri_passage_ref (g_ptr_array_index (passages, 0));
}

static void
mark (TriLibrary *library, TriText *text, guint ord)
{
  g_autoptr (TriBookmark) bookmark = tri_bookmark_new ();
  g_autoptr (TriPassage) passage = get_passage (library, text, ord);
  g_autoptr (GError) error = NULL;

  bookmark->passage = passage->id;
  bookmark->start = 2;
  bookmark->end = (guint) g_utf8_strlen (passage->content, -1) - 1;
  tri_library_save_bookmark (library, bookmark, &error);
  g_assert_no_error (error);
}

/* A text with two bookmarks, read at one of them. */
static void
open_text (WindowFixture *fixture)
{
  g_autofree char *path = write_version (fixture, "ledger.txt", FALSE);
  TriImportFile file = { .path = path, .lang = "en" };
  TriImportOptions options = { .files = &file, .n_files = 1, .kind = "auto" };
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (TriWork) work = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  library = tri_library_open (fixture->library, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  id = tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
  work = tri_library_get_work (library, id, &error);
  g_assert_no_error (error);
  mark (library, g_ptr_array_index (work->texts, 0), LOST);
  mark (library, g_ptr_array_index (work->texts, 0), KEPT);
  fixture->window = reader_window_new (fixture->application);
  window_fixture_present (fixture, FALSE);
}

static TriText *
get_text (WindowFixture *fixture)
{
  return g_ptr_array_index (reader_window_get_work (fixture->window)->texts, 0);
}

static void
go_to (WindowFixture *fixture, guint ord)
{
  TriLibrary *library = reader_session_get_library (reader_window_get_session (fixture->window));
  g_autoptr (TriPassage) passage = get_passage (library, get_text (fixture), ord);
  ReaderPlace place = { 0 };

  place.text = get_text (fixture)->id;
  place.passage = passage->id;
  reader_window_go_to (fixture->window, &place);
  window_fixture_wait_frames (GTK_WIDGET (fixture->window));
}

/* The same words have the focus, in the version that is read now; and they are in view. */
static void
assert_at (WindowFixture *fixture, guint number)
{
  TriLibrary *library = reader_session_get_library (reader_window_get_session (fixture->window));
  g_autofree char *expected = make_passage (number);
  g_autoptr (TriPassage) passage = NULL;
  g_autoptr (TriPassage) top = NULL;
  ReaderPlace place = { 0 };
  gint64 first = 0;

  window_fixture_wait_frames (GTK_WIDGET (fixture->window));
  g_assert_true (reader_parallel_view_get_focus (fixture->window->view, &place));
  g_assert_cmpint (place.text, ==, get_text (fixture)->id);
  passage = tri_library_get_passage (library, place.passage, NULL);
  g_assert_cmpstr (passage->content, ==, expected);
  first = reader_parallel_view_get_top_passage (fixture->window->view, place.text);
  top = tri_library_get_passage (library, first, NULL);
  g_assert_cmpuint (top->ord, <=, passage->ord);
  g_assert_cmpuint (top->ord + 30, >, passage->ord);
}

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}

/* The window's dialog of the work, and in it what the file chooser leads to. */
static GtkWidget *
import_again (WindowFixture *fixture, const char *path)
{
  GtkWidget *dialog = NULL;
  GtkWidget *again = NULL;

  reader_window_edit_work (fixture->window, reader_window_get_work (fixture->window)->id);
  dialog = find_window (READER_TYPE_WORK_DIALOG);
  g_assert_nonnull (dialog);
  window_fixture_wait_frames (dialog);
  window_fixture_shoot_widget (dialog, "import-again-work");
  again = reader_work_dialog_import_again (READER_WORK_DIALOG (dialog),
                                           get_text (fixture),
                                           path);
  return again;
}

static gboolean
has_label (gpointer data)
{
  WindowFixture *fixture = data;

  return window_fixture_find_label (GTK_WIDGET (fixture->window),
                                    "Text imported again; 1 thing found no place")
         != NULL;
}

static gboolean
is_text (gpointer data)
{
  const gint64 *wanted = ((gpointer *) data)[1];

  return get_text (((gpointer *) data)[0])->id == *wanted;
}

static void
assert_label (GtkWidget *window, const char *words)
{
  g_test_message ("“%s”", words);
  g_assert_nonnull (window_fixture_find_label (window, words));
}

static void
assert_report (GtkWidget *again)
{
  wait_until (reader_replace_dialog_is_ready (READER_REPLACE_DIALOG (again)));
  window_fixture_wait_frames (again);
  window_fixture_shoot_widget (again, "import-again-report");
  assert_label (again, "79 unchanged, 7 new, 1 gone");
  assert_label (again, "1 as before, 1 lost");
  assert_label (again, "heron stood alone & still by the frozen weir at dusk");
  assert_label (again, "bookmark · lost");
}

static guint
count_unplaced (WindowFixture *fixture)
{
  TriLibrary *library = reader_session_get_library (reader_window_get_session (fixture->window));
  g_autoptr (GPtrArray) items = tri_library_list_unplaced (library, 0, NULL);

  return items->len;
}

/* What found no place is listed in the dialog of the work. */
static void
assert_listed (WindowFixture *fixture)
{
  GtkWidget *dialog = NULL;
  GtkWidget *row = NULL;
  GtkWidget *list = NULL;

  reader_window_edit_work (fixture->window, reader_window_get_work (fixture->window)->id);
  dialog = find_window (READER_TYPE_WORK_DIALOG);
  window_fixture_wait_workers (fixture);
  window_fixture_wait_frames (dialog);
  row = window_fixture_find_label (dialog, "1 thing you made, when texts were imported again");
  g_assert_nonnull (row);
  adw_action_row_activate (ADW_ACTION_ROW (gtk_widget_get_ancestor (row, ADW_TYPE_ACTION_ROW)));
  list = find_window (READER_TYPE_UNPLACED);
  g_assert_nonnull (list);
  wait_until (reader_unplaced_is_settled (READER_UNPLACED (list)));
  window_fixture_wait_frames (list);
  window_fixture_shoot_widget (list, "import-again-unplaced");
  assert_label (list, "heron stood alone & still by the frozen weir at dusk");
  gtk_window_destroy (GTK_WINDOW (list));
}

static void
test_replace (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_version (fixture, "again.txt", TRUE);
  GtkWidget *again = NULL;
  gint64 old = 0;
  gpointer wanted[] = { fixture, &old };

  open_text (fixture);
  old = get_text (fixture)->id;
  go_to (fixture, KEPT);
  assert_at (fixture, KEPT);
  again = import_again (fixture, path);
  assert_report (again);
  g_assert_cmpint (get_text (fixture)->id, ==, old);
  g_assert_true (gtk_widget_activate_action (again, "replace.start", NULL));
  window_fixture_wait (has_label, fixture);
  g_assert_null (find_window (READER_TYPE_REPLACE_DIALOG));
  g_assert_null (find_window (READER_TYPE_WORK_DIALOG));
  g_assert_cmpint (get_text (fixture)->id, !=, old);
  g_assert_cmpuint (get_text (fixture)->n_passages, ==, N_PASSAGES + 6);
  assert_at (fixture, KEPT);
  g_assert_cmpuint (count_unplaced (fixture), ==, 1);
  assert_listed (fixture);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "edit.undo", NULL));
  window_fixture_wait (is_text, wanted);
  window_fixture_wait_workers (fixture);
  assert_at (fixture, KEPT);
  g_assert_cmpuint (get_text (fixture)->n_passages, ==, N_PASSAGES);
  g_assert_cmpuint (count_unplaced (fixture), ==, 0);
  window_fixture_close (fixture);
}

/* Who looks and goes again leaves all as it was; also while it is read. */
static void
test_cancel (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_version (fixture, "again.txt", TRUE);
  gboolean wait = GPOINTER_TO_INT (data);
  GtkWidget *again = NULL;
  gint64 old = 0;

  open_text (fixture);
  old = get_text (fixture)->id;
  again = import_again (fixture, path);
  if (wait)
    wait_until (reader_replace_dialog_is_ready (READER_REPLACE_DIALOG (again)));
  g_assert_true (gtk_widget_activate_action (again, "window.close", NULL));
  wait_until (find_window (READER_TYPE_REPLACE_DIALOG) == NULL);
  window_fixture_wait_workers (fixture);
  g_assert_cmpint (get_text (fixture)->id, ==, old);
  g_assert_cmpuint (count_unplaced (fixture), ==, 0);
  g_assert_nonnull (find_window (READER_TYPE_WORK_DIALOG));
  window_fixture_close (fixture);
}

/* The window goes while the file is read. */
static void
test_close (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_version (fixture, "again.txt", TRUE);

  open_text (fixture);
  import_again (fixture, path);
  window_fixture_close (fixture);
  g_assert_null (find_window (READER_TYPE_REPLACE_DIALOG));
}

/* A file that cannot be read says so, and replaces nothing. */
static void
test_broken (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = window_fixture_write (fixture, "broken.xml", "<TEI><text>");
  GtkWidget *again = NULL;

  open_text (fixture);
  again = import_again (fixture, path);
  wait_until (window_fixture_find_label (again, "The Text Stays as It Is") != NULL);
  g_assert_false (reader_replace_dialog_is_ready (READER_REPLACE_DIALOG (again)));
  g_assert_cmpuint (count_unplaced (fixture), ==, 0);
  window_fixture_close (fixture);
}

static void
add (const char *path, gconstpointer data, void (*test) (WindowFixture *, gconstpointer))
{
  g_test_add (path, WindowFixture, data, window_fixture_set_up, test, window_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/app/import-again/replace", NULL, test_replace);
  add ("/app/import-again/cancel", GINT_TO_POINTER (TRUE), test_cancel);
  add ("/app/import-again/cancel-reading", GINT_TO_POINTER (FALSE), test_cancel);
  add ("/app/import-again/close", NULL, test_close);
  add ("/app/import-again/broken", NULL, test_broken);
  return g_test_run ();
}
