/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-discover-private.h"

#include "tri-language.h"

#include <string.h>

/* When there are more, what was seen once is dropped: 60 MB or so. */
#define MAX_WORDS 400000
#define MAX_SEEN 150000

/* In a title nearly all words of more letters have capitals, and most words altogether. */
#define LONG 3

static const char *const langs[TRI_DISCOVER_LANGS] = { "en", "fr", "nl", "" };

TriDiscovery *
tri_discovery_new (void)
{
  TriDiscovery *self = g_new0 (TriDiscovery, 1);

  self->langs = g_ptr_array_new ();
  for (guint i = 0; i < TRI_DISCOVER_LANGS; i++)
    {
      self->words[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      self->most_words[i] = MAX_WORDS;
    }
  self->most_seen = MAX_SEEN;
  self->seen = g_hash_table_new_full (g_str_hash,
                                      g_str_equal,
                                      NULL,
                                      (GDestroyNotify) tri_seen_free);
  self->same = g_array_new (FALSE, FALSE, sizeof (TriSame));
  self->beside = g_array_new (FALSE, FALSE, sizeof (TriSame));
  tri_tokens_init (&self->tokens);
  self->offsets = g_array_new (FALSE, FALSE, sizeof (guint));
  self->classes = g_array_new (FALSE, FALSE, sizeof (TriWordClass));
  self->span_ids = g_array_new (FALSE, TRUE, sizeof (guint));
  self->used = g_byte_array_new ();
  self->found = g_array_new (FALSE, FALSE, sizeof (TriFound));
  return self;
}

void
tri_discovery_free (TriDiscovery *self)
{
  g_ptr_array_unref (self->langs);
  for (guint i = 0; i < TRI_DISCOVER_LANGS; i++)
    g_hash_table_unref (self->words[i]);
  g_hash_table_unref (self->seen);
  g_array_unref (self->same);
  g_array_unref (self->beside);
  tri_tokens_clear (&self->tokens);
  g_array_unref (self->offsets);
  g_array_unref (self->classes);
  g_array_unref (self->span_ids);
  g_byte_array_unref (self->used);
  g_array_unref (self->found);
  g_free (self);
}

/**
 * tri_discovery_add_text:
 * @lang: (nullable): BCP 47
 *
 * Returns: the number of the text, to survey and collect with
 */
guint
tri_discovery_add_text (TriDiscovery *self, const char *lang)
{
  g_ptr_array_add (self->langs, (gpointer) tri_language_get (lang)->tag);
  return self->langs->len - 1;
}

static guint
get_offset (const TriDiscovery *self, guint code_point)
{
  return g_array_index (self->offsets, guint, code_point);
}

char *
tri_discovery_dup_range (const TriDiscovery *self, guint start, guint end)
{
  guint from = get_offset (self, start);

  return g_strndup (self->passage->content + from, get_offset (self, end) - from);
}

static void
read_offsets (TriDiscovery *self, const char *content)
{
  const char *p = content;

  g_array_set_size (self->offsets, 0);
  while (TRUE)
    {
      guint at = (guint) (p - content);

      g_array_append_val (self->offsets, at);
      if (!*p)
        return;
      p = g_utf8_next_char (p);
    }
}

static gboolean
is_flat (const TriTokens *tokens)
{
  guint n_long = 0;
  guint n_long_capital = 0;
  guint n_capital = 0;

  for (guint i = 0; i < tokens->tokens->len; i++)
    {
      const TriToken *token = tri_tokens_get (tokens, i);
      gboolean is_long = token->length > LONG;
      gboolean is_capital = (token->flags & TRI_TOKEN_CAPITAL) != 0;

      n_long += is_long;
      n_capital += is_capital;
      n_long_capital += is_long && is_capital;
    }
  return n_long > 2 && n_long_capital * 5 >= n_long * 4
         && n_capital * 5 >= tokens->tokens->len * 3;
}

/* The first token that begins at the code point or behind it. */
guint
tri_discovery_find_token (const TriDiscovery *self, guint code_point)
{
  guint from = 0;
  guint to = self->tokens.tokens->len;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (tri_discovery_token (self, middle)->start < code_point)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

static void
mark_span (TriDiscovery *self, const TriSpan *span, guint id)
{
  for (guint i = tri_discovery_find_token (self, span->start);
       i < self->tokens.tokens->len && tri_discovery_token (self, i)->end <= span->end;
       i++)
    g_array_index (self->span_ids, guint, i) = id;
}

static void
read_spans (TriDiscovery *self)
{
  GArray *spans = self->passage->spans;

  for (guint i = 0; spans && i < spans->len; i++)
    {
      const TriSpan *span = &g_array_index (spans, TriSpan, i);

      if (span->kind == TRI_SPAN_EMPHASIS || span->kind == TRI_SPAN_TITLE
          || span->kind == TRI_SPAN_QUOTE || span->kind == TRI_SPAN_LINK)
        mark_span (self, span, i + 1);
    }
}

/* ’s Ochtends: the capital of a sentence stands on its second word. */
static void
pass_on_openings (TriDiscovery *self)
{
  for (guint i = 1; i < self->tokens.tokens->len; i++)
    {
      TriToken *token = &g_array_index (self->tokens.tokens, TriToken, i);
      const TriToken *before = token - 1;

      if (before->end - before->start == 1 && (before->flags & TRI_TOKEN_OPENING)
          && !(before->flags & TRI_TOKEN_CAPITAL))
        token->flags |= TRI_TOKEN_OPENING;
    }
}

static void
read_passage (TriDiscovery *self, guint text, const TriDiscoverPassage *passage)
{
  guint n;

  self->passage = passage;
  self->text = text;
  self->lang = g_ptr_array_index (self->langs, text);
  for (self->lang_index = 0; strcmp (langs[self->lang_index], self->lang) != 0;)
    self->lang_index++;
  tri_tokens_split (&self->tokens, passage->content);
  pass_on_openings (self);
  n = self->tokens.tokens->len;
  read_offsets (self, passage->content);
  g_array_set_size (self->classes, n);
  for (guint i = 0; i < n; i++)
    g_array_index (self->classes, TriWordClass, i)
        = tri_word_classify (tri_tokens_get_word (&self->tokens, i),
                             tri_discovery_token (self, i)->length);
  g_array_set_size (self->span_ids, 0);
  g_array_set_size (self->span_ids, n);
  read_spans (self);
  g_byte_array_set_size (self->used, n);
  if (n > 0)
    memset (self->used->data, 0, n);
  g_array_set_size (self->found, 0);
  self->flat = passage->kind == TRI_PASSAGE_HEADING || is_flat (&self->tokens);
}

/* What stays may be nearly all there is: it is not looked through again until more has come. */
static void
drop_rare (GHashTable *table, GHRFunc is_rare, guint *most)
{
  guint left;

  g_hash_table_foreach_remove (table, is_rare, NULL);
  left = g_hash_table_size (table);
  *most = MAX (*most, left + left / 4);
}

static gboolean
is_rare_word (gpointer key, gpointer value, gpointer user_data)
{
  const TriWordCount *count = value;

  return count->n_lower + count->n_capital + count->n_opening < 2;
}

static void
count_token (TriDiscovery *self, guint i)
{
  const TriToken *token = tri_discovery_token (self, i);
  const char *word = tri_tokens_get_word (&self->tokens, i);
  g_autofree char *folded = g_strndup (word, token->length);
  GHashTable *words = self->words[self->lang_index];
  TriWordCount *count = g_hash_table_lookup (words, folded);

  if (!count)
    {
      count = g_new0 (TriWordCount, 1);
      if (g_hash_table_size (words) >= self->most_words[self->lang_index])
        drop_rare (words, is_rare_word, &self->most_words[self->lang_index]);
      g_hash_table_insert (words, g_steal_pointer (&folded), count);
    }
  if (!(token->flags & TRI_TOKEN_CAPITAL))
    count->n_lower++;
  else if (self->flat || (token->flags & TRI_TOKEN_OPENING)
           || g_array_index (self->span_ids, guint, i))
    count->n_opening++;
  else
    count->n_capital++;
}

/**
 * tri_discovery_survey:
 * @text: see tri_discovery_add_text()
 *
 * Counts the words of a passage. All passages of all texts are surveyed before the first is
 * collected.
 */
void
tri_discovery_survey (TriDiscovery *self, guint text, const TriDiscoverPassage *passage)
{
  read_passage (self, text, passage);
  self->n_tokens += self->tokens.tokens->len;
  for (guint i = 0; i < self->tokens.tokens->len; i++)
    count_token (self, i);
}

const TriWordCount *
tri_discovery_count (const TriDiscovery *self, guint lang, const char *word)
{
  static const TriWordCount none = { 0 };
  const TriWordCount *count = g_hash_table_lookup (self->words[lang], word);

  return count ? count : &none;
}

const TriWordCount *
tri_discovery_count_token (const TriDiscovery *self, guint i)
{
  g_autofree char *word = g_strndup (tri_tokens_get_word (&self->tokens, i),
                                     tri_discovery_token (self, i)->length);

  return tri_discovery_count (self, self->lang_index, word);
}

void
tri_discovery_add_found (TriDiscovery *self, guint first, guint last, int type, gboolean weak)
{
  TriFound found = { first, last, type, weak };

  memset (self->used->data + first, 1, last - first + 1);
  g_array_append_val (self->found, found);
}

static gboolean
is_rare_sequence (gpointer key, gpointer value, gpointer user_data)
{
  const TriSeen *seen = value;

  return seen->n_total < 2;
}

/**
 * tri_discovery_collect:
 *
 * Gathers the names of a passage.
 */
void
tri_discovery_collect (TriDiscovery *self, guint text, const TriDiscoverPassage *passage)
{
  read_passage (self, text, passage);
  tri_discovery_find_titles (self);
  tri_discovery_find_names (self);
  if (g_hash_table_size (self->seen) > self->most_seen)
    {
      /* They may be among them. */
      g_array_set_size (self->same, 0);
      g_array_set_size (self->beside, 0);
      drop_rare (self->seen, is_rare_sequence, &self->most_seen);
    }
  tri_discovery_note (self);
}
