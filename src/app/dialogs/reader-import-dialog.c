/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-import-dialog.h"

#include "dialogs/reader-file-chooser.h"
#include "dialogs/reader-import-chooser.h"
#include "dialogs/reader-import-job.h"
#include "dialogs/reader-import-list.h"
#include "dialogs/reader-import-notes.h"
#include "dialogs/reader-import-paste.h"
#include "dialogs/reader-import-preview.h"
#include "dialogs/reader-import-progress.h"
#include "dialogs/reader-import-target.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

struct _ReaderImportDialog
{
  AdwWindow parent_instance;

  GtkStack *stack;
  AdwStatusPage *nothing;
  char *how; /* what that says while there is nothing else to say */
  GtkWidget *cancel_button;
  GtkWidget *choose_button;
  GtkWidget *import_button;
  GtkWidget *problem_group;
  GtkLabel *problem;
  ReaderImportNotes *notes;
  ReaderImportList *files;
  ReaderImportTarget *target;
  ReaderImportPreview *preview;
  ReaderImportProgress *progress;

  ReaderSession *session;
  GtkNativeDialog *chooser;
  GPtrArray *pasted; /* paths of files that go with the dialog */
};

G_DEFINE_FINAL_TYPE (ReaderImportDialog, reader_import_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_IMPORTED,
  SIGNAL_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Return imports, unless the reader went elsewhere with the keyboard already. */
static void
focus_import (ReaderImportDialog *self)
{
  if (gtk_widget_get_visible (self->import_button)
      && gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    gtk_widget_grab_focus (self->import_button);
}

/* Before it goes: else GTK would look for the next one, which is none that the reader chose. */
static void
leave_choose_button (ReaderImportDialog *self)
{
  if (!reader_import_list_is_empty (self->files)
      && gtk_window_get_focus (GTK_WINDOW (self)) == self->choose_button)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
}

static void
update (ReaderImportDialog *self)
{
  gboolean has_files = !reader_import_list_is_empty (self->files);
  gboolean is_importing = reader_import_dialog_is_importing (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "import.start",
                                 reader_import_dialog_is_ready (self));
  leave_choose_button (self);
  if (!is_importing)
    gtk_stack_set_visible_child_name (self->stack, has_files ? "files" : "empty");
  gtk_widget_set_visible (self->import_button, has_files && !is_importing);
  focus_import (self);
}

/* In place of what to do, where there are no files to say it above; %NULL: what to do. */
static void
say_nothing (ReaderImportDialog *self,
             const char *words)
{
  g_autofree char *safe = words != NULL ? g_markup_escape_text (words, -1) : NULL;

  adw_status_page_set_description (self->nothing, safe != NULL ? safe : self->how);
}

static void
files_changed_cb (ReaderImportDialog *self)
{
  GPtrArray *files = reader_import_list_get_files (self->files);
  const char *note = reader_import_list_get_note (self->files);

  reader_import_target_suggest (self->target, files);
  reader_import_preview_show (self->preview, files);
  reader_import_notes_show (self->notes, files, note);
  say_nothing (self, note);
  update (self);
}

static void
files_emptied_cb (ReaderImportDialog *self)
{
  if (gtk_window_get_focus (GTK_WINDOW (self)) != self->import_button)
    gtk_widget_grab_focus (self->choose_button);
}

static void
work_opened_cb (ReaderImportDialog *self,
                gint64 work)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, work);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
chosen_cb (ReaderImportDialog *self,
           int response)
{
  if (response == GTK_RESPONSE_ACCEPT && self->chooser != NULL)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (self->chooser));

      reader_import_dialog_add_files (self, files);
    }

  g_clear_object (&self->chooser);
}

static void
show_chooser (ReaderImportDialog *self,
              gboolean is_folder)
{
  GtkNativeDialog *chooser = reader_import_chooser_new (GTK_WINDOW (self), is_folder);

  reader_file_chooser_show (&self->chooser,
                            GTK_FILE_CHOOSER_NATIVE (chooser),
                            G_CALLBACK (chosen_cb),
                            self);
}

static void
say_problem (ReaderImportDialog *self,
             const char *words)
{
  gtk_label_set_label (self->problem, words);
  gtk_widget_set_visible (self->problem_group, *words != '\0');
}

