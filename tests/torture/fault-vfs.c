/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fault-vfs.h"

#include <string.h>

/* Followed by the real file. */
typedef struct
{
  sqlite3_file base;
  char *name;
} FaultFile;

/* What was written and not synced, and what stood there. */
typedef struct
{
  sqlite3_int64 offset;
  sqlite3_int64 size_before;
  GBytes *before;
  GBytes *after;
} Unsynced;

static sqlite3_vfs *base_vfs;
static sqlite3_vfs vfs;

static GMutex lock;
static FaultKind kinds;
static guint countdown;
static guint n_calls;
static int fault_code;
static gboolean lasts;

static gboolean keeps_unsynced;
static GHashTable *unsynced; /* name → GPtrArray of Unsynced, the oldest first */

static sqlite3_file *
below (sqlite3_file *file)
{
  return (sqlite3_file *) ((FaultFile *) file + 1);
}

static void
free_unsynced (gpointer data)
{
  Unsynced *self = data;

  g_bytes_unref (self->before);
  g_bytes_unref (self->after);
  g_free (self);
}

/* SQLITE_OK, or how this call fails. */
static int
meet (FaultKind kind)
{
  int code = SQLITE_OK;

  g_mutex_lock (&lock);
  if (kinds & kind)
    {
      n_calls++;
      if (countdown > 0 && (n_calls == countdown || (lasts && n_calls > countdown)))
        code = fault_code;
    }
  g_mutex_unlock (&lock);
  return code;
}

void
fault_vfs_set (FaultKind wanted, guint n, int code, gboolean is_lasting)
{
  g_mutex_lock (&lock);
  kinds = wanted;
  countdown = n;
  n_calls = 0;
  fault_code = code;
  lasts = is_lasting;
  g_mutex_unlock (&lock);
}

void
fault_vfs_clear (void)
{
  fault_vfs_set (FAULT_NONE, 0, SQLITE_OK, FALSE);
}

guint
fault_vfs_count (void)
{
  return n_calls;
}

static GBytes *
read_before (sqlite3_file *file, sqlite3_int64 offset, int length, sqlite3_int64 size)
{
  int n = (int) CLAMP (size - offset, 0, length);
  guint8 *bytes = g_malloc0 (MAX (n, 1));

  if (n > 0 && file->pMethods->xRead (file, bytes, n, offset) != SQLITE_OK)
    n = 0;
  return g_bytes_new_take (bytes, n);
}

static void
remember (FaultFile *self,
          sqlite3_file *file,
          const void *bytes,
          int length,
          sqlite3_int64 offset)
{
  Unsynced *write;
  GPtrArray *writes;

  if (!keeps_unsynced || !self->name)
    return;
  write = g_new0 (Unsynced, 1);
  file->pMethods->xFileSize (file, &write->size_before);
  write->offset = offset;
  write->after = g_bytes_new (bytes, (gsize) length);
  write->before = read_before (file, offset, length, write->size_before);
  g_mutex_lock (&lock);
  writes = g_hash_table_lookup (unsynced, self->name);
  if (!writes)
    {
      writes = g_ptr_array_new_with_free_func (free_unsynced);
      g_hash_table_insert (unsynced, g_strdup (self->name), writes);
    }
  g_ptr_array_add (writes, write);
  g_mutex_unlock (&lock);
}

static void
forget (const char *name)
{
  g_mutex_lock (&lock);
  if (unsynced && name)
    g_hash_table_remove (unsynced, name);
  g_mutex_unlock (&lock);
}

static int
fault_close (sqlite3_file *file)
{
  g_clear_pointer (&((FaultFile *) file)->name, g_free);
  return below (file)->pMethods->xClose (below (file));
}

static int
fault_read (sqlite3_file *file, void *bytes, int n, sqlite3_int64 offset)
{
  int code = meet (FAULT_READ);

  return code ? code : below (file)->pMethods->xRead (below (file), bytes, n, offset);
}

/* A disk that is full has room for a part of what is written. */
static int
fault_write (sqlite3_file *file, const void *bytes, int n, sqlite3_int64 offset)
{
  int code = meet (FAULT_WRITE);

  remember ((FaultFile *) file, below (file), bytes, n, offset);
  if (code && n > 1)
    below (file)->pMethods->xWrite (below (file), bytes, n / 2, offset);
  return code ? code : below (file)->pMethods->xWrite (below (file), bytes, n, offset);
}

static int
fault_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  int code = meet (FAULT_TRUNCATE);

  if (code)
    return code;
  forget (((FaultFile *) file)->name);
  return below (file)->pMethods->xTruncate (below (file), size);
}

static int
fault_sync (sqlite3_file *file, int flags)
{
  int code = meet (FAULT_SYNC);

  if (code)
    return code;
  forget (((FaultFile *) file)->name);
  /* What a test asks of the disk it asks of this layer alone. */
  return keeps_unsynced ? SQLITE_OK : below (file)->pMethods->xSync (below (file), flags);
}

static int
fault_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return below (file)->pMethods->xFileSize (below (file), size);
}

static int
fault_lock (sqlite3_file *file, int level)
{
  return below (file)->pMethods->xLock (below (file), level);
}

static int
fault_unlock (sqlite3_file *file, int level)
{
  return below (file)->pMethods->xUnlock (below (file), level);
}

static int
fault_check_reserved_lock (sqlite3_file *file, int *out)
{
  return below (file)->pMethods->xCheckReservedLock (below (file), out);
}

static int
fault_file_control (sqlite3_file *file, int code, void *data)
{
  return below (file)->pMethods->xFileControl (below (file), code, data);
}

