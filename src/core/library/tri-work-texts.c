/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-work-texts.h"

#include "library/tri-align-mark.h"
#include "library/tri-journal.h"
#include "library/tri-library-stale.h"
#include "library/tri-library-works.h"

#include <glib/gi18n.h>
#include <string.h>

/* Runs a statement for up to three rows: ?1, ?2, ?3. */
static gboolean
run (TriLibrary *library,
     const char *sql,
     gint64 first,
     gint64 second,
     gint64 third,
     GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  const gint64 values[] = { first, second, third };
  int n;

  if (!statement)
    return FALSE;
  n = MIN (sqlite3_bind_parameter_count (statement), (int) G_N_ELEMENTS (values));
  for (int i = 0; i < n; i++)
    sqlite3_bind_int64 (statement, i + 1, values[i]);
  return tri_library_run (library, statement, error);
}

/* Of strings: ?1, ?2. */
static gint64
ask_uuid (TriLibrary *library, const char *sql, const char *first, const char *second)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement)
    return 0;
  tri_statement_bind_text (statement, 1, first);
  if (second)
    tri_statement_bind_text (statement, 2, second);
  return tri_library_next (library, statement, NULL) ? sqlite3_column_int64 (statement, 0) : 0;
}

/* --- Taking a text out */

static gint64
make_hidden_work (TriLibrary *library, gint64 work, gint64 text, GError **error)
{
  static const char sql[] = "INSERT INTO works (uuid, title, kind, complete, deleted, created,"
                            " modified) SELECT ?3, t.title, w.kind, 2, unixepoch (), unixepoch (),"
                            " unixepoch () FROM texts t JOIN works w ON w.id = ?1 WHERE t.id = ?2";
  static const char registers[] = "INSERT INTO work_registers (work, register)"
                                  " SELECT ?2, register FROM work_registers WHERE work = ?1";
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  gint64 hidden;

  if (!statement)
    return 0;
  sqlite3_bind_int64 (statement, 1, work);
  sqlite3_bind_int64 (statement, 2, text);
  tri_statement_bind_text (statement, 3, uuid);
  if (!tri_library_run (library, statement, error))
    return 0;
  hidden = sqlite3_last_insert_rowid (library->db);
  return run (library, registers, work, hidden, 0, error) ? hidden : 0;
}

/* Links that tie two other texts as well stay with those; the others go with the text. */
static gboolean
hide_links (TriLibrary *library, gint64 work, gint64 text, gint64 hidden, GError **error)
{
  static const char move[] = "UPDATE links SET work = ?3 WHERE work = ?1 AND id IN"
                             " (SELECT m.link FROM passages p"
                             "  CROSS JOIN link_members m ON m.passage = p.id WHERE p.text = ?2)"
                             " AND (SELECT count (DISTINCT o.text) FROM link_members n"
                             "  JOIN passages o ON o.id = n.passage"
                             "  WHERE n.link = links.id AND o.text <> ?2) < 2";
  static const char keep[] = "INSERT OR IGNORE INTO hidden_members (link, passage, sentence)"
                             " SELECT m.link, m.passage, m.sentence FROM links l"
                             " CROSS JOIN link_members m ON m.link = l.id"
                             " CROSS JOIN passages p ON p.id = m.passage"
                             " WHERE l.work = ?3 AND p.text <> ?2 AND ?1 > 0";
  static const char keep_own[] = "INSERT OR IGNORE INTO hidden_members (link, passage, sentence)"
                                 " SELECT m.link, m.passage, m.sentence FROM passages p"
                                 " CROSS JOIN link_members m ON m.passage = p.id"
                                 " JOIN links l ON l.id = m.link WHERE p.text = ?2 AND l.work = ?1";
  static const char drop[] = "DELETE FROM link_members WHERE (link, passage, sentence) IN"
                             " (SELECT link, passage, sentence FROM hidden_members"
                             "  WHERE link IN (SELECT id FROM links WHERE work = ?3)"
                             "  OR passage IN (SELECT id FROM passages WHERE text = ?2))"
                             " AND ?1 > 0";
  const char *const steps[] = { move, keep, keep_own, drop };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!run (library, steps[i], work, text, hidden, error))
      return FALSE;
  return TRUE;
}

