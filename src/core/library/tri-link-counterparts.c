/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-link-counterparts.h"

#include "entities/tri-name-derive.h"
#include "entities/tri-name-match.h"
#include "entities/tri-tokens.h"
#include "library/tri-library-private.h"
#include "model/tri-passage.h"

/* Two texts that name somebody in passages that correspond are good evidence that the third does,
 * so it is enough there that a name sounds like one of the names. */
#define CONFIDENCE_SAME 0.7
#define CONFIDENCE_LIKE 0.5
#define MATCH_LIKE 0.6f
/* Of what stands in a counterpart more is asked than of a name that is only suggested. */
#define MATCH_SAME 0.72f

/* The most words of a name that is looked for so. */
#define MOST_WORDS 4

/* An entity that a passage does not name, though its counterparts in two other texts do. */
typedef struct
{
  gint64 passage;
  gint64 entity;
} Missing;

typedef struct
{
  gint64 text;
  gint64 ord;
  char *lang;
  char *content;
  GArray *taken; /* (element-type TriRange) */
  TriTokens tokens;
} Place;

typedef struct
{
  GPtrArray *keys; /* (element-type TriNameKey) */
  TriEntityType type;
  const char *lang; /* of the name at hand */
} Names;

static void
place_clear (Place *self)
{
  g_free (self->lang);
  g_free (self->content);
  g_array_unref (self->taken);
  tri_tokens_clear (&self->tokens);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static gboolean
finish (GError *failed, GError **error)
{
  if (!failed)
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}

static GArray *
list_missing (TriLibrary *self, gint64 work, GError **error)
{
  static const char sql[] = "WITH named AS MATERIALIZED ("
                            " SELECT DISTINCT lm.link, m.text, m.entity FROM links AS l"
                            " CROSS JOIN link_members AS lm ON lm.link = l.id"
                            " CROSS JOIN mentions AS m ON m.passage = lm.passage"
                            " WHERE l.work = ?1 AND l.kind = 0 AND l.relation = 0"
                            " AND m.entity IS NOT NULL),"
                            " twice AS (SELECT link, entity FROM named"
                            "  GROUP BY link, entity HAVING count (*) > 1)"
                            " SELECT DISTINCT p.id, t.entity FROM twice AS t"
                            " CROSS JOIN link_members AS lm ON lm.link = t.link"
                            " CROSS JOIN passages AS p ON p.id = lm.passage"
                            " WHERE NOT EXISTS (SELECT 1 FROM named AS n WHERE n.link = t.link"
                            "  AND n.entity = t.entity AND n.text = p.text)"
                            " ORDER BY p.id, t.entity";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (Missing));
  GError *failed = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  while (tri_library_next (self, statement, &failed))
    {
      Missing each = { sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1) };

      g_array_append_val (missing, each);
    }
  return finish (failed, error) ? g_steal_pointer (&missing) : NULL;
}

static gboolean
read_taken (TriLibrary *self, gint64 passage, Place *place, GError **error)
{
  static const char sql[] = "SELECT start, stop FROM mentions WHERE passage = ?1"
                            " UNION ALL SELECT start, stop FROM refusals WHERE passage = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *failed = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, passage);
  while (tri_library_next (self, statement, &failed))
    {
      TriRange range = { (guint) sqlite3_column_int (statement, 0),
                         (guint) sqlite3_column_int (statement, 1) };

      g_array_append_val (place->taken, range);
    }
  return finish (failed, error);
}

static gboolean
read_place (TriLibrary *self, gint64 passage, Place *place, GError **error)
{
  static const char sql[] = "SELECT p.text, p.ord, t.lang, p.content FROM passages AS p"
                            " CROSS JOIN texts AS t ON t.id = p.text WHERE p.id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *failed = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, passage);
  while (tri_library_next (self, statement, &failed))
    {
      place->text = sqlite3_column_int64 (statement, 0);
      place->ord = sqlite3_column_int64 (statement, 1);
      g_free (place->lang);
      place->lang = tri_statement_dup_text (statement, 2);
      g_free (place->content);
      place->content = tri_statement_dup_text (statement, 3);
    }
  return finish (failed, error) && read_taken (self, passage, place, error);
}

static void
add_key_cb (const char *name, TriNameRule rule, gpointer data)
{
  Names *names = data;

  if (rule == TRI_NAME_RULE_NONE || rule == TRI_NAME_RULE_FAMILY)
    g_ptr_array_add (names->keys, tri_name_key_new (name, names->lang));
}

static gboolean
read_names (TriLibrary *self, gint64 entity, Names *names, GError **error)
{
  static const char sql[] = "SELECT e.type, n.lang, n.kind, n.name FROM entities AS e"
                            " CROSS JOIN entity_names AS n ON n.entity = e.id WHERE e.id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *failed = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, entity);
  while (tri_library_next (self, statement, &failed))
    {
      g_autofree char *lang = tri_statement_dup_text (statement, 1);
      g_autofree char *name = tri_statement_dup_text (statement, 3);
      TriNameKind kind = tri_statement_get_enum (statement, 2, TRI_NAME_SHORT + 1);

      names->type = tri_statement_get_enum (statement, 0, TRI_N_ENTITY_TYPES);
      names->lang = lang;
      add_key_cb (name, TRI_NAME_RULE_NONE, names);
      tri_name_derive (name, names->type, kind, add_key_cb, names);
    }
  return finish (failed, error);
}

