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
  /* the start tag, or everything for a point; both live as long as the markup */
  const char *open;
  /* "" for a point */
  const char *close;
  /* the xml:id that the element has in its file, or NULL */
  const char *id;
  /* the words are not written: the element stands for them */
  gboolean hides;
  /* the line break behind it is this element */
  gboolean is_line;
  /* of one piece of what was cut: its number, and that of the piece before */
  guint piece;
  guint before;
  guint order;
} TriTeiRange;

enum
{
  TRI_TEI_RANK_SENTENCE,
  TRI_TEI_RANK_DATE,
  TRI_TEI_RANK_MENTION,
  TRI_TEI_RANK_SPAN,
};

/* The elements in the words of one passage. */
typedef struct
{
  GArray *ranges; /* TriTeiRange */
  GStringChunk *strings;
  guint n_pieces;
} TriTeiMarkup;

TriTeiMarkup *tri_tei_markup_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_tei_markup_free (TriTeiMarkup *self);
void tri_tei_markup_clear (TriTeiMarkup *self);
TriTeiRange *tri_tei_markup_add (TriTeiMarkup *self,
                                 guint start,
                                 guint end,
                                 int rank,
                                 const char *open,
                                 const char *close);
const char *tri_tei_markup_take (TriTeiMarkup *self, GString *string);
gboolean tri_tei_markup_crosses_sentence (TriTeiMarkup *self, const TriPassage *passage);
void tri_tei_markup_write (TriTeiMarkup *self,
                           GString *out,
                           const char *content,
                           const char *piece_stem);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriTeiMarkup, tri_tei_markup_free)

/* tri-tei-escape.c */
void tri_tei_append_escaped (GString *out, const char *text, gssize length);
void tri_tei_append_attribute (GString *out, const char *name, const char *value);
void tri_tei_append_number (GString *out, guint number);

G_END_DECLS
