/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-odt-styles.h"

#include <stdlib.h>
#include <string.h>

/* As for Word: styles may go in a circle. */
#define MAX_CHAIN 32
/* What is longer is no number. */
#define MAX_AFFIX 16

typedef struct
{
  char *parent;
  TriOfficeLook look;
  gboolean is_automatic; /* what a writer did, without a name for it */
} Style;

struct _TriOdtStyles
{
  GHashTable *styles;     /* "family name" to Style */
  GHashTable *lists;      /* its name to TriOdtLevel[TRI_ODT_N_LIST_LEVELS] */
  TriOfficeLook look;     /* of paragraphs, whatever their styles */
  TriOfficeLook *current; /* that is being read, or NULL */
  TriOdtLevel *list;      /* likewise */
  gboolean in_automatic;
};

static void
style_free (gpointer data)
{
  Style *style = data;

  g_free (style->parent);
  tri_office_look_clear (&style->look);
  g_free (style);
}

static void
list_free (gpointer data)
{
  TriOdtLevel *levels = data;

  for (guint i = 0; i < TRI_ODT_N_LIST_LEVELS; i++)
    {
      g_free (levels[i].prefix);
      g_free (levels[i].suffix);
    }
  g_free (levels);
}

TriOdtStyles *
tri_odt_styles_new (void)
{
  TriOdtStyles *self = g_new0 (TriOdtStyles, 1);

  self->styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, style_free);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, list_free);
  return self;
}

void
tri_odt_styles_free (TriOdtStyles *self)
{
  if (!self)
    return;
  g_hash_table_unref (self->styles);
  g_hash_table_unref (self->lists);
  tri_office_look_clear (&self->look);
  g_free (self);
}

static void
begin_style (TriOdtStyles *self, const TriXmlTag *tag)
{
  const char *name = tri_office_get (tag, "name");
  const char *family = tri_office_get (tag, "family");
  g_autofree char *key = g_strconcat (family ? family : "", " ", name, NULL);
  Style *style = NULL;

  /* The text's own come last, and may have the names of those of headers and footers. */
  if (!name || (g_hash_table_contains (self->styles, key) && !self->in_automatic))
    return;
  style = g_new0 (Style, 1);
  style->parent = g_strdup (tri_office_get (tag, "parent-style-name"));
  style->is_automatic = self->in_automatic;
  g_hash_table_insert (self->styles, g_steal_pointer (&key), style);
  self->current = &style->look;
}

static void
begin_list (TriOdtStyles *self, const TriXmlTag *tag)
{
  const char *name = tri_office_get (tag, "name");

  if (!name || (g_hash_table_contains (self->lists, name) && !self->in_automatic))
    return;
  self->list = g_new0 (TriOdtLevel, TRI_ODT_N_LIST_LEVELS);
  for (guint i = 0; i < TRI_ODT_N_LIST_LEVELS; i++)
    self->list[i] = (TriOdtLevel){ '*', 1, 1, NULL, NULL };
  g_hash_table_insert (self->lists, g_strdup (name), self->list);
}

static char *
dup_affix (const TriXmlTag *tag, const char *name)
{
  const char *value = tri_office_get (tag, name);

  return value && strlen (value) <= MAX_AFFIX ? g_strdup (value) : NULL;
}

static void
take_level (TriOdtStyles *self, const TriXmlTag *tag)
{
  guint at = tri_office_get_number (tag, "level", TRI_ODT_N_LIST_LEVELS);
  TriOdtLevel *level = &self->list[MAX (at, 1) - 1];
  const char *format = tri_office_get (tag, "num-format");

  if (!g_str_equal (tag->name, "list-level-style-number"))
    return;
  level->format = format && strlen (format) == 1 ? *format : 0;
  if (tri_office_get (tag, "start-value"))
    level->start = tri_office_get_number (tag, "start-value", G_MAXINT);
  level->n_shown = MAX (tri_office_get_number (tag, "display-levels", TRI_ODT_N_LIST_LEVELS), 1);
  if (level->prefix || level->suffix)
    return;
  level->prefix = dup_affix (tag, "num-prefix");
  level->suffix = dup_affix (tag, "num-suffix");
}

static void
take_switch (TriOfficeLook *look, guint bit, const char *value, const char *const *on)
{
  gboolean is_on = FALSE;

  if (!value)
    return;
  for (guint i = 0; on[i]; i++)
    is_on = is_on || g_str_equal (value, on[i]);
  tri_office_look_set (look, bit, is_on);
}

/* "super 58%", "33% 58%": above the line by so much; "sub", "-8%": below it. */
static void
take_position (TriOfficeLook *look, const char *value)
{
  double percent = value ? g_ascii_strtod (value, NULL) : 0;

  if (!value)
    return;
  tri_office_look_set (look,
                       TRI_OFFICE_BIT (TRI_SPAN_SUPERSCRIPT),
                       g_str_has_prefix (value, "super") || percent > 0);
  tri_office_look_set (look,
                       TRI_OFFICE_BIT (TRI_SPAN_SUBSCRIPT),
                       g_str_has_prefix (value, "sub") || percent < 0);
}

static void
take_line (TriOfficeLook *look, guint bit, const char *value)
{
  if (value)
    tri_office_look_set (look, bit, !g_str_equal (value, "none"));
}

