/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-backup.h"

G_BEGIN_DECLS

/* Shared by the files about backups. */

/* Ways to open a library that only this room knows. Look at a file of any version of ours that
 * nobody writes: nothing is put beside it. A draft is a copy that nobody else knows: it is brought
 * up to date without a backup. */
#define TRI_LIBRARY_LOOK ((TriLibraryMode) 2)
#define TRI_LIBRARY_DRAFT ((TriLibraryMode) 3)

/* tri-library-check.c: what has to be right in a file of any version. Appends what is wrong. */
gboolean tri_library_check_content (TriLibrary *self,
                                    GPtrArray *faults,
                                    GCancellable *cancellable,
                                    GError **error);

/* Eight letters that stand for the place of the library. */
char *tri_backup_dup_identity (const char *path) G_GNUC_WARN_UNUSED_RESULT;
/* Absolute, links in its folder followed. */
char *tri_backup_dup_canonical (const char *path) G_GNUC_WARN_UNUSED_RESULT;
/* The name of the file, by all else that it says. */
char *tri_backup_dup_name (const TriBackup *self) G_GNUC_WARN_UNUSED_RESULT;
/* Writes what the file does not say itself beside @path. */
gboolean tri_backup_save_manifest (const TriBackup *self, const char *path, GError **error);
void tri_backup_delete (const TriBackup *self);
char *tri_backup_sum_file (const char *path,
                           GCancellable *cancellable,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whole or nothing. @self says what is in the file then. */
gboolean tri_backup_copy (TriLibrary *library,
                          TriBackup *self,
                          const char *path,
                          const TriBackupOptions *options,
                          GCancellable *cancellable,
                          GError **error);
/* The same of a library that need not be sound. */
gboolean tri_backup_copy_as_is (TriLibrary *library,
                                const char *path,
                                const TriBackupOptions *options,
                                GCancellable *cancellable,
                                GError **error);
/* What was renamed in it stays so after a power cut. */
gboolean tri_backup_sync_folder (const char *path, GError **error);
gboolean tri_backup_sync_file (const char *path, GError **error);

G_END_DECLS
