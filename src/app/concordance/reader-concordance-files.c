/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "concordance/reader-concordance-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The lines as they are listed go to a file. */

static const char *const names[TRI_N_CONCORDANCE_FORMATS] = {
  N_ ("Table with commas (CSV)"),
  N_ ("Table with tabs (TSV)"),
  N_ ("Web page (HTML)"),
};

static void
exported_cb (GObject *worker, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderConcordance) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = reader_concordance_export_finish (worker, result, &error);
  g_autofree char *words = NULL;

  if (!self->session)
    return;
  /* Else another question was asked meanwhile. */
  if (g_task_get_cancellable (G_TASK (result)) == self->cancellable)
    reader_concordance_set_doing (self, NULL);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    words = g_strdup (_ ("Not exported; what was in the file is still there"));
  else
    words = name ? g_strdup_printf (_ ("Exported to “%s”"), name)
                 : g_strdup_printf (_ ("The concordance is not exported: %s"), error->message);
  reader_concordance_add_toast (self, words);
}

/* By the end of the name, else by the filter. */
static TriConcordanceFormat
guess_format (GtkFileChooser *chooser, const char *name, gboolean *is_named)
{
  const char *dot = strrchr (name, '.');
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);
  TriConcordanceFormat format = TRI_CONCORDANCE_CSV;

  *is_named = dot && tri_concordance_format_from_nick (dot + 1, &format);
  for (guint i = 0; !*is_named && filter && i < TRI_N_CONCORDANCE_FORMATS; i++)
    if (g_strcmp0 (gtk_file_filter_get_name (filter), _ (names[i])) == 0)
      format = (TriConcordanceFormat) i;
  return format;
}

static GFile *
dup_file (GtkFileChooser *chooser, TriConcordanceFormat *format)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);
  g_autofree char *name = file ? g_file_get_basename (file) : NULL;
  g_autoptr (GFile) folder = file ? g_file_get_parent (file) : NULL;
  g_autofree char *full = NULL;
  gboolean is_named = FALSE;

  if (!file)
    return NULL;
  *format = guess_format (chooser, name, &is_named);
  if (is_named || !folder)
    return g_steal_pointer (&file);
  full = g_strconcat (name, ".", tri_concordance_format_to_nick (*format), NULL);
  return g_file_get_child (folder, full);
}

static void
chosen_cb (ReaderConcordance *self, int response, GtkNativeDialog *dialog)
{
  g_autoptr (GtkNativeDialog) chooser = dialog;
  ReaderConcordanceModel *model = reader_concordance_list_get_model (self->list);
  g_autoptr (GArray) order = NULL;
  g_autoptr (GFile) file = NULL;
  TriConcordanceFormat format = TRI_CONCORDANCE_CSV;

  self->chooser = NULL;
  if (response == GTK_RESPONSE_ACCEPT)
    file = dup_file (GTK_FILE_CHOOSER (chooser), &format);
  if (!file || !self->session || !self->concordance || self->doing)
    return;
  order = reader_concordance_model_dup_order (model);
  reader_concordance_set_doing (self, _ ("Exporting…"));
  reader_concordance_export_async (self->worker,
                                   self->concordance,
                                   order,
                                   format,
                                   self->typed,
                                   file,
                                   self->progress,
                                   self->cancellable,
                                   exported_cb,
                                   g_object_ref (self));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderConcordance *self = READER_CONCORDANCE (widget);
  GtkFileChooserNative *chooser = NULL;
  g_autofree char *file = NULL;

  if (self->chooser)
    return;
  chooser = gtk_file_chooser_native_new (_ ("Export the Concordance"),
                                         GTK_WINDOW (self),
                                         GTK_FILE_CHOOSER_ACTION_SAVE,
                                         NULL,
                                         NULL);
  for (guint i = 0; i < TRI_N_CONCORDANCE_FORMATS; i++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, _ (names[i]));
      gtk_file_filter_add_suffix (filter,
                                  tri_concordance_format_to_nick ((TriConcordanceFormat) i));
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
    }
  /* Translators: the name of a file; no spaces or capitals needed */
  file = g_strconcat (_ ("concordance"), ".csv", NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), file);
  self->chooser = GTK_NATIVE_DIALOG (chooser);
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (self->chooser);
}

void
reader_concordance_class_install_files (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "concordance.export", NULL, export_action);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_s,
                                       GDK_CONTROL_MASK,
                                       "concordance.export",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_e,
                                       GDK_CONTROL_MASK,
                                       "concordance.export",
                                       NULL);
}
