/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-works.h"
#include "library/tri-search-private.h"
#include "library/tri-word-forms.h"
#include "search/tri-words.h"
#include "tri-fold.h"
#include "tri-language.h"

#include <string.h>

/* So many entities that are called so, and forms of one word, are looked for. */
#define MAX_NAMED 50
#define MAX_FORMS 48

/* --- Words and names */

GPtrArray *
tri_search_forms_cb (const char *word, const char *typed, gpointer data)
{
  TriSearchForms *self = data;
  g_autofree char *key = g_strconcat (self->lang, "\n", word, "\n", typed, NULL);
  GPtrArray *forms = g_hash_table_lookup (self->search->forms, key);

  if (!self->search->options->forms)
    return NULL;
  if (!forms && self->library)
    {
      forms = tri_library_list_word_forms (self->library,
                                           self->lang,
                                           word,
                                           typed,
                                           MAX_FORMS,
                                           NULL);
      if (forms)
        g_hash_table_insert (self->search->forms, g_steal_pointer (&key), forms);
    }
  return forms ? g_ptr_array_ref (forms) : NULL;
}

static gboolean
add_entities (TriLibrary *library,
              const char *sql,
              const char *folded,
              GArray *entities,
              GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, folded);
  sqlite3_bind_int (statement, 2, MAX_NAMED);
  while (tri_library_next (library, statement, &local))
    {
      gint64 entity = sqlite3_column_int64 (statement, 0);

      g_array_append_val (entities, entity);
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

void
tri_search_add_note (TriSearch *self, TriQueryProblem problem, const TriQueryNode *node)
{
  TriQueryNote note = { problem, node->start, node->end };

  /* It may be met once for each language. */
  for (guint i = 0; i < self->query->notes->len; i++)
    if (g_array_index (self->query->notes, TriQueryNote, i).problem == problem
        && g_array_index (self->query->notes, TriQueryNote, i).start == node->start)
      return;
  g_array_append_val (self->query->notes, note);
}

/* Nobody is called so: then its words are looked for. */
static void
make_term (TriQueryNode *node)
{
  g_autoptr (GPtrArray) words = tri_words_list (node->name);

  if (words->len == 0)
    return;
  node->kind = TRI_QUERY_TERM;
  node->words = g_steal_pointer (&words);
  node->typed = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < node->words->len; i++)
    g_ptr_array_add (node->typed, g_strdup (node->words->pdata[i]));
}

/* Whom a name means: who is called just so; else whose names hold it as words. */
static gboolean
resolve_entity (TriSearch *self, TriLibrary *library, TriQueryNode *node, GError **error)
{
  static const char exact[] = "SELECT DISTINCT n.entity FROM entity_names AS n"
                              " CROSS JOIN entities AS e ON e.id = n.entity"
                              " CROSS JOIN registers AS r ON r.id = e.register"
                              " WHERE n.folded = ?1 AND r.deleted IS NULL LIMIT ?2";
  static const char within[] = "SELECT DISTINCT n.entity FROM entity_names AS n"
                               " CROSS JOIN entities AS e ON e.id = n.entity"
                               " CROSS JOIN registers AS r ON r.id = e.register"
                               " WHERE instr (' ' || n.folded || ' ', ' ' || ?1 || ' ') > 0"
                               " AND r.deleted IS NULL LIMIT ?2";
  g_autofree char *folded = tri_fold (node->name);

  node->entities = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_strstrip (folded);
  if (!add_entities (library, exact, folded, node->entities, error)
      || (node->entities->len == 0
          && !add_entities (library, within, folded, node->entities, error)))
    return FALSE;
  if (node->entities->len == 0)
    {
      tri_search_add_note (self, TRI_QUERY_UNKNOWN_NAME, node);
      make_term (node);
    }
  return TRUE;
}

