/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-print.h"

#include "library/tri-library-export.h"
#include "paper-pages.h"

/* What is left free around, in millimetres. */
#define MARGIN 17

static void
fail (GtkPrintOperation *print, GError *error)
{
  g_object_set_data_full (G_OBJECT (print),
                          "reader-print-error",
                          error,
                          (GDestroyNotify) g_error_free);
  gtk_print_operation_cancel (print);
}

static void
begin_cb (GtkPrintOperation *print, GtkPrintContext *paper, PaperPages *pages)
{
  PangoContext *context = gtk_print_context_create_pango_context (paper);

  pango_cairo_context_set_resolution (context, 72);
  paper_pages_set_size (pages,
                        context,
                        gtk_print_context_get_width (paper),
                        gtk_print_context_get_height (paper));
  g_object_unref (context);
}

/* One page at a time, so that no frame waits for a long work. */
static gboolean
paginate_cb (GtkPrintOperation *print, GtkPrintContext *paper, PaperPages *pages)
{
  GError *error = NULL;

  if (paper_pages_add (pages, NULL, &error))
    return FALSE;
  if (error != NULL)
    fail (print, error);
  gtk_print_operation_set_n_pages (print, (int) MAX (1, paper_pages_count (pages)));
  return TRUE;
}

static void
draw_cb (GtkPrintOperation *print, GtkPrintContext *paper, int page, PaperPages *pages)
{
  GError *error = NULL;

  if ((guint) page < paper_pages_count (pages)
      && !paper_pages_draw (pages,
                            (guint) page,
                            gtk_print_context_get_cairo_context (paper),
                            &error)
      && error != NULL)
    fail (print, error);
}

/* Pages are laid out between frames, and again when they are drawn: of the library as it is now,
 * whatever is aligned or edited meanwhile. The state is given up with the connection. */
static PaperPages *
open_pages (TriLibrary *library, const TriExportOptions *options, GError **error)
{
  g_autoptr (TriLibrary) own = NULL;

  own = tri_library_open (tri_library_get_path (library), TRI_LIBRARY_READ_ONLY, error);
  if (own == NULL || tri_library_begin_reading (own, error) == NULL)
    return NULL;

  return paper_pages_new (own, options, error);
}

GtkPrintOperation *
reader_print_new (TriLibrary *library, const TriExportOptions *options, GError **error)
{
  PaperPages *pages = open_pages (library, options, error);
  GtkPrintOperation *print = NULL;
  g_autoptr (GtkPageSetup) paper = gtk_page_setup_new ();
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autofree char *name = NULL;

  if (pages == NULL)
    return NULL;
  name = g_strdelimit (g_strdup (paper_pages_get_title (pages)), "/\n", ' ');
  print = gtk_print_operation_new ();
  /* What a file is called that it is printed to. */
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, name);
  gtk_print_operation_set_print_settings (print, settings);
  gtk_page_setup_set_left_margin (paper, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (paper, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_top_margin (paper, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (paper, MARGIN, GTK_UNIT_MM);
  gtk_print_operation_set_default_page_setup (print, paper);
  gtk_print_operation_set_unit (print, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (print, name);
  gtk_print_operation_set_embed_page_setup (print, TRUE);
  gtk_print_operation_set_show_progress (print, TRUE);
  g_object_set_data_full (G_OBJECT (print),
                          "reader-print-pages",
                          pages,
                          (GDestroyNotify) paper_pages_free);
  g_signal_connect (print, "begin-print", G_CALLBACK (begin_cb), pages);
  g_signal_connect (print, "paginate", G_CALLBACK (paginate_cb), pages);
  g_signal_connect (print, "draw-page", G_CALLBACK (draw_cb), pages);
  return print;
}

gboolean
reader_print_run (TriLibrary *library,
                  const TriExportOptions *options,
                  GtkWindow *parent,
                  GError **error)
{
  g_autoptr (GtkPrintOperation) print = reader_print_new (library, options, error);
  const GError *failure = NULL;
  GtkPrintOperationResult result;

  if (print == NULL)
    return FALSE;
  result = gtk_print_operation_run (print,
                                    GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                                    parent,
                                    error);
  failure = g_object_get_data (G_OBJECT (print), "reader-print-error");
  if (failure != NULL && result != GTK_PRINT_OPERATION_RESULT_ERROR)
    g_propagate_error (error, g_error_copy (failure));
  return failure == NULL && result == GTK_PRINT_OPERATION_RESULT_APPLY;
}
