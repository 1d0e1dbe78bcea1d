/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-tei-ids.h"
#include "formats/tri-tei-markup.h"

G_BEGIN_DECLS

/* The blocks of a text as they are written one after another: which lists are open, and which
 * notes stand
 * already at their mark. */
typedef struct
{
  TriTeiIds *ids;
  GHashTable *written;
  guint list_depth;
  gboolean in_stanza;
  /* nothing but headings so far in this division */
  gboolean at_top;
} TriTeiBlocks;

void tri_tei_blocks_append (TriTeiBlocks *self, GString *out, GPtrArray *window, guint index);
void tri_tei_blocks_close (TriTeiBlocks *self, GString *out);
gboolean tri_tei_blocks_has_written (TriTeiBlocks *self, const TriPassage *passage);

G_END_DECLS
