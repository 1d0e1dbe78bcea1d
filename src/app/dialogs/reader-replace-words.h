/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-import-replace.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What became of things when a text is imported again, in words. */

char *reader_replace_words_dup_passages (const TriReplaceReport *report) G_GNUC_WARN_UNUSED_RESULT;
void reader_replace_words_add_counts (AdwPreferencesGroup *group, const TriReplaceReport *report);
char *reader_replace_words_dup_state (TriReplaceWhat what,
                                      TriAnchorState state) G_GNUC_WARN_UNUSED_RESULT;
/* What is doubtful or lost; the other items are passed over. Returns how many there are. */
guint reader_replace_words_add_items (AdwPreferencesGroup *group, GPtrArray *items);

G_END_DECLS
