/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-id-set.h"

G_BEGIN_DECLS

/* An id that was seen. */
typedef struct
{
  guint64 hash;
  guint line;
} TriIdSeen;

/* Sorted runs of them in a temporary file that has no name. */
typedef struct _TriIdRuns TriIdRuns;

TriIdRuns *tri_id_runs_new (GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_id_runs_free (TriIdRuns *self);
gboolean tri_id_runs_add (TriIdRuns *self, TriIdSeen *seen, guint n, GError **error);
gboolean tri_id_runs_find_twice (TriIdRuns *self, TriIdTwice *twice, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriIdRuns, tri_id_runs_free)

G_END_DECLS
