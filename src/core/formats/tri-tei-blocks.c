/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-blocks.h"

#include "formats/tri-tei-lists.h"

#include <libxml/parser.h>

static void append_content (TriTeiBlocks *self,
                            GString *out,
                            GPtrArray *window,
                            TriPassage *passage);

typedef struct
{
  const char *element;
  const char *open;
} SpanElement;

static const SpanElement span_elements[] = {
  [TRI_SPAN_EMPHASIS] = { "hi", "<hi rend=\"italic\">" },
  [TRI_SPAN_STRONG] = { "hi", "<hi rend=\"bold\">" },
  [TRI_SPAN_SMALL_CAPS] = { "hi", "<hi rend=\"smallcaps\">" },
  [TRI_SPAN_SUPERSCRIPT] = { "hi", "<hi rend=\"superscript\">" },
  [TRI_SPAN_SUBSCRIPT] = { "hi", "<hi rend=\"subscript\">" },
  [TRI_SPAN_UNDERLINE] = { "hi", "<hi rend=\"underline\">" },
  [TRI_SPAN_STRIKE] = { "hi", "<hi rend=\"strikethrough\">" },
  [TRI_SPAN_CODE] = { "hi", "<hi rend=\"code\">" },
  [TRI_SPAN_TITLE] = { "hi", "<hi rend=\"title\">" },
  [TRI_SPAN_QUOTE] = { "q", "<q>" },
  [TRI_SPAN_FOREIGN] = { "foreign", NULL },
  [TRI_SPAN_LINK] = { "ref", NULL },
};

static char *
dup_tag (const char *before, const char *value, const char *after)
{
  GString *tag = g_string_new (before);

  tri_tei_append_escaped (tag, value ? value : "", -1);
  g_string_append (tag, after);
  return g_string_free (tag, FALSE);
}

static gboolean
is_mention (const TriPassage *passage, const TriSpan *span)
{
  for (guint i = 0; i < passage->mentions->len; i++)
    {
      const TriMention *mention = &g_array_index (passage->mentions, TriMention, i);

      if (mention->start == span->start
          && mention->end == span->end
          && mention->type == TRI_ENTITY_WORK
          && mention->origin == TRI_ORIGIN_ENCODED)
        return TRUE;
    }
  return FALSE;
}

/* The element name of a start tag that was kept as it stood in a file, or NULL when it would
 * not be XML here. */
