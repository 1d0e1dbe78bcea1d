/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-cell-private.h"

#include "model/tri-item-marker.h"
#include "reader-paint.h"

#define INDENT 20
/* Between a number and the words. */
#define MARKER_GAP 8
/* Two figures and a point, in sizes of the font. */
#define MARKER_WIDTH 1.6
/* Longer ones would leave no room for the words. */
#define MAX_MARKER 12

/**
 * reader_cell_dup_marker:
 *
 * Returns: (transfer full) (nullable): what stands before the words of @passage, "" for nothing at
 *   all and %NULL for a bullet if it is an item
 */
char *
reader_cell_dup_marker (const TriPassage *passage)
{
  g_autofree char *n = tri_item_marker_dup_n (passage);
  glong length = n != NULL ? g_utf8_strlen (n, -1) : 0;

  if (length > MAX_MARKER)
    return NULL;
  if (length == 0)
    return g_steal_pointer (&n);
  if (g_unichar_isalnum (g_utf8_get_char (g_utf8_offset_to_pointer (n, length - 1))))
    return g_strconcat (n, ".", NULL);
  return g_steal_pointer (&n);
}

static int
get_step (ReaderCell *self)
{
  PangoFontDescription *font = self->marks->font;
  double size = font != NULL ? pango_font_description_get_size (font) / (double) PANGO_SCALE : 0;

  /* Points are 4/3 of a pixel. */
  if (font != NULL && !pango_font_description_get_size_is_absolute (font))
    size *= 4 / 3.0;
  return MAX (INDENT, (int) (MARKER_WIDTH * size));
}

static void
mark_item (ReaderCell *self, ReaderCellPart *part)
{
  const TriPassage *passage = part->slice->passage;
  g_autofree char *marker = reader_cell_dup_marker (passage);
  int level = (int) MAX (passage->level, 1);
  int step = get_step (self);
  int width = 0;

  part->bulleted = marker == NULL && part->slice->start == 0;
  if (marker != NULL && *marker != '\0')
    {
      g_autoptr (PangoAttrList) attributes = NULL;

      attributes = reader_slice_dup_plain_attributes (part->slice, self->marks, self->text->lang);
      part->marker = gtk_widget_create_pango_layout (part->label, marker);
      pango_layout_set_attributes (part->marker, attributes);
      pango_layout_get_pixel_size (part->marker, &width, NULL);
      width += MARKER_GAP;
    }
  part->indent = (level - 1) * step + MAX (step, width);
  if (part->slice->start > 0)
    g_clear_object (&part->marker);
}

/* Finds out what stands before the words of a part and how far in they begin. */
void
reader_cell_mark_part (ReaderCell *self, ReaderCellPart *part)
{
  TriPassageKind kind = part->slice->passage->kind;

  if (kind == TRI_PASSAGE_ITEM)
    mark_item (self, part);
  else if (kind == TRI_PASSAGE_QUOTE || kind == TRI_PASSAGE_VERSE)
    part->indent = INDENT;
}

static void
paint_number (ReaderCell *self,
              GtkSnapshot *snapshot,
              const ReaderCellPart *part,
              const GdkRGBA *colour)
{
  PangoLayout *words = gtk_label_get_layout (GTK_LABEL (part->label));
  int baseline = pango_layout_get_baseline (words) - pango_layout_get_baseline (part->marker);
  int width = 0;

  pango_layout_get_pixel_size (part->marker, &width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) (part->indent - MARKER_GAP - width),
                                                (float) (part->y + PANGO_PIXELS (baseline))));
  gtk_snapshot_append_layout (snapshot, part->marker, colour);
  gtk_snapshot_restore (snapshot);
}

/* What stands before the words of an item or a quotation. */
void
reader_cell_paint_marker (ReaderCell *self, GtkSnapshot *snapshot, const ReaderCellPart *part)
{
  const ReaderPalette *palette = self->marks->palette;

  if (part->marker != NULL)
    paint_number (self, snapshot, part, &palette->date);
  if (part->bulleted)
    {
      PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (part->label));
      float y = (float) part->y + (float) pango_layout_get_baseline (layout) / PANGO_SCALE - 7;

      reader_paint_rounded (snapshot,
                            &GRAPHENE_RECT_INIT ((float) part->indent - 13, y, 5, 5),
                            2.5f,
                            &palette->date);
    }
  if (part->slice->passage->kind == TRI_PASSAGE_QUOTE && part->slice->start == 0)
    gtk_snapshot_append_color (snapshot,
                               &palette->rule,
                               &GRAPHENE_RECT_INIT ((float) part->indent - 12,
                                                    (float) part->y,
                                                    2,
                                                    (float) part->height));
}
