/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-import-target.h"

#include "dialogs/reader-choice-words.h"
#include "dialogs/reader-file-chooser.h"
#include "dialogs/reader-import-words.h"
#include "library/tri-library-entities.h"
#include "library/tri-library-works.h"
#include "reader-words.h"

#include <glib/gi18n.h>

struct _ReaderImportTarget
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *work_row;
  GtkEditable *title_row;
  GtkLabel *warning;
  AdwComboRow *kind_row;
  AdwComboRow *tie_row;
  AdwComboRow *register_row;

  GPtrArray *files;
  GPtrArray *works;
  GArray *registers;
  char *register_path;
  GtkNativeDialog *chooser;
  guint last_register;
  /* What the reader has written or chosen is not suggested any more. */
  gboolean title_is_chosen;
  gboolean register_is_chosen;
  gboolean is_suggesting;
};

G_DEFINE_FINAL_TYPE (ReaderImportTarget, reader_import_target, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
is_new_work (ReaderImportTarget *self)
{
  return adw_combo_row_get_selected (self->work_row) == 0;
}

static gboolean
is_same_title (const char *a,
               const char *b)
{
  g_autofree char *one = g_utf8_casefold (a, -1);
  g_autofree char *other = g_utf8_casefold (b, -1);

  return g_str_equal (g_strstrip (one), g_strstrip (other));
}

static guint
count_works_called (ReaderImportTarget *self,
                    const char *title)
{
  guint n_works = 0;

  for (guint i = 0; self->works != NULL && i < self->works->len; i++)
    n_works += is_same_title (((TriWork *) g_ptr_array_index (self->works, i))->title, title);

  return n_works;
}

/* Two works may have one title, but rarely because the reader wants it. */
static void
update_warning (ReaderImportTarget *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->warning),
                          is_new_work (self)
                              && count_works_called (self,
                                                     gtk_editable_get_text (self->title_row))
                                     > 0);
}

/* How it will be, in words. */
static void
update_tie (ReaderImportTarget *self)
{
  ReaderImportTie tie = (ReaderImportTie) adw_combo_row_get_selected (self->tie_row);
  g_autofree char *words = NULL;

  if (self->files == NULL)
    return;

  words = reader_import_words_dup_tie (self->files, tie, !is_new_work (self));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->tie_row), words);
}

static void
tie_selected_cb (ReaderImportTarget *self)
{
  update_tie (self);
}

static void
title_changed_cb (ReaderImportTarget *self)
{
  if (!self->is_suggesting)
    self->title_is_chosen = *gtk_editable_get_text (self->title_row) != '\0';
  update_warning (self);
}

static void
work_selected_cb (ReaderImportTarget *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->title_row), is_new_work (self));
  gtk_widget_set_visible (GTK_WIDGET (self->kind_row), is_new_work (self));
  update_warning (self);
  update_tie (self);
}

static void
register_chosen_cb (ReaderImportTarget *self,
                    int response)
{
  g_autoptr (GFile) file = reader_file_chooser_take_file (&self->chooser, response);
  g_autofree char *name = NULL;

  if (file == NULL)
    {
      adw_combo_row_set_selected (self->register_row, self->last_register);
      return;
    }

  name = g_file_get_basename (file);
  g_free (self->register_path);
  self->register_path = g_file_get_path (file);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->register_row), name);
}

static void
choose_register (ReaderImportTarget *self)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Choose a Register"),
                                                               GTK_WINDOW (window),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                                               NULL,
                                                               NULL);

  reader_file_chooser_show (&self->chooser, chooser, G_CALLBACK (register_chosen_cb), self);
}

/* The entries: none, the registers of the library, a file. */
static void
register_selected_cb (ReaderImportTarget *self)
{
  guint selected = adw_combo_row_get_selected (self->register_row);

  if (self->registers == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;

  if (!self->is_suggesting)
    self->register_is_chosen = TRUE;
  if (selected == self->registers->len + 1)
    {
      choose_register (self);
      return;
    }

  g_clear_pointer (&self->register_path, g_free);
  self->last_register = selected;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->register_row),
                               _ ("A register of people, places and works"));
}

