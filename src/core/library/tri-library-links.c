/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-links.h"

#include "library/tri-link-account.h"
#include "library/tri-link-act.h"
#include "library/tri-link-store.h"

#include <glib/gi18n.h>

/* The reader's acts on links. */

static gboolean
fail (const char *message, GError **error)
{
  g_set_error_literal (error, TRI_ERROR, TRI_ERROR_FAILED, message);
  return FALSE;
}

static GArray *
new_members (void)
{
  return g_array_new (FALSE, FALSE, sizeof (TriLinkMember));
}

/* The place of @at among the members of its text, and how many there are. */
static guint
find_index (const TriLink *link, const TriLinkMember *at, guint *n)
{
  guint index = 0;

  *n = 0;
  for (guint i = 0; i < link->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (link->members, TriLinkMember, i);

      if (member->text != at->text)
        continue;
      if (member->passage == at->passage && member->sentence == at->sentence)
        index = *n;
      *n += 1;
    }
  return index;
}

/* Takes away the link itself; a row has none of its own. */
static gboolean
take_apart (TriLinkAct *act, const TriLink *link, GError **error)
{
  return link->id == 0 || tri_link_act_remove (act, link, error);
}

static gboolean
find_texts (TriLibrary *self, GArray *members, gint64 work, GError **error)
{
  for (guint i = 0; i < members->len; i++)
    {
      TriLinkMember *member = &g_array_index (members, TriLinkMember, i);
      TriPlace place;

      if (!tri_place_find (self, member->passage, &place, error))
        return FALSE;
      if (place.work != work)
        return fail (_ ("Only texts of the same work can correspond."), error);
      member->text = place.text;
    }
  return TRUE;
}

static gboolean
are_in_two_texts (const GArray *members)
{
  for (guint i = 1; i < members->len; i++)
    if (g_array_index (members, TriLinkMember, i).text
        != g_array_index (members, TriLinkMember, 0).text)
      return TRUE;
  return FALSE;
}

static gboolean
holds_text (const GArray *members, gint64 text)
{
  for (guint i = 0; i < members->len; i++)
    if (g_array_index (members, TriLinkMember, i).text == text)
      return TRUE;
  return FALSE;
}

/* What a fixed link ties further, if it says nothing else of the texts that are tied now. */
static void
add_further (GArray *members, const TriLink *link)
{
  const TriLink now = { .members = members };
  g_autoptr (GArray) further = new_members ();

  if (link->kind != TRI_LINK_GROUP || link->status == TRI_STATUS_COMPUTED)
    return;
  for (guint i = 0; i < link->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (link->members, TriLinkMember, i);

      if (tri_link_has (&now, member->passage, member->sentence))
        continue;
      if (holds_text (members, member->text))
        return;
      g_array_append_val (further, *member);
    }
  g_array_append_vals (members, further->data, further->len);
}

/* Who ties a passage to one text and then to another says that all three correspond: what was tied
 * before stays. */
static gboolean
keep_ties (TriLibrary *self, GArray *members, GError **error)
{
  guint n_tied = members->len;

  for (guint i = 0; i < n_tied; i++)
    {
      TriLinkMember member = g_array_index (members, TriLinkMember, i);
      g_autoptr (GArray) ids = NULL;

      ids = tri_link_store_list_at (self, member.passage, member.sentence, error);
      if (!ids)
        return FALSE;
      for (guint n = 0; n < ids->len; n++)
        {
          gint64 id = g_array_index (ids, gint64, n);
          g_autoptr (TriLink) link = tri_link_store_get (self, id, NULL);

          if (link && tri_link_has (link, member.passage, member.sentence))
            add_further (members, link);
        }
    }
  return TRUE;
}

/**
 * tri_library_tie:
 * @members: (array length=n_members): passages or sentences of two texts or more of a work, in any
 *   order
 * @rest: (out) (optional): what is left to do
 *
 * The act "link.tie": these correspond. They leave the links they were in. Texts that nothing tied
 * before come into one strand; not so accounts, whose passages may have any number of links.
 */
gboolean
tri_library_tie (TriLibrary *self,
                 const TriLinkMember *members,
                 guint n_members,
                 TriRelation relation,
                 TriLinkRest *rest,
                 GError **error)
{
  g_auto (TriLinkAct) act = { 0 };
  g_autoptr (GArray) all = new_members ();

  g_return_val_if_fail (n_members > 0, FALSE);

  g_array_append_vals (all, members, n_members);
  if (!tri_link_act_begin (&act, self, "link.tie", members[0].passage, error)
      || !find_texts (self, all, act.place.work, error))
    return FALSE;
  if (!are_in_two_texts (all))
    return fail (_ ("Choose something in another text, too."), error);
  if (act.is_account)
    return tri_link_act_tie_account (&act, all, relation, error)
           && tri_link_act_finish (&act, rest, error);
  return keep_ties (self, all, error)
         && tri_link_act_make (&act, all, relation, error)
         && tri_link_act_finish (&act, rest, error);
}

