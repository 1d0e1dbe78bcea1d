/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"
#include "model/tri-entity.h"
#include "model/tri-passage.h"

G_BEGIN_DECLS

typedef enum
{
  TRI_ENTITY_ORDER_APPEARANCE,
  TRI_ENTITY_ORDER_NAME,
  TRI_ENTITY_ORDER_MENTIONS,
} TriEntityOrder;

/**
 * TriEntityQuery:
 * @work: 0 for the whole library
 * @passages: (nullable): only those mentioned in these passages (in view)
 * @type: -1 for all
 * @filter: (nullable): what any name form, in any language, must contain, without regard to case
 * and accents
 * @lang: (nullable): the language to show names in
 * @limit: at most so many
 */
typedef struct
{
  gint64 work;
  const gint64 *passages;
  guint n_passages;
  int type;
  const char *filter;
  const char *lang;
  TriEntityOrder order;
  guint limit;
} TriEntityQuery;

/* (element-type TriEntity) with one name and n_mentions in the scope. Entities that are never
 * mentioned are listed in the library's scope only. */
GPtrArray *tri_library_list_entities (TriLibrary *self,
                                      const TriEntityQuery *query,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
TriEntity *tri_library_get_entity (TriLibrary *self,
                                   gint64 entity,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* An id, a register key, or a name that matches exactly one. 0 on error. */
gint64 tri_library_find_entity (TriLibrary *self, gint64 work, const char *what, GError **error);

/* One mention, or a date, with enough around it to show a line of context. */
typedef struct
{
  TriMention mention;
  gint64 passage;
  gint64 text;
  guint ord;
  char *before; /* up to 40 code points, cut at a word */
  char *surface;
  char *after;
  gboolean inferred; /* of a date: its year stands elsewhere in the text */
} TriContext;

GArray *tri_context_array_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Mentions of @entity in @text in reading order, from the @offset-th on. (element-type TriContext)
 */
GArray *tri_library_list_mentions (TriLibrary *self,
                                   gint64 entity,
                                   gint64 text,
                                   guint offset,
                                   guint limit,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint tri_library_count_mentions (TriLibrary *self, gint64 entity, gint64 text);
/* How the mentions are spread over @text: @n_bins counts over its length. Walks all of them: for
 * the worker. */
gboolean tri_library_get_distribution (TriLibrary *self,
                                       gint64 entity,
                                       gint64 text,
                                       guint *bins,
                                       guint n_bins,
                                       GError **error);
/* The entities most often named in the same passages of the work, n_mentions being the rows shared:
 * a passage and its translations count once. For the worker. */
GPtrArray *tri_library_list_named_together (TriLibrary *self,
                                            gint64 entity,
                                            gint64 work,
                                            const char *lang,
                                            guint limit,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type gint64): the works that name the entity, but for one. */
GArray *tri_library_list_works_naming (TriLibrary *self,
                                       gint64 entity,
                                       gint64 except,
                                       guint limit,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The next (direction 1) or previous (-1) mention of @entity behind (text, ord, start): in this
 * text, or, when @all_texts, over all texts of the work, text by text, round the end. FALSE when
 * there is none. */
gboolean tri_library_step_mention (TriLibrary *self,
                                   gint64 entity,
                                   gint64 text,
                                   guint ord,
                                   int start,
                                   int direction,
                                   gboolean all_texts,
                                   TriContext *out,
                                   GError **error);
void tri_context_clear (TriContext *self);

/* Registers */
typedef struct
{
  gint64 id;
  char *uuid;
  char *title;
  guint n_entities;
} TriRegister;
/* (element-type TriRegister) */
GArray *tri_library_list_registers (TriLibrary *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The register most of whose names stand in @words; 0 when none does. For the worker. */
gint64 tri_library_suggest_register (TriLibrary *self,
                                     const char *words,
                                     guint *n_names,
                                     GError **error);
gboolean tri_library_attach_register (TriLibrary *self, gint64 work, gint64 reg, GError **error);

G_END_DECLS
