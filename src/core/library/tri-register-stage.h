/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-draft.h"
#include "library/tri-library-private.h"
#include "library/tri-library-registers.h"
#include "library/tri-library-stale.h"

G_BEGIN_DECLS

/* Private to the library. A draft that keeps the entities of a file in temporary tables, where they
 * are compared with those of a register; nobody waits for it, and memory does not grow with it:
 *
 *   register_entities     id (from 1, as in the file), key, type, dates, uuid,
 *                         target, way, conflict, choice
 *   register_names, register_descriptions, register_identifiers
 *   register_ours         the identifiers of the register
 *   register_candidates   who may be whom */
#define TRI_TYPE_REGISTER_STAGE (tri_register_stage_get_type ())
G_DECLARE_FINAL_TYPE (TriRegisterStage, tri_register_stage, TRI, REGISTER_STAGE, GObject)

TriRegisterStage *tri_register_stage_new (TriLibrary *library,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint tri_register_stage_get_n (TriRegisterStage *self);
const char *tri_register_stage_get_title (TriRegisterStage *self);

/* An identifier as it is compared: VIAF and http://viaf.org/viaf/12/ are (viaf, 12). */
void tri_register_normalise (const char *scheme,
                             const char *value,
                             char **scheme_out,
                             char **value_out);

/* tri-register-match.c: who of the file is who of register @reg, and what speaks against it. */
gboolean tri_register_match (TriLibrary *self, gint64 reg, GError **error);
gboolean tri_register_decide (TriLibrary *self, const TriRegisterImport *import, GError **error);
GArray *tri_register_list_conflicts (TriLibrary *self, GError **error);
void tri_register_count (TriLibrary *self, TriRegisterOutcome *outcome);

/* tri-register-apply.c: writes what was decided. Part of a transaction. @batch: where changes are
 * noted, NULL: the register is new. */
gboolean tri_register_apply (TriLibrary *self, gint64 reg, const char *batch, GError **error);

/* tri-journal-registers.c */
char *tri_journal_batch_read (TriLibrary *library, const char *batch, GError **error);
gboolean tri_journal_batch_put (TriLibrary *library,
                                const char *batch,
                                const char *row,
                                GError **error);
char *tri_journal_attachment_read (TriLibrary *library, const char *name, GError **error);
gboolean tri_journal_attachment_put (TriLibrary *library,
                                     const char *name,
                                     const char *row,
                                     GError **error);
/* The row of an entity as JSON; @e is its alias. */
#define TRI_ENTITY_JSON                                                                        \
  "json_object ('key', e.key, 'type', e.type, 'dates', e.dates, 'created', e.created,"         \
  " 'register', (SELECT uuid FROM registers WHERE id = e.register),"                           \
  " 'names', (SELECT json_group_array (json_array (n.lang, n.name, n.kind, n.folded)) FROM"    \
  "  (SELECT lang, name, kind, folded FROM entity_names WHERE entity = e.id ORDER BY ord) n)," \
  " 'descriptions', (SELECT json_group_array (json_array (d.lang, d.content)) FROM"            \
  "  (SELECT lang, content FROM entity_descriptions WHERE entity = e.id ORDER BY lang) d),"    \
  " 'identifiers', (SELECT json_group_array (json_array (i.scheme, i.value)) FROM"             \
  "  (SELECT scheme, value FROM entity_identifiers WHERE entity = e.id ORDER BY 1, 2) i))"

G_END_DECLS
