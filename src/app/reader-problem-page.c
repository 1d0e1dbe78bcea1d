/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-problem-page.h"

#include "dialogs/reader-backups-dialog.h"
#include "dialogs/reader-file-chooser.h"
#include "reader-safe-job.h"
#include "tri-error.h"

#include <glib/gi18n.h>

struct _ReaderProblemPage
{
  GtkWidget parent_instance;

  AdwStatusPage *page;
  GtkSpinner *spinner;
  GtkWidget *repair;
  GtkWidget *ways;
  GtkWidget *open;

  char *path;
  GtkNativeDialog *chooser;
};

G_DEFINE_FINAL_TYPE (ReaderProblemPage, reader_problem_page, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_LIBRARY_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* "library.db" and "-2" become "library-2.db", in the same folder; the first name that is free. */
static char *
find_free_path (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');
  const char *ending = dot != NULL && dot != name ? dot : "";
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (ending));

  for (guint i = 2;; i++)
    {
      g_autofree char *other = g_strdup_printf ("%s-%u%s", stem, i, ending);
      g_autofree char *free_path = g_build_filename (folder, other, NULL);

      if (!g_file_test (free_path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&free_path);
    }
}

static const char *
get_title (const GError *error)
{
  if (g_error_matches (error, TRI_ERROR, TRI_ERROR_NEWER))
    return _ ("This Library Is Newer than Triptych");
  if (g_error_matches (error, TRI_ERROR, TRI_ERROR_DAMAGED))
    return _ ("The Library Is Damaged");
  if (g_error_matches (error, TRI_ERROR, TRI_ERROR_NOT_LIBRARY))
    return _ ("This File Is No Library");
  if (g_error_matches (error, TRI_ERROR, TRI_ERROR_BUSY))
    return _ ("The Library Is Busy");

  return _ ("The Library Cannot Be Opened");
}

static void
choose_path (ReaderProblemPage *self,
             const char *path)
{
  g_autofree char *chosen = g_strdup (path);

  g_signal_emit (self, signals[SIGNAL_LIBRARY_CHOSEN], 0, chosen);
}

static void
make_new_action (GtkWidget *widget,
                 const char *name,
                 GVariant *parameter)
{
  ReaderProblemPage *self = READER_PROBLEM_PAGE (widget);
  g_autofree char *path = NULL;

  if (self->path == NULL)
    return;

  path = find_free_path (self->path);
  choose_path (self, path);
}

static void
try_again_action (GtkWidget *widget,
                  const char *name,
                  GVariant *parameter)
{
  ReaderProblemPage *self = READER_PROBLEM_PAGE (widget);

  if (self->path != NULL)
    choose_path (self, self->path);
}

static void
restored_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (ReaderProblemPage) self = user_data;
  g_autoptr (GError) error = NULL;
  ReaderSafeJob *job = NULL;
  g_autofree char *words = reader_safe_job_run_finish (result, &job, &error);

  gtk_spinner_stop (self->spinner);
  gtk_widget_set_sensitive (GTK_WIDGET (self->page), TRUE);
  if (words != NULL)
    choose_path (self, job->path);
  else
    reader_problem_page_show (self, job->path, error);
}

static void
backup_chosen_cb (ReaderProblemPage *self,
                  const char *path,
                  const char *sha256)
{
  ReaderSafeJob *job = reader_safe_job_new (READER_SAFE_RESTORE, self->path, path);

  job->sha256 = *sha256 != '\0' ? g_strdup (sha256) : NULL;
  gtk_spinner_start (self->spinner);
  gtk_widget_set_sensitive (GTK_WIDGET (self->page), FALSE);
  reader_safe_job_run_async (job, NULL, restored_cb, g_object_ref (self));
  reader_safe_job_unref (job);
}

static void
restore_action (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  ReaderProblemPage *self = READER_PROBLEM_PAGE (widget);
  GtkWidget *dialog = NULL;

  if (self->path == NULL)
    return;

  dialog = reader_backups_dialog_new (self->path);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (widget)));
  g_signal_connect_object (dialog,
                           "chosen",
                           G_CALLBACK (backup_chosen_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What became of it is said before it is opened. */
static void
repaired_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (ReaderProblemPage) self = user_data;
  g_autoptr (GError) error = NULL;
  ReaderSafeJob *job = NULL;
  g_autofree char *words = reader_safe_job_run_finish (result, &job, &error);
  g_autofree char *markup = NULL;

  gtk_spinner_stop (self->spinner);
  gtk_widget_set_sensitive (GTK_WIDGET (self->page), TRUE);
  if (words == NULL)
    {
      reader_problem_page_show (self, job->path, error);
      return;
    }

  markup = g_markup_escape_text (words, -1);
  adw_status_page_set_icon_name (self->page, "emblem-ok-symbolic");
  adw_status_page_set_title (self->page, _ ("The Library Is Repaired"));
  adw_status_page_set_description (self->page, markup);
  gtk_widget_set_visible (self->ways, FALSE);
  gtk_widget_set_visible (self->open, TRUE);
  gtk_widget_grab_focus (self->open);
}

static void
repair_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  ReaderProblemPage *self = READER_PROBLEM_PAGE (widget);
  ReaderSafeJob *job = NULL;

  if (self->path == NULL)
    return;

  job = reader_safe_job_new (READER_SAFE_REPAIR, self->path, NULL);
  gtk_spinner_start (self->spinner);
  gtk_widget_set_sensitive (GTK_WIDGET (self->page), FALSE);
  reader_safe_job_run_async (job, NULL, repaired_cb, g_object_ref (self));
  reader_safe_job_unref (job);
}

