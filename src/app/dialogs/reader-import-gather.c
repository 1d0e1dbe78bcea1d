/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-import-gather.h"

#include "formats/tri-format.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Folders within folders, and all that lies in them: who drops a whole disk is not kept waiting. */
#define MAX_DEPTH 8
#define MAX_ENTRIES 20000

typedef struct
{
  GPtrArray *paths;
  guint n_elsewhere;
} Chosen;

typedef struct
{
  ReaderImportFound *found;
  GCancellable *cancellable;
  guint n_entries;
} Gathering;

static void
chosen_free (gpointer data)
{
  Chosen *self = data;

  g_ptr_array_unref (self->paths);
  g_free (self);
}

void
reader_import_found_free (gpointer found)
{
  ReaderImportFound *self = found;

  g_ptr_array_unref (self->paths);
  g_clear_error (&self->error);
  g_free (self);
}

static gboolean
is_over (Gathering *self)
{
  if (self->found->paths->len >= READER_IMPORT_MAX_FILES || self->n_entries >= MAX_ENTRIES)
    self->found->is_cut = TRUE;

  return self->found->is_cut || g_cancellable_is_cancelled (self->cancellable);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  g_autofree char *left = g_filename_display_name (*(char *const *) a);
  g_autofree char *right = g_filename_display_name (*(char *const *) b);
  g_autofree char *left_key = g_utf8_collate_key_for_filename (left, -1);
  g_autofree char *right_key = g_utf8_collate_key_for_filename (right, -1);

  return strcmp (left_key, right_key);
}

/* The first of many is enough: whoever mends it finds the next. Takes @error. */
static void
keep_error (Gathering *self,
            const char *folder,
            GError *error)
{
  g_autofree char *name = g_filename_display_basename (folder);
  g_autoptr (GError) taken = error;

  if (self->found->error != NULL)
    return;

  if (g_error_matches (taken, G_FILE_ERROR, G_FILE_ERROR_ACCES))
    g_set_error (&self->found->error,
                 G_FILE_ERROR,
                 G_FILE_ERROR_ACCES,
                 /* Translators: %s is the name of a folder. */
                 _ ("You may not open the folder “%s”. Ask for the right to read it, or choose "
                    "another."),
                 name);
  else
    self->found->error = g_steal_pointer (&taken);
}

/* As a file manager lists them; what is hidden is not meant. */
static GPtrArray *
list_names (Gathering *self,
            const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name = NULL;

  if (dir == NULL)
    keep_error (self, folder, g_steal_pointer (&error));
  while (dir != NULL && self->n_entries < MAX_ENTRIES
         && (name = g_dir_read_name (dir)) != NULL)
    {
      self->n_entries++;
      if (name[0] != '.' && !g_str_has_suffix (name, "~"))
        g_ptr_array_add (names, g_build_filename (folder, name, NULL));
    }
  g_ptr_array_sort (names, compare_names);

  return names;
}

static void
add_file (Gathering *self,
          const char *path)
{
  if (tri_formats_find (path, NULL) != NULL)
    g_ptr_array_add (self->found->paths, g_strdup (path));
  else
    self->found->n_passed_over++;
}

/* Links to folders may lead in a circle: they are not followed. */
static void
add_folder (Gathering *self,
            const char *folder,
            guint depth)
{
  g_autoptr (GPtrArray) names = list_names (self, folder);

  for (guint i = 0; i < names->len && !is_over (self); i++)
    {
      const char *path = g_ptr_array_index (names, i);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        add_file (self, path);
      else if (g_file_test (path, G_FILE_TEST_IS_DIR)
               && !g_file_test (path, G_FILE_TEST_IS_SYMLINK)
               && depth < MAX_DEPTH)
        add_folder (self, path, depth + 1);
    }
}

/* What was chosen itself is always named, so that it is said why it cannot be read. */
static void
gather (GTask *task,
        gpointer source,
        gpointer task_data,
        GCancellable *cancellable)
{
  const Chosen *chosen = task_data;
  g_autoptr (ReaderImportFound) found = g_new0 (ReaderImportFound, 1);
  Gathering self = { found, cancellable, 0 };

  found->paths = g_ptr_array_new_with_free_func (g_free);
  found->n_elsewhere = chosen->n_elsewhere;
  for (guint i = 0; i < chosen->paths->len && !is_over (&self); i++)
    {
      const char *path = g_ptr_array_index (chosen->paths, i);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        add_folder (&self, path, 0);
      else
        g_ptr_array_add (found->paths, g_strdup (path));
    }
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&found), reader_import_found_free);
}

/**
 * reader_import_gather_async:
 * @files: (element-type GFile): files and folders; those without a local path are counted only
 *
 * Finds the files that are meant, on a thread: those in folders that some format reads, as far as
 * a few folders deep.
 */
void
reader_import_gather_async (GListModel *files,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Chosen *chosen = g_new0 (Chosen, 1);

  chosen->paths = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      char *path = g_file_get_path (file);

      if (path != NULL)
        g_ptr_array_add (chosen->paths, path);
      else
        chosen->n_elsewhere++;
    }
  g_task_set_task_data (task, chosen, chosen_free);
  g_task_run_in_thread (task, gather);
}

/**
 * reader_import_gather_finish:
 *
 * Returns: (transfer full) (nullable): what was found
 */
ReaderImportFound *
reader_import_gather_finish (GAsyncResult *result,
                             GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
