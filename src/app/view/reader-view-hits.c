/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

/* What is looked for in the work: which texts can be looked through, how hits are shown, the way
 * to one. */

/**
 * reader_parallel_view_dup_shown_texts:
 *
 * Returns: (transfer full) (element-type gint64): the texts that the reader wants to see, in the
 *   order of their columns, whether or not there is room for all of them
 */
GArray *
reader_parallel_view_dup_shown_texts (ReaderParallelView *self)
{
  GArray *texts = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (READER_IS_PARALLEL_VIEW (self), texts);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const ReaderViewColumn *column = reader_view_get_column (self, i);

      if (column->shown)
        g_array_append_val (texts, column->text->id);
    }
  return texts;
}

/**
 * reader_parallel_view_set_hits:
 * @hits: (nullable): what is looked for; call it again when there are more
 */
void
reader_parallel_view_set_hits (ReaderParallelView *self, ReaderFindHits *hits)
{
  g_return_if_fail (READER_IS_PARALLEL_VIEW (self));

  /* What was gone to before is not what is looked for now. */
  if (g_set_object (&self->marks->hits, hits) && hits != NULL)
    self->marks->found_in = 0;
  for (guint i = 0; i < self->strands->len; i++)
    reader_flow_redraw (reader_view_get_strand (self, i)->flow);
}

/**
 * reader_parallel_view_go_to_hit:
 * @place: where
 * @remembers: whether the place left goes to the history
 *
 * What go_to() does: who goes from hit to hit does not want all of them on the way back.
 */
void
reader_parallel_view_go_to_hit (ReaderParallelView *self,
                                const ReaderPlace *place,
                                gboolean remembers)
{
  g_return_if_fail (READER_IS_PARALLEL_VIEW (self));

  if (remembers)
    reader_view_remember (self);
  reader_view_go (self, place);
}

/**
 * reader_parallel_view_dup_selected_words:
 * @most: how many characters at most
 *
 * Returns: (transfer full) (nullable): what is selected in one passage, if it is not longer
 */
char *
reader_parallel_view_dup_selected_words (ReaderParallelView *self, guint most)
{
  ReaderSelection selection;

  g_return_val_if_fail (READER_IS_PARALLEL_VIEW (self), NULL);

  if (!reader_parallel_view_get_selection (self, &selection)
      || selection.passage != selection.end_passage
      || selection.end <= selection.start
      || selection.end - selection.start > most)
    return NULL;
  return reader_view_dup_selected_text (self);
}