/* An alignment that was stopped is gone on with without it. */
static gboolean
forget_alignment (TriLibrary *library, gint64 work, gint64 text, GError **error)
{
  g_autoptr (GArray) fresh = tri_align_mark_get (library, work);

  if (!fresh)
    return TRUE;
  for (guint i = fresh->len; i > 0; i--)
    if (g_array_index (fresh, gint64, i - 1) == text)
      g_array_remove_index (fresh, i - 1);
  return fresh->len > 0 ? tri_align_mark_set (library, work, fresh, error)
                        : tri_align_mark_clear (library, work, error);
}

static gboolean
hide_text (TriLibrary *library, gint64 work, gint64 text, GError **error)
{
  static const char move[] = "UPDATE texts SET work = ?2, modified = unixepoch () WHERE id = ?1";
  /* A mark goes with all of its places when the one it begins in goes. */
  static const char marks[] = "UPDATE bookmarks SET work = ?3 WHERE work = ?1 AND (text = ?2"
                              " OR part_of IN (SELECT uuid FROM bookmarks WHERE work = ?1"
                              "  AND text = ?2 AND part_of = ''))";
  gint64 hidden = make_hidden_work (library, work, text, error);

  return hidden
         && hide_links (library, work, text, hidden, error)
         && run (library, marks, work, text, hidden, error)
         && run (library, move, text, hidden, 0, error)
         && forget_alignment (library, work, text, error);
}

/* --- Putting it back */

static gboolean
show_links (TriLibrary *library, gint64 work, gint64 text, gint64 hidden, GError **error)
{
  /* Not those of other versions of texts, which lie in other works. */
#define BACK                                                            \
  " WHERE link IN (SELECT id FROM links WHERE work = ?3)"               \
  " OR passage IN (SELECT id FROM passages WHERE text = ?2)"            \
  " AND EXISTS (SELECT 1 FROM links l WHERE l.id = hidden_members.link" \
  "  AND l.work = ?1)"
  static const char members[] = "INSERT OR IGNORE INTO link_members (link, passage, sentence)"
                                " SELECT link, passage, sentence FROM hidden_members" BACK;
  static const char forget[] = "DELETE FROM hidden_members" BACK;
#undef BACK
  static const char move[] = "UPDATE links SET work = ?1 WHERE work = ?3 AND ?2 > 0";
  const char *const steps[] = { members, forget, move };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!run (library, steps[i], work, text, hidden, error))
      return FALSE;
  return TRUE;
}

static gboolean
show_text (TriLibrary *library, gint64 work, const char *uuid, GError **error)
{
  static const char find[] = "SELECT t.id FROM texts t JOIN works w ON w.id = t.work"
                             " WHERE t.uuid = ?1 AND w.complete = 2 AND w.deleted IS NOT NULL";
  static const char find_work[] = "SELECT work FROM texts WHERE uuid = ?1";
  static const char move[] = "UPDATE texts SET work = ?2, modified = unixepoch () WHERE id = ?1";
  static const char marks[] = "UPDATE bookmarks SET work = ?1 WHERE work = ?2";
  static const char forget[] = "DELETE FROM works WHERE id = ?1";
  gint64 text = ask_uuid (library, find, uuid, NULL);
  gint64 hidden = ask_uuid (library, find_work, uuid, NULL);

  if (text == 0)
    {
      g_set_error_literal (error,
                           TRI_ERROR,
                           TRI_ERROR_NOT_FOUND,
                           _ ("The text is no longer kept. Import it again from its file."));
      return FALSE;
    }
  return show_links (library, work, text, hidden, error)
         && run (library, marks, work, hidden, 0, error)
         && run (library, move, text, work, 0, error)
         && run (library, forget, hidden, 0, 0, error);
}

/* --- The texts of a work */

