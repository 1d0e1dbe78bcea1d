/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-realign.h"

#include "library/tri-link-place.h"
#include "library/tri-link-store.h"
#include "library/tri-row-summaries.h"

/* A change so near to a cut edge may go on behind it. */
#define EDGE 12

void
tri_realign_clear (TriRealign *self)
{
  g_clear_pointer (&self->own, g_array_unref);
  g_clear_pointer (&self->input, tri_link_input_free);
  g_clear_pointer (&self->many, tri_align_many_free);
}

gboolean
tri_realign_find (TriRealign *self, const GArray *passages, GError **error)
{
  for (guint i = 0; i < passages->len; i++)
    {
      TriPlace place;

      if (!tri_place_find (self->library, g_array_index (passages, gint64, i), &place, error))
        return FALSE;
      if (i == 0)
        self->first_row = self->last_row = place.row;
      self->strand = place.strand;
      self->first_row = MIN (self->first_row, place.row);
      self->last_row = MAX (self->last_row, place.row);
    }
  return TRUE;
}

/* Goes from a row up or down to a fixed link, the end of the strand or the limit. */
static guint64
find_edge (TriRealign *self, TriRowSummaries *rows, guint64 row, int direction, gboolean *is_cut)
{
  guint n_sentences = 0;

  *is_cut = FALSE;
  while (direction > 0 || row > 0)
    {
      guint64 next = direction > 0 ? row + 1 : row - 1;
      const TriRowSummary *summary = tri_row_summaries_get (rows, next);
      guint n_pairs = rows->n_columns * (rows->n_columns - 1) / 2;
      guint most = 0;

      if (!summary)
        break;
      for (guint i = 0; i < rows->n_columns; i++)
        most = MAX (most, summary->cells[i].sentences);
      n_sentences += most;
      if (n_sentences > self->limit / MAX (1, n_pairs))
        {
          *is_cut = TRUE;
          break;
        }
      row = next;
      if (summary->flags & TRI_ROW_FIXED)
        break;
    }
  return row;
}

