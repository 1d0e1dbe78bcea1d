/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-tei-reader.h"

G_BEGIN_DECLS

/* What a file says of a private prefix ("psn:anna"), by prefixDef. */
void tri_tei_prefix_add (TriTeiReader *self, const TriTeiTag *tag);
void tri_tei_prefix_free (gpointer prefix);
/* What a pointer with a private prefix stands for; NULL for any other. */
char *tri_tei_prefix_resolve (TriTeiReader *self, const char *pointer) G_GNUC_WARN_UNUSED_RESULT;

/* The pointers of an attribute, parted by white space outside of parentheses. */
GStrv tri_tei_pointers_split (const char *value) G_GNUC_WARN_UNUSED_RESULT;
/* The id of the element that a pointer scheme speaks of: "string-range(p1,0,5)"; NULL for none. */
char *tri_tei_pointer_dup_id (const char *fragment) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
