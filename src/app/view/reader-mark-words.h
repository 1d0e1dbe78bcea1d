/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-passage.h"
#include "reader-mark-set.h"

G_BEGIN_DECLS

const char *reader_mark_words_for_kind (TriMarkKind kind);
const char *reader_mark_words_get_icon (TriMarkKind kind);
char *reader_mark_words_dup (const ReaderMark *mark,
                             const TriPassage *passage,
                             const char *note) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
