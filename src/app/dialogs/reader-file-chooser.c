/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-file-chooser.h"

void
reader_file_chooser_show (GtkNativeDialog **place,
                          GtkFileChooserNative *chooser,
                          GCallback response_cb,
                          gpointer self)
{
  g_clear_object (place);
  *place = GTK_NATIVE_DIALOG (chooser);
  /* A portal may hold it longer than the dialog lives. */
  g_signal_connect_object (chooser, "response", response_cb, self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (*place);
}

GFile *
reader_file_chooser_take_file (GtkNativeDialog **place, int response)
{
  GFile *file = NULL;

  if (response == GTK_RESPONSE_ACCEPT && *place != NULL)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (*place));
  g_clear_object (place);
  return file;
}

char *
reader_file_chooser_take_path (GtkNativeDialog **place, int response)
{
  g_autoptr (GFile) file = reader_file_chooser_take_file (place, response);

  return file != NULL ? g_file_get_path (file) : NULL;
}
