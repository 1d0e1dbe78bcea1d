/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-work-export.h"

#include "dialogs/reader-choice-words.h"
#include "dialogs/reader-file-chooser.h"
#include "dialogs/reader-work-export-job.h"
#include "reader-print.h"
#include "reader-words.h"

#include <glib/gi18n.h>

struct _ReaderWorkExport
{
  AdwWindow parent_instance;

  AdwComboRow *what_row;
  AdwComboRow *format_row;
  AdwPreferencesGroup *texts_group;
  GtkWidget *notes_row;
  GtkSwitch *notes_switch;
  GtkWidget *entities_row;
  GtkSwitch *entities_switch;
  GtkWidget *problem_group;
  GtkLabel *problem_label;

  ReaderSession *session;
  TriWork *work;
  GArray *texts;     /* gint64, as they stand in the list */
  GPtrArray *checks; /* GtkCheckButton: one a text */
  gint64 focus;
  GArray *selections;
  GArray *marks;
  ReaderBookmarkQuery *shown;
  GArray *whats; /* ReaderExportWhat, as they stand in the list */
  GtkNativeDialog *chooser;
  GCancellable *checking;
  GCancellable *looking;
};

G_DEFINE_FINAL_TYPE (ReaderWorkExport, reader_work_export, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_BEGUN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const TriExporter *
get_format (ReaderWorkExport *self)
{
  return tri_exporters_get_all ()[adw_combo_row_get_selected (self->format_row)];
}

static GArray *
dup_array (GArray *array)
{
  return array != NULL ? g_array_copy (array) : NULL;
}

static ReaderExportJob *
make_job (ReaderWorkExport *self)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  ReaderExportJob *job = reader_export_job_new ();
  guint what = MIN (adw_combo_row_get_selected (self->what_row), self->whats->len - 1);

  job->format = get_format (self);
  job->what = g_array_index (self->whats, ReaderExportWhat, what);
  job->work = self->work->id;
  job->texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->texts->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      g_array_append_val (job->texts, g_array_index (self->texts, gint64, i));
  job->selections = dup_array (self->selections);
  job->passage = self->focus;
  job->marks = dup_array (self->marks);
  job->query = self->shown != NULL ? reader_bookmark_query_copy (self->shown) : NULL;
  job->with_notes = gtk_switch_get_active (self->notes_switch);
  job->with_entities = gtk_switch_get_active (self->entities_switch);
  job->font = g_settings_get_string (settings, "font");
  return job;
}

/* --- whether it can be done --- */

static void
show_problem (ReaderWorkExport *self, const char *words)
{
  gtk_label_set_text (self->problem_label, words);
  gtk_widget_set_visible (self->problem_group, *words != '\0');
}

static void
set_ready (ReaderWorkExport *self, gboolean can_export, gboolean can_print)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "work-export.write", can_export);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "work-export.print", can_print);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReaderWorkExport) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *fine = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  show_problem (self, error != NULL ? error->message : "");
  /* Paper takes any texts and any stretch of them, if there is one. */
  set_ready (self,
             error == NULL,
             error == NULL || !g_error_matches (error, TRI_ERROR, TRI_ERROR_NOT_FOUND));
}

static void
check (ReaderWorkExport *self)
{
  ReaderExportJob *job = NULL;
  const TriExporter *format = NULL;

  if (self->session == NULL)
    return;
  format = get_format (self);
  gtk_widget_set_sensitive (self->notes_row, (format->flags & TRI_EXPORTER_NOTES) != 0);
  gtk_widget_set_sensitive (self->entities_row, (format->flags & TRI_EXPORTER_ENTITIES) != 0);
  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  job = make_job (self);
  if (job->texts->len == 0)
    {
      reader_export_job_unref (job);
      show_problem (self, _ ("Choose one text at least."));
      set_ready (self, FALSE, FALSE);
      return;
    }
  self->checking = g_cancellable_new ();
  tri_worker_run_async (reader_session_get_asker (self->session),
                        reader_export_job_run,
                        job,
                        (GDestroyNotify) reader_export_job_unref,
                        g_free,
                        self->checking,
                        checked_cb,
                        g_object_ref (self));
}

/* --- the file --- */

