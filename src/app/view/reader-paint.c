/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-paint.h"

#include "library/tri-library-dates.h"
#include "reader-paint-hits.h"
#include "reader-paint-marks.h"
#include "reader-paint-words.h"

#include <math.h>

#define RADIUS 6
#define BAR 3

/* --- shapes --- */

void
reader_paint_rounded (GtkSnapshot *snapshot,
                      const graphene_rect_t *area,
                      float radius,
                      const GdkRGBA *colour)
{
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, area, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, colour, area);
  gtk_snapshot_pop (snapshot);
}

static void
append_box (GtkSnapshot *snapshot, const GdkRGBA *colour, float x, float y, float w, float h)
{
  gtk_snapshot_append_color (snapshot, colour, &GRAPHENE_RECT_INIT (x, y, w, h));
}

/* A line that repeats a tile of the given width. */
static void
push_tiles (GtkSnapshot *snapshot, const graphene_rect_t *line, float width)
{
  gtk_snapshot_push_repeat (snapshot,
                            line,
                            &GRAPHENE_RECT_INIT (line->origin.x,
                                                 line->origin.y,
                                                 width,
                                                 line->size.height));
}

/* The form tells the type of an entity, so that nothing depends on seeing colours:
 *   person ────   place ─ ─ ─   organisation ════   work ····   event ∿∿∿
 * Of a question, see append_question_line(), it is broken:  person ──  ──
 */
static void
append_line (GtkSnapshot *snapshot,
             TriEntityType type,
             const GdkRGBA *colour,
             const graphene_rect_t *line)
{
  float x = line->origin.x;
  float y = line->origin.y;

  switch (type)
    {
    case TRI_ENTITY_PERSON:
      append_box (snapshot, colour, x, y, line->size.width, 2);
      return;
    case TRI_ENTITY_ORGANISATION:
      append_box (snapshot, colour, x, y, line->size.width, 1);
      append_box (snapshot, colour, x, y + 2, line->size.width, 1);
      return;
    case TRI_ENTITY_PLACE:
      push_tiles (snapshot, line, 8);
      append_box (snapshot, colour, x, y, 5, 2);
      break;
    case TRI_ENTITY_WORK:
      push_tiles (snapshot, line, 4);
      append_box (snapshot, colour, x, y, 2, 2);
      break;
    case TRI_ENTITY_EVENT:
      push_tiles (snapshot, line, 6);
      append_box (snapshot, colour, x, y + 2, 1, 1);
      append_box (snapshot, colour, x + 1, y + 1, 1, 1);
      append_box (snapshot, colour, x + 2, y, 2, 1);
      append_box (snapshot, colour, x + 4, y + 1, 1, 1);
      append_box (snapshot, colour, x + 5, y + 2, 1, 1);
      break;
    default:
      return;
    }
  gtk_snapshot_pop (snapshot);
}

/* --- ranges of a layout --- */

