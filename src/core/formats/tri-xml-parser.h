/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-format.h"

#include <libxml/parser.h>

G_BEGIN_DECLS

/* Private to the readers of XML: a parser that takes a file piece by piece and nothing from
 * elsewhere.
 *
 * @handler: of elements and text, by SAX 2; copied
 * @data: what @read and those of @handler are given */
xmlParserCtxt *tri_xml_parser_new (const TriSource *source,
                                   xmlSAXHandler *handler,
                                   xmlInputReadCallback read,
                                   gpointer data,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_xml_parser_free (xmlParserCtxt *parser);

G_END_DECLS
