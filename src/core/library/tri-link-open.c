/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-link-input.h"

#include "library/tri-link-store.h"

/* A fixed link is silent about a text that was added after it was made. Such a link is open there:
 * what stands in that text is computed, and written as a second link, of all that the fixed one has
 * and what was found:
 *
 *     fr, en   confirmed   ──┐
 *                            ├─  both hold the sentences of fr and en
 *     fr, en, nl  computed ──┘
 *
 * So what somebody confirmed stays as it was, and the rest can be confirmed, mended or omitted by
 * itself. Once it is omitted the fixed link is silent for good: it is open only where the text is
 * fresh, or such a second link is there. */

static guint
get_bit (const TriLinkInput *self, gint64 text)
{
  for (guint i = 0; i < self->n_texts; i++)
    if (self->units[i]->text == text)
      return 1u << i;
  return 0;
}

/* What other links than this one say of its first sentence: the texts of those that are computed,
 * and whether a fixed one holds more. */
static gboolean
ask_others (TriLinkInput *self, TriLibrary *library, TriTie *tie, GError **error)
{
  static const char sql[] = "SELECT DISTINCT l.status, p.text FROM link_members m"
                            " CROSS JOIN links l ON l.id = m.link AND l.kind = 0"
                            " CROSS JOIN link_members o ON o.link = l.id"
                            " CROSS JOIN passages p ON p.id = o.passage"
                            " WHERE m.passage = ? AND m.sentence = ? AND m.link <> ?";
  const TriLinkMember *first = &g_array_index (tie->full->members, TriLinkMember, 0);
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, first->passage);
  sqlite3_bind_int (statement, 2, first->sentence);
  sqlite3_bind_int64 (statement, 3, tie->link);
  while (tri_library_next (library, statement, &local))
    {
      gint64 text = sqlite3_column_int64 (statement, 1);

      if (sqlite3_column_int (statement, 0) == TRI_STATUS_COMPUTED)
        tie->open |= get_bit (self, text);
      else if (tri_link_count_in (tie->full, text) == 0)
        tie->is_covered = TRUE;
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
open_tie (TriLinkInput *self,
          TriLibrary *library,
          TriTie *tie,
          guint fresh,
          guint silent,
          GError **error)
{
  GError *local = NULL;

  tie->full = tri_link_store_get (library, tie->link, &local);
  if (local)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!tie->full || tie->full->members->len == 0)
    return TRUE;
  tie->open = fresh;
  if (!ask_others (self, library, tie, error))
    return FALSE;
  tie->open &= silent;
  if (tie->is_covered)
    tie->open = 0;
  return TRUE;
}

gboolean
tri_link_input_open_ties (TriLinkInput *self,
                          TriLibrary *library,
                          const GArray *fresh,
                          GError **error)
{
  guint all = (1u << self->n_texts) - 1;
  guint is_fresh = 0;

  for (guint i = 0; fresh && i < fresh->len; i++)
    is_fresh |= get_bit (self, g_array_index (fresh, gint64, i));
  for (guint i = 0; i < self->ties->len; i++)
    {
      TriTie *tie = &g_array_index (self->ties, TriTie, i);
      guint silent = all;

      if (!tri_tie_is_fixed (tie) || tie->kind != TRI_LINK_GROUP || tie->is_passages)
        continue;
      for (guint t = 0; t < self->n_texts; t++)
        if (tie->end[t] > 0)
          silent &= ~(1u << t);
      if (silent && silent != all && !open_tie (self, library, tie, is_fresh, silent, error))
        return FALSE;
    }
  return TRUE;
}

/* Pairs of texts: what all texts are anchored by, and the open links between the two. */

typedef struct
{
  TriAlignAnchor anchor;
  gboolean is_open;
} Candidate;

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const TriAlignAnchor *left = &((const Candidate *) a)->anchor;
  const TriAlignAnchor *right = &((const Candidate *) b)->anchor;

  for (guint i = 0; i < 2; i++)
    {
      if (left->first[i] != right->first[i])
        return left->first[i] < right->first[i] ? -1 : 1;
      if (left->count[i] != right->count[i])
        return left->count[i] < right->count[i] ? -1 : 1;
    }
  return 0;
}

static gboolean
is_behind (const TriAlignAnchor *self, const TriAlignAnchor *before)
{
  return self->first[0] >= before->first[0] + before->count[0]
         && self->first[1] >= before->first[1] + before->count[1];
}

/* What all texts are anchored by stays; of open links that cross, the first. */
static GArray *
drop_crossing (GArray *candidates)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (Candidate));
  GArray *anchors = g_array_new (FALSE, FALSE, sizeof (TriAlignAnchor));

  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *next = &g_array_index (candidates, Candidate, i);
      const Candidate *last = NULL;

      while (kept->len > 0)
        {
          last = &g_array_index (kept, Candidate, kept->len - 1);
          if (is_behind (&next->anchor, &last->anchor) || !last->is_open || next->is_open)
            break;
          g_array_set_size (kept, kept->len - 1);
        }
      if (kept->len == 0 || is_behind (&next->anchor, &last->anchor))
        g_array_append_vals (kept, next, 1);
    }
  for (guint i = 0; i < kept->len; i++)
    g_array_append_vals (anchors, &g_array_index (kept, Candidate, i).anchor, 1);
  return anchors;
}

