/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderToggleRow:
 *
 * Signs side by side, of which one is chosen: a colour, a kind. Each says its name as a tooltip and
 * to assistive technology.
 *
 * Signal "changed": another one is chosen.
 */
#define READER_TYPE_TOGGLE_ROW (reader_toggle_row_get_type ())
G_DECLARE_FINAL_TYPE (ReaderToggleRow, reader_toggle_row, READER, TOGGLE_ROW, GtkWidget)

/* @sign: what is shown (transfer floating); the first one is chosen until another one is. */
void reader_toggle_row_add (ReaderToggleRow *self, GtkWidget *sign, const char *word);
void reader_toggle_row_choose (ReaderToggleRow *self, guint position);
guint reader_toggle_row_get_chosen (ReaderToggleRow *self);

G_END_DECLS
