/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-link-account.h"

#include "library/tri-link-store.h"

#include <glib/gi18n.h>

static gboolean
holds_passage (const GArray *members, gint64 passage)
{
  for (guint i = 0; i < members->len; i++)
    if (g_array_index (members, TriLinkMember, i).passage == passage)
      return TRUE;
  return FALSE;
}

/* Whether a link speaks of nothing but the passages of these members. */
static gboolean
is_between (const TriLink *link, const GArray *members)
{
  for (guint i = 0; i < link->members->len; i++)
    if (!holds_passage (members, g_array_index (link->members, TriLinkMember, i).passage))
      return FALSE;
  return TRUE;
}

static gboolean
drop_at (TriLinkAct *self, gint64 passage, const GArray *members, guint *n, GError **error)
{
  g_autoptr (GArray) ids = tri_link_store_list_at (self->library, passage, -1, error);

  for (guint i = 0; ids && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (TriLink) link = tri_link_store_get (self->library, id, NULL);

      if (!link || !is_between (link, members))
        continue;
      if (!tri_link_act_remove (self, link, error))
        return FALSE;
      *n += link->kind == TRI_LINK_GROUP;
    }
  return ids != NULL;
}

/* Takes away what was said of just these. *@n: how many links that one saw. */
static gboolean
drop_between (TriLinkAct *self, const GArray *members, guint *n, GError **error)
{
  *n = 0;
  for (guint i = 0; i < members->len; i++)
    if (!drop_at (self, g_array_index (members, TriLinkMember, i).passage, members, n, error))
      return FALSE;
  return TRUE;
}

gboolean
tri_link_act_tie_account (TriLinkAct *self, GArray *members, TriRelation relation, GError **error)
{
  guint n;

  return drop_between (self, members, &n, error)
         && tri_link_act_add (self, members, relation, TRI_LINK_GROUP, error);
}

gboolean
tri_link_act_untie_account (TriLinkAct *self, GArray *members, GError **error)
{
  guint n;

  if (!drop_between (self, members, &n, error))
    return FALSE;
  if (n > 0)
    return tri_link_act_add (self, members, TRI_RELATION_OVERLAP, TRI_LINK_REJECTED, error);
  g_set_error_literal (error, TRI_ERROR, TRI_ERROR_FAILED, _ ("No link ties these."));
  return FALSE;
}

gboolean
tri_link_act_reject_account (TriLinkAct *self, gint64 passage, gint64 in, GError **error)
{
  g_autoptr (GArray) ids = tri_link_store_list_at (self->library, passage, -1, error);
  guint n = 0;

  for (guint i = 0; ids && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (TriLink) link = tri_link_store_get (self->library, id, NULL);

      if (!link || link->kind != TRI_LINK_GROUP || (in != 0 && tri_link_count_in (link, in) == 0))
        continue;
      if (!tri_link_act_remove (self, link, error)
          || !tri_link_act_add (self, link->members, link->relation, TRI_LINK_REJECTED, error))
        return FALSE;
      n++;
    }
  if (ids && n == 0)
    g_set_error_literal (error, TRI_ERROR, TRI_ERROR_FAILED, _ ("No link ties this."));
  return n > 0;
}
