/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-link-input.h"

#include "library/tri-link-chain.h"
#include "library/tri-link-store.h"

static void
clear_tie (gpointer data)
{
  g_clear_pointer (&((TriTie *) data)->full, tri_link_free);
}

TriLinkInput *
tri_link_input_new (void)
{
  TriLinkInput *self = g_new0 (TriLinkInput, 1);

  self->ties = g_array_new (FALSE, FALSE, sizeof (TriTie));
  g_array_set_clear_func (self->ties, clear_tie);
  self->places = g_array_new (FALSE, FALSE, sizeof (TriAlignGroup));
  self->anchors = g_array_new (FALSE, FALSE, sizeof (TriAlignGroup));
  return self;
}

void
tri_link_input_free (TriLinkInput *self)
{
  for (guint i = 0; i < self->n_texts; i++)
    {
      tri_units_free (self->units[i]);
      g_array_unref (self->kept[i]);
      g_free (self->open_at[i]);
    }
  for (guint i = 0; i < TRI_ALIGN_MAX_PAIRS; i++)
    g_clear_pointer (&self->pair_anchors[i], g_array_unref);
  g_array_unref (self->ties);
  g_array_unref (self->places);
  g_array_unref (self->anchors);
  g_free (self);
}

void
tri_link_input_take_text (TriLinkInput *self, TriUnits *units)
{
  g_assert (self->n_texts < TRI_ALIGN_MAX_TEXTS);
  self->kept[self->n_texts] = g_array_new (FALSE, FALSE, sizeof (guint));
  self->units[self->n_texts++] = units;
}

gboolean
tri_tie_is_fixed (const TriTie *self)
{
  return self->status != TRI_STATUS_COMPUTED && self->kind != TRI_LINK_PAIR;
}

static TriTie *
get_tie (TriLinkInput *self, GHashTable *known, TriStatement *row)
{
  gint64 id = sqlite3_column_int64 (row, 0);
  gpointer index = g_hash_table_lookup (known, &id);
  TriTie tie = { .link = id };

  if (index)
    return &g_array_index (self->ties, TriTie, GPOINTER_TO_UINT (index) - 1);
  tie.status = (TriStatus) tri_statement_get_enum (row, 1, TRI_STATUS_CONFIRMED + 1);
  tie.kind = (TriLinkKind) tri_statement_get_enum (row, 2, TRI_LINK_REJECTED + 1);
  tie.n_members = (guint) sqlite3_column_int64 (row, 3);
  tie.is_passages = TRUE;
  g_array_append_val (self->ties, tie);
  g_hash_table_insert (known, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (self->ties->len));
  return &g_array_index (self->ties, TriTie, self->ties->len - 1);
}

static void
add_member (TriLinkInput *self, TriTie *tie, guint text, TriStatement *row)
{
  int sentence = sqlite3_column_int (row, 6);
  guint first, end;

  tie->n_members--;
  tie->is_passages = tie->is_passages && sentence < 0;
  if (!tri_units_find (self->units[text],
                       sqlite3_column_int64 (row, 4),
                       (guint) sqlite3_column_int64 (row, 5),
                       sentence,
                       &first,
                       &end))
    return;
  if (tie->end[text] == 0)
    tie->first[text] = first;
  tie->first[text] = MIN (tie->first[text], first);
  tie->end[text] = MAX (tie->end[text], end);
}

static gboolean
read_ties_of (TriLinkInput *self,
              TriLibrary *library,
              guint text,
              gboolean fixed_only,
              GHashTable *known,
              GError **error)
{
  static const char sql[] = "SELECT l.id, l.status, l.kind,"
                            " (SELECT count (*) FROM link_members WHERE link = l.id),"
                            " p.id, p.ord, m.sentence"
                            " FROM passages p CROSS JOIN link_members m ON m.passage = p.id"
                            " CROSS JOIN links l ON l.id = m.link AND l.kind < 3"
                            " WHERE p.text = ?1 AND p.ord BETWEEN ?2 AND ?3"
                            " AND (NOT ?4 OR (l.status <> 1 AND l.kind <> 1)) ORDER BY p.ord";
  const TriUnits *units = self->units[text];
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  if (units->units->len == 0)
    return TRUE;
  sqlite3_bind_int64 (statement, 1, units->text);
  sqlite3_bind_int64 (statement, 2, tri_units_get (units, 0)->ord);
  sqlite3_bind_int64 (statement, 3, tri_units_get (units, units->units->len - 1)->ord);
  sqlite3_bind_int (statement, 4, fixed_only);
  while (tri_library_next (library, statement, &local))
    add_member (self, get_tie (self, known, statement), text, statement);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
tri_link_input_read_ties (TriLinkInput *self,
                          TriLibrary *library,
                          gboolean fixed_only,
                          GError **error)
{
  g_autoptr (GHashTable) known = NULL;

  known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < self->n_texts; i++)
    if (!read_ties_of (self, library, i, fixed_only, known, error))
      return FALSE;
  /* What was not met by now stands elsewhere. */
  for (guint i = 0; i < self->ties->len; i++)
    {
      TriTie *tie = &g_array_index (self->ties, TriTie, i);

      tie->is_partial = tie->n_members > 0;
    }
  return TRUE;
}

