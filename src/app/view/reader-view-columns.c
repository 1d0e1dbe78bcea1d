/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

#include "reader-words.h"

#include <glib/gi18n.h>

/* Space beside and between columns, in pixels, and what a column may measure, in em. */
#define MARGIN 24
#define GUTTER 34
#define NARROWEST 18
#define WIDEST 38
#define HANDLE 7

ReaderViewColumn *
reader_view_get_column (ReaderParallelView *self, guint index)
{
  return &g_array_index (self->columns, ReaderViewColumn, index);
}

ReaderViewStrand *
reader_view_get_strand (ReaderParallelView *self, guint index)
{
  return &g_array_index (self->strands, ReaderViewStrand, index);
}

ReaderViewColumn *
reader_view_find_column (ReaderParallelView *self, gint64 text, guint *index)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (reader_view_get_column (self, i)->text->id == text)
      {
        if (index != NULL)
          *index = i;
        return reader_view_get_column (self, i);
      }
  return NULL;
}

/* The flow that has the column of a text; NULL when the text is none of the work. */
ReaderFlow *
reader_view_get_flow_of (ReaderParallelView *self, gint64 text)
{
  ReaderViewColumn *column = reader_view_find_column (self, text, NULL);

  if (column == NULL || column->text->strand >= self->strands->len)
    return NULL;
  return reader_view_get_strand (self, column->text->strand)->flow;
}

guint
reader_view_count_shown (ReaderParallelView *self)
{
  guint n = 0;

  for (guint i = 0; i < self->columns->len; i++)
    n += reader_view_get_column (self, i)->shown ? 1 : 0;
  return n;
}

/* --- headers --- */

static void
append_item (GMenu *menu, const char *label, const char *action, gint64 text)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", text);
  g_menu_append_item (menu, item);
}

/* The texts that could stand in this column instead. */
static GMenu *
make_choice (ReaderParallelView *self, TriText *text)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *other = reader_view_get_column (self, i);
      g_autofree char *language = reader_words_dup_language (other->text->lang);
      g_autofree char *label = g_strdup_printf ("%s · %s", language, other->text->title);
      g_autoptr (GMenuItem) item = NULL;

      if (other->shown)
        continue;
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "text.choose", "(xx)", text->id, other->text->id);
      g_menu_append_item (menu, item);
    }
  return menu;
}

static GMenu *
make_menu (ReaderParallelView *self, TriText *text)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) choice = make_choice (self, text);
  g_autoptr (GMenu) order = g_menu_new ();
  g_autoptr (GMenu) words = g_menu_new ();

  if (g_menu_model_get_n_items (G_MENU_MODEL (choice)) > 0)
    g_menu_append_section (menu, _ ("Show Instead"), G_MENU_MODEL (choice));
  append_item (order, _ ("Move _Left"), "text.move-column-left", text->id);
  append_item (order, _ ("Move _Right"), "text.move-column-right", text->id);
  append_item (order, _ ("_Hide"), "text.hide-column", text->id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (order));
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *other = reader_view_get_column (self, i);
      g_autofree char *language = reader_words_dup_language (other->text->lang);
      /* Translators: %s is the language of a text that is not shown. */
      g_autofree char *label = g_strdup_printf (_ ("Show %s as Well"), language);

      if (!other->shown)
        append_item (words, label, "text.show-column", other->text->id);
    }
  append_item (words,
               self->marks->concealed == text->id
                   ? _ ("Show All _Words")
                   : _ ("_Conceal the Words"),
               "text.conceal",
               text->id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (words));
  return menu;
}

/* One popover at a time, which stays until the next one or the end. */
void
reader_view_drop_popover (ReaderParallelView *self)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
}

void
reader_view_show_popover (ReaderParallelView *self, GtkWidget *popover, const GdkRectangle *at)
{
  reader_view_drop_popover (self);
  self->popover = popover;
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), at);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
header_clicked_cb (GtkWidget *header, ReaderParallelView *self)
{
  TriText *text = g_object_get_data (G_OBJECT (header), "text");
  g_autoptr (GMenu) menu = make_menu (self, text);
  GdkRectangle at;

  gtk_widget_get_allocation (header, &at);
  reader_view_show_popover (self, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)), &at);
}

