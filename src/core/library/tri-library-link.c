/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import.h"

#include "entities/tri-linker.h"
#include "library/tri-library-private.h"
#include "library/tri-link-counterparts.h"
#include "model/tri-work.h"

/* A transaction is closed before the reader's own acts have to wait 50 ms for it. */
#define BATCH_MICROSECONDS 35000

/* How many passages are read at a time. */
#define PAGE 200

/* The text that is being linked. */
typedef struct
{
  TriLibrary *library;
  GCancellable *cancellable;
  TriLinkerText *linker;
  gint64 text;
  GHashTable *changes; /* entity → by how much its count in the text changed in this batch */
  GArray *taken;       /* (element-type TriRange) */
  GArray *mentions;    /* (element-type TriMention) */
  guint n_mentions;
} Job;

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

static void
add_name (TriLinker *linker, TriStatement *statement)
{
  gint64 entity = sqlite3_column_int64 (statement, 0);
  TriEntityType type = tri_statement_get_enum (statement, 1, TRI_N_ENTITY_TYPES);
  const char *lang = tri_statement_get_text (statement, 2);
  TriNameKind kind = tri_statement_get_enum (statement, 3, TRI_NAME_SHORT + 1);
  const char *name = tri_statement_get_text (statement, 4);

  tri_linker_add (linker, entity, type, lang, kind, name);
  tri_linker_add_derived (linker, entity, type, lang, kind, name);
}

