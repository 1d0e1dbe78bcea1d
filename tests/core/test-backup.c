/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-backup-private.h"
#include "library/tri-import.h"
#include "library/tri-library-bookmarks.h"
#include "library/tri-library-works.h"
#include "library/tri-restore.h"
#include "library/tri-schema.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define DAY (24 * 60 * 60)
/* 1 June 2027, noon */
#define BEGIN 1811937600

/* A library with one work, and a folder for its backups. */
typedef struct
{
  char *dir;
  char *path;
  char *folder;
  TriLibrary *library;
} Fixture;

static TriLibrary *
open_library (const char *path)
{
  g_autoptr (GError) error = NULL;
  TriLibrary *library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);

  g_assert_no_error (error);
  return library;
}

static void
import (TriLibrary *library)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "library.xml", NULL);
  const TriImportFile file = { .path = path };
  const TriImportOptions options = { .files = &file, .n_files = 1, .kind = "translations" };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (tri_library_import (library, &options, NULL, &error), >, 0);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = g_dir_make_tmp ("backup-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->dir, "library.db", NULL);
  fixture->folder = g_build_filename (fixture->dir, "backups", NULL);
  fixture->library = open_library (fixture->path);
  import (fixture->library);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->library);
  g_free (fixture->dir);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
add_mark (TriLibrary *library)
{
  g_autoptr (GPtrArray) works = tri_library_list_works (library, NULL);
  g_autoptr (TriBookmark) mark = tri_bookmark_new ();
  g_autoptr (GError) error = NULL;
  TriWork *work = works->pdata[0];

  mark->passage = tri_library_find_passage (library, work->id, "fr-1", &error);
  g_assert_no_error (error);
  mark->end_passage = mark->passage;
  mark->whole = TRUE;
  tri_library_save_bookmark (library, mark, &error);
  g_assert_no_error (error);
}

static guint
count_marks (TriLibrary *library)
{
  g_autoptr (GPtrArray) marks = NULL;

  marks = tri_library_list_bookmarks (library, 0, NULL, TRI_BOOKMARK_ORDER_PLACE, NULL);
  g_assert_nonnull (marks);
  return marks ? marks->len : 0;
}

static guint
count_marks_of (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) library = tri_library_open (path, TRI_LIBRARY_READ_ONLY, &error);

  g_assert_no_error (error);
  return count_marks (library);
}

