/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-concordance.h"

G_BEGIN_DECLS

typedef enum
{
  TRI_CONCORDANCE_CSV, /* "csv" */
  TRI_CONCORDANCE_TSV, /* "tsv" */
  TRI_CONCORDANCE_HTML /* "html" */
} TriConcordanceFormat;
#define TRI_N_CONCORDANCE_FORMATS 3

const char *tri_concordance_format_to_nick (TriConcordanceFormat format);
gboolean tri_concordance_format_from_nick (const char *nick, TriConcordanceFormat *out);

/**
 * TriConcordanceExport:
 * @title: (nullable): for HTML, what was asked
 * @width: of the context in code points, 0: all of the passage
 * @order: (array length=n_lines): the lines, as indices of hits
 */
typedef struct
{
  TriConcordanceFormat format;
  const char *title;
  guint width;
  const guint32 *order;
  guint n_lines;
} TriConcordanceExport;

/* Writes a table with a column for the counterparts in each language. Memory does not grow with it.
 * Passages that have gone meanwhile are left out. */
gboolean tri_export_concordance (TriConcordance *concordance,
                                 TriLibrary *library,
                                 const TriConcordanceExport *what,
                                 GOutputStream *stream,
                                 TriConcordanceProgress progress,
                                 gpointer data,
                                 GCancellable *cancellable,
                                 GError **error);
/* The same into a file, which has the table when all of it is written, and otherwise what it
 * had. */
gboolean tri_export_concordance_to_file (TriConcordance *concordance,
                                         TriLibrary *library,
                                         const TriConcordanceExport *what,
                                         GFile *file,
                                         TriConcordanceProgress progress,
                                         gpointer data,
                                         GCancellable *cancellable,
                                         GError **error);

G_END_DECLS
