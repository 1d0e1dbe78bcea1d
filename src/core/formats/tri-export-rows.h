/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-exporter.h"

G_BEGIN_DECLS

/**
 * TriExportRow:
 * @strand: the strand of the work that it stands in
 * @ordinal: its place in that strand
 * @begins_strand: it is the first of its strand
 * @begins_range: it is the first of its strand, or rows before it were left out
 * @cells: (element-type GPtrArray): of each chosen text an array of #TriPassage, a passage before
 *   its notes; without notes when they are not wanted. Empty where a text has nothing, and in the
 *   texts of other strands
 * @divisions: (element-type GPtrArray): of each chosen text an array of #TriDivision: those that
 *   begin with this row, the outer ones first; where rows were left out also those around it, which
 *   began before
 *
 * A row as it is written.
 */
typedef struct
{
  guint strand;
  guint64 ordinal;
  gboolean begins_strand;
  gboolean begins_range;
  GPtrArray *cells;
  GPtrArray *divisions;
} TriExportRow;

static inline GPtrArray *
tri_export_row_get_cell (const TriExportRow *self, guint text)
{
  return (GPtrArray *) g_ptr_array_index (self->cells, text);
}

static inline GPtrArray *
tri_export_row_get_divisions (const TriExportRow *self, guint text)
{
  return (GPtrArray *) g_ptr_array_index (self->divisions, text);
}

/**
 * TriExportRows:
 *
 * The rows of a work, one after another, as far as the options want them. A window of them is in
 * memory, and the divisions of the texts.
 *
 * Texts that links tie stand side by side. A text that nothing ties, as each of several accounts,
 * is a strand of its own: strands come one behind the other, in the order of their first chosen
 * text, since nothing says what should stand beside what. A row without passages in any of the
 * chosen texts is left out.
 */
typedef struct _TriExportRows TriExportRows;

TriExportRows *tri_export_rows_new (TriLibrary *library,
                                    const TriExportOptions *options,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_export_rows_free (TriExportRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriExportRows, tri_export_rows_free)

TriWork *tri_export_rows_get_work (TriExportRows *self);
/* Of the options, or the work's. */
const char *tri_export_rows_get_title (TriExportRows *self);
/* (element-type TriText): the chosen ones, in their order. */
GPtrArray *tri_export_rows_get_texts (TriExportRows *self);
/* (element-type TriDivision): all of a chosen text, in reading order. */
GPtrArray *tri_export_rows_get_divisions (TriExportRows *self, guint text);
/* Whether a passage, or anything of a division, of a chosen text is wanted. */
gboolean tri_export_rows_has_passage (TriExportRows *self, guint text, guint ord);
gboolean tri_export_rows_has_division (TriExportRows *self, guint text, TriDivision *division);
/* In how many strands the chosen texts are, and how many of them stand side by side in one. */
guint tri_export_rows_count_strands (TriExportRows *self);
guint tri_export_rows_count_columns (TriExportRows *self, guint strand);

/**
 * TriExportPlace:
 *
 * Where a row stands among those that are wanted: one that was given, to go back to.
 */
typedef struct
{
  guint stretch;
  guint64 ordinal;
  guint64 n_done;
  gboolean begins_strand;
  gboolean begins_range;
} TriExportPlace;

/* Of the row that was given last. */
TriExportPlace tri_export_rows_get_place (TriExportRows *self);
/* The row of @place, which is of rows with the same options, is the next one; no other is read.
 * With it come all divisions around it, as behind a gap. */
void tri_export_rows_go_to (TriExportRows *self, const TriExportPlace *place);
/* The same, for a row that was read since the beginning or since the last one gone to: with it and
 * those behind it come the divisions that came with them then. */
void tri_export_rows_go_back (TriExportRows *self, const TriExportPlace *place);

/* The next row, valid until the next call; NULL at the end, or with @error set when the library
 * could not be read or @cancellable was cancelled. */
const TriExportRow *tri_export_rows_next (TriExportRows *self,
                                          GCancellable *cancellable,
                                          GError **error);

G_END_DECLS
