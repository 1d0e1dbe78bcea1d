/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-html-tag.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  const char *name;
  TriHtmlRole role;
  int arg;
} Element;

/* By name. What is not here is inline and says nothing. */
static const Element elements[] = {
  { "a", TRI_HTML_LINK, 0 },
  { "address", TRI_HTML_BLOCK, 0 },
  { "annotation", TRI_HTML_SKIP, 0 },
  { "applet", TRI_HTML_SKIP, 0 },
  { "article", TRI_HTML_ROOT, 1 },
  { "aside", TRI_HTML_BLOCK, 0 },
  { "audio", TRI_HTML_SKIP, 0 },
  { "b", TRI_HTML_SPAN, TRI_SPAN_STRONG },
  { "blockquote", TRI_HTML_QUOTE, 0 },
  { "body", TRI_HTML_ROOT, 0 },
  { "br", TRI_HTML_BREAK, 0 },
  { "button", TRI_HTML_SKIP, 0 },
  { "canvas", TRI_HTML_SKIP, 0 },
  { "caption", TRI_HTML_BLOCK, 0 },
  { "center", TRI_HTML_BLOCK, 0 },
  { "cite", TRI_HTML_SPAN, TRI_SPAN_TITLE },
  { "code", TRI_HTML_SPAN, TRI_SPAN_CODE },
  { "datalist", TRI_HTML_SKIP, 0 },
  { "dd", TRI_HTML_DEFINITION, 0 },
  { "del", TRI_HTML_SPAN, TRI_SPAN_STRIKE },
  { "details", TRI_HTML_BLOCK, 0 },
  { "dfn", TRI_HTML_SPAN, TRI_SPAN_EMPHASIS },
  { "dialog", TRI_HTML_SKIP, 0 },
  { "dir", TRI_HTML_LIST, 0 },
  { "div", TRI_HTML_BLOCK, 0 },
  { "dl", TRI_HTML_LIST, 0 },
  { "dt", TRI_HTML_BLOCK, 0 },
  { "em", TRI_HTML_SPAN, TRI_SPAN_EMPHASIS },
  { "embed", TRI_HTML_SKIP, 0 },
  { "fieldset", TRI_HTML_BLOCK, 0 },
  { "figcaption", TRI_HTML_BLOCK, 0 },
  { "figure", TRI_HTML_BLOCK, 0 },
  { "footer", TRI_HTML_BANNER, 0 },
  { "form", TRI_HTML_BLOCK, 0 },
  { "frameset", TRI_HTML_SKIP, 0 },
  { "h1", TRI_HTML_HEADING, 1 },
  { "h2", TRI_HTML_HEADING, 2 },
  { "h3", TRI_HTML_HEADING, 3 },
  { "h4", TRI_HTML_HEADING, 4 },
  { "h5", TRI_HTML_HEADING, 5 },
  { "h6", TRI_HTML_HEADING, 6 },
  { "header", TRI_HTML_BANNER, 0 },
  { "hgroup", TRI_HTML_BLOCK, 0 },
  { "hr", TRI_HTML_BLOCK, 0 },
  { "html", TRI_HTML_ROOT, 0 },
  { "i", TRI_HTML_SPAN, TRI_SPAN_EMPHASIS },
  { "iframe", TRI_HTML_SKIP, 0 },
  { "img", TRI_HTML_IMAGE, 0 },
  { "input", TRI_HTML_SKIP, 0 },
  { "ins", TRI_HTML_SPAN, TRI_SPAN_UNDERLINE },
  { "kbd", TRI_HTML_SPAN, TRI_SPAN_CODE },
  { "label", TRI_HTML_SKIP, 0 },
  { "legend", TRI_HTML_SKIP, 0 },
  { "li", TRI_HTML_ITEM, 0 },
  { "listing", TRI_HTML_PRE, 0 },
  { "main", TRI_HTML_ROOT, 0 },
  { "map", TRI_HTML_SKIP, 0 },
  { "menu", TRI_HTML_LIST, 0 },
  { "meta", TRI_HTML_META, 0 },
  { "meter", TRI_HTML_SKIP, 0 },
  { "nav", TRI_HTML_SKIP, 0 },
  { "noembed", TRI_HTML_SKIP, 0 },
  { "noframes", TRI_HTML_SKIP, 0 },
  { "noscript", TRI_HTML_SKIP, 0 },
  { "object", TRI_HTML_SKIP, 0 },
  { "ol", TRI_HTML_LIST, 1 },
  { "optgroup", TRI_HTML_SKIP, 0 },
  { "option", TRI_HTML_SKIP, 0 },
  { "p", TRI_HTML_BLOCK, 0 },
  { "pre", TRI_HTML_PRE, 0 },
  { "progress", TRI_HTML_SKIP, 0 },
  { "q", TRI_HTML_SPAN, TRI_SPAN_QUOTE },
  { "rp", TRI_HTML_SKIP, 0 },
  { "rt", TRI_HTML_SKIP, 0 },
  { "s", TRI_HTML_SPAN, TRI_SPAN_STRIKE },
  { "samp", TRI_HTML_SPAN, TRI_SPAN_CODE },
  { "script", TRI_HTML_SKIP, 0 },
  { "section", TRI_HTML_ROOT, 1 },
  { "select", TRI_HTML_SKIP, 0 },
  { "strike", TRI_HTML_SPAN, TRI_SPAN_STRIKE },
  { "strong", TRI_HTML_SPAN, TRI_SPAN_STRONG },
  { "style", TRI_HTML_SKIP, 0 },
  { "sub", TRI_HTML_SPAN, TRI_SPAN_SUBSCRIPT },
  { "summary", TRI_HTML_BLOCK, 0 },
  { "sup", TRI_HTML_SPAN, TRI_SPAN_SUPERSCRIPT },
  { "svg", TRI_HTML_SKIP, 0 },
  { "table", TRI_HTML_BLOCK, 0 },
  { "tbody", TRI_HTML_BLOCK, 0 },
  { "td", TRI_HTML_CELL, 0 },
  { "template", TRI_HTML_SKIP, 0 },
  { "textarea", TRI_HTML_SKIP, 0 },
  { "tfoot", TRI_HTML_BLOCK, 0 },
  { "th", TRI_HTML_CELL, 0 },
  { "thead", TRI_HTML_BLOCK, 0 },
  { "title", TRI_HTML_TITLE, 0 },
  { "tr", TRI_HTML_ROW, 0 },
  { "tt", TRI_HTML_SPAN, TRI_SPAN_CODE },
  { "u", TRI_HTML_SPAN, TRI_SPAN_UNDERLINE },
  { "ul", TRI_HTML_LIST, 0 },
  { "var", TRI_HTML_SPAN, TRI_SPAN_EMPHASIS },
  { "video", TRI_HTML_SKIP, 0 },
  { "xmp", TRI_HTML_PRE, 0 },
};

