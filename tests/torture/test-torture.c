/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fault-vfs.h"
#include "torture-session.h"

#include "library/tri-import.h"
#include "library/tri-library-bookmarks.h"
#include "library/tri-library-private.h"
#include "library/tri-library-works.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a library must survive. TRIPTYCH_TORTURE says how many rounds of each; `./dev torture` does
 * a thousand, the tests a few. The rounds are numbered, and a number is a seed. */

#define DIGEST_LENGTH 64

static guint n_rounds = 8;
static const char *program;

static char *
new_path (void)
{
  g_autofree char *folder = g_dir_make_tmp ("torture-XXXXXX", NULL);
  char *path = g_build_filename (folder, "library.db", NULL);

  torture_make_library (path);
  return path;
}

static void
remove_library (const char *path)
{
  static const char *const ends[] = { "", "-wal", "-shm", "-journal", ".txt" };
  g_autofree char *folder = g_path_get_dirname (path);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (path, ends[i], NULL);

      g_unlink (name);
    }
  g_rmdir (folder);
}

/* --- A writer in a process of its own --- */

static void
tell (char what, const char *digest)
{
  char line[DIGEST_LENGTH + 1];

  line[0] = what;
  memcpy (line + 1, digest, DIGEST_LENGTH);
  g_assert_cmpint (write (STDOUT_FILENO, line, sizeof line), ==, sizeof line);
}

/* Says before each act what the library is to hold, and after it that this is confirmed. With
 * @power the power goes at the n-th act, in the middle of it or behind it. */
static int
write_marks (const char *path, guint32 seed, guint n_acts, gboolean power)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed + 1);
  TriLibrary *library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
  TortureSession *session;

  g_assert_no_error (error);
  session = torture_session_new (library, seed);
  if (power)
    fault_vfs_power_on ();
  for (guint i = 0; i < n_acts; i++)
    {
      tell ('?', torture_session_choose (session));
      if (power && i + 1 == n_acts)
        fault_vfs_set (FAULT_WRITE | FAULT_SYNC,
                       (guint) g_rand_int_range (random, 1, 14),
                       SQLITE_IOERR,
                       TRUE);
      if (torture_session_act (session, &error))
        tell ('!', torture_session_get_digest (session));
      else
        g_assert_true (power && i + 1 == n_acts);
      g_clear_error (&error);
    }
  if (power)
    fault_vfs_power_off (random);
  _exit (0);
}

typedef struct
{
  GPid pid;
  int out;
} Writer;

static Writer
start_writer (const char *path, guint32 seed, guint n_acts, gboolean power)
{
  g_autofree char *seed_text = g_strdup_printf ("%u", seed);
  g_autofree char *acts_text = g_strdup_printf ("%u", n_acts);
  const char *power_text = power ? "1" : "0";
  const char *const argv[] = { program, "--write", path, seed_text, acts_text, power_text, NULL };
  g_autoptr (GError) error = NULL;
  Writer writer;

  g_spawn_async_with_pipes (NULL,
                            (char **) argv,
                            NULL,
                            G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH,
                            NULL,
                            NULL,
                            &writer.pid,
                            NULL,
                            &writer.out,
                            NULL,
                            &error);
  g_assert_no_error (error);
  return writer;
}

static char *
finish_writer (Writer *writer, int *status)
{
  GString *said = g_string_new (NULL);
  char buffer[4096];
  gssize n;

  while ((n = read (writer->out, buffer, sizeof buffer)) > 0 || (n < 0 && errno == EINTR))
    if (n > 0)
      g_string_append_len (said, buffer, n);
  close (writer->out);
  g_assert_cmpint (waitpid (writer->pid, status, 0), ==, writer->pid);
  return g_string_free (said, FALSE);
}

/* What was confirmed last is there, or what was begun after it is, whole. Returns how many acts
 * were confirmed. */
