/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-import-dialog.h"

#include "dialogs/reader-import-job.h"
#include "dialogs/reader-import-row.h"
#include "library/tri-library-entities.h"
#include "library/tri-library-works.h"
#include "tri-fold.h"

#include <glib/gi18n.h>

struct _ReaderImportDialog
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkWidget *cancel_button;
  GtkWidget *import_button;
  GtkWidget *problem_group;
  GtkLabel *problem;
  AdwPreferencesGroup *files;
  AdwComboRow *work_row;
  GtkEditable *title_row;
  AdwComboRow *kind_row;
  AdwComboRow *register_row;
  GtkProgressBar *progress;

  ReaderSession *session;
  GPtrArray *rows;
  GPtrArray *works;
  GArray *registers;
  char *register_path;
  GtkNativeDialog *chooser;
  GCancellable *looking;
  GCancellable *importing;
  ReaderImportJob *job;
  guint progress_id;
  guint last_register;
  gboolean has_suggested;
};

#define SHORTEST_NAME 5
#define MAX_ENTITIES 400

G_DEFINE_FINAL_TYPE (ReaderImportDialog, reader_import_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_IMPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Return imports, unless the reader went elsewhere with the keyboard already. */
static void
focus_import (ReaderImportDialog *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (!gtk_widget_get_visible (self->import_button)
      || (focus != NULL && focus != self->cancel_button))
    return;
  gtk_widget_grab_focus (self->import_button);
}

static void
update (ReaderImportDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "import.start",
                                 reader_import_dialog_is_ready (self));
  if (self->importing == NULL)
    gtk_stack_set_visible_child_name (self->stack, self->rows->len > 0 ? "files" : "empty");
  gtk_widget_set_visible (self->import_button, self->rows->len > 0 && self->importing == NULL);
  focus_import (self);
}

/* The title of the work, as long as the reader has not written one: what a file says it is, or the
 * title of the first text. */
static void
suggest_title (ReaderImportDialog *self)
{
  if (*gtk_editable_get_text (self->title_row) != '\0')
    return;

  for (guint i = 0; i < self->rows->len; i++)
    {
      ReaderImportFile *file = reader_import_row_get_file (g_ptr_array_index (self->rows, i));
      const char *title = NULL;

      if (file->preview != NULL)
        title = file->preview->work_title != NULL ? file->preview->work_title : file->title;
      if (title != NULL && *title != '\0')
        {
          gtk_editable_set_text (self->title_row, title);
          return;
        }
    }
}

/* Whether one of the better known entities of the library is named where the file begins. */
static gboolean
names_someone (ReaderImportFile *file,
               GPtrArray *entities)
{
  for (guint i = 0; i < file->preview->texts->len; i++)
    {
      TriPreviewText *text = &g_array_index (file->preview->texts, TriPreviewText, i);
      g_autofree char *words = g_strjoin (" ",
                                          text->title != NULL ? text->title : "",
                                          text->beginning != NULL ? text->beginning : "",
                                          NULL);
      g_autofree char *folded = tri_fold (words);

      for (guint j = 0; j < entities->len; j++)
        {
          g_autofree char *name = tri_fold (tri_entity_get_name (g_ptr_array_index (entities, j),
                                                                 text->lang));

          if (strlen (name) >= SHORTEST_NAME && strstr (folded, name) != NULL)
            return TRUE;
        }
    }

  return FALSE;
}

/* The only register of the library is offered when the files speak of what stands in it. */
static void
suggest_register (ReaderImportDialog *self,
                  ReaderImportFile *file)
{
  TriEntityQuery query = { .type = -1,
                           .order = TRI_ENTITY_ORDER_MENTIONS,
                           .limit = MAX_ENTITIES,
                           .lang = file->lang };
  g_autoptr (GPtrArray) entities = NULL;

  if (self->registers->len != 1 || self->has_suggested || file->preview == NULL)
    return;

  entities = tri_library_list_entities (reader_session_get_library (self->session), &query, NULL);
  if (entities == NULL || !names_someone (file, entities))
    return;

  self->has_suggested = TRUE;
  adw_combo_row_set_selected (self->register_row, 1);
}

static void
file_looked_cb (ReaderImportDialog *self,
                ReaderImportFile *file)
{
  suggest_title (self);
  suggest_register (self, file);
  update (self);
}

static void
row_edited_cb (ReaderImportDialog *self)
{
  update (self);
}

static void
row_removed_cb (ReaderImportDialog *self,
                ReaderImportRow *row)
{
  adw_preferences_group_remove (self->files, GTK_WIDGET (row));
  g_ptr_array_remove (self->rows, row);
  update (self);
}