static char *
dup_kept_element (const char *tag)
{
  const char *name = tag && tag[0] == '<' ? tag + 1 : NULL;
  g_autofree char *element = name ? g_strndup (name, strcspn (name, " \t\n/>")) : NULL;
  g_autofree char *whole = NULL;
  xmlDoc *document = NULL;

  if (!element
      || strchr (element, ':')
      || !g_str_has_suffix (tag, ">")
      || g_str_has_suffix (tag, "/>"))
    return NULL;
  whole = g_strdup_printf ("%s</%s>", tag, element);
  document = xmlReadMemory (whole,
                            (int) strlen (whole),
                            NULL,
                            NULL,
                            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (!document)
    return NULL;
  xmlFreeDoc (document);
  return g_steal_pointer (&element);
}

static TriPassage *
find_note (GPtrArray *window, const char *key)
{
  for (guint i = 0; key && i < window->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (window, i);

      if (passage->kind == TRI_PASSAGE_NOTE && g_str_equal (passage->key, key))
        return passage;
    }
  return NULL;
}

static void
add_note (TriTeiBlocks *self, GArray *ranges, GPtrArray *window, const TriSpan *span)
{
  TriPassage *note = find_note (window, span->value);
  g_autofree char *id = NULL;
  g_autoptr (GString) out = NULL;

  if (!note || tri_tei_blocks_has_written (self, note))
    return;
  g_hash_table_add (self->written, GUINT_TO_POINTER (note->ord));
  id = tri_tei_ids_dup_passage (self->ids, note);
  out = g_string_new (NULL);
  g_string_append_printf (out, "<note place=\"foot\" xml:id=\"%s\">", id);
  append_content (self, out, window, note);
  g_string_append (out, "</note>");
  tri_tei_ranges_add (ranges,
                      span->end,
                      span->end,
                      TRI_TEI_RANK_SPAN,
                      g_string_free (g_steal_pointer (&out), FALSE),
                      NULL);
}

static void
add_variant (GArray *ranges, const TriSpan *span)
{
  g_autoptr (GString) close = g_string_new ("</reg><orig>");
  char *open = g_strdup ("<choice><reg>");
  TriTeiRange range = { span->start, span->end, TRI_TEI_RANK_SPAN, open, NULL };

  tri_tei_append_escaped (close, span->value ? span->value : "", -1);
  g_string_append (close, "</orig></choice>");
  range.close = g_string_free (g_steal_pointer (&close), FALSE);
  g_array_append_val (ranges, range);
}

static void
add_span (GArray *ranges, const TriPassage *passage, const TriSpan *span)
{
  gboolean is_known = span->kind < G_N_ELEMENTS (span_elements);
  const SpanElement *known = is_known ? &span_elements[span->kind] : NULL;
  g_autofree char *kept = NULL;
  const char *element = known ? known->element : NULL;
  char *open = NULL;

  if (span->start == span->end || (span->kind == TRI_SPAN_TITLE && is_mention (passage, span)))
    return;
  if (span->kind == TRI_SPAN_FOREIGN)
    open = dup_tag ("<foreign xml:lang=\"", span->value, "\">");
  else if (span->kind == TRI_SPAN_LINK)
    open = dup_tag ("<ref target=\"", span->value, "\">");
  else if (span->kind == TRI_SPAN_OTHER)
    {
      element = kept = dup_kept_element (span->value);
      open = g_strdup (kept ? span->value : NULL);
    }
  else if (known)
    open = g_strdup (known->open);

  if (open && element)
    tri_tei_ranges_add (ranges, span->start, span->end, TRI_TEI_RANK_SPAN, open, element);
  else
    g_free (open);
}

static void
add_spans (TriTeiBlocks *self, GArray *ranges, GPtrArray *window, TriPassage *passage)
{
  for (guint i = 0; i < passage->spans->len; i++)
    {
      const TriSpan *span = &g_array_index (passage->spans, TriSpan, i);

      if (span->kind == TRI_SPAN_NOTE)
        add_note (self, ranges, window, span);
      else if (span->kind == TRI_SPAN_PAGE)
        tri_tei_ranges_add (ranges,
                            span->start,
                            span->start,
                            TRI_TEI_RANK_SPAN,
                            dup_tag ("<pb n=\"", span->value, "\"/>"),
                            NULL);
      else if (span->kind == TRI_SPAN_VARIANT && span->start < span->end)
        add_variant (ranges, span);
      else
        add_span (ranges, passage, span);
    }
}

static char *
dup_mention_tag (TriTeiBlocks *self, const TriMention *mention)
{
  GString *tag = g_string_new (NULL);
  const char *entity = tri_tei_ids_get_entity (self->ids, mention->entity);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (tag, "<%s", tri_tei_get_name_element (mention->type));
  if (mention->type == TRI_ENTITY_EVENT)
    g_string_append (tag, " type=\"event\"");
  if (entity)
    g_string_append_printf (tag, " ref=\"#%s\"", entity);
  if (mention->origin != TRI_ORIGIN_ENCODED)
    g_string_append_printf (tag, " resp=\"#%s\"", tri_origin_to_nick (mention->origin));
  if (mention->confidence < 1)
    g_string_append_printf (tag,
                            " cert=\"%s\"",
                            g_ascii_dtostr (number, sizeof number, mention->confidence));
  g_string_append_c (tag, '>');
  return g_string_free (tag, FALSE);
}

static void
add_names_and_dates (TriTeiBlocks *self, GArray *ranges, TriPassage *passage)
{
  for (guint i = 0; i < passage->mentions->len; i++)
    {
      const TriMention *mention = &g_array_index (passage->mentions, TriMention, i);

      tri_tei_ranges_add (ranges,
                          mention->start,
                          mention->end,
                          TRI_TEI_RANK_MENTION,
                          dup_mention_tag (self, mention),
                          tri_tei_get_name_element (mention->type));
    }
  for (guint i = 0; i < passage->dates->len; i++)
    {
      const TriDate *date = &g_array_index (passage->dates, TriDate, i);
      GString *tag = g_string_new ("<date");

      tri_tei_append_date_attributes (tag, date->edtf);
      g_string_append_c (tag, '>');
      tri_tei_ranges_add (ranges,
                          date->start,
                          date->end,
                          TRI_TEI_RANK_DATE,
                          g_string_free (tag, FALSE),
                          "date");
    }
}

/* A sentence is an s; where a name or a date runs over its end it can only be marked at its
 * beginning. */
static void
add_sentences (TriTeiBlocks *self, GArray *ranges, TriPassage *passage)
{
  gboolean cross = tri_tei_ranges_cross_sentence (ranges, passage);
  g_autofree char *id = tri_tei_ids_dup_passage (self->ids, passage);

  for (guint i = 0; i < passage->sentences->len; i++)
    {
      const TriRange *sentence = &g_array_index (passage->sentences, TriRange, i);

      if (cross)
        tri_tei_ranges_add (ranges,
                            sentence->start,
                            sentence->start,
                            TRI_TEI_RANK_SENTENCE,
                            g_strdup_printf ("<milestone unit=\"sentence\" xml:id=\"%s.s%u\"/>",
                                             id,
                                             i + 1),
                            NULL);
      else
        tri_tei_ranges_add (ranges,
                            sentence->start,
                            sentence->end,
                            TRI_TEI_RANK_SENTENCE,
                            g_strdup_printf ("<s xml:id=\"%s.s%u\">", id, i + 1),
                            "s");
    }
}

static void
append_content (TriTeiBlocks *self, GString *out, GPtrArray *window, TriPassage *passage)
{
  g_autoptr (GArray) ranges = tri_tei_ranges_new ();

  add_names_and_dates (self, ranges, passage);
  add_sentences (self, ranges, passage);
  add_spans (self, ranges, window, passage);
  tri_tei_append_markup (out, passage->content, ranges);
}

static gboolean
has_significant_space (const char *content)
{
  return g_regex_match_simple ("^[ \\t]|[ \\t]$|[ \\t][ \\t]|\\t", content, 0, 0);
}

static void
append_element (TriTeiBlocks *self,
                GString *out,
                const char *element,
                GPtrArray *window,
                TriPassage *passage)
{
  g_autofree char *id = tri_tei_ids_dup_passage (self->ids, passage);
  const char *space = has_significant_space (passage->content) ? " xml:space=\"preserve\"" : "";

  g_string_append_printf (out, "<%s xml:id=\"%s\"%s>", element, id, space);
  append_content (self, out, window, passage);
}

static void
close_lists (TriTeiBlocks *self, GString *out, guint depth)
{
  for (; self->list_depth > depth; self->list_depth--)
    g_string_append (out, "</item></list>\n");
}

/* A list stays open, and the item in which the next one may nest. */
static void
append_item (TriTeiBlocks *self, GString *out, GPtrArray *window, TriPassage *passage)
{
  guint level = CLAMP (passage->level, 1, self->list_depth + 1);

  close_lists (self, out, level);
  if (self->list_depth == level)
    g_string_append (out, "</item>\n");
  else
    g_string_append (out, "<list>\n");
  self->list_depth = level;
  append_element (self, out, "item", window, passage);
}

static void
append_block (TriTeiBlocks *self, GString *out, GPtrArray *window, TriPassage *passage)
{
  static const char *const elements[] = {
    [TRI_PASSAGE_HEADING] = "head",
    [TRI_PASSAGE_PARAGRAPH] = "p",
    [TRI_PASSAGE_VERSE] = "l",
    [TRI_PASSAGE_QUOTE] = "quote",
    [TRI_PASSAGE_NOTE] = "note",
  };
  const char *element = elements[passage->kind];

  if (passage->kind == TRI_PASSAGE_HEADING && !self->at_top)
    {
      element = "ab";
      append_element (self, out, "ab type=\"heading\"", window, passage);
    }
  else
    append_element (self, out, element, window, passage);
  g_string_append_printf (out, "</%s>\n", element);
}

/**
 * tri_tei_blocks_append:
 * @window: (element-type TriPassage): passages that follow each other, with the notes of each
 * @index: which of them to write
 *
 * Appends a passage as its element, its notes at their marks.
 */
void
tri_tei_blocks_append (TriTeiBlocks *self, GString *out, GPtrArray *window, guint index)
{
  TriPassage *passage = g_ptr_array_index (window, index);
  gboolean is_verse = passage->kind == TRI_PASSAGE_VERSE;

  if (passage->kind != TRI_PASSAGE_ITEM)
    close_lists (self, out, 0);
  if (is_verse != self->in_stanza)
    g_string_append (out, is_verse ? "<lg>\n" : "</lg>\n");
  self->in_stanza = is_verse;

  if (passage->kind == TRI_PASSAGE_ITEM)
    append_item (self, out, window, passage);
  else
    append_block (self, out, window, passage);
  if (passage->kind != TRI_PASSAGE_HEADING)
    self->at_top = FALSE;
}

/**
 * tri_tei_blocks_close:
 *
 * Appends the ends of the lists and stanzas that are open.
 */
void
tri_tei_blocks_close (TriTeiBlocks *self, GString *out)
{
  close_lists (self, out, 0);
  if (self->in_stanza)
    g_string_append (out, "</lg>\n");
  self->in_stanza = FALSE;
}

gboolean
tri_tei_blocks_has_written (TriTeiBlocks *self, const TriPassage *passage)
{
  return g_hash_table_contains (self->written, GUINT_TO_POINTER (passage->ord));
}
