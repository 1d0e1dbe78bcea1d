/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "dialogs/reader-marks-export.h"
#include "dialogs/reader-marks-import.h"
#include "panels/reader-bookmarks-panel.h"

#include <glib/gi18n.h>

/* Bookmarks and notes to files and from them. */

static void
exported_cb (ReaderWindow *self,
             const char *words)
{
  reader_window_add_toast (self, words, FALSE);
}

static void
imported_cb (ReaderWindow *self,
             const char *words)
{
  reader_window_add_toast (self, words, TRUE);
}

static void
show_dialog (ReaderWindow *self,
             GtkWidget *dialog)
{
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
export_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  ReaderMarksChoice choice = { .work = self->work };
  g_autoptr (GArray) selected = NULL;
  GtkWidget *dialog = NULL;

  /* What the list shows is meant only while it is seen. */
  if (self->bookmarks != NULL && gtk_widget_get_mapped (self->bookmarks))
    {
      choice.shown = reader_bookmarks_panel_get_shown (READER_BOOKMARKS_PANEL (self->bookmarks));
      choice.selected = selected = reader_bookmarks_panel_dup_selected (
          READER_BOOKMARKS_PANEL (self->bookmarks));
    }
  dialog = reader_marks_export_new (self->session, &choice);
  g_signal_connect_object (dialog, "exported", G_CALLBACK (exported_cb), self, G_CONNECT_SWAPPED);
  show_dialog (self, dialog);
}

static void
chosen_cb (GtkFileChooserNative *chooser,
           int response,
           ReaderWindow *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  GtkWidget *dialog;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  path = file != NULL ? g_file_get_path (file) : NULL;
  g_object_unref (chooser);
  if (path == NULL || self->session == NULL)
    return;

  dialog = reader_marks_import_new (self->session, path);
  g_signal_connect_object (dialog, "imported", G_CALLBACK (imported_cb), self, G_CONNECT_SWAPPED);
  show_dialog (self, dialog);
}

static void
import_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  GtkFileChooserNative *chooser = NULL;

  chooser = gtk_file_chooser_native_new (_ ("Choose Bookmarks and Notes"),
                                         GTK_WINDOW (widget),
                                         GTK_FILE_CHOOSER_ACTION_OPEN,
                                         NULL,
                                         NULL);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
reader_window_class_install_marks_files_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "bookmark.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "bookmark.import", NULL, import_action);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_s,
                                       GDK_CONTROL_MASK | GDK_ALT_MASK,
                                       "bookmark.export",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_o,
                                       GDK_CONTROL_MASK | GDK_ALT_MASK,
                                       "bookmark.import",
                                       NULL);
}