/* Of two works with one title, the languages say which is which. */
static char *
dup_name (ReaderImportTarget *self,
          TriWork *work)
{
  g_autofree char *languages = NULL;

  if (count_works_called (self, work->title) < 2)
    return g_strdup (work->title);

  languages = reader_words_dup_languages (work);

  return g_strdup_printf ("%s (%s)", work->title, languages);
}

static void
fill_works (ReaderImportTarget *self,
            ReaderSession *session)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->works = tri_library_list_works (reader_session_get_library (session), NULL);
  gtk_string_list_append (names, _ ("a new work"));
  for (guint i = 0; self->works != NULL && i < self->works->len; i++)
    gtk_string_list_take (names, dup_name (self, g_ptr_array_index (self->works, i)));
  adw_combo_row_set_model (self->work_row, G_LIST_MODEL (names));
  /* One that leaves no choice cannot be activated: Return imports there as elsewhere. */
  gtk_widget_set_receives_default (GTK_WIDGET (self->work_row),
                                   g_list_model_get_n_items (G_LIST_MODEL (names)) > 1);
}

static void
fill_registers (ReaderImportTarget *self,
                ReaderSession *session)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GArray *registers = NULL;

  registers = tri_library_list_registers (reader_session_get_library (session), NULL);
  gtk_string_list_append (names, _ ("no register"));
  for (guint i = 0; registers != NULL && i < registers->len; i++)
    gtk_string_list_append (names, g_array_index (registers, TriRegister, i).title);
  gtk_string_list_append (names, _ ("a file…"));
  self->is_suggesting = TRUE;
  adw_combo_row_set_model (self->register_row, G_LIST_MODEL (names));
  self->is_suggesting = FALSE;
  self->registers = registers != NULL ? registers : g_array_new (FALSE, FALSE, 1);
}

static const char *
get_title_of (ReaderImportFile *file)
{
  const TriPreview *preview = file->preview;

  if (preview == NULL || file->known_work != 0)
    return "";
  if (preview->work_title != NULL)
    return preview->work_title;
  if (preview->texts->len < 2)
    return file->title;

  return g_array_index (preview->texts, TriPreviewText, 0).title;
}

/* What most of the files are called; of equals, the first. */
static void
suggest_title (ReaderImportTarget *self,
               GPtrArray *files)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *best = "";
  guint most = 0;

  for (guint i = files->len; i > 0; i--)
    {
      const char *title = get_title_of (g_ptr_array_index (files, i - 1));
      char *folded = g_utf8_casefold (title, -1);
      guint n_files = GPOINTER_TO_UINT (g_hash_table_lookup (counts, g_strstrip (folded))) + 1;

      g_hash_table_insert (counts, folded, GUINT_TO_POINTER (n_files));
      if (*title != '\0' && n_files >= most)
        {
          most = n_files;
          best = title;
        }
    }

  gtk_editable_set_text (self->title_row, best);
}

/* The register with most names at the beginnings of the files. */
static void
suggest_register (ReaderImportTarget *self,
                  GPtrArray *files)
{
  guint best = 0;
  guint most = 0;

  for (guint i = 0; i < self->registers->len; i++)
    {
      guint n_names = 0;

      for (guint j = 0; j < files->len; j++)
        {
          ReaderImportFile *file = g_ptr_array_index (files, j);

          if (file->register_id == g_array_index (self->registers, TriRegister, i).id)
            n_names += file->n_names;
        }
      if (n_names > most)
        {
          most = n_names;
          best = i + 1;
        }
    }

  adw_combo_row_set_selected (self->register_row, best);
}

static void
reader_import_target_dispose (GObject *object)
{
  ReaderImportTarget *self = READER_IMPORT_TARGET (object);

  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_IMPORT_TARGET);

  G_OBJECT_CLASS (reader_import_target_parent_class)->dispose (object);
}

