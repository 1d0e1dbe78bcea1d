/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tri-query-private.h"

/* What is longer is no question; the rest is passed over. */
#define MAX_TYPED 10000

/* Recursive descent: OR holds least, then AND (which may be left out), NOT, NEAR. */
typedef struct
{
  TriQueryLexer lexer;
  TriQueryToken token;
  gboolean has_token;
} Parser;

static TriQueryNode *parse_or (Parser *self);
static TriQueryNode *parse_unary (Parser *self);

/* The token is read as late as can be: what it is depends on where the parser is. */
static const TriQueryToken *
peek (Parser *self)
{
  if (!self->has_token)
    tri_query_lexer_next (&self->lexer, &self->token);
  self->has_token = TRUE;
  return &self->token;
}

static TriQueryTokenKind
peek_kind (Parser *self)
{
  return peek (self)->kind;
}

static void
drop (Parser *self)
{
  tri_query_token_clear (&self->token);
  self->has_token = FALSE;
}

static void
note_missing (Parser *self, guint start, guint end)
{
  tri_query_lexer_note (&self->lexer, TRI_QUERY_MISSING_WORD, start, end);
}

static GPtrArray *
new_nodes (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) tri_query_node_free);
}

static void
add_child (TriQueryNode *self, TriQueryNode *child)
{
  if (!self->children)
    {
      self->children = new_nodes ();
      self->start = child->start;
      self->end = child->end;
    }
  self->start = MIN (self->start, child->start);
  self->end = MAX (self->end, child->end);
  g_ptr_array_add (self->children, child);
}

/* Takes the nodes: none make NULL, one is itself, those of the same kind among them give theirs. */
static TriQueryNode *
join (TriQueryKind kind, GPtrArray *nodes)
{
  g_autoptr (GPtrArray) taken = nodes;
  TriQueryNode *self;

  if (nodes->len == 0)
    return NULL;
  if (nodes->len == 1)
    return g_ptr_array_steal_index (nodes, 0);
  self = tri_query_node_new (kind);
  while (nodes->len > 0)
    {
      TriQueryNode *node = g_ptr_array_steal_index (nodes, 0);

      if (node->kind != kind)
        {
          add_child (self, node);
          continue;
        }
      while (node->children->len > 0)
        add_child (self, g_ptr_array_steal_index (node->children, 0));
      tri_query_node_free (node);
    }
  return self;
}

static TriQueryNode *
wrap (TriQueryKind kind, TriQueryNode *child, guint start)
{
  TriQueryNode *self = tri_query_node_new (kind);

  add_child (self, child);
  self->start = start;
  return self;
}

static gboolean
may_be_near (const TriQueryNode *self)
{
  if (self->kind == TRI_QUERY_OR)
    {
      for (guint i = 0; i < self->children->len; i++)
        if (!may_be_near (self->children->pdata[i]))
          return FALSE;
      return TRUE;
    }
  return self->kind == TRI_QUERY_TERM || self->kind == TRI_QUERY_ENTITY;
}

typedef struct
{
  GPtrArray *sides;
  GPtrArray *others;
  guint distance;
  char *lang;
} Sides;

/* What can stand near something goes to the sides: a group gives its members, and fr:a its word
 * when no other side is in another language. All else has to hold besides. */
static void
take_side (Sides *self, TriQueryNode *node)
{
  if (node->kind == TRI_QUERY_AND || node->kind == TRI_QUERY_NEAR)
    {
      if (node->kind == TRI_QUERY_NEAR)
        self->distance = MAX (self->distance, node->distance);
      while (node->children->len > 0)
        take_side (self, g_ptr_array_steal_index (node->children, 0));
      tri_query_node_free (node);
    }
  else if (node->kind == TRI_QUERY_LANG && may_be_near (node->children->pdata[0])
           && (!self->lang || g_str_equal (self->lang, node->name)))
    {
      if (!self->lang)
        self->lang = g_strdup (node->name);
      g_ptr_array_add (self->sides, g_ptr_array_steal_index (node->children, 0));
      tri_query_node_free (node);
    }
  else
    g_ptr_array_add (may_be_near (node) ? self->sides : self->others, node);
}