static guint
check_said (const char *path, const char *said, const char *first)
{
  g_autofree char *confirmed = g_strdup (first);
  g_autofree char *begun = g_strdup (first);
  g_autofree char *now = NULL;
  g_autoptr (TriLibrary) library = NULL;
  gsize length = strlen (said);
  guint n = 0;

  for (gsize at = 0; at + DIGEST_LENGTH + 1 <= length; at += DIGEST_LENGTH + 1)
    {
      char **which = said[at] == '!' ? &confirmed : &begun;

      n += said[at] == '!';
      g_free (*which);
      *which = g_strndup (said + at + 1, DIGEST_LENGTH);
    }
  library = torture_open_sound (path);
  now = torture_dup_digest (library);
  if (!g_str_equal (now, begun))
    g_assert_cmpstr (now, ==, confirmed);
  return n;
}

static char *
read_digest (const char *path)
{
  g_autoptr (TriLibrary) library = torture_open_sound (path);

  return torture_dup_digest (library);
}

/* A process that writes as fast as it can is killed at a random moment. One library goes through
 * all rounds, so that what one leaves the next begins with. */
static void
test_kill (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint n_confirmed = 0;

  for (guint round = 0; round < n_rounds; round++)
    {
      g_autofree char *first = read_digest (path);
      g_autofree char *said = NULL;
      Writer writer = start_writer (path, round + 1, G_MAXUINT, FALSE);
      struct pollfd first_word = { writer.out, POLLIN, 0 };
      int status = 0;

      /* Mostly from its first word on, so that opening is not all that is interrupted. */
      if (round % 4 != 0)
        g_assert_cmpint (poll (&first_word, 1, -1), ==, 1);
      g_usleep ((gulong) g_rand_int_range (random, 0, 120 * 1000));
      kill (writer.pid, SIGKILL);
      said = finish_writer (&writer, &status);
      g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
      n_confirmed += check_said (path, said, first);
    }
  g_test_message ("%u sessions killed, %u acts confirmed, none missing", n_rounds, n_confirmed);
  g_assert_cmpuint (n_confirmed, >, 0);
  remove_library (path);
}

static void
test_power (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  guint n_confirmed = 0;

  for (guint round = 0; round < n_rounds; round++)
    {
      g_autofree char *first = read_digest (path);
      g_autofree char *said = NULL;
      guint n_acts = (guint) g_rand_int_range (random, 1, 20);
      Writer writer = start_writer (path, round + 1, n_acts, TRUE);
      int status = 0;

      said = finish_writer (&writer, &status);
      g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
      n_confirmed += check_said (path, said, first);
    }
  g_test_message ("%u times without power, %u acts confirmed, none missing",
                  n_rounds,
                  n_confirmed);
  g_assert_cmpuint (n_confirmed, >, 0);
  remove_library (path);
}

/* Two processes that write at once, while a third reads: everything both confirmed is there. */
static void
test_processes (void)
{
  const guint n_acts = 10 + n_rounds;
  g_autofree char *path = new_path ();
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GPtrArray) marks = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *acts = g_strdup_printf ("%u", n_acts);
  GPid pids[2];

  for (guint i = 0; i < 2; i++)
    {
      const char *const argv[] = { program, "--add", path, i ? "second" : "first", acts, NULL };

      g_spawn_async (NULL,
                     (char **) argv,
                     NULL,
                     G_SPAWN_DO_NOT_REAP_CHILD,
                     NULL,
                     NULL,
                     &pids[i],
                     &error);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < 2; i++)
    {
      int status = 0;

      g_assert_cmpint (waitpid (pids[i], &status, 0), ==, pids[i]);
      g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
    }
  library = torture_open_sound (path);
  marks = tri_library_list_bookmarks (library, 0, NULL, TRI_BOOKMARK_ORDER_DATE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (marks->len, ==, 2 * n_acts);
  remove_library (path);
}

/* --- A disk that fails --- */