/* A file that was made of words is needed until the library has it. */
static void
pasted_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ReaderImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *made = NULL;
  g_autoptr (GListModel) files = reader_import_paste_finish (result, &made, &error);

  if (made != NULL)
    g_ptr_array_add (self->pasted, g_strdup (made));
  /* Closed in between. */
  if (self->session == NULL)
    return;

  if (files != NULL)
    reader_import_dialog_add_files (self, files);
  say_problem (self, files != NULL ? "" : error->message);
  if (files == NULL)
    say_nothing (self, error->message);
}

static void
imported_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (ReaderImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 work = reader_import_job_run_finish (object, result, &error);
  g_autoptr (ReaderImportJob) job = NULL;

  /* Closed in between. */
  if (self->session == NULL)
    return;

  job = reader_import_progress_end (self->progress);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.cancel", TRUE);
  update (self);
  if (work != 0)
    {
      g_signal_emit (self,
                     signals[SIGNAL_IMPORTED],
                     0,
                     work,
                     job->kind_is_open,
                     job->tie == READER_IMPORT_TIE_NONE);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_problem (self, error->message);
}

/* The files that the library has already are left out. */
static ReaderImportJob *
make_job (ReaderImportDialog *self)
{
  ReaderImportJob *job = reader_import_job_new ();
  GPtrArray *files = reader_import_list_get_files (self->files);

  for (guint i = 0; i < files->len; i++)
    if (reader_import_file_is_new (g_ptr_array_index (files, i)))
      g_ptr_array_add (job->files, g_object_ref (g_ptr_array_index (files, i)));
  reader_import_target_fill_job (self->target, job);

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
  show_chooser (READER_IMPORT_DIALOG (widget), FALSE);
}

static void
choose_folder_action (GtkWidget *widget,
                      const char *name,
                      GVariant *parameter)
{
  show_chooser (READER_IMPORT_DIALOG (widget), TRUE);
}

static void
paste_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  reader_import_dialog_paste (READER_IMPORT_DIALOG (widget));
}

static void
cancel_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  ReaderImportDialog *self = READER_IMPORT_DIALOG (widget);

  if (reader_import_dialog_is_importing (self))
    {
      reader_import_progress_cancel (self->progress);
      gtk_widget_action_set_enabled (widget, "import.cancel", FALSE);
    }
  else
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
reader_import_dialog_close_request (GtkWindow *window)
{
  reader_import_progress_cancel (READER_IMPORT_DIALOG (window)->progress);

  return GTK_WINDOW_CLASS (reader_import_dialog_parent_class)->close_request (window);
}

static void
reader_import_dialog_dispose (GObject *object)
{
  ReaderImportDialog *self = READER_IMPORT_DIALOG (object);

  if (self->files != NULL)
    reader_import_list_stop (self->files);
  if (self->progress != NULL)
    reader_import_progress_cancel (self->progress);
  g_clear_object (&self->session);
  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_IMPORT_DIALOG);

  G_OBJECT_CLASS (reader_import_dialog_parent_class)->dispose (object);
}

static void
reader_import_dialog_finalize (GObject *object)
{
  ReaderImportDialog *self = READER_IMPORT_DIALOG (object);

  g_free (self->how);
  for (guint i = 0; i < self->pasted->len; i++)
    g_unlink (g_ptr_array_index (self->pasted, i));
  g_ptr_array_unref (self->pasted);

  G_OBJECT_CLASS (reader_import_dialog_parent_class)->finalize (object);
}

static guint
add_signal (const char *name,
            guint n_params)
{
  return g_signal_new (name,
                       READER_TYPE_IMPORT_DIALOG,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_params,
                       G_TYPE_INT64,
                       G_TYPE_BOOLEAN,
                       G_TYPE_BOOLEAN);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (READER_TYPE_IMPORT_LIST);
  g_type_ensure (READER_TYPE_IMPORT_NOTES);
  g_type_ensure (READER_TYPE_IMPORT_PREVIEW);
  g_type_ensure (READER_TYPE_IMPORT_PROGRESS);
  g_type_ensure (READER_TYPE_IMPORT_TARGET);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, nothing);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, choose_button);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, problem_group);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, files);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, target);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportDialog, notes);
  gtk_widget_class_bind_template_callback (widget_class, files_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, files_emptied_cb);
  gtk_widget_class_bind_template_callback (widget_class, work_opened_cb);
}

