/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-mark-words.h"
#include "library/tri-merge-private.h"

/* Of so many marks a merge writes the words itself; the others are left to the worker. */
#define MAX_SETTLED 1000

/* What holds for rows together, though each came by itself. */

/* Of two marks with the same letter in a work the one that was changed last keeps it. */
static GPtrArray *
list_letters_to_take (TriLibrary *library, GError **error)
{
  static const char sql[] = "SELECT uuid FROM (SELECT uuid, row_number () OVER"
                            "  (PARTITION BY work_uuid, letter ORDER BY modified DESC, uuid DESC)"
                            "  AS n FROM bookmarks WHERE letter <> '' AND part_of = '')"
                            " WHERE n > 1 ORDER BY uuid";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;

  if (!statement)
    return NULL;
  while (tri_library_next (library, statement, &local))
    g_ptr_array_add (uuids, tri_statement_dup_text (statement, 0));
  if (!local)
    return g_steal_pointer (&uuids);
  g_propagate_error (error, local);
  return NULL;
}

static char *
dup_without_letter (TriLibrary *library, const char *row)
{
  static const char sql[] = "SELECT json_set (?1, '$.letter', '')";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, row);
  return tri_library_next (library, statement, NULL) ? tri_statement_dup_text (statement, 0)
                                                     : NULL;
}

/* The time rises by one, so that it is the same whichever library is merged into which. */
static gboolean
take_letter (TriMerge *self, const char *batch, const char *uuid, GError **error)
{
  static const char stamp[] = "SELECT modified FROM bookmarks WHERE uuid = ?1";
  const TriMergeKind *kind = tri_merge_find_kind ("bookmark");
  TriMergeChange change = { kind, g_strdup (uuid) };

  change.before.row = tri_merge_kind_read (kind, self->library, uuid, NULL);
  change.before.stamp = tri_merge_ask_time (self->library, stamp, uuid);
  change.after.row = dup_without_letter (self->library, change.before.row);
  change.after.stamp = change.before.stamp + 1;
  g_array_append_val (self->changes, change);
  return tri_merge_apply_change (self->library,
                                 batch,
                                 self->changes->len - 1,
                                 &g_array_index (self->changes,
                                                 TriMergeChange,
                                                 self->changes->len - 1),
                                 error);
}

static gboolean
take_letters (TriMerge *self, const char *batch, GError **error)
{
  g_autoptr (GPtrArray) uuids = list_letters_to_take (self->library, error);

  for (guint i = 0; uuids && i < uuids->len; i++)
    if (!take_letter (self, batch, g_ptr_array_index (uuids, i), error))
      return FALSE;
  return uuids != NULL;
}

/* --- A sheet that one side deleted, and on which the other wrote meanwhile, stays with what was
 * written */

static GPtrArray *
list_lost_sheets (TriLibrary *library, GError **error)
{
  static const char sql[] = "SELECT DISTINCT i.sheet FROM sheet_items AS i WHERE NOT EXISTS"
                            " (SELECT 1 FROM sheets AS s WHERE s.uuid = i.sheet) ORDER BY 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;

  if (!statement)
    return NULL;
  while (tri_library_next (library, statement, &local))
    g_ptr_array_add (uuids, tri_statement_dup_text (statement, 0));
  if (!local)
    return g_steal_pointer (&uuids);
  g_propagate_error (error, local);
  return NULL;
}

/* As it was here before this merge, or as it is in the other library. */
static char *
find_sheet (TriMerge *self, const TriMergeKind *kind, const char *uuid)
{
  for (guint i = 0; i < self->changes->len; i++)
    {
      const TriMergeChange *change = &g_array_index (self->changes, TriMergeChange, i);

      if (change->kind == kind && change->before.row && g_str_equal (change->uuid, uuid))
        return g_strdup (change->before.row);
    }
  return tri_merge_kind_read (kind, self->other, uuid, NULL);
}

static gboolean
bring_sheet_back (TriMerge *self, const char *batch, const char *uuid, GError **error)
{
  static const char gone[] = "SELECT deleted FROM deletions WHERE uuid = ?1";
  const TriMergeKind *kind = tri_merge_find_kind ("sheet");
  TriMergeChange change = { kind };

  change.after.row = find_sheet (self, kind, uuid);
  if (!change.after.row)
    return TRUE;
  change.uuid = g_strdup (uuid);
  change.before.gone = tri_merge_ask_time (self->library, gone, uuid);
  change.after.stamp = change.before.gone + 1;
  g_array_append_val (self->changes, change);
  return tri_merge_apply_change (self->library,
                                 batch,
                                 self->changes->len - 1,
                                 &g_array_index (self->changes,
                                                 TriMergeChange,
                                                 self->changes->len - 1),
                                 error);
}

static gboolean
bring_sheets_back (TriMerge *self, const char *batch, GError **error)
{
  g_autoptr (GPtrArray) uuids = list_lost_sheets (self->library, error);

  for (guint i = 0; uuids && i < uuids->len; i++)
    if (!bring_sheet_back (self, batch, g_ptr_array_index (uuids, i), error))
      return FALSE;
  return uuids != NULL;
}

gboolean
tri_merge_settle_words (TriLibrary *library, const GArray *changes, GError **error)
{
  const TriMergeKind *marks = tri_merge_find_kind ("bookmark");
  guint n = 0;

  for (guint i = 0; i < changes->len && n < MAX_SETTLED; i++)
    {
      const TriMergeChange *change = &g_array_index (changes, TriMergeChange, i);

      if (change->kind != marks)
        continue;
      n++;
      if (!tri_mark_words_settle (library, change->uuid, error)
          || (change->before.row
              && !tri_mark_words_forget (library, change->before.row, error))
          || (change->after.row && !tri_mark_words_forget (library, change->after.row, error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
tri_merge_settle (TriMerge *self, const char *batch, GError **error)
{
  return take_letters (self, batch, error)
         && bring_sheets_back (self, batch, error)
         && tri_merge_settle_links (self->library, self->changes, error)
         && tri_merge_settle_names (self->library, self->changes, error)
         && tri_merge_settle_words (self->library, self->changes, error);
}
