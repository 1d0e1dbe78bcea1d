/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"
#include "model/tri-bookmark.h"

G_BEGIN_DECLS

/* Each of these is one act in the journal. */

/* Stores a new mark, or the changed copy of one (by uuid), with its parts. Fills quote, prefix and
 * suffix of each from its passage when quote is "" and sets id, uuid, created, modified. A letter
 * is taken from the mark of the work that had it. On disk when it returns TRUE. */
gboolean tri_library_save_bookmark (TriLibrary *self, TriBookmark *bookmark, GError **error);
/* With their parts. */
gboolean tri_library_delete_bookmarks (TriLibrary *self,
                                       const gint64 *ids,
                                       guint n_ids,
                                       GError **error);

typedef enum
{
  TRI_BOOKMARK_ORDER_PLACE,
  TRI_BOOKMARK_ORDER_DATE,
  TRI_BOOKMARK_ORDER_ROWS,
} TriBookmarkOrder;

/**
 * TriMarkQuery:
 * @work: a work, or 0 for all that are not deleted
 * @text: a text, or 0; where the mark begins
 * @kinds: a mask of 1 << TriMarkKind, 0 for all
 * @colour: (nullable)
 * @label: (nullable)
 * @entity: that is named in the words that are marked, in any part; 0 for any
 * @with_note: only those with a note
 * @unplaced: only those without a passage
 * @words: (nullable): each begins a word of the quote, a counterpart, the note or a label, as they
 * are without case, accents and punctuation; all but the last are whole words
 * @order: as they stand in each text, one text after the other; the newest first; or as they stand
 *   in the rows, in which texts are read side by side. Works by their ids; in the order of the rows
 *   what has no place stands behind the others of its work
 *
 * Which marks are meant. All zero: all of them.
 */
typedef struct
{
  gint64 work;
  gint64 text;
  guint kinds;
  const char *colour;
  const char *label;
  gint64 entity;
  gboolean with_note;
  gboolean unplaced;
  const char *words;
  TriBookmarkOrder order;
} TriMarkQuery;

/* The ids, in order (element-type gint64). */
GArray *tri_library_find_marks (TriLibrary *self,
                                const TriMarkQuery *query,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/**
 * TriMarkNear:
 * @text: a text of the work, or 0
 * @ord: of a passage in it
 * @n_before: how many marks before it are wanted
 * @n_behind: and how many there and behind
 *
 * Where marks are looked for.
 */
typedef struct
{
  gint64 text;
  guint ord;
  guint n_before;
  guint n_behind;
} TriMarkNear;

/* Some of them that stand together in the order of the query, by date or by rows: around a place,
 * or with no text the first ones. What this costs does not grow with their number. NULL without
 * @error when nothing can be said quickly: then tri_library_find_marks() is to be asked. */
GArray *tri_library_find_marks_near (TriLibrary *self,
                                     const TriMarkQuery *query,
                                     const TriMarkNear *near,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether there are more than @n marks in the library. */
gboolean tri_library_has_more_marks (TriLibrary *self, guint n);
/* A page of them: TriBookmark with parts, in the order of @ids; those that have gone are left
 * out. */
GPtrArray *tri_library_get_marks (TriLibrary *self,
                                  const gint64 *ids,
                                  guint n_ids,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The mark with this uuid, or the only one whose uuid begins so; 0 with @error set. */
gint64 tri_library_find_mark (TriLibrary *self, const char *uuid, GError **error);

/* What stands in another text where a mark is that means its passage in all texts. */
typedef struct
{
  gint64 text;
  gint64 passage;
  gint64 end_passage;
  char *lang;
  char *quote;
} TriMarkCounterpart;

/* One for each text where no part of it is, in their order; none for a mark of a wording. */
GPtrArray *tri_library_list_mark_counterparts (TriLibrary *self,
                                               gint64 bookmark,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * TriMarkRange:
 * @bookmark: the mark (never a part of one)
 * @passage: where this is
 * @start: code points into the passage
 * @end: exclusive
 * @whole: the whole passage, not a range of words
 * @is_counterpart: the mark stands in another text and means its passage in all texts
 *
 * What is to be painted of a mark in a passage.
 */
typedef struct
{
  gint64 bookmark;
  gint64 passage;
  guint start;
  guint end;
  gboolean whole;
  TriMarkKind kind;
  TriMarkStyle style;
  TriMarkColour colour;
  gboolean has_note;
  gboolean is_counterpart;
  char letter;
} TriMarkRange;

/* By passage, start and mark (element-type TriMarkRange). A bounded look-up for what is in view. */
GArray *tri_library_list_marks_in (TriLibrary *self,
                                   const gint64 *passages,
                                   guint n_passages,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A label, and how many marks have it. */
typedef struct
{
  char *name;
  guint n;
} TriMarkCount;

/* (element-type TriMarkCount): by name; of all works that are not deleted. */
GPtrArray *tri_library_list_mark_labels (TriLibrary *self,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Words of marks that are to be found anew: after an alignment, an import, or a change from
 * outside. A job for the worker, in batches; what is cut off is done the next time. */
gboolean tri_library_has_stale_marks (TriLibrary *self);
gboolean tri_library_refresh_marks (TriLibrary *self, GCancellable *cancellable, GError **error);

/* All of one work, or of all (0); filter: words, as in TriMarkQuery, or NULL. */
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
/* Where a mark, or a further part of it, begins: a text and the ordinal of a passage in it. */
typedef struct
{
  gint64 text;
  guint ord;
  TriMarkKind kind;
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
/* The mark, also when @id is that of a part of it. */
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