/* Words that may be one name: each has a capital that is not owed to a name already found. */
static gboolean
may_be_name (const Place *place, guint first, guint last)
{
  const TriToken *token = tri_tokens_get (&place->tokens, last);

  if (!(token->flags & TRI_TOKEN_CAPITAL) || token->length < 4)
    return FALSE;
  if (last > first
      && (token->gap != 0 || !(token->flags & (TRI_TOKEN_SPACE | TRI_TOKEN_HYPHEN))))
    return FALSE;
  for (guint i = 0; i < place->taken->len; i++)
    {
      const TriRange *taken = &g_array_index (place->taken, TriRange, i);

      if (token->start < taken->end && token->end > taken->start)
        return FALSE;
    }
  return TRUE;
}

static float
match (const Names *names, const char *words, const char *lang)
{
  g_autoptr (TriNameKey) key = tri_name_key_new (words, lang);
  float best = 0;

  for (guint i = 0; i < names->keys->len; i++)
    best = MAX (best,
                tri_name_match (g_ptr_array_index (names->keys, i), key, names->type, NULL));
  return best;
}

/* What is said to be the same wins, then the longer name: a family name is one by itself. */
static gboolean
is_better (float score, guint length, float best, guint best_length)
{
  gboolean same = score >= MATCH_SAME;
  gboolean best_same = best >= MATCH_SAME;

  if (same != best_same)
    return same;
  return length != best_length ? length > best_length : score > best;
}

/* The likeliest name of the entity in the passage. */
static gboolean
find (const Place *place, const Names *names, TriMention *mention)
{
  float best = 0;

  for (guint i = 0; i < tri_tokens_get_n (&place->tokens); i++)
    for (guint j = i; j < tri_tokens_get_n (&place->tokens) && j < i + MOST_WORDS; j++)
      {
        guint start = tri_tokens_get (&place->tokens, i)->start;
        guint end = tri_tokens_get (&place->tokens, j)->end;
        g_autofree char *words = NULL;
        float score;

        if (!may_be_name (place, i, j))
          break;
        words = g_utf8_substring (place->content, start, end);
        score = match (names, words, place->lang);
        if (score < MATCH_LIKE
            || !is_better (score, end - start, best, mention->end - mention->start))
          continue;
        best = score;
        mention->start = start;
        mention->end = end;
      }
  mention->type = names->type;
  mention->confidence = best >= MATCH_SAME ? CONFIDENCE_SAME : CONFIDENCE_LIKE;
  return best > 0;
}

static gboolean
store (TriLibrary *self,
       const Missing *missing,
       const Place *place,
       const TriMention *mention,
       GError **error)
{
  static const char add[] = "INSERT INTO mentions (passage, text, ord, start, stop, entity, type,"
                            " origin, confidence) VALUES (?1, ?2, ?3, ?5, ?6, ?4, ?7, ?8, ?9)";
  static const char count[] = "INSERT INTO mention_counts (text, entity, n, first)"
                              " VALUES (?2, ?4, 1, ?3) ON CONFLICT DO UPDATE SET n = n + 1,"
                              " first = min (first, excluded.first)";
  g_autoptr (TriStatement) adding = tri_library_prepare (self, add, error);
  g_autoptr (TriStatement) counting = tri_library_prepare (self, count, error);
  TriStatement *both[] = { adding, counting };

  if (!adding || !counting)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      if (i == 0)
        sqlite3_bind_int64 (both[i], 1, missing->passage);
      sqlite3_bind_int64 (both[i], 2, place->text);
      sqlite3_bind_int64 (both[i], 3, place->ord);
      sqlite3_bind_int64 (both[i], 4, missing->entity);
    }
  sqlite3_bind_int64 (adding, 5, mention->start);
  sqlite3_bind_int64 (adding, 6, mention->end);
  sqlite3_bind_int (adding, 7, mention->type);
  sqlite3_bind_int (adding, 8, TRI_ORIGIN_LINKED);
  sqlite3_bind_double (adding, 9, mention->confidence);
  return tri_library_run (self, adding, error) && tri_library_run (self, counting, error);
}

static gboolean
look_for (TriLinkJob *job, const Missing *missing, GError **error)
{
  TriLibrary *self = job->library;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_name_key_free);
  Names names = { .keys = keys };
  g_auto (Place) place = { .taken = tri_range_array_new () };
  TriMention mention = { .entity = missing->entity };

  tri_tokens_init (&place.tokens);
  if (!read_place (self, missing->passage, &place, error)
      || !read_names (self, missing->entity, &names, error))
    return FALSE;
  tri_tokens_split (&place.tokens, place.content);
  if (!find (&place, &names, &mention))
    return TRUE;
  job->n_mentions++;
  return store (self, missing, &place, &mention, error);
}

/* Looks for as many as there is time for. */
static gboolean
look_batch (TriLinkJob *job, GArray *missing, guint *i, GError **error)
{
  g_autoptr (TriTransaction) transaction = tri_link_job_begin (job, error);
  gint64 began = g_get_monotonic_time ();

  if (!transaction)
    return FALSE;
  while (*i < missing->len && tri_link_job_has_time (job, began))
    if (g_cancellable_set_error_if_cancelled (job->cancellable, error)
        || !look_for (job, &g_array_index (missing, Missing, (*i)++), error))
      return FALSE;
  return tri_link_job_commit (job, g_steal_pointer (&transaction), error);
}

/**
 * tri_library_link_counterparts:
 * @job: whose texts are all linked
 *
 * Looks for the names that two texts have in passages that correspond and a third has not found:
 * there a name counts that is one of its names by the rules of spelling, or nearly.
 */
gboolean
tri_library_link_counterparts (TriLinkJob *job, GError **error)
{
  g_autoptr (GArray) missing = NULL;

  if (!job->has_links)
    return TRUE;
  missing = list_missing (job->library, job->work, error);
  for (guint i = 0; missing && i < missing->len && !job->is_outdated;)
    if (!look_batch (job, missing, &i, error))
      return FALSE;
  return missing != NULL;
}