typedef struct
{
  const char *name;
  FaultKind kinds;
  int code;
  gboolean lasts;
} Disk;

static const Disk disks[] = {
  { "full", FAULT_WRITE, SQLITE_FULL, TRUE },
  { "full-once", FAULT_WRITE, SQLITE_FULL, FALSE },
  { "write", FAULT_WRITE, SQLITE_IOERR_WRITE, FALSE },
  { "read", FAULT_READ, SQLITE_IOERR_READ, FALSE },
  { "read-lasting", FAULT_READ, SQLITE_IOERR_READ, TRUE },
  { "sync", FAULT_SYNC, SQLITE_IOERR_FSYNC, TRUE },
  { "open", FAULT_OPEN, SQLITE_CANTOPEN, TRUE },
  { "any", FAULT_WRITE | FAULT_READ | FAULT_SYNC | FAULT_TRUNCATE, SQLITE_IOERR, TRUE },
};

/* A session in which the n-th call of the disk fails. Returns whether it came so far. */
static gboolean
work_on_disk (const Disk *disk, const char *path, guint n)
{
  g_autofree char *before = NULL;
  g_autofree char *begun = NULL;
  g_autofree char *now = NULL;
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (TriLibrary) again = NULL;
  g_autoptr (TortureSession) session = NULL;
  g_autoptr (GError) error = NULL;
  gboolean reached;

  library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  session = torture_session_new (library, n);
  fault_vfs_set (disk->kinds, n, disk->code, disk->lasts);
  for (guint i = 0; i < 6 && !error; i++)
    {
      g_free (begun);
      begun = g_strdup (torture_session_choose (session));
      torture_session_act (session, &error);
    }
  before = g_strdup (torture_session_get_digest (session));
  g_clear_pointer (&session, torture_session_free);
  g_clear_object (&library);
  reached = fault_vfs_count () >= n;
  fault_vfs_clear ();
  again = torture_open_sound (path);
  now = torture_dup_digest (again);
  /* What was refused is not there, or the last of it, whole, where the disk failed behind it. */
  if (!g_str_equal (now, before))
    g_assert_cmpstr (now, ==, begun);
  return reached;
}

static void
test_disk (gconstpointer data)
{
  const Disk *disk = data;
  g_autofree char *path = new_path ();
  guint n = 1;

  while (n <= 12 * n_rounds && work_on_disk (disk, path, n))
    n++;
  g_test_message ("%s: failed at each of %u calls", disk->name, n - 1);
  g_assert_cmpuint (n, >, 1);
  remove_library (path);
}

/* Opening meets a disk that fails: an error in words, or a library that works; never harm. */
static void
test_opening (gconstpointer data)
{
  const Disk *disk = data;
  g_autofree char *path = new_path ();
  g_autofree char *first = read_digest (path);

  for (guint n = 1; n <= 6 * n_rounds; n++)
    {
      g_autoptr (TriLibrary) library = NULL;
      g_autofree char *now = NULL;
      g_autoptr (GError) error = NULL;

      fault_vfs_set (disk->kinds, n, disk->code, disk->lasts);
      library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
      g_assert_true ((library != NULL) != (error != NULL));
      g_clear_object (&library);
      fault_vfs_clear ();
      now = read_digest (path);
      g_assert_cmpstr (now, ==, first);
    }
  remove_library (path);
}

#define N_PARAGRAPHS 2000

static gboolean
is_whole (const TriWork *work)
{
  const TriText *text = g_ptr_array_index (work->texts, 0);

  return text->n_passages == N_PARAGRAPHS;
}

/* An import meets a disk that fails: the work is there, whole, or nothing of it. It can be there
 * though an error is told, as SQLite fills up the last sector behind what makes a commit hold. */
