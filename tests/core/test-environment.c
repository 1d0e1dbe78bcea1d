/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-environment.h"

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

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/environment/data-dir/variable-first", test_data_dir_variable_first);
  g_test_add_func ("/environment/home/empty", test_home_empty);

  return g_test_run ();
}
