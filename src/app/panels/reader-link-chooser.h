/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-link-find.h"
#include "view/reader-parallel-view.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderLinkChooser:
 *
 * Asks what a note is to lead to: the passage where one reads, an entity, a chapter, a bookmark.
 *
 * Signal "chosen" (ReaderLinkItem): the reader took it.
 * Signal "cancelled": he did not want any.
 */
#define READER_TYPE_LINK_CHOOSER (reader_link_chooser_get_type ())
G_DECLARE_FINAL_TYPE (ReaderLinkChooser, reader_link_chooser, READER, LINK_CHOOSER, GtkWidget)

/* Begins anew, with the keyboard in the search. @view: (nullable): where one reads; @except: a
 * bookmark that is not offered. */
void reader_link_chooser_ask (ReaderLinkChooser *self,
                              ReaderSession *session,
                              ReaderParallelView *view,
                              gint64 except);
void reader_link_chooser_set_typed (ReaderLinkChooser *self, const char *typed);

G_END_DECLS
