/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-import-gather.h"
#include "dialogs/reader-import-list.h"
#include "dialogs/reader-import-preview.h"
#include "dialogs/reader-import-row.h"
#include "import-fixture.h"
#include "library/tri-library-works.h"
#include "reader-window-private.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* What the import assistant makes of folders, of what was copied, and of what the reader says. */

#define ENGLISH                                                                                    \
  "The lock was built in 1870 by the town, and the keeper lived above the gate with his sister. "  \
  "In the evening they counted the boats that had gone through, and wrote them in a book.\n\n"     \
  "Nobody read the book before it was found behind the stove, when the house was sold. The new "   \
  "owner gave it to the library of the town, where it was forgotten for another forty years.\n\n"  \
  "What is known of the boats, of their masters and of what they carried, comes from this book. "  \
  "The sister had written the names of the children who came to see the gate, and what they said " \
  "of the water, which was higher then than it is now.\n"

static ReaderImportList *
get_list (GtkWidget *dialog)
{
  return READER_IMPORT_LIST (gtk_widget_get_template_child (dialog,
                                                            READER_TYPE_IMPORT_DIALOG,
                                                            "files"));
}

static GPtrArray *
get_files (GtkWidget *dialog)
{
  return reader_import_list_get_files (get_list (dialog));
}

static GtkWidget *
open_dialog (WindowFixture *fixture)
{
  window_fixture_open (fixture);

  return import_open (fixture);
}

static TriWork *
import (WindowFixture *fixture,
        GtkWidget *dialog)
{
  TriLibrary *library = reader_session_get_library (reader_window_get_session (fixture->window));

  return tri_library_get_work (library, import_run (dialog), NULL);
}

static char *
dup_names (GtkWidget *dialog)
{
  GPtrArray *files = get_files (dialog);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *name = reader_import_file_dup_name (g_ptr_array_index (files, i));

      g_string_append_printf (names, "%s ", name);
    }

  return g_string_free (names, FALSE);
}

static void
write_in (const char *folder,
          const char *name,
          const char *words)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, words, -1, NULL));
}

/* As a file manager lists them, those in folders within it as well; nothing hidden, nothing that no
 * format reads; what was passed over is told. */
static void
test_folder (WindowFixture *fixture,
             gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->dir, "texts", NULL);
  g_autofree char *inner = g_build_filename (folder, "more", NULL);
  g_autofree char *round = NULL;
  g_autofree char *names = NULL;
  GtkWidget *dialog = NULL;

  g_assert_cmpint (g_mkdir_with_parents (inner, 0700), ==, 0);
  write_in (folder, "10.txt", ENGLISH);
  write_in (folder, "9.txt", "The second text.\n\n" ENGLISH);
  write_in (folder, ".hidden.txt", ENGLISH);
  write_in (folder, "picture.gif", "GIF89a\x01\x02");
  write_in (inner, "last.md", "# Last\n\n" ENGLISH);
  round = g_build_filename (inner, "round", NULL);
  g_assert_cmpint (symlink (folder, round), ==, 0);
  dialog = open_dialog (fixture);
  import_add (dialog, folder);
  g_assert_false (import_is_ready (dialog));
  import_wait_ready (dialog);
  names = dup_names (dialog);
  g_assert_cmpstr (names, ==, "9.txt 10.txt last.md ");
  g_assert_nonnull (reader_import_list_get_note (get_list (dialog)));
  window_fixture_shoot_widget (dialog, "import-folder");
  gtk_window_destroy (GTK_WINDOW (dialog));
  window_fixture_close (fixture);
}

/* Where there are no files yet, in place of what to do; %NULL where there are some. */
static const char *
get_advice (GtkWidget *dialog)
{
  GObject *page = gtk_widget_get_template_child (dialog, READER_TYPE_IMPORT_DIALOG, "nothing");

  return gtk_widget_get_mapped (GTK_WIDGET (page))
             ? adw_status_page_get_description (ADW_STATUS_PAGE (page))
             : NULL;
}

static gboolean
advises (GtkWidget *dialog,
         const char *words)
{
  const char *advice = get_advice (dialog);

  return advice != NULL && strstr (advice, words) != NULL;
}

static gboolean
says_folder (GtkWidget *dialog)
{
  return advises (dialog, "folder") && !advises (dialog, "paste");
}

