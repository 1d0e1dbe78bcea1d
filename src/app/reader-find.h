/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"
#include "view/reader-find-hits.h"

G_BEGIN_DECLS

/**
 * ReaderFind:
 *
 * Looks for something in a work, on a worker of its own. What was looked for before is given up.
 *
 * Signal "found" (): more hits are there, or it came to its end
 */
#define READER_TYPE_FIND (reader_find_get_type ())
G_DECLARE_FINAL_TYPE (ReaderFind, reader_find, READER, FIND, GObject)

typedef enum
{
  READER_FIND_IDLE,
  READER_FIND_RUNNING,
  READER_FIND_DONE,
  READER_FIND_FULL,     /* there are more than are listed */
  READER_FIND_GIVEN_UP, /* the expression takes too long */
  READER_FIND_FAILED,
} ReaderFindState;

ReaderFind *reader_find_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* @plan: copied */
void reader_find_start (ReaderFind *self, ReaderSession *session, const TriFindPlan *plan);
void reader_find_stop (ReaderFind *self);
ReaderFindState reader_find_get_state (ReaderFind *self);
/* (nullable): of what is looked for */
ReaderFindHits *reader_find_get_hits (ReaderFind *self);
/* Whether all behind the passage that it began with was looked through. */
gboolean reader_find_has_turned (ReaderFind *self);
/* In how many passages the expression took too long. */
guint reader_find_get_n_slow (ReaderFind *self);

G_END_DECLS
