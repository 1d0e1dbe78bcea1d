/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-folder.h"

#include <glib/gstdio.h>
#include <string.h>

static void
make_folder (const char *path)
{
  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
}

static void
make_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

static void
remove_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
assert_synchronised (const char *folder, const char *by)
{
  g_autofree char *name = NULL;
  g_autofree char *warning = tri_folder_dup_warning (folder);

  g_assert_cmpint (tri_folder_recognise (folder, &name), ==, TRI_FOLDER_SYNCHRONISED);
  g_assert_cmpstr (name, ==, by);
  g_assert_nonnull (strstr (warning, by));
}

static void
assert_not_synchronised (const char *folder)
{
  g_assert_cmpint (tri_folder_recognise (folder, NULL), !=, TRI_FOLDER_SYNCHRONISED);
}

static char *
make_root (void)
{
  char *root = g_dir_make_tmp ("folder-XXXXXX", NULL);

  g_assert_nonnull (root);
  return root;
}

/* The folder need not be there, and its name is that of the program or begins with it. */
static void
test_names (void)
{
  static const struct
  {
    const char *folder;
    const char *by;
  } folders[] = {
    { "Dropbox", "Dropbox" },
    { "Dropbox (Old)/books", "Dropbox" },
    { "Nextcloud/a/b/c", "Nextcloud" },
    { "OneDrive - Press", "OneDrive" },
    { "Google Drive", "Google Drive" },
    { "com~apple~CloudDocs/Triptych", "iCloud Drive" },
  };
  g_autofree char *root = make_root ();

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (root, folders[i].folder, NULL);

      assert_synchronised (folder, folders[i].by);
    }
  g_assert_cmpint (g_rmdir (root), ==, 0);
}

/* What a program put into the folder, or into one above, tells whatever the name is. */
static void
test_marks (void)
{
  static const struct
  {
    const char *file;
    const char *by;
  } files[] = {
    { ".dropbox", "Dropbox" },
    { ".stfolder", "Syncthing" },
    { ".sync_0a1b2c3d4e5f.db", "Nextcloud" },
  };
  g_autofree char *root = make_root ();
  g_autofree char *below = g_build_filename (root, "books", "serge", NULL);
  g_autofree char *books = g_build_filename (root, "books", NULL);

  make_folder (below);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      assert_not_synchronised (below);
      make_file (root, files[i].file);
      assert_synchronised (root, files[i].by);
      assert_synchronised (below, files[i].by);
      remove_file (root, files[i].file);
    }
  make_file (root, ".sync_notes.txt");
  assert_not_synchronised (below);
  remove_file (root, ".sync_notes.txt");
  g_assert_cmpint (g_rmdir (below) + g_rmdir (books) + g_rmdir (root), ==, 0);
}

/* The settings of such a program in the home say nothing of the folders in it. */
static void
test_home (void)
{
  const char *home = g_get_home_dir ();
  g_autofree char *folder = g_build_filename (home, "books", NULL);

  make_file (home, ".dropbox");
  assert_not_synchronised (folder);
  remove_file (home, ".dropbox");
}

static void
test_ordinary (void)
{
  g_autofree char *root = make_root ();
  g_autofree char *folder = g_build_filename (root, "my-dropbox-notes", NULL);
  g_autofree char *warning = NULL;
  g_autofree char *name = NULL;
  TriFolderKind kind = tri_folder_recognise (folder, &name);

  g_assert_cmpint (kind, !=, TRI_FOLDER_SYNCHRONISED);
  warning = tri_folder_dup_warning (folder);
  g_assert_cmpint (kind == TRI_FOLDER_NETWORK, ==, name != NULL);
  g_assert_cmpint (kind == TRI_FOLDER_NETWORK, ==, warning != NULL);
  g_assert_cmpint (g_rmdir (root), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/folder/names", test_names);
  g_test_add_func ("/folder/marks", test_marks);
  g_test_add_func ("/folder/home", test_home);
  g_test_add_func ("/folder/ordinary", test_ordinary);

  return g_test_run ();
}
