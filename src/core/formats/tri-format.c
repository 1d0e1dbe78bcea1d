/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-format.h"

#include "formats/tri-format-refusal.h"
#include "formats/tri-source.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>

#define SNIFF_BYTES 4096

/* As people are told of them. */
static const TriFormat *const formats[] = {
  &tri_format_tei,
  &tri_format_epub,
  &tri_format_html,
  &tri_format_docx,
  &tri_format_odt,
  &tri_format_markdown,
  &tri_format_plain,
  &tri_format_tmx,
  &tri_format_xliff,
  &tri_format_po,
  &tri_format_table,
  &tri_format_bitext,
  &tri_format_osis,
  &tri_format_usfx,
  &tri_format_zefania,
  &tri_format_lines,
  &tri_format_xces_doc,
  &tri_format_xces,
  &tri_format_ladder,
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

/* Messages of the system name no file. */
static gboolean
read_beginning (const char *path, guint8 *bytes, gsize *n_bytes, GError **error)
{
  const TriSource source = { .path = path };
  goffset size = 0;
  g_autoptr (GInputStream) stream = tri_source_open (&source, &size, error);

  if (stream && g_input_stream_read_all (stream, bytes, SNIFF_BYTES, n_bytes, NULL, error))
    return TRUE;
  g_prefix_error (error, "%s: ", path);
  return FALSE;
}

const TriFormat *
tri_formats_find_nick (const char *nick)
{
  for (guint i = 0; formats[i]; i++)
    if (g_str_equal (formats[i]->nick, nick))
      return formats[i];
  return NULL;
}

static void
refuse (const char *name, const guint8 *bytes, gsize n_bytes, GError **error)
{
  g_autoptr (GString) readable = g_string_new (NULL);
  g_autofree char *message = NULL;

  for (guint i = 0; formats[i]; i++)
    if (!(formats[i]->flags & TRI_FORMAT_LINKS))
      g_string_append_printf (readable, "%s%s", i > 0 ? ", " : "", _ (formats[i]->label));
  message = tri_format_dup_refusal (name, bytes, n_bytes, readable->str);
  g_set_error_literal (error, TRI_ERROR, TRI_ERROR_UNSUPPORTED, message);
}

typedef struct
{
  const TriFormat *format;
  int score;
} Candidate;

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  return ((const Candidate *) b)->score - ((const Candidate *) a)->score;
}

/**
 * tri_formats_list:
 * @path: a file
 *
 * Finds the formats that may read the file, by its first bytes and its name, the surest first: for
 * somebody who knows better what it is.
 *
 * Returns: (transfer container) (nullable) (element-type TriFormat): at least one, or %NULL with an
 * error as tri_formats_find() gives it
 */
GPtrArray *
tri_formats_list (const char *path, GError **error)
{
  guint8 bytes[SNIFF_BYTES];
  gsize n_bytes = 0;
  g_autofree char *name = tri_source_dup_plain_name (path);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  if (!read_beginning (path, bytes, &n_bytes, error))
    return NULL;
  for (guint i = 0; formats[i]; i++)
    {
      const Candidate candidate = { formats[i], formats[i]->sniff (name, bytes, n_bytes) };

      if (candidate.score > 0)
        g_array_append_val (candidates, candidate);
    }
  /* Of equals the first of the table. */
  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    g_ptr_array_add (found, (gpointer) g_array_index (candidates, Candidate, i).format);
  if (found->len > 0)
    return g_steal_pointer (&found);
  refuse (name, bytes, n_bytes, error);
  return NULL;
}

/**
 * tri_formats_find:
 * @path: a file
 *
 * Returns: (transfer none) (nullable): the format that is surest that the file is one of its
 * own; or %NULL with #TRI_ERROR_UNSUPPORTED when none reads such files, or with a #GIOErrorEnum
 * when the file cannot be read
 */
const TriFormat *
tri_formats_find (const char *path, GError **error)
{
  g_autoptr (GPtrArray) found = tri_formats_list (path, error);

  return found ? g_ptr_array_index (found, 0) : NULL;
}
