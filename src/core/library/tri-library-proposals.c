/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-proposals.h"

#include "library/tri-journal.h"
#include "library/tri-proposal-store.h"

#include <glib/gi18n.h>
#include <string.h>

/* So many code points are shown around a name. */
#define AROUND 40

GPtrArray *
tri_library_list_proposals (TriLibrary *self, gint64 work, TriProposalState state, GError **error)
{
  static const char sql[] = "SELECT " TRI_PROPOSAL_COLUMNS " FROM proposals"
                            " WHERE work = ? AND state = ?"
                            " ORDER BY confidence DESC, n_mentions DESC, id";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (
      (GDestroyNotify) tri_proposal_row_free);
  GError *failed = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  sqlite3_bind_int (statement, 2, (int) state);
  while (tri_library_next (self, statement, &failed))
    g_ptr_array_add (rows, tri_proposal_store_new_row (self, statement));
  if (!failed)
    return g_steal_pointer (&rows);
  g_propagate_error (error, failed);
  return NULL;
}

static char *
dup_part (const char *content, glong start, glong end)
{
  char *part = g_utf8_substring (content, start, end);

  for (char *p = part; *p; p++)
    if (*p == '\n')
      *p = ' ';
  return part;
}

/* FALSE when the passage is gone, or has become shorter. */
static gboolean
read_context (TriLibrary *self, const TriProposalPlace *place, TriContext *context, GError **error)
{
  static const char sql[] = "SELECT text, ord, content FROM passages WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  const char *content;
  glong n;
  glong start = place->range.start;
  glong end = place->range.end;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, place->passage);
  if (!tri_library_next (self, statement, error))
    return FALSE;
  content = tri_statement_get_text (statement, 2);
  n = g_utf8_strlen (content, -1);
  if (end > n || start >= end)
    return FALSE;
  context->passage = place->passage;
  context->text = sqlite3_column_int64 (statement, 0);
  context->ord = (guint) sqlite3_column_int (statement, 1);
  context->mention.start = place->range.start;
  context->mention.end = place->range.end;
  context->before = dup_part (content, MAX (0, start - AROUND), start);
  context->surface = dup_part (content, start, end);
  context->after = dup_part (content, end, MIN (n, end + AROUND));
  return TRUE;
}

GArray *
tri_library_list_proposal_contexts (TriLibrary *self,
                                    const TriProposalRow *row,
                                    guint limit,
                                    GError **error)
{
  g_autoptr (GArray) contexts = tri_context_array_new ();
  GArray *places = row->proposal->places;
  GError *failed = NULL;

  for (guint i = 0; !failed && i < places->len && contexts->len < limit; i++)
    {
      TriContext context = { 0 };

      if (read_context (self, &g_array_index (places, TriProposalPlace, i), &context, &failed))
        g_array_append_val (contexts, context);
    }
  if (!failed)
    return g_steal_pointer (&contexts);
  g_propagate_error (error, failed);
  return NULL;
}

/* What an act does to one proposal; the row is written when it returns TRUE. */
typedef gboolean (*ChangeFunc) (TriLibrary *self,
                                TriProposalRow *row,
                                gpointer data,
                                GError **error);

static gboolean
change (TriLibrary *self,
        TriJournal *act,
        gint64 id,
        ChangeFunc func,
        gpointer data,
        GError **error)
{
  g_autoptr (TriProposalRow) row = tri_proposal_store_read (self, id, error);

  if (!row)
    return FALSE;
  /* Only what is open is judged: a second "accept all" does no harm. */
  if (row->state != TRI_PROPOSAL_OPEN)
    return TRUE;
  return tri_journal_watch (act, TRI_JOURNAL_PROPOSALS, row->uuid, error)
         && func (self, row, data, error)
         && tri_proposal_store_write (self, row, error);
}

static gboolean
change_all (TriLibrary *self,
            const char *name,
            const gint64 *ids,
            guint n_ids,
            ChangeFunc func,
            gpointer data,
            GError **error)
{
  g_autoptr (TriJournal) act = tri_journal_begin (self, name, error);

  if (!act)
    return FALSE;
  for (guint i = 0; i < n_ids; i++)
    if (!change (self, act, ids[i], func, data, error))
      return FALSE;
  return tri_journal_commit (act, error);
}

