/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-passage.h"

G_BEGIN_DECLS

/**
 * TriFindFlags:
 * @TRI_FIND_FOLD: without case, accents and the like, see tri_fold(); else as it is written, where
 *   only what nobody sees makes no difference: how accents are composed, soft hyphens, which white
 *   space and how much
 * @TRI_FIND_WORDS: whole words, see tri_words_foreach()
 * @TRI_FIND_REGEX: a regular expression (PCRE2); with %TRI_FIND_FOLD it sees the folded text,
 *   without accents and in small letters, and what it says itself is taken likewise; else the text
 *   as it stands
 */
typedef enum
{
  TRI_FIND_FOLD = 1 << 0,
  TRI_FIND_WORDS = 1 << 1,
  TRI_FIND_REGEX = 1 << 2,
} TriFindFlags;

/**
 * TriFind:
 *
 * What is looked for in the passages of a work. Immutable; any number of threads may use one.
 */
typedef struct _TriFind TriFind;

TriFind *tri_find_new (const char *typed,
                       TriFindFlags flags,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
TriFind *tri_find_ref (TriFind *self);
void tri_find_unref (TriFind *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriFind, tri_find_unref)

/* Nothing is looked for. */
gboolean tri_find_is_empty (const TriFind *self);
gboolean tri_find_match (const TriFind *self, const char *text, GArray *ranges);

G_END_DECLS
