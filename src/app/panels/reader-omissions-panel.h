/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-review-panel.h"

G_BEGIN_DECLS

/**
 * ReaderOmissionsPanel:
 *
 * What has no counterpart in a work, the longest first.
 */
#define READER_TYPE_OMISSIONS_PANEL (reader_omissions_panel_get_type ())
G_DECLARE_FINAL_TYPE (ReaderOmissionsPanel,
                      reader_omissions_panel,
                      READER,
                      OMISSIONS_PANEL,
                      ReaderReviewPanel)

GtkWidget *reader_omissions_panel_new (void);

G_END_DECLS
