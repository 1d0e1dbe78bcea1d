/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-merge-private.h"

#include "library/tri-journal-links.h"
#include "library/tri-link-store.h"
#include "model/tri-enums.h"

#include <string.h>

/* Links that the reader made, confirmed or took away, in works that both have. A link has no uuid:
 * it is known by what it ties, a JSON array of [text, key of the passage, sentence]. */

/* The passages of a name, as the library has them; %NULL when one is not there. */
static GArray *
find_members (TriLibrary *library, const char *name, gint64 *work)
{
  static const char sql[] = "SELECT p.id, j.value ->> 2, t.work FROM json_each (?1) AS j"
                            " LEFT JOIN texts AS t ON t.uuid = j.value ->> 0"
                            " LEFT JOIN passages AS p ON p.text = t.id AND p.key = j.value ->> 1"
                            " ORDER BY p.id, 2";
  g_autoptr (TriStatement) row = tri_library_prepare (library, sql, NULL);
  g_autoptr (GArray) members = g_array_new (FALSE, TRUE, sizeof (TriLinkMember));

  if (!row)
    return NULL;
  tri_statement_bind_text (row, 1, name);
  while (tri_library_next (library, row, NULL))
    {
      TriLinkMember member = { sqlite3_column_int64 (row, 0), 0, sqlite3_column_int (row, 1) };

      *work = sqlite3_column_int64 (row, 2);
      if (member.passage == 0)
        return NULL;
      g_array_append_val (members, member);
    }
  return members->len > 0 ? g_steal_pointer (&members) : NULL;
}

static gboolean
is_among (const GArray *members, const TriLinkMember *member)
{
  for (guint i = 0; i < members->len; i++)
    {
      const TriLinkMember *other = &g_array_index (members, TriLinkMember, i);

      if (other->passage == member->passage && other->sentence == member->sentence)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_within (const TriLink *link, const GArray *members)
{
  for (guint i = 0; i < link->members->len; i++)
    if (!is_among (members, &g_array_index (link->members, TriLinkMember, i)))
      return FALSE;
  return TRUE;
}

static void
link_free (gpointer link)
{
  tri_link_free (link);
}

/* The links that have one of the members, each once. (element-type TriLink) */
static GPtrArray *
list_links (TriLibrary *library, const GArray *members)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GPtrArray *links = g_ptr_array_new_with_free_func (link_free);

  for (guint i = 0; i < members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (members, TriLinkMember, i);
      g_autoptr (GArray) ids = tri_link_store_list_at (library,
                                                       member->passage,
                                                       member->sentence,
                                                       NULL);

      for (guint n = 0; ids && n < ids->len; n++)
        {
          gint64 id = g_array_index (ids, gint64, n);
          TriLink *link;

          if (g_hash_table_add (seen, g_memdup2 (&id, sizeof id))
              && (link = tri_link_store_get (library, id, NULL)))
            g_ptr_array_add (links, link);
        }
    }
  return links;
}

/* The link that ties these and nothing else; one of the reader's rather than another. */
static TriLink *
find_link (const GPtrArray *links, const GArray *members)
{
  TriLink *found = NULL;

  for (guint i = 0; i < links->len; i++)
    {
      TriLink *link = g_ptr_array_index (links, i);

      if (link->members->len == members->len && is_within (link, members)
          && (!found || link->status == TRI_STATUS_CONFIRMED))
        found = link;
    }
  return found;
}

static char *
write_row (TriLibrary *library, const char *name, const TriLink *link)
{
  static const char sql[] = "SELECT json_object ('members', json (?1), 'quote',"
                            " (SELECT substr (content, 1, 80) FROM passages WHERE id = ?2),"
                            " 'kind', ?3, 'relation', ?4, 'status', ?5)";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, name);
  sqlite3_bind_int64 (statement, 2, g_array_index (link->members, TriLinkMember, 0).passage);
  sqlite3_bind_int (statement, 3, (int) link->kind);
  sqlite3_bind_int (statement, 4, (int) link->relation);
  sqlite3_bind_int (statement, 5, (int) link->status);
  return tri_library_next (library, statement, NULL) ? tri_statement_dup_text (statement, 0)
                                                     : NULL;
}

char *
tri_merge_link_read (TriLibrary *library, const char *name, GError **error)
{
  gint64 work = 0;
  g_autoptr (GArray) members = find_members (library, name, &work);
  g_autoptr (GPtrArray) links = members ? list_links (library, members) : NULL;
  const TriLink *link = links ? find_link (links, members) : NULL;

  return link ? write_row (library, name, link) : NULL;
}

static TriLink *
new_link (TriLibrary *library, const char *row)
{
  static const char sql[] = "SELECT 0, ?1 ->> 'relation', 1.0, ?1 ->> 'status', ?1 ->> 'kind'";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, row);
  return tri_library_next (library, statement, NULL) ? tri_link_store_new_link (statement) : NULL;
}

