/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-checksum-vfs.h"

#include <gio/gio.h>
#include <string.h>

/* SQLite's log has sums of its own and is left alone, as are its other files: only the main file of
 * a library goes through the methods below. What is written there is copied first, since the buffer
 * is SQLite's, and in the log the page stands with the sum that the log made of it.
 * https://www.sqlite.org/vfs.html, https://www.sqlite.org/fileformat.html#pages */

#define MAGIC "SQLite format 3"
#define HEADER_SIZE 100
#define OFFSET_PAGE_SIZE 16
#define OFFSET_RESERVED 20
#define MAX_PAGE_SIZE 65536
#define LOG_HEADER_SIZE 32
#define FRAME_HEADER_SIZE 24
/* SQLite leaves the codes above 100 to others. */
#define CONTROL_STATE 74530
/* A page that is written while it is read is read again. */
#define ATTEMPTS 3

/* Followed by the file of the layer below. */
typedef struct
{
  sqlite3_file base;
  /* as the header says; 0 until it was seen */
  guint page_size;
  gboolean is_summed;
  const char *name;
  guint8 *page;
} ChecksumFile;

typedef struct
{
  gboolean is_summed;
  guint page_size;
  sqlite3_file *below;
} ChecksumState;

static sqlite3_vfs *base_vfs;

/* name of a file → how many of its pages were read with a wrong sum, by any connection */
static GHashTable *failures_of_files;
static GMutex failures_lock;

static sqlite3_file *
below (sqlite3_file *file)
{
  return (sqlite3_file *) ((ChecksumFile *) file + 1);
}

/* Two running sums of 32-bit words, as Fletcher has them: a word that is changed changes the first,
 * words that change places the second. Of nothing but zeros it is zero, so that a page that was
 * never written is right. */
static guint64
sum (const guint8 *bytes, gsize n_bytes)
{
  guint32 first = 0;
  guint32 second = 0;

  for (gsize i = 0; i + 8 <= n_bytes; i += 8)
    {
      guint32 words[2];

      memcpy (words, bytes + i, sizeof words);
      first += GUINT32_FROM_LE (words[0]) + second;
      second += GUINT32_FROM_LE (words[1]) + first;
    }
  return (guint64) second << 32 | first;
}

static guint64
get_sum (const guint8 *page, guint page_size)
{
  guint64 stored;

  memcpy (&stored, page + page_size - sizeof stored, sizeof stored);
  return GUINT64_FROM_LE (stored);
}

static gboolean
is_right (const guint8 *page, guint page_size)
{
  return sum (page, page_size - TRI_CHECKSUM_BYTES) == get_sum (page, page_size);
}

/* The header says how large pages are, and whether they have room for a sum. */
static void
look_at_header (ChecksumFile *self, const guint8 *bytes, int n_bytes, sqlite3_int64 offset)
{
  guint page_size;

  if (offset != 0 || n_bytes < HEADER_SIZE || memcmp (bytes, MAGIC, sizeof MAGIC) != 0)
    return;
  page_size = (guint) bytes[OFFSET_PAGE_SIZE] << 8 | bytes[OFFSET_PAGE_SIZE + 1];
  self->page_size = page_size == 1 ? MAX_PAGE_SIZE : page_size;
  self->is_summed = bytes[OFFSET_RESERVED] == TRI_CHECKSUM_BYTES
                    && self->page_size >= 512
                    && (self->page_size & (self->page_size - 1)) == 0;
}

static gboolean
is_summed_page (const ChecksumFile *self, int n_bytes, sqlite3_int64 offset)
{
  return self->is_summed && n_bytes == (int) self->page_size && offset % self->page_size == 0;
}

static void
count_failure (const char *name)
{
  guint n;

  if (!name)
    return;
  g_mutex_lock (&failures_lock);
  if (!failures_of_files)
    failures_of_files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  n = GPOINTER_TO_UINT (g_hash_table_lookup (failures_of_files, name));
  g_hash_table_insert (failures_of_files, g_strdup (name), GUINT_TO_POINTER (n + 1));
  g_mutex_unlock (&failures_lock);
}

