/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"

G_BEGIN_DECLS

/* Private to the library. Which texts a work has, and in which order. A text that is taken out lies
 * in a work of its own, which is hidden like the other version of a text that was imported again:
 * undo puts it back until it is swept. */

/* For the journal. A row lists the texts; its uuid is that of the work. */
char *tri_work_texts_read (TriLibrary *library, const char *uuid, GError **error);
gboolean tri_work_texts_put (TriLibrary *library,
                             const char *uuid,
                             const char *row,
                             GError **error);

G_END_DECLS
