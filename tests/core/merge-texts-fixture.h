/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "merge-acts.h"

#include "library/tri-import.h"
#include "library/tri-library-bookmarks.h"

/* Libraries of one person whose texts came by themselves, or in other versions. */

#define FIRST "Ada Perrin came to the town on a cold evening, and nobody was there to meet her."
#define SECOND "She asked at the inn for Bob Lindt. The host said that he had gone to the harbour."
#define THIRD \
  "In the morning the snow lay high. Ada Perrin wrote a letter, and waited for the post."
#define FOURTH "The letter came back after a week. Nobody of that name was known at the harbour."
#define FIFTH "So she took the road again, with one trunk, and did not look back at the town."

static const char *const lines[] = { FIRST, SECOND, THIRD, FOURTH, FIFTH, NULL };
/* A passage is new, one changed, one gone. */
static const char *const newer[] = {
  "A new chapter begins here, which says what is to come.",
  FIRST,
  SECOND,
  "In the morning the snow lay very high. Ada Perrin wrote a long letter, and waited for the post.",
  FIFTH,
  NULL,
};

typedef struct
{
  char *folder;
  TriLibrary *libraries[2];
} Pair;

static inline char *
write_text (Pair *self, const char *name, const char *const *passages)
{
  g_autofree char *text = g_strjoinv ("\n\n", (char **) passages);
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static inline TriLibrary *
open_library (const char *path)
{
  g_autoptr (GError) error = NULL;
  TriLibrary *library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (tri_library_exec (library, "PRAGMA synchronous = OFF", NULL));
  return library;
}

static inline TriLibrary *
open_new (Pair *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  return open_library (path);
}

static inline void
pair_init (Pair *self)
{
  self->folder = g_dir_make_tmp ("merge-XXXXXX", NULL);
  self->libraries[0] = open_new (self, "library.db");
}

/* Two that know nothing of each other. */
static inline void
pair_init_apart (Pair *self)
{
  pair_init (self);
  self->libraries[1] = open_new (self, "other.db");
}

static inline void
pair_clear (Pair *self)
{
  g_clear_object (&self->libraries[0]);
  g_clear_object (&self->libraries[1]);
  g_free (self->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

static inline void
import_file (TriLibrary *library, const char *path)
{
  TriImportFile file = { path, "en" };
  TriImportOptions options = { &file, 1, .kind = "translations" };
  g_autoptr (GError) error = NULL;

  tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
}

/* The text of a text, whatever its row, by the words of a passage. */
static inline gint64
get_passage (TriLibrary *library, guint ord)
{
  static const char sql[] = "SELECT p.id FROM passages AS p JOIN texts AS t ON t.id = p.text"
                            " JOIN works AS w ON w.id = t.work"
                            " WHERE w.complete = 1 AND w.deleted IS NULL AND p.ord = ?1";

  return tri_library_ask (library, sql, ord, 0);
}

static inline TriMergeReport *
merge (TriLibrary *library, TriLibrary *other)
{
  return merge_file (library, tri_library_get_path (other));
}

static inline void
merge_calmly (TriLibrary *library, TriLibrary *other)
{
  g_autoptr (TriMergeReport) report = merge (library, other);

  g_assert_cmpuint (report->conflicts->len, ==, 0);
}

static inline void
assert_nothing_new (TriLibrary *library, TriLibrary *other)
{
  assert_nothing_comes (library, tri_library_get_path (other));
}

static inline void
redo (TriLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *act = tri_library_redo (library, &error);

  g_assert_no_error (error);
  g_assert_nonnull (act);
}

static inline void
assert_sound (TriLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = tri_library_check (library, FALSE, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (faults, i));
  g_assert_cmpuint (faults->len, ==, 0);
}
