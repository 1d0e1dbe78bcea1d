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
int reader_cell_get_indent (const TriPassage *passage);

G_END_DECLS
