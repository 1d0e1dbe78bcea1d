/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-searches.h"
#include "reader-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderSearchKept:
 *
 * The searches that the reader keeps, with how many passages each finds now. They are counted while
 * the list is shown, one after the other, and again when the library changed.
 *
 * Signal "listed" (): there are others, or others are called so.
 * Signal "opened" (TriSavedSearch): the reader wants to see what it finds.
 * Signal "said" (string words, gboolean undoable): what was done, or why not.
 */
#define READER_TYPE_SEARCH_KEPT (reader_search_kept_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSearchKept, reader_search_kept, READER, SEARCH_KEPT, GtkWidget)

/* NULL: nothing is read and counted any more. */
void reader_search_kept_set_session (ReaderSearchKept *self, ReaderSession *session);
/* What the reader asks does not wait for the counting; and on again. */
void reader_search_kept_pause (ReaderSearchKept *self);
void reader_search_kept_resume (ReaderSearchKept *self);
guint reader_search_kept_get_n_searches (ReaderSearchKept *self);
/* The one that asks the same in the same places, or NULL. */
TriSavedSearch *reader_search_kept_find (ReaderSearchKept *self,
                                         const char *typed,
                                         const char *options);
void reader_search_kept_add (ReaderSearchKept *self, const char *typed, const char *options);
void reader_search_kept_delete (ReaderSearchKept *self, TriSavedSearch *search);
/* How many passages it finds; -1: not known yet. */
gint64 reader_search_kept_get_count (ReaderSearchKept *self, guint position);

G_END_DECLS
