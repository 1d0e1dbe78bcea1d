/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderPanelRow:
 *
 * A row of a panel's list in one line: an icon, a title that is cut off where there is no room, and
 * a number or word behind it.
 */
#define READER_TYPE_PANEL_ROW (reader_panel_row_get_type ())
G_DECLARE_FINAL_TYPE (ReaderPanelRow, reader_panel_row, READER, PANEL_ROW, GtkWidget)

GtkWidget *reader_panel_row_new (void);
void reader_panel_row_set_icon (ReaderPanelRow *self, const char *icon);
void reader_panel_row_set_title (ReaderPanelRow *self, const char *title);
void reader_panel_row_set_strong (ReaderPanelRow *self, guint start, guint end);
void reader_panel_row_set_suffix (ReaderPanelRow *self, const char *suffix);

/* Gives the list item around @child a name for assistive technology. */
void reader_panel_set_spoken (GtkWidget *child, const char *spoken);

G_END_DECLS
