/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-work.h"

G_BEGIN_DECLS

char *reader_words_dup_language (const char *lang) G_GNUC_WARN_UNUSED_RESULT;
char *reader_words_dup_language_inside (const char *lang) G_GNUC_WARN_UNUSED_RESULT;
char *reader_words_dup_languages (TriWork *work) G_GNUC_WARN_UNUSED_RESULT;
char *reader_words_dup_authors (TriWork *work) G_GNUC_WARN_UNUSED_RESULT;
char *reader_words_dup_day (gint64 time) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
