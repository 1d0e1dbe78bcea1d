/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-backup.h"
#include "library/tri-import.h"
#include "library/tri-library-bookmarks.h"
#include "library/tri-library-private.h"
#include "library/tri-salvage.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define N_PASSAGES 400
/* Before the backup, and since; every 40th is deleted since. */
#define N_OLD 400
#define N_NEW 60

typedef struct
{
  char *dir;
  char *path;
  char *folder;
  guint page_size;
} Fixture;

static TriLibrary *
open_library (const char *path)
{
  g_autoptr (GError) error = NULL;
  TriLibrary *library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (tri_library_exec (library, "PRAGMA synchronous = OFF", NULL));
  return library;
}

static gint64
ask (TriLibrary *library, const char *sql, gint64 argument)
{
  return tri_library_ask (library, sql, argument, -1);
}

static void
import (TriLibrary *library, const char *dir)
{
  g_autofree char *path = g_build_filename (dir, "text.txt", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  const TriImportFile file = { .path = path, .lang = "en" };
  const TriImportOptions options = { .files = &file, .n_files = 1, .kind = "translations" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_PASSAGES; i++)
    g_string_append_printf (text,
                            "Passage %u says that somebody came to town on day %u of the long "
                            "winter, and asked for the house of the baker.\n\n",
                            i,
                            i * 7);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
}

static void
add_mark (TriLibrary *library, guint n)
{
  static const char sql[] = "SELECT id FROM passages WHERE ord = ?1";
  g_autoptr (TriBookmark) mark = tri_bookmark_new ();
  g_autoptr (GError) error = NULL;

  mark->passage = ask (library, sql, n % N_PASSAGES);
  mark->end = 8;
  g_free (mark->note);
  mark->note = g_strdup_printf ("Note %u, which says a little of what this passage is about.", n);
  tri_library_save_bookmark (library, mark, &error);
  g_assert_no_error (error);
}

static void
delete_some (TriLibrary *library)
{
  gint64 ids[N_OLD / 40];

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = ask (library, "SELECT id FROM bookmarks ORDER BY id LIMIT 1 OFFSET ?1", i * 40);
  g_assert_true (tri_library_delete_bookmarks (library, ids, G_N_ELEMENTS (ids), NULL));
}

static void
make_backup (TriLibrary *library, const char *folder)
{
  const TriBackupOptions options = { .folder = folder };
  g_autoptr (GError) error = NULL;
  g_autoptr (TriBackup) backup = tri_backup_make (library, &options, NULL, &error);

  g_assert_no_error (error);
}

static void
copy_file (const char *from, const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  g_assert_true (g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
}

/* Made once: a library, and its backup, by its place; both are put there anew for each test. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  static Fixture made;
  static char *sound = NULL;

  if (!sound)
    {
      g_autoptr (TriLibrary) library = NULL;

      made.dir = g_dir_make_tmp ("salvage-XXXXXX", NULL);
      made.path = g_build_filename (made.dir, "library.db", NULL);
      made.folder = g_build_filename (made.dir, "backups", NULL);
      sound = g_build_filename (made.dir, "sound.db", NULL);
      library = open_library (made.path);
      import (library, made.dir);
      for (guint i = 0; i < N_OLD; i++)
        add_mark (library, i);
      make_backup (library, made.folder);
      for (guint i = 0; i < N_NEW; i++)
        add_mark (library, N_OLD + i);
      delete_some (library);
      made.page_size = (guint) ask (library, "SELECT page_size FROM pragma_page_size", 0);
      g_clear_object (&library);
      copy_file (made.path, sound);
    }
  *fixture = made;
  copy_file (sound, fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
}

/* The n-th page of that kind that belongs to a table or an index. */
static gint64
find_page (Fixture *fixture, const char *name, const char *kind, guint n)
{
  g_autoptr (TriLibrary) library = open_library (fixture->path);
  g_autofree char *sql = g_strdup_printf ("SELECT pageno FROM dbstat WHERE name = '%s'"
                                          " AND pagetype = '%s' ORDER BY path LIMIT 1 OFFSET ?1",
                                          name,
                                          kind);
  gint64 page = ask (library, g_intern_string (sql), n);

  g_assert_cmpint (page, >, 0);
  return page;
}

static void
overwrite (Fixture *fixture, off_t at, gsize n)
{
  int fd = g_open (fixture->path, O_RDWR | O_CLOEXEC, 0);
  g_autofree guint8 *bytes = g_malloc (n);

  g_assert_cmpint (fd, >=, 0);
  memset (bytes, 0xa5, n);
  g_assert_cmpint (pwrite (fd, bytes, n, at), ==, (gssize) n);
  close (fd);
}

static void
overwrite_page (Fixture *fixture, gint64 page)
{
  overwrite (fixture, (off_t) (page - 1) * fixture->page_size, fixture->page_size);
}

static TriSalvageReport *
salvage (Fixture *fixture, gboolean dry_run)
{
  const TriSalvageOptions options = { .folder = fixture->folder, .dry_run = dry_run };
  g_autoptr (TriSalvageReport) report = tri_salvage_report_new ();
  g_autoptr (GError) error = NULL;

  tri_salvage_library (fixture->path, &options, report, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < report->tables->len; i++)
    {
      const TriSalvageTable *table = &g_array_index (report->tables, TriSalvageTable, i);

      g_test_message ("%s: %u read, %u taken, %u lost%s",
                      table->name,
                      table->n_read,
                      table->n_taken,
                      table->n_lost,
                      table->is_open ? " or more" : "");
    }
  for (guint i = 0; i < report->faults->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (report->faults, i));
  return g_steal_pointer (&report);
}

static void
assert_sound (TriLibrary *library, guint n_faults)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = tri_library_check (library, FALSE, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (faults, i));
  g_assert_cmpuint (faults->len, ==, n_faults);
  g_assert_true (tri_library_is_file_sound (library));
}

#define OLD "SELECT count (*) FROM bookmarks WHERE note GLOB 'Note [0-9]*' AND ?1 = 0"

/* All that the reader made is there, and what was deleted is not. */
static void
assert_all (Fixture *fixture, guint n_lost, guint n_faults)
{
  g_autoptr (TriLibrary) library = open_library (fixture->path);
  gint64 n = ask (library, OLD, 0);

  assert_sound (library, n_faults);
  g_assert_cmpint (n, >=, N_OLD + N_NEW - N_OLD / 40 - n_lost);
  g_assert_cmpint (n, <=, N_OLD + N_NEW - N_OLD / 40);
  g_assert_cmpint (ask (library, "SELECT count (*) FROM passages WHERE ?1 = 0", 0), >=, N_PASSAGES);
  g_assert_cmpint (ask (library,
                        "SELECT count (*) FROM bookmarks WHERE passage IS NULL AND ?1 = 0",
                        0),
                   ==,
                   0);
  g_assert_cmpint (ask (library,
                        "SELECT count (*) FROM passages_fts WHERE content MATCH 'baker'"
                        " AND ?1 = 0",
                        0),
                   >=,
                   N_PASSAGES - 1);
}

static void
test_marks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSalvageReport) dry = NULL;
  g_autoptr (TriSalvageReport) report = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (TriLibrary) kept = NULL;
  gsize n, m;

  overwrite_page (fixture, find_page (fixture, "bookmarks", "leaf", 3));
  g_assert_true (g_file_get_contents (fixture->path, &before, &n, NULL));
  dry = salvage (fixture, TRUE);
  g_assert_null (dry->kept);
  g_assert_true (g_file_get_contents (fixture->path, &after, &m, NULL));
  g_assert_cmpmem (before, n, after, m);
  report = salvage (fixture, FALSE);
  g_assert_cmpuint (tri_salvage_report_sum (dry).n_taken,
                    ==,
                    tri_salvage_report_sum (report).n_taken);
  g_assert_cmpuint (tri_salvage_report_sum (report).n_taken, >, 0);
  g_assert_nonnull (report->backup);
  g_assert_true (g_file_test (report->kept, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (report->faults->len, ==, 0);
  assert_all (fixture, 0, 0);
}

static void
test_index (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSalvageReport) report = NULL;

  overwrite_page (fixture, find_page (fixture, "passages_fts_data", "leaf", 1));
  overwrite_page (fixture, find_page (fixture, "bookmarks_by_place", "leaf", 0));
  report = salvage (fixture, FALSE);
  g_assert_cmpuint (tri_salvage_report_sum (report).n_taken, ==, 0);
  g_assert_cmpuint (report->faults->len, ==, 0);
  assert_all (fixture, 0, 0);
}

