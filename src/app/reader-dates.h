/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-enums.h"

G_BEGIN_DECLS

char *reader_dates_dup_words (const char *edtf) G_GNUC_WARN_UNUSED_RESULT;
char *reader_dates_dup_words_of (TriEntityType type,
                                 const char *edtf) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
