/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-spans-private.h"

#include "formats/tri-tei-lists.h"

/* What is marked in the words of a passage, as elements: names, dates, spans. */

typedef struct
{
  const char *open;
  const char *close;
} SpanElement;

static const SpanElement span_elements[] = {
  [TRI_SPAN_EMPHASIS] = { "<hi rend=\"italic\">", "</hi>" },
  [TRI_SPAN_STRONG] = { "<hi rend=\"bold\">", "</hi>" },
  [TRI_SPAN_SMALL_CAPS] = { "<hi rend=\"smallcaps\">", "</hi>" },
  [TRI_SPAN_SUPERSCRIPT] = { "<hi rend=\"superscript\">", "</hi>" },
  [TRI_SPAN_SUBSCRIPT] = { "<hi rend=\"subscript\">", "</hi>" },
  [TRI_SPAN_UNDERLINE] = { "<hi rend=\"underline\">", "</hi>" },
  [TRI_SPAN_STRIKE] = { "<hi rend=\"strikethrough\">", "</hi>" },
  [TRI_SPAN_CODE] = { "<hi rend=\"code\">", "</hi>" },
  [TRI_SPAN_TITLE] = { "<title>", "</title>" },
  [TRI_SPAN_QUOTE] = { "<q>", "</q>" },
};

const TriSpan *
tri_tei_marks_get_span (const TriTeiMarks *self, guint i)
{
  return &g_array_index (self->passage->spans, TriSpan, i);
}

TriTeiRange *
tri_tei_marks_add (TriTeiMarks *self, guint start, guint end, int rank, const char *close)
{
  const char *open = tri_tei_markup_take (self->markup, self->blocks->tag);

  return tri_tei_markup_add (self->markup, start, end, rank, open, close);
}

/* Spans stay in their order, whatever was written first. */
static void
order_from (TriTeiMarks *self, guint n_before, guint index)
{
  for (guint i = n_before; i < self->markup->ranges->len; i++)
    g_array_index (self->markup->ranges, TriTeiRange, i).order = index;
}

static void
append_origin (GString *tag, TriOrigin origin)
{
  if (origin != TRI_ORIGIN_ENCODED)
    g_string_append_printf (tag, " resp=\"#%s\"", tri_origin_to_nick (origin));
}

/* @is_kept: what the file said of an entity that is none, and how sure it was, stands there
 * already. */
void
tri_tei_marks_append_mention (TriTeiMarks *self, const TriMention *mention, gboolean is_kept)
{
  GString *tag = self->blocks->tag;
  const char *entity = tri_tei_ids_get_entity (self->blocks->ids, mention->entity);
  const char *reference = NULL;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (mention->entity == 0 && self->blocks->references
      && !(is_kept && tri_tei_get (&self->blocks->kept->tag, "key")))
    reference = g_hash_table_lookup (self->blocks->references, &mention->id);
  if (entity)
    {
      g_string_append (tag, " ref=\"#");
      g_string_append (tag, entity);
      g_string_append_c (tag, '"');
    }
  else if (reference)
    tri_tei_append_attribute (tag, "ref", reference);
  append_origin (tag, mention->origin);
  if (mention->confidence < 1 && !(is_kept && mention->origin == TRI_ORIGIN_ENCODED))
    {
      g_string_append (tag, " cert=\"");
      g_string_append (tag, g_ascii_dtostr (number, sizeof number, mention->confidence));
      g_string_append_c (tag, '"');
    }
}

void
tri_tei_marks_append_date (TriTeiMarks *self, const TriDate *date, gboolean is_kept)
{
  GString *tag = self->blocks->tag;

  if (!is_kept)
    tri_tei_append_date_attributes (tag, date->edtf);
  if (date->inferred)
    g_string_append (tag, " evidence=\"internal\"");
  append_origin (tag, date->origin);
}

/* The next passage that is to be written, when it is the note of this mark. */
static TriPassage *
find_note (TriTeiMarks *self, const char *key)
{
  guint first = ((TriPassage *) g_ptr_array_index (self->window, 0))->ord;
  TriPassage *next = NULL;

  if (self->blocks->next_ord - first >= self->window->len)
    return NULL;
  next = g_ptr_array_index (self->window, self->blocks->next_ord - first);
  /* The first of a back begins that. */
  if (tri_tei_around_get_part (next) != TRI_TEI_PART_NONE)
    return NULL;
  return next->kind == TRI_PASSAGE_NOTE && g_strcmp0 (next->key, key) == 0 ? next : NULL;
}