static void
take_lang (TriOfficeLook *look, const TriXmlTag *tag)
{
  const char *language = tri_office_get (tag, "language");
  const char *country = tri_office_get (tag, "country");
  g_autofree char *both = NULL;

  if (!language)
    return;
  if (country && *country && !g_str_equal (country, "none"))
    both = g_strconcat (language, "-", country, NULL);
  tri_office_look_set_lang (look, both ? both : language);
}

static void
take_look (TriOfficeLook *look, const TriXmlTag *tag)
{
  static const char *const italic[] = { "italic", "oblique", NULL };
  static const char *const bold[] = { "bold", "600", "700", "800", "900", NULL };
  static const char *const small[] = { "small-caps", NULL };
  static const char *const hidden[] = { "none", NULL };

  take_switch (look,
               TRI_OFFICE_BIT (TRI_SPAN_EMPHASIS),
               tri_office_get (tag, "font-style"),
               italic);
  take_switch (look, TRI_OFFICE_BIT (TRI_SPAN_STRONG), tri_office_get (tag, "font-weight"), bold);
  take_switch (look,
               TRI_OFFICE_BIT (TRI_SPAN_SMALL_CAPS),
               tri_office_get (tag, "font-variant"),
               small);
  take_switch (look, TRI_OFFICE_HIDDEN, tri_office_get (tag, "display"), hidden);
  take_line (look,
             TRI_OFFICE_BIT (TRI_SPAN_UNDERLINE),
             tri_office_get (tag, "text-underline-style"));
  take_line (look,
             TRI_OFFICE_BIT (TRI_SPAN_STRIKE),
             tri_office_get (tag, "text-line-through-style"));
  take_position (look, tri_office_get (tag, "text-position"));
  take_lang (look, tag);
}

static void
start_cb (TriXml *xml, const TriXmlTag *tag, gpointer data)
{
  TriOdtStyles *self = data;

  if (g_str_equal (tag->ns, TRI_ODT_TEXT))
    {
      if (g_str_equal (tag->name, "list-style"))
        begin_list (self, tag);
      else if (self->list && g_str_has_prefix (tag->name, "list-level-style-"))
        take_level (self, tag);
      return;
    }
  if (g_str_equal (tag->ns, TRI_ODT_OFFICE))
    self->in_automatic = g_str_equal (tag->name, "automatic-styles");
  if (!g_str_equal (tag->ns, TRI_ODT_STYLE))
    return;
  if (g_str_equal (tag->name, "style"))
    begin_style (self, tag);
  else if (g_str_equal (tag->name, "default-style")
           && g_strcmp0 (tri_office_get (tag, "family"), "paragraph") == 0)
    self->current = &self->look;
  else if (g_str_equal (tag->name, "text-properties") && self->current && !self->list)
    take_look (self->current, tag);
}

static void
end_cb (TriXml *xml, const char *name, const char *ns, gpointer data)
{
  TriOdtStyles *self = data;

  if (g_str_equal (name, "style") || g_str_equal (name, "default-style"))
    self->current = NULL;
  else if (g_str_equal (name, "list-style"))
    self->list = NULL;
}

const TriXmlHandler tri_odt_styles_handler = { start_cb, end_cb, NULL };

const char *
tri_odt_styles_get_lang (TriOdtStyles *self)
{
  return self->look.lang;
}

static const Style *
find (TriOdtStyles *self, const char *family, const char *name)
{
  g_autofree char *key = g_strconcat (family, " ", name, NULL);

  return g_hash_table_lookup (self->styles, key);
}

static void
lay (TriOdtStyles *self, const char *family, const char *name, TriOfficeLook *look)
{
  const Style *chain[MAX_CHAIN];
  guint n = 0;

  while (name && n < MAX_CHAIN)
    {
      const Style *style = find (self, family, name);

      if (!style)
        break;
      chain[n++] = style;
      name = style->parent;
    }
  for (; n > 0; n--)
    tri_office_look_lay (look, &chain[n - 1]->look);
}

void
tri_odt_styles_lay_words (TriOdtStyles *self, const char *name, TriOfficeLook *look)
{
  lay (self, "text", name, look);
}

void
tri_odt_styles_lay_paragraph (TriOdtStyles *self, const char *name, TriOfficeLook *look)
{
  const Style *style = name ? find (self, "paragraph", name) : NULL;
  TriOfficeLook all = { 0, 0, NULL };

  if (!style)
    return;
  lay (self, "paragraph", name, &all);
  look->on |= all.on & TRI_OFFICE_HIDDEN;
  tri_office_look_set_lang (look, all.lang);
  if (style->is_automatic)
    tri_office_look_lay (look, &style->look);
  tri_office_look_clear (&all);
}

gboolean
tri_odt_styles_is (TriOdtStyles *self, const char *name, const char *named)
{
  for (guint n = 0; name && n < MAX_CHAIN; n++)
    {
      const Style *style = find (self, "paragraph", name);

      if (g_str_equal (name, named))
        return TRUE;
      name = style ? style->parent : NULL;
    }
  return FALSE;
}

const TriOdtLevel *
tri_odt_styles_get_levels (TriOdtStyles *self, const char *list)
{
  return list ? g_hash_table_lookup (self->lists, list) : NULL;
}
