/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-cell.h"

#define PASSAGE_GAP 8

struct _ReaderCell
{
  GtkWidget parent_instance;

  TriText *text;
  GPtrArray *passages;
  GPtrArray *labels;
};

G_DEFINE_FINAL_TYPE (ReaderCell, reader_cell, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
reader_cell_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
reader_cell_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  ReaderCell *self = READER_CELL (widget);
  int total = 0;

  for (guint i = 0; orientation == GTK_ORIENTATION_VERTICAL && i < self->labels->len; i++)
    {
      int height = 0;

      gtk_widget_measure (g_ptr_array_index (self->labels, i), orientation, for_size, NULL, &height, NULL, NULL);
      total += height + (i > 0 ? PASSAGE_GAP : 0);
    }
  *minimum = *natural = total;
}

static void
reader_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReaderCell *self = READER_CELL (widget);
  int y = 0;

  for (guint i = 0; i < self->labels->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (self->labels, i);
      int natural = 0;

      gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
      gtk_widget_size_allocate (label, &(GtkAllocation){ 0, y, width, natural }, -1);
      y += natural + PASSAGE_GAP;
    }
}

static void
reader_cell_dispose (GObject *object)
{
  ReaderCell *self = READER_CELL (object);

  reader_cell_unbind (self);

  G_OBJECT_CLASS (reader_cell_parent_class)->dispose (object);
}

static void
reader_cell_finalize (GObject *object)
{
  ReaderCell *self = READER_CELL (object);

  g_ptr_array_unref (self->labels);

  G_OBJECT_CLASS (reader_cell_parent_class)->finalize (object);
}

static void
reader_cell_class_init (ReaderCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = reader_cell_dispose;
  object_class->finalize = reader_cell_finalize;

  widget_class->get_request_mode = reader_cell_get_request_mode;
  widget_class->measure = reader_cell_measure;
  widget_class->size_allocate = reader_cell_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "cell");
}

static void
reader_cell_init (ReaderCell *self)
{
  self->labels = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
}

GtkWidget *
reader_cell_new (void)
{
  return g_object_new (READER_TYPE_CELL, NULL);
}

/**
 * reader_cell_bind:
 * @passages: (element-type TriPassage): what @text has in the row
 */
void
reader_cell_bind (ReaderCell *self, TriText *text, GPtrArray *passages)
{
  reader_cell_unbind (self);
  g_set_object (&self->text, text);
  self->passages = g_ptr_array_ref (passages);
  for (guint i = 0; i < passages->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (passages, i);
      GtkWidget *label = NULL;

      if (passage->kind == TRI_PASSAGE_NOTE)
        continue;
      label = gtk_label_new (passage->content);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      if (passage->kind == TRI_PASSAGE_HEADING)
        gtk_widget_add_css_class (label, "title-3");
      gtk_widget_set_parent (label, GTK_WIDGET (self));
      g_ptr_array_add (self->labels, label);
    }
}

void
reader_cell_unbind (ReaderCell *self)
{
  g_ptr_array_set_size (self->labels, 0);
  g_clear_object (&self->text);
  g_clear_pointer (&self->passages, g_ptr_array_unref);
}
