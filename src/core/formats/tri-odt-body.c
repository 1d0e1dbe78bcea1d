/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-odt-body.h"

#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define META "http://purl.org/dc/elements/1.1/"
#define SVG "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"

/* A paragraph, a span, or what stands in a paragraph and has paragraphs of its own. */
typedef struct
{
  TriOfficeLook look;
  gboolean takes_text;
} Context;

typedef struct
{
  char *style;
  gboolean is_fresh;    /* the item that is open has no paragraph yet */
  gboolean is_numbered; /* what is open is an item, not a line before all items */
  guint start;          /* what the item says its number is, or 0 */
} List;

static void
context_clear (gpointer data)
{
  tri_office_look_clear (&((Context *) data)->look);
}

static void
list_clear (gpointer data)
{
  g_free (((List *) data)->style);
}

void
tri_odt_body_init (TriOdtBody *self)
{
  self->styles = tri_odt_styles_new ();
  self->contexts = g_array_new (FALSE, FALSE, sizeof (Context));
  g_array_set_clear_func (self->contexts, context_clear);
  self->lists = g_array_new (FALSE, FALSE, sizeof (List));
  g_array_set_clear_func (self->lists, list_clear);
}

void
tri_odt_body_clear (TriOdtBody *self)
{
  g_clear_pointer (&self->styles, tri_odt_styles_free);
  g_clear_pointer (&self->contexts, g_array_unref);
  g_clear_pointer (&self->lists, g_array_unref);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->lang, g_free);
}

void
tri_odt_body_begin_anew (TriOdtBody *self)
{
  g_array_set_size (self->contexts, 0);
  g_array_set_size (self->lists, 0);
  memset (self->counters, 0, sizeof self->counters);
  self->skipped = self->styles_depth = self->text_depth = 0;
  self->field = NULL;
}

/* What was taken out, what programs made of the text, and what is no text. */
static gboolean
is_passed_over (const TriXmlTag *tag)
{
  static const struct
  {
    const char *ns;
    const char *names;
  } passed[] = {
    { TRI_ODT_TEXT,
      "|tracked-changes|note-citation|table-of-content|illustration-index|table-index|object-index|"
      "user-index|alphabetical-index|ruby-text|sequence-decls|variable-decls|user-field-decls|"
      "hidden-text|" },
    { TRI_ODT_OFFICE,
      "|annotation|forms|scripts|settings|event-listeners|font-face-decls|master-styles|" },
    { TRI_ODT_DRAW, "|object|object-ole|image|plugin|applet|floating-frame|" },
    { TRI_ODT_TABLE, "|covered-table-cell|" },
    { SVG, "|title|desc|" },
  };

  if (g_str_equal (tag->ns, TRI_ODT_TEXT) && g_str_equal (tag->name, "section"))
    return g_strcmp0 (tri_office_get (tag, "display"), "none") == 0;
  for (guint i = 0; i < G_N_ELEMENTS (passed); i++)
    if (g_str_equal (tag->ns, passed[i].ns))
      return tri_office_is_one_of (tag->name, passed[i].names);
  return FALSE;
}

static Context *
get_context (TriOdtBody *self)
{
  guint n = self->contexts->len;

  return n > 0 ? &g_array_index (self->contexts, Context, n - 1) : NULL;
}

/* Takes what @look holds. */
static void
push_context (TriOdtBody *self, gboolean takes_text, TriOfficeLook look)
{
  const Context added = { look, takes_text };

  g_array_append_val (self->contexts, added);
}

static void
pop_context (TriOdtBody *self)
{
  if (self->contexts->len > 0)
    g_array_set_size (self->contexts, self->contexts->len - 1);
}

static void
begin_list (TriOdtBody *self, const TriXmlTag *tag)
{
  List list = { g_strdup (tri_office_get (tag, "style-name")), FALSE, FALSE, 0 };
  guint n = self->lists->len;
  gboolean goes_on = g_strcmp0 (tri_office_get (tag, "continue-numbering"), "true") == 0
                     || tri_office_get (tag, "continue-list");

  if (n > 0 && !list.style)
    list.style = g_strdup (g_array_index (self->lists, List, n - 1).style);
  if (n < TRI_ODT_N_LIST_LEVELS && !goes_on)
    memset (self->counters + n, 0, sizeof self->counters - n * sizeof *self->counters);
  g_array_append_val (self->lists, list);
}

static void
begin_item (TriOdtBody *self, const TriXmlTag *tag)
{
  List *list = NULL;

  if (self->lists->len == 0)
    return;
  list = &g_array_index (self->lists, List, self->lists->len - 1);
  list->is_numbered = list->is_fresh = g_str_equal (tag->name, "list-item");
  list->start = tri_office_get_number (tag, "start-value", G_MAXINT);
}

