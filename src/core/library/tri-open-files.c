/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-open-files.h"

#include <glib/gstdio.h>

/* POSIX locks belong to a process and a file: whoever closes any descriptor of a file takes away
 * the
 * locks that SQLite holds on it through others (https://www.sqlite.org/howtocorrupt.html, 2.2).
 * So a library that this process has open already is never opened by us beside SQLite, to look at
 * its header. */

static GMutex mutex;
static GHashTable *counts; /* device and inode → how many connections */

static char *
dup_file (const char *path)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return NULL;
  return g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT,
                          (guint64) info.st_dev,
                          (guint64) info.st_ino);
}

/**
 * tri_open_files_lock:
 *
 * Keeps other threads from opening libraries: from the look at a file until SQLite has it open. The
 * functions below are called with the lock held, except tri_open_files_remove().
 */
void
tri_open_files_lock (void)
{
  g_mutex_lock (&mutex);
  if (!counts)
    counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
tri_open_files_unlock (void)
{
  g_mutex_unlock (&mutex);
}

/**
 * tri_open_files_has:
 *
 * Returns: whether this process has a connection to the file at @path
 */
gboolean
tri_open_files_has (const char *path)
{
  g_autofree char *file = dup_file (path);

  return file && g_hash_table_contains (counts, file);
}

/**
 * tri_open_files_add:
 *
 * Counts a connection that was opened.
 *
 * Returns: (transfer full) (nullable): what tri_open_files_remove() takes when it is closed
 */
char *
tri_open_files_add (const char *path)
{
  char *file = dup_file (path);

  if (file)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, file));

      g_hash_table_insert (counts, g_strdup (file), GUINT_TO_POINTER (n + 1));
    }
  return file;
}

/**
 * tri_open_files_remove:
 * @file: (transfer full) (nullable): from tri_open_files_add()
 *
 * Counts a connection no longer: after SQLite closed it.
 */
void
tri_open_files_remove (char *file)
{
  guint n = 0;

  if (!file)
    return;
  tri_open_files_lock ();
  n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, file));
  if (n > 1)
    g_hash_table_insert (counts, g_strdup (file), GUINT_TO_POINTER (n - 1));
  else
    g_hash_table_remove (counts, file);
  tri_open_files_unlock ();
  g_free (file);
}
