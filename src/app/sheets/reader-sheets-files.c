/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sheets/reader-sheets-private.h"

#include "sheets/reader-sheet-print.h"

#include <glib/gi18n.h>
#include <string.h>

/* The sheet that is shown goes to a file or to the printer. */

static const struct
{
  const char *name;
  const char *extension;
} formats[] = {
  { N_ ("Web page (HTML)"), "html" },
  { N_ ("Markdown"), "md" },
  { N_ ("Plain text"), "txt" },
  { N_ ("JSON"), "json" },
};

/* --- To a file */

static void
exported_cb (GObject *worker, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderSheets) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = tri_worker_run_finish (TRI_WORKER (worker), result, &error);
  g_autofree char *words = NULL;

  self->n_acts--;
  if (!self->session)
    return;
  words = name ? g_strdup_printf (_ ("Exported to “%s”"), name)
               : g_strdup_printf (_ ("The sheet is not exported: %s"), error->message);
  reader_sheets_add_toast (self, words, FALSE);
}

static const char *
get_extension (GtkFileChooser *chooser)
{
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);

  for (guint i = 0; filter && i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (gtk_file_filter_get_name (filter), _ (formats[i].name)) == 0)
      return formats[i].extension;
  return formats[0].extension;
}

/* A name that says no format gets that of the filter. */
static GFile *
dup_file (GtkFileChooser *chooser)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);
  g_autofree char *name = file ? g_file_get_basename (file) : NULL;
  g_autoptr (GFile) folder = file ? g_file_get_parent (file) : NULL;
  const char *dot = name ? strrchr (name, '.') : NULL;
  g_autofree char *full = NULL;

  for (guint i = 0; dot && i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (dot + 1, formats[i].extension) == 0)
      return g_steal_pointer (&file);
  if (!folder)
    return g_steal_pointer (&file);
  full = g_strconcat (name, ".", get_extension (chooser), NULL);
  return g_file_get_child (folder, full);
}

static void
chosen_cb (ReaderSheets *self, int response, GtkNativeDialog *dialog)
{
  g_autoptr (GtkNativeDialog) chooser = dialog;
  g_autoptr (GFile) file = NULL;

  self->chooser = NULL;
  if (response == GTK_RESPONSE_ACCEPT)
    file = dup_file (GTK_FILE_CHOOSER (chooser));
  if (!file || !self->session || !self->current)
    return;
  self->n_acts++;
  reader_sheet_print_export_async (self->session,
                                   self->current,
                                   file,
                                   NULL,
                                   exported_cb,
                                   g_object_ref (self));
}

static void
add_filters (GtkFileChooser *chooser)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, _ (formats[i].name));
      gtk_file_filter_add_suffix (filter, formats[i].extension);
      gtk_file_chooser_add_filter (chooser, filter);
    }
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderSheets *self = READER_SHEETS (widget);
  GtkFileChooserNative *chooser = NULL;
  g_autofree char *title = NULL;
  g_autofree char *file = NULL;

  if (self->chooser)
    return;
  reader_sheets_finish_writing (self);
  chooser = gtk_file_chooser_native_new (_ ("Export the Sheet"),
                                         GTK_WINDOW (self),
                                         GTK_FILE_CHOOSER_ACTION_SAVE,
                                         NULL,
                                         NULL);
  title = g_strdelimit (g_strdup (self->sheet->title), "/\n", ' ');
  file = g_strconcat (title, ".html", NULL);
  add_filters (GTK_FILE_CHOOSER (chooser));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), file);
  self->chooser = GTK_NATIVE_DIALOG (chooser);
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_signal_connect_object (chooser,
                           "response",
                           G_CALLBACK (chosen_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (self->chooser);
}

/* --- To the printer */

static void
printed_cb (ReaderSheets *self, GtkPrintOperationResult result, GtkPrintOperation *print)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR || !self->session)
    return;
  gtk_print_operation_get_error (print, &error);
  reader_sheets_add_toast (self, error->message, FALSE);
}

static void
read_cb (GObject *worker, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderSheets) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = reader_sheet_print_read_finish (worker, result, &error);
  g_autoptr (GtkPrintOperation) print = NULL;

  self->n_acts--;
  if (!self->session || !self->sheet)
    return;
  if (!items)
    {
      reader_sheets_add_toast (self, error->message, FALSE);
      return;
    }
  print = reader_sheet_print_new (self->sheet->title, items);
  gtk_print_operation_set_allow_async (print, TRUE);
  g_signal_connect_object (print, "done", G_CALLBACK (printed_cb), self, G_CONNECT_SWAPPED);
  gtk_print_operation_run (print,
                           GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (self),
                           NULL);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderSheets *self = READER_SHEETS (widget);

  reader_sheets_finish_writing (self);
  self->n_acts++;
  reader_sheet_print_read_async (self->session,
                                 self->sheet->uuid,
                                 NULL,
                                 read_cb,
                                 g_object_ref (self));
}

void
reader_sheets_class_install_files (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "sheet.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "sheet.print", NULL, print_action);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_e,
                                       GDK_CONTROL_MASK,
                                       "sheet.export",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_p,
                                       GDK_CONTROL_MASK,
                                       "sheet.print",
                                       NULL);
}