static void
add_inline_note (TriTeiMarks *self, TriPassage *note, guint offset)
{
  TriTeiBlocks *blocks = self->blocks;
  g_autoptr (TriTeiMarkup) inner = tri_tei_markup_new ();
  g_autoptr (GString) out = g_string_new (NULL);

  blocks->next_ord = note->ord + 1;
  blocks->markup = inner;
  tri_tei_append_start (blocks, out, "note", note);
  g_string_append_c (out, '>');
  tri_tei_append_content (blocks, out, self->window, note);
  g_string_append (out, "</note>");
  blocks->markup = self->markup;
  g_string_append_len (blocks->tag, out->str, (gssize) out->len);
  tri_tei_marks_add (self, offset, offset, TRI_TEI_RANK_SPAN, NULL);
}

/* A note that stands right behind goes to its mark. A second mark, one with words of its own and
 * one whose note stands elsewhere point at it. */
static void
add_note (TriTeiMarks *self, const TriSpan *span)
{
  gboolean is_point = span->start == span->end;
  TriPassage *note = is_point ? find_note (self, span->value) : NULL;
  GString *tag = self->blocks->tag;

  if (note)
    {
      add_inline_note (self, note, span->start);
      return;
    }
  if (!span->value)
    return;
  g_string_append (tag, "<ref type=\"note\" target=\"#");
  tri_tei_ids_append_key (self->blocks->ids, tag, self->passage->text, span->value);
  g_string_append (tag, is_point ? "\"/>" : "\">");
  tri_tei_marks_add (self, span->start, span->end, TRI_TEI_RANK_SPAN, is_point ? NULL : "</ref>");
}

static void
add_variant (TriTeiMarks *self, const TriSpan *span)
{
  GString *tag = self->blocks->tag;
  g_autoptr (GString) close = g_string_new ("</reg><orig>");
  const char *value = span->value ? span->value : "";
  const char *end = NULL;

  if (span->start == span->end)
    {
      g_string_append (tag, "<del>");
      tri_tei_append_escaped (tag, value, -1);
      g_string_append (tag, "</del>");
      tri_tei_marks_add (self, span->start, span->start, TRI_TEI_RANK_SPAN, NULL);
      return;
    }
  tri_tei_append_escaped (close, value, -1);
  g_string_append (close, "</orig></choice>");
  end = g_string_chunk_insert (self->markup->strings, close->str);
  g_string_append (tag, "<choice><reg>");
  tri_tei_marks_add (self, span->start, span->end, TRI_TEI_RANK_SPAN, end);
}

static void
add_page (TriTeiMarks *self, const TriSpan *span)
{
  g_string_append (self->blocks->tag, "<pb");
  if (span->value && *span->value)
    tri_tei_append_attribute (self->blocks->tag, "n", span->value);
  g_string_append (self->blocks->tag, "/>");
  tri_tei_marks_add (self, span->start, span->start, TRI_TEI_RANK_SPAN, NULL);
}

static void
add_foreign (TriTeiMarks *self, const TriSpan *span)
{
  GString *tag = self->blocks->tag;

  g_string_append (tag, "<foreign");
  if (span->value && *span->value)
    tri_tei_append_attribute (tag, "xml:lang", span->value);
  g_string_append_c (tag, '>');
  tri_tei_marks_add (self, span->start, span->end, TRI_TEI_RANK_SPAN, "</foreign>");
}

static void
add_link (TriTeiMarks *self, const TriSpan *span)
{
  gboolean is_point = span->start == span->end;
  GString *tag = self->blocks->tag;

  g_string_append (tag, is_point ? "<ptr" : "<ref");
  tri_tei_append_attribute (tag, "target", span->value ? span->value : "");
  g_string_append (tag, is_point ? "/>" : ">");
  tri_tei_marks_add (self, span->start, span->end, TRI_TEI_RANK_SPAN, is_point ? NULL : "</ref>");
}

