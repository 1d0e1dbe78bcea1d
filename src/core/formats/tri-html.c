/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-html.h"

#include "formats/tri-xml-error.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <string.h>

struct _TriHtml
{
  const TriSource *source;
  const TriHtmlHandler *handler;
  gpointer data;
  GCancellable *cancellable;
  GError *error;
  gboolean is_stopped;
  htmlParserCtxt *parser;
  guint depth;
};

static gboolean
is_over (TriHtml *self)
{
  return self->error || self->is_stopped;
}

gsize
tri_html_get_offset (TriHtml *self)
{
  return (gsize) MAX (0, xmlByteConsumed (self->parser));
}

GError **
tri_html_error (TriHtml *self)
{
  return &self->error;
}

void
tri_html_stop (TriHtml *self)
{
  self->is_stopped = TRUE;
  xmlStopParser (self->parser);
}

void
tri_html_check (TriHtml *self, gboolean done)
{
  if (!done)
    tri_html_stop (self);
}

/**
 * tri_html_fail:
 *
 * Ends the reading with a message that names the file and the line; the first one counts.
 */
void
tri_html_fail (TriHtml *self, int code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  if (is_over (self))
    return;
  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  tri_xml_set_error (&self->error,
                     self->source,
                     code,
                     MAX (1, xmlSAX2GetLineNumber (self->parser)),
                     message);
  tri_html_stop (self);
}

static gboolean
is_cancelled (TriHtml *self)
{
  if (!g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
    return FALSE;
  tri_html_stop (self);
  return TRUE;
}

static void
start_cb (void *data, const xmlChar *name, const xmlChar **attributes)
{
  static const char *const none[] = { NULL };
  TriHtml *self = data;

  if (is_over (self) || is_cancelled (self))
    return;
  if (++self->depth > TRI_HTML_MAX_DEPTH)
    {
      tri_html_fail (self,
                     TRI_ERROR_LIMIT,
                     _ ("elements are nested more than %d deep; look for end tags that "
                        "are missing, or nest them less deeply"),
                     TRI_HTML_MAX_DEPTH);
      return;
    }
  self->handler->start (self,
                        (const char *) name,
                        attributes ? (const char *const *) (gpointer) attributes : none,
                        self->data);
}

static void
end_cb (void *data, const xmlChar *name)
{
  TriHtml *self = data;

  if (is_over (self) || self->depth == 0)
    return;
  self->depth--;
  self->handler->end (self, (const char *) name, self->data);
}

static void
text_cb (void *data, const xmlChar *text, int n)
{
  TriHtml *self = data;

  if (!is_over (self))
    self->handler->text (self, (const char *) text, (gsize) n, self->data);
}

/* What is wrong with HTML is mended. A file of end tags that end nothing calls nothing else. */
#if LIBXML_VERSION >= 21200
static void
error_cb (void *data, const xmlError *xml_error)
#else
static void
error_cb (void *data, xmlErrorPtr xml_error)
#endif
{
  TriHtml *self = data;

  if (!is_over (self))
    is_cancelled (self);
}

static void
parse (TriHtml *self, const char *text, gsize length)
{
  htmlSAXHandler handler = {
    .startElement = start_cb,
    .endElement = end_cb,
    .characters = text_cb,
    .ignorableWhitespace = text_cb,
    .cdataBlock = text_cb,
    .serror = (xmlStructuredErrorFunc) error_cb,
    .initialized = XML_SAX2_MAGIC,
  };

  self->parser = htmlCreateMemoryParserCtxt (text, (int) length);
  if (!self->parser)
    return;
  /* What a meta element says of the encoding is over: this is UTF-8. */
  htmlCtxtUseOptions (self->parser,
                      HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOIMPLIED
                          | HTML_PARSE_NODEFDTD | HTML_PARSE_IGNORE_ENC);
  xmlSwitchEncoding (self->parser, XML_CHAR_ENCODING_UTF8);
  *self->parser->sax = handler;
  self->parser->userData = self;
  htmlParseDocument (self->parser);
  if (!is_over (self) && self->handler->finish)
    self->handler->finish (self, self->data);
  htmlFreeParserCtxt (self->parser);
}

/**
 * tri_html_parse:
 * @text: (array length=length): UTF-8 of tri_html_load(), or a part of it
 * @handler: what is called for each tag and each run of text, in the order of the file
 *
 * Reads HTML or XHTML as a stream of elements; nothing of it is kept.
 *
 * Returns: %FALSE with an error that names the file and the line
 */
gboolean
tri_html_parse (const TriSource *source,
                const char *text,
                gsize length,
                const TriHtmlHandler *handler,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  TriHtml self = { source, handler, data, cancellable };

  if (length > 0)
    parse (&self, text, length);
  if (!self.error)
    return TRUE;
  g_propagate_error (error, self.error);
  return FALSE;
}
