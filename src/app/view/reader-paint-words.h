/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-slice.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For reader-paint.c: the word that is pointed at, and what probably stands for it. Not of hidden
 * words. */
void reader_paint_words_below (GtkSnapshot *snapshot,
                               ReaderSlice *slice,
                               PangoLayout *layout,
                               ReaderMarks *marks);
void reader_paint_words_above (GtkSnapshot *snapshot,
                               ReaderSlice *slice,
                               PangoLayout *layout,
                               ReaderMarks *marks);

G_END_DECLS
