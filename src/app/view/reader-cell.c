/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-cell.h"

#include "reader-paint.h"
#include "reader-words.h"

#include <glib/gi18n.h>

#define PASSAGE_GAP 10
#define HEADING_ABOVE 10
#define INDENT 20
#define TAG_GAP 2

/* One passage, or a slice of one: the cell's parts lie one below the other. */
typedef struct
{
  ReaderSlice *slice;
  GtkWidget *label;
  int y;
  int height;
} Part;

struct _ReaderCell
{
  GtkWidget parent_instance;

  ReaderMarks *marks;
  TriText *text;
  GPtrArray *passages;
  GArray *parts;
  GPtrArray *spare;
  GtkWidget *tag;
  GtkWidget *gap;
  gboolean tagged;
  int width; /* for which the parts are measured, 0 for none */
  int height;
};

G_DEFINE_FINAL_TYPE (ReaderCell, reader_cell, GTK_TYPE_WIDGET)

static Part *
get_part (ReaderCell *self, guint index)
{
  return &g_array_index (self->parts, Part, index);
}

static int
get_indent (const TriPassage *passage)
{
  switch (passage->kind)
    {
    case TRI_PASSAGE_ITEM:
      return INDENT * (int) MAX (passage->level, 1);
    case TRI_PASSAGE_QUOTE:
    case TRI_PASSAGE_VERSE:
      return INDENT;
    case TRI_PASSAGE_HEADING:
    case TRI_PASSAGE_PARAGRAPH:
    case TRI_PASSAGE_NOTE:
    default:
      return 0;
    }
}

/* The space above a part, in pixels; @before is the part above, if any. */
static int
get_space (const Part *before, const Part *part)
{
  const TriPassage *passage = part->slice->passage;

  if (before == NULL)
    return passage->kind == TRI_PASSAGE_HEADING ? HEADING_ABOVE : 0;
  if (before->slice->passage == passage)
    return 0;
  if (passage->kind == TRI_PASSAGE_VERSE && before->slice->passage->kind == TRI_PASSAGE_VERSE)
    return 0;
  return PASSAGE_GAP;
}

static int
measure_label (GtkWidget *label, int width)
{
  int height = 0;

  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

/* Asks the layout itself. gtk_widget_measure() would wrap the words twice more, to learn the least
 * and the natural width, which nobody wants to know here. */
static int
measure_words (GtkWidget *label, int width)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  int height = 0;

  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static void
measure_parts (ReaderCell *self, int width)
{
  int y = self->tagged ? measure_label (self->tag, width) + TAG_GAP : 0;

  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = get_part (self, i);

      part->y = y + get_space (i > 0 ? part - 1 : NULL, part);
      part->height = measure_words (part->label, width - get_indent (part->slice->passage));
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
      Part *part = get_part (self, i);
      int indent = get_indent (part->slice->passage);

      gtk_widget_size_allocate (part->label,
                                &(GtkAllocation){ indent, part->y, width - indent, part->height },
                                -1);
    }
}

/* The area of the passage that begins with a part, with the space of its tint. When it is alone in
 * the cell, all of the cell, so that the tints of a row are one band. */
static graphene_rect_t
get_area (ReaderCell *self, guint first, guint *next)
{
  const Part *part = get_part (self, first);
  const TriPassage *passage = part->slice->passage;
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int top = part->y;
  int bottom = 0;
  guint i = first;

  for (; i < self->parts->len && get_part (self, i)->slice->passage == passage; i++)
    bottom = get_part (self, i)->y + get_part (self, i)->height;
  *next = i;
  if (first == 0)
    top = 0;
  if (first == 0 && i == self->parts->len)
    bottom = gtk_widget_get_height (GTK_WIDGET (self));
  return GRAPHENE_RECT_INIT (-READER_CELL_PAD_X,
                             (float) top - READER_CELL_PAD_Y,
                             (float) width + 2 * READER_CELL_PAD_X,
                             (float) (bottom - top) + 2 * READER_CELL_PAD_Y);
}

/* What stands before the words of an item or a quotation. */
static void
paint_kind (ReaderCell *self, GtkSnapshot *snapshot, const Part *part)
{
  int indent = get_indent (part->slice->passage);
  const ReaderPalette *palette = self->marks->palette;

  if (part->slice->start > 0)
    return;
  if (part->slice->passage->kind == TRI_PASSAGE_ITEM)
    {
      PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (part->label));
      float y = (float) part->y + (float) pango_layout_get_baseline (layout) / PANGO_SCALE - 7;

      reader_paint_rounded (snapshot,
                            &GRAPHENE_RECT_INIT ((float) indent - 13, y, 5, 5),
                            2.5f,
                            &palette->date);
    }
  if (part->slice->passage->kind == TRI_PASSAGE_QUOTE)
    gtk_snapshot_append_color (snapshot,
                               &palette->rule,
                               &GRAPHENE_RECT_INIT ((float) indent - 12,
                                                    (float) part->y,
                                                    2,
                                                    (float) part->height));
}

