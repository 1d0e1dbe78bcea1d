/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-work-dialog.h"

#include "dialogs/reader-file-chooser.h"
#include "dialogs/reader-replace-dialog.h"
#include "dialogs/reader-text-group.h"
#include "dialogs/reader-unplaced.h"
#include "dialogs/reader-work-change.h"
#include "reader-link-words.h"
#include "library/tri-library-align.h"
#include "reader-toasts.h"

#include <glib/gi18n.h>

struct _ReaderWorkDialog
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  ReaderToasts *messages;
  AdwPreferencesPage *page;
  GtkWidget *work_group;
  GtkEditable *title_row;
  AdwComboRow *kind_row;
  AdwActionRow *unplaced_row;

  ReaderSession *session;
  TriWork *work;
  GPtrArray *groups;
  GArray *removed; /* texts (gint64) that go when it is saved */
  GtkWidget *left; /* what had the keyboard when it was saved, or NULL */
  GtkNativeDialog *chooser;
};

G_DEFINE_FINAL_TYPE (ReaderWorkDialog, reader_work_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_SAVED,
  SIGNAL_BEGUN,
  SIGNAL_REPLACED,
  SIGNAL_UNPLACED,
  SIGNAL_ADDING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
stored_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ReaderWorkDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (tri_worker_run_finish (TRI_WORKER (object), result, &error) != NULL)
    {
      g_signal_emit (self, signals[SIGNAL_SAVED], 0, self->work->id);
      if (self->session != NULL)
        gtk_window_destroy (GTK_WINDOW (self));
    }
  else if (self->session != NULL)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->page), TRUE);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "work.save", TRUE);
      gtk_window_set_focus (GTK_WINDOW (self), self->left);
      g_clear_weak_pointer (&self->left);
      reader_toasts_say (self->messages, error->message, NULL);
    }
}

/* The texts as they shall stand; NULL when they do so already. */
static GArray *
list_order (ReaderWorkDialog *self)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean is_other = FALSE;
  gint64 last = -1;

  for (guint i = 0; i < self->groups->len; i++)
    {
      TriText *text = reader_text_group_get_text (g_ptr_array_index (self->groups, i));

      is_other = is_other || (gint64) text->ord < last;
      last = text->ord;
      g_array_append_val (order, text->id);
    }

  return is_other ? g_steal_pointer (&order) : NULL;
}

static ReaderWorkChange *
make_change (ReaderWorkDialog *self)
{
  ReaderWorkChange *change = reader_work_change_new (self->work->id);
  const char *title = gtk_editable_get_text (self->title_row);
  guint kind = adw_combo_row_get_selected (self->kind_row);

  change->kind = kind != (guint) self->work->kind ? (int) kind : -1;
  change->title = g_strcmp0 (title, self->work->title) != 0 ? g_strdup (title) : NULL;
  change->order = list_order (self);
  g_array_append_vals (change->removed, self->removed->data, self->removed->len);
  for (guint i = 0; i < self->groups->len; i++)
    {
      ReaderTextGroup *group = g_ptr_array_index (self->groups, i);

      if (reader_text_group_is_edited (group))
        reader_work_change_add_text (change,
                                     reader_text_group_get_text (group)->id,
                                     reader_text_group_get_lang (group),
                                     reader_text_group_get_title (group),
                                     reader_text_group_get_author (group));
    }

  return change;
}

static gboolean
is_complete (ReaderWorkDialog *self)
{
  if (*gtk_editable_get_text (self->title_row) == '\0')
    return FALSE;

  for (guint i = 0; i < self->groups->len; i++)
    if (*reader_text_group_get_lang (g_ptr_array_index (self->groups, i)) == '\0')
      return FALSE;

  return TRUE;
}

static void
edited_cb (ReaderWorkDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "work.save", is_complete (self));
}

/* --- Importing again */

static gboolean
is_edited (ReaderWorkDialog *self)
{
  g_autoptr (GArray) order = list_order (self);

  for (guint i = 0; i < self->groups->len; i++)
    if (reader_text_group_is_edited (g_ptr_array_index (self->groups, i)))
      return TRUE;

  return order != NULL || self->removed->len > 0
         || adw_combo_row_get_selected (self->kind_row) != (guint) self->work->kind
         || g_strcmp0 (gtk_editable_get_text (self->title_row), self->work->title) != 0;
}

static void
begun_cb (ReaderWorkDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_BEGUN], 0, self->work->id);
}

/* What is shown here is the version of before: it goes. */
static void
replaced_cb (ReaderWorkDialog *self,
             gboolean is_stale,
             guint n_open)
{
  g_signal_emit (self, signals[SIGNAL_REPLACED], 0, self->work->id, is_stale, n_open);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
chosen_cb (ReaderWorkDialog *self,
           int response)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  TriText *text = g_object_get_data (G_OBJECT (self->chooser), "text");

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path != NULL)
    reader_work_dialog_import_again (self, text, path);
  g_clear_object (&self->chooser);
}

