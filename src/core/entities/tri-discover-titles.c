/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-discover-private.h"

#include "tri-language.h"

#include <string.h>

/* Titles that form and place tell: in italics, between quotation marks, items of a list. */

/* Longer ones are sentences. */
#define MAX_WORDS 16

static gboolean
is_unused (const TriDiscovery *self, guint first, guint last)
{
  for (guint i = first; i <= last; i++)
    if (self->used->data[i])
      return FALSE;
  return TRUE;
}

/* The tokens that lie in a range of code points. */
static gboolean
find_tokens (const TriDiscovery *self, guint start, guint end, guint *first, guint *last)
{
  guint n = self->tokens.tokens->len;

  *first = tri_discovery_find_token (self, start);
  for (*last = *first; *last < n && tri_discovery_token (self, *last)->end <= end;)
    (*last)++;
  if (*last == *first)
    return FALSE;
  (*last)--;
  return TRUE;
}

static gboolean
has_sentence_end (const TriDiscovery *self, guint first, guint last)
{
  for (guint i = first + 1; i <= last; i++)
    {
      const TriToken *token = tri_discovery_token (self, i);
      guint length = tri_discovery_token (self, i - 1)->length;

      if (token->gap != 0 && (token->flags & TRI_TOKEN_OPENING) && length > 2)
        {
          g_autofree char *between = tri_discovery_dup_range (
              self,
              tri_discovery_token (self, i - 1)->end,
              token->start);

          if (strpbrk (between, ".!?;"))
            return TRUE;
        }
    }
  return FALSE;
}

/* What kind of a thing bears a name that ends, or in French begins, with such a word. */
static int
get_head_type (const TriDiscovery *self, guint first, guint last)
{
  guint head = first;

  while (head < last && (tri_discovery_class (self, head) & TRI_WORD_FUNCTION))
    head++;
  if (head != first)
    return -1;
  if ((tri_discovery_class (self, head) | tri_discovery_class (self, last))
      & TRI_WORD_ORGANISATION)
    return TRI_ENTITY_ORGANISATION;
  return -1;
}

static gboolean
is_acronym (const TriDiscovery *self, guint first, guint last)
{
  return first == last && (tri_discovery_token (self, first)->flags & TRI_TOKEN_ALL_CAPS);
}

static guint
count_capitals (const TriDiscovery *self, guint first, guint last, guint *n_content)
{
  guint n = 0;

  *n_content = 0;
  for (guint i = first; i <= last; i++)
    {
      if (tri_discovery_token (self, i)->length < 4
          || g_ascii_isdigit (tri_tokens_get_word (&self->tokens, i)[0])
          || (tri_discovery_class (self, i) & (TRI_WORD_FUNCTION | TRI_WORD_LOOSE_PARTICLE)))
        continue;
      (*n_content)++;
      n += tri_discovery_is_capital (self, i);
    }
  return n;
}

/* An item of which nothing but a year or a place follows is a list of works; a link elsewhere
 * may lead to anything. */
static void
try_span (TriDiscovery *self, const TriSpan *span)
{
  guint first;
  guint last;
  gboolean link = span->kind == TRI_SPAN_LINK;

  if (!find_tokens (self, span->start, span->end, &first, &last) || last - first >= MAX_WORDS
      || !tri_discovery_is_capital (self, first) || !is_unused (self, first, last)
      || has_sentence_end (self, first, last) || is_acronym (self, first, last))
    return;
  if (link && self->passage->kind != TRI_PASSAGE_ITEM)
    return;
  /* A stressed word is not a title, nor is a whole passage. */
  if (self->tokens.tokens->len - 1 == last - first && span->kind == TRI_SPAN_EMPHASIS
      && self->passage->kind != TRI_PASSAGE_ITEM)
    return;
  if (get_head_type (self, first, last) < 0 || last - first > 2)
    tri_discovery_add_found (self, first, last, TRI_ENTITY_WORK, FALSE);
}

static void
find_in_spans (TriDiscovery *self)
{
  GArray *spans = self->passage->spans;

  for (guint i = 0; spans && i < spans->len; i++)
    {
      const TriSpan *span = &g_array_index (spans, TriSpan, i);

      if (span->kind == TRI_SPAN_TITLE || span->kind == TRI_SPAN_EMPHASIS
          || span->kind == TRI_SPAN_LINK)
        try_span (self, span);
    }
}

static gunichar
get_closing (gunichar c)
{
  switch (c)
    {
    case '"':
      return '"';
    case 0x201c:
      return 0x201d;
    case 0x201e:
      return 0x201d;
    case 0xab:
      return 0xbb;
    case 0x2018:
      return 0x2019;
    case '\'':
      return '\'';
    default:
      return 0;
    }
}

/* The word before says what is quoted: the novel “…”. */
static gboolean
has_cue (const TriDiscovery *self, guint first)
{
  for (guint i = first; i > 0 && first - i < 3; i--)
    if (tri_discovery_class (self, i - 1) & TRI_WORD_WORK)
      return TRUE;
  return FALSE;
}

