/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-docx-styles.h"

#include <stdlib.h>
#include <string.h>

/* Styles that are based on each other, of which no file has so many; they may go in a circle. */
#define MAX_CHAIN 32

typedef struct
{
  char *name;
  char *base;
  TriOfficeLook look;
  TriDocxParagraph paragraph;
} Style;

struct _TriDocxStyles
{
  GHashTable *styles; /* its id to Style */
  char *ordinary;     /* the id of the style of paragraphs that name none */
  TriOfficeLook look; /* of the whole document */
  Style *style;       /* that is being read, or NULL */
  gboolean in_defaults;
  guint properties; /* how deep an rPr lies, or 0 */
  guint skipped;    /* how deep what is passed over lies, or 0 */
};

gboolean
tri_docx_is_word (const char *ns)
{
  return g_str_equal (ns, "http://schemas.openxmlformats.org/wordprocessingml/2006/main")
         || g_str_equal (ns, "http://purl.oclc.org/ooxml/wordprocessingml/main");
}

/* What is switched on by being there: <w:b/>, but not <w:b w:val="0"/>. */
static gboolean
is_on (const TriXmlTag *tag)
{
  const char *value = tri_office_get (tag, "val");

  return !value
         || !(g_str_equal (value, "0") || g_str_equal (value, "false")
              || g_str_equal (value, "off") || g_str_equal (value, "none"));
}

void
tri_docx_take_look (TriOfficeLook *look, const TriXmlTag *tag)
{
  static const struct
  {
    const char *name;
    guint bit;
  } switches[] = {
    { "b", TRI_OFFICE_BIT (TRI_SPAN_STRONG) },
    { "i", TRI_OFFICE_BIT (TRI_SPAN_EMPHASIS) },
    { "u", TRI_OFFICE_BIT (TRI_SPAN_UNDERLINE) },
    { "strike", TRI_OFFICE_BIT (TRI_SPAN_STRIKE) },
    { "dstrike", TRI_OFFICE_BIT (TRI_SPAN_STRIKE) },
    { "smallCaps", TRI_OFFICE_BIT (TRI_SPAN_SMALL_CAPS) },
    { "vanish", TRI_OFFICE_HIDDEN },
  };
  const char *value = tri_office_get (tag, "val");

  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    if (g_str_equal (tag->name, switches[i].name))
      tri_office_look_set (look, switches[i].bit, is_on (tag));
  if (g_str_equal (tag->name, "vertAlign"))
    {
      tri_office_look_set (look,
                           TRI_OFFICE_BIT (TRI_SPAN_SUPERSCRIPT),
                           g_strcmp0 (value, "superscript") == 0);
      tri_office_look_set (look,
                           TRI_OFFICE_BIT (TRI_SPAN_SUBSCRIPT),
                           g_strcmp0 (value, "subscript") == 0);
    }
  else if (g_str_equal (tag->name, "lang"))
    tri_office_look_set_lang (look, value);
}

static void
style_free (gpointer data)
{
  Style *style = data;

  g_free (style->name);
  g_free (style->base);
  tri_office_look_clear (&style->look);
  g_free (style);
}

TriDocxStyles *
tri_docx_styles_new (void)
{
  TriDocxStyles *self = g_new0 (TriDocxStyles, 1);

  self->styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, style_free);
  return self;
}

void
tri_docx_styles_free (TriDocxStyles *self)
{
  if (!self)
    return;
  g_hash_table_unref (self->styles);
  g_free (self->ordinary);
  tri_office_look_clear (&self->look);
  g_free (self);
}

static void
begin_style (TriDocxStyles *self, const TriXmlTag *tag)
{
  const char *id = tri_office_get (tag, "styleId");
  const char *is_default = tri_office_get (tag, "default");
  Style *style = NULL;

  if (!id || g_hash_table_contains (self->styles, id))
    return;
  style = g_new0 (Style, 1);
  style->paragraph = (TriDocxParagraph){ -1, -1, -1 };
  g_hash_table_insert (self->styles, g_strdup (id), style);
  self->style = style;
  if (!self->ordinary
      && is_default
      && (g_str_equal (is_default, "1") || g_str_equal (is_default, "true"))
      && g_strcmp0 (tri_office_get (tag, "type"), "paragraph") == 0)
    self->ordinary = g_strdup (id);
}