static gboolean
add_names (TriLibrary *self, gint64 work, TriLinker *linker, GError **error)
{
  static const char sql[] = "SELECT e.id, e.type, n.lang, n.kind, n.name"
                            " FROM work_registers AS w"
                            " CROSS JOIN entities AS e ON e.register = w.register"
                            " CROSS JOIN entity_names AS n ON n.entity = e.id"
                            " WHERE w.work = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work);
  while (tri_library_next (self, statement, &failed))
    add_name (linker, statement);
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* The next passages of the text, none at its end. */
static GArray *
read_page (Job *job, gint64 from, GError **error)
{
  static const char sql[] = "SELECT id, ord, content FROM passages"
                            " WHERE text = ?1 AND ord >= ?2 ORDER BY ord LIMIT ?3";
  g_autoptr (TriStatement) statement = tri_library_prepare (job->library, sql, error);
  g_autoptr (GArray) passages = g_array_new (FALSE, FALSE, sizeof (Passage));
  g_autoptr (GError) failed = NULL;

  if (!statement || g_cancellable_set_error_if_cancelled (job->cancellable, error))
    return NULL;
  g_array_set_clear_func (passages, clear_passage);
  sqlite3_bind_int64 (statement, 1, job->text);
  sqlite3_bind_int64 (statement, 2, from);
  sqlite3_bind_int (statement, 3, PAGE);
  while (tri_library_next (job->library, statement, &failed))
    {
      Passage passage = { sqlite3_column_int64 (statement, 0),
                          (guint) sqlite3_column_int (statement, 1),
                          tri_statement_dup_text (statement, 2) };

      g_array_append_val (passages, passage);
    }
  if (!failed)
    return g_steal_pointer (&passages);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

static gboolean
survey_text (Job *job, GError **error)
{
  gint64 from = 0;

  while (TRUE)
    {
      g_autoptr (GArray) passages = read_page (job, from, error);

      if (!passages)
        return FALSE;
      if (passages->len == 0)
        return TRUE;
      for (guint i = 0; i < passages->len; i++)
        tri_linker_text_survey (job->linker, g_array_index (passages, Passage, i).content);
      from = (gint64) g_array_index (passages, Passage, passages->len - 1).ord + 1;
    }
}

static void
note_change (Job *job, gint64 entity, int by)
{
  int change = GPOINTER_TO_INT (g_hash_table_lookup (job->changes, &entity)) + by;

  g_hash_table_insert (job->changes,
                       g_memdup2 (&entity, sizeof entity),
                       GINT_TO_POINTER (change));
}

/* What the file or the reader marked stays, and no name is looked for there; what the linker
 * found before goes. */
static gboolean
clear_passage_mentions (Job *job, gint64 passage, GError **error)
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
store_mention (Job *job, const Passage *passage, const TriMention *mention, GError **error)
{
  static const char sql[] = "INSERT INTO mentions (passage, text, ord, start, stop, entity, type,"
                            " origin, confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (job->library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, passage->id);
  sqlite3_bind_int64 (statement, 2, job->text);
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

static gboolean
link_passage (Job *job, const Passage *passage, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (job->cancellable, error)
      || !clear_passage_mentions (job, passage->id, error))
    return FALSE;
  g_array_set_size (job->mentions, 0);
  tri_linker_text_link (job->linker,
                        passage->content,
                        (const TriRange *) (gpointer) job->taken->data,
                        job->taken->len,
                        job->mentions);
  for (guint i = 0; i < job->mentions->len; i++)
    if (!store_mention (job, passage, &g_array_index (job->mentions, TriMention, i), error))
      return FALSE;
  job->n_mentions += job->mentions->len;
  return TRUE;
}

static gboolean
store_count (Job *job, gint64 entity, int change, GError **error)
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
      sqlite3_bind_int64 (statement, 1, job->text);
      sqlite3_bind_int64 (statement, 2, entity);
      if (i == 0)
        sqlite3_bind_int (statement, 3, change);
      if (!tri_library_run (job->library, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
store_counts (Job *job, GError **error)
{
  GHashTableIter iter;
  gpointer entity;
  gpointer change;

  g_hash_table_iter_init (&iter, job->changes);
  while (g_hash_table_iter_next (&iter, &entity, &change))
    if (!store_count (job, *(gint64 *) entity, GPOINTER_TO_INT (change), error))
      return FALSE;
  g_hash_table_remove_all (job->changes);
  return TRUE;
}

/* Links passages from @i on until the batch has taken its time; @i is then the first left over. */
static gboolean
link_batch (Job *job, GArray *passages, guint *i, GError **error)
{
  g_autoptr (TriTransaction) transaction = tri_library_begin (job->library, error);
  gint64 began = g_get_monotonic_time ();

  if (!transaction)
    return FALSE;
  while (*i < passages->len && g_get_monotonic_time () - began < BATCH_MICROSECONDS)
    if (!link_passage (job, &g_array_index (passages, Passage, (*i)++), error))
      return FALSE;
  return store_counts (job,
                       error)
         && tri_transaction_commit (g_steal_pointer (&transaction), error);
}

static gboolean
link_text (Job *job, GError **error)
{
  gint64 from = 0;

  while (TRUE)
    {
      g_autoptr (GArray) passages = read_page (job, from, error);

      if (!passages)
        return FALSE;
      if (passages->len == 0)
        return TRUE;
      for (guint i = 0; i < passages->len;)
        {
          if (!link_batch (job, passages, &i, error))
            return FALSE;
          if (job->library->depth == 0 && job->library->between)
            job->library->between (job->library->hook_data);
        }
      from = (gint64) g_array_index (passages, Passage, passages->len - 1).ord + 1;
    }
}

static gboolean
run_job (Job *job, TriLinker *linker, const char *lang, GError **error)
{
  g_autoptr (TriLinkerText) text = tri_linker_text_new (linker, lang);
  g_autoptr (GHashTable) changes = g_hash_table_new_full (g_int64_hash,
                                                          g_int64_equal,
                                                          g_free,
                                                          NULL);
  g_autoptr (GArray) taken = tri_range_array_new ();
  g_autoptr (GArray) mentions = tri_mention_array_new ();

  job->linker = text;
  job->changes = changes;
  job->taken = taken;
  job->mentions = mentions;
  return survey_text (job, error) && link_text (job, error);
}

/* (element-type TriText), only id and lang. */
static GPtrArray *
list_texts (TriLibrary *self, gint64 work, GError **error)
{
  static const char sql[] = "SELECT id, lang FROM texts WHERE work = ? ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  while (tri_library_next (self, statement, &failed))
    {
      TriText *text = g_object_new (TRI_TYPE_TEXT, NULL);

      text->id = sqlite3_column_int64 (statement, 0);
      text->lang = tri_statement_dup_text (statement, 1);
      g_ptr_array_add (texts, text);
    }
  if (!failed)
    return g_steal_pointer (&texts);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/**
 * tri_library_link_work:
 * @n_mentions: (out) (optional): how many mentions the linker made
 *
 * Links the names of the registers attached to the work in its texts: replaces the mentions of
 * origin "linked", keeps those of the file and of the reader. mention_counts stays in step.
 *
 * It works in batches of at most 50 ms, each a transaction: when it is cancelled or fails, some
 * passages are linked anew and the others as they were.
 */
gboolean
tri_library_link_work (TriLibrary *self,
                       gint64 work,
                       guint *n_mentions,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (TriLinker) linker = tri_linker_new ();
  g_autoptr (GPtrArray) texts = list_texts (self, work, error);
  Job job = { .library = self, .cancellable = cancellable };

  if (!texts || !add_names (self, work, linker, error))
    return FALSE;
  for (guint i = 0; i < texts->len; i++)
    {
      TriText *text = g_ptr_array_index (texts, i);

      job.text = text->id;
      if (!run_job (&job, linker, text->lang, error))
        return FALSE;
    }
  if (texts->len > 2
      && !tri_library_link_counterparts (self, work, &job.n_mentions, cancellable, error))
    return FALSE;
  if (n_mentions)
    *n_mentions = job.n_mentions;
  return TRUE;
}
