/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-detect.h"
#include "formats/tri-format.h"
#include "formats/tri-plain-load.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Two or more files of which line n says the same in each language. Nothing in such a file says so:
 * the reader does. */

#define CALLS_PER_LOOK 256

static int
sniff (const char *name, const guint8 *bytes, gsize n_bytes)
{
  return 0;
}

/* The line without white space around it, on one line whatever it holds. */
static void
copy_line (GString *out, const char *line, gsize length)
{
  gsize kept = 0;

  g_string_truncate (out, 0);
  for (gsize i = 0; i < length; i++)
    {
      char c = (guchar) line[i] < 0x20 ? ' ' : line[i];

      if (c != ' ' || out->len > 0)
        g_string_append_c (out, c);
      if (c != ' ')
        kept = out->len;
    }
  g_string_truncate (out, kept);
}

static gboolean
add_line (TriDraft *draft, guint number, const char *content, GError **error)
{
  char key[32];
  const TriDraftPassage passage = { .key = key,
                                    .kind = TRI_PASSAGE_PARAGRAPH,
                                    .content = content };

  g_snprintf (key, sizeof key, "line-%u", number);
  return tri_draft_add_passage (draft, &passage, error);
}

/* Empty lines count, and make no passage. */
static gboolean
write_lines (const TriSource *source,
             const char *text,
             gsize length,
             TriDraft *draft,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GString) content = g_string_new (NULL);
  const char *end = text + length;
  guint number = 0, n_written = 0;

  while (text < end && (source->sample == 0 || n_written < source->sample))
    {
      const char *next = memchr (text, '\n', (gsize) (end - text));

      if (!next)
        next = end;
      copy_line (content, text, (gsize) (next - text));
      text = next + 1;
      if (++number % CALLS_PER_LOOK == 0
          && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (content->len == 0)
        continue;
      n_written++;
      if (!add_line (draft, number, content->str, error))
        return FALSE;
    }
  if (n_written == 0)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_SYNTAX,
                 _ ("%s:1: the file is empty; choose another one"),
                 source->name);
  return n_written > 0;
}

/* Old machines ended lines so. */
static void
end_lines (char *text, gsize length)
{
  if (memchr (text, '\n', length))
    return;
  for (gsize i = 0; i < length; i++)
    if (text[i] == '\r')
      text[i] = '\n';
}

static gboolean
read_lines (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  gsize length = 0;
  g_autofree char *text = tri_plain_load_raw (source, &length, error);
  TriDraftText head = { .lang = source->lang };

  if (!text)
    return FALSE;
  end_lines (text, length);
  if (!head.lang)
    head.lang = tri_detect_language (text, MIN (length, TRI_DETECT_MAX_BYTES));
  return tri_draft_begin_text (draft, &head, error)
         && write_lines (source, text, length, draft, cancellable, error)
         && tri_draft_end_text (draft, error);
}

const TriFormat tri_format_lines = {
  .nick = "lines",
  .label = N_ ("Lines that correspond by their numbers"),
  .flags = TRI_FORMAT_GUESSES_LANG | TRI_FORMAT_IDS_CORRESPOND,
  .extensions = (const char *const[]){ NULL },
  .sniff = sniff,
  .read = read_lines,
};
