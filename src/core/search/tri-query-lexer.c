/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tri-query-private.h"

#include "tri-language.h"

#include <unicode/uchar.h>

/* A question that gives rise to more is not typed by hand. */
#define MAX_NOTES 20
#define MAX_NEST 40

void
tri_query_lexer_note (TriQueryLexer *self, TriQueryProblem problem, guint start, guint end)
{
  TriQueryNote note = { problem, start, end };

  if (self->notes->len < MAX_NOTES)
    g_array_append_val (self->notes, note);
}

void
tri_query_token_clear (TriQueryToken *self)
{
  g_clear_pointer (&self->node, tri_query_node_free);
  g_clear_pointer (&self->lang, g_free);
}

static gunichar
get_char (const TriQueryLexer *self, guint at)
{
  return at < self->length ? self->text[at] : 0;
}

static guint
skip_spaces (const TriQueryLexer *self, guint at)
{
  while (at < self->length && tri_query_is_space (self->text[at]))
    at++;
  return at;
}

gboolean
tri_query_lexer_is_before_parenthesis (const TriQueryLexer *self)
{
  return get_char (self, skip_spaces (self, self->at)) == '(';
}

/* Where a word ends that is not in quotes. A star ends it, too. */
static guint
find_end (const TriQueryLexer *self, guint at)
{
  for (; at < self->length; at++)
    {
      gunichar c = self->text[at];

      if (tri_query_is_space (c) || tri_query_is_quote (c) || c == '(' || c == ')'
          || (c == ',' && self->is_call))
        return at;
      if (c == '*')
        {
          while (get_char (self, at) == '*')
            at++;
          return at;
        }
    }
  return at;
}

static guint
read_number (const TriQueryLexer *self, guint *at)
{
  guint number = 0;

  for (; *at < self->length && g_unichar_isdigit (self->text[*at]); (*at)++)
    number = MIN (number * 10 + (guint) g_unichar_digit_value (self->text[*at]), 1000);
  return number;
}

