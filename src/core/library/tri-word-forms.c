/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-word-forms.h"

#include "library/tri-batch.h"
#include "search/tri-stem.h"
#include "search/tri-words.h"
#include "tri-language.h"

/* So many different spellings are held in memory before they are written. */
#define MAX_SPELLINGS 200000

/* nl-BE has the words of nl. */
static char *
dup_primary (const char *lang)
{
  g_autofree char *tag = tri_language_dup_tag (lang);

  return g_ascii_strdown (tag ? tag : "", tag ? (gssize) strcspn (tag, "-_") : 0);
}

/* A word as texts spell it, with case and accents. */
typedef struct
{
  char *word;
  char *stem;
  guint passages;
  gint64 last; /* the passage in which it was counted last */
} Spelling;

typedef struct
{
  GHashTable *spellings; /* utf8 → Spelling */
  TriStemmer *stemmer;   /* NULL: the language has none */
  const char *content;
  gint64 passage;
  GString *key;
} Counting;

static void
spelling_free (gpointer data)
{
  Spelling *self = data;

  g_free (self->word);
  g_free (self->stem);
  g_free (self);
}

static gboolean
count_cb (const TriWord *word, gpointer data)
{
  Counting *self = data;
  Spelling *spelling;

  g_string_truncate (self->key, 0);
  g_string_append_len (self->key, self->content + word->from, (gssize) (word->to - word->from));
  spelling = g_hash_table_lookup (self->spellings, self->key->str);
  if (!spelling)
    {
      spelling = g_new0 (Spelling, 1);
      spelling->word = g_strndup (word->folded, word->length);
      spelling->stem = g_strdup (self->stemmer
                                     ? tri_stemmer_stem (self->stemmer,
                                                         self->key->str,
                                                         (gssize) self->key->len)
                                     : "");
      g_hash_table_insert (self->spellings, g_strdup (self->key->str), spelling);
    }
  if (spelling->last != self->passage || spelling->passages == 0)
    spelling->passages++;
  spelling->last = self->passage;
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
write_form (TriLibrary *self, const char *lang, const Spelling *spelling, GError **error)
{
  static const char sql[] = "INSERT INTO word_forms (lang, word, stem, passages)"
                            " VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE"
                            " SET passages = passages + excluded.passages";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, lang);
  tri_statement_bind_text (statement, 2, spelling->word);
  tri_statement_bind_text (statement, 3, spelling->stem);
  sqlite3_bind_int64 (statement, 4, spelling->passages);
  return tri_library_run (self, statement, error);
}

static int
compare_spellings (gconstpointer a, gconstpointer b)
{
  const Spelling *one = *(Spelling *const *) a;
  const Spelling *other = *(Spelling *const *) b;
  int order = strcmp (one->word, other->word);

  return order != 0 ? order : strcmp (one->stem, other->stem);
}

/* In the order of the table, those that are the same but for case as one. */
static gboolean
write_forms (Counting *counting, const char *lang, TriBatch *batch, GError **error)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GHashTableIter each;
  gpointer value;

  g_hash_table_iter_init (&each, counting->spellings);
  while (g_hash_table_iter_next (&each, NULL, &value))
    g_ptr_array_add (sorted, value);
  g_ptr_array_sort (sorted, compare_spellings);
  for (guint i = 0; i < sorted->len; i++)
    {
      Spelling *spelling = sorted->pdata[i];

      for (; i + 1 < sorted->len; i++)
        if (compare_spellings (&sorted->pdata[i], &sorted->pdata[i + 1]) == 0)
          spelling->passages += ((Spelling *) sorted->pdata[i + 1])->passages;
        else
          break;
      if (!write_form (batch->library, lang, spelling, error) || !tri_batch_breathe (batch, error))
        return FALSE;
    }
  g_hash_table_remove_all (counting->spellings);
  return TRUE;
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
  g_autoptr (TriStemmer) stemmer = tri_stemmer_new (tag);
  g_autoptr (GHashTable) spellings = g_hash_table_new_full (g_str_hash,
                                                            g_str_equal,
                                                            g_free,
                                                            spelling_free);
  g_autoptr (GString) key = g_string_new (NULL);
  Counting counting = { spellings, stemmer, NULL, 0, key };
  GError *local = NULL;
  guint from = 0;

  while (count_page (batch->library, &counting, text, &from, 256, &local))
    if (!tri_batch_breathe (batch, &local)
        || (g_hash_table_size (spellings) > MAX_SPELLINGS
            && !write_forms (&counting, tag, batch, &local)))
      break;
  /* What is cut off before is counted twice in part: the numbers are about right only. */
  if (!local && write_forms (&counting, tag, batch, &local))
    mark_counted (batch->library, text, lang, &local);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
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
