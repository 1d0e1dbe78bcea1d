/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-format.h"

#include "tri-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>

#define SNIFF_BYTES 4096

static const TriFormat *const formats[] = {
  &tri_format_tei,
  &tri_format_markdown,
  &tri_format_plain,
  NULL,
};

/**
 * tri_formats_get_all:
 *
 * Returns: (transfer none) (array zero-terminated=1): every format that can be read
 */
const TriFormat *const *
tri_formats_get_all (void)
{
  return formats;
}

static gboolean
read_beginning (const char *path, guint8 *bytes, gsize *n_bytes, GError **error)
{
  FILE *file = g_fopen (path, "rb");
  int saved = errno;

  if (file)
    {
      *n_bytes = fread (bytes, 1, SNIFF_BYTES, file);
      saved = ferror (file) ? (errno ? errno : EIO) : 0;
      fclose (file);
      if (!saved)
        return TRUE;
    }
  g_set_error (error,
               G_IO_ERROR,
               (int) g_io_error_from_errno (saved),
               "%s: %s",
               path,
               g_strerror (saved));
  return FALSE;
}

/**
 * tri_formats_find:
 * @path: a file
 *
 * Finds the format that is surest that the file is one of its own, by the file's first bytes and
 * its
 * name.
 *
 * Returns: (transfer none) (nullable): a format, or %NULL with #TRI_ERROR_UNSUPPORTED when none
 * reads such files, or with a #GIOErrorEnum when the file cannot be read
 */
const TriFormat *
tri_formats_find (const char *path, GError **error)
{
  guint8 bytes[SNIFF_BYTES];
  gsize n_bytes = 0;
  g_autofree char *name = g_filename_display_basename (path);
  const TriFormat *best = NULL;
  int best_score = 0;

  if (!read_beginning (path, bytes, &n_bytes, error))
    return NULL;
  for (guint i = 0; formats[i]; i++)
    {
      int score = formats[i]->sniff (name, bytes, n_bytes);

      if (score > best_score)
        {
          best_score = score;
          best = formats[i];
        }
    }
  if (!best)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_UNSUPPORTED,
                 _ ("%s is no TEI, Markdown or plain text file. Nothing was "
                    "imported. Save the text as one of these first."),
                 name);
  return best;
}
