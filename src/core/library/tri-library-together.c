/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-dates.h"
#include "library/tri-library-entities.h"

#include "library/tri-library-private.h"

/* A place where what is asked about, an entity or a date, and another entity are named: a row of
 * the work, for a passage and its translations tell the same thing. */
typedef struct
{
  gint64 entity;
  gint64 block; /* of rows, or minus the text for a passage that stands in no row */
  guint row;    /* in the block, or the ordinal of the passage */
} Meeting;

typedef struct
{
  gint64 entity;
  guint n_rows;
} Neighbour;

static int
compare_numbers (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

static int
compare_meetings (gconstpointer a, gconstpointer b)
{
  const Meeting *left = a;
  const Meeting *right = b;

  if (left->entity != right->entity)
    return compare_numbers (left->entity, right->entity);
  if (left->block != right->block)
    return compare_numbers (left->block, right->block);
  return compare_numbers (left->row, right->row);
}

static int
compare_neighbours (gconstpointer a, gconstpointer b)
{
  const Neighbour *left = a;
  const Neighbour *right = b;

  if (left->n_rows != right->n_rows)
    return compare_numbers (right->n_rows, left->n_rows);
  return compare_numbers (left->entity, right->entity);
}

/* Ordered by passage, so that its row is looked up once for all that are named in it. */
static GArray *
read_meetings (TriLibrary *self, TriStatement *statement, GError **error)
{
  g_autoptr (GArray) meetings = g_array_new (FALSE, FALSE, sizeof (Meeting));
  g_autoptr (GError) failed = NULL;
  gint64 text = 0;
  guint ord = 0;
  Meeting meeting = { 0 };

  while (tri_library_next (self, statement, &failed))
    {
      gint64 now = sqlite3_column_int64 (statement, 0);
      guint ord_now = (guint) sqlite3_column_int64 (statement, 1);

      if (now != text || ord_now != ord)
        if (!tri_library_find_block (self, now, ord_now, &meeting.block, &meeting.row))
          {
            meeting.block = -now;
            meeting.row = ord_now;
          }
      text = now;
      ord = ord_now;
      meeting.entity = sqlite3_column_int64 (statement, 2);
      g_array_append_val (meetings, meeting);
    }
  if (!failed)
    return g_steal_pointer (&meetings);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

static GArray *
count_rows (GArray *meetings)
{
  GArray *neighbours = g_array_new (FALSE, FALSE, sizeof (Neighbour));
  const Meeting *last = NULL;

  g_array_sort (meetings, compare_meetings);
  for (guint i = 0; i < meetings->len; i++)
    {
      const Meeting *meeting = &g_array_index (meetings, Meeting, i);
      Neighbour neighbour = { meeting->entity, 0 };

      if (last && compare_meetings (last, meeting) == 0)
        continue;
      if (!last || last->entity != meeting->entity)
        g_array_append_val (neighbours, neighbour);
      g_array_index (neighbours, Neighbour, neighbours->len - 1).n_rows++;
      last = meeting;
    }
  g_array_sort (neighbours, compare_neighbours);
  return neighbours;
}

/* A list shows one name: the best for the language. */
static void
keep_one_name (TriEntity *entity, const char *lang)
{
  g_autofree char *name = g_strdup (tri_entity_get_name (entity, lang));

  g_array_set_size (entity->names, 0);
  tri_entity_add_name (entity, lang, name, TRI_NAME_OFFICIAL);
}

static GPtrArray *
list_most (TriLibrary *self, GArray *meetings, const char *lang, guint limit, GError **error)
{
  g_autoptr (GPtrArray) entities = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) neighbours = count_rows (meetings);

  for (guint i = 0; i < neighbours->len && (limit == 0 || i < limit); i++)
    {
      const Neighbour *neighbour = &g_array_index (neighbours, Neighbour, i);
      TriEntity *other = tri_library_get_entity (self, neighbour->entity, error);

      if (!other)
        return NULL;
      other->n_mentions = neighbour->n_rows;
      keep_one_name (other, lang);
      g_ptr_array_add (entities, other);
    }
  return g_steal_pointer (&entities);
}

/**
 * tri_library_list_named_together:
 * @limit: at most so many, 0 for all
 *
 * A passage and its translations, which stand in one row, count once.
 *
 * Returns: (transfer full) (element-type TriEntity): the entities that the same passages of the
 * work name, those with the most rows first; n_mentions is the number of rows
 */
GPtrArray *
tri_library_list_named_together (TriLibrary *self,
                                 gint64 entity,
                                 gint64 work,
                                 const char *lang,
                                 guint limit,
                                 GError **error)
{
  static const char sql[] = "SELECT DISTINCT m.text, m.ord, o.entity FROM texts AS t"
                            " CROSS JOIN mentions AS m ON m.entity = ?1 AND m.text = t.id"
                            " CROSS JOIN mentions AS o ON o.passage = m.passage"
                            " WHERE t.work = ?2 AND o.entity IS NOT NULL AND o.entity <> ?1"
                            " ORDER BY m.text, m.ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) meetings = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, entity);
  sqlite3_bind_int64 (statement, 2, work);
  meetings = read_meetings (self, statement, error);
  return meetings ? list_most (self, meetings, lang, limit, error) : NULL;
}

GPtrArray *
tri_library_list_named_with_date (TriLibrary *self,
                                  const char *edtf,
                                  gint64 work,
                                  const char *lang,
                                  guint limit,
                                  GError **error)
{
  static const char sql[] = "SELECT DISTINCT d.text, d.ord, o.entity FROM texts AS t"
                            " CROSS JOIN dates AS d ON d.edtf = ?1 AND d.text = t.id"
                            " CROSS JOIN mentions AS o ON o.passage = d.passage"
                            " WHERE t.work = ?2 AND o.entity IS NOT NULL"
                            " ORDER BY d.text, d.ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) meetings = NULL;

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, edtf);
  sqlite3_bind_int64 (statement, 2, work);
  meetings = read_meetings (self, statement, error);
  return meetings ? list_most (self, meetings, lang, limit, error) : NULL;
}

/**
 * tri_library_list_works_naming:
 * @entity: who or what is named
 * @except: a work to leave out, or 0
 * @limit: at most so many
 *
 * Returns: (transfer full) (element-type gint64): the works that name the entity, those with the
 * most mentions first
 */
GArray *
tri_library_list_works_naming (TriLibrary *self,
                               gint64 entity,
                               gint64 except,
                               guint limit,
                               GError **error)
{
  static const char sql[] = "SELECT t.work FROM mention_counts AS c"
                            " CROSS JOIN texts AS t ON t.id = c.text"
                            " CROSS JOIN works AS w ON w.id = t.work"
                            " WHERE c.entity = ?1 AND w.id <> ?2 AND w.deleted IS NULL"
                            " AND w.complete <> 0"
                            " GROUP BY t.work ORDER BY sum (c.n) DESC, t.work LIMIT ?3";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) works = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, entity);
  sqlite3_bind_int64 (statement, 2, except);
  sqlite3_bind_int64 (statement, 3, limit);
  while (tri_library_next (self, statement, &failed))
    {
      gint64 work = sqlite3_column_int64 (statement, 0);

      g_array_append_val (works, work);
    }
  if (!failed)
    return g_steal_pointer (&works);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}
