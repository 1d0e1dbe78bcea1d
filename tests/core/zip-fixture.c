/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zip-fixture.h"

#include "draft-dump.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

static la_ssize_t
write_cb (struct archive *archive, void *data, const void *bytes, size_t n)
{
  g_byte_array_append (data, bytes, (guint) n);
  return (la_ssize_t) n;
}

static void
add_member (struct archive *archive, const ZipMember *member)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize size = strlen (member->content);

  archive_entry_set_pathname (entry, member->name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) size);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_data (archive, member->content, size), ==, (int) size);
  archive_entry_free (entry);
}

GBytes *
zip_fixture_new (const ZipMember *members, guint n_members, const char *options)
{
  struct archive *archive = archive_write_new ();
  GByteArray *bytes = g_byte_array_new ();

  archive_write_set_format_zip (archive);
  archive_write_set_bytes_per_block (archive, 0);
  if (options)
    g_assert_cmpint (archive_write_set_options (archive, options), ==, ARCHIVE_OK);
  if (options && strstr (options, "encryption"))
    archive_write_set_passphrase (archive, "secret");
  archive_write_open (archive, bytes, NULL, write_cb, NULL);
  for (guint i = 0; i < n_members; i++)
    add_member (archive, &members[i]);
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
  return g_byte_array_free_to_bytes (bytes);
}

void
zip_fixture_check_cut (const TriFormat *format, GBytes *bytes)
{
  for (gsize n = 0; n < g_bytes_get_size (bytes); n++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, n);
      g_autoptr (DraftDump) dump = draft_dump_new ();
      g_autoptr (GError) error = NULL;
      const TriSource source = { "/cut", "cut", NULL, cut, 0 };

      g_assert_false (format->read (&source, TRI_DRAFT (dump), NULL, &error));
      g_assert_true (g_str_has_prefix (error->message, "cut: "));
    }
}