static TriBackup *
make (Fixture *fixture, gint64 now)
{
  const TriBackupOptions options = { .folder = fixture->folder, .now = now };
  g_autoptr (GError) error = NULL;
  TriBackup *backup = tri_backup_make (fixture->library, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (backup);
  return backup;
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *backups = tri_backup_list (fixture->folder, fixture->path, &error);

  g_assert_no_error (error);
  return backups;
}

static void
test_make (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBackup) backup = NULL;
  g_autoptr (TriLibrary) look = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;
  TriBackup *listed = NULL;

  add_mark (fixture->library);
  backup = make (fixture, BEGIN);
  g_assert_true (tri_backup_verify (backup, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (backup->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  backups = list (fixture);
  g_assert_cmpuint (backups->len, ==, 1);
  listed = backups->pdata[0];
  g_assert_cmpuint (listed->n_works, ==, 1);
  g_assert_cmpuint (listed->n_marks, ==, 1);
  g_assert_cmpint (listed->made, ==, BEGIN);
  g_assert_cmpuint (listed->bytes, ==, info.st_size);
  g_assert_cmpuint (listed->version, ==, TRI_SCHEMA_VERSION);
  look = tri_library_open (backup->path, TRI_LIBRARY_LOOK, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_marks (look), ==, 1);
}

/* Who writes while a backup is made does not wait for it. */
static void
write_meanwhile (double fraction, gpointer user_data)
{
  TriLibrary **writer = user_data;

  if (*writer)
    add_mark (*writer);
  g_clear_object (writer);
}

static void
test_beside_writer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriLibrary) writer = open_library (fixture->path);
  const TriBackupOptions options = {
    .folder = fixture->folder,
    .progress = write_meanwhile,
    .user_data = &writer,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TriBackup) backup = tri_backup_make (fixture->library, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (writer);
  g_assert_cmpuint (count_marks (fixture->library), ==, 1);
  g_assert_cmpuint (backup->n_marks, ==, 0);
  g_assert_cmpuint (count_marks_of (backup->path), ==, 0);
}

static void
cancel (double fraction, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
assert_nothing_in (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir && (name = g_dir_read_name (dir)))
    g_assert_cmpstr (name, ==, ".lock");
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const TriBackupOptions options = {
    .folder = fixture->folder,
    .progress = cancel,
    .user_data = cancellable,
  };
  g_autoptr (GError) error = NULL;

  g_assert_null (tri_backup_make (fixture->library, &options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing_in (fixture->folder);
  add_mark (fixture->library);
}

static void
test_two_libraries (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "second", "library.db", NULL);
  g_autoptr (TriLibrary) second = open_library (path);
  const TriBackupOptions options = { .folder = fixture->folder, .now = BEGIN };
  g_autoptr (TriBackup) of_first = make (fixture, BEGIN);
  g_autoptr (TriBackup) of_second = tri_backup_make (second, &options, NULL, NULL);
  g_autoptr (GPtrArray) firsts = list (fixture);
  g_autoptr (GPtrArray) all = tri_backup_list (fixture->folder, NULL, NULL);

  g_assert_nonnull (of_second);
  g_assert_cmpuint (firsts->len, ==, 1);
  g_assert_cmpstr (((TriBackup *) firsts->pdata[0])->path, ==, of_first->path);
  g_assert_cmpuint (all->len, ==, 2);
  /* The second one moves to the place of the first, which is gone: they still have their own. */
  tri_backup_adopt (fixture->folder, path, "/elsewhere/library.db");
  g_ptr_array_unref (all);
  all = tri_backup_list (fixture->folder, "/elsewhere/library.db", NULL);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_true (tri_backup_verify (all->pdata[0], NULL, NULL));
}

static void
flip (const char *path, goffset at)
{
  FILE *file = g_fopen (path, "r+b");
  int c = 0;

  g_assert_nonnull (file);
  g_assert_cmpint (fseeko (file, at, SEEK_SET), ==, 0);
  c = fgetc (file);
  g_assert_cmpint (fseeko (file, at, SEEK_SET), ==, 0);
  g_assert_cmpint (fputc (c ^ 0x10, file), !=, EOF);
  g_assert_cmpint (fclose (file), ==, 0);
}

/* Any flipped byte is known; the one before is taken then. */
static void
test_flipped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBackup) first = make (fixture, BEGIN);
  g_autoptr (TriBackup) second = make (fixture, BEGIN + DAY);
  g_autoptr (TriBackup) good = NULL;

  for (guint i = 0; i < 40; i++)
    {
      goffset at = (goffset) (second->bytes - 1) * i / 39;
      g_autoptr (GError) error = NULL;

      flip (second->path, at);
      g_assert_false (tri_backup_verify (second, NULL, &error));
      g_assert_error (error, TRI_ERROR, TRI_ERROR_DAMAGED);
      flip (second->path, at);
    }
  g_assert_true (tri_backup_verify (second, NULL, NULL));
  flip (second->path, 5000);
  good = tri_backup_find_good (fixture->folder, fixture->path, NULL, NULL);
  g_assert_nonnull (good);
  g_assert_cmpstr (good->path, ==, first->path);
}

static void
test_lost_manifest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBackup) backup = make (fixture, BEGIN);
  g_autofree char *manifest = g_strconcat (backup->path, ".json", NULL);
  g_autoptr (GPtrArray) backups = NULL;

  g_assert_true (g_file_set_contents (manifest, "{ \"made\": [", -1, NULL));
  backups = list (fixture);
  g_assert_cmpuint (backups->len, ==, 1);
  g_assert_true (tri_backup_verify (backups->pdata[0], NULL, NULL));
}

static TriBackup *
add_fake (GPtrArray *backups, gint64 made, TriBackupReason reason)
{
  TriBackup *backup = g_new0 (TriBackup, 1);

  backup->made = made;
  backup->number = backups->len + 1;
  backup->bytes = 100;
  backup->reason = reason;
  g_ptr_array_insert (backups, 0, backup);
  return backup;
}

static void
rotate (GPtrArray *backups, guint64 room)
{
  g_autoptr (GPtrArray) old = tri_backup_choose_old (backups, room);

  for (guint i = 0; i < old->len; i++)
    g_ptr_array_remove (backups, old->pdata[i]);
}

static GPtrArray *
new_fakes (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) tri_backup_free);
}

