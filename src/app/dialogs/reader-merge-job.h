/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-merge.h"
#include "reader-session.h"

G_BEGIN_DECLS

/* What the dialog that merges has done on the writing thread. */

void reader_merge_job_run_async (ReaderSession *session,
                                 const char *path,
                                 gboolean dry_run,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
TriMergeReport *reader_merge_job_run_finish (GObject *worker,
                                             GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Decides a conflict (@uuid NULL: takes the last act back) and lists what is left. */
void reader_merge_job_decide_async (ReaderSession *session,
                                    const char *uuid,
                                    TriMergeChoice choice,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (element-type TriMergeConflict) */
GPtrArray *reader_merge_job_decide_finish (GObject *worker,
                                           GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