static void
translate_to_layout (GtkSnapshot *snapshot, const Part *part)
{
  int x = 0;
  int y = 0;

  gtk_label_get_layout_offsets (GTK_LABEL (part->label), &x, &y);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) (x + get_indent (part->slice->passage)),
                                                (float) (y + part->y)));
}

static void
snapshot_passages (ReaderCell *self, GtkSnapshot *snapshot)
{
  guint next = 0;

  for (guint i = 0; i < self->parts->len; i = next)
    {
      const TriPassage *passage = get_part (self, i)->slice->passage;
      graphene_rect_t area = get_area (self, i, &next);

      reader_paint_passage (snapshot, passage, self->marks, &area);
      if (reader_marks_is_bookmarked (self->marks, passage->id))
        reader_paint_star (snapshot,
                           area.origin.x + area.size.width - 15,
                           (float) get_part (self, i)->y - 1,
                           &self->marks->palette->accent);
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
      Part *part = get_part (self, i);
      PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (part->label));

      paint_kind (self, snapshot, part);
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

static void
clear_part (gpointer data)
{
  Part *part = data;

  g_clear_pointer (&part->slice, reader_slice_free);
  g_clear_pointer (&part->label, gtk_widget_unparent);
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
    inside |= get_part (self, i)->slice->passage->id == self->marks->focus;
  if (!inside && self->parts->len > 0)
    gtk_widget_activate_action (parent,
                                "text.focus",
                                "x",
                                get_part (self, 0)->slice->passage->id);
  gtk_widget_activate_action_variant (parent, name, NULL);
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
  widget_class->snapshot = reader_cell_snapshot;

  gtk_widget_class_install_action (widget_class, "mention.next", NULL, forward_action);
  gtk_widget_class_install_action (widget_class, "mention.previous", NULL, forward_action);
  gtk_widget_class_install_action (widget_class, "mention.open", NULL, forward_action);
  gtk_widget_class_install_action (widget_class, "bookmark.add", NULL, forward_action);

  gtk_widget_class_set_css_name (widget_class, "passage");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
reader_cell_init (ReaderCell *self)
{
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
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

/* --- binding --- */

static GtkWidget *
take_label (ReaderCell *self)
{
  GtkWidget *label = NULL;

  if (self->spare->len > 0)
    return g_ptr_array_steal_index (self->spare, self->spare->len - 1);
  label = g_object_new (GTK_TYPE_LABEL,
                        "wrap",
                        TRUE,
                        "wrap-mode",
                        PANGO_WRAP_WORD_CHAR,
                        "xalign",
                        0.0,
                        "yalign",
                        0.0,
                        NULL);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
release_parts (ReaderCell *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      GtkWidget *label = g_steal_pointer (&get_part (self, i)->label);

      gtk_label_set_selectable (GTK_LABEL (label), FALSE);
      g_ptr_array_add (self->spare, label);
    }
  g_array_set_size (self->parts, 0);
}

static void
show_slice (ReaderCell *self, ReaderSlice *slice, GtkWidget *label)
{
  g_autoptr (PangoAttrList) attributes = NULL;

  reader_slice_set_concealed (slice, reader_marks_is_concealed (self->marks, slice->passage));
  attributes = reader_slice_dup_attributes (slice, self->marks, self->text->lang);
  gtk_label_set_text (GTK_LABEL (label), slice->shown);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_widget_queue_draw (label);
}

static void
add_passage (ReaderCell *self, TriPassage *passage)
{
  g_autoptr (GPtrArray) slices = reader_slice_cut (passage);

  while (slices->len > 0)
    {
      Part part = { g_ptr_array_steal_index (slices, 0), take_label (self), 0, 0 };

      show_slice (self, part.slice, part.label);
      gtk_widget_set_child_visible (part.label, TRUE);
      g_array_append_val (self->parts, part);
    }
}

static GtkWidget *
add_label (ReaderCell *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
show_gap (ReaderCell *self)
{
  g_autofree char *name = reader_words_dup_language_inside (self->text->lang);
  /* Translators: %s is the name of a language, as in "no counterpart in Dutch". */
  g_autofree char *words = g_strdup_printf (_ ("no counterpart in %s"), name);

  if (self->gap == NULL)
    self->gap = add_label (self, "gap");
  gtk_label_set_label (GTK_LABEL (self->gap), words);
}

static void
show_tag (ReaderCell *self)
{
  g_autofree char *name = reader_words_dup_language (self->text->lang);

  if (self->tag == NULL)
    self->tag = add_label (self, "tag");
  gtk_label_set_xalign (GTK_LABEL (self->tag), 0);
  gtk_label_set_label (GTK_LABEL (self->tag), name);
}

static const char *
get_kind_name (TriPassageKind kind)
{
  switch (kind)
    {
    case TRI_PASSAGE_HEADING:
      return _ ("heading");
    case TRI_PASSAGE_ITEM:
      return _ ("list item");
    case TRI_PASSAGE_VERSE:
      return _ ("verse");
    case TRI_PASSAGE_QUOTE:
      return _ ("quotation");
    case TRI_PASSAGE_NOTE:
      return _ ("note");
    case TRI_PASSAGE_PARAGRAPH:
    default:
      return _ ("paragraph");
    }
}

/* Says in words what is painted. */
static void
describe (ReaderCell *self)
{
  g_autofree char *name = reader_words_dup_language (self->text->lang);
  g_autoptr (GString) description = g_string_new (NULL);
  const char *kind = self->parts->len > 0 ? get_kind_name (get_part (self, 0)->slice->passage->kind)
                                          : _ ("gap");
  /* Translators: the language of a text and the kind of a passage: "French, paragraph". */
  g_autofree char *label = g_strdup_printf (_ ("%1$s, %2$s"), name, kind);
  TriRange selected = { 0, 0 };

  if (self->parts->len == 0)
    g_string_append (description, gtk_label_get_label (GTK_LABEL (self->gap)));
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = get_part (self, i);

      if (part->slice->concealed && i == 0)
        g_string_append_printf (description, "%s. ", _ ("hidden"));
      if (part->slice->start == 0
          && reader_marks_is_bookmarked (self->marks, part->slice->passage->id))
        g_string_append_printf (description, "%s. ", _ ("bookmarked"));
      if (part->slice->start == 0
          && reader_marks_get_selected (self->marks, part->slice->passage, &selected))
        g_string_append_printf (description, "%s. ", _ ("selected"));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description->str,
                                  -1);
}

/**
 * reader_cell_bind:
 * @passages: (element-type TriPassage): what @text has in the row
 * @tagged: whether the language stands above the words
 */
void
reader_cell_bind (ReaderCell *self, TriText *text, GPtrArray *passages, gboolean tagged)
{
  release_parts (self);
  g_set_object (&self->text, text);
  g_clear_pointer (&self->passages, g_ptr_array_unref);
  self->passages = g_ptr_array_ref (passages);
  self->tagged = tagged;
  for (guint i = 0; i < passages->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (passages, i);

      if (reader_passage_is_shown (passage, passages))
        add_passage (self, passage);
    }
  for (guint i = 0; i < self->spare->len; i++)
    gtk_widget_set_child_visible (g_ptr_array_index (self->spare, i), FALSE);
  if (self->parts->len == 0)
    show_gap (self);
  if (self->gap != NULL)
    gtk_widget_set_child_visible (self->gap, self->parts->len == 0);
  if (tagged)
    show_tag (self);
  if (self->tag != NULL)
    gtk_widget_set_child_visible (self->tag, tagged);
  self->width = 0;
  /* What is never measured by GTK is not allocated again by itself when its labels change. */
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  describe (self);
}

TriText *
reader_cell_get_text (ReaderCell *self)
{
  return self->text;
}

/**
 * reader_cell_update:
 *
 * Looks again at the marks.
 *
 * Returns: whether words came or went, so that the cell must be measured again
 */
gboolean
reader_cell_update (ReaderCell *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = get_part (self, i);

      if (part->slice->concealed != reader_marks_is_concealed (self->marks, part->slice->passage))
        {
          g_autoptr (GPtrArray) passages = g_ptr_array_ref (self->passages);

          reader_cell_bind (self, self->text, passages, self->tagged);
          return TRUE;
        }
    }
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return FALSE;
}

/* --- where things are --- */

static const Part *
get_nearest_part (ReaderCell *self, double y)
{
  const Part *found = NULL;

  for (guint i = 0; i < self->parts->len; i++)
    if (found == NULL || get_part (self, i)->y <= y + READER_CELL_PAD_Y)
      found = get_part (self, i);
  return found;
}

/**
 * reader_cell_get_hit:
 * @x: likewise @y: in the coordinates of the cell; beside it the nearest words count
 * @out: (out):
 *
 * Returns: whether the cell has words
 */
gboolean
reader_cell_get_hit (ReaderCell *self, double x, double y, ReaderHit *out)
{
  const Part *part = get_nearest_part (self, y);
  PangoLayout *layout = NULL;
  int left = 0;
  int top = 0;
  int index = 0;
  int trailing = 0;
  int behind = 0;

  if (part == NULL)
    return FALSE;
  layout = gtk_label_get_layout (GTK_LABEL (part->label));
  gtk_label_get_layout_offsets (GTK_LABEL (part->label), &left, &top);
  left += get_indent (part->slice->passage);
  top += part->y;
  out->passage = part->slice->passage;
  out->inside = pango_layout_xy_to_index (layout,
                                          (int) ((x - left) * PANGO_SCALE),
                                          (int) ((y - top) * PANGO_SCALE),
                                          &index,
                                          &trailing);
  behind = index;
  for (; trailing > 0 && part->slice->shown[behind] != '\0'; trailing--)
    behind = (int) (g_utf8_next_char (part->slice->shown + behind) - part->slice->shown);
  out->at = reader_slice_get_offset (part->slice, index);
  out->offset = reader_slice_get_offset (part->slice, behind);
  out->note = out->inside ? reader_slice_get_note_at (part->slice, index) : NULL;
  return TRUE;
}

static void
get_index_rectangle (const Part *part, int index, GdkRectangle *out)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (part->label));
  PangoRectangle where;
  int left = 0;
  int top = 0;

  pango_layout_index_to_pos (layout, index, &where);
  gtk_label_get_layout_offsets (GTK_LABEL (part->label), &left, &top);
  *out = (GdkRectangle){ left + get_indent (part->slice->passage) + PANGO_PIXELS (where.x),
                         top + part->y + PANGO_PIXELS (where.y),
                         MAX (PANGO_PIXELS (where.width), 1),
                         PANGO_PIXELS (where.height) };
}

