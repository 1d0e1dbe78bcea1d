/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "concordance/reader-concordance-row.h"

#include "panels/reader-panel-row.h"

#include <glib/gi18n.h>
#include <string.h>

/* Above and below the words. */
#define PADDING 4
#define QUIET 0.72f
/* When what is marked in a counterpart begins behind so many code points, the line begins later. */
#define FAR 24
#define BEFORE 14

struct _ReaderConcordanceRow
{
  GtkWidget parent_instance;

  ReaderConcordanceColumns *columns;
  ReaderConcordanceItem *item;
  GSignalGroup *signals;
};

G_DEFINE_FINAL_TYPE (ReaderConcordanceRow, reader_concordance_row, GTK_TYPE_WIDGET)

/* --- Painting */

static void
paint (ReaderConcordanceRow *self,
       GtkSnapshot *snapshot,
       PangoLayout *layout,
       const ReaderConcordanceSlot *slot,
       float opacity)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA colour;
  int height = 0;

  gtk_style_context_get_color (style, &colour);
  colour.alpha *= opacity;
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT ((float) slot->x,
                            (float) (gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static PangoLayout *
new_layout (ReaderConcordanceRow *self,
            const char *words,
            const ReaderConcordanceSlot *slot,
            PangoAlignment alignment,
            PangoEllipsizeMode mode)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_width (layout, slot->width * PANGO_SCALE);
  pango_layout_set_alignment (layout, alignment);
  pango_layout_set_ellipsize (layout, mode);
  return layout;
}

/* As many whole words as have room, on the side of the hit; that some are left out is said. */
static char *
dup_fitting (PangoLayout *layout, const char *words, int width, PangoAlignment alignment)
{
  gboolean is_left = alignment == PANGO_ALIGN_RIGHT;
  const char *space = NULL;
  g_autofree char *head = NULL;
  int sign = 0;
  int all = 0;
  int at = 0;
  int trailing;

  pango_layout_set_text (layout, "… ", -1);
  pango_layout_get_size (layout, &sign, NULL);
  pango_layout_set_text (layout, words, -1);
  pango_layout_get_size (layout, &all, NULL);
  width *= PANGO_SCALE;
  if (all <= width)
    return g_strdup (words);
  pango_layout_xy_to_index (layout,
                            is_left ? all - width + sign : MAX (width - sign, 0),
                            0,
                            &at,
                            &trailing);
  if (is_left)
    {
      space = strchr (words + at, ' ');
      return g_strconcat ("… ", space ? space + 1 : words + at, NULL);
    }
  space = g_strrstr_len (words, at, " ");
  head = g_strndup (words, space ? (gsize) (space - words) : (gsize) at);
  return g_strconcat (head, " …", NULL);
}

static void
paint_words (ReaderConcordanceRow *self,
             GtkSnapshot *snapshot,
             const char *words,
             const ReaderConcordanceSlot *slot,
             PangoAlignment alignment)
{
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *shown = NULL;

  if (slot->width == 0)
    return;
  layout = new_layout (self,
                       NULL,
                       slot,
                       alignment,
                       alignment == PANGO_ALIGN_RIGHT ? PANGO_ELLIPSIZE_START
                                                      : PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, -1);
  shown = dup_fitting (layout, words, slot->width, alignment);
  pango_layout_set_width (layout, slot->width * PANGO_SCALE);
  pango_layout_set_text (layout, shown, -1);
  paint (self, snapshot, layout, slot, 1);
}

static void
add_bold (PangoAttrList *list, gsize from, gsize to)
{
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->start_index = (guint) from;
  bold->end_index = (guint) to;
  pango_attr_list_insert (list, bold);
}

static void
paint_hit (ReaderConcordanceRow *self,
           GtkSnapshot *snapshot,
           const char *words,
           const ReaderConcordanceSlot *slot)
{
  g_autoptr (PangoAttrList) bold = pango_attr_list_new ();
  g_autoptr (PangoLayout) layout = NULL;

  layout = new_layout (self, words, slot, PANGO_ALIGN_CENTER, PANGO_ELLIPSIZE_MIDDLE);
  add_bold (bold, 0, G_MAXUINT);
  pango_layout_set_attributes (layout, bold);
  paint (self, snapshot, layout, slot, 1);
}

static void
paint_text (ReaderConcordanceRow *self, GtkSnapshot *snapshot, const ReaderConcordanceSlot *slot)
{
  const TriConcordanceText *text = self->item->line->text;
  g_autofree char *words = NULL;
  g_autoptr (PangoLayout) layout = NULL;

  words = slot->width > 60 ? g_strdup_printf ("%s  %s", text->lang, text->title)
                           : g_strdup (text->lang);
  layout = new_layout (self, words, slot, PANGO_ALIGN_LEFT, PANGO_ELLIPSIZE_END);
  paint (self, snapshot, layout, slot, QUIET);
}

/* Where a line begins that shows what is marked at @match. */
static const char *
find_beginning (const char *words, guint match)
{
  const char *from = g_utf8_offset_to_pointer (words, match > BEFORE ? match - BEFORE : 0);
  const char *space = strchr (from, ' ');

  return space && space < g_utf8_offset_to_pointer (words, match) ? space + 1 : from;
}

static void
paint_counterpart (ReaderConcordanceRow *self,
                   GtkSnapshot *snapshot,
                   const ReaderConcordanceSlot *slot)
{
  const char *lang = reader_concordance_columns_get_lang (self->columns);
  g_autoptr (PangoAttrList) bold = pango_attr_list_new ();
  g_autoptr (GArray) matches = NULL;
  g_autofree char *words = reader_concordance_item_dup_counterpart (self->item, lang, &matches);
  const TriMatch *first = matches->len > 0 ? &g_array_index (matches, TriMatch, 0) : NULL;
  gboolean is_far = first && first->start > FAR;
  const char *from = is_far ? find_beginning (words, first->start) : words;
  g_autofree char *shown = g_strconcat (is_far ? "… " : "", from, NULL);
  gsize shift = strlen (shown) - strlen (from);
  g_autoptr (PangoLayout) layout = NULL;

  if (slot->width == 0)
    return;
  for (guint i = 0; i < matches->len; i++)
    {
      const TriMatch *match = &g_array_index (matches, TriMatch, i);
      const char *start = g_utf8_offset_to_pointer (words, match->start);
      const char *end = g_utf8_offset_to_pointer (words, match->end);

      add_bold (bold, (gsize) (start - from) + shift, (gsize) (end - from) + shift);
    }
  layout = new_layout (self, shown, slot, PANGO_ALIGN_LEFT, PANGO_ELLIPSIZE_END);
  pango_layout_set_attributes (layout, bold);
  paint (self, snapshot, layout, slot, QUIET);
}

static void
paint_notice (ReaderConcordanceRow *self,
              GtkSnapshot *snapshot,
              const ReaderConcordanceSlot *slots)
{
  ReaderConcordanceSlot all = slots[READER_CONCORDANCE_LEFT];
  g_autofree char *words = reader_concordance_item_dup_spoken (self->item);
  g_autoptr (PangoLayout) layout = NULL;

  all.width *= 2;
  layout = new_layout (self, words, &all, PANGO_ALIGN_LEFT, PANGO_ELLIPSIZE_END);
  paint (self, snapshot, layout, &all, QUIET);
}

static void
reader_concordance_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ReaderConcordanceRow *self = READER_CONCORDANCE_ROW (widget);
  ReaderConcordanceSlot slots[READER_N_CONCORDANCE_COLUMNS];
  const TriConcordanceLine *line = self->item ? self->item->line : NULL;
  g_autofree char *left = NULL;

  reader_concordance_columns_place (self->columns, gtk_widget_get_width (widget), slots);
  if (!line)
    {
      if (self->item)
        paint_notice (self, snapshot, slots);
      return;
    }
  left = g_strconcat (line->is_cut_left ? "… " : "", line->left, NULL);
  paint_text (self, snapshot, &slots[READER_CONCORDANCE_TEXT]);
  paint_words (self,
               snapshot,
               g_strchomp (left),
               &slots[READER_CONCORDANCE_LEFT],
               PANGO_ALIGN_RIGHT);
  paint_hit (self, snapshot, line->words, &slots[READER_CONCORDANCE_HIT]);
  paint_words (self,
               snapshot,
               line->right + strspn (line->right, " "),
               &slots[READER_CONCORDANCE_RIGHT],
               PANGO_ALIGN_LEFT);
  paint_counterpart (self, snapshot, &slots[READER_CONCORDANCE_COUNTERPART]);
}

