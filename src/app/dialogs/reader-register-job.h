/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-registers.h"
#include "reader-session.h"

G_BEGIN_DECLS

/**
 * ReaderRegisterJob:
 *
 * What is asked of a file that is to become a register, as #TriRegisterImport, owned.
 */
typedef struct
{
  char *path;
  gint64 target;
  char *title;
  char *columns;
  int type;
  TriRegisterChoice otherwise;
  GArray *decisions; /* (element-type TriRegisterDecision) */
  gboolean dry_run;
} ReaderRegisterJob;

/* What came of it: the outcome counts with an error, too. */
typedef struct
{
  TriRegisterOutcome outcome;
  GError *error;
} ReaderRegisterResult;

ReaderRegisterJob *reader_register_job_new (const char *path) G_GNUC_WARN_UNUSED_RESULT;
void reader_register_job_free (ReaderRegisterJob *self);
/* Takes @self. Only looks on the thread that answers questions, imports on the one that writes. */
void reader_register_job_run_async (ReaderRegisterJob *self,
                                    ReaderSession *session,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
ReaderRegisterResult *reader_register_job_run_finish (GObject *worker,
                                                      GAsyncResult *result,
                                                      GError **error);
void reader_register_result_free (ReaderRegisterResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderRegisterJob, reader_register_job_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderRegisterResult, reader_register_result_free)

G_END_DECLS
