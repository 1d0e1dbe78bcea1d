/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-find.h"

G_BEGIN_DECLS

/* The way from hit to hit while more are found. Each returns READER_FIND_NONE as long as it is not
 * known which one is meant: another may come in between. @turned: (out): 1 when the way goes over
 * the end of the work, -1 over its beginning, else 0 */

/* From a place: the passage that the search began with, and where in it. @direction: 1 or -1 */
guint reader_find_walk_from (ReaderFind *find,
                             gint64 passage,
                             guint start,
                             int direction,
                             int *turned);
/* From the current hit. */
guint reader_find_walk_on (ReaderFind *find, int direction, int *turned);

G_END_DECLS
