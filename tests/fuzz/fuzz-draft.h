/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-draft.h"

G_BEGIN_DECLS

#define FUZZ_TYPE_DRAFT (fuzz_draft_get_type ())
G_DECLARE_FINAL_TYPE (FuzzDraft, fuzz_draft, FUZZ, DRAFT, GObject)

FuzzDraft *fuzz_draft_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* What must hold at the end of a file that was read. */
void fuzz_draft_check_end (FuzzDraft *self);
guint fuzz_draft_get_n_passages (FuzzDraft *self);

G_END_DECLS
