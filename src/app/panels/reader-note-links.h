/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The reading form of a note in a label, whose links are followed by a click, by Tab and Enter, and
 * by the actions "link.1", "link.2" and so on, on the accessibility bus. The window knows what they
 * lead to (its action "note.follow"); a popover that holds the label closes first. */

/* Once for each label. */
void reader_note_links_watch (GtkLabel *label);
/* @blocks: (element-type TriNoteBlock); @most: how many of them, 0 for all; "…" stands for the
 * rest. */
void reader_note_links_show (GtkLabel *label, GPtrArray *blocks, guint most);
/* Whether it says more in its reading form than as it was written: links, or emphasis. */
gboolean reader_note_links_has_markup (GPtrArray *blocks);

G_END_DECLS
