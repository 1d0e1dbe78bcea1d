/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-import-draft.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 passage;
  /* -1 for all of it */
  int sentence;
} TriImportMember;

/* What a name stands for; of an element with several passages also the place of the last one in
 * its text, else -1. */
typedef struct
{
  TriImportMember member;
  gint64 last;
} TriImportAnchor;

int tri_import_compare_members (gconstpointer a, gconstpointer b);
/* In order, each once. */
void tri_import_sort_members (GArray *members);
gint64 tri_import_get_text (TriImportDraft *self, gint64 passage);
void tri_import_spread (TriImportDraft *self, const GArray *wide, GArray *members);

G_END_DECLS
