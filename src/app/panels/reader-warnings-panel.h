/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-warnings.h"
#include "model/tri-work.h"
#include "reader-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderWarningsPanel:
 *
 * Names to check. Return shows the place of the row with the focus, and again what it does not go
 * with; A puts it aside, for it is right, or takes that back.
 *
 * Signal "warning-activated" (const TriWarningPlace *): the reader wants to see it.
 * Signal "warning-said" (words, undoable): what was done, or why it was not.
 */
#define READER_TYPE_WARNINGS_PANEL (reader_warnings_panel_get_type ())
G_DECLARE_FINAL_TYPE (ReaderWarningsPanel, reader_warnings_panel, READER, WARNINGS_PANEL, GtkWidget)

GtkWidget *reader_warnings_panel_new (void);
void reader_warnings_panel_set_work (ReaderWarningsPanel *self,
                                     ReaderSession *session,
                                     TriWork *work);
/* Gives the keyboard to the list, once it is filled. */
void reader_warnings_panel_take_focus (ReaderWarningsPanel *self);

G_END_DECLS
