/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

#define HISTORY 200

static gboolean
get_place (ReaderParallelView *self, ReaderPlace *out)
{
  ReaderViewColumn *column = reader_view_get_first_column (self);

  if (reader_parallel_view_get_focus (self, out))
    return TRUE;
  if (column == NULL)
    return FALSE;
  *out = (ReaderPlace){ column->text->id,
                        reader_parallel_view_get_top_passage (self, column->text->id),
                        0,
                        0 };
  return out->passage != 0;
}

static void
tell_way (ReaderParallelView *self,
          const char *action,
          const char *property,
          gboolean *was,
          guint n)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, n > 0);
  if (*was == (n > 0))
    return;
  *was = n > 0;
  reader_view_notify (self, property);
}

/* Says in which directions there is somewhere to go, whenever that may have changed. */
void
reader_view_tell_ways (ReaderParallelView *self)
{
  tell_way (self, "text.go-back", "can-go-back", &self->can_go_back, self->back->len);
  tell_way (self, "text.go-forward", "can-go-forward", &self->can_go_forward, self->forward->len);
}

/* Keeps the place that is about to be left. */
void
reader_view_remember (ReaderParallelView *self)
{
  ReaderPlace place;

  if (!get_place (self, &place))
    return;
  g_array_append_val (self->back, place);
  if (self->back->len > HISTORY)
    g_array_remove_index (self->back, 0);
  g_array_set_size (self->forward, 0);
  reader_view_tell_ways (self);
}

void
reader_view_step_history (ReaderParallelView *self, int direction)
{
  GArray *from = direction < 0 ? self->back : self->forward;
  GArray *to = direction < 0 ? self->forward : self->back;
  ReaderPlace here;
  ReaderPlace there;

  if (from->len == 0)
    return;
  there = g_array_index (from, ReaderPlace, from->len - 1);
  g_array_set_size (from, from->len - 1);
  if (get_place (self, &here))
    g_array_append_val (to, here);
  reader_view_tell_ways (self);
  if (reader_view_focus_passage (self, there.passage, -1))
    reader_view_reveal_focus (self);
}
