/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sheets/reader-sheet-find.h"

#include "library/tri-library-sheets.h"

/* What a high window shows at first; the rest is read as one scrolls. */
#define FIRST_ITEMS 20

void
reader_sheets_found_free (ReaderSheetsFound *self)
{
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_clear_object (&self->sheet);
  g_clear_pointer (&self->uuids, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->languages, g_strfreev);
  g_free (self);
}

static TriSheet *
choose (GPtrArray *sheets, const char *uuid)
{
  TriSheet *latest = NULL;

  for (guint i = 0; i < sheets->len; i++)
    {
      TriSheet *sheet = g_ptr_array_index (sheets, i);

      if (g_strcmp0 (sheet->uuid, uuid) == 0)
        return sheet;
      if (!latest || sheet->modified > latest->modified)
        latest = sheet;
    }
  return latest;
}

static gboolean
read_sheet (TriLibrary *library, ReaderSheetsFound *found, GError **error)
{
  const char *uuid = found->sheet->uuid;

  found->uuids = tri_library_list_sheet_items (library, uuid, error);
  if (!found->uuids)
    return FALSE;
  found->items = tri_library_read_sheet_items (library, uuid, 0, FIRST_ITEMS, error);
  if (!found->items)
    return FALSE;
  found->languages = tri_library_list_sheet_languages (library, uuid, error);
  return found->languages != NULL;
}

static gpointer
find (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (ReaderSheetsFound) found = g_new0 (ReaderSheetsFound, 1);
  TriSheet *sheet = NULL;

  found->sheets = tri_library_list_sheets (library, error);
  if (!found->sheets)
    return NULL;
  sheet = choose (found->sheets, data);
  if (!sheet)
    return g_steal_pointer (&found);
  found->sheet = g_object_ref (sheet);
  return read_sheet (library, found, error) ? g_steal_pointer (&found) : NULL;
}

void
reader_sheets_find_async (ReaderSession *session,
                          const char *sheet,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  tri_worker_run_async (reader_session_get_asker (session),
                        find,
                        g_strdup (sheet),
                        g_free,
                        (GDestroyNotify) reader_sheets_found_free,
                        cancellable,
                        callback,
                        data);
}

ReaderSheetsFound *
reader_sheets_find_finish (GObject *worker, GAsyncResult *result, GError **error)
{
  return tri_worker_run_finish (TRI_WORKER (worker), result, error);
}
