/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import.h"
#include "library/tri-library-works.h"
#include "reader-print.h"
#include "tri-environment.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

/* A work as GTK asks for its pages, into a file instead of a printer. */

static TriLibrary *
open_library (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, "library.db", NULL);
  g_autoptr (GError) error = NULL;
  TriLibrary *library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);

  g_assert_no_error (error);
  tri_library_add_bundled (library, tri_environment_get_data_dir (), &error);
  g_assert_no_error (error);
  return library;
}

static GBytes *
print (TriLibrary *library, const TriExportOptions *options, const char *dir)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkPrintOperation) operation = reader_print_new (library, options, &error);
  g_autofree char *path = g_build_filename (dir, "work.pdf", NULL);
  char *content = NULL;
  gsize length = 0;
  int n_pages = 0;

  g_assert_no_error (error);
  gtk_print_operation_set_show_progress (operation, FALSE);
  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation,
                                            GTK_PRINT_OPERATION_ACTION_EXPORT,
                                            NULL,
                                            &error),
                   ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_object_get (operation, "n-pages", &n_pages, NULL);
  g_assert_cmpint (n_pages, >, 10);
  g_assert_true (g_file_get_contents (path, &content, &length, &error));
  g_assert_true (g_str_has_prefix (content, "%PDF-"));
  g_unlink (path);
  return g_bytes_new_take (content, length);
}

/* The names of fonts stand in the file as they are. */
static gboolean
has (GBytes *pdf, const char *word)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (pdf, &size);
  gsize length = strlen (word);

  for (gsize i = 0; i + length <= size; i++)
    if (memcmp (data + i, word, length) == 0)
      return TRUE;
  return FALSE;
}

/* The letters of the paper are those chosen for reading. */
static void
test_font (void)
{
  g_autofree char *dir = g_dir_make_tmp ("print-XXXXXX", NULL);
  g_autoptr (TriLibrary) library = open_library (dir);
  g_autoptr (GPtrArray) works = tri_library_list_works (library, NULL);
  TriExportOptions options = {
    .work = ((TriWork *) g_ptr_array_index (works, 0))->id, .with_notes = TRUE
  };
  g_autoptr (GBytes) plain = print (library, &options, dir);
  g_autoptr (GBytes) other = NULL;

  options.font = "DejaVu Sans Mono";
  other = print (library, &options, dir);
  g_assert_false (has (plain, "DejaVuSansMono"));
  g_assert_true (has (other, "DejaVuSansMono"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/print/font", test_font);

  return g_test_run ();
}
