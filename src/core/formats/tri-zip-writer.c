/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-zip-writer.h"

#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Written by hand and not by libarchive, which gives each member an extra field: the first member
 * of an EPUB must not have any. */
#define LOCAL_HEADER 0x04034b50u
#define CENTRAL_HEADER 0x02014b50u
#define END_OF_DIRECTORY 0x06054b50u
#define VERSION 20
#define NAMES_ARE_UTF8 0x0800
#define DEFLATE 8
#define NEW_YEAR_1980 0x0021
#define MAX_MEMBERS 65535u

struct _TriZipWriter
{
  GOutputStream *stream;
  GCancellable *cancellable;
  GByteArray *directory;
  guint64 offset;
  guint n_members;
};

typedef struct
{
  const char *name;
  guint method;
  guint32 crc;
  gsize n_packed;
  gsize n_bytes;
} Member;

TriZipWriter *
tri_zip_writer_new (GOutputStream *stream, GCancellable *cancellable)
{
  TriZipWriter *self = g_new0 (TriZipWriter, 1);

  self->stream = stream;
  self->cancellable = cancellable;
  self->directory = g_byte_array_new ();
  return self;
}

void
tri_zip_writer_free (TriZipWriter *self)
{
  g_byte_array_unref (self->directory);
  g_free (self);
}

/* CRC-32 of ISO 3309, a byte at a time. */
static guint32
compute_crc (const char *bytes, gsize n_bytes)
{
  guint32 table[256];
  guint32 crc = 0xffffffffu;

  for (guint32 i = 0; i < G_N_ELEMENTS (table); i++)
    {
      table[i] = i;
      for (guint bit = 0; bit < 8; bit++)
        table[i] = table[i] & 1 ? 0xedb88320u ^ table[i] >> 1 : table[i] >> 1;
    }
  for (gsize i = 0; i < n_bytes; i++)
    crc = table[(crc ^ (guint8) bytes[i]) & 0xff] ^ crc >> 8;
  return ~crc;
}

static void
append_16 (GByteArray *out, guint value)
{
  const guint8 bytes[] = { (guint8) (value & 0xff), (guint8) (value >> 8 & 0xff) };

  g_byte_array_append (out, bytes, sizeof bytes);
}

static void
append_32 (GByteArray *out, guint32 value)
{
  append_16 (out, value & 0xffff);
  append_16 (out, value >> 16);
}

/* What the header before a member and its entry in the directory have in common. */
static void
append_member (GByteArray *out, const Member *member)
{
  append_16 (out, VERSION);
  append_16 (out, NAMES_ARE_UTF8);
  append_16 (out, member->method);
  append_16 (out, 0);
  append_16 (out, NEW_YEAR_1980);
  append_32 (out, member->crc);
  append_32 (out, (guint32) member->n_packed);
  append_32 (out, (guint32) member->n_bytes);
  append_16 (out, (guint) strlen (member->name));
  append_16 (out, 0);
}

static void
append_entry (TriZipWriter *self, const Member *member)
{
  append_32 (self->directory, CENTRAL_HEADER);
  append_16 (self->directory, VERSION);
  append_member (self->directory, member);
  append_16 (self->directory, 0);
  append_16 (self->directory, 0);
  append_16 (self->directory, 0);
  append_32 (self->directory, 0);
  append_32 (self->directory, (guint32) self->offset);
  g_byte_array_append (self->directory,
                       (const guint8 *) member->name,
                       (guint) strlen (member->name));
}

static gboolean
put (TriZipWriter *self, gconstpointer bytes, gsize n_bytes, GError **error)
{
  self->offset += n_bytes;
  return g_output_stream_write_all (self->stream, bytes, n_bytes, NULL, self->cancellable, error);
}

static GBytes *
pack (const char *bytes, gsize n_bytes, GError **error)
{
  g_autoptr (GConverter) deflate = NULL;
  g_autoptr (GOutputStream) packed = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = NULL;

  deflate = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, -1));
  stream = g_converter_output_stream_new (packed, deflate);
  if (!g_output_stream_write_all (stream, bytes, n_bytes, NULL, NULL, error)
      || !g_output_stream_close (stream, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (packed));
}

static gboolean
check_size (TriZipWriter *self, gsize n_bytes, GError **error)
{
  guint64 end = self->offset + n_bytes + self->directory->len + 1024;

  if (end < G_MAXUINT32 && self->n_members < MAX_MEMBERS)
    return TRUE;
  g_set_error_literal (error,
                       TRI_ERROR,
                       TRI_ERROR_LIMIT,
                       _ ("The work is too large for one file of this format. "
                          "Export parts of it."));
  return FALSE;
}

gboolean
tri_zip_writer_add (TriZipWriter *self,
                    const char *name,
                    const char *bytes,
                    gsize n_bytes,
                    gboolean is_stored,
                    GError **error)
{
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GByteArray) header = g_byte_array_new ();
  Member member = { name, is_stored ? 0 : DEFLATE, compute_crc (bytes, n_bytes), 0, n_bytes };

  if (!check_size (self, n_bytes, error))
    return FALSE;
  packed = is_stored ? g_bytes_new_static (bytes, n_bytes) : pack (bytes, n_bytes, error);
  if (!packed)
    return FALSE;
  member.n_packed = g_bytes_get_size (packed);
  append_entry (self, &member);
  append_32 (header, LOCAL_HEADER);
  append_member (header, &member);
  g_byte_array_append (header, (const guint8 *) name, (guint) strlen (name));
  self->n_members++;
  return put (self, header->data, header->len, error)
         && put (self, g_bytes_get_data (packed, NULL), member.n_packed, error);
}

gboolean
tri_zip_writer_finish (TriZipWriter *self, GError **error)
{
  g_autoptr (GByteArray) end = g_byte_array_new ();
  guint32 offset = (guint32) self->offset;

  append_32 (end, END_OF_DIRECTORY);
  append_16 (end, 0);
  append_16 (end, 0);
  append_16 (end, self->n_members);
  append_16 (end, self->n_members);
  append_32 (end, self->directory->len);
  append_32 (end, offset);
  append_16 (end, 0);
  return put (self, self->directory->data, self->directory->len, error)
         && put (self, end->data, end->len, error);
}
