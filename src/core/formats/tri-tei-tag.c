/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-reader.h"

#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A start tag and its attributes. */

const char *
tri_tei_get (const TriTeiTag *tag, const char *name)
{
  for (guint i = 0; i < tag->n_attributes; i++)
    if (!tag->attributes[i].prefix && strcmp (tag->attributes[i].name, name) == 0)
      return tag->attributes[i].value;
  return NULL;
}

/* An attribute of the namespace xml: id, lang, space. Its prefix cannot be bound to another one. */
const char *
tri_tei_get_xml (const TriTeiTag *tag, const char *name)
{
  for (guint i = 0; i < tag->n_attributes; i++)
    {
      const TriTeiAttribute *attribute = &tag->attributes[i];

      if (attribute->prefix
          && strcmp (attribute->prefix, "xml") == 0
          && strcmp (attribute->name, name) == 0)
        return attribute->value;
    }
  return NULL;
}

static void
append_qualified (GString *string, const char *prefix, const char *name)
{
  if (prefix)
    g_string_append_printf (string, "%s:", prefix);
  g_string_append (string, name);
}

static void
append_namespace (GString *string, const char *prefix, const char *ns)
{
  g_autofree char *escaped = g_markup_escape_text (ns, -1);

  g_string_append (string, prefix ? " xmlns:" : " xmlns");
  g_string_append_printf (string, "%s=\"%s\"", prefix ? prefix : "", escaped);
}

/* An attribute with a prefix says what that means, once a tag. */
static void
append_prefix (GString *string, const TriTeiTag *tag, const char *own, guint index)
{
  const TriTeiAttribute *attribute = &tag->attributes[index];

  if (g_strcmp0 (own, attribute->prefix) == 0)
    return;
  for (guint i = 0; i < index; i++)
    if (g_strcmp0 (tag->attributes[i].prefix, attribute->prefix) == 0)
      return;
  append_namespace (string, attribute->prefix, attribute->ns);
}

static void
append_attribute (GString *string, const TriTeiAttribute *attribute)
{
  g_autofree char *value = g_markup_escape_text (attribute->value, -1);

  g_string_append_c (string, ' ');
  append_qualified (string, attribute->prefix, attribute->name);
  g_string_append_printf (string, "=\"%s\"", value);
}

/* A number of a piece in our own export: "p7.m2". */
gboolean
tri_tei_names_piece (const char *value)
{
  const char *dot = strrchr (value, '.');

  return dot && dot[1] == 'm' && g_ascii_isdigit (dot[2])
         && dot[2 + strspn (dot + 2, "0123456789")] == '\0';
}

/* Whether it goes on with what stood before, as our own export says. */
gboolean
tri_tei_is_piece (const TriTeiTag *tag)
{
  const char *prev = tri_tei_get (tag, "prev");

  return prev && tri_tei_names_piece (prev);
}

/* What an export writes by itself is left out: links, and what ties pieces together; and so is what
 * has a prefix that nothing declares. */
static gboolean
is_left_out (const TriTeiTag *tag, const TriTeiAttribute *attribute, TriTeiTagParts parts)
{
  gboolean is_xml = attribute->prefix && g_str_equal (attribute->prefix, "xml");

  if (attribute->prefix && !is_xml && !attribute->ns)
    return TRUE;
  if (parts == TRI_TEI_TAG_WHOLE)
    return FALSE;
  if (is_xml)
    return parts == TRI_TEI_TAG_BLOCK
           || (g_str_equal (attribute->name, "id")
               && (parts == TRI_TEI_TAG_PIECE || tri_tei_names_piece (attribute->value)));
  if (attribute->prefix)
    return FALSE;
  return g_str_equal (attribute->name, "corresp")
         || (g_str_equal (attribute->name, "prev") && tri_tei_names_piece (attribute->value));
}

static gboolean
has_prefix (const TriTeiTag *tag, const char *prefix)
{
  for (guint i = 0; i < tag->n_attributes; i++)
    if (g_strcmp0 (tag->attributes[i].prefix, prefix) == 0)
      return TRUE;
  return FALSE;
}

/* One that no attribute has: with that it may mean something else. */
static const char *
make_prefix (const TriTeiTag *tag)
{
  const char *prefix = "x";

  for (guint n = 2; has_prefix (tag, prefix); n++)
    {
      g_autofree char *next = g_strdup_printf ("x%u", n);

      prefix = g_intern_string (next);
    }
  return prefix;
}

/* Elements of TEI need none; those of another namespace have one always, lest what an export puts
 * inside of them be taken for theirs. */
const char *
tri_tei_get_prefix (const TriTeiTag *tag)
{
  if (!tag->ns || strcmp (tag->ns, TRI_TEI_NAMESPACE) == 0)
    return NULL;
  return tag->prefix ? tag->prefix : make_prefix (tag);
}

