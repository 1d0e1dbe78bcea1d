/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-slice.h"

/* One code point each, so that a mark shifts what follows by one. */
static const char *const note_marks[] = { "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };

/**
 * reader_passage_is_shown:
 * @cell: (element-type TriPassage): the passages it stands among
 *
 * Returns: whether it stands in the flow, as all do but a note that has its mark
 */
gboolean
reader_passage_is_shown (const TriPassage *passage, GPtrArray *cell)
{
  if (passage->kind != TRI_PASSAGE_NOTE)
    return TRUE;
  for (guint i = 0; i < cell->len; i++)
    {
      const TriPassage *other = g_ptr_array_index (cell, i);

      for (guint s = 0; s < other->spans->len; s++)
        {
          const TriSpan *span = &g_array_index (other->spans, TriSpan, s);

          if (span->kind == TRI_SPAN_NOTE && g_strcmp0 (span->value, passage->key) == 0)
            return FALSE;
        }
    }
  return TRUE;
}

/* --- cutting --- */

/* The end of the last sentence that ends within the limit, else the limit. */
static guint
find_cut (const TriPassage *passage, guint start, guint length)
{
  guint cut = start;

  if (length - start <= READER_SLICE_LENGTH)
    return length;
  for (guint i = 0; i < passage->sentences->len; i++)
    {
      const TriRange *next = &g_array_index (passage->sentences, TriRange, i);

      if (next->start > start + READER_SLICE_LENGTH)
        break;
      cut = MAX (cut, next->start);
    }
  return cut > start ? cut : start + READER_SLICE_LENGTH;
}

static GString *
put_notes_in (ReaderSlice *self, const char *bytes, gsize length)
{
  GString *shown = g_string_new_len (bytes, (gssize) length);
  GArray *spans = self->passage->spans;
  guint number = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const TriSpan *span = &g_array_index (spans, TriSpan, i);
      const char *mark = number < G_N_ELEMENTS (note_marks) ? note_marks[number] : "*";
      gsize at = 0;

      if (span->kind != TRI_SPAN_NOTE)
        continue;
      number++;
      if (span->end > span->start
          || span->start < self->start
          || span->start > self->end
          || (span->start == self->start && self->start > 0))
        continue;
      at = (gsize) (g_utf8_offset_to_pointer (shown->str,
                                              (glong) (span->start
                                                       - self->start
                                                       + self->notes->len))
                    - shown->str);
      g_string_insert (shown, (gssize) at, mark);
      g_array_append_val (self->notes, span->start);
    }
  return shown;
}

static ReaderSlice *
slice_new (TriPassage *passage, guint start, guint end, const char *bytes, gsize length)
{
  ReaderSlice *self = g_new0 (ReaderSlice, 1);

  self->passage = tri_passage_ref (passage);
  self->start = start;
  self->end = end;
  self->notes = g_array_new (FALSE, FALSE, sizeof (guint));
  self->shown = g_string_free (put_notes_in (self, bytes, length), FALSE);
  return self;
}

/**
 * reader_slice_cut:
 *
 * Cuts a passage at ends of sentences into pieces that a label shows quickly. Mostly it is one.
 *
 * Returns: (transfer full) (element-type ReaderSlice): at least one
 */
GPtrArray *
reader_slice_cut (TriPassage *passage)
{
  GPtrArray *slices = g_ptr_array_new_with_free_func ((GDestroyNotify) reader_slice_free);
  guint length = (guint) g_utf8_strlen (passage->content, -1);
  const char *from = passage->content;
  guint start = 0;

  do
    {
      guint end = find_cut (passage, start, length);
      const char *to = g_utf8_offset_to_pointer (from, (glong) (end - start));

      g_ptr_array_add (slices, slice_new (passage, start, end, from, (gsize) (to - from)));
      start = end;
      from = to;
    }
  while (start < length);
  return slices;
}

void
reader_slice_free (ReaderSlice *self)
{
  tri_passage_unref (self->passage);
  g_array_unref (self->notes);
  g_free (self->shown);
  g_free (self);
}

/**
 * reader_slice_set_concealed:
 *
 * Puts spaces that do not break in the place of letters, so that what is hidden takes about the
 * room that it will need, and says nothing to anybody.
 */
