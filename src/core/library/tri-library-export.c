/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-export.h"

#include "library/tri-library-private.h"
#include "library/tri-link-store.h"

static const char links_sql[] = "SELECT " TRI_LINK_COLUMNS " FROM links l"
                                " WHERE l.work = ? AND l.id > ?"
                                " ORDER BY l.id LIMIT ?";

static const char pair_sql[] = "SELECT EXISTS (SELECT 1 FROM link_members m"
                               "  CROSS JOIN links l ON l.id = m.link AND l.kind = 1"
                               "  CROSS JOIN link_members o ON o.link = l.id"
                               "  CROSS JOIN passages p ON p.id = o.passage AND p.text = ?3"
                               "  WHERE m.passage = ?1 AND m.sentence = ?2)";

static const char entity_ids_sql[] = "SELECT id FROM entities WHERE register IN"
                                     "  (SELECT register FROM work_registers WHERE work = ?1)"
                                     " OR id IN (SELECT entity FROM mention_counts WHERE text IN"
                                     "  (SELECT id FROM texts WHERE work = ?1))"
                                     " ORDER BY register, id";

static const char shared_sql[] = "SELECT EXISTS (SELECT 1 FROM texts o"
                                 "  JOIN texts t ON t.work = o.work AND t.id <> o.id"
                                 "  JOIN passages p ON p.text = t.id AND p.key = ?2"
                                 "  WHERE o.id = ?1)";

static const char like_sql[] = "SELECT EXISTS (SELECT 1 FROM texts t"
                               "  JOIN passages p ON p.text = t.id"
                               "  WHERE t.work = ?1 AND p.key GLOB ?2)"
                               " OR EXISTS (SELECT 1 FROM texts t"
                               "  JOIN divisions d ON d.text = t.id"
                               "  WHERE t.work = ?1 AND d.key GLOB ?2)";

static const char division_sql[] = "WITH all_texts (id) AS (SELECT t.id FROM texts o"
                                   "  JOIN texts t ON t.work = o.work WHERE o.id = ?1)"
                                   " SELECT (SELECT count (*) FROM all_texts"
                                   "  JOIN divisions d ON d.text = all_texts.id AND d.key = ?2)"
                                   " + (SELECT count (*) FROM all_texts"
                                   "  JOIN passages p ON p.text = all_texts.id AND p.key = ?2)";

/**
 * tri_library_read_links:
 * @after: the row of a link; 0 to begin
 * @limit: at most so many
 *
 * Reads a window of the links of a work, of all kinds, in the order in which they were made.
 *
 * Returns: (transfer full) (element-type TriLink) (nullable): none at the end, %NULL with @error
 * set
 */
GPtrArray *
tri_library_read_links (TriLibrary *self, gint64 work, gint64 after, guint limit, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, links_sql, error);
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_link_free);
  g_autoptr (GError) local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  sqlite3_bind_int64 (statement, 2, after);
  sqlite3_bind_int64 (statement, 3, limit);
  while (tri_library_next (self, statement, &local))
    {
      TriLink *link = tri_link_store_new_link (statement);

      g_ptr_array_add (links, link);
      if (!tri_link_store_read_members (self, link, &local))
        break;
    }
  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&links);
}

static gboolean
has_pair (TriLibrary *self, const TriLinkMember *member, gint64 other)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, pair_sql, NULL);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, member->passage);
  sqlite3_bind_int (statement, 2, member->sentence);
  sqlite3_bind_int64 (statement, 3, other);
  return tri_library_next (self, statement, NULL) && sqlite3_column_int (statement, 0) != 0;
}

/**
 * tri_library_is_paired:
 * @a: a text; likewise @b
 *
 * Returns: whether there are links of the pair for what a link of more texts says of two of them
 */
gboolean
tri_library_is_paired (TriLibrary *self, const TriLink *link, gint64 a, gint64 b)
{
  for (guint i = 0; i < link->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (link->members, TriLinkMember, i);

      if ((member->text == a && has_pair (self, member, b))
          || (member->text == b && has_pair (self, member, a)))
        return TRUE;
    }
  return FALSE;
}

/**
 * tri_library_list_entity_ids:
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the rows of all entities that belong
 * to the work
 */
GArray *
tri_library_list_entity_ids (TriLibrary *self, gint64 work, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, entity_ids_sql, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  while (tri_library_next (self, statement, &local))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&ids);
}

/**
 * tri_library_is_key_shared:
 * @text: the row of a text
 * @key: the key of a passage in it
 *
 * Returns: whether a passage of another text of the same work has the key, too
 */
gboolean
tri_library_is_key_shared (TriLibrary *self, gint64 text, const char *key)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, shared_sql, NULL);

  if (!statement)
    return TRUE;
  sqlite3_bind_int64 (statement, 1, text);
  tri_statement_bind_text (statement, 2, key);
  return !tri_library_next (self, statement, NULL) || sqlite3_column_int (statement, 0) != 0;
}

static gint64
count_with (TriLibrary *self, const char *sql, gint64 row, const char *key)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return G_MAXINT64;
  sqlite3_bind_int64 (statement, 1, row);
  tri_statement_bind_text (statement, 2, key);
  return tri_library_next (self, statement, NULL) ? sqlite3_column_int64 (statement, 0)
                                                  : G_MAXINT64;
}

/**
 * tri_library_is_division_key_unique:
 * @text: the row of a text
 * @key: the key of a division in it
 *
 * Returns: whether no other division and no passage of the work has the key, too
 */
gboolean
tri_library_is_division_key_unique (TriLibrary *self, gint64 text, const char *key)
{
  return count_with (self, division_sql, text, key) == 1;
}

/**
 * tri_library_has_key_like:
 * @pattern: for SQLite's GLOB
 *
 * Looks at every key of the work.
 *
 * Returns: whether a passage or division has a key that matches
 */
gboolean
tri_library_has_key_like (TriLibrary *self, gint64 work, const char *pattern)
{
  return count_with (self, like_sql, work, pattern) != 0;
}
