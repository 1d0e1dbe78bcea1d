/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-tei-ids.h"
#include "formats/tri-tei-kept.h"
#include "formats/tri-tei-markup.h"

G_BEGIN_DECLS

/* The blocks of a text as they are written one after another. */
typedef struct
{
  TriTeiIds *ids;
  const char *lang; /* of the text */
  /* the first passage that is not written: notes stand at their mark, in the passage before */
  guint next_ord;
  guint list_depth;
  GPtrArray *items;  /* the names of the items that are open, the innermost last */
  GPtrArray *around; /* those of the elements around passages */
  gboolean in_stanza;
  /* the next line of verse would be read as the first of a stanza */
  gboolean stanza_is_due;
  /* nothing but headings so far in this division */
  gboolean at_top;
  guint division_level;
  GHashTable *references; /* the row of a mention → what named no entity */

  TriTeiMarkup *markup; /* of the passage that is being written */
  TriTeiKept *kept;
  GString *tag;
} TriTeiBlocks;

TriTeiBlocks *tri_tei_blocks_new (TriTeiIds *ids, const char *lang) G_GNUC_WARN_UNUSED_RESULT;
void tri_tei_blocks_free (TriTeiBlocks *self);
void tri_tei_blocks_append (TriTeiBlocks *self, GString *out, GPtrArray *window, guint index);
void tri_tei_blocks_close (TriTeiBlocks *self, GString *out);
void tri_tei_blocks_close_lists (TriTeiBlocks *self, GString *out);

/* The words of a passage with all that is in them, and of the notes in it. */
void tri_tei_append_content (TriTeiBlocks *self,
                             GString *out,
                             GPtrArray *window,
                             TriPassage *passage);
/* Appends "<element xml:id=…>", with what the file had there, and returns the element's name for
 * the end tag. */
const char *tri_tei_append_start (TriTeiBlocks *self,
                                  GString *out,
                                  const char *element,
                                  TriPassage *passage);

/* tri-tei-spans.c */
void tri_tei_add_marks (TriTeiBlocks *self, GPtrArray *window, TriPassage *passage);

/* tri-tei-claims.c */
gboolean tri_tei_is_block_tag (const TriSpan *span);

/* tri-tei-around.c */
typedef enum
{
  TRI_TEI_PART_NONE,
  TRI_TEI_PART_FRONT,
  TRI_TEI_PART_BODY,
  TRI_TEI_PART_BACK,
  TRI_TEI_PART_END,
} TriTeiPart;
TriTeiPart tri_tei_around_get_part (const TriPassage *passage);
TriTeiPart tri_tei_around_begin_part (TriTeiBlocks *self,
                                      GString *out,
                                      TriTeiPart part,
                                      TriTeiPart before,
                                      const TriPassage *passage);
gboolean tri_tei_is_around (const TriSpan *span);
const char *tri_tei_around_write (TriTeiBlocks *self, GString *out, TriPassage *passage);
gboolean tri_tei_around_is_stanza (TriTeiBlocks *self);
gboolean tri_tei_around_is_quote (TriTeiBlocks *self);
void tri_tei_around_close (TriTeiBlocks *self, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriTeiBlocks, tri_tei_blocks_free)

G_END_DECLS
