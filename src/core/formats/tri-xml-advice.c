/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-xml-advice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Files of XML that people have beside texts, by their outermost element and its namespace. */
static const struct
{
  const char *name; /* or NULL: any */
  const char *ns;   /* the beginning of one, or NULL: any */
  const char *advice;
} kinds[] = {
  {
      NULL,
      "http://projectmallard.org/",
      N_ ("the file is a page of Mallard help; convert it to HTML and import that, or "
          "import the PO file of its translation"),
  },
  {
      NULL,
      "http://docbook.org/",
      N_ ("the file is DocBook; convert it to HTML or TEI and import that"),
  },
  {
      "book",
      NULL,
      N_ ("the file is DocBook; convert it to HTML or TEI and import that"),
  },
  {
      "udhr",
      NULL,
      N_ ("the file is the Declaration of Human Rights in the XML of Unicode; save its "
          "words as plain text or Markdown and import that"),
  },
  {
      "martif",
      NULL,
      N_ ("the file is a term base (TBX), which holds terms and no text; save it as a "
          "table and import that as a register"),
  },
  {
      "tbx",
      NULL,
      N_ ("the file is a term base (TBX), which holds terms and no text; save it as a "
          "table and import that as a register"),
  },
  {
      "FictionBook",
      NULL,
      N_ ("the file is a FictionBook; convert it to EPUB and import that"),
  },
  {
      "dtbook",
      NULL,
      N_ ("the file is a DAISY book; convert it to EPUB and import that"),
  },
  {
      "package",
      "http://www.idpf.org/",
      N_ ("the file is the list of contents of an EPUB; import the EPUB itself"),
  },
  {
      "document",
      "urn:oasis:names:tc:opendocument:",
      N_ ("the file is a flat OpenDocument; open it in a word processor and save it as "
          "ODT"),
  },
  {
      "feed",
      "http://www.w3.org/2005/Atom",
      N_ ("the file is a news feed; save the page that you want to read as HTML"),
  },
  {
      "rss",
      NULL,
      N_ ("the file is a news feed; save the page that you want to read as HTML"),
  },
  {
      "svg",
      NULL,
      N_ ("the file is a picture; only text can be imported"),
  },
  {
      "RDF",
      NULL,
      N_ ("the file is RDF, which holds data and no text; save what names people and "
          "places as a table and import that as a register"),
  },
  {
      "grammar",
      "http://relaxng.org/",
      N_ ("the file is a schema, which holds rules and no text; choose a file that "
          "follows it"),
  },
  {
      "stylesheet",
      "http://www.w3.org/1999/XSL/",
      N_ ("the file is a stylesheet, no text; choose a file that is transformed by it"),
  },
};

const char *
tri_xml_get_advice (const char *name, const char *ns)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if ((!kinds[i].name || strcmp (kinds[i].name, name) == 0)
        && (!kinds[i].ns || (ns && g_str_has_prefix (ns, kinds[i].ns))))
      return _ (kinds[i].advice);
  return NULL;
}
