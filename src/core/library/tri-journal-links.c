/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-journal-links.h"

#include "library/tri-link-store.h"
#include "library/tri-link-summary.h"
#include "library/tri-rows-repair.h"

#include <string.h>

/* A link as JSON: its members are "passage sentence passage sentence …". */
char *
tri_journal_links_read (TriLibrary *library, const char *name, GError **error)
{
  static const char sql[] = "SELECT json_object ('work', l.work, 'kind', l.kind,"
                            " 'relation', l.relation, 'score', l.score, 'status', l.status,"
                            " 'members', (SELECT group_concat (passage || ' ' || sentence, ' ')"
                            "  FROM link_members WHERE link = l.id))"
                            " FROM links l WHERE l.id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, g_ascii_strtoll (name, NULL, 10));
  return tri_library_next (library, statement, error) ? tri_statement_dup_text (statement, 0)
                                                      : NULL;
}

static TriLink *
parse (TriLibrary *library, const char *row, gint64 *work)
{
  static const char sql[] = "SELECT ?1 ->> 'work', ?1 ->> 'relation', ?1 ->> 'score',"
                            " ?1 ->> 'status', ?1 ->> 'kind', ?1 ->> 'members'";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);
  TriLink *link = NULL;
  g_auto (GStrv) numbers = NULL;

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, row);
  if (!tri_library_next (library, statement, NULL))
    return NULL;
  link = tri_link_store_new_link (statement);
  *work = sqlite3_column_int64 (statement, 0);
  numbers = g_strsplit (tri_statement_get_text (statement, 5), " ", -1);
  for (guint i = 0; numbers[i] && numbers[i + 1]; i += 2)
    {
      TriLinkMember member = { g_ascii_strtoll (numbers[i], NULL, 10),
                               0,
                               (int) g_ascii_strtoll (numbers[i + 1], NULL, 10) };

      g_array_append_val (link->members, member);
    }
  return link;
}

gboolean
tri_journal_links_put (TriLibrary *library, const char *name, const char *row, GError **error)
{
  gint64 id = g_ascii_strtoll (name, NULL, 10);
  gint64 work = 0;
  g_autoptr (TriLink) link = row ? parse (library, row, &work) : NULL;

  if (!tri_link_store_remove (library, id, error))
    return FALSE;
  return !link || tri_link_store_add (library, work, link, id, error) != 0;
}

gboolean
tri_journal_links_can_put (TriLibrary *library, const char *row)
{
  static const char sql[] = "SELECT EXISTS (SELECT 1 FROM passages WHERE id = ?)";
  g_autoptr (GArray) passages = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 work = 0;

  tri_journal_links_collect (library, row, &work, passages);
  for (guint i = 0; i < passages->len; i++)
    if (tri_library_ask (library, sql, g_array_index (passages, gint64, i), 0) == 0)
      return FALSE;
  return passages->len > 0;
}

void
tri_journal_links_collect (TriLibrary *library, const char *row, gint64 *work, GArray *passages)
{
  g_autoptr (TriLink) link = parse (library, row, work);

  for (guint i = 0; link && i < link->members->len; i++)
    {
      gint64 passage = g_array_index (link->members, TriLinkMember, i).passage;

      if (passages->len == 0
          || g_array_index (passages, gint64, passages->len - 1) != passage)
        g_array_append_val (passages, passage);
    }
}

gboolean
tri_journal_links_settle (TriLibrary *library,
                          gint64 work,
                          const GArray *passages,
                          GError **error)
{
  return tri_rows_repair (library, work, passages, error)
         && tri_link_summary_forget (library, passages, error);
}

/* Calls @func for each run of rows of a name. */
typedef gboolean (*RunFunc) (TriLibrary *library,
                             gint64 work,
                             gint64 first,
                             gint64 last,
                             gpointer data,
                             GError **error);

static gboolean
foreach_run (TriLibrary *library, const char *name, RunFunc func, gpointer data, GError **error)
{
  g_auto (GStrv) parts = g_strsplit_set (name, ":,", -1);
  gint64 work = parts[0] ? g_ascii_strtoll (parts[0], NULL, 10) : 0;

  for (guint i = 1; parts[0] && parts[i]; i++)
    {
      char *end = NULL;
      gint64 first = g_ascii_strtoll (parts[i], &end, 10);
      gint64 last = *end == '-' ? g_ascii_strtoll (end + 1, NULL, 10) : first;

      if (!func (library, work, first, last, data, error))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  gint64 least;
  gint64 most;
  gint64 n;
} Statuses;

static gboolean
read_run (TriLibrary *library,
          gint64 work,
          gint64 first,
          gint64 last,
          gpointer data,
          GError **error)
{
  static const char sql[] = "SELECT min (status), max (status), count (*) FROM links"
                            " WHERE work = ? AND id BETWEEN ? AND ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  Statuses *statuses = data;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work);
  sqlite3_bind_int64 (statement, 2, first);
  sqlite3_bind_int64 (statement, 3, last);
  if (!tri_library_next (library, statement, error))
    return FALSE;
  if (sqlite3_column_int64 (statement, 2) == 0)
    return TRUE;
  statuses->least = MIN (statuses->least, sqlite3_column_int64 (statement, 0));
  statuses->most = MAX (statuses->most, sqlite3_column_int64 (statement, 1));
  statuses->n += sqlite3_column_int64 (statement, 2);
  return TRUE;
}

/* They have one status before and one after; mixed, they are not what the act left. */
char *
tri_journal_statuses_read (TriLibrary *library, const char *name, GError **error)
{
  Statuses statuses = { G_MAXINT64, -1, 0 };

  if (!foreach_run (library, name, read_run, &statuses, error))
    return NULL;
  return g_strdup_printf ("{\"n\":%" G_GINT64_FORMAT ",\"status\":%" G_GINT64_FORMAT "}",
                          statuses.n,
                          statuses.least == statuses.most ? statuses.least : -1);
}

static gboolean
put_run (TriLibrary *library,
         gint64 work,
         gint64 first,
         gint64 last,
         gpointer data,
         GError **error)
{
  static const char sql[] = "UPDATE links SET status = ?"
                            " WHERE work = ? AND id BETWEEN ? AND ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, *(gint64 *) data);
  sqlite3_bind_int64 (statement, 2, work);
  sqlite3_bind_int64 (statement, 3, first);
  sqlite3_bind_int64 (statement, 4, last);
  return tri_library_run (library, statement, error);
}

gboolean
tri_journal_statuses_put (TriLibrary *library, const char *name, const char *row, GError **error)
{
  const char *at = row ? strstr (row, "\"status\":") : NULL;
  gint64 status = at ? g_ascii_strtoll (at + strlen ("\"status\":"), NULL, 10) : -1;

  if (status < 0 || status > TRI_STATUS_CONFIRMED)
    return TRUE;
  return foreach_run (library, name, put_run, &status, error);
}

/* Rows stay what they are; the summaries of the work are made anew when somebody asks. */
gboolean
tri_journal_statuses_settle (TriLibrary *library, const char *name, GError **error)
{
  static const char sql[] = "UPDATE row_blocks SET summary = NULL WHERE grp IN"
                            " (SELECT id FROM row_groups WHERE work = ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, g_ascii_strtoll (name, NULL, 10));
  return tri_library_run (library, statement, error);
}
