/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-works.h"

G_BEGIN_DECLS

/**
 * TriCitationStyle:
 * @TRI_CITATION_PLAIN: a line of text, in the language of the interface
 * @TRI_CITATION_BIBTEX: an entry for BibTeX or BibLaTeX
 * @TRI_CITATION_CSL_JSON: an array of one item, as Zotero and pandoc read it
 */
typedef enum
{
  TRI_CITATION_PLAIN,
  TRI_CITATION_BIBTEX,
  TRI_CITATION_CSL_JSON,
} TriCitationStyle;

/* "text", "bibtex", "csl-json". */
gboolean tri_citation_style_from_nick (const char *nick, TriCitationStyle *style);

/* What to write when a passage is quoted; @start and @end say which of its words (code points),
 * both 0 for all. Bounded look-ups. */
char *tri_citation_dup (TriLibrary *library,
                        TriWork *work,
                        gint64 passage,
                        guint start,
                        guint end,
                        TriCitationStyle style,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