/* A backup a day for three years. */
static void
test_rotation (void)
{
  g_autoptr (GPtrArray) backups = new_fakes ();
  TriBackup *oldest = NULL;

  for (guint i = 0; i < 1100; i++)
    {
      add_fake (backups, BEGIN + (gint64) i * DAY, TRI_BACKUP_DAILY);
      rotate (backups, G_MAXUINT64);
      g_assert_cmpuint (backups->len, <=, 7 + 4 + 12);
    }
  for (guint i = 0; i < 7; i++)
    {
      TriBackup *backup = backups->pdata[i];

      g_assert_cmpint (backup->made, ==, BEGIN + (1099 - i) * (gint64) DAY);
    }
  oldest = backups->pdata[backups->len - 1];
  g_assert_cmpint (oldest->made, <, BEGIN + (1100 - 10 * 30) * (gint64) DAY);
  g_assert_cmpint (oldest->made, >, BEGIN + (1100 - 12 * 31) * (gint64) DAY);
}

static void
test_rotation_room (void)
{
  g_autoptr (GPtrArray) backups = new_fakes ();

  for (guint i = 0; i < 20; i++)
    add_fake (backups, BEGIN + (gint64) i * DAY, TRI_BACKUP_DAILY);
  rotate (backups, 350);
  g_assert_cmpuint (backups->len, ==, 3);
  rotate (backups, 1);
  g_assert_cmpuint (backups->len, ==, 2);
}

static void
test_rotation_migrations (void)
{
  g_autoptr (GPtrArray) backups = new_fakes ();

  for (guint version = 1; version < TRI_SCHEMA_VERSION; version++)
    add_fake (backups, BEGIN, TRI_BACKUP_MIGRATION)->version = version;
  for (guint i = 0; i < 400; i++)
    add_fake (backups, BEGIN + (gint64) i * DAY, TRI_BACKUP_DAILY);
  rotate (backups, G_MAXUINT64);
  for (guint i = 0, n = 0; i < backups->len; i++)
    {
      TriBackup *backup = backups->pdata[i];

      n += backup->reason == TRI_BACKUP_MIGRATION;
      if (backup->reason == TRI_BACKUP_MIGRATION)
        g_assert_cmpuint (backup->version, ==, TRI_SCHEMA_VERSION - n);
      g_assert_cmpuint (n, <=, 3);
      if (i + 1 == backups->len)
        g_assert_cmpuint (n, ==, 3);
    }
}

/* The clock was wrong for a day, and is put right. */
static void
test_clock_back (Fixture *fixture, gconstpointer data)
{
  const TriBackupOptions options = { .folder = fixture->folder, .now = BEGIN };
  g_autoptr (TriBackup) early = make (fixture, BEGIN - DAY);
  g_autoptr (TriBackup) wrong = make (fixture, BEGIN + 3650 * (gint64) DAY);
  g_autoptr (TriBackup) right = NULL;
  g_autoptr (GPtrArray) backups = NULL;

  add_mark (fixture->library);
  g_assert_true (tri_backup_is_due (fixture->library, &options));
  right = make (fixture, BEGIN);
  g_assert_false (tri_backup_is_due (fixture->library, &options));
  backups = list (fixture);
  g_assert_cmpuint (backups->len, ==, 3);
  g_assert_cmpstr (((TriBackup *) backups->pdata[0])->path, ==, right->path);
  g_assert_cmpstr (((TriBackup *) backups->pdata[2])->path, ==, early->path);
}

static void
test_due (Fixture *fixture, gconstpointer data)
{
  TriBackupOptions options = { .folder = fixture->folder, .now = BEGIN };
  g_autoptr (TriBackup) backup = NULL;

  g_assert_true (tri_backup_is_due (fixture->library, &options));
  backup = make (fixture, BEGIN);
  add_mark (fixture->library);
  g_assert_false (tri_backup_is_due (fixture->library, &options));
  options.now += DAY;
  g_assert_true (tri_backup_is_due (fixture->library, &options));
  g_clear_pointer (&backup, tri_backup_free);
  backup = make (fixture, BEGIN + DAY);
  options.now += DAY;
  g_assert_false (tri_backup_is_due (fixture->library, &options));
}

/* Runs @func in a process of its own, with a disk that is full after @limit bytes of a file. */
static void
run_on_full_disk (Fixture *fixture, rlim_t limit, int (*func) (Fixture *))
{
  int status = 0;
  pid_t child = 0;

  g_clear_object (&fixture->library);
  child = fork ();
  if (child == 0)
    {
      const struct rlimit full = { limit, limit };

      signal (SIGXFSZ, SIG_IGN);
      setrlimit (RLIMIT_FSIZE, &full);
      _exit (func (fixture));
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static int
fail_to_make (Fixture *fixture)
{
  const TriBackupOptions options = { .folder = fixture->folder, .now = BEGIN + 2 * DAY };
  g_autoptr (TriLibrary) library = tri_library_open (fixture->path, TRI_LIBRARY_READ_ONLY, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TriBackup) backup = library ? tri_backup_make (library, &options, NULL, &error) : NULL;

  if (library && !backup && error && strstr (error->message, "cannot be written"))
    return 0;
  g_printerr ("%s\n", error ? error->message : "no error");
  return 1;
}

static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBackup) good = make (fixture, BEGIN);
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GDir) dir = NULL;
  guint n = 0;

  run_on_full_disk (fixture, 100000, fail_to_make);
  backups = list (fixture);
  g_assert_cmpuint (backups->len, ==, 1);
  g_assert_true (tri_backup_verify (good, NULL, NULL));
  dir = g_dir_open (fixture->folder, 0, NULL);
  while (g_dir_read_name (dir))
    n++;
  g_assert_cmpuint (n, ==, 3);
}