static void
test_header (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TriSalvageReport) report = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (TriLibrary) refused = NULL;

      if (i)
        set_up (fixture, NULL);
      overwrite (fixture, 0, i ? fixture->page_size : 100);
      refused = tri_library_open (fixture->path, TRI_LIBRARY_READ_WRITE, &error);
      g_assert_null (refused);
      report = salvage (fixture, FALSE);
      g_assert_cmpuint (tri_salvage_report_sum (report).n_taken, ==, 0);
      assert_all (fixture, 0, 0);
    }
}

static void
test_cut (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSalvageReport) report = NULL;
  GStatBuf info;

  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (truncate (fixture->path, info.st_size * 3 / 4), ==, 0);
  report = salvage (fixture, FALSE);
  g_assert_cmpuint (tri_salvage_report_sum (report).n_taken, >, 0);
  assert_all (fixture, N_NEW, 0);
}

/* Nothing of it is a library any more. */
static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSalvageReport) report = NULL;
  g_autoptr (TriLibrary) library = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "nothing at all", -1, NULL));
  report = salvage (fixture, FALSE);
  g_assert_cmpuint (tri_salvage_report_sum (report).n_read, ==, 0);
  library = open_library (fixture->path);
  assert_sound (library, 0);
  g_assert_cmpint (ask (library, OLD, 0), ==, N_OLD);
}

