/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define READER_TYPE_PREFERENCES (reader_preferences_get_type ())
G_DECLARE_FINAL_TYPE (ReaderPreferences,
                      reader_preferences,
                      READER,
                      PREFERENCES,
                      AdwPreferencesWindow)

GtkWidget *reader_preferences_new (GSettings *settings);
void reader_preferences_apply_colours (GSettings *settings);

G_END_DECLS
