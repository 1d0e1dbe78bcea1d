/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import-replace.h"

#include "library/tri-align-mark.h"
#include "library/tri-import-draft.h"
#include "library/tri-import-lock.h"
#include "library/tri-library-stale.h"
#include "library/tri-replace-private.h"
#include "library/tri-text-version.h"

#include <glib/gi18n.h>

static void
clear_replace (TriReplace *self)
{
  g_ptr_array_unref (self->texts);
  g_array_unref (self->marks);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriReplace, clear_replace)

/* ?1 the work; ?2, ?3 as the statement says. */
static gboolean
run (TriReplace *self, const char *sql, gint64 second, gint64 third, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  const gint64 values[] = { self->work, second, third };
  int n;

  if (!statement)
    return FALSE;
  n = sqlite3_bind_parameter_count (statement);
  for (int i = 0; i < n; i++)
    sqlite3_bind_int64 (statement, i + 1, values[i]);
  return tri_library_run (self->library, statement, error);
}

/* --- Which new text stands for which */

/* The one text stands for the one that was named; of several each for the text of the work that has
 * its key, else its language. */
static gint64
find_counterpart (TriLibrary *library, gint64 text, gint64 work, gint64 named, guint n_texts)
{
  static const char by_key[] = "SELECT o.id FROM texts n JOIN texts o ON o.key = n.key"
                               " WHERE n.id = ?1 AND o.work = ?2";
  static const char by_lang[] = "SELECT min (o.id) FROM texts n JOIN texts o ON o.lang = n.lang"
                                " WHERE n.id = ?1 AND o.work = ?2 HAVING count (*) = 1";
  const char *const ways[] = { by_key, by_lang };

  for (guint i = 0; n_texts > 1 && i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (TriStatement) statement = tri_library_prepare (library, ways[i], NULL);

      if (!statement)
        return 0;
      sqlite3_bind_int64 (statement, 1, text);
      sqlite3_bind_int64 (statement, 2, work);
      if (tri_library_next (library, statement, NULL))
        return sqlite3_column_int64 (statement, 0);
    }
  return n_texts > 1 ? 0 : named;
}

static gboolean
has_text (TriReplace *self, gint64 then)
{
  for (guint i = 0; i < self->texts->len; i++)
    if (((TriReplaceText *) g_ptr_array_index (self->texts, i))->then == then)
      return TRUE;
  return FALSE;
}

static gboolean
pair_texts (TriReplace *self,
            TriImportDraft *draft,
            gint64 named,
            GCancellable *cancellable,
            GError **error)
{
  for (guint i = 0; i < draft->texts->len; i++)
    {
      gint64 now = g_array_index (draft->texts, gint64, i);
      gint64 then = find_counterpart (self->library, now, self->work, named, draft->texts->len);
      TriReplaceText *text;

      if (then == 0 || has_text (self, then))
        {
          g_set_error (error,
                       TRI_ERROR,
                       TRI_ERROR_AMBIGUOUS,
                       _ ("“%s” holds %u texts, and not each is one of the work by its id or its "
                          "language. Import one text at a time."),
                       draft->file_name,
                       draft->texts->len);
          return FALSE;
        }
      text = tri_replace_text_new (self->library, then, now, cancellable, error);
      if (!text)
        return FALSE;
      g_ptr_array_add (self->texts, text);
      tri_replace_text_count (text, self->report);
    }
  return TRUE;
}

/* --- The exchange */

