/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tri-matcher-private.h"

#include <string.h>

/* A question made ready to be compared with passages; tri-matcher-match.c does that. */

static void
node_free (TriMatcherNode *self)
{
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->entities, g_array_unref);
  g_free (self);
}

static void
prefix_free (TriMatcherPrefix *self)
{
  g_free (self->text);
  g_array_unref (self->uses);
  g_free (self);
}

static void
mark_lengths (TriMatcher *self, const char *word, gboolean is_prefix)
{
  guint32 bit = 1u << MIN (strlen (word), 31);

  self->lengths[(guchar) *word] |= is_prefix ? ~(bit - 1) : bit;
}

static void
add_use (GArray *uses, const TriMatcherUse *use)
{
  for (guint i = 0; i < uses->len; i++)
    if (g_array_index (uses, TriMatcherUse, i).slot == use->slot)
      {
        g_array_index (uses, TriMatcherUse, i).exact |= use->exact;
        return;
      }
  g_array_append_val (uses, *use);
}

static void
add_word (TriMatcher *self, const char *word, const TriMatcherUse *use)
{
  GArray *uses = g_hash_table_lookup (self->words, word);

  if (!uses)
    {
      uses = g_array_new (FALSE, FALSE, sizeof (TriMatcherUse));
      g_hash_table_insert (self->words, g_strdup (word), uses);
      mark_lengths (self, word, FALSE);
    }
  add_use (uses, use);
}

static void
add_prefix (TriMatcher *self, const char *word, const TriMatcherUse *use)
{
  TriMatcherPrefix *prefix = g_new0 (TriMatcherPrefix, 1);

  prefix->text = g_strdup (word);
  prefix->length = strlen (word);
  prefix->uses = g_array_new (FALSE, FALSE, sizeof (TriMatcherUse));
  g_array_append_val (prefix->uses, *use);
  g_ptr_array_add (self->prefixes, prefix);
  mark_lengths (self, word, TRUE);
}

/* The last word first: in “a a” the second one must not take what the first made of the same word.
 */
static void
add_term (TriMatcher *self, const TriQueryNode *term, guint leaf, TriFormsFunc forms, gpointer data)
{
  guint n = term->words->len;

  for (guint i = n; i-- > 0;)
    {
      const char *word = term->words->pdata[i];
      TriMatcherUse use = { leaf, i, self->n_slots + i, i == n - 1, TRUE };
      g_autoptr (GPtrArray) others = NULL;

      if (term->is_prefix && use.ends)
        {
          add_prefix (self, word, &use);
          continue;
        }
      add_word (self, word, &use);
      if (forms && !term->is_exact)
        others = forms (word, term->typed ? term->typed->pdata[i] : word, data);
      use.exact = FALSE;
      for (guint j = 0; others && j < others->len; j++)
        if (*(const char *) others->pdata[j])
          add_word (self, others->pdata[j], &use);
    }
  self->n_slots += n;
  self->has_terms = TRUE;
}

typedef struct
{
  TriFormsFunc forms;
  gpointer data;
  guint near; /* that is being compiled */
  guint side;
} Context;

static TriMatcherNode *compile (TriMatcher *self, const TriQueryNode *node, Context *context);

static void
compile_children (TriMatcher *self,
                  const TriQueryNode *node,
                  TriMatcherNode *into,
                  Context *context)
{
  gboolean is_near = node->kind == TRI_QUERY_NEAR;

  if (is_near)
    {
      g_assert (node->children->len <= TRI_QUERY_MAX_SIDES);
      into->near = context->near = ++self->n_nears;
    }
  into->children = g_ptr_array_new_with_free_func ((GDestroyNotify) node_free);
  for (guint i = 0; i < node->children->len; i++)
    {
      if (is_near)
        context->side = i;
      g_ptr_array_add (into->children, compile (self, node->children->pdata[i], context));
    }
  if (is_near)
    context->near = 0;
}

static TriMatcherNode *
compile (TriMatcher *self, const TriQueryNode *node, Context *context)
{
  TriMatcherNode *made = g_new0 (TriMatcherNode, 1);
  gboolean is_leaf = node->kind == TRI_QUERY_TERM || node->kind == TRI_QUERY_ENTITY
                     || node->kind == TRI_QUERY_DATE;

  made->kind = node->kind;
  made->distance = node->distance;
  made->first = node->first;
  made->last = node->last;
  made->near = context->near;
  made->side = context->side;
  made->entities = node->entities ? g_array_copy (node->entities) : NULL;
  if (is_leaf)
    {
      made->leaf = self->leaves->len;
      g_ptr_array_add (self->leaves, made);
    }
  if (node->kind == TRI_QUERY_TERM)
    add_term (self, node, made->leaf, context->forms, context->data);
  self->needs_mentions |= node->kind == TRI_QUERY_ENTITY;
  self->needs_word_places |= node->kind == TRI_QUERY_ENTITY && made->near > 0;
  self->needs_dates |= node->kind == TRI_QUERY_DATE;
  self->only_grows &= node->kind != TRI_QUERY_NOT && node->kind != TRI_QUERY_NEAR;
  if (node->children && node->kind != TRI_QUERY_LANG)
    compile_children (self, node, made, context);
  return made;
}

TriMatcher *
tri_matcher_new (const TriQueryNode *root, TriFormsFunc forms, gpointer data)
{
  TriMatcher *self = g_new0 (TriMatcher, 1);
  Context context = { forms, data, 0, 0 };

  self->leaves = g_ptr_array_new ();
  self->words = g_hash_table_new_full (g_str_hash,
                                       g_str_equal,
                                       g_free,
                                       (GDestroyNotify) g_array_unref);
  self->prefixes = g_ptr_array_new_with_free_func ((GDestroyNotify) prefix_free);
  self->only_grows = TRUE;
  self->root = compile (self, root, &context);
  return self;
}

void
tri_matcher_free (TriMatcher *self)
{
  if (!self)
    return;
  node_free (self->root);
  g_ptr_array_unref (self->leaves);
  g_hash_table_unref (self->words);
  g_ptr_array_unref (self->prefixes);
  g_free (self);
}

gboolean
tri_matcher_needs_mentions (const TriMatcher *self)
{
  return self->needs_mentions;
}

gboolean
tri_matcher_needs_dates (const TriMatcher *self)
{
  return self->needs_dates;
}
