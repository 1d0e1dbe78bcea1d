/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-library-page.h"

#include "dialogs/reader-backups-dialog.h"
#include "dialogs/reader-file-chooser.h"
#include "library/tri-backup.h"
#include "reader-safe-job.h"
#include "tri-folder.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define LOOK_MILLISECONDS 100

struct _ReaderLibraryPage
{
  AdwPreferencesPage parent_instance;

  AdwActionRow *place_row;
  AdwActionRow *warning_row;
  AdwActionRow *size_row;
  AdwActionRow *last_row;
  GtkWidget *result_group;
  AdwActionRow *result_row;
  GtkProgressBar *progress;

  char *path;
  ReaderSafeJob *job; /* NULL: none runs */
  GCancellable *cancellable;
  guint look;
  GtkNativeDialog *chooser;
};

G_DEFINE_FINAL_TYPE (ReaderLibraryPage, reader_library_page, ADW_TYPE_PREFERENCES_PAGE)

enum
{
  SIGNAL_LIBRARY_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const actions[] = {
  "library.back-up",
  "library.copy",
  "library.restore",
  "library.check",
  "library.folder",
};

static void
set_words (AdwActionRow *row,
           const char *words)
{
  g_autofree char *markup = g_markup_escape_text (words, -1);

  adw_action_row_set_subtitle (row, markup);
}

static void
fill_last (ReaderLibraryPage *self)
{
  g_autoptr (GPtrArray) backups = tri_backup_list (NULL, self->path, NULL);
  g_autofree char *time = NULL;

  if (backups != NULL && backups->len > 0)
    time = reader_backups_dialog_dup_time (((TriBackup *) backups->pdata[0])->made);
  set_words (self->last_row, time != NULL ? time : _ ("none yet"));
}

static void
fill (ReaderLibraryPage *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *warning = tri_folder_dup_warning (folder);
  g_autofree char *name = g_filename_display_name (self->path);
  g_autofree char *size = NULL;
  GStatBuf info;

  set_words (self->place_row, name);
  gtk_widget_set_visible (GTK_WIDGET (self->warning_row), warning != NULL);
  if (warning != NULL)
    set_words (self->warning_row, warning);
  size = g_stat (self->path, &info) == 0 ? g_format_size ((guint64) info.st_size) : g_strdup ("?");
  set_words (self->size_row, size);
  fill_last (self);
}

static void
enable (ReaderLibraryPage *self,
        gboolean enabled)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], enabled);
}

static void
tell (ReaderLibraryPage *self,
      const char *title,
      const char *words)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->result_row), title);
  set_words (self->result_row, words);
  gtk_widget_set_visible (GTK_WIDGET (self->result_row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->result_row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words,
                                  -1);
}

/* What is done and what came of it stands at the top, which may be out of sight. */
static void
show_top (ReaderLibraryPage *self)
{
  GtkWidget *window = gtk_widget_get_ancestor (self->result_group, GTK_TYPE_SCROLLED_WINDOW);

  gtk_widget_set_visible (self->result_group, TRUE);
  if (window != NULL)
    gtk_adjustment_set_value (
        gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window)),
        0);
}

static gboolean
look_cb (gpointer user_data)
{
  ReaderLibraryPage *self = user_data;
  int done = g_atomic_int_get (&self->job->progress);

  if (self->job->work == READER_SAFE_CHECK)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, done / 1000.);

  return G_SOURCE_CONTINUE;
}

static void
stop_looking (ReaderLibraryPage *self)
{
  g_clear_handle_id (&self->look, g_source_remove);
  g_clear_pointer (&self->job, reader_safe_job_unref);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  enable (self, TRUE);
}

static void
done_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (ReaderLibraryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  ReaderSafeJob *job = NULL;
  g_autofree char *words = reader_safe_job_run_finish (result, &job, &error);

  if (self->job == NULL)
    return;

  stop_looking (self);
  if (words == NULL)
    tell (self, _ ("Nothing was changed"), error->message);
  else
    tell (self, job->n_faults > 0 ? _ ("The library is damaged") : _ ("Done"), words);
  if (job->opened != NULL)
    {
      g_free (self->path);
      self->path = g_strdup (job->opened);
      g_signal_emit (self, signals[SIGNAL_LIBRARY_CHOSEN], 0, self->path, words);
    }
  fill (self);
}

static void
run (ReaderLibraryPage *self,
     ReaderSafeWork work,
     const char *other,
     const char *sha256)
{
  if (self->job != NULL)
    return;

  self->job = reader_safe_job_new (work, self->path, other);
  self->job->sha256 = sha256 != NULL && *sha256 != '\0' ? g_strdup (sha256) : NULL;
  enable (self, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->result_row), FALSE);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
  show_top (self);
  self->look = g_timeout_add (LOOK_MILLISECONDS, look_cb, self);
  reader_safe_job_run_async (self->job, self->cancellable, done_cb, g_object_ref (self));
}

static void
back_up_action (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  run (READER_LIBRARY_PAGE (widget), READER_SAFE_BACK_UP, NULL, NULL);
}

static void
check_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  run (READER_LIBRARY_PAGE (widget), READER_SAFE_CHECK, NULL, NULL);
}

static void
chosen_cb (ReaderLibraryPage *self,
           const char *path,
           const char *sha256)
{
  run (self, READER_SAFE_RESTORE, path, sha256);
}

static void
restore_action (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  ReaderLibraryPage *self = READER_LIBRARY_PAGE (widget);
  GtkWidget *dialog = reader_backups_dialog_new (self->path);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (widget)));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
