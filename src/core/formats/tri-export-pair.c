/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-pair.h"

#include "formats/tri-export-out.h"
#include "formats/tri-pair-walk.h"

#include <math.h>

typedef struct
{
  TriPairWalk walk;
  TriExportOut out;
  guint n[2]; /* sentences that the ladder has left behind */
  guint n_links;
} Writer;

static void
clear_writer (Writer *self)
{
  tri_pair_walk_clear (&self->walk);
  tri_export_out_clear (&self->out);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, clear_writer)

static void
append_score (GString *out, double score)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, g_ascii_formatd (digits, sizeof digits, "%.6g", score));
}

/* A link that takes so many sentences of each text, and over them. What a file ties without a score
 * is certain. */
static gboolean
put_rung (Writer *self, guint n_first, guint n_second, double score, GError **error)
{
  const guint n[] = { n_first, n_second };

  g_string_append_printf (self->out.buffer, "%u\t%u\t", self->n[0], self->n[1]);
  append_score (self->out.buffer, isnan (score) ? 1 : score);
  g_string_append_c (self->out.buffer, '\n');
  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < n[side]; i++, self->n[side]++)
      if (!tri_sentence_cursor_step (&self->walk.cursors[side], error))
        return FALSE;
  return tri_export_out_flush (&self->out, error);
}

/* The link under a cursor; NULL as well when part of it stands before the cursors: it was left
 * out. */
static TriPairLink *
get_ahead (Writer *self, guint side)
{
  TriPairLink *link = self->walk.links[side];

  return link && tri_pair_walk_is_ahead (&self->walk, link) ? link : NULL;
}

/* Of two links that cross: whether the one at the first text reaches farther ahead. */
static gboolean
is_first_farther (Writer *self)
{
  TriPairUnit reach[2];

  for (guint side = 0; side < 2; side++)
    {
      const TriPairUnit *from = &self->walk.cursors[!side].unit;
      const TriPairUnit *to = tri_pair_link_get_first (self->walk.links[side], !side);

      reach[side].ord = to->ord - from->ord;
      reach[side].sentence = to->sentence - (reach[side].ord == 0 ? from->sentence : 0);
    }
  return tri_pair_unit_compare (&reach[0], &reach[1]) > 0;
}

static gboolean
put_next_rung (Writer *self, GError **error)
{
  TriPairWalk *walk = &self->walk;
  const TriPairLink *first = NULL, *second = NULL;
  guint n[2] = { 0, 0 };

  if (!tri_pair_walk_look (walk, 0, error) || !tri_pair_walk_look (walk, 1, error))
    return FALSE;
  first = get_ahead (self, 0);
  second = get_ahead (self, 1);
  if (!first && walk->cursors[0].passage)
    return put_rung (self, 1, 0, 0, error);
  if (!first || !second)
    return put_rung (self, 0, 1, 0, error);
  if (first != second)
    return is_first_farther (self) ? put_rung (self, 1, 0, 0, error)
                                   : put_rung (self, 0, 1, 0, error);
  for (guint side = 0; side < 2; side++)
    if (!tri_pair_walk_measure (walk, side, first, &n[side], error))
      return FALSE;
  if (n[0] == 0 || n[1] == 0)
    return put_rung (self, 1, 0, 0, error);
  return put_rung (self, n[0], n[1], first->score, error);
}

static gboolean
init_writer (Writer *self,
             TriLibrary *library,
             TriText *const *texts,
             GOutputStream *stream,
             GCancellable *cancellable,
             GError **error)
{
  tri_export_out_init (&self->out, stream, cancellable);
  return tri_pair_walk_init (&self->walk, library, texts, error);
}

static gboolean
is_at_end (Writer *self)
{
  return !self->walk.cursors[0].passage && !self->walk.cursors[1].passage;
}

/**
 * tri_export_ladder:
 * @texts: (array fixed-size=2): two texts of a work
 * @stream: where to write; it is not closed
 *
 * Every sentence stands in exactly one link, and links never cross: of two that do, the one that
 * reaches farther ahead is left out, and its sentences have no counterpart (confidence 0).
 *
 * Returns: %FALSE with @error when the library could not be read or the stream not be written
 */
gboolean
tri_export_ladder (TriLibrary *library,
                   TriText *const *texts,
                   GOutputStream *stream,
                   GCancellable *cancellable,
                   GError **error)
{
  g_auto (Writer) writer = { { NULL } };

  if (!init_writer (&writer, library, texts, stream, cancellable, error))
    return FALSE;
  while (!is_at_end (&writer))
    if (!put_next_rung (&writer, error))
      return FALSE;
  return put_rung (&writer, 0, 0, 0, error) && tri_export_out_finish (&writer.out, error);
}

