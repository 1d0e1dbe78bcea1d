/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-find.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ReaderFindHits:
 *
 * What was found in a work, in the order in which it is read, while more comes: a million places
 * take 20 MB. One of them may be the current one.
 */
#define READER_TYPE_FIND_HITS (reader_find_hits_get_type ())
G_DECLARE_FINAL_TYPE (ReaderFindHits, reader_find_hits, READER, FIND_HITS, GObject)

#define READER_FIND_NONE G_MAXUINT

/* @texts: (element-type gint64): in the order in which they stand in a row */
ReaderFindHits *reader_find_hits_new (const GArray *texts) G_GNUC_WARN_UNUSED_RESULT;
void reader_find_hits_add (ReaderFindHits *self, const TriFindStep *step);
guint reader_find_hits_count (ReaderFindHits *self);
/* Those before the passage that was looked from; they come last. */
guint reader_find_hits_count_before (ReaderFindHits *self);
guint reader_find_hits_count_in (ReaderFindHits *self, gint64 text);
const TriFindHit *reader_find_hits_get (ReaderFindHits *self, guint index);
gint64 reader_find_hits_get_text (ReaderFindHits *self, const TriFindHit *hit);
void reader_find_hits_set_current (ReaderFindHits *self, guint index);
guint reader_find_hits_get_current (ReaderFindHits *self);

typedef void (*ReaderFindHitFunc) (const TriRange *range, gboolean is_current, gpointer data);
/* Those of one passage, in order: as many look-ups as a number of this size has digits. */
void reader_find_hits_foreach (ReaderFindHits *self,
                               gint64 text,
                               gint64 passage,
                               ReaderFindHitFunc func,
                               gpointer data);

G_END_DECLS
