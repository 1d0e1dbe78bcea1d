/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-link-input.h"

G_BEGIN_DECLS

/* Runs the aligner on a thread of its own, which holds no connection. The calling one lets the
 * reader's acts in meanwhile, and tells of the progress. @options: progress is called on the
 * calling thread. */
TriAlignMany *tri_align_thread_run (TriLibrary *library,
                                    TriLinkInput *input,
                                    const TriAlignManyOptions *options,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
