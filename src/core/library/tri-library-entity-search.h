/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "entities/tri-name-match.h"
#include "library/tri-library.h"

G_BEGIN_DECLS

/* How what was typed is found in a form, the nearest first. */
typedef enum
{
  TRI_ENTITY_HIT_EXACT,    /* it is the form, but for case and accents */
  TRI_ENTITY_HIT_PREFIX,   /* the form begins so */
  TRI_ENTITY_HIT_WORDS,    /* words of the form begin so, in any order */
  TRI_ENTITY_HIT_SPELLING, /* the form is it, or begins so, in another spelling */
} TriEntityHitKind;

/**
 * TriEntityHit:
 * @name: the first of its names
 * @form: which of its names was found, as the register writes it; @lang: its language, or ""
 * @score: how alike both are, 1 unless @kind is %TRI_ENTITY_HIT_SPELLING
 * @reasons: (element-type TriNameReason): why another spelling is thought to be it; the first of
 * each is of what was typed. Empty otherwise
 * @n: how often the texts of the work name it
 *
 * An entity that may be meant by what was typed.
 */
typedef struct
{
  gint64 entity;
  TriEntityType type;
  char *name;
  char *form;
  char *lang;
  TriEntityHitKind kind;
  double score;
  GPtrArray *reasons;
  guint n;
} TriEntityHit;

void tri_entity_hit_free (TriEntityHit *self);

/* Entities of the registers of @work by any form of their names, in any spelling, at most @limit,
 * each once: the best first, of these the most often named. The first call reads all names, and so
 * does one after they changed: for the worker. (element-type TriEntityHit) */
GPtrArray *tri_library_search_entities (TriLibrary *self,
                                        gint64 work,
                                        const char *words,
                                        guint limit,
                                        GCancellable *cancellable,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriEntityHit, tri_entity_hit_free)

G_END_DECLS
