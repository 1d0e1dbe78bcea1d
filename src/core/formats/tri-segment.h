/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-passage.h"

G_BEGIN_DECLS

/* More spans are not kept, nor are more that are open at once. */
#define TRI_SEGMENT_MAX_SPANS 4096
#define TRI_SEGMENT_MAX_OPEN 64

/* What becomes of white space that is no single space between two words. */
typedef enum
{
  TRI_SEGMENT_KEEP,
  TRI_SEGMENT_COLLAPSE, /* one space */
  TRI_SEGMENT_UNWRAP,   /* one space, but the end of a line stays unless the next is indented */
} TriSegmentSpace;

/**
 * TriSegment:
 *
 * The words of one segment as they come from a file in pieces, with spans that open and close on
 * the way. To be used again for the next one.
 */
typedef struct
{
  GString *content;
  GArray *spans; /* TriSpan, in code points */
  TriSegmentSpace space;
  gboolean has_space; /* before what comes next */
  gboolean has_line;  /* in it the end of a line */
  gboolean is_indented;
  gsize counted; /* bytes of the content */
  guint n_chars; /* in them */
  GArray *open;  /* of spans */
} TriSegment;

TriSegment *tri_segment_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_segment_free (TriSegment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriSegment, tri_segment_free)

void tri_segment_clear (TriSegment *self);
void tri_segment_append (TriSegment *self, const char *text, gsize n_bytes);
void tri_segment_break_line (TriSegment *self);
/* @id (nullable) parts those that are open together; of none the one opened last is closed. Of
 * one of kind “other” nothing stays. */
void tri_segment_open (TriSegment *self, TriSpanKind kind, const char *id);
void tri_segment_close (TriSegment *self, const char *id);
const TriSpan *tri_segment_get_spans (TriSegment *self, guint *n_spans);

/* What exchange formats call italics and the like: "bold", "xlf:i"; FALSE for all else. */
gboolean tri_segment_find_kind (const char *name, TriSpanKind *kind);

G_END_DECLS
