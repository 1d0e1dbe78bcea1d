/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-sources.h"
#include "model/tri-work.h"

G_BEGIN_DECLS

/* The headers of the stored TEI files that the texts of a work came from, as they stand there. */
typedef struct _TriTeiHeaders TriTeiHeaders;

TriTeiHeaders *tri_tei_headers_new (TriLibrary *library,
                                    GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void tri_tei_headers_free (TriTeiHeaders *self);
/* A document that holds the header of a text, or NULL; once for all texts that have it. */
const char *tri_tei_headers_take (TriTeiHeaders *self, gint64 text);
/* That of the corpus that all texts of a work came from. */
const char *tri_tei_headers_find_corpus (TriTeiHeaders *self, TriWork *work);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriTeiHeaders, tri_tei_headers_free)

G_END_DECLS