/* Nothing that was chosen is left out without a word: where there are no paths, or no files. */
static void
test_elsewhere (WindowFixture *fixture,
                gconstpointer data)
{
  g_autofree char *path = window_fixture_write (fixture, "text.txt", ENGLISH);
  g_autofree char *folder = g_build_filename (fixture->dir, "nothing", NULL);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) here = g_file_new_for_path (path);
  g_autoptr (GFile) elsewhere = g_file_new_for_uri ("elsewhere://host/texts");
  GtkWidget *dialog = open_dialog (fixture);

  g_list_store_append (files, elsewhere);
  reader_import_dialog_add_files (READER_IMPORT_DIALOG (dialog), G_LIST_MODEL (files));
  wait_until (says_folder (dialog));
  g_list_store_append (files, here);
  reader_import_dialog_add_files (READER_IMPORT_DIALOG (dialog), G_LIST_MODEL (files));
  import_wait_ready (dialog);
  g_assert_nonnull (strstr (reader_import_list_get_note (get_list (dialog)), "1 file or folder"));
  gtk_window_destroy (GTK_WINDOW (dialog));

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  dialog = import_open (fixture);
  import_add (dialog, folder);
  wait_until (says_folder (dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));
  window_fixture_close (fixture);
}

static GtkWidget *
find_row (GtkWidget *in)
{
  return window_fixture_find_mapped (in, READER_TYPE_IMPORT_ROW);
}

/* What was told of files is told no longer when they are left out; then it is said again how to
 * begin. */
static void
test_left_out (WindowFixture *fixture,
               gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->dir, "texts", NULL);
  GtkWidget *dialog = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  dialog = open_dialog (fixture);
  wait_until (advises (dialog, "paste a text"));
  import_add (dialog, folder);
  wait_until (says_folder (dialog));
  write_in (folder, "text.txt", ENGLISH);
  write_in (folder, "picture.gif", "GIF89a\x01\x02");
  import_add (dialog, folder);
  import_wait_ready (dialog);
  g_assert_nonnull (reader_import_list_get_note (get_list (dialog)));
  g_signal_emit_by_name (find_row (dialog), "removed");
  g_assert_null (reader_import_list_get_note (get_list (dialog)));
  wait_until (advises (dialog, "paste a text"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  window_fixture_close (fixture);
}

static gboolean
says_right (gpointer data)
{
  const char *note = reader_import_list_get_note (get_list (data));

  return note != NULL && strstr (note, "“locked”") != NULL && strstr (note, "right") != NULL
         && strstr (note, "no file") == NULL;
}

static void
test_locked (WindowFixture *fixture,
             gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->dir, "locked", NULL);
  GtkWidget *dialog = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("root may open every folder");
      return;
    }

  g_assert_cmpint (g_mkdir (folder, 0), ==, 0);
  dialog = open_dialog (fixture);
  import_add (dialog, folder);
  window_fixture_wait (says_right, dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  window_fixture_close (fixture);
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
}

static gboolean
has_looked (gpointer data)
{
  return get_files (data)->len == READER_IMPORT_MAX_FILES
         && import_is_ready (data);
}

/* Frames go on while a folder of a thousand files is taken in. */
static void
test_many (WindowFixture *fixture,
           gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->dir, "many", NULL);
  GtkWidget *dialog = NULL;
  gint64 last = 0;
  gint64 longest = 0;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.txt", i);
      g_autofree char *words = g_strdup_printf ("Letter %u.\n\n%s", i, ENGLISH);

      write_in (folder, name, words);
    }
  dialog = open_dialog (fixture);
  import_add (dialog, folder);
  last = g_get_monotonic_time ();
  while (!has_looked (dialog))
    {
      g_main_context_iteration (NULL, TRUE);
      longest = MAX (longest, g_get_monotonic_time () - last);
      last = g_get_monotonic_time ();
    }
  g_test_message ("the longest step took %d ms", (int) (longest / 1000));
  g_assert_nonnull (strstr (reader_import_list_get_note (get_list (dialog)), "200"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  window_fixture_close (fixture);
}

/* Words that were copied become a text of that name, which outlives the file they lay in. */
static void
test_paste (WindowFixture *fixture,
            gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (TriWork) work = NULL;
  GtkWidget *dialog = open_dialog (fixture);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (dialog);

  gdk_clipboard_set_text (clipboard, "\n  The Lock: a chronicle\n\n" ENGLISH);
  reader_import_dialog_paste (READER_IMPORT_DIALOG (dialog));
  import_wait_ready (dialog);
  g_assert_cmpuint (get_files (dialog)->len, ==, 1);
  path = g_strdup (((ReaderImportFile *) g_ptr_array_index (get_files (dialog), 0))->path);
  g_assert_true (g_str_has_suffix (path, "/The Lock a chronicle.txt"));
  work = import (fixture, dialog);
  g_assert_cmpuint (work->texts->len, ==, 1);
  g_assert_cmpstr (((TriText *) g_ptr_array_index (work->texts, 0))->title,
                   ==,
                   "The Lock: a chronicle");
  wait_until (!g_file_test (path, G_FILE_TEST_EXISTS));
  window_fixture_close (fixture);
}

static void
test_paste_nothing (WindowFixture *fixture,
                    gconstpointer data)
{
  GtkWidget *dialog = open_dialog (fixture);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (dialog), " \n ");
  reader_import_dialog_paste (READER_IMPORT_DIALOG (dialog));
  wait_until (advises (dialog, "clipboard"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  window_fixture_close (fixture);
}

static gboolean
is_plain (gpointer data)
{
  ReaderImportFile *file = data;

  return file->preview != NULL && g_str_equal (file->preview->format->nick, "plain");
}

/* A file is read as what the reader says; what they wrote of it stays. */
static void
test_format (WindowFixture *fixture,
             gconstpointer data)
{
  g_autofree char *path = window_fixture_write (fixture, "lock.md", "# The *Lock*\n\n" ENGLISH);
  g_autoptr (TriWork) work = NULL;
  ReaderImportFile *file = NULL;
  GtkWidget *dialog = open_dialog (fixture);

  import_add (dialog, path);
  import_wait_ready (dialog);
  file = g_ptr_array_index (get_files (dialog), 0);
  g_assert_cmpstr (reader_import_file_get_format (file)->nick, ==, "markdown");
  g_assert_cmpuint (file->formats->len, >, 1);
  reader_import_file_set_format (file, tri_formats_find_nick ("plain"));
  g_assert_false (import_is_ready (dialog));
  window_fixture_wait (is_plain, file);
  import_wait_ready (dialog);
  work = import (fixture, dialog);
  g_assert_cmpstr (((TriText *) g_ptr_array_index (work->texts, 0))->title, ==, "# The *Lock*");
  window_fixture_close (fixture);
}

static GtkDropTarget *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }

  return NULL;
}

