/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-overview.h"

#include <glib/gi18n.h>
#include <math.h>

/* Beneath it nobody should rely on a link; twice as long is worth a look. */
#define DOUBTFUL 0.8
#define UNEVEN 2.0
/* Of a piece from which on it counts as missing. */
#define MISSING 0.5
#define TENTHS 10
#define MARGIN 2
#define CERTAIN_WIDTH 4
#define LEAST_FRAME 8

struct _ReaderOverview
{
  GtkWidget parent_instance;

  ReaderMarks *marks;
  GArray *bins;
  GArray *own; /* (element-type ReaderOverviewMark): in order */
  guint64 n_rows;
  guint64 own_rows; /* the same, where there are no bins */
  guint64 first;    /* in view */
  guint64 last;
};

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReaderOverview, reader_overview, GTK_TYPE_WIDGET)

static double
get_y (ReaderOverview *self, guint64 row)
{
  return (double) row / (double) MAX (self->n_rows, 1)
         * gtk_widget_get_height (GTK_WIDGET (self));
}

/* --- painting ---
 *
 *   │▌  ▬▬│◂│  ▌ how sure: full where nothing was computed or it is sure, thin and light where not
 *   │▏ ▬▬▬│ │  ▬ how much more one text says, from the right
 *   │▒▒▒▒▒│▪│  ▒ without a counterpart; ◂ ▪ what the reader marked
 */

static void
append (GtkSnapshot *snapshot, const GdkRGBA *colour, double alpha, const graphene_rect_t *area)
{
  GdkRGBA shade = *colour;

  shade.alpha *= (float) alpha;
  gtk_snapshot_append_color (snapshot, &shade, area);
}

static void
paint_bin (ReaderOverview *self, GtkSnapshot *snapshot, const ReaderOverviewBin *bin)
{
  const ReaderPalette *palette = self->marks->palette;
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self)) - READER_OVERVIEW_LANE
                - 2 * MARGIN;
  float y = (float) get_y (self, bin->first_row);
  float height = MAX ((float) get_y (self, bin->first_row + bin->n_rows) - y, 1);
  double sure = isnan (bin->confidence) ? 1 : CLAMP (bin->confidence, 0, 1);
  double more = isfinite (bin->ratio) && bin->ratio > 0
                    ? CLAMP (fabs (log2 (bin->ratio)) / 2, 0, 1)
                    : 1;
  float own = sure < DOUBTFUL ? CERTAIN_WIDTH / 2.0f : CERTAIN_WIDTH;
  float rest = width - CERTAIN_WIDTH - 1;

  append (snapshot,
          &palette->accent,
          sure < DOUBTFUL ? 0.35 : 0.75,
          &GRAPHENE_RECT_INIT (MARGIN, y, own, height));
  if (bin->omitted >= MISSING)
    append (snapshot,
            &palette->date,
            0.35 + 0.5 * CLAMP (bin->omitted, 0, 1),
            &GRAPHENE_RECT_INIT (MARGIN + CERTAIN_WIDTH + 1, y, rest, height));
  else if (more > 0.1)
    append (snapshot,
            &palette->date,
            0.4,
            &GRAPHENE_RECT_INIT (MARGIN + width - rest * (float) more,
                                 y,
                                 rest * (float) more,
                                 height));
}

static void
paint_view (ReaderOverview *self, GtkSnapshot *snapshot)
{
  const GdkRGBA *colour = &self->marks->palette->text;
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double top = get_y (self, self->first);
  double bottom = MAX (get_y (self, self->last + 1), top + LEAST_FRAME);
  GdkRGBA line = *colour;
  GskRoundedRect outline;

  top = MIN (top, height - LEAST_FRAME);
  line.alpha = 0.6f;
  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT (0,
                                                        (float) round (top),
                                                        (float) gtk_widget_get_width (
                                                            GTK_WIDGET (self)),
                                                        (float) round (MIN (bottom, height)
                                                                       - top)),
                                   3);
  gtk_snapshot_append_border (snapshot,
                              &outline,
                              (float[4]){ 1.5f, 1.5f, 1.5f, 1.5f },
                              (GdkRGBA[4]){ line, line, line, line });
}

static void
reader_overview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ReaderOverview *self = READER_OVERVIEW (widget);

  for (guint i = 0; i < self->bins->len; i++)
    paint_bin (self, snapshot, &g_array_index (self->bins, ReaderOverviewBin, i));
  reader_overview_paint_own (snapshot,
                             self->own,
                             self->n_rows,
                             self->marks->palette,
                             gtk_widget_get_width (widget) - READER_OVERVIEW_LANE,
                             gtk_widget_get_height (widget));
  if (self->n_rows > 0)
    paint_view (self, snapshot);
}

static void
reader_overview_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? READER_OVERVIEW_WIDTH : 0;
}

/* --- in words --- */

typedef enum
{
  TROUBLE_MISSING,
  TROUBLE_DOUBTFUL,
  TROUBLE_UNEVEN,
} Trouble;

