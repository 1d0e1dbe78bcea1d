/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-context.h"

#include <string.h>

/* Code points on each side of a mention in a line of context. */
#define CONTEXT 40

void
tri_context_clear (TriContext *self)
{
  g_clear_pointer (&self->before, g_free);
  g_clear_pointer (&self->surface, g_free);
  g_clear_pointer (&self->after, g_free);
}

static void
clear_context (gpointer data)
{
  tri_context_clear (data);
}

GArray *
tri_context_array_new (void)
{
  GArray *array = g_array_new (FALSE, TRUE, sizeof (TriContext));

  g_array_set_clear_func (array, clear_context);
  return array;
}

/* A line shows no line breaks. */
static char *
dup_line (const char *from, const char *to)
{
  return g_strdelimit (g_strndup (from, (gsize) (to - from)), "\n\t", ' ');
}

static char *
dup_before (const char *content, const char *mention)
{
  const char *from = mention;
  const char *word;

  for (guint n = 0; n < CONTEXT && from > content; n++)
    from = g_utf8_prev_char (from);
  if (from == content)
    return dup_line (from, mention);
  word = from;
  while (word < mention && !g_unichar_isspace (g_utf8_get_char (word)))
    word = g_utf8_next_char (word);
  return word < mention ? dup_line (g_utf8_next_char (word), mention) : dup_line (from, mention);
}

static char *
dup_after (const char *mention)
{
  const char *to = mention;
  const char *word = NULL;

  for (guint n = 0; n < CONTEXT && *to; n++, to = g_utf8_next_char (to))
    if (g_unichar_isspace (g_utf8_get_char (to)))
      word = to;
  return dup_line (mention, *to && word && word > mention ? word : to);
}

/* The place @n code points behind @from, at most the end: a damaged file may say anything. */
static const char *
walk (const char *from, guint n)
{
  for (; n > 0 && *from; n--)
    from = g_utf8_next_char (from);
  return from;
}

/**
 * tri_context_fill_words:
 * @self: with a mention
 * @content: of its passage
 *
 * Fills in the words of the mention and whole words around them, none of which were known.
 */
void
tri_context_fill_words (TriContext *self, const char *content)
{
  const char *start = walk (content, self->mention.start);
  const char *end = walk (start, self->mention.end - self->mention.start);

  self->before = dup_before (content, start);
  self->surface = dup_line (start, end);
  self->after = dup_after (end);
}

/**
 * tri_context_read:
 * @self: filled with zeros; to be cleared with tri_context_clear()
 * @row: with TRI_CONTEXT_COLUMNS or TRI_CONTEXT_DATE_COLUMNS
 */
void
tri_context_read (TriContext *context, TriStatement *statement)
{
  context->mention.id = sqlite3_column_int64 (statement, 0);
  context->mention.start = (guint) sqlite3_column_int (statement, 1);
  context->mention.end = (guint) sqlite3_column_int (statement, 2);
  context->mention.entity = sqlite3_column_int64 (statement, 3);
  context->mention.type = (TriEntityType) tri_statement_get_enum (statement, 4, TRI_N_ENTITY_TYPES);
  context->mention.origin = (TriOrigin) tri_statement_get_enum (statement,
                                                                5,
                                                                TRI_ORIGIN_READER + 1);
  context->mention.confidence = sqlite3_column_double (statement, 6);
  context->passage = sqlite3_column_int64 (statement, 7);
  context->text = sqlite3_column_int64 (statement, 8);
  context->ord = (guint) sqlite3_column_int (statement, 9);
  context->mention.end = MAX (context->mention.end, context->mention.start);
  tri_context_fill_words (context, tri_statement_get_text (statement, 10));
  context->inferred = sqlite3_column_count (statement) > 11
                      && sqlite3_column_int (statement, 11) != 0;
}

GArray *
tri_context_read_all (TriLibrary *library, TriStatement *rows, GError **error)
{
  g_autoptr (GArray) contexts = tri_context_array_new ();
  g_autoptr (GError) failed = NULL;

  while (tri_library_next (library, rows, &failed))
    {
      TriContext context = { 0 };

      tri_context_read (&context, rows);
      g_array_append_val (contexts, context);
    }
  if (!failed)
    return g_steal_pointer (&contexts);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/* The next or previous one in one text; FALSE without @error when there is none. */
static gboolean
step_in_text (TriLibrary *self,
              const TriContextStep *step,
              gint64 text,
              gint64 ord,
              gint64 start,
              TriContext *out,
              GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, step->sql, error);

  if (!statement)
    return FALSE;
  if (step->edtf)
    tri_statement_bind_text (statement, 1, step->edtf);
  else
    sqlite3_bind_int64 (statement, 1, step->entity);
  sqlite3_bind_int64 (statement, 2, text);
  sqlite3_bind_int64 (statement, 3, ord);
  sqlite3_bind_int64 (statement, 4, start);
  if (!tri_library_next (self, statement, error))
    return FALSE;
  tri_context_read (out, statement);
  return TRUE;
}

/* The texts to look through: all of the work, beginning with @text, in the direction asked for; or
 * @text alone. */
static GArray *
list_texts_from (TriLibrary *self, gint64 text, int direction, gboolean all, GError **error)
{
  static const char sql[] = "SELECT o.id FROM texts AS t CROSS JOIN texts AS o ON o.work = t.work"
                            " WHERE t.id = ?1"
                            " ORDER BY (CASE WHEN ?2 * o.ord >= ?2 * t.ord THEN 0 ELSE 1 END),"
                            " ?2 * o.ord";
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  if (!all)
    g_array_append_val (texts, text);
  sqlite3_bind_int64 (statement, 1, text);
  sqlite3_bind_int (statement, 2, direction < 0 ? -1 : 1);
  while (all && tri_library_next (self, statement, &failed))
    {
      gint64 each = sqlite3_column_int64 (statement, 0);

      g_array_append_val (texts, each);
    }
  if (!failed)
    return g_steal_pointer (&texts);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/**
 * tri_context_step:
 * @ord: likewise @start: the place in @text to go on from; -1 is before the first word
 * @out: (out caller-allocates): to be cleared with tri_context_clear()
 *
 * Goes to the next place, or the one before: one look-up in an index for each text at most. The
 * only one there is follows itself.
 *
 * Returns: %FALSE when there is none, or with @error set
 */
gboolean
tri_context_step (TriLibrary *self,
                  const TriContextStep *step,
                  gint64 text,
                  guint ord,
                  int start,
                  TriContext *out,
                  GError **error)
{
  g_autoptr (GArray) texts = list_texts_from (self, text, step->direction, step->all_texts, error);
  gint64 edge = step->direction < 0 ? G_MAXINT64 : -1;
  g_autoptr (GError) failed = NULL;

  if (!texts)
    return FALSE;
  /* once more into the first, from its other end */
  g_array_append_val (texts, text);
  for (guint i = 0; i < texts->len && !failed; i++)
    if (step_in_text (self,
                      step,
                      g_array_index (texts, gint64, i),
                      i == 0 ? (gint64) ord : edge,
                      i == 0 ? (gint64) start : edge,
                      out,
                      &failed))
      return TRUE;
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}
