/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-blocks.h"

#include "model/tri-item-marker.h"

#include <libxml/parser.h>

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
  [TRI_SPAN_TITLE] = { "title", "<title>" },
  [TRI_SPAN_QUOTE] = { "q", "<q>" },
  [TRI_SPAN_FOREIGN] = { "foreign", NULL },
  [TRI_SPAN_LINK] = { "ref", NULL },
};

static char *
dup_tag (const char *element, const char *attribute, const char *value, const char *end)
{
  GString *tag = g_string_new ("<");

  g_string_append (tag, element);
  tri_tei_append_attribute (tag, attribute, value ? value : "");
  g_string_append (tag, end);
  return g_string_free (tag, FALSE);
}

static gboolean
has_span (const TriPassage *passage, TriSpanKind kind, guint start, guint end)
{
  for (guint i = 0; i < passage->spans->len; i++)
    {
      const TriSpan *span = &g_array_index (passage->spans, TriSpan, i);

      if (span->kind == kind && span->start == start && span->end == end)
        return TRUE;
    }
  return FALSE;
}

/**
 * tri_tei_is_title:
 *
 * Returns: whether the mention and a span of @passage are both said by one title element
 */
gboolean
tri_tei_is_title (const TriPassage *passage, const TriMention *mention)
{
  return mention->type == TRI_ENTITY_WORK
         && mention->origin == TRI_ORIGIN_ENCODED
         && mention->entity != 0
         && has_span (passage, TRI_SPAN_TITLE, mention->start, mention->end);
}

static gboolean
is_in_mention (const TriPassage *passage, const TriSpan *span)
{
  for (guint i = 0; i < passage->mentions->len; i++)
    {
      const TriMention *mention = &g_array_index (passage->mentions, TriMention, i);

      if (mention->start == span->start
          && mention->end == span->end
          && tri_tei_is_title (passage, mention))
        return TRUE;
    }
  return FALSE;
}

/* What would mean something else here is left out: ids, links and languages are written where
 * they belong, prefixes are not declared. */
static gboolean
is_kept (const xmlAttr *attribute)
{
  const char *name = (const char *) attribute->name;

  return !attribute->ns
         && !strchr (name, ':')
         && !g_str_equal (name, "corresp")
         && attribute->children
         && attribute->children->content;
}

static char *
dup_element_tag (const xmlNode *element, const char *end)
{
  GString *tag = g_string_new ("<");

  g_string_append (tag, (const char *) element->name);
  for (const xmlAttr *attribute = element->properties; attribute; attribute = attribute->next)
    if (is_kept (attribute))
      tri_tei_append_attribute (tag,
                                (const char *) attribute->name,
                                (const char *) attribute->children->content);
  g_string_append (tag, end);
  return g_string_free (tag, FALSE);
}

/* The start tag (an empty element with @is_point) for one that was kept as it stood in a file, or
 * NULL when it is not one of TEI. */