static void
again_cb (ReaderWorkDialog *self,
          ReaderTextGroup *group)
{
  GtkFileChooserNative *chooser = NULL;

  if (is_edited (self))
    {
      reader_toasts_say (self->messages, _ ("Save your changes first"), NULL);
      return;
    }

  chooser = gtk_file_chooser_native_new (_ ("Choose the New Version"),
                                         GTK_WINDOW (self),
                                         GTK_FILE_CHOOSER_ACTION_OPEN,
                                         NULL,
                                         NULL);
  g_object_set_data_full (G_OBJECT (chooser),
                          "text",
                          g_object_ref (reader_text_group_get_text (group)),
                          g_object_unref);
  reader_file_chooser_show (&self->chooser, chooser, G_CALLBACK (chosen_cb), self);
}

static void
unplaced_listed_cb (GObject *object,
                    GAsyncResult *result,
                    gpointer user_data)
{
  g_autoptr (ReaderWorkDialog) self = user_data;
  g_autoptr (GPtrArray) items = reader_unplaced_list_finish (object, result, NULL);
  g_autofree char *words = NULL;

  if (self->session == NULL || items == NULL || items->len == 0)
    return;

  words = g_strdup_printf (ngettext ("%u thing you made, when texts were imported again",
                                     "%u things you made, when texts were imported again",
                                     items->len),
                           items->len);
  adw_action_row_set_subtitle (self->unplaced_row, words);
  gtk_widget_set_visible (GTK_WIDGET (self->unplaced_row), TRUE);
}

static void
unplaced_cb (ReaderWorkDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_UNPLACED], 0, self->work->id);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- Which texts, and in which order */

static void
place_groups (ReaderWorkDialog *self)
{
  for (guint i = 0; i < self->groups->len; i++)
    reader_text_group_set_place (g_ptr_array_index (self->groups, i), i, self->groups->len);
}

/* A page can only add at its end, and in GTK 4.8 the buttons of a group that is taken out and put
 * back have lost their actions: so the others go round it within the box of the page. */
static void
lay_groups (ReaderWorkDialog *self)
{
  GtkWidget *before = self->work_group;

  for (guint i = 0; i < self->groups->len; i++)
    {
      GtkWidget *group = g_ptr_array_index (self->groups, i);

      gtk_widget_insert_after (group, gtk_widget_get_parent (group), before);
      before = group;
    }
  place_groups (self);
}

/* The keyboard goes with it. */
static void
moved_cb (ReaderWorkDialog *self,
          int by,
          GtkWidget *group)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  guint index = 0;

  g_ptr_array_find (self->groups, group, &index);
  if ((int) index + by < 0 || (int) index + by >= (int) self->groups->len)
    return;

  g_ptr_array_remove_index (self->groups, index);
  g_ptr_array_insert (self->groups, (int) index + by, group);
  lay_groups (self);
  if (focus != NULL && !(gtk_widget_is_sensitive (focus) && gtk_widget_grab_focus (focus)))
    gtk_widget_child_focus (group, GTK_DIR_TAB_FORWARD);
  edited_cb (self);
}

/* Nothing is done before it is saved. */
static void
removed_cb (ReaderWorkDialog *self,
            GtkWidget *group)
{
  TriText *text = reader_text_group_get_text (READER_TEXT_GROUP (group));
  g_autofree char *words = g_strdup_printf (_ ("“%s” is taken out when you save"), text->title);
  guint index = 0;

  if (self->groups->len < 2)
    return;

  g_array_append_val (self->removed, text->id);
  g_ptr_array_find (self->groups, group, &index);
  g_ptr_array_remove_index (self->groups, index);
  adw_preferences_page_remove (self->page, ADW_PREFERENCES_GROUP (group));
  place_groups (self);
  index = MIN (index, self->groups->len - 1);
  gtk_widget_child_focus (g_ptr_array_index (self->groups, index), GTK_DIR_TAB_FORWARD);
  edited_cb (self);
  reader_toasts_say (self->messages, words, NULL);
}

static void
add_cb (ReaderWorkDialog *self)
{
  if (is_edited (self))
    {
      reader_toasts_say (self->messages, _ ("Save your changes first"), NULL);
      return;
    }

  g_signal_emit (self, signals[SIGNAL_ADDING], 0, self->work->id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_action (GtkWidget *widget,
            const char *name,
            GVariant *parameter)
{
  add_cb (READER_WORK_DIALOG (widget));
}

/* Stores what was changed, and closes. On an error the dialog says so and stays. */
static void
save (ReaderWorkDialog *self)
{
  if (!is_complete (self))
    return;

  /* An entry that blinks is told that the keyboard leaves it; one that cannot be used is not. */
  g_set_weak_pointer (&self->left, gtk_window_get_focus (GTK_WINDOW (self)));
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->page), FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "work.save", FALSE);
  tri_worker_run_between_async (reader_session_get_writer (self->session),
                                reader_work_change_store,
                                make_change (self),
                                reader_work_change_free,
                                NULL,
                                NULL,
                                stored_cb,
                                g_object_ref (self));
}

