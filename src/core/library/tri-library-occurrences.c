/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-entity-acts.h"

#include "entities/tri-tokens.h"
#include "library/tri-context.h"
#include "library/tri-library-private.h"

#include <string.h>

typedef struct
{
  TriLibrary *library;
  TriTokens form;
  TriTokens tokens;
  guint limit;
  GArray *found;
} Search;

static void
clear_occurrence (gpointer data)
{
  tri_context_clear (&((TriOccurrence *) data)->context);
}

static void
clear_search (Search *self)
{
  tri_tokens_clear (&self->form);
  tri_tokens_clear (&self->tokens);
  g_clear_pointer (&self->found, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, clear_search)

/* Whether the form begins at the @i-th token of the text. */
static gboolean
matches_at (const Search *self, guint i)
{
  const TriToken *first = tri_tokens_get (&self->tokens, i);
  const TriToken *wanted = tri_tokens_get (&self->form, 0);

  if (i + self->form.tokens->len > self->tokens.tokens->len
      || (first->flags & TRI_TOKEN_CAPITAL) != (wanted->flags & TRI_TOKEN_CAPITAL))
    return FALSE;
  for (guint n = 0; n < self->form.tokens->len; n++)
    {
      const TriToken *token = tri_tokens_get (&self->tokens, i + n);
      const TriToken *other = tri_tokens_get (&self->form, n);

      if (token->length != other->length || (n > 0 && token->gap != other->gap)
          || memcmp (tri_tokens_get_word (&self->tokens, i + n),
                     tri_tokens_get_word (&self->form, n),
                     token->length)
                 != 0)
        return FALSE;
    }
  return TRUE;
}

/* What is said of the range, or of a longer one that holds it: FALSE then. */
static gboolean
read_said (Search *self, TriOccurrence *occurrence, GError **error)
{
  static const char sql[] = "SELECT start, stop, id, coalesce (entity, 0), type, origin, confidence"
                            " FROM mentions WHERE passage = ?1 AND start < ?3 AND stop > ?2"
                            " UNION ALL SELECT start, stop, 0, 0, 0, 2, 1.0 FROM refusals"
                            " WHERE passage = ?1 AND start < ?3 AND stop > ?2";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  TriMention *mention = &occurrence->context.mention;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, occurrence->context.passage);
  sqlite3_bind_int64 (statement, 2, mention->start);
  sqlite3_bind_int64 (statement, 3, mention->end);
  while (tri_library_next (self->library, statement, error))
    {
      guint start = (guint) sqlite3_column_int (statement, 0);
      guint end = (guint) sqlite3_column_int (statement, 1);

      if (end - start > mention->end - mention->start)
        return FALSE;
      mention->id = sqlite3_column_int64 (statement, 2);
      mention->entity = sqlite3_column_int64 (statement, 3);
      mention->type = (TriEntityType) tri_statement_get_enum (statement, 4, TRI_N_ENTITY_TYPES);
      mention->origin = (TriOrigin) tri_statement_get_enum (statement, 5, TRI_ORIGIN_READER + 1);
      mention->confidence = sqlite3_column_double (statement, 6);
      occurrence->decided = mention->origin == TRI_ORIGIN_READER;
    }
  return TRUE;
}

static gboolean
search_passage (Search *self, TriStatement *statement, GError **error)
{
  const char *content = tri_statement_get_text (statement, 3);
  guint n = self->form.tokens->len;

  tri_tokens_split (&self->tokens, content);
  for (guint i = 0; i < self->tokens.tokens->len && self->found->len < self->limit; i++)
    {
      TriOccurrence occurrence = { { .mention = { 0 } }, FALSE };
      GError *failed = NULL;

      if (!matches_at (self, i))
        continue;
      occurrence.context.passage = sqlite3_column_int64 (statement, 0);
      occurrence.context.text = sqlite3_column_int64 (statement, 1);
      occurrence.context.ord = (guint) sqlite3_column_int (statement, 2);
      occurrence.context.mention.start = tri_tokens_get (&self->tokens, i)->start;
      occurrence.context.mention.end = tri_tokens_get (&self->tokens, i + n - 1)->end;
      if (read_said (self, &occurrence, &failed))
        {
          tri_context_fill_words (&occurrence.context, content);
          g_array_append_val (self->found, occurrence);
        }
      if (failed)
        {
          g_propagate_error (error, failed);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * tri_library_list_occurrences:
 *
 * Returns: (transfer full) (element-type TriOccurrence): text by text, in reading order
 */
GArray *
tri_library_list_occurrences (TriLibrary *self,
                              gint64 work,
                              const char *form,
                              guint limit,
                              GCancellable *cancellable,
                              GError **error)
{
  static const char sql[] = "SELECT p.id, p.text, p.ord, p.content FROM texts t"
                            " CROSS JOIN passages p ON p.text = t.id"
                            " WHERE t.work = ? ORDER BY t.ord, p.ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_auto (Search) search = { .library = self, .limit = limit };
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  search.found = g_array_new (FALSE, TRUE, sizeof (TriOccurrence));
  g_array_set_clear_func (search.found, clear_occurrence);
  tri_tokens_init (&search.form);
  tri_tokens_init (&search.tokens);
  tri_tokens_split (&search.form, form);
  sqlite3_bind_int64 (statement, 1, work);
  while (search.form.tokens->len > 0 && search.found->len < limit
         && !g_cancellable_set_error_if_cancelled (cancellable, &failed)
         && tri_library_next (self, statement, &failed))
    if (!search_passage (&search, statement, &failed))
      break;
  if (!failed)
    return g_steal_pointer (&search.found);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}
