/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-enums.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * TriBookmark:
 * @uuid: what names it for good, also to the outside; %NULL until it is stored
 * @passage: the row of the passage it begins in; 0 for an orphan
 * @end_passage: the row of the passage it ends in, often @passage itself
 * @start: code points into @passage
 * @end: code points into @end_passage, exclusive
 * @whole: it marks the whole passage, not a range of words
 * @quote: the words, with @prefix and @suffix before and behind them (W3C TextQuoteSelector; 32
 * code points each)
 * @note: Markdown-lite, or ""
 * @colour: "yellow", "green", "blue", "pink", "purple", "orange" or ""
 * @labels: (array zero-terminated=1): never %NULL
 * @kind: what it is for: a bookmark, a highlight, a note, …
 * @style: how a highlight is shown
 * @letter: 'a' to 'z' for a quick mark, of which a work has one each; else 0
 * @parts: (element-type TriBookmark): its further places, in order: in other columns, or, of a
 * portal, where it leads to, which may be another work. Of each only the place and the quote count;
 * never %NULL
 * @anchor: how its words were found when the text was imported again
 * @work: likewise @text: the rows, for lists; @ord: the ordinal of @passage in its text
 * @created: likewise @modified: Unix seconds
 */
struct _TriBookmark
{
  GObject parent_instance;
  gint64 id;
  char *uuid;
  gint64 work;
  gint64 text;
  gint64 passage;
  gint64 end_passage;
  guint ord;
  guint start;
  guint end;
  gboolean whole;
  char *quote;
  char *prefix;
  char *suffix;
  char *note;
  char *colour;
  GStrv labels;
  TriScope scope;
  TriMarkKind kind;
  TriMarkStyle style;
  char letter;
  GPtrArray *parts;
  TriAnchorState anchor;
  gint64 created;
  gint64 modified;
};

#define TRI_TYPE_BOOKMARK (tri_bookmark_get_type ())
G_DECLARE_FINAL_TYPE (TriBookmark, tri_bookmark, TRI, BOOKMARK, GObject)

TriBookmark *tri_bookmark_new (void) G_GNUC_WARN_UNUSED_RESULT;
TriBookmark *tri_bookmark_copy (TriBookmark *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
