/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-work.h"
#include "reader-find.h"

G_BEGIN_DECLS

/* What the bar says of what was found. */

/* What the reader chose. */
TriFindFlags reader_find_words_get_flags (GSettings *settings);
/* "12 of 340", "340…" while more comes, "Nothing found". */
char *reader_find_words_dup_position (ReaderFind *find) G_GNUC_WARN_UNUSED_RESULT;
/* How many each text has, and what is to be known besides. @texts: (nullable) (element-type
 * gint64); @turned: the last step went over the end (1) or the beginning (-1);
 * @in_note: the hit stands in a note, which is shown at its mark */
char *reader_find_words_dup_details (ReaderFind *find,
                                     TriWork *work,
                                     const GArray *texts,
                                     TriFindFlags flags,
                                     int turned,
                                     gboolean in_note) G_GNUC_WARN_UNUSED_RESULT;
gboolean reader_find_words_is_nothing (ReaderFind *find);

G_END_DECLS