copy_response_cb (ReaderLibraryPage *self,
                  int response)
{
  g_autofree char *path = reader_file_chooser_take_path (&self->chooser, response);

  if (path != NULL)
    run (self, READER_SAFE_BACK_UP, path, NULL);
}

typedef struct
{
  ReaderLibraryPage *page;
  char *folder;
} Move;

static void
move_response_cb (GtkWidget *dialog,
                  const char *response,
                  gpointer user_data)
{
  Move *move = user_data;

  if (g_str_equal (response, "move"))
    run (move->page, READER_SAFE_MOVE, move->folder, NULL);
}

static void
move_free (gpointer data,
           GClosure *closure)
{
  Move *move = data;

  g_object_unref (move->page);
  g_free (move->folder);
  g_free (move);
}

/* What is about to happen, and what is to be feared of it. */
static void
ask_to_move (ReaderLibraryPage *self,
             const char *folder)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *dialog = adw_message_dialog_new (window, _ ("Keep the Library in This Folder?"), NULL);
  g_autofree char *warning = tri_folder_dup_warning (folder);
  g_autofree char *name = g_filename_display_name (folder);
  g_autofree char *body = NULL;
  Move *move = g_new0 (Move, 1);

  body = g_strdup_printf (_ ("The library is copied to “%s” and opened there from now on. A "
                             "library that is in that folder already is opened instead. The old "
                             "file is kept."),
                          name);
  if (warning != NULL)
    {
      char *both = g_strconcat (body, "\n\n", warning, NULL);

      g_free (body);
      body = both;
    }
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    _ ("_Cancel"),
                                    "move",
                                    _ ("_Move There"),
                                    NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog),
                                           warning != NULL ? "cancel" : "move");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  move->page = g_object_ref (self);
  move->folder = g_strdup (folder);
  g_signal_connect_data (dialog, "response", G_CALLBACK (move_response_cb), move, move_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
folder_response_cb (ReaderLibraryPage *self,
                    int response)
{
  g_autofree char *path = reader_file_chooser_take_path (&self->chooser, response);

  if (path != NULL)
    ask_to_move (self, path);
}

static void
show_chooser (ReaderLibraryPage *self,
              const char *title,
              GtkFileChooserAction action,
              GCallback response_cb)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title,
                                                               window,
                                                               action,
                                                               NULL,
                                                               NULL);

  if (action == GTK_FILE_CHOOSER_ACTION_SAVE)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_local ();
      g_autofree char *name = g_date_time_format (now, "triptych-%Y-%m-%d.db");

      gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
    }
  reader_file_chooser_show (&self->chooser, chooser, response_cb, self);
}

static void
copy_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  show_chooser (READER_LIBRARY_PAGE (widget),
                _ ("Save a Copy of the Library"),
                GTK_FILE_CHOOSER_ACTION_SAVE,
                G_CALLBACK (copy_response_cb));
}

static void
folder_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  show_chooser (READER_LIBRARY_PAGE (widget),
                _ ("Choose a Folder for the Library"),
                GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                G_CALLBACK (folder_response_cb));
}

/* A backup or a check that nobody waits for any more ends; what was begun by writing is finished
 * or is as it was. */
static void
reader_library_page_dispose (GObject *object)
{
  ReaderLibraryPage *self = READER_LIBRARY_PAGE (object);

  g_clear_handle_id (&self->look, g_source_remove);
  g_clear_pointer (&self->job, reader_safe_job_unref);
  g_clear_object (&self->chooser);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_LIBRARY_PAGE);

  G_OBJECT_CLASS (reader_library_page_parent_class)->dispose (object);
}

static void
reader_library_page_finalize (GObject *object)
{
  g_free (READER_LIBRARY_PAGE (object)->path);

  G_OBJECT_CLASS (reader_library_page_parent_class)->finalize (object);
}

static void
reader_library_page_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (READER_LIBRARY_PAGE (widget)->cancellable);

  GTK_WIDGET_CLASS (reader_library_page_parent_class)->unroot (widget);
}

static void
reader_library_page_class_init (ReaderLibraryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_library_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_library_page_finalize;
  widget_class->unroot = reader_library_page_unroot;

  signals[SIGNAL_LIBRARY_CHOSEN] = g_signal_new ("library-chosen",
                                                 READER_TYPE_LIBRARY_PAGE,
                                                 G_SIGNAL_RUN_LAST,
                                                 0,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 G_TYPE_NONE,
                                                 2,
                                                 G_TYPE_STRING,
                                                 G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "library.back-up", NULL, back_up_action);
  gtk_widget_class_install_action (widget_class, "library.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "library.restore", NULL, restore_action);
  gtk_widget_class_install_action (widget_class, "library.check", NULL, check_action);
  gtk_widget_class_install_action (widget_class, "library.folder", NULL, folder_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-library-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderLibraryPage, place_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderLibraryPage, warning_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderLibraryPage, size_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderLibraryPage, last_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderLibraryPage, result_group);
  gtk_widget_class_bind_template_child (widget_class, ReaderLibraryPage, result_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderLibraryPage, progress);
}

static void
reader_library_page_init (ReaderLibraryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * reader_library_page_new:
 * @path: (type filename): the library
 *
 * Returns: (transfer none): the page
 */
GtkWidget *
reader_library_page_new (const char *path)
{
  ReaderLibraryPage *self = g_object_new (READER_TYPE_LIBRARY_PAGE, NULL);

  self->path = g_strdup (path);
  fill (self);

  return GTK_WIDGET (self);
}
