/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"
#include "search/tri-find.h"

G_BEGIN_DECLS

/* More are not listed: 64 MB of them. */
#define TRI_FIND_MOST 4000000
/* An expression that takes too long in so many passages is given up. */
#define TRI_FIND_MOST_SLOW 100

/**
 * TriFindHit:
 * @start: code points into the passage
 * @length: at most G_MAXUINT16
 * @column: which of the texts that were asked for
 *
 * One place. There may be a million of them.
 */
typedef struct
{
  gint64 passage;
  guint32 start;
  guint16 length;
  guint16 column;
} TriFindHit;

/**
 * TriFindPlan:
 * @work: in which
 * @texts: (element-type gint64): of these texts of it, in the order in which they stand in a row
 * @from_text: likewise @from_ord: the passage from which on is looked first; 0: from the beginning
 * @find: what
 */
typedef struct
{
  gint64 work;
  const GArray *texts;
  gint64 from_text;
  guint from_ord;
  const TriFind *find;
} TriFindPlan;

/**
 * TriFindStep:
 * @hits: (array length=n_hits): the next ones, in the order in which they are read: by rows, in a
 *   row by texts; none when it says only how far the search is
 * @is_before: they stand before the passage from which on was looked first, else behind it
 * @n_slow: passages so far in which the expression took too long
 */
typedef struct
{
  const TriFindHit *hits;
  guint n_hits;
  gboolean is_before;
  guint n_slow;
} TriFindStep;

/* Called on the thread of the search. FALSE stops it. */
typedef gboolean (*TriFindFunc) (const TriFindStep *step, gpointer data);

gboolean tri_library_find (TriLibrary *self,
                           const TriFindPlan *plan,
                           TriFindFunc found,
                           gpointer data,
                           GError **error);

G_END_DECLS
