/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-private.h"
#include "library/tri-library-works.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

/* A folder of its own for each test, in the home that the test runner throws away. */
static char *
new_path (const char *name)
{
  g_autofree char *folder = g_dir_make_tmp ("library-XXXXXX", NULL);

  g_assert_nonnull (folder);
  return g_build_filename (folder, name, NULL);
}

static TriLibrary *
open_new (const char *path)
{
  g_autoptr (GError) error = NULL;
  TriLibrary *library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);

  g_assert_no_error (error);
  return library;
}

static void
test_open_new (void)
{
  g_autofree char *base = new_path ("some");
  g_autofree char *folder = g_build_filename (base, "where", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (TriLibrary) library = open_new (path);
  GStatBuf info;

  g_assert_true (tri_library_is_new (library));
  g_assert_cmpstr (tri_library_get_path (library), ==, path);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  g_clear_object (&library);

  library = open_new (path);
  g_assert_false (tri_library_is_new (library));
}

static void
test_open_missing_read_only (void)
{
  g_autofree char *path = new_path ("library.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) library = tri_library_open (path, TRI_LIBRARY_READ_ONLY, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (library);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A pipe would wait for ever, a folder that is a file has no room: both are told. */
static void
test_open_no_place (void)
{
  g_autofree char *path = new_path ("pipe");
  g_autofree char *inside = g_build_filename (path, "library.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = NULL;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_null (tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_LIBRARY);
  g_assert_null (tri_library_open (inside, TRI_LIBRARY_READ_WRITE, &other));
  g_assert_true (g_pattern_match_simple ("*library.db* Choose another place*", other->message));
}

typedef struct
{
  const char *name;
  gsize offset; /* where @bytes go in a good library */
  const char *bytes;
  gsize n_bytes;
  gsize size; /* cut to so many, 0: not */
  int code;
} Broken;

static const Broken broken[] = {
  { "text", 0, "Once upon a time", 16, 0, TRI_ERROR_NOT_LIBRARY },
  { "empty", 0, "", 0, 1, TRI_ERROR_NOT_LIBRARY },
  { "short", 0, "", 0, 60, TRI_ERROR_NOT_LIBRARY },
  { "other", 68, "\0\0\0\1", 4, 0, TRI_ERROR_NOT_LIBRARY },
  { "newer", 60, "\0\0\0\x7f", 4, 0, TRI_ERROR_NEWER },
  { "cut-off", 0, "", 0, 9000, TRI_ERROR_DAMAGED },
  { "page-size", 16, "\0\3", 2, 0, TRI_ERROR_DAMAGED },
  { "schema", 100, "\xff\xff\xff\xff\xff\xff\xff\xff", 8, 0, TRI_ERROR_DAMAGED },
  { "schema-cells", 4080, "\xff\xff\xff\xff\xff\xff\xff\xff", 8, 0, TRI_ERROR_DAMAGED },
};

static void
break_library (const Broken *what, const char *path)
{
  g_autoptr (TriLibrary) library = open_new (path);
  g_autofree char *contents = NULL;
  gsize size = 0;

  g_clear_object (&library);
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  memcpy (contents + what->offset, what->bytes, what->n_bytes);
  g_assert_true (g_file_set_contents (path,
                                      contents,
                                      (gssize) (what->size ? what->size : size),
                                      NULL));
}

static guint
count_files (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

/* What is refused is named, and stays as it was. */
static void
test_open_refused (gconstpointer data)
{
  const Broken *what = data;
  g_autofree char *path = new_path ("library.db");
  g_autofree char *before = NULL, *after = NULL;
  gsize n_before = 0, n_after = 0;

  break_library (what, path);
  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  for (int mode = TRI_LIBRARY_READ_ONLY; mode <= TRI_LIBRARY_READ_WRITE; mode++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TriLibrary) library = tri_library_open (path, (TriLibraryMode) mode, &error);

      g_assert_error (error, TRI_ERROR, what->code);
      g_assert_nonnull (strstr (error->message, path));
      g_assert_null (library);
    }
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  g_assert_cmpuint (count_files (path), ==, 1);
}

static void
test_setting_round_trip (void)
{
  g_autofree char *path = new_path ("library.db");
  g_autoptr (TriLibrary) library = open_new (path);
  g_autoptr (TriLibrary) other = tri_library_open (path, TRI_LIBRARY_READ_ONLY, NULL);
  gint64 version = tri_library_get_data_version (other);
  g_autofree char *value = NULL;

  g_assert_null (tri_library_dup_setting (other, "colour"));
  g_assert_true (tri_library_set_setting (library, "colour", "blue", NULL));
  g_assert_cmpint (tri_library_get_data_version (other), !=, version);
  value = tri_library_dup_setting (other, "colour");
  g_assert_cmpstr (value, ==, "blue");
  g_assert_true (tri_library_set_setting (library, "colour", NULL, NULL));
  g_assert_null (tri_library_dup_setting (other, "colour"));
}

static void
test_read_only_writes_nothing (void)
{
  g_autofree char *path = new_path ("library.db");
  g_autoptr (TriLibrary) library = open_new (path);
  g_autoptr (TriLibrary) other = tri_library_open (path, TRI_LIBRARY_READ_ONLY, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (tri_library_set_setting (other, "colour", "blue", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
}

/* Holds the library for a moment, as another program may. */
static gpointer
hold_library (gpointer data)
{
  TriLibrary *library = open_new (data);
  TriTransaction *transaction = tri_library_begin (library, NULL);

  g_assert_nonnull (transaction);
  g_usleep (200000);
  g_assert_true (tri_library_set_setting (library, "held", "yes", NULL));
  g_assert_true (tri_transaction_commit (transaction, NULL));
  g_object_unref (library);
  return NULL;
}

/* Who writes waits for another writer; who reads does not. */
static void
test_writers_wait (void)
{
  g_autofree char *path = new_path ("library.db");
  g_autoptr (TriLibrary) library = open_new (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *held = NULL;
  GThread *thread = g_thread_new ("holder", hold_library, path);

  g_usleep (100000);
  held = tri_library_dup_setting (library, "held");
  g_assert_null (held);
  g_assert_true (tri_library_set_setting (library, "colour", "blue", &error));
  g_assert_no_error (error);
  g_thread_join (thread);
  held = tri_library_dup_setting (library, "held");
  g_assert_cmpstr (held, ==, "yes");
}

/* A transaction that leaves its scope without a commit leaves nothing, nor does one inside it. */
static void
test_transaction_rolled_back (void)
{
  g_autofree char *path = new_path ("library.db");
  g_autoptr (TriLibrary) library = open_new (path);
  g_autofree char *outer = NULL, *inner = NULL;

  {
    g_autoptr (TriTransaction) transaction = tri_library_begin (library, NULL);

    g_assert_true (tri_library_set_setting (library, "outer", "yes", NULL));
    {
      g_autoptr (TriTransaction) part = tri_library_begin (library, NULL);

      g_assert_true (tri_library_set_setting (library, "inner", "yes", NULL));
    }
    g_assert_true (tri_transaction_commit (g_steal_pointer (&transaction), NULL));
  }
  outer = tri_library_dup_setting (library, "outer");
  inner = tri_library_dup_setting (library, "inner");
  g_assert_cmpstr (outer, ==, "yes");
  g_assert_null (inner);
}

static void
copy_file (const char *from, const char *to, const char *suffix)
{
  g_autofree char *source = g_strconcat (from, suffix, NULL);
  g_autofree char *target = g_strconcat (to, suffix, NULL);
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (source, &content, &length, NULL));
  g_assert_true (g_file_set_contents (target, content, (gssize) length, NULL));
}

/* A full disk stops the log half-way on its way into the file: the first page already counts pages
 * that are still in the log only. */
static void
test_open_half_moved_log (void)
{
  g_autofree char *path = new_path ("library.db");
  g_autofree char *copy = new_path ("library.db");
  g_autofree char *content = NULL;
  g_autofree char *value = NULL;
  g_autofree char *long_value = NULL;
  g_autoptr (TriLibrary) library = open_new (path);
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  long_value = g_strnfill (100000, 'x'); /* the file has to grow, so the log holds the first page */
  g_assert_true (tri_library_set_setting (library, "kept", long_value, &error));
  g_assert_no_error (error);
  copy_file (path, copy, "");
  copy_file (path, copy, "-wal");
  g_assert_true (g_file_get_contents (copy, &content, &length, NULL));
  content[30] = (char) (content[30] + 1); /* 256 pages more */
  g_assert_true (g_file_set_contents (copy, content, (gssize) length, NULL));

  g_clear_object (&library);
  library = open_new (copy);
  value = tri_library_dup_setting (library, "kept");
  g_assert_cmpstr (value, ==, long_value);
}

/* What a damaged file says of ranges and letters never leads a reader of passages astray. */
static void
test_damaged_ranges (void)
{
  static const char rows[] = "INSERT INTO works"
                             " (id, uuid, title, kind, complete, created, modified)"
                             " VALUES (1, 'w', 'W', 0, 1, 0, 0);"
                             "INSERT INTO texts"
                             " (id, uuid, work, ord, lang, title, passages, modified)"
                             " VALUES (1, 't', 1, 0, 'en', 'T', 1, 0);"
                             "INSERT INTO passages"
                             " (id, text, ord, kind, level, key, content, hash)"
                             " VALUES (1, 1, 0, 99, 0, 'p', CAST (x'61ff62' AS TEXT), 0);"
                             "INSERT INTO dates (passage, start, stop, edtf, origin)"
                             " VALUES (1, 0, 1, '1917', 99), (1, 1, 4000000, '1917', 0);"
                             "INSERT INTO mentions"
                             " (passage, text, ord, start, stop, type, origin, confidence)"
                             " VALUES (1, 1, 0, 0, 1, 77, 0, 1), (1, 1, 0, 2, 900, 0, 0, 1),"
                             " (1, 1, 0, 3, 2, 0, 0, 1);";
  g_autofree char *path = new_path ("library.db");
  g_autoptr (TriLibrary) library = open_new (path);
  g_autoptr (TriPassage) passage = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tri_library_exec (library, rows, &error));
  g_assert_no_error (error);
  passage = tri_library_get_passage (library, 1, &error);
  g_assert_no_error (error);

  g_assert_true (g_utf8_validate (passage->content, -1, NULL));
  g_assert_cmpint (passage->kind, <=, TRI_PASSAGE_NOTE);
  g_assert_cmpuint (passage->dates->len, ==, 1);
  g_assert_cmpint (g_array_index (passage->dates, TriDate, 0).origin, <=, TRI_ORIGIN_READER);
  g_assert_cmpuint (passage->mentions->len, ==, 1);
  g_assert_cmpint (g_array_index (passage->mentions, TriMention, 0).type, <, TRI_N_ENTITY_TYPES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/library/open/new", test_open_new);
  g_test_add_func ("/library/open/missing-read-only", test_open_missing_read_only);
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *name = g_strconcat ("/library/open/refused/", broken[i].name, NULL);

      g_test_add_data_func (name, &broken[i], test_open_refused);
    }
  g_test_add_func ("/library/open/no-place", test_open_no_place);
  g_test_add_func ("/library/open/half-moved-log", test_open_half_moved_log);
  g_test_add_func ("/library/damaged/ranges", test_damaged_ranges);
  g_test_add_func ("/library/setting/round-trip", test_setting_round_trip);
  g_test_add_func ("/library/read-only/writes-nothing", test_read_only_writes_nothing);
  g_test_add_func ("/library/writers/wait", test_writers_wait);
  g_test_add_func ("/library/transaction/rolled-back", test_transaction_rolled_back);

  return g_test_run ();
}
