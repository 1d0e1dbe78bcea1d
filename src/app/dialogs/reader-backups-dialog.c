/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-backups-dialog.h"

#include "dialogs/reader-file-chooser.h"
#include "library/tri-backup.h"

#include <glib/gi18n.h>

struct _ReaderBackupsDialog
{
  AdwWindow parent_instance;

  GtkListBox *list;
  GtkWidget *restore_button;
  GtkStack *pages;

  GPtrArray *backups; /* TriBackup, by row */
  GtkNativeDialog *chooser;
};

G_DEFINE_FINAL_TYPE (ReaderBackupsDialog, reader_backups_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

char *
reader_backups_dialog_dup_time (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (time);

  /* Translators: date and time of a backup, for strftime */
  return date != NULL ? g_date_time_format (date, _ ("%-d %B %Y, %H:%M")) : g_strdup ("?");
}

static const char *
get_reason (const TriBackup *backup)
{
  switch (backup->reason)
    {
    case TRI_BACKUP_MIGRATION:
      return _ ("before an update");
    case TRI_BACKUP_RESTORE:
      return _ ("before a restore");
    case TRI_BACKUP_BY_HAND:
      return _ ("by hand");
    case TRI_BACKUP_DAILY:
    default:
      return _ ("daily");
    }
}

static GtkWidget *
make_row (const TriBackup *backup)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = reader_backups_dialog_dup_time (backup->made);
  g_autofree char *size = g_format_size (backup->bytes);
  g_autofree char *works = NULL;
  g_autofree char *marks = NULL;
  g_autofree char *subtitle = NULL;

  works = g_strdup_printf (ngettext ("%u work", "%u works", backup->n_works), backup->n_works);
  marks = g_strdup_printf (ngettext ("%u bookmark", "%u bookmarks", backup->n_marks),
                           backup->n_marks);
  subtitle = g_strdup_printf ("%s · %s · %s · %s", works, marks, size, get_reason (backup));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  subtitle,
                                  -1);

  return row;
}

static void
choose (ReaderBackupsDialog *self,
        const char *path,
        const char *sha256)
{
  g_autoptr (ReaderBackupsDialog) alive = g_object_ref (self);

  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, path, sha256 != NULL ? sha256 : "");
}

static void
restore_action (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  ReaderBackupsDialog *self = READER_BACKUPS_DIALOG (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  TriBackup *backup = NULL;

  if (row == NULL)
    return;

  backup = g_ptr_array_index (self->backups, gtk_list_box_row_get_index (row));
  choose (self, backup->path, backup->sha256);
}

static void
activated_cb (ReaderBackupsDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "backups.restore", NULL);
}

static void
response_cb (ReaderBackupsDialog *self,
             int response)
{
  g_autofree char *path = reader_file_chooser_take_path (&self->chooser, response);

  if (path != NULL)
    choose (self, path, NULL);
}

static void
file_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  ReaderBackupsDialog *self = READER_BACKUPS_DIALOG (widget);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Restore from a File"),
                                                               GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                                               _ ("_Restore"),
                                                               NULL);

  reader_file_chooser_show (&self->chooser, chooser, G_CALLBACK (response_cb), self);
}

static void
selected_cb (ReaderBackupsDialog *self)
{
  /* A list that goes away says that it has no selection any more. */
  if (self->list == NULL)
    return;

  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "backups.restore",
                                 gtk_list_box_get_selected_row (self->list) != NULL);
}

static void
reader_backups_dialog_dispose (GObject *object)
{
  ReaderBackupsDialog *self = READER_BACKUPS_DIALOG (object);

  g_clear_object (&self->chooser);
  g_clear_pointer (&self->backups, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_BACKUPS_DIALOG);

  G_OBJECT_CLASS (reader_backups_dialog_parent_class)->dispose (object);
}

static void
reader_backups_dialog_class_init (ReaderBackupsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_backups_dialog_dispose;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         READER_TYPE_BACKUPS_DIALOG,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_STRING,
                                         G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "backups.restore", NULL, restore_action);
  gtk_widget_class_install_action (widget_class, "backups.file", NULL, file_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-backups-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderBackupsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, ReaderBackupsDialog, restore_button);
  gtk_widget_class_bind_template_child (widget_class, ReaderBackupsDialog, pages);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
reader_backups_dialog_init (ReaderBackupsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->restore_button);
}

/**
 * reader_backups_dialog_new:
 * @path: (type filename): the library; it may be damaged
 *
 * Returns: (transfer none): a window, not shown yet
 */
GtkWidget *
reader_backups_dialog_new (const char *path)
{
  ReaderBackupsDialog *self = g_object_new (READER_TYPE_BACKUPS_DIALOG, NULL);
  GtkListBoxRow *first = NULL;

  self->backups = tri_backup_list (NULL, path, NULL);
  for (guint i = 0; self->backups != NULL && i < self->backups->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (self->backups, i)));
  gtk_stack_set_visible_child_name (self->pages,
                                    self->backups != NULL && self->backups->len > 0 ? "list"
                                                                                    : "none");
  first = gtk_list_box_get_row_at_index (self->list, 0);
  gtk_list_box_select_row (self->list, first);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (first));
  selected_cb (self);

  return GTK_WIDGET (self);
}
