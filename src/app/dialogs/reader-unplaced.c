/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-unplaced.h"

#include "dialogs/reader-replace-words.h"

#include <glib/gi18n.h>

static gpointer
list (TriLibrary *library,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  const gint64 *work = data;

  return tri_library_list_unplaced (library, *work, error);
}

static void
items_free (gpointer items)
{
  g_ptr_array_unref (items);
}

/**
 * reader_unplaced_list_async:
 * @work: whose texts were imported again, perhaps
 */
void
reader_unplaced_list_async (ReaderSession *session,
                            gint64 work,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  tri_worker_run_async (reader_session_get_asker (session),
                        list,
                        g_memdup2 (&work, sizeof work),
                        g_free,
                        items_free,
                        NULL,
                        callback,
                        user_data);
}

/**
 * reader_unplaced_list_finish:
 *
 * Returns: (transfer full) (element-type TriReplaceItem): what is doubtful or lost, %NULL on error
 */
GPtrArray *
reader_unplaced_list_finish (GObject *worker,
                             GAsyncResult *result,
                             GError **error)
{
  return tri_worker_run_finish (TRI_WORKER (worker), result, error);
}

/**
 * reader_unplaced_new:
 * @items: (element-type TriReplaceItem): what to list
 *
 * Returns: (transfer none): a window that is not shown yet
 */
GtkWidget *
reader_unplaced_new (GPtrArray *items)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (
      "/org/triptych/Triptych/reader-unplaced.ui");
  GtkWidget *window = GTK_WIDGET (gtk_builder_get_object (builder, "window"));
  GObject *group = gtk_builder_get_object (builder, "group");

  reader_replace_words_add_items (ADW_PREFERENCES_GROUP (group), items);

  return window;
}
