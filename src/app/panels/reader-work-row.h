/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-work.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define READER_TYPE_WORK_ROW (reader_work_row_get_type ())
G_DECLARE_FINAL_TYPE (ReaderWorkRow, reader_work_row, READER, WORK_ROW, GtkWidget)

GtkWidget *reader_work_row_new (void);
void reader_work_row_set_work (ReaderWorkRow *self,
                               TriWork *work,
                               gboolean has_twin,
                               double share);
gint64 reader_work_row_get_work (ReaderWorkRow *self);

G_END_DECLS
