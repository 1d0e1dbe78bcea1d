/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-near-words.h"

#include "library/tri-library-entity-search.h"
#include "library/tri-library-private.h"
#include "search/tri-spelling.h"
#include "search/tri-words.h"
#include "tri-language.h"

#include <string.h>

/* A word has so many letters at least before another one is nearly it, and from so many on two may
 * be wrong. */
#define MIN_LETTERS 3
#define MANY_LETTERS 6
/* A name may be far from how it is written elsewhere; farther than this is all the same. */
#define MAX_NAME_DISTANCE 4
#define MAX_ENTITIES 8
/* Where so many passages have a name nobody counts on. */
#define MAX_PASSAGES 1000
/* So many words are looked up in the index at most. */
#define MAX_LOOK_UPS 50
/* Behind all words. */
#define LAST_WORD "\xf4\x8f\xbf\xbf"

typedef struct
{
  TriLibrary *library;
  gunichar *letters; /* what was typed, folded, its words parted by spaces */
  guint n_letters;
  gboolean is_word;  /* one */
  guint most;        /* that may be wrong */
  char *lang;        /* NULL: all */
  GPtrArray *found;  /* (element-type TriNearWord) */
  GHashTable *texts; /* of what is in there, folded: borrowed or NULL */
} Search;

static void
clear_search (Search *self)
{
  g_free (self->letters);
  g_free (self->lang);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, clear_search)

void
tri_near_word_free (TriNearWord *self)
{
  g_free (self->text);
  g_free (self);
}

static char *
dup_primary (const char *lang)
{
  g_autofree char *tag = tri_language_dup_tag (lang);

  return g_ascii_strdown (tag, (gssize) strcspn (tag, "-_"));
}

static guint
compare (const Search *self, const char *text, guint most)
{
  glong n = 0;
  g_autofree gunichar *letters = g_utf8_to_ucs4_fast (text, -1, &n);

  return tri_spelling_compare (self->letters, self->n_letters, letters, (guint) n, most);
}

/* --- Words */

static void
add_word (Search *self, const char *word, guint passages)
{
  guint distance = compare (self, word, self->most);
  TriNearWord *found;

  if (distance == 0 || distance > self->most)
    return;
  found = g_hash_table_lookup (self->texts, word);
  if (!found)
    {
      found = g_new0 (TriNearWord, 1);
      found->text = g_strdup (word);
      found->distance = distance;
      g_ptr_array_add (self->found, found);
      g_hash_table_insert (self->texts, g_strdup (word), found);
    }
  found->passages += passages;
}

/* The words of a language from @from on and before @to. */
static gboolean
add_words (Search *self, const char *lang, const char *from, const char *to, GError **error)
{
  static const char sql[] = "SELECT word, passages FROM word_forms WHERE lang = ?1"
                            " AND word >= ?2 AND word < ?3 AND length (word) BETWEEN ?4 AND ?5";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, lang);
  tri_statement_bind_text (statement, 2, from);
  tri_statement_bind_text (statement, 3, to);
  sqlite3_bind_int64 (statement, 4, self->n_letters - self->most);
  sqlite3_bind_int64 (statement, 5, self->n_letters + self->most);
  while (tri_library_next (self->library, statement, &local))
    add_word (self,
              tri_statement_get_text (statement, 0),
              (guint) sqlite3_column_int64 (statement, 1));
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Of all words with this first letter. */
static gboolean
add_letter (Search *self, const char *lang, gunichar letter, GError **error)
{
  char from[8] = "";
  char to[8] = "";

  g_unichar_to_utf8 (letter, from);
  g_unichar_to_utf8 (letter + 1, to);
  return add_words (self, lang, from, to, error);
}

static gboolean
add_language (Search *self, const char *lang, GError **error)
{
  gunichar first = self->letters[0];
  gunichar second = self->letters[1];

  if (!add_letter (self, lang, first, error))
    return FALSE;
  /* The first letter is one too many, or stands behind its neighbour. */
  return second == first || add_letter (self, lang, second, error);
}

