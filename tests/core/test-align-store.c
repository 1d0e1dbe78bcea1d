/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align-fixture.h"

#include "formats/tri-export.h"

#include <sys/wait.h>
#include <unistd.h>

static TriWorkKind
get_kind (TriLibrary *library, gint64 work)
{
  g_autoptr (TriWork) found = tri_library_get_work (library, work, NULL);

  return found->kind;
}

static void
test_translations (AlignFixture *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  gint64 work = align_import (library, "lock.fr.md lock.en.md", 0, "auto");
  TriLinkMember at;
  g_autoptr (GArray) counterparts = NULL;

  g_assert_cmpuint (tri_library_count_strands (library, work), ==, 2);
  align_run (library, work, TRUE);
  g_assert_cmpint (get_kind (library, work), ==, TRI_WORK_TRANSLATIONS);
  g_assert_cmpuint (tri_library_count_strands (library, work), ==, 1);
  g_assert_false (tri_library_needs_alignment (library, work));
  at = align_find (library, "sept péniches");
  align_assert_at (library, &at, "Cette nu|That nig");
  counterparts = tri_library_get_counterparts (library, at.passage, at.sentence, NULL);
  g_assert_cmpuint (counterparts->len, ==, 1);
  g_assert_true (g_array_index (counterparts, TriCounterpart, 0).full);
  g_assert_cmpint (g_array_index (counterparts, TriCounterpart, 0).status,
                   ==,
                   TRI_STATUS_COMPUTED);
  g_assert_cmpint (align_ask (library, "SELECT count (*) FROM links WHERE kind <> 0"), ==, 0);
  g_assert_cmpint (align_ask (library, "SELECT count (*) FROM row_blocks WHERE summary IS NULL"),
                   ==,
                   0);
  align_check (library);
}

