/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-draft.h"

G_BEGIN_DECLS

/**
 * TriPlace:
 * @offset: in code points
 * @byte: the same place in bytes
 *
 * A place in the content of a passage that is being built.
 */
typedef struct
{
  guint offset;
  guint byte;
} TriPlace;

/* How the sentences of a passage are found, the surest last. */
typedef enum
{
  TRI_UNITS_NONE,    /* by the draft */
  TRI_UNITS_ANCHORS, /* empty anchors part them */
  TRI_UNITS_SEGMENTS,
  TRI_UNITS_SENTENCES,
} TriUnits;

/**
 * TriBuilder:
 *
 * Builds one passage out of runs of text and markup: white space collapses, ranges are given by
 * the places where they open and close, and everything comes out in the order a draft wants.
 * A format reader keeps one and uses it again for every passage.
 */
typedef struct
{
  GString *content;
  guint n_chars;
  char pending; /* the white space that comes before the next word: 0, ' ' or '\n' */
  gboolean glued;
  gboolean keeps_space; /* what is appended verbatim begins and ends with spaces of its own */
  char *key;
  TriPassageKind kind;
  guint level;
  GArray *spans;
  GArray *mentions;
  GArray *dates;
  GArray *units[4]; /* TriRange, by TriUnits */
  GArray *anchors;
  GPtrArray *notes; /* TriBuilder: to be added behind this passage */
  GChecksum *sum;   /* of the first n_summed bytes of the content, for who asks often; or NULL */
  gsize n_summed;
} TriBuilder;

TriBuilder *tri_builder_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_builder_free (TriBuilder *self);
void tri_builder_clear (TriBuilder *self);
gboolean tri_builder_is_empty (const TriBuilder *self);

void tri_builder_append (TriBuilder *self, const char *text, gsize n_bytes);
void tri_builder_append_verbatim (TriBuilder *self, const char *text, gsize n_bytes);
void tri_builder_break_line (TriBuilder *self);
void tri_builder_glue (TriBuilder *self);

TriPlace tri_builder_get_place (const TriBuilder *self);
TriRange tri_builder_get_range (const TriBuilder *self, TriPlace start);
void tri_builder_add_span (TriBuilder *self, TriRange range, TriSpanKind kind, const char *value);
void tri_builder_add_mention (TriBuilder *self, const TriDraftMention *mention);
void tri_builder_add_date (TriBuilder *self, const TriDate *date);
gboolean tri_builder_join_mention (TriBuilder *self, const TriDraftMention *piece);
gboolean tri_builder_join_date (TriBuilder *self, const TriDate *piece);
gboolean tri_builder_join_span (TriBuilder *self,
                                TriRange whole,
                                guint at,
                                TriSpanKind kind,
                                const char *value);
void tri_builder_add_unit (TriBuilder *self, TriUnits units, TriRange range);
void tri_builder_add_anchor (TriBuilder *self, const char *id, int at);
void tri_builder_take_note (TriBuilder *self, TriBuilder *note);

gboolean tri_builder_push (TriBuilder *self, TriDraft *draft, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriBuilder, tri_builder_free)

G_END_DECLS
