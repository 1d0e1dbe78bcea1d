/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-import-links.h"

G_BEGIN_DECLS

/* The sentences of a text by their numbers through all of it, as the export of ladders counts them.
 * Cheap when they are asked for in rising order. */
typedef struct _TriImportUnits TriImportUnits;

TriImportUnits *tri_import_units_new (TriLibrary *library, gint64 text) G_GNUC_WARN_UNUSED_RESULT;
void tri_import_units_free (TriImportUnits *self);
/* FALSE when the text has fewer. */
gboolean tri_import_units_find (TriImportUnits *self, guint64 n, TriImportMember *out);

G_END_DECLS
