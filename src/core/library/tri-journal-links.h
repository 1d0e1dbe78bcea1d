/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"

G_BEGIN_DECLS

/* What the journal keeps of links. A link is known by its row: an act is undone when all later ones
 * are, so the rows are what they were, or the act is passed over.
 *
 * The statuses of many links at once, as when all above is confirmed, are one entry: its name lists
 * the rows as "work:first-last,first-last…". */

char *tri_journal_links_read (TriLibrary *library, const char *name, GError **error);
/* @row NULL takes the link away. */
gboolean tri_journal_links_put (TriLibrary *library,
                                const char *name,
                                const char *row,
                                GError **error);
/* Whether the passages that a row of a link ties are there. */
gboolean tri_journal_links_can_put (TriLibrary *library, const char *row);
char *tri_journal_statuses_read (TriLibrary *library, const char *name, GError **error);
gboolean tri_journal_statuses_put (TriLibrary *library,
                                   const char *name,
                                   const char *row,
                                   GError **error);

/* The passages that rows of links (as tri_journal_links_read() gives them) tie, and their work:
 * appends to @passages (element-type gint64). */
void tri_journal_links_collect (TriLibrary *library,
                                const char *row,
                                gint64 *work,
                                GArray *passages);
/* After links were put back: the rows of the display follow. */
gboolean tri_journal_links_settle (TriLibrary *library,
                                   gint64 work,
                                   const GArray *passages,
                                   GError **error);
gboolean tri_journal_statuses_settle (TriLibrary *library, const char *name, GError **error);

G_END_DECLS
