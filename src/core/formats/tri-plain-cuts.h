/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TriPlainCuts:
 *
 * Tells words that were cut at the end of a line from those that have a hyphen of their own, by the
 * other words of the file.
 */
typedef struct _TriPlainCuts TriPlainCuts;

TriPlainCuts *tri_plain_cuts_new (const char *text, const char *end) G_GNUC_WARN_UNUSED_RESULT;
void tri_plain_cuts_free (TriPlainCuts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriPlainCuts, tri_plain_cuts_free)

typedef enum
{
  TRI_PLAIN_HYPHEN_STAYS, /* in a word with a hyphen */
  TRI_PLAIN_HYPHEN_GOES,
  TRI_PLAIN_HYPHEN_HANGS, /* a space follows it */
} TriPlainHyphen;

TriPlainHyphen tri_plain_cuts_judge (TriPlainCuts *self, const char *hyphen);

G_END_DECLS
