/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-search-private.h"
#include "library/tri-search-score.h"
#include "model/tri-edtf.h"

#include <math.h>

/* So many places of a name are read at once. */
#define PAGE 4096

/* Walking along a list costs about so much less than looking at a passage. */
#define WALK_SHARE 64

typedef enum
{
  STREAM_WORDS, /* a statement over the index */
  STREAM_ROWS,  /* rows that are read text by text */
  STREAM_MERGE, /* what any of its parts finds */
  STREAM_JOIN,  /* what all of its parts find */
} StreamKind;

struct _TriSearchStream
{
  StreamKind kind;
  TriSearch *search;
  TriLibrary *library;
  gboolean is_exact;

  sqlite3_stmt *statement;
  gboolean is_prefix;
  GArray *weights; /* of TriSearchWeight: as long as the statement */

  /* Of a name: entity; of a date: what it means. */
  gint64 entity;
  gint64 first;
  gint64 last;
  gboolean is_date;
  const char *lang; /* of the branch, which outlives it */
  gboolean is_everywhere;
  guint text;   /* the one that is read */
  gint64 after; /* its last ordinal that was read, -1 */
  GArray *rows; /* of gint64 */
  guint at;

  GPtrArray *parts; /* of TriSearchStream */
  gint64 *heads;    /* what each of them has next; G_MAXINT64: nothing */
  double *scores;
  gboolean is_begun;
};

void
tri_search_stream_free (TriSearchStream *self)
{
  if (!self)
    return;
  sqlite3_finalize (self->statement);
  g_clear_pointer (&self->weights, g_array_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self->heads);
  g_free (self->scores);
  g_free (self);
}

gboolean
tri_search_stream_is_exact (const TriSearchStream *self)
{
  return self->is_exact;
}

/* --- Words */

static void
weigh (TriSearchStream *self, const char *lang, const TriFts *fts)
{
  g_autoptr (GHashTable) terms = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) of_terms = g_array_new (FALSE, FALSE, sizeof (double));
  double of_term;

  self->weights = g_array_new (FALSE, TRUE, sizeof (TriSearchWeight));
  for (guint i = 0; i < fts->phrases->len; i++)
    {
      const TriFtsPhrase *phrase = &g_array_index (fts->phrases, TriFtsPhrase, i);
      gpointer known = g_hash_table_lookup (terms, phrase->term);
      TriSearchWeight weight = { 0, phrase->is_typed };

      if (!known)
        {
          known = GUINT_TO_POINTER (g_hash_table_size (terms) + 1);
          g_hash_table_insert (terms, (gpointer) phrase->term, known);
          of_term = tri_search_get_weight (self->search->n_passages,
                                           tri_search_estimate (self->search,
                                                                self->library,
                                                                lang,
                                                                phrase->term));
          g_array_append_val (of_terms, of_term);
        }
      weight.term = GPOINTER_TO_UINT (known) - 1;
      weight.weight = g_array_index (of_terms, double, weight.term);
      g_array_append_val (self->weights, weight);
    }
}

static void
get_bounds (TriSearch *search, gboolean everywhere, gint64 *first, gint64 *last)
{
  *first = G_MAXINT64;
  *last = 0;
  for (guint i = 0; i < search->texts->len; i++)
    {
      const TriSearchText *text = search->texts->pdata[i];

      if (!everywhere
          && ((search->options->work != 0 && search->options->work != text->work)
              || (search->options->text != 0 && search->options->text != text->id)))
        continue;
      *first = MIN (*first, text->first);
      *last = MAX (*last, text->last);
    }
}

