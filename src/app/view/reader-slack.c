/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-slack.h"

/* Pango fills each line with as many words as fit. The lines stay as they are while the widest of
 * them has room, and as long as no line has room for the first word of the next one. */

static gboolean
is_left_to_right (PangoLayoutLine *line)
{
  for (GSList *l = line->runs; l != NULL; l = l->next)
    if (((PangoLayoutRun *) l->data)->item->analysis.level % 2 != 0)
      return FALSE;
  return pango_layout_line_get_resolved_direction (line) == PANGO_DIRECTION_LTR;
}

static int
get_width (PangoLayoutLine *line)
{
  PangoRectangle extents;

  pango_layout_line_get_extents (line, NULL, &extents);
  return extents.x + extents.width;
}

/* What the next line begins with and cannot be parted, without the space behind it. */
static int
get_first_width (PangoLayoutLine *line, const char *text, const PangoLogAttr *attributes, int at)
{
  const char *p = text + line->start_index;
  const char *end = p + line->length;
  int index = line->start_index;
  int x = 0;

  for (; p < end; p = g_utf8_next_char (p), at++)
    {
      if (p > text + line->start_index && attributes[at].is_line_break)
        break;
      if (!attributes[at].is_white)
        index = (int) (g_utf8_next_char (p) - text);
    }
  pango_layout_line_index_to_x (line, index, FALSE, &x);
  return x;
}

/**
 * reader_slack_find:
 * @width: for which the layout is wrapped, in pixels
 *
 * Returns: between which widths it has the same lines. Rather too narrow than too wide: letters
 *   that run from right to left, and words that are parted, have no slack.
 */
ReaderSlack
reader_slack_find (PangoLayout *layout, int width)
{
  const char *text = pango_layout_get_text (layout);
  int n_attributes = 0;
  const PangoLogAttr *attributes = pango_layout_get_log_attrs_readonly (layout, &n_attributes);
  int least = 0;
  int most = G_MAXINT;
  int above = 0;
  int at = 0;
  int index = 0;

  for (GSList *l = pango_layout_get_lines_readonly (layout); l != NULL; l = l->next)
    {
      PangoLayoutLine *line = l->data;

      at += (int) g_utf8_strlen (text + index, line->start_index - index);
      index = line->start_index;
      if (!is_left_to_right (line)
          || (!line->is_paragraph_start
              && (!attributes[at].is_line_break || attributes[at].break_inserts_hyphen)))
        return (ReaderSlack){ width, width };
      if (!line->is_paragraph_start)
        most = MIN (most, above + get_first_width (line, text, attributes, at));
      above = get_width (line);
      least = MAX (least, above);
    }
  return (ReaderSlack){ MIN (PANGO_PIXELS_CEIL (least), width),
                        MAX (most == G_MAXINT ? most : most / PANGO_SCALE - 1, width) };
}
