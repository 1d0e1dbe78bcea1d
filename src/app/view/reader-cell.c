/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-cell-private.h"

#include "reader-paint.h"
#include "reader-spacing.h"

#define PASSAGE_GAP 10
#define ITEM_GAP 4
#define HEADING_ABOVE 10
#define TAG_GAP 2

G_DEFINE_FINAL_TYPE (ReaderCell, reader_cell, GTK_TYPE_WIDGET)

ReaderCellPart *
reader_cell_get_part (ReaderCell *self, guint index)
{
  return &g_array_index (self->parts, ReaderCellPart, index);
}

/* The space above a part, in pixels; @before is the part above, if any. */
static int
get_space (const ReaderCellPart *before, const ReaderCellPart *part)
{
  const TriPassage *passage = part->slice->passage;

  if (before == NULL)
    return passage->kind == TRI_PASSAGE_HEADING ? HEADING_ABOVE : 0;
  if (before->slice->passage == passage)
    return 0;
  switch (reader_spacing_between (before->slice->passage, passage))
    {
    case READER_SPACING_LINE:
      return 0;
    case READER_SPACING_ITEM:
      return ITEM_GAP;
    case READER_SPACING_STANZA:
    case READER_SPACING_PARAGRAPH:
    default:
      return PASSAGE_GAP;
    }
}

static int
measure_label (GtkWidget *label, int width)
{
  int height = 0;

  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

/* Asks the layout itself. gtk_widget_measure() would wrap the words twice more, to learn the least
 * and the natural width, which nobody wants to know here. Nor are they wrapped again, which means
 * that Pango shapes all of them, when that would change nothing. */
static void
measure_words (ReaderCellPart *part, int width)
{
  PangoLayout *layout = NULL;

  if (part->width > 0 && width >= part->slack.least && width <= part->slack.most)
    return;
  layout = gtk_label_get_layout (GTK_LABEL (part->label));
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &part->height);
  part->width = width;
  part->slack = reader_slack_find (layout, width);
}

static void
measure_parts (ReaderCell *self, int width)
{
  int y = self->tagged ? measure_label (self->tag, width) + TAG_GAP : 0;

  for (guint i = 0; i < self->parts->len; i++)
    {
      ReaderCellPart *part = reader_cell_get_part (self, i);

      part->y = y + get_space (i > 0 ? part - 1 : NULL, part);
      measure_words (part, MAX (width - part->indent, 1));
      y = part->y + part->height;
    }
  if (self->parts->len == 0)
    y += measure_label (self->gap, width) + 2 * READER_CELL_PAD_Y;
  self->width = width;
  self->height = y;
}

/**
 * reader_cell_get_height_for:
 *
 * Returns: how high the cell is in a column of that width; measured once
 */
int
reader_cell_get_height_for (ReaderCell *self, int width)
{
  if (self->width != width)
    measure_parts (self, width);
  return self->height;
}

/* --- vfuncs --- */

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

  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL && for_size > 0
                            ? reader_cell_get_height_for (self, for_size)
                            : 0;
}

static void
reader_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReaderCell *self = READER_CELL (widget);

  reader_cell_get_height_for (self, width);
  if (self->tagged)
    gtk_widget_size_allocate (self->tag,
                              &(GtkAllocation){ 0, 0, width, measure_label (self->tag, width) },
                              -1);
  if (self->parts->len == 0 && self->gap != NULL)
    gtk_widget_size_allocate (self->gap,
                              &(GtkAllocation){ 0, 0, width, height },
                              -1);
  for (guint i = 0; i < self->parts->len; i++)
    {
      ReaderCellPart *part = reader_cell_get_part (self, i);

      /* The width for which the words are wrapped, or GTK would wrap them again. */
      gtk_widget_size_allocate (part->label,
                                &(GtkAllocation){ part->indent,
                                                  part->y,
                                                  part->width,
                                                  part->height },
                                -1);
    }
}

/**
 * reader_cell_get_pad:
 *
 * Returns: how many pixels the tint of a passage reaches over its words, above and below: less
 *   where others may stand close
 */
