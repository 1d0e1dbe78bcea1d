/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderNameWarnings:
 *
 * What is worth a look among the names of a work, line by line.
 *
 * Signal "chosen" (guint line): the dialog closes.
 */
#define READER_TYPE_NAME_WARNINGS (reader_name_warnings_get_type ())
G_DECLARE_FINAL_TYPE (ReaderNameWarnings, reader_name_warnings, READER, NAME_WARNINGS, AdwWindow)

GtkWidget *reader_name_warnings_new (void);
void reader_name_warnings_add (ReaderNameWarnings *self, const char *line);

G_END_DECLS
