/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-import-row.h"

#include "dialogs/reader-choice-words.h"
#include "dialogs/reader-import-words.h"
#include "dialogs/reader-language-chooser.h"
#include "reader-words.h"

#include <glib/gi18n.h>

struct _ReaderImportRow
{
  AdwExpanderRow parent_instance;

  ReaderLanguageChooser *language;
  AdwComboRow *format_row;
  GtkWidget *order;
  GtkEditable *title_row;
  GtkEditable *author_row;
  GtkWidget *texts_row;
  GtkLabel *texts;
  GtkWidget *open_button;

  ReaderImportFile *file;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (ReaderImportRow, reader_import_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  SIGNAL_EDITED,
  SIGNAL_REMOVED,
  SIGNAL_MOVED,
  SIGNAL_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* libadwaita 1.7 puts the head of the row into a list of its own, of a role that cannot have a
 * name: not it but the head shall have the keyboard. */
static void
skip_lists (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (GTK_IS_LIST_BOX (widget)
      && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget))
             == GTK_ACCESSIBLE_ROLE_GENERIC)
    gtk_widget_set_focusable (widget, FALSE);
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    skip_lists (child);
}

static void
set_words (ReaderImportRow *self,
           const char *title,
           const char *subtitle)
{
  g_autofree char *safe_title = g_markup_escape_text (title, -1);
  g_autofree char *safe_subtitle = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), safe_title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), safe_subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  subtitle,
                                  -1);
}

/* As what it may be read; one format is no choice. */
static void
show_formats (ReaderImportRow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *formats = self->file->formats;
  guint selected = 0;

  gtk_widget_set_visible (GTK_WIDGET (self->format_row), formats != NULL && formats->len > 1);
  for (guint i = 0; formats != NULL && i < formats->len; i++)
    {
      const TriFormat *format = g_ptr_array_index (formats, i);

      gtk_string_list_append (names, _ (format->label));
      if (format == reader_import_file_get_format (self->file))
        selected = i;
    }
  self->is_filling = TRUE;
  adw_combo_row_set_model (self->format_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->format_row, selected);
  self->is_filling = FALSE;
}

/* What can be said of the texts; of a file that cannot be read only as what else to read it. */
static void
show_body (ReaderImportRow *self,
           gboolean has_text)
{
  gboolean has_formats = self->file->formats != NULL && self->file->formats->len > 1
                         && self->file->known_work == 0;

  show_formats (self);
  gtk_widget_set_visible (GTK_WIDGET (self->title_row), has_text);
  gtk_widget_set_visible (GTK_WIDGET (self->author_row), has_text);
  gtk_widget_set_visible (self->texts_row, FALSE);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), has_text || has_formats);
}

static void
show_error (ReaderImportRow *self)
{
  g_autofree char *name = reader_import_file_dup_name (self->file);

  set_words (self, name, self->file->error->message);
  gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->language), FALSE);
  show_body (self, FALSE);
}

/* Nothing of it can be changed: it is not imported again. */
static void
show_known (ReaderImportRow *self)
{
  g_autofree char *name = reader_import_file_dup_name (self->file);
  g_autofree char *words = NULL;

  words = g_strdup_printf (_ ("Is in the library already, in “%s”: it is left out"),
                           self->file->known_title);
  set_words (self, name, words);
  gtk_widget_set_visible (GTK_WIDGET (self->language), FALSE);
  gtk_widget_set_visible (self->open_button, TRUE);
  show_body (self, FALSE);
}

/* What the file is in itself: texts, links between others, names. */
static char *
describe_content (ReaderImportFile *file)
{
  TriPreview *preview = file->preview;
  guint n_texts = preview->texts->len;

  if ((preview->format->flags & TRI_FORMAT_LINKS) != 0)
    return reader_import_words_dup_linked (preview);
  if (n_texts == 0)
    return g_strdup (preview->n_entities > 0 ? _ ("a register of names") : _ ("no text"));
  if ((preview->format->flags & TRI_FORMAT_UNITS) != 0)
    return reader_import_words_dup_languages (preview);

  return n_texts == 1
             ? NULL
             : g_strdup_printf (ngettext ("%u text", "%u texts", n_texts), n_texts);
}

static char *
describe (ReaderImportFile *file)
{
  g_autofree char *name = reader_import_file_dup_name (file);
  g_autofree char *content = describe_content (file);
  const char *format = _ (file->preview->format->label);

  return content == NULL ? g_strdup_printf ("%s · %s", name, format)
                         : g_strdup_printf ("%s · %s · %s", name, format, content);
}

/* One line for each of several texts: language, title. */
static char *
dup_beginning (ReaderImportFile *file)
{
  GArray *texts = file->preview->texts;
  GString *lines = g_string_new (NULL);

  for (guint i = 0; texts->len > 1 && i < MIN (texts->len, TRI_PREVIEW_TEXTS); i++)
    {
      TriPreviewText *text = &g_array_index (texts, TriPreviewText, i);
      g_autofree char *language = reader_words_dup_language (text->lang);

      g_string_append_printf (lines,
                              "%s%s: %s",
                              i > 0 ? "\n" : "",
                              language,
                              text->title != NULL ? text->title : "");
    }

  return g_string_free (lines, FALSE);
}

static gboolean
needs_language (ReaderImportFile *file)
{
  GArray *texts = file->preview->texts;

  for (guint i = 0; i < texts->len; i++)
    if (texts->len == 1 || *g_array_index (texts, TriPreviewText, i).lang == '\0')
      return TRUE;

  return FALSE;
}