static gboolean
begin_words (TriSearchStream *self,
             const char *lang,
             const TriQueryNode *node,
             TriSearchStreamFlags flags,
             GError **error)
{
  static const char plain[] = "SELECT rowid FROM passages_fts WHERE passages_fts MATCH ?1"
                              " AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid";
  static const char scored[] = "SELECT rowid, tri_score (passages_fts, ?4) FROM passages_fts"
                               " WHERE passages_fts MATCH ?1 AND rowid BETWEEN ?2 AND ?3"
                               " ORDER BY rowid";
  TriSearchForms forms = { self->search, NULL, lang };
  g_autoptr (TriFts) fts = tri_fts_new (node, tri_search_forms_cb, &forms);
  gboolean scores = (flags & TRI_SEARCH_STREAM_SCORES) != 0;
  gint64 first;
  gint64 last;

  self->kind = STREAM_WORDS;
  self->is_exact = fts->is_exact;
  self->is_prefix = strstr (fts->match->str, "\" *") != NULL;
  if (sqlite3_prepare_v2 (self->library->db,
                          scores ? scored : plain,
                          -1,
                          &self->statement,
                          NULL)
      != SQLITE_OK)
    return tri_library_fail (self->library, error);
  get_bounds (self->search, (flags & TRI_SEARCH_STREAM_EVERYWHERE) != 0, &first, &last);
  sqlite3_bind_text (self->statement,
                     1,
                     fts->match->str,
                     (int) fts->match->len,
                     SQLITE_TRANSIENT);
  sqlite3_bind_int64 (self->statement, 2, first);
  sqlite3_bind_int64 (self->statement, 3, last);
  if (scores)
    {
      weigh (self, lang, fts);
      sqlite3_bind_blob (self->statement,
                         4,
                         self->weights->data,
                         (int) (self->weights->len * sizeof (TriSearchWeight)),
                         SQLITE_STATIC);
    }
  return TRUE;
}

static gboolean
next_words (TriSearchStream *self, gint64 *passage, double *score, GError **error)
{
  switch (sqlite3_step (self->statement))
    {
    case SQLITE_ROW:
      *passage = sqlite3_column_int64 (self->statement, 0);
      *score = self->weights ? sqlite3_column_double (self->statement, 1) : -INFINITY;
      return TRUE;
    case SQLITE_DONE:
      return FALSE;
    default:
      return tri_library_fail (self->library, error);
    }
}

/* Beginnings of words are gathered from many words each time. */
gboolean
tri_search_stream_can_seek (const TriSearchStream *self)
{
  return self->kind == STREAM_WORDS && !self->is_prefix;
}

gboolean
tri_search_stream_seek (TriSearchStream *self, gint64 passage, GError **error)
{
  sqlite3_reset (self->statement);
  return sqlite3_bind_int64 (self->statement, 2, passage) == SQLITE_OK
         || tri_library_fail (self->library, error);
}

/* --- Names and dates */

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

static void
add_row (TriSearchStream *self, gint64 row)
{
  if (self->rows->len == 0
      || g_array_index (self->rows, gint64, self->rows->len - 1) != row)
    g_array_append_val (self->rows, row);
}

/* The rows of the ordinals that @statement gives. */
static gboolean
take_ords (TriSearchStream *self,
           TriStatement *statement,
           const TriSearchText *text,
           guint *n,
           GError **error)
{
  GError *local = NULL;

  *n = 0;
  while (tri_library_next (self->library, statement, &local))
    {
      self->after = sqlite3_column_int64 (statement, 0);
      add_row (self, text->first + self->after);
      (*n)++;
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
read_names (TriSearchStream *self, const TriSearchText *text, gboolean *is_done, GError **error)
{
  static const char sql[] = "SELECT ord FROM mentions WHERE entity = ?1 AND text = ?2"
                            " AND ord > ?3 ORDER BY ord LIMIT ?4";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  guint n = 0;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->entity);
  sqlite3_bind_int64 (statement, 2, text->id);
  sqlite3_bind_int64 (statement, 3, self->after);
  sqlite3_bind_int (statement, 4, PAGE);
  if (!take_ords (self, statement, text, &n, error))
    return FALSE;
  *is_done = n < PAGE;
  return TRUE;
}

/* The values in a text that mean some of the time that is asked for. */
static GPtrArray *
list_values (TriSearchStream *self, gint64 text, GError **error)
{
  static const char sql[] = "SELECT DISTINCT edtf FROM dates WHERE text = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, text);
  while (tri_library_next (self->library, statement, &local))
    {
      const char *value = tri_statement_get_text (statement, 0);
      gint64 first;
      gint64 last;

      if (tri_edtf_get_bounds (value, &first, &last) && first <= self->last && last >= self->first)
        g_ptr_array_add (values, g_strdup (value));
    }
  if (!local)
    return g_steal_pointer (&values);
  g_propagate_error (error, local);
  return NULL;
}

static gboolean
read_dates (TriSearchStream *self, const TriSearchText *text, GError **error)
{
  static const char sql[] = "SELECT ord FROM dates WHERE text = ?1 AND edtf = ?2 ORDER BY ord";
  g_autoptr (GPtrArray) values = list_values (self, text->id, error);
  g_autoptr (GArray) all = NULL;
  guint n;

  if (!values)
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    {
      g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

      if (!statement)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, text->id);
      tri_statement_bind_text (statement, 2, values->pdata[i]);
      if (!take_ords (self, statement, text, &n, error))
        return FALSE;
    }
  /* Each value has its own order. */
  all = g_steal_pointer (&self->rows);
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_sort (all, compare_rows);
  for (guint i = 0; i < all->len; i++)
    add_row (self, g_array_index (all, gint64, i));
  return TRUE;
}

