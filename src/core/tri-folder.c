/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-folder.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/vfs.h>

/* Files that a program puts into the folder it copies, or into one above. */
static const struct
{
  const char *file;
  const char *name;
} marks[] = {
  { ".dropbox", "Dropbox" },
  { ".dropbox.cache", "Dropbox" },
  { ".stfolder", "Syncthing" },
  { ".nextcloudsync.log", "Nextcloud" },
  { ".owncloudsync.log", "ownCloud" },
  { ".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive" },
  { ".tmp.drivedownload", "Google Drive" },
  { ".tmp.driveupload", "Google Drive" },
  { ".SeafileRoot", "Seafile" },
};

/* How the folders are called that these programs make; the longest part of a name that tells. */
static const struct
{
  const char *folder;
  const char *name;
} names[] = {
  { "dropbox", "Dropbox" },
  { "nextcloud", "Nextcloud" },
  { "owncloud", "ownCloud" },
  { "onedrive", "OneDrive" },
  { "google drive", "Google Drive" },
  { "googledrive", "Google Drive" },
  { "google-drive", "Google Drive" },
  { "com~apple~clouddocs", "iCloud Drive" },
  { "icloud", "iCloud Drive" },
  { "pclouddrive", "pCloud" },
  { "megasync", "MEGA" },
};

/* linux/magic.h has some of these only. */
static const struct
{
  guint32 magic;
  const char *name;
} systems[] = {
  { 0x6969, "NFS" },
  { 0x517B, "SMB" },
  { 0xFF534D42, "SMB" },
  { 0xFE534D42, "SMB" },
  { 0x01021997, "9P" },
  { 0x5346414F, "AFS" },
  { 0x00C36400, "Ceph" },
  { 0x65735546, "FUSE" },
};

/* Nextcloud's and ownCloud's own databases have a name that changes. */
static const char *
find_database (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file = NULL;

  while (dir && (file = g_dir_read_name (dir)))
    if ((g_str_has_prefix (file, ".sync_") || g_str_has_prefix (file, "._sync_"))
        && g_str_has_suffix (file, ".db"))
      return "Nextcloud";
  return NULL;
}

static const char *
find_mark (const char *folder)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *path = g_build_filename (folder, marks[i].file, NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return marks[i].name;
    }
  return find_database (folder);
}

static const char *
find_name (const char *folder)
{
  g_autofree char *name = g_path_get_basename (folder);
  g_autofree char *lower = g_utf8_validate (name, -1, NULL) ? g_utf8_strdown (name, -1) : NULL;

  for (guint i = 0; lower && i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (lower, names[i].folder))
      return names[i].name;
  return NULL;
}

/* The file system of the nearest folder that is there. */
static const char *
find_system (const char *folder)
{
  g_autofree char *path = g_strdup (folder);
  struct statfs info = { 0 };

  while (statfs (path, &info) != 0 && strlen (path) > 1)
    {
      char *above = g_path_get_dirname (path);

      g_free (path);
      path = above;
    }
  for (guint i = 0; i < G_N_ELEMENTS (systems); i++)
    if ((guint32) info.f_type == systems[i].magic)
      return systems[i].name;
  return NULL;
}

TriFolderKind
tri_folder_recognise (const char *folder, char **name)
{
  g_autofree char *path = g_canonicalize_filename (folder, NULL);
  const char *found = NULL;

  /* A home with a mark in it is not copied as a whole: programs of this kind keep their settings
   * there under such names. */
  for (; !found && strlen (path) > 1 && !g_str_equal (path, g_get_home_dir ());)
    {
      char *above = g_path_get_dirname (path);

      found = find_mark (path);
      if (!found)
        found = find_name (path);
      g_free (path);
      path = above;
    }
  if (found)
    {
      if (name)
        *name = g_strdup (found);
      return TRI_FOLDER_SYNCHRONISED;
    }
  g_free (path);
  path = g_canonicalize_filename (folder, NULL);
  found = find_system (path);
  if (name)
    *name = g_strdup (found);
  return found ? TRI_FOLDER_NETWORK : TRI_FOLDER_LOCAL;
}

char *
tri_folder_dup_warning (const char *folder)
{
  g_autofree char *name = NULL;

  switch (tri_folder_recognise (folder, &name))
    {
    case TRI_FOLDER_SYNCHRONISED:
      return g_strdup_printf (
          _ ("This folder seems to be synchronised by %s. A library that is open on two machines "
             "at once, or is copied in the middle of a change, can be damaged or come in two "
             "versions of which one is lost. Close Triptych and let the synchronisation finish "
             "before you open the library elsewhere. Backups stay on this machine."),
          name);
    case TRI_FOLDER_NETWORK:
      return g_strdup_printf (
          _ ("This folder lies on another machine or a foreign file system (%s), where locks and "
             "writing to disk are not always what they should be. Never open the library on two "
             "machines at once: it can be damaged. Backups stay on this machine."),
          name);
    case TRI_FOLDER_LOCAL:
    default:
      return NULL;
    }
}
