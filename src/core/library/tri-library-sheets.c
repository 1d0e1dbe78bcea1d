/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-sheets.h"

#include "library/tri-sheet-order.h"
#include "library/tri-sheet-place.h"

#include <glib/gi18n.h>

/* The acts on study sheets and their items; tri-library-sheet-items.c reads them. */

static gboolean
fail_gone (const char *message, GError **error)
{
  g_set_error_literal (error, TRI_ERROR, TRI_ERROR_NOT_FOUND, message);
  return FALSE;
}

static gboolean
has_row (TriLibrary *self, const char *sql, const char *uuid)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_library_next (self, statement, NULL);
}

static gboolean
check_sheet (TriLibrary *self, const char *sheet, GError **error)
{
  static const char sql[] = "SELECT 1 FROM sheets WHERE uuid = ?";

  return has_row (self, sql, sheet)
         || fail_gone (_ ("This sheet has been deleted, perhaps in another window."), error);
}

static gint64
get_time (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
write_sheet (TriLibrary *self, const TriSheet *sheet, GError **error)
{
  static const char sql[] = "INSERT INTO sheets (uuid, title, languages, created, modified)"
                            " VALUES (?, ?, ?, ?, ?) ON CONFLICT (uuid) DO UPDATE SET"
                            " title = excluded.title, languages = excluded.languages,"
                            " modified = excluded.modified";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autofree char *languages = g_strjoinv (" ", sheet->languages);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, sheet->uuid);
  tri_statement_bind_text (statement, 2, sheet->title);
  tri_statement_bind_text (statement, 3, languages);
  sqlite3_bind_int64 (statement, 4, sheet->created);
  sqlite3_bind_int64 (statement, 5, sheet->modified);
  return tri_library_run (self, statement, error);
}

static gboolean
store_sheet (TriLibrary *self, TriJournal *act, const TriSheet *sheet, GError **error)
{
  return tri_journal_watch (act,
                            TRI_JOURNAL_SHEETS,
                            sheet->uuid,
                            error)
         && write_sheet (self, sheet, error);
}

/* An act that changed nothing is none: neither is what stands there already written again. */
gboolean
tri_library_edit_sheet (TriLibrary *self, TriSheet *sheet, GError **error)
{
  g_autoptr (TriSheet) now = tri_library_get_sheet (self, sheet->uuid, error);
  g_autoptr (TriJournal) act = NULL;

  if (!now)
    return FALSE;
  if (g_str_equal (now->title, sheet->title)
      && g_strv_equal ((const char *const *) now->languages,
                       (const char *const *) sheet->languages))
    return TRUE;
  act = tri_journal_begin (self, "sheet.edit", error);
  sheet->modified = get_time ();
  return act && check_sheet (self, sheet->uuid, error)
         && store_sheet (self, act, sheet, error) && tri_journal_commit (act, error);
}

static gboolean
run_for (TriLibrary *self, const char *sql, const char *uuid, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_library_run (self, statement, error);
}

