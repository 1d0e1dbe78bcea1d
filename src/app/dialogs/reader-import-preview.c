/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-import-preview.h"

#include "dialogs/reader-import-file.h"
#include "reader-words.h"

#include <glib/gi18n.h>

/* More columns would be too narrow to be read. */
#define MAX_COLUMNS 4
#define COLUMN_CHARS 12
#define MAX_LINES 3
/* All of it is seen with the page: a list that scrolls in one that scrolls holds the wheel up. */
#define MAX_ROWS 5

struct _ReaderImportPreview
{
  AdwPreferencesGroup parent_instance;

  GtkGrid *grid;
  GtkLabel *more;
};

G_DEFINE_FINAL_TYPE (ReaderImportPreview, reader_import_preview, ADW_TYPE_PREFERENCES_GROUP)

static void
set_language (GtkLabel *label,
              const char *lang)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes,
                          pango_attr_language_new (pango_language_from_string (lang)));
  gtk_label_set_attributes (label, attributes);
}

static GtkWidget *
add_label (ReaderImportPreview *self,
           const char *words,
           const char *lang,
           int column,
           int row)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), COLUMN_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), COLUMN_CHARS);
  gtk_label_set_lines (GTK_LABEL (label), MAX_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  if (lang != NULL && *lang != '\0')
    set_language (GTK_LABEL (label), lang);
  gtk_grid_attach (self->grid, label, column, row, 1, 1);

  return label;
}

static void
add_text (ReaderImportPreview *self,
          ReaderImportFile *file,
          guint index,
          int column)
{
  TriPreviewText *text = &g_array_index (file->preview->texts, TriPreviewText, index);
  const char *lang = reader_import_file_get_lang (file, index);
  g_autofree char *language = reader_words_dup_language (lang);
  GtkWidget *head = add_label (self,
                               language,
                               NULL,
                               column,
                               0);

  gtk_widget_add_css_class (head, "heading");
  for (guint i = 0; i < MIN (text->passages->len, MAX_ROWS); i++)
    add_label (self, g_ptr_array_index (text->passages, i), lang, column, (int) i + 1);
}

static void
clear (ReaderImportPreview *self)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

static void
say_more (ReaderImportPreview *self,
          guint n_texts)
{
  guint n_more = n_texts > MAX_COLUMNS ? n_texts - MAX_COLUMNS : 0;
  g_autofree char *words = g_strdup_printf (ngettext ("and %u more text",
                                                      "and %u more texts",
                                                      n_more),
                                            n_more);

  gtk_label_set_label (self->more, words);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n_more > 0);
}

static void
reader_import_preview_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), READER_TYPE_IMPORT_PREVIEW);

  G_OBJECT_CLASS (reader_import_preview_parent_class)->dispose (object);
}

static void
reader_import_preview_class_init (ReaderImportPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_import_preview_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-import-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderImportPreview, grid);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportPreview, more);
}

static void
reader_import_preview_init (ReaderImportPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reader_import_preview_show:
 * @files: (element-type ReaderImportFile): what is to be imported, in order
 *
 * Shows the first passages of the first few texts.
 */
void
reader_import_preview_show (ReaderImportPreview *self,
                            GPtrArray *files)
{
  guint n_texts = 0;

  g_return_if_fail (READER_IS_IMPORT_PREVIEW (self));

  clear (self);
  for (guint i = 0; i < files->len; i++)
    {
      ReaderImportFile *file = g_ptr_array_index (files, i);

      for (guint j = 0; reader_import_file_is_new (file) && j < file->preview->texts->len; j++)
        if (n_texts++ < MAX_COLUMNS)
          add_text (self, file, j, (int) n_texts - 1);
    }
  say_more (self, n_texts);
  gtk_widget_set_visible (GTK_WIDGET (self), n_texts > 0);
}
