/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import.h"

#include "entities/tri-dates.h"
#include "library/tri-library-private.h"
#include "library/tri-pack.h"

/* A transaction is closed before the reader's own acts have to wait 50 ms for it. */
#define BATCH_MICROSECONDS 35000

/* How many passages are read at a time. */
#define PAGE 200

typedef struct
{
  gint64 id;
  guint ord;
  char *content;
  GArray *sentences;
  /* (element-type TriRange): the dates of the file and of the reader, by start */
  GArray *taken;
  /* It has dates that we found before. */
  gboolean has_found;
} Passage;

/* The text whose dates are being found. */
typedef struct
{
  TriLibrary *library;
  GCancellable *cancellable;
  gint64 text;
  const char *lang;
  TriDateContext context;
  GArray *dates; /* (element-type TriDate) */
  guint n_dates;
} Job;

static void
clear_passage (gpointer data)
{
  Passage *passage = data;

  g_free (passage->content);
  g_array_unref (passage->sentences);
  g_array_unref (passage->taken);
}

static gboolean
add_passage (GArray *passages, TriStatement *row, GError **error)
{
  const guint8 *bytes = sqlite3_column_blob (row, 3);
  TriUnpacker unpacker = { bytes, bytes + sqlite3_column_bytes (row, 3) };
  Passage passage = { .id = sqlite3_column_int64 (row, 0),
                      .ord = (guint) sqlite3_column_int (row, 1),
                      .content = tri_statement_dup_text (row, 2),
                      .sentences = tri_range_array_new (),
                      .taken = tri_range_array_new () };

  g_array_append_val (passages, passage);
  return !bytes || tri_unpack_ranges (&unpacker, passage.sentences, error);
}

/* The next passages of the text, none at its end. */
static GArray *
read_page (Job *job, gint64 from, GError **error)
{
  static const char sql[] = "SELECT id, ord, content, sentences FROM passages"
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
  while (!failed && tri_library_next (job->library, statement, &failed))
    add_passage (passages, statement, &failed);
  if (!failed)
    return g_steal_pointer (&passages);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

static void
note_date (Passage *passage, TriStatement *row)
{
  TriRange range = { (guint) sqlite3_column_int (row, 1), (guint) sqlite3_column_int (row, 2) };

  if (sqlite3_column_int (row, 3) == TRI_ORIGIN_LINKED)
    passage->has_found = TRUE;
  else
    g_array_append_val (passage->taken, range);
}

/* What is known of the dates in these passages. */
static gboolean
read_dates (Job *job, GArray *passages, GError **error)
{
  static const char sql[] = "SELECT p.ord, d.start, d.stop, d.origin FROM passages AS p"
                            " CROSS JOIN dates AS d ON d.passage = p.id"
                            " WHERE p.text = ?1 AND p.ord BETWEEN ?2 AND ?3"
                            " ORDER BY p.ord, d.start";
  g_autoptr (TriStatement) statement = tri_library_prepare (job->library, sql, error);
  g_autoptr (GError) failed = NULL;
  guint at = 0;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, job->text);
  sqlite3_bind_int64 (statement, 2, g_array_index (passages, Passage, 0).ord);
  sqlite3_bind_int64 (statement, 3, g_array_index (passages, Passage, passages->len - 1).ord);
  while (tri_library_next (job->library, statement, &failed))
    {
      guint ord = (guint) sqlite3_column_int (statement, 0);

      while (at + 1 < passages->len && g_array_index (passages, Passage, at).ord < ord)
        at++;
      note_date (&g_array_index (passages, Passage, at), statement);
    }
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static gboolean
forget_found (Job *job, const Passage *passage, GError **error)
{
  static const char sql[] = "DELETE FROM dates WHERE passage = ?1 AND origin = ?2";
  g_autoptr (TriStatement) statement = NULL;

  if (!passage->has_found)
    return TRUE;
  statement = tri_library_prepare (job->library, sql, error);
  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, passage->id);
  sqlite3_bind_int (statement, 2, TRI_ORIGIN_LINKED);
  return tri_library_run (job->library, statement, error);
}

/* Both go by start; @at is the first range that may reach that far. */
static gboolean
is_taken (const GArray *taken, const TriDate *date, guint *at)
{
  for (guint i = *at; i < taken->len; i++)
    {
      const TriRange *range = &g_array_index (taken, TriRange, i);

      if (range->start >= date->end)
        return FALSE;
      if (range->end > date->start)
        return TRUE;
      if (i == *at)
        (*at)++;
    }
  return FALSE;
}

