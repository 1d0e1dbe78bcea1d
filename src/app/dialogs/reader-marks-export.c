/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-marks-export.h"

#include "dialogs/reader-choice-words.h"
#include "dialogs/reader-file-chooser.h"
#include "formats/tri-export-marks.h"
#include "library/tri-library-bookmarks.h"
#include "tri-output.h"

#include <glib/gi18n.h>

#define MAX_PREVIEW 3
#define MAX_SHOWN 2000 /* code points of the preview */

/* What is exported. */
typedef enum
{
  WHAT_SELECTED,
  WHAT_SHOWN,
  WHAT_WORK,
  WHAT_ALL,
} What;

struct _ReaderMarksExport
{
  AdwWindow parent_instance;

  GtkWidget *page;
  AdwComboRow *what_row;
  AdwComboRow *format_row;
  GtkEditable *languages_row;
  GtkWidget *template_group;
  GtkTextView *template_view;
  GtkTextBuffer *template_buffer;
  GtkLabel *preview_label;

  GtkLabel *language_label;

  ReaderSession *session;
  gint64 work;
  ReaderBookmarkQuery *shown;
  GArray *selected;
  GArray *whats; /* (element-type What): as they stand in the list */
  char *template_name;
  GtkNativeDialog *chooser;
  GCancellable *previewing;
  GCancellable *exporting;
};

G_DEFINE_FINAL_TYPE (ReaderMarksExport, reader_marks_export, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_EXPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is done on the worker. ids: NULL for those that are asked for; path: NULL for the first
 * lines, which are the result. */
typedef struct
{
  ReaderBookmarkQuery *query;
  GArray *ids;
  const TriMarksFormat *format;
  char *tmpl;
  char *template_name;
  GStrv languages;
  char *path;
} Job;

static void
free_job (gpointer data)
{
  Job *self = data;

  reader_bookmark_query_free (self->query);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self->template_name);
  g_free (self->tmpl);
  g_strfreev (self->languages);
  g_free (self->path);
  g_free (self);
}

static GOutputStream *
open_stream (const Job *self, GError **error)
{
  g_autoptr (GFile) file = self->path ? g_file_new_for_path (self->path) : NULL;

  if (!file)
    return g_memory_output_stream_new_resizable ();
  return tri_output_open (file, NULL, error);
}

static char *
take_result (const Job *self, GOutputStream *stream, guint n, GError **error)
{
  gboolean is_written = self->path
                        || g_output_stream_write_all (stream, "", 1, NULL, NULL, error);

  if (!tri_output_close (stream, is_written, NULL, error))
    return NULL;
  if (!self->path)
    return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
  return g_strdup_printf (ngettext ("%u bookmark or note written",
                                    "%u bookmarks and notes written",
                                    n),
                          n);
}

static GArray *
list_ids (TriLibrary *library, const Job *self, GError **error)
{
  return self->ids ? g_array_ref (self->ids)
                   : tri_library_find_marks (library, &self->query->asked, error);
}

static gpointer
run (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *self = data;
  g_autoptr (TriMarksTemplate) tmpl = NULL;
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (GArray) ids = list_ids (library, self, error);
  TriMarksExport export;

  if (!ids)
    return NULL;
  if (self->format == &tri_marks_by_template
      && !(tmpl = tri_marks_template_new (self->template_name, self->tmpl, error)))
    return NULL;
  if (!(stream = open_stream (self, error)))
    return NULL;
  export = (TriMarksExport){ self->format,
                             tmpl,
                             (const char *const *) self->languages,
                             (const gint64 *) (gpointer) ids->data,
                             self->path ? ids->len : MIN (ids->len, MAX_PREVIEW) };
  if (tri_export_marks (library, &export, stream, NULL, NULL, cancellable, error))
    return take_result (self, stream, ids->len, error);
  tri_output_close (stream, FALSE, NULL, NULL);
  return NULL;
}

static GStrv
dup_languages (ReaderMarksExport *self)
{
  g_auto (GStrv) words = g_strsplit_set (gtk_editable_get_text (self->languages_row), ", ", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; words[i]; i++)
    if (words[i][0])
      {
        g_strv_builder_add (builder, words[i]);
        n++;
      }
  return n ? g_strv_builder_end (builder) : NULL;
}

/* Files have one text after the other, whatever the rows are. */
static ReaderBookmarkQuery *
make_query (ReaderMarksExport *self, What what)
{
  static const ReaderBookmarkQuery all = { { 0 } };
  ReaderBookmarkQuery *query;

  query = reader_bookmark_query_copy (what == WHAT_SHOWN ? self->shown : &all);
  if (what == WHAT_WORK)
    query->asked.work = self->work;
  if (query->asked.order == TRI_BOOKMARK_ORDER_ROWS)
    query->asked.order = TRI_BOOKMARK_ORDER_PLACE;
  return query;
}

