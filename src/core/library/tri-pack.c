/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-pack.h"

#include <glib/gi18n.h>

static gboolean
fail (GError **error)
{
  g_set_error_literal (error,
                       TRI_ERROR,
                       TRI_ERROR_DAMAGED,
                       _ ("A passage of the library is damaged."));
  return FALSE;
}

void
tri_pack_number (GByteArray *out, guint64 number)
{
  guint8 bytes[10];
  guint n = 0;

  for (; number > 0x7f; number >>= 7)
    bytes[n++] = (guint8) (number | 0x80);
  bytes[n++] = (guint8) number;
  g_byte_array_append (out, bytes, n);
}

/**
 * tri_pack_ranges:
 * @ranges: (array length=n_ranges): in order, without overlap
 *
 * Appends the number of ranges, then for each the gap behind the one before and its length.
 */
void
tri_pack_ranges (GByteArray *out, const TriRange *ranges, guint n_ranges)
{
  guint last = 0;

  tri_pack_number (out, n_ranges);
  for (guint i = 0; i < n_ranges; i++)
    {
      tri_pack_number (out, ranges[i].start - last);
      tri_pack_number (out, ranges[i].end - ranges[i].start);
      last = ranges[i].end;
    }
}

/**
 * tri_pack_spans:
 * @spans: (array length=n_spans): by start
 *
 * Appends the number of spans, then for each its kind, the distance from the start before, its
 * length, and its value: 0 for none, else one more than the number of bytes, and the bytes.
 */
void
tri_pack_spans (GByteArray *out, const TriSpan *spans, guint n_spans)
{
  guint last = 0;

  tri_pack_number (out, n_spans);
  for (guint i = 0; i < n_spans; i++)
    {
      gsize size = spans[i].value ? strlen (spans[i].value) : 0;

      tri_pack_number (out, spans[i].kind);
      tri_pack_number (out, spans[i].start - last);
      tri_pack_number (out, spans[i].end - spans[i].start);
      tri_pack_number (out, spans[i].value ? size + 1 : 0);
      g_byte_array_append (out, (const guint8 *) spans[i].value, (guint) size);
      last = spans[i].start;
    }
}

/**
 * tri_unpack_number:
 *
 * Reads one number and goes behind it.
 *
 * Returns: %FALSE with %TRI_ERROR_DAMAGED when the bytes end before the number, or say more than 64
 * bits
 */
gboolean
tri_unpack_number (TriUnpacker *self, guint64 *out, GError **error)
{
  guint64 number = 0;

  for (guint shift = 0; shift < 64 && self->at < self->end; shift += 7)
    {
      guint8 byte = *self->at++;

      if (shift == 63 && byte > 1)
        return fail (error);
      number |= (guint64) (byte & 0x7f) << shift;
      if (!(byte & 0x80))
        {
          *out = number;
          return TRUE;
        }
    }
  return fail (error);
}

/* A number that counts code points: no passage has more than fit in 31 bits. */
static gboolean
unpack_offset (TriUnpacker *self, guint from, guint *out, GError **error)
{
  guint64 number;

  if (!tri_unpack_number (self, &number, error))
    return FALSE;
  if (number > G_MAXINT32 || from + number > G_MAXINT32)
    return fail (error);
  *out = from + (guint) number;
  return TRUE;
}

/* No more things than bytes are left: a wrong count cannot make us take memory. */
static gboolean
unpack_count (TriUnpacker *self, guint64 *out, GError **error)
{
  return tri_unpack_number (self, out, error)
         && (*out <= (guint64) (self->end - self->at) || fail (error));
}

gboolean
tri_unpack_ranges (TriUnpacker *self, GArray *out, GError **error)
{
  guint64 n;
  guint last = 0;

  if (!unpack_count (self, &n, error))
    return FALSE;
  g_array_set_size (out, 0);
  for (guint64 i = 0; i < n; i++)
    {
      TriRange range;

      if (!unpack_offset (self, last, &range.start, error)
          || !unpack_offset (self, range.start, &range.end, error))
        return FALSE;
      g_array_append_val (out, range);
      last = range.end;
    }
  return TRUE;
}

static gboolean
unpack_value (TriUnpacker *self, char **out, GError **error)
{
  guint64 size;

  if (!tri_unpack_number (self, &size, error))
    return FALSE;
  if (size == 0)
    return TRUE;
  if (size - 1 > (guint64) (self->end - self->at))
    return fail (error);
  if (!g_utf8_validate ((const char *) self->at, (gssize) size - 1, NULL))
    return fail (error);
  *out = g_strndup ((const char *) self->at, size - 1);
  self->at += size - 1;
  return TRUE;
}

static gboolean
unpack_span (TriUnpacker *self, guint last, TriSpan *out, GError **error)
{
  guint64 kind;

  if (!tri_unpack_number (self, &kind, error))
    return FALSE;
  if (kind > TRI_SPAN_OTHER)
    return fail (error);
  out->kind = (TriSpanKind) kind;
  return unpack_offset (self, last, &out->start, error)
         && unpack_offset (self, out->start, &out->end, error)
         && unpack_value (self, &out->value, error);
}

gboolean
tri_unpack_spans (TriUnpacker *self, GArray *out, GError **error)
{
  guint64 n;
  guint last = 0;

  if (!unpack_count (self, &n, error))
    return FALSE;
  g_array_set_size (out, 0);
  for (guint64 i = 0; i < n; i++)
    {
      TriSpan span = { 0 };

      if (!unpack_span (self, last, &span, error))
        return FALSE;
      last = span.start;
      g_array_append_val (out, span);
    }
  return TRUE;
}
