/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-reader.h"

#include "formats/tri-xml-error.h"

#include <libxml/parser.h>

static void
set_error (TriTeiReader *self, int code, int line, const char *message)
{
  tri_xml_set_error (&self->error, self->source, code, line, message);
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

#if LIBXML_VERSION >= 21200
void
tri_tei_parser_error_cb (void *data, const xmlError *xml_error)
#else
void
tri_tei_parser_error_cb (void *data, xmlErrorPtr xml_error)
#endif
{
  TriTeiReader *self = data;

  if (!self->error && tri_xml_is_fatal (xml_error))
    tri_xml_take_error (&self->error, self->source, self->parser, self->input, xml_error);
}