static GArray *
anchor_pair (TriLinkInput *self, guint a, guint b)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  const guint texts[] = { a, b };

  for (guint i = 0; i < self->anchors->len; i++)
    {
      const TriAlignGroup *group = &g_array_index (self->anchors, TriAlignGroup, i);
      Candidate candidate = { { { group->first[a], group->first[b] },
                                { group->count[a], group->count[b] } },
                              FALSE };

      g_array_append_val (candidates, candidate);
    }
  for (guint i = 0; i < self->ties->len; i++)
    {
      const TriTie *tie = &g_array_index (self->ties, TriTie, i);
      Candidate candidate = { .is_open = TRUE };

      if (!tie->open || tie->end[a] == 0 || tie->end[b] == 0)
        continue;
      for (guint side = 0; side < 2; side++)
        {
          guint first = tri_link_input_find_kept (self, texts[side], tie->first[texts[side]]);
          guint end = tri_link_input_find_kept (self, texts[side], tie->end[texts[side]]);

          candidate.anchor.first[side] = first;
          candidate.anchor.count[side] = end - first;
        }
      g_array_append_val (candidates, candidate);
    }
  return drop_crossing (candidates);
}

static gboolean
has_open (const TriLinkInput *self)
{
  for (guint i = 0; i < self->ties->len; i++)
    if (g_array_index (self->ties, TriTie, i).open)
      return TRUE;
  return FALSE;
}

/* The open link of each unit. */
static void
mark_units (TriLinkInput *self, guint text)
{
  self->open_at[text] = g_new0 (guint, (gsize) self->units[text]->units->len + 1);
  for (guint i = 0; i < self->ties->len; i++)
    {
      const TriTie *tie = &g_array_index (self->ties, TriTie, i);

      for (guint u = tie->first[text]; tie->open && u < tie->end[text]; u++)
        self->open_at[text][u] = i + 1;
    }
}

void
tri_link_input_prepare_open (TriLinkInput *self)
{
  if (!has_open (self))
    return;
  for (guint a = 0; a < self->n_texts; a++)
    {
      mark_units (self, a);
      for (guint b = a + 1; b < self->n_texts; b++)
        self->pair_anchors[tri_align_many_get_pair_index (self->n_texts, a, b)]
            = anchor_pair (self, a, b);
    }
}

/* What the aligner found for texts, as links. */

static TriLink *
new_computed (double confidence)
{
  TriLink *link = tri_link_new ();

  link->status = TRI_STATUS_COMPUTED;
  link->score = confidence;
  return link;
}

static void
append_side (const TriLinkInput *self, guint text, guint first, guint count, TriLink *link)
{
  for (guint i = first; i < first + count; i++)
    {
      guint index = g_array_index (self->kept[text], guint, i);
      const TriUnit *unit = tri_units_get (self->units[text], index);
      TriLinkMember member = { unit->passage, self->units[text]->text, unit->sentence };

      g_array_append_val (link->members, member);
    }
}

static void
take_link (TriLink *link, GPtrArray *out)
{
  if (tri_link_count_texts (link) > 1)
    g_ptr_array_add (out, link);
  else
    tri_link_free (link);
}

/* (element-type guint): the open links that hold some of a group. */
static GArray *
list_open (const TriLinkInput *self, const TriLinkSides *sides)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint side = 0; self->open_at[0] && side < sides->n; side++)
    for (guint i = sides->first[side]; i < sides->first[side] + sides->count[side]; i++)
      {
        guint text = sides->texts[side];
        guint tie = self->open_at[text][g_array_index (self->kept[text], guint, i)];
        gboolean is_known = tie == 0;

        for (guint n = 0; n < found->len && !is_known; n++)
          is_known = g_array_index (found, guint, n) == tie - 1;
        tie--;
        if (!is_known)
          g_array_append_val (found, tie);
      }
  return found;
}

/* The open link with what the group has in the texts that it is silent about. Returns these. */
static guint
extend (const TriLinkInput *self,
        const TriTie *tie,
        const TriLinkSides *sides,
        double confidence,
        GPtrArray *out)
{
  TriLink *link = new_computed (confidence);
  guint taken = 0;

  g_array_append_vals (link->members, tie->full->members->data, tie->full->members->len);
  for (guint side = 0; side < sides->n; side++)
    if (tie->open & (1u << sides->texts[side]) && sides->count[side] > 0)
      {
        append_side (self, sides->texts[side], sides->first[side], sides->count[side], link);
        taken |= 1u << sides->texts[side];
      }
  link->relation = tie->full->relation;
  if (taken)
    g_ptr_array_add (out, link);
  else
    tri_link_free (link);
  return taken;
}

/* What no open link has of the group. */
static void
add_rest (const TriLinkInput *self,
          const TriLinkSides *sides,
          guint taken,
          double confidence,
          GPtrArray *out)
{
  TriLink *link = new_computed (confidence);

  for (guint side = 0; side < sides->n; side++)
    for (guint i = sides->first[side]; i < sides->first[side] + sides->count[side]; i++)
      {
        guint text = sides->texts[side];
        guint unit = g_array_index (self->kept[text], guint, i);

        if (!(taken & (1u << text)) && self->open_at[text][unit] == 0)
          append_side (self, text, i, 1, link);
      }
  take_link (link, out);
}

void
tri_link_input_add_links (const TriLinkInput *self,
                          const TriLinkSides *sides,
                          TriLinkKind kind,
                          double confidence,
                          GPtrArray *out)
{
  g_autoptr (GArray) open = list_open (self, sides);
  TriLink *link = NULL;
  guint taken = 0;

  for (guint i = 0; kind == TRI_LINK_GROUP && i < open->len; i++)
    {
      const TriTie *tie = &g_array_index (self->ties, TriTie, g_array_index (open, guint, i));

      taken |= extend (self, tie, sides, confidence, out);
    }
  if (kind == TRI_LINK_GROUP && open->len > 0)
    {
      add_rest (self, sides, taken, confidence, out);
      return;
    }
  link = new_computed (confidence);
  link->kind = kind;
  for (guint side = 0; side < sides->n; side++)
    append_side (self, sides->texts[side], sides->first[side], sides->count[side], link);
  take_link (link, out);
}
