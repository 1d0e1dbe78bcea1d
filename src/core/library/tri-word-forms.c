/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-word-forms.h"

#include "library/tri-word-counter.h"
#include "search/tri-stem.h"
#include "search/tri-words.h"
#include "tri-language.h"

/* nl-BE has the words of nl. */
static char *
dup_primary (const char *lang)
{
  g_autofree char *tag = tri_language_dup_tag (lang);

  return g_ascii_strdown (tag ? tag : "", tag ? (gssize) strcspn (tag, "-_") : 0);
}

typedef struct
{
  TriWordCounter *counter;
  const char *content;
  gint64 passage;
} Counting;

static gboolean
count_cb (const TriWord *word, gpointer data)
{
  Counting *self = data;

  tri_word_counter_add (self->counter, self->content, word, self->passage);
  return TRUE;
}

/* The words of at most @n passages from @from on; sets @from behind them. FALSE at the end, or with
 * @error. */
static gboolean
count_page (TriLibrary *self, Counting *counting, gint64 text, guint *from, guint n, GError **error)
{
  static const char sql[] = "SELECT id, content FROM passages"
                            " WHERE text = ?1 AND ord >= ?2 AND ord < ?3";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;
  gboolean any = FALSE;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, text);
  sqlite3_bind_int64 (statement, 2, *from);
  sqlite3_bind_int64 (statement, 3, (gint64) *from + n);
  while (tri_library_next (self, statement, &local))
    {
      any = TRUE;
      counting->passage = sqlite3_column_int64 (statement, 0);
      counting->content = tri_statement_get_text (statement, 1);
      tri_words_foreach (counting->content, -1, count_cb, counting);
    }
  *from += n;
  if (local)
    g_propagate_error (error, local);
  return any && !local;
}

static gboolean
mark_counted (TriLibrary *self, gint64 text, const char *lang, GError **error)
{
  static const char sql[] = "INSERT OR REPLACE INTO counted_texts (text, lang)"
                            " SELECT id, ?2 FROM texts WHERE id = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, text);
  tri_statement_bind_text (statement, 2, lang);
  return tri_library_run (self, statement, error);
}

