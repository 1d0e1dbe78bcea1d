/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-import-paste.h"

#include "tri-error.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Words from the clipboard become a file for the import to read, named by how they begin; the
 * library then keeps them as it keeps every source. */

#define MAX_NAME 40
#define FOLDER_NAME "pasted"

typedef struct
{
  GListStore *files;
  char *made;
} Pasted;

static void
pasted_free (gpointer data)
{
  Pasted *self = data;

  g_clear_object (&self->files);
  g_free (self->made);
  g_free (self);
}

/* The first line, as far as it can stand in the name of a file; the day when it says nothing. */
static char *
dup_name (const char *words)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  guint n = 0;

  while (g_unichar_isspace (g_utf8_get_char (words)))
    words = g_utf8_next_char (words);
  for (const char *p = words; *p != '\0' && *p != '\n' && *p != '\r' && n < MAX_NAME;
       p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '-' || c == '\'' || c == 0x2019)
        g_string_append_unichar (name, c);
      else if (name->len > 0 && name->str[name->len - 1] != ' ')
        g_string_append_c (name, ' ');
    }
  g_strchomp (name->str);

  return *name->str != '\0' ? g_strdup (name->str) : g_date_time_format (now, "%Y-%m-%d %H.%M");
}

/* In a folder of its own, so that its name is as it shall be. */
static char *
write_words (const char *words,
             GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (),
                                              "triptych",
                                              FOLDER_NAME,
                                              NULL);
  g_autofree char *base = dup_name (words);
  g_autofree char *path = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int saved = errno;

      g_set_error (error,
                   G_IO_ERROR,
                   g_io_error_from_errno (saved),
                   "%s: %s",
                   folder,
                   g_strerror (saved));
      return NULL;
    }

  for (guint i = 1; path == NULL || g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_autofree char *name = i == 1 ? g_strdup_printf ("%s.txt", base)
                                     : g_strdup_printf ("%s %u.txt", base, i);

      g_free (path);
      path = g_build_filename (folder, name, NULL);
    }

  return g_file_set_contents (path, words, -1, error) ? g_steal_pointer (&path) : NULL;
}

/* On a thread: it may be a whole book. */
static void
make_file (GTask *task,
           gpointer source,
           gpointer task_data,
           GCancellable *cancellable)
{
  Pasted *pasted = g_new0 (Pasted, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;

  pasted->made = write_words (task_data, &error);
  if (pasted->made == NULL)
    {
      pasted_free (pasted);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  file = g_file_new_for_path (pasted->made);
  pasted->files = g_list_store_new (G_TYPE_FILE);
  g_list_store_append (pasted->files, file);
  g_task_return_pointer (task, pasted, pasted_free);
}

static void
return_nothing (GTask *task)
{
  g_task_return_new_error (task,
                           TRI_ERROR,
                           TRI_ERROR_NOT_FOUND,
                           "%s",
                           _ ("There is no text in the clipboard. Copy one first."));
}

static void
text_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autofree char *words = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
  const char *p = words != NULL ? words : "";

  while (g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  if (*p == '\0')
    {
      return_nothing (task);
      return;
    }

  g_task_set_task_data (task, g_steal_pointer (&words), g_free);
  g_task_run_in_thread (task, make_file);
}

static void
files_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (object), result, NULL);
  Pasted *pasted = NULL;

  if (value == NULL)
    {
      return_nothing (task);
      return;
    }

  pasted = g_new0 (Pasted, 1);
  pasted->files = g_list_store_new (G_TYPE_FILE);
  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    g_list_store_append (pasted->files, l->data);
  g_task_return_pointer (task, pasted, pasted_free);
}

/**
 * reader_import_paste_async:
 * @clipboard: what was copied, here or in another program
 *
 * Makes files of what the clipboard holds: those that were copied in a file manager, or one of the
 * words that were copied.
 */
void
reader_import_paste_async (GdkClipboard *clipboard,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard,
                                    GDK_TYPE_FILE_LIST,
                                    G_PRIORITY_DEFAULT,
                                    NULL,
                                    files_cb,
                                    task);
  else if (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING))
    gdk_clipboard_read_text_async (clipboard, NULL, text_cb, task);
  else
    {
      return_nothing (task);
      g_object_unref (task);
    }
}

/**
 * reader_import_paste_finish:
 * @made: (out) (nullable): the path of a file that was written for it
 *
 * Returns: (transfer full) (nullable) (element-type GFile): what to import
 */
GListModel *
reader_import_paste_finish (GAsyncResult *result,
                            char **made,
                            GError **error)
{
  Pasted *pasted = g_task_propagate_pointer (G_TASK (result), error);
  GListModel *files = NULL;

  if (pasted == NULL)
    return NULL;

  *made = g_steal_pointer (&pasted->made);
  files = G_LIST_MODEL (g_steal_pointer (&pasted->files));
  pasted_free (pasted);

  return files;
}
