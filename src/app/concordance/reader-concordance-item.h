/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-concordance.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ReaderConcordanceItem:
 * @index: of the hit
 * @line: (nullable): %NULL until it is read
 * @is_gone: its passage is not in the library any more
 *
 * A line of the table.
 *
 * Signal "read" (): what it says came.
 */
struct _ReaderConcordanceItem
{
  GObject parent_instance;
  guint32 index;
  TriConcordanceLine *line;
  gboolean is_gone;
};

#define READER_TYPE_CONCORDANCE_ITEM (reader_concordance_item_get_type ())
G_DECLARE_FINAL_TYPE (ReaderConcordanceItem,
                      reader_concordance_item,
                      READER,
                      CONCORDANCE_ITEM,
                      GObject)

ReaderConcordanceItem *reader_concordance_item_new (guint32 index) G_GNUC_WARN_UNUSED_RESULT;
/* NULL for @line: it is gone. */
void reader_concordance_item_set_line (ReaderConcordanceItem *self, TriConcordanceLine *line);
/* What corresponds in @lang, NULL: in the first other language that has something; "" for nothing.
 * @matches: see tri_concordance_line_dup_counterpart() */
char *reader_concordance_item_dup_counterpart (ReaderConcordanceItem *self,
                                               const char *lang,
                                               GArray **matches) G_GNUC_WARN_UNUSED_RESULT;
/* All that the line says, as a sentence. */
char *reader_concordance_item_dup_spoken (ReaderConcordanceItem *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
