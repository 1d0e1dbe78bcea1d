/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-xml-parser.h"

#include "tri-error.h"

#include <glib/gi18n-lib.h>

xmlParserCtxt *
tri_xml_parser_new (const TriSource *source,
                    xmlSAXHandler *handler,
                    xmlInputReadCallback read,
                    gpointer data,
                    GError **error)
{
  xmlParserCtxt *parser = NULL;

  handler->initialized = XML_SAX2_MAGIC;
  parser = xmlCreateIOParserCtxt (handler, data, read, NULL, data, XML_CHAR_ENCODING_NONE);
  if (parser)
    xmlCtxtUseOptions (parser, XML_PARSE_NONET);
  else if (error && !*error)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_FAILED,
                 "%s: %s",
                 source->name,
                 _ ("cannot be read for lack of memory; close other programs and "
                    "try again"));
  return parser;
}

void
tri_xml_parser_free (xmlParserCtxt *parser)
{
  if (parser->myDoc)
    xmlFreeDoc (parser->myDoc);
  xmlFreeParserCtxt (parser);
}
