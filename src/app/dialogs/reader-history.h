/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderHistory:
 *
 * Where the reader was, day by day, with a filter; it follows the library.
 *
 * Signal "visit-activated" (TriVisit visit): the reader wants to go there; the window closes
 * behind it.
 */
#define READER_TYPE_HISTORY (reader_history_get_type ())
G_DECLARE_FINAL_TYPE (ReaderHistory, reader_history, READER, HISTORY, AdwWindow)

/* @is_kept: whether one is kept at present. */
GtkWidget *reader_history_new (ReaderSession *session, gboolean is_kept);

G_END_DECLS