/* Deletes a sheet with all of its items. */
gboolean
tri_library_delete_sheet (TriLibrary *self, const char *sheet, GError **error)
{
  static const char drop_items[] = "DELETE FROM sheet_items WHERE sheet = ?";
  static const char drop_sheet[] = "DELETE FROM sheets WHERE uuid = ?";
  g_autoptr (TriJournal) act = tri_journal_begin (self, "sheet.delete", error);
  g_autoptr (GPtrArray) items = act ? tri_sheet_order_list (self, sheet, error) : NULL;

  if (!items || !tri_journal_watch (act, TRI_JOURNAL_SHEETS, sheet, error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    if (!tri_journal_watch (act,
                            TRI_JOURNAL_SHEET_ITEMS,
                            g_ptr_array_index (items, i),
                            error))
      return FALSE;
  return run_for (self,
                  drop_items,
                  sheet,
                  error)
         && run_for (self, drop_sheet, sheet, error) && tri_journal_commit (act, error);
}

/* What is kept of a mark, to be read when it is gone; a further place stands for its mark. */
static gboolean
keep_mark (TriLibrary *self, TriSheetItem *item, TriSheetQuote **kept, GError **error)
{
  static const char sql[] = "SELECT m.uuid, m.quote, coalesce (t.lang, ''),"
                            " coalesce (t.title, ''), coalesce (m.passage, 0)"
                            " FROM bookmarks AS b JOIN bookmarks AS m"
                            "  ON m.uuid = iif (b.part_of <> '', b.part_of, b.uuid)"
                            " LEFT JOIN texts AS t ON t.id = m.text WHERE b.uuid = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, item->bookmark);
  if (!tri_library_next (self, statement, NULL))
    return fail_gone (_ ("This bookmark has been deleted, perhaps in another window."), error);
  g_free (item->bookmark);
  item->bookmark = tri_statement_dup_text (statement, 0);
  *kept = tri_sheet_quote_new (tri_statement_get_text (statement, 2),
                               tri_statement_get_text (statement, 1),
                               tri_statement_get_text (statement, 3));
  (*kept)->passage = sqlite3_column_int64 (statement, 4);
  return TRUE;
}

static gboolean
insert_item (TriLibrary *self, const TriSheetItem *item, gint64 position, GError **error)
{
  static const char sql[] = "INSERT INTO sheet_items (uuid, sheet, position, bookmark, text,"
                            " languages, quote, lang, place, created, modified)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autofree char *languages = g_strjoinv (" ", item->languages);
  const TriSheetQuote *kept = item->quotes->len ? g_ptr_array_index (item->quotes, 0) : NULL;

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, item->uuid);
  tri_statement_bind_text (statement, 2, item->sheet);
  sqlite3_bind_int64 (statement, 3, position);
  tri_statement_bind_text (statement, 4, item->bookmark);
  tri_statement_bind_text (statement, 5, item->words);
  tri_statement_bind_text (statement, 6, languages);
  tri_statement_bind_text (statement, 7, kept ? kept->quote : "");
  tri_statement_bind_text (statement, 8, kept ? kept->lang : "");
  tri_statement_bind_text (statement, 9, item->place);
  sqlite3_bind_int64 (statement, 10, item->created);
  return tri_library_run (self, statement, error);
}

static gboolean
add_item (TriLibrary *self, TriJournal *act, TriSheetItem *item, gint64 position, GError **error)
{
  g_ptr_array_set_size (item->quotes, 0);
  if (tri_sheet_item_is_mark (item))
    {
      TriSheetQuote *kept = NULL;

      if (!keep_mark (self, item, &kept, error))
        return FALSE;
      g_ptr_array_add (item->quotes, kept);
      g_free (item->place);
      item->place = tri_sheet_place_dup (self, kept->passage, kept->title);
    }
  return tri_journal_watch (act,
                            TRI_JOURNAL_SHEET_ITEMS,
                            item->uuid,
                            error)
         && insert_item (self, item, position, error);
}

/* A list of items that are to be stored, so that those of the caller stay as they are on error. */
static GPtrArray *
copy_items (GPtrArray *items, const char *sheet)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < items->len; i++)
    {
      TriSheetItem *copy = tri_sheet_item_copy (g_ptr_array_index (items, i));

      g_free (copy->uuid);
      copy->uuid = g_uuid_string_random ();
      g_free (copy->sheet);
      copy->sheet = g_strdup (sheet);
      copy->created = copy->modified = get_time ();
      g_ptr_array_add (copies, copy);
    }
  return copies;
}

static void
copy_back (GPtrArray *items, GPtrArray *stored)
{
  for (guint i = 0; i < items->len; i++)
    {
      TriSheetItem *item = g_ptr_array_index (items, i);
      TriSheetItem *copy = g_ptr_array_index (stored, i);

      g_free (item->uuid);
      item->uuid = g_strdup (copy->uuid);
      g_free (item->sheet);
      item->sheet = g_strdup (copy->sheet);
      g_free (item->bookmark);
      item->bookmark = g_strdup (copy->bookmark);
      g_free (item->place);
      item->place = g_strdup (copy->place);
      item->created = item->modified = copy->created;
    }
}