typedef struct
{
  const char *word;
  guint flags;
  int span;
} Word;

/* What is said in class, role and epub:type, by word. */
static const Word words[] = {
  { "backlink", TRI_HTML_IS_BACK_LINK, -1 },
  { "backref", TRI_HTML_IS_BACK_LINK, -1 },
  { "blockquot", TRI_HTML_IS_QUOTE, -1 },
  { "blockquote", TRI_HTML_IS_QUOTE, -1 },
  { "bold", 0, TRI_SPAN_STRONG },
  { "contentinfo", TRI_HTML_IS_HIDDEN, -1 },
  { "doc-backlink", TRI_HTML_IS_BACK_LINK, -1 },
  { "doc-endnote", TRI_HTML_IS_NOTE, -1 },
  { "doc-endnotes", TRI_HTML_IS_NOTES, -1 },
  { "doc-footnote", TRI_HTML_IS_NOTE, -1 },
  { "doc-noteref", TRI_HTML_IS_NOTE_REF, -1 },
  { "doc-pagebreak", TRI_HTML_IS_PAGE, -1 },
  { "doc-toc", TRI_HTML_IS_HIDDEN, -1 },
  { "endnote", TRI_HTML_IS_NOTE, -1 },
  { "endnotes", TRI_HTML_IS_NOTES, -1 },
  { "fnanchor", TRI_HTML_IS_NOTE_REF, -1 },
  { "footnote", TRI_HTML_IS_NOTE, -1 },
  { "footnote-back", TRI_HTML_IS_BACK_LINK, -1 },
  { "footnote-backref", TRI_HTML_IS_BACK_LINK, -1 },
  { "footnote-ref", TRI_HTML_IS_NOTE_REF, -1 },
  { "footnotes", TRI_HTML_IS_NOTES, -1 },
  { "headerlink", TRI_HTML_IS_HIDDEN, -1 },
  { "italic", 0, TRI_SPAN_EMPHASIS },
  { "italics", 0, TRI_SPAN_EMPHASIS },
  { "landmarks", TRI_HTML_IS_HIDDEN, -1 },
  { "line", TRI_HTML_IS_LINE, -1 },
  { "linegroup", TRI_HTML_IS_POEM | TRI_HTML_IS_STANZA, -1 },
  { "link_return", TRI_HTML_IS_BACK_LINK, -1 },
  { "mw-editsection", TRI_HTML_IS_HIDDEN, -1 },
  { "navbox", TRI_HTML_IS_HIDDEN, -1 },
  { "navigation", TRI_HTML_IS_HIDDEN, -1 },
  { "noprint", TRI_HTML_IS_HIDDEN, -1 },
  { "note", TRI_HTML_IS_NOTE, -1 },
  { "notelink", TRI_HTML_IS_NOTE_REF, -1 },
  { "noteref", TRI_HTML_IS_NOTE_REF, -1 },
  { "notes", TRI_HTML_IS_NOTES, -1 },
  { "notetext", TRI_HTML_IS_NOTE, -1 },
  { "page-list", TRI_HTML_IS_HIDDEN, -1 },
  { "page-number", TRI_HTML_IS_PAGE, -1 },
  { "pagebreak", TRI_HTML_IS_PAGE, -1 },
  { "pageno", TRI_HTML_IS_PAGE, -1 },
  { "pagenum", TRI_HTML_IS_PAGE, -1 },
  { "pagenumber", TRI_HTML_IS_PAGE, -1 },
  { "pg-boilerplate", TRI_HTML_IS_HIDDEN, -1 },
  { "pgfooter", TRI_HTML_IS_HIDDEN, -1 },
  { "pgheader", TRI_HTML_IS_HIDDEN, -1 },
  { "poem", TRI_HTML_IS_POEM, -1 },
  { "poetry", TRI_HTML_IS_POEM, -1 },
  { "rearnote", TRI_HTML_IS_NOTE, -1 },
  { "rearnotes", TRI_HTML_IS_NOTES, -1 },
  { "references", TRI_HTML_IS_NOTES, -1 },
  { "reversefootnote", TRI_HTML_IS_BACK_LINK, -1 },
  { "sc", 0, TRI_SPAN_SMALL_CAPS },
  { "search", TRI_HTML_IS_HIDDEN, -1 },
  { "small-caps", 0, TRI_SPAN_SMALL_CAPS },
  { "smallcaps", 0, TRI_SPAN_SMALL_CAPS },
  { "smcap", 0, TRI_SPAN_SMALL_CAPS },
  { "stanza", TRI_HTML_IS_POEM | TRI_HTML_IS_STANZA, -1 },
  { "underline", 0, TRI_SPAN_UNDERLINE },
  { "verse", TRI_HTML_IS_POEM | TRI_HTML_IS_LINE, -1 },
  { "verseline", TRI_HTML_IS_LINE, -1 },
  { "z3998:poem", TRI_HTML_IS_POEM, -1 },
  { "z3998:verse", TRI_HTML_IS_POEM, -1 },
};

