/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-marks-import.h"

#include "library/tri-library-marks.h"
#include "library/tri-library-works.h"

#include <glib/gi18n.h>

/* So many marks have a row of their own. */
#define MAX_SHOWN 50
#define TICK 100 /* milliseconds between two looks at how far it is */

/* How far a job is, for both threads. taken: what is on the disk, once it ended. */
typedef struct
{
  int n_done;
  int n_all;
  int n_taken;
} Progress;

struct _ReaderMarksImport
{
  AdwWindow parent_instance;

  GtkWidget *page;
  AdwActionRow *summary_row;
  AdwComboRow *text_row;
  AdwPreferencesGroup *items_group;
  GtkWidget *progress_bar;

  ReaderSession *session;
  char *path;
  GArray *texts;   /* (element-type gint64): as they stand in the list, from the second on */
  GPtrArray *rows; /* AdwActionRow */
  GCancellable *looking;
  GCancellable *importing;
  Progress *progress; /* of the file that is looked at, or imported */
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (ReaderMarksImport, reader_marks_import, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_IMPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  char *path;
  gint64 text;
  gboolean dry_run;
  Progress *progress;
} Job;

static void
free_job (gpointer data)
{
  Job *self = data;

  g_atomic_rc_box_release (self->progress);
  g_free (self->path);
  g_free (self);
}

static void
free_outcome (gpointer data)
{
  tri_marks_outcome_clear (data);
  g_free (data);
}

static void
progress_cb (guint n_done, guint n_all, gpointer data)
{
  Progress *progress = data;

  g_atomic_int_set (&progress->n_done, (int) n_done);
  g_atomic_int_set (&progress->n_all, (int) n_all);
}

static guint
count_taken (const TriMarksOutcome *outcome)
{
  return outcome->counts[TRI_MARKS_ADDED] + outcome->counts[TRI_MARKS_UPDATED]
         + outcome->counts[TRI_MARKS_DOUBTFUL] + outcome->counts[TRI_MARKS_NO_PLACE];
}

static gpointer
run (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *self = data;
  const TriMarksImport import = { self->path, 0, self->text, self->dry_run };
  TriMarksOutcome *outcome = g_new0 (TriMarksOutcome, 1);

  if (tri_library_import_marks (library,
                                &import,
                                outcome,
                                progress_cb,
                                self->progress,
                                cancellable,
                                error))
    return outcome;
  if (!self->dry_run)
    g_atomic_int_set (&self->progress->n_taken, (int) count_taken (outcome));
  free_outcome (outcome);
  return NULL;
}

/* A short file is done before anybody sees a bar. */
static gboolean
tick_cb (gpointer data)
{
  ReaderMarksImport *self = data;
  int n_done = g_atomic_int_get (&self->progress->n_done);
  int n_all = g_atomic_int_get (&self->progress->n_all);

  gtk_widget_set_visible (self->progress_bar, TRUE);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress_bar),
                                 n_all > 0 ? (double) n_done / n_all : 0);
  return G_SOURCE_CONTINUE;
}

static void
end_progress (ReaderMarksImport *self)
{
  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->session)
    gtk_widget_set_visible (self->progress_bar, FALSE);
}

static Progress *
begin_progress (ReaderMarksImport *self)
{
  g_clear_pointer (&self->progress, g_atomic_rc_box_release);
  self->progress = g_atomic_rc_box_new0 (Progress);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  self->tick_id = g_timeout_add (TICK, tick_cb, self);
  return g_atomic_rc_box_acquire (self->progress);
}

static Job *
make_job (ReaderMarksImport *self, gboolean dry_run)
{
  Job *job = g_new0 (Job, 1);
  guint selected = adw_combo_row_get_selected (self->text_row);

  job->path = g_strdup (self->path);
  if (selected > 0 && selected <= self->texts->len)
    job->text = g_array_index (self->texts, gint64, selected - 1);
  job->dry_run = dry_run;
  job->progress = begin_progress (self);
  return job;
}

/* --- what would become of them --- */

static void
add_row (ReaderMarksImport *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_focusable (row, TRUE);
  adw_preferences_group_add (self->items_group, row);
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (ReaderMarksImport *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->items_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
add_item (ReaderMarksImport *self, const TriMarksItem *item)
{
  g_autofree char *about = g_strdup_printf ("%s%s%s",
                                            tri_marks_fate_to_words (item->fate),
                                            item->words[0] ? " – " : "",
                                            item->words);

  add_row (self, item->quote, about);
}

static void
show_outcome (ReaderMarksImport *self, const TriMarksOutcome *outcome)
{
  g_autofree char *name = g_filename_display_basename (self->path);
  g_autofree char *title = g_strdup_printf ("%s – %s", name, _ (outcome->source));
  g_autofree char *words = NULL;

  words = g_strdup_printf (ngettext ("%u bookmark or note",
                                     "%u bookmarks and notes",
                                     outcome->n_marks),
                           outcome->n_marks);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->summary_row), title);
  adw_action_row_set_subtitle (self->summary_row, words);
  for (guint i = 0; i < TRI_N_MARKS_FATES; i++)
    if (outcome->counts[i])
      {
        g_autofree char *count = g_strdup_printf ("%u", outcome->counts[i]);

        add_row (self, tri_marks_fate_to_words (i), count);
      }
  for (guint i = 0; i < MIN (outcome->items->len, MAX_SHOWN); i++)
    add_item (self, g_ptr_array_index (outcome->items, i));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReaderMarksImport) self = user_data;
  g_autoptr (GError) error = NULL;
  TriMarksOutcome *outcome = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (self->session && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      end_progress (self);
      clear_rows (self);
      if (outcome)
        show_outcome (self, outcome);
      else
        adw_action_row_set_subtitle (self->summary_row, error->message);
      gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                     "marks.import",
                                     outcome && outcome->n_marks);
    }
  g_clear_pointer (&outcome, free_outcome);
}