static int
checksum_close (sqlite3_file *file)
{
  ChecksumFile *self = (ChecksumFile *) file;

  g_clear_pointer (&self->page, g_free);
  return below (file)->pMethods->xClose (below (file));
}

static int
checksum_read (sqlite3_file *file, void *bytes, int n_bytes, sqlite3_int64 offset)
{
  ChecksumFile *self = (ChecksumFile *) file;
  int result = below (file)->pMethods->xRead (below (file), bytes, n_bytes, offset);

  if (result != SQLITE_OK)
    return result;
  look_at_header (self, bytes, n_bytes, offset);
  if (is_summed_page (self, n_bytes, offset) && !is_right (bytes, self->page_size))
    count_failure (self->name);
  return result;
}

static int
checksum_write (sqlite3_file *file, const void *bytes, int n_bytes, sqlite3_int64 offset)
{
  ChecksumFile *self = (ChecksumFile *) file;
  guint64 value;

  look_at_header (self, bytes, n_bytes, offset);
  if (!is_summed_page (self, n_bytes, offset))
    return below (file)->pMethods->xWrite (below (file), bytes, n_bytes, offset);
  if (!self->page)
    self->page = g_malloc (MAX_PAGE_SIZE);
  memcpy (self->page, bytes, n_bytes);
  value = GUINT64_TO_LE (sum (self->page, n_bytes - TRI_CHECKSUM_BYTES));
  memcpy (self->page + n_bytes - sizeof value, &value, sizeof value);
  return below (file)->pMethods->xWrite (below (file), self->page, n_bytes, offset);
}

static int
checksum_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return below (file)->pMethods->xTruncate (below (file), size);
}

static int
checksum_sync (sqlite3_file *file, int flags)
{
  return below (file)->pMethods->xSync (below (file), flags);
}

static int
checksum_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return below (file)->pMethods->xFileSize (below (file), size);
}

static int
checksum_lock (sqlite3_file *file, int lock)
{
  return below (file)->pMethods->xLock (below (file), lock);
}

static int
checksum_unlock (sqlite3_file *file, int lock)
{
  return below (file)->pMethods->xUnlock (below (file), lock);
}

static int
checksum_check_reserved_lock (sqlite3_file *file, int *out)
{
  return below (file)->pMethods->xCheckReservedLock (below (file), out);
}

/* Another connection may have made room for sums since the header was seen here. */
static void
look_again (ChecksumFile *self, sqlite3_file *file)
{
  guint8 header[HEADER_SIZE];

  if (file->pMethods->xRead (file, header, sizeof header, 0) == SQLITE_OK)
    look_at_header (self, header, sizeof header, 0);
}

static int
checksum_file_control (sqlite3_file *file, int code, void *data)
{
  ChecksumFile *self = (ChecksumFile *) file;
  ChecksumState *state = data;

  if (code == SQLITE_FCNTL_CKPT_START)
    look_again (self, below (file));
  if (code != CONTROL_STATE)
    return below (file)->pMethods->xFileControl (below (file), code, data);
  state->is_summed = self->is_summed;
  state->page_size = self->page_size;
  state->below = below (file);
  return SQLITE_OK;
}

static int
checksum_sector_size (sqlite3_file *file)
{
  return below (file)->pMethods->xSectorSize (below (file));
}

static int
checksum_device_characteristics (sqlite3_file *file)
{
  return below (file)->pMethods->xDeviceCharacteristics (below (file));
}

static int
checksum_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
  return below (file)->pMethods->xShmMap (below (file), page, size, extend, out);
}

static int
checksum_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return below (file)->pMethods->xShmLock (below (file), offset, n, flags);
}

static void
checksum_shm_barrier (sqlite3_file *file)
{
  below (file)->pMethods->xShmBarrier (below (file));
}

static int
checksum_shm_unmap (sqlite3_file *file, int remove)
{
  return below (file)->pMethods->xShmUnmap (below (file), remove);
}