/**
 * reader_cell_get_range:
 * @range: (nullable): words of @passage, %NULL for all of it
 * @out: (out): where they begin and end, in the coordinates of the cell; as wide as the first
 *   character, as high as all
 *
 * Returns: whether @passage is in the cell
 */
gboolean
reader_cell_get_range (ReaderCell *self, gint64 passage, const TriRange *range, GdkRectangle *out)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = get_part (self, i);
      GdkRectangle piece = { 0, part->y, self->width, part->height };
      int start = 0;
      int end = 0;

      if (part->slice->passage->id != passage)
        continue;
      if (range != NULL)
        {
          TriRange wanted = { range->start, MAX (range->end, range->start + 1) };
          GdkRectangle last;

          if (!reader_slice_get_bytes (part->slice, &wanted, &start, &end))
            continue;
          get_index_rectangle (part, start, &piece);
          get_index_rectangle (part, end, &last);
          piece.height = MAX (last.y + last.height - piece.y, piece.height);
        }
      if (found)
        out->height = piece.y + piece.height - out->y;
      else
        *out = piece;
      found = TRUE;
    }
  return found;
}

/* --- the caret --- */

/**
 * reader_cell_set_caret:
 * @passage: the passage whose words the caret may walk over, 0 for none
 *
 * Makes the labels of the passage selectable, so that GTK shows and speaks a caret.
 */
