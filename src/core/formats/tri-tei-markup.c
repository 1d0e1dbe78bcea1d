/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-markup.h"

static void
clear_range (gpointer data)
{
  TriTeiRange *range = data;

  g_clear_pointer (&range->open, g_free);
  g_clear_pointer (&range->close, g_free);
  g_clear_pointer (&range->id, g_free);
  g_clear_pointer (&range->before, g_free);
}

/**
 * tri_tei_ranges_new:
 *
 * Returns: (transfer full) (element-type TriTeiRange): no ranges
 */
GArray *
tri_tei_ranges_new (void)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (TriTeiRange));

  g_array_set_clear_func (ranges, clear_range);
  return ranges;
}

/**
 * tri_tei_ranges_add:
 * @open: (transfer full): the start tag
 * @element: (nullable): the element's name; %NULL for a point whose @open is the whole
 */
void
tri_tei_ranges_add (GArray *ranges,
                    guint start,
                    guint end,
                    int rank,
                    char *open,
                    const char *element)
{
  char *close = element ? g_strdup_printf ("</%s>", element) : g_strdup ("");
  TriTeiRange range = { start, end, rank, open, close, NULL, NULL };

  g_array_append_val (ranges, range);
}

static gboolean
do_cross (guint a_start, guint a_end, guint b_start, guint b_end)
{
  return (a_start < b_start && b_start < a_end && a_end < b_end)
         || (b_start < a_start && a_start < b_end && b_end < a_end);
}

/**
 * tri_tei_ranges_cross_sentence:
 * @ranges: (element-type TriTeiRange): mentions and dates count, spans do not: they can be cut
 *
 * Returns: whether a sentence of @passage cannot be an element round its words
 */
gboolean
tri_tei_ranges_cross_sentence (GArray *ranges, const TriPassage *passage)
{
  for (guint i = 0; i < ranges->len; i++)
    {
      const TriTeiRange *range = &g_array_index (ranges, TriTeiRange, i);

      for (guint s = 0; range->rank != TRI_TEI_RANK_SPAN && s < passage->sentences->len; s++)
        {
          const TriRange *sentence = &g_array_index (passage->sentences, TriRange, s);

          if (do_cross (range->start, range->end, sentence->start, sentence->end))
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
  return x->rank - y->rank;
}

/* The pieces of a mention or a date name one another, so that a reader can join them. */
static void
tie_pieces (TriTeiRange *head, TriTeiRange *tail, const char *stem, guint *n_pieces)
{
  if (head->rank == TRI_TEI_RANK_SPAN)
    return;
  tail->id = g_steal_pointer (&head->id);
  head->id = g_strdup_printf ("%s%u", stem, ++*n_pieces);
  tail->before = g_strdup (head->id);
}

static void
cut (GArray *ranges, guint index, guint at, const char *stem, guint *n_pieces)
{
  TriTeiRange *range = &g_array_index (ranges, TriTeiRange, index);
  TriTeiRange tail = { at, range->end, range->rank, NULL, NULL, NULL, NULL };

  tail.open = g_strdup (range->open);
  tail.close = g_strdup (range->close);
  tie_pieces (range, &tail, stem, n_pieces);
  range->end = at;
  g_array_append_val (ranges, tail);
}

/* Cuts the range of the higher rank in two wherever two cross:
 *
 *     outer  |-------|            outer  |-------|
 *     inner      |-------|   →    inner      |---|---|
 */
static void
nest_ranges (GArray *ranges, const char *stem)
{
  guint n_pieces = 0;

  for (guint i = 0; i < ranges->len; i++)
    for (guint j = 0; j < i; j++)
      {
        const TriTeiRange a = g_array_index (ranges, TriTeiRange, i);
        const TriTeiRange b = g_array_index (ranges, TriTeiRange, j);
        guint inner = a.rank >= b.rank ? i : j;
        const TriTeiRange *outer = inner == i ? &b : &a;
        const TriTeiRange *one = inner == i ? &a : &b;

        if (!do_cross (a.start, a.end, b.start, b.end))
          continue;
        cut (ranges, inner, one->start < outer->start ? outer->start : outer->end, stem, &n_pieces);
      }
}

static gboolean
is_xml_char (gunichar c)
{
  return c == '\t'
         || c == '\n'
         || c == '\r'
         || (c >= 0x20 && c <= 0xd7ff)
         || (c >= 0xe000 && c <= 0xfffd)
         || c >= 0x10000;
}

/**
 * tri_tei_append_escaped:
 * @length: in bytes, -1 for all
 *
 * Appends text as XML: markup escaped, a line break as lb, and what XML cannot hold as U+FFFD.
 */
void
tri_tei_append_escaped (GString *out, const char *text, gssize length)
{
  const char *end = length < 0 ? text + strlen (text) : text + length;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '<')
        g_string_append (out, "&lt;");
      else if (c == '>')
        g_string_append (out, "&gt;");
      else if (c == '&')
        g_string_append (out, "&amp;");
      else if (c == '"')
        g_string_append (out, "&quot;");
      else if (c == '\n')
        g_string_append (out, "<lb/>");
      else if (c == '\r')
        g_string_append (out, "&#13;");
      else
        g_string_append_unichar (out, is_xml_char (c) ? c : 0xfffd);
    }
}

