/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-journal.h"
#include "library/tri-library-entity-acts.h"

G_BEGIN_DECLS

/* What the reader's acts on entities have in common: an act of the journal that knows whose
 * mentions have to be counted again. */
typedef struct
{
  TriLibrary *library;
  TriJournal *journal;
  GHashTable *touched; /* uuids of entities */
} TriEntityAct;

gboolean tri_entity_act_begin (TriEntityAct *self,
                               TriLibrary *library,
                               const char *name,
                               GError **error);
/* Before the entity is changed. */
gboolean tri_entity_act_watch_entity (TriEntityAct *self, const char *uuid, GError **error);
/* Before what is said of the range is changed. */
gboolean tri_entity_act_watch_place (TriEntityAct *self,
                                     gint64 passage,
                                     guint start,
                                     guint end,
                                     GError **error);
/* The reader says that the range names @entity (0: nothing). */
gboolean tri_entity_act_decide (TriEntityAct *self,
                                const TriEntityRange *range,
                                gint64 entity,
                                GError **error);
/* Counts, and ends the act. */
gboolean tri_entity_act_commit (TriEntityAct *self, GError **error);
void tri_entity_act_clear (TriEntityAct *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriEntityAct, tri_entity_act_clear)

/* NULL, with @error set, when there is none. */
char *tri_entity_act_dup_uuid (TriLibrary *library,
                               gint64 entity,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether it has a name, and dates that can be read (those of @before, if any, pass). */
gboolean tri_entity_act_check (TriEntity *entity, TriEntity *before, GError **error);
/* A new entity without names; 0 on error. */
gint64 tri_entity_act_insert (TriEntityAct *self,
                              gint64 reg,
                              TriEntityType type,
                              const char *dates,
                              GError **error);
/* The names and descriptions of @from become those of @entity. */
gboolean tri_entity_act_write_parts (TriEntityAct *self,
                                     gint64 entity,
                                     TriEntity *from,
                                     GError **error);

G_END_DECLS
