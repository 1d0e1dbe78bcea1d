/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/tri-passage.h"

G_DEFINE_BOXED_TYPE (TriPassage, tri_passage, tri_passage_ref, tri_passage_unref)

static void
clear_span (gpointer data)
{
  TriSpan *span = data;

  g_clear_pointer (&span->value, g_free);
}

static void
clear_date (gpointer data)
{
  TriDate *date = data;

  g_clear_pointer (&date->edtf, g_free);
}

static void
clear_passage (gpointer data)
{
  TriPassage *self = data;

  g_free (self->key);
  g_free (self->content);
  g_array_unref (self->sentences);
  g_array_unref (self->spans);
  g_array_unref (self->mentions);
  g_array_unref (self->dates);
}

/**
 * tri_passage_new:
 *
 * Makes an empty passage for its maker to fill before anyone else sees it.
 *
 * Returns: (transfer full): a passage with empty arrays
 */
TriPassage *
tri_passage_new (void)
{
  TriPassage *self = g_atomic_rc_box_new0 (TriPassage);

  self->sentences = tri_range_array_new ();
  self->spans = tri_span_array_new ();
  self->mentions = tri_mention_array_new ();
  self->dates = tri_date_array_new ();
  return self;
}

TriPassage *
tri_passage_ref (TriPassage *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
tri_passage_unref (TriPassage *self)
{
  g_atomic_rc_box_release_full (self, clear_passage);
}

/**
 * tri_passage_get_sentence_at:
 * @offset: in code points
 *
 * Finds the sentence that @offset falls in. The space behind a sentence belongs to it.
 *
 * Returns: the index of the sentence, 0 when there is none
 */
guint
tri_passage_get_sentence_at (const TriPassage *self, guint offset)
{
  guint found = 0;

  for (guint i = 0; i < self->sentences->len; i++)
    if (g_array_index (self->sentences, TriRange, i).start <= offset)
      found = i;
  return found;
}

GArray *
tri_range_array_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (TriRange));
}

GArray *
tri_span_array_new (void)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (TriSpan));

  g_array_set_clear_func (array, clear_span);
  return array;
}

GArray *
tri_mention_array_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (TriMention));
}

GArray *
tri_date_array_new (void)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (TriDate));

  g_array_set_clear_func (array, clear_date);
  return array;
}