/* Parts the members of a text in proportion: how many of them go into the first part. */
static guint
find_cut (TriLibrary *self, const TriLink *link, gint64 text, double share)
{
  guint n = tri_link_count_in (link, text);
  g_autofree double *ends = g_new0 (double, n + 1);
  double best = G_MAXDOUBLE;
  guint cut = 0;
  guint at = 0;

  for (guint i = 0; i < link->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (link->members, TriLinkMember, i);

      if (member->text != text)
        continue;
      ends[at + 1] = ends[at] + tri_place_measure (self, member);
      at++;
    }
  for (guint i = n > 1; i <= n - (n > 1); i++)
    {
      double distance = ABS (ends[i] - share * ends[n]);

      if (distance >= best)
        continue;
      best = distance;
      cut = i;
    }
  return cut;
}

static double
measure_share (TriLibrary *self, const TriLink *link, gint64 text, guint n_first)
{
  double first = 0, all = 0;
  guint at = 0;

  for (guint i = 0; i < link->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (link->members, TriLinkMember, i);
      double size;

      if (member->text != text)
        continue;
      size = tri_place_measure (self, member);
      all += size;
      first += at++ < n_first ? size : 0;
    }
  return all > 0 ? first / all : 0.5;
}

/* Deals the members out to two parts. */
static void
part (TriLibrary *self,
      const TriLink *link,
      const TriLinkMember *at,
      guint index,
      GArray *above,
      GArray *below)
{
  double share = measure_share (self, link, at->text, index);
  gint64 text = 0;
  guint cut = 0, n = 0;

  for (guint i = 0; i < link->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (link->members, TriLinkMember, i);

      if (i == 0 || member->text != text)
        {
          text = member->text;
          cut = text == at->text ? index : find_cut (self, link, text, share);
          n = 0;
        }
      g_array_append_vals (n++ < cut ? above : below, member, 1);
    }
}

/**
 * tri_library_split_link:
 *
 * The act "link.split".
 */
gboolean
tri_library_split_link (TriLibrary *self,
                        const TriLinkMember *at,
                        TriLinkRest *rest,
                        GError **error)
{
  g_auto (TriLinkAct) act = { 0 };
  g_autoptr (TriLink) link = NULL;
  g_autoptr (GArray) above = new_members ();
  g_autoptr (GArray) below = new_members ();
  TriLinkMember member = *at;
  guint index, n;

  if (!tri_link_act_begin (&act, self, "link.split", at->passage, error))
    return FALSE;
  if (act.is_account)
    return fail (_ ("Passages of accounts are tied, and untied, one to another."), error);
  if (!(link = tri_link_act_get (&act, &member, error)))
    return FALSE;
  index = find_index (link, &member, &n);
  if (index == 0)
    return fail (_ ("Nothing stands before this that it could be parted from."), error);
  part (self, link, &member, index, above, below);
  return take_apart (&act, link, error)
         && tri_link_act_make (&act, above, link->relation, error)
         && tri_link_act_make (&act, below, link->relation, error)
         && tri_link_act_finish (&act, rest, error);
}

/* Untied sentences that stand between two links in another text come along, so that a link has no
 * holes; more than that stay where they are. */
#define MAX_BETWEEN 16

static void
add_between (TriLibrary *self, const TriLink *upper, const TriLink *lower, GArray *all)
{
  for (guint i = 0; i < upper->members->len; i++)
    {
      const TriLinkMember *last = &g_array_index (upper->members, TriLinkMember, i);
      TriLinkMember between[MAX_BETWEEN];
      TriLinkMember next = *last;
      guint n = 0;

      if (last->sentence < 0
          || tri_link_count_in (lower, last->text) == 0
          || (i + 1 < upper->members->len
              && g_array_index (upper->members, TriLinkMember, i + 1).text == last->text))
        continue;
      while (tri_place_step (self, &next, 1, &next)
             && n < MAX_BETWEEN
             && !tri_link_has (lower, next.passage, next.sentence))
        between[n++] = next;
      if (tri_link_has (lower, next.passage, next.sentence))
        g_array_append_vals (all, between, n);
    }
}

/**
 * tri_library_join_link:
 *
 * The act "link.join".
 */
gboolean
tri_library_join_link (TriLibrary *self,
                       const TriLinkMember *at,
                       TriLinkRest *rest,
                       GError **error)
{
  g_auto (TriLinkAct) act = { 0 };
  g_autoptr (TriLink) link = NULL;
  g_autoptr (TriLink) next = NULL;
  g_autoptr (GArray) all = new_members ();
  TriLinkMember member = *at;
  GError *local = NULL;

  if (!tri_link_act_begin (&act, self, "link.join", at->passage, error))
    return FALSE;
  if (act.is_account)
    return fail (_ ("Passages of accounts are tied, and untied, one to another."), error);
  if (!(link = tri_link_act_get (&act, &member, error)))
    return FALSE;
  next = tri_link_act_get_beside (&act, link, &member, 1, &local);
  if (local)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!next)
    return fail (_ ("Nothing follows that this could be joined with."), error);
  g_array_append_vals (all, link->members->data, link->members->len);
  add_between (self, link, next, all);
  g_array_append_vals (all, next->members->data, next->members->len);
  return take_apart (&act, link, error)
         && take_apart (&act, next, error)
         && tri_link_act_make (&act, all, link->relation, error)
         && tri_link_act_finish (&act, rest, error);
}

