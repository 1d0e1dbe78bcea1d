/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-command.h"

G_BEGIN_DECLS

TriLibrary *cli_library_open (const CliContext *context,
                              TriLibraryMode mode,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
