/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-exporter-table.h"

#include "formats/tri-export-out.h"
#include "formats/tri-export-units.h"
#include "formats/tri-tei-markup.h"
#include "tri-environment.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* TMX 1.4b: a tu for what corresponds, as finely as links say it. What has no counterpart is a tu
 * of one language, so that the texts are whole. */
typedef struct
{
  TriExportRows *rows;
  TriExportUnits *units;
  GPtrArray *tags;
  TriExportOut out;
} Writer;

static void
append_prop (GString *out, const char *type, const char *value)
{
  g_string_append (out, "<prop");
  tri_tei_append_attribute (out, "type", type);
  g_string_append_c (out, '>');
  tri_export_append_xml (out, value, -1);
  g_string_append (out, "</prop>");
}

static void
begin (Writer *self)
{
  GString *out = self->out.buffer;

  g_string_append (out,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<tmx version=\"1.4\">\n<header");
  tri_tei_append_attribute (out, "creationtool", "Triptych");
  tri_tei_append_attribute (out, "creationtoolversion", tri_environment_get_version ());
  g_string_append (out, " segtype=\"sentence\" o-tmf=\"Triptych\" adminlang=\"en\"");
  tri_tei_append_attribute (out, "srclang", g_ptr_array_index (self->tags, 0));
  g_string_append (out, " datatype=\"plaintext\">\n");
  append_prop (out, "x-title", tri_export_rows_get_title (self->rows));
  g_string_append (out, "\n</header>\n<body>\n");
}

static void
append_unit (Writer *self, const TriExportUnit *unit)
{
  GString *out = self->out.buffer;
  char score[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, "<tu");
  tri_tei_append_attribute (out, "tuid", unit->key);
  if (!unit->is_sentence)
    g_string_append (out, " segtype=\"paragraph\"");
  g_string_append_c (out, '>');
  if (unit->is_linked)
    append_prop (out, "x-status", tri_status_to_nick (unit->status));
  if (unit->is_linked && !isnan (unit->score))
    append_prop (out, "x-score", g_ascii_formatd (score, sizeof score, "%.6g", unit->score));
  for (guint i = 0; i < unit->words->len; i++)
    {
      const char *words = g_ptr_array_index (unit->words, i);

      if (!words)
        continue;
      g_string_append (out, "\n<tuv");
      tri_tei_append_attribute (out, "xml:lang", g_ptr_array_index (self->tags, i));
      g_string_append_c (out, '>');
      tri_export_append_element (out, "seg", words);
      g_string_append (out, "</tuv>");
    }
  g_string_append (out, "\n</tu>\n");
}

/* A tu says something: a passage without words is none. */
static gboolean
has_words (const TriExportUnit *unit)
{
  for (guint i = 0; i < unit->words->len; i++)
    if (g_ptr_array_index (unit->words, i))
      return TRUE;
  return FALSE;
}

static gboolean
put_row (Writer *self, const TriExportRow *row, GError **error)
{
  g_autoptr (GPtrArray) units = tri_export_units_read (self->units, row, error);

  if (!units)
    return FALSE;
  for (guint i = 0; i < units->len; i++)
    if (has_words (g_ptr_array_index (units, i)))
      append_unit (self, g_ptr_array_index (units, i));
  return tri_export_out_flush (&self->out, error);
}

static gboolean
put_all (Writer *self, GError **error)
{
  GError *local = NULL;
  const TriExportRow *row = NULL;

  begin (self);
  while ((row = tri_export_rows_next (self->rows, self->out.cancellable, &local)))
    if (!put_row (self, row, error))
      return FALSE;
  if (local)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_string_append (self->out.buffer, "</body>\n</tmx>\n");
  return tri_export_out_finish (&self->out, error);
}

static gboolean
write_tmx (TriLibrary *library,
           const TriExportOptions *options,
           GOutputStream *stream,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (TriExportRows) rows = tri_export_rows_new (library, options, error);
  g_autoptr (TriExportUnits) units = NULL;
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);
  Writer writer = { rows, NULL, tags };
  gboolean written = FALSE;

  if (!rows)
    return FALSE;
  writer.units = units = tri_export_units_new (library, rows);
  for (guint i = 0; i < tri_export_rows_get_texts (rows)->len; i++)
    g_ptr_array_add (tags, tri_export_dup_tag (rows, i));
  tri_export_out_init (&writer.out, stream, cancellable);
  written = put_all (&writer, error);
  tri_export_out_clear (&writer.out);
  return written;
}

const TriExporter tri_exporter_tmx = {
  .nick = "tmx",
  .label = N_ ("TMX translation memory"),
  .extension = "tmx",
  .media_type = "application/x-tmx+xml",
  .flags = TRI_EXPORTER_NOTES,
  .write = write_tmx,
};