static gboolean
resolve (TriSearch *self, TriLibrary *library, TriQueryNode *node, GError **error)
{
  /* Not beyond what a walk is worth. */
  static const char dates[] = "SELECT count (*) FROM (SELECT 1 FROM dates LIMIT 100000)";

  if (node->kind == TRI_QUERY_ENTITY && !resolve_entity (self, library, node, error))
    return FALSE;
  if (node->kind == TRI_QUERY_DATE && self->n_dates == 0)
    self->n_dates = (guint64) tri_library_ask (library, dates, 0, 0);
  for (guint i = 0; node->children && i < node->children->len; i++)
    if (!resolve (self, library, node->children->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* --- A node as it is put to one language */

typedef enum
{
  ALWAYS,
  NEVER,
  SOMETIMES, /* there is a node */
} Truth;

static Truth specialise (const TriQueryNode *node, const char *lang, TriQueryNode **own);

static gboolean
is_of (const TriQueryNode *node, const char *lang)
{
  gsize n = strcspn (node->name, "-_");

  return strlen (lang) == n && strncmp (node->name, lang, n) == 0;
}

static Truth
take_children (TriQueryNode *node, Truth none, TriQueryNode **own)
{
  if (node->children->len == 0)
    {
      tri_query_node_free (node);
      return none;
    }
  *own = node;
  if (node->children->len == 1)
    {
      *own = g_ptr_array_steal_index (node->children, 0);
      tri_query_node_free (node);
    }
  return SOMETIMES;
}

static TriQueryNode *
begin_like (const TriQueryNode *node)
{
  TriQueryNode *copy = tri_query_node_new (node->kind);

  copy->start = node->start;
  copy->end = node->end;
  copy->distance = node->distance;
  if (!copy->children)
    copy->children = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_query_node_free);
  return copy;
}

/* AND and NEAR: all of them. */
static Truth
specialise_all (const TriQueryNode *node, const char *lang, TriQueryNode **own)
{
  g_autoptr (TriQueryNode) copy = begin_like (node);
  gboolean any_positive = FALSE;

  for (guint i = 0; i < node->children->len; i++)
    {
      TriQueryNode *child = NULL;
      Truth truth = specialise (node->children->pdata[i], lang, &child);

      if (truth == NEVER)
        return NEVER;
      if (truth == ALWAYS)
        continue;
      any_positive |= child->kind != TRI_QUERY_NOT;
      g_ptr_array_add (copy->children, child);
    }
  /* Everything but something is not looked for. */
  if (copy->children->len > 0 && !any_positive)
    return NEVER;
  return take_children (g_steal_pointer (&copy), ALWAYS, own);
}

static Truth
specialise_any (const TriQueryNode *node, const char *lang, TriQueryNode **own)
{
  g_autoptr (TriQueryNode) copy = begin_like (node);

  for (guint i = 0; i < node->children->len; i++)
    {
      TriQueryNode *child = NULL;
      Truth truth = specialise (node->children->pdata[i], lang, &child);

      if (truth == SOMETIMES && child->kind != TRI_QUERY_NOT)
        g_ptr_array_add (copy->children, child);
      else
        tri_query_node_free (child);
    }
  return take_children (g_steal_pointer (&copy), NEVER, own);
}

static Truth
specialise_not (const TriQueryNode *node, const char *lang, TriQueryNode **own)
{
  g_autoptr (TriQueryNode) copy = begin_like (node);
  TriQueryNode *child = NULL;
  Truth truth = specialise (node->children->pdata[0], lang, &child);

  if (truth != SOMETIMES)
    return truth == NEVER ? ALWAYS : NEVER;
  /* Twice not. */
  if (child->kind == TRI_QUERY_NOT)
    {
      *own = g_ptr_array_steal_index (child->children, 0);
      tri_query_node_free (child);
      return SOMETIMES;
    }
  g_ptr_array_add (copy->children, child);
  *own = g_steal_pointer (&copy);
  return SOMETIMES;
}

static Truth
specialise (const TriQueryNode *node, const char *lang, TriQueryNode **own)
{
  switch (node->kind)
    {
    case TRI_QUERY_AND:
    case TRI_QUERY_NEAR:
      return specialise_all (node, lang, own);
    case TRI_QUERY_OR:
      return specialise_any (node, lang, own);
    case TRI_QUERY_NOT:
      return specialise_not (node, lang, own);
    case TRI_QUERY_LANG:
      return is_of (node, lang) ? specialise (node->children->pdata[0], lang, own) : NEVER;
    case TRI_QUERY_FILTER:
      return ALWAYS;
    default:
      *own = tri_query_node_copy (node);
      return SOMETIMES;
    }
}

/* --- Branches */

static void
chapters_free (gpointer data)
{
  TriSearchChapters *self = data;

  g_array_unref (self->stretches);
  g_free (self);
}

static void
condition_free (gpointer data)
{
  TriSearchCondition *self = data;

  g_free (self->lang);
  tri_query_node_free (self->node);
  g_clear_pointer (&self->matcher, tri_matcher_free);
  g_free (self);
}

void
tri_search_branch_free (gpointer data)
{
  TriSearchBranch *self = data;

  g_free (self->lang);
  tri_query_node_free (self->node);
  g_clear_pointer (&self->matcher, tri_matcher_free);
  g_ptr_array_unref (self->conditions);
  g_free (self->is_allowed);
  g_ptr_array_unref (self->chapters);
  g_free (self);
}

static const TriQueryNode *
skip_not (const TriQueryNode *node, gboolean *is_negative)
{
  *is_negative = FALSE;
  while (node->kind == TRI_QUERY_NOT)
    {
      *is_negative = !*is_negative;
      node = node->children->pdata[0];
    }
  return node;
}

/* nl:x, nl:!x, NOT nl:x: what is asked, and whether it is to be there. */
static const TriQueryNode *
get_scope (const TriQueryNode *node, const TriQueryNode **asked, gboolean *is_negative)
{
  gboolean outer;
  gboolean inner;
  const TriQueryNode *scope = skip_not (node, &outer);

  if (scope->kind != TRI_QUERY_LANG)
    return NULL;
  *asked = skip_not (scope->children->pdata[0], &inner);
  *is_negative = outer != inner;
  return scope;
}

/* The languages that hits may be of: that of the first language that is asked for; NULL: any. */
static const TriQueryNode *
find_primary (TriQueryNode *const *parts, guint n)
{
  const TriQueryNode *primary = NULL;

  for (guint i = 0; i < n; i++)
    {
      const TriQueryNode *asked;
      gboolean is_negative;
      const TriQueryNode *scope = get_scope (parts[i], &asked, &is_negative);

      if (!scope)
        {
          if (skip_not (parts[i], &is_negative)->kind != TRI_QUERY_FILTER && !is_negative)
            return NULL;
        }
      else if (!is_negative && !primary)
        primary = scope;
    }
  return primary;
}

static gboolean
has_positive (TriQueryNode *const *parts, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      gboolean is_negative;

      if (skip_not (parts[i], &is_negative)->kind != TRI_QUERY_FILTER && !is_negative)
        return TRUE;
    }
  return FALSE;
}

/* Where to look is said, but not what for. */
static void
note_filter (TriSearch *self, TriQueryNode *const *parts, guint n)
{
  for (guint i = 0; i < n; i++)
    if (parts[i]->kind == TRI_QUERY_FILTER)
      {
        tri_search_add_note (self, TRI_QUERY_ONLY_FILTER, parts[i]);
        return;
      }
}

TriMatcher *
tri_search_make_matcher (TriSearch *self,
                         TriLibrary *library,
                         const char *lang,
                         const TriQueryNode *node)
{
  TriSearchForms forms = { self, library, lang };

  return tri_matcher_new (node, tri_search_forms_cb, &forms);
}

static gboolean
add_condition (TriSearch *self,
               TriLibrary *library,
               TriSearchBranch *branch,
               const TriQueryNode *scope,
               const TriQueryNode *asked,
               gboolean is_negative)
{
  g_autofree char *lang = g_strndup (scope->name, strcspn (scope->name, "-_"));
  TriQueryNode *node = NULL;
  TriSearchCondition *condition;
  Truth truth = specialise (asked, lang, &node);

  if (truth != SOMETIMES)
    return is_negative == (truth == NEVER);
  condition = g_new0 (TriSearchCondition, 1);
  condition->lang = g_steal_pointer (&lang);
  condition->is_negative = is_negative;
  condition->node = node;
  condition->matcher = tri_search_make_matcher (self, library, condition->lang, node);
  g_ptr_array_add (branch->conditions, condition);
  return TRUE;
}

static gboolean
allow_texts (TriSearch *self, TriSearchBranch *branch)
{
  const TriSearchOptions *options = self->options;
  gboolean any = FALSE;

  for (guint i = 0; i < self->texts->len; i++)
    {
      const TriSearchText *text = self->texts->pdata[i];

      branch->is_allowed[i] = g_str_equal (text->lang, branch->lang)
                              && (options->work == 0 || options->work == text->work)
                              && (options->text == 0 || options->text == text->id);
      any |= branch->is_allowed[i];
    }
  return any;
}

/* One AND of @parts, put to the texts of one language. */
static gboolean
add_branch (TriSearch *self,
            TriLibrary *library,
            const char *lang,
            TriQueryNode *const *parts,
            guint n_parts,
            GError **error)
{
  TriSearchBranch *branch = g_new0 (TriSearchBranch, 1);
  g_autoptr (TriQueryNode) all = tri_query_node_new (TRI_QUERY_AND);
  TriQueryNode *own = NULL;
  gboolean possible;

  branch->lang = g_strdup (lang);
  branch->conditions = g_ptr_array_new_with_free_func (condition_free);
  branch->is_allowed = g_new0 (gboolean, self->texts->len + 1);
  branch->chapters = g_ptr_array_new_with_free_func (chapters_free);
  branch->kinds = self->options->kinds != 0 ? self->options->kinds : TRI_SEARCH_ALL_KINDS;
  possible = allow_texts (self, branch);
  if (!all->children)
    all->children = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_query_node_free);
  for (guint i = 0; possible && i < n_parts; i++)
    {
      const TriQueryNode *asked;
      gboolean is_negative;
      const TriQueryNode *scope = get_scope (parts[i], &asked, &is_negative);
      gboolean is_out;
      const TriQueryNode *bare = skip_not (parts[i], &is_out);

      if (scope && !is_of (scope, lang))
        possible = add_condition (self, library, branch, scope, asked, is_negative);
      else if (bare->kind == TRI_QUERY_FILTER)
        possible = tri_search_apply_filter (self, library, branch, bare, !is_out, error);
      else
        g_ptr_array_add (all->children, tri_query_node_copy (parts[i]));
    }
  if (possible && tri_search_filter_division (self, library, branch, error)
      && specialise (all, lang, &own) == SOMETIMES)
    {
      branch->node = own;
      branch->matcher = tri_search_make_matcher (self, library, lang, own);
      g_ptr_array_add (self->branches, branch);
      return TRUE;
    }
  tri_search_branch_free (branch);
  return !error || !*error;
}

