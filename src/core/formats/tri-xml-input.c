/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-xml-input.h"

#include "formats/tri-source.h"
#include "formats/tri-xml-doctype.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK (64 * 1024)
/* No token that we must see as a whole is longer, but for a tag. */
#define LOOK_AHEAD 320

typedef enum
{
  STATE_PROLOG,
  STATE_TEXT,
  STATE_TAG,
  STATE_COMMENT,
  STATE_CDATA,
  STATE_INSTRUCTION,
} State;

/* What goes to the parser: the bytes of the file, in UTF-8 if they were UTF-16, without the
   document
 * type, and with the entities that it declares put in. Tags of absurd length end it: the parser
 * compares each attribute with each other. */
struct _TriXmlInput
{
  const TriSource *source;
  GInputStream *stream;
  TriXmlDoctype *doctype;
  GString *raw;
  gsize at; /* in raw */
  GString *out;
  gsize sent; /* of out */
  gboolean is_converted;
  gboolean is_at_end;
  gboolean has_entities;
  gboolean is_sgml;
  State state;
  char quote;
  gsize tag_length;
  guint line;
  gsize size;
  gsize expanded;
};

static const char *
find_encoding (const guint8 *bytes, gsize n)
{
  if (n >= 4 && bytes[0] == 0xFF && bytes[1] == 0xFE && bytes[2] == 0 && bytes[3] == 0)
    return "UTF-32LE";
  if (n >= 4 && bytes[0] == 0 && bytes[1] == 0 && bytes[2] == 0xFE && bytes[3] == 0xFF)
    return "UTF-32BE";
  if (n >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == '<' && bytes[1] == 0)))
    return "UTF-16LE";
  if (n >= 2 && ((bytes[0] == 0xFE && bytes[1] == 0xFF) || (bytes[0] == 0 && bytes[1] == '<')))
    return "UTF-16BE";
  return NULL;
}

static gboolean
fail (TriXmlInput *self, GError **error, int code, const char *message)
{
  g_set_error (error, TRI_ERROR, code, "%s:%u: %s", self->source->name, self->line, message);
  return FALSE;
}

static gboolean
prefix (TriXmlInput *self, GError **error)
{
  g_prefix_error (error, "%s:%u: ", self->source->name, self->line);
  return FALSE;
}

/* The converter says no more than that it could not go on. */
static gboolean
fail_read (TriXmlInput *self, GError **error)
{
  if (error && self->is_converted
      && (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA)
          || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT)))
    {
      g_clear_error (error);
      return fail (self,
                   error,
                   TRI_ERROR_SYNTAX,
                   _ ("the file begins as UTF-16, but goes on as something else or is cut off; "
                      "save it as UTF-8, or get it once more"));
    }
  return prefix (self, error);
}

static gboolean
read_chunk (TriXmlInput *self, GError **error)
{
  gsize length = 0;
  gsize before = 0;

  g_string_erase (self->raw, 0, (gssize) self->at);
  self->at = 0;
  before = self->raw->len;
  g_string_set_size (self->raw, before + CHUNK);
  if (!g_input_stream_read_all (self->stream, self->raw->str + before, CHUNK, &length, NULL, error))
    return fail_read (self, error);
  g_string_set_size (self->raw, before + length);
  self->is_at_end = length < CHUNK;
  return TRUE;
}

static GInputStream *
open_stream (const TriSource *source,
             goffset *size,
             const char **encoding,
             GError **error)
{
  g_autoptr (GInputStream) stream = tri_source_open (source, size, error);
  g_autoptr (GInputStream) buffered = NULL;
  g_autoptr (GConverter) converter = NULL;
  const guint8 *bytes = NULL;
  gsize n = 0;

  if (!stream)
    return NULL;
  buffered = g_buffered_input_stream_new_sized (stream, CHUNK);
  while (n < 4)
    {
      GBufferedInputStream *beginning = G_BUFFERED_INPUT_STREAM (buffered);
      gssize more = g_buffered_input_stream_fill (beginning, -1, NULL, error);

      if (more < 0)
        return NULL;
      bytes = g_buffered_input_stream_peek_buffer (beginning, &n);
      if (more == 0)
        break;
    }
  *encoding = find_encoding (bytes, n);
  if (!*encoding)
    return g_steal_pointer (&buffered);
  converter = G_CONVERTER (g_charset_converter_new ("UTF-8", *encoding, error));
  return converter ? g_converter_input_stream_new (buffered, converter) : NULL;
}