void
reader_cell_set_caret (ReaderCell *self, gint64 passage)
{
  gboolean grabbed = FALSE;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = get_part (self, i);
      gboolean wanted = passage != 0 && part->slice->passage->id == passage;

      gtk_label_set_selectable (GTK_LABEL (part->label), wanted && !part->slice->concealed);
      if (wanted && !grabbed)
        {
          grabbed = gtk_widget_grab_focus (part->label);
          gtk_label_select_region (GTK_LABEL (part->label), 0, 0);
        }
    }
}

/**
 * reader_cell_get_caret:
 * @out: (out): the words selected with the caret; empty where it stands
 *
 * Returns: whether the caret is in this cell
 */
gboolean
reader_cell_get_caret (ReaderCell *self, gint64 *passage, TriRange *out)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = get_part (self, i);
      int start = 0;
      int end = 0;

      if (!gtk_widget_has_focus (part->label)
          || !gtk_label_get_selectable (GTK_LABEL (part->label)))
        continue;
      gtk_label_get_selection_bounds (GTK_LABEL (part->label), &start, &end);
      start = (int) (g_utf8_offset_to_pointer (part->slice->shown, start) - part->slice->shown);
      end = (int) (g_utf8_offset_to_pointer (part->slice->shown, end) - part->slice->shown);
      *passage = part->slice->passage->id;
      *out = (TriRange){ reader_slice_get_offset (part->slice, start),
                         reader_slice_get_offset (part->slice, end) };
      return TRUE;
    }
  return FALSE;
}
