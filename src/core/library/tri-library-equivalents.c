/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-equivalents.h"

#include "library/tri-equivalents-read.h"
#include "library/tri-word-forms.h"
#include "search/tri-words.h"

#include <math.h>

/* So many passages with the word are read. */
#define MAX_PLACES 1000
#define MAX_FORMS 24
#define DEFAULT_LIMIT 12
/* To know how long a passage is so many are looked at. */
#define N_LENGTHS 64
/* What stands in more passages is counted by proportion. */
#define MAX_COUNTED 4000

/* One of the other languages. */
typedef struct
{
  char *lang;
  TriEquivalents *counts;
  double passages; /* of its texts here */
  double all;      /* of all its texts whose words are counted */
  double factor;   /* how long a link's counterpart is beside a passage */
  double links;    /* with the word, all of them */
  double total;    /* links there are, by their length */
} Other;

typedef struct
{
  TriLibrary *library;
  GArray *texts;
  GPtrArray *others;
  Other *now;   /* that is being counted */
  double share; /* of the passages with the word that were looked at */
  gboolean is_everywhere;
  GError *error;
} Search;

static void
other_free (gpointer data)
{
  Other *other = data;

  g_free (other->lang);
  tri_equivalents_free (other->counts);
  g_free (other);
}

/* --- What is asked */

static char *
quote (const GPtrArray *words, const char *between)
{
  GString *match = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (match, "%s\"%s\"", i ? between : "", (char *) words->pdata[i]);
  return g_string_free (match, FALSE);
}

/* Without quotes that could come from a word: there is no such letter. */
static char *
make_match (const GPtrArray *words, gboolean is_phrase)
{
  return quote (words, is_phrase ? " + " : " OR ");
}

/* --- Reading */

static Other *
get_other (Search *self, const char *lang)
{
  for (guint i = 0; i < self->others->len; i++)
    if (g_str_equal (((Other *) self->others->pdata[i])->lang, lang))
      return self->others->pdata[i];
  return NULL;
}

static void
add_others (Search *self, const char *own)
{
  for (guint i = 0; i < self->texts->len; i++)
    {
      const TriEquivalentsText *text = &g_array_index (self->texts, TriEquivalentsText, i);
      Other *other = get_other (self, text->lang);

      if (text->is_own)
        continue;
      if (!other)
        {
          other = g_new0 (Other, 1);
          other->lang = g_strdup (text->lang);
          other->counts = tri_equivalents_new (own, text->lang);
          g_ptr_array_add (self->others, other);
        }
      other->passages += text->passages;
    }
}

static void
add_link_cb (const char *lang, const char *own, const char *counterpart, gpointer data)
{
  Other *other = get_other (data, lang);

  if (other && own)
    tri_equivalents_add_link (other->counts, own, counterpart);
  else if (other)
    tri_equivalents_add_rest (other->counts, counterpart);
}

/* --- The rest of the texts */

static gsize
read_length (TriLibrary *library, gint64 text, guint ord)
{
  static const char sql[] = "SELECT octet_length (content) FROM passages"
                            " WHERE text = ?1 AND ord = ?2";
  static const char old[] = "SELECT length (CAST (content AS BLOB)) FROM passages"
                            " WHERE text = ?1 AND ord = ?2";
  g_autoptr (TriStatement) statement
      = tri_library_prepare (library, sqlite3_libversion_number () < 3043000 ? old : sql, NULL);

  if (!statement)
    return 0;
  sqlite3_bind_int64 (statement, 1, text);
  sqlite3_bind_int64 (statement, 2, ord);
  return tri_library_next (library, statement, NULL) ? (gsize) sqlite3_column_int64 (statement, 0)
                                                     : 0;
}

/* How long a passage of the language is on average. */
static double
measure_passages (const Search *self, const Other *other)
{
  double length = 0;
  double n = 0;

  for (guint i = 0; i < self->texts->len; i++)
    {
      const TriEquivalentsText *text = &g_array_index (self->texts, TriEquivalentsText, i);
      guint some = (guint) ceil (N_LENGTHS * text->passages / MAX (other->passages, 1));

      if (!g_str_equal (text->lang, other->lang))
        continue;
      some = MIN (some, text->passages);
      for (guint k = 0; k < some && n < 4 * N_LENGTHS; k++, n++)
        length += (double) read_length (self->library,
                                        text->id,
                                        (guint) ((guint64) k * text->passages / some));
    }
  return n > 0 ? length / n : 0;
}

/* Passages of the language whose words were counted; 0 where some were not. */
static double
count_counted (TriLibrary *library, const char *lang)
{
  static const char sql[] = "SELECT sum (t.passages) FROM counted_texts AS c CROSS JOIN texts AS t"
                            " ON t.id = c.text WHERE c.lang = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement)
    return 0;
  tri_statement_bind_text (statement, 1, lang);
  return tri_library_next (library, statement, NULL) ? sqlite3_column_double (statement, 0) : 0;
}

static void
measure (Search *self, Other *other)
{
  double n = tri_equivalents_get_n_links (other->counts);
  double usual = measure_passages (self, other);

  other->all = count_counted (self->library, other->lang);
  other->links = self->share > 0 ? n / self->share : n;
  other->factor = 1;
  if (n > 0 && usual > 0)
    {
      double length = (double) tri_equivalents_get_length (other->counts);

      other->factor = CLAMP (length / n / usual, 0.02, 20);
    }
  other->total = MAX (other->passages / other->factor, other->links + 1);
}