/* The folder of backups cannot be made where a file has its name; for root no folder is
 * read-only. */
static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  const TriBackupOptions options = { .folder = fixture->folder };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->folder, "x", -1, NULL));
  g_assert_null (tri_backup_make (fixture->library, &options, NULL, &error));
  g_assert_nonnull (strstr (error->message, fixture->folder));
  add_mark (fixture->library);
}

static void
test_damaged_source (Fixture *fixture, gconstpointer data)
{
  const TriBackupOptions options = { .folder = fixture->folder, .now = BEGIN + DAY };
  g_autoptr (TriBackup) good = make (fixture, BEGIN);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autofree char *content = NULL;
  char *words = NULL;
  gsize length = 0;

  g_clear_object (&fixture->library);
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  words = memmem (content, length, "Personne ne paie", 16);
  g_assert_nonnull (words);
  flip (fixture->path, words - content);
  fixture->library = open_library (fixture->path);
  g_assert_null (tri_backup_make (fixture->library, &options, NULL, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_DAMAGED);
  backups = list (fixture);
  g_assert_cmpuint (backups->len, ==, 1);
  g_assert_true (tri_backup_verify (backups->pdata[0], NULL, NULL));
}

static char *
copy_old (Fixture *fixture)
{
  g_autofree char *stored = g_test_build_filename (G_TEST_DIST, "fixtures", "library-4.db", NULL);
  char *path = g_build_filename (fixture->dir, "old.db", NULL);
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (stored, &content, &length, NULL));
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
  return path;
}

static void
test_migration (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = copy_old (fixture);
  g_autoptr (TriLibrary) library = open_library (path);
  g_autoptr (GPtrArray) backups = tri_backup_list (NULL, path, NULL);
  TriBackup *backup = NULL;

  g_assert_cmpuint (backups->len, ==, 1);
  backup = backups->pdata[0];
  g_assert_cmpint (backup->reason, ==, TRI_BACKUP_MIGRATION);
  g_assert_cmpuint (backup->version, ==, 4);
  g_assert_cmpuint (backup->n_marks, ==, 1);
  g_assert_true (tri_backup_verify (backup, NULL, NULL));
}

/* No backup, no migration: not a byte is written. */
static int
fail_to_migrate (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->dir, "old.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0, length_after = 0;

  if (!path || !g_file_get_contents (path, &before, &length, NULL)
      || tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error)
      || !strstr (error->message, "no backup could be made")
      || !g_file_get_contents (path, &after, &length_after, NULL))
    return 1;
  return length == length_after && memcmp (before, after, length) == 0 ? 0 : 2;
}

static void
test_migration_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = copy_old (fixture);

  g_assert_nonnull (path);
  run_on_full_disk (fixture, 100000, fail_to_migrate);
}

static char *
restore (Fixture *fixture, const TriBackup *backup)
{
  const TriBackupOptions options = { .folder = fixture->folder };
  g_autoptr (GError) error = NULL;
  char *kept = NULL;

  kept = tri_restore_library (fixture->path, backup->path, backup->sha256, &options, NULL, &error);
  g_assert_no_error (error);
  return kept;
}

/* Who has it open goes on with what was restored. */
static void
test_restore (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBackup) backup = make (fixture, BEGIN);
  g_autoptr (TriLibrary) other = NULL;
  g_autofree char *kept = NULL;
  gint64 version = 0;

  add_mark (fixture->library);
  other = tri_library_open (fixture->path, TRI_LIBRARY_READ_ONLY, NULL);
  g_assert_cmpuint (count_marks (other), ==, 1);
  version = tri_library_get_data_version (other);
  kept = restore (fixture, backup);
  g_assert_cmpint (tri_library_get_data_version (other), !=, version);
  g_assert_cmpuint (count_marks (other), ==, 0);
  g_assert_cmpuint (count_marks (fixture->library), ==, 0);
  g_assert_cmpuint (count_marks_of (kept), ==, 1);
  add_mark (fixture->library);
  g_assert_cmpuint (count_marks (other), ==, 1);
}

