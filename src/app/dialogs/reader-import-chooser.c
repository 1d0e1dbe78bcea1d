/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-import-chooser.h"

#include "formats/tri-format.h"

#include <glib/gi18n.h>

static void
add_filters (GtkFileChooser *chooser)
{
  const TriFormat *const *formats = tri_formats_get_all ();
  g_autoptr (GtkFileFilter) texts = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (texts, _ ("Texts"));
  for (guint i = 0; formats[i] != NULL; i++)
    for (guint j = 0; formats[i]->extensions[j] != NULL; j++)
      gtk_file_filter_add_suffix (texts, formats[i]->extensions[j]);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, texts);
  gtk_file_chooser_add_filter (chooser, all);
}

GtkNativeDialog *
reader_import_chooser_new (GtkWindow *parent,
                           gboolean is_folder)
{
  GtkFileChooserNative *chooser = NULL;

  chooser = gtk_file_chooser_native_new (is_folder ? _ ("Choose a Folder of Texts")
                                                   : _ ("Choose Texts"),
                                         parent,
                                         is_folder ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER
                                                   : GTK_FILE_CHOOSER_ACTION_OPEN,
                                         NULL,
                                         NULL);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  if (!is_folder)
    add_filters (GTK_FILE_CHOOSER (chooser));

  return GTK_NATIVE_DIALOG (chooser);
}