static GtkWidget *
header_new (ReaderParallelView *self, TriText *text)
{
  g_autofree char *language = reader_words_dup_language (text->lang);
  g_autofree char *markup = g_markup_printf_escaped ("<b>%s</b>  %s%s%s  <small>▾</small>",
                                                     language,
                                                     text->title,
                                                     text->author != NULL ? " · " : "",
                                                     text->author != NULL ? text->author : "");
  GtkWidget *header = gtk_button_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  /* In the middle, since the end says that there is a menu. */
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_button_set_child (GTK_BUTTON (header), label);
  gtk_widget_add_css_class (header, "flat");
  gtk_widget_add_css_class (header, "column-header");
  g_object_set_data_full (G_OBJECT (header), "text", g_object_ref (text), g_object_unref);
  g_signal_connect (header, "clicked", G_CALLBACK (header_clicked_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (header),
                                  GTK_ACCESSIBLE_PROPERTY_HAS_POPUP,
                                  TRUE,
                                  -1);
  gtk_widget_set_parent (header, GTK_WIDGET (self));
  return header;
}

void
reader_view_measure_headers (ReaderParallelView *self)
{
  self->header_height = 0;
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);
      int height = 0;

      if (column->header == NULL || !gtk_widget_get_child_visible (column->header))
        continue;
      gtk_widget_measure (column->header,
                          GTK_ORIENTATION_VERTICAL,
                          -1,
                          NULL,
                          &height,
                          NULL,
                          NULL);
      self->header_height = MAX (self->header_height, height + 8);
    }
}

/* --- which columns there are --- */

/* Brings the columns of a strand together: where its first one stands. */
static void
group_strands (ReaderParallelView *self)
{
  for (guint i = 0; i + 1 < self->columns->len; i++)
    {
      guint strand = reader_view_get_column (self, i)->text->strand;

      for (guint j = i + 1; j < self->columns->len; j++)
        if (reader_view_get_column (self, j)->text->strand == strand)
          {
            ReaderViewColumn moved = *reader_view_get_column (self, j);

            /* Not g_array_remove_index(), which would clear it. */
            memmove (reader_view_get_column (self, i + 2),
                     reader_view_get_column (self, i + 1),
                     (j - i - 1) * sizeof moved);
            *reader_view_get_column (self, i + 1) = moved;
            break;
          }
    }
}

static void
columns_changed (ReaderParallelView *self)
{
  group_strands (self);
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      if (column->header == NULL && column->shown)
        column->header = header_new (self, column->text);
      if (column->header != NULL)
        gtk_widget_set_child_visible (column->header, column->shown);
    }
  reader_view_notify (self, "n-columns-shown");
  reader_view_queue_changed (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static gboolean
has_text (TriWork *work, gint64 id)
{
  return work != NULL && tri_work_get_text (work, id) != NULL;
}

/* Makes a column for each text of the work. What is known of a column stays known. */
void
reader_view_set_texts (ReaderParallelView *self, TriWork *work)
{
  reader_view_drop_popover (self);
  for (guint i = self->columns->len; i > 0; i--)
    if (!has_text (work, reader_view_get_column (self, i - 1)->text->id))
      g_array_remove_index (self->columns, i - 1);
  for (guint i = 0; work != NULL && i < work->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (work->texts, i);
      ReaderViewColumn *column = reader_view_find_column (self, text->id, NULL);

      if (column != NULL)
        {
          g_set_object (&column->text, text);
          g_clear_pointer (&column->header, gtk_widget_unparent);
        }
      else
        {
          ReaderViewColumn made = { g_object_ref (text), i < 8, 1, NULL, 0, 0 };

          g_array_append_val (self->columns, made);
        }
    }
  columns_changed (self);
}

void
reader_view_show_column (ReaderParallelView *self, gint64 text, gboolean shown)
{
  ReaderViewColumn *column = reader_view_find_column (self, text, NULL);

  if (column == NULL || column->shown == shown)
    return;
  /* One text always stays, and more than eight nobody can read. */
  if (shown ? reader_view_count_shown (self) >= 8 : reader_view_count_shown (self) <= 1)
    return;
  column->shown = shown;
  columns_changed (self);
}

static void
swap_columns (ReaderParallelView *self, guint a, guint b)
{
  ReaderViewColumn kept = *reader_view_get_column (self, a);

  *reader_view_get_column (self, a) = *reader_view_get_column (self, b);
  *reader_view_get_column (self, b) = kept;
}

/* The next column in that direction that is shown, or -1. */
static int
find_beside (ReaderParallelView *self, guint index, int direction)
{
  for (int i = (int) index + direction; i >= 0 && i < (int) self->columns->len; i += direction)
    if (reader_view_get_column (self, (guint) i)->shown)
      return i;
  return -1;
}

void
reader_view_move_column (ReaderParallelView *self, gint64 text, int direction)
{
  guint index = 0;
  int beside = -1;

  if (reader_view_find_column (self, text, &index) == NULL)
    return;
  beside = find_beside (self, index, direction);
  if (beside < 0)
    return;
  swap_columns (self, index, (guint) beside);
  columns_changed (self);
}

void
reader_view_choose_text (ReaderParallelView *self, gint64 old_text, gint64 new_text)
{
  guint a = 0;
  guint b = 0;

  if (reader_view_find_column (self, old_text, &a) == NULL
      || reader_view_find_column (self, new_text, &b) == NULL
      || reader_view_get_column (self, b)->shown)
    return;
  reader_view_get_column (self, b)->shown = TRUE;
  reader_view_get_column (self, b)->weight = reader_view_get_column (self, a)->weight;
  reader_view_get_column (self, a)->shown = FALSE;
  swap_columns (self, a, b);
  columns_changed (self);
}

/* --- where they are --- */

/*  │MARGIN│ column │GUTTER│ column │GUTTER│ column │MARGIN│
 *
 * A column is never wider than a comfortable measure; what is left stands at both sides.
 */
static void
place_beside (ReaderParallelView *self, int width)
{
  guint n = reader_view_count_shown (self);
  int free = width - 2 * MARGIN - (int) (n - 1) * GUTTER;
  int used = (int) (n - 1) * GUTTER;
  double weights = 0;
  int x = 0;

  for (guint i = 0; i < self->columns->len; i++)
    if (reader_view_get_column (self, i)->shown)
      weights += reader_view_get_column (self, i)->weight;
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      if (!column->shown)
        continue;
      column->width = CLAMP ((int) (free * column->weight / weights), 1, WIDEST * self->em);
      used += column->width;
    }
  x = (width - used) / 2;
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      if (!column->shown)
        continue;
      column->x = x;
      x += column->width + GUTTER;
    }
}

