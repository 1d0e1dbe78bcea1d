/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

G_BEGIN_DECLS

/* How a study sheet is written. */
typedef enum
{
  TRI_SHEET_HTML, /* "html": one file that needs no other, languages side by side */
  TRI_SHEET_MARKDOWN,
  TRI_SHEET_TEXT,
  TRI_SHEET_JSON,
} TriSheetFormat;
#define TRI_N_SHEET_FORMATS 4

gboolean tri_sheet_format_from_nick (const char *nick, TriSheetFormat *out);
/* By the end of a file's name, "md" for Markdown; HTML for any other. */
TriSheetFormat tri_sheet_format_guess (const char *path);

/* Streamed, a page of items at a time. Whatever stands in quotes, titles and notes is text there,
 * never markup, but for the Markdown-lite of notes and own text. */
gboolean tri_export_sheet (TriLibrary *library,
                           const char *sheet,
                           TriSheetFormat format,
                           GOutputStream *stream,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
