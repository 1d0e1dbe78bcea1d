/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align-many.h"

G_BEGIN_DECLS

/**
 * AlignDoc:
 * @units: (element-type utf8): the lines of each side
 * @gold: (element-type AlignGold)
 *
 * Two texts and the links somebody made by hand.
 */
typedef struct
{
  char *name;
  char *lang[2];
  GPtrArray *units[2];
  GPtrArray *gold;
} AlignDoc;

/* (element-type guint) of each side */
typedef struct
{
  GArray *side[2];
} AlignGold;

typedef struct
{
  guint n_gold;
  guint n_found;
  guint n_right;
} AlignScore;

AlignDoc *align_doc_load (const char *folder, const char *name);
void align_doc_free (AlignDoc *self);
AlignDoc *align_doc_cut (const AlignDoc *self, guint side, guint first, guint n);
AlignDoc *align_doc_pad (const AlignDoc *self, guint side, guint n, gboolean before);
GPtrArray *align_doc_split (const AlignDoc *self, guint n_links);

GHashTable *align_doc_hash_gold (const AlignDoc *self);
char *align_link_format (const TriAlignLink *link);
void align_score_add (AlignScore *self, const AlignDoc *doc, const GArray *links);
double align_score_f1 (const AlignScore *self);
void align_score_print (const char *name, const AlignScore *score);

GPtrArray *align_read_lines (const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlignDoc, align_doc_free)

G_END_DECLS
