/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "format-fixture.h"

#include "draft-dump.h"
#include "tri-error.h"

#include <string.h>

static DraftDump *
read_bytes (const TriFormat *format,
            const char *name,
            const char *bytes,
            gsize n_bytes,
            GError **error)
{
  g_autoptr (GBytes) content = g_bytes_new_static (bytes, n_bytes);
  g_autoptr (DraftDump) dump = draft_dump_new ();
  const TriSource source = { .path = name, .name = name, .bytes = content };

  if (!format->read (&source, TRI_DRAFT (dump), NULL, error))
    return NULL;
  return g_steal_pointer (&dump);
}

char *
format_dup_dump (const TriFormat *format,
                 const char *name,
                 const char *bytes,
                 gsize n_bytes,
                 GError **error)
{
  g_autoptr (DraftDump) dump = read_bytes (format, name, bytes, n_bytes, error);

  return dump ? g_strdup (draft_dump_get_text (dump)) : NULL;
}

char *
format_dup_words_dump (const TriFormat *format, const char *words, GError **error)
{
  return format_dup_dump (format, "words", words, strlen (words), error);
}

void
format_assert_fails (const TriFormat *format, const char *words, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = format_dup_words_dump (format, words, &error);

  g_assert_null (dump);
  g_assert_error (error, TRI_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, part));
  g_assert_nonnull (strstr (error->message, "words:"));
}

void
format_assert_dump (const TriFormat *format, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
  g_autofree char *dump_path = g_strconcat (path, ".dump", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *dump = NULL;
  g_autofree char *expected = NULL;
  gsize n_bytes = 0;
  g_autoptr (GError) error = NULL;

  g_assert_true (tri_formats_find (path, NULL) == format);
  g_file_get_contents (path, &bytes, &n_bytes, &error);
  g_assert_no_error (error);
  dump = format_dup_dump (format, name, bytes, n_bytes, &error);
  g_assert_no_error (error);
  if (g_getenv ("TRIPTYCH_WRITE_DUMPS"))
    g_assert_true (g_file_set_contents (dump_path, dump, -1, NULL));
  g_file_get_contents (dump_path, &expected, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (dump, ==, expected);
}

void
format_assert_truncated (const TriFormat *format, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
  g_autofree char *bytes = NULL;
  gsize n_bytes = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
  for (gsize n = 0; n < n_bytes; n++)
    {
      /* A copy of its own, so that reading on behind its end is seen. */
      g_autofree char *cut = g_memdup2 (bytes, MAX (n, 1));
      g_autoptr (GError) error = NULL;
      g_autofree char *dump = format_dup_dump (format, name, cut, n, &error);

      g_assert_true ((dump == NULL) == (error != NULL));
      if (error)
        g_assert_true (g_str_has_prefix (error->message, name));
    }
}

void
format_assert_guesses (const TriFormat *format, const FormatGuess *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      const guint8 *bytes = (const guint8 *) cases[i].text;

      g_assert_cmpint (format->sniff (cases[i].name, bytes, strlen (cases[i].text)),
                       ==,
                       cases[i].score);
    }
}

static void
assert_count (const TriFormat *format, const char *folder, const FormatCounts *file)
{
  g_autofree char *path = g_build_filename (folder, "data", file->path, NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (DraftDump) dump = draft_dump_new_quiet ();
  const TriSource source = { .path = path, .name = name };
  g_autoptr (GError) error = NULL;

  g_assert_true (tri_formats_find (path, NULL) == format);
  format->read (&source, TRI_DRAFT (dump), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (draft_dump_get_n_texts (dump), ==, file->n_texts);
  g_assert_cmpuint (draft_dump_get_n_passages (dump), ==, file->n_passages);
  g_assert_cmpuint (draft_dump_get_n_links (dump), ==, file->n_links);
}

void
format_assert_counts (const TriFormat *format, const FormatCounts *files, gsize n_files)
{
  const char *folder = g_getenv ("TRIPTYCH_TEST_DATA");

  if (!folder || !*folder)
    {
      g_test_skip ("TRIPTYCH_TEST_DATA names no folder with real files");
      return;
    }
  for (gsize i = 0; i < n_files; i++)
    assert_count (format, folder, &files[i]);
}
