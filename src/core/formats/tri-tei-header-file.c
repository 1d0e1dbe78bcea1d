/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-header-file.h"

#include "formats/tri-source.h"

#include <string.h>

/* Finding the headers is no parsing: what is found is parsed, and what cannot be is left alone. A
 * file with one text is read up to the end of its header, one with several up to its end, a piece
 * at a time. */

#define PIECE (256 * 1024)
#define MAX_HEADER (512 * 1024)
/* of all that is in memory at once */
#define MAX_KEPT (16 * 1024 * 1024)
#define MAX_PACKED (16 * 1024 * 1024)
/* of a start tag that stands around a header */
#define MAX_TAG (4 * 1024)
#define MAX_DEPTH 16

/* What is being read of a file. */
typedef struct
{
  TriTeiHeaderFile *file;
  TriLibrary *library;
  const TriTextSource *source;
  guint n_wanted;
  gboolean is_typed;
  GCancellable *cancellable;
  GInputStream *unpacked; /* or NULL */
  goffset done;
  GString *buffer;
  gsize at;
  gboolean is_over;
  gboolean is_broken;
  gsize n_kept;
  guint n_texts;
  GPtrArray *open; /* TriTeiPart */
} Scan;

static void
part_free (gpointer data)
{
  TriTeiPart *self = data;

  g_free (self->tag);
  g_free (self->header);
  g_free (self);
}

static gboolean
fill (Scan *self)
{
  gsize before = 0;

  if (g_cancellable_is_cancelled (self->cancellable))
    self->is_over = self->is_broken = TRUE;
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
      self->is_broken = !g_input_stream_read_all (self->unpacked,
                                                  self->buffer->str + before,
                                                  PIECE,
                                                  &n,
                                                  self->cancellable,
                                                  NULL);
      g_string_truncate (self->buffer, before + n);
    }
  else if (!tri_library_read_source (self->library,
                                     self->source->row,
                                     self->done,
                                     PIECE,
                                     self->buffer,
                                     NULL))
    {
      self->is_broken = TRUE;
      g_string_truncate (self->buffer, before);
    }
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
  return g_strdup_printf ("</%.*s", (int) strcspn (tag + 1, " \t\r\n/>"), tag + 1);
}

/* (transfer full) (nullable): the value of xml:id, which no other value is taken for */
static char *
dup_id (const char *tag)
{
  static const char white[] = " \t\r\n";
  const char *at = tag + strcspn (tag, white);

  for (;;)
    {
      const char *name = at + strspn (at, white);
      gsize length = strcspn (name, " \t\r\n=");
      const char *value = name + length + strspn (name + length, white);
      const char *end = NULL;

      if (*value != '=')
        return NULL;
      value++;
      value += strspn (value, white);
      end = *value ? strchr (value + 1, *value) : NULL;
      if (!end)
        return NULL;
      if (length == strlen ("xml:id") && g_str_has_prefix (name, "xml:id"))
        return g_strndup (value + 1, (gsize) (end - value - 1));
      at = end + 1;
    }
}

/* Behind the end of the comment, instruction or section that begins there; @offset itself where
 * none does, (gsize) -1 where it has no end. */
static gsize
pass_over (Scan *self, gsize offset)
{
  static const struct
  {
    const char *start;
    const char *end;
  } kinds[] = { { "<!--", "-->" }, { "<![CDATA[", "]]>" }, { "<?", "?>" } };

  while (self->buffer->len - self->at < offset + 16 && fill (self))
    ;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (self->buffer->str + self->at + offset, kinds[i].start))
      {
        gsize end = find (self, offset + strlen (kinds[i].start), kinds[i].end);

        return end == G_MAXSIZE ? end : end + strlen (kinds[i].end);
      }
  return offset;
}

/* Behind the “>” that stands there, maybe behind white space; (gsize) -1 where none does. */
static gsize
pass_close (Scan *self, gsize offset)
{
  for (; offset < 2 * MAX_HEADER; offset++)
    {
      if (self->at + offset >= self->buffer->len && !fill (self))
        break;
      if (self->buffer->str[self->at + offset] == '>')
        return offset + 1;
      if (!g_ascii_isspace (self->buffer->str[self->at + offset]))
        break;
    }
  return G_MAXSIZE;
}

