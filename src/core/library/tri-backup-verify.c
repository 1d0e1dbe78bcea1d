/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-backup-private.h"
#include "library/tri-library-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define PIECE (256 * 1024)

static char *
sum_descriptor (int fd, GCancellable *cancellable, int *code)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *piece = g_malloc (PIECE);
  gssize n = 0;

  while (!g_cancellable_is_cancelled (cancellable) && (n = read (fd, piece, PIECE)) != 0)
    {
      if (n < 0 && errno != EINTR)
        {
          *code = errno;
          return NULL;
        }
      g_checksum_update (checksum, piece, MAX (n, 0));
    }
  return g_strdup (g_checksum_get_string (checksum));
}

/* Not of a library that this process has open: see tri-open-files.h. */
char *
tri_backup_sum_file (const char *path, GCancellable *cancellable, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  int code = fd < 0 ? errno : 0;
  g_autofree char *sum = fd < 0 ? NULL : sum_descriptor (fd, cancellable, &code);

  if (fd >= 0)
    close (fd);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (!sum)
    g_set_error (error,
                 G_IO_ERROR,
                 (int) g_io_error_from_errno (code),
                 _ ("The backup “%s” cannot be read: %s"),
                 path,
                 g_strerror (code));
  return g_steal_pointer (&sum);
}

static gboolean
refuse (const char *path, const char *fault, GError **error)
{
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_DAMAGED,
               _ ("The copy “%s” is not sound: %s"),
               path,
               fault);
  return FALSE;
}

static gboolean
check_rows (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (TriLibrary) library = tri_library_open (path, TRI_LIBRARY_LOOK, error);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  gboolean looked;

  if (!library)
    return FALSE;
  tri_library_set_cancellable (library, cancellable);
  looked = tri_library_check_content (library, faults, cancellable, error);
  tri_library_set_cancellable (library, NULL);
  return looked && (faults->len == 0 || refuse (path, faults->pdata[0], error));
}

/**
 * tri_backup_verify_file:
 * @path: a library file that nobody writes
 * @sha256: (nullable): what its sum has to be
 *
 * Returns: %FALSE with %TRI_ERROR_DAMAGED and the first fault when it is not sound
 */
gboolean
tri_backup_verify_file (const char *path,
                        const char *sha256,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autofree char *sum = NULL;

  if (sha256)
    {
      sum = tri_backup_sum_file (path, cancellable, error);
      if (!sum)
        return FALSE;
      if (!g_str_equal (sum, sha256))
        return refuse (path, _ ("It changed since it was written."), error);
    }
  return check_rows (path, cancellable, error);
}

gboolean
tri_backup_verify (const TriBackup *self, GCancellable *cancellable, GError **error)
{
  return tri_backup_verify_file (self->path, self->sha256, cancellable, error);
}

/**
 * tri_backup_find_good:
 * @folder: (nullable): where backups lie; %NULL for the usual folder
 *
 * Looks through the backups of the library at @path, the newest first, until one is sound.
 *
 * Returns: (transfer full): that one; %NULL with %TRI_ERROR_NOT_FOUND when there is none
 */
TriBackup *
tri_backup_find_good (const char *folder,
                      const char *path,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GPtrArray) list = tri_backup_list (folder, path, error);

  if (!list)
    return NULL;
  for (guint i = 0; i < list->len; i++)
    if (tri_backup_verify (list->pdata[i], cancellable, NULL))
      return g_ptr_array_steal_index (list, i);
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_NOT_FOUND,
                 _ ("There is no sound backup of the library “%s”."),
                 path);
  return NULL;
}