/**
 * tri_tei_append_attribute:
 * @name: with its prefix
 * @value: any text; its white space is kept as it is
 *
 * Appends a space, the name and the value in quotes.
 */
void
tri_tei_append_attribute (GString *out, const char *name, const char *value)
{
  g_string_append_printf (out, " %s=\"", name);
  for (const char *p = value; *p; p = g_utf8_next_char (p))
    if (*p == '\n' || *p == '\t' || *p == '\r')
      g_string_append_printf (out, "&#%d;", *p);
    else
      tri_tei_append_escaped (out, p, g_utf8_next_char (p) - p);
  g_string_append_c (out, '"');
}

typedef struct
{
  GString *out;
  const char *at;
  guint offset;
  GPtrArray *open; /* the closing tags due, the innermost last */
  GArray *ends;    /* where they are due: TriTeiRange, without what it holds */
} Cursor;

static void
advance (Cursor *self, guint to)
{
  const char *end = g_utf8_offset_to_pointer (self->at, (glong) (to - self->offset));

  tri_tei_append_escaped (self->out, self->at, end - self->at);
  self->at = end;
  self->offset = to;
}

/* At @offset itself only elements of @rank and up are closed. */
static void
close_until (Cursor *self, guint offset, int rank)
{
  while (self->ends->len > 0)
    {
      TriTeiRange last = g_array_index (self->ends, TriTeiRange, self->ends->len - 1);

      if (last.end > offset || (last.end == offset && last.rank < rank))
        return;
      advance (self, last.end);
      g_string_append (self->out, g_ptr_array_index (self->open, self->open->len - 1));
      g_ptr_array_set_size (self->open, (int) self->open->len - 1);
      g_array_set_size (self->ends, self->ends->len - 1);
    }
}

static void
put_open (GString *out, const TriTeiRange *range)
{
  gsize length = strlen (range->open);

  if (!range->id && !range->before)
    {
      g_string_append_len (out, range->open, (gssize) length);
      return;
    }
  g_string_append_len (out, range->open, (gssize) length - 1);
  if (range->id)
    tri_tei_append_attribute (out, "xml:id", range->id);
  if (range->before)
    g_string_append_printf (out, " prev=\"#%s\"", range->before);
  g_string_append_c (out, '>');
}

/* A point at the end of a sentence stands in it, so that a note stays with its sentence. */
static void
put_range (Cursor *self, const TriTeiRange *range)
{
  close_until (self, range->start, is_point (range) ? TRI_TEI_RANK_SENTENCE + 1 : 0);
  advance (self, range->start);
  put_open (self->out, range);
  if (is_point (range))
    return;
  g_ptr_array_add (self->open, range->close);
  g_array_append_val (self->ends, *range);
}

/**
 * tri_tei_append_markup:
 * @content: UTF-8 without markup
 * @ranges: (element-type TriTeiRange): in any order; where they cross they are cut and sorted in
 * place
 * @piece_stem: what the xml:ids of the pieces of a mention or date begin with
 *
 * Appends @content with its elements round the words they belong to.
 */
void
tri_tei_append_markup (GString *out,
                       const char *content,
                       GArray *ranges,
                       const char *piece_stem)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (TriTeiRange));
  Cursor cursor = { out, content, 0, open, ends };

  nest_ranges (ranges, piece_stem);
  g_array_sort (ranges, compare_ranges);
  for (guint i = 0; i < ranges->len; i++)
    put_range (&cursor, &g_array_index (ranges, TriTeiRange, i));
  close_until (&cursor, G_MAXUINT, 0);
  tri_tei_append_escaped (out, cursor.at, -1);
}