/* Nobody replaced or deleted them meanwhile. */
static gboolean
check_texts (TriReplace *self, GError **error)
{
  static const char sql[] = "SELECT count (*) FROM texts t JOIN works w ON w.id = t.work"
                            " WHERE t.id = ? AND w.complete = 1 AND w.deleted IS NULL";

  for (guint i = 0; i < self->texts->len; i++)
    {
      TriReplaceText *text = g_ptr_array_index (self->texts, i);

      if (tri_library_ask (self->library, sql, text->then, 0) == 1)
        continue;
      g_set_error_literal (error,
                           TRI_ERROR,
                           TRI_ERROR_NOT_FOUND,
                           _ ("The text has been deleted or imported again meanwhile."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
add_versions (TriReplace *self, TriJournal *journal, GError **error)
{
  static const char find[] = "SELECT uuid FROM works WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, find, error);
  g_autofree char *uuid = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->hidden);
  if (!tri_library_next (self->library, statement, error))
    return FALSE;
  uuid = tri_statement_dup_text (statement, 0);
  for (guint i = 0; i < self->texts->len; i++)
    {
      TriReplaceText *text = g_ptr_array_index (self->texts, i);

      if (!tri_text_version_add (self->library,
                                 self->hidden,
                                 self->work,
                                 text->then,
                                 text->now,
                                 error))
        return FALSE;
    }
  return tri_journal_watch (journal, TRI_JOURNAL_VERSIONS, uuid, error);
}

/* Where the reader stopped: what the app keeps names texts and passages by their rows. */
static gboolean
move_place (TriReplace *self, GError **error)
{
  static const char texts[] = "UPDATE places SET state = replace (state, '\"text\":' || ?2 || ',',"
                              " '\"text\":' || ?3 || ',') WHERE work = ?1";
  static const char passages[] = "UPDATE places SET state = replace (state, '\"passage\":' || ?2"
                                 " || ',', '\"passage\":' || ?3 || ',') WHERE work = ?1";
  static const char tops[] = "SELECT j.value FROM places p, json_tree (p.state) j"
                             " WHERE p.work = ? AND json_valid (p.state) AND j.key = 'passage'";
  g_autoptr (GArray) stops = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, tops, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->work);
  while (tri_library_next (self->library, statement, NULL))
    {
      gint64 passage = sqlite3_column_int64 (statement, 0);

      g_array_append_val (stops, passage);
    }
  for (guint i = 0; i < self->texts->len; i++)
    {
      TriReplaceText *text = g_ptr_array_index (self->texts, i);

      if (!run (self, texts, text->then, text->now, error))
        return FALSE;
    }
  for (guint i = 0; i < stops->len; i++)
    {
      guint ord = 0;
      gint64 passage = g_array_index (stops, gint64, i);
      TriReplaceText *text = tri_replace_find (self, passage, &ord);

      if (text
          && !run (self,
                   passages,
                   passage,
                   tri_replace_text_get_now (text, tri_anchor_map_guess (text->map, ord)),
                   error))
        return FALSE;
    }
  return TRUE;
}

/* What is to be computed anew behind it, also after a kill. */
static gboolean
mark_work (TriReplace *self, GError **error)
{
  g_autoptr (GArray) fresh = tri_align_mark_get (self->library, self->work);

  if (!tri_stale_mark_work (self->library, self->work, error))
    return FALSE;
  if (!fresh && !self->report->is_stale)
    return TRUE;
  if (!fresh)
    fresh = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->texts->len; i++)
    {
      TriReplaceText *text = g_ptr_array_index (self->texts, i);

      for (guint k = fresh->len; k > 0; k--)
        if (g_array_index (fresh, gint64, k - 1) == text->then)
          g_array_remove_index (fresh, k - 1);
      g_array_append_val (fresh, text->now);
    }
  return tri_align_mark_set (self->library, self->work, fresh, error);
}

static gboolean
hide_old (TriReplace *self, GError **error)
{
  static const char registers[] = "INSERT OR IGNORE INTO work_registers (work, register)"
                                  " SELECT ?1, register FROM work_registers WHERE work = ?2";
  static const char hide[] = "UPDATE works SET complete = 2, deleted = unixepoch (),"
                             " title = (SELECT title FROM works WHERE id = ?1) WHERE id = ?2";
  static const char touch[] = "UPDATE works SET modified = unixepoch () WHERE id = ?1";

  return run (self, registers, self->hidden, 0, error)
         && run (self, hide, self->hidden, 0, error)
         && run (self, touch, 0, 0, error);
}

/* All at once, as an act of the reader. */
static gboolean
exchange (TriReplace *self, gboolean dry_run, GError **error)
{
  g_autoptr (TriJournal) journal = tri_journal_begin (self->library, "text.replace", error);

  if (!journal
      || !check_texts (self, error)
      || !add_versions (self, journal, error)
      || !tri_replace_read_marks (self, journal, error)
      || !tri_replace_write_marks (self, error)
      || !tri_replace_write_links (self, error))
    return FALSE;
  /* Nothing of it was, once the act is let go. */
  if (dry_run)
    return TRUE;
  return tri_text_version_exchange (self->library, self->hidden, error)
         && hide_old (self, error)
         && move_place (self, error)
         && mark_work (self, error)
         && tri_library_rebuild_rows (self->library, self->work, error)
         && tri_library_recount_mentions (self->library, self->work, error)
         && tri_journal_commit (journal, error);
}

/* --- Reading */

static void
forget_text (TriImportDraft *draft, gint64 text)
{
  for (guint i = draft->old_texts->len; i > 0; i--)
    if (g_array_index (draft->old_texts, gint64, i - 1) == text)
      g_array_remove_index (draft->old_texts, i - 1);
}

/* The new texts point to nothing in those that they stand for, which will be hidden. */
static void
forget_counterparts (TriReplace *self, TriImportDraft *draft, gint64 named)
{
  guint n = draft->texts->len;

  for (guint i = 0; i < n; i++)
    forget_text (draft,
                 find_counterpart (self->library,
                                   g_array_index (draft->texts, gint64, i),
                                   self->work,
                                   named,
                                   n));
}

static gboolean
read_version (TriReplace *self,
              TriImportDraft *draft,
              gint64 text,
              const TriImportOptions *options,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GArray) old_texts = g_steal_pointer (&draft->old_texts);

  draft->is_version = TRUE;
  /* Until all is read nobody knows which of them go. */
  draft->old_texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->hidden = draft->work;
  tri_import_draft_add_registers_of (draft, self->work);
  if (!tri_import_draft_read (draft, options, cancellable, error))
    return FALSE;
  g_array_append_vals (draft->old_texts, old_texts->data, old_texts->len);
  forget_counterparts (self, draft, text);
  if (!tri_import_draft_tie (draft, error) || !tri_batch_commit (&draft->batch, error))
    return FALSE;
  tri_import_drop_tables (self->library, NULL);
  self->has_links = draft->n_links > 0;
  return pair_texts (self, draft, text, cancellable, error);
}

