/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-proposals.h"

#include "library/tri-proposal-store.h"
#include "tri-fold.h"

#include <string.h>

#define OPEN                              \
  "SELECT id, name, forms FROM proposals" \
  " WHERE work = ?1 AND state = 0 AND (?2 < 0 OR type = ?2) ORDER BY "

/* By #TriProposalOrder; the rest tells apart what is equal. */
static const char *const queries[] = {
  OPEN "confidence DESC, n_mentions DESC, id",
  OPEN "n_mentions DESC, confidence DESC, id",
  OPEN "folded, id",
};

static gboolean
has_words (const char *text, const char *folded_words)
{
  g_autofree char *folded = tri_fold (text);

  return strstr (folded, folded_words) != NULL;
}

/* In one of the forms, [[language, name, kind, count]…]. */
static gboolean
form_has_words (TriLibrary *self, const char *forms, const char *folded_words)
{
  static const char sql[] = "SELECT value ->> 1 FROM json_each (?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, forms);
  while (tri_library_next (self, statement, NULL))
    if (has_words (tri_statement_get_text (statement, 0), folded_words))
      return TRUE;
  return FALSE;
}

/**
 * tri_library_find_proposal_ids:
 *
 * Returns: (transfer full) (element-type gint64) (nullable): in the order of @query
 */
GArray *
tri_library_find_proposal_ids (TriLibrary *self,
                               gint64 work,
                               const TriProposalQuery *query,
                               GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, queries[query->order], error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *stripped = g_strstrip (g_strdup (query->words ? query->words : ""));
  g_autofree char *words = tri_fold (stripped);
  GError *failed = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  sqlite3_bind_int (statement, 2, query->type);
  while (tri_library_next (self, statement, &failed))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      if (*words == '\0' || has_words (tri_statement_get_text (statement, 1), words)
          || form_has_words (self, tri_statement_get_text (statement, 2), words))
        g_array_append_val (ids, id);
    }
  if (!failed)
    return g_steal_pointer (&ids);
  g_propagate_error (error, failed);
  return NULL;
}

/**
 * tri_library_find_proposals:
 *
 * Returns: (transfer full) (element-type TriProposalRow) (nullable): in the order of @query
 */
GPtrArray *
tri_library_find_proposals (TriLibrary *self,
                            gint64 work,
                            const TriProposalQuery *query,
                            guint offset,
                            guint limit,
                            guint *n_all,
                            GError **error)
{
  g_autoptr (GArray) ids = tri_library_find_proposal_ids (self, work, query, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (!ids)
    return NULL;
  *n_all = ids->len;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_proposal_row_free);
  for (guint i = offset; i < ids->len && rows->len < limit; i++)
    {
      TriProposalRow *row = tri_proposal_store_read (self, g_array_index (ids, gint64, i), error);

      if (!row)
        return NULL;
      g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}
