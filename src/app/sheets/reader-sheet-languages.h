/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderSheetLanguages:
 *
 * A button whose popover says in which languages a sheet is shown.
 *
 * Signal "chosen" (GStrv languages): other ones, in their order; none: all there are.
 */
#define READER_TYPE_SHEET_LANGUAGES (reader_sheet_languages_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSheetLanguages,
                      reader_sheet_languages,
                      READER,
                      SHEET_LANGUAGES,
                      GtkWidget)

/* @available: of the texts of its marks; @chosen: none for all. */
void reader_sheet_languages_set (ReaderSheetLanguages *self,
                                 const char *const *available,
                                 const char *const *chosen);

G_END_DECLS