static GPtrArray *
list_languages (Search *self, GError **error)
{
  static const char sql[] = "WITH RECURSIVE langs (lang) AS (SELECT min (lang) FROM word_forms"
                            "  UNION ALL SELECT (SELECT min (f.lang) FROM word_forms AS f"
                            "   WHERE f.lang > langs.lang) FROM langs WHERE langs.lang NOT NULL)"
                            " SELECT lang FROM langs WHERE lang NOT NULL";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  g_autoptr (GPtrArray) langs = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;

  if (!statement)
    return NULL;
  if (self->lang)
    g_ptr_array_add (langs, g_strdup (self->lang));
  while (!self->lang && tri_library_next (self->library, statement, &local))
    g_ptr_array_add (langs, tri_statement_dup_text (statement, 0));
  if (!local)
    return g_steal_pointer (&langs);
  g_propagate_error (error, local);
  return NULL;
}

/* First the words that begin so; where none is near, all: the first letter is another one. */
static gboolean
find_words (Search *self, GError **error)
{
  g_autoptr (GPtrArray) langs = NULL;

  if (!self->is_word || self->n_letters < MIN_LETTERS)
    return TRUE;
  langs = list_languages (self, error);
  for (guint i = 0; langs && i < langs->len; i++)
    if (!add_language (self, langs->pdata[i], error))
      return FALSE;
  for (guint i = 0; langs && i < langs->len && self->found->len == 0; i++)
    if (!add_words (self, langs->pdata[i], "", LAST_WORD, error))
      return FALSE;
  return langs != NULL;
}

/* --- Names */

/* In how many passages the words stand one after another, of works that are shown. */
static guint
count_passages (Search *self, GPtrArray *words, guint most)
{
  static const char sql[] = "SELECT count (*) FROM (SELECT 1 FROM passages_fts AS f"
                            " JOIN passages AS p ON p.id = f.rowid JOIN texts AS t ON t.id = p.text"
                            " JOIN works AS w ON w.id = t.work WHERE passages_fts MATCH ?1"
                            " AND w.complete = 1 AND w.deleted IS NULL LIMIT ?2)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);
  g_autoptr (GString) phrase = g_string_new ("\"");

  if (!statement)
    return 0;
  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (phrase, "%s%s", i > 0 ? " " : "", (const char *) words->pdata[i]);
  g_string_append_c (phrase, '"');
  tri_statement_bind_text (statement, 1, phrase->str);
  sqlite3_bind_int64 (statement, 2, most);
  return tri_library_next (self->library, statement, NULL)
             ? (guint) sqlite3_column_int64 (statement, 0)
             : 0;
}

static char *
join_words (GPtrArray *words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", (const char *) words->pdata[i]);
  return g_string_free (text, FALSE);
}

/* To the whole name, or to the word of it that is nearest. */
static guint
compare_name (const Search *self, const char *folded, GPtrArray *words)
{
  guint distance = compare (self, folded, MAX_NAME_DISTANCE);

  for (guint i = 0; self->is_word && i < words->len; i++)
    distance = MIN (distance, compare (self, words->pdata[i], MAX_NAME_DISTANCE));
  return distance;
}

static void
add_form (Search *self, gint64 entity, const char *name)
{
  g_autoptr (GPtrArray) words = tri_words_list (name);
  g_autofree char *folded = join_words (words);
  guint distance = compare_name (self, folded, words);
  gboolean is_typed = compare (self, folded, 0) == 0;
  TriNearWord *found = g_hash_table_lookup (self->texts, folded);
  guint passages;

  if (words->len == 0 || is_typed || (found && found->entity != 0))
    return;
  passages = count_passages (self, words, MAX_PASSAGES);
  if (passages == 0)
    return;
  if (!found)
    {
      found = g_new0 (TriNearWord, 1);
      g_ptr_array_add (self->found, found);
      g_hash_table_insert (self->texts, g_steal_pointer (&folded), found);
    }
  g_free (found->text);
  found->text = g_strdup (name);
  found->distance = MAX (distance, 1);
  found->passages = passages;
  found->entity = entity;
}

