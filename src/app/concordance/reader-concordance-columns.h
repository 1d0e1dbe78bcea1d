/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  READER_CONCORDANCE_TEXT,
  READER_CONCORDANCE_LEFT,
  READER_CONCORDANCE_HIT,
  READER_CONCORDANCE_RIGHT,
  READER_CONCORDANCE_COUNTERPART,
} ReaderConcordanceColumn;
#define READER_N_CONCORDANCE_COLUMNS 5

typedef struct
{
  int x;
  int width; /* 0: there is no room for it */
} ReaderConcordanceSlot;

/**
 * ReaderConcordanceColumns:
 *
 * Where the columns of the table stand, for its heads and all its rows, and which language the
 * counterparts are in.
 *
 * Signal "changed" ().
 */
#define READER_TYPE_CONCORDANCE_COLUMNS (reader_concordance_columns_get_type ())
G_DECLARE_FINAL_TYPE (ReaderConcordanceColumns,
                      reader_concordance_columns,
                      READER,
                      CONCORDANCE_COLUMNS,
                      GObject)

ReaderConcordanceColumns *reader_concordance_columns_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* NULL: the first other language of each line. */
void reader_concordance_columns_set_lang (ReaderConcordanceColumns *self, const char *lang);
const char *reader_concordance_columns_get_lang (ReaderConcordanceColumns *self);
/* So many pixels a hit needs: the column is made wider for it, but not narrower. */
void reader_concordance_columns_see_hit (ReaderConcordanceColumns *self, int width);
/* For another question. */
void reader_concordance_columns_reset (ReaderConcordanceColumns *self);
void reader_concordance_columns_place (ReaderConcordanceColumns *self,
                                       int width,
                                       ReaderConcordanceSlot slots[READER_N_CONCORDANCE_COLUMNS]);

G_END_DECLS
