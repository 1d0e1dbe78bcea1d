/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-entities.h"
#include "library/tri-library-private.h"

G_BEGIN_DECLS

/* What names and dates in their lines of context share. */

/* The columns that tri_context_read() reads of a mention m in a passage p, in their order; behind
 * them may stand whether the year of a date is inferred. */
#define TRI_CONTEXT_COLUMNS                                                                    \
  "m.id, m.start, m.stop, m.entity, m.type, m.origin, m.confidence, m.passage, m.text, m.ord," \
  " p.content"
/* The same of a date d. The id is that of tri_date_make_id(). */
#define TRI_CONTEXT_DATE_COLUMNS                                                                   \
  "d.passage * 1048576 + d.start, d.start, d.stop, 0, 0, d.origin, 1.0, d.passage, d.text, d.ord," \
  " p.content, d.inferred"

/**
 * TriContextStep:
 * @sql: finds the next one behind, or before, a place in a text: ?1 what, ?2 text, ?3 ord, ?4 start
 * @entity: what, unless @edtf is given
 *
 * A step from one place to the next.
 */
typedef struct
{
  const char *sql;
  int direction;
  gboolean all_texts;
  gint64 entity;
  const char *edtf;
} TriContextStep;

void tri_context_fill_words (TriContext *self, const char *content);
void tri_context_read (TriContext *self, TriStatement *row);
/* (element-type TriContext) */
GArray *tri_context_read_all (TriLibrary *library,
                              TriStatement *rows,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean tri_context_step (TriLibrary *library,
                           const TriContextStep *step,
                           gint64 text,
                           guint ord,
                           int start,
                           TriContext *out,
                           GError **error);

G_END_DECLS