static gboolean
has_trouble (const ReaderOverviewBin *bin, Trouble trouble)
{
  switch (trouble)
    {
    case TROUBLE_MISSING:
      return bin->omitted >= MISSING;
    case TROUBLE_DOUBTFUL:
      return !isnan (bin->confidence) && bin->confidence < DOUBTFUL;
    case TROUBLE_UNEVEN:
    default:
      return bin->omitted < MISSING && !(bin->ratio < UNEVEN);
    }
}

static gboolean
is_marked (const ReaderOverviewBin *bin)
{
  return has_trouble (bin, TROUBLE_MISSING) || has_trouble (bin, TROUBLE_DOUBTFUL)
         || has_trouble (bin, TROUBLE_UNEVEN);
}

static gboolean
has_trouble_in (ReaderOverview *self, guint tenth, Trouble trouble)
{
  for (guint i = 0; i < self->bins->len; i++)
    {
      const ReaderOverviewBin *bin = &g_array_index (self->bins, ReaderOverviewBin, i);

      if (bin->first_row * TENTHS / MAX (self->n_rows, 1) == tenth && has_trouble (bin, trouble))
        return TRUE;
    }
  return FALSE;
}

/* The tenths of the work, those side by side together. */
static void
append_tenths (ReaderOverview *self, GString *words, const char *intro, Trouble trouble)
{
  gboolean any = FALSE;

  for (guint tenth = 0; tenth < TENTHS; tenth++)
    {
      guint from = tenth;

      if (!has_trouble_in (self, tenth, trouble))
        continue;
      while (tenth + 1 < TENTHS && has_trouble_in (self, tenth + 1, trouble))
        tenth++;
      g_string_append (words, any ? ", " : words->len > 0 ? ". "
                                                          : "");
      if (!any)
        g_string_append_printf (words, "%s ", intro);
      any = TRUE;
      /* Translators: a part of the work: from 20 % to 30 % of it. */
      g_string_append_printf (words, _ ("%1$u to %2$u %%"), from * 10, tenth * 10 + 10);
    }
}

/**
 * reader_overview_dup_words:
 *
 * Returns: (transfer full): what the strip shows, for those who do not see it
 */
char *
reader_overview_dup_words (ReaderOverview *self)
{
  GString *words = g_string_new (NULL);

  append_tenths (self, words, _ ("Without a counterpart:"), TROUBLE_MISSING);
  append_tenths (self, words, _ ("Doubtful links:"), TROUBLE_DOUBTFUL);
  append_tenths (self, words, _ ("One text says much more:"), TROUBLE_UNEVEN);
  reader_overview_append_own (self->own, self->n_rows, words);
  return g_string_free (words, FALSE);
}

static void
describe (ReaderOverview *self)
{
  g_autofree char *words = reader_overview_dup_words (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The links of the whole work"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words,
                                  -1);
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  ReaderOverview *self = READER_OVERVIEW (widget);
  const ReaderOverviewBin *found = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  guint64 row = 0;

  if (keyboard || !reader_overview_get_row_at (self, y, &row))
    return FALSE;
  for (guint i = 0; i < self->bins->len; i++)
    if (g_array_index (self->bins, ReaderOverviewBin, i).first_row <= row)
      found = &g_array_index (self->bins, ReaderOverviewBin, i);
  if (found == NULL)
    return FALSE;
  g_string_append_printf (words, "%u %%", (guint) (row * 100 / MAX (self->n_rows, 1)));
  if (has_trouble (found, TROUBLE_MISSING))
    g_string_append_printf (words, " · %s", _ ("without a counterpart"));
  if (has_trouble (found, TROUBLE_UNEVEN))
    g_string_append_printf (words, " · %s", _ ("one text says much more"));
  if (!isnan (found->confidence))
    g_string_append_printf (words, " · %s %.2f", _ ("computed"), found->confidence);
  gtk_tooltip_set_text (tooltip, words->str);
  return TRUE;
}

/* --- life --- */

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ReaderOverview *self)
{
  guint64 row = 0;

  if (reader_overview_get_row_at (self, y, &row))
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, row);
}

/* What the keys do from wherever one reads, for those who cannot point at the strip. */
static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *forwarded = g_str_equal (name, "overview.next") ? "text.next-mark"
                                                              : "text.previous-mark";

  gtk_widget_activate_action (gtk_widget_get_parent (widget), forwarded, NULL);
}

static void
reader_overview_finalize (GObject *object)
{
  ReaderOverview *self = READER_OVERVIEW (object);

  g_array_unref (self->bins);
  g_array_unref (self->own);
  g_clear_object (&self->marks);

  G_OBJECT_CLASS (reader_overview_parent_class)->finalize (object);
}

