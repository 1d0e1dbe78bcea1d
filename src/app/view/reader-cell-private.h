/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-cell.h"
#include "reader-slack.h"

G_BEGIN_DECLS

/* One passage, or a slice of one: the cell's parts lie one below the other. */
typedef struct
{
  ReaderSlice *slice;
  GtkWidget *label;
  PangoLayout *marker; /* the number of an item, or NULL */
  gboolean bulleted;
  int indent;
  int y;
  int height;
  int width;         /* for which the words are wrapped, 0 for none */
  ReaderSlack slack; /* the widths at which they would be wrapped in the same way */
} ReaderCellPart;

struct _ReaderCell
{
  GtkWidget parent_instance;

  ReaderMarks *marks;
  TriText *text;
  GPtrArray *passages;
  GArray *parts;
  GPtrArray *spare;
  GtkWidget *tag;
  GtkWidget *gap;
  char *lang; /* of the text, and its name */
  char *language;
  gboolean tagged;
  int width; /* for which the parts are measured, 0 for none */
  int height;
};

ReaderCellPart *reader_cell_get_part (ReaderCell *self, guint index);
void reader_cell_mark_part (ReaderCell *self, ReaderCellPart *part);
void reader_cell_paint_marker (ReaderCell *self, GtkSnapshot *snapshot, const ReaderCellPart *part);
char *reader_cell_dup_marker (const TriPassage *passage);
graphene_rect_t reader_cell_get_area (ReaderCell *self, guint first, guint *next);
void reader_cell_paint_signs (ReaderCell *self,
                              GtkSnapshot *snapshot,
                              const ReaderCellPart *part,
                              const graphene_rect_t *area);
void reader_cell_describe_marks (ReaderCell *self,
                                 const TriPassage *passage,
                                 GString *description);

G_END_DECLS
