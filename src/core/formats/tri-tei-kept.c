/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-kept.h"

#include "formats/tri-tei-keys.h"
#include "formats/tri-tei-markup.h"

#include <libxml/parser.h>
#include <string.h>

TriTeiKept *
tri_tei_kept_new (void)
{
  TriTeiKept *self = g_new0 (TriTeiKept, 1);

  self->attributes = g_array_new (FALSE, FALSE, sizeof (TriTeiAttribute));
  self->values = g_string_new (NULL);
  return self;
}

void
tri_tei_kept_free (TriTeiKept *self)
{
  g_array_unref (self->attributes);
  g_string_free (self->values, TRUE);
  g_free (self);
}

/* Puts what stands until one of @stops into the values, escapes resolved, and returns where it
 * stands; @at goes behind it. */
static gsize
take (TriTeiKept *self, const char **at, const char *stops)
{
  static const struct
  {
    const char *name;
    char c;
  } entities[] = {
    { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&apos;", '\'' }, { "&amp;", '&' }
  };
  gsize start = self->values->len;

  while (**at && !strchr (stops, **at))
    {
      gboolean found = FALSE;

      for (guint i = 0; !found && **at == '&' && i < G_N_ELEMENTS (entities); i++)
        if (g_str_has_prefix (*at, entities[i].name))
          {
            g_string_append_c (self->values, entities[i].c);
            *at += strlen (entities[i].name);
            found = TRUE;
          }
      if (!found && g_str_has_prefix (*at, "&#39;"))
        {
          g_string_append_c (self->values, '\'');
          *at += strlen ("&#39;");
        }
      else if (!found)
        g_string_append_c (self->values, *(*at)++);
    }
  g_string_append_c (self->values, '\0');
  return start;
}

/* The name and the value of one attribute, as places among the values. */
static gboolean
take_attribute (TriTeiKept *self, const char **at)
{
  TriTeiAttribute attribute = { NULL };
  gsize name = take (self, at, "= />");
  gsize value = 0;

  if (!g_str_has_prefix (*at, "=\""))
    return FALSE;
  *at += 2;
  value = take (self, at, "\"");
  if (**at != '"')
    return FALSE;
  ++*at;
  attribute.name = GSIZE_TO_POINTER (name);
  attribute.value = GSIZE_TO_POINTER (value);
  g_array_append_val (self->attributes, attribute);
  return TRUE;
}

/* Parts a name from its prefix, in place. */
static gboolean
split_name (char *name, const char **prefix, const char **local)
{
  char *colon = strchr (name, ':');

  *prefix = NULL;
  *local = name;
  if (colon)
    {
      *colon = '\0';
      *prefix = name;
      *local = colon + 1;
    }
  return tri_tei_is_name (*local) && (!*prefix || tri_tei_is_name (*prefix));
}

/* The places become strings now that these do not move any more. */
static gboolean
settle (TriTeiKept *self, gsize name)
{
  char *values = self->values->str;

  if (!split_name (values + name, &self->tag.prefix, &self->tag.name))
    return FALSE;
  for (guint i = 0; i < self->attributes->len; i++)
    {
      TriTeiAttribute *attribute = &g_array_index (self->attributes, TriTeiAttribute, i);
      char *at = values + GPOINTER_TO_SIZE (attribute->name);

      attribute->value = values + GPOINTER_TO_SIZE (attribute->value);
      if (!split_name (at, &attribute->prefix, &attribute->name))
        return FALSE;
    }
  self->tag.attributes = (const TriTeiAttribute *) (const void *) self->attributes->data;
  self->tag.n_attributes = self->attributes->len;
  return TRUE;
}

static const char *
get_namespace (const TriTeiKept *self, const char *prefix)
{
  for (guint i = 0; i < self->tag.n_attributes; i++)
    {
      const TriTeiAttribute *attribute = &self->tag.attributes[i];
      gboolean declares = prefix ? g_strcmp0 (attribute->prefix, "xmlns") == 0
                                       && g_str_equal (attribute->name, prefix)
                                 : !attribute->prefix && g_str_equal (attribute->name, "xmlns");

      if (declares)
        return attribute->value;
    }
  return NULL;
}

/**
 * tri_tei_kept_parse:
 * @value: (nullable): "<w lemma="x">"
 *
 * Returns: whether it is a tag that can be written
 */
gboolean
tri_tei_kept_parse (TriTeiKept *self, const char *value)
{
  static const TriTeiElement unknown = { "", TRI_TEI_UNKNOWN, 0 };
  const char *at = value;
  gsize name = 0;

  self->tag = (TriTeiTag){ .element = &unknown };
  g_array_set_size (self->attributes, 0);
  g_string_truncate (self->values, 0);
  if (!at || *at != '<')
    return FALSE;
  at++;
  name = take (self, &at, " />");
  while (*at == ' ')
    {
      at++;
      if (!take_attribute (self, &at))
        return FALSE;
    }
  if (*at == '/')
    at++;
  if (!g_str_equal (at, ">") || !settle (self, name))
    return FALSE;
  self->tag.ns = get_namespace (self, self->tag.prefix);
  if (self->tag.prefix && !self->tag.ns)
    return FALSE;
  if (!self->tag.prefix && !self->tag.ns)
    {
      const TriTeiElement *element = tri_tei_element_find (self->tag.name);

      self->tag.ns = TRI_TEI_NAMESPACE;
      if (element)
        self->tag.element = element;
    }
  return TRUE;
}

/* What is written where it belongs: ids, links; and what no prefix is declared for. */
static gboolean
is_written (const TriTeiKept *self, const TriTeiAttribute *attribute, const char *const *without)
{
  const char *prefix = attribute->prefix;

  if (prefix && g_str_equal (prefix, "xml"))
    return !g_str_equal (attribute->name, "id");
  if (prefix)
    return g_str_equal (prefix, "xmlns") || get_namespace (self, prefix);
  return !g_str_equal (attribute->name, "corresp")
         && !(without && g_strv_contains (without, attribute->name));
}

/**
 * tri_tei_kept_append:
 * @without: (nullable) (array zero-terminated=1): attributes that are written otherwise
 *
 * Appends the tag without its end: "<w lemma="x"".
 */
void
tri_tei_kept_append (const TriTeiKept *self, GString *out, const char *const *without)
{
  g_string_append_c (out, '<');
  if (self->tag.prefix)
    g_string_append_printf (out, "%s:", self->tag.prefix);
  g_string_append (out, self->tag.name);
  for (guint i = 0; i < self->tag.n_attributes; i++)
    {
      const TriTeiAttribute *attribute = &self->tag.attributes[i];
      g_autofree char *name = NULL;

      if (!is_written (self, attribute, without))
        continue;
      if (attribute->prefix)
        name = g_strconcat (attribute->prefix, ":", attribute->name, NULL);
      tri_tei_append_attribute (out, name ? name : attribute->name, attribute->value);
    }
}

static gboolean
is_well_formed (const char *xml)
{
  xmlParserCtxt *context = xmlNewParserCtxt ();
  xmlDoc *document = NULL;
  gboolean is_sound = FALSE;

  if (!context)
    return FALSE;
  document = xmlCtxtReadMemory (context,
                                xml,
                                (int) strlen (xml),
                                NULL,
                                NULL,
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  is_sound = document && context->nsWellFormed;
  xmlFreeDoc (document);
  xmlFreeParserCtxt (context);
  return is_sound;
}

/**
 * tri_tei_kept_split:
 * @open: (out): what stands before the words; likewise @close
 *
 * Returns: whether @value has a place for words and is well-formed, its namespaces too
 */
gboolean
tri_tei_kept_split (const char *value, char **open, char **close)
{
  const char *words = value ? strstr (value, TRI_TEI_WORDS) : NULL;

  if (!words || !is_well_formed (value))
    return FALSE;
  *open = g_strndup (value, (gsize) (words - value));
  *close = g_strdup (words + strlen (TRI_TEI_WORDS));
  return TRUE;
}

static const char *const paragraphs[] = {
  "p",
  "ab",
  "opener",
  "closer",
  "dateline",
  "salute",
  "signed",
  "trailer",
  "byline",
  "head",
  "speaker",
  "set",
  "u",
  "row",
  "figDesc",
  "docImprint",
  "docEdition",
  "imprimatur",
  "msIdentifier",
  NULL,
};
static const char *const headings[] = { "head", "titlePart", NULL };
static const char *const items[] = { "item", "label", "castItem", "headItem", "headLabel", NULL };
static const char *const verses[] = { "l", NULL };
static const char *const quotes[] = { "p", NULL };
static const char *const notes[] = { "note", NULL };

static const char *const *const names[] = {
  [TRI_PASSAGE_HEADING] = headings,
  [TRI_PASSAGE_PARAGRAPH] = paragraphs,
  [TRI_PASSAGE_VERSE] = verses,
  [TRI_PASSAGE_ITEM] = items,
  [TRI_PASSAGE_QUOTE] = quotes,
  [TRI_PASSAGE_NOTE] = notes,
};

gboolean
tri_tei_is_block_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strv_contains (names[i], name))
      return TRUE;
  return FALSE;
}

gboolean
tri_tei_may_be (TriPassageKind kind, const char *name)
{
  return g_strv_contains (names[kind], name);
}