/* Texts whose passages lie among those of others are read before all, at once. */
static gboolean
read_scattered (TriSearchStream *self, GError **error)
{
  static const char named[] = "SELECT passage FROM mentions WHERE entity = ?1 AND text = ?2";
  static const char dated[] = "SELECT passage, edtf FROM dates WHERE text = ?2 AND ?1 = 0";

  for (guint i = 0; i < self->search->texts->len; i++)
    {
      const TriSearchText *text = self->search->texts->pdata[i];
      g_autoptr (TriStatement) statement = NULL;
      GError *local = NULL;

      if (text->is_dense)
        continue;
      statement = tri_library_prepare (self->library, self->is_date ? dated : named, error);
      if (!statement)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, self->entity);
      sqlite3_bind_int64 (statement, 2, text->id);
      while (tri_library_next (self->library, statement, &local))
        {
          gint64 row = sqlite3_column_int64 (statement, 0);
          gint64 first = self->first;
          gint64 last = self->last;

          if (!self->is_date
              || (tri_edtf_get_bounds (tri_statement_get_text (statement, 1), &first, &last)
                  && first <= self->last && last >= self->first))
            g_array_append_val (self->rows, row);
        }
      if (local)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
is_wanted (const TriSearchStream *self, const TriSearchText *text)
{
  const TriSearchOptions *options = self->search->options;

  return text->is_dense && g_str_equal (text->lang, self->lang)
         && (self->is_everywhere
             || ((options->work == 0 || options->work == text->work)
                 && (options->text == 0 || options->text == text->id)));
}

/* Reads on until there is something, or nothing more. */
static gboolean
fill (TriSearchStream *self, GError **error)
{
  g_array_set_size (self->rows, 0);
  self->at = 0;
  while (self->rows->len == 0 && self->text < self->search->texts->len)
    {
      const TriSearchText *text = self->search->texts->pdata[self->text];
      gboolean is_done = TRUE;

      if (is_wanted (self, text)
          && !(self->is_date ? read_dates (self, text, error)
                             : read_names (self, text, &is_done, error)))
        return FALSE;
      if (!is_done)
        break;
      self->text++;
      self->after = -1;
    }
  return TRUE;
}

static gboolean
next_row (TriSearchStream *self, gint64 *passage, double *score, GError **error)
{
  if (self->at == self->rows->len && !fill (self, error))
    return FALSE;
  if (self->at == self->rows->len)
    return FALSE;
  *passage = g_array_index (self->rows, gint64, self->at++);
  *score = 1;
  return TRUE;
}

/* --- Several */

static gboolean
next_head (TriSearchStream *self, guint part, GError **error)
{
  GError *local = NULL;

  if (!tri_search_stream_next (self->parts->pdata[part],
                               &self->heads[part],
                               &self->scores[part],
                               &local))
    self->heads[part] = G_MAXINT64;
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
begin_heads (TriSearchStream *self, GError **error)
{
  self->heads = g_new0 (gint64, self->parts->len + 1);
  self->scores = g_new0 (double, self->parts->len + 1);
  for (guint i = 0; i < self->parts->len; i++)
    if (!next_head (self, i, error))
      return FALSE;
  self->is_begun = TRUE;
  return TRUE;
}

static gboolean
next_of_any (TriSearchStream *self, gint64 *passage, double *score, GError **error)
{
  if (!self->is_begun && !begin_heads (self, error))
    return FALSE;
  *passage = G_MAXINT64;
  for (guint i = 0; i < self->parts->len; i++)
    *passage = MIN (*passage, self->heads[i]);
  if (*passage == G_MAXINT64)
    return FALSE;
  *score = 0;
  for (guint i = 0; i < self->parts->len; i++)
    if (self->heads[i] == *passage)
      {
        *score += self->scores[i];
        if (!next_head (self, i, error))
          return FALSE;
      }
  return TRUE;
}

/* Over a wide gap the index is asked anew. */
static gboolean
leap (TriSearchStream *self, guint part, gint64 to, GError **error)
{
  TriSearchStream *stream = self->parts->pdata[part];

  return to - self->heads[part] < TRI_SEARCH_WORTH_SEEKING || !tri_search_stream_can_seek (stream)
         || tri_search_stream_seek (stream, to, error);
}

/* Brings all parts to the first passage that all have. */
static gboolean
meet (TriSearchStream *self, GError **error)
{
  gint64 last = 0;

  for (guint i = 0; i < self->parts->len;)
    {
      last = MAX (last, self->heads[i]);
      /* One that has come to its end ends all. */
      if (last == G_MAXINT64)
        {
          self->heads[0] = last;
          return TRUE;
        }
      if (self->heads[i] == last)
        {
          /* Those before may be behind it. */
          i = i > 0 && self->heads[i - 1] < last ? 0 : i + 1;
          continue;
        }
      if (!leap (self, i, last, error) || !next_head (self, i, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
next_of_all (TriSearchStream *self, gint64 *passage, double *score, GError **error)
{
  if (!self->is_begun ? !begin_heads (self, error) : !next_head (self, 0, error))
    return FALSE;
  if (!meet (self, error) || self->heads[0] == G_MAXINT64)
    return FALSE;
  *passage = self->heads[0];
  *score = 0;
  for (guint i = 0; i < self->parts->len; i++)
    *score += self->scores[i];
  return TRUE;
}

gboolean
tri_search_stream_next (TriSearchStream *self, gint64 *passage, double *score, GError **error)
{
  switch (self->kind)
    {
    case STREAM_WORDS:
      return next_words (self, passage, score, error);
    case STREAM_ROWS:
      return next_row (self, passage, score, error);
    case STREAM_JOIN:
      return next_of_all (self, passage, score, error);
    case STREAM_MERGE:
    default:
      return next_of_any (self, passage, score, error);
    }
}

/* --- Making them */

static TriSearchStream *
stream_new (TriSearch *search, TriLibrary *library, StreamKind kind)
{
  TriSearchStream *self = g_new0 (TriSearchStream, 1);

  self->kind = kind;
  self->search = search;
  self->library = library;
  self->is_exact = TRUE;
  self->after = -1;
  return self;
}

static TriSearchStream *
merge_new (TriSearch *search, TriLibrary *library)
{
  TriSearchStream *self = stream_new (search, library, STREAM_MERGE);

  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_search_stream_free);
  return self;
}

static TriSearchStream *
rows_new (TriSearch *search,
          TriLibrary *library,
          const char *lang,
          const TriQueryNode *node,
          gint64 entity,
          TriSearchStreamFlags flags,
          GError **error)
{
  g_autoptr (TriSearchStream) self = stream_new (search, library, STREAM_ROWS);

  self->lang = lang;
  self->is_everywhere = (flags & TRI_SEARCH_STREAM_EVERYWHERE) != 0;
  self->is_date = node->kind == TRI_QUERY_DATE;
  self->entity = entity;
  self->first = node->first;
  self->last = node->last;
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!read_scattered (self, error))
    return NULL;
  if (self->rows->len == 0)
    return g_steal_pointer (&self);
  /* They lie anywhere: a part of their own beside the others. */
  {
    g_autoptr (TriSearchStream) both = merge_new (search, library);
    TriSearchStream *scattered = stream_new (search, library, STREAM_ROWS);
    g_autoptr (GArray) all = g_steal_pointer (&self->rows);

    g_array_sort (all, compare_rows);
    scattered->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
    scattered->text = search->texts->len;
    for (guint i = 0; i < all->len; i++)
      add_row (scattered, g_array_index (all, gint64, i));
    self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
    g_ptr_array_add (both->parts, scattered);
    g_ptr_array_add (both->parts, g_steal_pointer (&self));
    return g_steal_pointer (&both);
  }
}

static TriSearchStream *
entities_new (TriSearch *search,
              TriLibrary *library,
              const char *lang,
              const TriQueryNode *node,
              TriSearchStreamFlags flags,
              GError **error)
{
  g_autoptr (TriSearchStream) self = merge_new (search, library);

  for (guint i = 0; node->entities && i < node->entities->len; i++)
    {
      gint64 entity = g_array_index (node->entities, gint64, i);
      TriSearchStream *part = rows_new (search, library, lang, node, entity, flags, error);

      if (!part)
        return NULL;
      g_ptr_array_add (self->parts, part);
    }
  return g_steal_pointer (&self);
}

/* The words of an AND together are one question to the index; so are those of a NEAR, but how far
 * apart they stand depends on the names between them. */
static TriQueryNode *
gather_words (const TriQueryNode *node)
{
  g_autoptr (TriQueryNode) words = tri_query_node_new (TRI_QUERY_AND);
  gboolean any = FALSE;

  if (!words->children)
    words->children = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_query_node_free);
  for (guint i = 0; i < node->children->len; i++)
    {
      const TriQueryNode *child = node->children->pdata[i];

      if (!tri_query_node_is_words (child))
        continue;
      any |= child->kind != TRI_QUERY_NOT;
      g_ptr_array_add (words->children, tri_query_node_copy (child));
    }
  if (!any)
    return NULL;
  if (words->children->len == 1)
    return g_ptr_array_steal_index (words->children, 0);
  return g_steal_pointer (&words);
}

/* One that is asked for among others. */
typedef struct
{
  const TriQueryNode *node;
  guint64 n; /* about so many passages */
} Part;

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const Part *one = a;
  const Part *other = b;

  return one->n < other->n ? -1 : one->n > other->n;
}

static void
add_part (TriSearch *search,
          TriLibrary *library,
          const char *lang,
          const TriQueryNode *node,
          GArray *parts)
{
  Part part = { node, tri_search_estimate (search, library, lang, node) };

  g_array_append_val (parts, part);
}

/* Of an AND or a NEAR: walks along the part that fewest passages answer, and along those others
 * that are not much longer; the rest is looked at in the passage. */
static TriSearchStream *
all_new (TriSearch *search,
         TriLibrary *library,
         const char *lang,
         const TriQueryNode *node,
         TriSearchStreamFlags flags,
         GError **error)
{
  g_autoptr (TriSearchStream) self = stream_new (search, library, STREAM_JOIN);
  g_autoptr (TriQueryNode) words = gather_words (node);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));

  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_search_stream_free);
  self->is_exact = node->kind == TRI_QUERY_AND;
  if (words)
    add_part (search, library, lang, words, parts);
  for (guint i = 0; i < node->children->len; i++)
    {
      const TriQueryNode *child = node->children->pdata[i];

      if (child->kind == TRI_QUERY_NOT)
        self->is_exact &= words && tri_query_node_is_words (child);
      else if (!tri_query_node_is_words (child))
        add_part (search, library, lang, child, parts);
    }
  g_array_sort (parts, compare_parts);
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      TriSearchStream *stream;

      if (i > 0 && part->n / WALK_SHARE > g_array_index (parts, Part, 0).n)
        {
          self->is_exact = FALSE;
          continue;
        }
      stream = tri_search_stream_new (search, library, lang, part->node, flags, error);
      if (!stream)
        return NULL;
      self->is_exact &= stream->is_exact;
      g_ptr_array_add (self->parts, stream);
    }
  return g_steal_pointer (&self);
}

