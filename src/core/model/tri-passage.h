/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-enums.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* Offsets count Unicode code points into a passage's content; ends are exclusive. */

typedef struct
{
  guint start;
  guint end;
} TriRange;

typedef struct
{
  guint start;
  guint end;
  TriSpanKind kind;
  char *value; /* see TriSpanKind; or NULL */
} TriSpan;

typedef struct
{
  gint64 id;
  guint start;
  guint end;
  gint64 entity; /* 0: the file names no entity for it */
  TriEntityType type;
  TriOrigin origin;
  double confidence; /* 0..1 */
} TriMention;

/* Below this what was linked is a question, not a fact. */
#define TRI_MENTION_DOUBT 0.55

static inline gboolean
tri_mention_is_question (const TriMention *self)
{
  return self->origin == TRI_ORIGIN_LINKED && self->confidence < TRI_MENTION_DOUBT;
}

typedef struct
{
  guint start;
  guint end;
  char *edtf;
  TriOrigin origin;  /* TRI_ORIGIN_LINKED: found by its words */
  gboolean inferred; /* its year stands elsewhere in the text */
} TriDate;

/**
 * TriPassage:
 * @id: the row in the library; the string shown to the outside is tri_library_dup_passage_id()
 * @text: the text it stands in
 * @ord: its place in that text, from 0, without gaps
 * @level: of a heading or a nested item, from 1; of a line of verse 1 when it begins a stanza
 * @key: what names it for good within its text
 * @content: plain text, NFC as in the file, lines of verse or of an address parted by \n
 * @sentences: (element-type TriRange): in order, without overlap
 * @spans: (element-type TriSpan): by start, the longer first
 * @mentions: (element-type TriMention): by start, the longer first
 * @dates: (element-type TriDate): by start
 *
 * One passage as the reading surface shows it: immutable once it left the library, and safe to
 * keep.
 * The arrays are never %NULL.
 */
typedef struct
{
  gint64 id;
  gint64 text;
  guint ord;
  gint64 division; /* 0: none */
  TriPassageKind kind;
  guint level;
  char *key;
  char *content;
  GArray *sentences;
  GArray *spans;
  GArray *mentions;
  GArray *dates;
} TriPassage;

#define TRI_TYPE_PASSAGE (tri_passage_get_type ())
GType tri_passage_get_type (void);

TriPassage *tri_passage_new (void) G_GNUC_WARN_UNUSED_RESULT;
TriPassage *tri_passage_ref (TriPassage *self);
void tri_passage_unref (TriPassage *self);
guint tri_passage_get_sentence_at (const TriPassage *self, guint offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriPassage, tri_passage_unref)

GArray *tri_range_array_new (void) G_GNUC_WARN_UNUSED_RESULT;
GArray *tri_span_array_new (void) G_GNUC_WARN_UNUSED_RESULT;
GArray *tri_mention_array_new (void) G_GNUC_WARN_UNUSED_RESULT;
GArray *tri_date_array_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
