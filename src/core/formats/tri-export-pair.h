/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-works.h"

G_BEGIN_DECLS

/* The alignment of two texts of a work, sentence by sentence, in the forms of other programs, and
 * the sentences that it speaks of. Streamed, as the writers of tri-export.h. */

/* A ladder as hunalign writes it: on each line the sentences of both texts, counted from 0, at
 * which a link begins, and its confidence; the last line says where the texts end. */
gboolean tri_export_ladder (TriLibrary *library,
                            TriText *const *texts,
                            GOutputStream *stream,
                            GCancellable *cancellable,
                            GError **error);
/* XCES as OPUS writes it: a cesAlign with one linkGrp. Sentences are called "P.S", passage and
 * sentence in it, from 1. */
gboolean tri_export_xces (TriLibrary *library,
                          TriText *const *texts,
                          GOutputStream *stream,
                          GCancellable *cancellable,
                          GError **error);

/* The sentences of a text, one a line, as a ladder counts them; or as the document that XCES points
 * into. */
gboolean tri_export_sentence_lines (TriLibrary *library,
                                    TriText *text,
                                    GOutputStream *stream,
                                    GCancellable *cancellable,
                                    GError **error);
gboolean tri_export_sentence_document (TriLibrary *library,
                                       TriText *text,
                                       GOutputStream *stream,
                                       GCancellable *cancellable,
                                       GError **error);
/* What the file of the sentences of one of two texts is called: by its language, "fr.xml", and its
 * place where both have the same, "fr-2.xml". */
char *tri_export_dup_sentences_name (TriText *const *texts,
                                     guint side,
                                     const char *extension) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
