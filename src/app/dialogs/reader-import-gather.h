/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ReaderImportFound:
 * @paths: (element-type filename): what was chosen, folders replaced by the files in them
 * @n_passed_over: files in folders that no format reads
 * @n_elsewhere: what was chosen on file systems that have no local paths
 * @error: (nullable): why a folder could not be looked into, the first one
 * @is_cut: there are more than READER_IMPORT_MAX_FILES, or the folders are too large to be looked
 *   through
 *
 * What may be imported of what was dropped or chosen.
 */
typedef struct
{
  GPtrArray *paths;
  guint n_passed_over;
  guint n_elsewhere;
  GError *error;
  gboolean is_cut;
} ReaderImportFound;

/* Each file becomes a column at least: more than this is no work that one reads. */
#define READER_IMPORT_MAX_FILES 200

void reader_import_gather_async (GListModel *files,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
ReaderImportFound *reader_import_gather_finish (GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void reader_import_found_free (gpointer found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderImportFound, reader_import_found_free)

G_END_DECLS
