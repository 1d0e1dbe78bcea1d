/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderSheetChooser:
 *
 * Asks which study sheet something is to come onto: one that is there, or a new one of the title
 * that was typed.
 *
 * Signal "chosen" (string sheet, string title): the dialog closes; of a new one @sheet is NULL.
 */
#define READER_TYPE_SHEET_CHOOSER (reader_sheet_chooser_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSheetChooser, reader_sheet_chooser, READER, SHEET_CHOOSER, AdwWindow)

GtkWidget *reader_sheet_chooser_new (ReaderSession *session);

G_END_DECLS
