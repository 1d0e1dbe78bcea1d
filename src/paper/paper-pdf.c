/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "paper-pdf.h"

#include "paper-pages.h"
#include "tri-error.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

/* A4 in points, and what is left free around. */
#define WIDTH 595.28
#define HEIGHT 841.89
#define MARGIN 48
/* An outline has at most so many levels. */
#define MAX_LEVELS 8

typedef struct
{
  GOutputStream *stream;
  GCancellable *cancellable;
  GError *error;
} Sink;

static cairo_status_t
write_cb (void *data, const unsigned char *bytes, unsigned int n)
{
  Sink *sink = data;

  if (sink->error)
    return CAIRO_STATUS_WRITE_ERROR;
  return g_output_stream_write_all (sink->stream, bytes, n, NULL, sink->cancellable, &sink->error)
             ? CAIRO_STATUS_SUCCESS
             : CAIRO_STATUS_WRITE_ERROR;
}

static gboolean
draw_pages (PaperPages *pages,
            const TriExportOptions *options,
            cairo_t *cairo,
            GCancellable *cancellable,
            GError **error)
{
  GError *local = NULL;

  while (paper_pages_add (pages, cancellable, &local))
    {
      cairo_save (cairo);
      cairo_translate (cairo, MARGIN, MARGIN);
      if (!paper_pages_draw (pages, paper_pages_count (pages) - 1, cairo, &local))
        break;
      cairo_restore (cairo);
      cairo_show_page (cairo);
      if (options->progress)
        options->progress (paper_pages_get_fraction (pages), options->progress_data);
      if (cairo_status (cairo) != CAIRO_STATUS_SUCCESS)
        break;
    }
  if (!local)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Headings nest by their levels, which may leave some out. */
static void
add_outline (PaperPages *pages, cairo_surface_t *surface)
{
  GArray *headings = paper_pages_get_headings (pages);
  int parents[MAX_LEVELS + 1] = { CAIRO_PDF_OUTLINE_ROOT };
  guint levels[MAX_LEVELS + 1] = { 0 };
  guint depth = 0;

  for (guint i = 0; i < headings->len; i++)
    {
      const PaperHeading *heading = &g_array_index (headings, PaperHeading, i);
      g_autofree char *link = g_strdup_printf ("page=%u pos=[0 0]", heading->page + 1);
      int id = 0;

      while (depth > 0 && levels[depth] >= heading->level)
        depth--;
      id = cairo_pdf_surface_add_outline (surface,
                                          parents[depth],
                                          heading->title,
                                          link,
                                          depth == 0 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
      if (depth < MAX_LEVELS)
        depth++;
      parents[depth] = id;
      levels[depth] = heading->level;
    }
}

static gboolean
finish (cairo_surface_t *surface, Sink *sink, GError **error)
{
  cairo_status_t status;

  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  if (!sink->error && status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  if (sink->error)
    g_propagate_error (error, g_steal_pointer (&sink->error));
  else
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_FAILED,
                 _ ("The PDF could not be written: %s"),
                 cairo_status_to_string (status));
  return FALSE;
}

static gboolean
write_pdf (TriLibrary *library,
           const TriExportOptions *options,
           GOutputStream *stream,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (PaperPages) pages = paper_pages_new (library, options, error);
  g_autofree char *authors = NULL;
  PangoFontMap *fonts = NULL;
  PangoContext *context = NULL;
  Sink sink = { stream, cancellable };
  cairo_surface_t *surface = NULL;
  cairo_t *cairo = NULL;
  gboolean done = FALSE;

  if (!pages)
    return FALSE;
  surface = cairo_pdf_surface_create_for_stream (write_cb, &sink, WIDTH, HEIGHT);
  cairo = cairo_create (surface);
  cairo_pdf_surface_set_metadata (surface,
                                  CAIRO_PDF_METADATA_TITLE,
                                  paper_pages_get_title (pages));
  authors = paper_pages_dup_authors (pages);
  if (*authors)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, authors);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Triptych");
  /* A map of its own: another thread may be laying out its pages. */
  fonts = pango_cairo_font_map_new ();
  context = pango_font_map_create_context (fonts);
  pango_cairo_context_set_resolution (context, 72);
  paper_pages_set_size (pages, context, WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN);
  done = draw_pages (pages, options, cairo, cancellable, error);
  if (done)
    add_outline (pages, surface);
  cairo_destroy (cairo);
  if (done)
    done = finish (surface, &sink, error);
  cairo_surface_destroy (surface);
  /* What is left of a surface is written when it goes. */
  g_clear_error (&sink.error);
  g_object_unref (context);
  g_object_unref (fonts);
  return done;
}

const TriExporter paper_pdf_exporter = {
  .nick = "pdf",
  .label = N_ ("PDF"),
  .extension = "pdf",
  .media_type = "application/pdf",
  .flags = TRI_EXPORTER_NOTES | TRI_EXPORTER_ENTITIES,
  .write = write_pdf,
};
