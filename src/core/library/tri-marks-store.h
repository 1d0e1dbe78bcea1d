/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-mark-record.h"
#include "library/tri-journal.h"
#include "library/tri-mark-place.h"

G_BEGIN_DECLS

/* Private to the library. Writes a mark of a file, with its parts; @places: one for each of its
 * spots. A place that is doubtful or lost leaves the one that is stored as it is. */
gboolean tri_marks_store (TriLibrary *library,
                          TriJournal *journal,
                          const TriMarkRecord *record,
                          const TriMarkPlace *places,
                          GError **error);

G_END_DECLS
