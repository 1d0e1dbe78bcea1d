/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"
#include "model/tri-bookmark.h"

G_BEGIN_DECLS

/* Each of these is one act in the journal. */

/* Stores a new bookmark, or the changed copy of one (by uuid). Fills quote, prefix and suffix
 * from the passage when quote is "" and sets id, uuid, created, modified. On disk when it
 * returns TRUE. */
gboolean tri_library_save_bookmark (TriLibrary *self, TriBookmark *bookmark, GError **error);
gboolean tri_library_delete_bookmarks (TriLibrary *self,
                                       const gint64 *ids,
                                       guint n_ids,
                                       GError **error);

typedef enum
{
  TRI_BOOKMARK_ORDER_PLACE,
  TRI_BOOKMARK_ORDER_DATE,
} TriBookmarkOrder;

/* Of one work, or of all (0); filter: words in quote, note or labels, without case and accents,
 * or NULL. */
GPtrArray *tri_library_list_bookmarks (TriLibrary *self,
                                       gint64 work,
                                       const char *filter,
                                       TriBookmarkOrder order,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Those that touch any of these passages, and with scope "passage" those whose counterparts they
 * are. */
GPtrArray *tri_library_list_bookmarks_at (TriLibrary *self,
                                          const gint64 *passages,
                                          guint n_passages,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Those of the passages, by id, that one of these bookmarks touches or means. */
GArray *tri_library_list_bookmarked (TriLibrary *self,
                                     const gint64 *passages,
                                     guint n_passages,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Where a bookmark begins: a text and the ordinal of a passage in it. */
typedef struct
{
  gint64 text;
  guint ord;
} TriBookmarkPlace;

/* Of a work, those whose passage is there; by text and place in it. */
GArray *tri_library_list_bookmark_places (TriLibrary *self,
                                          gint64 work,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *tri_library_list_bookmarks_of_entity (TriLibrary *self,
                                                 gint64 entity,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The bookmarks that hold a place that says this date. (element-type TriBookmark) */
GPtrArray *tri_library_list_bookmarks_of_date (TriLibrary *self,
                                               const char *edtf,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
TriBookmark *tri_library_get_bookmark (TriLibrary *self,
                                       gint64 id,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The journal. The returned act ("bookmark.add", "work.delete", …) names what was undone, NULL
 * when there is nothing. */
char *tri_library_undo (TriLibrary *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *tri_library_redo (TriLibrary *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The row of the last act that is not undone, 0 when there is none: undo stops there when it is
 * asked for what came since, and only for acts whose names begin so. */
gint64 tri_library_get_last_act (TriLibrary *self);
char *tri_library_undo_since (TriLibrary *self,
                              gint64 since,
                              const char *prefix,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What undo (redo) would take back, or NULL. */
char *tri_library_peek_undo (TriLibrary *self) G_GNUC_WARN_UNUSED_RESULT;
char *tri_library_peek_redo (TriLibrary *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
