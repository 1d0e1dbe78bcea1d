/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-exporter.h"

G_BEGIN_DECLS

/**
 * CliExportChoice:
 * @division: (nullable): its id, key or title
 * @bookmarks: (nullable): a label, or "all"
 * @passages: (nullable): "FROM..TO"
 *
 * What the command line wants of a work, in words.
 */
typedef struct
{
  const char *division;
  const char *bookmarks;
  const char *passages;
} CliExportChoice;

/* The ranges that are meant; *ranges is NULL when all of the work is. */
gboolean cli_export_choice_find (const CliExportChoice *self,
                                 TriLibrary *library,
                                 TriWork *work,
                                 GArray **ranges,
                                 GError **error);

G_END_DECLS