static void
for_line (GtkSnapshot *snapshot,
          PangoLayoutIter *iter,
          int start,
          int end,
          ReaderPieceFunc func,
          gconstpointer data)
{
  PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
  int from = MAX (start, line->start_index);
  int to = MIN (end, line->start_index + line->length);
  g_autofree int *ranges = NULL;
  int n_ranges = 0;
  PangoRectangle extents;

  if (from >= to)
    return;
  pango_layout_line_get_x_ranges (line, from, to, &ranges, &n_ranges);
  pango_layout_iter_get_line_extents (iter, NULL, &extents);
  for (int i = 0; i < n_ranges; i++)
    {
      float x = (float) ranges[2 * i] / PANGO_SCALE;
      float width = (float) (ranges[2 * i + 1] - ranges[2 * i]) / PANGO_SCALE;

      func (snapshot,
            &GRAPHENE_RECT_INIT (x,
                                 (float) extents.y / PANGO_SCALE,
                                 width,
                                 (float) extents.height / PANGO_SCALE),
            (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE,
            data);
    }
}

/**
 * reader_paint_range:
 * @range: words of the passage
 * @func: what is done with each piece of it, which is at most one line high
 */
void
reader_paint_range (GtkSnapshot *snapshot,
                    ReaderSlice *slice,
                    PangoLayout *layout,
                    const TriRange *range,
                    ReaderPieceFunc func,
                    gconstpointer data)
{
  PangoLayoutIter *iter = NULL;
  int start = 0;
  int end = 0;

  if (!reader_slice_get_bytes (slice, range, &start, &end))
    return;
  iter = pango_layout_get_iter (layout);
  do
    for_line (snapshot, iter, start, end, func, data);
  while (pango_layout_iter_next_line (iter)
         && pango_layout_iter_get_line_readonly (iter)->start_index < end);
  pango_layout_iter_free (iter);
}

static void
fill_piece (GtkSnapshot *snapshot,
            const graphene_rect_t *piece,
            double baseline,
            gconstpointer data)
{
  gtk_snapshot_append_color (snapshot,
                             data,
                             &GRAPHENE_RECT_INIT (piece->origin.x - 1,
                                                  roundf (piece->origin.y),
                                                  piece->size.width + 2,
                                                  roundf (piece->size.height)));
}

typedef struct
{
  const GdkRGBA *colour;
  TriEntityType type;
  gboolean question;
  float below; /* pixels from the baseline */
} Line;

/* The line of a question comes in pieces, whatever its form. */
#define QUESTION_PIECE 9
#define QUESTION_TILE 16

static void
append_question_line (GtkSnapshot *snapshot, const Line *line, const graphene_rect_t *area)
{
  graphene_rect_t piece = *area;

  piece.size.width = QUESTION_PIECE;
  push_tiles (snapshot, area, QUESTION_TILE);
  append_line (snapshot, line->type, line->colour, &piece);
  gtk_snapshot_pop (snapshot);
}

static void
underline_piece (GtkSnapshot *snapshot,
                 const graphene_rect_t *piece,
                 double baseline,
                 gconstpointer data)
{
  const Line *line = data;
  float y = roundf ((float) baseline) + line->below;
  graphene_rect_t area = GRAPHENE_RECT_INIT (roundf (piece->origin.x),
                                             y,
                                             roundf (piece->size.width),
                                             3);

  if (line->question)
    append_question_line (snapshot, line, &area);
  else
    append_line (snapshot, line->type, line->colour, &area);
}

static void
date_piece (GtkSnapshot *snapshot,
            const graphene_rect_t *piece,
            double baseline,
            gconstpointer data)
{
  append_box (snapshot,
              data,
              piece->origin.x,
              roundf ((float) baseline) + 3,
              piece->size.width,
              1);
}

static void
frame_piece (GtkSnapshot *snapshot,
             const graphene_rect_t *piece,
             double baseline,
             gconstpointer data)
{
  const GdkRGBA *colour = data;
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT (piece->origin.x - 2,
                                                        piece->origin.y,
                                                        piece->size.width + 4,
                                                        piece->size.height),
                                   3);
  gtk_snapshot_append_border (snapshot,
                              &outline,
                              (float[4]){ 2, 2, 2, 2 },
                              (GdkRGBA[4]){ *colour, *colour, *colour, *colour });
}

static void
bar_piece (GtkSnapshot *snapshot,
           const graphene_rect_t *piece,
           double baseline,
           gconstpointer data)
{
  float height = roundf (piece->size.height * 0.42f);

  reader_paint_rounded (snapshot,
                        &GRAPHENE_RECT_INIT (piece->origin.x,
                                             roundf ((float) baseline) - height + 1,
                                             piece->size.width,
                                             height),
                        3,
                        data);
}

/* --- passages --- */

/* Whether a sentence stands for the whole passage, so that the passage has the tint. */
static gboolean
is_whole (const TriPassage *passage, int sentence)
{
  return sentence < 0 || passage->sentences->len <= 1;
}

/* The tint of what the pointer is at, and of its counterparts. */
static void
paint_hovered (GtkSnapshot *snapshot,
               const TriPassage *passage,
               ReaderMarks *marks,
               const graphene_rect_t *area)
{
  const ReaderMatch *match = reader_marks_get_hovered (marks, passage->id);
  const ReaderPalette *palette = marks->palette;

  if (passage->id == marks->hovered && is_whole (passage, marks->hovered_sentence))
    reader_paint_rounded (snapshot, area, RADIUS, &palette->gap);
  else if (match != NULL && (match->sentences == NULL || passage->sentences->len <= 1))
    reader_paint_rounded (snapshot,
                          area,
                          RADIUS,
                          match->full ? &palette->match : &palette->partial);
}

static gboolean
is_picked_whole (const TriPassage *passage, ReaderMarks *marks)
{
  for (guint i = 0; i < marks->picked->len; i++)
    {
      const TriLinkMember *picked = &g_array_index (marks->picked, TriLinkMember, i);

      if (picked->passage == passage->id && is_whole (passage, picked->sentence))
        return TRUE;
    }
  return FALSE;
}

