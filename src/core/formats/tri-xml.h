/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-format.h"

G_BEGIN_DECLS

/* An XML file as a stream of tags and text, for formats other than TEI: within the same bounds
 * (depth, length of a tag, expansion of entities), deaf to external ones, and with messages that
 * name the file and the line. */

/* libxml2 itself gives up at 256. */
#define TRI_XML_MAX_DEPTH 250
#define TRI_XML_MAX_ATTRIBUTE (64 * 1024)

typedef struct _TriXml TriXml;

typedef struct
{
  const char *prefix; /* or NULL */
  const char *name;   /* local */
  const char *value;
} TriXmlAttribute;

/* Valid during the call only. */
typedef struct
{
  const char *name; /* local */
  const char *ns;   /* "" for none */
  const TriXmlAttribute *attributes;
  guint n_attributes;
} TriXmlTag;

/**
 * TriXmlHandler:
 * @text: (nullable): UTF-8, cut anywhere between two characters
 *
 * Any of them stops the reading by tri_xml_fail() or tri_xml_check().
 */
typedef struct
{
  void (*start) (TriXml *xml, const TriXmlTag *tag, gpointer data);
  void (*end) (TriXml *xml, const char *name, const char *ns, gpointer data);
  void (*text) (TriXml *xml, const char *text, gsize n_bytes, gpointer data);
} TriXmlHandler;

/* Reads all of it. Returns FALSE with an error that names the file and the line. */
gboolean tri_xml_read (const TriSource *source,
                       const TriXmlHandler *handler,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error);

/* How many elements are open, with the one whose tag is at hand: 1 in the root. */
guint tri_xml_get_depth (TriXml *self);
/* Where draft calls put their errors: tri_xml_check (xml, tri_draft_end_text (d, tri_xml_error
 * (xml))). */
GError **tri_xml_error (TriXml *self);
void tri_xml_check (TriXml *self, gboolean done);
/* Ends the reading as if the file ended here: a sample is enough. */
void tri_xml_stop (TriXml *self);
/* Says that there is no text in the file. Returns FALSE. */
gboolean tri_xml_fail_empty (const TriSource *source, GError **error);
void tri_xml_fail (TriXml *self, int code, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* An attribute without a prefix, or one of xml: ("lang"); NULL when it is not there. */
const char *tri_xml_get (const TriXmlTag *tag, const char *name);
const char *tri_xml_get_xml (const TriXmlTag *tag, const char *name);

G_END_DECLS
