/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sheets/reader-sheet-print.h"

#include "formats/tri-export-sheet.h"
#include "library/tri-library-sheets.h"
#include "sheets/reader-sheet-pages.h"
#include "tri-output.h"

#define PAGE 200
/* Paragraphs laid out at once, so that no frame waits for a long sheet. */
#define AT_ONCE 40

/* --- Printing */

static void
begin_cb (GtkPrintOperation *print, GtkPrintContext *paper, ReaderSheetPages *pages)
{
  PangoContext *context = gtk_print_context_create_pango_context (paper);

  reader_sheet_pages_set_size (pages,
                               context,
                               gtk_print_context_get_width (paper),
                               gtk_print_context_get_height (paper));
  g_object_unref (context);
}

static gboolean
paginate_cb (GtkPrintOperation *print, GtkPrintContext *paper, ReaderSheetPages *pages)
{
  if (!reader_sheet_pages_lay_out (pages, AT_ONCE))
    return FALSE;
  gtk_print_operation_set_n_pages (print, (int) reader_sheet_pages_count (pages));
  return TRUE;
}

static void
draw_cb (GtkPrintOperation *print, GtkPrintContext *paper, int page, ReaderSheetPages *pages)
{
  reader_sheet_pages_draw (pages, (guint) page, gtk_print_context_get_cairo_context (paper));
}

GtkPrintOperation *
reader_sheet_print_new (const char *title, GPtrArray *items)
{
  GtkPrintOperation *print = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) paper = gtk_page_setup_new ();
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  ReaderSheetPages *pages = reader_sheet_pages_new (title, items);
  g_autofree char *name = g_strdelimit (g_strdup (title), "/\n", ' ');

  /* What a file is called that it is printed to. */
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, name);
  gtk_print_operation_set_print_settings (print, settings);
  gtk_page_setup_set_left_margin (paper, 22, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (paper, 22, GTK_UNIT_MM);
  gtk_page_setup_set_top_margin (paper, 18, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (paper, 16, GTK_UNIT_MM);
  gtk_print_operation_set_default_page_setup (print, paper);
  gtk_print_operation_set_unit (print, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (print, title);
  gtk_print_operation_set_embed_page_setup (print, TRUE);
  g_object_set_data_full (G_OBJECT (print),
                          "reader-sheet-pages",
                          pages,
                          (GDestroyNotify) reader_sheet_pages_free);
  g_signal_connect (print, "begin-print", G_CALLBACK (begin_cb), pages);
  g_signal_connect (print, "paginate", G_CALLBACK (paginate_cb), pages);
  g_signal_connect (print, "draw-page", G_CALLBACK (draw_cb), pages);
  return print;
}

/* --- On the worker */

static gpointer
read_all (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = PAGE;

  while (n == PAGE)
    {
      g_autoptr (GPtrArray) items = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      items = tri_library_read_sheet_items (library, data, all->len, PAGE, error);
      if (!items)
        return NULL;
      n = items->len;
      for (guint i = 0; i < n; i++)
        g_ptr_array_add (all, g_object_ref (items->pdata[i]));
    }
  return g_steal_pointer (&all);
}

void
reader_sheet_print_read_async (ReaderSession *session,
                               const char *sheet,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  tri_worker_run_async (reader_session_get_asker (session),
                        read_all,
                        g_strdup (sheet),
                        g_free,
                        (GDestroyNotify) g_ptr_array_unref,
                        cancellable,
                        callback,
                        data);
}

GPtrArray *
reader_sheet_print_read_finish (GObject *worker, GAsyncResult *result, GError **error)
{
  return tri_worker_run_finish (TRI_WORKER (worker), result, error);
}

typedef struct
{
  char *sheet;
  GFile *file;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_free (export->sheet);
  g_object_unref (export->file);
  g_free (export);
}

/* Gives the name of the file. What was there before stays until all is written. */
static gpointer
export_sheet (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  const Export *export = data;
  g_autofree char *name = g_file_get_basename (export->file);
  g_autoptr (GOutputStream) stream = tri_output_open (export->file, cancellable, error);
  gboolean is_written = FALSE;

  if (!stream)
    return NULL;
  is_written = tri_export_sheet (library,
                                 export->sheet,
                                 tri_sheet_format_guess (name),
                                 stream,
                                 cancellable,
                                 error);
  return tri_output_close (stream, is_written, cancellable, error) ? g_steal_pointer (&name)
                                                                   : NULL;
}

void
reader_sheet_print_export_async (ReaderSession *session,
                                 const char *sheet,
                                 GFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  Export *export = g_new0 (Export, 1);

  export->sheet = g_strdup (sheet);
  export->file = g_object_ref (file);
  tri_worker_run_async (reader_session_get_asker (session),
                        export_sheet,
                        export,
                        export_free,
                        g_free,
                        cancellable,
                        callback,
                        data);
}