/* It may take a while, and nobody has to look on: whoever asked goes on with it. */
static void
write_file (ReaderWorkExport *self, GFile *file)
{
  ReaderExportJob *job = make_job (self);

  job->file = g_object_ref (file);
  g_signal_emit (self, signals[SIGNAL_BEGUN], 0, job);
  reader_export_job_unref (job);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
chosen_cb (ReaderWorkExport *self, int response)
{
  g_autoptr (GFile) file = reader_file_chooser_take_file (&self->chooser, response);

  if (file != NULL && self->session != NULL)
    write_file (self, file);
}

static void
write_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderWorkExport *self = READER_WORK_EXPORT (widget);
  g_autofree char *title = g_strdelimit (g_strdup (self->work->title), "/\n", '-');
  g_autofree char *file = g_strdup_printf ("%s.%s", title, get_format (self)->extension);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Export"),
                                                               GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                                               NULL,
                                                               NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), file);
  reader_file_chooser_show (&self->chooser, chooser, G_CALLBACK (chosen_cb), self);
}

/* --- paper --- */

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReaderWorkExport) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ranges = tri_worker_run_finish (TRI_WORKER (source), result, &error);
  TriExportOptions options = { 0 };
  ReaderExportJob *job = NULL;

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (ranges == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  job = make_job (self);
  options.work = job->work;
  options.texts = (const gint64 *) (gpointer) job->texts->data;
  options.n_texts = job->texts->len;
  options.ranges = ranges->len > 0 ? ranges : NULL;
  options.with_notes = job->with_notes;
  options.with_entities = job->with_entities;
  options.font = job->font;
  if (reader_print_run (reader_session_get_library (self->session),
                        &options,
                        GTK_WINDOW (self),
                        &error))
    gtk_window_destroy (GTK_WINDOW (self));
  else if (error != NULL)
    show_problem (self, error->message);
  reader_export_job_unref (job);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderWorkExport *self = READER_WORK_EXPORT (widget);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  tri_worker_run_async (reader_session_get_asker (self->session),
                        reader_export_job_find_ranges,
                        make_job (self),
                        (GDestroyNotify) reader_export_job_unref,
                        (GDestroyNotify) g_array_unref,
                        self->looking,
                        found_cb,
                        g_object_ref (self));
}

/* --- what there is to choose --- */

static void
add_what (ReaderWorkExport *self, GtkStringList *names, ReaderExportWhat what, const char *name)
{
  gtk_string_list_append (names, name);
  g_array_append_val (self->whats, what);
}

static void
fill_whats (ReaderWorkExport *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n = self->marks != NULL ? self->marks->len : 0;
  g_autofree char *selected = g_strdup_printf (ngettext ("The %u bookmark that is selected",
                                                         "The %u bookmarks that are selected",
                                                         n),
                                               n);

  add_what (self, names, READER_EXPORT_ALL, _ ("The whole work"));
  if (self->focus != 0)
    add_what (self, names, READER_EXPORT_DIVISION, _ ("This chapter"));
  if (self->selections != NULL && self->selections->len > 0)
    add_what (self, names, READER_EXPORT_SELECTION, _ ("What is selected"));
  if (n > 0)
    add_what (self, names, READER_EXPORT_MARKS_SELECTED, selected);
  if (self->shown != NULL)
    add_what (self, names, READER_EXPORT_MARKS_SHOWN, _ ("The bookmarks listed"));
  add_what (self, names, READER_EXPORT_MARKS, _ ("All bookmarks of this work"));
  adw_combo_row_set_model (self->what_row, G_LIST_MODEL (names));
}

/* Who selected something means that. */
static guint
find_what (ReaderWorkExport *self)
{
  for (guint i = 0; i < self->whats->len; i++)
    if (g_array_index (self->whats, ReaderExportWhat, i) == READER_EXPORT_SELECTION)
      return i;
  return 0;
}

static void
add_text (ReaderWorkExport *self, gint64 id, gboolean is_shown)
{
  TriText *text = tri_work_get_text (self->work, id);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check_button = gtk_check_button_new ();
  g_autofree char *language = reader_words_dup_language (text->lang);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), language);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check_button), is_shown);
  gtk_widget_set_valign (check_button, GTK_ALIGN_CENTER);
  /* The row names it. */
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check_button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check_button);
  g_signal_connect_object (check_button, "toggled", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->texts_group, row);
  g_array_append_val (self->texts, id);
  g_ptr_array_add (self->checks, check_button);
}