static void
add_file (ReaderImportDialog *self,
          const char *path)
{
  g_autoptr (ReaderImportFile) file = reader_import_file_new (path);
  GtkWidget *row = reader_import_row_new (file);

  adw_preferences_group_add (self->files, row);
  g_ptr_array_add (self->rows, row);
  g_signal_connect_object (row, "edited", G_CALLBACK (row_edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (row_removed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "changed", G_CALLBACK (file_looked_cb), self, G_CONNECT_SWAPPED);
  reader_import_file_look (file, self->session, self->looking);
}

static gboolean
has_file (ReaderImportDialog *self,
          const char *path)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      ReaderImportFile *file = reader_import_row_get_file (g_ptr_array_index (self->rows, i));

      if (g_str_equal (file->path, path))
        return TRUE;
    }

  return FALSE;
}

static void
chosen_cb (ReaderImportDialog *self,
           int response)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (self->chooser));

      reader_import_dialog_add_files (self, files);
    }

  g_clear_object (&self->chooser);
}

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

static void
register_chosen_cb (ReaderImportDialog *self,
                    int response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);

  if (file == NULL)
    {
      adw_combo_row_set_selected (self->register_row, self->last_register);
      return;
    }

  {
    g_autofree char *name = g_file_get_basename (file);

    g_free (self->register_path);
    self->register_path = g_file_get_path (file);
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->register_row), name);
  }
}

static void
choose_register (ReaderImportDialog *self)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Choose a Register"),
                                                               GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                                               NULL,
                                                               NULL);

  g_clear_object (&self->chooser);
  self->chooser = GTK_NATIVE_DIALOG (chooser);
  g_signal_connect_swapped (chooser, "response", G_CALLBACK (register_chosen_cb), self);
  gtk_native_dialog_show (self->chooser);
}

/* The entries: none, the registers of the library, a file. */
static void
register_selected_cb (ReaderImportDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->register_row);

  if (self->registers == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;

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

static void
work_selected_cb (ReaderImportDialog *self)
{
  gboolean is_new = adw_combo_row_get_selected (self->work_row) == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->title_row), is_new);
  gtk_widget_set_visible (GTK_WIDGET (self->kind_row), is_new);
}

static void
fill_works (ReaderImportDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->works = tri_library_list_works (reader_session_get_library (self->session), NULL);
  gtk_string_list_append (names, _ ("a new work"));
  for (guint i = 0; self->works != NULL && i < self->works->len; i++)
    gtk_string_list_append (names, ((TriWork *) g_ptr_array_index (self->works, i))->title);
  adw_combo_row_set_model (self->work_row, G_LIST_MODEL (names));
}

static void
fill_registers (ReaderImportDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GArray *registers = NULL;

  registers = tri_library_list_registers (reader_session_get_library (self->session), NULL);
  gtk_string_list_append (names, _ ("no register"));
  for (guint i = 0; registers != NULL && i < registers->len; i++)
    gtk_string_list_append (names, g_array_index (registers, TriRegister, i).title);
  gtk_string_list_append (names, _ ("a file…"));
  adw_combo_row_set_model (self->register_row, G_LIST_MODEL (names));
  self->registers = registers != NULL ? registers : g_array_new (FALSE, FALSE, 1);
}

static gboolean
progress_cb (gpointer user_data)
{
  ReaderImportDialog *self = user_data;

  gtk_progress_bar_set_fraction (self->progress, g_atomic_int_get (&self->job->progress) / 1000.0);

  return G_SOURCE_CONTINUE;
}

static void
end_import (ReaderImportDialog *self)
{
  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_clear_pointer (&self->job, reader_import_job_unref);
  g_clear_object (&self->importing);
  update (self);
}

static void
imported_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (ReaderImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 work = reader_import_job_run_finish (object, result, &error);

  /* Closed in between. */
  if (self->session == NULL)
    return;

  end_import (self);
  if (work != 0)
    {
      g_signal_emit (self, signals[SIGNAL_IMPORTED], 0, work);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_label_set_label (self->problem, error->message);
  gtk_widget_set_visible (self->problem_group, *gtk_label_get_label (self->problem) != '\0');
}

static ReaderImportJob *
make_job (ReaderImportDialog *self)
{
  static const char *const kinds[] = { "auto", "translations", "accounts" };
  ReaderImportJob *job = reader_import_job_new ();
  guint work = adw_combo_row_get_selected (self->work_row);
  guint reg = adw_combo_row_get_selected (self->register_row);

  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (
        job->files,
        g_object_ref (reader_import_row_get_file (g_ptr_array_index (self->rows, i))));

  job->kind = kinds[MIN (adw_combo_row_get_selected (self->kind_row), 2)];
  if (work > 0 && self->works != NULL && work <= self->works->len)
    job->work = ((TriWork *) g_ptr_array_index (self->works, work - 1))->id;
  else
    job->title = g_strdup (gtk_editable_get_text (self->title_row));
  if (self->register_path != NULL)
    job->register_path = g_strdup (self->register_path);
  else if (reg > 0 && reg <= self->registers->len)
    job->register_id = g_array_index (self->registers, TriRegister, reg - 1).id;

  return job;
}

static void
start_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  reader_import_dialog_start (READER_IMPORT_DIALOG (widget));
}

static void
choose_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  reader_import_dialog_choose (READER_IMPORT_DIALOG (widget));
}

