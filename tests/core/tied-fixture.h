/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import-fixture.h"

#include "library/tri-library-private.h"

/* Files written into a folder of their own, imported together, and what became of their links. */

typedef struct
{
  char *folder;
  TriLibrary *library;
  TriImportReport report;
  gboolean kind_is_open;
} Tied;

static inline void
tied_set_up (Tied *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("tied-XXXXXX", NULL);
  path = g_build_filename (self->folder, "library.db", NULL);
  self->library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
}

static inline void
tied_tear_down (Tied *self, gconstpointer data)
{
  g_clear_object (&self->library);
  g_free (self->folder);
}

#define ADD_TIED(path, func) g_test_add (path, Tied, NULL, tied_set_up, func, tied_tear_down)

static inline void
tied_write (Tied *self, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

/* @names: parted by blanks, relative to the folder or absolute. */
static inline gint64
tied_try (Tied *self,
          const char *names,
          const char *format,
          gint64 work,
          TriImportTie tie,
          GError **error)
{
  g_auto (GStrv) parts = g_strsplit (names, " ", -1);
  guint n = g_strv_length (parts);
  g_autofree TriImportFile *files = g_new0 (TriImportFile, n);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  TriImportOptions options = { .files = files, .n_files = n, .work = work, .kind = "auto" };

  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (paths,
                       g_path_is_absolute (parts[i])
                           ? g_strdup (parts[i])
                           : g_build_filename (self->folder, parts[i], NULL));
      files[i].path = paths->pdata[i];
      files[i].format = g_str_has_suffix (parts[i], ".links") ? NULL : format;
    }
  options.tie = tie;
  options.report = &self->report;
  options.kind_is_open = &self->kind_is_open;
  return tri_library_import (self->library, &options, NULL, error);
}

static inline gint64
tied_import (Tied *self, const char *names, const char *format, gint64 work, TriImportTie tie)
{
  g_autoptr (GError) error = NULL;
  gint64 made = tied_try (self, names, format, work, tie, &error);

  g_assert_no_error (error);
  return made;
}

/* The words of a member: of its sentence, or of the passage. */
static inline void
tied_append_member (GString *out, TriPassage *passage, int sentence)
{
  g_autofree char *words = NULL;

  if (sentence < 0 || (guint) sentence >= passage->sentences->len)
    {
      g_string_append (out, passage->content);
      return;
    }
  words = g_utf8_substring (passage->content,
                            g_array_index (passage->sentences, TriRange, sentence).start,
                            g_array_index (passage->sentences, TriRange, sentence).end);
  g_string_append (out, words);
}

/* One link a line, in the order of their first passages: the words of its members with "/" between
 * them and "|" between texts. @kind: of the links, see TriLinkKind. */
static inline char *
tied_dump (Tied *self, gint64 work, int kind)
{
  static const char sql[] = "SELECT l.id, p.id, p.text, m.sentence FROM links l"
                            " JOIN link_members m ON m.link = l.id JOIN passages p"
                            " ON p.id = m.passage JOIN texts t ON t.id = p.text"
                            " WHERE l.work = ?1 AND l.kind = ?2 ORDER BY"
                            " (SELECT min (o.passage * 1000 + o.sentence) FROM link_members o"
                            "  WHERE o.link = l.id),"
                            " l.id, t.ord, p.ord, m.sentence";
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, 4 * sizeof (gint64));
  GString *out = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;

  sqlite3_prepare_v2 (self->library->db, sql, -1, &statement, NULL);
  g_assert_nonnull (statement);
  sqlite3_bind_int64 (statement, 1, work);
  sqlite3_bind_int (statement, 2, kind);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      gint64 member[4];

      for (int i = 0; i < 4; i++)
        member[i] = sqlite3_column_int64 (statement, i);
      g_array_append_val (members, member);
    }
  sqlite3_finalize (statement);
  for (guint i = 0; i < members->len; i++)
    {
      const gint64 *member = (const gint64 *) (gpointer) members->data + 4 * i;
      g_autoptr (TriPassage) passage = tri_library_get_passage (self->library, member[1], NULL);

      if (i > 0)
        g_string_append (out,
                         member[-4] != member[0]   ? "\n"
                         : member[-2] != member[2] ? "|"
                                                   : "/");
      tied_append_member (out, passage, (int) member[3]);
    }
  return g_string_free (out, FALSE);
}

static inline void
tied_assert (Tied *self, gint64 work, const char *expected)
{
  g_autofree char *dump = tied_dump (self, work, TRI_LINK_GROUP);

  g_assert_cmpstr (dump, ==, expected);
  assert_sound (self->library);
}

static inline TriWorkKind
tied_get_kind (Tied *self, gint64 work)
{
  g_autoptr (TriWork) found = tri_library_get_work (self->library, work, NULL);

  return found->kind;
}
