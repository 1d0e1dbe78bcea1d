/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-replace-dialog.h"

#include "dialogs/reader-replace-job.h"
#include "dialogs/reader-replace-words.h"
#include "dialogs/reader-trial-frame.h"

#include <glib/gi18n.h>

struct _ReaderReplaceDialog
{
  AdwWindow parent_instance;

  ReaderTrialFrame *frame;
  AdwActionRow *file_row;
  AdwActionRow *passages_row;
  AdwPreferencesGroup *counts_group;
  AdwPreferencesGroup *open_group;

  ReaderSession *session;
  TriText *text;
  char *path;
  ReaderReplaceJob *job; /* that runs, or NULL */
  GCancellable *cancellable;
  guint progress_id;
};

G_DEFINE_FINAL_TYPE (ReaderReplaceDialog, reader_replace_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_BEGUN,
  SIGNAL_REPLACED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_report (ReaderReplaceDialog *self,
             const TriReplaceReport *report)
{
  g_autofree char *name = g_filename_display_basename (self->path);
  g_autofree char *passages = reader_replace_words_dup_passages (report);

  adw_action_row_set_subtitle (self->file_row, name);
  adw_action_row_set_subtitle (self->passages_row, passages);
  reader_replace_words_add_counts (self->counts_group, report);
  gtk_widget_set_visible (GTK_WIDGET (self->open_group),
                          reader_replace_words_add_items (self->open_group, report->items) > 0);
  reader_trial_frame_show_report (self->frame, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->file_row));
}

static gboolean
progress_cb (gpointer user_data)
{
  ReaderReplaceDialog *self = user_data;

  gtk_progress_bar_set_fraction (reader_trial_frame_get_progress (self->frame),
                                 g_atomic_int_get (&self->job->progress) / 1000.0);

  return G_SOURCE_CONTINUE;
}

static void
end_job (ReaderReplaceDialog *self)
{
  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_clear_pointer (&self->job, reader_replace_job_unref);
}

static void
run_job (ReaderReplaceDialog *self,
         gboolean dry_run,
         GAsyncReadyCallback callback)
{
  self->job = reader_replace_job_new (self->text, self->path, dry_run);
  reader_trial_frame_show_work (self->frame,
                                dry_run ? _ ("Comparing the Versions") : _ ("Replacing the Text"));
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    reader_trial_frame_focus_cancel (self->frame);
  self->progress_id = g_timeout_add (100, progress_cb, self);
  reader_replace_job_run_async (self->job,
                                self->session,
                                self->cancellable,
                                callback,
                                reader_trial_frame_lend (self));
}

static void
compared_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (ReaderReplaceDialog) self = reader_trial_frame_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (TriReplaceReport) report = reader_replace_job_run_finish (object, result, &error);

  if (self == NULL)
    return;

  end_job (self);
  if (report != NULL)
    show_report (self, report);
  else
    reader_trial_frame_show_problem (self->frame, error);
}

static void
replaced_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (ReaderReplaceDialog) self = reader_trial_frame_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (TriReplaceReport) report = reader_replace_job_run_finish (object, result, &error);

  if (self == NULL)
    return;

  end_job (self);
  if (report == NULL)
    {
      reader_trial_frame_show_problem (self->frame, error);
      return;
    }

  /* Whoever hears of it may close the window behind it. */
  gtk_window_set_transient_for (GTK_WINDOW (self), NULL);
  g_signal_emit (self,
                 signals[SIGNAL_REPLACED],
                 0,
                 report->is_stale,
                 tri_replace_report_count_open (report));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
start_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  ReaderReplaceDialog *self = READER_REPLACE_DIALOG (widget);

  if (!reader_replace_dialog_is_ready (self))
    return;

  g_signal_emit (self, signals[SIGNAL_BEGUN], 0);
  run_job (self, FALSE, replaced_cb);
}

static void
reader_replace_dialog_dispose (GObject *object)
{
  ReaderReplaceDialog *self = READER_REPLACE_DIALOG (object);

  /* Who closes it wants nothing of it. */
  g_cancellable_cancel (self->cancellable);
  end_job (self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_REPLACE_DIALOG);

  G_OBJECT_CLASS (reader_replace_dialog_parent_class)->dispose (object);
}

static void
reader_replace_dialog_finalize (GObject *object)
{
  ReaderReplaceDialog *self = READER_REPLACE_DIALOG (object);

  g_clear_object (&self->text);
  g_object_unref (self->cancellable);
  g_free (self->path);

  G_OBJECT_CLASS (reader_replace_dialog_parent_class)->finalize (object);
}

static guint
add_signal (const char *name,
            guint n_params)
{
  return g_signal_new (name,
                       READER_TYPE_REPLACE_DIALOG,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_params,
                       G_TYPE_BOOLEAN,
                       G_TYPE_UINT);
}

static void
reader_replace_dialog_class_init (ReaderReplaceDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_replace_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_replace_dialog_finalize;

  signals[SIGNAL_BEGUN] = add_signal ("begun", 0);
  signals[SIGNAL_REPLACED] = add_signal ("replaced", 2);

  gtk_widget_class_install_action (widget_class, "replace.start", NULL, start_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Return,
                                       GDK_CONTROL_MASK,
                                       "replace.start",
                                       NULL);

  g_type_ensure (READER_TYPE_TRIAL_FRAME);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-replace-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderReplaceDialog, frame);
  gtk_widget_class_bind_template_child (widget_class, ReaderReplaceDialog, file_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderReplaceDialog, passages_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderReplaceDialog, counts_group);
  gtk_widget_class_bind_template_child (widget_class, ReaderReplaceDialog, open_group);
}

static void
reader_replace_dialog_init (ReaderReplaceDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->file_row), FALSE);
}

/**
 * reader_replace_dialog_new:
 * @session: the library
 * @text: what is imported again
 * @path: (type filename): from where
 *
 * Returns: (transfer none): a dialog that compares the versions, not shown yet
 */
GtkWidget *
reader_replace_dialog_new (ReaderSession *session,
                           TriText *text,
                           const char *path)
{
  ReaderReplaceDialog *self = g_object_new (READER_TYPE_REPLACE_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->text = g_object_ref (text);
  self->path = g_strdup (path);
  run_job (self, TRUE, compared_cb);

  return GTK_WIDGET (self);
}

/**
 * reader_replace_dialog_is_ready:
 *
 * Returns: whether the versions are compared, and the text can be replaced
 */
gboolean
reader_replace_dialog_is_ready (ReaderReplaceDialog *self)
{
  g_return_val_if_fail (READER_IS_REPLACE_DIALOG (self), FALSE);

  return self->job == NULL && reader_trial_frame_has_report (self->frame);
}