static void
place_alone (ReaderParallelView *self, int width)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      column->width = CLAMP (width - 2 * MARGIN, 1, WIDEST * self->em);
      column->x = (width - column->width) / 2;
    }
}

static guint
count_strands_shown (ReaderParallelView *self)
{
  guint n = 0;

  for (guint s = 0; s < self->strands->len; s++)
    for (guint i = 0; i < self->columns->len; i++)
      {
        ReaderViewColumn *column = reader_view_get_column (self, i);

        if (column->shown && column->text->strand == s)
          {
            n++;
            break;
          }
      }
  return n;
}

static gboolean
is_too_narrow (ReaderParallelView *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      /* A column that the reader made small stays. */
      if (column->shown && column->width < NARROWEST * self->em * MIN (column->weight, 1))
        return TRUE;
    }
  return FALSE;
}

static void
arrange (ReaderParallelView *self, int width)
{
  self->arrangement = READER_ARRANGEMENT_BESIDE;
  place_beside (self, width);
  if (reader_view_count_shown (self) < 2 || !is_too_narrow (self))
    return;
  self->arrangement = count_strands_shown (self) > 1 ? READER_ARRANGEMENT_SINGLE
                                                     : READER_ARRANGEMENT_STACKED;
  place_alone (self, width);
}

/* Of texts without rows in common, only the one with the focus has room. */
static gboolean
is_strand_visible (ReaderParallelView *self, guint strand)
{
  return self->arrangement != READER_ARRANGEMENT_SINGLE || strand == self->focus_strand;
}

static void
get_strand_edges (ReaderParallelView *self, guint strand, int width, int *left, int *right)
{
  gboolean found = FALSE;
  gboolean behind = FALSE;
  gboolean before = FALSE;

  *left = 0;
  *right = width;
  if (self->arrangement != READER_ARRANGEMENT_BESIDE)
    return;
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);

      if (!column->shown)
        continue;
      if (column->text->strand != strand)
        {
          before |= !found;
          behind |= found;
          continue;
        }
      if (!found)
        *left = before ? column->x - GUTTER / 2 : 0;
      found = TRUE;
      *right = column->x + column->width + GUTTER / 2;
    }
  if (!behind)
    *right = width;
}

static GArray *
make_flow_columns (ReaderParallelView *self, guint strand, int left)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (ReaderFlowColumn));

  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);
      ReaderFlowColumn made = { column->text->column,
                                column->text,
                                column->x - left,
                                column->width };

      if (column->shown && column->text->strand == strand)
        g_array_append_val (columns, made);
    }
  return columns;
}