static int
compare (const void *key, const void *entry)
{
  return strcmp (key, *(const char *const *) entry);
}

static void
read_word (TriHtmlTag *tag, const char *word)
{
  const Word *found = bsearch (word, words, G_N_ELEMENTS (words), sizeof *words, compare);

  if (found)
    {
      tag->flags |= found->flags;
      if (found->span >= 0)
        tag->span = found->span;
    }
  else if (word[0] == 'i' && g_ascii_isdigit (word[1]) && strlen (word) < 4)
    tag->flags |= TRI_HTML_IS_LINE; /* "i2": a line of verse, set in */
}

static void
read_words (TriHtmlTag *tag, const char *value, gboolean is_class)
{
  char word[24];

  while (*value)
    {
      gsize n = strcspn (value, " \t\n");

      if (n > 0 && n < sizeof word)
        {
          for (gsize i = 0; i < n; i++)
            word[i] = g_ascii_tolower (value[i]);
          word[n] = '\0';
          /* As a class it says that a page begins with what stands there. */
          if (!is_class || !g_str_equal (word, "pagebreak"))
            read_word (tag, word);
        }
      value += n;
      value += strspn (value, " \t\n");
    }
}

static void
read_style (TriHtmlTag *tag, const char *value)
{
  static const Word styles[] = {
    { "display:none", TRI_HTML_IS_HIDDEN, -1 },
    { "visibility:hidden", TRI_HTML_IS_HIDDEN, -1 },
    { "font-style:italic", 0, TRI_SPAN_EMPHASIS },
    { "font-weight:bold", 0, TRI_SPAN_STRONG },
    { "font-weight:700", 0, TRI_SPAN_STRONG },
    { "font-variant:small-caps", 0, TRI_SPAN_SMALL_CAPS },
    { "text-decoration:underline", 0, TRI_SPAN_UNDERLINE },
    { "text-decoration:line-through", 0, TRI_SPAN_STRIKE },
    { "vertical-align:super", 0, TRI_SPAN_SUPERSCRIPT },
    { "vertical-align:sub;", 0, TRI_SPAN_SUBSCRIPT },
  };
  g_autofree char *plain = NULL;
  char *to = NULL;

  if (strlen (value) > 2000)
    return;
  to = plain = g_ascii_strdown (value, -1);
  for (const char *from = plain; *from; from++)
    if (!g_ascii_isspace (*from))
      *to++ = *from;
  *to = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (strstr (plain, styles[i].word))
      {
        tag->flags |= styles[i].flags;
        if (styles[i].span >= 0)
          tag->span = styles[i].span;
      }
}

