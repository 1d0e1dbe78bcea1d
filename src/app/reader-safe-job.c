/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-safe-job.h"

#include "library/tri-import.h"
#include "library/tri-restore.h"
#include "library/tri-salvage.h"

#include <glib/gi18n.h>

static void
free_job (gpointer data)
{
  ReaderSafeJob *self = data;

  g_free (self->path);
  g_free (self->other);
  g_free (self->sha256);
  g_free (self->opened);
}

ReaderSafeJob *
reader_safe_job_new (ReaderSafeWork work,
                     const char *path,
                     const char *other)
{
  ReaderSafeJob *self = g_rc_box_new0 (ReaderSafeJob);

  self->work = work;
  self->path = g_strdup (path);
  self->other = g_strdup (other);

  return self;
}

void
reader_safe_job_unref (gpointer job)
{
  g_rc_box_release_full (job, free_job);
}

static void
progress_cb (double fraction,
             gpointer user_data)
{
  ReaderSafeJob *self = user_data;

  g_atomic_int_set (&self->progress, (int) (fraction * 1000));
}

static char *
back_up (ReaderSafeJob *self,
         const TriBackupOptions *options,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (TriLibrary) library = tri_library_open (self->path, TRI_LIBRARY_READ_ONLY, error);
  g_autoptr (TriBackup) backup = NULL;

  if (library == NULL)
    return NULL;

  if (self->other != NULL)
    return tri_backup_write (library, self->other, options, cancellable, error)
               ? g_strdup_printf (_ ("Copied to “%s”, and looked through."), self->other)
               : NULL;

  backup = tri_backup_make (library, options, cancellable, error);

  return backup != NULL ? g_strdup (_ ("Backed up, and looked through.")) : NULL;
}

static char *
restore (ReaderSafeJob *self,
         const TriBackupOptions *options,
         GCancellable *cancellable,
         GError **error)
{
  g_autofree char *kept = tri_restore_library (self->path,
                                               self->other,
                                               self->sha256,
                                               options,
                                               cancellable,
                                               error);

  if (kept == NULL)
    return NULL;

  self->opened = g_strdup (self->path);

  return *kept != '\0' ? g_strdup_printf (_ ("Restored. What was there before is kept as “%s”."),
                                          kept)
                       : g_strdup (_ ("Restored."));
}

static char *
check (ReaderSafeJob *self,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (TriLibrary) library = tri_library_open (self->path, TRI_LIBRARY_READ_ONLY, error);
  g_autoptr (GPtrArray) faults = NULL;

  if (library != NULL)
    faults = tri_library_check (library, FALSE, cancellable, error);
  if (faults == NULL)
    return NULL;

  self->n_faults = faults->len;
  if (faults->len == 0)
    return g_strdup (_ ("The library is sound."));

  g_ptr_array_add (faults, NULL);

  return g_strjoinv ("\n", (char **) faults->pdata);
}

static char *
say_lost (const TriSalvageTable *sum)
{
  if (sum->is_open)
    return g_strdup (_ ("What was newer than that, and stood where nothing can be read, is lost."));
  if (sum->n_lost > 0)
    return g_strdup_printf (ngettext ("At most %u entry is lost.",
                                      "At most %u entries are lost.",
                                      sum->n_lost),
                            sum->n_lost);

  return g_strdup (_ ("Nothing is lost."));
}

static char *
repair (ReaderSafeJob *self,
        GCancellable *cancellable,
        GError **error)
{
  const TriSalvageOptions options = { .progress = progress_cb, .user_data = self };
  g_autoptr (TriSalvageReport) report = tri_salvage_report_new ();
  g_autofree char *lost = NULL;
  TriSalvageTable sum;

  if (!tri_salvage_library (self->path, &options, report, cancellable, error))
    return NULL;

  sum = tri_salvage_report_sum (report);
  lost = say_lost (&sum);
  self->opened = g_strdup (self->path);
  self->n_faults = report->faults->len;

  return g_strdup_printf (_ ("%u entries were read, %u come from the newest backup. %s "
                             "The damaged file is kept as “%s”."),
                          sum.n_read,
                          sum.n_taken,
                          lost,
                          report->kept);
}

/* One that is in the folder already is opened, and nothing is copied over it. */
static char *
move (ReaderSafeJob *self,
      const TriBackupOptions *options,
      GCancellable *cancellable,
      GError **error)
{
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *path = g_build_filename (self->other, name, NULL);
  g_autofree char *kept = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autoptr (TriLibrary) there = tri_library_open (path, TRI_LIBRARY_READ_WRITE, error);

      if (there == NULL)
        return NULL;

      self->opened = g_steal_pointer (&path);

      return g_strdup_printf (_ ("The library that is in “%s” is open now."), self->other);
    }

  kept = tri_restore_library (path, self->path, NULL, options, cancellable, error);
  if (kept == NULL)
    return NULL;

  tri_backup_adopt (NULL, self->path, path);
  self->opened = g_steal_pointer (&path);

  return g_strdup_printf (_ ("The library is in “%s” now. The old file is kept as “%s”."),
                          self->other,
                          self->path);
}

static void
run (GTask *task,
     gpointer source,
     gpointer data,
     GCancellable *cancellable)
{
  ReaderSafeJob *self = data;
  const TriBackupOptions options = {
    .reason = TRI_BACKUP_BY_HAND,
    .progress = progress_cb,
    .user_data = self,
  };
  GError *error = NULL;
  char *words = NULL;

  switch (self->work)
    {
    case READER_SAFE_BACK_UP:
      words = back_up (self, &options, cancellable, &error);
      break;
    case READER_SAFE_RESTORE:
      words = restore (self, &options, cancellable, &error);
      break;
    case READER_SAFE_REPAIR:
      words = repair (self, cancellable, &error);
      break;
    case READER_SAFE_MOVE:
      words = move (self, &options, cancellable, &error);
      break;
    case READER_SAFE_CHECK:
    default:
      words = check (self, cancellable, &error);
      break;
    }

  if (words != NULL)
    g_task_return_pointer (task, words, g_free);
  else
    g_task_return_error (task, error);
}

void
reader_safe_job_run_async (ReaderSafeJob *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, g_rc_box_acquire (self), reader_safe_job_unref);
  g_task_run_in_thread (task, run);
}

char *
reader_safe_job_run_finish (GAsyncResult *result,
                            ReaderSafeJob **job,
                            GError **error)
{
  if (job != NULL)
    *job = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_pointer (G_TASK (result), error);
}
