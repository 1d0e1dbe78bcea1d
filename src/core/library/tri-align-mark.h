/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"
#include "model/tri-enums.h"

G_BEGIN_DECLS

/* What the library keeps of an alignment that was begun and is not at its end: which texts were not
 * tied to any other before (element-type gint64). So what was stopped, by the reader or by a power
 * cut, can be gone on with, though some of its links are there. */
gboolean tri_align_mark_set (TriLibrary *library, gint64 work, const GArray *fresh, GError **error);
gboolean tri_align_mark_clear (TriLibrary *library, gint64 work, GError **error);
/* NULL: none is under way. */
GArray *tri_align_mark_get (TriLibrary *library, gint64 work) G_GNUC_WARN_UNUSED_RESULT;

/* Why a work is taken for what it is, see tri_library_get_kind_reason(). */
gboolean tri_align_mark_set_reason (TriLibrary *library,
                                    gint64 work,
                                    TriWorkKind kind,
                                    double confidence,
                                    double share,
                                    GError **error);

/* The texts that stand alone in their strand, and those of the mark. */
GArray *tri_align_mark_list_fresh (TriLibrary *library,
                                   gint64 work,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
