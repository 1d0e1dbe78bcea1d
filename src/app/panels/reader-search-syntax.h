/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderSearchSyntax:
 *
 * A button whose popover says what can be asked, by examples that can be taken.
 *
 * Signal "taken" (string): an example.
 */
#define READER_TYPE_SEARCH_SYNTAX (reader_search_syntax_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSearchSyntax,
                      reader_search_syntax,
                      READER,
                      SEARCH_SYNTAX,
                      GtkWidget)

G_END_DECLS
