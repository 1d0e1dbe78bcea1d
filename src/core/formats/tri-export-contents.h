/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A table of contents as lists in lists, entry by entry. All zero but for @out: empty. */
typedef struct
{
  GString *out;
  guint depth;
  guint levels[32]; /* of the lists that are open */
} TriExportContents;

/* A level that is left out nests no deeper. */
void tri_export_contents_append (TriExportContents *self,
                                 guint level,
                                 const char *href,
                                 const char *title);
void tri_export_contents_close (TriExportContents *self);

G_END_DECLS
