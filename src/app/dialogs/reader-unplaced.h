/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

#include "library/tri-library-unplaced.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderUnplaced:
 *
 * What found no place when texts were imported again: the words then, and beside them the words
 * where it may stand now. It lies beside the texts, not over them, so that the place can be
 * selected there.
 *
 * Signal "place-asked" (TriUnplacedPlace *place): where what is selected in the texts stands;
 * returns whether anything is.
 * Signal "shown" (gint64 text, gint64 passage, uint start, uint end): the reader wants to see it.
 * Signal "acted" (string): what was done, in words; it is the last act in the journal.
 */
#define READER_TYPE_UNPLACED (reader_unplaced_get_type ())
G_DECLARE_FINAL_TYPE (ReaderUnplaced, reader_unplaced, READER, UNPLACED, AdwWindow)

GtkWidget *reader_unplaced_new (ReaderSession *session, gint64 work);
/* FALSE while an answer is awaited. */
gboolean reader_unplaced_is_settled (ReaderUnplaced *self);

void reader_unplaced_list_async (ReaderSession *session,
                                 gint64 work,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* (element-type TriUnplaced) */
GPtrArray *reader_unplaced_list_finish (GObject *worker,
                                        GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
