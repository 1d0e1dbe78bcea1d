/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query-fixture.h"

#include "formats/tri-export-marks.h"
#include "formats/tri-marks-reader.h"
#include "library/tri-library-marks.h"

#define WORK "6ff0c1d6-9a6e-4a37-8f0e-0d5a0f8a1c01"
#define FRENCH "6ff0c1d6-9a6e-4a37-8f0e-0d5a0f8a1c02"
#define ENGLISH "6ff0c1d6-9a6e-4a37-8f0e-0d5a0f8a1c03"

/* The fixture with true uuids and the index of its words. */
static inline TriLibrary *
open_library (void)
{
  TriLibrary *library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;

  tri_library_exec (library,
                    "UPDATE works SET uuid = '" WORK "';"
                    "UPDATE texts SET uuid = '" FRENCH "' WHERE id = 1;"
                    "UPDATE texts SET uuid = '" ENGLISH "' WHERE id = 2;"
                    "INSERT INTO passages_fts (passages_fts) VALUES ('rebuild')",
                    &error);
  g_assert_no_error (error);
  return library;
}

static inline GArray *
find_all (TriLibrary *library)
{
  const TriMarkQuery query = { .order = TRI_BOOKMARK_ORDER_PLACE };
  g_autoptr (GError) error = NULL;
  GArray *ids = tri_library_find_marks (library, &query, &error);

  g_assert_no_error (error);
  return ids;
}

static inline char *
write_file (const char *name, const char *text)
{
  g_autofree char *folder = g_dir_make_tmp ("annotations-XXXXXX", NULL);
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static inline void
take (TriLibrary *library, const char *path, gint64 text, gboolean dry, TriMarksOutcome *outcome)
{
  const TriMarksImport import = { path, 0, text, dry };
  g_autoptr (GError) error = NULL;

  tri_library_import_marks (library, &import, outcome, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}