static void
try_quotation (TriDiscovery *self, guint start, guint end)
{
  guint first;
  guint last;
  guint n_content;
  guint n_capital;
  int type;

  if (!find_tokens (self, start, end, &first, &last) || last - first >= MAX_WORDS
      || !tri_discovery_is_capital (self, first) || !is_unused (self, first, last)
      || has_sentence_end (self, first, last))
    return;
  n_capital = count_capitals (self, first, last, &n_content);
  type = get_head_type (self, first, last);
  if (type < 0 && n_capital * 3 < n_content * 2 && !has_cue (self, first))
    return;
  /* One word with a capital is an utterance as well, and speech has no article. */
  if (type < 0 && n_content < 2 && !has_cue (self, first))
    return;
  tri_discovery_add_found (self, first, last, type < 0 ? TRI_ENTITY_WORK : type, FALSE);
}

/* An apostrophe is no mark of quotation: what opens stands behind a space, what closes before
 * none of a word. */
static gboolean
may_close (const char *content, const char *p)
{
  const char *next = g_utf8_next_char (p);

  return *next == '\0' || !g_unichar_isalnum (g_utf8_get_char (next));
}

static gboolean
may_open (const char *content, const char *p)
{
  return p == content || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p)));
}

static void
find_in_quotations (TriDiscovery *self)
{
  const char *content = self->passage->content;
  guint at = 0;

  for (const char *p = content; *p; p = g_utf8_next_char (p), at++)
    {
      gunichar closing = get_closing (g_utf8_get_char (p));
      guint n = 1;

      if (!closing || !may_open (content, p))
        continue;
      for (const char *q = g_utf8_next_char (p); *q && n < 200; q = g_utf8_next_char (q), n++)
        if (g_utf8_get_char (q) == closing && may_close (content, q))
          {
            try_quotation (self, at + 1, at + n);
            break;
          }
    }
}

static gboolean
is_year (const TriDiscovery *self, guint i)
{
  const TriToken *token = tri_discovery_token (self, i);
  const char *word = tri_tokens_get_word (&self->tokens, i);

  if (token->length != 4)
    return FALSE;
  for (guint j = 0; j < 4; j++)
    if (!g_ascii_isdigit (word[j]))
      return FALSE;
  return word[0] == '1' || word[0] == '2';
}

static gboolean
has_year (const TriDiscovery *self)
{
  for (guint i = 0; i < self->tokens.tokens->len; i++)
    if (is_year (self, i))
      return TRUE;
  return FALSE;
}

static gboolean
is_date_word (const TriDiscovery *self, guint i)
{
  return g_ascii_isdigit (tri_tokens_get_word (&self->tokens, i)[0])
         || (tri_discovery_class (self, i) & TRI_WORD_CALENDAR);
}

/* What may stand behind the comma that ends a title. */
static gboolean
begins_rest (const TriDiscovery *self, guint i)
{
  return is_date_word (self, i) || tri_discovery_is_capital (self, i)
         || i + 2 >= self->tokens.tokens->len;
}

/* Where a title in a list ends: before a bracket, a comma that a place or year follows, a line. */
static guint
find_title_end (const TriDiscovery *self, guint first)
{
  for (guint i = first + 1; i < self->tokens.tokens->len; i++)
    {
      const TriToken *token = tri_discovery_token (self, i);
      g_autofree char *between = NULL;

      if (token->gap == 0 && !(token->flags & TRI_TOKEN_OPENING))
        continue;
      between = tri_discovery_dup_range (self,
                                         tri_discovery_token (self, i - 1)->end,
                                         token->start);
      if (strpbrk (between, "([.;\n"))
        return i - 1;
      if (strchr (between, ',') && begins_rest (self, i))
        return i - 1;
    }
  return self->tokens.tokens->len - 1;
}

/* An item of a bibliography: the date before or behind, the title, perhaps a place. */
static void
find_in_item (TriDiscovery *self)
{
  guint n = self->tokens.tokens->len;
  guint first = 0;
  guint last;

  if (self->passage->kind != TRI_PASSAGE_ITEM || n == 0 || n > 40 || !has_year (self))
    return;
  while (first < n && is_date_word (self, first))
    first++;
  if (first == n || !tri_discovery_is_capital (self, first) || self->used->data[first])
    return;
  /* Behind a date only a new line begins a title. */
  if (first > 0 && !(tri_discovery_token (self, first)->flags & TRI_TOKEN_OPENING))
    return;
  last = find_title_end (self, first);
  if (last - first < MAX_WORDS && is_unused (self, first, last))
    tri_discovery_add_found (self, first, last, TRI_ENTITY_WORK, FALSE);
}

void
tri_discovery_find_titles (TriDiscovery *self)
{
  find_in_spans (self);
  find_in_item (self);
  find_in_quotations (self);
}