static TriQueryNode *
join_near (TriQueryLexer *lexer, GPtrArray *nodes, guint distance)
{
  g_autoptr (GPtrArray) taken = nodes;
  g_autoptr (GPtrArray) others = new_nodes ();
  Sides sides = { new_nodes (), others, distance, NULL };
  g_autofree char *lang = NULL;
  TriQueryNode *near;

  while (nodes->len > 0)
    take_side (&sides, g_ptr_array_steal_index (nodes, 0));
  lang = sides.lang;
  while (sides.sides->len > TRI_QUERY_MAX_SIDES)
    {
      const TriQueryNode *side = sides.sides->pdata[TRI_QUERY_MAX_SIDES];

      tri_query_lexer_note (lexer, TRI_QUERY_TOO_LONG, side->start, side->end);
      g_ptr_array_remove_index (sides.sides, TRI_QUERY_MAX_SIDES);
    }
  near = join (TRI_QUERY_NEAR, sides.sides);
  if (near && near->kind == TRI_QUERY_NEAR)
    near->distance = sides.distance;
  if (near && lang)
    {
      near = wrap (TRI_QUERY_LANG, near, near->start);
      near->name = g_steal_pointer (&lang);
    }
  if (near)
    g_ptr_array_insert (others, 0, near);
  return join (TRI_QUERY_AND, g_steal_pointer (&others));
}

static void
close_parenthesis (Parser *self, guint start)
{
  if (peek_kind (self) == TRI_QUERY_TOKEN_CLOSE)
    drop (self);
  else if (!self->lexer.is_full)
    tri_query_lexer_note (&self->lexer,
                          TRI_QUERY_OPEN_PARENTHESIS,
                          start,
                          self->lexer.length);
}

static TriQueryNode *
parse_parenthesis (Parser *self)
{
  guint start = peek (self)->start;
  gboolean is_call = self->lexer.is_call;
  guint n_notes = self->lexer.notes->len;
  TriQueryNode *node;

  drop (self);
  self->lexer.parens++;
  self->lexer.nest++;
  self->lexer.is_call = FALSE;
  node = parse_or (self);
  if (!node && self->lexer.notes->len == n_notes && peek_kind (self) == TRI_QUERY_TOKEN_CLOSE)
    tri_query_lexer_note (&self->lexer, TRI_QUERY_NO_WORD, start, peek (self)->end);
  close_parenthesis (self, start);
  self->lexer.parens--;
  self->lexer.nest--;
  self->lexer.is_call = is_call;
  return node;
}

/* fr:… The inner one of two languages is what was meant. */
static TriQueryNode *
parse_scope (Parser *self)
{
  guint start = peek (self)->start;
  guint end = peek (self)->end;
  g_autofree char *lang = g_steal_pointer (&self->token.lang);
  TriQueryNode *node;

  drop (self);
  self->lexer.nest++;
  node = parse_unary (self);
  self->lexer.nest--;
  if (!node)
    note_missing (self, start, end);
  if (!node || node->kind == TRI_QUERY_LANG)
    return node;
  node = wrap (TRI_QUERY_LANG, node, start);
  node->name = g_steal_pointer (&lang);
  return node;
}

/* The sides of NEAR(a b, 5), the token being the parenthesis. OR ties two of them. */
static GPtrArray *
parse_sides (Parser *self, guint *distance)
{
  GPtrArray *sides = new_nodes ();
  gboolean is_or = FALSE;

  for (;;)
    {
      TriQueryNode *node;

      switch (peek_kind (self))
        {
        case TRI_QUERY_TOKEN_CLOSE:
        case TRI_QUERY_TOKEN_END:
          return sides;
        case TRI_QUERY_TOKEN_DISTANCE:
          *distance = self->token.distance;
          drop (self);
          continue;
        case TRI_QUERY_TOKEN_AND:
        case TRI_QUERY_TOKEN_NEAR:
        case TRI_QUERY_TOKEN_OR:
          is_or = self->token.kind == TRI_QUERY_TOKEN_OR;
          drop (self);
          continue;
        default:
          node = parse_unary (self);
        }
      if (node && is_or && sides->len > 0)
        {
          GPtrArray *pair = new_nodes ();

          g_ptr_array_add (pair, g_ptr_array_steal_index (sides, sides->len - 1));
          g_ptr_array_add (pair, node);
          node = join (TRI_QUERY_OR, pair);
        }
      if (node)
        g_ptr_array_add (sides, node);
      is_or = FALSE;
    }
}

