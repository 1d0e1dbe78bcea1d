/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-sheet.h"
#include "reader-session.h"

G_BEGIN_DECLS

/**
 * ReaderSheetsFound:
 * @sheets: (element-type TriSheet): all there are, by title
 * @sheet: (nullable): the one that is shown
 * @uuids: (element-type utf8) (nullable): of all of its items
 * @items: (element-type TriSheetItem) (nullable): its first ones
 * @languages: (nullable): those its marks have texts in
 *
 * What the window of the study sheets shows.
 */
typedef struct
{
  GPtrArray *sheets;
  TriSheet *sheet;
  GPtrArray *uuids;
  GPtrArray *items;
  GStrv languages;
} ReaderSheetsFound;

void reader_sheets_found_free (ReaderSheetsFound *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderSheetsFound, reader_sheets_found_free)

/* @sheet: by its uuid; NULL, or when it has gone: the one that was changed last. */
void reader_sheets_find_async (ReaderSession *session,
                               const char *sheet,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data);
ReaderSheetsFound *reader_sheets_find_finish (GObject *worker,
                                              GAsyncResult *result,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
