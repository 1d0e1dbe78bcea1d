/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-headers.h"

#include "formats/tri-source.h"

#include <string.h>

/* Finding the headers is no parsing: what is found is parsed, and what cannot be is left alone. A
 * file with one text is read up to the end of its header, one with several up to its end, a piece
 * at a time. */

#define PIECE (256 * 1024)
#define MAX_HEADER (512 * 1024)
/* of all that are in memory at once */
#define MAX_HEADERS (16 * 1024 * 1024)
#define MAX_PACKED (16 * 1024 * 1024)

typedef struct
{
  char *document;
  GPtrArray *ids; /* of the texts under it */
} Header;

struct _TriTeiHeaders
{
  TriLibrary *library;
  TriTextSource source; /* that was read last */
  gboolean is_corpus;
  char *corpus;
  GPtrArray *headers; /* Header, but for that of the corpus */
};

/* What is being read of a file. */
typedef struct
{
  TriTeiHeaders *headers;
  GInputStream *unpacked; /* or NULL */
  goffset done;
  GString *buffer;
  gsize at;
  gboolean is_over;
  gsize n_kept;
  char *declaration;
  char *root; /* the outermost start tag, and that of the TEI in a corpus */
  char *tei;
} Scan;

static void
header_free (gpointer data)
{
  Header *self = data;

  g_free (self->document);
  g_ptr_array_unref (self->ids);
  g_free (self);
}

TriTeiHeaders *
tri_tei_headers_new (TriLibrary *library)
{
  TriTeiHeaders *self = g_new0 (TriTeiHeaders, 1);

  self->library = g_object_ref (library);
  self->headers = g_ptr_array_new_with_free_func (header_free);
  return self;
}

void
tri_tei_headers_free (TriTeiHeaders *self)
{
  g_object_unref (self->library);
  tri_text_source_clear (&self->source);
  g_free (self->corpus);
  g_ptr_array_unref (self->headers);
  g_free (self);
}

static gboolean
fill (Scan *self)
{
  gsize before = 0;

  if (self->is_over)
    return FALSE;
  if (self->at > PIECE)
    {
      g_string_erase (self->buffer, 0, (gssize) self->at);
      self->at = 0;
    }
  before = self->buffer->len;
  if (self->unpacked)
    {
      gsize n = 0;

      g_string_set_size (self->buffer, before + PIECE);
      /* A file that was cut off has a header all the same. */
      g_input_stream_read_all (self->unpacked, self->buffer->str + before, PIECE, &n, NULL, NULL);
      g_string_truncate (self->buffer, before + n);
    }
  else if (!tri_library_read_source (self->headers->library,
                                     self->headers->source.row,
                                     self->done,
                                     PIECE,
                                     self->buffer,
                                     NULL))
    g_string_truncate (self->buffer, before);
  self->done += (goffset) (self->buffer->len - before);
  self->is_over = self->buffer->len == before;
  return !self->is_over;
}

/* Moves behind the next @end; (gsize) -1 where there is none in reach. Returns where it begins. */
static gsize
find (Scan *self, gsize offset, const char *end)
{
  gsize length = strlen (end);

  for (;;)
    {
      gsize from = MIN (self->at + offset, self->buffer->len);
      const char *found = g_strstr_len (self->buffer->str + from,
                                        (gssize) (self->buffer->len - from),
                                        end);

      if (found)
        return (gsize) (found - self->buffer->str) - self->at;
      if (self->buffer->len - self->at > MAX_HEADER)
        return G_MAXSIZE;
      from = self->buffer->len - self->at;
      offset = MAX (offset, from - MIN (length, from));
      if (!fill (self))
        return G_MAXSIZE;
    }
}

/* How long the tag is that begins here. */
static gsize
measure_tag (Scan *self)
{
  char quote = '\0';

  for (gsize i = 1; i < MAX_HEADER; i++)
    {
      char c = '\0';

      if (self->at + i >= self->buffer->len && !fill (self))
        return 0;
      c = self->buffer->str[self->at + i];
      if (quote)
        quote = c == quote ? '\0' : quote;
      else if (c == '"' || c == '\'')
        quote = c;
      else if (c == '>')
        return i + 1;
    }
  return 0;
}

/* "<tei:text xml:id…" is "text". */
static char *
dup_local_name (const char *tag)
{
  gsize length = strcspn (tag + 1, " \t\r\n/>");
  g_autofree char *name = g_strndup (tag + 1, length);
  const char *colon = strchr (name, ':');

  return g_strdup (colon ? colon + 1 : name);
}

