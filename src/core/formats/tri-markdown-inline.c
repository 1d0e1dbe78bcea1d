/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-markdown-inline.h"

#include <cmark-gfm-core-extensions.h>
#include <libxml/HTMLparser.h>
#include <string.h>

#define MAX_DEPTH 100
#define MAX_ENTITY 64

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

/* Whether the tag, of either end, is of one of the elements @names, between blanks. */
static gboolean
is_one_of (const char *html, const char *names)
{
  const char *name = html + (html[1] == '/' ? 2 : 1);
  g_autofree char *word = NULL;
  gsize n = 0;

  while (g_ascii_isalnum (name[n]))
    n++;
  word = g_strdup_printf (" %.*s ", (int) MIN (n, 32), name);
  for (char *c = word; *c; c++)
    *c = g_ascii_tolower (*c);
  return n > 0 && strstr (names, word);
}

/* Behind the tag, the comment, or the element that says nothing to a reader. */
static const char *
skip_markup (const char *html)
{
  static const char mute[] = " script style ";
  gsize n;

  if (g_str_has_prefix (html, "<!--"))
    {
      const char *end = strstr (html, "-->");

      return end ? end + 3 : html + strlen (html);
    }
  if (html[1] != '/' && is_one_of (html, mute))
    do
      html += 1 + strcspn (html + 1, "<");
    while (*html && !(html[1] == '/' && is_one_of (html, mute)));
  n = strcspn (html, ">");
  return html + n + (html[n] == '>');
}

/* Where the words of a browser would not stand in one line. */
static void
append_break (TriMarkdown *self, const char *tag)
{
  static const char blocks[] = " blockquote br caption details div dl dt dd figure h1 h2 h3 h4 h5"
                               " h6 hr li ol p pre summary table tr ul ";
  static const char cells[] = " td th ";

  if (is_one_of (tag, blocks))
    tri_builder_break_line (self->builder);
  else if (is_one_of (tag, cells))
    tri_builder_append (self->builder, " ", 1);
}

static gunichar
get_character (const char *entity, gsize length)
{
  g_autofree char *name = g_strndup (entity, length);
  gboolean is_hex = name[0] == '#' && (name[1] == 'x' || name[1] == 'X');
  guint64 number = 0;

  if (name[0] != '#')
    {
      const htmlEntityDesc *known = htmlEntityLookup ((const xmlChar *) name);

      number = known ? known->value : 0;
    }
  else if (!g_ascii_string_to_unsigned (name + (is_hex ? 2 : 1),
                                        is_hex ? 16 : 10,
                                        1,
                                        0x10ffff,
                                        &number,
                                        NULL))
    return 0;
  return g_unichar_validate ((gunichar) number) ? (gunichar) number : 0;
}

/* To the end of the name at @at; no entity has a longer one than MAX_ENTITY. */
static gsize
measure_entity (const char *at, const char *end)
{
  gsize n = 0;

  while (at + n < end && n < MAX_ENTITY && !strchr ("; &<", at[n]))
    n++;
  return n;
}

/* HTML says "&eacute;" where it means é. */
static void
append_words (TriMarkdown *self, const char *words, gsize length)
{
  g_autoptr (GString) plain = g_string_sized_new (length);
  const char *end = words + length;

  while (words < end)
    {
      const char *amp = memchr (words, '&', (gsize) (end - words));
      gsize n = amp ? measure_entity (amp + 1, end) : 0;
      gunichar c = amp && amp[n + 1] == ';' ? get_character (amp + 1, n) : 0;

      g_string_append_len (plain, words, (amp ? amp : end) - words);
      if (c)
        g_string_append_unichar (plain, c);
      else if (amp)
        g_string_append_c (plain, '&');
      words = !amp ? end : c ? amp + n + 2
                             : amp + 1;
    }
  tri_builder_append (self->builder, plain->str, plain->len);
}

/**
 * tri_markdown_append_html:
 *
 * Appends what stands between the tags; elements that are no part of a line break it. Nothing else
 * of HTML is understood, and nothing of it is shown.
 */
void
tri_markdown_append_html (TriMarkdown *self, const char *html)
{
  while (*html)
    {
      gsize n = strcspn (html, "<");

      append_words (self, html, n);
      html += n;
      if (!*html)
        break;
      append_break (self, html);
      html = skip_markup (html);
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
