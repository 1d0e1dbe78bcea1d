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

  if (!tri_link_act_begin (&act, self, "link.confirm", at->passage, error))
    return FALSE;
  /* Accounts are tied by their passages. */
  if (act.is_account)
    member.sentence = -1;
  if (!(link = tri_link_act_get (&act, &member, error)))
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

/* How far up “above” reaches in each text of the strand. */
typedef struct
{
  GArray *texts; /* (element-type gint64) */
  GArray *ends;  /* (element-type guint): the first ordinal that is not above */
} Above;

static void
clear_above (Above *self)
{
  g_array_unref (self->texts);
  g_array_unref (self->ends);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Above, clear_above)

static gboolean
find_above (TriLinkAct *act, const TriLinkMember *at, Above *out, GError **error)
{
  g_autoptr (GArray) firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  const TriPlace *place = &act->place;

  if (!tri_place_read_extent (act->library,
                              place->work,
                              place->strand,
                              place->row,
                              out->texts,
                              firsts,
                              out->ends,
                              error))
    return FALSE;
  for (guint i = 0; i < out->texts->len; i++)
    {
      guint *end = &g_array_index (out->ends, guint, i);

      if (g_array_index (out->texts, gint64, i) == place->text)
        *end = place->ord;
      else if (at->sentence >= 0)
        *end = g_array_index (firsts, guint, i);
    }
  return TRUE;
}

static GHashTable *
list_above (TriLinkAct *act, const TriLinkMember *at, const Above *above, GError **error)
{
  g_autoptr (GHashTable) ids = NULL;

  ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < above->texts->len; i++)
    if (!list_links (act->library,
                     g_array_index (above->texts, gint64, i),
                     g_array_index (above->ends, guint, i),
                     ids,
                     error))
      return NULL;
  return list_in_row (act->library, at, ids, error) ? g_steal_pointer (&ids) : NULL;
}

/* The sentences of a passage that no link of any texts holds, up to one of them. (element-type
 * TriLinkMember) */
static GArray *
list_untied (TriLibrary *self, const TriLinkMember *passage, guint n, GError **error)
{
  static const char sql[] = "SELECT m.sentence FROM link_members m"
                            " CROSS JOIN links l ON l.id = m.link AND l.kind IN (0, 2)"
                            " WHERE m.passage = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) untied = g_array_new (FALSE, FALSE, sizeof (TriLinkMember));
  g_autofree guint8 *is_tied = g_new0 (guint8, (gsize) n + 1);
  GError *local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, passage->passage);
  while (tri_library_next (self, statement, &local))
    {
      int sentence = sqlite3_column_int (statement, 0);

      if (sentence < 0)
        memset (is_tied, 1, n);
      else if ((guint) sentence < n)
        is_tied[sentence] = 1;
    }
  for (guint i = 0; i < n; i++)
    {
      TriLinkMember member = { passage->passage, passage->text, (int) i };

      if (!is_tied[i])
        g_array_append_val (untied, member);
    }
  if (!local)
    return g_steal_pointer (&untied);
  g_propagate_error (error, local);
  return NULL;
}

/* What has no counterpart in a passage, in its first @n sentences, is confirmed to have none: one
 * link of them all. */
static gboolean
omit_in_passage (TriLinkAct *act,
                 const TriLinkMember *passage,
                 guint n,
                 guint *n_made,
                 GError **error)
{
  g_autoptr (GArray) untied = list_untied (act->library, passage, n, error);

  if (!untied)
    return FALSE;
  *n_made += untied->len > 0;
  return tri_link_act_make (act, untied, TRI_RELATION_TRANSLATION, error);
}

static gboolean
omit_in_text (TriLinkAct *act, gint64 text, guint end, guint *n_made, GError **error)
{
  static const char sql[] = "SELECT id FROM passages WHERE text = ? AND ord < ? ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (act->library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, text);
  sqlite3_bind_int64 (statement, 2, end);
  while (!local && tri_library_next (act->library, statement, &local))
    {
      TriLinkMember passage = { sqlite3_column_int64 (statement, 0), text, -1 };
      guint n = tri_place_count_sentences (act->library, passage.passage);

      omit_in_passage (act, &passage, n, n_made, &local);
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
omit_above (TriLinkAct *act,
            const TriLinkMember *at,
            const Above *above,
            guint *n_made,
            GError **error)
{
  TriLinkMember own = { at->passage, act->place.text, -1 };
  guint n = tri_place_count_sentences (act->library, at->passage);

  for (guint i = 0; above->texts->len > 1 && i < above->texts->len; i++)
    if (!omit_in_text (act,
                       g_array_index (above->texts, gint64, i),
                       g_array_index (above->ends, guint, i),
                       n_made,
                       error))
      return FALSE;
  if (at->sentence >= 0)
    n = MIN (n, (guint) at->sentence + 1);
  return above->texts->len < 2 || omit_in_passage (act, &own, n, n_made, error);
}

static void
append_run (GString *name, gint64 first, gint64 last)
{
  g_string_append_printf (name,
                          "%c%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT,
                          strchr (name->str, ':') ? ',' : ':',
                          first,
                          last);
}

/* "work:first-last,…": runs of links of the work of which none is left out. Nor does a run reach
 * over one that is not there: the act may have taken it away, and undo brings it back. */
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

      if (!g_hash_table_contains (ids, &id))
        continue;
      *n_groups += sqlite3_column_int (statement, 1) == TRI_LINK_GROUP;
      if (first && id != last + 1)
        append_run (name, first, last);
      if (!first || id != last + 1)
        first = id;
      last = id;
    }
  if (first)
    append_run (name, first, last);
  return g_string_free (name, FALSE);
}

/**
 * tri_library_confirm_above:
 * @n: (out) (optional): how many links of all texts, and passages with something that has no
 *   counterpart, were confirmed
 *
 * The act "link.confirm-above". What has no link is confirmed to have no counterpart: that, too,
 * says something of what was read.
 */
gboolean
tri_library_confirm_above (TriLibrary *self, const TriLinkMember *at, guint *n, GError **error)
{
  static const char confirmed[] = "{\"status\":2}";
  g_auto (TriLinkAct) act = { 0 };
  g_auto (Above) above = { g_array_new (FALSE, FALSE, sizeof (gint64)),
                           g_array_new (FALSE, FALSE, sizeof (guint)) };
  g_autoptr (GHashTable) ids = NULL;
  g_autofree char *name = NULL;
  guint n_groups = 0, n_omissions = 0;

  if (!tri_link_act_begin (&act, self, "link.confirm-above", at->passage, error)
      || !find_above (&act, at, &above, error)
      || !(ids = list_above (&act, at, &above, error))
      || !omit_above (&act, at, &above, &n_omissions, error))
    return FALSE;
  name = name_runs (self, act.place.work, ids, &n_groups);
  if (n)
    *n = n_groups + n_omissions;
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
