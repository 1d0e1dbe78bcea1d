/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-export-inline.h"

G_BEGIN_DECLS

/* Words as Markdown. */

/* What means something inside of a line is escaped; a line break is a hard one. */
void tri_export_markdown_append_escaped (GString *out, const char *text, gssize length);
/* What means something at the beginning of a line is escaped. Each further line has @before before
 * it: the blanks of an item, the mark of a quotation. */
void tri_export_markdown_append_lines (GString *out, const char *words, const char *before);
/* The marks of emphasis, code and links. */
void tri_export_markdown_add_span (GArray *tags, const TriPassage *passage, const TriSpan *span);

G_END_DECLS