/* What is mapped into memory would be read past us: version 2 of the methods has no mapping. */
static const sqlite3_io_methods methods = {
  2,
  checksum_close,
  checksum_read,
  checksum_write,
  checksum_truncate,
  checksum_sync,
  checksum_file_size,
  checksum_lock,
  checksum_unlock,
  checksum_check_reserved_lock,
  checksum_file_control,
  checksum_sector_size,
  checksum_device_characteristics,
  checksum_shm_map,
  checksum_shm_lock,
  checksum_shm_barrier,
  checksum_shm_unmap,
  NULL,
  NULL,
};

static int
vfs_open (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out_flags)
{
  ChecksumFile *self = (ChecksumFile *) file;
  int result;

  if (!(flags & SQLITE_OPEN_MAIN_DB))
    return base_vfs->xOpen (base_vfs, name, file, flags, out_flags);
  memset (self, 0, sizeof *self);
  memset (below (file), 0, sizeof (sqlite3_file));
  self->name = name;
  result = base_vfs->xOpen (base_vfs, name, below (file), flags, out_flags);
  /* SQLite closes what has methods, also when it could not be opened. */
  if (below (file)->pMethods)
    self->base.pMethods = &methods;
  return result;
}

static int
vfs_delete (sqlite3_vfs *vfs, const char *name, int sync)
{
  return base_vfs->xDelete (base_vfs, name, sync);
}

static int
vfs_access (sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
  return base_vfs->xAccess (base_vfs, name, flags, out);
}

static int
vfs_full_pathname (sqlite3_vfs *vfs, const char *name, int n_out, char *out)
{
  return base_vfs->xFullPathname (base_vfs, name, n_out, out);
}

static int
vfs_randomness (sqlite3_vfs *vfs, int n_bytes, char *out)
{
  return base_vfs->xRandomness (base_vfs, n_bytes, out);
}

static int
vfs_sleep (sqlite3_vfs *vfs, int microseconds)
{
  return base_vfs->xSleep (base_vfs, microseconds);
}

static int
vfs_current_time (sqlite3_vfs *vfs, double *out)
{
  return base_vfs->xCurrentTime (base_vfs, out);
}

static int
vfs_get_last_error (sqlite3_vfs *vfs, int n_out, char *out)
{
  return base_vfs->xGetLastError (base_vfs, n_out, out);
}

static int
vfs_current_time_int64 (sqlite3_vfs *vfs, sqlite3_int64 *out)
{
  return base_vfs->xCurrentTimeInt64 (base_vfs, out);
}

void
tri_checksum_vfs_register (void)
{
  static sqlite3_vfs vfs = {
    .iVersion = 2,
    .zName = TRI_CHECKSUM_VFS,
    .xOpen = vfs_open,
    .xDelete = vfs_delete,
    .xAccess = vfs_access,
    .xFullPathname = vfs_full_pathname,
    .xRandomness = vfs_randomness,
    .xSleep = vfs_sleep,
    .xCurrentTime = vfs_current_time,
    .xGetLastError = vfs_get_last_error,
    .xCurrentTimeInt64 = vfs_current_time_int64,
  };
  static gsize registered = 0;

  if (!g_once_init_enter (&registered))
    return;
  base_vfs = sqlite3_vfs_find (NULL);
  vfs.szOsFile = (int) sizeof (ChecksumFile) + base_vfs->szOsFile;
  vfs.mxPathname = base_vfs->mxPathname;
  sqlite3_vfs_register (&vfs, 0);
  g_once_init_leave (&registered, 1);
}

static gboolean
get_state (sqlite3 *db, ChecksumState *state)
{
  memset (state, 0, sizeof *state);
  return sqlite3_file_control (db, "main", CONTROL_STATE, state) == SQLITE_OK;
}

