/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-seed.h"

#include "library/tri-schema.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Where the header of an SQLite file keeps these numbers, big-endian:
 * https://www.sqlite.org/fileformat2.html#the_database_header */
#define HEADER_SIZE 100
#define USER_VERSION_AT 60
#define APPLICATION_ID_AT 68

static guint32
read_number (const char *header, gsize at)
{
  guint32 number = 0;

  memcpy (&number, header + at, sizeof number);
  return GUINT32_FROM_BE (number);
}

/* A seed of another version is of no use: the library is made in the long way then. */
static gboolean
is_current (const char *content, gsize length)
{
  return length > HEADER_SIZE
         && read_number (content, USER_VERSION_AT) == TRI_SCHEMA_VERSION
         && read_number (content, APPLICATION_ID_AT) == TRI_SCHEMA_APPLICATION_ID;
}

static gboolean
write_all (int fd, const char *content, gsize length)
{
  while (length > 0)
    {
      gssize written = write (fd, content, length);

      if (written <= 0)
        return FALSE;
      content += written;
      length -= (gsize) written;
    }
  return fsync (fd) == 0;
}

/* The file gets its name when it is whole and on the disk; a library that is there stays. */
static gboolean
write_new (const char *path, const char *content, gsize length)
{
  g_autofree char *draft = g_strdup_printf ("%s.%d.new", path, (int) getpid ());
  int fd = g_open (draft, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  gboolean made = FALSE;

  if (fd < 0)
    return FALSE;
  made = write_all (fd, content, length);
  made = close (fd) == 0 && made;
  made = made && link (draft, path) == 0;
  g_unlink (draft);
  return made;
}

/**
 * tri_seed_plant:
 * @seed: a library made when the program was built, with the bundled work in it
 * @path: where the reader's library is to be
 *
 * Makes a library by copying the seed, so that the very first start need not import anything. A
 * file that is there already is left alone.
 *
 * Returns: whether there is now a library with the bundled work at @path; when not, nothing was
 * made
 */
gboolean
tri_seed_plant (const char *seed, const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (seed, FALSE, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  if (!file || !is_current (g_mapped_file_get_contents (file), g_mapped_file_get_length (file)))
    return FALSE;
  return g_mkdir_with_parents (folder, 0700) == 0
         && write_new (path, g_mapped_file_get_contents (file), g_mapped_file_get_length (file));
}
