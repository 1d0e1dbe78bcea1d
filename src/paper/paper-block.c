/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "paper-block.h"

#include "model/tri-item-marker.h"
#include "tri-language.h"

/* A paragraph of more code points is laid out in pieces. */
#define MAX_PIECE 6000
/* A piece may end at a space so many code points earlier. */
#define NEAR 400
/* Of the size of the letters: the room before the words of an item, that between its number and
 * these, and how much of a column its number may have. */
#define HANG 1.6
#define LABEL_GAP 0.4
#define MAX_LABEL 0.5

/* Like @other, for lines that begin on the right. */
static PangoContext *
make_backwards (PangoContext *other)
{
  PangoContext *context = pango_font_map_create_context (pango_context_get_font_map (other));

  pango_cairo_context_set_resolution (context, pango_cairo_context_get_resolution (other));
  pango_cairo_context_set_font_options (context, pango_cairo_context_get_font_options (other));
  pango_context_set_round_glyph_positions (context,
                                           pango_context_get_round_glyph_positions (other));
  pango_context_set_matrix (context, pango_context_get_matrix (other));
  pango_context_set_base_dir (context, PANGO_DIRECTION_RTL);
  return context;
}

void
paper_column_init (PaperColumn *self,
                   PangoContext *context,
                   const char *lang,
                   const char *family,
                   double size)
{
  self->backwards = tri_language_is_right_to_left (lang);
  self->context = self->backwards ? make_backwards (context) : g_object_ref (context);
  self->lang = g_strdup (lang);
  self->family = family;
  self->size = size;
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
paper_column_clear (PaperColumn *self)
{
  g_clear_object (&self->context);
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_clear_pointer (&self->lang, g_free);
}

PaperBlock *
paper_block_new (PangoContext *context,
                 const char *words,
                 const char *font,
                 const char *family,
                 double width)
{
  PaperBlock *self = g_new0 (PaperBlock, 1);
  PangoFontDescription *description = pango_font_description_from_string (font);

  self->layout = pango_layout_new (context);
  self->names = g_array_new (FALSE, FALSE, sizeof (PaperName));
  if (family)
    pango_font_description_set_family (description, family);
  pango_layout_set_font_description (self->layout, description);
  pango_layout_set_width (self->layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (self->layout, words, -1);
  pango_font_description_free (description);
  return self;
}

void
paper_block_free (PaperBlock *self)
{
  g_object_unref (self->layout);
  g_clear_object (&self->label);
  g_array_unref (self->names);
  g_free (self);
}

double
paper_block_get_height (const PaperBlock *self)
{
  int height = 0;

  pango_layout_get_size (self->layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

double
paper_block_get_least (const PaperBlock *self)
{
  PangoLayoutIter *iter = pango_layout_get_iter (self->layout);
  PangoRectangle box;
  int n = pango_layout_get_line_count (self->layout) <= 3 ? 3 : 2;

  do
    pango_layout_iter_get_line_extents (iter, NULL, &box);
  while (--n > 0 && pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return (double) (box.y + box.height) / PANGO_SCALE;
}

/* --- Words --------------------------------------------------------------------------------- */

/**
 * Words:
 * @from: the code points of the passage from here to @to are in it
 * @is_last: nothing of the passage comes behind it
 * @text: these, with the numbers of notes where their marks are
 * @starts: for each code point, and for @to, the byte at which what begins there begins; @ends:
 *   at which what ends there ends: before a number that stands between
 *
 * A piece of a passage as it is printed.
 */
typedef struct
{
  const TriPassage *passage;
  guint from;
  guint to;
  gboolean is_last;
  GString *text;
  GArray *starts;
  GArray *ends;
  PangoAttrList *attributes;
} Words;

static void
clear_words (Words *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->starts);
  g_array_unref (self->ends);
  pango_attr_list_unref (self->attributes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, clear_words)

static void
insert (Words *self, PangoAttribute *attribute, int start, int end)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (self->attributes, attribute);
}

static void
insert_raised (Words *self, gboolean up, int start, int end)
{
  insert (self,
          pango_attr_font_scale_new (up ? PANGO_FONT_SCALE_SUPERSCRIPT
                                        : PANGO_FONT_SCALE_SUBSCRIPT),
          start,
          end);
  insert (self,
          pango_attr_baseline_shift_new (up ? PANGO_BASELINE_SHIFT_SUPERSCRIPT
                                            : PANGO_BASELINE_SHIFT_SUBSCRIPT),
          start,
          end);
}

/* The number of a note, or the words that are its mark in the file. */
static const char *
get_number (PaperColumn *column, const TriPassage *passage, const TriSpan *span)
{
  char *number = g_hash_table_lookup (column->numbers, span->value);

  if (number)
    return number;
  if (span->end > span->start)
    number = g_utf8_substring (passage->content, (glong) span->start, (glong) span->end);
  else
    number = g_strdup_printf ("%u", ++column->n_notes);
  g_hash_table_insert (column->numbers, g_strdup (span->value), number);
  return number;
}

static void
append_marks (Words *self, PaperColumn *column, guint at, guint *next)
{
  const GArray *spans = self->passage->spans;

  for (; *next < spans->len; ++*next)
    {
      const TriSpan *span = &g_array_index (spans, TriSpan, *next);
      int start = (int) self->text->len;

      if (span->start > at)
        return;
      if (span->start < at || span->kind != TRI_SPAN_NOTE || !span->value)
        continue;
      /* Words that are a mark stand there already. */
      if (span->end == span->start)
        g_string_append (self->text, get_number (column, self->passage, span));
      else
        get_number (column, self->passage, span);
      insert_raised (self, TRUE, start, (int) self->text->len);
    }
}

static void
fill (Words *self, PaperColumn *column, const char *content)
{
  guint next = 0;

  for (guint at = self->from; at <= self->to; at++)
    {
      g_array_append_val (self->ends, self->text->len);
      /* A mark between two pieces stands at the beginning of the second. */
      if (at < self->to || self->is_last)
        append_marks (self, column, at, &next);
      g_array_append_val (self->starts, self->text->len);
      if (at == self->to)
        break;
      g_string_append_len (self->text, content, g_utf8_next_char (content) - content);
      content = g_utf8_next_char (content);
    }
}

/* FALSE when nothing of it is in the piece. */
static gboolean
get_bytes (const Words *self, guint start, guint end, int *first, int *last)
{
  start = MAX (start, self->from);
  end = MIN (end, self->to);
  if (start >= end)
    return FALSE;
  *first = (int) g_array_index (self->starts, gsize, start - self->from);
  *last = (int) g_array_index (self->ends, gsize, end - self->from);
  return *first < *last;
}

static void
insert_span (Words *self, const TriSpan *span, int start, int end)
{
  switch (span->kind)
    {
    case TRI_SPAN_FOREIGN:
      if (span->value && *span->value)
        insert (self,
                pango_attr_language_new (pango_language_from_string (span->value)),
                start,
                end);
      insert (self, pango_attr_style_new (PANGO_STYLE_ITALIC), start, end);
      break;
    case TRI_SPAN_EMPHASIS:
    case TRI_SPAN_TITLE:
      insert (self, pango_attr_style_new (PANGO_STYLE_ITALIC), start, end);
      break;
    case TRI_SPAN_STRONG:
      insert (self, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, end);
      break;
    case TRI_SPAN_SMALL_CAPS:
      insert (self, pango_attr_variant_new (PANGO_VARIANT_SMALL_CAPS), start, end);
      break;
    case TRI_SPAN_SUPERSCRIPT:
    case TRI_SPAN_SUBSCRIPT:
    case TRI_SPAN_NOTE:
      insert_raised (self, span->kind != TRI_SPAN_SUBSCRIPT, start, end);
      break;
    case TRI_SPAN_UNDERLINE:
      insert (self, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, end);
      break;
    case TRI_SPAN_STRIKE:
      insert (self, pango_attr_strikethrough_new (TRUE), start, end);
      break;
    case TRI_SPAN_CODE:
      insert (self, pango_attr_family_new ("monospace"), start, end);
      insert (self, pango_attr_scale_new (0.9), start, end);
      break;
    case TRI_SPAN_LINK:
    case TRI_SPAN_QUOTE:
    case TRI_SPAN_PAGE:
    case TRI_SPAN_VARIANT:
    case TRI_SPAN_OTHER:
    default:
      break;
    }
}

static void
insert_spans (Words *self)
{
  for (guint i = 0; i < self->passage->spans->len; i++)
    {
      const TriSpan *span = &g_array_index (self->passage->spans, TriSpan, i);
      int start = 0;
      int end = 0;

      if (get_bytes (self, span->start, span->end, &start, &end))
        insert_span (self, span, start, end);
    }
}

/* --- Passages ------------------------------------------------------------------------------ */

static char *
dup_font (const PaperColumn *column, const TriPassage *passage)
{
  double size = column->size;
  const char *style = "";
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (passage->kind == TRI_PASSAGE_HEADING)
    {
      size *= passage->level <= 1 ? 1.35 : passage->level == 2 ? 1.15
                                                               : 1.05;
      style = "Bold ";
    }
  if (passage->kind == TRI_PASSAGE_NOTE)
    size *= 0.85;
  g_ascii_formatd (number, sizeof number, "%.2f", size);
  return g_strdup_printf ("Serif %s%s", style, number);
}

static double
get_indent (const PaperColumn *column, const TriPassage *passage)
{
  switch (passage->kind)
    {
    case TRI_PASSAGE_ITEM:
      return column->size * HANG * MAX (1, MIN (passage->level, 4));
    case TRI_PASSAGE_QUOTE:
    case TRI_PASSAGE_NOTE:
      return column->size * HANG;
    case TRI_PASSAGE_VERSE:
      return column->size;
    case TRI_PASSAGE_HEADING:
    case TRI_PASSAGE_PARAGRAPH:
    default:
      return 0;
    }
}

static double
get_above (const PaperColumn *column, const TriPassage *passage)
{
  switch (passage->kind)
    {
    case TRI_PASSAGE_HEADING:
      return column->size * (passage->level <= 1 ? 1.6 : 1.1);
    case TRI_PASSAGE_VERSE:
      return passage->level == 1 ? column->size * 0.6 : 0;
    case TRI_PASSAGE_ITEM:
    case TRI_PASSAGE_NOTE:
      return column->size * 0.25;
    case TRI_PASSAGE_QUOTE:
    case TRI_PASSAGE_PARAGRAPH:
    default:
      return column->size * 0.6;
    }
}

static char *
dup_label (PaperColumn *column, const TriPassage *passage)
{
  if (passage->kind == TRI_PASSAGE_ITEM)
    {
      g_autofree char *n = tri_item_marker_dup_n (passage);

      return n ? g_steal_pointer (&n) : g_strdup ("•");
    }
  if (passage->kind == TRI_PASSAGE_NOTE)
    {
      const char *number = g_hash_table_lookup (column->numbers, passage->key);

      return number ? g_strdup (number) : g_strdup_printf ("%u", ++column->n_notes);
    }
  return NULL;
}

/* The room before the words holds a number of two figures. A longer one pushes the first line, so
 * that all others stay below each other. */
static void
place_label (PaperBlock *block, PaperColumn *column, double indent)
{
  double hang = column->size * HANG;
  double words = column->width - indent;
  double width = 0;
  int measured = 0;

  pango_layout_get_size (block->label, &measured, NULL);
  width = (double) measured / PANGO_SCALE;
  if (width > column->width * MAX_LABEL)
    {
      width = column->width * MAX_LABEL;
      pango_layout_set_width (block->label, (int) (width * PANGO_SCALE));
      pango_layout_set_ellipsize (block->label, PANGO_ELLIPSIZE_END);
    }
  block->label_x = column->backwards ? words + hang - width : indent - hang;
  if (width + column->size * LABEL_GAP > hang)
    pango_layout_set_indent (block->layout,
                             (int) ((width + column->size * LABEL_GAP - hang) * PANGO_SCALE));
}

static void
set_label (PaperBlock *block, PaperColumn *column, const TriPassage *passage, double indent)
{
  g_autofree char *label = dup_label (column, passage);

  if (!label || !*label)
    return;
  block->label = pango_layout_new (column->context);
  pango_layout_set_font_description (block->label,
                                     pango_layout_get_font_description (block->layout));
  pango_layout_set_single_paragraph_mode (block->label, TRUE);
  pango_layout_set_text (block->label, label, -1);
  place_label (block, column, indent);
}

static void
note_names (PaperBlock *block, const Words *words)
{
  const GArray *mentions = words->passage->mentions;

  for (guint i = 0; i < mentions->len; i++)
    {
      const TriMention *mention = &g_array_index (mentions, TriMention, i);
      int start = 0;
      int end = 0;

      if (mention->entity && !tri_mention_is_question (mention)
          && mention->start >= words->from
          && get_bytes (words, mention->start, mention->end, &start, &end))
        {
          const PaperName name = { start, mention->entity };

          g_array_append_val (block->names, name);
        }
    }
}

static void
add_piece (GPtrArray *blocks,
           PaperColumn *column,
           const TriPassage *passage,
           guint from,
           guint to,
           gboolean is_last,
           const char *content)
{
  g_auto (Words) words = { passage, from, to, is_last };
  g_autofree char *font = dup_font (column, passage);
  PaperBlock *block = NULL;
  double indent = get_indent (column, passage);

  words.text = g_string_new (NULL);
  words.starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  words.ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  words.attributes = pango_attr_list_new ();
  fill (&words, column, content);
  insert (&words,
          pango_attr_language_new (pango_language_from_string (column->lang)),
          0,
          G_MAXINT);
  insert_spans (&words);
  block = paper_block_new (column->context,
                           words.text->str,
                           font,
                           column->family,
                           column->width - indent);
  pango_layout_set_attributes (block->layout, words.attributes);
  /* The rest of a verse that is longer than a line stands further in. */
  if (passage->kind == TRI_PASSAGE_VERSE)
    pango_layout_set_indent (block->layout, (int) (-column->size * PANGO_SCALE));
  if (column->backwards)
    {
      /* What begins with a name in Latin letters is in its text's direction all the same. */
      pango_layout_set_auto_dir (block->layout, FALSE);
      pango_layout_set_alignment (block->layout, PANGO_ALIGN_RIGHT);
    }
  block->indent = column->backwards ? 0 : indent;
  if (from == 0)
    {
      block->above = get_above (column, passage);
      block->keeps = passage->kind == TRI_PASSAGE_HEADING;
      set_label (block, column, passage, indent);
    }
  note_names (block, &words);
  g_ptr_array_add (blocks, block);
}

/* Where the piece that begins at @content ends: behind a space, if there is one near. */
static guint
count_piece (const char *content, guint left)
{
  guint best = MIN (left, MAX_PIECE);
  const char *at = NULL;

  if (left <= MAX_PIECE)
    return left;
  at = g_utf8_offset_to_pointer (content, MAX_PIECE);
  for (guint i = 0; i < NEAR; i++)
    {
      at = g_utf8_prev_char (at);
      if (g_unichar_isspace (g_utf8_get_char (at)))
        return MAX_PIECE - i;
    }
  return best;
}

void
paper_blocks_add_passage (GPtrArray *blocks, PaperColumn *column, const TriPassage *passage)
{
  const char *content = passage->content;
  guint length = (guint) g_utf8_strlen (content, -1);
  guint from = 0;

  do
    {
      guint n = count_piece (content, length - from);

      add_piece (blocks, column, passage, from, from + n, from + n == length, content);
      content = g_utf8_offset_to_pointer (content, (glong) n);
      from += n;
    }
  while (from < length);
}
