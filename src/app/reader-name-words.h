/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "entities/tri-name-match.h"

G_BEGIN_DECLS

/* Why a name is thought to be another one in another spelling, in words. */
char *reader_name_words_dup_reasons (const GPtrArray *reasons) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