static gboolean
is_text (const TriQueryLexer *self, guint start, guint end, const char *text)
{
  guint n = (guint) strlen (text);

  if (end - start != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (self->text[start + i] != (gunichar) text[i])
      return FALSE;
  return TRUE;
}

static void
set_token (TriQueryLexer *self, TriQueryToken *token, TriQueryTokenKind kind, guint end)
{
  token->kind = kind;
  token->start = self->at;
  token->end = end;
  self->at = end;
}

static void
set_leaf (TriQueryLexer *self, TriQueryToken *token, TriQueryNode *node, guint end)
{
  set_token (self, token, TRI_QUERY_TOKEN_LEAF, end);
  node->start = token->start;
  node->end = end;
  token->node = node;
  self->n_nodes++;
}

/* AND, OR, NOT, NEAR, NEAR/5. */
static gboolean
read_operator (TriQueryLexer *self, TriQueryToken *token, guint end)
{
  static const struct
  {
    const char *text;
    TriQueryTokenKind kind;
  } operators[] = {
    { "AND", TRI_QUERY_TOKEN_AND },
    { "OR", TRI_QUERY_TOKEN_OR },
    { "NOT", TRI_QUERY_TOKEN_NOT },
    { "NEAR", TRI_QUERY_TOKEN_NEAR },
  };
  guint at = self->at;
  guint digits = at + (guint) strlen ("NEAR/");

  token->distance = TRI_QUERY_NEAR_DISTANCE;
  token->is_call = get_char (self, end) == '(';
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (is_text (self, at, end, operators[i].text))
      {
        set_token (self, token, operators[i].kind, end);
        return TRUE;
      }
  if (end <= digits || !is_text (self, at, digits, "NEAR/"))
    return FALSE;
  token->distance = read_number (self, &digits);
  if (digits != end)
    return FALSE;
  set_token (self, token, TRI_QUERY_TOKEN_NEAR, end);
  return TRUE;
}

/* A name as it stands behind @ or a colon. @end: where it ends, with its quotation mark. NULL when
 * there is none. */
static char *
read_value (TriQueryLexer *self, guint at, guint bare_end, guint *end)
{
  g_autofree char *value = NULL;

  if (tri_query_is_quote (get_char (self, at)))
    {
      guint close = tri_query_find_closing_quote (self->text, self->length, at);

      value = g_ucs4_to_utf8 (self->text + at + 1, (glong) (close - at - 1), NULL, NULL, NULL);
      *end = MIN (close + 1, self->length);
      if (close == self->length && *g_strstrip (value))
        tri_query_lexer_note (self, TRI_QUERY_OPEN_QUOTE, at, close);
    }
  else
    {
      value = g_ucs4_to_utf8 (self->text + at, (glong) (bare_end - at), NULL, NULL, NULL);
      *end = bare_end;
    }
  g_strstrip (value);
  return *value ? g_steal_pointer (&value) : NULL;
}

static gboolean
is_of_name (gunichar c)
{
  return u_isalnum ((UChar32) c) || g_unichar_ismark (c) || c == '-' || c == '\'' || c == '.'
         || c == 0x2019 || c == 0x2018 || c == 0x2010 || c == 0x2011 || c == 0xad;
}

/* A name has a letter. */
static gboolean
has_letter (const char *text)
{
  for (const char *p = text; p && *p; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static gboolean
read_entity (TriQueryLexer *self, TriQueryToken *token)
{
  guint bare_end = self->at + 1;
  guint end;
  g_autofree char *name = NULL;
  TriQueryNode *node;

  while (bare_end < self->length && is_of_name (self->text[bare_end]))
    bare_end++;
  name = read_value (self, self->at + 1, bare_end, &end);
  if (!has_letter (name))
    {
      tri_query_lexer_note (self, TRI_QUERY_MISSING_WORD, self->at, end);
      self->at = end;
      return FALSE;
    }
  node = tri_query_node_new (TRI_QUERY_ENTITY);
  node->name = g_steal_pointer (&name);
  set_leaf (self, token, node, end);
  return TRUE;
}

/* Where the letters of a language end, or of the name of a filter: at a colon, or 0. */
static guint
find_colon (const TriQueryLexer *self, guint *n_letters)
{
  guint at = self->at;

  while (g_ascii_isalpha ((char) MIN (get_char (self, at), 0x7f)))
    at++;
  *n_letters = at - self->at;
  while (*n_letters >= 2 && *n_letters <= 3 && get_char (self, at) == '-')
    {
      guint from = at + 1;

      for (at = from; g_ascii_isalnum ((char) MIN (get_char (self, at), 0x7f));)
        at++;
      if (at == from || at - from > 8)
        return 0;
    }
  return get_char (self, at) == ':' ? at : 0;
}

static TriQueryNode *
make_condition (TriQueryLexer *self, const char *name, const char *value, guint end)
{
  gboolean is_date = g_str_equal (name, "date");
  g_autoptr (TriQueryNode) node = tri_query_node_new (is_date ? TRI_QUERY_DATE : TRI_QUERY_FILTER);
  const char *kind = tri_query_find_kind (value);

  if (is_date && !tri_query_read_date (value, &node->first, &node->last))
    {
      tri_query_lexer_note (self, TRI_QUERY_BAD_DATE, self->at, end);
      return NULL;
    }
  if (g_str_equal (name, "kind") && !kind)
    {
      tri_query_lexer_note (self, TRI_QUERY_UNKNOWN_PLACE, self->at, end);
      return NULL;
    }
  node->name = is_date ? NULL : g_strdup (name);
  node->value = g_strdup (g_str_equal (name, "kind") ? kind : value);
  return g_steal_pointer (&node);
}

/* work:…, date:… Returns whether there is a token; when not, what stood there was passed over. */
static gboolean
read_condition (TriQueryLexer *self, TriQueryToken *token, const char *name, guint colon)
{
  guint end;
  g_autofree char *value = read_value (self, colon + 1, find_end (self, colon + 1), &end);
  TriQueryNode *node;

  if (!value)
    tri_query_lexer_note (self, TRI_QUERY_MISSING_WORD, self->at, end);
  node = value ? make_condition (self, name, value, end) : NULL;
  if (node)
    set_leaf (self, token, node, end);
  else
    self->at = end;
  return node != NULL;
}

static gboolean
read_scope (TriQueryLexer *self, TriQueryToken *token, guint colon)
{
  glong n = (glong) (colon - self->at);
  g_autofree char *typed = NULL;
  g_autofree char *tag = NULL;

  self->scope_end = colon + 1;
  if (self->nest >= MAX_NEST)
    {
      tri_query_lexer_note (self, TRI_QUERY_TOO_LONG, self->at, colon + 1);
      self->at = colon + 1;
      return FALSE;
    }
  typed = g_ucs4_to_utf8 (self->text + self->at, n, NULL, NULL, NULL);
  tag = tri_language_dup_tag (typed);
  token->lang = g_ascii_strdown (tag, -1);
  set_token (self, token, TRI_QUERY_TOKEN_SCOPE, colon + 1);
  self->n_nodes++;
  return TRUE;
}

typedef enum
{
  PREFIX_NONE,   /* it is something else */
  PREFIX_TOKEN,  /* there is a token */
  PREFIX_PASSED, /* passed over */
} Prefix;

/* fr:, work: and the like, which want something at once behind the colon: “met: x” is words. */
static Prefix
read_prefix (TriQueryLexer *self, TriQueryToken *token)
{
  static const char *const names[] = { "work", "text", "chapter", "kind", "date" };
  guint n_letters;
  guint colon = find_colon (self, &n_letters);
  gboolean is_lang = n_letters >= 2 && n_letters <= 3;
  const char *name = NULL;
  gunichar next = colon > 0 ? get_char (self, colon + 1) : ' ';
  g_autofree char *typed = NULL;

  if (colon == 0 || tri_query_is_space (next))
    return PREFIX_NONE;
  typed = g_ucs4_to_utf8 (self->text + self->at, (glong) n_letters, NULL, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (names[i], typed) == 0)
      name = names[i];
  if (!name && !is_lang)
    return PREFIX_NONE;
  if (next == 0 || next == ')' || (next == ',' && self->is_call))
    {
      tri_query_lexer_note (self, TRI_QUERY_MISSING_WORD, self->at, colon + 1);
      self->at = colon + 1;
      return PREFIX_PASSED;
    }
  if (name ? read_condition (self, token, name, colon) : read_scope (self, token, colon))
    return PREFIX_TOKEN;
  return PREFIX_PASSED;
}

/* Who types a quotation has perhaps not come to the end of its last word. One letter begins too
 * many words. */
static gboolean
ends_within_word (const TriQueryLexer *self, const TriQueryNode *term)
{
  const char *last = g_ptr_array_index (term->words, term->words->len - 1);

  return u_isalnum ((UChar32) self->text[self->length - 1]) && g_utf8_strlen (last, -1) > 1;
}

static gboolean
read_quotation (TriQueryLexer *self, TriQueryToken *token)
{
  guint start = self->at;
  guint close = tri_query_find_closing_quote (self->text, self->length, start);
  gboolean is_open = close == self->length;
  guint end = is_open ? close : close + 1;
  TriQueryNode *node = tri_query_read_term (self, start + 1, close, TRUE);

  while (get_char (self, end) == '*')
    end++;
  if (!node)
    tri_query_lexer_note (self,
                          is_open ? TRI_QUERY_MISSING_WORD : TRI_QUERY_NO_WORD,
                          start,
                          end);
  else if (is_open)
    {
      node->is_prefix = ends_within_word (self, node);
      tri_query_lexer_note (self, TRI_QUERY_OPEN_QUOTE, start, end);
    }
  if (node)
    set_leaf (self, token, node, end);
  self->at = end;
  return node != NULL;
}

/* Marks between sentences are no fault of who pasted them. */
static gboolean
is_ordinary_mark (const TriQueryLexer *self, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (!u_ispunct ((UChar32) self->text[i]) || self->text[i] == '*')
      return FALSE;
  return TRUE;
}

static gboolean
read_word (TriQueryLexer *self, TriQueryToken *token)
{
  guint end = MAX (find_end (self, self->at), self->at + 1);
  gboolean is_word = self->at == self->scope_end && self->scope_end > 0;
  Prefix prefix;
  TriQueryNode *node;

  if (!is_word && read_operator (self, token, end))
    {
      self->n_nodes += token->kind == TRI_QUERY_TOKEN_NOT ? 1 : 0;
      return TRUE;
    }
  prefix = read_prefix (self, token);
  if (prefix != PREFIX_NONE)
    return prefix == PREFIX_TOKEN;
  node = tri_query_read_term (self, self->at, end, FALSE);
  if (node)
    {
      set_leaf (self, token, node, end);
      return TRUE;
    }
  if (!is_ordinary_mark (self, self->at, end))
    tri_query_lexer_note (self, TRI_QUERY_NO_WORD, self->at, end);
  else if (self->mark.end == 0)
    self->mark = (TriQueryNote){ TRI_QUERY_NO_WORD, self->at, end };
  self->at = end;
  return FALSE;
}

/* -word, fr:!word. */
static gboolean
is_negation (const TriQueryLexer *self)
{
  gunichar c = get_char (self, self->at);
  gunichar next = get_char (self, self->at + 1);
  gunichar before = self->at > 0 ? self->text[self->at - 1] : ' ';
  gboolean is_scoped = self->at > 0 && self->at == self->scope_end;

  if (c == '!')
    return is_scoped;
  return c == '-' && next != 0 && next != '-' && next != ')' && !tri_query_is_space (next)
         && (is_scoped || tri_query_is_space (before) || before == '('
             || (before == ',' && self->is_call));
}

/* In NEAR(a b, 5) what the comma begins. A comma that no number follows only parts. */
static gboolean
read_comma (TriQueryLexer *self, TriQueryToken *token)
{
  guint from = skip_spaces (self, self->at + 1);
  guint to = from;
  guint distance = read_number (self, &to);
  guint after = skip_spaces (self, to);

  if (to == from || (after < self->length && self->text[after] != ')'))
    {
      self->at++;
      return FALSE;
    }
  token->distance = distance;
  set_token (self, token, TRI_QUERY_TOKEN_DISTANCE, to);
  return TRUE;
}

static gboolean
read_parenthesis (TriQueryLexer *self, TriQueryToken *token)
{
  gboolean opens = self->text[self->at] == '(';

  if (opens && self->nest >= MAX_NEST)
    {
      if (self->n_passed_over++ == 0)
        tri_query_lexer_note (self, TRI_QUERY_TOO_LONG, self->at, self->at + 1);
      self->at++;
      return FALSE;
    }
  if (!opens && (self->n_passed_over > 0 || self->parens == 0))
    {
      if (self->n_passed_over > 0)
        self->n_passed_over--;
      else
        tri_query_lexer_note (self, TRI_QUERY_STRAY_PARENTHESIS, self->at, self->at + 1);
      self->at++;
      return FALSE;
    }
  set_token (self, token, opens ? TRI_QUERY_TOKEN_OPEN : TRI_QUERY_TOKEN_CLOSE, self->at + 1);
  return TRUE;
}

/* Returns whether there is a token; when not, something was passed over. */
static gboolean
read_token (TriQueryLexer *self, TriQueryToken *token)
{
  gunichar c = self->text[self->at];

  if (c == '(' || c == ')')
    return read_parenthesis (self, token);
  if (tri_query_is_quote (c))
    return read_quotation (self, token);
  if (c == '@')
    return read_entity (self, token);
  if (c == ',' && self->is_call)
    return read_comma (self, token);
  if (is_negation (self))
    {
      self->scope_end = c == '!' ? self->at + 1 : self->scope_end;
      set_token (self, token, TRI_QUERY_TOKEN_NOT, self->at + 1);
      self->n_nodes++;
      return TRUE;
    }
  return read_word (self, token);
}

void
tri_query_lexer_next (TriQueryLexer *self, TriQueryToken *token)
{
  *token = (TriQueryToken){ .kind = TRI_QUERY_TOKEN_END, .start = self->length };
  for (;;)
    {
      self->at = skip_spaces (self, self->at);
      if (self->at >= self->length)
        break;
      if (self->n_nodes >= TRI_QUERY_MAX_NODES && self->text[self->at] != ')')
        {
          tri_query_lexer_note (self, TRI_QUERY_TOO_LONG, self->at, self->length);
          self->is_full = TRUE;
          self->at = self->length;
          break;
        }
      if (read_token (self, token))
        return;
    }
  token->end = self->length;
}