static void
add_span (TriTeiMarks *self, const TriSpan *span)
{
  switch (span->kind)
    {
    case TRI_SPAN_NOTE:
      add_note (self, span);
      break;
    case TRI_SPAN_PAGE:
      add_page (self, span);
      break;
    case TRI_SPAN_VARIANT:
      add_variant (self, span);
      break;
    case TRI_SPAN_LINK:
      add_link (self, span);
      break;
    case TRI_SPAN_FOREIGN:
      if (span->start < span->end)
        add_foreign (self, span);
      break;
    default:
      if (span->start < span->end)
        tri_tei_markup_add (self->markup,
                            span->start,
                            span->end,
                            TRI_TEI_RANK_SPAN,
                            span_elements[span->kind].open,
                            span_elements[span->kind].close);
    }
}

/* Whether the mention and a span are both said by one title element. */
static gboolean
takes_title (TriTeiMarks *self, const TriMention *mention)
{
  if (mention->type != TRI_ENTITY_WORK
      || mention->origin != TRI_ORIGIN_ENCODED
      || mention->entity == 0)
    return FALSE;
  for (guint i = 0; i < self->passage->spans->len; i++)
    {
      const TriSpan *span = tri_tei_marks_get_span (self, i);

      if (span->kind != TRI_SPAN_TITLE
          || span->start != mention->start
          || span->end != mention->end
          || self->spans[i])
        continue;
      self->spans[i] = TRUE;
      return TRUE;
    }
  return FALSE;
}

static void
add_mention (TriTeiMarks *self, const TriMention *mention)
{
  static const char *const ends[] = {
    [TRI_ENTITY_PERSON] = "</persName>",
    [TRI_ENTITY_PLACE] = "</placeName>",
    [TRI_ENTITY_ORGANISATION] = "</orgName>",
    [TRI_ENTITY_WORK] = "</rs>",
    [TRI_ENTITY_EVENT] = "</name>",
  };
  GString *tag = self->blocks->tag;
  gboolean is_title = takes_title (self, mention);
  const char *element = is_title ? "title" : tri_tei_get_name_element (mention->type);

  g_string_append_c (tag, '<');
  g_string_append (tag, element);
  if (!is_title && mention->type >= TRI_ENTITY_WORK)
    tri_tei_append_attribute (tag, "type", tri_entity_type_to_nick (mention->type));
  tri_tei_marks_append_mention (self, mention, FALSE);
  g_string_append_c (tag, '>');
  tri_tei_marks_add (self,
                     mention->start,
                     mention->end,
                     TRI_TEI_RANK_MENTION,
                     is_title ? "</title>" : ends[mention->type]);
}

static void
add_date (TriTeiMarks *self, const TriDate *date)
{
  g_string_append (self->blocks->tag, "<date");
  tri_tei_marks_append_date (self, date, FALSE);
  g_string_append_c (self->blocks->tag, '>');
  tri_tei_marks_add (self, date->start, date->end, TRI_TEI_RANK_DATE, "</date>");
}

/**
 * tri_tei_add_marks:
 * @window: (element-type TriPassage): @passage among those that follow it
 *
 * Adds what is marked in a passage to its markup, and the notes that stand behind it at their
 * marks.
 */
void
tri_tei_add_marks (TriTeiBlocks *blocks, GPtrArray *window, TriPassage *passage)
{
  guint n = passage->spans->len + passage->mentions->len + passage->dates->len;
  g_autofree guint8 *said = n > 0 ? g_malloc0 (n) : NULL;
  TriTeiMarks self = { blocks, blocks->markup, passage, window, said };

  if (!said)
    return;
  self.mentions = said + passage->spans->len;
  self.dates = self.mentions + passage->mentions->len;
  for (guint i = 0; i < passage->spans->len; i++)
    if (tri_tei_marks_get_span (&self, i)->kind == TRI_SPAN_OTHER)
      {
        guint n_before = self.markup->ranges->len;

        tri_tei_marks_add_kept (&self, i);
        order_from (&self, n_before, i);
      }
  for (guint i = 0; i < passage->mentions->len; i++)
    if (!self.mentions[i])
      add_mention (&self, &g_array_index (passage->mentions, TriMention, i));
  for (guint i = 0; i < passage->dates->len; i++)
    if (!self.dates[i])
      add_date (&self, &g_array_index (passage->dates, TriDate, i));
  for (guint i = 0; i < passage->spans->len; i++)
    if (!self.spans[i] && tri_tei_marks_get_span (&self, i)->kind != TRI_SPAN_OTHER)
      {
        guint n_before = self.markup->ranges->len;

        add_span (&self, tri_tei_marks_get_span (&self, i));
        order_from (&self, n_before, i);
      }
}
