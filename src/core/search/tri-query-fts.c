/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tri-query-fts.h"

/* More ways to say a phrase than these are looked for word by word, and looked at afterwards. */
#define MAX_WAYS 64
/* FTS5 does not understand parentheses in parentheses without end. */
#define MAX_DEPTH 12

typedef struct
{
  TriFormsFunc forms;
  gpointer data;
  TriFts *fts;
  guint depth;
} Writer;

/* One way to say a TERM. */
typedef struct
{
  const TriQueryNode *term;
  char *phrase;
  guint n_words;
  gboolean is_typed;
} Way;

static void
way_free (gpointer data)
{
  Way *self = data;

  g_free (self->phrase);
  g_free (self);
}

void
tri_fts_free (TriFts *self)
{
  if (!self)
    return;
  g_string_free (self->match, TRUE);
  g_array_unref (self->phrases);
  g_free (self);
}

gboolean
tri_query_node_is_words (const TriQueryNode *self)
{
  switch (self->kind)
    {
    case TRI_QUERY_TERM:
      return TRUE;
    case TRI_QUERY_AND:
    case TRI_QUERY_OR:
    case TRI_QUERY_NOT:
    case TRI_QUERY_NEAR:
      for (guint i = 0; i < self->children->len; i++)
        if (!tri_query_node_is_words (self->children->pdata[i]))
          return FALSE;
      return TRUE;
    default:
      return FALSE;
    }
}

static void
add_phrase (Writer *self, const Way *way)
{
  TriFtsPhrase phrase = { way->term, way->is_typed };

  g_string_append (self->fts->match, way->phrase);
  g_array_append_val (self->fts->phrases, phrase);
}

/* The words that the n-th word of a term stands for, the typed one first. */
static GPtrArray *
list_forms (Writer *self, const TriQueryNode *term, guint n)
{
  gboolean is_prefix = term->is_prefix && n + 1 == term->words->len;
  GPtrArray *forms = NULL;

  if (self->forms && !term->is_exact && !is_prefix)
    forms = self->forms (term->words->pdata[n], term->typed->pdata[n], self->data);
  if (!forms)
    {
      forms = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (forms, g_strdup (term->words->pdata[n]));
    }
  return forms;
}

static void
add_way (const TriQueryNode *term, GPtrArray *forms, const guint *chosen, GPtrArray *ways)
{
  Way *way = g_new0 (Way, 1);
  GString *phrase = g_string_new ("\"");

  way->term = term;
  way->n_words = forms->len;
  way->is_typed = TRUE;
  for (guint i = 0; i < forms->len; i++)
    {
      GPtrArray *words = forms->pdata[i];

      g_string_append_printf (phrase, "%s%s", i ? " " : "", (char *) words->pdata[chosen[i]]);
      way->is_typed &= g_str_equal (words->pdata[chosen[i]], term->words->pdata[i]);
    }
  g_string_append (phrase, term->is_prefix ? "\" *" : "\"");
  way->phrase = g_string_free (phrase, FALSE);
  g_ptr_array_add (ways, way);
}

/* All ways to say a term, as typed first; only that one when there are too many. */
static gboolean
list_ways (Writer *self, const TriQueryNode *term, GPtrArray *ways)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autofree guint *chosen = g_new0 (guint, term->words->len);
  guint n_ways = 1;

  for (guint i = 0; i < term->words->len; i++)
    {
      GPtrArray *words = list_forms (self, term, i);

      g_ptr_array_add (forms, words);
      n_ways = n_ways > MAX_WAYS ? n_ways : n_ways * words->len;
    }
  for (guint n = 0; n < (n_ways > MAX_WAYS && forms->len > 1 ? 1 : n_ways); n++)
    {
      guint rest = n;

      for (guint i = 0; i < forms->len; i++)
        {
          chosen[i] = rest % ((GPtrArray *) forms->pdata[i])->len;
          rest /= ((GPtrArray *) forms->pdata[i])->len;
        }
      add_way (term, forms, chosen, ways);
    }
  return n_ways <= MAX_WAYS || forms->len == 1;
}

/* A phrase that can be said in too many ways: all its words, wherever they stand. */
static void
write_apart (Writer *self, const TriQueryNode *term)
{
  self->fts->is_exact = FALSE;
  g_string_append_c (self->fts->match, '(');
  for (guint i = 0; i < term->words->len; i++)
    {
      g_autoptr (GPtrArray) words = list_forms (self, term, i);
      gboolean is_prefix = term->is_prefix && i + 1 == term->words->len;

      g_string_append (self->fts->match, i ? " AND (" : "(");
      for (guint n = 0; n < words->len; n++)
        {
          g_autofree char *phrase = g_strdup_printf ("\"%s\"%s",
                                                     (char *) words->pdata[n],
                                                     is_prefix ? " *" : "");
          Way way = { term, phrase, 1, n == 0 };

          g_string_append (self->fts->match, n ? " OR " : "");
          add_phrase (self, &way);
        }
      g_string_append_c (self->fts->match, ')');
    }
  g_string_append_c (self->fts->match, ')');
}

static void
write_term (Writer *self, const TriQueryNode *term)
{
  g_autoptr (GPtrArray) ways = g_ptr_array_new_with_free_func (way_free);

  if (!list_ways (self, term, ways))
    {
      write_apart (self, term);
      return;
    }
  g_string_append_c (self->fts->match, '(');
  for (guint i = 0; i < ways->len; i++)
    {
      g_string_append (self->fts->match, i ? " OR " : "");
      add_phrase (self, ways->pdata[i]);
    }
  g_string_append_c (self->fts->match, ')');
}

static void write_node (Writer *self, const TriQueryNode *node);

