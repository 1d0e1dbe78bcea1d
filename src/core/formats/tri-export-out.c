/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-out.h"

#include "formats/tri-tei-markup.h"

#include <string.h>

#define HELD ((gsize) 64 * 1024)

void
tri_export_out_init (TriExportOut *self, GOutputStream *stream, GCancellable *cancellable)
{
  self->stream = stream;
  self->cancellable = cancellable;
  self->buffer = g_string_sized_new (HELD);
}

void
tri_export_out_clear (TriExportOut *self)
{
  g_string_free (self->buffer, TRUE);
  self->buffer = NULL;
}

gboolean
tri_export_out_finish (TriExportOut *self, GError **error)
{
  gboolean written = g_output_stream_write_all (self->stream,
                                                self->buffer->str,
                                                self->buffer->len,
                                                NULL,
                                                self->cancellable,
                                                error);

  g_string_truncate (self->buffer, 0);
  return written;
}

gboolean
tri_export_out_flush (TriExportOut *self, GError **error)
{
  return self->buffer->len < HELD || tri_export_out_finish (self, error);
}

/* Line by line: a line break is an element in TEI alone. */
void
tri_export_append_xml (GString *out, const char *text, gssize length)
{
  const char *end = length < 0 ? text + strlen (text) : text + length;

  while (text < end)
    {
      const char *line = memchr (text, '\n', (gsize) (end - text));

      tri_tei_append_escaped (out, text, (line ? line : end) - text);
      if (line)
        g_string_append_c (out, '\n');
      text = line ? line + 1 : end;
    }
}

void
tri_export_append_element (GString *out, const char *element, const char *text)
{
  g_string_append_printf (out, "<%s>", element);
  tri_export_append_xml (out, text, -1);
  g_string_append_printf (out, "</%s>", element);
}

static const char *
get_lang (TriExportRows *rows, guint text)
{
  TriText *found = g_ptr_array_index (tri_export_rows_get_texts (rows), text);

  return *found->lang ? found->lang : "und";
}

char *
tri_export_dup_tag (TriExportRows *rows, guint text)
{
  const char *lang = get_lang (rows, text);
  guint n = 1;

  for (guint i = 0; i < text; i++)
    n += g_ascii_strcasecmp (get_lang (rows, i), lang) == 0;
  if (n == 1)
    return g_strdup (lang);
  return g_strdup_printf (strstr (lang, "-x-") ? "%s-text%u" : "%s-x-text%u", lang, n);
}