static gboolean
accept (TriLibrary *self, TriProposalRow *row, gpointer data, GError **error)
{
  row->state = TRI_PROPOSAL_ACCEPTED;
  g_free (row->entity);
  row->entity = g_uuid_string_random ();
  return tri_proposal_store_make_entity (self, row, error);
}

/* "proposal.accept" */
gboolean
tri_library_accept_proposals (TriLibrary *self, const gint64 *ids, guint n_ids, GError **error)
{
  return change_all (self, "proposal.accept", ids, n_ids, accept, NULL, error);
}

static gboolean
reject (TriLibrary *self, TriProposalRow *row, gpointer data, GError **error)
{
  row->state = TRI_PROPOSAL_REJECTED;
  return TRUE;
}

/* "proposal.reject" */
gboolean
tri_library_reject_proposals (TriLibrary *self, const gint64 *ids, guint n_ids, GError **error)
{
  return change_all (self, "proposal.reject", ids, n_ids, reject, NULL, error);
}

static gboolean
set_name (TriLibrary *self, TriProposalRow *row, gpointer data, GError **error)
{
  g_free (row->proposal->name);
  row->proposal->name = g_strdup (data);
  return TRUE;
}

/* "proposal.rename": the name it is shown by; its forms stay. */
gboolean
tri_library_rename_proposal (TriLibrary *self, gint64 id, const char *name, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  if (*stripped == '\0')
    {
      g_set_error_literal (error, TRI_ERROR, TRI_ERROR_FAILED, _ ("A name cannot be empty."));
      return FALSE;
    }
  return change_all (self, "proposal.rename", &id, 1, set_name, stripped, error);
}

static gboolean
set_type (TriLibrary *self, TriProposalRow *row, gpointer data, GError **error)
{
  row->proposal->type = (TriEntityType) GPOINTER_TO_UINT (data);
  return TRUE;
}

/* "proposal.set-type" */
gboolean
tri_library_set_proposal_types (TriLibrary *self,
                                const gint64 *ids,
                                guint n_ids,
                                TriEntityType type,
                                GError **error)
{
  gpointer data = GUINT_TO_POINTER (type);

  return change_all (self, "proposal.set-type", ids, n_ids, set_type, data, error);
}

static gboolean
take_over (TriLibrary *self, TriProposalRow *row, gpointer data, GError **error)
{
  TriProposal *proposal = row->proposal;
  const TriProposalRow *other = data;

  for (guint i = 0; i < other->proposal->forms->len; i++)
    {
      TriProposalForm form = g_array_index (other->proposal->forms, TriProposalForm, i);

      form.lang = g_strdup (form.lang);
      form.name = g_strdup (form.name);
      g_array_append_val (proposal->forms, form);
    }
  g_array_append_vals (proposal->places,
                       other->proposal->places->data,
                       other->proposal->places->len);
  proposal->n_mentions += other->proposal->n_mentions;
  proposal->n_texts = MAX (proposal->n_texts, other->proposal->n_texts);
  proposal->confidence = MAX (proposal->confidence, other->proposal->confidence);
  return TRUE;
}

static gboolean
give_up (TriLibrary *self, TriProposalRow *row, gpointer data, GError **error)
{
  row->state = TRI_PROPOSAL_MERGED;
  return TRUE;
}

/* "proposal.merge" */
gboolean
tri_library_merge_proposals (TriLibrary *self, gint64 id, gint64 other, GError **error)
{
  g_autoptr (TriProposalRow) from = tri_proposal_store_read (self, other, error);
  g_autoptr (TriProposalRow) into = NULL;
  g_autoptr (TriJournal) act = NULL;

  if (!from || id == other)
    return from != NULL;
  /* One that is judged already takes nothing over, and gives nothing up. */
  into = tri_proposal_store_read (self, id, error);
  if (!into || into->state != TRI_PROPOSAL_OPEN || from->state != TRI_PROPOSAL_OPEN)
    return into != NULL;
  act = tri_journal_begin (self, "proposal.merge", error);
  return act
         && change (self, act, id, take_over, from, error)
         && change (self, act, other, give_up, NULL, error)
         && tri_journal_commit (act, error);
}