/* Behind the “]>” of a document type; (gsize) -1 where there is none in reach. */
static gsize
find_close (Scan *self, gsize offset)
{
  gsize found = find (self, offset, "]");

  while (found != G_MAXSIZE)
    {
      gsize end = pass_close (self, found + 1);

      if (end != G_MAXSIZE)
        return end;
      found = find (self, found + 1, "]");
    }
  return G_MAXSIZE;
}

/* How long the header is that begins here; (gsize) -1 where it has no end in reach. */
static gsize
measure_header (Scan *self, const char *tag)
{
  g_autofree char *end = dup_end_tag (tag);
  gsize offset = strlen (tag);

  if (offset > 1 && tag[offset - 2] == '/')
    return offset;
  for (;;)
    {
      gsize next = find (self, offset, "<");

      if (next == G_MAXSIZE || next > MAX_HEADER)
        return G_MAXSIZE;
      offset = pass_over (self, next);
      if (offset == G_MAXSIZE)
        return offset;
      if (offset > next)
        continue;
      while (self->buffer->len - self->at < next + strlen (end) && fill (self))
        ;
      if (g_str_has_prefix (self->buffer->str + self->at + next, end))
        {
          gsize length = pass_close (self, next + strlen (end));

          if (length <= MAX_HEADER)
            return length;
        }
      offset = next + 1;
    }
}

/* FALSE: there is no room for it. */
static gboolean
count (Scan *self, gsize n)
{
  self->n_kept += n;
  return self->n_kept <= MAX_KEPT;
}

static TriTeiPart *
get_innermost (Scan *self)
{
  return self->open->len > 0 ? g_ptr_array_index (self->open, self->open->len - 1) : NULL;
}

/* Takes the header that begins here. FALSE: nothing more is to be read. */
static gboolean
take_header (Scan *self, const char *tag)
{
  TriTeiPart *part = get_innermost (self);
  gsize length = measure_header (self, tag);

  if (length == G_MAXSIZE || !part || part->header || !count (self, length))
    return FALSE;
  part->header = g_strndup (self->buffer->str + self->at, length);
  self->at += length;
  return part->is_corpus || part->index > 0 || self->n_wanted > 1;
}

static gboolean
take_part (Scan *self, const char *tag, const char *name)
{
  TriTeiHeaderFile *file = self->file;
  gsize length = strlen (tag);
  gboolean is_root = file->root == NULL;
  gboolean is_short = length <= MAX_TAG;
  TriTeiPart *part = NULL;

  if (!count (self, sizeof *part + (is_short ? length : 0))
      || file->parts->len >= TRI_TEI_MAX_PARTS)
    return FALSE;
  if (is_root && is_short)
    file->root = g_strdup (tag);
  if (!file->root || self->open->len >= MAX_DEPTH)
    return FALSE;
  part = g_new0 (TriTeiPart, 1);
  part->index = file->parts->len;
  part->is_corpus = g_str_equal (name, "teiCorpus");
  part->tag = is_short && !is_root ? g_strdup (tag) : NULL;
  g_ptr_array_add (file->parts, part);
  if (tag[length - 2] != '/')
    g_ptr_array_add (self->open, part);
  return TRUE;
}

static gboolean
take_text (Scan *self, const char *tag)
{
  GHashTable *ids = self->file->ids;
  TriTeiPart *part = get_innermost (self);
  g_autofree char *id = dup_id (tag);

  if (!part)
    return FALSE;
  part->n_texts++;
  part->text = self->n_texts++;
  if (!id)
    return TRUE;
  if (!count (self, strlen (id) + 3 * sizeof (gpointer)))
    return FALSE;
  if (g_hash_table_contains (ids, id) || part->is_corpus)
    part = NULL;
  g_hash_table_replace (ids, g_steal_pointer (&id), part);
  return TRUE;
}

/* What an element is for us. */
typedef enum
{
  OTHER,
  PART,
  HEADER,
  TEXT,
  DIVISION,
  INCLUDE,
} Kind;

/* Most elements are passed over by their first letters. */
static Kind
get_kind (const char *at)
{
  static const struct
  {
    const char *name;
    Kind kind;
  } kinds[] = { { "TEI", PART },
                { "teiCorpus", PART },
                { "teiHeader", HEADER },
                { "text", TEXT },
                { "include", INCLUDE },
                { "div", DIVISION } };
  gsize length = strcspn (at, " \t\r\n/>");
  const char *colon = memchr (at, ':', length);
  const char *name = colon ? colon + 1 : at;

  length -= (gsize) (name - at);
  /* div1 to div7 */
  if (length == 4 && g_str_has_prefix (name, "div") && g_ascii_isdigit (name[3]))
    return DIVISION;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strlen (kinds[i].name) == length && memcmp (kinds[i].name, name, length) == 0)
      return kinds[i].kind;
  return OTHER;
}

