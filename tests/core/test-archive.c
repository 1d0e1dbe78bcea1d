/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zip-fixture.h"

#include "formats/tri-archive.h"
#include "tri-error.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

static TriArchive *
open_bytes (GBytes *bytes, GError **error)
{
  const TriSource source = { "/no/such/book.epub", "book.epub", NULL, bytes, 0 };

  return tri_archive_new (&source, NULL, error);
}

static void
assert_member (TriArchive *archive, const char *name, const char *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tri_archive_read (archive, name, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes),
                   content,
                   strlen (content));
}

static void
assert_fails (TriArchive *archive, const char *name, int code, const char *pattern)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tri_archive_read (archive, name, &error);

  g_assert_null (bytes);
  g_assert_error (error, TRI_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_true (g_pattern_match_simple (pattern, error->message));
}

static const ZipMember members[] = {
  { "mimetype", "application/epub+zip" },
  { "a.xml", "first" },
  { "a.xml", "second" },
  { "empty.xml", "" },
  { "é/ô.xml", "café" },
  { "b.png", "picture" },
  { "/etc/passwd", "absolute" },
  { "../up", "up" },
  { "x/../../up", "up" },
  { "last.xml", "last" },
};

static void
test_read (void)
{
  static const char *const options[] = { NULL, "compression=store", "zip64", "experimental" };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (GBytes) bytes = zip_fixture_new (members, G_N_ELEMENTS (members), options[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (TriArchive) archive = open_bytes (bytes, &error);

      g_assert_no_error (error);
      assert_member (archive, "a.xml", "first");
      assert_member (archive, "é/ô.xml", "café");
      assert_member (archive, "last.xml", "last");
      g_assert_true (tri_archive_has (archive, "b.png"));
      g_assert_false (tri_archive_has (archive, "/etc/passwd"));
      g_assert_false (tri_archive_has (archive, "../up"));
      g_assert_false (tri_archive_has (archive, "x/../../up"));
      /* Backwards, from what was kept and what was not. */
      for (guint round = 0; round < 2; round++)
        {
          assert_member (archive, "empty.xml", "");
          assert_member (archive, "b.png", "picture");
          assert_member (archive, "a.xml", "first");
          assert_member (archive, "mimetype", "application/epub+zip");
        }
      assert_fails (archive, "up", TRI_ERROR_NOT_FOUND, "book.epub: “up” is missing*;*");
    }
}

static void
test_file (void)
{
  g_autoptr (GBytes) bytes = zip_fixture_new (members, G_N_ELEMENTS (members), NULL);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "archive.epub", NULL);
  const TriSource source = { path, "archive.epub", NULL, NULL, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TriArchive) archive = NULL;

  g_assert_true (g_file_set_contents (path,
                                      g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes),
                                      NULL));
  archive = tri_archive_new (&source, NULL, &error);
  g_assert_no_error (error);
  assert_member (archive, "last.xml", "last");
  assert_member (archive, "a.xml", "first");
  g_unlink (path);
}

/* Thousands of members, read from the last to the first. */
static void
test_backwards (void)
{
  const guint n = 5000;
  g_autofree ZipMember *many = g_new0 (ZipMember, n);
  g_autoptr (GStringChunk) names = g_string_chunk_new (4096);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TriArchive) archive = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("text/%u.xhtml", i);

      many[i].name = many[i].content = g_string_chunk_insert (names, name);
    }
  bytes = zip_fixture_new (many, n, NULL);
  archive = open_bytes (bytes, NULL);
  for (guint i = n; i > 0; i--)
    assert_member (archive, many[i - 1].name, many[i - 1].content);
}

static void
test_encrypted (void)
{
  static const char *const options[] = { "encryption=traditional", "encryption=aes256" };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (GBytes) bytes = zip_fixture_new (members, G_N_ELEMENTS (members), options[i]);
      g_autoptr (TriArchive) archive = open_bytes (bytes, NULL);

      assert_fails (archive,
                    "a.xml",
                    TRI_ERROR_UNSUPPORTED,
                    "book.epub: “a.xml”*encrypted; *password*");
    }
}

static void
test_cut (void)
{
  g_autoptr (GBytes) bytes = zip_fixture_new (members, G_N_ELEMENTS (members), NULL);

  for (gsize n = 0; n < g_bytes_get_size (bytes); n++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, n);
      g_autoptr (GError) error = NULL;
      g_autoptr (TriArchive) archive = open_bytes (cut, &error);

      g_assert_null (archive);
      g_assert_error (error, TRI_ERROR, TRI_ERROR_SYNTAX);
      g_assert_true (g_pattern_match_simple ("book.epub: *; get it once more", error->message));
    }
}

