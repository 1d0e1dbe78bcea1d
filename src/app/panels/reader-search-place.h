/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-search.h"
#include "view/reader-parallel-view.h"

G_BEGIN_DECLS

/* Where a hit leads: to the first words that were found in the passage, else to all of it. Returns
 * its work, 0 when it has gone. A few look-ups. */
gint64 reader_search_place_find (TriSearch *search,
                                 TriLibrary *library,
                                 const TriSearchHit *hit,
                                 ReaderPlace *place);

G_END_DECLS
