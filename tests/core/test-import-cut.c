/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import-fixture.h"

#include "library/tri-import-lock.h"

static void
add_many (Fixture *fixture, guint n)
{
  begin_text (fixture, "en");
  for (guint i = 0; i < n; i++)
    add (fixture, TRI_PASSAGE_PARAGRAPH, NULL, "The words of a passage. And some more.");
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  TriDraftPassage passage = { NULL, TRI_PASSAGE_PARAGRAPH, 0, "A passage" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) works = NULL;

  add_many (fixture, 5000);
  g_cancellable_cancel (fixture->cancellable);
  while (tri_draft_add_passage (TRI_DRAFT (fixture->draft), &passage, &error))
    ;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  works = tri_library_list_works (fixture->library, NULL);
  g_assert_cmpuint (works->len, ==, 0);
  tri_import_draft_abandon (fixture->draft);
  g_assert_cmpint (tri_library_ask (fixture->library,
                                    "SELECT (SELECT count (*) FROM works)"
                                    " + (SELECT count (*) FROM passages)"
                                    " + (SELECT count (*) FROM sources) + ?1 - ?1",
                                    0,
                                    -1),
                   ==,
                   0);
  assert_sound (fixture->library);
}

/* What an import wrote that nobody finished goes with the next sweep, but not while one runs. */
static void
test_cut_off (Fixture *fixture, gconstpointer data)
{
  static const char sql[] = "SELECT count (*) + ?1 FROM works";
  g_auto (TriImportLock) lock = TRI_IMPORT_LOCK_INIT;

  add_many (fixture, 3000);
  g_assert_true (tri_batch_commit (&fixture->draft->batch, NULL));
  g_clear_object (&fixture->draft);
  g_assert_true (tri_import_lock_share (&lock, tri_library_get_path (fixture->library), NULL));
  g_assert_true (tri_library_sweep (fixture->library, NULL));
  g_assert_cmpint (tri_library_ask (fixture->library, sql, 0, -1), ==, 1);
  tri_import_lock_clear (&lock);
  g_assert_true (tri_library_sweep (fixture->library, NULL));
  g_assert_cmpint (tri_library_ask (fixture->library, sql, 0, -1), ==, 0);
  assert_sound (fixture->library);
}

/* A library that a process left by dying in the middle of an import. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("killed-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *file = g_build_filename (folder, "long.txt", NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (TriLibrary) library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, NULL);
  const char *cli = g_getenv ("TRIPTYCH_CLI");
  const char *argv[] = { cli, "--library", path, "import", file, "--lang", "en", NULL };

  for (guint i = 0; i < 40000; i++)
    g_string_append_printf (words, "The passage number %u has these words.\n\n", i);
  g_assert_true (g_file_set_contents (file, words->str, -1, NULL));
  for (gulong delay = 50000; delay < 500000; delay *= 2)
    {
      g_autoptr (GSubprocess) process = NULL;
      g_autoptr (GPtrArray) works = NULL;

      process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL);
      g_usleep (delay);
      g_subprocess_force_exit (process);
      g_assert_true (g_subprocess_wait (process, NULL, NULL));
      works = tri_library_list_works (library, NULL);
      if (g_subprocess_get_if_exited (process))
        break;
      g_assert_cmpuint (works->len, ==, 0);
      g_assert_true (tri_library_sweep (library, NULL));
      assert_sound (library);
    }
}

static const char registered[] = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><standOff><listPerson>"
                                 "<person xml:id='nel'><persName>Nel Beek</persName></person>"
                                 "</listPerson></standOff></TEI>";

static gpointer
cancel_later (gpointer data)
{
  GCancellable *cancellable = data;

  g_usleep (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (cancellable), "delay")));
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* Whether the import was quicker than the thread that cancels it. */
static gboolean
import_and_cancel (TriLibrary *library, const TriImportOptions *options, guint delay)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = NULL;
  gint64 work;

  g_object_set_data (G_OBJECT (cancellable), "delay", GUINT_TO_POINTER (delay));
  thread = g_thread_new ("cancel", cancel_later, cancellable);
  work = tri_library_import (library, options, cancellable, &error);
  g_thread_join (thread);
  if (work == 0)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  return work != 0;
}

/* Whenever an import is cancelled, while it reads, stores, or looks for names: nothing is left, not
 * even the register that came with it. */
