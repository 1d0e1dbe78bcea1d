/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-export.h"

#include "library/tri-library-private.h"
#include "library/tri-link-store.h"

static const char links_sql[] = "SELECT " TRI_LINK_COLUMNS " FROM links l"
                                " WHERE l.work = ? AND l.id > ?"
                                " ORDER BY l.id LIMIT ?";

/* Members come in the order of their rows. */
static const char each_sql[] = "SELECT " TRI_LINK_COLUMNS ", m.passage, p.text, m.sentence, p.key"
                               " FROM links l CROSS JOIN link_members m ON m.link = l.id"
                               " CROSS JOIN passages p ON p.id = m.passage"
                               " WHERE l.work = ?1 AND (1 << l.kind) & ?2 ORDER BY l.id";

static const char keys_sql[] = "SELECT key FROM passages WHERE text = ? ORDER BY key";

static const char division_keys_sql[] = "SELECT DISTINCT key FROM divisions WHERE text = ?";

/* Of more texts it is not asked for each key what others have it. */
#define MAX_TEXTS 64

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

/**
 * tri_library_begin_reading:
 *
 * Returns: (nullable): what keeps the state of the library until it is released; inside of a
 * transaction that does
 */
TriSnapshot *
tri_library_begin_reading (TriLibrary *self, GError **error)
{
  if (self->depth == 0 && !tri_library_exec (self, "BEGIN", error))
    return NULL;
  self->depth++;
  return self;
}

void
tri_snapshot_release (TriSnapshot *self)
{
  self->depth--;
  if (self->depth == 0)
    tri_library_exec (self, "COMMIT", NULL);
}

/* The link that is being read. */
typedef struct
{
  TriWork *work;
  TriLink *link;
  GPtrArray *keys;
  GStringChunk *strings;
} LinkWalk;

static guint
get_place (const LinkWalk *self, const TriLinkMember *member)
{
  TriText *text = tri_work_get_text (self->work, member->text);

  return text ? text->ord : G_MAXUINT;
}

static gboolean
is_behind (const LinkWalk *self, const TriLinkMember *a, const TriLinkMember *b)
{
  if (a->text != b->text)
    return get_place (self, a) > get_place (self, b);
  return a->passage != b->passage ? a->passage > b->passage : a->sentence > b->sentence;
}

/* Puts a member in its place; most come in order. */
static void
add_member (LinkWalk *self, TriStatement *row)
{
  TriLinkMember member = {
    sqlite3_column_int64 (row, 5),
    sqlite3_column_int64 (row, 6),
    sqlite3_column_int (row, 7),
  };
  GArray *members = self->link->members;
  guint at = members->len;

  while (at > 0 && is_behind (self, &g_array_index (members, TriLinkMember, at - 1), &member))
    at--;
  g_array_insert_val (members, at, member);
  g_ptr_array_insert (self->keys,
                      (int) at,
                      g_string_chunk_insert (self->strings, tri_statement_get_text (row, 8)));
}

static gboolean
finish_link (LinkWalk *self, TriLinkFunc func, gpointer data, GError **error)
{
  gboolean done = TRUE;

  if (self->link)
    done = func (self->link, (const char *const *) self->keys->pdata, data, error);
  g_clear_pointer (&self->link, tri_link_free);
  g_ptr_array_set_size (self->keys, 0);
  g_string_chunk_clear (self->strings);
  return done;
}

gboolean
tri_library_foreach_link (TriLibrary *self,
                          TriWork *work,
                          guint kinds,
                          TriLinkFunc func,
                          gpointer data,
                          GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, each_sql, error);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GStringChunk) strings = g_string_chunk_new (1024);
  LinkWalk walk = { work, NULL, keys, strings };
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work->id);
  sqlite3_bind_int64 (statement, 2, kinds);
  while (tri_library_next (self, statement, &local))
    {
      gboolean is_next = !walk.link || walk.link->id != sqlite3_column_int64 (statement, 0);

      if (is_next && !finish_link (&walk, func, data, &local))
        break;
      if (is_next)
        walk.link = tri_link_store_new_link (statement);
      add_member (&walk, statement);
    }
  if (!local)
    finish_link (&walk, func, data, &local);
  g_clear_pointer (&walk.link, tri_link_free);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Calls @func for the keys of one text; @n: what to say of how many have it. */
static gboolean
walk_keys (TriLibrary *self,
           const char *sql,
           TriText *text,
           guint n,
           TriKeyFunc func,
           gpointer data,
           GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, text->id);
  while (tri_library_next (self, statement, &local))
    func (tri_statement_get_text (statement, 0), n, data);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* The keys of several texts, each in order, as one. */
