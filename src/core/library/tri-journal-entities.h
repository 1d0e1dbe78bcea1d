/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"

G_BEGIN_DECLS

/* What the journal keeps of entities and of whom a text names.
 *
 * An entity is known by its uuid; its row holds its names, descriptions and identifiers. Of
 * mentions the journal keeps places: all that is said of one range of a passage, by whomever,
 * named "passage.start.stop". What the linker said there is put back with the rest, but is not
 * compared: the linker may have been there again since. */

char *tri_journal_entities_read (TriLibrary *library, const char *uuid, GError **error);
gboolean tri_journal_entities_put (TriLibrary *library,
                                   const char *uuid,
                                   const char *row,
                                   GError **error);

char *tri_journal_place_name (gint64 passage, guint start, guint end) G_GNUC_WARN_UNUSED_RESULT;
char *tri_journal_places_read (TriLibrary *library, const char *name, GError **error);
gboolean tri_journal_places_put (TriLibrary *library,
                                 const char *name,
                                 const char *row,
                                 GError **error);

/* The uuids of the entities that a row of a place names are added to the set @entities. */
void tri_journal_places_collect (TriLibrary *library, const char *row, GHashTable *entities);
/* And those of what overlaps the place now. */
void tri_journal_places_collect_at (TriLibrary *library, const char *name, GHashTable *entities);
/* Counts the mentions of these entities again. Keys of @entities: uuids. */
gboolean tri_journal_places_settle (TriLibrary *library, GHashTable *entities, GError **error);

G_END_DECLS