/* Texts that say different things stay columns of their own, and the work becomes accounts. */
static void
test_accounts (AlignFixture *fixture, gconstpointer data)
{
  const TriLibraryAlignOptions options = { .decide_kind = TRUE };
  TriLibrary *library = fixture->library;
  gint64 work = align_import (library, "recipes.en.md lock.nl.md", 0, "auto");
  g_auto (TriLibraryAlignment) alignment = { 0 };
  g_autoptr (GError) error = NULL;

  tri_library_align (library, work, &options, &alignment, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (alignment.loose->len, ==, 2);
  g_assert_cmpuint (alignment.n_links, ==, 0);
  g_assert_cmpint (get_kind (library, work), ==, TRI_WORK_ACCOUNTS);
  g_assert_cmpuint (tri_library_count_strands (library, work), ==, 2);
  g_assert_cmpint (align_ask (library, "SELECT count (*) FROM links"), ==, 0);
  align_check (library);
}

static void
test_one_is_loose (AlignFixture *fixture, gconstpointer data)
{
  const TriLibraryAlignOptions options = { .decide_kind = TRUE };
  TriLibrary *library = fixture->library;
  gint64 work = align_import (library, "lock.fr.md recipes.en.md lock.nl.md", 0, "auto");
  g_auto (TriLibraryAlignment) alignment = { 0 };
  g_autoptr (GError) error = NULL;

  tri_library_align (library, work, &options, &alignment, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (alignment.loose->len, ==, 1);
  g_assert_cmpuint (alignment.n_aligned, ==, 2);
  g_assert_cmpuint (tri_library_count_strands (library, work), ==, 2);
  g_assert_cmpint (get_kind (library, work), ==, TRI_WORK_TRANSLATIONS);
  align_check (library);
}

/* Works grow: the third text is aligned with the two, each pair is kept. */
static void
test_added (AlignFixture *fixture, gconstpointer data)
{
  const TriLibraryAlignOptions options = { 0 };
  TriLibrary *library = fixture->library;
  gint64 work = align_import (library, "lock.fr.md lock.en.md", 0, "translations");
  g_auto (TriLibraryAlignment) first = { 0 };
  g_auto (TriLibraryAlignment) none = { 0 };
  g_auto (TriLibraryAlignment) second = { 0 };
  TriLinkMember at;

  g_assert_false (tri_library_is_aligned (library, work));
  g_assert_true (tri_library_align (library, work, &options, &first, NULL, NULL));
  g_assert_cmpuint (first.n_aligned, ==, 2);
  g_assert_true (tri_library_is_aligned (library, work));
  g_assert_true (tri_library_align (library, work, &options, &none, NULL, NULL));
  g_assert_cmpuint (none.n_aligned, ==, 0);
  align_import (library, "short.nl.md", work, "translations");
  g_assert_true (tri_library_needs_alignment (library, work));
  g_assert_true (tri_library_align (library, work, &options, &second, NULL, NULL));
  g_assert_cmpuint (second.n_aligned, ==, 3);
  g_assert_cmpuint (tri_library_count_strands (library, work), ==, 1);
  at = align_find (library, "zeven schepen");
  align_assert_at (library, &at, "Cette nu|That nig|Die nach");
  g_assert_cmpint (align_ask (library, "SELECT count (*) FROM links WHERE kind = 1"), >, 60);
  align_check (library);
}

/* What a file ties is left as it is. */
static void
test_imported (AlignFixture *fixture, gconstpointer data)
{
  const TriLibraryAlignOptions options = { .again = TRUE };
  TriLibrary *library = fixture->library;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "library.xml", NULL);
  gint64 work = align_import (library, path, 0, "auto");
  g_auto (TriLibraryAlignment) alignment = { 0 };
  g_autofree char *before = align_dump (library);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  tri_library_align (library, work, &options, &alignment, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (alignment.n_aligned, ==, 0);
  g_assert_false (tri_library_is_aligned (library, work));
  after = align_dump (library);
  g_assert_cmpstr (before, ==, after);
}

static void
cancel_cb (double fraction, gpointer data)
{
  if (fraction >= 0.8)
    g_cancellable_cancel (data);
}

static void
test_cancel (AlignFixture *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  gint64 work = align_import (library, "lock.fr.md lock.en.md lock.nl.md", 0, "translations");
  g_autofree char *before = align_dump (library);
  g_autofree char *after = NULL;

  for (guint late = 0; late < 2; late++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      const TriLibraryAlignOptions options = { .progress = cancel_cb, .user_data = cancellable };
      g_auto (TriLibraryAlignment) alignment = { 0 };
      g_autoptr (GError) error = NULL;

      if (!late)
        g_cancellable_cancel (cancellable);
      g_assert_false (
          tri_library_align (library, work, &options, &alignment, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      align_check (library);
      if (late)
        continue;
      after = align_dump (library);
      g_assert_cmpstr (before, ==, after);
    }
  align_run (library, work, FALSE);
  g_assert_cmpuint (tri_library_count_strands (library, work), ==, 1);
  align_check (library);
}

static void
die_cb (double fraction, gpointer data)
{
  if (fraction >= 0.8)
    _exit (7);
}

/* The program dies while links are written: the library opens, is sound, and can be aligned. */
static void
test_killed (void)
{
  g_autofree char *path = align_new_path ();
  g_autoptr (TriLibrary) library = NULL;
  gint64 work = 0;
  int status = 0;
  pid_t child;

  library = align_open (path);
  work = align_import (library, "lock.fr.md lock.en.md", 0, "translations");
  g_clear_object (&library);
  child = fork ();
  if (child == 0)
    {
      const TriLibraryAlignOptions options = { .progress = die_cb };
      TriLibraryAlignment alignment = { 0 };

      library = align_open (path);
      tri_library_align (library, work, &options, &alignment, NULL, NULL);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (WEXITSTATUS (status), ==, 7);
  library = align_open (path);
  align_check (library);
  align_run (library, work, FALSE);
  g_assert_cmpuint (tri_library_count_strands (library, work), ==, 1);
  align_check (library);
}

/* The reader confirms a link while the aligner computes: it stays as the reader has it. */
static void
confirm_between_cb (gpointer data)
{
  TriLibrary *library = data;
  TriLinkMember members[] = { align_find (library, "Il avait vingt-deux"),
                              align_find (library, "The station smelt") };
  g_autoptr (GError) error = NULL;

  library->between = NULL;
  tri_library_tie (library, members, 2, TRI_RELATION_TRANSLATION, NULL, &error);
  g_assert_no_error (error);
}

static void
test_act_between (AlignFixture *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  gint64 work = align_import (library, "lock.fr.md lock.en.md", 0, "translations");
  TriLinkMember at;

  library->between = confirm_between_cb;
  library->hook_data = library;
  align_run (library, work, FALSE);
  g_assert_null (library->between);
  at = align_find (library, "Il avait vingt-deux");
  align_assert_at (library, &at, "Il avait|The stat");
  at = align_find (library, "sept péniches");
  align_assert_at (library, &at, "Cette nu|That nig");
  align_check (library);
}

static char *
export_links (TriLibrary *library, gint64 work)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GString) links = NULL;
  g_autoptr (GError) error = NULL;
  const char *at;

  tri_export_json (library, work, stream, NULL, &error);
  g_assert_no_error (error);
  links = g_string_new_len (
      g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
      (gssize) g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
  at = strstr (links->str, "\"alignment\":[");
  g_assert_nonnull (at);
  return g_strdup (at);
}

/* The ids of texts are new in another library; their keys are not. */
static char *
drop_ids (const char *json)
{
  g_autoptr (GRegex) regex = g_regex_new ("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", 0, 0, NULL);

  return g_regex_replace_literal (regex, json, -1, 0, "ID", 0, NULL);
}

static void
test_round_trip (AlignFixture *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  gint64 work = align_import (library, "lock.fr.md lock.en.md short.nl.md", 0, "translations");
  TriLinkMember at = { 0 };
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *file = g_build_filename (folder, "work.xml", NULL);
  g_autofree char *other_path = align_new_path ();
  g_autoptr (TriLibrary) other = align_open (other_path);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GFile) target = g_file_new_for_path (file);
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  align_run (library, work, FALSE);
  at = align_find (library, "He was twenty-two");
  g_assert_true (tri_library_confirm_link (library, &at, NULL));
  at = align_find (library, "Nobody was waiting");
  g_assert_true (tri_library_omit_link (library, &at, 0, NULL, NULL));
  before = export_links (library, work);
  stream = g_file_replace (target, NULL, FALSE, 0, NULL, &error);
  tri_export_tei (library, work, G_OUTPUT_STREAM (stream), NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &error);
  g_assert_no_error (error);
  work = align_import (other, file, 0, "auto");
  {
    const TriLibraryAlignOptions options = { 0 };
    g_auto (TriLibraryAlignment) alignment = { 0 };

    g_assert_true (tri_library_align (other, work, &options, &alignment, NULL, NULL));
    g_assert_cmpuint (alignment.n_aligned, ==, 0);
  }
  after = export_links (other, work);
  expected = drop_ids (before);
  found = drop_ids (after);
  g_assert_cmpstr (found, ==, expected);
  align_check (other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, AlignFixture, NULL, align_set_up, func, align_tear_down)
  ADD ("/align-store/kinds/translations", test_translations);
  ADD ("/align-store/kinds/accounts", test_accounts);
  ADD ("/align-store/kinds/one-is-loose", test_one_is_loose);
  ADD ("/align-store/grow/text-added", test_added);
  ADD ("/align-store/imported/left-alone", test_imported);
  ADD ("/align-store/cancel/consistent", test_cancel);
  ADD ("/align-store/act/between", test_act_between);
  ADD ("/align-store/export/round-trip", test_round_trip);
#undef ADD
  g_test_add_func ("/align-store/cancel/killed", test_killed);

  return g_test_run ();
}