static void
read_attribute (TriHtmlTag *tag, const char *name, const char *value)
{
  const struct
  {
    const char *name;
    const char **at;
  } places[] = {
    { "id", &tag->id },
    { "href", &tag->href },
    { "alt", &tag->alt },
    { "title", &tag->title },
    { "content", &tag->content },
    { "property", &tag->property },
    { "http-equiv", &tag->property },
    { "start", &tag->start },
    { "value", &tag->value },
    { "type", &tag->type },
    { "xml:lang", &tag->lang },
    { "xml:id", &tag->id },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (name, places[i].name))
      {
        *places[i].at = value;
        return;
      }
  if (g_str_equal (name, "class"))
    read_words (tag, value, TRUE);
  else if (g_str_equal (name, "epub:type") || g_str_equal (name, "role"))
    read_words (tag, value, FALSE);
  else if (g_str_equal (name, "style"))
    read_style (tag, value);
  else if (g_str_equal (name, "lang") && !tag->lang)
    tag->lang = value;
  else if (g_str_equal (name, "name") && tag->role == TRI_HTML_META)
    tag->property = value;
  else if (g_str_equal (name, "name") && tag->role == TRI_HTML_LINK && !tag->id)
    tag->id = value;
  else if (g_str_equal (name, "hidden")
           || (g_str_equal (name, "aria-hidden") && g_str_equal (value, "true")))
    tag->flags |= TRI_HTML_IS_HIDDEN;
  else if (g_str_equal (name, "reversed"))
    tag->is_reversed = TRUE;
}

/**
 * tri_html_tag:
 * @name: in small letters
 * @attributes: (array zero-terminated=1): names and values by turns
 */
TriHtmlTag
tri_html_tag (const char *name, const char *const *attributes)
{
  const Element *element = bsearch (name,
                                    elements,
                                    G_N_ELEMENTS (elements),
                                    sizeof *elements,
                                    compare);
  TriHtmlTag tag = { .name = name, .span = -1 };

  if (element)
    {
      tag.role = element->role;
      tag.arg = element->arg;
    }
  for (; *attributes; attributes += 2)
    read_attribute (&tag, attributes[0], attributes[1] ? attributes[1] : "");
  if (tag.role == TRI_HTML_SPAN)
    tag.span = tag.arg;
  else if (tag.role == TRI_HTML_INLINE && tag.span >= 0)
    tag.role = TRI_HTML_SPAN;
  if (tag.id && !*tag.id)
    tag.id = NULL;
  if (tag.lang && !*tag.lang)
    tag.lang = NULL;
  /* Notes that pop up are hidden where they stand. */
  if (tag.flags & (TRI_HTML_IS_NOTE | TRI_HTML_IS_NOTES))
    tag.flags &= ~(guint) TRI_HTML_IS_HIDDEN;
  return tag;
}

gboolean
tri_html_role_is_block (TriHtmlRole role)
{
  return role >= TRI_HTML_BLOCK && role <= TRI_HTML_BANNER;
}
