/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-search-item.h"
#include "reader-session.h"

G_BEGIN_DECLS

/**
 * ReaderSearchFound:
 * @hits: (element-type TriSearchHit)
 * @items: (element-type ReaderSearchItem): the first of them, read already, when @replaces
 * @replaces: they take the place of all that came before, else they follow it
 * @is_ranked: by rank, else as it is read
 * @is_complete: nothing more comes
 *
 * What came of a question since the last time.
 */
typedef struct
{
  GArray *hits;
  GPtrArray *items;
  gboolean replaces;
  gboolean is_ranked;
  gboolean is_complete;
} ReaderSearchFound;

/**
 * ReaderSearchRun:
 *
 * One question that is put to a library, on the worker that searches. What it finds comes in
 * steps, as fast as the main thread takes them.
 *
 * Signal "understood" (): the question is known.
 * Signal "found" (ReaderSearchFound *).
 * Signal "failed" (string): no answer; why.
 */
#define READER_TYPE_SEARCH_RUN (reader_search_run_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSearchRun, reader_search_run, READER, SEARCH_RUN, GObject)

ReaderSearchRun *reader_search_run_new (const char *typed,
                                        const TriSearchOptions *options) G_GNUC_WARN_UNUSED_RESULT;
void reader_search_run_begin (ReaderSearchRun *self, ReaderSession *session);
/* Nothing is heard of it any more. */
void reader_search_run_stop (ReaderSearchRun *self);
/* NULL before "understood". */
TriSearch *reader_search_run_get_search (ReaderSearchRun *self);
gboolean reader_search_run_is_over (ReaderSearchRun *self);

G_END_DECLS
