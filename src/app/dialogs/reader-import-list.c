/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-import-list.h"

#include "dialogs/reader-import-gather.h"
#include "dialogs/reader-import-row.h"

#include <glib/gi18n.h>

/* Rows are added for so long at a time, so that a folder of many files does not hold a frame up. */
#define ADD_MICROSECONDS 5000

struct _ReaderImportList
{
  AdwPreferencesGroup parent_instance;

  GtkListBox *rows;
  GtkWidget *spinner;

  ReaderSession *session;
  GCancellable *gathering;
  guint n_gathering;
  GPtrArray *files;
  GQueue *waiting; /* of paths that have no row yet */
  guint add_id;
  guint change_id;
  char *note;
  gboolean is_cut; /* the note says so */
};

G_DEFINE_FINAL_TYPE (ReaderImportList, reader_import_list, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_EMPTIED,
  SIGNAL_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static ReaderImportRow *
get_row (ReaderImportList *self,
         guint index)
{
  return READER_IMPORT_ROW (gtk_list_box_get_row_at_index (self->rows, (int) index));
}

static guint
count_broken (ReaderImportList *self)
{
  guint n = 0;

  for (guint i = 0; i < self->files->len; i++)
    if (((ReaderImportFile *) g_ptr_array_index (self->files, i))->error != NULL)
      n++;

  return n;
}

static void
update (ReaderImportList *self)
{
  guint n = count_broken (self);
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u file cannot be read. Leave it out to import.",
                "%u files cannot be read. Leave them out to import.",
                n),
      n);

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), n > 0 ? words : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), self->files->len > 0);
  gtk_widget_set_visible (self->spinner, self->n_gathering > 0 || self->waiting->length > 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
change_cb (gpointer user_data)
{
  ReaderImportList *self = user_data;

  self->change_id = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

/* Of many files that were looked into one is told together. */
static void
queue_change (ReaderImportList *self)
{
  if (self->change_id == 0)
    self->change_id = g_idle_add (change_cb, self);
}

static void
place_from (ReaderImportList *self,
            guint first)
{
  for (guint i = first; i < self->files->len; i++)
    reader_import_row_set_place (get_row (self, i), i, self->files->len);
}

/* The keyboard stays in the list. */
static void
focus_after (ReaderImportList *self,
             guint index)
{
  if (self->files->len == 0)
    g_signal_emit (self, signals[SIGNAL_EMPTIED], 0);
  else
    gtk_widget_grab_focus (GTK_WIDGET (get_row (self, MIN (index, self->files->len - 1))));
}

static GtkWidget *
get_focus_in (ReaderImportList *self,
              GtkWidget *row)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == row || gtk_widget_is_ancestor (focus, row)) ? focus : NULL;
}

/* It told of the files as they were added. */
static void
clear_note (ReaderImportList *self)
{
  g_clear_pointer (&self->note, g_free);
  self->is_cut = FALSE;
}

static void
row_removed_cb (ReaderImportList *self,
                ReaderImportRow *row)
{
  guint index = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  gboolean had_focus = get_focus_in (self, GTK_WIDGET (row)) != NULL;

  reader_import_file_stop (reader_import_row_get_file (row));
  gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  g_ptr_array_remove_index (self->files, index);
  clear_note (self);
  place_from (self, 0);
  update (self);
  if (had_focus)
    focus_after (self, index);
}

static guint
get_place (GHashTable *places,
           GtkListBoxRow *row)
{
  gpointer file = reader_import_row_get_file (READER_IMPORT_ROW (row));

  return GPOINTER_TO_UINT (g_hash_table_lookup (places, file));
}

static int
compare_places (GtkListBoxRow *a,
                GtkListBoxRow *b,
                gpointer places)
{
  guint left = get_place (places, a);
  guint right = get_place (places, b);

  return (left > right) - (left < right);
}

/* Puts the rows in the order of the files. */
static void
sort_rows (ReaderImportList *self)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->files->len; i++)
    g_hash_table_insert (places, g_ptr_array_index (self->files, i), GUINT_TO_POINTER (i));
  gtk_list_box_set_sort_func (self->rows, compare_places, places, NULL);
  gtk_list_box_set_sort_func (self->rows, NULL, NULL, NULL);
}

/* The keyboard goes with it. The row stays where it is in the window: in GTK 4.8 the buttons of one
 * that is taken out and put back have lost their actions. */
