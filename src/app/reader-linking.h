/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"
#include "library/tri-worker.h"

G_BEGIN_DECLS

/**
 * ReaderLinking:
 *
 * Finds names anew, on the writing thread, in the works that are marked because their names
 * changed, or what corresponds to what. What is not done when it is closed is done the next time.
 *
 * Signal "changed": it began, or came to an end. Signal "failed": with a message.
 */
#define READER_TYPE_LINKING (reader_linking_get_type ())
G_DECLARE_FINAL_TYPE (ReaderLinking, reader_linking, READER, LINKING, GObject)

/* @library is the connection of the main thread. */
ReaderLinking *reader_linking_new (TriLibrary *library,
                                   TriWorker *writer) G_GNUC_WARN_UNUSED_RESULT;
/* Begins, if there is anything to do; what the reader stopped goes on. */
void reader_linking_begin (ReaderLinking *self);
/* Something was committed: begins a little later, so that several acts are one run. */
void reader_linking_look (ReaderLinking *self);
/* The work that is read comes first. */
void reader_linking_set_first (ReaderLinking *self, gint64 work);
/* The reader wants it to wait for the next act, or the next start. */
void reader_linking_stop (ReaderLinking *self);
/* FALSE when nothing is looked for. @work: (out): in which names are, 0: not known yet */
gboolean reader_linking_get_progress (ReaderLinking *self, gint64 *work, double *fraction);
void reader_linking_close (ReaderLinking *self);

G_END_DECLS