static void
allocate_strand (ReaderParallelView *self, guint index, int width, int height)
{
  ReaderViewStrand *strand = reader_view_get_strand (self, index);
  g_autoptr (GArray) columns = NULL;
  int left = 0;
  int right = 0;
  gboolean visible = FALSE;

  get_strand_edges (self, index, width, &left, &right);
  columns = make_flow_columns (self, index, left);
  visible = columns->len > 0 && is_strand_visible (self, index);
  gtk_widget_set_child_visible (strand->scrolled, visible);
  if (!visible)
    return;
  reader_flow_set_columns (strand->flow,
                           (const ReaderFlowColumn *) (gpointer) columns->data,
                           columns->len,
                           self->arrangement == READER_ARRANGEMENT_STACKED);
  gtk_widget_size_allocate (strand->scrolled,
                            &(GtkAllocation){ left,
                                              self->header_height,
                                              right - left,
                                              MAX (height - self->header_height, 1) },
                            -1);
}

static void
allocate_headers (ReaderParallelView *self, int width)
{
  guint n = reader_view_count_shown (self);
  int share = (width - 2 * MARGIN + 20) / (int) MAX (n, 1);
  int x = MARGIN - 10;

  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);
      gboolean beside = self->arrangement == READER_ARRANGEMENT_BESIDE;
      int natural = 0;
      int room = beside ? column->width + 20 : share;

      if (!column->shown || column->header == NULL)
        continue;
      gtk_widget_measure (column->header,
                          GTK_ORIENTATION_HORIZONTAL,
                          -1,
                          NULL,
                          &natural,
                          NULL,
                          NULL);
      gtk_widget_size_allocate (column->header,
                                &(GtkAllocation){ beside ? column->x - 10 : x,
                                                  4,
                                                  MIN (natural, room),
                                                  self->header_height - 8 },
                                -1);
      x += share;
    }
}

void
reader_view_allocate_columns (ReaderParallelView *self, int width, int height)
{
  if (self->columns->len == 0)
    return;
  arrange (self, width);
  allocate_headers (self, width);
  for (guint i = 0; i < self->strands->len; i++)
    allocate_strand (self, i, width, height);
  /* Another arrangement has other cells: the one that had the keyboard gets it back. */
  if (gtk_widget_is_focus (GTK_WIDGET (self)))
    reader_view_grab_cell (self);
}

/**
 * reader_parallel_view_get_least_width:
 *
 * Returns: the least width at which the columns shown stand side by side, in pixels
 */
int
reader_parallel_view_get_least_width (ReaderParallelView *self)
{
  int n = 0;

  g_return_val_if_fail (READER_IS_PARALLEL_VIEW (self), 0);

  n = MAX ((int) reader_view_count_shown (self), 1);
  return n * NARROWEST * self->em + (n - 1) * GUTTER + 2 * MARGIN + n;
}

/* --- dragging what lies between them --- */

/* The column left of the gutter at @x, or -1. */
static int
get_gutter_at (ReaderParallelView *self, double x)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);
      double middle = column->x + column->width + GUTTER / 2.0;

      if (column->shown
          && find_beside (self, i, 1) >= 0
          && x > middle - HANDLE
          && x < middle + HANDLE)
        return (int) i;
    }
  return -1;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, ReaderParallelView *self)
{
  self->dragged_column = self->arrangement == READER_ARRANGEMENT_BESIDE ? get_gutter_at (self,
                                                                                         x)
                                                                        : -1;
  if (self->dragged_column < 0)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  for (int i = 0; i < 2; i++)
    {
      int index = i == 0
                      ? self->dragged_column
                      : find_beside (self, (guint) self->dragged_column, 1);

      self->dragged_weights[i] = reader_view_get_column (self, (guint) index)->weight;
    }
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, ReaderParallelView *self)
{
  int beside = self->dragged_column < 0 ? -1 : find_beside (self, (guint) self->dragged_column, 1);
  double sum = self->dragged_weights[0] + self->dragged_weights[1];
  int widths = 0;
  double left = 0;

  if (beside < 0)
    return;
  widths = reader_view_get_column (self,
                                   (guint) self->dragged_column)
               ->width
           + reader_view_get_column (self,
                                     (guint) beside)
                 ->width;
  left = CLAMP (self->dragged_weights[0] + dx / MAX (widths, 1) * sum, 0.25 * sum, 0.75 * sum);
  reader_view_get_column (self, (guint) self->dragged_column)->weight = left;
  reader_view_get_column (self, (guint) beside)->weight = sum - left;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, ReaderParallelView *self)
{
  gboolean gutter = self->arrangement == READER_ARRANGEMENT_BESIDE && get_gutter_at (self, x) >= 0;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), gutter ? "col-resize" : NULL);
}

void
reader_view_add_column_drag (ReaderParallelView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->dragged_column = -1;
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}
