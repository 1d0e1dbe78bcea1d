/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderLibraryPage:
 *
 * The page of the preferences about the library file: where it is, how large, its backups, whether
 * it is sound, and where it should be.
 *
 * Signal "library-chosen" (string path, string words): the library was restored, or another one is
 * to be opened from now on; @words say what happened.
 */
#define READER_TYPE_LIBRARY_PAGE (reader_library_page_get_type ())
G_DECLARE_FINAL_TYPE (ReaderLibraryPage,
                      reader_library_page,
                      READER,
                      LIBRARY_PAGE,
                      AdwPreferencesPage)

GtkWidget *reader_library_page_new (const char *path);

G_END_DECLS
