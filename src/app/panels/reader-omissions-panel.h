/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-work.h"
#include "reader-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderOmissionsPanel:
 *
 * What has no counterpart in a work, the longest first.
 *
 * Signal "omission-activated" (gint64 text, gint64 passage, int sentence): the reader wants to go
 * there.
 */
#define READER_TYPE_OMISSIONS_PANEL (reader_omissions_panel_get_type ())
G_DECLARE_FINAL_TYPE (ReaderOmissionsPanel,
                      reader_omissions_panel,
                      READER,
                      OMISSIONS_PANEL,
                      GtkWidget)

GtkWidget *reader_omissions_panel_new (void);
void reader_omissions_panel_set_work (ReaderOmissionsPanel *self,
                                      ReaderSession *session,
                                      TriWork *work);
void reader_omissions_panel_take_focus (ReaderOmissionsPanel *self);

/* (element-type ReaderOmissionItem): what is listed. */
GListModel *reader_omissions_panel_get_model (ReaderOmissionsPanel *self);

G_END_DECLS