/* In how many passages of its language a candidate stood when they were counted; -1: unknown. */
static double
ask_forms (const Search *self, const char *stem)
{
  static const char sql[] = "SELECT sum (passages) FROM word_forms WHERE lang = ?1 AND stem = ?2";
  static const char plain[] = "SELECT sum (passages) FROM word_forms"
                              " WHERE lang = ?1 AND word = ?2 AND stem = ''";
  const char *const asked[] = { sql, plain };

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (TriStatement) statement = tri_library_prepare (self->library, asked[i], NULL);

      if (!statement)
        return -1;
      tri_statement_bind_text (statement, 1, self->now->lang);
      tri_statement_bind_text (statement, 2, stem);
      if (tri_library_next (self->library, statement, NULL)
          && sqlite3_column_type (statement, 0) != SQLITE_NULL)
        return sqlite3_column_double (statement, 0);
    }
  return -1;
}

static double
ask_index (Search *self, const GPtrArray *forms)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *match = NULL;
  double n = 0;

  for (guint i = 0; i < forms->len && i < MAX_FORMS; i++)
    g_ptr_array_add (words, ((TriEquivalentForm *) forms->pdata[i])->folded);
  match = make_match (words, FALSE);
  if (!self->error)
    tri_equivalents_count (self->library,
                           self->texts,
                           self->now->lang,
                           match,
                           MAX_COUNTED,
                           &n,
                           &self->error);
  return n;
}

/* Links without the word in which a candidate may be expected: passages that hold it, in links as
 * long as those that were looked at. */
static double
count_rest_cb (const char *stem, const GPtrArray *forms, gpointer data)
{
  Search *self = data;
  const Other *other = self->now;
  double n = other->all >= other->passages ? ask_forms (self, stem) : -1;
  double share;
  guint seen = 0;

  /* Words of works that lack our language say little of those that have it. */
  if (n >= 0 && n <= MAX_COUNTED && other->all > 1.05 * other->passages)
    n = ask_index (self, forms);
  else if (n >= 0)
    n *= other->passages / other->all;
  else
    n = ask_index (self, forms);
  for (guint i = 0; i < forms->len; i++)
    seen = MAX (seen, ((TriEquivalentForm *) forms->pdata[i])->links);
  share = CLAMP (n / MAX (other->passages, 1), 0, 1);
  share = 1 - pow (1 - share, other->factor);
  /* A sample is compared with all there is: what is left would be a difference of estimates. */
  return self->share < 1 ? share * other->total : MAX (0, share * other->total - seen);
}

static GPtrArray *
make_lists (Search *self, guint limit, GError **error)
{
  g_autoptr (GPtrArray) lists = NULL;

  lists = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_equivalent_list_free);
  for (guint i = 0; i < self->others->len; i++)
    {
      TriEquivalentsRest rest = { 0, 0, count_rest_cb, self };

      self->now = self->others->pdata[i];
      if (tri_equivalents_get_n_links (self->now->counts) == 0)
        continue;
      measure (self, self->now);
      rest.links = self->now->total - (self->share < 1 ? 0 : self->now->links);
      rest.all = self->now->links;
      /* What was read without the word is the rest then, in the same proportion. */
      if (self->is_everywhere)
        rest = (TriEquivalentsRest){ tri_equivalents_get_n_rest (self->now->counts),
                                     self->now->links };
      g_ptr_array_add (lists, tri_equivalents_list (self->now->counts, &rest, limit));
      if (self->error)
        {
          g_propagate_error (error, g_steal_pointer (&self->error));
          return NULL;
        }
    }
  return g_steal_pointer (&lists);
}

static gboolean
read_all (Search *self, const GPtrArray *words, gboolean is_phrase, GError **error)
{
  g_autoptr (GArray) passages = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = NULL;
  g_autofree char *match = make_match (words, is_phrase);
  TriEquivalentsPlaces places = { passages, 0 };
  TriEquivalentsReader reader = { self->library, self->texts, words, is_phrase };

  seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  reader.seen = seen;
  reader.func = add_link_cb;
  reader.data = self;
  if (!tri_equivalents_find_places (self->library,
                                    self->texts,
                                    match,
                                    MAX_PLACES,
                                    &places,
                                    error))
    return FALSE;
  self->is_everywhere = reader.is_everywhere = places.is_everywhere;
  for (guint i = 0; i < passages->len; i++)
    if (!tri_equivalents_read_links (&reader, g_array_index (passages, gint64, i), error))
      return FALSE;
  self->share = places.found > 0 ? MIN (1, passages->len / places.found) : 1;
  if (places.is_everywhere)
    self->share = passages->len / MAX (1, tri_equivalents_count_own (self->texts));
  return TRUE;
}

GPtrArray *
tri_library_list_equivalents (TriLibrary *library,
                              const TriEquivalentsQuestion *question,
                              GError **error)
{
  g_autoptr (GPtrArray) words = tri_words_list (question->word);
  g_autofree char *own = tri_equivalents_dup_primary (question->lang);
  g_autoptr (GArray) texts = NULL;
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (other_free);
  Search search = { library, NULL, others };
  gboolean is_phrase = words->len > 1;

  if (words->len == 0)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) tri_equivalent_list_free);
  texts = tri_equivalents_list_texts (library, question, error);
  if (!texts)
    return NULL;
  if (question->forms && !is_phrase)
    {
      GPtrArray *forms = tri_library_list_word_forms (library,
                                                      own,
                                                      words->pdata[0],
                                                      question->word,
                                                      MAX_FORMS,
                                                      error);

      if (!forms)
        return NULL;
      g_ptr_array_unref (words);
      words = forms;
    }
  search.texts = texts;
  add_others (&search, own);
  if (!read_all (&search, words, is_phrase, error))
    return NULL;
  return make_lists (&search, question->limit ? question->limit : DEFAULT_LIMIT, error);
}
