/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"
#include "model/tri-visit.h"

G_BEGIN_DECLS

/* The reading history. */

/* Not an act. @visit: its passage, chapter, title and times are read, and id and uuid set. Goes on
 * with the line of the same chapter when that ended at @since (Unix seconds) or later. On disk
 * when it returns TRUE. */
gboolean tri_library_note_visit (TriLibrary *self,
                                 TriVisit *visit,
                                 gint64 since,
                                 GError **error);

/* The latest first, at most @limit (0: no limit). @filter: words that must all stand in work,
 * chapter or words, without case and accents, or NULL. (element-type TriVisit) */
GPtrArray *tri_library_list_visits (TriLibrary *self,
                                    const char *filter,
                                    guint limit,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One act: takes away what ended before @before (Unix seconds; 0: all). @n: how many lines. */
gboolean tri_library_clear_visits (TriLibrary *self, gint64 before, guint *n, GError **error);
/* One act: takes away a line. */
gboolean tri_library_remove_visit (TriLibrary *self, gint64 visit, GError **error);

/* Private to the library: for tri-journal.c and the sweep. */
char *tri_visits_read (TriLibrary *library, const char *act, GError **error);
gboolean tri_visits_put (TriLibrary *library, const char *act, const char *row, GError **error);
gboolean tri_visits_sweep (TriLibrary *self, gint64 before, GError **error);

/* How far the reader is in a work. */
typedef struct
{
  gint64 work;
  gint64 text;  /* that of the place */
  double share; /* 0 to 1 */
} TriProgress;

/* Of all works that have a place; the place is that of the state's focus when that was in view,
 * else the first of its tops. (element-type TriProgress) */
GArray *tri_library_list_progress (TriLibrary *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
