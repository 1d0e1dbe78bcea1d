/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export.h"
#include "library/tri-import.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

/* How many MB of a format are written into a file in a second of processor time, which other
 * programs take nothing of: bench-export TEI-FILE. That is imported first. */

#define ROUNDS 7

typedef gboolean (*Exporter) (TriLibrary *library,
                              gint64 work,
                              GOutputStream *stream,
                              GCancellable *cancellable,
                              GError **error);

static const struct
{
  const char *name;
  Exporter exporter;
} formats[] = {
  { "tei", tri_export_tei },
  { "json", tri_export_json },
};

static double
get_cpu (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const double *left = a, *right = b;

  return *left < *right ? -1 : *left > *right;
}

static void
measure (TriLibrary *library, gint64 work, guint format, const char *path)
{
  double seconds[ROUNDS];
  double mb = 0;

  for (int i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;
      g_autoptr (GFileOutputStream) stream = NULL;
      double start;

      stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error);
      g_assert_no_error (error);
      start = get_cpu ();
      formats[format].exporter (library, work, G_OUTPUT_STREAM (stream), NULL, &error);
      seconds[i] = get_cpu () - start;
      g_assert_no_error (error);
      mb = (double) g_seekable_tell (G_SEEKABLE (stream)) / 1e6;
    }
  qsort (seconds, ROUNDS, sizeof *seconds, compare_numbers);
  printf ("%-6s %8.1f %8.2f %8.1f\n",
          formats[format].name,
          mb,
          seconds[ROUNDS / 2],
          mb / seconds[ROUNDS / 2]);
}

int
main (int argc, char **argv)
{
  g_autofree char *dir = g_dir_make_tmp ("triptych-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "library.db", NULL);
  g_autofree char *out = g_build_filename (dir, "work", NULL);
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  TriImportFile files[] = { { NULL } };
  TriImportOptions options = { .files = files, .n_files = 1, .kind = "auto" };
  gint64 work;

  if (argc < 2)
    return 2;
  files[0].path = argv[1];
  library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  work = tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);

  printf ("export       MB    CPU s     MB/s   (medians of %d rounds)\n", ROUNDS);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    measure (library, work, i, out);
  g_unlink (out);
  g_clear_object (&library);
  g_unlink (path);
  g_rmdir (dir);
  return 0;
}
