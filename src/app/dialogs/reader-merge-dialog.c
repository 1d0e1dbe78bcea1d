/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-merge-dialog.h"

#include "dialogs/reader-merge-job.h"
#include "dialogs/reader-merge-row.h"
#include "dialogs/reader-trial-frame.h"

#include <glib/gi18n.h>

/* So many conflicts are shown at once; those behind come when these are decided. */
#define MAX_SHOWN 100

struct _ReaderMergeDialog
{
  AdwWindow parent_instance;

  ReaderTrialFrame *frame;
  AdwActionRow *file_row;
  AdwPreferencesGroup *counts_group;
  AdwPreferencesGroup *conflicts_group;
  GtkListBox *conflicts;

  ReaderSession *session;
  char *path;
  GCancellable *cancellable;
  gboolean is_running;
  gboolean is_merged;
  guint progress_id;
  guint focus_id;
};

G_DEFINE_FINAL_TYPE (ReaderMergeDialog, reader_merge_dialog, ADW_TYPE_WINDOW)

static void
add_row (ReaderMergeDialog *self,
         const char *title,
         const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_focusable (row, TRUE);
  adw_preferences_group_add (self->counts_group, row);
}

static char *
dup_count (const TriMergeCount *count)
{
  return g_strdup_printf (_ ("%u new, %u changed, %u deleted, %u in conflict"),
                          count->n_new,
                          count->n_changed,
                          count->n_gone,
                          count->n_conflicts);
}

static void
add_number (ReaderMergeDialog *self,
            const char *title,
            guint n)
{
  g_autofree char *words = g_strdup_printf ("%u", n);

  if (n > 0)
    add_row (self, title, words);
}

static void
show_counts (ReaderMergeDialog *self,
             const TriMergeReport *report)
{
  for (guint i = 0; i < report->counts->len; i++)
    {
      const TriMergeCount *count = &g_array_index (report->counts, TriMergeCount, i);
      g_autofree char *words = dup_count (count);

      add_row (self, reader_merge_row_get_kind_words (count->what), words);
    }
  add_number (self, _ ("Texts That Came to Both from the Same File"), report->n_texts);
  add_number (self, _ ("Found Again in Another Version of the Text"), report->n_moved);
  add_number (self, _ ("Without a Sure Place: Listed by Ctrl+U"), report->n_unplaced);
  add_number (self,
              _ ("Bookmarks of Works That Are Not Here: Kept, Not Shown"),
              report->n_elsewhere);
  if (report->skew > 0)
    add_row (self,
             _ ("The Clocks Differ"),
             _ ("The other library lies in the future. "
                "Which change is newer may be judged wrongly."));
  if (tri_merge_report_is_empty (report))
    add_row (self, _ ("Nothing New"), _ ("Of what is merged, this library has all."));
}

/* When all has its place, so that what gets the focus is scrolled to. */
static gboolean
focus_cb (gpointer user_data)
{
  ReaderMergeDialog *self = user_data;
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->conflicts));

  self->focus_id = 0;
  if (self->is_merged && child != NULL)
    gtk_widget_grab_focus (child);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->file_row));

  return G_SOURCE_REMOVE;
}

static void
show_conflicts (ReaderMergeDialog *self,
                const GPtrArray *conflicts)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->conflicts))) != NULL)
    gtk_list_box_remove (self->conflicts, child);
  for (guint i = 0; i < MIN (conflicts->len, MAX_SHOWN); i++)
    gtk_list_box_append (self->conflicts,
                         reader_merge_row_new (g_ptr_array_index (conflicts, i), self->is_merged));
  gtk_widget_set_visible (GTK_WIDGET (self->conflicts_group), conflicts->len > 0);
  if (self->focus_id == 0)
    self->focus_id = g_idle_add_full (G_PRIORITY_LOW, focus_cb, self, NULL);
}

static void
end_job (ReaderMergeDialog *self)
{
  self->is_running = FALSE;
  g_clear_handle_id (&self->progress_id, g_source_remove);
}

static gboolean
progress_cb (gpointer user_data)
{
  ReaderMergeDialog *self = user_data;

  gtk_progress_bar_pulse (reader_trial_frame_get_progress (self->frame));

  return G_SOURCE_CONTINUE;
}

static void
run_cb (GObject *object,
        GAsyncResult *result,
        gpointer user_data)
{
  g_autoptr (ReaderMergeDialog) self = reader_trial_frame_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (TriMergeReport) report = reader_merge_job_run_finish (object, result, &error);

  if (self == NULL || self->session == NULL)
    return;

  end_job (self);
  if (report == NULL)
    {
      self->is_merged = FALSE;
      reader_trial_frame_show_problem (self->frame, error);
      return;
    }

  reader_trial_frame_show_report (self->frame, !self->is_merged);
  if (!self->is_merged)
    show_counts (self, report);
  else
    adw_preferences_group_set_title (self->counts_group, _ ("Merged"));
  show_conflicts (self, report->conflicts);
}

