/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

G_BEGIN_DECLS

typedef enum
{
  TRI_BACKUP_DAILY,
  TRI_BACKUP_BY_HAND,
  TRI_BACKUP_MIGRATION, /* before the library was brought up to date */
  TRI_BACKUP_RESTORE,   /* before another library took its place */
} TriBackupReason;

/**
 * TriBackup:
 * @path: the file
 * @library: (nullable): the library it was made of; %NULL when nothing beside the file says so
 * @sha256: (nullable): of the file as it was written
 * @state: (nullable): what the library had come to, see tri_backup_is_due()
 * @identity: of the library, eight letters
 * @number: rises with every backup, whatever the clock says
 * @made: Unix seconds
 * @version: of the schema, 0 when nobody knows
 *
 * A copy of a library in the folder of backups.
 */
typedef struct
{
  char *path;
  char *library;
  char *sha256;
  char *state;
  char *identity;
  TriBackupReason reason;
  guint number;
  gint64 made;
  guint64 bytes;
  guint version;
  guint n_works;
  guint n_marks;
} TriBackup;

void tri_backup_free (TriBackup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriBackup, tri_backup_free)

/**
 * TriBackupOptions:
 * @folder: (nullable): where backups lie; %NULL for the usual folder
 * @now: Unix seconds; 0 for the clock's
 * @room: all backups of a library take at most so many bytes, but the newest two stay; 0 for the
 *   usual room
 * @progress: (nullable): called with what is done, 0..1, on the calling thread
 */
typedef struct
{
  const char *folder;
  TriBackupReason reason;
  gint64 now;
  guint64 room;
  void (*progress) (double fraction, gpointer user_data);
  gpointer user_data;
} TriBackupOptions;

char *tri_backup_dup_folder (void) G_GNUC_WARN_UNUSED_RESULT;

/* Copies the library into the folder of backups, looks the copy through, and takes old ones away.
 * Whoever writes to the library meanwhile does not wait. NULL with @error set: nothing was made. */
TriBackup *tri_backup_make (TriLibrary *library,
                            const TriBackupOptions *options,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same into a file of that name, which is not there yet. */
gboolean tri_backup_write (TriLibrary *library,
                           const char *path,
                           const TriBackupOptions *options,
                           GCancellable *cancellable,
                           GError **error);
/* Whether the library changed since its last backup, and that one is not of this day. */
gboolean tri_backup_is_due (TriLibrary *library, const TriBackupOptions *options);

/* The backups of the library at @path, or of all (NULL), the newest first. An empty list where
 * there is no folder. (element-type TriBackup) */
GPtrArray *tri_backup_list (const char *folder,
                            const char *path,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads all of it: the sum, the structure, the hashes of the rows. */
gboolean tri_backup_verify (const TriBackup *self, GCancellable *cancellable, GError **error);
/* The same for any library file that nobody writes; @sha256 may be NULL. */
gboolean tri_backup_verify_file (const char *path,
                                 const char *sha256,
                                 GCancellable *cancellable,
                                 GError **error);
/* The newest backup of the library at @path that is sound; NULL with @error set. */
TriBackup *tri_backup_find_good (const char *folder,
                                 const char *path,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The library at @from lies at @to now: its backups go with it. */
void tri_backup_adopt (const char *folder, const char *from, const char *to);

/* Which of @backups (of one library, the newest first) are not kept: the newest of the last 7
 * days, 4 weeks and 12 months that have one are, those before a migration for three versions. */
GPtrArray *tri_backup_choose_old (GPtrArray *backups, guint64 room) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
