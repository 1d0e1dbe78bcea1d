/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-stale.h"
#include "library/tri-proposal-store.h"

/* A proposal is kept by the journal with what it became: putting an accepted one back makes its
 * entity, putting an open one back takes it away, and its mentions with it. */

char *
tri_journal_proposals_read (TriLibrary *library, const char *uuid, GError **error)
{
  static const char sql[] = "SELECT json_object ('work', w.uuid, 'state', p.state, 'type', p.type,"
                            " 'name', p.name, 'n_mentions', p.n_mentions, 'n_texts', p.n_texts,"
                            " 'confidence', p.confidence, 'forms', json (p.forms),"
                            " 'places', json (p.places), 'entity', p.entity)"
                            " FROM proposals AS p JOIN works AS w ON w.id = p.work"
                            " WHERE p.uuid = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_library_next (library, statement, error) ? tri_statement_dup_text (statement, 0)
                                                      : NULL;
}

static gboolean
remove_rows (TriLibrary *library, const char *sql, const char *uuid, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_library_run (library, statement, error);
}

static TriProposalRow *
parse (TriLibrary *library, const char *uuid, const char *json, GError **error)
{
  static const char sql[] = "SELECT 0, w.id, ?2, ?1 ->> 'state', ?1 ->> 'type', ?1 ->> 'name',"
                            " ?1 ->> 'n_mentions', ?1 ->> 'n_texts', ?1 ->> 'confidence',"
                            " ?1 -> 'forms', ?1 -> 'places', ?1 ->> 'entity'"
                            " FROM works AS w WHERE w.uuid = ?1 ->> 'work'";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, json);
  tri_statement_bind_text (statement, 2, uuid);
  return tri_library_next (library, statement, error)
             ? tri_proposal_store_new_row (library, statement)
             : NULL;
}

/* Who is taken away is looked for no more. */
static gboolean
mark_works (TriLibrary *library, const char *uuid, GError **error)
{
  static const char sql[] = "SELECT entity FROM proposals WHERE uuid = ? AND entity IS NOT NULL";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autofree char *entity = NULL;

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  if (tri_library_next (library, statement, NULL))
    entity = tri_statement_dup_text (statement, 0);
  return !entity || tri_stale_mark_entity (library, entity, error);
}

gboolean
tri_journal_proposals_put (TriLibrary *library, const char *uuid, const char *row, GError **error)
{
  static const char forget[] = "DELETE FROM entities WHERE uuid ="
                               " (SELECT entity FROM proposals WHERE uuid = ?)";
  static const char remove[] = "DELETE FROM proposals WHERE uuid = ?";
  g_autoptr (GError) failed = NULL;
  g_autoptr (TriProposalRow) parsed = NULL;

  if (!mark_works (library, uuid, error) || !remove_rows (library, forget, uuid, error))
    return FALSE;
  if (!row)
    return remove_rows (library, remove, uuid, error);
  parsed = parse (library, uuid, row, &failed);
  if (failed)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  /* The work is gone. */
  if (!parsed)
    return TRUE;
  return tri_proposal_store_write (library, parsed, error)
         && (parsed->state != TRI_PROPOSAL_ACCEPTED
             || tri_proposal_store_make_entity (library, parsed, error));
}
