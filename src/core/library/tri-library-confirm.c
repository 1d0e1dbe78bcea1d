/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-links.h"

#include "library/tri-align-thread.h"
#include "library/tri-journal-links.h"
#include "library/tri-link-act.h"
#include "library/tri-link-store.h"
#include "library/tri-link-summary.h"
#include "library/tri-realign.h"
#include "library/tri-rows-repair.h"

/* What an act leaves is gone on with so far, on either side. */
#define MAX_REST 5000
/* Somebody may change links while the aligner computes: so often it is begun again. */
#define MAX_TRIES 3

/* Of a row: what the aligner computed in it. */
static gboolean
confirm_row (TriLinkAct *act, const TriLink *row, GError **error)
{
  for (guint i = 0; i < row->members->len; i++)
    {
      gint64 passage = g_array_index (row->members, TriLinkMember, i).passage;
      g_autoptr (GArray) ids = tri_link_store_list_at (act->library, passage, -1, error);

      if (!ids)
        return FALSE;
      for (guint n = 0; n < ids->len; n++)
        {
          g_autoptr (TriLink) link = NULL;

          link = tri_link_store_get (act->library, g_array_index (ids, gint64, n), NULL);
          if (link
              && link->kind == TRI_LINK_GROUP
              && link->status == TRI_STATUS_COMPUTED
              && !tri_link_act_confirm (act, link, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
end_act (TriLinkAct *act, GError **error)
{
  return tri_link_summary_forget (act->library, act->touched, error)
         && tri_journal_commit (act->journal, error);
}

/**
 * tri_library_confirm_link:
 *
 * The act "link.confirm". A sentence without any link is confirmed to have no counterpart.
 */
gboolean
tri_library_confirm_link (TriLibrary *self, const TriLinkMember *at, GError **error)
{
  g_auto (TriLinkAct) act = { 0 };
  g_autoptr (TriLink) link = NULL;
  TriLinkMember member = *at;

  if (!tri_link_act_begin (&act, self, "link.confirm", at->passage, error)
      || !(link = tri_link_act_get (&act, &member, error)))
    return FALSE;
  if (link->id != 0)
    return tri_link_act_confirm (&act, link, error) && end_act (&act, error);
  if (member.sentence < 0)
    return confirm_row (&act, link, error) && end_act (&act, error);
  return tri_link_act_make (&act, link->members, TRI_RELATION_TRANSLATION, error)
         && end_act (&act, error);
}

/* The computed links of the passages of a text before an ordinal. */
static gboolean
list_links (TriLibrary *self, gint64 text, guint end, GHashTable *ids, GError **error)
{
  static const char sql[] = "SELECT DISTINCT l.id FROM passages p"
                            " CROSS JOIN link_members m ON m.passage = p.id"
                            " CROSS JOIN links l ON l.id = m.link"
                            " WHERE p.text = ? AND p.ord < ? AND l.status = 1 AND l.kind < 2";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, text);
  sqlite3_bind_int64 (statement, 2, end);
  while (tri_library_next (self, statement, &local))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* The links of the place's own row, up to its sentence. */
static gboolean
list_in_row (TriLibrary *self, const TriLinkMember *at, GHashTable *ids, GError **error)
{
  static const char sql[] = "SELECT DISTINCT l.id FROM link_members m"
                            " CROSS JOIN links l ON l.id = m.link"
                            " WHERE m.passage = ? AND m.sentence <= ?"
                            " AND l.status = 1 AND l.kind < 2";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, at->passage);
  sqlite3_bind_int64 (statement, 2, at->sentence < 0 ? G_MAXINT32 : at->sentence);
  while (tri_library_next (self, statement, &local))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static GHashTable *
list_above (TriLinkAct *act, const TriLinkMember *at, GError **error)
{
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  const TriPlace *place = &act->place;

  ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (!tri_place_read_extent (act->library,
                              place->work,
                              place->strand,
                              place->row,
                              texts,
                              firsts,
                              ends,
                              error))
    return NULL;
  for (guint i = 0; i < texts->len; i++)
    {
      gint64 text = g_array_index (texts, gint64, i);
      guint end = g_array_index (firsts, guint, i);

      if (text == place->text)
        end = place->ord;
      else if (at->sentence < 0)
        end = g_array_index (ends, guint, i);
      if (!list_links (act->library, text, end, ids, error))
        return NULL;
    }
  return list_in_row (act->library, at, ids, error) ? g_steal_pointer (&ids) : NULL;
}

/* "work:first-last,…": runs of links of the work of which none is left out. */
static char *
name_runs (TriLibrary *self, gint64 work, GHashTable *ids, guint *n_groups)
{
  static const char sql[] = "SELECT id, kind FROM links WHERE work = ? ORDER BY id";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);
  GString *name = g_string_new (NULL);
  gint64 first = 0, last = 0;

  *n_groups = 0;
  g_string_append_printf (name, "%" G_GINT64_FORMAT, work);
  sqlite3_bind_int64 (statement, 1, work);
  while (tri_library_next (self, statement, NULL))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      if (g_hash_table_contains (ids, &id))
        {
          *n_groups += sqlite3_column_int (statement, 1) == TRI_LINK_GROUP;
          first = first ? first : id;
          last = id;
          continue;
        }
      if (first)
        g_string_append_printf (name,
                                "%s%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT,
                                strchr (name->str, ':') ? "," : ":",
                                first,
                                last);
      first = 0;
    }
  if (first)
    g_string_append_printf (name,
                            "%s%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT,
                            strchr (name->str, ':') ? "," : ":",
                            first,
                            last);
  return g_string_free (name, FALSE);
}

/**
 * tri_library_confirm_above:
 * @n: (out) (optional): how many links of all texts were confirmed
 *
 * The act "link.confirm-above". What has no link stays as it is.
 */
gboolean
tri_library_confirm_above (TriLibrary *self, const TriLinkMember *at, guint *n, GError **error)
{
  static const char confirmed[] = "{\"status\":2}";
  g_auto (TriLinkAct) act = { 0 };
  g_autoptr (GHashTable) ids = NULL;
  g_autofree char *name = NULL;
  guint n_groups = 0;

  if (!tri_link_act_begin (&act, self, "link.confirm-above", at->passage, error)
      || !(ids = list_above (&act, at, error)))
    return FALSE;
  name = name_runs (self, act.place.work, ids, &n_groups);
  if (n)
    *n = n_groups;
  return tri_journal_watch (act.journal, TRI_JOURNAL_STATUSES, name, error)
         && tri_journal_statuses_put (self, name, confirmed, error)
         && tri_journal_statuses_settle (self, name, error)
         && tri_journal_commit (act.journal, error);
}

/* The confirmed links that an act made, and their passages. */
static gboolean
read_own (TriLibrary *self, gint64 entry, GArray *own, GArray *passages, gint64 *work)
{
  static const char sql[] = "SELECT r.value ->> 'uuid', r.value ->> 'row'"
                            " FROM journal j, json_each (j.after) r"
                            " WHERE j.id = ? AND j.undone = 0 AND r.value ->> 'table' = 'links'"
                            " AND r.value ->> '$.row.status' = 2";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, entry);
  while (tri_library_next (self, statement, NULL))
    {
      gint64 link = g_ascii_strtoll (tri_statement_get_text (statement, 0), NULL, 10);

      g_array_append_val (own, link);
      tri_journal_links_collect (self, tri_statement_get_text (statement, 1), work, passages);
    }
  return own->len > 0;
}

/* Changes whenever somebody does something. */
static char *
get_state (TriLibrary *self)
{
  static const char sql[] = "SELECT coalesce (max (id), 0) + ? FROM journal";
  static const char undone[] = "SELECT coalesce (max (id), 0) + ? FROM journal WHERE undone = 0";

  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                          tri_library_get_data_version (self),
                          tri_library_ask (self, sql, 0, 0),
                          tri_library_ask (self, undone, 0, 0));
}

static gboolean
write_rest (TriRealign *realign, gint64 entry, GError **error)
{
  TriLibrary *library = realign->library;
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *local = NULL;
  g_autoptr (TriJournal) journal = tri_journal_resume (library, entry, &local);

  if (!journal)
    {
      if (local)
        g_propagate_error (error, local);
      return local == NULL;
    }
  return tri_realign_write (realign, journal, touched, error)
         && tri_rows_repair (library, realign->work, touched, error)
         && tri_link_summary_forget (library, touched, error)
         && tri_journal_commit (journal, error);
}

/* *@is_done: nobody came between; else the whole is to be done again. */
static gboolean
try_rest (TriLibrary *self,
          gint64 entry,
          GCancellable *cancellable,
          gboolean *is_done,
          GError **error)
{
  g_auto (TriRealign) realign = { .library = self, .limit = MAX_REST };
  const TriAlignManyOptions options = { .cancellable = cancellable };
  g_autoptr (GArray) passages = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *before = get_state (self);
  g_autofree char *after = NULL;
  gboolean is_needed = FALSE;

  *is_done = TRUE;
  realign.own = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!read_own (self, entry, realign.own, passages, &realign.work))
    return TRUE;
  if (!tri_realign_find (&realign, passages, error)
      || !tri_realign_read (&realign, &is_needed, error))
    return FALSE;
  if (!is_needed)
    return TRUE;
  realign.many = tri_align_thread_run (self, realign.input, &options, NULL, error);
  if (!realign.many)
    return FALSE;
  after = get_state (self);
  *is_done = g_str_equal (before, after);
  return !*is_done || write_rest (&realign, entry, error);
}

/**
 * tri_library_align_rest:
 *
 * Goes on where an act stopped, up to the next confirmed links or 5,000 sentences away. The
 * aligner runs on a thread of its own, and others can write meanwhile; what it found is written as
 * a part of the act.
 */
gboolean
tri_library_align_rest (TriLibrary *self,
                        TriLinkRest rest,
                        GCancellable *cancellable,
                        GError **error)
{
  gboolean is_done = rest == 0;
  gboolean succeeded = TRUE;

  tri_library_set_cancellable (self, cancellable);
  for (guint i = 0; succeeded && !is_done && i < MAX_TRIES; i++)
    succeeded = try_rest (self, rest, cancellable, &is_done, error);
  tri_library_set_cancellable (self, NULL);
  return succeeded;
}
