/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-name-forms.h"

#include "tri-fold.h"
#include "tri-name-words.h"
#include "tri-tokens.h"

#include <string.h>

/* More words are a heading, not a name. */
#define MAX_WORDS 6
#define MIN_LETTERS 3

struct _TriNameForms
{
  TriTokens tokens;
  /* folded → TriNameForm, and these in the order of the text */
  GHashTable *forms;
  GPtrArray *order;
  /* words that the text also writes without a capital */
  GHashTable *small;
};

static void
form_free (gpointer data)
{
  TriNameForm *self = data;

  g_free (self->form);
  g_free (self->folded);
  g_free (self);
}

TriNameForms *
tri_name_forms_new (void)
{
  TriNameForms *self = g_new0 (TriNameForms, 1);

  tri_tokens_init (&self->tokens);
  self->forms = g_hash_table_new (g_str_hash, g_str_equal);
  self->order = g_ptr_array_new_with_free_func (form_free);
  self->small = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
tri_name_forms_free (TriNameForms *self)
{
  tri_tokens_clear (&self->tokens);
  g_hash_table_unref (self->forms);
  g_ptr_array_unref (self->order);
  g_hash_table_unref (self->small);
  g_free (self);
}

static char *
dup_word (TriNameForms *self, guint i)
{
  return g_strndup (tri_tokens_get_word (&self->tokens, i),
                    tri_tokens_get (&self->tokens, i)->length);
}

static gboolean
is_free (const TriToken *token, const TriRange *taken, guint n_taken)
{
  for (guint i = 0; i < n_taken; i++)
    if (taken[i].start < token->end && taken[i].end > token->start)
      return FALSE;
  return TRUE;
}

/* A capital that may be a name's. Words in capitals alone are headings and abbreviations. */
static gboolean
is_name_word (TriNameForms *self, guint i, const TriRange *taken, guint n_taken)
{
  const TriToken *token = tri_tokens_get (&self->tokens, i);

  return token->flags & TRI_TOKEN_CAPITAL && !(token->flags & TRI_TOKEN_ALL_CAPS)
         && is_free (token, taken, n_taken);
}

static gboolean
is_particle (TriNameForms *self, guint i)
{
  g_autofree char *word = dup_word (self, i);

  return tri_name_words_is_particle (word);
}

static gboolean
is_tied (TriNameForms *self, guint i)
{
  const TriToken *token = tri_tokens_get (&self->tokens, i);
  const TriToken *before = tri_tokens_get (&self->tokens, i - 1);

  return token->gap == 0
         || (token->gap == TRI_TOKEN_GAP_STOP && before->end - before->start == 1);
}

/* The token behind the last of the name that begins at @i. */
static guint
find_end (TriNameForms *self, guint i, const TriRange *taken, guint n_taken)
{
  guint n = self->tokens.tokens->len;
  guint end = i + 1;

  for (guint j = end; j < n && is_tied (self, j); j++)
    if (is_name_word (self, j, taken, n_taken))
      end = j + 1;
    else if (j > end || !is_particle (self, j))
      break;
  return end;
}

static void
note (TriNameForms *self, gint64 passage, const char *content, guint from, guint to)
{
  const TriToken *first = tri_tokens_get (&self->tokens, from);
  guint end = tri_tokens_get (&self->tokens, to - 1)->end;
  g_autofree char *form = g_utf8_substring (content, first->start, end);
  g_autofree char *folded = tri_fold (form);
  TriNameForm *known;

  if (to - from > MAX_WORDS || end - first->start < MIN_LETTERS)
    return;
  known = g_hash_table_lookup (self->forms, folded);
  if (known == NULL)
    {
      known = g_new0 (TriNameForm, 1);
      known->form = g_steal_pointer (&form);
      known->folded = g_steal_pointer (&folded);
      known->passage = passage;
      known->start = first->start;
      known->end = end;
      g_ptr_array_add (self->order, known);
      g_hash_table_insert (self->forms, known->folded, known);
    }
  known->n++;
  known->n_inside += !(first->flags & TRI_TOKEN_OPENING);
}

/**
 * tri_name_forms_read:
 * @passage: its number, which comes back in the forms
 * @content: its words
 * @taken: (array length=n_taken): ranges of which somebody has said what they name
 *
 * Reads the next passage of the text.
 */
void
tri_name_forms_read (TriNameForms *self,
                     gint64 passage,
                     const char *content,
                     const TriRange *taken,
                     guint n_taken)
{
  tri_tokens_split (&self->tokens, content);
  for (guint i = 0; i < self->tokens.tokens->len;)
    {
      const TriToken *token = tri_tokens_get (&self->tokens, i);
      guint end;

      if (!is_name_word (self, i, taken, n_taken))
        {
          if (!(token->flags & TRI_TOKEN_CAPITAL))
            g_hash_table_add (self->small, dup_word (self, i));
          i++;
          continue;
        }
      end = find_end (self, i, taken, n_taken);
      note (self, passage, content, i, end);
      /* The first word may have its capital from the sentence. */
      if (end > i + 1 && token->flags & TRI_TOKEN_OPENING
          && tri_tokens_get (&self->tokens, i + 1)->flags & TRI_TOKEN_CAPITAL)
        note (self, passage, content, i + 1, end);
      i = end;
    }
}

/**
 * tri_name_forms_list:
 *
 * Returns: (transfer container) (element-type TriNameForm): what was found so far, in the order of
 * the text, but for words that have their capital from the sentence or are seen without it
 */
GPtrArray *
tri_name_forms_list (TriNameForms *self)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < self->order->len; i++)
    {
      TriNameForm *form = g_ptr_array_index (self->order, i);

      if (form->n_inside > 0 && !g_hash_table_contains (self->small, form->folded))
        g_ptr_array_add (list, form);
    }
  return list;
}
