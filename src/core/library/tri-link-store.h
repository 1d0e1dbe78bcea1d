/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"
#include "model/tri-link.h"

G_BEGIN_DECLS

/* Links as rows: what is read, written and taken away, without a thought for rows of the display
 * or for the journal. */

/* Scores are kept to four decimals: they say no more. */
double tri_link_store_round (double score);

/* Writes @link under @id (0: a new one). A member whose passage is gone is an error. Returns the
 * id, 0 on error. */
gint64 tri_link_store_add (TriLibrary *library,
                           gint64 work,
                           const TriLink *link,
                           gint64 id,
                           GError **error);
gboolean tri_link_store_remove (TriLibrary *library, gint64 link, GError **error);
gboolean tri_link_store_set_status (TriLibrary *library,
                                    gint64 link,
                                    TriStatus status,
                                    GError **error);
/* The id that the next new link gets. */
gint64 tri_link_store_get_next (TriLibrary *library);

/* From a row of TRI_LINK_COLUMNS; without its members. */
#define TRI_LINK_COLUMNS "l.id, l.relation, l.score, l.status, l.kind"
TriLink *tri_link_store_new_link (TriStatement *row) G_GNUC_WARN_UNUSED_RESULT;
gboolean tri_link_store_read_members (TriLibrary *library, TriLink *link, GError **error);
/* With its members; NULL without @error when there is none. */
TriLink *tri_link_store_get (TriLibrary *library,
                             gint64 link,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The ids of the links that have a member in the passage: of this sentence or of the passage as a
 * whole; @sentence -1: any. (element-type gint64), ascending. */
GArray *tri_link_store_list_at (TriLibrary *library,
                                gint64 passage,
                                int sentence,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many of the members stand in a text, and in how many texts they stand. */
guint tri_link_count_in (const TriLink *link, gint64 text);
guint tri_link_count_texts (const TriLink *link);
gboolean tri_link_has (const TriLink *link, gint64 passage, int sentence);

G_END_DECLS
