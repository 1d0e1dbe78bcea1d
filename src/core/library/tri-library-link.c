/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import.h"

#include "library/tri-library-stale.h"
#include "library/tri-link-counterparts.h"
#include "library/tri-link-job.h"

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

/* (element-type TriLinkText) */
static GPtrArray *
list_texts (TriLibrary *self, gint64 work, GError **error)
{
  static const char sql[] = "SELECT id, lang FROM texts WHERE work = ? ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  texts = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_link_text_free);
  sqlite3_bind_int64 (statement, 1, work);
  while (tri_library_next (self, statement, &failed))
    g_ptr_array_add (texts,
                     tri_link_text_new (sqlite3_column_int64 (statement, 0),
                                        tri_statement_get_text (statement, 1)));
  if (!failed)
    return g_steal_pointer (&texts);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/* One text after the other; only then what each says of the others is asked. */
static gboolean
run_texts (TriLinkJob *job, TriLinker *linker, GPtrArray *texts, GError **error)
{
  for (guint i = 0; i < texts->len; i++)
    if (!tri_link_text_survey (texts->pdata[i], job, linker, error)
        || !tri_link_text_link (texts->pdata[i], job, error))
      return FALSE;
  for (guint i = 0; i < texts->len; i++)
    if (!tri_link_text_decide (texts->pdata[i], job, error))
      return FALSE;
  return texts->len < 3 || job->is_outdated || tri_library_link_counterparts (job, error);
}

static gboolean
run_job (TriLinkJob *job, GError **error)
{
  g_autoptr (TriLinker) linker = tri_linker_new ();
  g_autoptr (GPtrArray) texts = NULL;

  if (!add_names (job->library, job->work, linker, error))
    return FALSE;
  texts = list_texts (job->library, job->work, error);
  return texts && run_texts (job, linker, texts, error)
         && (job->is_outdated
             || tri_stale_unmark (job->library, job->work, job->mark, error));
}

gboolean
tri_library_link_work_with (TriLibrary *self,
                            gint64 work,
                            const TriLinkOptions *options,
                            guint *n_mentions,
                            GCancellable *cancellable,
                            GError **error)
{
  gboolean is_outdated = TRUE;

  while (is_outdated)
    {
      g_auto (TriLinkJob) job = { 0 };

      tri_link_job_init (&job, self, work, options, cancellable);
      if (!run_job (&job, error))
        return FALSE;
      if (n_mentions)
        *n_mentions = job.n_mentions;
      is_outdated = job.is_outdated;
    }
  return TRUE;
}

/**
 * tri_library_link_work:
 * @n_mentions: (out) (optional): how many mentions the linker made
 *
 * Links the names of the registers attached to the work in its texts: replaces the mentions of
 * origin "linked", keeps those of the file and of the reader. mention_counts stays in step.
 *
 * It works in batches of at most 50 ms, each a transaction: when it is cancelled or fails, some
 * passages are linked anew and the others as they were. When names change between two batches, it
 * begins anew with those. The work is not marked any more when it is done.
 */
gboolean
tri_library_link_work (TriLibrary *self,
                       gint64 work,
                       guint *n_mentions,
                       GCancellable *cancellable,
                       GError **error)
{
  return tri_library_link_work_with (self, work, NULL, n_mentions, cancellable, error);
}