TriXmlInput *
tri_xml_input_new (const TriSource *source, GError **error)
{
  const char *encoding = NULL;
  goffset size = 0;
  GInputStream *stream = open_stream (source, &size, &encoding, error);
  TriXmlInput *self = NULL;

  if (!stream)
    {
      g_prefix_error (error, "%s: ", source->name);
      return NULL;
    }
  self = g_new0 (TriXmlInput, 1);
  self->source = source;
  self->stream = stream;
  self->doctype = tri_xml_doctype_new ();
  self->raw = g_string_sized_new (CHUNK + LOOK_AHEAD);
  self->out = g_string_sized_new (CHUNK + LOOK_AHEAD);
  self->is_converted = encoding != NULL;
  self->line = 1;
  self->size = (gsize) size;
  return self;
}

void
tri_xml_input_free (TriXmlInput *self)
{
  g_object_unref (self->stream);
  tri_xml_doctype_free (self->doctype);
  g_string_free (self->raw, TRUE);
  g_string_free (self->out, TRUE);
  g_free (self);
}

/* --- The prolog ---------------------------------------------------------------------------- */

static void
copy (TriXmlInput *self, gsize n)
{
  const char *from = self->raw->str + self->at;

  for (const char *c = from; c < from + n; c++)
    self->line += *c == '\n';
  g_string_append_len (self->out, from, (gssize) n);
  self->at += n;
}

/* Lines stay where they were. */
static void
blank (TriXmlInput *self, gsize n)
{
  gsize start = self->out->len;

  copy (self, n);
  for (gsize i = start; i < self->out->len; i++)
    if (self->out->str[i] != '\n')
      self->out->str[i] = ' ';
}

/* The length of a document type, with the place of its internal subset; 0 if its end is not here.
 */
static gsize
measure_doctype (const char *text, gsize *subset, gsize *subset_length)
{
  const char *at = text;
  char quote = 0;

  *subset = *subset_length = 0;
  for (; *at; at++)
    {
      if (quote)
        quote = *at == quote ? 0 : quote;
      else if (g_str_has_prefix (at, "<!--"))
        {
          at = strstr (at, "-->");
          if (!at)
            return 0;
          at += 2;
        }
      else if (*at == '"' || *at == '\'')
        quote = *at;
      else if (*at == '[' && !*subset)
        *subset = (gsize) (at - text) + 1;
      else if (*at == ']' && *subset)
        *subset_length = (gsize) (at - text) - *subset;
      else if (*at == '>' && (!*subset || *subset_length))
        return (gsize) (at - text) + 1;
      else if (*at == '>' && *subset && text[*subset] == ']')
        return (gsize) (at - text) + 1;
    }
  return 0;
}

/* A public identifier that no address follows, which only SGML allows. */
static gboolean
is_sgml (const char *text, gsize length)
{
  const char *at = g_strstr_len (text, (gssize) length, "PUBLIC");
  char quote = 0;

  if (!at || (gsize) (at - text) > 128)
    return FALSE;
  at += strlen ("PUBLIC");
  at += strspn (at, " \t\r\n");
  quote = *at;
  if (quote != '"' && quote != '\'')
    return FALSE;
  at = strchr (at + 1, quote);
  if (!at)
    return FALSE;
  at += 1 + strspn (at + 1, " \t\r\n");
  return *at == '[' || *at == '>';
}

static gboolean
read_doctype (TriXmlInput *self, GError **error)
{
  gsize subset = 0;
  gsize subset_length = 0;
  gsize fault = 0;
  gsize length = measure_doctype (self->raw->str + self->at, &subset, &subset_length);

  while (length == 0 && !self->is_at_end && self->raw->len < TRI_XML_MAX_DOCTYPE)
    {
      if (!read_chunk (self, error))
        return FALSE;
      length = measure_doctype (self->raw->str + self->at, &subset, &subset_length);
    }
  if (length == 0)
    return fail (self,
                 error,
                 TRI_ERROR_SYNTAX,
                 _ ("the document type does not end; put the “>” that it lacks"));
  if (!tri_xml_doctype_read (self->doctype,
                             self->raw->str + self->at + subset,
                             subset_length,
                             &fault,
                             error))
    {
      copy (self, subset + fault); /* to the line of the fault */
      return prefix (self, error);
    }
  self->is_sgml = is_sgml (self->raw->str + self->at, length);
  self->has_entities = tri_xml_doctype_has_entities (self->doctype);
  blank (self, length);
  self->state = STATE_TEXT;
  return TRUE;
}

