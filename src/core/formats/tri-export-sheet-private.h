/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-export-sheet.h"
#include "model/tri-sheet.h"

G_BEGIN_DECLS

/* One way to write a sheet. */
typedef struct
{
  void (*begin) (GString *out, TriSheet *sheet);
  /* @is_first: before it stands none */
  void (*item) (GString *out, TriSheetItem *item, gboolean is_first);
  void (*end) (GString *out);
} TriSheetWriter;

extern const TriSheetWriter tri_sheet_writer_html;
extern const TriSheetWriter tri_sheet_writer_markdown;
extern const TriSheetWriter tri_sheet_writer_text;
extern const TriSheetWriter tri_sheet_writer_json;

/* The note of the mark, or "". */
const char *tri_sheet_writer_get_note (TriSheetItem *item);

G_END_DECLS