/* What a translator made of one message. */
static void
write_translation (const char *dir, const char *message, const char *translation)
{
  const guint32 n = (guint32) strlen (message);
  const guint32 m = (guint32) strlen (translation);
  const guint32 head[] = { 0x950412de, 0, 1, 28, 36, 0, 44, n, 44, m, 44 + n + 1 };
  g_autofree char *folder = g_build_filename (dir, "fr", "LC_MESSAGES", NULL);
  g_autofree char *path = g_build_filename (folder, GETTEXT_PACKAGE ".mo", NULL);
  g_autoptr (GString) content = g_string_new_len ((const char *) head, sizeof head);
  g_autoptr (GError) error = NULL;

  g_string_append_len (content, message, (gssize) n + 1);
  g_string_append_len (content, translation, (gssize) m + 1);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, content->str, (gssize) content->len, &error);
  g_assert_no_error (error);
}

static void
remove_translation (const char *dir)
{
  const char *const parts[] = {
    "fr/LC_MESSAGES/" GETTEXT_PACKAGE ".mo", "fr/LC_MESSAGES", "fr", ""
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_build_filename (dir, parts[i], NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
}

/* The locale in which names are read is not the one in which the reader is told of them. */
static void
test_language (void)
{
  const char *message = "the compressed file is damaged or was cut off (%s); get it once more";
  gboolean is_translated = FALSE;
  g_autofree char *dir = g_dir_make_tmp ("archive-XXXXXX", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("PK\3\4 cut off", 13);
  g_autoptr (TriArchive) archive = NULL;
  g_autoptr (GError) error = NULL;

  write_translation (dir, message, "abîmé (%s)");
  g_setenv ("LANGUAGE", "fr", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, dir);
  is_translated = g_dgettext (GETTEXT_PACKAGE, message) != message;
  archive = open_bytes (bytes, &error);
  setlocale (LC_ALL, "C");
  g_setenv ("LANGUAGE", "", TRUE);
  remove_translation (dir);
  g_assert_null (archive);
  g_assert_error (error, TRI_ERROR, TRI_ERROR_SYNTAX);
  if (is_translated)
    g_assert_true (g_str_has_prefix (error->message, "book.epub: abîmé ("));
  else
    g_test_skip ("the C library translates nothing where no language is installed");
}

/* A byte changed somewhere: an error, or members as they are. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) bytes = zip_fixture_new (members, G_N_ELEMENTS (members), NULL);
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < size * 2; i++)
    {
      guint8 *copy = g_memdup2 (data, size);
      g_autoptr (GBytes) damaged = g_bytes_new_take (copy, size);
      g_autoptr (TriArchive) archive = NULL;

      copy[i / 2] ^= i % 2 ? 0xFF : 0x01;
      archive = open_bytes (damaged, NULL);
      for (guint k = 0; archive && k < G_N_ELEMENTS (members); k++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (GBytes) read = tri_archive_read (archive, members[k].name, &error);

          g_assert_true (!read == !!error);
        }
    }
}

static guint32
sum (const guint8 *bytes, gsize n)
{
  guint32 table[256];
  guint32 crc = G_MAXUINT32;

  for (guint i = 0; i < 256; i++)
    {
      table[i] = i;
      for (guint bit = 0; bit < 8; bit++)
        table[i] = table[i] >> 1 ^ (table[i] & 1 ? 0xEDB88320 : 0);
    }
  for (gsize i = 0; i < n; i++)
    crc = crc >> 8 ^ table[(crc ^ bytes[i]) & 0xFF];
  return ~crc;
}

static void
add_number (GByteArray *bytes, guint64 number, guint n)
{
  for (; n > 0; n--, number >>= 8)
    {
      guint8 byte = number & 0xFF;

      g_byte_array_append (bytes, &byte, 1);
    }
}

/* What the header before a member and the directory have in common. */
static void
add_header (GByteArray *bytes, guint32 crc, gsize packed, gsize size)
{
  add_number (bytes, 20, 2);
  add_number (bytes, 0, 2);
  add_number (bytes, 8, 2);
  add_number (bytes, 0x21 << 16, 4);
  add_number (bytes, crc, 4);
  add_number (bytes, packed, 4);
  add_number (bytes, size, 4);
  add_number (bytes, 1, 2);
  add_number (bytes, 0, 2);
}

static void
add_local (GByteArray *bytes, char name, guint32 crc, gsize packed, gsize size)
{
  add_number (bytes, 0x04034B50, 4);
  add_header (bytes, crc, packed, size);
  g_byte_array_append (bytes, (const guint8 *) &name, 1);
}

static void
add_central (GByteArray *bytes, char name, guint32 crc, gsize packed, gsize size, gsize at)
{
  add_number (bytes, 0x02014B50, 4);
  add_number (bytes, 20, 2);
  add_header (bytes, crc, packed, size);
  add_number (bytes, 0, 10);
  add_number (bytes, at, 4);
  g_byte_array_append (bytes, (const guint8 *) &name, 1);
}

static GByteArray *
deflate_zeros (gsize n)
{
  g_autofree guint8 *zeros = g_malloc0 (n);
  g_autoptr (GZlibCompressor) compressor
      = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream
      = g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  g_assert_true (g_output_stream_write_all (stream, zeros, n, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_bytes_unref_to_array (
      g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory)));
}

/* Members that lie in each other: each quotes the header of the next one in a stored block, and
 * shares its bytes. */
#define MAX_BOMBS 8
#define QUOTED 31 /* a header and a name of one letter */

static GBytes *
make_overlap (guint n_bombs, gsize n_zeros)
{
  g_autoptr (GByteArray) kernel = deflate_zeros (n_zeros);
  g_autofree guint8 *zeros = g_malloc0 (n_zeros + n_bombs * QUOTED);
  GByteArray *file = g_byte_array_new ();
  guint32 crcs[MAX_BOMBS];
  gsize packed[MAX_BOMBS];
  gsize ats[MAX_BOMBS];
  gsize central = 0;

  for (guint i = 0; i < n_bombs; i++)
    {
      g_autoptr (GByteArray) local = g_byte_array_new ();
      gsize quoted = i * QUOTED;

      packed[i] = kernel->len;
      crcs[i] = sum (zeros + (n_bombs - i) * QUOTED, n_zeros + quoted);
      add_local (local, (char) ('a' + i), crcs[i], packed[i], n_zeros + quoted);
      memcpy (zeros + (n_bombs - 1 - i) * QUOTED, local->data, QUOTED);
      g_byte_array_prepend (kernel, local->data, local->len);
      if (i + 1 < n_bombs)
        {
          const guint8 block[] = { 0, QUOTED, 0, 0xFF - QUOTED, 0xFF };

          g_byte_array_prepend (kernel, block, sizeof block);
        }
    }
  for (guint i = 0; i < n_bombs; i++)
    ats[i] = (n_bombs - 1 - i) * (QUOTED + 5);
  g_byte_array_append (file, kernel->data, kernel->len);
  central = file->len;
  for (guint i = n_bombs; i > 0; i--)
    {
      guint k = i - 1;
      gsize size = n_zeros + k * QUOTED;

      add_central (file, (char) ('a' + k), crcs[k], packed[k], size, ats[k]);
    }
  packed[0] = file->len - central;
  add_number (file, 0x06054B50, 4);
  add_number (file, 0, 4);
  add_number (file, n_bombs, 2);
  add_number (file, n_bombs, 2);
  add_number (file, packed[0], 4);
  add_number (file, central, 4);
  add_number (file, 0, 2);
  return g_byte_array_free_to_bytes (file);
}

/* Small ones can be read; that they are sound shows that large ones fail for their size. */
static void
test_bombs (void)
{
  g_autoptr (GBytes) harmless = make_overlap (8, 1000);
  g_autoptr (GBytes) overlap = make_overlap (4, 20 * 1024 * 1024);
  g_autoptr (GBytes) large = make_overlap (1, TRI_ARCHIVE_MAX_MEMBER + 1);
  g_autoptr (TriArchive) archive = open_bytes (harmless, NULL);

  for (char name[] = "h"; *name >= 'a'; (*name)--)
    {
      g_autoptr (GBytes) bytes = tri_archive_read (archive, name, NULL);

      g_assert_cmpuint (g_bytes_get_size (bytes), ==, 1000 + (gsize) (*name - 'a') * QUOTED);
    }
  g_clear_pointer (&archive, tri_archive_free);
  archive = open_bytes (overlap, NULL);
  for (char name[] = "d"; *name > 'a'; (*name)--)
    g_bytes_unref (tri_archive_read (archive, name, NULL));
  assert_fails (archive, "a", TRI_ERROR_LIMIT, "book.epub: *expands*; *");
  g_clear_pointer (&archive, tri_archive_free);
  archive = open_bytes (large, NULL);
  assert_fails (archive, "a", TRI_ERROR_LIMIT, "book.epub: “a”*larger than 64 MiB; *");
}

static void
test_cancel (void)
{
  g_autoptr (GBytes) bytes = zip_fixture_new (members, G_N_ELEMENTS (members), NULL);
  const TriSource source = { "/a", "a", NULL, bytes, 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (tri_archive_new (&source, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static const struct
{
  const char *member;
  const char *href;
  const char *path;
} paths[] = {
  { "OPS/text/c.xhtml", "../a%20b.xhtml#x", "OPS/a b.xhtml" },
  { "OPS/text/c.xhtml", "#x", "OPS/text/c.xhtml" },
  { "OPS/text/c.xhtml", "d.xhtml?x=1", "OPS/text/d.xhtml" },
  { "c.opf", "./text//d.xhtml", "text/d.xhtml" },
  { "word/document.xml", "/word/styles.xml", "word/styles.xml" },
  { "c.opf", "100%.xhtml", "100%.xhtml" },
  { "c.opf", "%C3%A9.xhtml", "é.xhtml" },
  { "c.opf", "../up", NULL },
  { "c.opf", "%2e%2e/up", NULL },
  { "OPS/c.opf", "a/../../../up", NULL },
  { "c.opf", "%FF.xhtml", NULL },
  { "c.opf", "http://example.org/a", NULL },
  { "c.opf", "file:///etc/passwd", NULL },
  { "c.opf", "//example.org/a", NULL },
  { "c.opf", ".", NULL },
};

static void
test_paths (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *path = tri_archive_dup_path (paths[i].member, paths[i].href);

      g_assert_cmpstr (path, ==, paths[i].path);
    }
}

static void
test_sniff (void)
{
  static const char *const types[]
      = { "application/epub+zip", "application/epub+zip\n", "application/epub+zip-not" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      const ZipMember first = { "mimetype", types[i] };
      g_autoptr (GBytes) bytes = zip_fixture_new (&first, 1, "compression=store");
      gsize size = 0;
      const guint8 *data = g_bytes_get_data (bytes, &size);

      g_assert_cmpint (tri_archive_sniff (data, size, "application/epub+zip"), ==, i < 2);
      for (gsize n = 0; n < 38; n++)
        g_assert_false (tri_archive_sniff (data, n, "application/epub+zip"));
    }
}

/* What others made to break readers: read soundly, or refused in words. */
static void
test_hostile (void)
{
  const char *data = g_getenv ("TRIPTYCH_TEST_DATA");
  g_autofree char *path = data ? g_build_filename (data, "data", "hostile", "zip", NULL) : NULL;
  g_autoptr (GDir) folder = path ? g_dir_open (path, 0, NULL) : NULL;
  const char *name = NULL;

  if (!folder)
    {
      g_test_skip ("TRIPTYCH_TEST_DATA, where the hostile files are, is not set");
      return;
    }
  while ((name = g_dir_read_name (folder)))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      const TriSource source = { file, name, NULL, NULL, 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (TriArchive) archive = tri_archive_new (&source, NULL, &error);
      guint n = 0;

      for (guint i = 0; archive && i < tri_archive_get_n_members (archive); i++)
        {
          const char *member = tri_archive_get_member (archive, i);
          g_autoptr (GBytes) bytes = tri_archive_read (archive, member, error ? NULL : &error);

          n += bytes != NULL;
        }
      g_test_message ("%s: %u read; %s", name, n, error ? error->message : "all");
      g_assert_true (error || n > 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/archive/read", test_read);
  g_test_add_func ("/archive/file", test_file);
  g_test_add_func ("/archive/backwards", test_backwards);
  g_test_add_func ("/archive/encrypted", test_encrypted);
  g_test_add_func ("/archive/cut", test_cut);
  g_test_add_func ("/archive/language", test_language);
  g_test_add_func ("/archive/damaged", test_damaged);
  g_test_add_func ("/archive/bombs", test_bombs);
  g_test_add_func ("/archive/cancel", test_cancel);
  g_test_add_func ("/archive/paths", test_paths);
  g_test_add_func ("/archive/sniff", test_sniff);
  g_test_add_func ("/archive/hostile", test_hostile);
  return g_test_run ();
}
