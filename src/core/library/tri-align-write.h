/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-align-judge.h"
#include "library/tri-batch.h"

G_BEGIN_DECLS

/**
 * TriAlignWriter:
 * @old: the last link that was there before
 * @n_links: links of all texts, written or confirmed before
 * @scores: their sum
 * @n_written: links of any kind
 *
 * Writes what the aligner found in the place of what it found before, in short transactions, in
 * reading order. Links that are fixed by then stay, also those that were fixed meanwhile.
 */
typedef struct
{
  TriLibrary *library;
  gint64 work;
  TriBatch batch;
  gint64 old;
  gint64 acts; /* in the journal when it began */
  guint n_links;
  guint n_written;
  double scores;
} TriAlignWriter;

void tri_align_writer_begin (TriAlignWriter *self,
                             TriLibrary *library,
                             gint64 work,
                             GCancellable *cancellable);
/* @many: all, or a stretch. */
gboolean tri_align_write (TriAlignWriter *self,
                          const TriLinkInput *input,
                          const TriAlignMany *many,
                          const TriAlignVerdict *verdict,
                          GError **error);
/* Takes away what was computed before and is left. */
gboolean tri_align_writer_finish (TriAlignWriter *self, GError **error);
void tri_align_writer_clear (TriAlignWriter *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriAlignWriter, tri_align_writer_clear)

G_END_DECLS
