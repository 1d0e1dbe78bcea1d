/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sheets/reader-sheet-acts.h"

#include "library/tri-library-bookmarks.h"
#include "library/tri-library-sheets.h"

#include <glib/gi18n.h>

typedef struct
{
  char *sheet;
  char *title;
  char *words;
  char *before;
  GStrv strings; /* items, or languages */
  GArray *ids;
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_free (act->sheet);
  g_free (act->title);
  g_free (act->words);
  g_free (act->before);
  g_strfreev (act->strings);
  g_clear_pointer (&act->ids, g_array_unref);
  g_free (act);
}

static Act *
act_new (const char *sheet)
{
  Act *act = g_new0 (Act, 1);

  act->sheet = g_strdup (sheet);
  return act;
}

static void
run (ReaderSession *session,
     TriWorkerFunc func,
     Act *act,
     GAsyncReadyCallback callback,
     gpointer data)
{
  tri_worker_run_between_async (reader_session_get_writer (session),
                                func,
                                act,
                                act_free,
                                g_free,
                                NULL,
                                callback,
                                data);
}

char *
reader_sheet_acts_finish (GObject *worker, GAsyncResult *result, GError **error)
{
  return tri_worker_run_finish (TRI_WORKER (worker), result, error);
}

static gpointer
nothing_made (gboolean is_done)
{
  return is_done ? g_strdup ("") : NULL;
}

/* --- Sheets */

static gpointer
create (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;
  g_autoptr (TriSheet) sheet = tri_sheet_new (act->title);

  return tri_library_create_sheet (library, sheet, NULL, error) ? g_strdup (sheet->uuid) : NULL;
}

void
reader_sheet_acts_create (ReaderSession *session,
                          const char *title,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  Act *act = act_new (NULL);

  act->title = g_strdup (title);
  run (session, create, act, callback, data);
}

/* Title or languages, whichever is given. */
static gpointer
edit (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;
  g_autoptr (TriSheet) sheet = tri_library_get_sheet (library, act->sheet, error);

  if (!sheet)
    return NULL;
  if (act->title)
    {
      g_free (sheet->title);
      sheet->title = g_strdup (act->title);
    }
  if (act->strings)
    {
      g_strfreev (sheet->languages);
      sheet->languages = g_strdupv (act->strings);
    }
  return nothing_made (tri_library_edit_sheet (library, sheet, error));
}

void
reader_sheet_acts_rename (ReaderSession *session,
                          const char *sheet,
                          const char *title,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  Act *act = act_new (sheet);

  act->title = g_strdup (title);
  run (session, edit, act, callback, data);
}

void
reader_sheet_acts_set_languages (ReaderSession *session,
                                 const char *sheet,
                                 const char *const *languages,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  Act *act = act_new (sheet);

  act->strings = g_strdupv ((char **) languages);
  run (session, edit, act, callback, data);
}

static gpointer
delete_sheet (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;

  return nothing_made (tri_library_delete_sheet (library, act->sheet, error));
}

void
reader_sheet_acts_delete (ReaderSession *session,
                          const char *sheet,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  run (session, delete_sheet, act_new (sheet), callback, data);
}

/* --- Items */

/* Those that were deleted meanwhile are left out. */
static GPtrArray *
list_marks (TriLibrary *library, GArray *ids)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (TriBookmark) mark = NULL;

      mark = tri_library_get_bookmark (library, g_array_index (ids, gint64, i), NULL);
      if (mark)
        g_ptr_array_add (items, tri_sheet_item_new_mark (mark->uuid));
    }
  return items;
}

static gpointer
add_marks (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;
  g_autoptr (GPtrArray) items = list_marks (library, act->ids);
  g_autoptr (TriSheet) sheet = NULL;

  if (items->len == 0)
    {
      g_set_error_literal (error,
                           TRI_ERROR,
                           TRI_ERROR_NOT_FOUND,
                           _ ("This bookmark has been deleted, perhaps in another window."));
      return NULL;
    }
  if (act->sheet)
    return tri_library_add_sheet_items (library,
                                        act->sheet,
                                        items,
                                        NULL,
                                        error)
               ? g_strdup (act->sheet)
               : NULL;
  sheet = tri_sheet_new (act->title);
  return tri_library_create_sheet (library, sheet, items, error) ? g_strdup (sheet->uuid) : NULL;
}

void
reader_sheet_acts_add_marks (ReaderSession *session,
                             const char *sheet,
                             const char *title,
                             GArray *ids,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  Act *act = act_new (sheet);

  act->title = g_strdup (title);
  act->ids = g_array_ref (ids);
  run (session, add_marks, act, callback, data);
}

static gpointer
add_words (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  TriSheetItem *item = tri_sheet_item_new_words (act->words);

  g_ptr_array_add (items, item);
  return tri_library_add_sheet_items (library,
                                      act->sheet,
                                      items,
                                      act->before,
                                      error)
             ? g_strdup (item->uuid)
             : NULL;
}

void
reader_sheet_acts_add_words (ReaderSession *session,
                             const char *sheet,
                             const char *words,
                             const char *before,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  Act *act = act_new (sheet);

  act->words = g_strdup (words);
  act->before = g_strdup (before);
  run (session, add_words, act, callback, data);
}

static gpointer
write_item (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;
  const char *items[] = { act->before, NULL };
  g_autoptr (GPtrArray) found = tri_library_get_sheet_items (library, act->sheet, items, error);
  TriSheetItem *item = found && found->len ? g_ptr_array_index (found, 0) : NULL;

  if (found && !item)
    g_set_error_literal (error,
                         TRI_ERROR,
                         TRI_ERROR_NOT_FOUND,
                         _ ("This item has been removed, perhaps in another window."));
  if (!item)
    return NULL;
  g_free (item->words);
  item->words = g_strdup (act->words);
  return nothing_made (tri_library_edit_sheet_item (library, item, error));
}

void
reader_sheet_acts_write (ReaderSession *session,
                         const char *sheet,
                         const char *item,
                         const char *words,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  Act *act = act_new (sheet);

  act->before = g_strdup (item);
  act->words = g_strdup (words);
  run (session, write_item, act, callback, data);
}

static gpointer
move (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;
  const char *const *items = (const char *const *) act->strings;

  return nothing_made (
      tri_library_move_sheet_items (library, act->sheet, items, act->before, error));
}

void
reader_sheet_acts_move (ReaderSession *session,
                        const char *sheet,
                        const char *const *items,
                        const char *before,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  Act *act = act_new (sheet);

  act->strings = g_strdupv ((char **) items);
  act->before = g_strdup (before);
  run (session, move, act, callback, data);
}

static gpointer
remove_items (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;
  const char *const *items = (const char *const *) act->strings;

  return nothing_made (tri_library_remove_sheet_items (library, items, error));
}

void
reader_sheet_acts_remove (ReaderSession *session,
                          const char *const *items,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  Act *act = act_new (NULL);

  act->strings = g_strdupv ((char **) items);
  run (session, remove_items, act, callback, data);
}
