/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-import-list.h"
#include "dialogs/reader-import-row.h"
#include "dialogs/reader-text-group.h"
#include "dialogs/reader-work-dialog.h"
#include "import-fixture.h"
#include "reader-session.h"

/* What the keyboard does in dialogs that list files and texts: it moves them, as often as one
 * likes, and Return does what has the focus. */

static void
press (GtkWidget *button)
{
  g_assert_true (gtk_widget_is_sensitive (button));
  gtk_widget_grab_focus (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
assert_focus_in (GtkWidget *dialog,
                 GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (dialog));

  g_assert_nonnull (focus);
  g_assert_true (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static GtkWidget *
find_down (GtkWidget *widget)
{
  return window_fixture_find_button (widget, "Move down");
}

static GtkWidget *
find_up (GtkWidget *item)
{
  return window_fixture_find_button (item, "Move up");
}

/* Down as far as it goes, and up again; @out is the button that takes it out. */
static void
move_about (GtkWidget *dialog,
            GType type,
            const char *out,
            guint n_down)
{
  GtkWidget *item = gtk_widget_get_ancestor (find_down (dialog), type);

  for (guint i = 0; i < n_down; i++)
    {
      press (find_down (item));
      window_fixture_wait_frames (dialog);
      assert_focus_in (dialog, item);
      g_assert_true (gtk_widget_is_sensitive (find_up (item)));
      g_assert_true (gtk_widget_is_sensitive (window_fixture_find_button (item, out)));
    }
  g_assert_false (gtk_widget_is_sensitive (find_down (item)));
  g_assert_true (item != gtk_widget_get_ancestor (find_down (dialog), type));
  for (guint i = 0; i < n_down; i++)
    press (find_up (item));
  window_fixture_wait_frames (dialog);
  assert_focus_in (dialog, item);
  g_assert_true (item == gtk_widget_get_ancestor (find_down (dialog), type));
}

/* All of them were looked into. */
static gboolean
is_listed (gpointer data)
{
  GObject *list = gtk_widget_get_template_child (data, READER_TYPE_IMPORT_DIALOG, "files");
  GPtrArray *files = reader_import_list_get_files (READER_IMPORT_LIST (list));

  for (guint i = 0; i < files->len; i++)
    if (((ReaderImportFile *) g_ptr_array_index (files, i))->preview == NULL)
      return FALSE;

  return files->len == 3;
}

static void
test_files (WindowFixture *fixture,
            gconstpointer data)
{
  const char *const names[] = { "one.txt", "two.txt", "three.txt" };
  g_auto (GStrv) paths = g_new0 (char *, G_N_ELEMENTS (names) + 1);
  GtkWidget *dialog = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    paths[i] = window_fixture_write (fixture, names[i], "The keeper came.\n");
  window_fixture_open (fixture);
  dialog = import_open (fixture);
  import_add_all (dialog, (const char *const *) paths);
  window_fixture_wait (is_listed, dialog);
  window_fixture_wait_frames (dialog);
  move_about (dialog, READER_TYPE_IMPORT_ROW, "Leave this file out", 2);
  gtk_window_destroy (GTK_WINDOW (dialog));
  window_fixture_close (fixture);
}

static GtkWidget *
open_work_dialog (WindowFixture *fixture)
{
  GtkWidget *dialog = NULL;

  window_fixture_open (fixture);
  dialog = reader_work_dialog_new (reader_window_get_session (fixture->window),
                                   reader_window_get_work (fixture->window));
  gtk_window_present (GTK_WINDOW (dialog));
  window_fixture_wait_frames (dialog);

  return dialog;
}

static void
test_texts (WindowFixture *fixture,
            gconstpointer data)
{
  GtkWidget *dialog = open_work_dialog (fixture);

  move_about (dialog, READER_TYPE_TEXT_GROUP, "Take this text out of the work", 2);
  gtk_window_destroy (GTK_WINDOW (dialog));
  window_fixture_close (fixture);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* It goes to where texts are added, and saves nothing. */
static void
test_return (WindowFixture *fixture,
             gconstpointer data)
{
  GtkWidget *dialog = open_work_dialog (fixture);
  GtkWidget *label = window_fixture_find_label (dialog, "Add Texts…");
  guint n_adding = 0;
  guint n_saved = 0;

  g_signal_connect_swapped (dialog, "adding", G_CALLBACK (count_cb), &n_adding);
  g_signal_connect_swapped (dialog, "saved", G_CALLBACK (count_cb), &n_saved);
  gtk_widget_grab_focus (gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW));
  gtk_widget_activate_action (dialog, "default.activate", NULL);
  window_fixture_wait_workers (fixture);
  g_assert_cmpuint (n_adding, ==, 1);
  g_assert_cmpuint (n_saved, ==, 0);
  window_fixture_close (fixture);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  window_fixture_add ("/dialog-moves/files", test_files);
  window_fixture_add ("/dialog-moves/texts", test_texts);
  window_fixture_add ("/dialog-moves/return", test_return);

  return g_test_run ();
}