gboolean
tri_merge_link_put (TriLibrary *library, const char *name, const char *row, GError **error)
{
  gint64 work = 0;
  g_autoptr (GArray) members = find_members (library, name, &work);
  g_autoptr (GPtrArray) links = members ? list_links (library, members) : NULL;
  const TriLink *old = links ? find_link (links, members) : NULL;
  g_autoptr (TriLink) link = row && members ? new_link (library, row) : NULL;

  if (old && !tri_link_store_remove (library, old->id, error))
    return FALSE;
  if (!link)
    return TRUE;
  g_array_append_vals (link->members, members->data, members->len);
  return tri_link_store_add (library, work, link, old ? old->id : 0, error) != 0;
}

/* --- What of theirs goes with what is here */

static char *
write_members (TriLibrary *library, gint64 link)
{
  static const char sql[] = "SELECT json_group_array (json_array (t.uuid, p.key, m.sentence))"
                            " FROM link_members AS m JOIN passages AS p ON p.id = m.passage"
                            " JOIN texts AS t ON t.id = p.text WHERE m.link = ?";
  g_autoptr (TriStatement) row = tri_library_prepare (library, sql, NULL);

  if (!row)
    return NULL;
  sqlite3_bind_int64 (row, 1, link);
  return tri_library_next (library, row, NULL) ? tri_statement_dup_text (row, 0) : NULL;
}

/* Computed links that the new one holds wholly go with it; nothing else may have its members. */
static gboolean
gives_way (const TriLink *link, const GArray *members)
{
  return link->kind == TRI_LINK_REJECTED
         || (link->status != TRI_STATUS_CONFIRMED && is_within (link, members));
}

static gboolean
is_same_text (TriMerge *self, const char *name, GError **error)
{
  static const char sql[] = "SELECT DISTINCT value ->> 0 FROM json_each (?1)";
  g_autoptr (TriStatement) row = tri_library_prepare (self->library, sql, error);

  if (!row)
    return FALSE;
  tri_statement_bind_text (row, 1, name);
  while (tri_library_next (self->library, row, NULL))
    {
      const TriMergeText *text = tri_merge_get_text (self, tri_statement_get_text (row, 0), error);

      if (!text || !text->is_same)
        return FALSE;
    }
  return TRUE;
}

/* Where a computed link stands what the reader said of it is later. */
static gboolean
is_computed (const char *row)
{
  g_autofree char *confirmed = g_strdup_printf ("\"status\":%d}", TRI_STATUS_CONFIRMED);
  g_autofree char *rejected = g_strdup_printf ("\"kind\":%d,", TRI_LINK_REJECTED);

  return !strstr (row, confirmed) && !strstr (row, rejected);
}

gboolean
tri_merge_link_adapt (TriMerge *self, TriMergePair *pair, GError **error)
{
  gint64 work = 0;
  g_autoptr (GArray) members = NULL;
  g_autoptr (GPtrArray) links = NULL;
  GError *local = NULL;
  gboolean fits = is_same_text (self, pair->uuid, &local);

  if (local)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  tri_merge_side_clear (&pair->mine);
  pair->mine.row = tri_merge_link_read (self->library, pair->uuid, NULL);
  pair->mine.stamp = pair->mine.row ? pair->theirs.stamp : 0;
  members = fits ? find_members (self->library, pair->uuid, &work) : NULL;
  links = members ? list_links (self->library, members) : NULL;
  for (guint i = 0; fits && !pair->mine.row && links && i < links->len; i++)
    fits = gives_way (g_ptr_array_index (links, i), members);
  if (!links || !fits)
    g_clear_pointer (&pair->theirs.row, g_free);
  else if (pair->mine.row && is_computed (pair->mine.row))
    pair->mine.stamp = pair->theirs.stamp - 1;
  return TRUE;
}

/* Changes of the links that give way. */
void
tri_merge_link_follow (TriMerge *self, const TriMergeChange *change)
{
  const TriMergeKind *kind = change->kind;
  g_autofree char *name = g_strdup (change->uuid);
  gboolean is_new = !change->before.row && change->after.row;
  gint64 work = 0;
  g_autoptr (GArray) members = is_new ? find_members (self->library, name, &work) : NULL;
  g_autoptr (GPtrArray) links = members ? list_links (self->library, members) : NULL;

  for (guint i = 0; links && i < links->len; i++)
    {
      const TriLink *link = g_ptr_array_index (links, i);
      TriMergeChange gone = { kind };

      if (link->kind == TRI_LINK_REJECTED)
        continue;
      gone.uuid = write_members (self->library, link->id);
      gone.before.row = tri_merge_link_read (self->library, gone.uuid, NULL);
      g_array_append_val (self->changes, gone);
    }
}

/* The rows of the display follow. */
gboolean
tri_merge_settle_links (TriLibrary *library, const GArray *changes, GError **error)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const TriMergeChange *change = &g_array_index (changes, TriMergeChange, i);
      g_autoptr (GArray) members = NULL;
      g_autoptr (GArray) passages = g_array_new (FALSE, FALSE, sizeof (gint64));
      gint64 work = 0;

      if (change->kind->table != TRI_JOURNAL_LINKS)
        continue;
      members = find_members (library, change->uuid, &work);
      for (guint m = 0; members && m < members->len; m++)
        g_array_append_val (passages, g_array_index (members, TriLinkMember, m).passage);
      if (members && !tri_journal_links_settle (library, work, passages, error))
        return FALSE;
    }
  return TRUE;
}