/* A text that a link does not speak of stands where the links around it leave it: behind all that
 * is tied to what stands before the link in the other texts, and before all that is tied to what
 * stands behind it. FALSE when nobody knows. */
static gboolean
guess_place (TriLinkInput *self, const TriTie *tie, guint text, guint *place)
{
  gboolean is_known = FALSE;

  *place = 0;
  for (guint i = 0; i < self->ties->len; i++)
    {
      const TriTie *other = &g_array_index (self->ties, TriTie, i);

      for (guint t = 0; other->end[text] > 0 && t < self->n_texts; t++)
        if (other->end[t] > 0 && tie->end[t] > 0 && other->end[t] <= tie->first[t])
          {
            *place = MAX (*place, other->end[text]);
            is_known = TRUE;
          }
    }
  return is_known;
}

/* Guessing looks at all links: for stretches, not for whole works. */
#define MAX_GUESSED_TIES 2000

/* The place of a fixed link in all texts. */
static gboolean
get_place (TriLinkInput *self, const TriTie *tie, TriAlignGroup *out)
{
  guint n_sides = 0;

  for (guint i = 0; i < self->n_texts; i++)
    {
      out->first[i] = tie->first[i];
      out->count[i] = tie->end[i] - tie->first[i];
      n_sides += out->count[i] > 0;
      if (out->count[i] == 0
          && (self->ties->len > MAX_GUESSED_TIES
              || !guess_place (self, tie, i, &out->first[i])))
        return FALSE;
    }
  out->confidence = 1;
  return n_sides > 1;
}

static void
add_levels (TriLinkInput *self, const TriAlignGroup *place)
{
  TriAlignGroup level = *place;

  memset (level.count, 0, sizeof level.count);
  g_array_append_val (self->places, level);
  for (guint i = 0; i < self->n_texts; i++)
    level.first[i] = place->first[i] + place->count[i];
  g_array_append_val (self->places, level);
}