static char *
dup_end_tag (const char *tag)
{
  return g_strdup_printf ("</%.*s>", (int) strcspn (tag + 1, " \t\r\n/>"), tag + 1);
}

static char *
dup_id (const char *tag)
{
  const char *id = strstr (tag, "xml:id=");
  const char *end = id && id[7] ? strchr (id + 8, id[7]) : NULL;

  return end ? g_strndup (id + 8, (gsize) (end - id - 8)) : NULL;
}

static char *
dup_document (Scan *self, gsize length)
{
  g_autofree char *root_end = dup_end_tag (self->root);
  g_autofree char *tei_end = self->tei ? dup_end_tag (self->tei) : NULL;

  return g_strdup_printf ("%s%s%s%.*s%s%s",
                          self->declaration ? self->declaration : "",
                          self->root,
                          self->tei ? self->tei : "",
                          (int) length,
                          self->buffer->str + self->at,
                          tei_end ? tei_end : "",
                          root_end);
}

/* Takes the header that begins here. FALSE: nothing more is to be read. */
static gboolean
take_header (Scan *self, const char *tag)
{
  TriTeiHeaders *headers = self->headers;
  g_autofree char *end = dup_end_tag (tag);
  gsize length = find (self, strlen (tag), end);
  g_autofree char *document = NULL;

  if (length == G_MAXSIZE || length > MAX_HEADER)
    return FALSE;
  length += strlen (end);
  document = dup_document (self, length);
  self->at += length;
  self->n_kept += length;
  if (self->n_kept > MAX_HEADERS)
    return FALSE;
  if (headers->is_corpus && !self->tei)
    {
      g_free (headers->corpus);
      headers->corpus = g_steal_pointer (&document);
    }
  else
    {
      Header *header = g_new0 (Header, 1);

      header->document = g_steal_pointer (&document);
      header->ids = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (headers->headers, header);
    }
  return headers->is_corpus;
}

static gboolean
take_root (Scan *self, const char *tag, const char *name)
{
  if (self->root)
    {
      g_free (self->tei);
      self->tei = g_strdup (tag);
    }
  else
    {
      self->root = g_strdup (tag);
      self->headers->is_corpus = g_str_has_prefix (name, "teiCorpus");
    }
  return TRUE;
}

static void
take_text (Scan *self, const char *tag)
{
  GPtrArray *headers = self->headers->headers;
  Header *header = headers->len > 0 ? g_ptr_array_index (headers, headers->len - 1) : NULL;
  char *id = header ? dup_id (tag) : NULL;

  if (id)
    g_ptr_array_add (header->ids, id);
}

