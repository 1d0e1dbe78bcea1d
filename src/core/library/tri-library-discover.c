/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-proposals.h"

#include "library/tri-pack.h"
#include "library/tri-proposal-store.h"
#include "tri-fold.h"

/* How many passages are read at a time. */
#define PAGE 200

/* The work that is read. */
typedef struct
{
  TriLibrary *library;
  GCancellable *cancellable;
  TriDiscovery *discovery;
} Job;

typedef void (*ReadFunc) (TriDiscovery *self, guint text, const TriDiscoverPassage *passage);

static GArray *
read_spans (TriStatement *row, GError **error)
{
  const guint8 *bytes = sqlite3_column_blob (row, 4);
  TriUnpacker unpacker = { bytes, bytes + sqlite3_column_bytes (row, 4) };
  g_autoptr (GArray) spans = tri_span_array_new ();

  if (bytes && !tri_unpack_spans (&unpacker, spans, error))
    return NULL;
  return g_steal_pointer (&spans);
}

/* Reads passages from @ord on, and says where to go on; FALSE with an error, or at the end. */
static gboolean
read_page (Job *job, gint64 text, guint index, ReadFunc func, gint64 *ord, GError **error)
{
  static const char sql[] = "SELECT id, ord, kind, content, spans,"
                            " (SELECT min (m.link) FROM link_members AS m"
                            "  CROSS JOIN links AS l ON l.id = m.link"
                            "  WHERE m.passage = p.id AND l.kind = 0 AND l.relation = 0)"
                            " FROM passages AS p WHERE text = ? AND ord >= ? ORDER BY ord LIMIT ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (job->library, sql, error);
  GError *failed = NULL;
  gint64 from = *ord;

  if (!statement || g_cancellable_set_error_if_cancelled (job->cancellable, error))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, text);
  sqlite3_bind_int64 (statement, 2, from);
  sqlite3_bind_int (statement, 3, PAGE);
  while (!failed && tri_library_next (job->library, statement, &failed))
    {
      g_autoptr (GArray) spans = read_spans (statement, &failed);
      TriDiscoverPassage passage = {
        sqlite3_column_int64 (statement, 0),
        (TriPassageKind) tri_statement_get_enum (statement, 2, TRI_PASSAGE_NOTE + 1),
        tri_statement_get_text (statement, 3),
        spans,
        (guint64) sqlite3_column_int64 (statement, 5),
      };

      if (spans)
        func (job->discovery, index, &passage);
      *ord = sqlite3_column_int64 (statement, 1) + 1;
    }
  if (failed)
    g_propagate_error (error, failed);
  return !failed && *ord > from;
}

static gboolean
read_text (Job *job, gint64 text, guint index, ReadFunc func, GError **error)
{
  GError *failed = NULL;
  gint64 ord = 0;

  while (read_page (job, text, index, func, &ord, &failed))
    if (job->library->depth == 0 && job->library->between)
      job->library->between (job->library->hook_data);
  if (!failed)
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}

/* (element-type gint64) */
static GArray *
add_texts (Job *job, gint64 work, GError **error)
{
  static const char sql[] = "SELECT id, lang FROM texts WHERE work = ? ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (job->library, sql, error);
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *failed = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  while (tri_library_next (job->library, statement, &failed))
    {
      gint64 text = sqlite3_column_int64 (statement, 0);

      tri_discovery_add_text (job->discovery, tri_statement_get_text (statement, 1));
      g_array_append_val (texts, text);
    }
  if (!failed)
    return g_steal_pointer (&texts);
  g_propagate_error (error, failed);
  return NULL;
}

static GPtrArray *
read_work (Job *job, gint64 work, GError **error)
{
  const ReadFunc passes[] = { tri_discovery_survey, tri_discovery_collect };
  g_autoptr (GArray) texts = add_texts (job, work, error);

  if (!texts)
    return NULL;
  for (guint pass = 0; pass < G_N_ELEMENTS (passes); pass++)
    for (guint i = 0; i < texts->len; i++)
      if (!read_text (job, g_array_index (texts, gint64, i), i, passes[pass], error))
        return NULL;
  return tri_discovery_propose (job->discovery);
}

static gboolean
asks_yes (TriLibrary *self, const char *sql, gint64 work, const char *folded)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work);
  tri_statement_bind_text (statement, 2, folded);
  return tri_library_next (self, statement, NULL);
}

/* The reader rejected it, or a register of the work has it. */
static gboolean
is_known (TriLibrary *self, gint64 work, const TriProposal *proposal)
{
  static const char rejected[] = "SELECT 1 FROM proposals"
                                 " WHERE work = ? AND folded = ? AND state = 2";
  static const char named[] = "SELECT 1 FROM entity_names AS n"
                              " CROSS JOIN entities AS e ON e.id = n.entity"
                              " CROSS JOIN work_registers AS w ON w.register = e.register"
                              " AND w.work = ?1 WHERE n.folded = ?2";
  g_autofree char *folded = tri_fold (proposal->name);

  if (asks_yes (self, rejected, work, folded))
    return TRUE;
  for (guint i = 0; i < proposal->forms->len; i++)
    {
      const TriProposalForm *form = &g_array_index (proposal->forms, TriProposalForm, i);
      g_autofree char *other = tri_fold (form->name);

      if (form->kind == TRI_NAME_OFFICIAL && asks_yes (self, named, work, other))
        return TRUE;
    }
  return FALSE;
}

static gboolean
clear_open (TriLibrary *self, gint64 work, GError **error)
{
  static const char sql[] = "DELETE FROM proposals WHERE work = ? AND state IN (0, 3)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work);
  return tri_library_run (self, statement, error);
}

static gboolean
store_proposals (TriLibrary *self, gint64 work, GPtrArray *proposals, guint *n, GError **error)
{
  g_autoptr (TriTransaction) transaction = tri_library_begin (self, error);

  if (!transaction || !clear_open (self, work, error))
    return FALSE;
  for (guint i = 0; i < proposals->len; i++)
    {
      TriProposal *proposal = g_ptr_array_index (proposals, i);
      g_autofree char *uuid = g_uuid_string_random ();
      TriProposalRow row = { 0, work, uuid, TRI_PROPOSAL_OPEN, proposal, NULL };

      if (is_known (self, work, proposal))
        continue;
      if (!tri_proposal_store_write (self, &row, error))
        return FALSE;
      (*n)++;
    }
  return tri_transaction_commit (g_steal_pointer (&transaction), error);
}

gboolean
tri_library_discover (TriLibrary *self,
                      gint64 work,
                      guint *n_proposals,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (TriDiscovery) discovery = tri_discovery_new ();
  Job job = { self, cancellable, discovery };
  g_autoptr (GPtrArray) proposals = read_work (&job, work, error);
  guint n = 0;

  if (!proposals || !store_proposals (self, work, proposals, &n, error))
    return FALSE;
  if (n_proposals)
    *n_proposals = n;
  return TRUE;
}
