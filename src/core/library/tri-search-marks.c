/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-search-private.h"

/* What is marked in the passages of each language: all that any branch asks for there. */

static void
add_asked (GHashTable *asked, const char *lang, const TriQueryNode *node)
{
  GPtrArray *nodes = g_hash_table_lookup (asked, lang);

  if (!nodes)
    {
      nodes = g_ptr_array_new ();
      g_hash_table_insert (asked, g_strdup (lang), nodes);
    }
  g_ptr_array_add (nodes, (gpointer) node);
}

/* What any of the branches asks for in a language. */
static GHashTable *
make_matchers (TriSearch *self, TriLibrary *library, GHashTable *asked)
{
  GHashTable *matchers = g_hash_table_new_full (g_str_hash,
                                                g_str_equal,
                                                g_free,
                                                (GDestroyNotify) tri_matcher_free);
  GHashTableIter each;
  gpointer lang;
  gpointer value;

  g_hash_table_iter_init (&each, asked);
  while (g_hash_table_iter_next (&each, &lang, &value))
    {
      const GPtrArray *nodes = value;
      g_autoptr (TriQueryNode) any = tri_query_node_new (TRI_QUERY_OR);

      if (!any->children)
        any->children = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_query_node_free);
      for (guint i = 0; i < nodes->len; i++)
        g_ptr_array_add (any->children, tri_query_node_copy (nodes->pdata[i]));
      g_hash_table_insert (matchers,
                           g_strdup (lang),
                           tri_search_make_matcher (self,
                                                    library,
                                                    lang,
                                                    nodes->len > 1 ? any : nodes->pdata[0]));
    }
  return matchers;
}

static GHashTable *
asked_new (void)
{
  return g_hash_table_new_full (g_str_hash,
                                g_str_equal,
                                g_free,
                                (GDestroyNotify) g_ptr_array_unref);
}

void
tri_search_make_matchers (TriSearch *self, TriLibrary *library)
{
  g_autoptr (GHashTable) own = asked_new ();
  g_autoptr (GHashTable) others = asked_new ();

  for (guint i = 0; i < self->branches->len; i++)
    {
      const TriSearchBranch *branch = self->branches->pdata[i];

      add_asked (own, branch->lang, branch->node);
      for (guint n = 0; n < branch->conditions->len; n++)
        {
          const TriSearchCondition *condition = branch->conditions->pdata[n];

          if (!condition->is_negative)
            add_asked (others, condition->lang, condition->node);
        }
    }
  self->matchers = make_matchers (self, library, own);
  self->counterpart_matchers = make_matchers (self, library, others);
}
