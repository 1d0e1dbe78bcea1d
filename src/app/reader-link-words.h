/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-align.h"
#include "model/tri-link.h"

G_BEGIN_DECLS

char *reader_link_words_dup (TriRelation relation,
                             TriStatus status,
                             double score) G_GNUC_WARN_UNUSED_RESULT;
char *reader_link_words_dup_omission (const TriLink *link,
                                      gboolean is_aligned) G_GNUC_WARN_UNUSED_RESULT;

char *reader_link_words_dup_reason (TriWorkKind kind,
                                    const TriKindReason *reason) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
