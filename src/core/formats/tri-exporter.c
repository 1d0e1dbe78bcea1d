/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-exporter-table.h"

#include "formats/tri-export-pair.h"
#include "formats/tri-export.h"
#include "library/tri-library-export.h"
#include "library/tri-library-pairs.h"
#include "tri-error.h"
#include "tri-output.h"

#include <glib/gi18n-lib.h>

static gboolean
write_json (TriLibrary *library,
            const TriExportOptions *options,
            GOutputStream *stream,
            GCancellable *cancellable,
            GError **error)
{
  return tri_export_json (library, options->work, stream, cancellable, error);
}

static gboolean
write_tei (TriLibrary *library,
           const TriExportOptions *options,
           GOutputStream *stream,
           GCancellable *cancellable,
           GError **error)
{
  return tri_export_tei (library, options->work, stream, cancellable, error);
}

/* The texts that are chosen, of a format that is of two. */
static TriWork *
find_pair (TriLibrary *library, const TriExportOptions *options, TriText **texts, GError **error)
{
  g_autoptr (TriWork) work = tri_library_get_work (library, options->work, error);

  for (guint i = 0; work && i < 2; i++)
    texts[i] = options->n_texts == 0 ? g_ptr_array_index (work->texts, i)
                                     : tri_work_get_text (work, options->texts[i]);
  return g_steal_pointer (&work);
}

static gboolean
write_ladder (TriLibrary *library,
              const TriExportOptions *options,
              GOutputStream *stream,
              GCancellable *cancellable,
              GError **error)
{
  TriText *texts[2] = { NULL };
  g_autoptr (TriWork) work = find_pair (library, options, texts, error);

  return work && tri_export_ladder (library, texts, stream, cancellable, error);
}

static gboolean
write_xces (TriLibrary *library,
            const TriExportOptions *options,
            GOutputStream *stream,
            GCancellable *cancellable,
            GError **error)
{
  TriText *texts[2] = { NULL };
  g_autoptr (TriWork) work = find_pair (library, options, texts, error);

  return work && tri_export_xces (library, texts, stream, cancellable, error);
}

static const TriExporter tei = {
  .nick = "tei",
  .label = N_ ("TEI P5"),
  .extension = "xml",
  .media_type = "application/tei+xml",
  .flags = TRI_EXPORTER_WHOLE_WORK,
  .write = write_tei,
};

static const TriExporter json = {
  .nick = "json",
  .label = "JSON",
  .extension = "json",
  .media_type = "application/json",
  .flags = TRI_EXPORTER_WHOLE_WORK,
  .write = write_json,
};

static const TriExporter hunalign = {
  .nick = "hunalign",
  .label = N_ ("hunalign ladder"),
  .extension = "ladder",
  .media_type = "text/plain",
  .flags = TRI_EXPORTER_PAIR | TRI_EXPORTER_WHOLE_TEXTS,
  .write = write_ladder,
};

static const TriExporter xces = {
  .nick = "xces",
  .label = N_ ("XCES alignment"),
  .extension = "xml",
  .media_type = "application/xml",
  .flags = TRI_EXPORTER_PAIR | TRI_EXPORTER_WHOLE_TEXTS,
  .write = write_xces,
};

/* Room for those that the programs bring along. */
#define MAX_EXPORTERS 24

static const TriExporter *exporters[MAX_EXPORTERS + 1] = {
  &tri_exporter_html,
  &tri_exporter_epub,
  &tri_exporter_markdown,
  &tei,
  &json,
  &tri_exporter_tsv,
  &tri_exporter_tmx,
  &tri_exporter_xliff,
  &xces,
  &hunalign,
  NULL,
};

/**
 * tri_exporters_get_all:
 *
 * Returns: (transfer none) (array zero-terminated=1): every format that can be written
 */
const TriExporter *const *
tri_exporters_get_all (void)
{
  return exporters;
}

/**
 * tri_exporters_add:
 * @exporter: (transfer none): a format, for ever
 *
 * Adds a format that this library does not know, before any thread is started: PDF needs what
 * draws.
 */
void
tri_exporters_add (const TriExporter *exporter)
{
  guint n = 0;

  while (exporters[n] && exporters[n] != exporter)
    n++;
  g_return_if_fail (n < MAX_EXPORTERS);
  exporters[n] = exporter;
}

