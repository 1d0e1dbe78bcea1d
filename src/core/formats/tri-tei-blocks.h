/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-tei-ids.h"
#include "formats/tri-tei-markup.h"

G_BEGIN_DECLS

/* The blocks of a text as they are written one after another. */
typedef struct
{
  TriTeiIds *ids;
  /* the first passage that is not written: notes stand at their mark, in the passage before */
  guint next_ord;
  guint list_depth;
  gboolean in_stanza;
  /* nothing but headings so far in this division */
  gboolean at_top;
} TriTeiBlocks;

void tri_tei_blocks_append (TriTeiBlocks *self, GString *out, GPtrArray *window, guint index);
void tri_tei_blocks_close (TriTeiBlocks *self, GString *out);

/* The words of a passage with all that is in them, and of the notes in it. */
void tri_tei_append_content (TriTeiBlocks *self,
                             GString *out,
                             GPtrArray *window,
                             TriPassage *passage);
/* Appends "<element xml:id=…>". */
void tri_tei_append_start (TriTeiBlocks *self,
                           GString *out,
                           const char *element,
                           TriPassage *passage);
/* tri-tei-spans.c */
void tri_tei_add_spans (TriTeiBlocks *self,
                        GArray *ranges,
                        GPtrArray *window,
                        TriPassage *passage);
gboolean tri_tei_is_title (const TriPassage *passage, const TriMention *mention);

G_END_DECLS