static gboolean
count_text (TriBatch *batch, gint64 text, const char *lang, GError **error)
{
  g_autofree char *tag = dup_primary (lang);
  g_autoptr (TriWordCounter) counter = tri_word_counter_new ();
  Counting counting = { counter, NULL, 0 };
  GError *local = NULL;
  guint from = 0;

  while (count_page (batch->library, &counting, text, &from, 256, &local))
    if (!tri_batch_breathe (batch, &local)
        || (tri_word_counter_get_size (counter) > TRI_WORD_FORMS_MAX
            && !tri_word_counter_write (counter, tag, batch, &local)))
      break;
  /* What is cut off before is counted twice in part: the numbers are about right only. */
  if (!local && tri_word_counter_write (counter, tag, batch, &local))
    mark_counted (batch->library, text, lang, &local);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
tri_library_add_words (TriLibrary *self,
                       gint64 text,
                       const char *lang,
                       TriWordCounter *counter,
                       GError **error)
{
  g_autofree char *tag = dup_primary (lang);
  static const char known[] = "SELECT count (*) FROM counted_texts WHERE text = ?";
  g_auto (TriBatch) batch = { self, NULL };

  /* Another process was quicker. */
  if (tri_library_ask (self, known, text, 0) > 0)
    return TRUE;
  return tri_batch_begin (&batch, error)
         && tri_word_counter_write (counter, tag, &batch, error)
         && mark_counted (self, text, lang, error)
         && tri_batch_commit (&batch, error);
}

#define UNCOUNTED                                           \
  " FROM works AS w CROSS JOIN texts AS t ON t.work = w.id" \
  " LEFT JOIN counted_texts AS c ON c.text = t.id"          \
  " WHERE w.complete = 1 AND w.deleted IS NULL AND c.lang IS NOT t.lang LIMIT 1"

gboolean
tri_library_has_uncounted_words (TriLibrary *self)
{
  static const char sql[] = "SELECT t.id" UNCOUNTED;

  return tri_library_ask (self, sql, 0, 0) != 0;
}

static gboolean
count_next (TriBatch *batch, gboolean *any, GError **error)
{
  static const char sql[] = "SELECT t.id, t.lang" UNCOUNTED;
  g_autoptr (TriStatement) statement = tri_library_prepare (batch->library, sql, error);
  g_autofree char *lang = NULL;
  GError *local = NULL;
  gint64 text = 0;

  if (!statement)
    return FALSE;
  *any = tri_library_next (batch->library, statement, &local);
  if (local)
    g_propagate_error (error, local);
  if (!*any)
    return local == NULL;
  text = sqlite3_column_int64 (statement, 0);
  lang = tri_statement_dup_text (statement, 1);
  g_clear_pointer (&statement, tri_statement_release);
  return count_text (batch, text, lang, error);
}

gboolean
tri_library_count_words (TriLibrary *self, GCancellable *cancellable, GError **error)
{
  g_auto (TriBatch) batch = { self, cancellable };
  gboolean any = TRUE;

  if (!tri_batch_begin (&batch, error))
    return FALSE;
  while (any)
    if (!count_next (&batch, &any, error))
      return FALSE;
  return tri_batch_commit (&batch, error);
}

gboolean
tri_word_forms_rebuild (TriLibrary *self, GError **error)
{
  g_auto (TriBatch) batch = { self, NULL, TRUE };
  gboolean any = TRUE;

  if (!tri_library_exec (self, "DELETE FROM word_forms; DELETE FROM counted_texts", error)
      || !tri_batch_begin (&batch, error))
    return FALSE;
  while (any)
    if (!count_next (&batch, &any, error))
      return FALSE;
  return tri_batch_commit (&batch, error);
}

/* --- Asking */

/* The stems of a word as texts have it. */
static gboolean
add_stems (TriLibrary *self, const char *tag, const char *word, GPtrArray *stems, GError **error)
{
  static const char sql[] = "SELECT stem FROM word_forms"
                            " WHERE lang = ?1 AND word = ?2 AND stem <> ''";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, tag);
  tri_statement_bind_text (statement, 2, word);
  while (tri_library_next (self, statement, &local))
    g_ptr_array_add (stems, tri_statement_dup_text (statement, 0));
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
add_words (TriLibrary *self,
           const char *tag,
           const char *stem,
           guint limit,
           GPtrArray *words,
           GError **error)
{
  static const char sql[] = "SELECT word FROM word_forms WHERE lang = ?1 AND stem = ?2"
                            " ORDER BY passages DESC, word LIMIT ?3";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, tag);
  tri_statement_bind_text (statement, 2, stem);
  sqlite3_bind_int64 (statement, 3, limit);
  while (words->len < limit && tri_library_next (self, statement, &local))
    {
      const char *word = tri_statement_get_text (statement, 0);

      if (!g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
        g_ptr_array_add (words, g_strdup (word));
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

GPtrArray *
tri_library_list_word_forms (TriLibrary *self,
                             const char *lang,
                             const char *word,
                             const char *typed,
                             guint limit,
                             GError **error)
{
  g_autofree char *tag = dup_primary (lang);
  g_autoptr (TriStemmer) stemmer = tri_stemmer_new (tag);
  g_autoptr (GPtrArray) stems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (words, g_strdup (word));
  if (!stemmer)
    return g_steal_pointer (&words);
  if (!add_stems (self, tag, word, stems, error))
    return NULL;
  /* A form that no text has; of one that texts have, they know better what it may be. */
  if (stems->len == 0)
    g_ptr_array_add (stems, g_strdup (tri_stemmer_stem (stemmer, typed ? typed : word, -1)));
  for (guint i = 0; i < stems->len; i++)
    if (!add_words (self, tag, stems->pdata[i], limit, words, error))
      return NULL;
  return g_steal_pointer (&words);
}

guint64
tri_library_count_word (TriLibrary *self, const char *lang, const char *word)
{
  static const char all[] = "WITH RECURSIVE langs (lang) AS (SELECT min (lang) FROM word_forms"
                            "  UNION ALL SELECT (SELECT min (f.lang) FROM word_forms AS f"
                            "   WHERE f.lang > langs.lang) FROM langs WHERE langs.lang NOT NULL)"
                            " SELECT sum (passages) FROM langs CROSS JOIN word_forms AS f"
                            "  ON f.lang = langs.lang AND f.word = ?1";
  static const char one[] = "SELECT sum (passages) FROM word_forms WHERE word = ?1 AND lang = ?2";
  g_autofree char *tag = lang ? dup_primary (lang) : NULL;
  g_autoptr (TriStatement) statement = tri_library_prepare (self, tag ? one : all, NULL);

  if (!statement)
    return 0;
  tri_statement_bind_text (statement, 1, word);
  if (tag)
    tri_statement_bind_text (statement, 2, tag);
  return tri_library_next (self, statement, NULL) ? (guint64) sqlite3_column_int64 (statement, 0)
                                                  : 0;
}