static void
save_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  save (READER_WORK_DIALOG (widget));
}

static void
reader_work_dialog_dispose (GObject *object)
{
  ReaderWorkDialog *self = READER_WORK_DIALOG (object);

  g_clear_pointer (&self->messages, reader_toasts_free);
  g_clear_weak_pointer (&self->left);
  g_clear_object (&self->chooser);
  g_clear_object (&self->session);
  g_clear_object (&self->work);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_WORK_DIALOG);

  G_OBJECT_CLASS (reader_work_dialog_parent_class)->dispose (object);
}

static void
reader_work_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (READER_WORK_DIALOG (object)->groups);
  g_array_unref (READER_WORK_DIALOG (object)->removed);

  G_OBJECT_CLASS (reader_work_dialog_parent_class)->finalize (object);
}

static guint
add_signal (const char *name,
            guint n_params)
{
  return g_signal_new (name,
                       READER_TYPE_WORK_DIALOG,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_params,
                       G_TYPE_INT64,
                       G_TYPE_BOOLEAN,
                       G_TYPE_UINT);
}

static void
reader_work_dialog_class_init (ReaderWorkDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_work_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_work_dialog_finalize;

  signals[SIGNAL_SAVED] = add_signal ("saved", 1);
  signals[SIGNAL_BEGUN] = add_signal ("begun", 1);
  signals[SIGNAL_REPLACED] = add_signal ("replaced", 3);
  signals[SIGNAL_UNPLACED] = add_signal ("unplaced", 1);
  signals[SIGNAL_ADDING] = add_signal ("adding", 1);

  gtk_widget_class_install_action (widget_class, "work.add-texts", NULL, add_action);

  gtk_widget_class_install_action (widget_class, "work.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Return,
                                       GDK_CONTROL_MASK,
                                       "work.save",
                                       NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-work-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderWorkDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, ReaderWorkDialog, page);
  gtk_widget_class_bind_template_child (widget_class, ReaderWorkDialog, work_group);
  gtk_widget_class_bind_template_child (widget_class, ReaderWorkDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderWorkDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderWorkDialog, unplaced_row);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, unplaced_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
reader_work_dialog_init (ReaderWorkDialog *self)
{
  self->groups = g_ptr_array_new ();
  self->removed = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  self->messages = reader_toasts_new (self->toasts);
}

/* Why the program took the texts for what they are; nothing when somebody said so. */
static void
show_reason (ReaderWorkDialog *self)
{
  TriLibrary *library = reader_session_get_library (self->session);
  TriKindReason reason = { 0 };
  g_autofree char *words = NULL;

  if (!tri_library_get_kind_reason (library, self->work->id, &reason))
    return;

  words = reader_link_words_dup_reason (self->work->kind, &reason);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->kind_row), words);
}

/**
 * reader_work_dialog_new:
 * @session: the library
 * @work: a work of it
 *
 * Returns: (transfer none): a dialog, not shown yet
 */
GtkWidget *
reader_work_dialog_new (ReaderSession *session,
                        TriWork *work)
{
  ReaderWorkDialog *self = g_object_new (READER_TYPE_WORK_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->work = g_object_ref (work);
  gtk_editable_set_text (self->title_row, work->title);
  adw_combo_row_set_selected (self->kind_row, (guint) work->kind);
  show_reason (self);
  for (guint i = 0; i < work->texts->len; i++)
    {
      GtkWidget *group = reader_text_group_new (g_ptr_array_index (work->texts, i));

      g_ptr_array_add (self->groups, group);
      adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
      g_signal_connect_object (group, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (group, "again", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (group, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (group, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
    }
  place_groups (self);
  edited_cb (self);
  reader_unplaced_list_async (session, work->id, unplaced_listed_cb, g_object_ref (self));
  /* Not the button to cancel, which a space in what is typed would press; and not before there is a
   * window for GTK 4.8 to tell assistive technology of. */
  g_signal_connect_object (self,
                           "map",
                           G_CALLBACK (gtk_widget_grab_focus),
                           self->title_row,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  return GTK_WIDGET (self);
}

/**
 * reader_work_dialog_import_again:
 * @text: of the work
 * @path: (type filename): a new version of it
 *
 * Shows what would become of everything, and replaces the text when the reader says so.
 *
 * Returns: (transfer none): the dialog that does
 */
GtkWidget *
reader_work_dialog_import_again (ReaderWorkDialog *self,
                                 TriText *text,
                                 const char *path)
{
  GtkWidget *dialog = NULL;

  g_return_val_if_fail (READER_IS_WORK_DIALOG (self), NULL);

  dialog = reader_replace_dialog_new (self->session, text, path);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  g_signal_connect_object (dialog, "begun", G_CALLBACK (begun_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));

  return dialog;
}
