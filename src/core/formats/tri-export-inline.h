/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-passage.h"

G_BEGIN_DECLS

/**
 * TriExportTag:
 * @start: code points into the content
 * @end: exclusive; @start for a point
 * @open: written before it
 * @close: written behind it
 * @replaces: what stands there is not written
 *
 * Markup around a range of a passage.
 */
typedef struct
{
  guint start;
  guint end;
  char *open;
  char *close;
  gboolean replaces;
} TriExportTag;

typedef void (*TriExportAppend) (GString *out, const char *text, gssize length);

GArray *tri_export_tags_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* @open: (transfer full) */
void tri_export_tags_add (GArray *tags, guint start, guint end, char *open, const char *close);
void tri_export_tags_replace (GArray *tags, guint start, guint end, char *with);

/* Writes the content with its tags, the words by @append. Of tags that cross, the one that ends
 * later is closed and opened again, so that elements nest; what is within its like is left out. */
void tri_export_tags_append (GArray *tags,
                             GString *out,
                             const char *content,
                             TriExportAppend append);

G_END_DECLS
