/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-link-act.h"

#include "library/tri-link-store.h"
#include "library/tri-link-summary.h"
#include "library/tri-realign.h"
#include "library/tri-rows-repair.h"

#include <math.h>

/* On either side of an act: 200 around it. */
#define MAX_SENTENCES 100

gboolean
tri_link_act_begin (TriLinkAct *self,
                    TriLibrary *library,
                    const char *name,
                    gint64 passage,
                    GError **error)
{
  static const char sql[] = "SELECT kind FROM works WHERE id = ?";

  self->library = library;
  self->passage = passage;
  self->journal = tri_journal_begin (library, name, error);
  self->own = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->touched = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!self->journal || !tri_place_find (library, passage, &self->place, error))
    return FALSE;
  self->is_account = tri_library_ask (library, sql, self->place.work, 0) == TRI_WORK_ACCOUNTS;
  return TRUE;
}

void
tri_link_act_clear (TriLinkAct *self)
{
  g_clear_pointer (&self->journal, tri_journal_free);
  g_clear_pointer (&self->own, g_array_unref);
  g_clear_pointer (&self->touched, g_array_unref);
}

static void
touch (TriLinkAct *self, const GArray *members)
{
  for (guint i = 0; i < members->len; i++)
    {
      gint64 passage = g_array_index (members, TriLinkMember, i).passage;

      if (self->touched->len == 0
          || g_array_index (self->touched, gint64, self->touched->len - 1) != passage)
        g_array_append_val (self->touched, passage);
    }
}

static gboolean
watch (TriLinkAct *self, gint64 link, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, link);

  return tri_journal_watch (self->journal, TRI_JOURNAL_LINKS, name, error);
}

gboolean
tri_link_act_remove (TriLinkAct *self, const TriLink *link, GError **error)
{
  touch (self, link->members);
  self->had_computed |= link->status == TRI_STATUS_COMPUTED;
  return watch (self, link->id, error) && tri_link_store_remove (self->library, link->id, error);
}

static gboolean
add (TriLinkAct *self, const TriLink *link, gint64 id, GError **error)
{
  touch (self, link->members);
  return watch (self, id, error)
         && tri_link_store_add (self->library, self->place.work, link, id, error) != 0;
}

/* Whether the members of @other lie within those of @link, passages counting for their
 * sentences. */
static gboolean
is_within (const TriLink *other, const TriLink *link)
{
  for (guint i = 0; i < other->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (other->members, TriLinkMember, i);

      if (!tri_link_has (link, member->passage, member->sentence)
          && !tri_link_has (link, member->passage, -1))
        return FALSE;
    }
  return TRUE;
}

/* What the pairs say of a confirmed link is confirmed with it. */
static gboolean
confirm_pairs (TriLinkAct *self, const TriLink *link, GError **error)
{
  for (guint i = 0; i < link->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (link->members, TriLinkMember, i);
      g_autoptr (GArray) ids = NULL;

      ids = tri_link_store_list_at (self->library, member->passage, member->sentence, error);
      for (guint n = 0; ids && n < ids->len; n++)
        {
          gint64 id = g_array_index (ids, gint64, n);
          g_autoptr (TriLink) pair = tri_link_store_get (self->library, id, NULL);

          if (pair
              && pair->kind == TRI_LINK_PAIR
              && pair->status == TRI_STATUS_COMPUTED
              && is_within (pair, link)
              && (!watch (self, id, error)
                  || !tri_link_store_set_status (self->library,
                                                 id,
                                                 TRI_STATUS_CONFIRMED,
                                                 error)))
            return FALSE;
        }
      if (!ids)
        return FALSE;
    }
  return TRUE;
}

gboolean
tri_link_act_confirm (TriLinkAct *self, const TriLink *link, GError **error)
{
  touch (self, link->members);
  return watch (self, link->id, error)
         && tri_link_store_set_status (self->library, link->id, TRI_STATUS_CONFIRMED, error)
         && confirm_pairs (self, link, error);
}