/* What stands between two marks, which must be in the first chunk. */
static gsize
measure_until (TriXmlInput *self, const char *mark)
{
  const char *text = self->raw->str + self->at;
  const char *end = strstr (text, mark);

  return end ? (gsize) (end - text) + strlen (mark) : 0;
}

static gboolean
read_prolog (TriXmlInput *self, GError **error)
{
  while (self->state == STATE_PROLOG)
    {
      const char *text = self->raw->str + self->at;
      gsize n = strspn (text, " \t\r\n");

      if (n == 0 && g_str_has_prefix (text, "\xEF\xBB\xBF"))
        n = 3;
      if (n > 0)
        copy (self, n);
      else if (g_str_has_prefix (text, "<!DOCTYPE"))
        return read_doctype (self, error);
      else if (g_str_has_prefix (text, "<?") && (n = measure_until (self, "?>")) > 0)
        /* Converted bytes are no longer in the encoding that they declare. */
        (self->is_converted && g_str_has_prefix (text, "<?xml ") ? blank : copy) (self, n);
      else if (g_str_has_prefix (text, "<!--") && (n = measure_until (self, "-->")) > 0)
        copy (self, n);
      else
        self->state = STATE_TEXT;
    }
  return TRUE;
}

/* --- The rest ------------------------------------------------------------------------------ */

/* An entity in an attribute must not end it. */
static void
append_expansion (TriXmlInput *self, const GString *text)
{
  for (gsize i = 0; i < text->len; i++)
    if (self->state == STATE_TAG && text->str[i] == self->quote)
      g_string_append (self->out, self->quote == '"' ? "&#34;" : "&#39;");
    else
      g_string_append_c (self->out, text->str[i]);
}

static gboolean
expand (TriXmlInput *self, GError **error)
{
  const char *text = self->raw->str + self->at;
  gsize n = strcspn (text, "; \t\n<>\"'");
  gsize limit = MAX (self->size * TRI_XML_MAX_EXPANSION, 1024);
  g_autofree char *name = g_strndup (text + 1, n - 1);
  g_autoptr (GString) expansion = g_string_new (NULL);

  if (text[n] != ';' || n > LOOK_AHEAD - 8)
    {
      copy (self, 1);
      return TRUE;
    }
  if (!tri_xml_doctype_expand (self->doctype, name, limit, expansion, error))
    return prefix (self, error);
  self->expanded += expansion->len;
  if (self->expanded > limit)
    return fail (self,
                 error,
                 TRI_ERROR_LIMIT,
                 _ ("the entities expand beyond measure; put their text in their place"));
  append_expansion (self, expansion);
  self->at += n + 1;
  return TRUE;
}

static gsize
count_until (const char *text, gsize n, char a, char b)
{
  const char *first = memchr (text, a, n);
  const char *second = b ? memchr (text, b, first ? (gsize) (first - text) : n) : NULL;

  if (second)
    return (gsize) (second - text);
  return first ? (gsize) (first - text) : n;
}

static void
enter_markup (TriXmlInput *self)
{
  const char *text = self->raw->str + self->at;

  self->tag_length = 0;
  self->quote = 0;
  if (g_str_has_prefix (text, "<!--"))
    self->state = STATE_COMMENT;
  else if (g_str_has_prefix (text, "<![CDATA["))
    self->state = STATE_CDATA;
  else if (g_str_has_prefix (text, "<?"))
    self->state = STATE_INSTRUCTION;
  else
    self->state = STATE_TAG;
  copy (self, self->state == STATE_COMMENT ? 4 : 1);
}

