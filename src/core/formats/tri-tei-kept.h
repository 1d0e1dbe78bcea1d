/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-tei-reader.h"

G_BEGIN_DECLS

/* A start tag as a file had it (the value of a TRI_SPAN_OTHER), to be looked at and written back.
 * One is used again for every tag. */
typedef struct
{
  TriTeiTag tag;
  GArray *attributes;
  GString *values;
} TriTeiKept;

TriTeiKept *tri_tei_kept_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_tei_kept_free (TriTeiKept *self);
gboolean tri_tei_kept_parse (TriTeiKept *self, const char *value);
void tri_tei_kept_append (const TriTeiKept *self, GString *out, const char *const *without);

/* Where the words of the passage stand in a span that has more than a start tag:
 * <choice><sic>teh</sic><corr><?words?></corr></choice> */
#define TRI_TEI_WORDS "<?words?>"
gboolean tri_tei_kept_split (const char *value, char **open, char **close);

/* Whether a passage may be written as an element of this name. */
gboolean tri_tei_is_block_name (const char *name);
/* Whether one of this kind may. */
gboolean tri_tei_may_be (TriPassageKind kind, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriTeiKept, tri_tei_kept_free)

G_END_DECLS
