/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-link-store.h"

#include <math.h>

double
tri_link_store_round (double score)
{
  return round (score * 1e4) / 1e4;
}

static gboolean
add_members (TriLibrary *self, const TriLink *link, gint64 id, GError **error)
{
  static const char sql[] = "INSERT OR IGNORE INTO link_members (link, passage, sentence)"
                            " VALUES (?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  for (guint i = 0; i < link->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (link->members, TriLinkMember, i);

      sqlite3_bind_int64 (statement, 2, member->passage);
      sqlite3_bind_int (statement, 3, member->sentence);
      if (!tri_library_run (self, statement, error))
        return FALSE;
    }
  return TRUE;
}

gint64
tri_link_store_add (TriLibrary *self, gint64 work, const TriLink *link, gint64 id, GError **error)
{
  static const char sql[] = "INSERT INTO links (id, work, relation, score, status, kind)"
                            " VALUES (?, ?, ?, ?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return 0;
  if (id != 0)
    sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int64 (statement, 2, work);
  sqlite3_bind_int (statement, 3, (int) link->relation);
  if (!isnan (link->score))
    sqlite3_bind_double (statement, 4, tri_link_store_round (link->score));
  sqlite3_bind_int (statement, 5, (int) link->status);
  sqlite3_bind_int (statement, 6, (int) link->kind);
  if (!tri_library_run (self, statement, error))
    return 0;
  if (id == 0)
    id = sqlite3_last_insert_rowid (self->db);
  return add_members (self, link, id, error) ? id : 0;
}

/* Its members go with it, by foreign keys. */
gboolean
tri_link_store_remove (TriLibrary *self, gint64 link, GError **error)
{
  static const char sql[] = "DELETE FROM links WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, link);
  return tri_library_run (self, statement, error);
}

gboolean
tri_link_store_set_status (TriLibrary *self, gint64 link, TriStatus status, GError **error)
{
  static const char sql[] = "UPDATE links SET status = ?2 WHERE id = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, link);
  sqlite3_bind_int (statement, 2, (int) status);
  return tri_library_run (self, statement, error);
}

gint64
tri_link_store_get_next (TriLibrary *self)
{
  static const char sql[] = "SELECT coalesce (max (id), 0) + ? FROM links";

  return tri_library_ask (self, sql, 1, 1);
}

TriLink *
tri_link_store_new_link (TriStatement *row)
{
  TriLink *link = tri_link_new ();

  link->id = sqlite3_column_int64 (row, 0);
  link->relation = (TriRelation) tri_statement_get_enum (row, 1, TRI_RELATION_OVERLAP + 1);
  link->score = sqlite3_column_type (row, 2) == SQLITE_NULL ? NAN : sqlite3_column_double (row, 2);
  link->status = (TriStatus) tri_statement_get_enum (row, 3, TRI_STATUS_CONFIRMED + 1);
  link->kind = (TriLinkKind) tri_statement_get_enum (row, 4, TRI_LINK_REJECTED + 1);
  return link;
}

static gboolean
is_full (const TriLink *link)
{
  for (guint i = 1; i < link->members->len; i++)
    if (g_array_index (link->members, TriLinkMember, i - 1).text
        == g_array_index (link->members, TriLinkMember, i).text)
      return FALSE;
  return link->members->len > 1;
}

gboolean
tri_link_store_read_members (TriLibrary *self, TriLink *link, GError **error)
{
  static const char sql[] = "SELECT m.passage, p.text, m.sentence FROM link_members m"
                            " CROSS JOIN passages p ON p.id = m.passage"
                            " CROSS JOIN texts t ON t.id = p.text"
                            " WHERE m.link = ? ORDER BY t.ord, p.ord, m.sentence";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, link->id);
  while (tri_library_next (self, statement, &local))
    {
      TriLinkMember member = {
        sqlite3_column_int64 (statement, 0),
        sqlite3_column_int64 (statement, 1),
        sqlite3_column_int (statement, 2),
      };

      g_array_append_val (link->members, member);
    }
  link->full = is_full (link);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static TriLink *
read_head (TriLibrary *self, gint64 link, GError **error)
{
  static const char sql[] = "SELECT " TRI_LINK_COLUMNS " FROM links l WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, link);
  return tri_library_next (self, statement, error) ? tri_link_store_new_link (statement) : NULL;
}

TriLink *
tri_link_store_get (TriLibrary *self, gint64 link, GError **error)
{
  g_autoptr (TriLink) found = read_head (self, link, error);

  if (!found || !tri_link_store_read_members (self, found, error))
    return NULL;
  return g_steal_pointer (&found);
}

GArray *
tri_link_store_list_at (TriLibrary *self, gint64 passage, int sentence, GError **error)
{
  static const char sql[] = "SELECT DISTINCT link FROM link_members WHERE passage = ?1"
                            " AND (?2 < 0 OR sentence IN (?2, -1)) ORDER BY link";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, passage);
  sqlite3_bind_int (statement, 2, sentence);
  while (tri_library_next (self, statement, &local))
    {
      gint64 link = sqlite3_column_int64 (statement, 0);

      g_array_append_val (links, link);
    }
  if (!local)
    return g_steal_pointer (&links);
  g_propagate_error (error, local);
  return NULL;
}

guint
tri_link_count_in (const TriLink *link, gint64 text)
{
  guint n = 0;

  for (guint i = 0; i < link->members->len; i++)
    n += g_array_index (link->members, TriLinkMember, i).text == text;
  return n;
}

guint
tri_link_count_texts (const TriLink *link)
{
  guint n = 0;

  for (guint i = 0; i < link->members->len; i++)
    n += i == 0
         || g_array_index (link->members, TriLinkMember, i).text
                != g_array_index (link->members, TriLinkMember, i - 1).text;
  return n;
}

gboolean
tri_link_has (const TriLink *link, gint64 passage, int sentence)
{
  for (guint i = 0; i < link->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (link->members, TriLinkMember, i);

      if (member->passage == passage && member->sentence == sentence)
        return TRUE;
    }
  return FALSE;
}
