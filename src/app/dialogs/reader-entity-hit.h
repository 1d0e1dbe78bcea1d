/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-entity-search.h"
#include "model/tri-entity.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ReaderEntityHit:
 * @name: as the reader's language has it
 * @why: (nullable): the form that was found, and why it is thought to be what was typed; %NULL
 *   when that is the name itself
 *
 * An entity that may be meant by what was typed.
 */
#define READER_TYPE_ENTITY_HIT (reader_entity_hit_get_type ())
G_DECLARE_FINAL_TYPE (ReaderEntityHit, reader_entity_hit, READER, ENTITY_HIT, GObject)

struct _ReaderEntityHit
{
  GObject parent_instance;

  gint64 entity;
  TriEntityType type;
  char *name;
  char *why;
  guint n_mentions;
};

/* What the chooser asks on the worker. */
typedef struct
{
  gint64 work;
  gint64 except;
  char *typed;
} ReaderHitQuestion;

void reader_hit_question_free (gpointer data);
/* Those of the registers of the work by any form in any spelling, then others of the library that
 * have such a form. (element-type ReaderEntityHit) */
gpointer reader_entity_hit_find (TriLibrary *library,
                                 gpointer question,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
