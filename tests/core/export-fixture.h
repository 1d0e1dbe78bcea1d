/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-exporter.h"
#include "library/tri-import.h"
#include "tri-environment.h"

#include <string.h>

/* Works to write: what is imported into a library of its own, and what a writer makes of it. */

static inline TriLibrary *
export_open (void)
{
  g_autofree char *folder = g_dir_make_tmp ("export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (GError) error = NULL;
  TriLibrary *library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);

  g_assert_no_error (error);
  return library;
}

/* @paths: up to seven files, parted by blanks: of the fixtures when they are relative. */
static inline gint64
export_import (TriLibrary *library, const char *paths)
{
  g_auto (GStrv) parts = g_strsplit (paths, " ", -1);
  TriImportFile files[8] = { { NULL } };
  TriImportOptions options = { .files = files, .link = TRUE, .kind = "auto" };
  g_autoptr (GError) error = NULL;
  gint64 work = 0;

  for (guint i = 0; parts[i]; i++)
    {
      if (!g_path_is_absolute (parts[i]))
        {
          g_autofree char *name = g_steal_pointer (&parts[i]);

          parts[i] = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
        }
      files[options.n_files++].path = parts[i];
    }
  work = tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
  return work;
}

static inline gint64
export_add_bundled (TriLibrary *library)
{
  g_autoptr (GPtrArray) works = NULL;
  g_autoptr (GError) error = NULL;

  tri_library_add_bundled (library, tri_environment_get_data_dir (), &error);
  g_assert_no_error (error);
  works = tri_library_list_works (library, &error);
  g_assert_no_error (error);
  return ((TriWork *) g_ptr_array_index (works, 0))->id;
}

static inline GBytes *
export_write (TriLibrary *library, const char *nick, const TriExportOptions *options)
{
  const TriExporter *exporter = tri_exporters_find (nick);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (exporter);
  tri_exporter_write (exporter, library, options, stream, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static inline char *
export_dup (TriLibrary *library, const char *nick, const TriExportOptions *options)
{
  g_autoptr (GBytes) bytes = export_write (library, nick, options);
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_strndup (data, size);
}
