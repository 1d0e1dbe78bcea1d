/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-spool.h"

#include "tri-temp-file.h"

#include <string.h>
#include <unistd.h>

#define PAGE ((gsize) 32 * 1024)

/* The pages of a stream lie in the file wherever the end of the file was when each was full. */
typedef struct
{
  GArray *pages; /* guint: their numbers in the file */
  guint8 *page;  /* the one that is written or read; NULL before the first byte */
  gsize at;      /* in it */
  gsize n_bytes; /* in all */
  gsize n_left;  /* to be read */
  gboolean is_read;
  guint next; /* of the pages, to be read */
} Stream;

struct _TriSpool
{
  int file; /* -1: none yet */
  guint n_pages;
  GPtrArray *streams; /* Stream */
};

static void
free_stream (gpointer data)
{
  Stream *stream = data;

  g_array_unref (stream->pages);
  g_free (stream->page);
  g_free (stream);
}

TriSpool *
tri_spool_new (void)
{
  TriSpool *self = g_new0 (TriSpool, 1);

  self->file = -1;
  self->streams = g_ptr_array_new_with_free_func (free_stream);
  return self;
}

void
tri_spool_free (TriSpool *self)
{
  if (self->file >= 0)
    close (self->file);
  g_ptr_array_unref (self->streams);
  g_free (self);
}

guint
tri_spool_add_stream (TriSpool *self)
{
  Stream *stream = g_new0 (Stream, 1);

  stream->pages = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (self->streams, stream);
  return self->streams->len - 1;
}

static Stream *
get_stream (TriSpool *self, guint stream)
{
  return g_ptr_array_index (self->streams, stream);
}

static gboolean
flush (TriSpool *self, Stream *stream, GError **error)
{
  if (self->file < 0)
    self->file = tri_temp_file_open (error);
  if (self->file < 0
      || !tri_temp_file_write (self->file,
                               stream->page,
                               stream->at,
                               (goffset) self->n_pages * (goffset) PAGE,
                               error))
    return FALSE;
  g_array_append_val (stream->pages, self->n_pages);
  self->n_pages++;
  stream->at = 0;
  return TRUE;
}

gboolean
tri_spool_write (TriSpool *self,
                 guint stream,
                 gconstpointer bytes,
                 gsize n_bytes,
                 GError **error)
{
  Stream *to = get_stream (self, stream);
  const guint8 *from = bytes;

  if (!to->page)
    to->page = g_malloc (PAGE);
  to->n_bytes += n_bytes;
  while (n_bytes > 0)
    {
      gsize n = MIN (n_bytes, PAGE - to->at);

      if (n == 0)
        {
          if (!flush (self, to, error))
            return FALSE;
          continue;
        }
      memcpy (to->page + to->at, from, n);
      to->at += n;
      from += n;
      n_bytes -= n;
    }
  return TRUE;
}

/* Seven bits a byte, the lowest first. */
gboolean
tri_spool_write_number (TriSpool *self, guint stream, guint64 number, GError **error)
{
  guint8 bytes[10];
  gsize n = 0;

  for (; number >= 0x80; number >>= 7)
    bytes[n++] = (guint8) (number | 0x80);
  bytes[n++] = (guint8) number;
  return tri_spool_write (self, stream, bytes, n, error);
}

gboolean
tri_spool_write_string (TriSpool *self,
                        guint stream,
                        const char *string,
                        gsize n_bytes,
                        GError **error)
{
  return tri_spool_write_number (self, stream, n_bytes, error)
         && tri_spool_write (self, stream, string, n_bytes, error);
}

/* What fits into one page was never written, and is read where it is. */
gboolean
tri_spool_rewind (TriSpool *self, guint stream, GError **error)
{
  Stream *from = get_stream (self, stream);

  if (!from->is_read && from->pages->len > 0 && !flush (self, from, error))
    return FALSE;
  from->is_read = TRUE;
  from->at = from->pages->len > 0 ? PAGE : 0;
  from->next = 0;
  from->n_left = from->n_bytes;
  return TRUE;
}

gboolean
tri_spool_is_at_end (TriSpool *self, guint stream)
{
  return get_stream (self, stream)->n_left == 0;
}

static gboolean
turn (TriSpool *self, Stream *stream, GError **error)
{
  guint number = g_array_index (stream->pages, guint, stream->next);

  stream->next++;
  stream->at = 0;
  return tri_temp_file_read (self->file,
                             stream->page,
                             MIN (PAGE, stream->n_left),
                             (goffset) number * (goffset) PAGE,
                             error);
}

gboolean
tri_spool_read (TriSpool *self, guint stream, gpointer bytes, gsize n_bytes, GError **error)
{
  Stream *from = get_stream (self, stream);
  guint8 *to = bytes;

  g_return_val_if_fail (n_bytes <= from->n_left, FALSE);
  while (n_bytes > 0)
    {
      gsize n = MIN (n_bytes, PAGE - from->at);

      if (n == 0)
        {
          if (!turn (self, from, error))
            return FALSE;
          continue;
        }
      memcpy (to, from->page + from->at, n);
      from->at += n;
      from->n_left -= n;
      to += n;
      n_bytes -= n;
    }
  return TRUE;
}

gboolean
tri_spool_read_number (TriSpool *self, guint stream, guint64 *number, GError **error)
{
  guint8 byte = 0x80;

  *number = 0;
  for (guint shift = 0; byte & 0x80; shift += 7)
    {
      if (!tri_spool_read (self, stream, &byte, 1, error))
        return FALSE;
      *number |= (guint64) (byte & 0x7f) << shift;
    }
  return TRUE;
}

gboolean
tri_spool_read_string (TriSpool *self, guint stream, GString *string, GError **error)
{
  gsize before = string->len;
  guint64 n_bytes = 0;

  if (!tri_spool_read_number (self, stream, &n_bytes, error))
    return FALSE;
  g_string_set_size (string, before + n_bytes);
  return tri_spool_read (self, stream, string->str + before, n_bytes, error);
}
