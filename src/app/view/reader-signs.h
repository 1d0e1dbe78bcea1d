/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-mark-set.h"
#include "reader-palette.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What stands beside a passage for what the reader made of it. The form says which kind it is, of a
 * highlight which colour, too; no sign depends on seeing colours. */
typedef enum
{
  READER_SIGN_BOOKMARK,
  READER_SIGN_HIGHLIGHT,
  READER_SIGN_NOTE,
  READER_SIGN_PORTAL,
  READER_SIGN_LATER,
  READER_SIGN_LETTER,
  READER_SIGN_MORE, /* for all that have no room */
} ReaderSignForm;

/**
 * ReaderSign:
 * @bookmark: whose it is; 0 for all that have no room
 * @hollow: the mark is in another text, and this passage is its counterpart
 */
typedef struct
{
  ReaderSignForm form;
  gint64 bookmark;
  guint colour;
  char letter;
  gboolean hollow;
} ReaderSign;

#define READER_SIGN_SIZE 13
/* From one sign to the one below it. */
#define READER_SIGN_STEP 16

GArray *reader_signs_list (GArray *marks, int height) G_GNUC_WARN_UNUSED_RESULT;
void reader_sign_paint (const ReaderSign *self,
                        GtkSnapshot *snapshot,
                        const ReaderPalette *palette,
                        float x,
                        float y);

G_END_DECLS