/* Whether an anchor is in order that has, in the texts of a tie, these places and counts. */
static gboolean
is_anchor (TriLinkInput *self, const TriTie *tie, const guint *first, const guint *count)
{
  for (guint low = 0, high = self->places->len; low < high;)
    {
      guint middle = (low + high) / 2;
      const TriAlignGroup *anchor = &g_array_index (self->places, TriAlignGroup, middle);
      int order = 0;

      for (guint i = 0; i < self->n_texts && order == 0; i++)
        if (tie->end[i] > 0)
          order = anchor->first[i] < first[i] ? -1 : anchor->first[i] > first[i];
      for (guint i = 0; i < self->n_texts && order == 0; i++)
        if (tie->end[i] > 0 && anchor->count[i] != count[i])
          order = anchor->count[i] < count[i] ? -1 : 1;
      if (order == 0)
        return TRUE;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

/* Whether the search for the rest goes by a fixed link: not by one that crosses others. Of whole
 * passages that are tied, one end is enough. */
static gboolean
is_anchored (TriLinkInput *self, const TriTie *tie)
{
  static const guint none[TRI_ALIGN_MAX_TEXTS];
  guint count[TRI_ALIGN_MAX_TEXTS];

  if (tie->is_passages)
    return is_anchor (self, tie, tie->first, none) || is_anchor (self, tie, tie->end, none);
  for (guint i = 0; i < self->n_texts; i++)
    count[i] = tie->end[i] - tie->first[i];
  return is_anchor (self, tie, tie->first, count);
}

/* What is fixed and no anchor takes no part: nothing else is found for it. */
static void
keep_units (TriLinkInput *self)
{
  for (guint text = 0; text < self->n_texts; text++)
    {
      guint n = self->units[text]->units->len;
      g_autofree guint8 *is_out = g_new0 (guint8, (gsize) n + 1);

      for (guint i = 0; i < self->ties->len; i++)
        {
          const TriTie *tie = &g_array_index (self->ties, TriTie, i);

          if (tri_tie_is_fixed (tie)
              && !tie->open
              && !tie->is_covered
              && (tie->kind == TRI_LINK_OMISSION || !tie->is_passages || tie->is_placed)
              && tie->end[text] > 0
              && !is_anchored (self, tie))
            memset (is_out + tie->first[text], 1, tie->end[text] - tie->first[text]);
        }
      for (guint i = 0; i < n; i++)
        if (!is_out[i])
          g_array_append_val (self->kept[text], i);
    }
}

guint
tri_link_input_find_kept (const TriLinkInput *self, guint text, guint unit)
{
  const GArray *kept = self->kept[text];
  guint low = 0, high = kept->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (kept, guint, middle) < unit)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
renumber_anchors (TriLinkInput *self)
{
  for (guint i = 0; i < self->anchors->len; i++)
    {
      TriAlignGroup *anchor = &g_array_index (self->anchors, TriAlignGroup, i);

      for (guint text = 0; text < self->n_texts; text++)
        {
          guint end = anchor->first[text] + anchor->count[text];

          end = tri_link_input_find_kept (self, text, end);
          anchor->first[text] = tri_link_input_find_kept (self, text, anchor->first[text]);
          anchor->count[text] = end - anchor->first[text];
        }
    }
}

static void
use_places (TriLinkInput *self)
{
  g_array_set_size (self->anchors, 0);
  if (self->places->len > 0)
    g_array_append_vals (self->anchors, self->places->data, self->places->len);
  for (guint text = 0; text < self->n_texts; text++)
    {
      g_array_set_size (self->kept[text], 0);
      g_clear_pointer (&self->open_at[text], g_free);
    }
  for (guint i = 0; i < TRI_ALIGN_MAX_PAIRS; i++)
    g_clear_pointer (&self->pair_anchors[i], g_array_unref);
  keep_units (self);
  renumber_anchors (self);
  tri_link_input_prepare_open (self);
}

void
tri_link_input_set_places (TriLinkInput *self, GArray *places)
{
  g_array_ref (places);
  g_array_unref (self->places);
  self->places = places;
  use_places (self);
}

void
tri_link_input_prepare (TriLinkInput *self)
{
  for (guint i = 0; i < self->ties->len; i++)
    {
      TriTie *tie = &g_array_index (self->ties, TriTie, i);
      TriAlignGroup place = { { 0 } };

      if (!tri_tie_is_fixed (tie)
          || tie->kind != TRI_LINK_GROUP
          || tie->is_partial
          || tie->open
          || tie->is_covered
          || !get_place (self, tie, &place))
        continue;
      tie->is_placed = TRUE;
      if (tie->is_passages)
        add_levels (self, &place);
      else
        g_array_append_val (self->places, place);
    }
  tri_link_chain_keep (self->places, self->n_texts);
  use_places (self);
}

/* One text as the aligner takes it. */
typedef struct
{
  GPtrArray *words;
  GArray *groups;
  GArray *parts;
} Words;

static void
clear_words (Words *self)
{
  g_ptr_array_unref (self->words);
  g_array_unref (self->groups);
  g_array_unref (self->parts);
}

static void
fill_words (const TriLinkInput *self, guint text, Words *out)
{
  const TriUnits *units = self->units[text];

  out->words = g_ptr_array_sized_new (self->kept[text]->len);
  out->groups = g_array_new (FALSE, FALSE, sizeof (guint));
  out->parts = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->kept[text]->len; i++)
    {
      guint unit = g_array_index (self->kept[text], guint, i);

      g_ptr_array_add (out->words, g_ptr_array_index (units->words, unit));
      g_array_append_val (out->groups, g_array_index (units->groups, guint, unit));
      g_array_append_val (out->parts, g_array_index (units->parts, guint, unit));
    }
}

TriAlignMany *
tri_link_input_run (TriLinkInput *self, const TriAlignManyOptions *options, GError **error)
{
  TriAlignText texts[TRI_ALIGN_MAX_TEXTS];
  Words words[TRI_ALIGN_MAX_TEXTS];
  TriAlignManyOptions all = *options;
  TriAlignMany *many = NULL;

  for (guint i = 0; i < self->n_texts; i++)
    {
      fill_words (self, i, &words[i]);
      texts[i].lang = self->units[i]->lang;
      texts[i].units = (const char *const *) words[i].words->pdata;
      texts[i].n_units = words[i].words->len;
      texts[i].groups = (const guint *) (gpointer) words[i].groups->data;
      texts[i].parts = (const guint *) (gpointer) words[i].parts->data;
    }
  all.anchors = (const TriAlignGroup *) (gpointer) self->anchors->data;
  all.n_anchors = self->anchors->len;
  all.pair_anchors = self->pair_anchors;
  many = tri_align_many (texts, self->n_texts, &all, error);
  for (guint i = 0; i < self->n_texts; i++)
    clear_words (&words[i]);
  return many;
}
