/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"
#include "model/tri-entity.h"
#include "model/tri-passage.h"
#include "model/tri-work.h"

G_BEGIN_DECLS

/* The xml:ids of one exported file: the keys, where they are unique, so that the next import
 * keeps them. */
typedef struct _TriTeiIds TriTeiIds;

TriTeiIds *tri_tei_ids_new (TriLibrary *library,
                            TriWork *work,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_tei_ids_free (TriTeiIds *self);
void tri_tei_ids_add_entity (TriTeiIds *self, TriEntity *entity);
const char *tri_tei_ids_get_entity (TriTeiIds *self, gint64 entity);
char *tri_tei_ids_dup_text (TriTeiIds *self, TriText *text);
void tri_tei_ids_append_passage (TriTeiIds *self, GString *out, const TriPassage *passage);
void tri_tei_ids_append_key (TriTeiIds *self, GString *out, gint64 text, const char *key);
void tri_tei_ids_append_sentence (TriTeiIds *self, GString *out, guint sentence);
void tri_tei_ids_append_piece_stem (TriTeiIds *self, GString *out);
gboolean tri_tei_ids_take (TriTeiIds *self, const char *id);
char *tri_tei_ids_dup_division (TriTeiIds *self, TriDivision *division);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriTeiIds, tri_tei_ids_free)

G_END_DECLS
