/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-register-import.h"

#include "dialogs/reader-register-columns.h"
#include "dialogs/reader-register-conflicts.h"
#include "dialogs/reader-register-job.h"
#include "library/tri-library-entities.h"

#include <glib/gi18n.h>

/* So many faults and conflicts have a row of their own. */
#define MAX_SHOWN 50

struct _ReaderRegisterImport
{
  AdwWindow parent_instance;

  GtkWidget *page;
  AdwActionRow *summary_row;
  AdwComboRow *target_row;
  GtkEditable *title_row;
  AdwPreferencesGroup *columns_group;
  AdwComboRow *type_row;
  AdwPreferencesGroup *problems_group;
  AdwPreferencesGroup *conflicts_group;
  AdwComboRow *all_row;

  ReaderSession *session;
  char *path;
  GArray *registers;
  GPtrArray *columns;   /* AdwComboRow: one a column of a table */
  GPtrArray *problems;  /* AdwActionRow */
  GPtrArray *conflicts; /* AdwComboRow */
  GArray *entries;      /* guint: of the conflicts, in their order */
  guint n_conflicts;
  guint n_read;
  GCancellable *looking;
  GCancellable *importing;
  gboolean is_importing;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (ReaderRegisterImport, reader_register_import, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_IMPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void look (ReaderRegisterImport *self);

static gboolean
is_decided (ReaderRegisterImport *self)
{
  guint n_open = self->n_conflicts;

  if (adw_combo_row_get_selected (self->all_row) != TRI_CHOICE_NONE)
    return TRUE;
  for (guint i = 0; i < self->conflicts->len; i++)
    n_open -= adw_combo_row_get_selected (g_ptr_array_index (self->conflicts, i))
              != TRI_CHOICE_NONE;

  return n_open == 0;
}

static void
update (ReaderRegisterImport *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "register.import",
                                 self->looking == NULL
                                     && !self->is_importing
                                     && self->n_read > 0
                                     && is_decided (self));
}

static void
decided_cb (ReaderRegisterImport *self)
{
  update (self);
}

static gint64
get_target (ReaderRegisterImport *self)
{
  guint selected = adw_combo_row_get_selected (self->target_row);

  if (selected == 0 || selected > self->registers->len)
    return 0;

  return g_array_index (self->registers, TriRegister, selected - 1).id;
}

static void
target_selected_cb (ReaderRegisterImport *self)
{
  if (self->registers == NULL)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->title_row), get_target (self) == 0);
  look (self);
}

static void
look_again_cb (ReaderRegisterImport *self)
{
  if (!self->is_filling && self->session != NULL)
    look (self);
}

/* What the reader says of columns, for tri_columns_map(): those that are taken as they were
 * recognised need no word. */
static char *
dup_mapping (ReaderRegisterImport *self)
{
  g_autoptr (GString) mapping = g_string_new (NULL);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const char *word = NULL;

      word = reader_register_columns_get_changed (g_ptr_array_index (self->columns, i));
      if (word != NULL)
        g_string_append_printf (mapping, "%s%s=%u", mapping->len > 0 ? "," : "", word, i + 1);
    }

  return mapping->len > 0 ? g_strdup (mapping->str) : NULL;
}

static ReaderRegisterJob *
make_job (ReaderRegisterImport *self)
{
  ReaderRegisterJob *job = reader_register_job_new (self->path);

  job->target = get_target (self);
  job->title = g_strdup (gtk_editable_get_text (self->title_row));
  job->columns = dup_mapping (self);
  job->type = (int) adw_combo_row_get_selected (self->type_row) - 1;

  return job;
}

