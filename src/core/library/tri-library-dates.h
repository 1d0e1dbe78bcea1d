/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-entities.h"

G_BEGIN_DECLS

/**
 * TriDateCount:
 * @n: how often the work says it
 * @first: its first day, see tri_edtf_get_bounds(); @last likewise
 */
typedef struct
{
  char *edtf;
  guint n;
  gint64 first;
  gint64 last;
} TriDateCount;

/* (element-type TriDateCount): what the texts of the work say of time, in its order; what has no
 * year at the end. Reads all dates of the work: for the worker. */
GArray *tri_library_list_dates (TriLibrary *self,
                                gint64 work,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type TriContext): where the work says @edtf, text by text in reading order. Looks
 * through all dates of the work: for the worker. */
GArray *tri_library_list_date_contexts (TriLibrary *self,
                                        gint64 work,
                                        const char *edtf,
                                        guint offset,
                                        guint limit,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