static void
write_children (Writer *self, const TriQueryNode *node, const char *operator)
{
  g_string_append_c (self->fts->match, '(');
  for (guint i = 0; i < node->children->len; i++)
    {
      g_string_append (self->fts->match, i ? operator: "");
      write_node (self, node->children->pdata[i]);
    }
  g_string_append_c (self->fts->match, ')');
}

/* What is not to be there is left out when the index cannot tell it for certain. */
static void
write_not (Writer *self, const TriQueryNode *child)
{
  gsize length = self->fts->match->len;
  guint n_phrases = self->fts->phrases->len;
  gboolean was_exact = self->fts->is_exact;

  self->fts->is_exact = TRUE;
  g_string_append (self->fts->match, " NOT ");
  write_node (self, child);
  if (self->fts->is_exact)
    {
      self->fts->is_exact = was_exact;
      return;
    }
  g_string_truncate (self->fts->match, length);
  g_array_set_size (self->fts->phrases, n_phrases);
}

static void
write_and (Writer *self, const TriQueryNode *node)
{
  gboolean any = FALSE;

  g_string_append (self->fts->match, "((");
  for (guint i = 0; i < node->children->len; i++)
    {
      const TriQueryNode *child = node->children->pdata[i];

      if (child->kind == TRI_QUERY_NOT)
        continue;
      g_string_append (self->fts->match, any ? " AND " : "");
      write_node (self, child);
      any = TRUE;
    }
  g_string_append_c (self->fts->match, ')');
  for (guint i = 0; i < node->children->len; i++)
    {
      const TriQueryNode *child = node->children->pdata[i];

      if (child->kind == TRI_QUERY_NOT)
        write_not (self, child->children->pdata[0]);
    }
  g_string_append_c (self->fts->match, ')');
}

/* All ways to say one side of NEAR. FALSE: too many, or more than words. */
static gboolean
list_side (Writer *self, const TriQueryNode *side, GPtrArray *ways)
{
  if (side->kind == TRI_QUERY_TERM)
    return list_ways (self, side, ways) && ways->len <= MAX_WAYS;
  if (side->kind != TRI_QUERY_OR)
    return FALSE;
  for (guint i = 0; i < side->children->len; i++)
    if (!list_side (self, side->children->pdata[i], ways))
      return FALSE;
  return ways->len <= MAX_WAYS;
}

static void
write_near_way (Writer *self, const TriQueryNode *node, GPtrArray *sides, guint n)
{
  guint between = 0;

  g_string_append (self->fts->match, n ? " OR NEAR(" : "NEAR(");
  for (guint i = 0; i < sides->len; i++)
    {
      GPtrArray *ways = sides->pdata[i];
      const Way *way = ways->pdata[n % ways->len];

      n /= ways->len;
      g_string_append (self->fts->match, i ? " " : "");
      add_phrase (self, way);
      between += way->n_words + node->distance;
    }
  /* FTS5 counts from the first to the last. */
  g_string_append_printf (self->fts->match, ", %u)", between);
}

/* FTS5 counts its own way: what it finds is looked at. */
static void
write_near (Writer *self, const TriQueryNode *node)
{
  g_autoptr (GPtrArray) sides = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  guint n_ways = 1;

  self->fts->is_exact = FALSE;
  for (guint i = 0; i < node->children->len && n_ways <= MAX_WAYS; i++)
    {
      GPtrArray *ways = g_ptr_array_new_with_free_func (way_free);

      g_ptr_array_add (sides, ways);
      n_ways = list_side (self, node->children->pdata[i], ways) ? n_ways * ways->len : MAX_WAYS + 1;
    }
  if (n_ways > MAX_WAYS)
    {
      write_children (self, node, " AND ");
      return;
    }
  g_string_append_c (self->fts->match, '(');
  for (guint n = 0; n < n_ways; n++)
    write_near_way (self, node, sides, n);
  g_string_append_c (self->fts->match, ')');
}

/* Whatever answers a node has one of its words. */
static void
write_leaves (Writer *self, const TriQueryNode *node, gboolean *any)
{
  if (node->kind == TRI_QUERY_TERM)
    {
      g_string_append (self->fts->match, *any ? " OR " : "");
      write_term (self, node);
      *any = TRUE;
      return;
    }
  for (guint i = 0; i < node->children->len; i++)
    if (((const TriQueryNode *) node->children->pdata[i])->kind != TRI_QUERY_NOT)
      write_leaves (self, node->children->pdata[i], any);
}

static void
write_loosely (Writer *self, const TriQueryNode *node)
{
  gboolean any = FALSE;

  self->fts->is_exact = FALSE;
  g_string_append_c (self->fts->match, '(');
  write_leaves (self, node, &any);
  g_string_append_c (self->fts->match, ')');
}

static void
write_inner (Writer *self, const TriQueryNode *node)
{
  switch (node->kind)
    {
    case TRI_QUERY_TERM:
      write_term (self, node);
      break;
    case TRI_QUERY_AND:
      write_and (self, node);
      break;
    case TRI_QUERY_OR:
      write_children (self, node, " OR ");
      break;
    case TRI_QUERY_NEAR:
      write_near (self, node);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
write_node (Writer *self, const TriQueryNode *node)
{
  if (self->depth >= MAX_DEPTH)
    {
      write_loosely (self, node);
      return;
    }
  self->depth++;
  write_inner (self, node);
  self->depth--;
}

TriFts *
tri_fts_new (const TriQueryNode *node, TriFormsFunc forms, gpointer data)
{
  TriFts *self = g_new0 (TriFts, 1);
  Writer writer = { forms, data, self };

  self->match = g_string_new (NULL);
  self->phrases = g_array_new (FALSE, FALSE, sizeof (TriFtsPhrase));
  self->is_exact = TRUE;
  write_node (&writer, node);
  return self;
}