/* A letter of a note, which SQLite does not see. */
static void
test_letter (Fixture *fixture, gconstpointer data)
{
  g_autofree char *contents = NULL;
  g_autoptr (TriSalvageReport) report = NULL;
  gsize n;
  char *at;

  g_assert_true (g_file_get_contents (fixture->path, &contents, &n, NULL));
  for (gint64 page = find_page (fixture, "bookmarks", "leaf", 2);; page++)
    {
      char *first = contents + (page - 1) * fixture->page_size;

      at = memmem (first, fixture->page_size, "which says", 10);
      if (at)
        break;
    }
  overwrite (fixture, at - contents, 1);
  report = salvage (fixture, FALSE);
  g_assert_cmpuint (tri_salvage_report_sum (report).n_taken, >, 0);
  assert_all (fixture, 0, 0);
}

static void
test_no_backup (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriSalvageReport) report = NULL;
  g_autoptr (TriLibrary) library = NULL;
  Fixture alone = *fixture;
  TriSalvageTable sum;

  alone.folder = g_build_filename (fixture->dir, "none", NULL);
  overwrite_page (fixture, find_page (fixture, "passages", "leaf", 3));
  overwrite_page (fixture, find_page (fixture, "bookmarks", "leaf", 3));
  report = salvage (&alone, FALSE);
  sum = tri_salvage_report_sum (report);
  g_assert_null (report->backup);
  g_assert_cmpuint (sum.n_taken, ==, 0);
  g_assert_true (sum.n_lost > 0 || sum.is_open);
  library = open_library (fixture->path);
  assert_sound (library, 0);
  g_assert_cmpint (ask (library, OLD, 0), >, 300);
  g_assert_cmpint (ask (library, "SELECT count (*) FROM passages WHERE ?1 = 0", 0), >=, N_PASSAGES);
  g_free (alone.folder);
}

/* Wherever it is: what there was before the backup is there, and the library is sound. */
static void
test_anywhere (Fixture *fixture, gconstpointer data)
{
  const char *wanted = g_getenv ("TRIPTYCH_TORTURE");
  guint n = wanted ? (guint) g_ascii_strtoull (wanted, NULL, 10) : 12;

  for (guint seed = 0; seed < n; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (TriSalvageReport) report = NULL;
      guint n_pages = (guint) g_rand_int_range (rand, 1, 5);
      GStatBuf info;

      set_up (fixture, NULL);
      g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
      g_test_message ("seed %u", seed);
      for (guint i = 0; i < n_pages; i++)
        overwrite (fixture,
                   g_rand_int_range (rand, 0, (int) info.st_size - 64),
                   (gsize) g_rand_int_range (rand, 1, 64));
      report = salvage (fixture, FALSE);
      /* What is newer than the backup, and not what was written, is told. */
      assert_all (fixture, N_NEW, report->faults->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/salvage/marks", test_marks);
  ADD ("/salvage/index", test_index);
  ADD ("/salvage/header", test_header);
  ADD ("/salvage/cut", test_cut);
  ADD ("/salvage/nothing", test_nothing);
  ADD ("/salvage/letter", test_letter);
  ADD ("/salvage/no-backup", test_no_backup);
  ADD ("/salvage/anywhere", test_anywhere);
#undef ADD
  return g_test_run ();
}
