/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-import-replace.h"

G_BEGIN_DECLS

/**
 * TriUnplaced:
 * @id: names it for the acts below
 * @state: %TRI_ANCHOR_DOUBTFUL or %TRI_ANCHOR_LOST
 * @work: likewise @text: whose version lacks it
 * @quote: the words it stood on, @prefix and @suffix what stood around them, "" where nobody knows
 * @note: of a bookmark, or ""
 * @passage: where it may stand, 0 for nowhere; @start and @end: code points into it
 * @whole: it is a bookmark of a whole passage
 * @now: the words there; @before and @behind: what stands around them
 *
 * Something the reader made that found no place when its text was imported again.
 */
typedef struct
{
  char *id;
  TriReplaceWhat what;
  TriAnchorState state;
  gint64 work;
  gint64 text;
  char *quote;
  char *prefix;
  char *suffix;
  char *note;
  gint64 passage;
  guint start;
  guint end;
  gboolean whole;
  char *now;
  char *before;
  char *behind;
} TriUnplaced;

/* Where the reader says that it stands: a range from one passage to another of a text. */
typedef struct
{
  gint64 passage;
  gint64 end_passage;
  guint start;
  guint end;
  gboolean whole;
} TriUnplacedPlace;

/* What found no place when texts of the work (0: of all works) were imported again.
 * (element-type TriUnplaced), by text and place. */
GPtrArray *tri_library_list_unplaced (TriLibrary *self,
                                      gint64 work,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One of them; TRI_ERROR_NOT_FOUND when it has a place by now, or was let go. */
TriUnplaced *tri_library_get_unplaced (TriLibrary *self,
                                       const char *id,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_unplaced_free (TriUnplaced *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriUnplaced, tri_unplaced_free)
/* FALSE: a link, which ties several places and is made anew where they are read. */
gboolean tri_unplaced_can_be_put (const TriUnplaced *self);

/* It stands here now: one act, "unplaced.put". Names want one passage. */
gboolean tri_library_put_unplaced (TriLibrary *self,
                                   const char *id,
                                   const TriUnplacedPlace *place,
                                   GError **error);
/* The reader lets these go, bookmarks with them: one act, "unplaced.drop". */
gboolean tri_library_drop_unplaced (TriLibrary *self, const char *const *ids, GError **error);

G_END_DECLS
