/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-tei-ids.h"

G_BEGIN_DECLS

/* The @type of a linkGrp of what a reader took away. */
#define TRI_TEI_REJECTED "rejected"

void tri_tei_append_entities (GString *out, GPtrArray *entities, TriTeiIds *ids);
void tri_tei_append_entity (GString *out, TriEntity *entity, const char *id);
void tri_tei_append_date_attributes (GString *out, const char *edtf);
const char *tri_tei_get_list_element (TriEntityType type);
const char *tri_tei_get_name_element (TriEntityType type);

G_END_DECLS
