/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sheets/reader-sheet-drag.h"

#include "sheets/reader-sheet-row.h"

/* How near to an edge the list scrolls, and how far every frame. */
#define EDGE 36
#define SCROLL 7

/* --- A line */

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, ReaderSheetRow *row)
{
  ReaderSheetLine *line = reader_sheet_row_get_line (row);

  if (!line || !line->item || line->is_edited)
    return NULL;
  return gdk_content_provider_new_typed (READER_TYPE_SHEET_LINE, line);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, GtkWidget *row)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (row);
  g_autoptr (GdkPaintable) now = gdk_paintable_get_current_image (picture);

  gtk_drag_source_set_icon (source, now, 12, 12);
}

static gboolean
is_below (GtkWidget *row, double y)
{
  return y > gtk_widget_get_height (row) / 2.0;
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, GtkWidget *row)
{
  reader_sheet_row_set_drop (READER_SHEET_ROW (row), is_below (row, y) ? 1 : -1);
  return GDK_ACTION_MOVE;
}

static void
leave_cb (GtkDropTarget *target, GtkWidget *row)
{
  reader_sheet_row_set_drop (READER_SHEET_ROW (row), 0);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, ReaderSheetList *list)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  ReaderSheetLine *at = reader_sheet_row_get_line (READER_SHEET_ROW (row));
  ReaderSheetLine *line = g_value_get_object (value);
  ReaderSheetModel *model = reader_sheet_list_get_model (list);

  reader_sheet_row_set_drop (READER_SHEET_ROW (row), 0);
  return at && line
         && reader_sheet_list_drop (list,
                                    line,
                                    reader_sheet_model_find (model, at->uuid),
                                    is_below (row, y));
}

void
reader_sheet_drag_offer (GtkWidget *row, ReaderSheetList *list)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (READER_TYPE_SHEET_LINE, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), row);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), row);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "enter", G_CALLBACK (motion_cb), row);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), row);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), row);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), list, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}

/* --- The list goes on while something is held near its edge */

/* What is dragged stands so far above or below the middle: -1, 0 or 1. */
#define SIDE "reader-sheet-drag-side"

static gboolean
scroll_cb (GtkWidget *scroller, GdkFrameClock *clock, gpointer data)
{
  GtkAdjustment *at = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  int side = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (scroller), SIDE));

  if (side == 0)
    return G_SOURCE_REMOVE;
  gtk_adjustment_set_value (at, gtk_adjustment_get_value (at) + side * SCROLL);
  return G_SOURCE_CONTINUE;
}

static void
set_side (GtkWidget *scroller, int side)
{
  int before = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (scroller), SIDE));

  g_object_set_data (G_OBJECT (scroller), SIDE, GINT_TO_POINTER (side));
  /* The other way the one that runs goes on. */
  if (side != 0 && before == 0)
    gtk_widget_add_tick_callback (scroller, scroll_cb, NULL, NULL);
}

static void
held_cb (GtkDropControllerMotion *motion, double x, double y, GtkWidget *scroller)
{
  int height = gtk_widget_get_height (scroller);

  if (y < EDGE)
    set_side (scroller, -1);
  else
    set_side (scroller, y > height - EDGE ? 1 : 0);
}

static void
gone_cb (GtkDropControllerMotion *motion, GtkWidget *scroller)
{
  set_side (scroller, 0);
}

void
reader_sheet_drag_watch (GtkScrolledWindow *scroller)
{
  GtkEventController *motion = gtk_drop_controller_motion_new ();

  g_signal_connect (motion, "motion", G_CALLBACK (held_cb), scroller);
  g_signal_connect (motion, "leave", G_CALLBACK (gone_cb), scroller);
  gtk_widget_add_controller (GTK_WIDGET (scroller), motion);
}
