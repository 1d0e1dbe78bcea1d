/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-pair-walk.h"

#define WINDOW 500

/* Sentences without a counterpart within one link, at most. */
#define MAX_GAP 16

static guint
count_units (const TriPassage *passage)
{
  return MAX (passage->sentences->len, *passage->content ? 1 : 0);
}

static gboolean
read_window (TriSentenceCursor *self, GError **error)
{
  g_clear_pointer (&self->window, g_ptr_array_unref);
  self->at = 0;
  self->window = tri_library_read_passages (self->library,
                                            self->text->id,
                                            self->next,
                                            WINDOW,
                                            error);
  self->next += WINDOW;
  return self->window != NULL;
}

/* Goes on to the next passage that has a sentence where the unit is none. */
static gboolean
settle (TriSentenceCursor *self, GError **error)
{
  while (TRUE)
    {
      while (self->window && self->at < self->window->len)
        {
          self->passage = g_ptr_array_index (self->window, self->at);
          self->unit.ord = self->passage->ord;
          if (self->unit.sentence < count_units (self->passage))
            return TRUE;
          self->at++;
          self->unit.sentence = 0;
        }
      self->passage = NULL;
      self->unit.ord = G_MAXUINT;
      if (self->next >= self->text->n_passages)
        return TRUE;
      if (!read_window (self, error))
        return FALSE;
    }
}

gboolean
tri_sentence_cursor_init (TriSentenceCursor *self,
                          TriLibrary *library,
                          TriText *text,
                          GError **error)
{
  self->library = library;
  self->text = g_object_ref (text);
  return settle (self, error);
}

static void
copy_cursor (TriSentenceCursor *self, const TriSentenceCursor *other)
{
  *self = *other;
  g_object_ref (self->text);
  if (self->window)
    g_ptr_array_ref (self->window);
}

void
tri_sentence_cursor_clear (TriSentenceCursor *self)
{
  g_clear_object (&self->text);
  g_clear_pointer (&self->window, g_ptr_array_unref);
}

gboolean
tri_sentence_cursor_step (TriSentenceCursor *self, GError **error)
{
  self->unit.sentence++;
  return settle (self, error);
}

gboolean
tri_pair_walk_init (TriPairWalk *self,
                    TriLibrary *library,
                    TriText *const *texts,
                    GError **error)
{
  self->library = library;
  for (guint side = 0; side < 2; side++)
    {
      self->texts[side] = texts[side]->id;
      if (!tri_sentence_cursor_init (&self->cursors[side], library, texts[side], error))
        return FALSE;
    }
  return TRUE;
}

void
tri_pair_walk_clear (TriPairWalk *self)
{
  for (guint side = 0; side < 2; side++)
    {
      tri_sentence_cursor_clear (&self->cursors[side]);
      g_clear_pointer (&self->links[side], tri_pair_link_unref);
    }
}

static gboolean
holds (const TriPairLink *link, guint side, const TriPairUnit *unit)
{
  return link && tri_pair_link_has (link, side, unit);
}

/**
 * tri_pair_walk_look:
 * @side: 0 or 1
 *
 * Sets the link of a side, to %NULL when the sentence has no counterpart or there is none any more.
 *
 * Returns: %FALSE with @error when the library could not be read
 */
gboolean
tri_pair_walk_look (TriPairWalk *self, guint side, GError **error)
{
  const TriSentenceCursor *cursor = &self->cursors[side];
  GError *local = NULL;

  if (cursor->passage && holds (self->links[side], side, &cursor->unit))
    return TRUE;
  g_clear_pointer (&self->links[side], tri_pair_link_unref);
  if (!cursor->passage)
    return TRUE;
  if (holds (self->links[!side], side, &cursor->unit))
    {
      self->links[side] = tri_pair_link_ref (self->links[!side]);
      return TRUE;
    }
  self->links[side] = tri_library_get_pair_link (self->library,
                                                 self->texts,
                                                 side,
                                                 cursor->passage->id,
                                                 &cursor->unit,
                                                 &local);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
tri_pair_walk_is_ahead (const TriPairWalk *self, const TriPairLink *link)
{
  for (guint side = 0; side < 2; side++)
    if (tri_pair_unit_compare (tri_pair_link_get_first (link, side), &self->cursors[side].unit)
        < 0)
      return FALSE;
  return TRUE;
}

/* Whether a sentence between those of a link may go with them. */
static gboolean
check_gap (TriPairWalk *self,
           guint side,
           const TriSentenceCursor *at,
           gboolean *is_free,
           GError **error)
{
  GError *local = NULL;
  g_autoptr (TriPairLink) link = NULL;

  link = tri_library_get_pair_link (self->library,
                                    self->texts,
                                    side,
                                    at->passage->id,
                                    &at->unit,
                                    &local);
  *is_free = !link || !tri_pair_walk_is_ahead (self, link);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/**
 * tri_pair_walk_measure:
 * @link: that begins at the cursor of @side
 * @n: (out): how many sentences it takes
 *
 * Returns: %FALSE with @error when the library could not be read
 */
gboolean
tri_pair_walk_measure (TriPairWalk *self,
                       guint side,
                       const TriPairLink *link,
                       guint *n,
                       GError **error)
{
  g_auto (TriSentenceCursor) at = { 0 };
  guint n_found = 0;
  gboolean is_free = TRUE;

  *n = 0;
  copy_cursor (&at, &self->cursors[side]);
  for (guint taken = 1; at.passage && taken <= link->units[side]->len + MAX_GAP; taken++)
    {
      if (tri_pair_link_has (link, side, &at.unit))
        n_found++;
      else if (!check_gap (self, side, &at, &is_free, error))
        return FALSE;
      if (!is_free)
        return TRUE;
      if (n_found == link->units[side]->len)
        {
          *n = taken;
          return TRUE;
        }
      if (!tri_sentence_cursor_step (&at, error))
        return FALSE;
    }
  return TRUE;
}
