/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-search.h"

#include "library/tri-search-private.h"
#include "tri-language.h"

TriSearch *
tri_search_new (TriLibrary *library,
                const char *typed,
                const TriSearchOptions *options,
                GError **error)
{
  static const char rows[] = "SELECT max (id) FROM passages";
  g_autoptr (TriSearch) self = g_new0 (TriSearch, 1);

  g_atomic_ref_count_init (&self->refs);
  self->query = tri_query_parse (typed);
  self->options = options ? tri_search_options_copy (options) : tri_search_options_new ();
  self->branches = g_ptr_array_new_with_free_func (tri_search_branch_free);
  self->forms = g_hash_table_new_full (g_str_hash,
                                       g_str_equal,
                                       g_free,
                                       (GDestroyNotify) g_ptr_array_unref);
  self->n_passages = (guint64) tri_library_ask (library, rows, 0, 0);
  self->texts = tri_search_texts_new (library, error);
  if (!self->texts || !tri_search_plan (self, library, error))
    return NULL;
  return g_steal_pointer (&self);
}

TriSearch *
tri_search_ref (TriSearch *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
tri_search_unref (TriSearch *self)
{
  if (!self || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->branches, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->forms, g_hash_table_unref);
  g_clear_pointer (&self->matchers, g_hash_table_unref);
  g_clear_pointer (&self->counterpart_matchers, g_hash_table_unref);
  tri_search_options_free (self->options);
  tri_query_free (self->query);
  g_free (self);
}

const TriQuery *
tri_search_get_query (const TriSearch *self)
{
  return self->query;
}

static char *
dup_primary (const char *lang)
{
  g_autofree char *tag = tri_language_dup_tag (lang);

  return g_ascii_strdown (tag ? tag : "", tag ? (gssize) strcspn (tag, "-_") : 0);
}

static TriMatcher *
find_matcher (GHashTable *matchers, const char *lang)
{
  g_autofree char *primary = dup_primary (lang);

  return matchers ? g_hash_table_lookup (matchers, primary) : NULL;
}

TriMatcher *
tri_search_get_matcher (const TriSearch *self, const char *lang)
{
  return find_matcher (self->matchers, lang);
}

TriMatcher *
tri_search_get_counterpart_matcher (const TriSearch *self, const char *lang)
{
  return find_matcher (self->counterpart_matchers, lang);
}

gboolean
tri_search_asks_counterparts (const TriSearch *self, const char *lang)
{
  g_autofree char *primary = dup_primary (lang);

  for (guint i = 0; self->branches && i < self->branches->len; i++)
    {
      const TriSearchBranch *branch = self->branches->pdata[i];

      for (guint n = 0; n < branch->conditions->len; n++)
        if (g_str_equal (((const TriSearchCondition *) branch->conditions->pdata[n])->lang,
                         primary))
          return TRUE;
    }
  return FALSE;
}
