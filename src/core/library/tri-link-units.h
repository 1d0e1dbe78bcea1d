/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align.h"
#include "library/tri-library-private.h"

G_BEGIN_DECLS

/* One unit of alignment: a sentence, or (-1) a passage that has none. */
typedef struct
{
  gint64 passage;
  guint ord;
  int sentence;
} TriUnit;

/**
 * TriUnits:
 * @units: (element-type TriUnit): in reading order
 *
 * The sentences of a text, or of a stretch of it, as the aligner takes them.
 */
typedef struct
{
  gint64 text;
  char *lang;
  GArray *units;
  GPtrArray *words;
  GArray *groups;
  GArray *parts;
  GStringChunk *store;
  /* of the passage read last */
  gint64 division;
} TriUnits;

TriUnits *tri_units_new (TriLibrary *library, gint64 text) G_GNUC_WARN_UNUSED_RESULT;
void tri_units_free (TriUnits *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriUnits, tri_units_free)

/* Appends the sentences of @n passages from the ordinal @first on. Returns how many passages there
 * were, -1 on error. */
int tri_units_read (TriUnits *self, TriLibrary *library, guint first, guint n, GError **error);
const TriUnit *tri_units_get (const TriUnits *self, guint index);
/* The units that a member stands for: [first, end); FALSE when there are none here. */
gboolean tri_units_find (const TriUnits *self,
                         gint64 passage,
                         guint ord,
                         int sentence,
                         guint *first,
                         guint *end);

G_END_DECLS