static gboolean
add_entity (Search *self, gint64 entity, GError **error)
{
  static const char sql[] = "SELECT name, lang FROM entity_names WHERE entity = ?1 ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, entity);
  while (tri_library_next (self->library, statement, &local))
    {
      const char *lang = tri_statement_get_text (statement, 1);

      if (!self->lang || *lang == '\0' || tri_language_matches (lang, self->lang))
        add_form (self, entity, tri_statement_get_text (statement, 0));
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Whether a hit is the name that was typed: not one that only begins so. */
static gboolean
is_name (const Search *self, const TriEntityHit *hit)
{
  g_autoptr (GPtrArray) words = NULL;

  if (hit->kind == TRI_ENTITY_HIT_EXACT || hit->kind == TRI_ENTITY_HIT_SPELLING)
    return TRUE;
  words = tri_words_list (hit->form);
  for (guint i = 0; self->is_word && i < words->len; i++)
    if (compare (self, words->pdata[i], 0) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
add_names (Search *self, gint64 work, const char *typed, GError **error)
{
  g_autoptr (GPtrArray) hits = tri_library_search_entities (self->library,
                                                            work,
                                                            typed,
                                                            MAX_ENTITIES,
                                                            self->library->cancellable,
                                                            error);

  for (guint i = 0; hits && i < hits->len; i++)
    {
      const TriEntityHit *hit = hits->pdata[i];

      if (is_name (self, hit) && !add_entity (self, hit->entity, error))
        return FALSE;
    }
  return hits != NULL;
}

/* Each register by one of the works that use it. */
static gboolean
find_names (Search *self, const char *typed, GError **error)
{
  static const char sql[] = "SELECT DISTINCT min (w.id) FROM work_registers AS r"
                            " JOIN works AS w ON w.id = r.work"
                            " WHERE w.complete = 1 AND w.deleted IS NULL GROUP BY r.register";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  g_autoptr (GArray) works = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *local = NULL;

  if (!statement)
    return FALSE;
  while (tri_library_next (self->library, statement, &local))
    {
      gint64 work = sqlite3_column_int64 (statement, 0);

      g_array_append_val (works, work);
    }
  for (guint i = 0; i < works->len && !local; i++)
    add_names (self, g_array_index (works, gint64, i), typed, &local);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* --- What was found */

static int
compare_found_cb (gconstpointer a, gconstpointer b)
{
  const TriNearWord *one = *(TriNearWord *const *) a;
  const TriNearWord *other = *(TriNearWord *const *) b;

  if (one->distance != other->distance)
    return one->distance < other->distance ? -1 : 1;
  if ((one->entity == 0) != (other->entity == 0))
    return one->entity ? -1 : 1;
  if (one->passages != other->passages)
    return one->passages > other->passages ? -1 : 1;
  return strcmp (one->text, other->text);
}

/* Words are counted once, and what went since is not taken off: the index has the last word. */
static gboolean
stands_in_texts (Search *self, const TriNearWord *found)
{
  g_autoptr (GPtrArray) words = NULL;

  if (found->entity != 0)
    return TRUE;
  words = tri_words_list (found->text);
  return words->len > 0 && count_passages (self, words, 1) > 0;
}

static GPtrArray *
take_best (Search *self, guint limit)
{
  GPtrArray *best = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_near_word_free);

  g_ptr_array_sort (self->found, compare_found_cb);
  for (guint i = 0; i < MIN (self->found->len, MAX_LOOK_UPS) && best->len < limit; i++)
    if (stands_in_texts (self, self->found->pdata[i]))
      g_ptr_array_add (best, g_steal_pointer (&self->found->pdata[i]));
  return best;
}

static void
free_found (gpointer found)
{
  if (found)
    tri_near_word_free (found);
}

GPtrArray *
tri_library_list_near_words (TriLibrary *self,
                             const char *word,
                             const char *lang,
                             guint limit,
                             GError **error)
{
  g_auto (Search) search = { .library = self };
  g_autoptr (GPtrArray) words = tri_words_list (word);
  g_autofree char *folded = join_words (words);
  glong n = 0;

  search.letters = g_utf8_to_ucs4_fast (folded, -1, &n);
  search.n_letters = (guint) n;
  search.is_word = words->len == 1;
  search.most = n < MANY_LETTERS ? 1 : 2;
  search.lang = lang ? dup_primary (lang) : NULL;
  search.found = g_ptr_array_new_with_free_func (free_found);
  search.texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (n > 0 && (!find_words (&search, error) || !find_names (&search, word, error)))
    return NULL;
  return take_best (&search, limit);
}
