/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-link-input.h"

G_BEGIN_DECLS

/* Takes a stretch that is final, on the calling thread. FALSE ends it all. */
typedef gboolean (*TriAlignTake) (const TriAlignMany *piece, gpointer user_data, GError **error);

/* Runs the aligner on a thread of its own, which holds no connection. The calling one lets the
 * reader's acts in meanwhile, tells of the progress, and (@take, nullable) takes what is done while
 * the aligner goes on. @options: progress is called on the calling thread. */
TriAlignMany *tri_align_thread_run (TriLibrary *library,
                                    TriLinkInput *input,
                                    const TriAlignManyOptions *options,
                                    TriAlignTake take,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
