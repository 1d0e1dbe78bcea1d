/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-prose.h"

struct _ReaderProse
{
  GtkWidget parent_instance;

  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (ReaderProse, reader_prose, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Below this a line is no line any more; it only has to be smaller than any panel. */
#define MIN_WIDTH 80

static GtkSizeRequestMode
reader_prose_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
reader_prose_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  ReaderProse *self = READER_PROSE (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MIN_WIDTH;
  else if (for_size < 0)
    /* The least that any width needs, which is the widest's: GTK compares others with it. */
    gtk_widget_measure (self->label, orientation, -1, minimum, natural, NULL, NULL);
  else
    {
      gtk_widget_measure (self->label,
                          orientation,
                          MAX (for_size, MIN_WIDTH),
                          NULL,
                          natural,
                          NULL,
                          NULL);
      /* Words that are cut off below are no use: not a pixel less. */
      *minimum = *natural;
    }
}

static void
reader_prose_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReaderProse *self = READER_PROSE (widget);

  gtk_widget_allocate (self->label, width, height, baseline, NULL);
}

static void
reader_prose_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ReaderProse *self = READER_PROSE (object);

  if (id == PROP_TEXT)
    g_value_set_string (value, gtk_label_get_text (GTK_LABEL (self->label)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
reader_prose_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TEXT)
    reader_prose_set_text (READER_PROSE (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
reader_prose_dispose (GObject *object)
{
  ReaderProse *self = READER_PROSE (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (reader_prose_parent_class)->dispose (object);
}

static void
reader_prose_class_init (ReaderProseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = reader_prose_dispose;
  object_class->get_property = reader_prose_get_property;
  object_class->set_property = reader_prose_set_property;
  widget_class->get_request_mode = reader_prose_get_request_mode;
  widget_class->measure = reader_prose_measure;
  widget_class->size_allocate = reader_prose_size_allocate;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reader_prose_init (ReaderProse *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_valign (self->label, GTK_ALIGN_START);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

/**
 * reader_prose_new:
 * @max_lines: how many lines to show, 0 for all
 *
 * Returns: (transfer floating): an empty one
 */
GtkWidget *
reader_prose_new (int max_lines)
{
  ReaderProse *self = g_object_new (READER_TYPE_PROSE, NULL);

  if (max_lines > 0)
    {
      gtk_label_set_lines (GTK_LABEL (self->label), max_lines);
      gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
    }
  return GTK_WIDGET (self);
}

void
reader_prose_set_text (ReaderProse *self, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->label)), text) == 0)
    return;

  gtk_label_set_text (GTK_LABEL (self->label), text ? text : "");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/**
 * reader_prose_get_label:
 *
 * Returns: (transfer none): the label, for attributes and style classes
 */
GtkLabel *
reader_prose_get_label (ReaderProse *self)
{
  return GTK_LABEL (self->label);
}
