/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-ribbons.h"

#include <glib/gi18n.h>
#include <math.h>

/* How strong the tint of a ribbon is that nobody points at. */
#define QUIET 0.55
#define EDGE 1.25
#define CORNER 6
/* How far stripes are apart, and in how many steps they are fitted to the edges. */
#define STRIPE 6
#define STRIPE_STEPS 24

struct _ReaderRibbons
{
  GtkWidget parent_instance;

  ReaderMarks *marks;
  ReaderBandsFunc func;
  gpointer data;
  GArray *bands; /* NULL: to be asked for */
  gint64 pointed[2];
};

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReaderRibbons, reader_ribbons, GTK_TYPE_WIDGET)

/**
 * reader_ribbons_get_bands:
 *
 * Returns: (transfer none) (element-type ReaderBand): what is painted now
 */
GArray *
reader_ribbons_get_bands (ReaderRibbons *self)
{
  if (self->bands == NULL)
    self->bands = self->func (self->data);
  return self->bands;
}

static gboolean
is_pointed (ReaderRibbons *self, const ReaderBand *band)
{
  return self->pointed[0] != 0
         && self->pointed[0] == band->passage[0]
         && self->pointed[1] == band->passage[1];
}

/* --- painting --- */

/* An edge leaves and arrives level, as a thread between two combs:
 *
 *   ──╮
 *      ╲
 *       ╰──
 */
static void
trace_edge (cairo_t *cr, double x0, double y0, double x1, double y1)
{
  double middle = (x0 + x1) / 2;

  cairo_curve_to (cr, middle, y0, middle, y1, x1, y1);
}

static void
trace_band (cairo_t *cr, const ReaderBand *band)
{
  /* Under the round corners of the tints that it joins. */
  double below = band->lit ? CORNER : 0;

  cairo_move_to (cr, band->left - below, band->top[0]);
  cairo_line_to (cr, band->left, band->top[0]);
  trace_edge (cr, band->left, band->top[0], band->right, band->top[1]);
  cairo_line_to (cr, band->right + below, band->top[1]);
  cairo_line_to (cr, band->right + below, band->bottom[1]);
  cairo_line_to (cr, band->right, band->bottom[1]);
  trace_edge (cr, band->right, band->bottom[1], band->left, band->bottom[0]);
  cairo_line_to (cr, band->left - below, band->bottom[0]);
  cairo_close_path (cr);
}

static void
stroke_edges (cairo_t *cr, const ReaderBand *band)
{
  cairo_move_to (cr, band->left, band->top[0]);
  trace_edge (cr, band->left, band->top[0], band->right, band->top[1]);
  cairo_move_to (cr, band->left, band->bottom[0]);
  trace_edge (cr, band->left, band->bottom[0], band->right, band->bottom[1]);
  cairo_stroke (cr);
}

static double
get_edge_at (const ReaderBand *band, const double *ends, double x)
{
  double wanted = CLAMP ((x - band->left) / MAX (band->right - band->left, 1), 0, 1);
  double low = 0;
  double high = 1;
  double t = 0.5;

  /* The same curve as is painted: its x rises with t. */
  for (guint i = 0; i < 12; i++)
    {
      t = (low + high) / 2;
      if (1.5 * t * (1 - t) * (1 - t) + 1.5 * t * t * (1 - t) + t * t * t < wanted)
        low = t;
      else
        high = t;
    }
  return ends[0] + (ends[1] - ends[0]) * (3 * t * t - 2 * t * t * t);
}

/* As strong as it would be over the page, but opaque: that Cairo paints in half the time. */
static void
set_colour (ReaderRibbons *self, cairo_t *cr, const GdkRGBA *colour, double strength)
{
  const GdkRGBA *page = &self->marks->palette->page;

  cairo_set_source_rgb (cr,
                        page->red + (colour->red - page->red) * strength,
                        page->green + (colour->green - page->green) * strength,
                        page->blue + (colour->blue - page->blue) * strength);
}

/* The part of a stripe, a line that goes up to the right, within a band whose edges are @edges. */
static void
trace_stripe (cairo_t *cr, const ReaderBand *band, double edges[][2], double sum)
{
  double step = (band->right - band->left) / STRIPE_STEPS;
  int from = -1;

  for (int i = 0; i <= STRIPE_STEPS + 1; i++)
    {
      double x = band->left + i * step;
      gboolean inside = i <= STRIPE_STEPS && sum - x >= edges[i][0] && sum - x <= edges[i][1];

      if (inside && from < 0)
        from = i;
      if (inside || from < 0)
        continue;
      cairo_move_to (cr, band->left + from * step, sum - band->left - from * step);
      cairo_line_to (cr, x - step, sum - x + step);
      from = -1;
    }
}