static gboolean
read_units (TriRealign *self, guint64 top, guint64 bottom, GError **error)
{
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n;

  if (!tri_place_read_extent (self->library,
                              self->work,
                              self->strand,
                              top,
                              texts,
                              firsts,
                              ends,
                              error))
    return FALSE;
  n = texts->len;
  if (!tri_place_read_extent (self->library,
                              self->work,
                              self->strand,
                              bottom,
                              texts,
                              firsts,
                              ends,
                              error))
    return FALSE;
  for (guint i = 0; i < n && n <= TRI_ALIGN_MAX_TEXTS; i++)
    {
      TriUnits *units = tri_units_new (self->library, g_array_index (texts, gint64, i));
      guint first = g_array_index (firsts, guint, i);
      guint end = g_array_index (ends, guint, n + i);

      tri_link_input_take_text (self->input, units);
      if (tri_units_read (units, self->library, first, end - first, error) < 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_own (TriRealign *self, gint64 link)
{
  for (guint i = 0; i < self->own->len; i++)
    if (g_array_index (self->own, gint64, i) == link)
      return TRUE;
  return FALSE;
}

/* What the act's links take of each text. */
static void
find_centre (TriRealign *self, guint *first, guint *end)
{
  for (guint i = 0; i < self->input->ties->len; i++)
    {
      TriTie *tie = &g_array_index (self->input->ties, TriTie, i);

      tie->is_own = is_own (self, tie->link);
      for (guint t = 0; tie->is_own && t < self->input->n_texts; t++)
        if (tie->end[t] > 0)
          {
            first[t] = MIN (first[t], tie->first[t]);
            end[t] = MAX (end[t], tie->end[t]);
          }
    }
}

/* The nearest fixed links above and below the centre bound what is written. */
static void
find_bounds (TriRealign *self)
{
  guint first[TRI_ALIGN_MAX_TEXTS], end[TRI_ALIGN_MAX_TEXTS] = { 0 };
  guint n = self->input->n_texts;

  memset (first, 0xff, sizeof first);
  find_centre (self, first, end);
  for (guint t = 0; t < n; t++)
    {
      self->up[t] = 0;
      self->down[t] = self->input->units[t]->units->len;
    }
  for (guint i = 0; i < self->input->ties->len; i++)
    {
      const TriTie *tie = &g_array_index (self->input->ties, TriTie, i);
      gboolean is_above = FALSE, is_below = FALSE;

      if (tie->is_own || !tri_tie_is_fixed (tie) || tie->kind != TRI_LINK_GROUP)
        continue;
      for (guint t = 0; t < n; t++)
        if (tie->end[t] > 0 && end[t] > 0)
          {
            is_above |= tie->end[t] <= first[t];
            is_below |= tie->first[t] >= end[t];
          }
      for (guint t = 0; is_above != is_below && t < n; t++)
        if (tie->end[t] > 0 && is_above)
          self->up[t] = MAX (self->up[t], tie->end[t]);
        else if (tie->end[t] > 0)
          self->down[t] = MIN (self->down[t], tie->first[t]);
    }
}

static gboolean
has_computed (TriRealign *self)
{
  for (guint i = 0; i < self->input->ties->len; i++)
    if (g_array_index (self->input->ties, TriTie, i).status == TRI_STATUS_COMPUTED)
      return TRUE;
  return FALSE;
}

gboolean
tri_realign_read (TriRealign *self, gboolean *is_needed, GError **error)
{
  g_auto (TriRowSummaries) rows = { self->library, self->work, self->strand };
  guint64 top = find_edge (self, &rows, self->first_row, -1, &self->is_cut_above);
  guint64 bottom = find_edge (self, &rows, self->last_row, 1, &self->is_cut_below);

  g_clear_pointer (&self->input, tri_link_input_free);
  self->input = tri_link_input_new ();
  if (!read_units (self, top, bottom, error)
      || !tri_link_input_read_ties (self->input, self->library, FALSE, error))
    return FALSE;
  find_bounds (self);
  if (!tri_link_input_open_ties (self->input, self->library, NULL, error))
    return FALSE;
  tri_link_input_prepare (self->input);
  *is_needed = self->input->n_texts > 1 && has_computed (self);
  return TRUE;
}

/* Writing: what was computed in the stretch goes, except what comes out the same. */

typedef struct
{
  TriRealign *realign;
  TriJournal *journal;
  GHashTable *old;                      /* members → TriLink: those that may go */
  guint8 *is_held[TRI_ALIGN_MAX_TEXTS]; /* by links that stay */
  GArray *touched;
  GError **error;
} Writer;

static void
clear_writer (Writer *self)
{
  g_hash_table_unref (self->old);
  for (guint i = 0; i < TRI_ALIGN_MAX_TEXTS; i++)
    g_free (self->is_held[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, clear_writer)

static char *
dup_name (const TriLink *link)
{
  GString *name = g_string_new (NULL);

  g_string_append_printf (name, "%d", (int) link->kind);
  for (guint i = 0; i < link->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (link->members, TriLinkMember, i);

      g_string_append_printf (name, " %" G_GINT64_FORMAT ".%d", member->passage, member->sentence);
    }
  return g_string_free (name, FALSE);
}

static gboolean
is_inside (TriRealign *self, const TriTie *tie)
{
  for (guint t = 0; t < self->input->n_texts; t++)
    if (tie->end[t] > 0 && (tie->first[t] < self->up[t] || tie->end[t] > self->down[t]))
      return FALSE;
  return !tie->is_partial;
}

static gboolean
add_old (Writer *self, gint64 link)
{
  GError *local = NULL;
  TriLink *found = tri_link_store_get (self->realign->library, link, &local);

  if (local)
    {
      g_propagate_error (self->error, local);
      return FALSE;
    }
  if (found)
    g_hash_table_insert (self->old, dup_name (found), found);
  return TRUE;
}

/* Links of passages leave open what their sentences correspond to. */
static gboolean
sort_ties (Writer *self)
{
  TriLinkInput *input = self->realign->input;

  for (guint t = 0; t < input->n_texts; t++)
    self->is_held[t] = g_new0 (guint8, (gsize) input->units[t]->units->len + 1);
  for (guint i = 0; i < input->ties->len; i++)
    {
      const TriTie *tie = &g_array_index (input->ties, TriTie, i);

      if (!tri_tie_is_fixed (tie) && tie->status == TRI_STATUS_COMPUTED
          && is_inside (self->realign, tie))
        {
          if (!add_old (self, tie->link))
            return FALSE;
          continue;
        }
      if (tie->kind == TRI_LINK_PAIR
          || tie->open
          || (tie->is_passages && tie->kind == TRI_LINK_GROUP))
        continue;
      for (guint t = 0; t < input->n_texts; t++)
        memset (self->is_held[t] + tie->first[t], 1, tie->end[t] - tie->first[t]);
    }
  return TRUE;
}

static gint64
get_id (const TriUnits *units, guint index)
{
  return tri_units_get (units, MIN (index, units->units->len - 1))->passage;
}

static void
note_change (Writer *self, const TriLink *link)
{
  TriRealign *realign = self->realign;

  for (guint i = 0; i < link->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (link->members, TriLinkMember, i);

      g_array_append_val (self->touched, member->passage);
    }
  for (guint t = 0; t < realign->input->n_texts; t++)
    for (guint i = 0; i < link->members->len; i++)
      {
        const TriLinkMember *member = &g_array_index (link->members, TriLinkMember, i);
        const TriUnits *units = realign->input->units[t];
        guint n = units->units->len;

        if (member->text != units->text || n == 0)
          continue;
        realign->has_rest |= realign->is_cut_above && member->passage <= get_id (units, EDGE);
        realign->has_rest |= realign->is_cut_below
                             && member->passage >= get_id (units, n - MIN (EDGE, n));
      }
}

static gboolean
watch (Writer *self, gint64 link)
{
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, link);

  return tri_journal_watch (self->journal, TRI_JOURNAL_LINKS, name, self->error);
}

static gboolean
add_link (Writer *self, const TriLink *link)
{
  TriLibrary *library = self->realign->library;
  gint64 id = tri_link_store_get_next (library);

  note_change (self, link);
  return watch (self, id)
         && tri_link_store_add (library, self->realign->work, link, id, self->error) != 0;
}

static gboolean
remove_old (Writer *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->old);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const TriLink *link = value;

      note_change (self, link);
      if (!watch (self, link->id)
          || !tri_link_store_remove (self->realign->library, link->id, self->error))
        return FALSE;
    }
  return TRUE;
}

/* Whether the units of a side lie in the stretch, and no link that stays has them. */
static gboolean
is_free (Writer *self, guint text, guint first, guint count)
{
  const TriRealign *realign = self->realign;

  for (guint i = first; i < first + count; i++)
    {
      guint unit = g_array_index (realign->input->kept[text], guint, i);

      if (unit < realign->up[text] || unit >= realign->down[text] || self->is_held[text][unit])
        return FALSE;
    }
  return TRUE;
}

/* Takes what stays out of the old links, and collects what is new. */
static void
compare_sides (Writer *self,
               const TriLinkSides *sides,
               TriLinkKind kind,
               double confidence,
               GPtrArray *fresh)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new ();

  for (guint i = 0; i < sides->n; i++)
    if (!is_free (self, sides->texts[i], sides->first[i], sides->count[i]))
      return;
  tri_link_input_add_links (self->realign->input, sides, kind, confidence, links);
  for (guint i = 0; i < links->len; i++)
    {
      g_autoptr (TriLink) link = g_ptr_array_index (links, i);
      g_autofree char *name = dup_name (link);

      if (!g_hash_table_remove (self->old, name))
        g_ptr_array_add (fresh, g_steal_pointer (&link));
    }
}

static void
compare_pairs (Writer *self, GPtrArray *fresh)
{
  const TriAlignMany *many = self->realign->many;
  guint n = many->n_texts;

  for (guint a = 0; n > 2 && a < n; a++)
    for (guint b = a + 1; b < n; b++)
      {
        const guint texts[] = { a, b };
        const GArray *links = many->pairs[tri_align_many_get_pair_index (n, a, b)];

        for (guint i = 0; i < links->len; i++)
          {
            const TriAlignLink *link = &g_array_index (links, TriAlignLink, i);
            const TriLinkSides sides = { 2, texts, link->first, link->count };

            compare_sides (self, &sides, TRI_LINK_PAIR, link->confidence, fresh);
          }
      }
}

static void
compare (Writer *self, GPtrArray *fresh)
{
  const TriAlignMany *many = self->realign->many;
  guint texts[TRI_ALIGN_MAX_TEXTS];

  for (guint i = 0; i < many->n_texts; i++)
    texts[i] = i;
  for (guint i = 0; i < many->groups->len; i++)
    {
      const TriAlignGroup *group = &g_array_index (many->groups, TriAlignGroup, i);
      const TriLinkSides sides = { many->n_texts, texts, group->first, group->count };

      compare_sides (self, &sides, TRI_LINK_GROUP, group->confidence, fresh);
    }
  compare_pairs (self, fresh);
}

gboolean
tri_realign_write (TriRealign *self, TriJournal *journal, GArray *touched, GError **error)
{
  g_auto (Writer) writer = { .realign = self, .journal = journal, .touched = touched };
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_link_free);

  writer.error = error;
  writer.old = g_hash_table_new_full (g_str_hash,
                                      g_str_equal,
                                      g_free,
                                      (GDestroyNotify) tri_link_free);
  if (!sort_ties (&writer))
    return FALSE;
  compare (&writer, fresh);
  if (!remove_old (&writer))
    return FALSE;
  for (guint i = 0; i < fresh->len; i++)
    if (!add_link (&writer, g_ptr_array_index (fresh, i)))
      return FALSE;
  return TRUE;
}
