/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

/* Whether the file we locked still has its name: who holds it alone may have removed it. */
static gboolean
is_in_place (TriImportLock *self)
{
  GStatBuf by_name, by_fd;

  return g_stat (self->path, &by_name) == 0
         && fstat (self->fd, &by_fd) == 0
         && by_name.st_ino == by_fd.st_ino
         && by_name.st_dev == by_fd.st_dev;
}

static gboolean
lock (TriImportLock *self, const char *library, int operation)
{
  g_free (self->path);
  self->path = g_strconcat (library, "-import", NULL);
  for (;;)
    {
      self->fd = g_open (self->path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
      if (self->fd < 0 || flock (self->fd, operation) != 0)
        return FALSE;
      if (is_in_place (self))
        return TRUE;
      close (self->fd);
    }
}

gboolean
tri_import_lock_share (TriImportLock *self, const char *library, GError **error)
{
  int saved;

  if (lock (self, library, LOCK_SH))
    return TRUE;
  saved = errno;
  g_set_error (error,
               G_IO_ERROR,
               (int) g_io_error_from_errno (saved),
               _ ("The folder of the library “%s” cannot be written: %s. Allow "
                  "writing there, or open another library."),
               library,
               g_strerror (saved));
  return FALSE;
}

gboolean
tri_import_lock_try (TriImportLock *self, const char *library)
{
  return lock (self, library, LOCK_EX | LOCK_NB);
}

void
tri_import_lock_clear (TriImportLock *self)
{
  if (self->fd >= 0)
    {
      /* The last one out removes the file. */
      if (flock (self->fd, LOCK_EX | LOCK_NB) == 0)
        g_unlink (self->path);
      close (self->fd);
    }
  self->fd = -1;
  g_clear_pointer (&self->path, g_free);
}
