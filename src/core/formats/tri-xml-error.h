/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-xml-input.h"

#include <libxml/parser.h>

G_BEGIN_DECLS

/* Private to the readers of XML: what is wrong and what to do about it, with file and line. */

void tri_xml_set_error (GError **error,
                        const TriSource *source,
                        int code,
                        int line,
                        const char *message);
/* Not what a parser only warns of. */
gboolean tri_xml_is_fatal (const xmlError *xml_error);
/* What the parser says, which is English, within what to do about it; stops the parser. */
void tri_xml_take_error (GError **error,
                         const TriSource *source,
                         xmlParserCtxt *parser,
                         TriXmlInput *input,
                         const xmlError *xml_error);

G_END_DECLS