/* The start tag as the file has it, but for the white space; its id comes last. */
void
tri_tei_append_tag (GString *string, const TriTeiTag *tag, TriTeiTagParts parts)
{
  const TriTeiAttribute *id = NULL;
  const char *prefix = tri_tei_get_prefix (tag);

  g_string_append_c (string, '<');
  append_qualified (string, prefix, tag->name);
  if (prefix)
    append_namespace (string, prefix, tag->ns);
  for (guint i = 0; i < tag->n_attributes; i++)
    {
      const TriTeiAttribute *attribute = &tag->attributes[i];
      gboolean is_xml = attribute->prefix && g_str_equal (attribute->prefix, "xml");

      if (is_left_out (tag, attribute, parts))
        continue;
      if (attribute->prefix && !is_xml)
        append_prefix (string, tag, prefix, i);
      if (is_xml && g_str_equal (attribute->name, "id"))
        id = attribute;
      else
        append_attribute (string, attribute);
    }
  if (id)
    append_attribute (string, id);
  g_string_append_c (string, '>');
}

gboolean
tri_tei_says_more (const TriTeiTag *tag, const char *const *known)
{
  for (guint i = 0; i < tag->n_attributes; i++)
    if (!g_strv_contains (known, tag->attributes[i].name))
      return TRUE;
  return FALSE;
}

char *
tri_tei_tag_to_string (const TriTeiTag *tag)
{
  GString *string = g_string_new (NULL);

  tri_tei_append_tag (string, tag, TRI_TEI_TAG_INLINE);
  return g_string_free (string, FALSE);
}

static const char *
get_first (const TriTeiTag *tag, const char *name, const char *iso)
{
  const char *value = tri_tei_get (tag, name);

  return value ? value : tri_tei_get (tag, iso);
}

char *
tri_tei_dup_edtf (const TriTeiTag *tag)
{
  TriTeiDating dating = {
    .when = get_first (tag, "when", "when-iso"),
    .from = get_first (tag, "from", "from-iso"),
    .to = get_first (tag, "to", "to-iso"),
    .not_before = get_first (tag, "notBefore", "notBefore-iso"),
    .not_after = get_first (tag, "notAfter", "notAfter-iso"),
    .cert = tri_tei_get (tag, "cert"),
    .precision = tri_tei_get (tag, "precision"),
  };

  return g_strcmp0 (tri_tei_get (tag, "datingMethod"), "#edtf") == 0
             ? g_strdup (tri_tei_get (tag, "when-custom"))
             : tri_tei_dating_to_edtf (&dating);
}

char *
tri_tei_dup_collapsed (const char *text)
{
  g_autoptr (TriBuilder) builder = tri_builder_new ();

  tri_builder_append (builder, text, strlen (text));
  return g_strdup (builder->content->str);
}

/* Attribute values come without a zero at the end, and with "&#38;" for each "&". */
static const char *
copy_value (GString *values, const char *from, const char *to)
{
  gsize start = values->len;

  while (from < to)
    {
      const char *amp = memchr (from, '&', (gsize) (to - from));
      const char *stop = amp ? amp + 1 : to;

      g_string_append_len (values, from, stop - from);
      from = stop;
      if (amp && to - stop >= 4 && memcmp (stop, "#38;", 4) == 0)
        from += 4;
    }
  g_string_append_c (values, '\0');
  return values->str + start;
}

/* Before P5 they had no prefix. */
static const char *
get_prefix (TriTeiReader *self, const unsigned char *const *attribute)
{
  const char *name = (const char *) attribute[0];
  const char *prefix = (const char *) attribute[1];

  if (prefix || !self->is_older)
    return prefix;
  return strcmp (name, "id") == 0 || strcmp (name, "lang") == 0 ? "xml" : NULL;
}

/**
 * tri_tei_copy_attributes:
 * @attributes: (array): five strings each, as the parser has them
 *
 * The values live until the next tag.
 *
 * Returns: %FALSE when one is absurdly long; reading has failed then
 */
gboolean
tri_tei_copy_attributes (TriTeiReader *self,
                         TriTeiTag *tag,
                         int n,
                         const unsigned char **attributes)
{
  gsize size = 0;

  g_array_set_size (self->attributes, 0);
  g_string_truncate (self->values, 0);
  for (int i = 0; i < n; i++)
    {
      gsize length = (gsize) (attributes[i * 5 + 4] - attributes[i * 5 + 3]);

      size += length + 1;
      if (length > TRI_TEI_MAX_ATTRIBUTE)
        {
          tri_tei_fail (self,
                        TRI_ERROR_LIMIT,
                        _ ("an attribute is longer than %d KiB; look for a quotation mark "
                           "that is missing, or shorten it"),
                        TRI_TEI_MAX_ATTRIBUTE / 1024);
          return FALSE;
        }
    }
  if (self->values->allocated_len <= size)
    g_string_set_size (self->values, size + 1);
  g_string_truncate (self->values, 0);
  for (int i = 0; i < n; i++)
    {
      TriTeiAttribute attribute = {
        .prefix = get_prefix (self, attributes + i * 5),
        .name = (const char *) attributes[i * 5],
        .ns = (const char *) attributes[i * 5 + 2],
        .value = copy_value (self->values,
                             (const char *) attributes[i * 5 + 3],
                             (const char *) attributes[i * 5 + 4]),
      };

      g_array_append_val (self->attributes, attribute);
    }
  tag->attributes = (const TriTeiAttribute *) (gconstpointer) self->attributes->data;
  tag->n_attributes = self->attributes->len;
  return TRUE;
}
