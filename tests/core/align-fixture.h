/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-import.h"
#include "library/tri-library-align.h"
#include "library/tri-library-bookmarks.h"
#include "library/tri-library-links.h"
#include "library/tri-library-private.h"
#include "library/tri-library-works.h"

/* Works of the texts in fixtures/align, made by a real import and the real aligner. */

static inline char *
align_new_path (void)
{
  g_autofree char *folder = g_dir_make_tmp ("align-XXXXXX", NULL);

  return g_build_filename (folder, "library.db", NULL);
}

static inline TriLibrary *
align_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  TriLibrary *library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);

  g_assert_no_error (error);
  return library;
}

/* @names: files of fixtures/align parted by blanks. */
static inline gint64
align_import (TriLibrary *library, const char *names, gint64 work, const char *kind)
{
  g_auto (GStrv) parts = g_strsplit (names, " ", -1);
  guint n = g_strv_length (parts);
  g_autofree TriImportFile *files = g_new0 (TriImportFile, n);
  TriImportOptions options = { .files = files, .n_files = n, .work = work, .kind = kind };
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) langs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gint64 made;

  for (guint i = 0; i < n; i++)
    {
      const char *dot = strchr (parts[i], '.');

      if (g_path_is_absolute (parts[i]))
        g_ptr_array_add (paths, g_strdup (parts[i]));
      else
        g_ptr_array_add (paths,
                         g_test_build_filename (G_TEST_DIST, "fixtures", "align", parts[i], NULL));
      files[i].path = paths->pdata[i];
      g_ptr_array_add (langs, g_strndup (dot + 1, 2));
      if (!g_path_is_absolute (parts[i]))
        files[i].lang = langs->pdata[i];
    }
  made = tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
  return made;
}

static inline void
align_run (TriLibrary *library, gint64 work, gboolean decide_kind)
{
  const TriLibraryAlignOptions options = { .again = TRUE, .decide_kind = decide_kind };
  g_auto (TriLibraryAlignment) alignment = { 0 };
  g_autoptr (GError) error = NULL;

  tri_library_align (library, work, &options, &alignment, NULL, &error);
  g_assert_no_error (error);
}

/* A library of its own for each test, with an aligned work where the test names its texts. */
typedef struct
{
  char *path;
  TriLibrary *library;
  gint64 work;
} AlignFixture;

static inline void
align_set_up (AlignFixture *fixture, gconstpointer names)
{
  fixture->path = align_new_path ();
  fixture->library = align_open (fixture->path);
  if (names == NULL)
    return;
  fixture->work = align_import (fixture->library, names, 0, "translations");
  align_run (fixture->library, fixture->work, FALSE);
}

static inline void
align_tear_down (AlignFixture *fixture, gconstpointer names)
{
  g_assert_finalize_object (fixture->library);
  g_free (fixture->path);
}

static inline void
align_check (TriLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = tri_library_check (library, FALSE, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (char *) faults->pdata[i]);
  g_assert_cmpuint (faults->len, ==, 0);
}

static inline gint64
align_ask (TriLibrary *library, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 answer;

  g_assert_cmpint (sqlite3_prepare_v2 (library->db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  answer = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return answer;
}

/* The sentence that contains these words. */
static inline TriLinkMember
align_find (TriLibrary *library, const char *words)
{
  TriLinkMember member = { 0, 0, -1 };
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM passages WHERE instr (content, '%s')",
                                          words);
  g_autoptr (TriPassage) passage = NULL;
  const char *at;

  member.passage = align_ask (library, sql);
  passage = tri_library_get_passage (library, member.passage, NULL);
  at = strstr (passage->content, words);
  member.text = passage->text;
  member.sentence = (int) tri_passage_get_sentence_at (passage,
                                                       (guint) g_utf8_pointer_to_offset (
                                                           passage->content,
                                                           at));
  return member;
}

/* The first words of what a link holds, by "|" between members. */
static inline char *
align_describe (TriLibrary *library, const TriLink *link)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; link && i < link->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (link->members, TriLinkMember, i);
      g_autoptr (TriPassage) passage = tri_library_get_passage (library, member->passage, NULL);
      guint start = 0;
      const char *from, *end;

      if (member->sentence >= 0)
        start = g_array_index (passage->sentences, TriRange, member->sentence).start;
      from = g_utf8_offset_to_pointer (passage->content, start);
      end = from;
      for (guint n = 0; n < 8 && *end; n++)
        end = g_utf8_next_char (end);
      g_string_append_printf (out, "%s%.*s", i ? "|" : "", (int) (end - from), from);
    }
  return g_string_free (out, FALSE);
}

static inline char *
align_describe_at (TriLibrary *library, const TriLinkMember *at)
{
  g_autoptr (TriLink) link = NULL;

  link = tri_library_get_link_at (library, at->passage, at->sentence, NULL);
  return align_describe (library, link);
}

#define align_assert_at(library, at, expected)                         \
  G_STMT_START                                                         \
  {                                                                    \
    g_autofree char *described_ = align_describe_at ((library), (at)); \
    g_assert_cmpstr (described_, ==, (expected));                      \
  }                                                                    \
  G_STMT_END

static inline void
align_dump_sql (TriLibrary *library, const char *sql, GString *out)
{
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (library->db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        g_string_append_printf (out, "%s ", (const char *) sqlite3_column_text (statement, i));
      g_string_append_c (out, '\n');
    }
  sqlite3_finalize (statement);
}

/* All links, and the rows: how many passages each takes of each text. */
static inline char *
align_dump (TriLibrary *library)
{
  GString *out = g_string_new (NULL);

  align_dump_sql (library,
                  "SELECT l.kind, l.status, ifnull (l.score, '-'), (SELECT group_concat (x, ' ')"
                  " FROM (SELECT passage || '.' || sentence AS x FROM link_members"
                  "  WHERE link = l.id ORDER BY passage, sentence)) AS m FROM links l"
                  " ORDER BY 4, 1",
                  out);
  align_dump_sql (library,
                  "SELECT g.work, g.strand, group_concat (hex (b.cells), '') FROM row_groups g"
                  " JOIN row_blocks b ON b.grp = g.id GROUP BY 1, 2 ORDER BY 1, 2",
                  out);
  align_dump_sql (library, "SELECT id, strand, col FROM texts ORDER BY id", out);
  return g_string_free (out, FALSE);
}