static void
drop (GtkWidget *widget,
      const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GSList) files = g_slist_append (NULL, file);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean is_taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  g_signal_emit_by_name (find_drop_target (widget), "drop", &value, 0.0, 0.0, &is_taken);
  g_assert_true (is_taken);
}

static gboolean
has_two (gpointer data)
{
  return get_files (data)->len == 2 && import_is_ready (data);
}

/* What is dropped on the window opens the assistant, which takes more. */
static void
test_drop (WindowFixture *fixture,
           gconstpointer data)
{
  g_autofree char *first = window_fixture_write (fixture, "first.txt", ENGLISH);
  g_autofree char *second = window_fixture_write (fixture, "second.txt", "More.\n\n" ENGLISH);
  GtkWidget *dialog = NULL;

  window_fixture_open (fixture);
  drop (GTK_WIDGET (fixture->window), first);
  dialog = GTK_WIDGET (fixture->window->import_dialog);
  g_assert_nonnull (dialog);
  drop (dialog, second);
  window_fixture_wait (has_two, dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  window_fixture_close (fixture);
}

/* Cancelled, nothing of it is left. */
static void
test_cancel (WindowFixture *fixture,
             gconstpointer data)
{
  g_autoptr (GString) long_words = g_string_new (NULL);
  g_autofree char *first = window_fixture_write (fixture, "first.txt", ENGLISH);
  g_autofree char *second = NULL;
  g_autoptr (GPtrArray) works = NULL;
  TriLibrary *library = NULL;
  GtkWidget *dialog = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (long_words, "%u. %s\n", i, ENGLISH);
  second = window_fixture_write (fixture, "second.txt", long_words->str);
  dialog = open_dialog (fixture);
  library = reader_session_get_library (reader_window_get_session (fixture->window));
  import_add (dialog, first);
  import_add (dialog, second);
  import_wait_ready (dialog);
  reader_import_dialog_start (READER_IMPORT_DIALOG (dialog));
  g_assert_true (reader_import_dialog_is_importing (READER_IMPORT_DIALOG (dialog)));
  gtk_widget_activate_action (dialog, "import.cancel", NULL);
  g_assert_nonnull (window_fixture_find_label (dialog, "Taking away what was imported…"));
  import_wait_ready (dialog);
  works = tri_library_list_works (library, NULL);
  g_assert_cmpuint (works->len, ==, 1);
  gtk_window_destroy (GTK_WINDOW (dialog));
  window_fixture_close (fixture);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  window_fixture_add ("/import-assistant/folder", test_folder);
  window_fixture_add ("/import-assistant/elsewhere", test_elsewhere);
  window_fixture_add ("/import-assistant/left-out", test_left_out);
  window_fixture_add ("/import-assistant/locked", test_locked);
  window_fixture_add ("/import-assistant/many", test_many);
  window_fixture_add ("/import-assistant/paste", test_paste);
  window_fixture_add ("/import-assistant/paste-nothing", test_paste_nothing);
  window_fixture_add ("/import-assistant/format", test_format);
  window_fixture_add ("/import-assistant/drop", test_drop);
  window_fixture_add ("/import-assistant/cancel", test_cancel);

  return g_test_run ();
}