static void
reader_overview_class_init (ReaderOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = reader_overview_finalize;
  widget_class->measure = reader_overview_measure;
  widget_class->snapshot = reader_overview_snapshot;

  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated",
                                            READER_TYPE_OVERVIEW,
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            1,
                                            G_TYPE_UINT64);

  gtk_widget_class_install_action (widget_class, "overview.next", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "overview.previous", NULL, step_action);
  gtk_widget_class_set_css_name (widget_class, "overview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
reader_overview_init (ReaderOverview *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->bins = g_array_new (FALSE, FALSE, sizeof (ReaderOverviewBin));
  self->own = g_array_new (FALSE, FALSE, sizeof (ReaderOverviewMark));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

GtkWidget *
reader_overview_new (ReaderMarks *marks)
{
  ReaderOverview *self = g_object_new (READER_TYPE_OVERVIEW, NULL);

  self->marks = g_object_ref (marks);
  return GTK_WIDGET (self);
}

/**
 * reader_overview_set_bins:
 * @bins: (array length=n_bins): the whole work, from its first row on, without gaps
 */
void
reader_overview_set_bins (ReaderOverview *self, const ReaderOverviewBin *bins, guint n_bins)
{
  g_return_if_fail (READER_IS_OVERVIEW (self));

  g_array_set_size (self->bins, 0);
  if (n_bins > 0)
    g_array_append_vals (self->bins, bins, n_bins);
  self->n_rows = n_bins > 0 ? bins[n_bins - 1].first_row + bins[n_bins - 1].n_rows : self->own_rows;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * reader_overview_set_marks:
 * @marks: (element-type ReaderOverviewMark): what the reader marked, in order of row, text and ord
 * @n_rows: of the work
 */
void
reader_overview_set_marks (ReaderOverview *self, GArray *marks, guint64 n_rows)
{
  g_return_if_fail (READER_IS_OVERVIEW (self));

  g_array_unref (self->own);
  self->own = g_array_ref (marks);
  self->own_rows = n_rows;
  if (self->bins->len == 0)
    self->n_rows = n_rows;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * reader_overview_is_empty:
 *
 * Returns: whether there is nothing to be shown
 */
gboolean
reader_overview_is_empty (ReaderOverview *self)
{
  return self->bins->len == 0 && self->own->len == 0;
}

guint64
reader_overview_get_n_rows (ReaderOverview *self)
{
  return self->n_rows;
}

static int
compare_places (const ReaderOverviewMark *a, const ReaderOverviewMark *b)
{
  if (a->row != b->row)
    return a->row < b->row ? -1 : 1;
  if (a->text != b->text)
    return a->text < b->text ? -1 : 1;
  return (a->ord > b->ord) - (a->ord < b->ord);
}

/**
 * reader_overview_find_own:
 * @direction: 1 for down, -1 for up
 *
 * Returns: (nullable) (transfer none): the next place that the reader marked, beyond @from
 */
const ReaderOverviewMark *
reader_overview_find_own (ReaderOverview *self, int direction, const ReaderOverviewMark *from)
{
  const ReaderOverviewMark *before = NULL;

  for (guint i = 0; i < self->own->len; i++)
    {
      const ReaderOverviewMark *mark = &g_array_index (self->own, ReaderOverviewMark, i);
      int way = compare_places (mark, from);

      if (direction > 0 && way > 0)
        return mark;
      if (way < 0)
        before = mark;
    }
  return direction < 0 ? before : NULL;
}

/**
 * reader_overview_set_view:
 * @first: likewise @last: the rows in view
 */
void
reader_overview_set_view (ReaderOverview *self, guint64 first, guint64 last)
{
  g_return_if_fail (READER_IS_OVERVIEW (self));

  if (self->first == first && self->last == last)
    return;
  self->first = first;
  self->last = last;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * reader_overview_get_row_at:
 * @row: (out): the row at @y
 *
 * Returns: whether there are rows
 */
gboolean
reader_overview_get_row_at (ReaderOverview *self, double y, guint64 *row)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->n_rows == 0 || height <= 0)
    return FALSE;
  *row = MIN ((guint64) (CLAMP (y / height, 0, 1) * (double) self->n_rows), self->n_rows - 1);
  return TRUE;
}

/**
 * reader_overview_find_mark:
 * @direction: 1 for down, -1 for up
 * @row: (inout): where to begin; the first row of what was found
 *
 * Looks for the next piece of the work where something is amiss, beyond the one that holds @row.
 *
 * Returns: whether there is one
 */
gboolean
reader_overview_find_mark (ReaderOverview *self, int direction, guint64 *row)
{
  const ReaderOverviewBin *found = NULL;

  g_return_val_if_fail (READER_IS_OVERVIEW (self), FALSE);

  for (guint i = 0; i < self->bins->len; i++)
    {
      const ReaderOverviewBin *bin = &g_array_index (self->bins, ReaderOverviewBin, i);

      if (!is_marked (bin))
        continue;
      if (direction > 0 && bin->first_row > *row)
        {
          found = bin;
          break;
        }
      if (direction < 0 && bin->first_row + bin->n_rows <= *row)
        found = bin;
    }
  if (found == NULL)
    return FALSE;
  *row = found->first_row;
  return TRUE;
}
