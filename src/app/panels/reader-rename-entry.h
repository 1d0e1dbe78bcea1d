/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderRenameEntry:
 *
 * An entry for a new name, to be seen only while one is written.
 *
 * Signal "closed": the keyboard is to go elsewhere; the entry goes away after that.
 * Signal "renamed" (string name): by Enter, after it was closed.
 */
#define READER_TYPE_RENAME_ENTRY (reader_rename_entry_get_type ())
G_DECLARE_FINAL_TYPE (ReaderRenameEntry, reader_rename_entry, READER, RENAME_ENTRY, GtkWidget)

GtkWidget *reader_rename_entry_new (void) G_GNUC_WARN_UNUSED_RESULT;
void reader_rename_entry_open (ReaderRenameEntry *self, const char *name);
/* What is said in it while nothing is written, or NULL. */
void reader_rename_entry_set_hint (ReaderRenameEntry *self, const char *hint);

G_END_DECLS
