/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderEntityChooser:
 *
 * Asks for one of the entities of the library, found by any of its names.
 *
 * Signal "chosen" (gint64 entity): the dialog closes; 0: the reader wants a new one.
 */
#define READER_TYPE_ENTITY_CHOOSER (reader_entity_chooser_get_type ())
G_DECLARE_FINAL_TYPE (ReaderEntityChooser, reader_entity_chooser, READER, ENTITY_CHOOSER, AdwWindow)

/* Those that @work names come first; @except is not offered. */
GtkWidget *reader_entity_chooser_new (ReaderSession *session,
                                      gint64 work,
                                      const char *title,
                                      const char *typed,
                                      gint64 except);
/* A merge has no use for one that is not there yet. */
void reader_entity_chooser_hide_new (ReaderEntityChooser *self);

G_END_DECLS
