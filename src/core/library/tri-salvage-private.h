/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"
#include "library/tri-salvage.h"

G_BEGIN_DECLS

/* Shared by the files that salvage libraries. */

typedef struct
{
  TriLibrary *draft;  /* what is to be the library */
  sqlite3 *damaged;   /* a copy of it */
  TriLibrary *backup; /* %NULL: there is none */
  TriSalvageReport *report;
  const TriSalvageOptions *options;
  GCancellable *cancellable;
} TriSalvage;

/* tri-salvage-file.c: a copy of the file that SQLite can read, as far as it goes. %NULL with
 * @error. */
sqlite3 *tri_salvage_open_copy (const char *path,
                                const char *copy,
                                TriLibrary *backup,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* With its log. */
void tri_salvage_remove_file (const char *path);

/* tri-salvage-tables.c: all tables that cannot be computed. */
gboolean tri_salvage_copy_tables (TriSalvage *self, GError **error);
TriSalvageTable *tri_salvage_get_table (TriSalvage *self, const char *name);

/* tri-salvage-mend.c: what rows have to do with each other. */
gboolean tri_salvage_mend (TriSalvage *self, GError **error);

G_END_DECLS
