/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-entities.h"

G_BEGIN_DECLS

/* What a reader decides of names. Each is one act of the journal, which undo takes back. What was
 * decided of a range stays when the linker runs again: it leaves the range alone. */

/* A range of a passage, in code points. */
typedef struct
{
  gint64 passage;
  guint start;
  guint end;
} TriEntityRange;

/* These words name @entity. What was said of them before, and of what overlaps them, goes.
 * "entity.link" */
gboolean tri_library_link_ranges (TriLibrary *self,
                                  const TriEntityRange *ranges,
                                  guint n_ranges,
                                  gint64 entity,
                                  GError **error);
/* These words name nobody and nothing. "entity.refuse" */
gboolean tri_library_refuse_ranges (TriLibrary *self,
                                    const TriEntityRange *ranges,
                                    guint n_ranges,
                                    GError **error);
/* The mention is right: it is the reader's from now on, as sure as can be, and no question any
 * more. What the reader or the file said already is no act. "entity.link" */
gboolean tri_library_confirm_mention (TriLibrary *self, gint64 mention, GError **error);
/* It is wrong: its words name nobody. "entity.refuse" */
gboolean tri_library_reject_mention (TriLibrary *self, gint64 mention, GError **error);
/* Adds an entity, with the type, names, dates and descriptions of @draft, to the register of the
 * reader's own entities of the work, which is made when there is none yet; @ranges name it.
 * Returns its id, 0 on error. "entity.add" */
gint64 tri_library_add_entity (TriLibrary *self,
                               gint64 work,
                               TriEntity *draft,
                               const TriEntityRange *ranges,
                               guint n_ranges,
                               GError **error);
/* Makes type, names, dates and descriptions of the entity @changed->id what @changed says.
 * "entity.edit" */
gboolean tri_library_edit_entity (TriLibrary *self, TriEntity *changed, GError **error);
/* @other is the same as @entity: its names, mentions and what @entity lacks go to @entity, in all
 * works. "entity.merge" */
gboolean tri_library_merge_entities (TriLibrary *self,
                                     gint64 entity,
                                     gint64 other,
                                     GError **error);

typedef enum
{
  TRI_ENTITY_SPLIT_LANG, /* the names and mentions in one language */
  TRI_ENTITY_SPLIT_TEXT, /* the mentions in one text */
  TRI_ENTITY_SPLIT_MENTIONS,
} TriEntitySplitBy;

/**
 * TriEntitySplit:
 * @lang: of the part that goes
 * @text: of the part that goes
 * @mentions: ids of the mentions that go
 *
 * Which part of an entity is another one.
 */
typedef struct
{
  TriEntitySplitBy by;
  const char *lang;
  gint64 text;
  const gint64 *mentions;
  guint n_mentions;
} TriEntitySplit;

/* Makes a new entity of a part of @entity, in the same register and of the same type. All mentions
 * of both are the reader's from then on. A name goes along when it is in the language that goes,
 * or when it is what the mentions that go say; it stays as well when others that stay say it.
 * Returns the new one, 0 on error: %TRI_ERROR_FAILED when nothing would go, or nothing stay.
 * "entity.split" */
gint64 tri_library_split_entity (TriLibrary *self,
                                 gint64 entity,
                                 const TriEntitySplit *split,
                                 GError **error);

/* Where a form stands in a work. */
typedef struct
{
  TriContext context; /* what it is said to name, if anything, is in its mention */
  gboolean decided;   /* by the reader: mention.entity 0 is a refusal then */
} TriOccurrence;

/* Where the words of @form stand in the texts of the work, without regard to accents, and to case
 * but for the first letter. Not where they are part of a longer name. (element-type TriOccurrence),
 * at most @limit. Reads the whole work: for the worker. */
GArray *tri_library_list_occurrences (TriLibrary *self,
                                      gint64 work,
                                      const char *form,
                                      guint limit,
                                      GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
