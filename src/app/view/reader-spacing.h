/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-row.h"

G_BEGIN_DECLS

/* How far passages stand apart, the closest first. */
typedef enum
{
  READER_SPACING_LINE,
  READER_SPACING_ITEM,
  READER_SPACING_STANZA,
  READER_SPACING_PARAGRAPH,
} ReaderSpacing;

ReaderSpacing reader_spacing_between (const TriPassage *before, const TriPassage *after);
gboolean reader_spacing_can_be_close (TriRow *row, const guint *columns, guint n_columns);
ReaderSpacing reader_spacing_between_rows (TriRow *row,
                                           TriRow *next,
                                           const guint *columns,
                                           guint n_columns);

G_END_DECLS
