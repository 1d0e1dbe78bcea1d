/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-tei-ids.h"

G_BEGIN_DECLS

/* The header of a text as the file that it came from has it, but for what the reader of the work
 * says otherwise. FALSE: it cannot be, and nothing is appended. */
gboolean tri_export_append_header (GString *out,
                                   TriTeiIds *ids,
                                   const char *document,
                                   TriText *text);
/* That of a corpus. */
gboolean tri_export_append_corpus_header (GString *out,
                                          TriTeiIds *ids,
                                          const char *document,
                                          const char *title);

G_END_DECLS
