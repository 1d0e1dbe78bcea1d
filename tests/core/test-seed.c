/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library.h"
#include "library/tri-seed.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
make_path (const char *name)
{
  return g_build_filename (g_get_home_dir (), "seed", name, NULL);
}

static void
make_seed (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (tri_library_set_setting (library, "taste", "sweet", &error));
  g_assert_no_error (error);
}

static void
test_plant_new (void)
{
  g_autofree char *seed = make_path ("seed.db");
  g_autofree char *path = make_path ("new/folder/library.db");
  g_autofree char *taste = NULL;
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GError) error = NULL;

  make_seed (seed);
  g_assert_true (tri_seed_plant (seed, path));

  library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  taste = tri_library_dup_setting (library, "taste");
  g_assert_cmpstr (taste, ==, "sweet");
}

static void
test_plant_existing (void)
{
  g_autofree char *seed = make_path ("seed.db");
  g_autofree char *path = make_path ("mine.db");
  g_autofree char *content = NULL;

  make_seed (seed);
  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  g_assert_false (tri_seed_plant (seed, path));
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "mine");
}

static void
test_plant_other_version (void)
{
  g_autofree char *seed = make_path ("seed.db");
  g_autofree char *path = make_path ("other.db");
  g_autofree char *content = NULL;
  gsize length = 0;

  make_seed (seed);
  g_assert_true (g_file_get_contents (seed, &content, &length, NULL));
  content[63]++; /* user_version */
  g_assert_true (g_file_set_contents (seed, content, (gssize) length, NULL));

  g_assert_false (tri_seed_plant (seed, path));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_unlink (seed);
  g_assert_false (tri_seed_plant (seed, path));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/seed/plant/new", test_plant_new);
  g_test_add_func ("/seed/plant/existing", test_plant_existing);
  g_test_add_func ("/seed/plant/other-version", test_plant_other_version);

  return g_test_run ();
}
