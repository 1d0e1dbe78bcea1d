/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderLanguageChooser:
 *
 * The languages the program knows, and an entry for any other. Property "lang": BCP 47, "" while
 * none is chosen.
 */
#define READER_TYPE_LANGUAGE_CHOOSER (reader_language_chooser_get_type ())
G_DECLARE_FINAL_TYPE (ReaderLanguageChooser,
                      reader_language_chooser,
                      READER,
                      LANGUAGE_CHOOSER,
                      GtkWidget)

GtkWidget *reader_language_chooser_new (void);
const char *reader_language_chooser_get_lang (ReaderLanguageChooser *self);
void reader_language_chooser_set_lang (ReaderLanguageChooser *self, const char *lang);

G_END_DECLS