static char *
dup_label (TriOdtBody *self, const TriOdtLevel *levels, guint at)
{
  GString *label = g_string_new (levels[at].prefix);
  guint from = at + 1 - MIN (levels[at].n_shown, at + 1);

  for (guint i = from; i <= at; i++)
    {
      guint number = levels[i].start + MAX (self->counters[i], 1) - 1;
      g_autofree char *text = tri_office_dup_number (number, levels[i].format);

      g_string_append_printf (label, "%s%s", i > from ? "." : "", text);
    }
  g_string_append (label, levels[at].suffix ? levels[at].suffix : "");
  return tri_office_tidy_label (g_string_free (label, FALSE));
}

/* What stands before the first paragraph of an item: NULL for a bullet. Nothing does before the
 * others. */
static char *
count_item (TriOdtBody *self)
{
  guint at = MIN (self->lists->len, TRI_ODT_N_LIST_LEVELS) - 1;
  List *list = &g_array_index (self->lists, List, self->lists->len - 1);
  const TriOdtLevel *levels = tri_odt_styles_get_levels (self->styles, list->style);

  if (!list->is_fresh)
    return g_strdup ("");
  list->is_fresh = FALSE;
  self->counters[at]++;
  if (!levels || levels[at].format == '*')
    return NULL;
  if (list->start > 0)
    self->counters[at] = list->start + 1 - MIN (levels[at].start, list->start);
  return levels[at].format ? dup_label (self, levels, at) : g_strdup ("");
}

static void
begin_paragraph (TriOdtBody *self, const TriXmlTag *tag)
{
  const char *style = tri_office_get (tag, "style-name");
  TriOfficeParagraph paragraph = { .kind = TRI_PASSAGE_PARAGRAPH };
  TriOfficeLook look = { 0, 0, NULL };

  tri_odt_styles_lay_paragraph (self->styles, style, &look);
  push_context (self, TRUE, look);
  paragraph.is_title = tri_odt_styles_is (self->styles, style, "Title");
  if (g_str_equal (tag->name, "h") || paragraph.is_title)
    {
      paragraph.kind = TRI_PASSAGE_HEADING;
      paragraph.level = tri_office_get_number (tag, "outline-level", TRI_OFFICE_MAX_LEVEL);
      paragraph.level = paragraph.is_title ? 1 : MAX (paragraph.level, 1);
    }
  else if (self->lists->len > 0)
    {
      paragraph.kind = TRI_PASSAGE_ITEM;
      paragraph.level = MIN (self->lists->len, TRI_ODT_N_LIST_LEVELS);
      paragraph.marker = count_item (self);
    }
  else if (tri_odt_styles_is (self->styles, style, "Quotations"))
    paragraph.kind = TRI_PASSAGE_QUOTE;
  tri_office_begin_paragraph (self->office);
  tri_office_set_paragraph (self->office, &paragraph);
  g_free (paragraph.marker);
}

static void
begin_span (TriOdtBody *self, const TriXmlTag *tag)
{
  const Context *outer = get_context (self);
  TriOfficeLook look = { 0, 0, NULL };
  gboolean takes_text = outer && outer->takes_text;

  if (outer)
    tri_office_look_lay (&look, &outer->look);
  if (outer)
    look.on = outer->look.on;
  tri_odt_styles_lay_words (self->styles, tri_office_get (tag, "style-name"), &look);
  push_context (self, takes_text, look);
}

static void
append (TriOdtBody *self, const char *text, gsize n_bytes)
{
  const Context *context = get_context (self);

  if (context && context->takes_text)
    tri_office_text (self->office, &context->look, text, n_bytes);
}

static void
start_text (TriOdtBody *self, const TriXmlTag *tag)
{
  const char *name = tag->name;

  if (g_str_equal (name, "p") || g_str_equal (name, "h"))
    begin_paragraph (self, tag);
  else if (g_str_equal (name, "span"))
    begin_span (self, tag);
  else if (g_str_equal (name, "s") || g_str_equal (name, "tab"))
    append (self, " ", 1);
  else if (g_str_equal (name, "line-break"))
    tri_office_break_line (self->office);
  else if (g_str_equal (name, "a") && tri_office_get (tag, "href"))
    tri_office_begin_link (self->office, tri_office_get (tag, "href"));
  else if (g_str_equal (name, "list"))
    begin_list (self, tag);
  else if (g_str_equal (name, "list-item") || g_str_equal (name, "list-header"))
    begin_item (self, tag);
  else if (g_str_equal (name, "note"))
    {
      push_context (self, FALSE, (TriOfficeLook){ 0, 0, NULL });
      tri_office_begin_note (self->office);
    }
}

static void
end_text (TriOdtBody *self, const char *name)
{
  if (g_str_equal (name, "p") || g_str_equal (name, "h"))
    {
      pop_context (self);
      tri_office_end_paragraph (self->office);
    }
  else if (g_str_equal (name, "span"))
    pop_context (self);
  else if (g_str_equal (name, "a"))
    tri_office_end_link (self->office);
  else if (g_str_equal (name, "list") && self->lists->len > 0)
    g_array_set_size (self->lists, self->lists->len - 1);
  else if (g_str_equal (name, "note"))
    {
      pop_context (self);
      tri_office_end_note (self->office);
    }
}