static void
test_restore_damaged (Fixture *fixture, gconstpointer data)
{
  static const char rubbish[] = "This is a shopping list: bread, milk, ink.\n";
  g_autoptr (TriBackup) backup = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *content = NULL;
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);

  add_mark (fixture->library);
  backup = make (fixture, BEGIN);
  g_clear_object (&fixture->library);
  g_assert_true (g_file_set_contents (fixture->path, rubbish, -1, NULL));
  g_assert_true (g_file_set_contents (log, rubbish, -1, NULL));
  kept = restore (fixture, backup);
  g_assert_cmpuint (count_marks_of (fixture->path), ==, 1);
  g_assert_true (g_file_get_contents (kept, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, rubbish);
}

static void
test_restore_bad (Fixture *fixture, gconstpointer data)
{
  const TriBackupOptions options = { .folder = fixture->folder };
  g_autoptr (TriBackup) backup = make (fixture, BEGIN);
  g_autoptr (GError) error = NULL;

  add_mark (fixture->library);
  flip (backup->path, 20000);
  g_assert_null (tri_restore_library (fixture->path,
                                      backup->path,
                                      backup->sha256,
                                      &options,
                                      NULL,
                                      &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (tri_restore_library (fixture->path, fixture->path, NULL, &options, NULL, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_EXISTS);
  g_assert_cmpuint (count_marks (fixture->library), ==, 1);
}

static void
test_restore_old (Fixture *fixture, gconstpointer data)
{
  const TriBackupOptions options = { .folder = fixture->folder };
  g_autofree char *old = copy_old (fixture);
  g_autofree char *path = g_build_filename (fixture->dir, "new", "library.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = tri_restore_library (path, old, NULL, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (kept, ==, "");
  g_assert_cmpuint (count_marks_of (path), ==, 1);
}

/* Kills a restore somewhere in the middle, many times. */
static void
test_restore_killed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBackup) backup = make (fixture, BEGIN);
  const TriBackupOptions options = { .folder = fixture->folder };
  gint64 begun = g_get_monotonic_time ();
  gint64 whole = 0;
  guint n_old = 0;

  g_free (restore (fixture, backup));
  whole = g_get_monotonic_time () - begun;
  for (guint i = 0; i < 40; i++)
    {
      pid_t child = 0;
      g_autoptr (GPtrArray) faults = NULL;

      if (count_marks (fixture->library) == 0)
        add_mark (fixture->library);
      g_clear_object (&fixture->library);
      child = fork ();
      if (child == 0)
        {
          g_free (tri_restore_library (fixture->path,
                                       backup->path,
                                       backup->sha256,
                                       &options,
                                       NULL,
                                       NULL));
          _exit (0);
        }
      g_usleep ((gulong) (whole * i / 25));
      kill (child, SIGKILL);
      waitpid (child, NULL, 0);
      fixture->library = open_library (fixture->path);
      faults = tri_library_check (fixture->library, FALSE, NULL, NULL);
      g_assert_nonnull (faults);
      g_assert_cmpuint (faults->len, ==, 0);
      n_old += count_marks (fixture->library);
      g_assert_cmpuint (count_marks (fixture->library), <=, 1);
    }
  g_test_message ("%u of 40 were the old library", n_old);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/backup/make", test_make);
  ADD ("/backup/beside-writer", test_beside_writer);
  ADD ("/backup/cancelled", test_cancelled);
  ADD ("/backup/two-libraries", test_two_libraries);
  ADD ("/backup/flipped", test_flipped);
  ADD ("/backup/lost-manifest", test_lost_manifest);
  g_test_add_func ("/backup/rotation", test_rotation);
  g_test_add_func ("/backup/rotation/room", test_rotation_room);
  g_test_add_func ("/backup/rotation/migrations", test_rotation_migrations);
  ADD ("/backup/clock-back", test_clock_back);
  ADD ("/backup/due", test_due);
  ADD ("/backup/full-disk", test_full_disk);
  ADD ("/backup/no-folder", test_no_folder);
  ADD ("/backup/damaged-source", test_damaged_source);
  ADD ("/backup/migration", test_migration);
  ADD ("/backup/migration/refused", test_migration_refused);
  ADD ("/restore/open", test_restore);
  ADD ("/restore/damaged", test_restore_damaged);
  ADD ("/restore/bad", test_restore_bad);
  ADD ("/restore/old", test_restore_old);
  ADD ("/restore/killed", test_restore_killed);
  return g_test_run ();
}
