/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

#include "library/tri-library-dates.h"

/* How many passages are looked through for the next date. */
#define MOST_PASSAGES 2000

/**
 * reader_view_get_focus_date:
 *
 * Returns: (nullable): the date that the keyboard stands on
 */
const TriDate *
reader_view_get_focus_date (ReaderParallelView *self)
{
  for (guint i = 0; self->focus != NULL && i < self->focus->dates->len; i++)
    {
      const TriDate *date = &g_array_index (self->focus->dates, TriDate, i);

      if (tri_date_make_id (self->focus->id, date->start) == self->marks->date)
        return date;
    }
  return NULL;
}

/* The next or previous one in the text of the focus. */
static gboolean
find_date (ReaderParallelView *self, int direction, gint64 *passage, guint *start)
{
  const TriDate *from = reader_view_get_focus_date (self);
  gint64 at = from != NULL ? (gint64) from->start : direction > 0 ? -1
                                                                  : G_MAXINT;
  g_autoptr (GError) error = NULL;
  gboolean found = FALSE;

  if (self->session == NULL)
    return FALSE;
  found = tri_library_find_date_from (reader_session_get_library (self->session),
                                      &(TriDatePlace){ self->focus->text, self->focus->ord, at },
                                      direction,
                                      MOST_PASSAGES,
                                      passage,
                                      start,
                                      &error);
  if (error != NULL)
    g_warning ("%s", error->message);
  return found;
}

void
reader_view_step_date (ReaderParallelView *self, int direction)
{
  gint64 passage = 0;
  guint start = 0;
  const TriDate *date = NULL;

  reader_view_ensure_focus (self);
  if (self->focus == NULL
      || !find_date (self, direction, &passage, &start)
      || (passage != self->focus->id && !reader_view_focus_passage (self, passage, -1)))
    return;
  self->marks->mention = 0;
  self->marks->date = tri_date_make_id (passage, start);
  date = reader_view_get_focus_date (self);
  if (date == NULL)
    return;
  reader_view_tell_focus (self);
  reader_view_update (self);
  reader_view_reveal_focus (self);
  reader_flow_reveal (reader_view_get_strand (self, self->focus_strand)->flow,
                      self->focus_row,
                      self->focus->text,
                      self->focus->id,
                      &(TriRange){ date->start, date->end });
  reader_view_emit (self, READER_VIEW_SIGNAL_FOCUS_CHANGED);
}

void
reader_view_open_date (ReaderParallelView *self, const TriPassage *passage, const TriDate *date)
{
  g_signal_emit_by_name (self, "date-activated", passage->id, date->start, date->edtf);
}
