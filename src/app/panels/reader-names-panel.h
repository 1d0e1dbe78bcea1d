/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-review-panel.h"

G_BEGIN_DECLS

/**
 * ReaderNamesPanel:
 *
 * What may be a name of the registers in another spelling, the likeliest first.
 */
#define READER_TYPE_NAMES_PANEL (reader_names_panel_get_type ())
G_DECLARE_FINAL_TYPE (ReaderNamesPanel,
                      reader_names_panel,
                      READER,
                      NAMES_PANEL,
                      ReaderReviewPanel)

GtkWidget *reader_names_panel_new (void);

G_END_DECLS
