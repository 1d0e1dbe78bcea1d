/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-work.h"
#include "reader-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderContentsPanel:
 *
 * The divisions of all texts of a work in one tree, counterparts joined in one line.
 *
 * Signal "division-activated" (gint64 text, gint64 passage): the reader wants to go there.
 */
#define READER_TYPE_CONTENTS_PANEL (reader_contents_panel_get_type ())
G_DECLARE_FINAL_TYPE (ReaderContentsPanel,
                      reader_contents_panel,
                      READER,
                      CONTENTS_PANEL,
                      GtkWidget)

GtkWidget *reader_contents_panel_new (void);
void reader_contents_panel_set_work (ReaderContentsPanel *self,
                                     ReaderSession *session,
                                     TriWork *work);
void reader_contents_panel_set_current (ReaderContentsPanel *self, gint64 text, guint ord);

G_END_DECLS