static TriSearchStream *
any_new (TriSearch *search,
         TriLibrary *library,
         const char *lang,
         const TriQueryNode *node,
         TriSearchStreamFlags flags,
         GError **error)
{
  g_autoptr (TriSearchStream) self = merge_new (search, library);

  for (guint i = 0; i < node->children->len; i++)
    {
      TriSearchStream *part = tri_search_stream_new (search,
                                                     library,
                                                     lang,
                                                     node->children->pdata[i],
                                                     flags,
                                                     error);

      if (!part)
        return NULL;
      self->is_exact &= part->is_exact;
      g_ptr_array_add (self->parts, part);
    }
  return g_steal_pointer (&self);
}

TriSearchStream *
tri_search_stream_new (TriSearch *search,
                       TriLibrary *library,
                       const char *lang,
                       const TriQueryNode *node,
                       TriSearchStreamFlags flags,
                       GError **error)
{
  if (tri_query_node_is_words (node))
    {
      g_autoptr (TriSearchStream) self = stream_new (search, library, STREAM_WORDS);

      return begin_words (self, lang, node, flags, error) ? g_steal_pointer (&self) : NULL;
    }
  switch (node->kind)
    {
    case TRI_QUERY_AND:
    case TRI_QUERY_NEAR:
      return all_new (search, library, lang, node, flags, error);
    case TRI_QUERY_OR:
      return any_new (search, library, lang, node, flags, error);
    case TRI_QUERY_ENTITY:
      return entities_new (search, library, lang, node, flags, error);
    case TRI_QUERY_DATE:
      return rows_new (search, library, lang, node, 0, flags, error);
    default:
      g_return_val_if_reached (NULL);
    }
}
