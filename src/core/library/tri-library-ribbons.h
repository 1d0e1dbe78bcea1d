/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"
#include "model/tri-enums.h"

G_BEGIN_DECLS

/**
 * TriLinkEnd:
 * @ord: the ordinal of @passage in @text
 * @sentence: an index, -1 for the whole passage
 * @n_sentences: of the passage
 * @score: NAN when there is none
 *
 * A passage or sentence that a link holds, with what the link says.
 */
typedef struct
{
  gint64 link;
  gint64 text;
  gint64 passage;
  guint ord;
  int sentence;
  guint n_sentences;
  TriStatus status;
  TriRelation relation;
  double score;
} TriLinkEnd;

/* For the ribbons between columns: all ends of the links (TRI_LINK_GROUP) that have one among @n
 * passages of @text from the ordinal @first on. (element-type TriLinkEnd), by link, text and
 * ordinal. */
GArray *tri_library_list_link_ends (TriLibrary *self,
                                    gint64 text,
                                    guint first,
                                    guint n,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
