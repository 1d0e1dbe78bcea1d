/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-command.h"

G_BEGIN_DECLS

TriLibrary *cli_library_open (const CliContext *context,
                              TriLibraryMode mode,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The library that the command line names, else the one the reader chose, else the usual one. */
char *cli_library_dup_path (const CliContext *context) G_GNUC_WARN_UNUSED_RESULT;
/* A mistyped name would be a new library without anything in it. */
gboolean cli_library_is_there (const CliContext *context, GError **error);

G_END_DECLS