static void
chosen_cb (ReaderProblemPage *self,
           int response)
{
  g_autofree char *path = reader_file_chooser_take_path (&self->chooser, response);

  if (path != NULL)
    choose_path (self, path);
}

static void
choose_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  ReaderProblemPage *self = READER_PROBLEM_PAGE (widget);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Open a Library"),
                                                               window,
                                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                                               NULL,
                                                               NULL);

  reader_file_chooser_show (&self->chooser, chooser, G_CALLBACK (chosen_cb), self);
}

static void
reader_problem_page_dispose (GObject *object)
{
  ReaderProblemPage *self = READER_PROBLEM_PAGE (object);

  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_PROBLEM_PAGE);

  G_OBJECT_CLASS (reader_problem_page_parent_class)->dispose (object);
}

static void
reader_problem_page_finalize (GObject *object)
{
  ReaderProblemPage *self = READER_PROBLEM_PAGE (object);

  g_free (self->path);

  G_OBJECT_CLASS (reader_problem_page_parent_class)->finalize (object);
}

static void
reader_problem_page_class_init (ReaderProblemPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_problem_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_problem_page_finalize;

  signals[SIGNAL_LIBRARY_CHOSEN] = g_signal_new ("library-chosen",
                                                 READER_TYPE_PROBLEM_PAGE,
                                                 G_SIGNAL_RUN_LAST,
                                                 0,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 G_TYPE_NONE,
                                                 1,
                                                 G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "problem.make-new", NULL, make_new_action);
  gtk_widget_class_install_action (widget_class, "problem.try-again", NULL, try_again_action);
  gtk_widget_class_install_action (widget_class, "problem.repair", NULL, repair_action);
  gtk_widget_class_install_action (widget_class, "problem.restore", NULL, restore_action);
  gtk_widget_class_install_action (widget_class, "problem.choose", NULL, choose_action);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-problem-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderProblemPage, page);
  gtk_widget_class_bind_template_child (widget_class, ReaderProblemPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, ReaderProblemPage, repair);
  gtk_widget_class_bind_template_child (widget_class, ReaderProblemPage, ways);
  gtk_widget_class_bind_template_child (widget_class, ReaderProblemPage, open);
}

static void
reader_problem_page_init (ReaderProblemPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reader_problem_page_new:
 *
 * Returns: (transfer none): a page that says nothing yet
 */
GtkWidget *
reader_problem_page_new (void)
{
  return g_object_new (READER_TYPE_PROBLEM_PAGE, NULL);
}

/**
 * reader_problem_page_show:
 * @path: (type filename): the library that cannot be opened
 * @error: why
 */
void
reader_problem_page_show (ReaderProblemPage *self,
                          const char *path,
                          const GError *error)
{
  g_autofree char *name = NULL;
  g_autofree char *message = NULL;
  g_autofree char *markup = NULL;

  g_return_if_fail (READER_IS_PROBLEM_PAGE (self));

  if (self->path != path)
    {
      g_free (self->path);
      self->path = g_strdup (path);
    }
  name = g_filename_display_name (path);
  /* Most messages name the file themselves. */
  message = strstr (error->message, name) != NULL
                ? g_strdup (error->message)
                : g_strdup_printf ("%s: %s", name, error->message);
  markup = g_markup_printf_escaped (_ ("%s\n\nThe file is left as it is."), message);
  gtk_widget_set_visible (self->ways, TRUE);
  gtk_widget_set_visible (self->open, FALSE);
  gtk_widget_set_visible (self->repair,
                          g_error_matches (error, TRI_ERROR, TRI_ERROR_DAMAGED)
                              || g_error_matches (error, TRI_ERROR, TRI_ERROR_NOT_LIBRARY));
  adw_status_page_set_icon_name (self->page, "dialog-warning-symbolic");
  adw_status_page_set_title (self->page, get_title (error));
  adw_status_page_set_description (self->page, markup);
}
