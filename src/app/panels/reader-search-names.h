/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderSearchNames:
 *
 * Offers, below an entry, whom the library knows by the name that is typed behind @ in it. Up and
 * Down choose one of them, Enter or Tab takes it, Escape leaves what was typed.
 *
 * Signal "offered" (string): what is chosen of it, in words for who does not see it; "" when
 *   nothing is offered any more.
 */
#define READER_TYPE_SEARCH_NAMES (reader_search_names_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSearchNames, reader_search_names, READER, SEARCH_NAMES, GObject)

/* @entry lives longer. */
ReaderSearchNames *reader_search_names_new (GtkEditable *entry) G_GNUC_WARN_UNUSED_RESULT;
/* NULL: nobody is asked any more. @work: whose names come first, or 0. */
void reader_search_names_set_session (ReaderSearchNames *self,
                                      ReaderSession *session,
                                      gint64 work);
gboolean reader_search_names_is_shown (ReaderSearchNames *self);
void reader_search_names_close (ReaderSearchNames *self);

G_END_DECLS
