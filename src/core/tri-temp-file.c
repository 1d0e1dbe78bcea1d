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
fail (GError **error)
{
  int code = errno;

  g_set_error (error,
               G_IO_ERROR,
               (int) g_io_error_from_errno (code),
               _ ("A temporary file cannot be used: %s. Make room on the disk and try again."),
               g_strerror (code));
  return FALSE;
}

int
tri_temp_file_open (GError **error)
{
  /* Beside SQLite's own: /tmp may well lie in memory. */
  const char *const dirs[] = { g_getenv ("TMPDIR"), "/var/tmp", g_get_tmp_dir () };
  int file = -1;

  for (guint i = 0; file < 0 && i < G_N_ELEMENTS (dirs); i++)
    if (dirs[i])
      {
        g_autofree char *path = g_build_filename (dirs[i], "triptych-XXXXXX", NULL);

        file = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
        if (file >= 0)
          g_unlink (path);
      }
  if (file < 0)
    fail (error);
  return file;
}

gboolean
tri_temp_file_write (int file, gconstpointer bytes, gsize size, goffset at, GError **error)
{
  const char *from = bytes;

  for (gsize done = 0; done < size;)
    {
      gssize written = pwrite (file, from + done, size - done, at + (goffset) done);

      if (written < 0 && errno != EINTR)
        return fail (error);
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
        return fail (error);
      done += (gsize) MAX (got, 0);
    }
  return TRUE;
}
