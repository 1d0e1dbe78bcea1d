/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-format.h"

G_BEGIN_DECLS

typedef struct _TriTeiInput TriTeiInput;

TriTeiInput *tri_tei_input_new (const TriSource *source, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_tei_input_free (TriTeiInput *self);
int tri_tei_input_read (TriTeiInput *self, char *buffer, int n, GError **error);
gboolean tri_tei_input_is_at_end (TriTeiInput *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriTeiInput, tri_tei_input_free)

G_END_DECLS