static void
reader_import_target_finalize (GObject *object)
{
  ReaderImportTarget *self = READER_IMPORT_TARGET (object);

  g_clear_pointer (&self->works, g_ptr_array_unref);
  g_clear_pointer (&self->registers, g_array_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self->register_path);

  G_OBJECT_CLASS (reader_import_target_parent_class)->finalize (object);
}

static void
reader_import_target_class_init (ReaderImportTargetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_import_target_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_import_target_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-import-target.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderImportTarget, work_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportTarget, title_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportTarget, warning);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportTarget, kind_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportTarget, register_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportTarget, tie_row);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, work_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, register_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, tie_selected_cb);
}

static void
reader_import_target_init (ReaderImportTarget *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  reader_choice_words_show_wholly (self->tie_row);
}

/**
 * reader_import_target_set_session:
 * @session: the library whose works and registers can be chosen
 */
void
reader_import_target_set_session (ReaderImportTarget *self,
                                  ReaderSession *session)
{
  g_return_if_fail (READER_IS_IMPORT_TARGET (self));

  fill_works (self, session);
  fill_registers (self, session);
}

/**
 * reader_import_target_suggest:
 * @files: (element-type ReaderImportFile): what is to be imported
 *
 * Offers a title and a register for what the files are, unless the reader has said so already.
 */
void
reader_import_target_suggest (ReaderImportTarget *self,
                              GPtrArray *files)
{
  g_return_if_fail (READER_IS_IMPORT_TARGET (self));

  self->is_suggesting = TRUE;
  if (!self->title_is_chosen)
    suggest_title (self, files);
  if (!self->register_is_chosen)
    suggest_register (self, files);
  self->is_suggesting = FALSE;
  g_clear_pointer (&self->files, g_ptr_array_unref);
  self->files = g_ptr_array_ref (files);
  update_tie (self);
}

/**
 * reader_import_target_set_work:
 * @work: of the library, as if the reader had chosen it
 */
void
reader_import_target_set_work (ReaderImportTarget *self,
                               gint64 work)
{
  g_return_if_fail (READER_IS_IMPORT_TARGET (self));

  for (guint i = 0; self->works != NULL && i < self->works->len; i++)
    if (((TriWork *) g_ptr_array_index (self->works, i))->id == work)
      adw_combo_row_set_selected (self->work_row, i + 1);
}

/**
 * reader_import_target_set_title:
 * @title: as if the reader had typed it
 */
void
reader_import_target_set_title (ReaderImportTarget *self,
                                const char *title)
{
  g_return_if_fail (READER_IS_IMPORT_TARGET (self));

  gtk_editable_set_text (self->title_row, title);
}

/**
 * reader_import_target_has_warning:
 *
 * Returns: whether the library has a work of that title already
 */
gboolean
reader_import_target_has_warning (ReaderImportTarget *self)
{
  g_return_val_if_fail (READER_IS_IMPORT_TARGET (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self->warning));
}

/**
 * reader_import_target_fill_job:
 * @job: what is told where the files go
 */
void
reader_import_target_fill_job (ReaderImportTarget *self,
                               ReaderImportJob *job)
{
  static const char *const kinds[] = { "auto", "translations", "accounts" };
  guint work = adw_combo_row_get_selected (self->work_row);
  guint reg = adw_combo_row_get_selected (self->register_row);

  g_return_if_fail (READER_IS_IMPORT_TARGET (self));

  job->tie = (ReaderImportTie) adw_combo_row_get_selected (self->tie_row);
  job->kind = kinds[MIN (adw_combo_row_get_selected (self->kind_row), 2)];
  if (work > 0 && self->works != NULL && work <= self->works->len)
    job->work = ((TriWork *) g_ptr_array_index (self->works, work - 1))->id;
  else
    job->title = g_strdup (gtk_editable_get_text (self->title_row));
  if (self->register_path != NULL)
    job->register_path = g_strdup (self->register_path);
  else if (reg > 0 && reg <= self->registers->len)
    job->register_id = g_array_index (self->registers, TriRegister, reg - 1).id;
}
