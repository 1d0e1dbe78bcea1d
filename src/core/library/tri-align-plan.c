/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-align-plan.h"

#include "model/tri-link.h"

/* A text, and the first text that the file ties it to. */
typedef struct
{
  gint64 id;
  guint root;
} Text;

static GArray *
list_texts (TriLibrary *self, gint64 work, GError **error)
{
  static const char sql[] = "SELECT id FROM texts WHERE work = ? ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (Text));
  GError *local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  while (tri_library_next (self, statement, &local))
    {
      Text text = { sqlite3_column_int64 (statement, 0), texts->len };

      g_array_append_val (texts, text);
    }
  if (!local)
    return g_steal_pointer (&texts);
  g_propagate_error (error, local);
  return NULL;
}

/* Whether a file ties two texts. One link says so: texts that a file ties have links at their
 * beginning, and where they have none, all links of the first text are looked at. */
static gboolean
are_tied (TriLibrary *self, gint64 a, gint64 b)
{
  static const char sql[] = "SELECT 1 FROM passages p CROSS JOIN link_members m ON m.passage = p.id"
                            " CROSS JOIN links l ON l.id = m.link AND l.status = 0 AND l.kind = 0"
                            "  AND l.relation = 0"
                            " CROSS JOIN link_members o ON o.link = l.id"
                            " CROSS JOIN passages q ON q.id = o.passage AND q.text = ?2"
                            " WHERE p.text = ?1 LIMIT 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, a);
  sqlite3_bind_int64 (statement, 2, b);
  return tri_library_next (self, statement, NULL);
}

static gboolean
has_imported_links (TriLibrary *self, gint64 work)
{
  static const char sql[] = "SELECT EXISTS"
                            " (SELECT 1 FROM links WHERE work = ? AND status = 0 AND kind = 0"
                            "  AND relation = 0)";

  return tri_library_ask (self, sql, work, 0) != 0;
}

static guint
find_root (GArray *texts, guint text)
{
  while (g_array_index (texts, Text, text).root != text)
    text = g_array_index (texts, Text, text).root;
  return text;
}

static void
unite_tied (TriLibrary *self, GArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    for (guint k = i + 1; k < texts->len; k++)
      {
        guint a = find_root (texts, i);
        guint b = find_root (texts, k);

        if (a != b
            && are_tied (self,
                         g_array_index (texts, Text, i).id,
                         g_array_index (texts, Text, k).id))
          g_array_index (texts, Text, MAX (a, b)).root = MIN (a, b);
      }
}

GArray *
tri_align_plan_texts (TriLibrary *self, gint64 work, GError **error)
{
  g_autoptr (GArray) texts = list_texts (self, work, error);
  GArray *chosen;

  if (!texts)
    return NULL;
  if (has_imported_links (self, work))
    unite_tied (self, texts);
  chosen = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < texts->len; i++)
    if (g_array_index (texts, Text, i).root == i)
      g_array_append_val (chosen, g_array_index (texts, Text, i).id);
  if (chosen->len < 2)
    g_array_set_size (chosen, 0);
  return chosen;
}
