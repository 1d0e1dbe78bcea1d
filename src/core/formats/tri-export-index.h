/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-export-rows.h"

G_BEGIN_DECLS

/**
 * TriExportIndex:
 * @is_book: XHTML for a book
 * @out: where the words go
 * @dup_href: leads to a passage
 * @pause: (nullable): called between two entities: what is in @out may be taken away
 * @data: for both
 *
 * How the index of what is named is written: as a list for each type, with links to each place. At
 * most 1,000 places of each text for one entity.
 */
typedef struct
{
  gboolean is_book;
  GString *out;
  char *(*dup_href) (guint text, guint ord, gpointer data);
  gboolean (*pause) (gpointer data, GError **error);
  gpointer data;
} TriExportIndex;

/* FALSE with @error; writes nothing when nothing is named. */
gboolean tri_export_index_append (const TriExportIndex *self,
                                  TriLibrary *library,
                                  TriExportRows *rows,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