gboolean
tri_checksum_reserve (sqlite3 *db)
{
  int n_bytes = TRI_CHECKSUM_BYTES;

  return sqlite3_file_control (db, "main", SQLITE_FCNTL_RESERVE_BYTES, &n_bytes) == SQLITE_OK;
}

gboolean
tri_checksum_is_kept (sqlite3 *db)
{
  ChecksumState state;

  return get_state (db, &state) && state.is_summed;
}

guint
tri_checksum_count_failures (sqlite3 *db)
{
  const char *name = sqlite3_db_filename (db, "main");
  guint n = 0;

  g_mutex_lock (&failures_lock);
  if (failures_of_files && name)
    n = GPOINTER_TO_UINT (g_hash_table_lookup (failures_of_files, name));
  g_mutex_unlock (&failures_lock);
  return n;
}

/* SQLITE_OK, whether it is right or not. */
static int
look_at_page (const ChecksumState *state, guint8 *page, guint number, gboolean *right)
{
  sqlite3_int64 offset = (sqlite3_int64) (number - 1) * state->page_size;
  int result = SQLITE_OK;

  *right = FALSE;
  for (guint i = 0; i < ATTEMPTS && result == SQLITE_OK && !*right; i++)
    {
      result = state->below->pMethods->xRead (state->below, page, (int) state->page_size, offset);
      *right = result == SQLITE_OK && is_right (page, state->page_size);
    }
  return result;
}

/* The pages that stand in the log as well (https://www.sqlite.org/fileformat.html#the_wal_file):
 * moving them into the file may have stopped in the middle of one, and will be done again. The log
 * has no locks of its own, so it can be read beside SQLite. */
static GHashTable *
list_logged (sqlite3 *db, guint page_size)
{
  const char *path = sqlite3_filename_wal (sqlite3_db_filename (db, "main"));
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  GHashTable *pages = g_hash_table_new (NULL, NULL);
  guint32 header[LOG_HEADER_SIZE / 4] = { 0 };
  guint32 frame[FRAME_HEADER_SIZE / 4];

  if (!stream
      || g_input_stream_read (G_INPUT_STREAM (stream), header, sizeof header, NULL, NULL) < 0)
    return pages;
  while (g_input_stream_read (G_INPUT_STREAM (stream), frame, sizeof frame, NULL, NULL)
         == sizeof frame)
    {
      /* The salts tell the frames of this log from what an earlier one left behind them. */
      if (frame[2] != header[4] || frame[3] != header[5])
        break;
      g_hash_table_add (pages, GUINT_TO_POINTER (GUINT32_FROM_BE (frame[0])));
      if (g_input_stream_skip (G_INPUT_STREAM (stream), page_size, NULL, NULL) < (gssize) page_size)
        break;
    }
  return pages;
}

static void
drop_logged (sqlite3 *db, guint page_size, GArray *failures)
{
  g_autoptr (GHashTable) logged = list_logged (db, page_size);

  for (guint i = failures->len; i > 0; i--)
    if (g_hash_table_contains (logged, GUINT_TO_POINTER (g_array_index (failures, guint, i - 1))))
      g_array_remove_index (failures, i - 1);
}

GArray *
tri_checksum_find_failures (sqlite3 *db,
                            guint max,
                            gboolean (*is_cancelled) (gpointer data),
                            gpointer data)
{
  g_autoptr (GArray) failures = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint8 *page = g_malloc (MAX_PAGE_SIZE);
  sqlite3_int64 size = 0;
  ChecksumState state;
  gboolean right;

  if (!get_state (db, &state) || !state.is_summed)
    return g_steal_pointer (&failures);
  if (state.below->pMethods->xFileSize (state.below, &size) != SQLITE_OK)
    return NULL;
  for (guint number = 1; number <= size / state.page_size && failures->len < max; number++)
    if (is_cancelled (data) || look_at_page (&state, page, number, &right) != SQLITE_OK)
      return NULL;
    else if (!right)
      g_array_append_val (failures, number);
  if (failures->len > 0)
    drop_logged (db, state.page_size, failures);
  return g_steal_pointer (&failures);
}