static gboolean
replace (TriReplace *self,
         gint64 text,
         const TriImportOptions *options,
         gboolean dry_run,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (TriImportDraft) draft = tri_import_draft_new (self->library,
                                                           self->work,
                                                           FALSE,
                                                           cancellable,
                                                           error);
  gboolean done;

  if (!draft)
    return FALSE;
  done = read_version (self, draft, text, options, cancellable, error)
         && exchange (self, dry_run, error);
  if (!done || dry_run)
    tri_import_draft_abandon (draft);
  return done;
}

/* Names and dates; the text is read already, so this is not cancelled. */
static gboolean
find_words (TriLibrary *self, gint64 work, GError **error)
{
  static const char sql[] = "SELECT count (*) FROM work_registers WHERE work = ?";

  tri_library_set_cancellable (self, NULL);
  if (tri_library_ask (self, sql, work, 0) > 0
      && !tri_library_link_work (self, work, NULL, NULL, error))
    return FALSE;
  return tri_library_find_dates (self, work, NULL, NULL, error);
}

/**
 * tri_library_import_replace:
 * @options: the files, and how to read them
 * @report: (inout): filled in
 *
 * Imports a text again. What the reader made comes along where its words still stand; what is
 * doubtful or has no words any more is kept aside (tri_library_list_unplaced()). One act,
 * "text.replace", which undo takes back while the old version is kept (30 days).
 *
 * An error, or cancelling, leaves the library as it was. Texts that corresponded are to be aligned
 * again (tri_library_align()) when the report says so.
 */
gint64
tri_library_import_replace (TriLibrary *self,
                            gint64 text,
                            const TriImportOptions *options,
                            gboolean dry_run,
                            TriReplaceReport *report,
                            GCancellable *cancellable,
                            GError **error)
{
  static const char sql[] = "SELECT work FROM texts WHERE id = ?";
  g_auto (TriImportLock) lock = TRI_IMPORT_LOCK_INIT;
  g_auto (TriReplace) replaced = { self, tri_library_ask (self, sql, text, 0) };
  gboolean done;

  replaced.texts = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_replace_text_free);
  replaced.marks = g_array_new (FALSE, FALSE, sizeof (TriReplaceMark));
  replaced.report = report;
  if (!tri_library_sweep (self, error) || !tri_import_lock_share (&lock, self->path, error))
    return 0;
  tri_library_set_cancellable (self, cancellable);
  done = replace (&replaced, text, options, dry_run, cancellable, error);
  tri_library_set_cancellable (self, NULL);
  if (!done || (!dry_run && options->link && !find_words (self, replaced.work, error)))
    return 0;
  if (options->progress)
    options->progress (1, options->user_data);
  return replaced.work;
}
