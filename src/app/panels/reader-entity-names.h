/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-entity.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderEntityNames:
 *
 * The names of an entity by language: at first the official ones, the others at a press of a
 * button.
 */
#define READER_TYPE_ENTITY_NAMES (reader_entity_names_get_type ())
G_DECLARE_FINAL_TYPE (ReaderEntityNames, reader_entity_names, READER, ENTITY_NAMES, GtkWidget)

void reader_entity_names_set_entity (ReaderEntityNames *self, TriEntity *entity);

G_END_DECLS
