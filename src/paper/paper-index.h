/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* Which pages name whom, and that as paragraphs. */
typedef struct _PaperIndex PaperIndex;

PaperIndex *paper_index_new (void) G_GNUC_WARN_UNUSED_RESULT;
void paper_index_free (PaperIndex *self);
void paper_index_clear (PaperIndex *self);
/* Pages come in order, counted from 1. */
void paper_index_add (PaperIndex *self, gint64 entity, guint page);
/**
 * PaperIndexStyle:
 * @family: (nullable): of the letters
 * @lang: of the names, and of their order
 */
typedef struct
{
  PangoContext *context;
  const char *family;
  const char *lang;
  double width;
} PaperIndexStyle;

/* (element-type PaperBlock): by type and name. NULL with @error. */
GPtrArray *paper_index_lay_out (PaperIndex *self,
                                TriLibrary *library,
                                gint64 work,
                                const PaperIndexStyle *style,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
