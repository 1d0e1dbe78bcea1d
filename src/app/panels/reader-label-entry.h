/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderLabelEntry:
 *
 * An entry for labels separated by commas. What is typed is completed, with the completion
 * selected, so that typing on replaces it.
 */
#define READER_TYPE_LABEL_ENTRY (reader_label_entry_get_type ())
G_DECLARE_FINAL_TYPE (ReaderLabelEntry, reader_label_entry, READER, LABEL_ENTRY, GtkWidget)

GtkWidget *reader_label_entry_new (void);
void reader_label_entry_set_known (ReaderLabelEntry *self, const char *const *known);
void reader_label_entry_set_labels (ReaderLabelEntry *self, const char *const *labels);
GStrv reader_label_entry_dup_labels (ReaderLabelEntry *self) G_GNUC_WARN_UNUSED_RESULT;
GtkEditable *reader_label_entry_get_editable (ReaderLabelEntry *self);

G_END_DECLS
