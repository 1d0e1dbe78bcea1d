/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz-format.h"

#include "fuzz-draft.h"

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
add_member (struct archive *archive, const char *name, const char *content, gsize n_bytes)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_size (entry, (la_int64_t) n_bytes);
  if (archive_write_header (archive, entry) == ARCHIVE_OK)
    archive_write_data (archive, content, n_bytes);
  archive_entry_free (entry);
}

/* A line "@@ name" begins each part. A fuzzer that changes what is packed finds checksums only. */
static void
add_members (struct archive *archive, const char *text, gsize n_bytes)
{
  const char *end = text + n_bytes;

  while (text < end)
    {
      const char *line = memchr (text, '\n', (gsize) (end - text));
      const char *next = line ? memmem (line, (gsize) (end - line), "\n@@ ", 4) : NULL;
      g_autofree char *name = NULL;

      if (!line || line - text < 4)
        break;
      next = next ? next + 1 : end;
      name = g_strndup (text + 3, (gsize) (line - text) - 3);
      add_member (archive, name, line + 1, (gsize) (next - line) - 1);
      text = next;
    }
}

static GBytes *
pack (const guint8 *bytes, gsize n_bytes)
{
  struct archive *archive = archive_write_new ();
  GByteArray *packed = g_byte_array_new ();

  archive_write_set_format_zip (archive);
  archive_write_set_options (archive, "compression=store");
  archive_write_set_bytes_per_block (archive, 0);
  archive_write_open (archive, packed, NULL, write_cb, NULL);
  add_members (archive, (const char *) bytes, n_bytes);
  archive_write_close (archive);
  archive_write_free (archive);
  return g_byte_array_free_to_bytes (packed);
}

void
fuzz_format_read (const TriFormat *format, const guint8 *bytes, gsize n_bytes)
{
  gboolean is_parts = n_bytes > 3 && memcmp (bytes, "@@ ", 3) == 0;
  g_autoptr (GBytes) file = is_parts ? pack (bytes, n_bytes) : g_bytes_new (bytes, n_bytes);
  g_autoptr (FuzzDraft) draft = fuzz_draft_new ();
  g_autoptr (GError) error = NULL;
  /* To find the language by the words takes ten times as long as all else. */
  const char *lang = n_bytes % 16 ? "en" : NULL;
  const TriSource source = { "/nowhere/fuzz", "fuzz", lang, file, 0 };

  format->sniff ("fuzz", bytes, MIN (n_bytes, 4096));
  if (format->read (&source, TRI_DRAFT (draft), NULL, &error))
    fuzz_draft_check_end (draft);
  else if (!error || !g_utf8_validate (error->message, -1, NULL) || !strchr (error->message, ':'))
    g_error ("%s: a reader failed without a word", format->nick);
}
