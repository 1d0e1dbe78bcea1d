/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-reader.h"

#include "formats/tri-tei-input.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>

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

static void
set_error (TriTeiReader *self, int code, int line, const char *message)
{
  g_autofree char *shortened = dup_shortened (message);

  g_set_error (&self->error,
               TRI_ERROR,
               code,
               "%s:%d: %s",
               self->source->name,
               MAX (1, line),
               shortened);
  xmlStopParser (self->parser);
}

/**
 * tri_tei_fail:
 *
 * Ends the reading with a message that names the file and the line; the first one counts.
 */
void
tri_tei_fail (TriTeiReader *self, int code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  if (self->error)
    return;
  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  set_error (self, code, xmlSAX2GetLineNumber (self->parser), message);
}

/* As tri_tei_fail(), of a line that was read before. */
void
tri_tei_fail_at (TriTeiReader *self, guint line, int code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  if (self->error)
    return;
  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  set_error (self, code, (int) line, message);
}

/* Stops when the draft refused something. */
void
tri_tei_check (TriTeiReader *self, gboolean done)
{
  if (!done)
    xmlStopParser (self->parser);
}

/* Whether the parser wanted more than there is, in the middle of a tag or a word. */
static gboolean
is_cut_off (TriTeiReader *self)
{
  const xmlParserCtxt *parser = self->parser;
  const xmlParserInput *input = parser->input;

  return input && input->cur >= input->end && tri_tei_input_is_at_end (self->input);
}

/* What is wrong and what to do about it, with what the parser says of it, which is English. */
static const char *
get_explanation (int code, gboolean is_cut)
{
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

#if LIBXML_VERSION >= 21200
void
tri_tei_parser_error_cb (void *data, const xmlError *xml_error)
#else
void
tri_tei_parser_error_cb (void *data, xmlErrorPtr xml_error)
#endif
{
  TriTeiReader *self = data;
  g_autofree char *said = NULL;
  g_autofree char *message = NULL;

  if (self->error || xml_error->level < XML_ERR_ERROR)
    return;
  if (xml_error->domain == XML_FROM_NAMESPACE && xml_error->level < XML_ERR_FATAL)
    return;
  said = g_strdup (xml_error->message ? xml_error->message : "");
  g_strdelimit (g_strchomp (said), "\n", ' ');
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  message = g_strdup_printf (get_explanation (xml_error->code, is_cut_off (self)), said);
#pragma GCC diagnostic pop
  set_error (self, TRI_ERROR_SYNTAX, xml_error->line, message);
}
