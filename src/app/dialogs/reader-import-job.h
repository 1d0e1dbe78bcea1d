/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialogs/reader-import-file.h"

G_BEGIN_DECLS

/**
 * ReaderImportTie:
 * @READER_IMPORT_TIE_AUTO: as the files say, else as the words do
 * @READER_IMPORT_TIE_IDS: passages with the same id correspond
 * @READER_IMPORT_TIE_WORDS: ids say nothing, the words do
 * @READER_IMPORT_TIE_NONE: nothing is computed
 *
 * How passages of the texts are to be brought together.
 */
typedef enum
{
  READER_IMPORT_TIE_AUTO,
  READER_IMPORT_TIE_IDS,
  READER_IMPORT_TIE_WORDS,
  READER_IMPORT_TIE_NONE,
} ReaderImportTie;

/**
 * ReaderImportJob:
 * @files: (element-type ReaderImportFile): what to import
 * @work: the work to add to, 0 for a new one
 * @kind: as in TriImportOptions
 * @kind_is_open: afterwards: nobody and nothing said what the texts are to each other
 * @progress: thousandths, read and written atomically
 * @n_begun: how many of @files were begun, in the same way
 *
 * What the writing thread is told; nothing else touches it while it runs.
 */
typedef struct
{
  GPtrArray *files;
  gint64 work;
  char *title;
  const char *kind;
  ReaderImportTie tie;
  char *register_path;
  gint64 register_id;
  gboolean kind_is_open;
  int progress;
  int n_begun;
} ReaderImportJob;

ReaderImportJob *reader_import_job_new (void) G_GNUC_WARN_UNUSED_RESULT;
void reader_import_job_unref (gpointer job);
ReaderImportJob *reader_import_job_ref (ReaderImportJob *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderImportJob, reader_import_job_unref)
char *reader_import_job_dup_words (ReaderImportJob *self) G_GNUC_WARN_UNUSED_RESULT;
void reader_import_job_run_async (ReaderImportJob *self,
                                  ReaderSession *session,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gint64 reader_import_job_run_finish (GObject *worker, GAsyncResult *result, GError **error);

G_END_DECLS
