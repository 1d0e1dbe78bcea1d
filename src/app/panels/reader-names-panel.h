/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

#include "model/tri-work.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderNamesPanel:
 *
 * What may be a name of the registers in another spelling, the likeliest first. A accepts the row
 * with the focus, R or Delete rejects it; Enter shows where it stands.
 *
 * Signal "name-activated" (text, passage): the reader wants to see it.
 * Signal "name-decided" (words, undoable): what was done, or why it was not.
 */
#define READER_TYPE_NAMES_PANEL (reader_names_panel_get_type ())
G_DECLARE_FINAL_TYPE (ReaderNamesPanel, reader_names_panel, READER, NAMES_PANEL, GtkWidget)

GtkWidget *reader_names_panel_new (void);
void reader_names_panel_set_work (ReaderNamesPanel *self, ReaderSession *session, TriWork *work);
void reader_names_panel_take_focus (ReaderNamesPanel *self);
GListModel *reader_names_panel_get_model (ReaderNamesPanel *self);

G_END_DECLS
