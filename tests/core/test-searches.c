/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "query-fixture.h"

#include "library/tri-backup.h"
#include "library/tri-library-merge.h"
#include "library/tri-library-searches.h"
#include "library/tri-salvage.h"
#include "library/tri-word-forms.h"

#include <fcntl.h>
#include <unistd.h>

static TriSavedSearch *
add (TriLibrary *library, const char *title, const char *query)
{
  TriSavedSearch *search = tri_saved_search_new (title, query, NULL);
  g_autoptr (GError) error = NULL;

  tri_library_create_search (library, search, &error);
  g_assert_no_error (error);
  g_assert_nonnull (search->uuid);
  g_assert_cmpint (search->created, >, 0);
  return search;
}

/* By another hand than the one that made it, as in a window. */
static void
edit (TriLibrary *library, const char *uuid, const char *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TriSavedSearch) search = tri_library_get_search (library, uuid, &error);

  g_assert_no_error (error);
  g_free (search->query);
  search->query = g_strdup (query);
  g_assert_true (tri_library_edit_search (library, search, &error));
  g_assert_no_error (error);
}

static char *
dump (TriLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) searches = tri_library_list_searches (library, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < searches->len; i++)
    {
      const TriSavedSearch *search = searches->pdata[i];

      g_string_append_printf (out, "%s%s: %s", i ? "|" : "", search->title, search->query);
      if (!g_str_equal (search->options, "{}"))
        g_string_append_printf (out, " %s", search->options);
    }
  return g_string_free (out, FALSE);
}

#define assert_searches(library, expected)     \
  G_STMT_START                                 \
  {                                            \
    g_autofree char *dump_ = dump ((library)); \
    g_assert_cmpstr (dump_, ==, (expected));   \
  }                                            \
  G_STMT_END