/* What stands in the parentheses of NEAR(…); of one side alone another has to be on the left. */
static TriQueryNode *
parse_call (Parser *self, guint *distance, guint *n_sides)
{
  gboolean is_call = self->lexer.is_call;
  guint start = peek (self)->start;
  GPtrArray *sides;

  *n_sides = 1;
  if (peek_kind (self) != TRI_QUERY_TOKEN_OPEN)
    return parse_unary (self);
  drop (self);
  self->lexer.parens++;
  self->lexer.nest++;
  self->lexer.is_call = TRUE;
  sides = parse_sides (self, distance);
  *n_sides = sides->len;
  close_parenthesis (self, start);
  self->lexer.parens--;
  self->lexer.nest--;
  self->lexer.is_call = is_call;
  return join_near (&self->lexer, sides, *distance);
}

static TriQueryNode *
parse_primary (Parser *self)
{
  TriQueryNode *node = NULL;

  switch (peek_kind (self))
    {
    case TRI_QUERY_TOKEN_LEAF:
      node = g_steal_pointer (&self->token.node);
      drop (self);
      return node;
    case TRI_QUERY_TOKEN_OPEN:
      return parse_parenthesis (self);
    case TRI_QUERY_TOKEN_SCOPE:
      return parse_scope (self);
    default:
      return NULL;
    }
}

static TriQueryNode *
parse_unary (Parser *self)
{
  guint start = peek (self)->start;
  guint end = peek (self)->end;
  guint n_nots = 0;
  TriQueryNode *node;

  for (; peek_kind (self) == TRI_QUERY_TOKEN_NOT; n_nots++)
    {
      end = peek (self)->end;
      drop (self);
    }
  node = parse_primary (self);
  if (n_nots > 0 && !node)
    note_missing (self, start, end);
  if (!node || n_nots % 2 == 0)
    return node;
  if (node->kind == TRI_QUERY_NOT)
    {
      TriQueryNode *child = g_ptr_array_steal_index (node->children, 0);

      tri_query_node_free (node);
      return child;
    }
  return wrap (TRI_QUERY_NOT, node, start);
}

/* What NOT stands before, and whether it does: NOT a NEAR b means that they are not near. */
static TriQueryNode *
parse_negated (Parser *self, gboolean *is_negated)
{
  gboolean begins_so = peek_kind (self) == TRI_QUERY_TOKEN_NOT;
  TriQueryNode *node = parse_unary (self);
  TriQueryNode *child;

  *is_negated = begins_so && node && node->kind == TRI_QUERY_NOT
                && peek_kind (self) == TRI_QUERY_TOKEN_NEAR;
  if (!*is_negated)
    return node;
  child = g_ptr_array_steal_index (node->children, 0);
  tri_query_node_free (node);
  return child;
}

/* a NEAR b NEAR(c d), each of which may be the only thing there. Adds to @items. */
static void
parse_near (Parser *self, GPtrArray *items)
{
  guint start = peek (self)->start;
  gboolean is_negated;
  TriQueryNode *left = parse_negated (self, &is_negated);

  while (peek_kind (self) == TRI_QUERY_TOKEN_NEAR)
    {
      TriQueryToken token = self->token;
      guint n_sides = 1;
      TriQueryNode *right;

      drop (self);
      if (token.is_call || (!left && tri_query_lexer_is_before_parenthesis (&self->lexer)))
        right = parse_call (self, &token.distance, &n_sides);
      else
        right = parse_unary (self);
      if (n_sides > 1)
        {
          if (left)
            g_ptr_array_add (items, is_negated ? wrap (TRI_QUERY_NOT, left, start) : left);
          is_negated = FALSE;
          left = right;
          continue;
        }
      if (!left || !right)
        note_missing (self, token.start, token.end);
      if (left && right)
        {
          GPtrArray *sides = new_nodes ();

          g_ptr_array_add (sides, left);
          g_ptr_array_add (sides, right);
          left = join_near (&self->lexer, sides, token.distance);
        }
      else if (right)
        left = right;
    }
  if (left)
    g_ptr_array_add (items, is_negated ? wrap (TRI_QUERY_NOT, left, start) : left);
}

static TriQueryNode *
parse_and (Parser *self)
{
  GPtrArray *items = new_nodes ();
  TriQueryToken and = { .kind = TRI_QUERY_TOKEN_END };

  for (;;)
    switch (peek_kind (self))
      {
      case TRI_QUERY_TOKEN_AND:
        if (items->len == 0 || and.kind == TRI_QUERY_TOKEN_AND)
          note_missing (self, self->token.start, self->token.end);
        else
          and = self->token;
        drop (self);
        break;
      case TRI_QUERY_TOKEN_LEAF:
      case TRI_QUERY_TOKEN_OPEN:
      case TRI_QUERY_TOKEN_SCOPE:
      case TRI_QUERY_TOKEN_NOT:
      case TRI_QUERY_TOKEN_NEAR:
        {
          guint n_items = items->len;

          parse_near (self, items);
          if (items->len > n_items)
            and.kind = TRI_QUERY_TOKEN_END;
          break;
        }
      default:
        if (and.kind == TRI_QUERY_TOKEN_AND)
          note_missing (self, and.start, and.end);
        return join (TRI_QUERY_AND, items);
      }
}

