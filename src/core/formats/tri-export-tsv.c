/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-exporter-table.h"

#include "formats/tri-csv.h"
#include "formats/tri-export-out.h"

#include <glib/gi18n-lib.h>

/* A table with tabs: what names the row, and a column for each text, named by its language. A cell
 * with a tab, a line break or a quotation mark in it stands in quotation marks (RFC 4180), as
 * spreadsheets and our own reader of tables take it. Nothing is put before what looks like a
 * formula: the words are to come back as they went. */

static void
append_head (GString *out, TriExportRows *rows)
{
  g_string_append (out, "id");
  for (guint i = 0; i < tri_export_rows_get_texts (rows)->len; i++)
    {
      g_autofree char *tag = tri_export_dup_tag (rows, i);

      g_string_append_c (out, '\t');
      tri_csv_append_field (out, tag, '\t');
    }
  g_string_append_c (out, '\n');
}

/* The first passage that there is. */
static const char *
get_key (const TriExportRow *row)
{
  guint i = 0;

  while (tri_export_row_get_cell (row, i)->len == 0)
    i++;
  return ((TriPassage *) g_ptr_array_index (tri_export_row_get_cell (row, i), 0))->key;
}

/* Passages one below the other, in one field. */
static void
append_cell (GString *out, GPtrArray *cell)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < cell->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (cell, i);

      if (words->len > 0)
        g_string_append_c (words, '\n');
      g_string_append (words, passage->content);
    }
  g_string_append_c (out, '\t');
  tri_csv_append_field (out, words->str, '\t');
}

static void
append_row (GString *out, const TriExportRow *row)
{
  tri_csv_append_field (out, get_key (row), '\t');
  for (guint i = 0; i < row->cells->len; i++)
    append_cell (out, tri_export_row_get_cell (row, i));
  g_string_append_c (out, '\n');
}

static gboolean
put_all (TriExportRows *rows, TriExportOut *out, GError **error)
{
  GError *local = NULL;
  const TriExportRow *row = NULL;

  append_head (out->buffer, rows);
  while ((row = tri_export_rows_next (rows, out->cancellable, &local)))
    {
      append_row (out->buffer, row);
      if (!tri_export_out_flush (out, error))
        return FALSE;
    }
  if (!local)
    return tri_export_out_finish (out, error);
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
write_tsv (TriLibrary *library,
           const TriExportOptions *options,
           GOutputStream *stream,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (TriExportRows) rows = tri_export_rows_new (library, options, error);
  g_auto (TriExportOut) out = { 0 };

  tri_export_out_init (&out, stream, cancellable);
  return rows && put_all (rows, &out, error);
}

const TriExporter tri_exporter_tsv = {
  .nick = "tsv",
  .label = N_ ("Table with tabs"),
  .extension = "tsv",
  .media_type = "text/tab-separated-values",
  .flags = TRI_EXPORTER_NOTES,
  .write = write_tsv,
};
