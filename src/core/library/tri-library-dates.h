/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-entities.h"

G_BEGIN_DECLS

/**
 * TriDateCount:
 * @n: how often it is said in the scope
 * @first: its first day, see tri_edtf_get_bounds(); @last likewise; both %G_MAXINT64 without a year
 */
typedef struct
{
  char *edtf;
  guint n;
  gint64 first;
  gint64 last;
} TriDateCount;

/**
 * TriDateQuery:
 * @work: 0 for the whole library
 * @passages: (nullable): only those said in these passages (in view)
 */
typedef struct
{
  gint64 work;
  const gint64 *passages;
  guint n_passages;
} TriDateQuery;

/**
 * TriDateOrigins:
 * @n: how often a text says it
 * @n_encoded: how often the file says so
 * @n_inferred: how often its year stands elsewhere
 */
typedef struct
{
  guint n;
  guint n_encoded;
  guint n_inferred;
} TriDateOrigins;

/* What names the place of a date for as long as it stays there: the id of its context. */
static inline gint64
tri_date_make_id (gint64 passage, guint start)
{
  return passage * 1048576 + start;
}

/* (element-type TriDateCount): what is said of time, in its order; what has no year at the end.
 * Reads all dates of the scope: for the worker, but for what is in view. */
GArray *tri_library_list_dates (TriLibrary *self,
                                const TriDateQuery *query,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The values that the texts say in words with @words in them, without regard to case and accents; a
 * set of strings. Reads the words of all dates of the scope. */
GHashTable *tri_library_find_date_words (TriLibrary *self,
                                         const TriDateQuery *query,
                                         const char *words,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Where the text says it, in reading order. (element-type TriContext) */
GArray *tri_library_list_date_contexts (TriLibrary *self,
                                        const char *edtf,
                                        gint64 text,
                                        guint offset,
                                        guint limit,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* As tri_library_step_mention(). */
gboolean tri_library_step_date (TriLibrary *self,
                                const char *edtf,
                                gint64 text,
                                guint ord,
                                int start,
                                int direction,
                                gboolean all_texts,
                                TriContext *out,
                                GError **error);
/* A place in a text, a date or before it: @start is -1 before the first word. */
typedef struct
{
  gint64 text;
  guint ord;
  gint64 start;
} TriDatePlace;

/* The next (direction 1) or previous (-1) date of any value in the text, no more than @most
 * passages on. */
gboolean tri_library_find_date_from (TriLibrary *self,
                                     const TriDatePlace *from,
                                     int direction,
                                     guint most,
                                     gint64 *passage,
                                     guint *start,
                                     GError **error);
/* How often the text says it, and how we know, and, in @bins, where: as
 * tri_library_get_distribution(). Walks all of its places: for the worker. */
gboolean tri_library_count_date (TriLibrary *self,
                                 const char *edtf,
                                 gint64 text,
                                 TriDateOrigins *origins,
                                 guint *bins,
                                 guint n_bins,
                                 GError **error);
/* (element-type gint64): the works that say it, but for one, most often first. For the worker. */
GArray *tri_library_list_works_saying (TriLibrary *self,
                                       const char *edtf,
                                       gint64 except,
                                       guint limit,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type TriEntity): who and what the passages name that say it, as
 * tri_library_list_named_together(). For the worker. */
GPtrArray *tri_library_list_named_with_date (TriLibrary *self,
                                             const char *edtf,
                                             gint64 work,
                                             const char *lang,
                                             guint limit,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