static gboolean
add_all (TriLibrary *self,
         TriJournal *act,
         const char *sheet,
         GPtrArray *items,
         const char *before,
         GError **error)
{
  gint64 start = 0;
  gint64 step = 0;

  if (!tri_sheet_order_make_room (self,
                                  act,
                                  sheet,
                                  before,
                                  NULL,
                                  items->len,
                                  &start,
                                  &step,
                                  error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    if (!add_item (self,
                   act,
                   g_ptr_array_index (items, i),
                   start + step * ((gint64) i + 1),
                   error))
      return FALSE;
  return TRUE;
}

gboolean
tri_library_create_sheet (TriLibrary *self, TriSheet *sheet, GPtrArray *items, GError **error)
{
  g_autoptr (TriJournal) act = tri_journal_begin (self, "sheet.add", error);
  g_autoptr (TriSheet) stored = tri_sheet_copy (sheet);
  g_autoptr (GPtrArray) copies = NULL;

  g_free (stored->uuid);
  stored->uuid = g_uuid_string_random ();
  stored->created = stored->modified = get_time ();
  copies = items ? copy_items (items, stored->uuid) : NULL;
  if (!act || !store_sheet (self, act, stored, error)
      || (copies && !add_all (self, act, stored->uuid, copies, NULL, error))
      || !tri_journal_commit (act, error))
    return FALSE;
  g_free (sheet->uuid);
  sheet->uuid = g_strdup (stored->uuid);
  sheet->created = sheet->modified = stored->created;
  if (copies)
    copy_back (items, copies);
  return TRUE;
}

/**
 * tri_library_add_sheet_items:
 * @items: (element-type TriSheetItem): new ones
 * @before: (nullable): the item they come before; when it has gone meanwhile, or for %NULL, they
 *   come to the end
 *
 * Adds items to a sheet, together one act.
 */
gboolean
tri_library_add_sheet_items (TriLibrary *self,
                             const char *sheet,
                             GPtrArray *items,
                             const char *before,
                             GError **error)
{
  g_autoptr (TriJournal) act = tri_journal_begin (self, "sheet-item.add", error);
  g_autoptr (GPtrArray) stored = copy_items (items, sheet);

  if (!act || !check_sheet (self, sheet, error)
      || !add_all (self, act, sheet, stored, before, error) || !tri_journal_commit (act, error))
    return FALSE;
  copy_back (items, stored);
  return TRUE;
}

gboolean
tri_library_edit_sheet_item (TriLibrary *self, TriSheetItem *item, GError **error)
{
  static const char find[] = "SELECT 1 FROM sheet_items WHERE uuid = ?";
  static const char sql[] = "UPDATE sheet_items SET text = ?1, languages = ?2, modified = ?3"
                            " WHERE uuid = ?4 AND (text <> ?1 OR languages <> ?2)";
  g_autoptr (TriJournal) act = tri_journal_begin (self, "sheet-item.edit", error);
  g_autoptr (TriStatement) statement = act ? tri_library_prepare (self, sql, error) : NULL;
  g_autofree char *languages = g_strjoinv (" ", item->languages);

  if (!statement)
    return FALSE;
  if (!has_row (self, find, item->uuid))
    return fail_gone (_ ("This item has been removed, perhaps in another window."), error);
  tri_statement_bind_text (statement, 1, item->words);
  tri_statement_bind_text (statement, 2, languages);
  sqlite3_bind_int64 (statement, 3, get_time ());
  tri_statement_bind_text (statement, 4, item->uuid);
  return tri_journal_watch (act,
                            TRI_JOURNAL_SHEET_ITEMS,
                            item->uuid,
                            error)
         && tri_library_run (self, statement, error) && tri_journal_commit (act, error);
}

static GHashTable *
new_set (GPtrArray *uuids)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < uuids->len; i++)
    g_hash_table_add (set, g_ptr_array_index (uuids, i));
  return set;
}

static gboolean
put_items (TriLibrary *self,
           TriJournal *act,
           GPtrArray *items,
           gint64 start,
           gint64 step,
           GError **error)
{
  for (guint i = 0; i < items->len; i++)
    {
      const char *item = g_ptr_array_index (items, i);

      if (!tri_journal_watch (act, TRI_JOURNAL_SHEET_ITEMS, item, error)
          || !tri_sheet_order_put (self, item, start + step * ((gint64) i + 1), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_same_order (GPtrArray *items, GPtrArray *others)
{
  for (guint i = 0; i < items->len; i++)
    if (!g_str_equal (g_ptr_array_index (items, i), g_ptr_array_index (others, i)))
      return FALSE;
  return TRUE;
}

/* An act that leaves all where they are is none. */
static gboolean
commit_order (TriLibrary *self,
              TriJournal *act,
              const char *sheet,
              GPtrArray *before,
              GError **error)
{
  g_autoptr (GPtrArray) after = tri_sheet_order_list (self, sheet, error);

  return after && (is_same_order (before, after) || tri_journal_commit (act, error));
}

gboolean
tri_library_move_sheet_items (TriLibrary *self,
                              const char *sheet,
                              const char *const *items,
                              const char *before,
                              GError **error)
{
  g_autoptr (TriJournal) act = tri_journal_begin (self, "sheet-item.move", error);
  g_autoptr (GPtrArray) sorted = act ? tri_sheet_order_sort (self, sheet, items, error) : NULL;
  g_autoptr (GPtrArray) all = sorted ? tri_sheet_order_list (self, sheet, error) : NULL;
  g_autoptr (GHashTable) moved = all ? new_set (sorted) : NULL;
  gint64 start = 0;
  gint64 step = 0;

  if (!all)
    return FALSE;
  if (sorted->len == 0)
    return fail_gone (_ ("This item has been removed, perhaps in another window."), error);
  return tri_sheet_order_make_room (self,
                                    act,
                                    sheet,
                                    before,
                                    moved,
                                    sorted->len,
                                    &start,
                                    &step,
                                    error)
         && put_items (self, act, sorted, start, step, error)
         && commit_order (self, act, sheet, all, error);
}

gboolean
tri_library_remove_sheet_items (TriLibrary *self, const char *const *items, GError **error)
{
  static const char sql[] = "DELETE FROM sheet_items WHERE uuid = ?";
  g_autoptr (TriJournal) act = tri_journal_begin (self, "sheet-item.delete", error);

  if (!act)
    return FALSE;
  for (; *items; items++)
    if (!tri_journal_watch (act, TRI_JOURNAL_SHEET_ITEMS, *items, error)
        || !run_for (self, sql, *items, error))
      return FALSE;
  return tri_journal_commit (act, error);
}