static void
test_cancelled_anywhere (Fixture *fixture, gconstpointer data)
{
  static const char sql[] = "SELECT (SELECT count (*) FROM works) + (SELECT count (*) FROM texts)"
                            " + (SELECT count (*) FROM passages) + (SELECT count (*) FROM sources)"
                            " + (SELECT count (*) FROM registers)"
                            " + (SELECT count (*) FROM entities)"
                            " + (SELECT count (*) FROM mentions) + ?1 - ?1";
  g_autofree char *folder = g_dir_make_tmp ("anywhere-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *file = g_build_filename (folder, "long.txt", NULL);
  g_autofree char *names = g_build_filename (folder, "names.xml", NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (TriLibrary) library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, NULL);
  const TriImportFile files[] = { { file, "en", NULL, NULL } };
  TriImportOptions options = { .files = files, .n_files = 1, .register_path = names };
  guint delay = 500;

  options.link = TRUE;
  for (guint i = 0; i < 4000; i++)
    g_string_append_printf (words, "In passage %u Nel Beek crosses the water.\n\n", i);
  g_assert_true (g_file_set_contents (file, words->str, -1, NULL));
  g_assert_true (g_file_set_contents (names, registered, -1, NULL));
  for (; delay < 60 * G_USEC_PER_SEC; delay += delay / 3)
    {
      if (import_and_cancel (library, &options, delay))
        break;
      g_assert_cmpint (tri_library_ask (library, sql, 0, -1), ==, 0);
    }
  g_assert_cmpint (tri_library_ask (library, "SELECT count (*) FROM mentions WHERE ?1 = 0", 0, 0),
                   ==,
                   4000);
  assert_sound (library);
}

/* How many texts, passages and rows the work has, and which of its columns lie how. */
static char *
dup_shape (TriLibrary *library, gint64 work)
{
  static const char *const counts[] = {
    "SELECT count (*) FROM works WHERE ?1 <> 0",
    "SELECT count (*) FROM texts WHERE ?1 <> 0",
    "SELECT count (*) FROM texts WHERE work = ?1",
    "SELECT count (*) FROM passages WHERE ?1 <> 0",
    "SELECT count (*) FROM sources WHERE ?1 <> 0",
    "SELECT count (*) FROM links WHERE work = ?1",
    "SELECT modified FROM works WHERE id = ?1",
  };
  g_autoptr (GString) shape = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_string_append_printf (shape,
                            "%" G_GINT64_FORMAT " ",
                            tri_library_ask (library, counts[i], work, -1));
  for (guint strand = 0; strand < tri_library_count_strands (library, work); strand++)
    g_string_append_printf (shape,
                            "%" G_GUINT64_FORMAT " rows ",
                            tri_library_count_rows (library, work, strand));
  return g_string_free (g_steal_pointer (&shape), FALSE);
}

/* Whenever the adding of a text is cancelled, while its work is laid out anew too: the work is as
 * it was. */
static void
test_cancelled_adding (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("adding-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *file = g_build_filename (folder, "long.txt", NULL);
  g_autofree char *added = g_build_filename (folder, "added.txt", NULL);
  g_autofree char *before = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (TriLibrary) library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, NULL);
  TriImportFile files[] = { { file, "en", NULL, NULL } };
  TriImportOptions options = { .files = files, .n_files = 1 };

  for (guint i = 0; i < 4000; i++)
    g_string_append_printf (words, "In passage %u Nel Beek crosses the water.\n\n", i);
  g_assert_true (g_file_set_contents (file, words->str, -1, NULL));
  g_string_append (words, "And comes back.\n");
  g_assert_true (g_file_set_contents (added, words->str, -1, NULL));
  options.work = tri_library_import (library, &options, NULL, NULL);
  g_assert_cmpint (options.work, !=, 0);
  before = dup_shape (library, options.work);
  files[0].path = added;
  for (guint delay = 500; delay < 60 * G_USEC_PER_SEC; delay += delay / 6)
    {
      g_autofree char *after = NULL;

      if (import_and_cancel (library, &options, delay))
        break;
      after = dup_shape (library, options.work);
      g_assert_cmpstr (after, ==, before);
    }
  g_assert_cmpint (tri_library_ask (library,
                                    "SELECT count (*) FROM texts WHERE work = ?1",
                                    options.work,
                                    0),
                   ==,
                   2);
  assert_sound (library);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/import/cancelled", test_cancelled);
  ADD ("/import/cancelled/anywhere", test_cancelled_anywhere);
  ADD ("/import/cancelled/adding", test_cancelled_adding);
  ADD ("/import/cut-off", test_cut_off);
  ADD ("/import/killed", test_killed);

  return g_test_run ();
}
