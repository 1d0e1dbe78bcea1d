/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-paged-model.h"
#include "reader-search-run.h"

G_BEGIN_DECLS

/**
 * ReaderSearchModel:
 *
 * What was found, as a GListModel of #ReaderSearchItem. Of all of it it holds where it stands; what
 * it says is read by a worker when a line is asked for, a page at a time, and let go again.
 */
#define READER_TYPE_SEARCH_MODEL (reader_search_model_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSearchModel,
                      reader_search_model,
                      READER,
                      SEARCH_MODEL,
                      ReaderPagedModel)

ReaderSearchModel *reader_search_model_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Takes @items out of @found. */
void reader_search_model_take (ReaderSearchModel *self,
                               TriSearch *search,
                               ReaderSearchFound *found);
/* The same question to a library that changed: lines that are as before stay what they are. */
void reader_search_model_renew (ReaderSearchModel *self, TriSearch *search, GArray *hits);
void reader_search_model_clear (ReaderSearchModel *self);
/* FALSE when there is no such line. */
gboolean reader_search_model_get_hit (ReaderSearchModel *self, guint position, TriSearchHit *hit);

G_END_DECLS