void
reader_slice_set_concealed (ReaderSlice *self, gboolean concealed)
{
  GString *blank = NULL;

  if (!concealed || self->concealed)
    return;
  blank = g_string_sized_new (strlen (self->shown));
  for (const char *p = self->shown; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append (blank, g_unichar_isspace (g_utf8_get_char (p)) ? " " : "\u2007");
  g_free (self->shown);
  self->shown = g_string_free (blank, FALSE);
  self->concealed = TRUE;
}

/* --- where things are --- */

static guint
count_notes (ReaderSlice *self, guint offset, gboolean with_own)
{
  guint n = 0;

  for (guint i = 0; i < self->notes->len; i++)
    {
      guint note = g_array_index (self->notes, guint, i);

      if (note < offset || (with_own && note == offset))
        n++;
    }
  return n;
}

static int
get_index (ReaderSlice *self, guint offset, gboolean behind_note)
{
  glong at = (glong) (offset - self->start + count_notes (self, offset, behind_note));

  return (int) (g_utf8_offset_to_pointer (self->shown, at) - self->shown);
}

/**
 * reader_slice_get_bytes:
 * @range: code points of the passage
 * @start: (out): where it begins in what the label says, in bytes
 * @end: (out): where it ends
 *
 * Returns: whether any of @range is in this slice
 */
gboolean
reader_slice_get_bytes (ReaderSlice *self, const TriRange *range, int *start, int *end)
{
  guint from = MAX (range->start, self->start);
  guint to = MIN (range->end, self->end);

  if (from >= to)
    return FALSE;
  *start = get_index (self, from, TRUE);
  *end = get_index (self, to, FALSE);
  return TRUE;
}

/**
 * reader_slice_get_offset:
 * @index: in bytes of what the label says
 *
 * Returns: the code point of the passage
 */
guint
reader_slice_get_offset (ReaderSlice *self, int index)
{
  guint at = (guint) g_utf8_pointer_to_offset (self->shown, self->shown + index);
  guint n = 0;

  while (n < self->notes->len && g_array_index (self->notes, guint, n) - self->start + n < at)
    n++;
  return MIN (self->start + at - n, self->end);
}

/* Where the mark of a note is in what the label says. */
static gboolean
get_note_bytes (ReaderSlice *self, const TriSpan *span, int *start, int *end)
{
  if (span->end > span->start)
    return reader_slice_get_bytes (self, &(TriRange){ span->start, span->end }, start, end);
  for (guint i = 0; i < self->notes->len; i++)
    if (g_array_index (self->notes, guint, i) == span->start)
      {
        *start = get_index (self, span->start, FALSE);
        *end = (int) (g_utf8_next_char (self->shown + *start) - self->shown);
        return TRUE;
      }
  return FALSE;
}

/**
 * reader_slice_get_note_at:
 * @index: in bytes of what the label says
 *
 * Returns: (nullable): the note whose mark is there
 */
const TriSpan *
reader_slice_get_note_at (ReaderSlice *self, int index)
{
  GArray *spans = self->passage->spans;
  int start = 0;
  int end = 0;

  for (guint i = 0; i < spans->len && !self->concealed; i++)
    {
      const TriSpan *span = &g_array_index (spans, TriSpan, i);

      if (span->kind == TRI_SPAN_NOTE
          && get_note_bytes (self, span, &start, &end)
          && index >= start
          && index < end)
        return span;
    }
  return NULL;
}

/* --- attributes --- */

static void
insert (PangoAttrList *list, PangoAttribute *attribute, int start, int end)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (list, attribute);
}

static void
insert_raised (PangoAttrList *list, PangoFontScale scale, int start, int end)
{
  insert (list, pango_attr_font_scale_new (scale), start, end);
  insert (list,
          pango_attr_baseline_shift_new (scale == PANGO_FONT_SCALE_SUPERSCRIPT
                                             ? PANGO_BASELINE_SHIFT_SUPERSCRIPT
                                             : PANGO_BASELINE_SHIFT_SUBSCRIPT),
          start,
          end);
}

static void
insert_colour (PangoAttrList *list, const GdkRGBA *colour, int start, int end)
{
  insert (list,
          pango_attr_foreground_new ((guint16) (colour->red * 65535),
                                     (guint16) (colour->green * 65535),
                                     (guint16) (colour->blue * 65535)),
          start,
          end);
}

