/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-mark-record.h"
#include "library/tri-library.h"

G_BEGIN_DECLS

/**
 * TriMarkPlace:
 * @state: exact: the words stand where the file says; moved: they stand here, and nowhere else as
 * well; doubtful: this may be the place; lost: they are not in the text
 * @passage: likewise @end_passage: rows; 0 when lost
 * @words: what stands there, when it is doubtful
 *
 * Where the words of a file stand in a text.
 */
typedef struct
{
  TriAnchorState state;
  gint64 text;
  gint64 passage;
  gint64 end_passage;
  guint ord;
  guint start;
  guint end;
  gboolean whole;
  char *words;
} TriMarkPlace;

void tri_mark_place_clear (TriMarkPlace *self);

/**
 * tri_mark_place_find:
 * @text: the text to look in
 * @spot: what a file says
 * @out: (out): to be cleared
 *
 * Looks for the words of @spot: in the passage it names, else by the index of words, in passages
 * that have them one after the other (spaces, line ends and forms of quotation marks do not count;
 * words may go on in the next passage), else in those that have most of them and differ by little.
 * Of several places the one is meant around which @spot's prefix and suffix stand; where nothing
 * says which, it is doubtful. Looks at a bounded number of passages.
 *
 * Returns: %FALSE with @error set
 */
gboolean tri_mark_place_find (TriLibrary *library,
                              gint64 text,
                              const TriMarkSpot *spot,
                              TriMarkPlace *out,
                              GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriMarkPlace, tri_mark_place_clear)

G_END_DECLS
