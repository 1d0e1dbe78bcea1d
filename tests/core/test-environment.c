/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-environment.h"
#include "tri-temp-file.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
test_data_dir_variable_first (void)
{
  g_autofree char *before = g_strdup (g_getenv ("TRIPTYCH_DATA_DIR"));

  g_setenv ("TRIPTYCH_DATA_DIR", "/somewhere", TRUE);
  g_assert_cmpstr (tri_environment_get_data_dir (), ==, "/somewhere");

  g_setenv ("TRIPTYCH_DATA_DIR", "", TRUE);
  g_assert_cmpstr (tri_environment_get_data_dir (), ==, PKGDATADIR);

  g_setenv ("TRIPTYCH_DATA_DIR", before, TRUE);
}

static void
test_home_empty (void)
{
  g_assert_true (g_str_has_prefix (g_get_user_data_dir (), g_get_home_dir ()));
  g_assert_false (g_file_test (g_get_user_data_dir (), G_FILE_TEST_EXISTS));
}

/* A full disk wants room, anything else does not. */
static void
test_temp_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("temp-XXXXXX", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing", NULL);
  const char *const none[] = { missing, NULL };
  const char *const second[] = { missing, folder, NULL };
  char byte = 'x';
  int file = -1;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (tri_temp_file_open_in (none, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, missing));
  g_assert_nonnull (strstr (error->message, "TMPDIR"));
  g_assert_null (strstr (error->message, "Make room"));
  g_clear_error (&error);

  file = tri_temp_file_open_in (second, &error);
  g_assert_no_error (error);
  g_assert_true (tri_temp_file_write (file, &byte, 1, 0, &error));
  g_assert_false (tri_temp_file_read (file, &byte, 1, 1, &error));
  g_assert_null (strstr (error->message, "Make room"));
  g_clear_error (&error);
  close (file);
  g_assert_cmpint (g_rmdir (folder), ==, 0);

  file = g_open ("/dev/full", O_WRONLY, 0);
  g_assert_false (tri_temp_file_write (file, &byte, 1, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_nonnull (strstr (error->message, "Make room"));
  close (file);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/environment/data-dir/variable-first", test_data_dir_variable_first);
  g_test_add_func ("/environment/home/empty", test_home_empty);
  g_test_add_func ("/environment/temp-file", test_temp_file);

  return g_test_run ();
}