/* Most elements are passed over by their first letters. */
static gboolean
is_wanted (const char *at)
{
  static const char *const names[] = { "TEI", "teiCorpus", "teiHeader", "text" };
  gsize length = strcspn (at + 1, " \t\r\n/>");
  const char *colon = memchr (at + 1, ':', length);
  const char *name = colon ? colon + 1 : at + 1;

  length -= (gsize) (name - at - 1);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == length && memcmp (names[i], name, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
take_element (Scan *self)
{
  gsize length = 0;
  g_autofree char *tag = NULL;
  g_autofree char *name = NULL;

  if (!is_wanted (self->buffer->str + self->at))
    {
      self->at++;
      return self->root != NULL;
    }
  length = measure_tag (self);
  tag = g_strndup (self->buffer->str + self->at, length);
  name = length > 1 ? dup_local_name (tag) : NULL;

  if (!name)
    return FALSE;
  if (self->root && g_str_equal (name, "teiHeader"))
    return take_header (self, tag);
  self->at += length;
  if (g_str_equal (name, "TEI") || g_str_equal (name, "teiCorpus"))
    return take_root (self, tag, name);
  if (self->root && g_str_equal (name, "text"))
    take_text (self, tag);
  return self->root != NULL;
}

/* A comment, an instruction, a section, the document type. */
static gboolean
skip (Scan *self)
{
  const char *at = self->buffer->str + self->at;
  const char *end = ">";
  gsize length = 0;

  if (g_str_has_prefix (at, "<!--"))
    end = "-->";
  else if (g_str_has_prefix (at, "<![CDATA["))
    end = "]]>";
  else if (at[1] == '?')
    end = "?>";
  else if (at[1] == '!')
    {
      gsize bracket = find (self, 0, "[");

      length = find (self, 0, ">");
      if (bracket < length)
        end = "]>";
    }
  length = find (self, 1, end);
  if (length == G_MAXSIZE)
    return FALSE;
  length += strlen (end);
  at = self->buffer->str + self->at;
  if (!self->declaration && g_str_has_prefix (at, "<?xml "))
    self->declaration = g_strndup (at, length);
  self->at += length;
  return TRUE;
}

static gboolean
take_next (Scan *self)
{
  const char *at = NULL;

  while (!at)
    {
      gsize left = self->buffer->len - self->at;

      at = memchr (self->buffer->str + self->at, '<', left);
      self->at = at ? (gsize) (at - self->buffer->str) : self->buffer->len;
      if (!at && !fill (self))
        return FALSE;
    }
  while (self->buffer->len - self->at < 16 && fill (self))
    ;
  at = self->buffer->str + self->at;
  if (at[1] == '!' || at[1] == '?')
    return skip (self);
  if (at[1] == '/')
    {
      self->at += 2;
      return TRUE;
    }
  return take_element (self);
}

/* gzip or xz around it. */
static void
unpack (Scan *self)
{
  TriTeiHeaders *headers = self->headers;
  g_autoptr (GString) packed = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  goffset size = 0;
  TriSource source = { "", "", NULL };

  if (!fill (self) || self->buffer->str[0] == '<' || headers->source.n_bytes > MAX_PACKED)
    return;
  if (!tri_library_read_source (headers->library, headers->source.row, 0, MAX_PACKED, packed, NULL))
    return;
  bytes = g_bytes_new (packed->str, packed->len);
  source.bytes = bytes;
  self->unpacked = tri_source_open (&source, &size, NULL);
  g_string_truncate (self->buffer, 0);
  self->is_over = self->unpacked == NULL;
}

static void
read_all (TriTeiHeaders *self)
{
  g_autoptr (GString) buffer = g_string_new (NULL);
  Scan scan = { .headers = self, .buffer = buffer };

  unpack (&scan);
  while (take_next (&scan))
    ;
  g_clear_object (&scan.unpacked);
  g_free (scan.declaration);
  g_free (scan.root);
  g_free (scan.tei);
}

/* Makes the headers those of the file of @text. */
static gboolean
load (TriTeiHeaders *self, gint64 text)
{
  gint64 before = self->source.row;

  tri_text_source_clear (&self->source);
  if (!tri_library_find_source (self->library, text, &self->source, NULL)
      || self->source.row == 0
      || g_strcmp0 (self->source.format, "tei") != 0)
    return FALSE;
  if (self->source.row == before)
    return TRUE;
  g_ptr_array_set_size (self->headers, 0);
  g_clear_pointer (&self->corpus, g_free);
  self->is_corpus = FALSE;
  read_all (self);
  return TRUE;
}

/**
 * tri_tei_headers_find:
 * @text: its row
 *
 * In a corpus of several files a text is known by its id, else by its place, where each file of
 * the corpus gave one.
 *
 * Returns: (transfer none) (nullable): a document that holds its header, until the next call
 */
const char *
tri_tei_headers_find (TriTeiHeaders *self, gint64 text)
{
  Header *found = NULL;

  if (!load (self, text) || self->headers->len == 0)
    return NULL;
  if (!self->is_corpus || self->headers->len == 1)
    found = g_ptr_array_index (self->headers, 0);
  for (guint i = 0; !found && self->source.key && i < self->headers->len; i++)
    {
      Header *header = g_ptr_array_index (self->headers, i);

      if (g_ptr_array_find_with_equal_func (header->ids, self->source.key, g_str_equal, NULL))
        found = header;
    }
  if (!found && self->headers->len == self->source.n_texts)
    found = g_ptr_array_index (self->headers, self->source.index);
  return found ? found->document : NULL;
}

/**
 * tri_tei_headers_find_corpus:
 *
 * Returns: (transfer none) (nullable): a document that holds the header of the corpus that all
 * texts of @work came from, until the next call
 */
const char *
tri_tei_headers_find_corpus (TriTeiHeaders *self, TriWork *work)
{
  TriText *first = work->texts->len > 0 ? g_ptr_array_index (work->texts, 0) : NULL;

  if (!first || !load (self, first->id) || self->source.n_texts != work->texts->len)
    return NULL;
  return self->corpus;
}