static TriQueryNode *
parse_or (Parser *self)
{
  GPtrArray *branches = new_nodes ();
  TriQueryNode *node = parse_and (self);

  if (node)
    g_ptr_array_add (branches, node);
  while (peek_kind (self) == TRI_QUERY_TOKEN_OR)
    {
      guint start = self->token.start;
      guint end = self->token.end;

      drop (self);
      node = parse_and (self);
      if (!node || branches->len == 0)
        note_missing (self, start, end);
      if (node)
        g_ptr_array_add (branches, node);
    }
  return join (TRI_QUERY_OR, branches);
}

/* Whether it says what is to be found: of an OR each branch. */
static gboolean
is_positive (const TriQueryNode *self)
{
  gboolean is_or = self->kind == TRI_QUERY_OR;

  if (self->kind == TRI_QUERY_NOT || !self->children)
    return self->kind != TRI_QUERY_NOT;
  for (guint i = 0; i < self->children->len; i++)
    if (is_positive (self->children->pdata[i]) != is_or)
      return !is_or;
  return is_or;
}

/* Takes from each OR what is only negative: a OR NOT b asks for nearly everything. When all of it
 * is negative, it stays: another word may stand beside it. */
static TriQueryNode *
mend_or (Parser *self, TriQueryNode *node)
{
  GPtrArray *children = node->children;
  guint n_positive = 0;
  TriQueryKind kind;

  if (!children || node->kind == TRI_QUERY_NOT)
    return node;
  for (guint i = 0; i < children->len; i++)
    {
      children->pdata[i] = mend_or (self, children->pdata[i]);
      n_positive += is_positive (children->pdata[i]) ? 1 : 0;
    }
  if (node->kind != TRI_QUERY_OR && node->kind != TRI_QUERY_AND)
    return node;
  for (guint i = children->len; i-- > 0;)
    {
      const TriQueryNode *child = children->pdata[i];

      if (node->kind == TRI_QUERY_AND || n_positive == 0 || is_positive (child))
        continue;
      tri_query_lexer_note (&self->lexer, TRI_QUERY_ONLY_NOT, child->start, child->end);
      g_ptr_array_remove_index (children, i);
    }
  node->children = NULL;
  kind = node->kind;
  tri_query_node_free (node);
  return join (kind, children);
}

static int
compare_notes_cb (gconstpointer a, gconstpointer b)
{
  guint left = ((const TriQueryNote *) a)->start;
  guint right = ((const TriQueryNote *) b)->start;

  return left < right ? -1 : left > right;
}

static TriQueryNode *
parse (Parser *self)
{
  TriQueryLexer *lexer = &self->lexer;
  TriQueryNode *root = parse_or (self);

  if (root)
    root = mend_or (self, root);
  if (root && !is_positive (root))
    {
      tri_query_lexer_note (lexer, TRI_QUERY_ONLY_NOT, root->start, root->end);
      g_clear_pointer (&root, tri_query_node_free);
    }
  if (!root && lexer->notes->len == 0 && lexer->mark.end > 0)
    g_array_append_val (lexer->notes, lexer->mark);
  g_array_sort (lexer->notes, compare_notes_cb);
  return root;
}

TriQuery *
tri_query_parse (const char *typed)
{
  TriQuery *self = g_new0 (TriQuery, 1);
  Parser parser = { 0 };
  TriQueryLexer *lexer = &parser.lexer;
  g_autofree gunichar *text = NULL;
  glong length = 0;

  self->typed = g_utf8_make_valid (typed, -1);
  self->notes = g_array_new (FALSE, FALSE, sizeof (TriQueryNote));
  text = g_utf8_to_ucs4_fast (self->typed, -1, &length);
  lexer->text = text;
  lexer->length = (guint) length;
  lexer->notes = self->notes;
  if (length > MAX_TYPED)
    {
      tri_query_lexer_note (lexer, TRI_QUERY_TOO_LONG, MAX_TYPED, lexer->length);
      lexer->length = MAX_TYPED;
      text[MAX_TYPED] = 0;
      lexer->is_full = TRUE;
    }
  self->root = parse (&parser);
  return self;
}
