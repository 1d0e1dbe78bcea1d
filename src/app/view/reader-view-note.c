/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

#include <glib/gi18n.h>

#define NOTE_WIDTH 48

static TriPassage *
find_note (ReaderParallelView *self, const char *key)
{
  ReaderFlow *flow = reader_view_get_flow_of (self, self->focus->text);
  TriRow *row = reader_flow_get_row (flow, self->focus_row);
  GPtrArray *cell = NULL;

  if (row == NULL)
    return NULL;
  cell = tri_row_get_cell (row, reader_view_find_column (self, self->focus->text, NULL)->index);
  for (guint i = 0; i < cell->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (cell, i);

      if (passage->kind == TRI_PASSAGE_NOTE && g_strcmp0 (passage->key, key) == 0)
        return passage;
    }
  return NULL;
}

static GtkWidget *
note_popover_new (TriPassage *note)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *label = gtk_label_new (note->content);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), NOTE_WIDTH);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (popover, "note");
  gtk_popover_set_child (GTK_POPOVER (popover), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Note"),
                                  -1);
  return popover;
}

/* The first note of the passage in focus, in its sentence when that has one. */
static const TriSpan *
find_note_mark (ReaderParallelView *self)
{
  const TriSpan *found = NULL;

  for (guint i = 0; i < self->focus->spans->len; i++)
    {
      const TriSpan *span = &g_array_index (self->focus->spans, TriSpan, i);
      guint at = span->start > 0 ? span->start - 1 : 0;

      if (span->kind != TRI_SPAN_NOTE)
        continue;
      if (self->marks->sentence >= 0
          && (int) tri_passage_get_sentence_at (self->focus, at) == self->marks->sentence)
        return span;
      if (found == NULL)
        found = span;
    }
  return found;
}

/**
 * reader_view_open_note:
 * @span: (nullable): the mark, %NULL for the one that the focus is at
 */
void
reader_view_open_note (ReaderParallelView *self, const TriSpan *span)
{
  ReaderFlow *flow = NULL;
  TriPassage *note = NULL;
  GtkWidget *popover = NULL;
  GdkRectangle at;
  graphene_point_t origin;

  if (self->focus == NULL)
    return;
  if (span == NULL)
    span = find_note_mark (self);
  flow = reader_view_get_flow_of (self, self->focus->text);
  note = span != NULL ? find_note (self, span->value) : NULL;
  if (note == NULL
      || !reader_flow_get_range (flow,
                                 self->focus_row,
                                 self->focus->text,
                                 self->focus->id,
                                 &(TriRange){ span->start > 0 ? span->start - 1 : 0, span->start },
                                 &at)
      || !gtk_widget_compute_point (GTK_WIDGET (flow),
                                    GTK_WIDGET (self),
                                    &GRAPHENE_POINT_INIT ((float) at.x, (float) at.y),
                                    &origin))
    return;
  at.x = (int) origin.x + at.width;
  at.y = (int) origin.y;
  popover = note_popover_new (note);
  reader_view_show_popover (self, popover, &at);
  /* A label that gets the focus selects all it says. */
  gtk_label_select_region (GTK_LABEL (gtk_popover_get_child (GTK_POPOVER (popover))), 0, 0);
}

/* --- the caret --- */

void
reader_view_set_caret (ReaderParallelView *self, gboolean caret)
{
  ReaderFlow *flow = NULL;
  ReaderCell *cell = NULL;

  reader_view_ensure_focus (self);
  if (self->focus == NULL)
    return;
  self->marks->caret = caret;
  flow = reader_view_get_flow_of (self, self->focus->text);
  cell = reader_flow_get_cell (flow, self->focus_row, self->focus->text);
  if (cell != NULL && !caret)
    reader_cell_set_caret (cell, 0);
  reader_view_grab_cell (self);
}

/* The sentence that the caret stands in is the one in focus, whose counterparts are tinted. */
void
reader_view_follow_caret (ReaderParallelView *self)
{
  ReaderFlow *flow = self->focus != NULL ? reader_view_get_flow_of (self, self->focus->text) : NULL;
  ReaderCell *cell = NULL;
  TriRange range;
  gint64 passage = 0;

  if (flow != NULL)
    cell = reader_flow_get_cell (flow, self->focus_row, self->focus->text);
  if (cell == NULL
      || !reader_cell_get_caret (cell, &passage, &range)
      || passage != self->focus->id
      || range.start != range.end)
    return;
  reader_view_hint_at (self, self->focus, range.start);
  if (self->focus->sentences->len < 2)
    return;
  reader_view_set_focus (self,
                         self->focus_strand,
                         self->focus_row,
                         self->focus,
                         (int) tri_passage_get_sentence_at (self->focus, range.start));
}