/* One alternative, for all languages there are. */
static gboolean
add_clause (TriSearch *self, TriLibrary *library, const TriQueryNode *clause, GError **error)
{
  TriQueryNode *const alone[] = { (TriQueryNode *) clause };
  gboolean is_and = clause->kind == TRI_QUERY_AND;
  TriQueryNode *const *parts = is_and ? (TriQueryNode *const *) clause->children->pdata : alone;
  guint n_parts = is_and ? clause->children->len : 1;
  const TriQueryNode *primary = find_primary (parts, n_parts);
  g_autofree char *only = tri_language_dup_tag (self->options->lang);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  if (!has_positive (parts, n_parts))
    {
      note_filter (self, parts, n_parts);
      return TRUE;
    }
  for (guint i = 0; i < self->texts->len; i++)
    {
      const TriSearchText *text = self->texts->pdata[i];

      if (!g_hash_table_add (done, text->lang) || (primary && !is_of (primary, text->lang))
          || (only && !tri_language_matches (only, text->lang)))
        continue;
      if (!add_branch (self, library, text->lang, parts, n_parts, error))
        return FALSE;
    }
  return TRUE;
}

/* Languages that have none of the words: not to be asked when all words are counted. */
static void
prune (TriSearch *self, TriLibrary *library)
{
  if (tri_library_has_uncounted_words (library))
    return;
  for (guint i = self->branches->len; i > 0; i--)
    {
      const TriSearchBranch *branch = self->branches->pdata[i - 1];

      if (tri_search_estimate (self, library, branch->lang, branch->node) == 0)
        g_ptr_array_remove_index (self->branches, i - 1);
    }
}

static gboolean
add_clauses (TriSearch *self, TriLibrary *library, const TriQueryNode *root, GError **error)
{
  g_autoptr (GPtrArray) clauses = tri_search_list_clauses (root);

  /* More alternatives than anybody types. */
  if (!clauses)
    tri_search_add_note (self, TRI_QUERY_TOO_LONG, root);
  for (guint i = 0; clauses && i < clauses->len; i++)
    if (!add_clause (self, library, clauses->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
tri_search_plan (TriSearch *self, TriLibrary *library, GError **error)
{
  TriQueryNode *root = self->query->root;

  if (!root)
    return TRUE;
  if (!resolve (self, library, root, error) || !add_clauses (self, library, root, error))
    return FALSE;
  prune (self, library);
  tri_search_make_matchers (self, library);
  return TRUE;
}
