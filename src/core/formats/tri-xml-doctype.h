/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A name goes through so many entities at most before it is text. */
#define TRI_XML_MAX_ENTITY_LEVELS 10
/* What entities expand to, in multiples of the file. */
#define TRI_XML_MAX_EXPANSION 10
/* A document type or a single tag that is longer is an attack. */
#define TRI_XML_MAX_DOCTYPE (1024 * 1024)
#define TRI_XML_MAX_TAG (256 * 1024)

typedef struct _TriXmlDoctype TriXmlDoctype;

TriXmlDoctype *tri_xml_doctype_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_xml_doctype_free (TriXmlDoctype *self);
gboolean tri_xml_doctype_read (TriXmlDoctype *self,
                               const char *text,
                               gsize length,
                               gsize *fault,
                               GError **error);
gboolean tri_xml_doctype_has_entities (TriXmlDoctype *self);
gboolean tri_xml_doctype_expand (TriXmlDoctype *self,
                                 const char *name,
                                 gsize limit,
                                 GString *out,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriXmlDoctype, tri_xml_doctype_free)

G_END_DECLS