char *
tri_work_texts_read (TriLibrary *library, const char *uuid, GError **error)
{
  static const char sql[] = "SELECT json_object ('texts', json_group_array (t.uuid))"
                            " FROM (SELECT uuid FROM texts WHERE work ="
                            "  (SELECT id FROM works WHERE uuid = ?1) ORDER BY ord) AS t"
                            " HAVING count (*) > 0";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_library_next (library, statement, error) ? tri_statement_dup_text (statement, 0)
                                                      : NULL;
}

static GStrv
parse (TriLibrary *library, const char *row, GError **error)
{
  static const char sql[] = "SELECT value FROM json_each (?1, '$.texts') ORDER BY key";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, row);
  while (tri_library_next (library, statement, NULL))
    g_ptr_array_add (uuids, tri_statement_dup_text (statement, 0));
  g_ptr_array_add (uuids, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&uuids), FALSE);
}

static gboolean
set_place (TriLibrary *library, const char *uuid, guint ord, GError **error)
{
  static const char sql[] = "UPDATE texts SET ord = ?2 WHERE uuid = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  sqlite3_bind_int64 (statement, 2, ord);
  return tri_library_run (library, statement, error);
}

static int
find_uuid (const char *const *uuids, const char *uuid)
{
  for (int i = 0; uuids[i]; i++)
    if (strcmp (uuids[i], uuid) == 0)
      return i;
  return -1;
}

/* Whether one of those that stay goes before another. */
static gboolean
is_other_order (const char *const *then, const char *const *now)
{
  int last = -1;

  for (guint i = 0; now[i]; i++)
    {
      int place = find_uuid (then, now[i]);

      if (place >= 0 && place < last)
        return TRUE;
      last = MAX (last, place);
    }
  return FALSE;
}

/* Where the reader stopped is kept with the columns as they stood. */
static gboolean
order_place (TriLibrary *library, gint64 work, GError **error)
{
  static const char sql[] = "UPDATE places SET state = json_set (state, '$.columns', json ("
                            " (SELECT json_group_array (json (c.value)) FROM"
                            "  (SELECT j.value FROM json_each (state, '$.columns') AS j"
                            "   LEFT JOIN texts AS t ON t.id = j.value ->> 'text'"
                            "   ORDER BY t.ord) AS c)))"
                            " WHERE work = ?1 AND json_valid (state)"
                            " AND json_type (state, '$.columns') = 'array'";

  return run (library, sql, work, 0, 0, error);
}

/* @then: the texts it has, @now: those that it shall have. */
static gboolean
change_texts (TriLibrary *library,
              gint64 work,
              const char *const *then,
              const char *const *now,
              GError **error)
{
  static const char find[] = "SELECT id FROM texts WHERE uuid = ?1";
  static const char touch[] = "UPDATE works SET modified = unixepoch () WHERE id = ?1";

  for (guint i = 0; then[i]; i++)
    if (!g_strv_contains (now, then[i])
        && !hide_text (library, work, ask_uuid (library, find, then[i], NULL), error))
      return FALSE;
  for (guint i = 0; now[i]; i++)
    if ((!g_strv_contains (then, now[i]) && !show_text (library, work, now[i], error))
        || !set_place (library, now[i], i, error))
      return FALSE;
  return (!is_other_order (then, now) || order_place (library, work, error))
         && run (library, touch, work, 0, 0, error)
         && tri_library_rebuild_rows (library, work, error)
         && tri_library_recount_mentions (library, work, error)
         && tri_stale_mark_work (library, work, error);
}

gboolean
tri_work_texts_put (TriLibrary *library, const char *uuid, const char *row, GError **error)
{
  static const char find[] = "SELECT id FROM works WHERE uuid = ?1";
  g_autofree char *now = tri_work_texts_read (library, uuid, error);
  gint64 work = ask_uuid (library, find, uuid, NULL);
  g_auto (GStrv) then_uuids = NULL;
  g_auto (GStrv) now_uuids = NULL;

  if (!row || !now || strcmp (row, now) == 0)
    return TRUE;
  then_uuids = parse (library, now, error);
  now_uuids = then_uuids ? parse (library, row, error) : NULL;
  return now_uuids
         && change_texts (library,
                          work,
                          (const char *const *) then_uuids,
                          (const char *const *) now_uuids,
                          error);
}

