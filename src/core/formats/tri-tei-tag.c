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

/* The start tag as the file has it, but for the white space. */
char *
tri_tei_tag_to_string (const TriTeiTag *tag)
{
  g_autoptr (GString) string = g_string_new ("<");

  append_qualified (string, tag->prefix, tag->name);
  if (g_strcmp0 (tag->ns, TRI_TEI_NAMESPACE) != 0 && tag->ns)
    {
      g_autofree char *ns = g_markup_escape_text (tag->ns, -1);

      g_string_append (string, tag->prefix ? " xmlns:" : " xmlns");
      g_string_append_printf (string, "%s=\"%s\"", tag->prefix ? tag->prefix : "", ns);
    }
  for (guint i = 0; i < tag->n_attributes; i++)
    {
      g_autofree char *value = g_markup_escape_text (tag->attributes[i].value, -1);

      g_string_append_c (string, ' ');
      append_qualified (string, tag->attributes[i].prefix, tag->attributes[i].name);
      g_string_append_printf (string, "=\"%s\"", value);
    }
  g_string_append_c (string, '>');
  return g_string_free (g_steal_pointer (&string), FALSE);
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
