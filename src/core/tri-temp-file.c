/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-temp-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

static gboolean
is_full (int code)
{
  return code == ENOSPC || code == EDQUOT;
}

static gboolean
fail (int code, GError **error)
{
  GIOErrorEnum io_code = g_io_error_from_errno (code);

  if (is_full (code))
    g_set_error (error,
                 G_IO_ERROR,
                 (int) io_code,
                 _ ("A temporary file cannot be used: %s. Make room on the disk and try again."),
                 g_strerror (code));
  else
    g_set_error (error,
                 G_IO_ERROR,
                 (int) io_code,
                 _ ("A temporary file cannot be used: %s. Try again; should it come again, have "
                    "the disk checked."),
                 g_strerror (code));
  return FALSE;
}

static void
fail_to_open (const char *folder, int code, GError **error)
{
  if (is_full (code))
    fail (code, error);
  else
    g_set_error (error,
                 G_IO_ERROR,
                 (int) g_io_error_from_errno (code),
                 _ ("No temporary file can be made in “%s”: %s. Make it a folder that you may "
                    "write to, or name another one in TMPDIR, and try again."),
                 folder,
                 g_strerror (code));
}

/**
 * tri_temp_file_open_in:
 * @folders: (array zero-terminated=1): at least one
 *
 * Makes the file in the first of these folders that takes it. Was one of them full, the error says
 * so; else it says what is wrong with the last.
 *
 * Returns: a descriptor to close, -1 on error
 */
int
tri_temp_file_open_in (const char *const *folders, GError **error)
{
  int file = -1;
  int code = 0;

  g_return_val_if_fail (folders[0] != NULL, -1);
  for (; file < 0 && *folders; folders++)
    {
      g_autofree char *path = g_build_filename (*folders, "triptych-XXXXXX", NULL);

      file = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
      if (file >= 0)
        g_unlink (path);
      else if (!is_full (code))
        code = errno;
    }
  if (file < 0)
    fail_to_open (folders[-1], code, error);
  return file;
}

int
tri_temp_file_open (GError **error)
{
  /* Beside SQLite's own: /tmp may well lie in memory. */
  const char *const folders[] = { g_getenv ("TMPDIR"), "/var/tmp", g_get_tmp_dir (), NULL };

  return tri_temp_file_open_in (folders[0] ? folders : folders + 1, error);
}

gboolean
tri_temp_file_write (int file, gconstpointer bytes, gsize size, goffset at, GError **error)
{
  const char *from = bytes;

  for (gsize done = 0; done < size;)
    {
      gssize written = pwrite (file, from + done, size - done, at + (goffset) done);

      if (written < 0 && errno != EINTR)
        return fail (errno, error);
      done += (gsize) MAX (written, 0);
    }
  return TRUE;
}

gboolean
tri_temp_file_read (int file, gpointer bytes, gsize size, goffset at, GError **error)
{
  char *to = bytes;

  for (gsize done = 0; done < size;)
    {
      gssize got = pread (file, to + done, size - done, at + (goffset) done);

      if (got == 0)
        errno = EIO;
      if (got == 0 || (got < 0 && errno != EINTR))
        return fail (errno, error);
      done += (gsize) MAX (got, 0);
    }
  return TRUE;
}
