/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TRI_LIKENESS_SIZE 96

/* What a passage says, in short: the smallest hashes of its sequences of five letters, ascending.
 * (Broder: On the resemblance and containment of documents, 1997.) */
typedef struct
{
  guint32 hashes[TRI_LIKENESS_SIZE];
  guint n;
} TriLikeness;

void tri_likeness_init (TriLikeness *self, const char *text);
/* The share of the sequences in either that are in both, 0..1, estimated. */
double tri_likeness_compare (const TriLikeness *self, const TriLikeness *other);

/* (element-type guint32): of all sequences of a text, each once, ascending. */
GArray *tri_likeness_list_hashes (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* Those of both. */
GArray *tri_likeness_list_shared (const char *text, const char *other) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
