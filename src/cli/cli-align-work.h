/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-command.h"

#include "library/tri-library-align.h"

G_BEGIN_DECLS

/* Aligns the texts of a work, with progress; says which of them are no translation. */
gboolean cli_align_run (const CliContext *context,
                        TriLibrary *library,
                        gint64 work,
                        const TriLibraryAlignOptions *options,
                        TriLibraryAlignment *out,
                        GError **error);
/* align --work WORK */
gboolean cli_align_work (const CliContext *context,
                         const char *work,
                         const char *const *dictionaries,
                         GError **error);

G_END_DECLS
