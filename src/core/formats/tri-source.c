/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-source.h"

#include "tri-error.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK ((gsize) 64 * 1024)

/* What is within gzip or xz, as a stream that ends with an error where it expands beyond
 * measure. */
#define TRI_TYPE_UNPACKED_STREAM (tri_unpacked_stream_get_type ())
G_DECLARE_FINAL_TYPE (TriUnpackedStream, tri_unpacked_stream, TRI, UNPACKED_STREAM, GInputStream)

struct _TriUnpackedStream
{
  GInputStream parent_instance;
  struct archive *archive;
  GBytes *bytes; /* that are read; or NULL for a file */
  goffset done;
  goffset limit;
};

G_DEFINE_FINAL_TYPE (TriUnpackedStream, tri_unpacked_stream, G_TYPE_INPUT_STREAM)

static gboolean
fail (struct archive *archive, GError **error)
{
  const char *said = archive_error_string (archive);

  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_SYNTAX,
               _ ("the compressed file is damaged or was cut off (%s); get it once more"),
               said ? said : "");
  return FALSE;
}

static gssize
tri_unpacked_stream_read (GInputStream *stream,
                          void *buffer,
                          gsize count,
                          GCancellable *cancellable,
                          GError **error)
{
  TriUnpackedStream *self = TRI_UNPACKED_STREAM (stream);
  la_ssize_t n = 0;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  n = archive_read_data (self->archive, buffer, count);
  if (n < 0)
    {
      fail (self->archive, error);
      return -1;
    }
  self->done += n;
  if (self->done <= self->limit)
    return (gssize) n;
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_LIMIT,
               _ ("the compressed file expands to more than %d times its size; unpack it and look "
                  "at what is in it"),
               TRI_SOURCE_MAX_EXPANSION);
  return -1;
}

static void
tri_unpacked_stream_finalize (GObject *object)
{
  TriUnpackedStream *self = TRI_UNPACKED_STREAM (object);

  archive_read_free (self->archive);
  g_clear_pointer (&self->bytes, g_bytes_unref);

  G_OBJECT_CLASS (tri_unpacked_stream_parent_class)->finalize (object);
}

static void
tri_unpacked_stream_class_init (TriUnpackedStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tri_unpacked_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = tri_unpacked_stream_read;
}

static void
tri_unpacked_stream_init (TriUnpackedStream *self)
{
  self->archive = archive_read_new ();
}

static int
open_archive (TriUnpackedStream *self, const TriSource *source)
{
  gsize n_bytes = 0;
  const void *bytes = NULL;

  if (!source->bytes)
    return archive_read_open_filename (self->archive, source->path, CHUNK);
  self->bytes = g_bytes_ref (source->bytes);
  bytes = g_bytes_get_data (self->bytes, &n_bytes);
  return archive_read_open_memory (self->archive, bytes, n_bytes);
}

static GInputStream *
unpack (const TriSource *source, goffset size, GError **error)
{
  g_autoptr (TriUnpackedStream) self = g_object_new (TRI_TYPE_UNPACKED_STREAM, NULL);
  struct archive_entry *entry = NULL;

  self->limit = MAX (size * TRI_SOURCE_MAX_EXPANSION, TRI_SOURCE_MIN_LIMIT);
  archive_read_support_filter_gzip (self->archive);
  archive_read_support_filter_xz (self->archive);
  archive_read_support_format_raw (self->archive);
  if (open_archive (self, source) == ARCHIVE_OK
      && archive_read_next_header (self->archive, &entry) == ARCHIVE_OK)
    return G_INPUT_STREAM (g_steal_pointer (&self));
  fail (self->archive, error);
  return NULL;
}

static gboolean
is_packed (const guint8 *bytes, gsize n)
{
  static const guint8 xz[] = { 0xFD, '7', 'z', 'X', 'Z', 0 };

  return (n >= 3 && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8)
         || (n >= sizeof xz && memcmp (bytes, xz, sizeof xz) == 0);
}

static GInputStream *
open_bytes (const TriSource *source, goffset *size)
{
  *size = (goffset) g_bytes_get_size (source->bytes);
  return g_memory_input_stream_new_from_bytes (source->bytes);
}

/* The system's messages name the file a second time, and say nothing of what to do. */
static void
advise (GError **error)
{
  const char *words = NULL;

  if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    words = _ ("there is no such file; choose it where it lies now");
  else if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    words = _ ("you may not read this file; ask for the right to read it, or choose another");
  if (!words)
    return;
  g_free ((*error)->message);
  (*error)->message = g_strdup (words);
}

static GInputStream *
open_file (const TriSource *source, goffset *size, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (source->path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GFileInfo) info = NULL;

  if (!stream && error)
    advise (error);
  if (stream)
    info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, error);
  if (!info)
    return NULL;
  *size = g_file_info_get_size (info);
  return G_INPUT_STREAM (g_steal_pointer (&stream));
}

/**
 * tri_source_open:
 * @size: (out): how many bytes the file has on the disk
 *
 * Opens a file, or what stands for one in memory. What gzip or xz packed comes unpacked, and ends
 * with %TRI_ERROR_LIMIT where that is %TRI_SOURCE_MAX_EXPANSION times as much.
 *
 * Returns: (transfer full) (nullable): a stream that can be read and not sought in, or %NULL
 * with an error that does not name the file
 */
GInputStream *
tri_source_open (const TriSource *source, goffset *size, GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  guint8 bytes[6];
  gsize n = 0;

  stream = source->bytes ? open_bytes (source, size) : open_file (source, size, error);
  if (!stream
      || !g_input_stream_read_all (stream, bytes, sizeof bytes, &n, NULL, error)
      || !g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, NULL, error))
    return NULL;
  if (is_packed (bytes, n))
    return unpack (source, *size, error);
  return g_steal_pointer (&stream);
}

/**
 * tri_source_load:
 * @max: the most bytes that may be in it
 *
 * Returns: (transfer full) (nullable): all that tri_source_open() gives, or %NULL with an error
 * that names the file, %TRI_ERROR_LIMIT when it is more than @max
 */
GBytes *
tri_source_load (const TriSource *source, gsize max, GError **error)
{
  goffset size = 0;
  g_autoptr (GInputStream) stream = tri_source_open (source, &size, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize n = CHUNK;

  while (stream && n == CHUNK && bytes->len <= max)
    {
      guint before = bytes->len;

      g_byte_array_set_size (bytes, before + (guint) CHUNK);
      if (!g_input_stream_read_all (stream, bytes->data + before, CHUNK, &n, NULL, error))
        g_clear_object (&stream);
      else
        g_byte_array_set_size (bytes, before + (guint) n);
    }
  if (stream && bytes->len > max)
    {
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_LIMIT,
                   _ ("the file is larger than %d MiB; split it into smaller files"),
                   (int) (max / 1024 / 1024));
      g_clear_object (&stream);
    }
  if (stream)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_prefix_error (error, "%s: ", source->name);
  return NULL;
}

/**
 * tri_source_dup_plain_name:
 * @path: a file
 *
 * Returns: (transfer full): its base name in UTF-8, without .gz or .xz
 */
char *
tri_source_dup_plain_name (const char *path)
{
  char *name = g_filename_display_basename (path);

  if (g_str_has_suffix (name, ".gz") || g_str_has_suffix (name, ".xz"))
    name[strlen (name) - 3] = '\0';
  return name;
}
