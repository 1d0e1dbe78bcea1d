/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-mark-change.h"

#include "library/tri-bookmark-hash.h"
#include "library/tri-journal.h"

/* What a mark would be. A portal keeps its kind. */
#define KIND "iif (kind = ?8, kind, coalesce (?2, kind))"
#define HAS_ADDED "EXISTS (SELECT 1 FROM json_each (labels) WHERE value = ?6)"
#define HAS_REMOVED "EXISTS (SELECT 1 FROM json_each (labels) WHERE value = ?7)"
#define IS_SO                                                                                   \
  KIND " = kind AND coalesce (?3, style) = style AND coalesce (?4, scope) = scope"              \
       " AND coalesce (?5, colour) = colour AND (part_of <> '' OR ?6 IS NULL OR " HAS_ADDED ")" \
       " AND (part_of <> '' OR ?7 IS NULL OR NOT " HAS_REMOVED ")"
#define LABELS                                                           \
  "SELECT json_group_array (value) FROM ("                               \
  "SELECT value FROM json_each (labels) WHERE ?7 IS NULL OR value <> ?7" \
  " UNION ALL SELECT ?6 WHERE ?6 IS NOT NULL AND part_of = '' AND NOT " HAS_ADDED ")"

/* The uuids of a mark and of its parts, for those that would change. The parts have no labels, but
 * look as the mark does. */
static GPtrArray *
list_changing (TriLibrary *self, TriStatement *statement, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;

  sqlite3_bind_int64 (statement, 1, id);
  while (tri_library_next (self, statement, &local))
    g_ptr_array_add (uuids, tri_statement_dup_text (statement, 0));
  sqlite3_reset (statement);
  if (!local)
    return g_steal_pointer (&uuids);
  g_propagate_error (error, local);
  return NULL;
}

static void
bind_number (TriStatement *statement, int index, int number)
{
  if (number >= 0)
    sqlite3_bind_int (statement, index, number);
  else
    sqlite3_bind_null (statement, index);
}

static void
bind_word (TriStatement *statement, int index, const char *word)
{
  if (word)
    tri_statement_bind_text (statement, index, word);
  else
    sqlite3_bind_null (statement, index);
}

static void
bind_change (TriStatement *statement, const TriMarkChange *change)
{
  bind_number (statement, 2, change->kind == TRI_MARK_PORTAL ? -1 : change->kind);
  bind_number (statement, 3, change->style);
  bind_number (statement, 4, change->scope);
  bind_word (statement, 5, change->colour);
  bind_word (statement, 6, change->add_label);
  bind_word (statement, 7, change->remove_label);
  sqlite3_bind_int (statement, 8, TRI_MARK_PORTAL);
}

static gboolean
change_row (TriLibrary *self,
            TriJournal *act,
            TriStatement *statement,
            const char *uuid,
            GError **error)
{
  gboolean done;

  tri_statement_bind_text (statement, 1, uuid);
  done = tri_journal_watch (act, TRI_JOURNAL_BOOKMARKS, uuid, error)
         && tri_library_run (self, statement, error);
  sqlite3_reset (statement);
  return done && tri_library_store_bookmark_hash (self, uuid, error);
}

static gboolean
change_all (TriLibrary *self,
            TriJournal *act,
            const gint64 *ids,
            guint n_ids,
            const TriMarkChange *change,
            guint *n_changed,
            GError **error)
{
  static const char which[] = "SELECT uuid FROM bookmarks"
                              " WHERE (id = ?1 OR part_of ="
                              "  (SELECT uuid FROM bookmarks WHERE id = ?1))"
                              " AND NOT (" IS_SO ") ORDER BY part";
  static const char sql[] = "UPDATE bookmarks SET kind = " KIND ", style = coalesce (?3, style),"
                            " scope = coalesce (?4, scope), colour = coalesce (?5, colour),"
                            " labels = (" LABELS "), modified = max (created, ?9) WHERE uuid = ?1";
  g_autoptr (TriStatement) asked = tri_library_prepare (self, which, error);
  g_autoptr (TriStatement) statement = asked ? tri_library_prepare (self, sql, error) : NULL;

  if (!statement)
    return FALSE;
  bind_change (asked, change);
  bind_change (statement, change);
  sqlite3_bind_int64 (statement, 9, g_get_real_time () / G_USEC_PER_SEC);
  for (guint i = 0; i < n_ids; i++)
    {
      g_autoptr (GPtrArray) uuids = list_changing (self, asked, ids[i], error);

      if (!uuids)
        return FALSE;
      for (guint j = 0; j < uuids->len; j++)
        if (!change_row (self, act, statement, uuids->pdata[j], error))
          return FALSE;
      *n_changed += uuids->len > 0;
    }
  return TRUE;
}

/**
 * tri_library_change_marks:
 * @ids: (array length=n_ids): of marks, not of parts of them
 *
 * Says the same of several marks, together one act. On disk when this returns %TRUE.
 */
gboolean
tri_library_change_marks (TriLibrary *self,
                          const gint64 *ids,
                          guint n_ids,
                          const TriMarkChange *change,
                          guint *n_changed,
                          GError **error)
{
  g_autoptr (TriJournal) act = tri_journal_begin (self, "bookmark.change", error);
  guint n = 0;

  if (!act || !change_all (self, act, ids, n_ids, change, &n, error)
      || !tri_journal_commit (act, error))
    return FALSE;
  if (n_changed)
    *n_changed = n;
  return TRUE;
}