/* A match in part is striped, so that nobody has to tell two tints apart. To clip whole lines by
 * the band would be dear. */
static void
stroke_stripes (cairo_t *cr, const ReaderBand *band, double height)
{
  double edges[STRIPE_STEPS + 1][2];
  double top = MAX (MIN (band->top[0], band->top[1]), 0) + band->left;
  double bottom = MIN (MAX (band->bottom[0], band->bottom[1]), height) + band->right;

  for (guint i = 0; i <= STRIPE_STEPS; i++)
    {
      double x = band->left + i * (band->right - band->left) / STRIPE_STEPS;

      edges[i][0] = get_edge_at (band, band->top, x);
      edges[i][1] = get_edge_at (band, band->bottom, x);
    }
  for (double sum = ceil (top / STRIPE) * STRIPE; sum < bottom; sum += STRIPE)
    trace_stripe (cr, band, edges, sum);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
fill_band (ReaderRibbons *self, cairo_t *cr, const ReaderBand *band, gboolean strong)
{
  const ReaderPalette *palette = self->marks->palette;

  trace_band (cr, band);
  if (band->full)
    set_colour (self, cr, strong ? &palette->focus : &palette->match, 1);
  else
    set_colour (self, cr, &palette->partial, strong ? 1 : QUIET);
  cairo_fill (cr);
  if (band->full)
    return;
  set_colour (self, cr, &palette->date, strong ? 0.4 : 0.18);
  stroke_stripes (cr, band, gtk_widget_get_height (GTK_WIDGET (self)));
}

static void
paint_band (ReaderRibbons *self, cairo_t *cr, const ReaderBand *band)
{
  static const double dashes[] = { 4, 3 };
  const ReaderPalette *palette = self->marks->palette;
  gboolean strong = band->lit || is_pointed (self, band);

  fill_band (self, cr, band, strong);
  if (band->status == TRI_STATUS_COMPUTED)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  else
    cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, strong ? EDGE * 1.2 : EDGE);
  set_colour (self,
              cr,
              strong ? &palette->accent : &palette->date,
              strong ? 0.7 : band->status == TRI_STATUS_COMPUTED ? 0.4
                                                                 : 0.35);
  stroke_edges (cr, band);
}

static gboolean
is_in_view (const ReaderBand *band, double height)
{
  return MAX (band->bottom[0], band->bottom[1]) > 0
         && MIN (band->top[0], band->top[1]) < height
         && band->right > band->left;
}

static void
paint_bands (ReaderRibbons *self, cairo_t *cr, const ReaderBand *bands, guint n)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self));

  /* A few samples are enough for tints and thin lines, and cost less. */
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  /* What is lit lies on top. */
  for (int lit = 0; lit < 2; lit++)
    for (guint i = 0; i < n; i++)
      {
        gboolean strong = bands[i].lit || is_pointed (self, &bands[i]);

        if (strong == (lit == 1) && is_in_view (&bands[i], height))
          paint_band (self, cr, &bands[i]);
      }
}

/* Cairo takes its time by the line, and a gutter is narrow and high: what it shows is painted lying
 * on its side, and then turned, which is a copy of pixels. */
static void
snapshot_gutter (ReaderRibbons *self, GtkSnapshot *snapshot, const ReaderBand *bands, guint n)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int height = MAX (gtk_widget_get_height (GTK_WIDGET (self)), 1);
  double left = floor (bands->left) - CORNER;
  int width = MAX ((int) ceil (bands->right) + CORNER - (int) left, 1);
  const cairo_matrix_t lay = { 0, -1, 1, 0, 0, left + width };
  const cairo_matrix_t turn = { 0, 1, -1, 0, left + width, 0 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                                         height * scale,
                                                         width * scale);
  cairo_t *cr = NULL;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  cairo_transform (cr, &lay);
  paint_bands (self, cr, bands, n);
  cairo_destroy (cr);

  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT ((float) left,
                                                       0,
                                                       (float) width,
                                                       (float) height));
  cairo_transform (cr, &turn);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
