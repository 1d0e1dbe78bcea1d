/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-bookmarks.h"

G_BEGIN_DECLS

/**
 * ReaderMark:
 * @range: what of a passage somebody marked
 * @lane: which of the marks that overlap it is, from 0 to %READER_MARK_LANES - 1
 *
 * A mark as a passage shows it.
 */
typedef struct
{
  TriMarkRange range;
  guint lane;
} ReaderMark;

/* What can be told apart of marks that lie one over the other; those that are more share the last
 * one. */
#define READER_MARK_LANES 3

gboolean reader_mark_is_drawn (const ReaderMark *self);

/**
 * ReaderMarkSet:
 *
 * The marks on the passages in view, as many as those have.
 */
#define READER_TYPE_MARK_SET (reader_mark_set_get_type ())
G_DECLARE_FINAL_TYPE (ReaderMarkSet, reader_mark_set, READER, MARK_SET, GObject)

ReaderMarkSet *reader_mark_set_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean reader_mark_set_take (ReaderMarkSet *self, GArray *ranges, GPtrArray *noted);
GArray *reader_mark_set_get (ReaderMarkSet *self, gint64 passage);
const char *reader_mark_set_get_note (ReaderMarkSet *self, gint64 bookmark);

G_END_DECLS
