/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"

G_BEGIN_DECLS

/* Which texts of a work the aligner is to tie: one of each strand that the files (or the reader,
 * with links the files made) tie already, and every text that nothing ties. (element-type gint64),
 * in the work's order; none when there is nothing to do. */
GArray *tri_align_plan_texts (TriLibrary *library,
                              gint64 work,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
