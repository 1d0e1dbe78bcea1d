/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-work-export-job.h"

#include "library/tri-library-bookmarks.h"
#include "tri-error.h"

#include <glib/gi18n.h>

ReaderExportJob *
reader_export_job_new (void)
{
  return g_atomic_rc_box_new0 (ReaderExportJob);
}

ReaderExportJob *
reader_export_job_ref (ReaderExportJob *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  ReaderExportJob *self = data;

  g_clear_pointer (&self->texts, g_array_unref);
  g_clear_pointer (&self->selections, g_array_unref);
  g_clear_pointer (&self->marks, g_array_unref);
  g_clear_pointer (&self->query, reader_bookmark_query_free);
  g_clear_pointer (&self->font, g_free);
  g_clear_object (&self->file);
}

void
reader_export_job_unref (ReaderExportJob *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static gboolean
add_selections (const ReaderExportJob *self, TriLibrary *library, GArray *ranges, GError **error)
{
  for (guint i = 0; i < self->selections->len; i++)
    {
      const ReaderSelection *selection = &g_array_index (self->selections, ReaderSelection, i);

      if (!tri_export_ranges_add_passages (ranges,
                                           library,
                                           selection->passage,
                                           selection->end_passage,
                                           error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_division (const ReaderExportJob *self, TriLibrary *library, GArray *ranges, GError **error)
{
  g_autoptr (TriDivision) division = tri_library_get_division_of (library, self->passage);

  if (division)
    tri_export_ranges_add_division (ranges, division);
  else
    g_set_error_literal (error,
                         TRI_ERROR,
                         TRI_ERROR_NOT_FOUND,
                         _ ("The passage stands in no chapter. Choose the whole work."));
  return division != NULL;
}

/* Those of the work; the list may show those of others. */
static gboolean
add_marks (const ReaderExportJob *self, TriLibrary *library, GArray *ranges, GError **error)
{
  const TriMarkQuery all = { .work = self->work };
  g_autoptr (GArray) found = NULL;
  const GArray *marks = self->marks;

  if (self->what != READER_EXPORT_MARKS_SELECTED)
    marks = found = tri_library_find_marks (library,
                                            self->what == READER_EXPORT_MARKS ? &all
                                                                              : &self->query->asked,
                                            error);
  return marks
         && tri_export_ranges_add_bookmarks (ranges,
                                             library,
                                             self->work,
                                             (const gint64 *) (gpointer) marks->data,
                                             marks->len,
                                             error);
}

gpointer
reader_export_job_find_ranges (TriLibrary *library,
                               gpointer data,
                               GCancellable *cancellable,
                               GError **error)
{
  const ReaderExportJob *self = data;
  g_autoptr (GArray) ranges = tri_export_ranges_new ();
  gboolean done = TRUE;

  switch (self->what)
    {
    case READER_EXPORT_SELECTION:
      done = add_selections (self, library, ranges, error);
      break;
    case READER_EXPORT_DIVISION:
      done = add_division (self, library, ranges, error);
      break;
    case READER_EXPORT_MARKS_SELECTED:
    case READER_EXPORT_MARKS_SHOWN:
    case READER_EXPORT_MARKS:
      done = add_marks (self, library, ranges, error);
      break;
    case READER_EXPORT_ALL:
    default:
      break;
    }
  return done ? g_steal_pointer (&ranges) : NULL;
}

static void
progress_cb (double fraction, gpointer data)
{
  g_atomic_int_set (&((ReaderExportJob *) data)->permille, (int) (fraction * 1000));
}

gpointer
reader_export_job_run (TriLibrary *library,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error)
{
  ReaderExportJob *self = data;
  g_autoptr (GArray) ranges = reader_export_job_find_ranges (library, self, cancellable, error);
  const TriExportOptions options = {
    .work = self->work,
    .texts = (const gint64 *) (gpointer) self->texts->data,
    .n_texts = self->texts->len,
    .ranges = ranges && ranges->len > 0 ? ranges : NULL,
    .with_notes = self->with_notes,
    .with_entities = self->with_entities,
    .font = self->font,
    .progress = progress_cb,
    .progress_data = self,
  };
  gboolean done = ranges != NULL;

  if (done && !self->file)
    return tri_exporter_check (self->format, library, &options, error) ? g_strdup ("") : NULL;
  done = done
         && tri_exporter_write_file (self->format,
                                     library,
                                     &options,
                                     self->file,
                                     cancellable,
                                     error);
  g_atomic_int_set (&self->is_written, done);
  return done ? g_file_get_basename (self->file) : NULL;
}