static gboolean
read_text (TriXmlInput *self, gsize n, GError **error)
{
  const char *text = self->raw->str + self->at;

  n = count_until (text, n, '<', self->has_entities ? '&' : 0);
  copy (self, n);
  if (self->at == self->raw->len)
    return TRUE;
  if (self->raw->str[self->at] == '&')
    return !self->has_entities || expand (self, error);
  if (self->raw->str[self->at] == '<' && (self->raw->len - self->at >= 9 || self->is_at_end))
    enter_markup (self);
  return TRUE;
}

static gsize
measure_tag (const TriXmlInput *self, const char *text, gsize n)
{
  gsize i = 0;

  if (self->quote)
    return count_until (text, n, self->quote, self->has_entities ? '&' : 0);
  while (i < n && text[i] != '"' && text[i] != '\'' && text[i] != '>')
    i++;
  return i;
}

static gboolean
read_tag (TriXmlInput *self, gsize n, GError **error)
{
  gsize length = measure_tag (self, self->raw->str + self->at, n);
  char c = 0;

  copy (self, length);
  self->tag_length += length + 1;
  if (self->tag_length > TRI_XML_MAX_TAG)
    return fail (self,
                 error,
                 TRI_ERROR_LIMIT,
                 _ ("a tag with its attributes is too long; look for a quotation mark that is "
                    "missing, or shorten it"));
  if (length == n)
    return TRUE;
  c = self->raw->str[self->at];
  if (self->quote && c == '&')
    return expand (self, error);
  copy (self, 1);
  if (self->quote)
    self->quote = 0;
  else if (c == '>')
    self->state = STATE_TEXT;
  else
    self->quote = c;
  return TRUE;
}

static void
read_until (TriXmlInput *self, gsize n, const char *mark)
{
  const char *text = self->raw->str + self->at;
  const char *end = g_strstr_len (text, (gssize) n, mark);

  if (end)
    {
      copy (self, (gsize) (end - text) + strlen (mark));
      self->state = STATE_TEXT;
    }
  else
    copy (self, self->is_at_end ? n : n - 2);
}

static gboolean
step (TriXmlInput *self, gsize n, GError **error)
{
  switch (self->state)
    {
    case STATE_TEXT:
      return read_text (self, n, error);
    case STATE_TAG:
      return read_tag (self, n, error);
    case STATE_COMMENT:
      read_until (self, n, "-->");
      return TRUE;
    case STATE_CDATA:
      read_until (self, n, "]]>");
      return TRUE;
    case STATE_INSTRUCTION:
      read_until (self, n, "?>");
      return TRUE;
    case STATE_PROLOG:
    default:
      return read_prolog (self, error);
    }
}

/* Makes more of the output, or nothing at the end of the file. */
static gboolean
refill (TriXmlInput *self, GError **error)
{
  g_string_truncate (self->out, 0);
  self->sent = 0;
  if (!self->is_at_end && !read_chunk (self, error))
    return FALSE;
  while (self->raw->len - self->at > (self->is_at_end ? 0 : LOOK_AHEAD))
    if (!step (self, self->raw->len - self->at, error))
      return FALSE;
  return TRUE;
}

/**
 * tri_xml_input_is_at_end:
 *
 * Returns: whether the parser was given all that there is
 */
gboolean
tri_xml_input_is_at_end (TriXmlInput *self)
{
  return self->is_at_end && self->at == self->raw->len && self->sent == self->out->len;
}

/**
 * tri_xml_input_is_sgml:
 *
 * Returns: whether the document type is none of XML, so that what is wrong with the file is that it
 * is SGML
 */
gboolean
tri_xml_input_is_sgml (TriXmlInput *self)
{
  return self->is_sgml;
}

/**
 * tri_xml_input_read:
 *
 * Fills a buffer of the parser.
 *
 * Returns: how many bytes there are, 0 at the end, -1 with an error
 */
int
tri_xml_input_read (TriXmlInput *self, char *buffer, int n, GError **error)
{
  gsize length = 0;

  while (self->sent == self->out->len && !tri_xml_input_is_at_end (self))
    if (!refill (self, error))
      return -1;
  length = MIN ((gsize) n, self->out->len - self->sent);
  memcpy (buffer, self->out->str + self->sent, length);
  self->sent += length;
  return (int) length;
}