static void
clear_rows (AdwPreferencesGroup *group,
            GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

static void
fill_columns (ReaderRegisterImport *self,
              const TriTable *table)
{
  self->is_filling = TRUE;
  for (guint i = 0; i < table->header->len; i++)
    {
      GtkWidget *row = reader_register_columns_new_row (table, i);

      adw_preferences_group_add (self->columns_group, row);
      g_ptr_array_add (self->columns, row);
      g_signal_connect_object (row,
                               "notify::selected",
                               G_CALLBACK (look_again_cb),
                               self,
                               G_CONNECT_SWAPPED);
    }
  self->is_filling = FALSE;
}

static void
add_problem (ReaderRegisterImport *self,
             char *title,
             const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_focusable (row, TRUE);
  adw_preferences_group_add (self->problems_group, row);
  g_ptr_array_add (self->problems, row);
  g_free (title);
}

static void
show_problems (ReaderRegisterImport *self,
               const TriTable *table)
{
  guint n_shown = table != NULL ? MIN (table->problems->len, MAX_SHOWN) : 0;

  clear_rows (self->problems_group, self->problems);
  for (guint i = 0; i < n_shown; i++)
    {
      const TriTableProblem *problem = &g_array_index (table->problems, TriTableProblem, i);
      g_autofree char *line = g_strdup_printf (_ ("line %u"), problem->line);

      add_problem (self, g_strdup (problem->message), line);
    }
  if (table != NULL && table->n_problems > n_shown)
    add_problem (self,
                 g_strdup_printf (ngettext ("%u more line like this",
                                            "%u more lines like these",
                                            table->n_problems - n_shown),
                                  table->n_problems - n_shown),
                 "");
  gtk_widget_set_visible (GTK_WIDGET (self->problems_group), self->problems->len > 0);
}

static void
show_error (ReaderRegisterImport *self,
            const GError *error)
{
  clear_rows (self->problems_group, self->problems);
  add_problem (self, g_strdup (error->message), "");
  gtk_widget_set_visible (GTK_WIDGET (self->problems_group), TRUE);
}

static void
add_conflict (ReaderRegisterImport *self,
              const TriRegisterConflict *conflict)
{
  GtkWidget *row = reader_register_conflicts_new_row (conflict);

  adw_preferences_group_add (self->conflicts_group, row);
  g_ptr_array_add (self->conflicts, row);
  g_array_append_val (self->entries, conflict->entry);
  g_signal_connect_object (row,
                           "notify::selected",
                           G_CALLBACK (decided_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
show_conflicts (ReaderRegisterImport *self,
                const GArray *conflicts)
{
  clear_rows (self->conflicts_group, self->conflicts);
  g_array_set_size (self->entries, 0);
  self->n_conflicts = conflicts != NULL ? conflicts->len : 0;
  for (guint i = 0; i < MIN (self->n_conflicts, MAX_SHOWN); i++)
    add_conflict (self, &g_array_index (conflicts, TriRegisterConflict, i));
  gtk_widget_set_visible (GTK_WIDGET (self->conflicts_group), self->n_conflicts > 0);
}

static void
show_summary (ReaderRegisterImport *self,
              const TriRegisterOutcome *outcome)
{
  g_autofree char *name = g_filename_display_basename (self->path);
  g_autofree char *words = NULL;

  words = g_strdup_printf (_ ("%u entries: %u new, %u known already"),
                           outcome->n_read,
                           outcome->n_added,
                           outcome->n_merged);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->summary_row), name);
  adw_action_row_set_subtitle (self->summary_row, words);
}

static void
show_found (ReaderRegisterImport *self,
            const ReaderRegisterResult *found)
{
  const TriTable *table = found->outcome.table;

  self->n_read = found->error == NULL ? found->outcome.n_read : 0;
  show_summary (self, &found->outcome);
  gtk_widget_set_visible (GTK_WIDGET (self->columns_group), table != NULL);
  if (table != NULL && table->columns != NULL && self->columns->len == 0)
    fill_columns (self, table);
  show_problems (self, table);
  if (found->error != NULL)
    show_error (self, found->error);
  show_conflicts (self, found->outcome.conflicts);
}

static void
looked_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ReaderRegisterImport) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReaderRegisterResult) found = NULL;

  found = reader_register_job_run_finish (object, result, &error);
  if (self->session == NULL
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || (found != NULL
          && g_error_matches (found->error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    return;

  g_clear_object (&self->looking);
  if (found != NULL)
    show_found (self, found);
  else
    show_error (self, error);
  update (self);
}

static void
look (ReaderRegisterImport *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  update (self);
  reader_register_job_run_async (make_job (self),
                                 self->session,
                                 self->looking,
                                 looked_cb,
                                 g_object_ref (self));
}

static void
imported_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (ReaderRegisterImport) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReaderRegisterResult) done = NULL;
  g_autofree char *words = NULL;

  done = reader_register_job_run_finish (object, result, &error);
  self->is_importing = FALSE;
  if (done != NULL && done->error == NULL)
    {
      words = g_strdup_printf (_ ("%u entries imported: %u new, %u known already"),
                               done->outcome.n_read,
                               done->outcome.n_added,
                               done->outcome.n_merged);
      g_signal_emit (self, signals[SIGNAL_IMPORTED], 0, words);
      if (self->session != NULL)
        gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (self->session == NULL)
    return;

  show_error (self, done != NULL ? done->error : error);
  gtk_widget_set_sensitive (self->page, TRUE);
  update (self);
}

static void
take_decisions (ReaderRegisterImport *self,
                ReaderRegisterJob *job)
{
  job->otherwise = (TriRegisterChoice) adw_combo_row_get_selected (self->all_row);
  for (guint i = 0; i < self->conflicts->len; i++)
    {
      guint chosen = adw_combo_row_get_selected (g_ptr_array_index (self->conflicts, i));
      TriRegisterDecision decision = { g_array_index (self->entries, guint, i),
                                       (TriRegisterChoice) chosen };

      if (chosen != TRI_CHOICE_NONE)
        g_array_append_val (job->decisions, decision);
    }
}

static void
import_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  ReaderRegisterImport *self = READER_REGISTER_IMPORT (widget);
  ReaderRegisterJob *job = make_job (self);

  job->dry_run = FALSE;
  take_decisions (self, job);
  self->is_importing = TRUE;
  g_clear_object (&self->importing);
  self->importing = g_cancellable_new ();
  gtk_widget_set_sensitive (self->page, FALSE);
  update (self);
  reader_register_job_run_async (job,
                                 self->session,
                                 self->importing,
                                 imported_cb,
                                 g_object_ref (self));
}

