/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-merge-private.h"

static void
conflict_free (gpointer data)
{
  tri_merge_conflict_free (data);
}

TriMergeReport *
tri_merge_report_new (void)
{
  TriMergeReport *self = g_new0 (TriMergeReport, 1);

  self->counts = g_array_new (FALSE, TRUE, sizeof (TriMergeCount));
  self->conflicts = g_ptr_array_new_with_free_func (conflict_free);
  return self;
}

void
tri_merge_report_free (TriMergeReport *self)
{
  g_array_unref (self->counts);
  g_ptr_array_unref (self->conflicts);
  g_free (self);
}

gboolean
tri_merge_report_is_empty (const TriMergeReport *self)
{
  return self->counts->len == 0 && self->conflicts->len == 0;
}

static GHashTable *
new_times (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
merge_init (TriMerge *self)
{
  self->ours = new_times ();
  self->gone_mine = new_times ();
  self->gone_theirs = new_times ();
  self->had_mine = new_set ();
  self->had_theirs = new_set ();
  self->theirs = new_times ();
  self->homeless = new_set ();
  self->compared = new_set ();
  self->coming = new_set ();
  self->works = tri_merge_works_new ();
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, tri_merge_text_free);
  self->unplaced = g_hash_table_new_full (g_str_hash,
                                          g_str_equal,
                                          g_free,
                                          (GDestroyNotify) g_ptr_array_unref);
  self->pairs = g_array_new (FALSE, FALSE, sizeof (TriMergePair));
  g_array_set_clear_func (self->pairs, tri_merge_pair_clear);
  self->changes = g_array_new (FALSE, FALSE, sizeof (TriMergeChange));
  g_array_set_clear_func (self->changes, tri_merge_change_clear);
  self->conflicts = g_array_new (FALSE, FALSE, sizeof (TriMergeVerdict));
}

static void
merge_clear (TriMerge *self)
{
  g_hash_table_unref (self->ours);
  g_hash_table_unref (self->gone_mine);
  g_hash_table_unref (self->gone_theirs);
  g_hash_table_unref (self->had_mine);
  g_hash_table_unref (self->had_theirs);
  g_hash_table_unref (self->theirs);
  g_hash_table_unref (self->homeless);
  g_hash_table_unref (self->compared);
  g_hash_table_unref (self->coming);
  g_array_unref (self->works);
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->unplaced);
  g_array_unref (self->pairs);
  g_array_unref (self->changes);
  g_array_unref (self->conflicts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriMerge, merge_clear)

/* --- The report */

static TriMergeCount *
get_count (TriMergeReport *report, const char *what)
{
  TriMergeCount count = { what };

  for (guint i = 0; i < report->counts->len; i++)
    if (g_str_equal (g_array_index (report->counts, TriMergeCount, i).what, what))
      return &g_array_index (report->counts, TriMergeCount, i);
  g_array_append_val (report->counts, count);
  return &g_array_index (report->counts, TriMergeCount, report->counts->len - 1);
}

static gboolean
is_elsewhere (TriMerge *self, const TriMergeChange *change)
{
  static const char sql[] = "SELECT NOT EXISTS (SELECT 1 FROM works"
                            " WHERE uuid = ?1 ->> 'work_uuid')";

  static const char work[] = "SELECT ?1 ->> 'work_uuid'";
  g_autoptr (TriStatement) statement = NULL;

  if (change->kind->table != TRI_JOURNAL_BOOKMARKS
      || tri_merge_ask_time (self->library, sql, change->after.row) == 0)
    return FALSE;
  statement = tri_library_prepare (self->library, work, NULL);
  if (!statement)
    return TRUE;
  tri_statement_bind_text (statement, 1, change->after.row);
  return !tri_library_next (self->library, statement, NULL)
         || !tri_merge_brings_work (self, tri_statement_get_text (statement, 0));
}

static void
count_change (TriMerge *self, const TriMergeChange *change)
{
  TriMergeReport *report = self->report;
  TriMergeCount *count;

  if ((!change->before.row && !change->after.row) || !change->kind->list)
    return;
  count = get_count (report, change->kind->name);
  if (!change->before.row)
    {
      count->n_new++;
      report->n_elsewhere += is_elsewhere (self, change) ? 1 : 0;
    }
  else if (!change->after.row)
    count->n_gone++;
  else
    count->n_changed++;
}