static void
cancel_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  ReaderImportDialog *self = READER_IMPORT_DIALOG (widget);

  if (self->importing != NULL)
    g_cancellable_cancel (self->importing);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
reader_import_dialog_close_request (GtkWindow *window)
{
  ReaderImportDialog *self = READER_IMPORT_DIALOG (window);

  if (self->importing != NULL)
    g_cancellable_cancel (self->importing);

  return GTK_WINDOW_CLASS (reader_import_dialog_parent_class)->close_request (window);
}

static void
reader_import_dialog_dispose (GObject *object)
{
  ReaderImportDialog *self = READER_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->looking);
  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->job, reader_import_job_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_IMPORT_DIALOG);

  G_OBJECT_CLASS (reader_import_dialog_parent_class)->dispose (object);
}

static void
reader_import_dialog_finalize (GObject *object)
{
  ReaderImportDialog *self = READER_IMPORT_DIALOG (object);

  g_object_unref (self->looking);
  g_clear_object (&self->importing);
  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->works, g_ptr_array_unref);
  g_clear_pointer (&self->registers, g_array_unref);
  g_free (self->register_path);

  G_OBJECT_CLASS (reader_import_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (READER_TYPE_IMPORT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, problem_group);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, files);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, work_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, register_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, progress);
  gtk_widget_class_bind_template_callback (widget_class, work_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, register_selected_cb);
}

static void
reader_import_dialog_class_init (ReaderImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = reader_import_dialog_dispose;
  object_class->finalize = reader_import_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = reader_import_dialog_close_request;

  signals[SIGNAL_IMPORTED] = g_signal_new ("imported",
                                           READER_TYPE_IMPORT_DIALOG,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           1,
                                           G_TYPE_INT64);

  gtk_widget_class_install_action (widget_class, "import.start", NULL, start_action);
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "import.cancel", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Return,
                                       GDK_CONTROL_MASK,
                                       "import.start",
                                       NULL);
  bind_template (widget_class);
}

static void
reader_import_dialog_init (ReaderImportDialog *self)
{
  self->rows = g_ptr_array_new ();
  self->looking = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * reader_import_dialog_new:
 * @session: the library to import into
 *
 * Returns: (transfer none): a dialog without files, not shown yet
 */
GtkWidget *
reader_import_dialog_new (ReaderSession *session)
{
  ReaderImportDialog *self = g_object_new (READER_TYPE_IMPORT_DIALOG, NULL);

  self->session = g_object_ref (session);
  fill_works (self);
  fill_registers (self);

  return GTK_WIDGET (self);
}

/**
 * reader_import_dialog_add_files:
 * @files: (element-type GFile): local files; those that stand there already are left out
 */
void
reader_import_dialog_add_files (ReaderImportDialog *self,
                                GListModel *files)
{
  g_return_if_fail (READER_IS_IMPORT_DIALOG (self));

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL && !has_file (self, path))
        add_file (self, path);
    }

  update (self);
}

/**
 * reader_import_dialog_is_ready:
 *
 * Returns: whether all files were looked into and can be imported
 */
gboolean
reader_import_dialog_is_ready (ReaderImportDialog *self)
{
  g_return_val_if_fail (READER_IS_IMPORT_DIALOG (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    if (!reader_import_file_is_ready (
            reader_import_row_get_file (g_ptr_array_index (self->rows, i))))
      return FALSE;

  return self->rows->len > 0 && self->importing == NULL;
}

/**
 * reader_import_dialog_start:
 *
 * Imports what is ready. "imported" says when it is done; on an error the dialog says what is wrong
 * and stays.
 */
void
reader_import_dialog_start (ReaderImportDialog *self)
{
  g_return_if_fail (READER_IS_IMPORT_DIALOG (self));

  if (!reader_import_dialog_is_ready (self))
    return;

  gtk_widget_set_visible (self->problem_group, FALSE);
  gtk_label_set_label (self->problem, "");
  self->job = make_job (self);
  self->importing = g_cancellable_new ();
  self->progress_id = g_timeout_add (100, progress_cb, self);
  gtk_stack_set_visible_child_name (self->stack, "progress");
  update (self);
  reader_import_job_run_async (self->job,
                               self->session,
                               self->importing,
                               imported_cb,
                               g_object_ref (self));
}

/**
 * reader_import_dialog_choose:
 *
 * Lets the reader choose files to add.
 */
void
reader_import_dialog_choose (ReaderImportDialog *self)
{
  GtkFileChooserNative *chooser = NULL;

  g_return_if_fail (READER_IS_IMPORT_DIALOG (self));

  chooser = gtk_file_chooser_native_new (_ ("Choose Texts"),
                                         GTK_WINDOW (self),
                                         GTK_FILE_CHOOSER_ACTION_OPEN,
                                         NULL,
                                         NULL);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  add_filters (GTK_FILE_CHOOSER (chooser));
  g_clear_object (&self->chooser);
  self->chooser = GTK_NATIVE_DIALOG (chooser);
  g_signal_connect_swapped (chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (self->chooser);
}
