/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-entities.h"

#include "library/tri-library-dates.h"
#include "library/tri-library-private.h"

#include <string.h>

/* Code points on each side of a mention in a line of context. */
#define CONTEXT 40

#define COLUMNS                                                                                \
  "m.id, m.start, m.stop, m.entity, m.type, m.origin, m.confidence, m.passage, m.text, m.ord," \
  " p.content"

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

static void
fill_context (TriContext *context, TriStatement *statement)
{
  const char *content = tri_statement_get_text (statement, 10);
  const char *start;
  const char *end;

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
  start = walk (content, context->mention.start);
  end = walk (start, context->mention.end - context->mention.start);
  context->before = dup_before (content, start);
  context->surface = dup_line (start, end);
  context->after = dup_after (end);
}

/**
 * tri_library_list_mentions:
 * @limit: at most so many, 0 for all
 *
 * Returns: (transfer full) (element-type TriContext): the mentions of the entity in the text in
 * reading order, from the @offset-th on
 */
GArray *
tri_library_list_mentions (TriLibrary *self,
                           gint64 entity,
                           gint64 text,
                           guint offset,
                           guint limit,
                           GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM ("
                            "SELECT id FROM mentions WHERE entity = ?1 AND text = ?2"
                            " ORDER BY ord, start LIMIT ?3 OFFSET ?4) AS s"
                            " CROSS JOIN mentions AS m ON m.id = s.id"
                            " CROSS JOIN passages AS p ON p.id = m.passage"
                            " ORDER BY m.ord, m.start";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) contexts = tri_context_array_new ();
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, entity);
  sqlite3_bind_int64 (statement, 2, text);
  sqlite3_bind_int64 (statement, 3, limit ? (gint64) limit : -1);
  sqlite3_bind_int64 (statement, 4, offset);
  while (tri_library_next (self, statement, &failed))
    {
      TriContext context = { 0 };

      fill_context (&context, statement);
      g_array_append_val (contexts, context);
    }
  if (!failed)
    return g_steal_pointer (&contexts);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/* How often the text mentions the entity. */
guint
tri_library_count_mentions (TriLibrary *self, gint64 entity, gint64 text)
{
  static const char sql[] = "SELECT n FROM mention_counts WHERE text = ?2 AND entity = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return 0;
  sqlite3_bind_int64 (statement, 1, entity);
  sqlite3_bind_int64 (statement, 2, text);
  return tri_library_next (self, statement, NULL) ? (guint) sqlite3_column_int (statement, 0) : 0;
}

/**
 * tri_library_get_distribution:
 * @bins: (array length=n_bins): one count for each piece of the text; the pieces have equally many
 *   passages
 */
gboolean
tri_library_get_distribution (TriLibrary *self,
                              gint64 entity,
                              gint64 text,
                              guint *bins,
                              guint n_bins,
                              GError **error)
{
  static const char length[] = "SELECT passages FROM texts WHERE id = ?";
  static const char sql[] = "SELECT ord FROM mentions WHERE entity = ?1 AND text = ?2";
  gint64 n_passages = tri_library_ask (self, length, text, 0);
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return FALSE;
  memset (bins, 0, n_bins * sizeof *bins);
  sqlite3_bind_int64 (statement, 1, entity);
  sqlite3_bind_int64 (statement, 2, text);
  while (n_bins > 0 && tri_library_next (self, statement, &failed))
    {
      gint64 bin = sqlite3_column_int64 (statement, 0) * n_bins / MAX (n_passages, 1);

      bins[MIN (bin, (gint64) n_bins - 1)]++;
    }
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* The next or previous mention in one text; FALSE without @error when there is none. */
static gboolean
step_in_text (TriLibrary *self,
              gint64 entity,
              gint64 text,
              gint64 ord,
              gint64 start,
              int direction,
              TriContext *out,
              GError **error)
{
  static const char next[] = "SELECT " COLUMNS
                             " FROM mentions AS m CROSS JOIN passages AS p ON p.id = m.passage"
                             " WHERE m.entity = ?1 AND m.text = ?2 AND (m.ord, m.start) > (?3, ?4)"
                             " ORDER BY m.ord, m.start LIMIT 1";
  static const char last[] = "SELECT " COLUMNS
                             " FROM mentions AS m CROSS JOIN passages AS p ON p.id = m.passage"
                             " WHERE m.entity = ?1 AND m.text = ?2 AND (m.ord, m.start) < (?3, ?4)"
                             " ORDER BY m.ord DESC, m.start DESC LIMIT 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self,
                                                            direction < 0 ? last : next,
                                                            error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, entity);
  sqlite3_bind_int64 (statement, 2, text);
  sqlite3_bind_int64 (statement, 3, ord);
  sqlite3_bind_int64 (statement, 4, start);
  if (!tri_library_next (self, statement, error))
    return FALSE;
  fill_context (out, statement);
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
 * tri_library_step_mention:
 * @ord: likewise @start: the place to go on from, mostly a mention; -1 is before the first word
 * @direction: 1 for the next, -1 for the previous
 * @all_texts: go on in the other texts of the work, in its order; else round the end of this one
 * @out: (out caller-allocates): to be cleared with tri_context_clear()
 *
 * Walks the mentions of an entity: one look-up in an index for each text at most. The only mention
 * there is follows itself.
 *
 * Returns: %FALSE when there is none, or with @error set
 */
gboolean
tri_library_step_mention (TriLibrary *self,
                          gint64 entity,
                          gint64 text,
                          guint ord,
                          int start,
                          int direction,
                          gboolean all_texts,
                          TriContext *out,
                          GError **error)
{
  g_autoptr (GArray) texts = list_texts_from (self, text, direction, all_texts, error);
  gint64 edge = direction < 0 ? G_MAXINT64 : -1;
  g_autoptr (GError) failed = NULL;

  if (!texts)
    return FALSE;
  /* once more into the first, from its other end */
  g_array_append_val (texts, text);
  for (guint i = 0; i < texts->len && !failed; i++)
    if (step_in_text (self,
                      entity,
                      g_array_index (texts, gint64, i),
                      i == 0 ? (gint64) ord : edge,
                      i == 0 ? (gint64) start : edge,
                      direction,
                      out,
                      &failed))
      return TRUE;
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

GArray *
tri_library_list_date_contexts (TriLibrary *self,
                                gint64 work,
                                const char *edtf,
                                guint offset,
                                guint limit,
                                GError **error)
{
  static const char sql[] = "SELECT 0, d.start, d.stop, 0, 0, d.origin, 1.0, p.id, p.text, p.ord,"
                            " p.content FROM texts AS t"
                            " CROSS JOIN passages AS p ON p.text = t.id"
                            " CROSS JOIN dates AS d ON d.passage = p.id"
                            " WHERE t.work = ?1 AND d.edtf = ?2"
                            " ORDER BY t.ord, p.ord, d.start LIMIT ?3 OFFSET ?4";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) contexts = tri_context_array_new ();
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  tri_statement_bind_text (statement, 2, edtf);
  sqlite3_bind_int64 (statement, 3, limit ? (gint64) limit : -1);
  sqlite3_bind_int64 (statement, 4, offset);
  while (tri_library_next (self, statement, &failed))
    {
      TriContext context = { { 0 } };

      fill_context (&context, statement);
      g_array_append_val (contexts, context);
    }
  if (!failed)
    return g_steal_pointer (&contexts);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}
