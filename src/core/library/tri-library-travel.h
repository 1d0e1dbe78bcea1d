/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-bookmarks.h"

G_BEGIN_DECLS

/* Marks that lead somewhere: quick marks, portals, and what is to be read later. The lists are
 * bounded look-ups, but for what is to be read later. Orphans are listed, too. */

/* (element-type TriBookmark), by letter. */
GPtrArray *tri_library_list_quick_marks (TriLibrary *self,
                                         gint64 work,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NULL without @error: the work has none with this letter. */
TriBookmark *tri_library_find_quick_mark (TriLibrary *self,
                                          gint64 work,
                                          char letter,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One act. @place: its work, passages and range are read; afterwards it is the mark. What had the
 * letter and says nothing else moves here; else it only loses the letter. */
gboolean tri_library_set_quick_mark (TriLibrary *self,
                                     TriBookmark *place,
                                     char letter,
                                     GError **error);

/* (element-type TriBookmark): the portals with an end that begins in the passage. */
GPtrArray *tri_library_list_portals_at (TriLibrary *self,
                                        gint64 passage,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The end of a portal that is not in @passage; its first when neither is. */
TriBookmark *tri_portal_get_other_end (TriBookmark *portal, gint64 passage);

/* (element-type TriBookmark), of all works, the one that waits longest first. */
GPtrArray *tri_library_list_later (TriLibrary *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One act. Puts a place into the queue, or takes it out when it stands there. */
gboolean tri_library_toggle_later (TriLibrary *self,
                                   TriBookmark *place,
                                   gboolean *added,
                                   GError **error);

G_END_DECLS
