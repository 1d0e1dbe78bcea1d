/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-xml.h"

#include "formats/tri-xml-error.h"
#include "formats/tri-xml-parser.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TriXml
{
  const TriSource *source;
  const TriXmlHandler *handler;
  gpointer data;
  GCancellable *cancellable;
  GError *error;
  gboolean is_stopped;
  xmlParserCtxt *parser;
  TriXmlInput *input;
  guint depth;
  GArray *attributes; /* TriXmlAttribute */
  GString *values;
};

static gboolean
is_over (TriXml *self)
{
  return self->error || self->is_stopped;
}

guint
tri_xml_get_depth (TriXml *self)
{
  return self->depth;
}

static guint
get_line (TriXml *self)
{
  return (guint) MAX (1, xmlSAX2GetLineNumber (self->parser));
}

GError **
tri_xml_error (TriXml *self)
{
  return &self->error;
}

void
tri_xml_check (TriXml *self, gboolean done)
{
  if (!done)
    tri_xml_stop (self);
}

void
tri_xml_stop (TriXml *self)
{
  self->is_stopped = TRUE;
  xmlStopParser (self->parser);
}

/**
 * tri_xml_fail:
 *
 * Ends the reading with a message that names the file and the line; the first one counts.
 */
void
tri_xml_fail (TriXml *self, int code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  if (is_over (self))
    return;
  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  tri_xml_set_error (&self->error, self->source, code, (int) get_line (self), message);
  xmlStopParser (self->parser);
}

gboolean
tri_xml_fail_empty (const TriSource *source, GError **error)
{
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_SYNTAX,
               _ ("%s: there is no text in the file; choose another one"),
               source->name);
  return FALSE;
}

static const char *
find (const TriXmlTag *tag, const char *prefix, const char *name)
{
  for (guint i = 0; i < tag->n_attributes; i++)
    if (g_strcmp0 (tag->attributes[i].prefix, prefix) == 0
        && g_str_equal (tag->attributes[i].name, name))
      return tag->attributes[i].value;
  return NULL;
}

const char *
tri_xml_get (const TriXmlTag *tag, const char *name)
{
  return find (tag, NULL, name);
}

const char *
tri_xml_get_xml (const TriXmlTag *tag, const char *name)
{
  return find (tag, "xml", name);
}

/* The parser gives values without an end; they get one here, one behind the other. */
static gboolean
copy_attributes (TriXml *self, int n, const xmlChar **attributes)
{
  gsize at = 0;

  g_array_set_size (self->attributes, 0);
  g_string_truncate (self->values, 0);
  for (int i = 0; i < n; i++)
    {
      const char *value = (const char *) attributes[5 * i + 3];
      gsize length = (gsize) (attributes[5 * i + 4] - attributes[5 * i + 3]);
      const TriXmlAttribute added = { .prefix = (const char *) attributes[5 * i + 1],
                                      .name = (const char *) attributes[5 * i] };

      if (length > TRI_XML_MAX_ATTRIBUTE)
        {
          tri_xml_fail (self,
                        TRI_ERROR_LIMIT,
                        _ ("the attribute “%s” is longer than %d KiB; look for a quotation mark "
                           "that is missing, or shorten it"),
                        added.name,
                        TRI_XML_MAX_ATTRIBUTE / 1024);
          return FALSE;
        }
      g_array_append_val (self->attributes, added);
      g_string_append_len (self->values, value, (gssize) length);
      g_string_append_c (self->values, '\0');
    }
  for (int i = 0; i < n; i++)
    {
      g_array_index (self->attributes, TriXmlAttribute, (guint) i).value = self->values->str + at;
      at += strlen (self->values->str + at) + 1;
    }
  return TRUE;
}

static void
start_element_cb (void *data,
                  const xmlChar *name,
                  const xmlChar *prefix,
                  const xmlChar *ns,
                  int n_namespaces,
                  const xmlChar **namespaces,
                  int n_attributes,
                  int n_defaulted,
                  const xmlChar **attributes)
{
  TriXml *self = data;
  TriXmlTag tag = { (const char *) name, ns ? (const char *) ns : "", NULL, 0 };

  if (is_over (self))
    return;
  if (++self->depth > TRI_XML_MAX_DEPTH)
    {
      tri_xml_fail (self,
                    TRI_ERROR_LIMIT,
                    _ ("elements are nested more than %d deep; look for end tags that "
                       "are missing, or nest them less deeply"),
                    TRI_XML_MAX_DEPTH);
      return;
    }
  if (g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
    {
      xmlStopParser (self->parser);
      return;
    }
  if (!copy_attributes (self, n_attributes, attributes))
    return;
  tag.attributes = (const TriXmlAttribute *) (gpointer) self->attributes->data;
  tag.n_attributes = self->attributes->len;
  self->handler->start (self, &tag, self->data);
}

static void
end_element_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *ns)
{
  TriXml *self = data;

  if (is_over (self) || self->depth == 0)
    return;
  self->handler->end (self, (const char *) name, ns ? (const char *) ns : "", self->data);
  self->depth--;
}

static void
characters_cb (void *data, const xmlChar *chars, int n)
{
  TriXml *self = data;

  if (!is_over (self) && self->handler->text)
    self->handler->text (self, (const char *) chars, (gsize) n, self->data);
}

static void
doctype_cb (void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
  tri_xml_fail (data,
                TRI_ERROR_LIMIT,
                _ ("the document type stands too far down; move it to the "
                   "beginning of the file"));
}

#if LIBXML_VERSION >= 21200
static void
error_cb (void *data, const xmlError *xml_error)
#else
static void
error_cb (void *data, xmlErrorPtr xml_error)
#endif
{
  TriXml *self = data;

  if (!is_over (self) && tri_xml_is_fatal (xml_error))
    tri_xml_take_error (&self->error, self->source, self->parser, self->input, xml_error);
}

static int
input_cb (void *data, char *buffer, int n)
{
  TriXml *self = data;

  if (is_over (self) || g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
    return -1;
  return tri_xml_input_read (self->input, buffer, n, &self->error);
}

static void
parse (TriXml *self)
{
  xmlSAXHandler handler = {
    .internalSubset = doctype_cb,
    .startElementNs = start_element_cb,
    .endElementNs = end_element_cb,
    .characters = characters_cb,
    .ignorableWhitespace = characters_cb,
    .cdataBlock = characters_cb,
    .serror = (xmlStructuredErrorFunc) error_cb,
  };

  self->parser = tri_xml_parser_new (self->source, &handler, input_cb, self, &self->error);
  if (!self->parser)
    return;
  xmlParseDocument (self->parser);
  tri_xml_parser_free (self->parser);
}

/**
 * tri_xml_read:
 * @handler: what is called for each tag and each run of text, in the order of the file
 *
 * Reads an XML file as a stream; memory does not grow with it. The parser never sees a document
 * type: entities declared in the file are expanded within bounds, and nothing outside of it is
 * read.
 *
 * Returns: %FALSE with an error that names the file and the line
 */
gboolean
tri_xml_read (const TriSource *source,
              const TriXmlHandler *handler,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (TriXmlInput) input = tri_xml_input_new (source, error);
  TriXml self = { source, handler, data, cancellable };

  if (!input)
    return FALSE;
  self.input = input;
  self.attributes = g_array_new (FALSE, FALSE, sizeof (TriXmlAttribute));
  self.values = g_string_sized_new (256);
  parse (&self);
  g_array_unref (self.attributes);
  g_string_free (self.values, TRUE);
  if (!self.error)
    return TRUE;
  g_propagate_error (error, self.error);
  return FALSE;
}