int
reader_cell_get_pad (const TriPassage *passage)
{
  if (passage->kind == TRI_PASSAGE_VERSE)
    return 0;
  return passage->kind == TRI_PASSAGE_ITEM ? ITEM_GAP : READER_CELL_PAD_Y;
}

/* The area of the passage that begins with a part, with the space of its tint. When it is alone in
 * the cell, all of the cell, so that the tints of a row are one band. */
graphene_rect_t
reader_cell_get_area (ReaderCell *self, guint first, guint *next)
{
  const ReaderCellPart *part = reader_cell_get_part (self, first);
  const TriPassage *passage = part->slice->passage;
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int top = part->y;
  int bottom = 0;
  int pad = reader_cell_get_pad (passage);
  guint i = first;

  for (; i < self->parts->len && reader_cell_get_part (self, i)->slice->passage == passage; i++)
    bottom = reader_cell_get_part (self, i)->y + reader_cell_get_part (self, i)->height;
  *next = i;
  if (first == 0)
    top = 0;
  if (first == 0 && i == self->parts->len)
    bottom = gtk_widget_get_height (GTK_WIDGET (self));
  return GRAPHENE_RECT_INIT (-READER_CELL_PAD_X,
                             (float) (top - pad),
                             (float) width + 2 * READER_CELL_PAD_X,
                             (float) (bottom - top + 2 * pad));
}

static void
translate_to_layout (GtkSnapshot *snapshot, const ReaderCellPart *part)
{
  int x = 0;
  int y = 0;

  gtk_label_get_layout_offsets (GTK_LABEL (part->label), &x, &y);
  x += part->indent;
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) x, (float) (y + part->y)));
}

static void
snapshot_passages (ReaderCell *self, GtkSnapshot *snapshot)
{
  guint next = 0;

  for (guint i = 0; i < self->parts->len; i = next)
    {
      const TriPassage *passage = reader_cell_get_part (self, i)->slice->passage;
      graphene_rect_t area = reader_cell_get_area (self, i, &next);

      reader_paint_passage (snapshot, passage, self->marks, &area);
      reader_cell_paint_signs (self, snapshot, reader_cell_get_part (self, i), &area);
    }
}

static void
reader_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ReaderCell *self = READER_CELL (widget);

  if (self->parts->len == 0)
    reader_paint_rounded (snapshot,
                          &GRAPHENE_RECT_INIT (-READER_CELL_PAD_X / 2.0f,
                                               0,
                                               (float) gtk_widget_get_width (widget)
                                                   + READER_CELL_PAD_X,
                                               (float) gtk_widget_get_height (widget)),
                          6,
                          &self->marks->palette->gap);
  snapshot_passages (self, snapshot);
  for (guint i = 0; i < self->parts->len; i++)
    {
      ReaderCellPart *part = reader_cell_get_part (self, i);
      PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (part->label));

      reader_cell_paint_marker (self, snapshot, part);
      gtk_snapshot_save (snapshot);
      translate_to_layout (snapshot, part);
      reader_paint_below (snapshot, part->slice, layout, self->marks);
      gtk_snapshot_restore (snapshot);
      gtk_widget_snapshot_child (widget, part->label, snapshot);
      gtk_snapshot_save (snapshot);
      translate_to_layout (snapshot, part);
      reader_paint_above (snapshot, part->slice, layout, self->marks);
      gtk_snapshot_restore (snapshot);
    }
  if (self->tagged)
    gtk_widget_snapshot_child (widget, self->tag, snapshot);
  if (self->parts->len == 0 && self->gap != NULL)
    gtk_widget_snapshot_child (widget, self->gap, snapshot);
}

static gboolean
reader_cell_query_tooltip (GtkWidget *widget,
                           int x,
                           int y,
                           gboolean by_keyboard,
                           GtkTooltip *tooltip)
{
  g_autofree char *address = NULL;

  if (!by_keyboard)
    address = reader_cell_dup_address_at (READER_CELL (widget), x, y);
  gtk_tooltip_set_text (tooltip, address);
  return address != NULL && *address != '\0';
}