static void
look (ReaderMarksImport *self)
{
  if (!self->session)
    return;
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "marks.import", FALSE);
  tri_worker_run_async (reader_session_get_asker (self->session),
                        run,
                        make_job (self, TRUE),
                        free_job,
                        free_outcome,
                        self->looking,
                        looked_cb,
                        g_object_ref (self));
}

/* --- importing --- */

/* What an import had written when it was stopped, or failed, stays. */
static void
tell_taken (ReaderMarksImport *self)
{
  guint n = (guint) g_atomic_int_get (&self->progress->n_taken);
  g_autofree char *words = NULL;

  if (n == 0)
    return;
  words = g_strdup_printf (ngettext ("%u bookmark or note was imported until then",
                                     "%u bookmarks and notes were imported until then",
                                     n),
                           n);
  g_signal_emit (self, signals[SIGNAL_IMPORTED], 0, words);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReaderMarksImport) self = user_data;
  g_autoptr (GError) error = NULL;
  TriMarksOutcome *outcome = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (outcome)
    {
      guint n = count_taken (outcome);
      g_autofree char *words = g_strdup_printf (ngettext ("%u bookmark or note imported",
                                                          "%u bookmarks and notes imported",
                                                          n),
                                                n);

      g_signal_emit (self, signals[SIGNAL_IMPORTED], 0, words);
    }
  else
    tell_taken (self);
  end_progress (self);
  if (self->session && outcome)
    gtk_window_destroy (GTK_WINDOW (self));
  else if (self->session)
    {
      adw_action_row_set_subtitle (self->summary_row, error->message);
      gtk_widget_set_sensitive (self->page, TRUE);
    }
  g_clear_pointer (&outcome, free_outcome);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderMarksImport *self = READER_MARKS_IMPORT (widget);

  gtk_widget_action_set_enabled (widget, "marks.import", FALSE);
  gtk_widget_set_sensitive (self->page, FALSE);
  g_clear_object (&self->importing);
  self->importing = g_cancellable_new ();
  tri_worker_run_async (reader_session_get_writer (self->session),
                        run,
                        make_job (self, FALSE),
                        free_job,
                        free_outcome,
                        self->importing,
                        imported_cb,
                        g_object_ref (self));
}

static void
reader_marks_import_dispose (GObject *object)
{
  ReaderMarksImport *self = READER_MARKS_IMPORT (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  /* Who closes the dialog meanwhile stops it. */
  g_cancellable_cancel (self->importing);
  g_clear_object (&self->importing);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_MARKS_IMPORT);

  G_OBJECT_CLASS (reader_marks_import_parent_class)->dispose (object);
}

static void
reader_marks_import_finalize (GObject *object)
{
  ReaderMarksImport *self = READER_MARKS_IMPORT (object);

  g_clear_pointer (&self->progress, g_atomic_rc_box_release);
  g_free (self->path);
  g_array_unref (self->texts);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (reader_marks_import_parent_class)->finalize (object);
}

static void
reader_marks_import_class_init (ReaderMarksImportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_marks_import_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_marks_import_finalize;
  signals[SIGNAL_IMPORTED] = g_signal_new ("imported",
                                           READER_TYPE_MARKS_IMPORT,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           1,
                                           G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "marks.import", NULL, import_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Return,
                                       GDK_CONTROL_MASK,
                                       "marks.import",
                                       NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-marks-import.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderMarksImport, page);
  gtk_widget_class_bind_template_child (widget_class, ReaderMarksImport, summary_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderMarksImport, text_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderMarksImport, items_group);
  gtk_widget_class_bind_template_child (widget_class, ReaderMarksImport, progress_bar);
  gtk_widget_class_bind_template_callback (widget_class, look);
}

static void
reader_marks_import_init (ReaderMarksImport *self)
{
  self->texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->summary_row), FALSE);
}

static void
fill_texts (ReaderMarksImport *self, TriLibrary *library)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) works = tri_library_list_works (library, NULL);

  gtk_string_list_append (names, _ ("the texts that the file names"));
  for (guint i = 0; works && i < works->len; i++)
    {
      TriWork *work = g_ptr_array_index (works, i);

      for (guint j = 0; j < work->texts->len; j++)
        {
          TriText *text = g_ptr_array_index (work->texts, j);
          g_autofree char *name = g_strdup_printf ("%s (%s)", text->title, text->lang);

          gtk_string_list_append (names, name);
          g_array_append_val (self->texts, text->id);
        }
    }
  adw_combo_row_set_model (self->text_row, G_LIST_MODEL (names));
}

/**
 * reader_marks_import_new:
 * @path: (type filename): ours, of Hypothesis, of Foliate
 *
 * Returns: (transfer none): a dialog, not shown yet, that looks into the file
 */
GtkWidget *
reader_marks_import_new (ReaderSession *session, const char *path)
{
  ReaderMarksImport *self = g_object_new (READER_TYPE_MARKS_IMPORT, NULL);

  self->path = g_strdup (path);
  fill_texts (self, reader_session_get_library (session));
  self->session = g_object_ref (session);
  look (self);
  /* Not the button to cancel. */
  g_signal_connect_object (self,
                           "map",
                           G_CALLBACK (gtk_widget_grab_focus),
                           self->text_row,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return GTK_WIDGET (self);
}
