/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-marks-template.h"

G_BEGIN_DECLS

/* Private to templates: what their placeholders stand for, and the ways in which that is
 * written. */

/* What a field is asked of. */
typedef struct
{
  const TriMarkRecord *mark;
  const TriMarksTemplatePlace *place;
  const char *label;
  const TriMarkSpot *counterpart;
} TriTemplateScope;

/* -1 when there is none. */
int tri_template_find_field (const char *name);
/* Only {#…} and {^…} make sense. */
gboolean tri_template_is_section (int field);
char *tri_template_dup_field (int field,
                              const TriTemplateScope *scope,
                              const char *argument) G_GNUC_WARN_UNUSED_RESULT;
/* -1 when there is none. */
int tri_template_find_filter (const char *name);
void tri_template_append (GString *out, int filter, const char *text);

G_END_DECLS
