/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-passage.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* Where a paragraph names an entity: in bytes of its words. */
typedef struct
{
  int at;
  gint64 entity;
} PaperName;

/**
 * PaperBlock:
 * @layout: its words, as wide as there is room beside @indent
 * @label: (nullable): what stands before its first line: the number of an item or a note
 * @indent: left of its words; @label_x: left of the label; both in points
 * @above: before its first line, in points, unless that is the first of a page
 * @keeps: it is a heading, which stands with what comes next
 * @names: (element-type PaperName): in the order of the words
 *
 * A paragraph on paper.
 */
typedef struct
{
  PangoLayout *layout;
  PangoLayout *label;
  double indent;
  double label_x;
  double above;
  gboolean keeps;
  GArray *names;
} PaperBlock;

/**
 * PaperColumn:
 * @context: for its lines
 * @lang: of its text; @backwards: which is written from right to left
 * @family: (nullable): of its letters
 * @width: in points
 * @size: of its letters, in points
 * @n_notes: how many of its notes have a number
 * @numbers: keys of the notes that the row at hand has marks of, and what these marks are
 *
 * What the paragraphs of a column have in common.
 */
typedef struct
{
  PangoContext *context;
  char *lang;
  gboolean backwards;
  const char *family;
  double width;
  double size;
  guint n_notes;
  GHashTable *numbers;
} PaperColumn;

/* @family is kept as it is. */
void paper_column_init (PaperColumn *self,
                        PangoContext *context,
                        const char *lang,
                        const char *family,
                        double size);
void paper_column_clear (PaperColumn *self);

/* @family: (nullable): of the letters, instead of what @font says. */
PaperBlock *paper_block_new (PangoContext *context,
                             const char *words,
                             const char *font,
                             const char *family,
                             double width) G_GNUC_WARN_UNUSED_RESULT;
void paper_block_free (PaperBlock *self);
/* The paragraphs of a passage, at the end of @blocks: several where it is very long. */
void paper_blocks_add_passage (GPtrArray *blocks, PaperColumn *column, const TriPassage *passage);
double paper_block_get_height (const PaperBlock *self);
/* Of those of its lines that stand on one page: two at least, and three of three. */
double paper_block_get_least (const PaperBlock *self);

G_END_DECLS
