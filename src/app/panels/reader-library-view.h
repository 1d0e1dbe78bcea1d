/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderLibraryView:
 *
 * All works of the library.
 *
 * Signals:
 *  "work-opened" (gint64 work): the reader wants to read it
 *  "work-edited" (gint64 work): the reader wants to change its titles and languages
 *  "work-deleted" (gint64 work): likewise
 */
#define READER_TYPE_LIBRARY_VIEW (reader_library_view_get_type ())
G_DECLARE_FINAL_TYPE (ReaderLibraryView, reader_library_view, READER, LIBRARY_VIEW, GtkWidget)

GtkWidget *reader_library_view_new (void);
void reader_library_view_set_session (ReaderLibraryView *self, ReaderSession *session);
guint reader_library_view_get_n_works (ReaderLibraryView *self);

G_END_DECLS
