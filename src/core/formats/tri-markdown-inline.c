/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-markdown-inline.h"

#include <cmark-gfm-core-extensions.h>
#include <string.h>

#define MAX_DEPTH 100

static void
index_notes (TriMarkdown *self)
{
  guint n = 0;

  for (cmark_node *node = cmark_node_first_child (self->root); node; node = cmark_node_next (node))
    if (cmark_node_get_type (node) == CMARK_NODE_FOOTNOTE_DEFINITION)
      {
        g_autofree char *number = g_strdup_printf ("%u", ++n);

        g_hash_table_insert (self->notes, g_steal_pointer (&number), node);
      }
}

void
tri_markdown_init (TriMarkdown *self, cmark_node *root)
{
  self->builder = tri_builder_new ();
  self->root = root;
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  index_notes (self);
}

void
tri_markdown_clear (TriMarkdown *self)
{
  g_clear_pointer (&self->builder, tri_builder_free);
  g_clear_pointer (&self->notes, g_hash_table_unref);
  g_clear_pointer (&self->written, g_hash_table_unref);
}

/**
 * tri_markdown_append_html:
 *
 * Appends what stands between the tags; a break breaks the line. Nothing else of HTML is
 * understood, and nothing of it is shown.
 */
void
tri_markdown_append_html (TriMarkdown *self, const char *html)
{
  while (*html)
    {
      gsize n = strcspn (html, "<");

      tri_builder_append (self->builder, html, n);
      html += n;
      if (!*html)
        break;
      if (g_str_has_prefix (html, "<!--"))
        {
          const char *end = strstr (html, "-->");

          html = end ? end + 3 : html + strlen (html);
          continue;
        }
      if (g_ascii_strncasecmp (html, "<br", 3) == 0)
        tri_builder_break_line (self->builder);
      n = strcspn (html, ">");
      html += n + (html[n] == '>');
    }
}

static int
get_span (cmark_node *node)
{
  cmark_node_type type = cmark_node_get_type (node);

  if (type == CMARK_NODE_EMPH)
    return TRI_SPAN_EMPHASIS;
  if (type == CMARK_NODE_STRONG)
    return TRI_SPAN_STRONG;
  if (type == CMARK_NODE_CODE)
    return TRI_SPAN_CODE;
  if (type == CMARK_NODE_LINK)
    return TRI_SPAN_LINK;
  if (g_str_equal (cmark_node_get_type_string (node), "strikethrough"))
    return TRI_SPAN_STRIKE;
  return -1;
}

/* The paragraphs of a note are lines of one passage. */
static void
append_blocks (TriMarkdown *self, cmark_node *node)
{
  for (cmark_node *child = cmark_node_first_child (node); child; child = cmark_node_next (child))
    {
      tri_builder_break_line (self->builder);
      tri_markdown_append (self, child);
    }
}

static void
append_note (TriMarkdown *self, cmark_node *mark)
{
  const char *number = cmark_node_get_literal (mark);
  cmark_node *definition = number ? g_hash_table_lookup (self->notes, number) : NULL;
  TriBuilder *outer = self->builder;
  TriPlace place = tri_builder_get_place (outer);
  TriRange range = { place.offset, place.offset };
  g_autofree char *key = g_strdup_printf ("note-%s", number ? number : "");

  if (!definition)
    return;
  tri_builder_add_span (outer, range, TRI_SPAN_NOTE, key);
  if (!g_hash_table_add (self->written, g_strdup (key)))
    return;
  self->builder = tri_builder_new ();
  self->builder->kind = TRI_PASSAGE_NOTE;
  self->builder->key = g_steal_pointer (&key);
  append_blocks (self, definition);
  tri_builder_take_note (outer, self->builder);
  self->builder = outer;
}

/* A leaf of the tree; FALSE for a node that has children. */
static gboolean
append_leaf (TriMarkdown *self, cmark_node *node)
{
  cmark_node_type type = cmark_node_get_type (node);
  const char *literal = cmark_node_get_literal (node);

  if (type == CMARK_NODE_TEXT)
    tri_builder_append (self->builder, literal, strlen (literal));
  else if (type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK)
    tri_builder_append_verbatim (self->builder, literal, strlen (literal));
  else if (type == CMARK_NODE_SOFTBREAK)
    tri_builder_append (self->builder, " ", 1);
  else if (type == CMARK_NODE_LINEBREAK)
    tri_builder_break_line (self->builder);
  else if (type == CMARK_NODE_HTML_INLINE || type == CMARK_NODE_HTML_BLOCK)
    tri_markdown_append_html (self, literal);
  else if (type == CMARK_NODE_FOOTNOTE_REFERENCE)
    append_note (self, node);
  else
    return FALSE;
  return TRUE;
}

/* Emphasis nested absurdly deep loses its words rather than the stack. */
static void
append_children (TriMarkdown *self, cmark_node *node)
{
  cmark_node *child = self->depth < MAX_DEPTH ? cmark_node_first_child (node) : NULL;

  self->depth++;
  for (; child; child = cmark_node_next (child))
    tri_markdown_append (self, child);
  self->depth--;
}

/**
 * tri_markdown_append:
 * @node: a paragraph, a heading, a cell, or something in them
 *
 * Appends the words of the node to the passage, with their emphasis, links and notes as spans. Of
 * a picture the words that stand for it remain.
 */
void
tri_markdown_append (TriMarkdown *self, cmark_node *node)
{
  TriPlace start = tri_builder_get_place (self->builder);
  int span = get_span (node);

  if (!append_leaf (self, node))
    append_children (self, node);
  if (span >= 0)
    {
      TriRange range = tri_builder_get_range (self->builder, start);
      const char *url = span == TRI_SPAN_LINK ? cmark_node_get_url (node) : NULL;

      if (range.end > range.start && !(url && (!*url || g_str_equal (url, "#"))))
        tri_builder_add_span (self->builder, range, (TriSpanKind) span, url);
    }
}

char *
tri_markdown_dup_text (cmark_node *node)
{
  TriMarkdown markdown = { 0 };
  char *text = NULL;

  tri_markdown_init (&markdown, node);
  tri_markdown_append (&markdown, node);
  text = g_strdup (markdown.builder->content->str);
  tri_markdown_clear (&markdown);
  return text;
}
