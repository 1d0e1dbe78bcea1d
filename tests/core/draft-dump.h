/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-draft.h"

G_BEGIN_DECLS

/* A draft that writes down what is pushed into it, one thing a line, for people and tests to read.
 */
#define DRAFT_TYPE_DUMP (draft_dump_get_type ())
G_DECLARE_FINAL_TYPE (DraftDump, draft_dump, DRAFT, DUMP, GObject)

DraftDump *draft_dump_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Counts only, for large files. */
DraftDump *draft_dump_new_quiet (void) G_GNUC_WARN_UNUSED_RESULT;
/* Refuses to end more divisions than these. */
DraftDump *draft_dump_new_full (guint n_divisions) G_GNUC_WARN_UNUSED_RESULT;
const char *draft_dump_get_text (DraftDump *self);
guint draft_dump_get_n_passages (DraftDump *self);
guint draft_dump_get_n_texts (DraftDump *self);
guint draft_dump_get_n_links (DraftDump *self);
guint draft_dump_get_n_entities (DraftDump *self);

G_END_DECLS