/* What a link keeps when another takes members of it: FALSE when nothing that says anything. */
static gboolean
keep_rest (TriLink *link, const TriLink *taker)
{
  for (guint i = link->members->len; i > 0; i--)
    {
      const TriLinkMember *member = &g_array_index (link->members, TriLinkMember, i - 1);

      if (tri_link_has (taker, member->passage, member->sentence)
          || (member->sentence >= 0 && tri_link_has (taker, member->passage, -1)))
        g_array_remove_index (link->members, i - 1);
    }
  return link->members->len > 0
         && (link->kind == TRI_LINK_OMISSION || tri_link_count_texts (link) > 1);
}

/* A link that holds something of a new one gives way: a computed one is computed again, of a fixed
 * one what is left stays. What says more of less stays: sentences within the passages of @taker,
 * passages around its sentences. */
static gboolean
give_way (TriLinkAct *self, TriLink *link, const TriLink *taker, GError **error)
{
  gboolean is_finer = is_within (link, taker) && taker->kind != TRI_LINK_OMISSION;
  gint64 id = link->id;
  guint n = link->members->len;
  gboolean is_left;

  for (guint i = 0; is_finer && i < taker->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (taker->members, TriLinkMember, i);

      is_finer = !tri_link_has (link, member->passage, member->sentence);
    }
  if (is_finer && link->kind != TRI_LINK_OMISSION)
    return TRUE;
  if (link->status == TRI_STATUS_COMPUTED)
    return tri_link_act_remove (self, link, error);
  touch (self, link->members);
  is_left = keep_rest (link, taker);
  if (link->members->len == n)
    return TRUE;
  return watch (self, id, error)
         && tri_link_store_remove (self->library, id, error)
         && (!is_left || add (self, link, id, error));
}