static gboolean
store_date (Job *job,
            TriStatement *statement,
            const Passage *passage,
            const TriDate *date,
            GError **error)
{
  sqlite3_bind_int64 (statement, 1, passage->id);
  sqlite3_bind_int64 (statement, 2, date->start);
  sqlite3_bind_int64 (statement, 3, date->end);
  tri_statement_bind_text (statement, 4, date->edtf);
  sqlite3_bind_int (statement, 5, (int) date->origin);
  sqlite3_bind_int (statement, 6, date->inferred ? 1 : 0);
  sqlite3_bind_int64 (statement, 7, job->text);
  sqlite3_bind_int64 (statement, 8, passage->ord);
  job->n_dates++;
  return tri_library_run (job->library, statement, error);
}

static gboolean
find_in_passage (Job *job, const Passage *passage, GError **error)
{
  static const char sql[] = "INSERT OR REPLACE INTO dates (passage, start, stop, edtf, origin,"
                            " inferred, text, ord) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
  g_autoptr (TriStatement) statement = NULL;
  guint at = 0;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, error)
      || !forget_found (job, passage, error))
    return FALSE;
  g_array_set_size (job->dates, 0);
  tri_dates_find (passage->content, job->lang, passage->sentences, &job->context, job->dates);
  statement = job->dates->len > 0 ? tri_library_prepare (job->library, sql, error) : NULL;
  if (job->dates->len > 0 && !statement)
    return FALSE;
  for (guint i = 0; i < job->dates->len; i++)
    {
      const TriDate *date = &g_array_index (job->dates, TriDate, i);

      if (!is_taken (passage->taken, date, &at)
          && !store_date (job, statement, passage, date, error))
        return FALSE;
    }
  return TRUE;
}

/* Reads passages from @i on until the batch has taken its time; @i is then the first left over. */
static gboolean
find_batch (Job *job, GArray *passages, guint *i, GError **error)
{
  g_autoptr (TriTransaction) transaction = tri_library_begin (job->library, error);
  gint64 began = g_get_monotonic_time ();

  if (!transaction)
    return FALSE;
  while (*i < passages->len && g_get_monotonic_time () - began < BATCH_MICROSECONDS)
    if (!find_in_passage (job, &g_array_index (passages, Passage, (*i)++), error))
      return FALSE;
  return tri_transaction_commit (g_steal_pointer (&transaction), error);
}

static gboolean
find_in_text (Job *job, GError **error)
{
  gint64 from = 0;

  while (TRUE)
    {
      g_autoptr (GArray) passages = read_page (job, from, error);

      if (!passages)
        return FALSE;
      if (passages->len == 0)
        return TRUE;
      if (!read_dates (job, passages, error))
        return FALSE;
      for (guint i = 0; i < passages->len;)
        {
          if (!find_batch (job, passages, &i, error))
            return FALSE;
          if (job->library->depth == 0 && job->library->between)
            job->library->between (job->library->hook_data);
        }
      from = (gint64) g_array_index (passages, Passage, passages->len - 1).ord + 1;
    }
}

static gboolean
read_texts (TriLibrary *self, gint64 work, GArray *ids, GPtrArray *langs, GError **error)
{
  static const char sql[] = "SELECT id, lang FROM texts WHERE work = ? ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work);
  while (tri_library_next (self, statement, &failed))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
      g_ptr_array_add (langs, tri_statement_dup_text (statement, 1));
    }
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/**
 * tri_library_find_dates:
 * @n_dates: (out) (optional): how many were found
 *
 * Finds the date expressions in the texts of the work: replaces those of origin "linked", keeps
 * those of the file and of the reader, which win where both overlap.
 *
 * It works in batches, as tri_library_link_work() does.
 */
gboolean
tri_library_find_dates (TriLibrary *self,
                        gint64 work,
                        guint *n_dates,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) langs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) dates = tri_date_array_new ();
  Job job = { .library = self, .cancellable = cancellable, .dates = dates };

  if (!read_texts (self, work, ids, langs, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      job.text = g_array_index (ids, gint64, i);
      job.lang = g_ptr_array_index (langs, i);
      job.context = (TriDateContext){ 0 };
      if (!find_in_text (&job, error))
        return FALSE;
    }
  if (n_dates)
    *n_dates = job.n_dates;
  return TRUE;
}
