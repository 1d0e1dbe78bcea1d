/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-concordance.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderConcordancePane:
 *
 * One line with more of its passage, and below it what corresponds in all other texts.
 */
#define READER_TYPE_CONCORDANCE_PANE (reader_concordance_pane_get_type ())
G_DECLARE_FINAL_TYPE (ReaderConcordancePane,
                      reader_concordance_pane,
                      READER,
                      CONCORDANCE_PANE,
                      GtkWidget)

/* (nullable): none is chosen */
void reader_concordance_pane_show (ReaderConcordancePane *self, const TriConcordanceLine *line);

G_END_DECLS
