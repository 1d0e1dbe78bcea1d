/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-passage.h"

G_BEGIN_DECLS

/* An element round a range of a passage, or (start == end) at a point of it. */
typedef struct
{
  guint start; /* code points */
  guint end;
  /* the lower, the farther out when two ranges cross */
  int rank;
  /* the start tag, or everything for a point */
  char *open;
  /* "" for a point */
  char *close;
  /* of one piece of a mention or date that was cut: its xml:id, and that of the piece before */
  char *id;
  char *before;
} TriTeiRange;

enum
{
  TRI_TEI_RANK_SENTENCE,
  TRI_TEI_RANK_DATE,
  TRI_TEI_RANK_MENTION,
  TRI_TEI_RANK_SPAN,
};

GArray *tri_tei_ranges_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_tei_ranges_add (GArray *ranges,
                         guint start,
                         guint end,
                         int rank,
                         char *open,
                         const char *element);
gboolean tri_tei_ranges_cross_sentence (GArray *ranges, const TriPassage *passage);
void tri_tei_append_markup (GString *out,
                            const char *content,
                            GArray *ranges,
                            const char *piece_stem);
void tri_tei_append_escaped (GString *out, const char *text, gssize length);
void tri_tei_append_attribute (GString *out, const char *name, const char *value);

G_END_DECLS