reader_ribbons_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ReaderRibbons *self = READER_RIBBONS (widget);
  GArray *bands = reader_ribbons_get_bands (self);

  /* One gutter after another, so that nothing is painted between them. */
  for (guint i = 0, n = 0; i < bands->len; i += n)
    {
      const ReaderBand *first = &g_array_index (bands, ReaderBand, i);

      for (n = 1; i + n < bands->len && first[n].left == first->left; n++)
        ;
      snapshot_gutter (self, snapshot, first, n);
    }
}

/* --- pointing --- */

/**
 * reader_ribbons_pick:
 *
 * Returns: (nullable) (transfer none): the ribbon at a point, the one on top of others
 */
const ReaderBand *
reader_ribbons_pick (ReaderRibbons *self, double x, double y)
{
  GArray *bands = reader_ribbons_get_bands (self);
  const ReaderBand *found = NULL;

  for (guint i = 0; i < bands->len; i++)
    {
      const ReaderBand *band = &g_array_index (bands, ReaderBand, i);

      if (x >= band->left
          && x <= band->right
          && y >= get_edge_at (band, band->top, x)
          && y <= get_edge_at (band, band->bottom, x)
          && (found == NULL || !found->lit))
        found = band;
    }
  return found;
}

static void
point (ReaderRibbons *self, const ReaderBand *band)
{
  gint64 left = band != NULL ? band->passage[0] : 0;
  gint64 right = band != NULL ? band->passage[1] : 0;

  if (left == self->pointed[0] && right == self->pointed[1])
    return;
  self->pointed[0] = left;
  self->pointed[1] = right;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, ReaderRibbons *self)
{
  point (self, reader_ribbons_pick (self, x, y));
}

static void
leave_cb (GtkEventControllerMotion *controller, ReaderRibbons *self)
{
  point (self, NULL);
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, ReaderRibbons *self)
{
  const ReaderBand *band = reader_ribbons_pick (self, x, y);

  if (band != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, band->passage[0], band->passage[1]);
}

static const char *
get_status_words (TriStatus status)
{
  switch (status)
    {
    case TRI_STATUS_IMPORTED:
      return _ ("imported");
    case TRI_STATUS_COMPUTED:
      return _ ("computed");
    case TRI_STATUS_CONFIRMED:
    default:
      return _ ("confirmed");
    }
}

static const char *
get_relation_words (const ReaderBand *band)
{
  switch (band->relation)
    {
    case TRI_RELATION_SAME_EVENTS:
      return _ ("tells of the same events");
    case TRI_RELATION_OVERLAP:
      return _ ("tells partly of the same");
    case TRI_RELATION_TRANSLATION:
    default:
      return band->full ? _ ("corresponds") : _ ("corresponds in part");
    }
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const ReaderBand *band = reader_ribbons_pick (READER_RIBBONS (widget), x, y);
  g_autoptr (GString) words = NULL;

  if (band == NULL || keyboard)
    return FALSE;
  words = g_string_new (get_relation_words (band));
  g_string_append_printf (words, " · %s", get_status_words (band->status));
  if (band->status == TRI_STATUS_COMPUTED && !isnan (band->score))
    g_string_append_printf (words, " %.2f", band->score);
  gtk_tooltip_set_text (tooltip, words->str);
  return TRUE;
}

/* --- life --- */

static void
reader_ribbons_finalize (GObject *object)
{
  ReaderRibbons *self = READER_RIBBONS (object);

  g_clear_pointer (&self->bands, g_array_unref);
  g_clear_object (&self->marks);

  G_OBJECT_CLASS (reader_ribbons_parent_class)->finalize (object);
}

static void
reader_ribbons_class_init (ReaderRibbonsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = reader_ribbons_finalize;
  widget_class->snapshot = reader_ribbons_snapshot;

  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated",
                                            READER_TYPE_RIBBONS,
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            2,
                                            G_TYPE_INT64,
                                            G_TYPE_INT64);

  gtk_widget_class_set_css_name (widget_class, "ribbons");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
reader_ribbons_init (ReaderRibbons *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * reader_ribbons_new:
 * @func: (scope forever): makes the bands that there are now
 */
GtkWidget *
reader_ribbons_new (ReaderMarks *marks, ReaderBandsFunc func, gpointer data)
{
  ReaderRibbons *self = g_object_new (READER_TYPE_RIBBONS, NULL);

  self->marks = g_object_ref (marks);
  self->func = func;
  self->data = data;
  return GTK_WIDGET (self);
}

/**
 * reader_ribbons_update:
 *
 * Says that there are other bands, or the same elsewhere.
 */
void
reader_ribbons_update (ReaderRibbons *self)
{
  g_clear_pointer (&self->bands, g_array_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
