/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-segment.h"

typedef struct
{
  TriSpanKind kind;
  guint start;
  guint id; /* its hash; 0 for none */
} Open;

TriSegment *
tri_segment_new (void)
{
  TriSegment *self = g_new0 (TriSegment, 1);

  self->content = g_string_sized_new (512);
  self->spans = g_array_new (FALSE, FALSE, sizeof (TriSpan));
  self->open = g_array_new (FALSE, FALSE, sizeof (Open));
  return self;
}

void
tri_segment_free (TriSegment *self)
{
  g_string_free (self->content, TRUE);
  g_array_unref (self->spans);
  g_array_unref (self->open);
  g_free (self);
}

void
tri_segment_clear (TriSegment *self)
{
  g_string_truncate (self->content, 0);
  g_array_set_size (self->spans, 0);
  g_array_set_size (self->open, 0);
  self->has_space = FALSE;
  self->has_line = FALSE;
  self->is_indented = FALSE;
  self->counted = 0;
  self->n_chars = 0;
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Each byte is counted once, however many spans there are. */
static guint
count (TriSegment *self)
{
  self->n_chars += (guint) g_utf8_strlen (self->content->str + self->counted,
                                          (gssize) (self->content->len - self->counted));
  self->counted = self->content->len;
  return self->n_chars;
}

static void
append_space (TriSegment *self)
{
  gsize n = self->content->len;
  gboolean is_line = self->space == TRI_SEGMENT_UNWRAP && self->has_line && !self->is_indented;

  if (self->has_space && n > 0 && !is_space (self->content->str[n - 1]))
    g_string_append_c (self->content, is_line ? '\n' : ' ');
  self->has_space = self->has_line = self->is_indented = FALSE;
}

static void
note_space (TriSegment *self, char c)
{
  self->has_space = TRUE;
  if (c == '\n')
    {
      self->has_line = TRUE;
      self->is_indented = FALSE;
    }
  else if (self->has_line && c != '\r')
    self->is_indented = TRUE;
}

/* The end of the words that are parted by single spaces. */
static const char *
find_end (const char *at, const char *end)
{
  while (at < end && (!is_space (*at) || (*at == ' ' && at + 1 < end && !is_space (at[1]))))
    at++;
  return at;
}

void
tri_segment_append (TriSegment *self, const char *text, gsize n_bytes)
{
  const char *end = text + n_bytes;

  if (self->space == TRI_SEGMENT_KEEP)
    {
      for (const char *next = text; text < end; text = next + 1)
        {
          for (next = text; next < end && *next != '\r'; next++)
            ;
          g_string_append_len (self->content, text, next - text);
        }
      return;
    }
  while (text < end)
    {
      const char *next = text;

      if (is_space (*text))
        {
          note_space (self, *text++);
          continue;
        }
      append_space (self);
      next = find_end (text, end);
      g_string_append_len (self->content, text, next - text);
      text = next;
    }
}

void
tri_segment_break_line (TriSegment *self)
{
  self->has_space = self->has_line = self->is_indented = FALSE;
  if (self->content->len > 0)
    g_string_append_c (self->content, '\n');
}

static guint
hash_id (const char *id)
{
  return id ? MAX (g_str_hash (id), 1) : 0;
}

void
tri_segment_open (TriSegment *self, TriSpanKind kind, const char *id)
{
  Open added = { kind, 0, hash_id (id) };

  if (self->open->len >= TRI_SEGMENT_MAX_OPEN)
    return;
  append_space (self);
  added.start = count (self);
  g_array_append_val (self->open, added);
}

void
tri_segment_close (TriSegment *self, const char *id)
{
  guint hash = hash_id (id);

  for (guint i = self->open->len; i-- > 0;)
    {
      Open *open = &g_array_index (self->open, Open, i);
      TriSpan span = { open->start, 0, open->kind, NULL };

      if (open->id != hash)
        continue;
      span.end = count (self);
      if (span.kind != TRI_SPAN_OTHER && span.end > span.start
          && self->spans->len < TRI_SEGMENT_MAX_SPANS)
        g_array_append_val (self->spans, span);
      g_array_remove_index (self->open, i);
      return;
    }
}

const TriSpan *
tri_segment_get_spans (TriSegment *self, guint *n_spans)
{
  *n_spans = self->spans->len;
  return (const TriSpan *) (gpointer) self->spans->data;
}

gboolean
tri_segment_find_kind (const char *name, TriSpanKind *kind)
{
  static const struct
  {
    const char *name;
    TriSpanKind kind;
  } names[] = {
    { "bold", TRI_SPAN_STRONG },
    { "b", TRI_SPAN_STRONG },
    { "xlf:b", TRI_SPAN_STRONG },
    { "italic", TRI_SPAN_EMPHASIS },
    { "i", TRI_SPAN_EMPHASIS },
    { "xlf:i", TRI_SPAN_EMPHASIS },
    { "ulined", TRI_SPAN_UNDERLINE },
    { "underlined", TRI_SPAN_UNDERLINE },
    { "u", TRI_SPAN_UNDERLINE },
    { "xlf:u", TRI_SPAN_UNDERLINE },
    { "scap", TRI_SPAN_SMALL_CAPS },
  };

  for (guint i = 0; name && i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i].name) == 0)
      {
        *kind = names[i].kind;
        return TRUE;
      }
  return FALSE;
}