static gboolean
clear_members (TriLinkAct *self, const TriLink *taker, GError **error)
{
  for (guint i = 0; i < taker->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (taker->members, TriLinkMember, i);
      g_autoptr (GArray) ids = NULL;

      ids = tri_link_store_list_at (self->library, member->passage, member->sentence, error);
      if (!ids)
        return FALSE;
      for (guint n = 0; n < ids->len; n++)
        {
          gint64 id = g_array_index (ids, gint64, n);
          g_autoptr (TriLink) link = tri_link_store_get (self->library, id, NULL);

          if (link && !give_way (self, link, taker, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* By text, then in reading order: rows of passages rise in both, as the texts of a work are stored
 * one after another. Where they are not, the order is only less pretty. */
static int
compare_members (gconstpointer a, gconstpointer b)
{
  const TriLinkMember *left = a, *right = b;

  if (left->text != right->text)
    return left->text < right->text ? -1 : 1;
  if (left->passage != right->passage)
    return left->passage < right->passage ? -1 : 1;
  return left->sentence < right->sentence ? -1 : left->sentence > right->sentence;
}

gboolean
tri_link_act_make (TriLinkAct *self, GArray *members, TriRelation relation, GError **error)
{
  TriLink made = { .relation = relation, .status = TRI_STATUS_CONFIRMED, .score = NAN };
  gint64 id;

  if (members->len == 0)
    return TRUE;
  g_array_sort (members, compare_members);
  made.members = members;
  made.kind = tri_link_count_texts (&made) > 1 ? TRI_LINK_GROUP : TRI_LINK_OMISSION;
  if (!clear_members (self, &made, error))
    return FALSE;
  id = tri_link_store_get_next (self->library);
  g_array_append_val (self->own, id);
  return add (self, &made, id, error);
}

gboolean
tri_link_act_add (TriLinkAct *self,
                  GArray *members,
                  TriRelation relation,
                  TriLinkKind kind,
                  GError **error)
{
  const TriLink made = { .relation = relation,
                         .status = TRI_STATUS_CONFIRMED,
                         .kind = kind,
                         .score = NAN,
                         .members = members };

  g_array_sort (members, compare_members);
  return add (self, &made, tri_link_store_get_next (self->library), error);
}

/* The rows the act changed. A link that reaches far over others changed no rows between. */
static gboolean
find_rows (TriLinkAct *self, TriRealign *realign, GError **error)
{
  TriPlace place;

  if (!tri_realign_find (realign, self->touched, error))
    return FALSE;
  if (realign->last_row - realign->first_row <= MAX_SENTENCES)
    return TRUE;
  if (!tri_place_find (self->library, self->passage, &place, error))
    return FALSE;
  realign->first_row = realign->last_row = place.row;
  return TRUE;
}

static gboolean
align_around (TriLinkAct *self, gboolean *has_rest, GError **error)
{
  g_auto (TriRealign) realign = { 0 };
  const TriAlignManyOptions options = { .rounds = 1 };
  gboolean is_needed = FALSE;

  realign.library = self->library;
  realign.work = self->place.work;
  realign.limit = MAX_SENTENCES;
  realign.own = g_array_ref (self->own);
  if (!find_rows (self, &realign, error) || !tri_realign_read (&realign, &is_needed, error))
    return FALSE;
  if (!is_needed && !(self->had_computed && realign.input->n_texts > 1))
    return TRUE;
  realign.many = tri_link_input_align (realign.input, &options, error);
  if (!realign.many || !tri_realign_write (&realign, self->journal, self->touched, error))
    return FALSE;
  *has_rest = realign.has_rest;
  return tri_rows_repair (self->library, self->place.work, self->touched, error);
}

gboolean
tri_link_act_finish (TriLinkAct *self, TriLinkRest *rest, GError **error)
{
  gboolean has_rest = FALSE;

  if (rest)
    *rest = 0;
  if (!tri_rows_repair (self->library, self->place.work, self->touched, error)
      || (!self->is_account && !align_around (self, &has_rest, error))
      || !tri_link_summary_forget (self->library, self->touched, error)
      || !tri_journal_commit (self->journal, error))
    return FALSE;
  if (rest && has_rest)
    *rest = tri_journal_get_entry (self->journal);
  return TRUE;
}

static TriLink *
get_row (TriLinkAct *self, guint64 row, GError **error)
{
  g_autoptr (TriLink) link = tri_link_new ();

  if (!tri_place_read_row (self->library,
                           self->place.work,
                           self->place.strand,
                           row,
                           link->members,
                           error)
      || link->members->len == 0)
    return NULL;
  return g_steal_pointer (&link);
}

/* A link of a sentence that is tied to nothing: itself. */
static TriLink *
new_alone (const TriLinkMember *member)
{
  TriLink *link = tri_link_new ();

  g_array_append_vals (link->members, member, 1);
  return link;
}

TriLink *
tri_link_act_get (TriLinkAct *self, TriLinkMember *at, GError **error)
{
  g_autoptr (TriLink) link = NULL;
  GError *local = NULL;

  at->text = self->place.text;
  if (at->sentence >= 0)
    {
      link = tri_library_get_link_at (self->library, at->passage, at->sentence, &local);
      if (local)
        {
          g_propagate_error (error, local);
          return NULL;
        }
      if (!link)
        return new_alone (at);
      if (tri_link_has (link, at->passage, at->sentence))
        return g_steal_pointer (&link);
    }
  at->sentence = -1;
  return get_row (self, self->place.row, error);
}

/* The member of the link that is nearest to the one beside it, in the text of @at, or in any other
 * when it has none there. */
static const TriLinkMember *
find_edge (const TriLink *link, gint64 text, int direction)
{
  const TriLinkMember *edge = NULL;

  for (guint i = 0; i < link->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (link->members, TriLinkMember, i);

      if (member->text == text && (!edge || direction > 0))
        edge = member;
    }
  return edge ? edge : &g_array_index (link->members, TriLinkMember, 0);
}

TriLink *
tri_link_act_get_beside (TriLinkAct *self,
                         const TriLink *link,
                         const TriLinkMember *at,
                         int direction,
                         GError **error)
{
  const TriLinkMember *edge = find_edge (link, at->text, direction);
  g_autoptr (TriLink) beside = NULL;
  TriLinkMember next;
  GError *local = NULL;

  if (at->sentence < 0)
    {
      guint64 row = self->place.row;

      if (direction < 0 && row == 0)
        return NULL;
      return get_row (self, direction < 0 ? row - 1 : row + 1, error);
    }
  if (!tri_place_step (self->library, edge, direction, &next))
    return NULL;
  next.text = edge->text;
  beside = tri_library_get_link_at (self->library, next.passage, next.sentence, &local);
  if (local)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  if (!beside || !tri_link_has (beside, next.passage, next.sentence))
    return new_alone (&next);
  return g_steal_pointer (&beside);
}
