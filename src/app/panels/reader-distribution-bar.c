/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-distribution-bar.h"

#include <glib/gi18n.h>

struct _ReaderDistributionBar
{
  GtkWidget parent_instance;

  guint *bins;
  guint n_bins;
  guint highest;
  char *name;
  int cursor; /* the bin the keyboard is at, -1 for none */
};

G_DEFINE_FINAL_TYPE (ReaderDistributionBar, reader_distribution_bar, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define HEIGHT 16
#define STROKE 2
/* The lowest stroke, of one mention; the highest takes the whole height. */
#define MIN_STROKE 8

/* How many there are before @bin: which mention is the first in it. */
static guint
count_before (ReaderDistributionBar *self, guint bin)
{
  guint count = 0;

  for (guint i = 0; i < bin; i++)
    count += self->bins[i];
  return count;
}

static int
find_nearest (ReaderDistributionBar *self, int bin)
{
  int n_bins = (int) self->n_bins;

  for (int distance = 0; distance < n_bins; distance++)
    {
      if (bin - distance >= 0 && bin - distance < n_bins && self->bins[bin - distance])
        return bin - distance;
      if (bin + distance >= 0 && bin + distance < n_bins && self->bins[bin + distance])
        return bin + distance;
    }
  return -1;
}

static void
go_to (ReaderDistributionBar *self, int bin)
{
  if (bin < 0)
    return;

  self->cursor = bin;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, count_before (self, (guint) bin));
}

static void
add_tenth (GString *words, guint tenth, guint count)
{
  if (words->len)
    g_string_append (words, ", ");
  /* Translators: between 20 % and 30 % of a text: 4 mentions */
  g_string_append_printf (words,
                          ngettext ("%1$u to %2$u %%: %3$u mention",
                                    "%1$u to %2$u %%: %3$u mentions",
                                    count),
                          tenth * 10,
                          tenth * 10 + 10,
                          count);
}

/* The tenths of the text with a mention in words, for those who do not see the strokes. */
static char *
dup_description (ReaderDistributionBar *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint tenth = 0; self->n_bins && tenth < 10; tenth++)
    {
      guint from = tenth * self->n_bins / 10;
      guint to = (tenth + 1) * self->n_bins / 10;
      guint count = count_before (self, to) - count_before (self, from);

      if (count > 0)
        add_tenth (words, tenth, count);
    }
  /* Translators: before a list of places: "0 to 10 %: 4 mentions, 30 to 40 %: 1 mention" */
  return words->len ? g_strdup_printf (_ ("Where in the text: %s"), words->str) : g_strdup ("");
}

static void
update_accessible (ReaderDistributionBar *self)
{
  g_autofree char *description = dup_description (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->name ? self->name : "",
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description,
                                  -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), description[0] ? description : NULL);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ReaderDistributionBar *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (width > 0)
    reader_distribution_bar_go_to (self, x / width);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                ReaderDistributionBar *self)
{
  int step = key == GDK_KEY_Right ? 1 : key == GDK_KEY_Left ? -1
                                                            : 0;

  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_space)
    {
      go_to (self, find_nearest (self, MAX (self->cursor, 0)));
      return TRUE;
    }
  if (step == 0)
    return FALSE;
  for (int bin = self->cursor + step; bin >= 0 && bin < (int) self->n_bins; bin += step)
    if (self->bins[bin])
      {
        go_to (self, bin);
        break;
      }
  return TRUE;
}

static void
reader_distribution_bar_measure (GtkWidget *widget,
                                 GtkOrientation orientation,
                                 int for_size,
                                 int *minimum,
                                 int *natural,
                                 int *minimum_baseline,
                                 int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 40;
      *natural = 160;
    }
  else
    *minimum = *natural = HEIGHT;
}

static void
draw_stroke (ReaderDistributionBar *self, GtkSnapshot *snapshot, guint bin, const GdkRGBA *colour)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self)) - STROKE;
  float height = HEIGHT;
  graphene_rect_t stroke;

  if (self->highest > 1)
    {
      float share = (float) (self->bins[bin] - 1) / (float) (self->highest - 1);

      height = MIN_STROKE + (HEIGHT - MIN_STROKE) * share;
    }
  graphene_rect_init (&stroke,
                      width * (float) bin / (float) MAX (self->n_bins - 1, 1),
                      (HEIGHT - height) / 2,
                      (int) bin == self->cursor ? STROKE + 2 : STROKE,
                      height);
  gtk_snapshot_append_color (snapshot, colour, &stroke);
}

static void
reader_distribution_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ReaderDistributionBar *self = READER_DISTRIBUTION_BAR (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA line, accent;
  graphene_rect_t bounds;

  gtk_style_context_get_color (style, &line);
  line.alpha *= 0.25f;
  if (!gtk_style_context_lookup_color (style, "accent_color", &accent))
    gtk_style_context_get_color (style, &accent);

  graphene_rect_init (&bounds, 0, HEIGHT / 2 - 1, (float) gtk_widget_get_width (widget), 2);
  gtk_snapshot_append_color (snapshot, &line, &bounds);
  for (guint bin = 0; bin < self->n_bins; bin++)
    if (self->bins[bin])
      draw_stroke (self, snapshot, bin, &accent);
}

static void
reader_distribution_bar_finalize (GObject *object)
{
  ReaderDistributionBar *self = READER_DISTRIBUTION_BAR (object);

  g_free (self->bins);
  g_free (self->name);

  G_OBJECT_CLASS (reader_distribution_bar_parent_class)->finalize (object);
}

static void
reader_distribution_bar_class_init (ReaderDistributionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = reader_distribution_bar_finalize;
  widget_class->measure = reader_distribution_bar_measure;
  widget_class->snapshot = reader_distribution_bar_snapshot;

  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated",
                                            G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            1,
                                            G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "distribution");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
reader_distribution_bar_init (ReaderDistributionBar *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cursor = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
reader_distribution_bar_new (void)
{
  return g_object_new (READER_TYPE_DISTRIBUTION_BAR, NULL);
}

/**
 * reader_distribution_bar_set_bins:
 * @bins: (array length=n_bins): how often it is named in each of @n_bins equal parts of the text
 */
void
reader_distribution_bar_set_bins (ReaderDistributionBar *self, const guint *bins, guint n_bins)
{
  g_free (self->bins);
  self->bins = g_memdup2 (bins, n_bins * sizeof *bins);
  self->n_bins = n_bins;
  self->highest = 0;
  self->cursor = -1;
  for (guint i = 0; i < n_bins; i++)
    self->highest = MAX (self->highest, bins[i]);
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * reader_distribution_bar_set_name:
 * @name: the text it stands for and how many there are, for assistive technology
 */
void
reader_distribution_bar_set_name (ReaderDistributionBar *self, const char *name)
{
  g_free (self->name);
  self->name = g_strdup (name);
  update_accessible (self);
}

/**
 * reader_distribution_bar_go_to:
 * @fraction: how far in the text, 0..1
 *
 * Does what a click there does: activates the first mention of the nearest place that has one.
 */
void
reader_distribution_bar_go_to (ReaderDistributionBar *self, double fraction)
{
  if (self->n_bins > 0)
    go_to (self, find_nearest (self, (int) (CLAMP (fraction, 0, 1) * self->n_bins)));
}