const TriExporter *
tri_exporters_find (const char *nick)
{
  for (guint i = 0; exporters[i]; i++)
    if (g_str_equal (exporters[i]->nick, nick))
      return exporters[i];
  return NULL;
}

static gboolean
check_pair (TriLibrary *library, const TriExportOptions *options, GError **error)
{
  TriText *texts[2] = { NULL };
  g_autoptr (TriWork) work = find_pair (library, options, texts, error);

  if (!work)
    return FALSE;
  if (!texts[0] || !texts[1] || texts[0] == texts[1])
    {
      g_set_error_literal (error,
                           TRI_ERROR,
                           TRI_ERROR_NOT_FOUND,
                           _ ("Choose two different texts of the work."));
      return FALSE;
    }
  if (tri_library_is_tied (library, texts[0]->id, texts[1]->id))
    return TRUE;
  g_set_error_literal (error,
                       TRI_ERROR,
                       TRI_ERROR_FAILED,
                       _ ("These two texts are not aligned. Align them first."));
  return FALSE;
}

static gboolean
is_chosen (const TriText *text, const TriExportOptions *options)
{
  for (guint i = 0; i < options->n_texts; i++)
    if (options->texts[i] == text->id)
      return TRUE;
  return FALSE;
}

/* In whatever order: what holds a whole work has one of its own. */
static gboolean
is_all (TriWork *work, const TriExportOptions *options)
{
  for (guint i = 0; options->n_texts > 0 && i < work->texts->len; i++)
    if (!is_chosen (g_ptr_array_index (work->texts, i), options))
      return FALSE;
  return options->n_texts == 0 || options->n_texts == work->texts->len;
}

gboolean
tri_exporter_check (const TriExporter *self,
                    TriLibrary *library,
                    const TriExportOptions *options,
                    GError **error)
{
  g_autoptr (TriWork) work = tri_library_get_work (library, options->work, error);
  gboolean holds_whole = (self->flags & (TRI_EXPORTER_WHOLE_WORK | TRI_EXPORTER_WHOLE_TEXTS)) != 0;
  guint n_texts = 0;
  GError *local = NULL;

  if (!work)
    return FALSE;
  n_texts = options->n_texts ? options->n_texts : work->texts->len;
  if (self->flags & TRI_EXPORTER_WHOLE_WORK && !is_all (work, options))
    g_set_error (&local,
                 TRI_ERROR,
                 TRI_ERROR_UNSUPPORTED,
                 _ ("%s holds a work with all of its texts. Choose them all, or another format."),
                 _ (self->label));
  else if (holds_whole && options->ranges)
    g_set_error (&local,
                 TRI_ERROR,
                 TRI_ERROR_UNSUPPORTED,
                 _ ("%s holds whole texts. Export all of the work, or choose another format."),
                 _ (self->label));
  else if (self->flags & TRI_EXPORTER_PAIR && n_texts != 2)
    g_set_error (&local,
                 TRI_ERROR,
                 TRI_ERROR_UNSUPPORTED,
                 _ ("%s holds two texts. Choose two of the work."),
                 _ (self->label));
  else if (self->flags & TRI_EXPORTER_PAIR)
    check_pair (library, options, &local);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
tri_exporter_write (const TriExporter *self,
                    TriLibrary *library,
                    const TriExportOptions *options,
                    GOutputStream *stream,
                    GCancellable *cancellable,
                    GError **error)
{
  /* Rows and links may be computed anew meanwhile. */
  g_autoptr (TriSnapshot) snapshot = tri_library_begin_reading (library, error);

  return snapshot
         && tri_exporter_check (self, library, options, error)
         && self->write (library, options, stream, cancellable, error);
}

gboolean
tri_exporter_write_file (const TriExporter *self,
                         TriLibrary *library,
                         const TriExportOptions *options,
                         GFile *file,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GOutputStream) stream = NULL;

  if (!tri_exporter_check (self, library, options, error))
    return FALSE;
  stream = tri_output_open (file, cancellable, error);
  return stream
         && tri_output_close (stream,
                              tri_exporter_write (self,
                                                  library,
                                                  options,
                                                  stream,
                                                  cancellable,
                                                  error),
                              cancellable,
                              error);
}
