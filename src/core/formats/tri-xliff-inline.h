/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-segment.h"
#include "formats/tri-xml.h"

G_BEGIN_DECLS

/* What stands in the running text of XLIFF 1.x and 2.x: codes, which are hidden, and what only
 * marks words, which are not. */

/* Returns whether what is in the element is no text. */
gboolean tri_xliff_inline_start (TriSegment *segment, const TriXmlTag *tag);
/* Of one that was not hidden. */
void tri_xliff_inline_end (TriSegment *segment, const char *name);

G_END_DECLS
