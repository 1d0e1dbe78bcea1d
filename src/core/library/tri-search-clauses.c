/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-search-private.h"

#include <string.h>

/* A question as alternatives, each an AND in which what says where to look stands by itself: work:x
 * inside an OR or a NOT is taken out of it. */

#define MAX_CLAUSES 64

/* Alternatives: (element-type GPtrArray) of what each asks for together. */
typedef GPtrArray Ways;

static gboolean
has_kind (const TriQueryNode *node, TriQueryKind kind)
{
  if (node->kind == kind)
    return TRUE;
  for (guint i = 0; node->children && i < node->children->len; i++)
    if (has_kind (node->children->pdata[i], kind))
      return TRUE;
  return FALSE;
}

static GPtrArray *
parts_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) tri_query_node_free);
}

static Ways *
ways_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
}

static TriQueryNode *
node_over (TriQueryKind kind, const TriQueryNode *like)
{
  TriQueryNode *node = tri_query_node_new (kind);

  if (!node->children)
    node->children = parts_new ();
  node->start = like->start;
  node->end = like->end;
  return node;
}

static void
add_part (GPtrArray *parts, const TriQueryNode *node)
{
  g_autofree char *text = tri_query_node_to_string (node);

  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *known = tri_query_node_to_string (parts->pdata[i]);

      if (g_str_equal (known, text))
        return;
    }
  g_ptr_array_add (parts, tri_query_node_copy (node));
}

static gboolean
holds_all (const GPtrArray *parts, const GPtrArray *others)
{
  for (guint i = 0; i < others->len; i++)
    {
      g_autofree char *wanted = tri_query_node_to_string (others->pdata[i]);
      gboolean any = FALSE;

      for (guint n = 0; n < parts->len && !any; n++)
        {
          g_autofree char *text = tri_query_node_to_string (parts->pdata[n]);

          any = g_str_equal (text, wanted);
        }
      if (!any)
        return FALSE;
    }
  return TRUE;
}

/* Unless another asks for less of the same. Takes @parts. */
static void
add_way (Ways *ways, GPtrArray *parts)
{
  for (guint i = 0; i < ways->len; i++)
    if (holds_all (parts, ways->pdata[i]))
      {
        g_ptr_array_unref (parts);
        return;
      }
  for (guint i = ways->len; i > 0; i--)
    if (holds_all (ways->pdata[i - 1], parts))
      g_ptr_array_remove_index (ways, i - 1);
  g_ptr_array_add (ways, parts);
}

static Ways *
list_one (const TriQueryNode *node, gboolean is_not)
{
  Ways *ways = ways_new ();
  GPtrArray *parts = parts_new ();

  if (is_not)
    {
      TriQueryNode *not = node_over (TRI_QUERY_NOT, node);

      g_ptr_array_add (not ->children, tri_query_node_copy (node));
      g_ptr_array_add (parts, not );
    }
  else
    g_ptr_array_add (parts, tri_query_node_copy (node));
  g_ptr_array_add (ways, parts);
  return ways;
}

static Ways *list_ways (const TriQueryNode *node, gboolean is_not);

static Ways *
list_any (const TriQueryNode *node, gboolean is_not)
{
  g_autoptr (GPtrArray) ways = ways_new ();

  for (guint i = 0; i < node->children->len; i++)
    {
      g_autoptr (GPtrArray) more = list_ways (node->children->pdata[i], is_not);

      if (!more)
        return NULL;
      for (guint n = 0; n < more->len; n++)
        add_way (ways, g_ptr_array_ref (more->pdata[n]));
    }
  return ways->len <= MAX_CLAUSES ? g_steal_pointer (&ways) : NULL;
}

static GPtrArray *
join_parts (const GPtrArray *one, const GPtrArray *other)
{
  GPtrArray *parts = parts_new ();

  for (guint i = 0; i < one->len; i++)
    g_ptr_array_add (parts, tri_query_node_copy (one->pdata[i]));
  for (guint i = 0; i < other->len; i++)
    add_part (parts, other->pdata[i]);
  return parts;
}

static Ways *
list_all (const TriQueryNode *node, gboolean is_not)
{
  g_autoptr (GPtrArray) ways = ways_new ();

  g_ptr_array_add (ways, parts_new ());
  for (guint i = 0; i < node->children->len; i++)
    {
      g_autoptr (GPtrArray) more = list_ways (node->children->pdata[i], is_not);
      g_autoptr (GPtrArray) both = ways_new ();

      if (!more)
        return NULL;
      for (guint a = 0; a < ways->len; a++)
        for (guint b = 0; b < more->len; b++)
          add_way (both, join_parts (ways->pdata[a], more->pdata[b]));
      if (both->len > MAX_CLAUSES)
        return NULL;
      g_ptr_array_unref (ways);
      ways = g_steal_pointer (&both);
    }
  return g_steal_pointer (&ways);
}

/* NULL: too many. */
static Ways *
list_ways (const TriQueryNode *node, gboolean is_not)
{
  if (!has_kind (node, TRI_QUERY_FILTER))
    return list_one (node, is_not);
  switch (node->kind)
    {
    case TRI_QUERY_NOT:
      return list_ways (node->children->pdata[0], !is_not);
    case TRI_QUERY_AND:
      return is_not ? list_any (node, TRUE) : list_all (node, FALSE);
    case TRI_QUERY_OR:
      return is_not ? list_all (node, TRUE) : list_any (node, FALSE);
    default:
      return list_one (node, is_not);
    }
}

