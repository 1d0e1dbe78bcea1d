/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-sheet-order.h"

#include <glib/gi18n.h>

/* Between two that were added one after the other 40 can come, each before the last. */
#define STEP (G_GINT64_CONSTANT (1) << 40)
#define FARTHEST (G_GINT64_CONSTANT (1) << 62)

static const char in_order[] = "SELECT uuid, position FROM sheet_items WHERE sheet = ?"
                               " ORDER BY position, uuid";

/* Where items are to come: behind one position and before the other. */
typedef struct
{
  gint64 low;
  gint64 high;
  gboolean has_low;
  gboolean has_high;
} Gap;

GPtrArray *
tri_sheet_order_list (TriLibrary *library, const char *sheet, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, in_order, error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, sheet);
  while (tri_library_next (library, statement, &failed))
    g_ptr_array_add (items, tri_statement_dup_text (statement, 0));
  if (!failed)
    return g_steal_pointer (&items);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

GPtrArray *
tri_sheet_order_sort (TriLibrary *library,
                      const char *sheet,
                      const char *const *items,
                      GError **error)
{
  g_autoptr (GPtrArray) all = tri_sheet_order_list (library, sheet, error);
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *sorted = NULL;

  if (!all)
    return NULL;
  for (; *items; items++)
    g_hash_table_add (wanted, (gpointer) *items);
  sorted = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < all->len; i++)
    if (g_hash_table_contains (wanted, g_ptr_array_index (all, i)))
      g_ptr_array_add (sorted, g_strdup (g_ptr_array_index (all, i)));
  return sorted;
}

/* @before may be one of those that move: then the next one that stays is meant. */
static gboolean
find_gap (TriLibrary *library,
          const char *sheet,
          const char *before,
          GHashTable *moved,
          Gap *gap,
          GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, in_order, error);
  g_autoptr (GError) failed = NULL;
  gboolean found = FALSE;

  *gap = (Gap){ 0 };
  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, sheet);
  while (!gap->has_high && tri_library_next (library, statement, &failed))
    {
      const char *uuid = tri_statement_get_text (statement, 0);
      gint64 position = sqlite3_column_int64 (statement, 1);

      found = found || g_strcmp0 (uuid, before) == 0;
      if (moved && g_hash_table_contains (moved, uuid))
        continue;
      *(found ? &gap->has_high : &gap->has_low) = TRUE;
      *(found ? &gap->high : &gap->low) = position;
    }
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static gboolean
divide (const Gap *gap, guint n, gint64 *start, gint64 *step)
{
  gint64 room = 0;

  if (gap->has_low && gap->has_high)
    {
      *start = gap->low;
      *step = (gap->high - gap->low) / ((gint64) n + 1);
      return *step > 0;
    }
  room = STEP * ((gint64) n + 1);
  *step = STEP;
  *start = gap->has_low ? gap->low : gap->has_high ? gap->high - room
                                                   : 0;
  return *start<FARTHEST - room && * start> - FARTHEST;
}

gboolean
tri_sheet_order_put (TriLibrary *library, const char *item, gint64 position, GError **error)
{
  static const char sql[] = "UPDATE sheet_items SET position = ?, modified = unixepoch ()"
                            " WHERE uuid = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, position);
  tri_statement_bind_text (statement, 2, item);
  return tri_library_run (library, statement, error);
}

static gboolean
put_apart (TriLibrary *library, TriJournal *act, const char *sheet, GError **error)
{
  g_autoptr (GPtrArray) items = tri_sheet_order_list (library, sheet, error);

  if (!items)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      const char *item = g_ptr_array_index (items, i);

      if (!tri_journal_watch (act, TRI_JOURNAL_SHEET_ITEMS, item, error)
          || !tri_sheet_order_put (library, item, STEP * ((gint64) i + 1), error))
        return FALSE;
    }
  return TRUE;
}

gboolean
tri_sheet_order_make_room (TriLibrary *library,
                           TriJournal *act,
                           const char *sheet,
                           const char *before,
                           GHashTable *moved,
                           guint n,
                           gint64 *start,
                           gint64 *step,
                           GError **error)
{
  Gap gap;

  if (!find_gap (library, sheet, before, moved, &gap, error))
    return FALSE;
  if (divide (&gap, n, start, step))
    return TRUE;
  if (!put_apart (library, act, sheet, error)
      || !find_gap (library, sheet, before, moved, &gap, error))
    return FALSE;
  if (divide (&gap, n, start, step))
    return TRUE;
  g_set_error_literal (error, TRI_ERROR, TRI_ERROR_LIMIT, _ ("The sheet has too many items."));
  return FALSE;
}
