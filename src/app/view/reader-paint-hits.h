/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-slice.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void reader_paint_hits_below (GtkSnapshot *snapshot,
                              ReaderSlice *slice,
                              PangoLayout *layout,
                              ReaderMarks *marks);
void reader_paint_hits_above (GtkSnapshot *snapshot,
                              ReaderSlice *slice,
                              PangoLayout *layout,
                              ReaderMarks *marks);

G_END_DECLS