/* How far the other library is ahead of this clock. */
static void
report_skew (TriMerge *self)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 latest = now;

  for (guint i = 0; i < self->pairs->len; i++)
    {
      const TriMergePair *pair = &g_array_index (self->pairs, TriMergePair, i);

      latest = MAX (latest, MAX (pair->theirs.stamp, pair->theirs.gone));
    }
  /* What is changed several times in a second is a little ahead. */
  if (latest > now + 60)
    self->report->skew = latest - now;
}

static void
fill_report (TriMerge *self)
{
  report_skew (self);
  for (guint i = 0; i < self->changes->len; i++)
    count_change (self, &g_array_index (self->changes, TriMergeChange, i));
  for (guint i = 0; i < self->conflicts->len; i++)
    {
      const TriMergeVerdict *verdict = &g_array_index (self->conflicts, TriMergeVerdict, i);
      const TriMergePair *pair = &g_array_index (self->pairs, TriMergePair, verdict->pair);

      get_count (self->report, pair->kind->name)->n_conflicts++;
      g_ptr_array_add (self->report->conflicts,
                       tri_merge_conflict_new (self->library,
                                               verdict->uuid,
                                               pair,
                                               verdict->took_theirs));
    }
}

/* --- Writing */

static gboolean
write_changes (TriMerge *self, const char *batch, GError **error)
{
  for (guint i = 0; i < self->changes->len; i++)
    if (!tri_merge_apply_change (self->library,
                                 batch,
                                 i,
                                 &g_array_index (self->changes, TriMergeChange, i),
                                 error)
        || g_cancellable_set_error_if_cancelled (self->cancellable, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_conflicts (TriMerge *self, const char *batch, GError **error)
{
  for (guint i = 0; i < self->conflicts->len; i++)
    {
      TriMergeVerdict *verdict = &g_array_index (self->conflicts, TriMergeVerdict, i);
      const TriMergePair *pair = &g_array_index (self->pairs, TriMergePair, verdict->pair);
      g_autofree char *uuid = g_uuid_string_random ();

      verdict->uuid = g_intern_string (uuid);
      if (!tri_merge_add_conflict (self->library,
                                   uuid,
                                   batch,
                                   pair,
                                   verdict->took_theirs,
                                   error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
plan (TriMerge *self, GError **error)
{
  return tri_merge_match_texts (self,
                                error)
         && tri_merge_match_registers (self, error)
         && tri_merge_find_works (self, error)
         && tri_merge_compare (self, error)
         && tri_merge_read_history (self, error)
         && tri_merge_judge (self, error);
}

/* Which texts and works are one is found again inside the act: somebody may have written since. */
static gboolean
bring_works (TriMerge *self, TriImportLock *lock, GError **error)
{
  if (!tri_merge_match_texts (self, error) || !tri_merge_find_works (self, error)
      || !tri_merge_copy_works (self, lock, error))
    return FALSE;
  g_hash_table_remove_all (self->ours);
  g_hash_table_remove_all (self->theirs);
  g_array_set_size (self->works, 0);
  self->report->n_texts = 0;
  return TRUE;
}

static gboolean
merge (TriMerge *self, GError **error)
{
  g_auto (TriImportLock) lock = TRI_IMPORT_LOCK_INIT;
  g_autoptr (TriJournal) act = NULL;
  g_autofree char *batch = g_uuid_string_random ();

  if (!bring_works (self, &lock, error))
    return FALSE;
  act = tri_journal_begin (self->library, "library.merge", error);
  return act
         && plan (self, error)
         && tri_journal_watch (act, TRI_JOURNAL_MERGES, batch, error)
         && write_changes (self, batch, error)
         && tri_merge_settle (self, batch, error)
         && write_conflicts (self, batch, error)
         && tri_journal_commit (act, error);
}

/**
 * tri_library_merge:
 * @options: the other library, and how
 * @report: what was merged, or would be
 *
 * Brings what the reader made in another library into this one. One act; what is cancelled or
 * fails leaves the library as it was. The other file is not written.
 */
gboolean
tri_library_merge (TriLibrary *self,
                   const TriMergeOptions *options,
                   TriMergeReport *report,
                   GCancellable *cancellable,
                   GError **error)
{
  g_auto (TriMerge) merging = { self, NULL, options, cancellable, report };
  g_autofree char *folder = NULL;
  gboolean done;

  merge_init (&merging);
  merging.other = tri_merge_source_open (self, options->path, &folder, cancellable, error);
  if (!merging.other)
    return FALSE;
  done = options->dry_run ? plan (&merging, error) : merge (&merging, error);
  if (done)
    fill_report (&merging);
  tri_merge_source_close (merging.other, g_steal_pointer (&folder));
  return done;
}