static void
reader_import_dialog_class_init (ReaderImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = reader_import_dialog_dispose;
  object_class->finalize = reader_import_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = reader_import_dialog_close_request;

  signals[SIGNAL_IMPORTED] = add_signal ("imported", 3);
  signals[SIGNAL_OPENED] = add_signal ("opened", 1);

  gtk_widget_class_install_action (widget_class, "import.start", NULL, start_action);
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class,
                                   "import.choose-folder",
                                   NULL,
                                   choose_folder_action);
  gtk_widget_class_install_action (widget_class, "import.paste", NULL, paste_action);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_v,
                                       GDK_CONTROL_MASK,
                                       "import.paste",
                                       NULL);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "import.cancel", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Return,
                                       GDK_CONTROL_MASK,
                                       "import.start",
                                       NULL);
  bind_template (widget_class);
}

static gboolean
drop_cb (ReaderImportDialog *self,
         const GValue *value)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  if (reader_import_dialog_is_importing (self))
    return FALSE;

  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  reader_import_dialog_add_files (self, G_LIST_MODEL (files));

  return TRUE;
}

/* GTK would begin with the first button of the bar, which cancels. Who presses Return before the
 * files were looked into means to import them: until then it does nothing. */
static void
shown_cb (ReaderImportDialog *self)
{
  if (reader_import_list_is_empty (self->files))
    gtk_widget_grab_focus (self->choose_button);
  else if (gtk_window_get_focus (GTK_WINDOW (self)) == self->cancel_button)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
}

static void
reader_import_dialog_init (ReaderImportDialog *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->pasted = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->how = g_strdup (adw_status_page_get_description (self->nothing));
  g_signal_connect_after (self, "show", G_CALLBACK (shown_cb), NULL);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
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
  reader_import_list_set_session (self->files, session);
  reader_import_target_set_session (self->target, session);

  return GTK_WIDGET (self);
}

/**
 * reader_import_dialog_add_files:
 * @files: (element-type GFile): files, and folders of them; those that stand there already
 * are left out
 */
void
reader_import_dialog_add_files (ReaderImportDialog *self,
                                GListModel *files)
{
  g_return_if_fail (READER_IS_IMPORT_DIALOG (self));

  if (!reader_import_dialog_is_importing (self))
    reader_import_list_add_files (self->files, files);
}

/**
 * reader_import_dialog_paste:
 *
 * Adds what the clipboard holds: files, or words as a text of their own.
 */
void
reader_import_dialog_paste (ReaderImportDialog *self)
{
  g_return_if_fail (READER_IS_IMPORT_DIALOG (self));

  if (!reader_import_dialog_is_importing (self))
    reader_import_paste_async (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                               pasted_cb,
                               g_object_ref (self));
}

/**
 * reader_import_dialog_set_work:
 * @work: that the texts shall join, as if the reader had chosen it
 */
void
reader_import_dialog_set_work (ReaderImportDialog *self,
                               gint64 work)
{
  g_return_if_fail (READER_IS_IMPORT_DIALOG (self));

  reader_import_target_set_work (self->target, work);
}

/**
 * reader_import_dialog_is_importing:
 *
 * Returns: whether it takes no more files
 */
gboolean
reader_import_dialog_is_importing (ReaderImportDialog *self)
{
  g_return_val_if_fail (READER_IS_IMPORT_DIALOG (self), FALSE);

  return reader_import_progress_is_running (self->progress);
}

/**
 * reader_import_dialog_set_title:
 * @title: of the new work, as if the reader had typed it
 */
void
reader_import_dialog_set_title (ReaderImportDialog *self,
                                const char *title)
{
  g_return_if_fail (READER_IS_IMPORT_DIALOG (self));

  reader_import_target_set_title (self->target, title);
}

/**
 * reader_import_dialog_has_warning:
 *
 * Returns: whether the new work would have the title of another
 */
gboolean
reader_import_dialog_has_warning (ReaderImportDialog *self)
{
  g_return_val_if_fail (READER_IS_IMPORT_DIALOG (self), FALSE);

  return reader_import_target_has_warning (self->target);
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

  return !reader_import_dialog_is_importing (self) && reader_import_list_is_ready (self->files);
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
  g_autoptr (ReaderImportJob) job = NULL;

  g_return_if_fail (READER_IS_IMPORT_DIALOG (self));

  if (!reader_import_dialog_is_ready (self))
    return;

  say_problem (self, "");
  job = make_job (self);
  reader_import_progress_run_async (self->progress,
                                    job,
                                    self->session,
                                    imported_cb,
                                    g_object_ref (self));
  /* It may take a while: meanwhile the reader can go on reading. */
  gtk_window_set_modal (GTK_WINDOW (self), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "progress");
  update (self);
}
