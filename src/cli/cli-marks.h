/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-command.h"

#include "library/tri-library-marks.h"

G_BEGIN_DECLS

/* Marks to files and from them. */

/* ids: (nullable) (element-type gint64): these, whatever the query says */
typedef struct
{
  TriMarkQuery query;
  GArray *ids;
  const char *format;
  const char *tmpl;
  const char *languages;
  const char *output;
} CliMarksExport;

gboolean cli_marks_export (const CliContext *context,
                           TriLibrary *library,
                           const CliMarksExport *what,
                           GError **error);
gboolean cli_marks_import (const CliContext *context,
                           TriLibrary *library,
                           const TriMarksImport *what,
                           GError **error);

G_END_DECLS