typedef struct
{
  sqlite3_stmt *rows[MAX_TEXTS];
  char *keys[MAX_TEXTS]; /* the next one of each; NULL at its end */
  guint n;
} KeyMerge;

static void
clear_merge (KeyMerge *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      sqlite3_finalize (self->rows[i]);
      g_free (self->keys[i]);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KeyMerge, clear_merge)

static gboolean
step (TriLibrary *self, KeyMerge *merge, guint i, GError **error)
{
  GError *local = NULL;

  g_clear_pointer (&merge->keys[i], g_free);
  if (tri_library_next (self, merge->rows[i], &local))
    merge->keys[i] = tri_statement_dup_text (merge->rows[i], 0);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* The text whose next key is the least, and how many have it, too; G_MAXUINT at the end. */
static guint
find_least (const KeyMerge *merge, guint *n)
{
  guint found = G_MAXUINT;

  for (guint i = 0; i < merge->n; i++)
    {
      int order = 0;

      if (!merge->keys[i])
        continue;
      order = found == G_MAXUINT ? -1 : strcmp (merge->keys[i], merge->keys[found]);
      if (order < 0)
        {
          found = i;
          *n = 0;
        }
      *n += order <= 0;
    }
  return found;
}

static gboolean
walk_together (TriLibrary *self, GPtrArray *texts, TriKeyFunc func, gpointer data, GError **error)
{
  g_auto (KeyMerge) merge = { { NULL }, { NULL }, 0 };
  guint least;
  guint n = 0;

  for (; merge.n < texts->len; merge.n++)
    {
      TriText *text = g_ptr_array_index (texts, merge.n);

      if (sqlite3_prepare_v2 (self->db, keys_sql, -1, &merge.rows[merge.n], NULL) != SQLITE_OK)
        return tri_library_fail (self, error);
      sqlite3_bind_int64 (merge.rows[merge.n], 1, text->id);
    }
  for (guint i = 0; i < merge.n; i++)
    if (!step (self, &merge, i, error))
      return FALSE;
  while ((least = find_least (&merge, &n)) != G_MAXUINT)
    {
      g_autofree char *key = g_strdup (merge.keys[least]);

      func (key, n, data);
      for (guint i = 0; i < merge.n; i++)
        if (merge.keys[i] && g_str_equal (merge.keys[i], key) && !step (self, &merge, i, error))
          return FALSE;
    }
  return TRUE;
}

gboolean
tri_library_foreach_key (TriLibrary *self,
                         TriWork *work,
                         TriKeyFunc func,
                         gpointer data,
                         GError **error)
{
  for (guint i = 0; i < work->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (work->texts, i);

      if (!walk_keys (self, division_keys_sql, text, 1, func, data, error))
        return FALSE;
      if (work->texts->len > MAX_TEXTS
          && !walk_keys (self, keys_sql, text, 0, func, data, error))
        return FALSE;
    }
  return work->texts->len > MAX_TEXTS || walk_together (self, work->texts, func, data, error);
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
 * tri_library_has_key:
 *
 * Returns: whether a passage or a division of the work has the key
 */
gboolean
tri_library_has_key (TriLibrary *self, gint64 work, const char *key)
{
  static const char sql[] = "SELECT EXISTS (SELECT 1 FROM texts t"
                            "  JOIN passages p ON p.text = t.id AND p.key = ?2 WHERE t.work = ?1)"
                            " OR EXISTS (SELECT 1 FROM texts t"
                            "  JOIN divisions d ON d.text = t.id AND d.key = ?2 WHERE t.work = ?1)";

  return count_with (self, sql, work, key) != 0;
}

GHashTable *
tri_library_list_references (TriLibrary *self, gint64 first, gint64 last, GError **error)
{
  static const char sql[] = "SELECT id, reference FROM mentions WHERE passage BETWEEN ? AND ?"
                            " AND entity IS NULL AND reference <> ''";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GHashTable) references = NULL;
  GError *local = NULL;

  if (!statement)
    return NULL;
  references = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  sqlite3_bind_int64 (statement, 1, first);
  sqlite3_bind_int64 (statement, 2, last);
  while (tri_library_next (self, statement, &local))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_hash_table_insert (references,
                           g_memdup2 (&id, sizeof id),
                           tri_statement_dup_text (statement, 1));
    }
  if (!local)
    return g_steal_pointer (&references);
  g_propagate_error (error, local);
  return NULL;
}