static void
run_job (ReaderMergeDialog *self,
         gboolean dry_run)
{
  self->is_running = TRUE;
  reader_trial_frame_show_work (self->frame,
                                dry_run ? _ ("Comparing the Libraries")
                                        : _ ("Merging the Libraries"));
  self->progress_id = g_timeout_add (100, progress_cb, self);
  self->is_merged = !dry_run;
  reader_merge_job_run_async (self->session,
                              self->path,
                              dry_run,
                              self->cancellable,
                              run_cb,
                              reader_trial_frame_lend (self));
}

static void
start_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  ReaderMergeDialog *self = READER_MERGE_DIALOG (widget);

  if (!self->is_running && !self->is_merged)
    run_job (self, FALSE);
}

static void
decided_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (ReaderMergeDialog) self = reader_trial_frame_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = reader_merge_job_decide_finish (object, result, &error);

  if (self == NULL || self->session == NULL)
    return;

  self->is_running = FALSE;
  if (conflicts != NULL)
    show_conflicts (self, conflicts);
  else
    reader_trial_frame_show_problem (self->frame, error);
}

static void
decide (ReaderMergeDialog *self,
        const char *uuid,
        TriMergeChoice choice)
{
  if (self->is_running || !self->is_merged)
    return;

  self->is_running = TRUE;
  reader_merge_job_decide_async (self->session,
                                 uuid,
                                 choice,
                                 decided_cb,
                                 reader_trial_frame_lend (self));
}

/* The conflict that has the focus, for the keys, which say none. */
static const char *
get_focused (ReaderMergeDialog *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  return row != NULL ? reader_merge_row_get_uuid (row) : NULL;
}

static void
decide_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  ReaderMergeDialog *self = READER_MERGE_DIALOG (widget);
  const char *uuid = g_variant_get_string (parameter, NULL);

  if (*uuid == '\0')
    uuid = get_focused (self);
  if (uuid == NULL)
    return;

  if (g_str_equal (name, "merge.mine"))
    decide (self, uuid, TRI_MERGE_KEEP_MINE);
  else if (g_str_equal (name, "merge.theirs"))
    decide (self, uuid, TRI_MERGE_TAKE_THEIRS);
  else
    decide (self, uuid, TRI_MERGE_KEEP_BOTH);
}

static void
undo_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  decide (READER_MERGE_DIALOG (widget), NULL, TRI_MERGE_KEEP_MINE);
}

static void
reader_merge_dialog_dispose (GObject *object)
{
  ReaderMergeDialog *self = READER_MERGE_DIALOG (object);

  /* Who closes it while it merges wants nothing of it. */
  g_cancellable_cancel (self->cancellable);
  end_job (self);
  g_clear_handle_id (&self->focus_id, g_source_remove);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_MERGE_DIALOG);

  G_OBJECT_CLASS (reader_merge_dialog_parent_class)->dispose (object);
}

static void
reader_merge_dialog_finalize (GObject *object)
{
  ReaderMergeDialog *self = READER_MERGE_DIALOG (object);

  g_object_unref (self->cancellable);
  g_free (self->path);

  G_OBJECT_CLASS (reader_merge_dialog_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    const char *action;
  } keys[] = {
    { GDK_KEY_m, "merge.mine" },
    { GDK_KEY_t, "merge.theirs" },
    { GDK_KEY_b, "merge.both" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gtk_widget_class_install_action (widget_class, keys[i].action, "s", decide_action);
      gtk_widget_class_add_binding_action (widget_class, keys[i].key, 0, keys[i].action, "s", "");
    }
  gtk_widget_class_install_action (widget_class, "merge.start", NULL, start_action);
  gtk_widget_class_install_action (widget_class, "merge.undo", NULL, undo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Return,
                                       GDK_CONTROL_MASK,
                                       "merge.start",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_z,
                                       GDK_CONTROL_MASK,
                                       "merge.undo",
                                       NULL);
}

static void
reader_merge_dialog_class_init (ReaderMergeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_merge_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_merge_dialog_finalize;

  add_keys (widget_class);
  g_type_ensure (READER_TYPE_TRIAL_FRAME);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-merge-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderMergeDialog, frame);
  gtk_widget_class_bind_template_child (widget_class, ReaderMergeDialog, file_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderMergeDialog, counts_group);
  gtk_widget_class_bind_template_child (widget_class, ReaderMergeDialog, conflicts_group);
  gtk_widget_class_bind_template_child (widget_class, ReaderMergeDialog, conflicts);
}

static void
reader_merge_dialog_init (ReaderMergeDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->file_row), FALSE);
}

/**
 * reader_merge_dialog_new:
 * @session: the library
 * @path: (type filename): the other one
 *
 * Returns: (transfer none): a dialog that compares the two, not shown yet
 */
GtkWidget *
reader_merge_dialog_new (ReaderSession *session,
                         const char *path)
{
  ReaderMergeDialog *self = g_object_new (READER_TYPE_MERGE_DIALOG, NULL);
  g_autofree char *name = g_filename_display_name (path);

  self->session = g_object_ref (session);
  self->path = g_strdup (path);
  adw_action_row_set_subtitle (self->file_row, name);
  run_job (self, TRUE);

  return GTK_WIDGET (self);
}