static TriQueryNode *
make_clause (const TriQueryNode *root, const GPtrArray *parts)
{
  TriQueryNode *clause;

  if (parts->len == 1)
    return tri_query_node_copy (parts->pdata[0]);
  clause = node_over (TRI_QUERY_AND, root);
  for (guint i = 0; i < parts->len; i++)
    {
      const TriQueryNode *part = parts->pdata[i];

      /* What an alternative asks for together stands beside the rest. */
      for (guint n = 0; part->kind == TRI_QUERY_AND && n < part->children->len; n++)
        g_ptr_array_add (clause->children, tri_query_node_copy (part->children->pdata[n]));
      if (part->kind != TRI_QUERY_AND)
        g_ptr_array_add (clause->children, tri_query_node_copy (part));
    }
  return clause;
}

/* --- Where to look, said inside a language */

/* work:x, NOT work:x, (work:x OR kind:y): nothing but where to look. */
static gboolean
is_place (const TriQueryNode *node)
{
  if (node->kind == TRI_QUERY_FILTER)
    return TRUE;
  if (node->kind != TRI_QUERY_AND && node->kind != TRI_QUERY_OR && node->kind != TRI_QUERY_NOT)
    return FALSE;
  for (guint i = 0; i < node->children->len; i++)
    if (!is_place (node->children->pdata[i]))
      return FALSE;
  return TRUE;
}

/* fr:(a work:x) as fr:a work:x: adds both to @parts. */
static void
lift_scope (const TriQueryNode *scope, GPtrArray *parts)
{
  const TriQueryNode *inside = scope->children->pdata[0];
  TriQueryNode *all = node_over (TRI_QUERY_AND, inside);
  TriQueryNode *rest = node_over (TRI_QUERY_LANG, scope);
  guint n_places = 0;

  rest->name = g_strdup (scope->name);
  for (guint i = 0; inside->kind == TRI_QUERY_AND && i < inside->children->len; i++)
    {
      const TriQueryNode *child = inside->children->pdata[i];
      gboolean place = is_place (child);

      n_places += place;
      g_ptr_array_add (place ? parts : all->children, tri_query_node_copy (child));
    }
  if (n_places == 0 || all->children->len == 0)
    g_ptr_array_add (rest->children, tri_query_node_copy (inside));
  else if (all->children->len == 1)
    g_ptr_array_add (rest->children, g_ptr_array_steal_index (all->children, 0));
  else
    g_ptr_array_add (rest->children, g_steal_pointer (&all));
  tri_query_node_free (all);
  g_ptr_array_add (parts, rest);
}

/* The scope that says of which language hits are. */
static const TriQueryNode *
find_scope (const TriQueryNode *node)
{
  const TriQueryNode *scope = NULL;

  for (guint i = 0; i < node->children->len; i++)
    {
      const TriQueryNode *child = node->children->pdata[i];

      if (child->kind == TRI_QUERY_LANG)
        scope = scope ? scope : child;
      else if (child->kind != TRI_QUERY_NOT && !is_place (child))
        return NULL;
    }
  return scope;
}

/* What is said there of places is about the hits, too. */
static TriQueryNode *
lift (const TriQueryNode *node)
{
  TriQueryNode *lifted;
  const TriQueryNode *scope = NULL;

  if (node->kind != TRI_QUERY_AND && node->kind != TRI_QUERY_OR && node->kind != TRI_QUERY_LANG)
    return tri_query_node_copy (node);
  lifted = node_over (node->kind == TRI_QUERY_OR ? TRI_QUERY_OR : TRI_QUERY_AND, node);
  if (node->kind == TRI_QUERY_AND)
    scope = find_scope (node);
  if (node->kind == TRI_QUERY_LANG)
    lift_scope (node, lifted->children);
  for (guint i = 0; node->kind != TRI_QUERY_LANG && i < node->children->len; i++)
    {
      const TriQueryNode *child = node->children->pdata[i];

      if (child == scope)
        lift_scope (child, lifted->children);
      else
        g_ptr_array_add (lifted->children,
                         node->kind == TRI_QUERY_OR ? lift (child) : tri_query_node_copy (child));
    }
  return lifted;
}

GPtrArray *
tri_search_list_clauses (const TriQueryNode *root)
{
  g_autoptr (GPtrArray) clauses = parts_new ();
  gboolean is_apart = root->kind == TRI_QUERY_OR && has_kind (root, TRI_QUERY_LANG);
  g_autoptr (TriQueryNode) lifted = NULL;
  g_autoptr (GPtrArray) ways = NULL;

  if (!has_kind (root, TRI_QUERY_FILTER))
    {
      for (guint i = 0; is_apart && i < root->children->len; i++)
        g_ptr_array_add (clauses, tri_query_node_copy (root->children->pdata[i]));
      if (!is_apart)
        g_ptr_array_add (clauses, tri_query_node_copy (root));
      return g_steal_pointer (&clauses);
    }
  lifted = lift (root);
  ways = list_ways (lifted, FALSE);
  if (!ways)
    return NULL;
  for (guint i = 0; i < ways->len; i++)
    g_ptr_array_add (clauses, make_clause (root, ways->pdata[i]));
  return g_steal_pointer (&clauses);
}
