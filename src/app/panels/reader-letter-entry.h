/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderLetterEntry:
 *
 * An entry for the letter of a quick mark, a to z, or none. What is typed takes the place of what
 * stands there.
 *
 * Signal "changed": there is another letter, or none any more.
 * Signal "activate": Enter.
 */
#define READER_TYPE_LETTER_ENTRY (reader_letter_entry_get_type ())
G_DECLARE_FINAL_TYPE (ReaderLetterEntry, reader_letter_entry, READER, LETTER_ENTRY, GtkWidget)

/* 0: none. */
void reader_letter_entry_set_letter (ReaderLetterEntry *self, char letter);
char reader_letter_entry_get_letter (ReaderLetterEntry *self);
/* What is said of the letter besides, to who cannot see it. */
void reader_letter_entry_describe (ReaderLetterEntry *self, const char *words);

G_END_DECLS
