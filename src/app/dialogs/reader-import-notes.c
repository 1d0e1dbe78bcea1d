/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-import-notes.h"

#include "dialogs/reader-import-words.h"

struct _ReaderImportNotes
{
  AdwPreferencesGroup parent_instance;

  GtkBox *lines;
  char *said;
};

G_DEFINE_FINAL_TYPE (ReaderImportNotes, reader_import_notes, ADW_TYPE_PREFERENCES_GROUP)

static void
add_line (ReaderImportNotes *self,
          const char *words)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (self->lines, line);
}

static void
reader_import_notes_finalize (GObject *object)
{
  g_free (READER_IMPORT_NOTES (object)->said);

  G_OBJECT_CLASS (reader_import_notes_parent_class)->finalize (object);
}

static void
reader_import_notes_class_init (ReaderImportNotesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_import_notes_finalize;
}

static void
reader_import_notes_init (ReaderImportNotes *self)
{
  self->said = g_strdup ("");
  self->lines = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->lines));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * reader_import_notes_show:
 * @files: (element-type ReaderImportFile): what is to be imported
 * @note: (nullable): what became of the files that were added last
 *
 * Says what there is to say of them. Lines are made anew only when they say something else: whoever
 * reads them is not interrupted.
 */
void
reader_import_notes_show (ReaderImportNotes *self,
                          GPtrArray *files,
                          const char *note)
{
  g_autoptr (GPtrArray) warnings = reader_import_words_list_warnings (files);
  g_autofree char *all = NULL;
  GtkWidget *child = NULL;

  g_return_if_fail (READER_IS_IMPORT_NOTES (self));

  if (note != NULL)
    g_ptr_array_add (warnings, g_strdup (note));
  g_ptr_array_add (warnings, NULL);
  all = g_strjoinv ("\n", (char **) warnings->pdata);
  if (g_str_equal (all, self->said))
    return;

  g_free (self->said);
  self->said = g_steal_pointer (&all);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->lines))) != NULL)
    gtk_box_remove (self->lines, child);
  for (guint i = 0; i + 1 < warnings->len; i++)
    add_line (self, g_ptr_array_index (warnings, i));
  gtk_widget_set_visible (GTK_WIDGET (self), warnings->len > 1);
}
