/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/tri-matcher.h"

G_BEGIN_DECLS

/* A place of a word, phrase, mention or date of the question, in words and in code points. */
typedef struct
{
  guint leaf;
  guint side; /* of the NEAR that is asked */
  guint first;
  guint last; /* inclusive */
  guint start;
  guint end;
  gboolean is_exact;
} TriOccurrence;

/* Which of the occurrences have one of each of the other sides near them, such that at most
 * @distance other words stand between one and the next. @occurrences: (element-type TriOccurrence):
 * by @first. Returns (transfer full): (element-type TriOccurrence): these, empty when there are
 * none. */
GArray *tri_near_find (const GArray *occurrences, guint n_sides, guint distance);

G_END_DECLS