/* A frame around the whole passage that is picked to be tied. */
static void
paint_picked (GtkSnapshot *snapshot, ReaderMarks *marks, const graphene_rect_t *area)
{
  const GdkRGBA *colour = &marks->palette->accent;
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, area, RADIUS);
  gtk_snapshot_append_border (snapshot,
                              &outline,
                              (float[4]){ 2, 2, 2, 2 },
                              (GdkRGBA[4]){ *colour, *colour, *colour, *colour });
}

/**
 * reader_paint_passage:
 * @area: of the passage, with the space that its tint takes around it
 *
 * Paints what lies below a whole passage: the tint and the bar of the focus, the tint of a
 * counterpart.
 */
void
reader_paint_passage (GtkSnapshot *snapshot,
                      const TriPassage *passage,
                      ReaderMarks *marks,
                      const graphene_rect_t *area)
{
  const ReaderMatch *match = reader_marks_get_match (marks, passage->id);
  const ReaderPalette *palette = marks->palette;

  if (passage->id == marks->focus)
    {
      reader_paint_rounded (snapshot, area, RADIUS, &palette->focus);
      append_box (snapshot,
                  &palette->accent,
                  area->origin.x,
                  area->origin.y,
                  BAR,
                  area->size.height);
    }
  else if (match != NULL)
    {
      reader_paint_rounded (snapshot,
                            area,
                            RADIUS,
                            match->full ? &palette->match : &palette->partial);
      /* A counterpart in part has a dotted edge as well: two tints alone are too alike. */
      if (!match->full)
        {
          gtk_snapshot_push_repeat (snapshot,
                                    &GRAPHENE_RECT_INIT (area->origin.x,
                                                         area->origin.y,
                                                         2,
                                                         area->size.height),
                                    &GRAPHENE_RECT_INIT (area->origin.x, area->origin.y, 2, 6));
          append_box (snapshot, &palette->date, area->origin.x, area->origin.y, 2, 3);
          gtk_snapshot_pop (snapshot);
        }
    }
  else
    paint_hovered (snapshot, passage, marks, area);
  if (is_picked_whole (passage, marks))
    paint_picked (snapshot, marks, area);
}

static void
fill_sentence (GtkSnapshot *snapshot,
               ReaderSlice *slice,
               PangoLayout *layout,
               int sentence,
               const GdkRGBA *colour)
{
  GArray *sentences = slice->passage->sentences;

  /* The only sentence is the passage, which has its tint. */
  if (sentence < 0 || (guint) sentence >= sentences->len || sentences->len == 1)
    return;
  reader_paint_range (snapshot,
                      slice,
                      layout,
                      &g_array_index (sentences, TriRange, sentence),
                      fill_piece,
                      colour);
}

static void
paint_bars (GtkSnapshot *snapshot, ReaderSlice *slice, PangoLayout *layout, const GdkRGBA *colour)
{
  const char *p = slice->shown;
  guint offset = slice->start;

  while (*p != '\0')
    {
      TriRange word = { offset, offset };

      while (*p != '\0' && *p != ' ')
        {
          p = g_utf8_next_char (p);
          word.end++;
        }
      reader_paint_range (snapshot, slice, layout, &word, bar_piece, colour);
      offset = word.end;
      while (*p == ' ')
        {
          p++;
          offset++;
        }
    }
}

static void
fill_hovered (GtkSnapshot *snapshot, ReaderSlice *slice, PangoLayout *layout, ReaderMarks *marks)
{
  const ReaderMatch *match = reader_marks_get_hovered (marks, slice->passage->id);
  const ReaderPalette *palette = marks->palette;

  if (slice->passage->id == marks->hovered)
    fill_sentence (snapshot, slice, layout, marks->hovered_sentence, &palette->gap);
  for (guint i = 0; match != NULL && match->sentences != NULL && i < match->sentences->len; i++)
    fill_sentence (snapshot,
                   slice,
                   layout,
                   g_array_index (match->sentences, int, i),
                   match->full ? &palette->match : &palette->partial);
}

/**
 * reader_paint_below:
 * @layout: of the label, whose corner is the origin
 *
 * Paints what lies below the words: sentences, words gone to, the selection, or bars in place of
 * words that are hidden.
 */
