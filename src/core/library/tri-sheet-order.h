/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-journal.h"

G_BEGIN_DECLS

/* Private to the library. Items of a sheet lie far apart, so that others fit between them. */

/* (element-type utf8): the uuids of all items, in order. */
GPtrArray *tri_sheet_order_list (TriLibrary *library,
                                 const char *sheet,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type utf8): the uuids of these items, in the order they stand in. */
GPtrArray *tri_sheet_order_sort (TriLibrary *library,
                                 const char *sheet,
                                 const char *const *items,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Finds room for @n items before @before (NULL: at the end), those of @moved (a set of uuids, or
 * NULL) being taken from where they are: the i-th, from 1, comes to @start + i × @step. Where there
 * is none all items are put apart again, as a part of the act. */
gboolean tri_sheet_order_make_room (TriLibrary *library,
                                    TriJournal *act,
                                    const char *sheet,
                                    const char *before,
                                    GHashTable *moved,
                                    guint n,
                                    gint64 *start,
                                    gint64 *step,
                                    GError **error);
gboolean tri_sheet_order_put (TriLibrary *library,
                              const char *item,
                              gint64 position,
                              GError **error);

G_END_DECLS
