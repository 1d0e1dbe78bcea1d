/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "concordance/reader-concordance-item.h"
#include "reader-paged-model.h"

G_BEGIN_DECLS

/**
 * ReaderConcordanceModel:
 *
 * The lines of a concordance in their order, as a GListModel of #ReaderConcordanceItem. It holds
 * numbers; what lines say is read when they are asked for, a page at a time, and let go again.
 */
#define READER_TYPE_CONCORDANCE_MODEL (reader_concordance_model_get_type ())
G_DECLARE_FINAL_TYPE (ReaderConcordanceModel,
                      reader_concordance_model,
                      READER,
                      CONCORDANCE_MODEL,
                      ReaderPagedModel)

ReaderConcordanceModel *reader_concordance_model_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Begins anew; NULL: without lines. */
void reader_concordance_model_set_concordance (ReaderConcordanceModel *self,
                                               TriConcordance *concordance);
/* Shows what was found meanwhile, below the others. */
void reader_concordance_model_grow (ReaderConcordanceModel *self);
/* (element-type guint32): all hits in order. Lines that were left out stay so. */
void reader_concordance_model_set_order (ReaderConcordanceModel *self, GArray *order);
/* The index of a hit, G_MAXUINT32 when there is no such line. */
guint32 reader_concordance_model_get_index (ReaderConcordanceModel *self, guint position);
/* G_MAXUINT when it is not listed. */
guint reader_concordance_model_find (ReaderConcordanceModel *self, guint32 index);
void reader_concordance_model_leave_out (ReaderConcordanceModel *self, guint position);
/* Where the line that was left out last stands again, G_MAXUINT when there is none. */
guint reader_concordance_model_put_back (ReaderConcordanceModel *self);
guint reader_concordance_model_count_left_out (ReaderConcordanceModel *self);
/* (element-type guint32): the lines as they are listed. */
GArray *reader_concordance_model_dup_order (ReaderConcordanceModel *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