static void
append_id (GString *out, const TriPairUnit *unit)
{
  g_string_append_printf (out, "%u.%u", unit->ord + 1, unit->sentence + 1);
}

static void
append_ids (GString *out, const GArray *units)
{
  for (guint i = 0; i < units->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ' ');
      append_id (out, &g_array_index (units, TriPairUnit, i));
    }
}

static void
open_link (Writer *self)
{
  g_string_append_printf (self->out.buffer, "<link id=\"SL%u\" xtargets=\"", ++self->n_links);
}

static gboolean
put_link (Writer *self, const TriPairLink *link, GError **error)
{
  GString *out = self->out.buffer;

  open_link (self);
  append_ids (out, link->units[0]);
  g_string_append_c (out, ';');
  append_ids (out, link->units[1]);
  g_string_append_c (out, '"');
  if (!isnan (link->score))
    {
      g_string_append (out, " certainty=\"");
      append_score (out, link->score);
      g_string_append_c (out, '"');
    }
  g_string_append (out, " />\n");
  return tri_export_out_flush (&self->out, error);
}

/* The sentence under a cursor has no counterpart. */
static gboolean
put_lone (Writer *self, guint side, GError **error)
{
  open_link (self);
  if (side == 1)
    g_string_append_c (self->out.buffer, ';');
  append_id (self->out.buffer, &self->walk.cursors[side].unit);
  if (side == 0)
    g_string_append_c (self->out.buffer, ';');
  g_string_append (self->out.buffer, "\" />\n");
  return tri_export_out_flush (&self->out, error);
}

/* Those of the second text without a counterpart, up to @end. Others stand with the first text. */
static gboolean
put_lone_before (Writer *self, const TriPairUnit *end, GError **error)
{
  TriSentenceCursor *cursor = &self->walk.cursors[1];

  while (cursor->passage && tri_pair_unit_compare (&cursor->unit, end) < 0)
    {
      if (!tri_pair_walk_look (&self->walk, 1, error))
        return FALSE;
      if (!self->walk.links[1] && !put_lone (self, 1, error))
        return FALSE;
      if (!tri_sentence_cursor_step (cursor, error))
        return FALSE;
    }
  return TRUE;
}

/* In the order of the first text: a link stands where its first sentence is. */
static gboolean
put_next_link (Writer *self, GError **error)
{
  TriSentenceCursor *cursor = &self->walk.cursors[0];
  const TriPairLink *link = NULL;

  if (!tri_pair_walk_look (&self->walk, 0, error))
    return FALSE;
  link = self->walk.links[0];
  if (!link && !put_lone (self, 0, error))
    return FALSE;
  if (link
      && tri_pair_unit_compare (tri_pair_link_get_first (link, 0), &cursor->unit) == 0
      && (!put_lone_before (self, tri_pair_link_get_first (link, 1), error)
          || !put_link (self, link, error)))
    return FALSE;
  return tri_sentence_cursor_step (cursor, error);
}

static void
append_head (GString *out, TriText *const *texts)
{
  g_autofree char *from = tri_export_dup_sentences_name (texts, 0, "xml");
  g_autofree char *to = tri_export_dup_sentences_name (texts, 1, "xml");

  g_string_append_printf (out,
                          "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                          "<!DOCTYPE cesAlign PUBLIC \"-//CES//DTD XML cesAlign//EN\" \"\">\n"
                          "<cesAlign version=\"1.0\">\n"
                          "<linkGrp targType=\"s\" fromDoc=\"%s\" toDoc=\"%s\">\n",
                          from,
                          to);
}

/**
 * tri_export_xces:
 * @texts: (array fixed-size=2): two texts of a work
 * @stream: where to write; it is not closed
 *
 * Every sentence stands in exactly one link, in the order of the first text; links may cross. A
 * link has a certainty where somebody said one.
 *
 * Returns: %FALSE with @error when the library could not be read or the stream not be written
 */
gboolean
tri_export_xces (TriLibrary *library,
                 TriText *const *texts,
                 GOutputStream *stream,
                 GCancellable *cancellable,
                 GError **error)
{
  const TriPairUnit end = { G_MAXUINT, 0 };
  g_auto (Writer) writer = { { NULL } };

  if (!init_writer (&writer, library, texts, stream, cancellable, error))
    return FALSE;
  append_head (writer.out.buffer, texts);
  while (writer.walk.cursors[0].passage)
    if (!put_next_link (&writer, error))
      return FALSE;
  if (!put_lone_before (&writer, &end, error))
    return FALSE;
  g_string_append (writer.out.buffer, "</linkGrp>\n</cesAlign>\n");
  return tri_export_out_finish (&writer.out, error);
}