static Job *
make_job (ReaderMarksExport *self)
{
  Job *job = g_new0 (Job, 1);
  guint selected = adw_combo_row_get_selected (self->format_row);
  guint what = MIN (adw_combo_row_get_selected (self->what_row), self->whats->len - 1);
  GtkTextIter start;
  GtkTextIter end;

  job->query = make_query (self, g_array_index (self->whats, What, what));
  if (g_array_index (self->whats, What, what) == WHAT_SELECTED)
    job->ids = g_array_ref (self->selected);
  job->format = tri_marks_list_formats ()[selected];
  gtk_text_buffer_get_bounds (self->template_buffer, &start, &end);
  job->tmpl = gtk_text_buffer_get_text (self->template_buffer, &start, &end, FALSE);
  job->template_name = g_strdup (self->template_name ? self->template_name : _ ("Template"));
  job->languages = dup_languages (self);
  return job;
}

/* --- the first lines --- */

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReaderMarksExport) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = tri_worker_run_finish (TRI_WORKER (source), result, &error);
  g_autofree char *begin = NULL;

  if (!self->session || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (text)
    begin = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_SHOWN));
  gtk_label_set_text (self->preview_label, begin ? begin : error->message);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "marks.export", text != NULL);
}

static void
preview (ReaderMarksExport *self)
{
  Job *job;

  if (!self->session)
    return;
  g_cancellable_cancel (self->previewing);
  g_clear_object (&self->previewing);
  self->previewing = g_cancellable_new ();
  job = make_job (self);
  gtk_widget_set_visible (self->template_group, job->format == &tri_marks_by_template);
  tri_worker_run_async (reader_session_get_asker (self->session),
                        run,
                        job,
                        free_job,
                        g_free,
                        self->previewing,
                        previewed_cb,
                        g_object_ref (self));
}

/* --- the file --- */

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReaderMarksExport) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (!self->session)
    return;
  if (words)
    {
      g_signal_emit (self, signals[SIGNAL_EXPORTED], 0, words);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_widget_set_sensitive (self->page, TRUE);
  gtk_label_set_text (self->preview_label, error->message);
}

static void
chosen_cb (ReaderMarksExport *self, int response)
{
  g_autoptr (GFile) file = reader_file_chooser_take_file (&self->chooser, response);
  Job *job;

  if (!file || !self->session)
    return;
  job = make_job (self);
  job->path = g_file_get_path (file);
  gtk_widget_set_sensitive (self->page, FALSE);
  g_clear_object (&self->exporting);
  self->exporting = g_cancellable_new ();
  tri_worker_run_async (reader_session_get_asker (self->session),
                        run,
                        job,
                        free_job,
                        g_free,
                        self->exporting,
                        exported_cb,
                        g_object_ref (self));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderMarksExport *self = READER_MARKS_EXPORT (widget);
  guint selected = adw_combo_row_get_selected (self->format_row);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Export Bookmarks and Notes"),
                                                               GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                                               NULL,
                                                               NULL);
  g_autofree char *file = g_strdup_printf ("%s.%s",
                                           _ ("bookmarks"),
                                           tri_marks_list_formats ()[selected]->extension);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), file);
  reader_file_chooser_show (&self->chooser, chooser, G_CALLBACK (chosen_cb), self);
}

/* --- the template --- */

void
reader_marks_export_load_template (ReaderMarksExport *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = tri_marks_template_read (path, &error);
  const TriMarksFormat *const *formats = tri_marks_list_formats ();

  if (!text)
    {
      gtk_label_set_text (self->preview_label, error->message);
      return;
    }
  g_free (self->template_name);
  self->template_name = g_filename_display_basename (path);
  for (guint i = 0; formats[i]; i++)
    if (formats[i] == &tri_marks_by_template)
      adw_combo_row_set_selected (self->format_row, i);
  gtk_text_buffer_set_text (self->template_buffer, text, -1);
}

static void
template_chosen_cb (ReaderMarksExport *self, int response)
{
  g_autofree char *path = reader_file_chooser_take_path (&self->chooser, response);

  if (path)
    reader_marks_export_load_template (self, path);
}

static void
open_template_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderMarksExport *self = READER_MARKS_EXPORT (widget);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Choose a Template"),
                                                               GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                                               NULL,
                                                               NULL);

  reader_file_chooser_show (&self->chooser, chooser, G_CALLBACK (template_chosen_cb), self);
}

static void
fill_language (ReaderMarksExport *self)
{
  g_autofree char *names = tri_marks_template_dup_names ();
  g_autofree char *words = NULL;

  /* Translators: %s is the list of placeholders, such as {quote}; names in braces stay as they
   * are. */
  words = g_strdup_printf (_ ("A template is written once for each bookmark or note, with what it "
                              "says in place of the names in braces:\n%s.\n\n"
                              "{counterpart:nl} is the counterpart in a language. {#note}…{/note} "
                              "is written only where there is a note, {^note}…{/note} only where "
                              "there is none; {#labels}…{/labels} once for each label, with "
                              "{label} in it, {#counterparts}…{/counterparts} once for each "
                              "language. {#new-work} and {#new-chapter} stand where one begins. "
                              "What stands around {#marks}…{/marks} is written once for all.\n\n"
                              "{quote|html} writes it as HTML wants it; there are also json, tex, "
                              "plain (without Markdown) and line (in one line). A brace is "
                              "written {{ or }}.\n\n"
                              "For a table: {#marks}{number};{quote|line};{note|line}{/marks}"),
                           names);
  gtk_label_set_text (self->language_label, words);
}