static void
take_style (TriDocxStyles *self, const TriXmlTag *tag)
{
  Style *style = self->style;
  const char *value = tri_office_get (tag, "val");

  if (!value)
    return;
  if (g_str_equal (tag->name, "name") && !style->name)
    style->name = g_utf8_strdown (value, -1);
  else if (g_str_equal (tag->name, "basedOn") && !style->base)
    style->base = g_strdup (value);
  else if (g_str_equal (tag->name, "outlineLvl"))
    style->paragraph.outline = (int) tri_office_get_number (tag, "val", TRI_DOCX_TEXT_LEVEL);
  else if (g_str_equal (tag->name, "numId"))
    style->paragraph.list = (int) tri_office_get_number (tag, "val", G_MAXINT);
  else if (g_str_equal (tag->name, "ilvl"))
    style->paragraph.list_level
        = (int) tri_office_get_number (tag, "val", TRI_DOCX_N_LIST_LEVELS - 1);
}

static void
start_cb (TriXml *xml, const TriXmlTag *tag, gpointer data)
{
  TriDocxStyles *self = data;

  if (self->skipped || !tri_docx_is_word (tag->ns))
    return;
  if (g_str_has_suffix (tag->name, "PrChange") || g_str_equal (tag->name, "tblStylePr"))
    self->skipped = tri_xml_get_depth (xml);
  else if (g_str_equal (tag->name, "style"))
    begin_style (self, tag);
  else if (g_str_equal (tag->name, "rPrDefault"))
    self->in_defaults = TRUE;
  else if (g_str_equal (tag->name, "rPr"))
    self->properties = tri_xml_get_depth (xml);
  else if (self->properties && self->style)
    tri_docx_take_look (&self->style->look, tag);
  else if (self->properties && self->in_defaults)
    tri_docx_take_look (&self->look, tag);
  else if (self->style)
    take_style (self, tag);
}

static void
end_cb (TriXml *xml, const char *name, const char *ns, gpointer data)
{
  TriDocxStyles *self = data;
  guint depth = tri_xml_get_depth (xml);

  if (self->skipped == depth)
    self->skipped = 0;
  if (self->properties == depth)
    self->properties = 0;
  if (self->skipped || !tri_docx_is_word (ns))
    return;
  if (g_str_equal (name, "style"))
    self->style = NULL;
  else if (g_str_equal (name, "rPrDefault"))
    self->in_defaults = FALSE;
}

const TriXmlHandler tri_docx_styles_handler = { start_cb, end_cb, NULL };

const char *
tri_docx_styles_get_lang (TriDocxStyles *self)
{
  return self->look.lang;
}

/* The style itself, the one that it is based on, and so on. */
static guint
find_chain (TriDocxStyles *self, const char *id, const Style **chain)
{
  const Style *style = NULL;
  guint n = 0;

  if (!id)
    id = self->ordinary;
  for (; id && n < MAX_CHAIN; id = style->base)
    {
      style = g_hash_table_lookup (self->styles, id);
      if (!style)
        break;
      chain[n++] = style;
    }
  return n;
}

void
tri_docx_styles_lay_look (TriDocxStyles *self, const char *id, TriOfficeLook *look)
{
  const Style *chain[MAX_CHAIN];

  for (guint n = find_chain (self, id, chain); n > 0; n--)
    tri_office_look_lay (look, &chain[n - 1]->look);
}

/* Names of headings count where no level is said; they are English in files whatever the language
 * of the program, but for those of some old ones. */
static int
get_named_outline (const char *name)
{
  static const char *const names[] = { "heading ", "titre ", "kop ", "heading", "titre", "kop" };

  for (guint i = 0; name && i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (name, names[i]))
      {
        const char *number = name + strlen (names[i]);

        if (*number >= '1' && *number <= '9' && !number[1])
          return *number - '1';
      }
  return -1;
}

void
tri_docx_styles_complete (TriDocxStyles *self, const char *id, TriDocxParagraph *paragraph)
{
  const Style *chain[MAX_CHAIN];
  guint n = find_chain (self, id, chain);
  g_autofree char *lower = id ? g_ascii_strdown (id, -1) : NULL;

  for (guint i = 0; i < n; i++)
    {
      const TriDocxParagraph *said = &chain[i]->paragraph;

      if (paragraph->outline < 0)
        paragraph->outline = said->outline;
      if (paragraph->outline < 0)
        paragraph->outline = get_named_outline (chain[i]->name);
      if (paragraph->list < 0)
        paragraph->list = said->list;
      if (paragraph->list_level < 0)
        paragraph->list_level = said->list_level;
    }
  if (n == 0 && paragraph->outline < 0)
    paragraph->outline = get_named_outline (lower);
}

const char *
tri_docx_styles_get_name (TriDocxStyles *self, const char *id)
{
  const Style *style = id ? g_hash_table_lookup (self->styles, id) : NULL;

  return style && style->name ? style->name : "";
}
