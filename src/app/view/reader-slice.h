/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-marks.h"

G_BEGIN_DECLS

/**
 * ReaderSlice:
 * @start: likewise @end: which part of the passage it shows, in code points
 * @shown: what the label says: the words, with a mark put in for each note that has none
 * @notes: (element-type guint): in front of which code points of the passage marks were put in
 *
 * What one label shows: a passage, or a part of a very long one.
 */
typedef struct
{
  TriPassage *passage;
  guint start;
  guint end;
  char *shown;
  GArray *notes;
  gboolean concealed;
} ReaderSlice;

/* What a label can take before it gets slow. */
#define READER_SLICE_LENGTH 4000

gboolean reader_passage_is_shown (const TriPassage *passage, GPtrArray *cell);

GPtrArray *reader_slice_cut (TriPassage *passage) G_GNUC_WARN_UNUSED_RESULT;
void reader_slice_free (ReaderSlice *self);
void reader_slice_set_concealed (ReaderSlice *self, gboolean concealed);
PangoAttrList *reader_slice_dup_plain_attributes (ReaderSlice *self,
                                                  ReaderMarks *marks,
                                                  const char *lang) G_GNUC_WARN_UNUSED_RESULT;
PangoAttrList *reader_slice_dup_attributes (ReaderSlice *self,
                                            ReaderMarks *marks,
                                            const char *lang) G_GNUC_WARN_UNUSED_RESULT;
gboolean reader_slice_get_bytes (ReaderSlice *self, const TriRange *range, int *start, int *end);
guint reader_slice_get_offset (ReaderSlice *self, int index);
const TriSpan *reader_slice_get_note_at (ReaderSlice *self, int index);

G_END_DECLS
