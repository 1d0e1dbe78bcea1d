/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-tei-blocks.h"

G_BEGIN_DECLS

/* What is marked in a passage that is being written. */
typedef struct
{
  TriTeiBlocks *blocks;
  TriTeiMarkup *markup;
  TriPassage *passage;
  GPtrArray *window;
  /* What was said by a tag of the file, by index; NULL when it has none. */
  guint8 *spans;
  guint8 *mentions;
  guint8 *dates;
} TriTeiMarks;

/* tri-tei-spans.c */
const TriSpan *tri_tei_marks_get_span (const TriTeiMarks *self, guint i);
/* Puts the tag that @blocks holds round a range of the passage. */
TriTeiRange *tri_tei_marks_add (TriTeiMarks *self,
                                guint start,
                                guint end,
                                int rank,
                                const char *close);
/* @is_kept: the tag is that of the file, and says some of it already */
void tri_tei_marks_append_mention (TriTeiMarks *self, const TriMention *mention, gboolean is_kept);
void tri_tei_marks_append_date (TriTeiMarks *self, const TriDate *date, gboolean is_kept);

/* tri-tei-claims.c */
/* The tag of the file that the span at @index keeps, with what we understand of it. */
void tri_tei_marks_add_kept (TriTeiMarks *self, guint index);

G_END_DECLS
