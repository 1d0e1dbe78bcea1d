/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "dialogs/reader-work-dialog.h"
#include "library/tri-library-align.h"
#include "library/tri-library-works.h"
#include "panels/reader-library-view.h"
#include "reader-problem-page.h"

#include <glib/gi18n.h>

/* The pages of the window beside the reading surface, and the dialogs that change the library. */

typedef struct
{
  ReaderWindow *window;
  char *title;
} Deletion;

static void
deletion_free (Deletion *deletion)
{
  g_object_unref (deletion->window);
  g_free (deletion->title);
  g_free (deletion);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deletion, deletion_free)

static gpointer
delete_work (TriLibrary *library,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  const gint64 *work = data;

  return GINT_TO_POINTER (tri_library_delete_work (library, *work, error));
}

static void
deleted_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (Deletion) deletion = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  gboolean is_deleted = tri_worker_run_finish (TRI_WORKER (object), result, &error) != NULL;

  if (deletion->window->session == NULL)
    return;

  message = is_deleted ? g_strdup_printf (_ ("“%s” deleted"), deletion->title)
                       : g_strdup (error->message);
  reader_window_add_toast (deletion->window, message, is_deleted);
}

static TriWork *
get_work (ReaderWindow *self,
          gint64 id)
{
  return tri_library_get_work (reader_session_get_library (self->session), id, NULL);
}

/**
 * reader_window_delete_work:
 * @id: a work of the library
 *
 * Deletes the work; a toast offers to undo it.
 */
void
reader_window_delete_work (ReaderWindow *self,
                           gint64 id)
{
  g_autoptr (TriWork) work = get_work (self, id);
  Deletion *deletion = NULL;

  if (work == NULL)
    return;

  deletion = g_new0 (Deletion, 1);
  deletion->window = g_object_ref (self);
  deletion->title = g_strdup (work->title);
  tri_worker_run_between_async (reader_session_get_writer (self->session),
                                delete_work,
                                g_memdup2 (&id, sizeof id),
                                g_free,
                                NULL,
                                NULL,
                                deleted_cb,
                                deletion);
}

/* Told that they are something else, the texts are tied as that. */
static void
saved_cb (ReaderWindow *self,
          gint64 id)
{
  if (self->session == NULL)
    return;

  reader_window_add_toast (self, _ ("Titles and languages saved"), TRUE);
  if (tri_library_needs_alignment (reader_session_get_library (self->session), id))
    reader_window_align (self, id, FALSE);
}

static void
work_opened_cb (ReaderWindow *self,
                gint64 id)
{
  g_autoptr (TriWork) work = get_work (self, id);

  if (work != NULL)
    reader_window_show_work (self, work, NULL);
}

static void
unplaced_cb (ReaderWindow *self,
             gint64 id)
{
  if (self->work == NULL || self->work->id != id)
    work_opened_cb (self, id);
  reader_window_show_unplaced (self);
}

/**
 * reader_window_edit_work:
 * @id: a work of the library
 *
 * Shows titles, authors and languages of the work and its texts, to be changed.
 */
void
reader_window_edit_work (ReaderWindow *self,
                         gint64 id)
{
  g_autoptr (TriWork) work = get_work (self, id);
  GtkWidget *dialog = NULL;

  if (work == NULL)
    return;

  dialog = reader_work_dialog_new (self->session, work);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "unplaced", G_CALLBACK (unplaced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog,
                           "adding",
                           G_CALLBACK (reader_window_import_into),
                           self,
                           G_CONNECT_SWAPPED);
  reader_window_watch_versions (self, dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
open_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);

  if (self->session != NULL)
    work_opened_cb (self, g_variant_get_int64 (parameter));
}

void
reader_window_class_install_page_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "work.open", "x", open_action);
}

static void
build_library_view (ReaderWindow *self)
{
  self->library_view = reader_library_view_new ();
  gtk_stack_add_named (self->pages, self->library_view, "library");
  g_signal_connect_swapped (self->library_view, "work-opened", G_CALLBACK (work_opened_cb), self);
  g_signal_connect_swapped (self->library_view,
                            "work-edited",
                            G_CALLBACK (reader_window_edit_work),
                            self);
  g_signal_connect_swapped (self->library_view,
                            "work-deleted",
                            G_CALLBACK (reader_window_delete_work),
                            self);
}

/**
 * reader_window_show_library:
 *
 * Shows the list of all works.
 */
void
reader_window_show_library (ReaderWindow *self)
{
  g_return_if_fail (READER_IS_WINDOW (self));

  if (self->library_view == NULL)
    build_library_view (self);

  reader_window_save_place (self);
  reader_library_view_set_session (READER_LIBRARY_VIEW (self->library_view), self->session);
  gtk_stack_set_visible_child_name (self->pages, "library");
  reader_window_update_actions (self);
  reader_window_describe (self);
  gtk_widget_grab_focus (self->library_view);
}

static void
library_chosen_cb (ReaderWindow *self,
                   const char *path)
{
  reader_window_open_library (self, path, TRUE);
  /* From now on, or the reader would stand here at every start. */
  if (self->session != NULL)
    g_settings_set_string (self->settings, "library", path);
}

/* Opens a library that was restored or moved, and says what happened. */
void
reader_window_choose_library (ReaderWindow *self,
                              const char *path,
                              const char *words)
{
  g_autofree char *open = NULL;

  if (self->session != NULL)
    open = g_strdup (tri_library_get_path (reader_session_get_library (self->session)));
  if (g_strcmp0 (open, path) == 0)
    reader_window_open_library (self, path, TRUE);
  else
    library_chosen_cb (self, path);
  if (self->session != NULL)
    reader_window_add_toast (self, words, FALSE);
}

/* Says why the library cannot be opened, in place of the texts. */
void
reader_window_show_problem (ReaderWindow *self,
                            const char *path,
                            const GError *error)
{
  if (self->problem_page == NULL)
    {
      self->problem_page = reader_problem_page_new ();
      gtk_stack_add_named (self->pages, self->problem_page, "problem");
      g_signal_connect_swapped (self->problem_page,
                                "library-chosen",
                                G_CALLBACK (library_chosen_cb),
                                self);
    }

  reader_problem_page_show (READER_PROBLEM_PAGE (self->problem_page), path, error);
  gtk_stack_set_visible_child_name (self->pages, "problem");
  reader_window_update_actions (self);
  reader_window_describe (self);
}
