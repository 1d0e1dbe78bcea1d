/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-bookmark-place.h"

#include "library/tri-library-works.h"
#include "reader-bookmark-editor.h"

/* What is to be marked: ranges, one a text, of which the first one counts. */
typedef struct
{
  GArray *ranges;
  gboolean whole;
} Target;

static void
target_clear (Target *self)
{
  g_clear_pointer (&self->ranges, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

static const ReaderSelection *
get_first (const Target *target)
{
  return &g_array_index (target->ranges, ReaderSelection, 0);
}

static void
take_focus (Target *target,
            ReaderParallelView *view,
            const TriPassage *passage,
            TriMarkKind kind)
{
  TriLinkMember member = { .sentence = -1 };
  ReaderSelection range = {
    .text = passage->text,
    .passage = passage->id,
    .end_passage = passage->id,
    .end = (guint) g_utf8_strlen (passage->content, -1),
  };

  target->whole = TRUE;
  if ((kind == TRI_MARK_HIGHLIGHT || kind == TRI_MARK_NOTE)
      && reader_parallel_view_get_focus_member (view, &member)
      && member.sentence >= 0
      && passage->sentences->len > 1
      && (guint) member.sentence < passage->sentences->len)
    {
      TriRange sentence = g_array_index (passage->sentences, TriRange, member.sentence);

      target->whole = FALSE;
      range.start = sentence.start;
      range.end = sentence.end;
    }
  g_array_append_val (target->ranges, range);
}

/* Returns FALSE when nothing is selected and no passage has the focus. */
static gboolean
find_target (ReaderParallelView *view, TriLibrary *library, TriMarkKind kind, Target *target)
{
  ReaderPlace focus = { 0 };
  g_autoptr (TriPassage) passage = NULL;

  target->ranges = reader_parallel_view_dup_selections (view);
  if (target->ranges->len > 0)
    return TRUE;
  if (!reader_parallel_view_get_focus (view, &focus) || focus.passage == 0)
    return FALSE;

  passage = tri_library_get_passage (library, focus.passage, NULL);
  if (!passage)
    return FALSE;
  take_focus (target, view, passage, kind);
  return TRUE;
}

static gboolean
is_same (TriBookmark *bookmark, const Target *target)
{
  const ReaderSelection *range = get_first (target);

  if (bookmark->passage != range->passage || bookmark->end_passage != range->end_passage)
    return FALSE;
  if (bookmark->parts->len + 1 != target->ranges->len)
    return FALSE;
  return target->whole ? bookmark->whole
                       : !bookmark->whole && bookmark->start == range->start
                             && bookmark->end == range->end;
}

static gboolean
is_wanted (TriBookmark *bookmark, TriMarkKind kind)
{
  switch (kind)
    {
    case TRI_MARK_BOOKMARK:
      return bookmark->kind == TRI_MARK_BOOKMARK || bookmark->kind == TRI_MARK_NOTE;
    case TRI_MARK_NOTE:
      return bookmark->kind != TRI_MARK_LATER && bookmark->kind != TRI_MARK_PORTAL;
    case TRI_MARK_HIGHLIGHT:
    case TRI_MARK_PORTAL:
    case TRI_MARK_LATER:
    default:
      return bookmark->kind == kind;
    }
}

/* A highlight in one passage that holds all that is meant. */
static gboolean
holds (TriBookmark *bookmark, const ReaderSelection *range)
{
  return bookmark->kind == TRI_MARK_HIGHLIGHT && bookmark->passage == range->passage
         && bookmark->end_passage == range->end_passage
         && (bookmark->whole
             || (bookmark->start <= range->start && bookmark->end >= range->end));
}

/**
 * reader_mark_find_at:
 * @library: the connection of this thread
 *
 * Looks whether what is selected, or else what has the focus, is marked in that way already.
 *
 * Returns: (transfer full) (nullable): its mark
 */
TriBookmark *
reader_mark_find_at (ReaderParallelView *view, TriLibrary *library, TriMarkKind kind)
{
  g_auto (Target) target = { 0 };
  g_autoptr (GPtrArray) bookmarks = NULL;
  gboolean selected = FALSE;

  if (!find_target (view, library, kind, &target))
    return NULL;
  selected = reader_parallel_view_get_selection (view, &(ReaderSelection){ 0 });
  bookmarks = tri_library_list_bookmarks_at (library, &get_first (&target)->passage, 1, NULL);
  for (guint i = 0; bookmarks && i < bookmarks->len; i++)
    if (is_wanted (bookmarks->pdata[i], kind) && is_same (bookmarks->pdata[i], &target))
      return g_object_ref (bookmarks->pdata[i]);
  for (guint i = 0; bookmarks && i < bookmarks->len && !selected; i++)
    if (kind == TRI_MARK_HIGHLIGHT && holds (bookmarks->pdata[i], get_first (&target)))
      return g_object_ref (bookmarks->pdata[i]);
  return NULL;
}

static void
set_place (TriBookmark *bookmark, gint64 work, const ReaderSelection *range)
{
  bookmark->work = work;
  bookmark->text = range->text;
  bookmark->passage = range->passage;
  bookmark->end_passage = range->end_passage;
  bookmark->start = range->start;
  bookmark->end = range->end;
}

/**
 * reader_mark_new_at:
 * @library: the connection of this thread
 *
 * Makes a mark, not stored yet, on what is selected, else on what has the focus. What is selected
 * in further columns is its parts. Selected words and sentences are meant in their wording, a
 * passage in all texts, but for a highlight, which is of its words.
 *
 * Returns: (transfer full) (nullable): the mark, %NULL when there is nothing to mark
 */
TriBookmark *
reader_mark_new_at (ReaderParallelView *view, TriLibrary *library, TriMarkKind kind)
{
  g_auto (Target) target = { 0 };
  TriBookmark *bookmark = NULL;
  TriWork *work = reader_parallel_view_get_work (view);

  if (!work || !find_target (view, library, kind, &target))
    return NULL;

  bookmark = tri_bookmark_new ();
  set_place (bookmark, work->id, get_first (&target));
  bookmark->kind = kind;
  bookmark->whole = target.whole;
  bookmark->scope = target.whole && kind != TRI_MARK_HIGHLIGHT ? TRI_SCOPE_PASSAGE
                                                               : TRI_SCOPE_WORDING;
  for (guint i = 1; i < target.ranges->len; i++)
    {
      TriBookmark *part = tri_bookmark_new ();

      set_place (part, work->id, &g_array_index (target.ranges, ReaderSelection, i));
      g_ptr_array_add (bookmark->parts, part);
    }
  return bookmark;
}

/**
 * reader_bookmark_find_at:
 * @library: the connection of this thread
 *
 * Returns: (transfer full) (nullable): the bookmark, or note, of what is selected or has the focus
 */
TriBookmark *
reader_bookmark_find_at (ReaderParallelView *view, TriLibrary *library)
{
  return reader_mark_find_at (view, library, TRI_MARK_BOOKMARK);
}

/**
 * reader_bookmark_new_at:
 * @library: the connection of this thread
 *
 * Returns: (transfer full) (nullable): a bookmark of what is selected or has the focus
 */
TriBookmark *
reader_bookmark_new_at (ReaderParallelView *view, TriLibrary *library)
{
  return reader_mark_new_at (view, library, TRI_MARK_BOOKMARK);
}
