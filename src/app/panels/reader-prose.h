/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderProse:
 *
 * A wrapping label that asks for no width of its own, only for the height it takes at the width it
 * is given. Boxes around it measure at a fraction of what a bare wrapping GtkLabel costs.
 */
#define READER_TYPE_PROSE (reader_prose_get_type ())
G_DECLARE_FINAL_TYPE (ReaderProse, reader_prose, READER, PROSE, GtkWidget)

GtkWidget *reader_prose_new (int max_lines);
void reader_prose_set_text (ReaderProse *self, const char *text);
GtkLabel *reader_prose_get_label (ReaderProse *self);

G_END_DECLS