void
reader_paint_below (GtkSnapshot *snapshot,
                    ReaderSlice *slice,
                    PangoLayout *layout,
                    ReaderMarks *marks)
{
  const TriPassage *passage = slice->passage;
  const ReaderMatch *match = reader_marks_get_match (marks, passage->id);
  const ReaderPalette *palette = marks->palette;
  TriRange selected = { 0, 0 };

  fill_hovered (snapshot, slice, layout, marks);
  if (passage->id == marks->focus)
    fill_sentence (snapshot, slice, layout, marks->sentence, &palette->sentence);
  for (guint i = 0; match != NULL && match->sentences != NULL && i < match->sentences->len; i++)
    fill_sentence (snapshot,
                   slice,
                   layout,
                   g_array_index (match->sentences, int, i),
                   match->full ? &palette->focus : &palette->partial);
  if (slice->concealed)
    {
      paint_bars (snapshot, slice, layout, &palette->bar);
      return;
    }
  reader_paint_marks_below (snapshot, slice, layout, marks);
  reader_paint_words_below (snapshot, slice, layout, marks);
  if (passage->id == marks->found_in)
    reader_paint_range (snapshot, slice, layout, &marks->found, fill_piece, &palette->found);
  reader_paint_hits_below (snapshot, slice, layout, marks);
  if (reader_marks_get_selected (marks, passage, &selected))
    reader_paint_range (snapshot, slice, layout, &selected, fill_piece, &palette->selection);
}

/* How many names that began before still last: a name inside a name gets its line below that. */
static guint
get_depth (GArray *mentions, guint index)
{
  const TriMention *mention = &g_array_index (mentions, TriMention, index);
  guint depth = 0;

  for (guint i = 0; i < index; i++)
    if (g_array_index (mentions, TriMention, i).end > mention->start)
      depth++;
  return MIN (depth, 1);
}

/* A thin line; a wash besides while the card of the date is open, a frame where the keyboard is. */
static void
paint_date (GtkSnapshot *snapshot,
            ReaderSlice *slice,
            PangoLayout *layout,
            ReaderMarks *marks,
            const TriDate *date)
{
  const ReaderPalette *palette = marks->palette;
  TriRange range = { date->start, date->end };

  if (marks->highlight_date != NULL && g_str_equal (date->edtf, marks->highlight_date))
    {
      GdkRGBA wash = palette->date;

      wash.alpha = 0.18f;
      reader_paint_range (snapshot, slice, layout, &range, fill_piece, &wash);
    }
  reader_paint_range (snapshot, slice, layout, &range, date_piece, &palette->date);
  if (marks->date != 0 && marks->date == tri_date_make_id (slice->passage->id, date->start))
    reader_paint_range (snapshot, slice, layout, &range, frame_piece, &palette->accent);
}

/**
 * reader_paint_above:
 * @layout: of the label, whose corner is the origin
 *
 * Paints the lines under names and dates.
 */
void
reader_paint_above (GtkSnapshot *snapshot,
                    ReaderSlice *slice,
                    PangoLayout *layout,
                    ReaderMarks *marks)
{
  const TriPassage *passage = slice->passage;
  const ReaderPalette *palette = marks->palette;

  for (guint i = 0; i < marks->picked->len; i++)
    {
      const TriLinkMember *picked = &g_array_index (marks->picked, TriLinkMember, i);

      if (picked->passage == passage->id && !is_whole (passage, picked->sentence)
          && (guint) picked->sentence < passage->sentences->len)
        reader_paint_range (snapshot,
                            slice,
                            layout,
                            &g_array_index (passage->sentences, TriRange, picked->sentence),
                            frame_piece,
                            &palette->accent);
    }
  reader_paint_marks_above (snapshot, slice, layout, marks);
  for (guint i = 0; i < passage->dates->len && !slice->concealed; i++)
    paint_date (snapshot, slice, layout, marks, &g_array_index (passage->dates, TriDate, i));
  for (guint i = 0; i < passage->mentions->len && !slice->concealed; i++)
    {
      const TriMention *mention = &g_array_index (passage->mentions, TriMention, i);
      TriRange range = { mention->start, mention->end };
      Line line = { &palette->entities[mention->type],
                    mention->type,
                    tri_mention_is_question (mention),
                    2.0f + 3.0f * (float) get_depth (passage->mentions, i) };

      if (marks->highlight != 0 && mention->entity == marks->highlight)
        {
          GdkRGBA wash = *line.colour;

          wash.alpha = 0.18f;
          reader_paint_range (snapshot, slice, layout, &range, fill_piece, &wash);
        }
      reader_paint_range (snapshot, slice, layout, &range, underline_piece, &line);
      if (mention->id == marks->mention && marks->mention != 0)
        reader_paint_range (snapshot, slice, layout, &range, frame_piece, &palette->accent);
    }
  reader_paint_words_above (snapshot, slice, layout, marks);
  reader_paint_hits_above (snapshot, slice, layout, marks);
}