static void
row_moved_cb (ReaderImportList *self,
              int by,
              ReaderImportRow *row)
{
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  GtkWidget *focus = get_focus_in (self, GTK_WIDGET (row));
  gpointer file = NULL;

  if (index + by < 0 || index + by >= (int) self->files->len)
    return;

  file = g_ptr_array_steal_index (self->files, (guint) index);
  g_ptr_array_insert (self->files, index + by, file);
  sort_rows (self);
  place_from (self, 0);
  if (focus != NULL && !(gtk_widget_is_sensitive (focus) && gtk_widget_grab_focus (focus)))
    gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
  update (self);
}

static void
row_opened_cb (ReaderImportList *self,
               ReaderImportRow *row)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, reader_import_row_get_file (row)->known_work);
}

static void
add_file (ReaderImportList *self,
          const char *path)
{
  g_autoptr (ReaderImportFile) file = reader_import_file_new (path);
  GtkWidget *row = reader_import_row_new (file);

  gtk_list_box_append (self->rows, row);
  g_signal_connect_object (row, "edited", G_CALLBACK (queue_change), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (row_removed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "moved", G_CALLBACK (row_moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "opened", G_CALLBACK (row_opened_cb), self, G_CONNECT_SWAPPED);
  reader_import_file_look (file, self->session);
  g_ptr_array_add (self->files, g_steal_pointer (&file));
  place_from (self, self->files->len > 1 ? self->files->len - 2 : 0);
}

static gboolean
has_file (ReaderImportList *self,
          const char *path)
{
  for (guint i = 0; i < self->files->len; i++)
    if (g_str_equal (((ReaderImportFile *) g_ptr_array_index (self->files, i))->path, path))
      return TRUE;

  return FALSE;
}

/* Takes @words. */
static void
add_note (ReaderImportList *self,
          char *words)
{
  g_autofree char *note = g_steal_pointer (&self->note);
  g_autofree char *added = words;

  self->note = note != NULL ? g_strdup_printf ("%s %s", note, added) : g_steal_pointer (&added);
}

static void
say_cut (ReaderImportList *self)
{
  if (self->is_cut)
    return;
  self->is_cut = TRUE;
  add_note (self,
            g_strdup_printf (_ ("There are more files than one work can hold: the first %u are "
                                "taken."),
                             (guint) READER_IMPORT_MAX_FILES));
}

/* Nothing that was chosen is left out without a word. */
static void
say_found (ReaderImportList *self,
           const ReaderImportFound *found)
{
  if (found->is_cut)
    say_cut (self);
  else if (found->n_passed_over > 0)
    add_note (self,
              g_strdup_printf (ngettext ("%u file in the folder cannot be read and was passed "
                                         "over.",
                                         "%u files in the folder cannot be read and were "
                                         "passed over.",
                                         found->n_passed_over),
                               found->n_passed_over));
  else if (found->paths->len == 0 && found->n_elsewhere == 0 && found->error == NULL)
    add_note (self, g_strdup (_ ("There is no file in that folder.")));
  if (found->error != NULL)
    add_note (self, g_strdup (found->error->message));
  if (found->n_elsewhere > 0)
    add_note (self,
              g_strdup_printf (ngettext ("%u file or folder is not on this computer and was passed "
                                         "over. Copy it to a folder here first.",
                                         "%u files or folders are not on this computer and were "
                                         "passed over. Copy them to a folder here first.",
                                         found->n_elsewhere),
                               found->n_elsewhere));
}

static gboolean
add_cb (gpointer user_data)
{
  ReaderImportList *self = user_data;
  gint64 begun = g_get_monotonic_time ();

  while (self->waiting->length > 0 && g_get_monotonic_time () - begun < ADD_MICROSECONDS)
    {
      g_autofree char *path = g_queue_pop_head (self->waiting);

      if (has_file (self, path))
        continue;
      if (self->files->len < READER_IMPORT_MAX_FILES)
        add_file (self, path);
      else
        say_cut (self);
    }
  if (self->waiting->length > 0)
    return G_SOURCE_CONTINUE;

  self->add_id = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

static void
take_found (ReaderImportList *self,
            ReaderImportFound *found)
{
  for (guint i = 0; i < found->paths->len; i++)
    g_queue_push_tail (self->waiting, g_strdup (g_ptr_array_index (found->paths, i)));
  say_found (self, found);
}

static void
gathered_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (ReaderImportList) self = user_data;
  g_autoptr (ReaderImportFound) found = reader_import_gather_finish (result, NULL);

  self->n_gathering--;
  /* Closed in between. */
  if (self->session == NULL || found == NULL)
    return;

  take_found (self, found);
  if (self->add_id == 0 && add_cb (self))
    self->add_id = g_idle_add (add_cb, self);
}

static void
reader_import_list_dispose (GObject *object)
{
  ReaderImportList *self = READER_IMPORT_LIST (object);

  reader_import_list_stop (self);
  g_clear_handle_id (&self->add_id, g_source_remove);
  g_clear_handle_id (&self->change_id, g_source_remove);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_IMPORT_LIST);

  G_OBJECT_CLASS (reader_import_list_parent_class)->dispose (object);
}

static void
reader_import_list_finalize (GObject *object)
{
  ReaderImportList *self = READER_IMPORT_LIST (object);

  g_object_unref (self->gathering);
  g_ptr_array_unref (self->files);
  g_queue_free_full (self->waiting, g_free);
  g_free (self->note);

  G_OBJECT_CLASS (reader_import_list_parent_class)->finalize (object);
}

static guint
add_signal (const char *name,
            guint n_params)
{
  return g_signal_new (name,
                       READER_TYPE_IMPORT_LIST,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_params,
                       G_TYPE_INT64);
}

static void
reader_import_list_class_init (ReaderImportListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_import_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_import_list_finalize;

  signals[SIGNAL_CHANGED] = add_signal ("changed", 0);
  signals[SIGNAL_EMPTIED] = add_signal ("emptied", 0);
  signals[SIGNAL_OPENED] = add_signal ("opened", 1);

  g_type_ensure (READER_TYPE_IMPORT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-import-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderImportList, rows);
  gtk_widget_class_bind_template_child (widget_class, ReaderImportList, spinner);
}

static void
reader_import_list_init (ReaderImportList *self)
{
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  self->waiting = g_queue_new ();
  self->gathering = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reader_import_list_set_session:
 * @session: whose worker looks into the files
 */
void
reader_import_list_set_session (ReaderImportList *self,
                                ReaderSession *session)
{
  g_return_if_fail (READER_IS_IMPORT_LIST (self));

  g_set_object (&self->session, session);
}

/**
 * reader_import_list_add_files:
 * @files: (element-type GFile): files and folders; what stands there already is left out
 */
void
reader_import_list_add_files (ReaderImportList *self,
                              GListModel *files)
{
  g_return_if_fail (READER_IS_IMPORT_LIST (self));

  clear_note (self);
  self->n_gathering++;
  reader_import_gather_async (files, self->gathering, gathered_cb, g_object_ref (self));
  update (self);
}

/**
 * reader_import_list_get_files:
 *
 * Returns: (transfer none) (element-type ReaderImportFile): the files in their order
 */
GPtrArray *
reader_import_list_get_files (ReaderImportList *self)
{
  g_return_val_if_fail (READER_IS_IMPORT_LIST (self), NULL);

  return self->files;
}

/**
 * reader_import_list_is_empty:
 *
 * Returns: whether there are no files, and none are being looked for
 */
gboolean
reader_import_list_is_empty (ReaderImportList *self)
{
  g_return_val_if_fail (READER_IS_IMPORT_LIST (self), TRUE);

  return self->files->len == 0 && self->waiting->length == 0 && self->n_gathering == 0;
}

/**
 * reader_import_list_is_ready:
 *
 * Returns: whether all files were looked into, and there is a text among them to import
 */
gboolean
reader_import_list_is_ready (ReaderImportList *self)
{
  gboolean has_texts = FALSE;

  g_return_val_if_fail (READER_IS_IMPORT_LIST (self), FALSE);

  for (guint i = 0; i < self->files->len; i++)
    {
      ReaderImportFile *file = g_ptr_array_index (self->files, i);

      if (!reader_import_file_is_ready (file))
        return FALSE;
      has_texts = has_texts
                  || (reader_import_file_is_new (file) && file->preview->texts->len > 0);
    }

  return has_texts && self->waiting->length == 0 && self->n_gathering == 0;
}

/**
 * reader_import_list_get_note:
 *
 * Returns: (transfer none) (nullable): what became of the files that were added last
 */
const char *
reader_import_list_get_note (ReaderImportList *self)
{
  g_return_val_if_fail (READER_IS_IMPORT_LIST (self), NULL);

  return self->note;
}

/**
 * reader_import_list_stop:
 *
 * Nobody wants to know any more what is in the files.
 */
void
reader_import_list_stop (ReaderImportList *self)
{
  g_return_if_fail (READER_IS_IMPORT_LIST (self));

  g_cancellable_cancel (self->gathering);
  for (guint i = 0; i < self->files->len; i++)
    reader_import_file_stop (g_ptr_array_index (self->files, i));
}
