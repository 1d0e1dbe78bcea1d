/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-reader.h"

#include <string.h>

/* What an element in the words leaves behind in the passage when it ends. */

const char *
tri_tei_get_outer_lang (TriTeiReader *self, const TriTeiFrame *frame)
{
  const char *outer = (frame - 1)->lang;
  const char *text = self->text_is_open ? self->text_lang : self->header.lang;

  return *outer || !text ? outer : text;
}

/* Whether an element in the words says that they are in another language than those around it; one
 * that makes a passage by itself comes into a paragraph in an export. */
gboolean
tri_tei_inline_is_foreign (TriTeiReader *self, const TriTeiFrame *frame)
{
  gboolean is_inline = frame->mode == TRI_TEI_MODE_INLINE
                       || (frame->mode == TRI_TEI_MODE_BLOCK && frame->kept);

  return frame->own_lang
         && is_inline
         && frame->element->role != TRI_TEI_FOREIGN
         && strcmp (frame->own_lang, tri_tei_get_outer_lang (self, frame)) != 0;
}

static void
record_unit (TriBuilder *builder, TriTeiFrame *frame, TriRange range)
{
  TriTeiRole role = frame->element->role;

  if (role == TRI_TEI_S)
    tri_builder_add_unit (builder, TRI_UNITS_SENTENCES, range);
  else if (role == TRI_TEI_SEG && frame->id)
    tri_builder_add_unit (builder, TRI_UNITS_SEGMENTS, range);
  else if ((role == TRI_TEI_ANCHOR || role == TRI_TEI_MILESTONE) && frame->id)
    tri_builder_add_unit (builder, TRI_UNITS_ANCHORS, range);
  if (frame->id && !frame->id_used && frame->mode == TRI_TEI_MODE_INLINE)
    {
      frame->id_used = TRUE;
      tri_builder_add_anchor (builder, frame->id, (int) range.start);
    }
}

/* A piece that has nothing but the space between two sentences: the next one goes on with what it
 * went on with. */
static gboolean
passes_on (TriTeiReader *self, const TriTeiFrame *frame)
{
  gpointer start = NULL;

  if (!frame->before
      || !g_hash_table_lookup_extended (self->pieces, frame->before, NULL, &start))
    return FALSE;
  if (frame->piece)
    g_hash_table_insert (self->pieces, g_strdup (frame->piece), start);
  return TRUE;
}

/* Adds a span, or lets the one of which this is a piece reach to its end. */
static void
record_span (TriTeiReader *self,
             const TriTeiFrame *frame,
             TriRange range,
             TriSpanKind kind,
             const char *value)
{
  gpointer start = NULL;

  if (!frame->before
      || !g_hash_table_lookup_extended (self->pieces, frame->before, NULL, &start)
      || !tri_builder_join_span (self->builder,
                                 (TriRange){ GPOINTER_TO_UINT (start), range.end },
                                 range.start,
                                 kind,
                                 value))
    {
      start = GUINT_TO_POINTER (range.start);
      tri_builder_add_span (self->builder, range, kind, value);
    }
  if (frame->piece)
    g_hash_table_insert (self->pieces, g_strdup (frame->piece), start);
}

static void
record_date (TriBuilder *builder, const TriTeiFrame *frame, TriRange range)
{
  TriDate date = { range.start, range.end, frame->edtf, frame->origin, frame->inferred };

  if (!frame->is_piece || !tri_builder_join_date (builder, &date))
    tri_builder_add_date (builder, &date);
}

/**
 * tri_tei_inline_record:
 * @frame: an element that is open or is just ending
 *
 * Puts what the element says of its text into the passage.
 */
void
tri_tei_inline_record (TriTeiReader *self, TriTeiFrame *frame)
{
  TriRange range = tri_builder_get_range (self->builder, frame->start);
  gboolean is_mark = frame->span == TRI_SPAN_LINK
                     || frame->span == TRI_SPAN_NOTE
                     || frame->span == TRI_SPAN_VARIANT
                     || frame->span == TRI_SPAN_OTHER;

  record_unit (self->builder, frame, range);
  if (range.end == range.start && passes_on (self, frame))
    return;
  if (frame->span >= 0 && (range.end > range.start || is_mark))
    record_span (self, frame, range, (TriSpanKind) frame->span, frame->value);
  if (range.end > range.start && tri_tei_inline_is_foreign (self, frame))
    record_span (self, frame, range, TRI_SPAN_FOREIGN, frame->own_lang);
  if (frame->kept)
    record_span (self, frame, range, TRI_SPAN_OTHER, frame->kept);
  if (range.end == range.start)
    return;
  if (frame->edtf)
    record_date (self->builder, frame, range);
  if (frame->mention >= 0)
    {
      TriDraftMention mention = {
        range.start,
        range.end,
        (TriEntityType) frame->mention,
        (const char *const *) frame->refs,
        frame->origin,
        frame->confidence
      };

      if (!frame->is_piece || !tri_builder_join_mention (self->builder, &mention))
        tri_builder_add_mention (self->builder, &mention);
    }
}

void
tri_tei_inline_end (TriTeiReader *self)
{
  TriTeiFrame *frame = tri_tei_top (self);

  if (frame->element->role == TRI_TEI_ANCHOR || frame->element->role == TRI_TEI_MILESTONE)
    frame->start = tri_builder_get_place (self->builder);
  tri_tei_inline_record (self, frame);
}
