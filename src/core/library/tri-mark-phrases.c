/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-mark-words.h"

#include "tri-fold.h"

#include <string.h>

/* The search index says which marks have a word, but reads all that it has of it before it names
 * the first. Where a word is frequent it is quicker to look into the marks themselves, in the order
 * in which they are wanted; so this parts words as the index does ("unicode61"). */

typedef struct
{
  const char *begin;
  gsize length;
} Token;

struct _TriMarkPhrases
{
  char *folded;
  GPtrArray *phrases; /* of GArray of Token; the last token of the last one begins a word */
};

static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c)
         || g_unichar_type (c) == G_UNICODE_PRIVATE_USE;
}

static GArray *
list_tokens (const char *text, gsize length)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  const char *begin = NULL;
  const char *p = text;

  for (; p < text + length; p = g_utf8_next_char (p))
    {
      gboolean is_inside = is_letter (g_utf8_get_char (p));

      if (is_inside && !begin)
        begin = p;
      if (is_inside || !begin)
        continue;
      g_array_append_val (tokens, ((Token){ begin, (gsize) (p - begin) }));
      begin = NULL;
    }
  if (begin)
    g_array_append_val (tokens, ((Token){ begin, (gsize) (p - begin) }));
  return tokens;
}

TriMarkPhrases *
tri_mark_phrases_new (const char *words)
{
  g_autoptr (TriMarkPhrases) self = g_new0 (TriMarkPhrases, 1);
  const char *begin;

  self->folded = tri_fold (words);
  self->phrases = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (begin = self->folded; *begin;)
    {
      gsize length = strcspn (begin, " ");
      GArray *tokens = list_tokens (begin, length);

      if (tokens->len > 0)
        g_ptr_array_add (self->phrases, tokens);
      else
        g_array_unref (tokens);
      begin += length + strspn (begin + length, " ");
    }
  return self->phrases->len > 0 ? g_steal_pointer (&self) : NULL;
}

void
tri_mark_phrases_free (TriMarkPhrases *self)
{
  g_ptr_array_unref (self->phrases);
  g_free (self->folded);
  g_free (self);
}

static gboolean
is_same (const Token *wanted, const Token *token, gboolean is_begin)
{
  return (is_begin ? token->length >= wanted->length : token->length == wanted->length)
         && memcmp (token->begin, wanted->begin, wanted->length) == 0;
}

static gboolean
stands_at (const GArray *phrase, const GArray *tokens, guint at, gboolean is_last)
{
  if (at + phrase->len > tokens->len)
    return FALSE;
  for (guint i = 0; i < phrase->len; i++)
    if (!is_same (&g_array_index (phrase, Token, i),
                  &g_array_index (tokens, Token, at + i),
                  is_last && i + 1 == phrase->len))
      return FALSE;
  return TRUE;
}

static gboolean
stands_in (const GArray *phrase, const GArray *tokens, gboolean is_last)
{
  for (guint at = 0; at < tokens->len; at++)
    if (stands_at (phrase, tokens, at, is_last))
      return TRUE;
  return FALSE;
}

/* By what the index says of the mark, though that be stale. */
gboolean
tri_mark_phrases_match (const TriMarkPhrases *self, TriLibrary *library, gint64 mark)
{
  static const char sql[] = "SELECT own, counterparts FROM mark_words WHERE rowid = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);
  g_autoptr (GArray) own = NULL;
  g_autoptr (GArray) others = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, mark);
  if (!tri_library_next (library, statement, NULL))
    return FALSE;
  own = list_tokens (tri_statement_get_text (statement, 0),
                     strlen (tri_statement_get_text (statement, 0)));
  others = list_tokens (tri_statement_get_text (statement, 1),
                        strlen (tri_statement_get_text (statement, 1)));
  for (guint i = 0; i < self->phrases->len; i++)
    {
      const GArray *phrase = g_ptr_array_index (self->phrases, i);
      gboolean is_last = i + 1 == self->phrases->len;

      if (!stands_in (phrase, own, is_last) && !stands_in (phrase, others, is_last))
        return FALSE;
    }
  return TRUE;
}