static gboolean
has_text (GArray *texts, gint64 id)
{
  for (guint i = 0; i < texts->len; i++)
    if (g_array_index (texts, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* The shown ones first, as they stand. */
static void
fill_texts (ReaderWorkExport *self, GArray *shown)
{
  for (guint i = 0; i < shown->len; i++)
    add_text (self, g_array_index (shown, gint64, i), TRUE);
  for (guint i = 0; i < self->work->texts->len; i++)
    {
      const TriText *text = g_ptr_array_index (self->work->texts, i);

      if (!has_text (shown, text->id))
        add_text (self, text->id, FALSE);
    }
}

void
reader_work_export_choose_format (ReaderWorkExport *self, const char *nick)
{
  const TriExporter *const *formats = tri_exporters_get_all ();

  for (guint i = 0; formats[i] != NULL; i++)
    if (g_str_equal (formats[i]->nick, nick))
      adw_combo_row_set_selected (self->format_row, i);
}

static void
reader_work_export_finalize (GObject *object)
{
  ReaderWorkExport *self = READER_WORK_EXPORT (object);

  g_array_unref (self->texts);
  g_ptr_array_unref (self->checks);
  g_array_unref (self->whats);
  g_clear_pointer (&self->selections, g_array_unref);
  g_clear_pointer (&self->marks, g_array_unref);
  g_clear_pointer (&self->shown, reader_bookmark_query_free);
  g_clear_object (&self->work);

  G_OBJECT_CLASS (reader_work_export_parent_class)->finalize (object);
}

static void
reader_work_export_dispose (GObject *object)
{
  ReaderWorkExport *self = READER_WORK_EXPORT (object);

  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_object (&self->chooser);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_WORK_EXPORT);

  G_OBJECT_CLASS (reader_work_export_parent_class)->dispose (object);
}

static void
reader_work_export_class_init (ReaderWorkExportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_work_export_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_work_export_finalize;
  signals[SIGNAL_BEGUN] = g_signal_new ("begun",
                                        READER_TYPE_WORK_EXPORT,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        G_TYPE_POINTER);
  gtk_widget_class_install_action (widget_class, "work-export.write", NULL, write_action);
  gtk_widget_class_install_action (widget_class, "work-export.print", NULL, print_action);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Return,
                                       GDK_CONTROL_MASK,
                                       "work-export.write",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_p,
                                       GDK_CONTROL_MASK,
                                       "work-export.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-work-export.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderWorkExport, what_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderWorkExport, format_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderWorkExport, texts_group);
  gtk_widget_class_bind_template_child (widget_class, ReaderWorkExport, notes_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderWorkExport, notes_switch);
  gtk_widget_class_bind_template_child (widget_class, ReaderWorkExport, entities_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderWorkExport, entities_switch);
  gtk_widget_class_bind_template_child (widget_class, ReaderWorkExport, problem_group);
  gtk_widget_class_bind_template_child (widget_class, ReaderWorkExport, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, check);
}

static void
reader_work_export_init (ReaderWorkExport *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const TriExporter *const *formats = tri_exporters_get_all ();

  self->texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->checks = g_ptr_array_new ();
  self->whats = g_array_new (FALSE, FALSE, sizeof (ReaderExportWhat));
  gtk_widget_init_template (GTK_WIDGET (self));
  reader_choice_words_show_wholly (self->what_row);
  reader_choice_words_show_wholly (self->format_row);
  for (; *formats != NULL; formats++)
    gtk_string_list_append (names, _ ((*formats)->label));
  adw_combo_row_set_model (self->format_row, G_LIST_MODEL (names));
}

GtkWidget *
reader_work_export_new (ReaderSession *session, const ReaderWorkChoice *choice)
{
  ReaderWorkExport *self = g_object_new (READER_TYPE_WORK_EXPORT, NULL);

  self->work = g_object_ref (choice->work);
  self->focus = choice->focus;
  self->selections = dup_array (choice->selections);
  self->marks = dup_array (choice->marks);
  self->shown = choice->shown != NULL ? reader_bookmark_query_copy (choice->shown) : NULL;
  fill_whats (self);
  fill_texts (self, choice->texts);
  adw_combo_row_set_selected (self->what_row, find_what (self));
  self->session = g_object_ref (session);
  check (self);
  /* Not the button to cancel. */
  g_signal_connect_object (self,
                           "map",
                           G_CALLBACK (gtk_widget_grab_focus),
                           self->what_row,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return GTK_WIDGET (self);
}
