/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-export-page.h"

G_BEGIN_DECLS

/* What the words of a page need to know of it. */

struct _TriExportPage
{
  TriLibrary *library;
  TriExportRows *rows;
  gboolean is_book;
  gboolean with_notes;
  gboolean with_entities;
  gboolean is_open; /* a table, or the box of a single text */
  guint n_columns;  /* of the strand that is open */
  guint strand;
  GPtrArray *notes; /* GString of each text */
  guint *n_notes;
  GHashTable *names; /* "entity lang" → its title */
};

/* A cell that is being written. */
typedef struct
{
  TriExportPage *page;
  GString *out;
  guint text;
  const char *lang;
  GPtrArray *passages;
  GHashTable *numbers; /* key of a note → its number */
  guint last_ord;      /* of the last passage that is no note */
} TriExportCell;

/* The words of a passage with all that is said of them. */
void tri_export_cell_append_content (TriExportCell *self,
                                     GString *out,
                                     const TriPassage *passage);
/* The number of a note, given when its mark, or without one itself, comes. */
guint tri_export_cell_number_note (TriExportCell *self, const char *key, gboolean *is_new);

G_END_DECLS
