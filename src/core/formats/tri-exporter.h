/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-works.h"

G_BEGIN_DECLS

/**
 * TriExportRange:
 * @text: a text of the work, chosen or not
 * @first: the ordinal of a passage in it
 * @n: how many passages from there on
 *
 * A stretch of a work: a division, a bookmark, what is selected. It stands for all rows that it
 * touches, so that what corresponds in the other texts comes along.
 */
typedef struct
{
  gint64 text;
  guint first;
  guint n;
} TriExportRange;

typedef void (*TriExportProgress) (double fraction, gpointer data);

/**
 * TriExportOptions:
 * @work: the row of a work
 * @texts: (nullable): the rows of the texts that are chosen, in the order in which they are to
 *   stand
 * @n_texts: 0 for all of them, in the work's order
 * @ranges: (nullable) (element-type TriExportRange): what is wanted of the work, in any order;
 *   %NULL for all of it
 * @with_notes: the notes, too, and the marks that lead to them
 * @with_entities: an index of the entities that are named, and names marked in the text
 * @title: (nullable): another one than the work's
 * @font: (nullable): the family of the letters, where there is paper
 * @progress: (nullable): called now and then, on the thread that writes, with 0 to 1
 *
 * What is to be written of a work, and how. Formats that have no notes or no index pass over these.
 */
typedef struct
{
  gint64 work;
  const gint64 *texts;
  guint n_texts;
  GArray *ranges;
  gboolean with_notes;
  gboolean with_entities;
  const char *title;
  const char *font;
  TriExportProgress progress;
  gpointer progress_data;
} TriExportOptions;

/**
 * TriExporterFlags:
 * @TRI_EXPORTER_PAIR: of exactly two texts, that links tie
 * @TRI_EXPORTER_WHOLE_TEXTS: no ranges: it counts through whole texts
 * @TRI_EXPORTER_WHOLE_WORK: no ranges and no choice of texts: it holds all there is
 * @TRI_EXPORTER_NOTES: with_notes makes a difference
 * @TRI_EXPORTER_ENTITIES: with_entities makes a difference
 */
typedef enum
{
  TRI_EXPORTER_NONE = 0,
  TRI_EXPORTER_PAIR = 1 << 0,
  TRI_EXPORTER_WHOLE_TEXTS = 1 << 1,
  TRI_EXPORTER_WHOLE_WORK = 1 << 2,
  TRI_EXPORTER_NOTES = 1 << 3,
  TRI_EXPORTER_ENTITIES = 1 << 4,
} TriExporterFlags;

/**
 * TriExporter:
 * @nick: "html", "tmx"
 * @label: what people call it, "Web page", to be translated
 * @extension: of its files, without the dot
 * @media_type: of its files
 * @write: writes one file. What it may be asked for tri_exporter_check() says. The stream is not
 *   closed; memory does not grow with the work
 *
 * One format to write a work in. Formats are const entries of a table, one a file.
 */
typedef struct
{
  const char *nick;
  const char *label;
  const char *extension;
  const char *media_type;
  TriExporterFlags flags;
  gboolean (*write) (TriLibrary *library,
                     const TriExportOptions *options,
                     GOutputStream *stream,
                     GCancellable *cancellable,
                     GError **error);
} TriExporter;

/* (array zero-terminated=1): what people read first, then what programs do. */
const TriExporter *const *tri_exporters_get_all (void);
void tri_exporters_add (const TriExporter *exporter);
/* By its nick; NULL for none. */
const TriExporter *tri_exporters_find (const char *nick);

/* Whether the format can hold what is asked for; if not, @error says why and what to do. */
gboolean tri_exporter_check (const TriExporter *self,
                             TriLibrary *library,
                             const TriExportOptions *options,
                             GError **error);
/* Checks, and writes. */
gboolean tri_exporter_write (const TriExporter *self,
                             TriLibrary *library,
                             const TriExportOptions *options,
                             GOutputStream *stream,
                             GCancellable *cancellable,
                             GError **error);
/* Into a file, which is there only when it is whole: what was there before stays otherwise. */
gboolean tri_exporter_write_file (const TriExporter *self,
                                  TriLibrary *library,
                                  const TriExportOptions *options,
                                  GFile *file,
                                  GCancellable *cancellable,
                                  GError **error);

GArray *tri_export_ranges_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Each of these appends to @ranges. */
void tri_export_ranges_add_division (GArray *ranges, TriDivision *division);
/* From a passage of the work to another of the same text, in either order: what is selected. FALSE
 * with @error when there are no such passages. */
gboolean tri_export_ranges_add_passages (GArray *ranges,
                                         TriLibrary *library,
                                         gint64 from,
                                         gint64 to,
                                         GError **error);
/* All places of these bookmarks that are in the work; those that lost their place are passed over.
 * TRI_ERROR_NOT_FOUND when there is no place at all. */
gboolean tri_export_ranges_add_bookmarks (GArray *ranges,
                                          TriLibrary *library,
                                          gint64 work,
                                          const gint64 *bookmarks,
                                          guint n_bookmarks,
                                          GError **error);

G_END_DECLS