static int
fault_sector_size (sqlite3_file *file)
{
  return below (file)->pMethods->xSectorSize (below (file));
}

/* It promises nothing of what a write leaves when the power goes. */
static int
fault_device_characteristics (sqlite3_file *file)
{
  return 0;
}

static int
fault_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
  return below (file)->pMethods->xShmMap (below (file), page, size, extend, out);
}

static int
fault_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return below (file)->pMethods->xShmLock (below (file), offset, n, flags);
}

static void
fault_shm_barrier (sqlite3_file *file)
{
  below (file)->pMethods->xShmBarrier (below (file));
}

static int
fault_shm_unmap (sqlite3_file *file, int remove)
{
  return below (file)->pMethods->xShmUnmap (below (file), remove);
}

static const sqlite3_io_methods methods = {
  2,
  fault_close,
  fault_read,
  fault_write,
  fault_truncate,
  fault_sync,
  fault_file_size,
  fault_lock,
  fault_unlock,
  fault_check_reserved_lock,
  fault_file_control,
  fault_sector_size,
  fault_device_characteristics,
  fault_shm_map,
  fault_shm_lock,
  fault_shm_barrier,
  fault_shm_unmap,
  NULL,
  NULL,
};

static int
fault_open (sqlite3_vfs *self, sqlite3_filename name, sqlite3_file *file, int flags, int *out_flags)
{
  int code = meet (FAULT_OPEN);

  memset (file, 0, sizeof (FaultFile) + sizeof (sqlite3_file));
  if (!code)
    code = base_vfs->xOpen (base_vfs, name, below (file), flags, out_flags);
  if (below (file)->pMethods)
    {
      ((FaultFile *) file)->name = g_strdup (name);
      file->pMethods = &methods;
    }
  return code;
}

static int
fault_delete (sqlite3_vfs *self, const char *name, int sync)
{
  int code = meet (FAULT_DELETE);

  if (code)
    return code;
  forget (name);
  return base_vfs->xDelete (base_vfs, name, sync);
}

static int
fault_access (sqlite3_vfs *self, const char *name, int flags, int *out)
{
  return base_vfs->xAccess (base_vfs, name, flags, out);
}

static int
fault_full_pathname (sqlite3_vfs *self, const char *name, int n_out, char *out)
{
  return base_vfs->xFullPathname (base_vfs, name, n_out, out);
}

void
fault_vfs_register (void)
{
  base_vfs = sqlite3_vfs_find (NULL);
  vfs = *base_vfs;
  vfs.zName = "fault";
  vfs.pNext = NULL;
  vfs.szOsFile = (int) sizeof (FaultFile) + base_vfs->szOsFile;
  vfs.xOpen = fault_open;
  vfs.xDelete = fault_delete;
  vfs.xAccess = fault_access;
  vfs.xFullPathname = fault_full_pathname;
  unsynced = g_hash_table_new_full (g_str_hash,
                                    g_str_equal,
                                    g_free,
                                    (GDestroyNotify) g_ptr_array_unref);
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

void
fault_vfs_power_on (void)
{
  g_hash_table_remove_all (unsynced);
  keeps_unsynced = TRUE;
}

static void
put (sqlite3_file *file, GBytes *bytes, gsize n_bytes, sqlite3_int64 offset)
{
  if (n_bytes > 0)
    g_assert_cmpint (file->pMethods->xWrite (file,
                                             g_bytes_get_data (bytes, NULL),
                                             (int) n_bytes,
                                             offset),
                     ==,
                     SQLITE_OK);
}

/* Back to how the disk was, and forward again with what of it got there. */
static void
lose_writes (sqlite3_file *file, GPtrArray *writes, GRand *random)
{
  for (guint i = writes->len; i > 0; i--)
    {
      const Unsynced *write = g_ptr_array_index (writes, i - 1);

      put (file, write->before, g_bytes_get_size (write->before), write->offset);
      file->pMethods->xTruncate (file, write->size_before);
    }
  for (guint i = 0; i < writes->len; i++)
    {
      const Unsynced *write = g_ptr_array_index (writes, i);
      gsize length = g_bytes_get_size (write->after);
      const gsize fates[] = { 0, length, (gsize) g_rand_int_range (random, 0, (int) length) };

      put (file, write->after, fates[g_rand_int_range (random, 0, 3)], write->offset);
    }
}

static void
lose_some (const char *name, GPtrArray *writes, GRand *random)
{
  g_autofree sqlite3_file *file = g_malloc0 (base_vfs->szOsFile);
  int flags = SQLITE_OPEN_READWRITE
              | (g_str_has_suffix (name, "-wal") ? SQLITE_OPEN_WAL : SQLITE_OPEN_MAIN_DB);

  /* The name needs the zeros behind it that SQLite gives it. */
  g_autofree char *padded = g_malloc0 (strlen (name) + 8);
  memcpy (padded + 4, name, strlen (name));
  if (base_vfs->xOpen (base_vfs, padded + 4, file, flags, &flags) != SQLITE_OK)
    return;
  lose_writes (file, writes, random);
  file->pMethods->xClose (file);
}

void
fault_vfs_power_off (GRand *random)
{
  GHashTableIter iter;
  gpointer name;
  gpointer writes;

  keeps_unsynced = FALSE;
  g_hash_table_iter_init (&iter, unsynced);
  while (g_hash_table_iter_next (&iter, &name, &writes))
    lose_some (name, writes, random);
  g_hash_table_remove_all (unsynced);
}
