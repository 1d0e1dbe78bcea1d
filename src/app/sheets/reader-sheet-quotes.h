/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderSheetQuotes:
 *
 * The words of a mark in several languages: beside each other where there is room, else one below
 * the other.
 */
#define READER_TYPE_SHEET_QUOTES (reader_sheet_quotes_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSheetQuotes, reader_sheet_quotes, READER, SHEET_QUOTES, GtkWidget)

GtkWidget *reader_sheet_quotes_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type TriSheetQuote) */
void reader_sheet_quotes_set (ReaderSheetQuotes *self, GPtrArray *quotes);

G_END_DECLS
