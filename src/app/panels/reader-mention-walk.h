/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-entities.h"
#include "view/reader-parallel-view.h"

G_BEGIN_DECLS

/**
 * ReaderMentionWalk:
 * @library: the connection of this thread
 * @edtf: (nullable): of a date, borrowed; %NULL when an entity is walked
 * @last: the mention walked to last, without its words: its id is 0 when there is none
 *
 * Where the reader is among the mentions of an entity or a date. Fill it with zeros before use.
 */
typedef struct
{
  TriLibrary *library;
  ReaderParallelView *view;
  gint64 entity;
  const char *edtf;
  TriContext last;
} ReaderMentionWalk;

void reader_mention_walk_set_last (ReaderMentionWalk *self, const TriContext *context);
gboolean reader_mention_walk_begin_at (ReaderMentionWalk *self, gint64 mention);
gboolean reader_mention_walk_step (ReaderMentionWalk *self,
                                   int direction,
                                   gboolean all_texts,
                                   TriContext *found);

G_END_DECLS
