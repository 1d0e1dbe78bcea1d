/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-pack.h"

static TriUnpacker
open_bytes (const GByteArray *bytes)
{
  return (TriUnpacker){ bytes->data, bytes->data + bytes->len };
}

static void
test_number_round_trip (void)
{
  static const guint64 numbers[] = { 0, 1, 127, 128, 16383, 16384, G_MAXUINT32, G_MAXUINT64 };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      TriUnpacker unpacker;
      guint64 number = 42;

      tri_pack_number (bytes, numbers[i]);
      unpacker = open_bytes (bytes);
      g_assert_true (tri_unpack_number (&unpacker, &number, NULL));
      g_assert_cmpuint (number, ==, numbers[i]);
      g_assert_true (unpacker.at == unpacker.end);
    }
}

static const TriRange ranges[] = { { 0, 5 }, { 6, 200 }, { 200, 200 }, { 100000, 100001 } };
static const TriSpan spans[] = {
  { 0, 300, TRI_SPAN_EMPHASIS, NULL },
  { 0, 2, TRI_SPAN_OTHER, (char *) "<w lemma=\"é\">" },
  { 5, 5, TRI_SPAN_NOTE, (char *) "" },
};

static GByteArray *
pack (void)
{
  GByteArray *bytes = g_byte_array_new ();

  tri_pack_ranges (bytes, ranges, G_N_ELEMENTS (ranges));
  tri_pack_spans (bytes, spans, G_N_ELEMENTS (spans));
  return bytes;
}

static gboolean
unpack (TriUnpacker *unpacker, GArray *out_ranges, GArray *out_spans, GError **error)
{
  return tri_unpack_ranges (unpacker, out_ranges, error)
         && tri_unpack_spans (unpacker, out_spans, error);
}

static void
test_ranges_and_spans_round_trip (void)
{
  g_autoptr (GByteArray) bytes = pack ();
  g_autoptr (GArray) out_ranges = tri_range_array_new ();
  g_autoptr (GArray) out_spans = tri_span_array_new ();
  TriUnpacker unpacker = open_bytes (bytes);

  g_assert_true (unpack (&unpacker, out_ranges, out_spans, NULL));
  g_assert_true (unpacker.at == unpacker.end);
  g_assert_cmpmem (out_ranges->data, out_ranges->len * sizeof (TriRange), ranges, sizeof ranges);
  g_assert_cmpuint (out_spans->len, ==, G_N_ELEMENTS (spans));
  for (guint i = 0; i < out_spans->len; i++)
    {
      const TriSpan *span = &g_array_index (out_spans, TriSpan, i);

      g_assert_cmpuint (span->start, ==, spans[i].start);
      g_assert_cmpuint (span->end, ==, spans[i].end);
      g_assert_cmpint (span->kind, ==, spans[i].kind);
      g_assert_cmpstr (span->value, ==, spans[i].value);
    }
}

/* Whatever becomes of the bytes: an error or some ranges, never a crash. */
static void
test_damaged_anyhow (void)
{
  g_autoptr (GByteArray) good = pack ();
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GArray) out_ranges = tri_range_array_new ();
      g_autoptr (GArray) out_spans = tri_span_array_new ();
      guint size = (guint) g_rand_int_range (random, 0, (gint32) good->len + 1);
      /* Exactly so many bytes, so that a sanitizer sees a step too far. */
      g_autofree guint8 *bytes = g_memdup2 (good->data, size);
      TriUnpacker unpacker = { bytes, bytes + size };

      for (guint i = 0; size > 0 && i < round % 4; i++)
        bytes[g_rand_int_range (random, 0, (gint32) size)] = (guint8) g_rand_int (random);
      (void) unpack (&unpacker, out_ranges, out_spans, NULL);
      g_assert_true (unpacker.at <= unpacker.end);
    }
}

typedef struct
{
  const char *name;
  guint8 bytes[12];
  gsize size;
} Damaged;

static const Damaged damaged[] = {
  { "nothing", { 0 }, 0 },
  { "no-end", { 0x80, 0x80 }, 2 },
  { "too-many-bits", { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f }, 10 },
  { "too-many-ranges", { 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 1 }, 7 },
  { "range-missing", { 2, 0, 1, 1 }, 4 },
  { "offset-too-large", { 1, 0xff, 0xff, 0xff, 0xff, 0x7f, 0 }, 7 },
};

static void
test_damaged_so (gconstpointer data)
{
  const Damaged *given = data;
  g_autofree guint8 *bytes = g_memdup2 (given->bytes, given->size);
  TriUnpacker unpacker = { bytes, bytes + given->size };
  g_autoptr (GArray) out = tri_range_array_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (tri_unpack_ranges (&unpacker, out, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_DAMAGED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pack/number/round-trip", test_number_round_trip);
  g_test_add_func ("/pack/ranges-and-spans/round-trip", test_ranges_and_spans_round_trip);
  g_test_add_func ("/pack/damaged/anyhow", test_damaged_anyhow);
  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autofree char *name = g_strconcat ("/pack/damaged/", damaged[i].name, NULL);

      g_test_add_data_func (name, &damaged[i], test_damaged_so);
    }

  return g_test_run ();
}