static void
reader_concordance_row_measure (GtkWidget *widget,
                                GtkOrientation orientation,
                                int for_size,
                                int *minimum,
                                int *natural,
                                int *minimum_baseline,
                                int *natural_baseline)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = NULL;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = 0;
      return;
    }
  metrics = pango_context_get_metrics (context, NULL, NULL);
  *minimum = *natural = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics)) + 2 * PADDING;
  pango_font_metrics_unref (metrics);
}

/* --- The object */

/* The column of the hits is as wide as what was seen in it. */
static void
see_hit (ReaderConcordanceRow *self)
{
  g_autoptr (PangoLayout) layout = NULL;
  g_autoptr (PangoAttrList) bold = pango_attr_list_new ();
  int width = 0;

  if (!self->item || !self->item->line)
    return;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->item->line->words);
  add_bold (bold, 0, G_MAXUINT);
  pango_layout_set_attributes (layout, bold);
  pango_layout_get_pixel_size (layout, &width, NULL);
  reader_concordance_columns_see_hit (self->columns, width + 4);
}

static void
read_cb (ReaderConcordanceRow *self)
{
  g_autofree char *spoken = NULL;

  if (self->item)
    {
      spoken = reader_concordance_item_dup_spoken (self->item);
      reader_panel_set_spoken (GTK_WIDGET (self), spoken);
    }
  see_hit (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
reader_concordance_row_dispose (GObject *object)
{
  ReaderConcordanceRow *self = READER_CONCORDANCE_ROW (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->item);
  g_clear_object (&self->columns);

  G_OBJECT_CLASS (reader_concordance_row_parent_class)->dispose (object);
}

static void
reader_concordance_row_class_init (ReaderConcordanceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_concordance_row_dispose;
  widget_class->measure = reader_concordance_row_measure;
  widget_class->snapshot = reader_concordance_row_snapshot;
  gtk_widget_class_set_css_name (widget_class, "concordancerow");
}

static void
reader_concordance_row_init (ReaderConcordanceRow *self)
{
  self->signals = g_signal_group_new (READER_TYPE_CONCORDANCE_ITEM);
  g_signal_group_connect_swapped (self->signals, "read", G_CALLBACK (read_cb), self);
}

GtkWidget *
reader_concordance_row_new (ReaderConcordanceColumns *columns)
{
  ReaderConcordanceRow *self = g_object_new (READER_TYPE_CONCORDANCE_ROW, NULL);

  self->columns = g_object_ref (columns);
  g_signal_connect_object (columns,
                           "changed",
                           G_CALLBACK (gtk_widget_queue_draw),
                           self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
reader_concordance_row_set_item (ReaderConcordanceRow *self, ReaderConcordanceItem *item)
{
  if (!g_set_object (&self->item, item))
    return;
  g_signal_group_set_target (self->signals, item);
  read_cb (self);
}