static void
start_table (TriOdtBody *self, const TriXmlTag *tag)
{
  if (g_str_equal (tag->name, "table"))
    tri_office_begin_table (self->office);
  else if (g_str_equal (tag->name, "table-column"))
    tri_office_add_columns (
        self->office,
        MAX (tri_office_get_number (tag, "number-columns-repeated", 1024), 1));
  else if (g_str_equal (tag->name, "table-row"))
    tri_office_begin_row (self->office);
  else if (g_str_equal (tag->name, "table-cell"))
    tri_office_begin_cell (self->office);
}

/* Shapes have text in them, too. */
static gboolean
is_box (const char *name)
{
  return tri_office_is_one_of (
      name,
      "|text-box|custom-shape|rect|ellipse|circle|polygon|polyline|path|line|connector|");
}

static void
start_body (TriOdtBody *self, const TriXmlTag *tag)
{
  if (g_str_equal (tag->ns, TRI_ODT_TEXT))
    start_text (self, tag);
  else if (g_str_equal (tag->ns, TRI_ODT_TABLE))
    start_table (self, tag);
  else if (g_str_equal (tag->ns, TRI_ODT_DRAW) && is_box (tag->name))
    {
      push_context (self, FALSE, (TriOfficeLook){ 0, 0, NULL });
      tri_office_begin_box (self->office);
    }
}

static void
end_body (TriOdtBody *self, const char *name, const char *ns)
{
  if (g_str_equal (ns, TRI_ODT_TEXT))
    end_text (self, name);
  else if (g_str_equal (ns, TRI_ODT_DRAW) && is_box (name))
    {
      pop_context (self);
      tri_office_end_box (self->office);
    }
  else if (g_str_equal (ns, TRI_ODT_TABLE) && g_str_equal (name, "table-row"))
    tri_office_end_row (self->office);
  else if (g_str_equal (ns, TRI_ODT_TABLE) && g_str_equal (name, "table"))
    tri_office_end_table (self->office);
}

static void
start_meta (TriOdtBody *self, const TriXmlTag *tag)
{
  const struct
  {
    const char *name;
    char **field;
  } fields[] = { { "title", &self->title },
                 { "creator", &self->author },
                 { "language", &self->lang } };

  self->field = NULL;
  for (guint i = 0; g_str_equal (tag->ns, META) && i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (tag->name, fields[i].name) && !*fields[i].field)
      self->field = fields[i].field;
}

static gboolean
is_styles (const TriXmlTag *tag)
{
  return g_str_equal (tag->ns, TRI_ODT_OFFICE)
         && (g_str_equal (tag->name, "styles") || g_str_equal (tag->name, "automatic-styles"));
}

static void
start_cb (TriXml *xml, const TriXmlTag *tag, gpointer data)
{
  TriOdtBody *self = data;
  guint depth = tri_xml_get_depth (xml);

  self->office->xml = xml;
  if (self->skipped)
    return;
  if (depth == 1 && !g_str_equal (tag->ns, TRI_ODT_OFFICE))
    tri_xml_fail (xml,
                  TRI_ERROR_UNSUPPORTED,
                  _ ("the root is <%s>, which is no OpenDocument text; save the text as ODT, or as "
                     "plain text"),
                  tag->name);
  if (is_passed_over (tag))
    self->skipped = depth;
  else if (self->styles_depth)
    tri_odt_styles_handler.start (xml, tag, self->styles);
  else if (self->text_depth)
    start_body (self, tag);
  else if (is_styles (tag))
    {
      self->styles_depth = depth;
      tri_odt_styles_handler.start (xml, tag, self->styles);
    }
  else if (g_str_equal (tag->ns, TRI_ODT_OFFICE) && g_str_equal (tag->name, "text"))
    self->text_depth = depth;
  else
    start_meta (self, tag);
}

static void
end_cb (TriXml *xml, const char *name, const char *ns, gpointer data)
{
  TriOdtBody *self = data;
  guint depth = tri_xml_get_depth (xml);

  self->field = NULL;
  if (self->skipped)
    {
      if (self->skipped == depth)
        self->skipped = 0;
    }
  else if (self->styles_depth == depth)
    self->styles_depth = 0;
  else if (self->text_depth == depth)
    self->text_depth = 0;
  else if (self->styles_depth)
    tri_odt_styles_handler.end (xml, name, ns, self->styles);
  else if (self->text_depth)
    end_body (self, name, ns);
}

static void
text_cb (TriXml *xml, const char *text, gsize n_bytes, gpointer data)
{
  TriOdtBody *self = data;

  if (self->skipped)
    return;
  if (self->text_depth)
    append (self, text, n_bytes);
  else if (self->field)
    tri_office_add_words (self->field, text, n_bytes);
}

const TriXmlHandler tri_odt_body_handler = { start_cb, end_cb, text_cb };
