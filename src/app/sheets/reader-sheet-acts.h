/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

G_BEGIN_DECLS

/* What the reader does to study sheets, on the worker that writes: each is one act of the journal
 * and on disk when the callback is called, which calls reader_sheet_acts_finish(). */

/* The uuid of what was made, "" where nothing was made, or NULL. */
char *reader_sheet_acts_finish (GObject *worker,
                                GAsyncResult *result,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

void reader_sheet_acts_create (ReaderSession *session,
                               const char *title,
                               GAsyncReadyCallback callback,
                               gpointer data);
void reader_sheet_acts_rename (ReaderSession *session,
                               const char *sheet,
                               const char *title,
                               GAsyncReadyCallback callback,
                               gpointer data);
void reader_sheet_acts_delete (ReaderSession *session,
                               const char *sheet,
                               GAsyncReadyCallback callback,
                               gpointer data);
/* None: all there are. */
void reader_sheet_acts_set_languages (ReaderSession *session,
                                      const char *sheet,
                                      const char *const *languages,
                                      GAsyncReadyCallback callback,
                                      gpointer data);
/* Bookmarks by their ids come to the end of a sheet, or, when @sheet is NULL, onto a new one. Gives
 * the uuid of the sheet. */
void reader_sheet_acts_add_marks (ReaderSession *session,
                                  const char *sheet,
                                  const char *title,
                                  GArray *ids,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
/* Own text before that item, NULL: at the end. */
void reader_sheet_acts_add_words (ReaderSession *session,
                                  const char *sheet,
                                  const char *words,
                                  const char *before,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
void reader_sheet_acts_write (ReaderSession *session,
                              const char *sheet,
                              const char *item,
                              const char *words,
                              GAsyncReadyCallback callback,
                              gpointer data);
void reader_sheet_acts_move (ReaderSession *session,
                             const char *sheet,
                             const char *const *items,
                             const char *before,
                             GAsyncReadyCallback callback,
                             gpointer data);
void reader_sheet_acts_remove (ReaderSession *session,
                               const char *const *items,
                               GAsyncReadyCallback callback,
                               gpointer data);

G_END_DECLS
