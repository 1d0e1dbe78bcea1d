/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-bookmarks.h"
#include "library/tri-library-merge.h"
#include "library/tri-library-private.h"

/* What tests of a merge do with libraries, whatever these hold. */

/* The words that a statement answers with. */
static inline char *
ask_words (TriLibrary *library, const char *sql)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  g_assert_true (tri_library_next (library, statement, NULL));
  return tri_statement_dup_text (statement, 0);
}

#define assert_words(library, sql, expected)                \
  G_STMT_START                                              \
  {                                                         \
    g_autofree char *words_ = ask_words ((library), (sql)); \
    g_assert_cmpstr (words_, ==, (expected));               \
  }                                                         \
  G_STMT_END

static inline TriMergeReport *
merge_with (TriLibrary *library, const TriMergeOptions *options)
{
  g_autoptr (TriMergeReport) report = tri_merge_report_new ();
  g_autoptr (GError) error = NULL;

  tri_library_merge (library, options, report, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&report);
}

static inline TriMergeReport *
merge_file (TriLibrary *library, const char *path)
{
  return merge_with (library, &(TriMergeOptions){ .path = path });
}

static inline void
tell_conflict (const TriMergeConflict *conflict)
{
  g_test_message ("“%s” %d %d", conflict->title, conflict->mine_gone, conflict->theirs_gone);
  for (guint i = 0; i < conflict->fields->len; i++)
    {
      const TriMergeField *field = g_ptr_array_index (conflict->fields, i);

      g_test_message ("%s: “%s”, “%s”", field->name, field->mine, field->theirs);
    }
}

/* The library at @path has nothing that this one lacks. */
static inline void
assert_nothing_comes (TriLibrary *library, const char *path)
{
  g_autoptr (TriMergeReport) report = merge_file (library, path);

  for (guint i = 0; i < report->counts->len; i++)
    {
      const TriMergeCount *count = &g_array_index (report->counts, TriMergeCount, i);

      g_test_message ("%s: %u %u %u %u",
                      count->what,
                      count->n_new,
                      count->n_changed,
                      count->n_gone,
                      count->n_conflicts);
    }
  g_ptr_array_foreach (report->conflicts, (GFunc) tell_conflict, NULL);
  g_assert_true (tri_merge_report_is_empty (report));
}

static inline void
undo (TriLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *act = tri_library_undo (library, &error);

  g_assert_no_error (error);
  g_assert_nonnull (act);
}
