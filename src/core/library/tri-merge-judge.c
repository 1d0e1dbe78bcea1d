/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-merge-private.h"

/* Which of two versions stays. */

typedef enum
{
  MINE,
  THEIRS,
} Winner;

static gint64
get_time (const TriMergeSide *side)
{
  return side->row ? side->stamp : side->gone;
}

/* By time; where that says nothing, by something that says the same in both directions: a row
 * rather than none, then the words. */
static Winner
find_newer (const TriMergePair *pair)
{
  gint64 mine = get_time (&pair->mine);
  gint64 theirs = get_time (&pair->theirs);

  if (mine != theirs)
    return mine > theirs ? MINE : THEIRS;
  if (!pair->mine.row || !pair->theirs.row)
    return pair->mine.row ? MINE : THEIRS;
  return g_strcmp0 (pair->plain_mine, pair->plain_theirs) >= 0 ? MINE : THEIRS;
}

static Winner
find_preferred (TriMerge *self, const TriMergePair *pair)
{
  switch (self->options->prefer)
    {
    case TRI_MERGE_MINE:
      return MINE;
    case TRI_MERGE_THEIRS:
      return THEIRS;
    case TRI_MERGE_NEWER:
    default:
      return find_newer (pair);
    }
}

/* Whether the other library had this version: then what it has now came of it. A deletion comes
 * of what was deleted. */
static gboolean
is_known (TriMerge *self, const TriMergePair *pair, gboolean is_theirs)
{
  GHashTable *had = is_theirs ? self->had_mine : self->had_theirs;
  const char *plain = is_theirs ? pair->plain_theirs : pair->plain_mine;

  return plain && tri_merge_has_had (self, had, pair->uuid, plain);
}

static Winner
judge (TriMerge *self, const TriMergePair *pair, gboolean *is_conflict)
{
  gboolean mine_known = is_known (self, pair, FALSE);
  gboolean theirs_known = is_known (self, pair, TRUE);

  *is_conflict = FALSE;
  /* They never had it. */
  if (!pair->mine.row && !pair->mine.gone)
    return THEIRS;
  if (mine_known && pair->theirs.row && !theirs_known)
    return THEIRS;
  if (theirs_known && pair->mine.row && !mine_known)
    return MINE;
  if (mine_known || theirs_known)
    return find_newer (pair);
  if (tri_merge_kind_is_quiet (pair->kind, self->library, pair->plain_mine, pair->plain_theirs))
    return find_newer (pair);
  /* Only one of them is the reader's. */
  if (pair->kind->table == TRI_JOURNAL_LINKS && pair->mine.stamp < pair->theirs.stamp)
    return THEIRS;
  if (pair->kind->is_settled_by_time && (!pair->mine.row || !pair->theirs.row))
    return find_newer (pair);
  *is_conflict = TRUE;
  return find_preferred (self, pair);
}

static void
copy_side (TriMergeSide *to, const TriMergeSide *from)
{
  *to = *from;
  to->row = g_strdup (from->row);
}

/* What is preferred though it is older becomes the newer one, for other libraries, too. */
static void
add_change (TriMerge *self, const TriMergePair *pair)
{
  TriMergeChange change = { pair->kind };
  gint64 *time;

  change.uuid = g_strdup (pair->uuid);
  copy_side (&change.before, &pair->mine);
  copy_side (&change.after, &pair->theirs);
  time = change.after.row ? &change.after.stamp : &change.after.gone;
  *time = MAX (*time, get_time (&pair->mine) + (find_newer (pair) == MINE ? 1 : 0));
  g_array_append_val (self->changes, change);
  if (change.kind->table == TRI_JOURNAL_BOOKMARKS)
    tri_merge_mark_follow (self, &change);
  if (change.kind->table == TRI_JOURNAL_LINKS)
    tri_merge_link_follow (self, &change);
}

gboolean
tri_merge_judge (TriMerge *self, GError **error)
{
  for (guint i = 0; i < self->pairs->len; i++)
    {
      const TriMergePair *pair = &g_array_index (self->pairs, TriMergePair, i);
      TriMergeVerdict verdict = { i };
      gboolean is_conflict;

      verdict.took_theirs = judge (self, pair, &is_conflict) == THEIRS;
      if (verdict.took_theirs)
        add_change (self, pair);
      if (is_conflict && !tri_merge_is_listed (self->library, pair))
        g_array_append_val (self->conflicts, verdict);
    }
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}
