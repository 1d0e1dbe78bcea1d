/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import.h"
#include "library/tri-library-bookmarks.h"
#include "library/tri-library-works.h"

#include <glib/gstdio.h>

/* Makes the library that test-migrations opens in later versions: make-library XML FILE. Run once
 * for each released version of the schema; what it wrote is kept in tests/fixtures. */

static gboolean
add_bookmark (TriLibrary *library, gint64 work, GError **error)
{
  g_autoptr (TriBookmark) bookmark = tri_bookmark_new ();
  static const char *const labels[] = { "veer", NULL };

  bookmark->passage = tri_library_find_passage (library, work, "nl-1", error);
  bookmark->end_passage = bookmark->passage;
  bookmark->end = 3;
  g_free (bookmark->note);
  bookmark->note = g_strdup ("Wie is zij?");
  g_clear_pointer (&bookmark->labels, g_strfreev);
  bookmark->labels = g_strdupv ((GStrv) labels);
  return bookmark->passage != 0 && tri_library_save_bookmark (library, bookmark, error);
}

static gboolean
fill (TriLibrary *library, const char *path, GError **error)
{
  const TriImportFile file = { .path = path };
  const TriImportOptions options = { .files = &file, .n_files = 1, .kind = "auto", .link = TRUE };
  gint64 work = tri_library_import (library, &options, NULL, error);

  return work != 0
         && add_bookmark (library, work, error)
         && tri_library_save_place (library, work, "{\"row\":1}", error)
         && tri_library_set_setting (library, "taste", "salty", error);
}

int
main (int argc, char **argv)
{
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 3)
    return 2;
  g_unlink (argv[2]);
  library = tri_library_open (argv[2], TRI_LIBRARY_READ_WRITE, &error);
  if (library && fill (library, argv[1], &error))
    return 0;
  g_printerr ("%s\n", error->message);
  return 1;
}
