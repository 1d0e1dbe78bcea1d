/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-link-job.h"

/* How many passages are read at a time. */
#define PAGE 200

/* Nobody names more in what corresponds to a passage. */
#define MOST_BESIDE 4096

typedef struct
{
  gint64 id;
  guint ord;
  char *content;
} Passage;

static void
clear_passage (gpointer data)
{
  g_free (((Passage *) data)->content);
}

TriLinkText *
tri_link_text_new (gint64 id, const char *lang)
{
  TriLinkText *self = g_new0 (TriLinkText, 1);

  self->id = id;
  self->lang = g_strdup (lang);
  self->open = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
tri_link_text_free (TriLinkText *self)
{
  g_free (self->lang);
  g_clear_pointer (&self->linker, tri_linker_text_free);
  g_array_unref (self->open);
  g_free (self);
}

static void
add_passage (GArray *passages, TriStatement *row)
{
  Passage passage = { sqlite3_column_int64 (row, 0),
                      (guint) sqlite3_column_int (row, 1),
                      tri_statement_dup_text (row, 2) };

  g_array_append_val (passages, passage);
}

/* The next passages of the text, none at its end. */
static GArray *
read_page (TriLinkText *self, TriLinkJob *job, gint64 from, GError **error)
{
  static const char sql[] = "SELECT id, ord, content FROM passages"
                            " WHERE text = ?1 AND ord >= ?2 ORDER BY ord LIMIT ?3";
  g_autoptr (TriStatement) statement = tri_library_prepare (job->library, sql, error);
  g_autoptr (GArray) passages = g_array_new (FALSE, FALSE, sizeof (Passage));
  g_autoptr (GError) failed = NULL;

  if (!statement || g_cancellable_set_error_if_cancelled (job->cancellable, error))
    return NULL;
  g_array_set_clear_func (passages, clear_passage);
  sqlite3_bind_int64 (statement, 1, self->id);
  sqlite3_bind_int64 (statement, 2, from);
  sqlite3_bind_int (statement, 3, PAGE);
  while (tri_library_next (job->library, statement, &failed))
    add_passage (passages, statement);
  if (!failed)
    {
      job->n_done += passages->len;
      return g_steal_pointer (&passages);
    }
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

gboolean
tri_link_text_survey (TriLinkText *self, TriLinkJob *job, TriLinker *linker, GError **error)
{
  gint64 from = 0;

  self->linker = tri_linker_text_new (linker, self->lang);
  while (TRUE)
    {
      g_autoptr (GArray) passages = read_page (self, job, from, error);

      if (!passages)
        return FALSE;
      if (passages->len == 0)
        return TRUE;
      for (guint i = 0; i < passages->len; i++)
        tri_linker_text_survey (self->linker, g_array_index (passages, Passage, i).content);
      from = (gint64) g_array_index (passages, Passage, passages->len - 1).ord + 1;
    }
}

static void
note_change (TriLinkJob *job, gint64 entity, int by)
{
  int change = GPOINTER_TO_INT (g_hash_table_lookup (job->changes, &entity)) + by;

  g_hash_table_insert (job->changes,
                       g_memdup2 (&entity, sizeof entity),
                       GINT_TO_POINTER (change));
}

/* What the file or the reader marked stays, and no name is looked for there; what the linker
 * found before goes. */
static gboolean
clear_passage_mentions (TriLinkJob *job, gint64 passage, GError **error)
{
  static const char read[] = "SELECT start, stop, origin, entity FROM mentions WHERE passage = ?1"
                             " UNION ALL SELECT start, stop, 2, 0 FROM refusals WHERE passage = ?1";
  static const char clear[] = "DELETE FROM mentions WHERE passage = ?1 AND origin = ?2";
  g_autoptr (TriStatement) statement = tri_library_prepare (job->library, read, error);
  g_autoptr (TriStatement) clearing = tri_library_prepare (job->library, clear, error);
  g_autoptr (GError) failed = NULL;
  gboolean linked = FALSE;

  if (!statement || !clearing)
    return FALSE;
  g_array_set_size (job->taken, 0);
  sqlite3_bind_int64 (statement, 1, passage);
  while (tri_library_next (job->library, statement, &failed))
    {
      TriRange range = { (guint) sqlite3_column_int (statement, 0),
                         (guint) sqlite3_column_int (statement, 1) };

      if (sqlite3_column_int (statement, 2) != TRI_ORIGIN_LINKED)
        {
          g_array_append_val (job->taken, range);
          continue;
        }
      linked = TRUE;
      note_change (job, sqlite3_column_int64 (statement, 3), -1);
    }
  if (failed)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  sqlite3_bind_int64 (clearing, 1, passage);
  sqlite3_bind_int (clearing, 2, TRI_ORIGIN_LINKED);
  return !linked || tri_library_run (job->library, clearing, error);
}

static gboolean
store_mention (TriLinkText *self,
               TriLinkJob *job,
               const Passage *passage,
               const TriMention *mention,
               GError **error)
{
  static const char sql[] = "INSERT INTO mentions (passage, text, ord, start, stop, entity, type,"
                            " origin, confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (job->library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, passage->id);
  sqlite3_bind_int64 (statement, 2, self->id);
  sqlite3_bind_int64 (statement, 3, passage->ord);
  sqlite3_bind_int64 (statement, 4, mention->start);
  sqlite3_bind_int64 (statement, 5, mention->end);
  sqlite3_bind_int64 (statement, 6, mention->entity);
  sqlite3_bind_int (statement, 7, mention->type);
  sqlite3_bind_int (statement, 8, TRI_ORIGIN_LINKED);
  sqlite3_bind_double (statement, 9, mention->confidence);
  note_change (job, mention->entity, 1);
  return tri_library_run (job->library, statement, error);
}

/* What is said of the passage by rule; @beside (nullable) is what its counterparts name. */
static gboolean
link_passage (TriLinkText *self,
              TriLinkJob *job,
              const Passage *passage,
              const GArray *beside,
              GError **error)
{
  if (g_cancellable_set_error_if_cancelled (job->cancellable, error)
      || !clear_passage_mentions (job, passage->id, error))
    return FALSE;
  g_array_set_size (job->mentions, 0);
  tri_linker_text_set_beside (self->linker,
                              beside ? (const gint64 *) (gpointer) beside->data : NULL,
                              beside ? beside->len : 0);
  tri_linker_text_link (self->linker,
                        passage->content,
                        (const TriRange *) (gpointer) job->taken->data,
                        job->taken->len,
                        job->mentions);
  tri_linker_text_set_beside (self->linker, NULL, 0);
  for (guint i = 0; i < job->mentions->len; i++)
    if (!store_mention (self,
                        job,
                        passage,
                        &g_array_index (job->mentions, TriMention, i),
                        error))
      return FALSE;
  return TRUE;
}

/* For the first time. */
static gboolean
link_first (TriLinkText *self, TriLinkJob *job, const Passage *passage, GError **error)
{
  if (!link_passage (self, job, passage, NULL, error))
    return FALSE;
  job->n_mentions += job->mentions->len;
  if (job->has_links && tri_linker_text_get_n_undecided (self->linker) > 0)
    g_array_append_val (self->open, passage->id);
  return TRUE;
}

static gboolean
store_count (TriLinkText *self, TriLinkJob *job, gint64 entity, int change, GError **error)
{
  static const char set[] = "INSERT INTO mention_counts (text, entity, n, first)"
                            " VALUES (?1, ?2, ?3, coalesce ((SELECT ord FROM mentions"
                            "  WHERE entity = ?2 AND text = ?1 ORDER BY ord, start LIMIT 1), 0))"
                            " ON CONFLICT DO UPDATE SET n = n + excluded.n, first = excluded.first";
  static const char drop[] = "DELETE FROM mention_counts"
                             " WHERE text = ?1 AND entity = ?2 AND n <= 0";
  const char *const ways[] = { set, drop };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (TriStatement) statement = tri_library_prepare (job->library, ways[i], error);

      if (!statement)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, self->id);
      sqlite3_bind_int64 (statement, 2, entity);
      if (i == 0)
        sqlite3_bind_int (statement, 3, change);
      if (!tri_library_run (job->library, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
store_counts (TriLinkText *self, TriLinkJob *job, GError **error)
{
  GHashTableIter iter;
  gpointer entity;
  gpointer change;

  g_hash_table_iter_init (&iter, job->changes);
  while (g_hash_table_iter_next (&iter, &entity, &change))
    if (!store_count (self, job, *(gint64 *) entity, GPOINTER_TO_INT (change), error))
      return FALSE;
  g_hash_table_remove_all (job->changes);
  return TRUE;
}

/* Links passages from @i on until the batch has taken its time; @i is then the first left over. */
static gboolean
link_batch (TriLinkText *self, TriLinkJob *job, GArray *passages, guint *i, GError **error)
{
  g_autoptr (TriTransaction) transaction = tri_link_job_begin (job, error);
  gint64 began = g_get_monotonic_time ();

  if (!transaction)
    return FALSE;
  while (*i < passages->len && tri_link_job_has_time (job, began))
    if (!link_first (self, job, &g_array_index (passages, Passage, (*i)++), error))
      return FALSE;
  return store_counts (self, job, error)
         && tri_link_job_commit (job, g_steal_pointer (&transaction), error);
}

gboolean
tri_link_text_link (TriLinkText *self, TriLinkJob *job, GError **error)
{
  gint64 from = 0;

  while (!job->is_outdated)
    {
      g_autoptr (GArray) passages = read_page (self, job, from, error);

      if (!passages)
        return FALSE;
      if (passages->len == 0)
        break;
      for (guint i = 0; i < passages->len && !job->is_outdated;)
        if (!link_batch (self, job, passages, &i, error))
          return FALSE;
      from = (gint64) g_array_index (passages, Passage, passages->len - 1).ord + 1;
    }
  if (self->open->len == 0)
    g_clear_pointer (&self->linker, tri_linker_text_free);
  return TRUE;
}

/* --- What the counterparts say */

/* Whom the passages of other texts that correspond to it name for certain. */
static GArray *
list_beside (TriLinkText *self, TriLinkJob *job, gint64 passage, GError **error)
{
  static const char sql[] = "SELECT DISTINCT m.entity FROM link_members AS a"
                            " CROSS JOIN links AS l ON l.id = a.link"
                            " CROSS JOIN link_members AS b ON b.link = a.link"
                            " CROSS JOIN mentions AS m ON m.passage = b.passage"
                            " WHERE a.passage = ?1 AND l.kind = 0 AND l.relation = 0"
                            " AND m.text <> ?2 AND m.entity IS NOT NULL"
                            " AND (m.origin <> 1 OR m.confidence >= ?3) LIMIT ?4";
  g_autoptr (TriStatement) statement = tri_library_prepare (job->library, sql, error);
  g_autoptr (GArray) entities = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failed = NULL;

  G_STATIC_ASSERT (TRI_ORIGIN_LINKED == 1 && TRI_RELATION_TRANSLATION == 0);
  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, passage);
  sqlite3_bind_int64 (statement, 2, self->id);
  sqlite3_bind_double (statement, 3, TRI_MENTION_DOUBT);
  sqlite3_bind_int (statement, 4, MOST_BESIDE);
  while (tri_library_next (job->library, statement, &failed))
    {
      gint64 entity = sqlite3_column_int64 (statement, 0);

      g_array_append_val (entities, entity);
    }
  if (!failed)
    return g_steal_pointer (&entities);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/* None when it is gone meanwhile. */
static GArray *
read_passage (TriLinkJob *job, gint64 id, GError **error)
{
  static const char sql[] = "SELECT id, ord, content FROM passages WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (job->library, sql, error);
  g_autoptr (GArray) passages = g_array_new (FALSE, FALSE, sizeof (Passage));
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  g_array_set_clear_func (passages, clear_passage);
  sqlite3_bind_int64 (statement, 1, id);
  if (tri_library_next (job->library, statement, &failed))
    add_passage (passages, statement);
  if (!failed)
    return g_steal_pointer (&passages);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

static int
sum_changes (TriLinkJob *job)
{
  GHashTableIter iter;
  gpointer change;
  int sum = 0;

  g_hash_table_iter_init (&iter, job->changes);
  while (g_hash_table_iter_next (&iter, NULL, &change))
    sum += GPOINTER_TO_INT (change);
  return sum;
}

static gboolean
decide_passage (TriLinkText *self, TriLinkJob *job, gint64 id, GError **error)
{
  g_autoptr (GArray) beside = list_beside (self, job, id, error);
  g_autoptr (GArray) passages = NULL;

  if (!beside)
    return FALSE;
  if (beside->len == 0)
    return TRUE;
  passages = read_passage (job, id, error);
  return passages
         && (passages->len == 0
             || link_passage (self, job, &g_array_index (passages, Passage, 0), beside, error));
}

static gboolean
decide_batch (TriLinkText *self, TriLinkJob *job, guint *i, GError **error)
{
  g_autoptr (TriTransaction) transaction = tri_link_job_begin (job, error);
  gint64 began = g_get_monotonic_time ();

  if (!transaction)
    return FALSE;
  while (*i < self->open->len && tri_link_job_has_time (job, began))
    if (!decide_passage (self, job, g_array_index (self->open, gint64, (*i)++), error))
      return FALSE;
  job->n_mentions = (guint) ((int) job->n_mentions + sum_changes (job));
  return store_counts (self, job, error)
         && tri_link_job_commit (job, g_steal_pointer (&transaction), error);
}

gboolean
tri_link_text_decide (TriLinkText *self, TriLinkJob *job, GError **error)
{
  for (guint i = 0; i < self->open->len && !job->is_outdated;)
    if (!decide_batch (self, job, &i, error))
      return FALSE;
  return TRUE;
}
