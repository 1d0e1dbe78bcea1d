/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-reader.h"

#include "formats/tri-xml-input.h"
#include "formats/tri-xml-parser.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Every xml:id must be used only once. Those of a large file lie on disk as hashes with their
 * lines, so that which one came twice is known at the end of the file only, and what it is called
 * by reading the file again. */

typedef struct
{
  TriXmlInput *input;
  xmlParserCtxt *parser;
  guint64 hash;
  char *name;
} Search;

static int
search_input_cb (void *data, char *buffer, int n)
{
  return tri_xml_input_read (((Search *) data)->input, buffer, n, NULL);
}

static void
search_element_cb (void *data,
                   const xmlChar *name,
                   const xmlChar *prefix,
                   const xmlChar *ns,
                   int n_namespaces,
                   const xmlChar **namespaces,
                   int n_attributes,
                   int n_defaulted,
                   const xmlChar **attributes)
{
  Search *self = data;

  for (int i = 0; i < n_attributes && !self->name; i++)
    {
      const char *const *attribute = (const char *const *) attributes + i * 5;
      g_autofree char *value = g_strndup (attribute[3], (gsize) (attribute[4] - attribute[3]));

      if ((!attribute[1] || strcmp (attribute[1], "xml") == 0)
          && strcmp (attribute[0], "id") == 0
          && tri_id_set_hash (value) == self->hash)
        self->name = g_steal_pointer (&value);
    }
  if (self->name)
    xmlStopParser (self->parser);
}

/* (transfer full): the xml:id with this hash */
static char *
find_name (const TriSource *source, guint64 hash)
{
  xmlSAXHandler handler = { .startElementNs = search_element_cb };
  g_autoptr (TriXmlInput) input = tri_xml_input_new (source, NULL);
  Search self = { .input = input, .hash = hash };

  if (input)
    self.parser = tri_xml_parser_new (source, &handler, search_input_cb, &self, NULL);
  if (self.parser)
    {
      xmlParseDocument (self.parser);
      tri_xml_parser_free (self.parser);
    }
  return self.name ? self.name : g_strdup ("?");
}

/**
 * tri_tei_check_ids:
 *
 * At the end of a file: fails when an id came twice, far apart.
 */
void
tri_tei_check_ids (TriTeiReader *self)
{
  TriIdTwice twice = { 0 };
  g_autofree char *name = NULL;

  if (self->error || !tri_id_set_find_twice (self->ids, &twice, &self->error) || twice.line == 0)
    return;
  name = find_name (self->source, twice.hash);
  tri_tei_fail_at (self,
                   twice.line,
                   TRI_ERROR_SYNTAX,
                   _ ("the xml:id “%s” is used twice; every id must be used only once"),
                   name);
}