static void
assert_undo (TriLibrary *library, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *act = tri_library_undo (library, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (act, ==, expected);
}

static void
assert_redo (TriLibrary *library, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *act = tri_library_redo (library, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (act, ==, expected);
}

static guint
count_deletions (TriLibrary *library)
{
  return (guint) tri_library_ask (library,
                                  "SELECT count (*) FROM deletions WHERE what = 'search'"
                                  " AND ?1 = 0",
                                  0,
                                  99);
}

static void
test_journal (void)
{
  g_autofree char *path = fixture_new ();
  TriLibrary *library = fixture_open (path);
  g_autoptr (TriSavedSearch) prison = add (library, "", "fr:prison");
  g_autoptr (TriSavedSearch) exile = add (library, "Exile", "exil*");
  g_autoptr (TriSavedSearch) copy = tri_saved_search_copy (prison);
  g_autoptr (GError) error = NULL;

  assert_searches (library, "Exile: exil*|fr:prison: fr:prison");
  g_free (copy->title);
  copy->title = g_strdup ("Prisons");
  g_free (copy->options);
  copy->options = g_strdup ("{\"lang\":\"fr\"}");
  g_assert_true (tri_library_edit_search (library, copy, &error));
  g_assert_true (tri_library_delete_search (library, exile->uuid, &error));
  g_assert_cmpuint (count_deletions (library), ==, 1);

  /* As after a restart. */
  g_clear_object (&library);
  library = fixture_open (path);
  assert_searches (library, "Prisons: fr:prison {\"lang\":\"fr\"}");
  assert_undo (library, "search.delete");
  g_assert_cmpuint (count_deletions (library), ==, 0);
  assert_undo (library, "search.edit");
  assert_searches (library, "Exile: exil*|fr:prison: fr:prison");
  assert_undo (library, "search.add");
  assert_undo (library, "search.add");
  assert_searches (library, "");
  assert_redo (library, "search.add");
  assert_redo (library, "search.add");
  assert_redo (library, "search.edit");
  assert_redo (library, "search.delete");
  assert_searches (library, "Prisons: fr:prison {\"lang\":\"fr\"}");
  g_clear_object (&library);
}

/* What is written again as it stands is no act; what has gone says so. */
static void
test_nothing (void)
{
  g_autofree char *path = fixture_new ();
  g_autoptr (TriLibrary) library = fixture_open (path);
  g_autoptr (TriSavedSearch) search = add (library, "A", "a");
  g_autoptr (TriSavedSearch) gone = tri_saved_search_copy (search);
  g_autoptr (GError) error = NULL;

  g_assert_true (tri_library_edit_search (library, search, &error));
  g_assert_true (tri_library_delete_search (library, search->uuid, &error));
  g_assert_false (tri_library_edit_search (library, gone, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (tri_library_delete_search (library, search->uuid, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (tri_library_get_search (library, search->uuid, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
  assert_undo (library, "search.delete");
  assert_undo (library, "search.add");
}

/* The same library, which from here goes its own way. */
static TriLibrary *
open_copy (TriLibrary *library, char **path)
{
  g_autofree char *folder = g_dir_make_tmp ("searches-XXXXXX", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  TriLibrary *copy;

  *path = g_build_filename (folder, "other.db", NULL);
  sql = g_strdup_printf ("VACUUM INTO '%s'", *path);
  tri_library_exec (library, sql, &error);
  g_assert_no_error (error);
  copy = fixture_open (*path);
  g_assert_true (tri_library_exec (copy, "PRAGMA journal_mode = WAL", NULL));
  return copy;
}

static TriMergeReport *
merge (TriLibrary *library, const char *path)
{
  const TriMergeOptions options = { .path = path };
  g_autoptr (TriMergeReport) report = tri_merge_report_new ();
  g_autoptr (GError) error = NULL;

  tri_library_merge (library, &options, report, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&report);
}

static void
test_merge (void)
{
  g_autofree char *path = fixture_new ();
  g_autofree char *other_path = NULL;
  g_autoptr (TriLibrary) library = fixture_open (path);
  g_autoptr (TriSavedSearch) changed = add (library, "Changed", "a");
  g_autoptr (TriSavedSearch) deleted = add (library, "Deleted", "d");
  g_autoptr (TriLibrary) other = open_copy (library, &other_path);
  g_autoptr (TriSavedSearch) here = add (library, "Here", "h");
  g_autoptr (TriSavedSearch) there = add (other, "There", "t");
  g_autoptr (TriMergeReport) again = NULL;

  edit (other, changed->uuid, "b");
  g_assert_true (tri_library_delete_search (other, deleted->uuid, NULL));
  tri_merge_report_free (merge (library, other_path));
  assert_searches (library, "Changed: b|Here: h|There: t");
  again = merge (library, other_path);
  g_assert_true (tri_merge_report_is_empty (again));
  tri_merge_report_free (merge (other, path));
  assert_searches (other, "Changed: b|Here: h|There: t");
  assert_undo (library, "library.merge");
  assert_searches (library, "Changed: a|Deleted: d|Here: h");
}

static void
test_conflict (void)
{
  g_autofree char *path = fixture_new ();
  g_autofree char *other_path = NULL;
  g_autoptr (TriLibrary) library = fixture_open (path);
  g_autoptr (TriSavedSearch) search = add (library, "Both", "a");
  g_autoptr (TriLibrary) other = open_copy (library, &other_path);
  g_autoptr (TriMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;
  const TriMergeConflict *conflict;
  const TriMergeField *field;

  edit (library, search->uuid, "mine");
  edit (other, search->uuid, "theirs");
  report = merge (library, other_path);
  g_assert_cmpuint (report->conflicts->len, ==, 1);
  conflict = g_ptr_array_index (report->conflicts, 0);
  g_assert_cmpstr (conflict->what, ==, "search");
  g_assert_cmpstr (conflict->title, ==, "Both");
  g_assert_cmpuint (conflict->fields->len, ==, 1);
  field = g_ptr_array_index (conflict->fields, 0);
  g_assert_cmpstr (field->name, ==, "query");
  g_assert_true (tri_library_decide_merge_conflict (library,
                                                    conflict->uuid,
                                                    TRI_MERGE_TAKE_THEIRS,
                                                    &error));
  assert_searches (library, "Both: theirs");
}

static gint64
ask (TriLibrary *library, const char *sql)
{
  return tri_library_ask (library, sql, 0, -1);
}

static char *
import_text (void)
{
  g_autofree char *folder = g_dir_make_tmp ("searches-XXXXXX", NULL);
  g_autofree char *text = g_build_filename (folder, "text.txt", NULL);
  char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (TriLibrary) library = fixture_open (path);
  const TriImportFile file = { .path = text, .lang = "en" };
  const TriImportOptions options = { .files = &file, .n_files = 1, .kind = "translations" };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (text,
                                      "Somebody came to town in the long winter.\n\n"
                                      "He asked for the house of the baker.\n",
                                      -1,
                                      NULL));
  tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static void
wipe_page (const char *path, gint64 page, gint64 size)
{
  g_autofree char *nothing = g_malloc0 ((gsize) size);
  int file = open (path, O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (pwrite (file, nothing, (gsize) size, (off_t) ((page - 1) * size)), ==, size);
  close (file);
}

/* The searches of a page that cannot be read come from the backup; words are counted anew. */
static void
test_salvage (void)
{
  static const char root[] = "SELECT rootpage FROM sqlite_schema WHERE name = 'searches'"
                             " AND ?1 = 0";
  static const char words[] = "SELECT sum (passages) FROM word_forms WHERE ?1 = 0";
  g_autofree char *path = import_text ();
  g_autofree char *folder = g_dir_make_tmp ("searches-XXXXXX", NULL);
  const TriBackupOptions backup_options = { .folder = folder };
  const TriSalvageOptions options = { .folder = folder };
  g_autoptr (TriSalvageReport) report = tri_salvage_report_new ();
  g_autoptr (TriBackup) backup = NULL;
  TriLibrary *library = fixture_open (path);
  g_autoptr (TriSavedSearch) search = add (library, "Kept", "a OR b");
  g_autoptr (GError) error = NULL;
  gint64 page = ask (library, root);
  gint64 size = ask (library, "SELECT page_size FROM pragma_page_size WHERE ?1 = 0");
  gint64 n_words;

  g_assert_true (tri_library_count_words (library, NULL, &error));
  n_words = ask (library, words);
  g_assert_cmpint (n_words, >, 10);
  backup = tri_backup_make (library, &backup_options, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&library);
  wipe_page (path, page, size);
  tri_salvage_library (path, &options, report, NULL, &error);
  g_assert_no_error (error);
  library = fixture_open (path);
  assert_searches (library, "Kept: a OR b");
  g_assert_cmpint (ask (library, words), ==, n_words);
  g_assert_false (tri_library_has_uncounted_words (library));
  g_clear_object (&library);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/searches/journal", test_journal);
  g_test_add_func ("/searches/nothing", test_nothing);
  g_test_add_func ("/searches/merge/both-ways", test_merge);
  g_test_add_func ("/searches/merge/conflict", test_conflict);
  g_test_add_func ("/searches/salvage", test_salvage);

  return g_test_run ();
}
