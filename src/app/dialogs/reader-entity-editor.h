/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-entity-acts.h"
#include "reader-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderEntityEditor:
 *
 * The names, type, dates and descriptions of an entity, old or new.
 *
 * Signal "saved" (gint64 entity): it is in the library; the dialog closes.
 */
#define READER_TYPE_ENTITY_EDITOR (reader_entity_editor_get_type ())
G_DECLARE_FINAL_TYPE (ReaderEntityEditor, reader_entity_editor, READER, ENTITY_EDITOR, AdwWindow)

/* Of a new one: @draft has the name and language to begin with, @ranges of @work name it. */
GtkWidget *reader_entity_editor_new (ReaderSession *session,
                                     gint64 work,
                                     TriEntity *draft,
                                     const TriEntityRange *ranges,
                                     guint n_ranges);
/* Of one that is in the library. */
GtkWidget *reader_entity_editor_new_for (ReaderSession *session, TriEntity *entity);

G_END_DECLS
