/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-import-draft.h"

G_BEGIN_DECLS

/* The identifiers of an entity that came, for mentions that point at them. */
gboolean tri_import_note_identifiers (TriImportDraft *self,
                                      gint64 id,
                                      const TriEntity *entity,
                                      GError **error);
/* Whom a pointer to the web means: the entity of one of the registers with this identifier. */
gboolean tri_import_find_identified (TriImportDraft *self,
                                     const char *pointer,
                                     TriImportTarget *out);

G_END_DECLS
