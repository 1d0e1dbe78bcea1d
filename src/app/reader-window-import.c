/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "dialogs/reader-import-dialog.h"
#include "library/tri-library-align.h"
#include "library/tri-library-works.h"

#include <glib/gi18n.h>

/* Files that are to be imported, however they come: chosen, dropped, named on the command line,
 * opened from a file manager, or pasted. */

/* Whoever went on reading meanwhile is not taken away from it. */
static void
offer_work (ReaderWindow *self,
            TriWork *work,
            const char *message)
{
  g_autofree char *title = g_markup_escape_text (message, -1);
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_button_label (toast, _ ("_Open"));
  adw_toast_set_action_name (toast, "work.open");
  adw_toast_set_action_target (toast, "x", work->id);
  adw_toast_set_timeout (toast, 30);
  reader_window_show_toast (self, toast);
}

/* What nothing ties is aligned at once, while one looks at it. */
static void
align_imported (ReaderWindow *self,
                gint64 id,
                gboolean kind_is_open)
{
  TriLibrary *library = reader_session_get_library (self->session);

  if (!kind_is_open && !tri_library_needs_alignment (library, id))
    return;

  reader_window_align (self, id, kind_is_open);
  /* Undoing the import stops it. */
  self->realigned = id;
}

static void
imported_cb (ReaderWindow *self,
             gint64 id,
             gboolean kind_is_open,
             gboolean is_loose)
{
  g_autoptr (TriWork) work = NULL;
  g_autofree char *message = NULL;

  if (self->session == NULL)
    return;

  reader_session_poll (self->session);
  work = tri_library_get_work (reader_session_get_library (self->session), id, NULL);
  if (work == NULL)
    return;

  if (!is_loose)
    align_imported (self, id, kind_is_open);
  message = g_strdup_printf (_ ("“%s” is in the library"), work->title);
  if (gtk_window_is_active (GTK_WINDOW (self)) && self->work != NULL && self->work->id != id)
    {
      offer_work (self, work, message);
      return;
    }
  if (self->work == NULL || self->work->id != id)
    reader_window_show_work (self, work, NULL);
  reader_window_add_toast (self, message, TRUE);
}

static void
opened_cb (ReaderWindow *self,
           gint64 id)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "work.open", "x", id);
}

/* The one that is open takes what comes, unless it is importing already. */
static ReaderImportDialog *
ensure_dialog (ReaderWindow *self)
{
  GtkWidget *dialog = NULL;

  if (self->session == NULL)
    return NULL;
  if (self->import_dialog != NULL && !reader_import_dialog_is_importing (self->import_dialog))
    {
      gtk_window_present (GTK_WINDOW (self->import_dialog));
      return self->import_dialog;
    }

  dialog = reader_import_dialog_new (self->session);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  g_signal_connect_object (dialog, "imported", G_CALLBACK (imported_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->import_dialog, READER_IMPORT_DIALOG (dialog));
  gtk_window_present (GTK_WINDOW (dialog));

  return self->import_dialog;
}

/**
 * reader_window_import:
 * @files: (nullable) (element-type GFile): what to import; else the reader is asked
 *
 * Shows what the files are before they are imported.
 */
void
reader_window_import (ReaderWindow *self,
                      GListModel *files)
{
  ReaderImportDialog *dialog = NULL;

  g_return_if_fail (READER_IS_WINDOW (self));

  dialog = ensure_dialog (self);
  if (dialog != NULL && files != NULL)
    reader_import_dialog_add_files (dialog, files);
}

/* Shows what texts would be imported into that work. */
void
reader_window_import_into (ReaderWindow *self,
                           gint64 work)
{
  ReaderImportDialog *dialog = ensure_dialog (self);

  if (dialog != NULL)
    reader_import_dialog_set_work (dialog, work);
}

static void
paste_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  ReaderImportDialog *dialog = ensure_dialog (READER_WINDOW (widget));

  if (dialog != NULL)
    reader_import_dialog_paste (dialog);
}

void
reader_window_class_install_import_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "library.paste", NULL, paste_action);
}

static gboolean
drop_cb (ReaderWindow *self,
         const GValue *value)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  if (self->session == NULL)
    return FALSE;

  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  reader_window_import (self, G_LIST_MODEL (files));

  return TRUE;
}

/* Files that are dropped on the window are offered for import. */
void
reader_window_accept_drops (ReaderWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