static char *
dup_kept_tag (const char *kept, gboolean is_point, char **element)
{
  gsize length = kept && kept[0] == '<' ? strlen (kept) : 0;
  g_autofree char *empty = NULL;
  xmlDoc *document = NULL;
  xmlNode *root = NULL;
  char *tag = NULL;

  if (length < 3 || kept[length - 1] != '>')
    return NULL;
  empty = g_strdup_printf ("%.*s/>", (int) (length - (kept[length - 2] == '/' ? 2 : 1)), kept);
  document = xmlReadMemory (empty,
                            (int) strlen (empty),
                            NULL,
                            NULL,
                            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  root = document ? xmlDocGetRootElement (document) : NULL;
  if (root && !root->ns && !strchr ((const char *) root->name, ':'))
    {
      tag = dup_element_tag (root, is_point ? "/>" : ">");
      *element = is_point ? NULL : g_strdup ((const char *) root->name);
    }
  g_clear_pointer (&document, xmlFreeDoc);
  return tag;
}

/* The next passage that is to be written, when it is the note of this mark. */
static TriPassage *
find_note (TriTeiBlocks *self, GPtrArray *window, const char *key)
{
  guint first = ((TriPassage *) g_ptr_array_index (window, 0))->ord;
  TriPassage *next = NULL;

  if (self->next_ord - first >= window->len)
    return NULL;
  next = g_ptr_array_index (window, self->next_ord - first);
  return next->kind == TRI_PASSAGE_NOTE && g_strcmp0 (next->key, key) == 0 ? next : NULL;
}

static void
add_inline_note (TriTeiBlocks *self,
                 GArray *ranges,
                 GPtrArray *window,
                 TriPassage *note,
                 guint offset)
{
  GString *out = g_string_new (NULL);

  self->next_ord = note->ord + 1;
  tri_tei_append_start (self, out, "note place=\"foot\"", note);
  tri_tei_append_content (self, out, window, note);
  g_string_append (out, "</note>");
  tri_tei_ranges_add (ranges,
                      offset,
                      offset,
                      TRI_TEI_RANK_SPAN,
                      g_string_free (out, FALSE),
                      NULL);
}

/* A note that stands right behind goes to its mark. A second mark, one with words of its own and
 * one whose note stands elsewhere point at it. */
static void
add_note (TriTeiBlocks *self,
          GArray *ranges,
          GPtrArray *window,
          TriPassage *passage,
          const TriSpan *span)
{
  gboolean is_point = span->start == span->end;
  TriPassage *note = is_point ? find_note (self, window, span->value) : NULL;
  g_autofree char *id = NULL;
  g_autofree char *target = NULL;

  if (note)
    {
      add_inline_note (self, ranges, window, note, span->start);
      return;
    }
  if (!span->value)
    return;
  id = tri_tei_ids_dup_key (self->ids, passage->text, span->value);
  target = g_strconcat ("#", id, NULL);
  tri_tei_ranges_add (ranges,
                      span->start,
                      span->end,
                      TRI_TEI_RANK_SPAN,
                      dup_tag ("ref type=\"note\"", "target", target, is_point ? "/>" : ">"),
                      is_point ? NULL : "ref");
}

static void
add_variant (GArray *ranges, const TriSpan *span)
{
  g_autoptr (GString) close = g_string_new ("</reg><orig>");
  char *open = g_strdup ("<choice><reg>");
  TriTeiRange range = { span->start, span->end, TRI_TEI_RANK_SPAN, open, NULL, NULL, NULL };

  tri_tei_append_escaped (close, span->value ? span->value : "", -1);
  g_string_append (close, "</orig></choice>");
  range.close = g_string_free (g_steal_pointer (&close), FALSE);
  g_array_append_val (ranges, range);
}

static void
add_kept (GArray *ranges, const TriSpan *span)
{
  gboolean is_point = span->start == span->end;
  g_autofree char *element = NULL;
  char *open = dup_kept_tag (span->value, is_point, &element);

  if (open)
    tri_tei_ranges_add (ranges, span->start, span->end, TRI_TEI_RANK_SPAN, open, element);
}

static void
add_known (GArray *ranges, const TriPassage *passage, const TriSpan *span)
{
  const SpanElement *known = NULL;
  char *open = NULL;

  if (span->kind >= G_N_ELEMENTS (span_elements) || span->start == span->end)
    return;
  if (span->kind == TRI_SPAN_TITLE && is_in_mention (passage, span))
    return;
  known = &span_elements[span->kind];
  if (span->kind == TRI_SPAN_FOREIGN)
    open = dup_tag ("foreign", "xml:lang", span->value, ">");
  else if (span->kind == TRI_SPAN_LINK)
    open = dup_tag ("ref", "target", span->value, ">");
  else
    open = g_strdup (known->open);
  tri_tei_ranges_add (ranges, span->start, span->end, TRI_TEI_RANK_SPAN, open, known->element);
}

/**
 * tri_tei_add_spans:
 * @window: (element-type TriPassage): @passage among those that follow it
 *
 * Adds what the spans of a passage say as elements, and the notes that stand behind it at their
 * marks.
 */
void
tri_tei_add_spans (TriTeiBlocks *self, GArray *ranges, GPtrArray *window, TriPassage *passage)
{
  for (guint i = 0; i < passage->spans->len; i++)
    {
      const TriSpan *span = &g_array_index (passage->spans, TriSpan, i);

      if (passage->kind == TRI_PASSAGE_ITEM && tri_item_marker_is_span (span))
        continue;
      if (span->kind == TRI_SPAN_NOTE)
        add_note (self, ranges, window, passage, span);
      else if (span->kind == TRI_SPAN_PAGE)
        tri_tei_ranges_add (ranges,
                            span->start,
                            span->start,
                            TRI_TEI_RANK_SPAN,
                            dup_tag ("pb", "n", span->value, "/>"),
                            NULL);
      else if (span->kind == TRI_SPAN_VARIANT && span->start < span->end)
        add_variant (ranges, span);
      else if (span->kind == TRI_SPAN_OTHER)
        add_kept (ranges, span);
      else
        add_known (ranges, passage, span);
    }
}