static void
clear_part (gpointer data)
{
  ReaderCellPart *part = data;

  g_clear_pointer (&part->slice, reader_slice_free);
  g_clear_pointer (&part->label, gtk_widget_unparent);
  g_clear_object (&part->marker);
}

static void
reader_cell_dispose (GObject *object)
{
  ReaderCell *self = READER_CELL (object);

  g_array_set_size (self->parts, 0);
  g_ptr_array_set_size (self->spare, 0);
  g_clear_pointer (&self->tag, gtk_widget_unparent);
  g_clear_pointer (&self->gap, gtk_widget_unparent);
  g_clear_pointer (&self->passages, g_ptr_array_unref);
  g_clear_object (&self->text);

  G_OBJECT_CLASS (reader_cell_parent_class)->dispose (object);
}

static void
reader_cell_finalize (GObject *object)
{
  ReaderCell *self = READER_CELL (object);

  g_array_unref (self->parts);
  g_ptr_array_unref (self->spare);
  g_clear_object (&self->marks);
  g_free (self->lang);
  g_free (self->language);

  G_OBJECT_CLASS (reader_cell_parent_class)->finalize (object);
}

/* An action of the cell is one of the view, about the passage that the cell begins with unless the
 * focus is in the cell already. Assistive technology finds it here. */
static void
forward_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderCell *self = READER_CELL (widget);
  GtkWidget *parent = gtk_widget_get_parent (widget);
  gboolean inside = FALSE;

  for (guint i = 0; i < self->parts->len; i++)
    inside |= reader_cell_get_part (self, i)->slice->passage->id == self->marks->focus;
  if (!inside && self->parts->len > 0)
    gtk_widget_activate_action (parent,
                                "text.focus",
                                "x",
                                reader_cell_get_part (self, 0)->slice->passage->id);
  gtk_widget_activate_action_variant (parent, name, NULL);
}

/* What the reader makes of a passage, in the window; "mark.edit" in the view. */
static const char *const mark_actions[] = {
  "bookmark.add",
  "highlight.add",
  "note.add",
  "mark.edit",
  "word.equivalents",
};

/* What mends the alignment, in the window. */
static const char *const link_actions[] = {
  "link.tie",
  "link.pick",
  "link.split",
  "link.join",
  "link.shift-up",
  "link.shift-down",
  "link.omit",
  "link.confirm",
  "link.confirm-above",
};

/* What is decided of a name, there too. */
static const char *const entity_actions[] = {
  "entity.link",
  "entity.add",
  "entity.refuse",
  "entity.confirm",
  "entity.reject",
  "entity.occurrences",
};

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
  widget_class->snapshot = reader_cell_snapshot;
  widget_class->query_tooltip = reader_cell_query_tooltip;

  gtk_widget_class_install_action (widget_class, "mention.next", NULL, forward_action);
  gtk_widget_class_install_action (widget_class, "mention.previous", NULL, forward_action);
  gtk_widget_class_install_action (widget_class, "mention.open", NULL, forward_action);
  gtk_widget_class_install_action (widget_class, "date.next", NULL, forward_action);
  gtk_widget_class_install_action (widget_class, "date.previous", NULL, forward_action);
  for (guint i = 0; i < G_N_ELEMENTS (mark_actions); i++)
    gtk_widget_class_install_action (widget_class, mark_actions[i], NULL, forward_action);
  for (guint i = 0; i < G_N_ELEMENTS (link_actions); i++)
    gtk_widget_class_install_action (widget_class, link_actions[i], NULL, forward_action);
  for (guint i = 0; i < G_N_ELEMENTS (entity_actions); i++)
    gtk_widget_class_install_action (widget_class, entity_actions[i], NULL, forward_action);

  gtk_widget_class_set_css_name (widget_class, "passage");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
reader_cell_init (ReaderCell *self)
{
  self->parts = g_array_new (FALSE, FALSE, sizeof (ReaderCellPart));
  g_array_set_clear_func (self->parts, clear_part);
  self->spare = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
reader_cell_new (ReaderMarks *marks)
{
  ReaderCell *self = g_object_new (READER_TYPE_CELL, NULL);

  self->marks = g_object_ref (marks);
  return GTK_WIDGET (self);
}
