/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-xml-error.h"

#include "tri-error.h"

#include <glib/gi18n-lib.h>

/* What a message quotes from a file may be as long as that file. */
#define MAX_MESSAGE 300

static char *
dup_shortened (const char *message)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (message, -1) <= MAX_MESSAGE)
    return g_strdup (message);
  start = g_utf8_substring (message, 0, MAX_MESSAGE);
  return g_strconcat (start, "…", NULL);
}

void
tri_xml_set_error (GError **error, const TriSource *source, int code, int line, const char *message)
{
  g_autofree char *shortened = dup_shortened (message);

  g_set_error (error, TRI_ERROR, code, "%s:%d: %s", source->name, MAX (1, line), shortened);
}

/* Whether the parser wanted more than there is, in the middle of a tag or a word. */
static gboolean
is_cut_off (const xmlParserCtxt *parser, TriXmlInput *file)
{
  const xmlParserInput *input = parser->input;

  return input && input->cur >= input->end && tri_xml_input_is_at_end (file);
}

/* What is wrong and what to do about it, with what the parser says of it, which is English. */
static const char *
get_explanation (int code, gboolean is_cut, gboolean is_sgml)
{
  if (is_sgml)
    return _ ("the file is SGML, the form that came before XML; convert it to XML first, with osx "
              "for instance (%s)");
  switch (code)
    {
    case XML_ERR_DOCUMENT_EMPTY:
    case XML_ERR_TAG_NOT_FINISHED:
      return _ ("the file ends too early; it may have been cut off: get it once more (%s)");
    case XML_ERR_INVALID_CHAR:
      return _ ("a character that cannot stand there; take it out, or save the file as UTF-8 (%s)");
    case XML_ERR_UNKNOWN_ENCODING:
    case XML_ERR_UNSUPPORTED_ENCODING:
    case XML_ERR_INVALID_ENCODING:
    case XML_I18N_CONV_FAILED:
      return _ ("the encoding of the file cannot be read; save it as UTF-8 (%s)");
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_WAR_UNDECLARED_ENTITY:
      return _ ("the file does not say what this entity stands for; put the character there (%s)");
    default:
      return is_cut ? _ ("the file ends too early; it may have been cut off: get it once more (%s)")
                    : _ ("this is not well-formed XML; correct the line (%s)");
    }
}

gboolean
tri_xml_is_fatal (const xmlError *xml_error)
{
  return xml_error->level >= XML_ERR_ERROR
         && (xml_error->domain != XML_FROM_NAMESPACE || xml_error->level >= XML_ERR_FATAL);
}

void
tri_xml_take_error (GError **error,
                    const TriSource *source,
                    xmlParserCtxt *parser,
                    TriXmlInput *input,
                    const xmlError *xml_error)
{
  g_autofree char *said = g_strdup (xml_error->message ? xml_error->message : "");
  g_autofree char *message = NULL;

  g_strdelimit (g_strchomp (said), "\n", ' ');
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  message = g_strdup_printf (get_explanation (xml_error->code,
                                              is_cut_off (parser, input),
                                              tri_xml_input_is_sgml (input)),
                             said);
#pragma GCC diagnostic pop
  tri_xml_set_error (error, source, TRI_ERROR_SYNTAX, xml_error->line, message);
  xmlStopParser (parser);
}
