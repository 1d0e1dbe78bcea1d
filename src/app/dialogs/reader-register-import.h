/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderRegisterImport:
 *
 * Shows what a file would bring as a register: how its columns are taken, what is wrong in which
 * line, and what does not go with the register it is merged into; imports it once all is decided.
 *
 * Signal "imported" (words: utf8): it is in the library, and the last act in the journal.
 */
#define READER_TYPE_REGISTER_IMPORT (reader_register_import_get_type ())
G_DECLARE_FINAL_TYPE (ReaderRegisterImport,
                      reader_register_import,
                      READER,
                      REGISTER_IMPORT,
                      AdwWindow)

GtkWidget *reader_register_import_new (ReaderSession *session, const char *path);

G_END_DECLS
