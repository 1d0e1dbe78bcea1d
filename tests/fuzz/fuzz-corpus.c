/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz-format.h"

/* What a fuzzer begins with, and what it found, once more for each format: tests/fuzz/corpus/NICK.
 * Short ones are cut off at every byte, too. */

#define MAX_CUT 2200

static void
read_file (const TriFormat *format, const char *path)
{
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_test_message ("%s", path);
  fuzz_format_read (format, (const guint8 *) content, length);
  for (gsize n = 0; length <= MAX_CUT && n < length; n++)
    fuzz_format_read (format, (const guint8 *) content, n);
}

static void
test_format (gconstpointer data)
{
  const TriFormat *format = data;
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", format->nick, NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  if (!folder)
    {
      g_test_skip ("nothing is in the corpus for this format yet");
      return;
    }
  while ((name = g_dir_read_name (folder)))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      read_file (format, file);
    }
}

int
main (int argc, char **argv)
{
  const TriFormat *const *formats = tri_formats_get_all ();

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; formats[i]; i++)
    {
      g_autofree char *name = g_strdup_printf ("/fuzz/corpus/%s", formats[i]->nick);

      g_test_add_data_func (name, formats[i], test_format);
    }
  return g_test_run ();
}