static void
show_preview (ReaderImportRow *self)
{
  ReaderImportFile *file = self->file;
  g_autofree char *name = reader_import_file_dup_name (file);
  g_autofree char *subtitle = describe (file);
  g_autofree char *beginning = dup_beginning (file);
  gboolean is_single = file->preview->texts->len == 1;
  const char *title = is_single ? file->title : file->preview->work_title;

  set_words (self, title != NULL && *title != '\0' ? title : name, subtitle);
  gtk_label_set_label (self->texts, beginning);
  self->is_filling = TRUE;
  reader_language_chooser_set_lang (self->language, file->lang);
  gtk_editable_set_text (self->title_row, file->title);
  gtk_editable_set_text (self->author_row, file->author);
  self->is_filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->language), needs_language (file));
  show_body (self, is_single);
  if (*beginning == '\0')
    return;

  gtk_widget_set_visible (self->texts_row, TRUE);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), TRUE);
}

static void
file_changed_cb (ReaderImportRow *self)
{
  g_autofree char *name = reader_import_file_dup_name (self->file);

  gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_widget_set_visible (self->open_button, FALSE);
  if (self->file->error != NULL)
    show_error (self);
  else if (self->file->known_work != 0)
    show_known (self);
  else if (self->file->preview != NULL)
    show_preview (self);
  else
    set_words (self, name, _ ("Looking into the file…"));

  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
take (char **place,
      const char *words)
{
  g_free (*place);
  *place = g_strdup (words);
}

static void
edited_cb (ReaderImportRow *self)
{
  if (self->is_filling || self->file == NULL)
    return;

  self->file->is_edited = TRUE;
  take (&self->file->lang, reader_language_chooser_get_lang (self->language));
  take (&self->file->title, gtk_editable_get_text (self->title_row));
  take (&self->file->author, gtk_editable_get_text (self->author_row));
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
format_selected_cb (ReaderImportRow *self)
{
  guint selected = adw_combo_row_get_selected (self->format_row);

  if (self->is_filling || self->file == NULL || self->file->formats == NULL
      || selected >= self->file->formats->len)
    return;

  reader_import_file_set_format (self->file, g_ptr_array_index (self->file->formats, selected));
}

static void
remove_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_REMOVED], 0);
}

static void
up_action (GtkWidget *widget,
           const char *name,
           GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_MOVED], 0, -1);
}

static void
down_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_MOVED], 0, 1);
}

static void
open_cb (ReaderImportRow *self)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static void
reader_import_row_dispose (GObject *object)
{
  ReaderImportRow *self = READER_IMPORT_ROW (object);

  g_clear_object (&self->file);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_IMPORT_ROW);

  G_OBJECT_CLASS (reader_import_row_parent_class)->dispose (object);
}

static guint
add_signal (const char *name,
            guint n_params)
{
  return g_signal_new (name,
                       READER_TYPE_IMPORT_ROW,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_params,
                       G_TYPE_INT);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "file.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "file.up", NULL, up_action);
  gtk_widget_class_install_action (widget_class, "file.down", NULL, down_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "file.up", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Down,
                                       GDK_ALT_MASK,
                                       "file.down",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "file.remove", NULL);
}

static void
reader_import_row_class_init (ReaderImportRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_import_row_dispose;

  signals[SIGNAL_EDITED] = add_signal ("edited", 0);
  signals[SIGNAL_REMOVED] = add_signal ("removed", 0);
  signals[SIGNAL_MOVED] = add_signal ("moved", 1);
  signals[SIGNAL_OPENED] = add_signal ("opened", 0);

  install_actions (widget_class);
  g_type_ensure (READER_TYPE_LANGUAGE_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-import-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderImportRow, language);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportRow, title_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportRow, author_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportRow, texts_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportRow, texts);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportRow, format_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportRow, order);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportRow, open_button);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
reader_import_row_init (ReaderImportRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  skip_lists (GTK_WIDGET (self));
  reader_choice_words_show_wholly (self->format_row);
}

/**
 * reader_import_row_new:
 * @file: the file; the row writes into it what the reader corrects
 *
 * Returns: (transfer none): a row of a list
 */
GtkWidget *
reader_import_row_new (ReaderImportFile *file)
{
  ReaderImportRow *self = g_object_new (READER_TYPE_IMPORT_ROW, NULL);

  self->file = g_object_ref (file);
  g_signal_connect_object (file,
                           "changed",
                           G_CALLBACK (file_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  file_changed_cb (self);

  return GTK_WIDGET (self);
}

/**
 * reader_import_row_get_file:
 *
 * Returns: (transfer none): the file
 */
ReaderImportFile *
reader_import_row_get_file (ReaderImportRow *self)
{
  g_return_val_if_fail (READER_IS_IMPORT_ROW (self), NULL);

  return self->file;
}

/**
 * reader_import_row_set_place:
 * @index: which of the files it is
 * @n_files: how many there are
 *
 * The first cannot go up, the last cannot go down, and one alone has no order.
 */
void
reader_import_row_set_place (ReaderImportRow *self,
                             guint index,
                             guint n_files)
{
  g_return_if_fail (READER_IS_IMPORT_ROW (self));

  gtk_widget_set_visible (self->order, n_files > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "file.up", index > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "file.down", index + 1 < n_files);
}