static void
test_import (gconstpointer data)
{
  const Disk *disk = data;
  g_autofree char *path = new_path ();
  g_autofree char *file = g_strconcat (path, ".more.txt", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  TriImportFile one = { .path = file, .lang = "en" };
  const TriImportOptions options = { .files = &one, .n_files = 1, .kind = "auto" };
  guint n_works = 1;
  guint n = 1;

  for (guint i = 0; i < N_PARAGRAPHS; i++)
    g_string_append_printf (text, "In %u the miller of mill %u paid no one.\n\n", 1500 + i % 9, i);
  g_file_set_contents (file, text->str, -1, &error);
  g_assert_no_error (error);
  for (; n < 100000 && n_works == 1; n += 1 + n / MIN (n_rounds, 20))
    {
      g_autoptr (TriLibrary) library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
      g_autoptr (TriLibrary) again = NULL;
      g_autoptr (GPtrArray) works = NULL;
      gboolean done = FALSE;

      g_assert_no_error (error);
      fault_vfs_set (disk->kinds, n, disk->code, disk->lasts);
      done = tri_library_import (library, &options, NULL, &error) != 0;
      g_assert_true (done != (error != NULL));
      g_clear_error (&error);
      g_clear_object (&library);
      fault_vfs_clear ();
      again = torture_open_sound (path);
      works = tri_library_list_works (again, &error);
      g_assert_no_error (error);
      n_works = works->len;
      g_assert_true (n_works == 2 || (n_works == 1 && !done));
      g_assert_true (n_works == 1 || is_whole (works->pdata[0]) || is_whole (works->pdata[1]));
    }
  g_test_message ("%s: the import came through at %u calls", disk->name, n);
  g_assert_cmpuint (n_works, ==, 2);
  g_unlink (file);
  remove_library (path);
}

/* --- A file that changes by itself --- */

static void
read_file (const char *path, char **bytes, gsize *n_bytes)
{
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, bytes, n_bytes, &error);
  g_assert_no_error (error);
}

/* "told", or what it said instead. */
static gboolean
is_told (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
  g_autoptr (GPtrArray) faults = NULL;

  if (!library)
    return error != NULL;
  faults = tri_library_check (library, FALSE, NULL, &error);
  return !faults || faults->len > 0;
}

/* The header counts changes and says which version of SQLite wrote it last: SQLite writes these
 * anew, so a flip there harms nothing, and is gone. */
static void
test_flip (void)
{
  g_autofree char *path = new_path ();
  g_autofree char *bytes = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  gsize n_bytes = 0;
  guint n_flips = 25 * n_rounds;

  g_free (read_digest (path));
  read_file (path, &bytes, &n_bytes);
  for (guint i = 0; i < n_flips; i++)
    {
      gsize at = i < 100 ? i * 4 : (gsize) g_rand_int_range (random, 0, (int) n_bytes);
      char bit = (char) (1 << g_rand_int_range (random, 0, 8));
      g_autoptr (GError) error = NULL;

      bytes[at] ^= bit;
      g_file_set_contents (path, bytes, (gssize) n_bytes, &error);
      g_assert_no_error (error);
      bytes[at] ^= bit;
      if (!is_told (path))
        g_error ("Byte %" G_GSIZE_FORMAT ", bit %d: not told", at, bit);
    }
  g_test_message ("%u bits flipped, one after the other: each was told", n_flips);
  remove_library (path);
}

/* --- Others, and the clock --- */

