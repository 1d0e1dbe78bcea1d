/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-markup.h"

#include <string.h>

TriTeiMarkup *
tri_tei_markup_new (void)
{
  TriTeiMarkup *self = g_new0 (TriTeiMarkup, 1);

  self->ranges = g_array_new (FALSE, FALSE, sizeof (TriTeiRange));
  self->strings = g_string_chunk_new (1024);
  return self;
}

void
tri_tei_markup_free (TriTeiMarkup *self)
{
  g_array_unref (self->ranges);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/* Makes it ready for the next passage. */
void
tri_tei_markup_clear (TriTeiMarkup *self)
{
  g_array_set_size (self->ranges, 0);
  g_string_chunk_clear (self->strings);
  self->n_pieces = 0;
}

/**
 * tri_tei_markup_take:
 *
 * Returns: (transfer none): what @string holds, for as long as the passage is written; @string is
 * empty then
 */
const char *
tri_tei_markup_take (TriTeiMarkup *self, GString *string)
{
  const char *kept = g_string_chunk_insert_len (self->strings, string->str, (gssize) string->len);

  g_string_truncate (string, 0);
  return kept;
}

/**
 * tri_tei_markup_add:
 * @open: the start tag, or the whole of a point
 * @close: (nullable): the end tag; %NULL for a point
 *
 * Returns: (transfer none): the range, until the next one is added
 */
TriTeiRange *
tri_tei_markup_add (TriTeiMarkup *self,
                    guint start,
                    guint end,
                    int rank,
                    const char *open,
                    const char *close)
{
  TriTeiRange range = {
    .start = start,
    .end = end,
    .rank = rank,
    .open = open,
    .close = close ? close : "",
    .order = self->ranges->len,
  };

  g_array_append_val (self->ranges, range);
  return &g_array_index (self->ranges, TriTeiRange, self->ranges->len - 1);
}

static gboolean
do_cross (guint a_start, guint a_end, guint b_start, guint b_end)
{
  return (a_start < b_start && b_start < a_end && a_end < b_end)
         || (b_start < a_start && a_start < b_end && b_end < a_end);
}

/**
 * tri_tei_markup_crosses_sentence:
 *
 * Mentions and dates count, spans do not: they can be cut.
 *
 * Returns: whether a sentence of @passage cannot be an element round its words
 */
gboolean
tri_tei_markup_crosses_sentence (TriTeiMarkup *self, const TriPassage *passage)
{
  guint first = 0;

  /* Neither begins before those that were looked at. */
  for (guint i = 0; i < self->ranges->len; i++)
    {
      const TriTeiRange *range = &g_array_index (self->ranges, TriTeiRange, i);

      if (i > 0 && range->start < range[-1].start)
        first = 0;
      for (guint s = first; range->rank != TRI_TEI_RANK_SPAN && s < passage->sentences->len; s++)
        {
          const TriRange *sentence = &g_array_index (passage->sentences, TriRange, s);

          if (sentence->start >= range->end)
            break;
          if (sentence->end <= range->start)
            first = s + 1;
          else if (do_cross (range->start, range->end, sentence->start, sentence->end))
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
is_point (const TriTeiRange *range)
{
  return range->start == range->end;
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const TriTeiRange *x = a;
  const TriTeiRange *y = b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  if (is_point (x) != is_point (y))
    return is_point (x) ? -1 : 1;
  if (x->end != y->end)
    return x->end > y->end ? -1 : 1;
  if (x->rank != y->rank)
    return x->rank - y->rank;
  return x->order < y->order ? -1 : x->order > y->order;
}

/* Ends @head at @at. The pieces name one another, so that a reader can join them. */
static TriTeiRange
cut (TriTeiMarkup *self, TriTeiRange *head, guint at)
{
  TriTeiRange tail = *head;

  tail.start = at;
  head->end = at;
  if (head->rank == TRI_TEI_RANK_SENTENCE)
    return tail;
  head->id = tail.id = NULL;
  head->piece = ++self->n_pieces;
  tail.before = head->piece;
  return tail;
}

static void
insert_sorted (GArray *ranges, guint from, TriTeiRange *range)
{
  while (from < ranges->len
         && compare_ranges (&g_array_index (ranges, TriTeiRange, from), range) < 0)
    from++;
  g_array_insert_val (ranges, from, *range);
}

/* Cuts what crosses the range @index and is open, or the range itself:
 *
 *     outer  |-------|            outer  |-------|
 *     inner      |-------|   →    inner      |---|---|
 *
 * What has the higher rank is cut. @open: the indices of the ranges that are open there. */
static void
uncross (TriTeiMarkup *self, guint index, GArray *open)
{
  GArray *ranges = self->ranges;

  while (open->len > 0)
    {
      TriTeiRange *range = &g_array_index (ranges, TriTeiRange, index);
      guint at = g_array_index (open, guint, open->len - 1);
      TriTeiRange *outer = &g_array_index (ranges, TriTeiRange, at);
      TriTeiRange tail;

      if (outer->end >= range->end)
        return;
      if (outer->end <= range->start)
        {
          g_array_set_size (open, open->len - 1);
          continue;
        }
      if (range->rank >= outer->rank || outer->start == range->start)
        {
          tail = cut (self, range, outer->end);
          insert_sorted (ranges, index + 1, &tail);
          return;
        }
      tail = cut (self, outer, range->start);
      insert_sorted (ranges, index + 1, &tail);
      g_array_set_size (open, open->len - 1);
    }
}

static void
nest_ranges (TriTeiMarkup *self)
{
  g_autoptr (GArray) open = NULL;

  g_array_sort (self->ranges, compare_ranges);
  if (self->ranges->len < 2)
    return;
  open = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->ranges->len; i++)
    {
      if (is_point (&g_array_index (self->ranges, TriTeiRange, i)))
        continue;
      uncross (self, i, open);
      g_array_append_val (open, i);
    }
}

typedef struct
{
  GString *out;
  const char *at;
  guint offset;
  const char *stem;
  GArray *open;      /* the ranges that are, the innermost last */
  guint n_hiding;    /* how many of them hide their words */
  gboolean had_line; /* the line break that follows was written */
} Cursor;

/* Eight letters at once where they are ASCII, as most are. */
static const char *
skip (const char *text, guint n_chars)
{
  while (n_chars > 0)
    {
      guint64 letters = G_GUINT64_CONSTANT (0x8080808080808080);

      if (n_chars >= sizeof letters)
        memcpy (&letters, text, sizeof letters);
      if ((letters & G_GUINT64_CONSTANT (0x8080808080808080)) == 0)
        {
          text += sizeof letters;
          n_chars -= sizeof letters;
          continue;
        }
      text = g_utf8_next_char (text);
      n_chars--;
    }
  return text;
}

static void
advance (Cursor *self, guint to)
{
  const char *end = NULL;

  if (to <= self->offset)
    return;
  end = to == G_MAXUINT ? self->at + strlen (self->at)
                        : skip (self->at, to - self->offset);
  if (self->had_line && *self->at == '\n')
    self->at++;
  self->had_line = FALSE;
  if (self->n_hiding == 0)
    tri_tei_append_escaped (self->out, self->at, end - self->at);
  self->at = end;
  self->offset = to;
}

/* At @offset itself only elements of @rank and up are closed. */
static void
close_until (Cursor *self, guint offset, int rank)
{
  while (self->open->len > 0)
    {
      TriTeiRange last = g_array_index (self->open, TriTeiRange, self->open->len - 1);

      if (last.end > offset || (last.end == offset && last.rank < rank))
        return;
      advance (self, last.end);
      self->n_hiding -= last.hides ? 1 : 0;
      g_string_append (self->out, last.close);
      g_array_set_size (self->open, self->open->len - 1);
    }
}

static void
put_open (Cursor *self, const TriTeiRange *range)
{
  gsize length = strlen (range->open);
  gsize end = length - (length > 1 && range->open[length - 2] == '/' ? 2 : 1);

  if (!range->id && !range->piece && !range->before)
    {
      g_string_append_len (self->out, range->open, (gssize) length);
      return;
    }
  g_string_append_len (self->out, range->open, (gssize) end);
  if (range->id)
    tri_tei_append_attribute (self->out, "xml:id", range->id);
  else if (range->piece)
    g_string_append_printf (self->out, " xml:id=\"%s%u\"", self->stem, range->piece);
  if (range->before)
    g_string_append_printf (self->out, " prev=\"#%s%u\"", self->stem, range->before);
  g_string_append (self->out, range->open + end);
}

/* A point at the end of a sentence stands in it, so that a note stays with its sentence. */
static void
put_range (Cursor *self, const TriTeiRange *range)
{
  close_until (self, range->start, is_point (range) ? TRI_TEI_RANK_SENTENCE + 1 : 0);
  advance (self, range->start);
  put_open (self, range);
  self->had_line |= range->is_line;
  if (is_point (range))
    return;
  self->n_hiding += range->hides ? 1 : 0;
  g_array_append_val (self->open, *range);
}

/**
 * tri_tei_markup_write:
 * @content: UTF-8 without markup
 * @piece_stem: what the xml:ids of pieces begin with
 *
 * Appends @content with its elements round the words they belong to; where they cross they are cut.
 */
void
tri_tei_markup_write (TriTeiMarkup *self,
                      GString *out,
                      const char *content,
                      const char *piece_stem)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (TriTeiRange));
  Cursor cursor = { out, content, 0, piece_stem, open, 0, FALSE };

  nest_ranges (self);
  for (guint i = 0; i < self->ranges->len; i++)
    put_range (&cursor, &g_array_index (self->ranges, TriTeiRange, i));
  close_until (&cursor, G_MAXUINT, 0);
  advance (&cursor, G_MAXUINT);
}
