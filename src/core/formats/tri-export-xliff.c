/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-exporter-table.h"

#include "formats/tri-export-out.h"
#include "formats/tri-export-units.h"
#include "formats/tri-tei-markup.h"

#include <glib/gi18n-lib.h>

/* XLIFF 2.0, its core: the first text is the source, the second the target. A unit for a row, with
 * a segment for what corresponds in it, as finely as links say it. What only the translation says
 * has an empty source, what is not translated has no target. */
typedef struct
{
  TriExportRows *rows;
  TriExportUnits *units;
  TriExportOut out;
  guint64 n_units;
} Writer;

static void
begin (Writer *self)
{
  GString *out = self->out.buffer;
  g_autofree char *source = tri_export_dup_tag (self->rows, 0);
  g_autofree char *target = tri_export_dup_tag (self->rows, 1);

  g_string_append (out,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\"");
  tri_tei_append_attribute (out, "srcLang", source);
  tri_tei_append_attribute (out, "trgLang", target);
  g_string_append (out, ">\n<file id=\"f1\"");
  tri_tei_append_attribute (out, "original", tri_export_rows_get_title (self->rows));
  g_string_append (out, ">\n");
}

/* What the file or the aligner says is a translation that nobody has looked at here. */
static const char *
get_state (const TriExportUnit *unit)
{
  if (!g_ptr_array_index (unit->words, 0) || !g_ptr_array_index (unit->words, 1))
    return "initial";
  if (unit->is_linked && unit->status == TRI_STATUS_CONFIRMED)
    return "final";
  return unit->is_linked && unit->status == TRI_STATUS_IMPORTED ? "reviewed" : "translated";
}

static void
append_segment (GString *out, const TriExportUnit *unit)
{
  const char *source = g_ptr_array_index (unit->words, 0);
  const char *target = g_ptr_array_index (unit->words, 1);

  g_string_append_printf (out, "<segment state=\"%s\">", get_state (unit));
  tri_export_append_element (out, "source", source ? source : "");
  if (target)
    tri_export_append_element (out, "target", target);
  g_string_append (out, "</segment>\n");
}

static void
append_units (Writer *self, GPtrArray *units)
{
  GString *out = self->out.buffer;
  const TriExportUnit *first = g_ptr_array_index (units, 0);

  g_string_append_printf (out, "<unit id=\"u%" G_GUINT64_FORMAT "\"", ++self->n_units);
  tri_tei_append_attribute (out, "name", first->key);
  g_string_append (out, " xml:space=\"preserve\">\n");
  for (guint i = 0; i < units->len; i++)
    append_segment (out, g_ptr_array_index (units, i));
  g_string_append (out, "</unit>\n");
}

static gboolean
put_all (Writer *self, GError **error)
{
  GError *local = NULL;
  const TriExportRow *row = NULL;

  begin (self);
  while ((row = tri_export_rows_next (self->rows, self->out.cancellable, &local)))
    {
      g_autoptr (GPtrArray) units = tri_export_units_read (self->units, row, error);

      if (!units)
        return FALSE;
      append_units (self, units);
      if (!tri_export_out_flush (&self->out, error))
        return FALSE;
    }
  if (local)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_string_append (self->out.buffer, "</file>\n</xliff>\n");
  return tri_export_out_finish (&self->out, error);
}

static gboolean
write_xliff (TriLibrary *library,
             const TriExportOptions *options,
             GOutputStream *stream,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (TriExportRows) rows = tri_export_rows_new (library, options, error);
  g_autoptr (TriExportUnits) units = NULL;
  Writer writer = { rows };
  gboolean written = FALSE;

  if (!rows)
    return FALSE;
  writer.units = units = tri_export_units_new (library, rows);
  tri_export_out_init (&writer.out, stream, cancellable);
  written = put_all (&writer, error);
  tri_export_out_clear (&writer.out);
  return written;
}

const TriExporter tri_exporter_xliff = {
  .nick = "xliff",
  .label = N_ ("XLIFF 2.0"),
  .extension = "xlf",
  .media_type = "application/xliff+xml",
  .flags = TRI_EXPORTER_PAIR | TRI_EXPORTER_NOTES,
  .write = write_xliff,
};