static void
reader_register_import_dispose (GObject *object)
{
  ReaderRegisterImport *self = READER_REGISTER_IMPORT (object);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  /* Who closes the dialog meanwhile wants nothing of it. */
  g_cancellable_cancel (self->importing);
  g_clear_object (&self->importing);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_REGISTER_IMPORT);

  G_OBJECT_CLASS (reader_register_import_parent_class)->dispose (object);
}

static void
reader_register_import_finalize (GObject *object)
{
  ReaderRegisterImport *self = READER_REGISTER_IMPORT (object);

  g_free (self->path);
  g_clear_pointer (&self->registers, g_array_unref);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->conflicts);
  g_array_unref (self->entries);

  G_OBJECT_CLASS (reader_register_import_parent_class)->finalize (object);
}

static void
reader_register_import_class_init (ReaderRegisterImportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_register_import_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_register_import_finalize;

  signals[SIGNAL_IMPORTED] = g_signal_new ("imported",
                                           READER_TYPE_REGISTER_IMPORT,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           1,
                                           G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "register.import", NULL, import_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Return,
                                       GDK_CONTROL_MASK,
                                       "register.import",
                                       NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-register-import.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderRegisterImport, page);
  gtk_widget_class_bind_template_child (widget_class, ReaderRegisterImport, summary_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderRegisterImport, target_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderRegisterImport, title_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderRegisterImport, columns_group);
  gtk_widget_class_bind_template_child (widget_class, ReaderRegisterImport, type_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderRegisterImport, problems_group);
  gtk_widget_class_bind_template_child (widget_class, ReaderRegisterImport, conflicts_group);
  gtk_widget_class_bind_template_child (widget_class, ReaderRegisterImport, all_row);
  gtk_widget_class_bind_template_callback (widget_class, target_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, look_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, decided_cb);
}

static void
reader_register_import_init (ReaderRegisterImport *self)
{
  g_autoptr (GtkStringList) choices = reader_register_conflicts_new_choices ();

  self->columns = g_ptr_array_new ();
  self->problems = g_ptr_array_new ();
  self->conflicts = g_ptr_array_new ();
  self->entries = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->summary_row), FALSE);
  adw_combo_row_set_model (self->all_row, G_LIST_MODEL (choices));
}

static void
fill_targets (ReaderRegisterImport *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GArray *registers = tri_library_list_registers (reader_session_get_library (self->session),
                                                  NULL);

  gtk_string_list_append (names, _ ("a new register"));
  for (guint i = 0; registers != NULL && i < registers->len; i++)
    gtk_string_list_append (names, g_array_index (registers, TriRegister, i).title);
  adw_combo_row_set_model (self->target_row, G_LIST_MODEL (names));
  self->registers = registers != NULL ? registers : g_array_new (FALSE, FALSE, 1);
}

/**
 * reader_register_import_new:
 * @session: the library
 * @path: (type filename): TEI, or a table
 *
 * Returns: (transfer none): a dialog, not shown yet, that looks into the file
 */
GtkWidget *
reader_register_import_new (ReaderSession *session,
                            const char *path)
{
  ReaderRegisterImport *self = g_object_new (READER_TYPE_REGISTER_IMPORT, NULL);

  self->session = g_object_ref (session);
  self->path = g_strdup (path);
  fill_targets (self);
  look (self);
  /* Not the button to cancel. */
  g_signal_connect_object (self,
                           "map",
                           G_CALLBACK (gtk_widget_grab_focus),
                           self->target_row,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  return GTK_WIDGET (self);
}