/* --- The reader's acts */

static char *
dup_uuid (TriLibrary *library, const char *sql, gint64 id, GError **error)
{
  return tri_library_ask_text (library, sql, id, _ ("This text is no longer in the work."), error);
}

/* @uuids: the texts that the work shall have. */
static gboolean
act (TriLibrary *library, const char *name, gint64 work, GPtrArray *uuids, GError **error)
{
  static const char find[] = "SELECT uuid FROM works WHERE id = ? AND complete = 1"
                             " AND deleted IS NULL";
  g_autoptr (TriJournal) journal = tri_journal_begin (library, name, error);
  g_autofree char *uuid = journal ? dup_uuid (library, find, work, error) : NULL;
  g_autofree char *row = uuid ? tri_work_texts_read (library, uuid, error) : NULL;
  g_auto (GStrv) then = row ? parse (library, row, error) : NULL;

  return then
         && tri_journal_watch (journal, TRI_JOURNAL_WORK_TEXTS, uuid, error)
         && change_texts (library,
                          work,
                          (const char *const *) then,
                          (const char *const *) uuids->pdata,
                          error)
         && tri_journal_commit (journal, error);
}

/* The texts of the work but @except, and NULL behind them. */
static GPtrArray *
list_uuids (TriLibrary *library, gint64 work, gint64 except, GError **error)
{
  static const char sql[] = "SELECT uuid FROM texts WHERE work = ? AND id <> ? ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  sqlite3_bind_int64 (statement, 2, except);
  while (tri_library_next (library, statement, &local))
    g_ptr_array_add (uuids, tri_statement_dup_text (statement, 0));
  g_ptr_array_add (uuids, NULL);
  if (!local)
    return g_steal_pointer (&uuids);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * tri_library_remove_text:
 * @text: of a work with more than one
 *
 * The act "text.remove": takes a text out of its work, with what the reader marked in it. What
 * other texts have with each other stays. Undoing brings all of it back, until tri_library_sweep()
 * takes it off the disk.
 */
gboolean
tri_library_remove_text (TriLibrary *self, gint64 text, GError **error)
{
  gint64 work = tri_library_ask (self, "SELECT work FROM texts WHERE id = ?", text, 0);
  g_autoptr (GPtrArray) uuids = list_uuids (self, work, text, error);

  if (!uuids)
    return FALSE;
  if (uuids->len < 2)
    {
      g_set_error_literal (error,
                           TRI_ERROR,
                           TRI_ERROR_FAILED,
                           _ ("A work has at least one text. Delete the work instead."));
      return FALSE;
    }
  return act (self, "text.remove", work, uuids, error);
}

/**
 * tri_library_order_texts:
 * @texts: (array length=n_texts): all texts of @work, in the order that they shall have
 *
 * The act "text.move". The columns of the work have this order from now on, unless the reader gave
 * them another in a window.
 */
gboolean
tri_library_order_texts (TriLibrary *self,
                         gint64 work,
                         const gint64 *texts,
                         guint n_texts,
                         GError **error)
{
  static const char find[] = "SELECT uuid FROM texts WHERE id = ?";
  static const char count[] = "SELECT count (*) FROM texts WHERE work = ?";
  static const char has[] = "SELECT work FROM texts WHERE id = ?";
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  gboolean is_whole = tri_library_ask (self, count, work, 0) == n_texts;

  for (guint i = 0; i < n_texts && is_whole; i++)
    {
      char *uuid = dup_uuid (self, find, texts[i], error);

      if (!uuid)
        return FALSE;
      is_whole = tri_library_ask (self, has, texts[i], 0) == work
                 && !g_ptr_array_find_with_equal_func (uuids, uuid, g_str_equal, NULL);
      g_ptr_array_add (uuids, uuid);
    }
  g_ptr_array_add (uuids, NULL);
  if (is_whole)
    return act (self, "text.move", work, uuids, error);
  g_set_error_literal (error,
                       TRI_ERROR,
                       TRI_ERROR_FAILED,
                       _ ("The work has other texts by now. Look at it again."));
  return FALSE;
}
