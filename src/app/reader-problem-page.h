/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderProblemPage:
 *
 * Says why a library cannot be opened, and what can be done; the file stays as it is.
 *
 * Signal "library-chosen" (string path): the reader wants to open this one, or have it made.
 */
#define READER_TYPE_PROBLEM_PAGE (reader_problem_page_get_type ())
G_DECLARE_FINAL_TYPE (ReaderProblemPage, reader_problem_page, READER, PROBLEM_PAGE, GtkWidget)

GtkWidget *reader_problem_page_new (void);
void reader_problem_page_show (ReaderProblemPage *self, const char *path, const GError *error);

G_END_DECLS
