/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  READER_SAFE_BACK_UP, /* into the folder of backups, or into @other */
  READER_SAFE_RESTORE, /* @other in the place of @path */
  READER_SAFE_CHECK,
  READER_SAFE_REPAIR, /* what can be read of @path, and the rest from its backup */
  READER_SAFE_MOVE,   /* into the folder @other; what is at @path stays */
} ReaderSafeWork;

/**
 * ReaderSafeJob:
 * @path: the library
 * @sha256: (nullable): of @other
 * @opened: after a move: the library to open now
 * @n_faults: after a check
 * @progress: thousandths, read and written atomically
 *
 * Long work on a whole library, on a thread and a connection of its own. Nothing else touches what
 * it is told while it runs.
 */
typedef struct
{
  ReaderSafeWork work;
  char *path;
  char *other;
  char *sha256;
  char *opened;
  guint n_faults;
  int progress;
} ReaderSafeJob;

ReaderSafeJob *reader_safe_job_new (ReaderSafeWork work,
                                    const char *path,
                                    const char *other) G_GNUC_WARN_UNUSED_RESULT;
void reader_safe_job_unref (gpointer job);
void reader_safe_job_run_async (ReaderSafeJob *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* What was done, in words; NULL with @error set. */
char *reader_safe_job_run_finish (GAsyncResult *result,
                                  ReaderSafeJob **job,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