static void
reader_marks_export_finalize (GObject *object)
{
  ReaderMarksExport *self = READER_MARKS_EXPORT (object);

  g_clear_pointer (&self->shown, reader_bookmark_query_free);
  g_clear_pointer (&self->selected, g_array_unref);
  g_array_unref (self->whats);
  g_free (self->template_name);

  G_OBJECT_CLASS (reader_marks_export_parent_class)->finalize (object);
}

static void
reader_marks_export_dispose (GObject *object)
{
  ReaderMarksExport *self = READER_MARKS_EXPORT (object);

  g_cancellable_cancel (self->previewing);
  g_clear_object (&self->previewing);
  g_cancellable_cancel (self->exporting);
  g_clear_object (&self->exporting);
  g_clear_object (&self->chooser);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_MARKS_EXPORT);

  G_OBJECT_CLASS (reader_marks_export_parent_class)->dispose (object);
}

static void
reader_marks_export_class_init (ReaderMarksExportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_marks_export_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_marks_export_finalize;
  signals[SIGNAL_EXPORTED] = g_signal_new ("exported",
                                           READER_TYPE_MARKS_EXPORT,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           1,
                                           G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "marks.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "marks.template", NULL, open_template_action);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_o,
                                       GDK_CONTROL_MASK,
                                       "marks.template",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Return,
                                       GDK_CONTROL_MASK,
                                       "marks.export",
                                       NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-marks-export.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderMarksExport, page);
  gtk_widget_class_bind_template_child (widget_class, ReaderMarksExport, what_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderMarksExport, format_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderMarksExport, languages_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderMarksExport, template_group);
  gtk_widget_class_bind_template_child (widget_class, ReaderMarksExport, template_view);
  gtk_widget_class_bind_template_child (widget_class, ReaderMarksExport, template_buffer);
  gtk_widget_class_bind_template_child (widget_class, ReaderMarksExport, language_label);
  gtk_widget_class_bind_template_child (widget_class, ReaderMarksExport, preview_label);
  gtk_widget_class_bind_template_callback (widget_class, preview);
}

static void
reader_marks_export_init (ReaderMarksExport *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const TriMarksFormat *const *formats = tri_marks_list_formats ();

  self->whats = g_array_new (FALSE, FALSE, sizeof (What));
  gtk_widget_init_template (GTK_WIDGET (self));
  reader_choice_words_show_wholly (self->what_row);
  reader_choice_words_show_wholly (self->format_row);
  fill_language (self);
  for (; *formats; formats++)
    gtk_string_list_append (names, _ ((*formats)->name));
  adw_combo_row_set_model (self->format_row, G_LIST_MODEL (names));
  gtk_text_buffer_set_text (self->template_buffer, tri_marks_template_get_example (), -1);
}

static void
add_what (ReaderMarksExport *self, GtkStringList *names, What what, const char *name)
{
  gtk_string_list_append (names, name);
  g_array_append_val (self->whats, what);
}

/* The nearest first: what is selected in the list, what it shows, the work. */
static void
fill_whats (ReaderMarksExport *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *selected = NULL;
  guint n = self->selected ? self->selected->len : 0;

  selected = g_strdup_printf (ngettext ("The %u that is selected",
                                        "The %u that are selected",
                                        n),
                              n);
  if (n > 0)
    add_what (self, names, WHAT_SELECTED, selected);
  if (self->shown)
    add_what (self, names, WHAT_SHOWN, _ ("Those listed"));
  if (self->work)
    add_what (self, names, WHAT_WORK, _ ("Those of this work"));
  add_what (self, names, WHAT_ALL, _ ("Those of all works"));
  adw_combo_row_set_model (self->what_row, G_LIST_MODEL (names));
}

/* One row is selected wherever the keyboard was, which says nothing. */
static guint
find_default (ReaderMarksExport *self)
{
  gboolean is_one = self->selected && self->selected->len == 1;

  return is_one && self->whats->len > 1 ? 1 : 0;
}

GtkWidget *
reader_marks_export_new (ReaderSession *session, const ReaderMarksChoice *choice)
{
  ReaderMarksExport *self = g_object_new (READER_TYPE_MARKS_EXPORT, NULL);

  self->work = choice->work ? choice->work->id : 0;
  self->shown = choice->shown ? reader_bookmark_query_copy (choice->shown) : NULL;
  self->selected = choice->selected ? g_array_copy (choice->selected) : NULL;
  fill_whats (self);
  adw_combo_row_set_selected (self->what_row, find_default (self));
  self->session = g_object_ref (session);
  preview (self);
  /* Not the button to cancel. */
  g_signal_connect_object (self,
                           "map",
                           G_CALLBACK (gtk_widget_grab_focus),
                           self->what_row,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return GTK_WIDGET (self);
}
