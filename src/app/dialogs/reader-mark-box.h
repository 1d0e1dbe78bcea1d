/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

#include "model/tri-bookmark.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderMarkBox:
 *
 * A popover that lists a few marks to go to, with their words and where they are: the quick marks
 * of a work, the ends of portals, what is to be read later. The letter of a mark goes there, too.
 *
 * Signals: "mark-activated" (TriBookmark): the reader wants to go there, the popover has closed;
 * "mark-removed" (TriBookmark): it is to be taken away, and has left the list.
 */
#define READER_TYPE_MARK_BOX (reader_mark_box_get_type ())
G_DECLARE_FINAL_TYPE (ReaderMarkBox, reader_mark_box, READER, MARK_BOX, GtkPopover)

GtkWidget *reader_mark_box_new (void);
/* Pops up. @marks: (element-type TriBookmark); @title: over them; @remove: what their buttons say,
 * or NULL for none; @nothing: said when there is none. */
void reader_mark_box_open (ReaderMarkBox *self,
                           ReaderSession *session,
                           GPtrArray *marks,
                           const char *title,
                           const char *remove,
                           const char *nothing);
/* Its words in one line. */
char *reader_mark_box_dup_words (TriBookmark *mark) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
