/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-enums.h"
#include "tri-name-key.h"

G_BEGIN_DECLS

/* From this score on two names are thought to be one. */
#define TRI_NAME_MATCH_SAME 0.64f

typedef enum
{
  TRI_NAME_REASON_SPELLING, /* "spelling": tch in one language is ch in the other */
  TRI_NAME_REASON_SCRIPT,   /* "script": a word in two alphabets */
  TRI_NAME_REASON_GIVEN,    /* "given": a given name in two languages */
  TRI_NAME_REASON_PLACE,    /* "place": the name of a place in two languages */
  TRI_NAME_REASON_ENDING,   /* "ending": -us, -e, -ski */
  TRI_NAME_REASON_BYNAME,   /* "byname": a translated byname */
  TRI_NAME_REASON_INITIAL,  /* "initial": V. for Victor */
  TRI_NAME_REASON_LEFT_OUT, /* "left-out": a word that stands in one of both; the other is "" */
  TRI_NAME_REASON_ORDER,    /* "order": the words stand in another order */
} TriNameReasonKind;

/**
 * TriNameReason:
 * @a: what stands in the first name (letters or a word), "" for nothing
 * @b: what stands for it in the second
 *
 * One of the reasons why two names are thought to be one.
 */
typedef struct
{
  TriNameReasonKind kind;
  char *a;
  char *b;
} TriNameReason;

void tri_name_reason_free (TriNameReason *self);
const char *tri_name_reason_kind_to_nick (TriNameReasonKind kind);

float tri_name_match (const TriNameKey *a,
                      const TriNameKey *b,
                      TriEntityType type,
                      GPtrArray *reasons);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriNameReason, tri_name_reason_free)

G_END_DECLS
