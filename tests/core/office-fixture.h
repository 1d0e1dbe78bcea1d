/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draft-dump.h"
#include "zip-fixture.h"

#include <string.h>

/* What a part of a document is made of: a file of the fixtures, or @content. */
typedef struct
{
  const char *name;
  const char *file; /* below tests/fixtures */
} OfficePart;

static inline GBytes *
office_fixture_new (const OfficePart *parts, guint n_parts)
{
  g_autofree ZipMember *members = g_new0 (ZipMember, n_parts);
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_parts; i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", parts[i].file, NULL);
      char *content = NULL;

      if (g_file_get_contents (path, &content, NULL, NULL))
        g_ptr_array_add (contents, content);
      members[i].name = parts[i].name;
      members[i].content = content ? content : parts[i].file;
    }
  return zip_fixture_new (members, n_parts, NULL);
}

static inline gboolean
office_fixture_read (const TriFormat *format, GBytes *bytes, DraftDump *dump, GError **error)
{
  const TriSource source = { "/file", "file", NULL, bytes, 0 };

  return format->read (&source, TRI_DRAFT (dump), NULL, error);
}

/* TRIPTYCH_WRITE_DUMPS writes the dump instead of comparing it. */
static inline void
office_fixture_check (const TriFormat *format, GBytes *bytes, const char *dump_name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", dump_name, NULL);
  g_autofree char *expected = NULL;
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (office_fixture_read (format, bytes, dump, &error) || error);
  g_assert_no_error (error);
  if (g_getenv ("TRIPTYCH_WRITE_DUMPS"))
    g_assert_true (g_file_set_contents (path, draft_dump_get_text (dump), -1, NULL));
  g_assert_true (g_file_get_contents (path, &expected, NULL, NULL));
  g_assert_cmpstr (draft_dump_get_text (dump), ==, expected);
}

/* The message is one that says what it is and what to do. */
static inline void
office_fixture_check_refused (const TriFormat *format,
                              GBytes *bytes,
                              int code,
                              const char *pattern)
{
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (office_fixture_read (format, bytes, dump, &error));
  g_test_message ("%s", error->message);
  g_assert_cmpint (error->code, ==, code);
  g_assert_true (g_pattern_match_simple (pattern, error->message));
}