static gboolean
take_element (Scan *self)
{
  TriTeiHeaderFile *file = self->file;
  Kind kind = get_kind (self->buffer->str + self->at + 1);
  gsize length = 0;
  g_autofree char *tag = NULL;
  g_autofree char *name = NULL;

  if (kind == OTHER)
    {
      self->at++;
      return file->root != NULL;
    }
  length = measure_tag (self);
  if (length <= 1 || (!file->root && kind != PART))
    return FALSE;
  tag = g_strndup (self->buffer->str + self->at, length);
  name = dup_local_name (tag);

  if (kind == HEADER)
    return take_header (self, tag);
  self->at += length;
  if (kind == PART)
    return take_part (self, tag, name);
  if (kind == TEXT)
    return take_text (self, tag);
  if (kind == DIVISION)
    file->is_parted = file->is_parted || strstr (tag, "xml:lang");
  else
    self->is_broken = TRUE;
  return TRUE;
}

static void
take_end (Scan *self)
{
  if (get_kind (self->buffer->str + self->at + 2) == PART && self->open->len > 0)
    g_ptr_array_set_size (self->open, (int) self->open->len - 1);
  self->at += 2;
}

/* A comment, an instruction, a section, the document type. */
static gboolean
skip (Scan *self)
{
  TriTeiHeaderFile *file = self->file;
  gsize length = pass_over (self, 0);
  const char *at = NULL;

  if (length == 0)
    {
      gsize bracket = self->is_typed ? G_MAXSIZE : find (self, 0, "[");
      gsize end = find (self, 0, ">");

      self->is_typed = TRUE;

      length = bracket < end ? find_close (self, bracket) : end == G_MAXSIZE ? end
                                                                             : end + 1;
    }
  if (length == G_MAXSIZE)
    return FALSE;
  at = self->buffer->str + self->at;
  if (!file->declaration && length <= MAX_TAG && g_str_has_prefix (at, "<?xml "))
    file->declaration = g_strndup (at, length);
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
        {
          self->file->is_whole = !self->is_broken && self->open->len == 0;
          return FALSE;
        }
    }
  while (self->buffer->len - self->at < 16 && fill (self))
    ;
  at = self->buffer->str + self->at;
  if (at[1] == '!' || at[1] == '?')
    return skip (self);
  if (at[1] == '/')
    {
      take_end (self);
      return TRUE;
    }
  return take_element (self);
}

/* gzip or xz around it. */
static void
unpack (Scan *self)
{
  g_autoptr (GString) packed = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  goffset size = 0;
  TriSource source = { "", "", NULL };

  if (!fill (self) || self->buffer->str[0] == '<' || self->source->n_bytes > MAX_PACKED)
    return;
  if (!tri_library_read_source (self->library, self->source->row, 0, MAX_PACKED, packed, NULL))
    return;
  bytes = g_bytes_new (packed->str, packed->len);
  source.bytes = bytes;
  self->unpacked = tri_source_open (&source, &size, NULL);
  g_string_truncate (self->buffer, 0);
  self->is_over = self->unpacked == NULL;
}

/**
 * tri_tei_header_file_new:
 * @source: one that is stored
 * @n_texts: how many texts of a work came from it
 * @cancellable: (nullable): it is not read any further when it is
 */
TriTeiHeaderFile *
tri_tei_header_file_new (TriLibrary *library,
                         const TriTextSource *source,
                         guint n_texts,
                         GCancellable *cancellable)
{
  TriTeiHeaderFile *self = g_new0 (TriTeiHeaderFile, 1);
  g_autoptr (GString) buffer = g_string_new (NULL);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  Scan scan = {
    .file = self,
    .library = library,
    .source = source,
    .n_wanted = n_texts,
    .cancellable = cancellable,
    .buffer = buffer,
    .open = open,
  };

  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  unpack (&scan);
  while (take_next (&scan))
    ;
  g_clear_object (&scan.unpacked);
  return self;
}

void
tri_tei_header_file_free (TriTeiHeaderFile *self)
{
  g_ptr_array_unref (self->parts);
  g_hash_table_unref (self->ids);
  g_free (self->declaration);
  g_free (self->root);
  g_free (self);
}