static void
insert_span (PangoAttrList *list, const TriSpan *span, ReaderMarks *marks, int start, int end)
{
  switch (span->kind)
    {
    case TRI_SPAN_EMPHASIS:
    case TRI_SPAN_TITLE:
      insert (list, pango_attr_style_new (PANGO_STYLE_ITALIC), start, end);
      break;
    case TRI_SPAN_FOREIGN:
      insert (list, pango_attr_style_new (PANGO_STYLE_ITALIC), start, end);
      if (span->value != NULL && *span->value != '\0')
        insert (list,
                pango_attr_language_new (pango_language_from_string (span->value)),
                start,
                end);
      break;
    case TRI_SPAN_STRONG:
      insert (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, end);
      break;
    case TRI_SPAN_SMALL_CAPS:
      insert (list, pango_attr_variant_new (PANGO_VARIANT_SMALL_CAPS), start, end);
      break;
    case TRI_SPAN_SUPERSCRIPT:
      insert_raised (list, PANGO_FONT_SCALE_SUPERSCRIPT, start, end);
      break;
    case TRI_SPAN_SUBSCRIPT:
      insert_raised (list, PANGO_FONT_SCALE_SUBSCRIPT, start, end);
      break;
    case TRI_SPAN_UNDERLINE:
      insert (list, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, end);
      break;
    case TRI_SPAN_STRIKE:
      insert (list, pango_attr_strikethrough_new (TRUE), start, end);
      break;
    case TRI_SPAN_CODE:
      insert (list, pango_attr_family_new ("monospace"), start, end);
      insert (list, pango_attr_scale_new (0.9), start, end);
      break;
    case TRI_SPAN_NOTE:
      if (span->end > span->start)
        insert_raised (list, PANGO_FONT_SCALE_SUPERSCRIPT, start, end);
      insert (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, end);
      insert_colour (list, &marks->palette->accent, start, end);
      break;
    case TRI_SPAN_LINK:
      insert (list, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, end);
      insert_colour (list, &marks->palette->accent, start, end);
      break;
    case TRI_SPAN_QUOTE:
    case TRI_SPAN_PAGE:
    case TRI_SPAN_VARIANT:
    case TRI_SPAN_OTHER:
      break;
    }
}

static void
insert_spans (ReaderSlice *self, PangoAttrList *list, ReaderMarks *marks)
{
  for (guint i = 0; i < self->passage->spans->len; i++)
    {
      const TriSpan *span = &g_array_index (self->passage->spans, TriSpan, i);
      int start = 0;
      int end = 0;

      if (span->kind == TRI_SPAN_NOTE ? get_note_bytes (self, span, &start, &end)
                                      : reader_slice_get_bytes (self,
                                                                &(TriRange){ span->start,
                                                                             span->end },
                                                                &start,
                                                                &end))
        insert_span (list, span, marks, start, end);
    }
}

static double
get_scale (const TriPassage *passage)
{
  if (passage->kind == TRI_PASSAGE_HEADING)
    return passage->level <= 1 ? 1.3 : passage->level == 2 ? 1.15
                                                           : 1.05;
  if (passage->kind == TRI_PASSAGE_NOTE)
    return 0.9;
  return 1;
}

/**
 * reader_slice_dup_plain_attributes:
 * @lang: the language of the text, BCP 47
 *
 * Returns: (transfer full): how words of the kind of the passage are shown
 */
PangoAttrList *
reader_slice_dup_plain_attributes (ReaderSlice *self, ReaderMarks *marks, const char *lang)
{
  PangoAttrList *list = pango_attr_list_new ();
  int end = G_MAXINT;
  double scale = get_scale (self->passage);

  pango_attr_list_insert (list, pango_attr_language_new (pango_language_from_string (lang)));
  if (marks->font != NULL)
    {
      int size = pango_font_description_get_size (marks->font);

      insert (list, pango_attr_font_desc_new (marks->font), 0, end);
      insert (list,
              pango_attr_line_height_new_absolute ((int) (size * scale * marks->line_height)),
              0,
              end);
    }
  if (scale > 1 || scale < 1)
    insert (list, pango_attr_scale_new (scale), 0, end);
  if (self->passage->kind == TRI_PASSAGE_HEADING && self->passage->level > 1)
    insert (list, pango_attr_weight_new (PANGO_WEIGHT_SEMIBOLD), 0, end);
  return list;
}

/**
 * reader_slice_dup_attributes:
 * @lang: the language of the text, BCP 47
 *
 * Returns: (transfer full): how the label shows the words
 */
PangoAttrList *
reader_slice_dup_attributes (ReaderSlice *self, ReaderMarks *marks, const char *lang)
{
  PangoAttrList *list = reader_slice_dup_plain_attributes (self, marks, lang);

  if (!self->concealed)
    insert_spans (self, list, marks);
  return list;
}