static void
test_locked (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (TriLibrary) library = torture_open_sound (path);
  g_autoptr (TortureSession) session = torture_session_new (library, 3);
  g_autofree char *before = NULL;
  g_autofree char *now = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *other = NULL;

  g_assert_cmpint (sqlite3_open (path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  torture_session_choose (session);
  g_assert_false (torture_session_act (session, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_BUSY);
  g_clear_error (&error);
  before = g_strdup (torture_session_get_digest (session));
  now = torture_dup_digest (library);
  g_assert_cmpstr (now, ==, before);
  g_assert_cmpint (sqlite3_exec (other, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (other);
  torture_session_act (session, &error);
  g_assert_no_error (error);
  remove_library (path);
}

/* What is stored of the marks says that they were changed tomorrow: they are changed, undone and
 * listed all the same. */
static void
test_clock (void)
{
  static const char tomorrow[] = "UPDATE bookmarks SET modified = unixepoch () + 86400;"
                                 "UPDATE journal SET created = unixepoch () + 86400";
  g_autofree char *path = new_path ();
  g_autoptr (TriLibrary) library = torture_open_sound (path);
  g_autoptr (TortureSession) session = torture_session_new (library, 5);
  g_autofree char *now = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 10 * n_rounds; i++)
    {
      if (i % 10 == 5)
        g_assert_true (tri_library_exec (library, tomorrow, NULL));
      torture_session_choose (session);
      torture_session_act (session, &error);
      g_assert_no_error (error);
    }
  now = torture_dup_digest (library);
  g_assert_cmpstr (now, ==, torture_session_get_digest (session));
  remove_library (path);
}

/* A folder in which nothing can be made: the library is read, and writing is refused in words. */
static void
test_read_only (void)
{
  g_autofree char *path = new_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *first = read_digest (path);
  g_autofree char *now = NULL;
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("root writes everywhere; the disk that fails at each opening stands for it");
      remove_library (path);
      return;
    }
  g_assert_cmpint (g_chmod (folder, 0500), ==, 0);
  g_assert_cmpint (g_chmod (path, 0400), ==, 0);
  library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_null (library);
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  now = read_digest (path);
  g_assert_cmpstr (now, ==, first);
  remove_library (path);
}

/* A process of its own that adds so many marks. */
static int
add_marks (const char *path, const char *name, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
  g_autoptr (GArray) passages = NULL;

  g_assert_no_error (error);
  passages = torture_list_passages (library);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TriBookmark) mark = tri_bookmark_new ();

      mark->passage = g_array_index (passages, gint64, i % passages->len);
      mark->end = 3;
      g_free (mark->note);
      mark->note = g_strdup_printf ("%s %u", name, i);
      tri_library_save_bookmark (library, mark, &error);
      g_assert_no_error (error);
    }
  return 0;
}

static guint
number (const char *text)
{
  return (guint) g_ascii_strtoull (text, NULL, 10);
}

int
main (int argc, char **argv)
{
  const char *rounds = g_getenv ("TRIPTYCH_TORTURE");

  fault_vfs_register ();
  program = argv[0];
  if (argc == 6 && g_str_equal (argv[1], "--write"))
    return write_marks (argv[2], number (argv[3]), number (argv[4]), argv[5][0] == '1');
  if (argc == 5 && g_str_equal (argv[1], "--add"))
    return add_marks (argv[2], argv[3], number (argv[4]));
  if (rounds)
    n_rounds = number (rounds);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/torture/kill", test_kill);
  g_test_add_func ("/torture/power", test_power);
  g_test_add_func ("/torture/processes", test_processes);
  for (guint i = 0; i < G_N_ELEMENTS (disks); i++)
    {
      g_autofree char *acts = g_strconcat ("/torture/disk/", disks[i].name, NULL);
      g_autofree char *import = g_strconcat ("/torture/import/", disks[i].name, NULL);
      g_autofree char *opening = g_strconcat ("/torture/opening/", disks[i].name, NULL);

      /* Acts open no file. */
      if (disks[i].kinds != FAULT_OPEN)
        g_test_add_data_func (acts, &disks[i], test_disk);
      if (disks[i].kinds & FAULT_WRITE)
        g_test_add_data_func (import, &disks[i], test_import);
      g_test_add_data_func (opening, &disks[i], test_opening);
    }
  g_test_add_func ("/torture/flip", test_flip);
  g_test_add_func ("/torture/locked", test_locked);
  g_test_add_func ("/torture/clock", test_clock);
  g_test_add_func ("/torture/read-only", test_read_only);
  return g_test_run ();
}
