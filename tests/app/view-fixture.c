/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "view-fixture.h"

void
wait_ms (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

/* Until the frame after the next one is painted. */
void
wait_frames (Fixture *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (fixture->window);
  gint64 wanted = gdk_frame_clock_get_frame_counter (clock) + 3;

  while (gdk_frame_clock_get_frame_counter (clock) < wanted)
    {
      gtk_widget_queue_draw (GTK_WIDGET (fixture->view));
      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
      g_main_context_iteration (NULL, TRUE);
    }
}

void
open_view (Fixture *fixture, guint64 n_rows, guint n_texts, gboolean one_strand, int width)
{
  g_autoptr (GPtrArray) models = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_strands = one_strand ? 1 : n_texts;

  fixture->work = synthetic_work_new (n_texts, one_strand);
  for (guint i = 0; i < n_strands; i++)
    g_ptr_array_add (models, synthetic_rows_new (n_rows, one_strand ? n_texts : 1, i));
  fixture->rows = SYNTHETIC_ROWS (g_ptr_array_index (models, 0));
  fixture->window = gtk_window_new ();
  fixture->view = READER_PARALLEL_VIEW (reader_parallel_view_new ());
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  reader_parallel_view_set_models (fixture->view, fixture->work, models, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_frames (fixture);
}

/* GTK holds what it is about to look at, for a moment. */
static void
wait_for_last (ReaderParallelView *view)
{
  gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  wait_ms (10);
  while (G_OBJECT (view)->ref_count > 1 && g_get_monotonic_time () < end)
    wait_ms (1);
}

void
close_view (Fixture *fixture)
{
  ReaderParallelView *view = g_object_ref (fixture->view);

  /* GTK asks for tooltips when it has time, and complains when the window is gone by then; one
   * that it is about to show after half a second it takes back where there is none any more. */
  wait_ms (30);
  if (view->ribbons != NULL)
    gtk_widget_set_has_tooltip (view->ribbons, FALSE);
  for (guint i = 0; i < view->strands->len; i++)
    gtk_widget_set_has_tooltip (GTK_WIDGET (reader_view_get_strand (view, i)->flow), FALSE);
  gtk_widget_trigger_tooltip_query (fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  wait_for_last (view);
  g_assert_finalize_object (view);
  g_assert_finalize_object (fixture->work);
}

ReaderFlow *
get_flow (Fixture *fixture, guint strand)
{
  return reader_view_get_strand (fixture->view, strand)->flow;
}

gboolean
is_strand_visible (Fixture *fixture, guint strand)
{
  return gtk_widget_get_child_visible (reader_view_get_strand (fixture->view, strand)->scrolled);
}

guint64
get_top (Fixture *fixture)
{
  guint64 row = 0;
  double into = 0;

  reader_flow_get_position (get_flow (fixture, 0), &row, &into);
  return row;
}

void
go_to (Fixture *fixture, guint64 row, guint text, guint start, guint end)
{
  ReaderPlace place = { text + 1, synthetic_get_passage (row, text), start, end };

  reader_parallel_view_go_to (fixture->view, &place);
  wait_frames (fixture);
}

void
act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), action, NULL));
  wait_frames (fixture);
}

gint64
get_focus (Fixture *fixture)
{
  ReaderPlace place = { 0 };

  return reader_parallel_view_get_focus (fixture->view, &place) ? place.passage : 0;
}

void
take_entity_cb (ReaderParallelView *view,
                gint64 passage,
                gint64 mention,
                gint64 entity,
                gint64 *out)
{
  *out = entity;
}

GdkRectangle
get_range (Fixture *fixture, guint64 row, guint text)
{
  GdkRectangle area = { 0 };

  g_assert_true (reader_flow_get_range (get_flow (fixture, 0),
                                        row,
                                        text + 1,
                                        synthetic_get_passage (row, text),
                                        NULL,
                                        &area));
  return area;
}
