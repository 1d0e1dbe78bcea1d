/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-works.h"
#include "reader-bookmark-editor.h"

/* What would be bookmarked: the selected words, else the passage that has the focus. Returns FALSE
 * when there is neither. */
static gboolean
get_range (ReaderParallelView *view, TriLibrary *library, ReaderSelection *range, gboolean *whole)
{
  ReaderPlace focus = { 0 };
  g_autoptr (TriPassage) passage = NULL;

  *whole = FALSE;
  if (reader_parallel_view_get_selection (view, range))
    return TRUE;
  if (!reader_parallel_view_get_focus (view, &focus) || focus.passage == 0)
    return FALSE;

  passage = tri_library_get_passage (library, focus.passage, NULL);
  if (!passage)
    return FALSE;
  *whole = TRUE;
  *range = (ReaderSelection){
    .text = focus.text,
    .passage = focus.passage,
    .end_passage = focus.passage,
    .end = (guint) g_utf8_strlen (passage->content, -1),
  };
  return TRUE;
}

static gboolean
is_same (TriBookmark *bookmark, const ReaderSelection *range, gboolean whole)
{
  if (bookmark->passage != range->passage || bookmark->end_passage != range->end_passage)
    return FALSE;
  return whole ? bookmark->whole
               : !bookmark->whole && bookmark->start == range->start && bookmark->end == range->end;
}

/**
 * reader_bookmark_find_at:
 * @library: the connection of this thread
 *
 * Looks whether what is selected, or else the passage that has the focus, is bookmarked already.
 *
 * Returns: (transfer full) (nullable): its bookmark
 */
TriBookmark *
reader_bookmark_find_at (ReaderParallelView *view, TriLibrary *library)
{
  ReaderSelection range = { 0 };
  gboolean whole = FALSE;
  g_autoptr (GPtrArray) bookmarks = NULL;

  if (!get_range (view, library, &range, &whole))
    return NULL;
  bookmarks = tri_library_list_bookmarks_at (library, &range.passage, 1, NULL);
  for (guint i = 0; bookmarks && i < bookmarks->len; i++)
    if (is_same (bookmarks->pdata[i], &range, whole))
      return g_object_ref (bookmarks->pdata[i]);
  return NULL;
}

/**
 * reader_bookmark_new_at:
 * @library: the connection of this thread
 *
 * Makes a bookmark, not stored yet, on what is selected, else on the passage that has the focus.
 * Selected words are meant in their wording, a passage in all texts.
 *
 * Returns: (transfer full) (nullable): the bookmark, %NULL when there is nothing to bookmark
 */
TriBookmark *
reader_bookmark_new_at (ReaderParallelView *view, TriLibrary *library)
{
  ReaderSelection range = { 0 };
  gboolean whole = FALSE;
  TriBookmark *bookmark = NULL;
  TriWork *work = reader_parallel_view_get_work (view);

  if (!work || !get_range (view, library, &range, &whole))
    return NULL;

  bookmark = tri_bookmark_new ();
  bookmark->work = work->id;
  bookmark->text = range.text;
  bookmark->passage = range.passage;
  bookmark->end_passage = range.end_passage;
  bookmark->start = range.start;
  bookmark->end = range.end;
  bookmark->whole = whole;
  bookmark->scope = whole ? TRI_SCOPE_PASSAGE : TRI_SCOPE_WORDING;
  return bookmark;
}
