/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-visit.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The widget of a line of the reading history: where and when, below the day that it begins. */
GtkWidget *reader_history_row_new (void);
void reader_history_row_set_visit (GtkWidget *row, TriVisit *visit, TriVisit *above);

G_END_DECLS
