/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-import-row.h"

#include "dialogs/reader-language-chooser.h"
#include "reader-words.h"

#include <glib/gi18n.h>

struct _ReaderImportRow
{
  AdwExpanderRow parent_instance;

  ReaderLanguageChooser *language;
  GtkEditable *title_row;
  GtkEditable *author_row;
  GtkLabel *beginning;
  GtkWidget *open_button;

  ReaderImportFile *file;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (ReaderImportRow, reader_import_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  SIGNAL_EDITED,
  SIGNAL_REMOVED,
  SIGNAL_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_format_words (const TriFormat *format)
{
  if (g_str_equal (format->nick, "tei"))
    return "TEI";
  if (g_str_equal (format->nick, "markdown"))
    return "Markdown";
  if (g_str_equal (format->nick, "plain"))
    return _ ("plain text");

  return format->nick;
}

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

static void
show_error (ReaderImportRow *self)
{
  g_autofree char *name = reader_import_file_dup_name (self->file);

  set_words (self, name, self->file->error->message);
  gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->language), FALSE);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), FALSE);
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
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), FALSE);
}

static char *
describe (ReaderImportFile *file)
{
  g_autofree char *name = reader_import_file_dup_name (file);
  guint n_texts = file->preview->texts->len;
  g_autofree char *texts = NULL;

  if (n_texts == 1)
    return g_strdup_printf ("%s · %s", name, get_format_words (file->preview->format));

  texts = g_strdup_printf (ngettext ("%u text", "%u texts", n_texts), n_texts);

  return g_strdup_printf ("%s · %s · %s", name, get_format_words (file->preview->format), texts);
}

/* The beginning of the only text, or one line for each: language, title. */
static char *
dup_beginning (ReaderImportFile *file)
{
  GArray *texts = file->preview->texts;
  GString *lines = g_string_new (NULL);

  if (texts->len == 1)
    g_string_append (lines, g_array_index (texts, TriPreviewText, 0).beginning);

  for (guint i = 0; texts->len > 1 && i < texts->len; i++)
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
  gtk_label_set_label (self->beginning, beginning);
  self->is_filling = TRUE;
  reader_language_chooser_set_lang (self->language, file->lang);
  gtk_editable_set_text (self->title_row, file->title);
  gtk_editable_set_text (self->author_row, file->author);
  self->is_filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->language), needs_language (file));
  gtk_widget_set_visible (GTK_WIDGET (self->title_row), is_single);
  gtk_widget_set_visible (GTK_WIDGET (self->author_row), is_single);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), TRUE);
}

static void
file_changed_cb (ReaderImportRow *self)
{
  g_autofree char *name = reader_import_file_dup_name (self->file);

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

  take (&self->file->lang, reader_language_chooser_get_lang (self->language));
  take (&self->file->title, gtk_editable_get_text (self->title_row));
  take (&self->file->author, gtk_editable_get_text (self->author_row));
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
remove_cb (ReaderImportRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
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
add_signal (const char *name)
{
  return g_signal_new (name,
                       READER_TYPE_IMPORT_ROW,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
reader_import_row_class_init (ReaderImportRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_import_row_dispose;

  signals[SIGNAL_EDITED] = add_signal ("edited");
  signals[SIGNAL_REMOVED] = add_signal ("removed");
  signals[SIGNAL_OPENED] = add_signal ("opened");

  g_type_ensure (READER_TYPE_LANGUAGE_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-import-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderImportRow, language);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportRow, title_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportRow, author_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportRow, beginning);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportRow, open_button);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
reader_import_row_init (ReaderImportRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  skip_lists (GTK_WIDGET (self));
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
