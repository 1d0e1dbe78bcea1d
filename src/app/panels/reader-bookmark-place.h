/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-bookmark.h"
#include "view/reader-parallel-view.h"

G_BEGIN_DECLS

/* What a key that makes a mark is about: what is selected, in one column or in several, else the
 * sentence in focus (not for a bookmark, which is a place), else the passage. */
TriBookmark *reader_mark_find_at (ReaderParallelView *view,
                                  TriLibrary *library,
                                  TriMarkKind kind) G_GNUC_WARN_UNUSED_RESULT;
TriBookmark *reader_mark_new_at (ReaderParallelView *view,
                                 TriLibrary *library,
                                 TriMarkKind kind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
