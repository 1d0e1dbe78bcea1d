/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-command.h"

#include "library/tri-import-replace.h"

G_BEGIN_DECLS

/* import --replace TEXT */
gboolean cli_replace (const CliContext *context,
                      TriLibrary *library,
                      const char *text,
                      const TriImportOptions *import,
                      gboolean dry_run,
                      gboolean align,
                      GError **error);

G_END_DECLS