/* Moves the members of the text from the beginning to @index (@direction -1), or from there to the
 * end. */
static void
move_members (const TriLink *link,
              const TriLinkMember *at,
              guint index,
              int direction,
              GArray *moved,
              GArray *left)
{
  guint n = 0;

  for (guint i = 0; i < link->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (link->members, TriLinkMember, i);
      gboolean moves = member->text == at->text && (direction < 0 ? n <= index : n >= index);

      n += member->text == at->text;
      g_array_append_vals (moves ? moved : left, member, 1);
    }
}

/**
 * tri_library_shift_link:
 * @direction: -1: up, 1: down
 *
 * The act "link.shift".
 */
gboolean
tri_library_shift_link (TriLibrary *self,
                        const TriLinkMember *at,
                        int direction,
                        TriLinkRest *rest,
                        GError **error)
{
  g_auto (TriLinkAct) act = { 0 };
  g_autoptr (TriLink) link = NULL;
  g_autoptr (TriLink) beside = NULL;
  g_autoptr (GArray) moved = new_members ();
  g_autoptr (GArray) left = new_members ();
  TriLinkMember member = *at;
  GError *local = NULL;
  guint index, n;

  g_return_val_if_fail (direction == -1 || direction == 1, FALSE);

  if (!tri_link_act_begin (&act, self, "link.shift", at->passage, error))
    return FALSE;
  if (act.is_account)
    return fail (_ ("Passages of accounts are tied, and untied, one to another."), error);
  if (!(link = tri_link_act_get (&act, &member, error)))
    return FALSE;
  beside = tri_link_act_get_beside (&act, link, &member, direction, &local);
  if (local)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!beside)
    return fail (direction < 0 ? _ ("Nothing stands above this that it could go to.")
                               : _ ("Nothing stands below this that it could go to."),
                 error);
  index = find_index (link, &member, &n);
  move_members (link, &member, index, direction, moved, left);
  g_array_append_vals (moved, beside->members->data, beside->members->len);
  return take_apart (&act, link, error)
         && take_apart (&act, beside, error)
         && tri_link_act_make (&act, moved, link->relation, error)
         && tri_link_act_make (&act, left, link->relation, error)
         && tri_link_act_finish (&act, rest, error);
}

/**
 * tri_library_omit_link:
 * @in: a text; 0: all others
 *
 * The act "link.omit". Of accounts, which need not tell all of what others do, it takes the links
 * away, and what they say is not found again.
 */
gboolean
tri_library_omit_link (TriLibrary *self,
                       const TriLinkMember *at,
                       gint64 in,
                       TriLinkRest *rest,
                       GError **error)
{
  g_auto (TriLinkAct) act = { 0 };
  g_autoptr (TriLink) link = NULL;
  g_autoptr (GArray) stays = new_members ();
  TriLinkMember member = *at;
  TriRelation relation;

  if (!tri_link_act_begin (&act, self, "link.omit", at->passage, error))
    return FALSE;
  member.text = act.place.text;
  if (act.is_account)
    return tri_link_act_reject_account (&act, at->passage, in, error)
           && tri_link_act_finish (&act, rest, error);
  if (in != 0 && !(link = tri_link_act_get (&act, &member, error)))
    return FALSE;
  relation = link ? link->relation : TRI_RELATION_TRANSLATION;
  for (guint i = 0; link && i < link->members->len; i++)
    if (g_array_index (link->members, TriLinkMember, i).text != in)
      g_array_append_vals (stays, &g_array_index (link->members, TriLinkMember, i), 1);
  if (stays->len == 0)
    g_array_append_val (stays, member);
  return (!link || take_apart (&act, link, error))
         && tri_link_act_make (&act, stays, relation, error)
         && tri_link_act_finish (&act, rest, error);
}

/**
 * tri_library_untie:
 * @members: (array length=n_members): passages of two texts or more of a work that is accounts
 *
 * The act "link.untie": these do not correspond. Links between them go, and are not found again.
 */
gboolean
tri_library_untie (TriLibrary *self, const TriLinkMember *members, guint n_members, GError **error)
{
  g_auto (TriLinkAct) act = { 0 };
  g_autoptr (GArray) all = new_members ();

  g_return_val_if_fail (n_members > 0, FALSE);

  g_array_append_vals (all, members, n_members);
  if (!tri_link_act_begin (&act, self, "link.untie", members[0].passage, error)
      || !find_texts (self, all, act.place.work, error))
    return FALSE;
  if (!act.is_account || !are_in_two_texts (all))
    return fail (_ ("Choose something in another text, too."), error);
  return tri_link_act_untie_account (&act, all, error) && tri_link_act_finish (&act, NULL, error);
}
