/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-import-replace.h"
#include "model/tri-work.h"
#include "reader-session.h"

G_BEGIN_DECLS

/**
 * ReaderReplaceJob:
 * @text: the row of the text that is imported again
 * @lang: of a file that does not say it
 * @progress: thousandths, read and written atomically
 *
 * What the writing thread is told; nothing else touches it while it runs.
 */
typedef struct
{
  gint64 text;
  char *path;
  char *lang;
  gboolean dry_run;
  int progress;
} ReaderReplaceJob;

ReaderReplaceJob *reader_replace_job_new (TriText *text,
                                          const char *path,
                                          gboolean dry_run) G_GNUC_WARN_UNUSED_RESULT;
void reader_replace_job_unref (gpointer job);
void reader_replace_job_run_async (ReaderReplaceJob *self,
                                   ReaderSession *session,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
TriReplaceReport *reader_replace_job_run_finish (GObject *worker,
                                                 GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
