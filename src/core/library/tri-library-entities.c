/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-entities.h"

#include "library/tri-library-private.h"
#include "tri-fold.h"
#include "tri-language.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

/* So many entities are quicker asked one by one for their names. */
#define FEW 4000

/* An entity on its way into a list. */
typedef struct
{
  gint64 id;
  TriEntityType type;
  guint n;
  guint64 appearance; /* smaller is earlier */
  guint rank;         /* smaller matches the filter better */
  char *name;
  guint8 *sort_key;
} Row;

static void
clear_row (gpointer data)
{
  Row *row = data;

  g_free (row->name);
  g_free (row->sort_key);
}

static const char passages_sql[] = "SELECT e.id, e.type, count(*), min((p.key << 32) | m.start)"
                                   " FROM json_each(?1) AS p"
                                   " CROSS JOIN mentions AS m ON m.passage = p.value"
                                   " CROSS JOIN entities AS e ON e.id = m.entity"
                                   " WHERE ?2 < 0 OR e.type = ?2"
                                   " GROUP BY e.id";
static const char work_sql[] = "SELECT e.id, e.type, sum(c.n), min((t.ord << 32) | c.first)"
                               " FROM texts AS t"
                               " CROSS JOIN mention_counts AS c ON c.text = t.id"
                               " CROSS JOIN entities AS e ON e.id = c.entity"
                               " WHERE t.work = ?1 AND (?2 < 0 OR e.type = ?2)"
                               " GROUP BY e.id";
static const char library_sql[] = "SELECT e.id, e.type,"
                                  " (SELECT coalesce(sum(c.n), 0) FROM mention_counts AS c"
                                  "  CROSS JOIN texts AS t ON t.id = c.text"
                                  "  CROSS JOIN works AS w ON w.id = t.work"
                                  "  WHERE c.entity = e.id AND w.deleted IS NULL AND w.complete),"
                                  " e.id"
                                  " FROM entities AS e"
                                  " WHERE ?2 IN (-1, e.type) AND e.register NOT IN"
                                  "  (SELECT id FROM registers WHERE deleted > 0)";

static char *
write_json_array (const gint64 *numbers, guint n)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i ? "," : "", numbers[i]);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static GArray *
read_scope (TriLibrary *self, const TriEntityQuery *query, GError **error)
{
  gboolean in_view = query->passages != NULL;
  const char *sql = in_view ? passages_sql : query->work ? work_sql
                                                         : library_sql;
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_autofree char *passages = in_view ? write_json_array (query->passages, query->n_passages)
                                      : NULL;
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  g_array_set_clear_func (rows, clear_row);
  if (in_view)
    tri_statement_bind_text (statement, 1, passages);
  else if (query->work)
    sqlite3_bind_int64 (statement, 1, query->work);
  sqlite3_bind_int (statement, 2, query->type);
  while (tri_library_next (self, statement, &failed))
    {
      Row row = { .id = sqlite3_column_int64 (statement, 0) };

      row.type = (TriEntityType) tri_statement_get_enum (statement, 1, TRI_N_ENTITY_TYPES);
      row.n = (guint) sqlite3_column_int (statement, 2);
      row.appearance = (guint64) sqlite3_column_int64 (statement, 3);
      g_array_append_val (rows, row);
    }
  if (failed)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  return g_steal_pointer (&rows);
}

/* Whether @word begins a word of @text; FALSE, and *found, when it only stands inside one. */
static gboolean
begins_word (const char *text, const char *word, gboolean *found)
{
  for (const char *p = strstr (text, word); p; p = strstr (p + 1, word))
    {
      const char *before = p > text ? g_utf8_prev_char (p) : NULL;

      *found = TRUE;
      if (!before || !g_unichar_isalnum (g_utf8_get_char (before)))
        return TRUE;
    }
  return FALSE;
}

/* How well a name has all the words: 0 when each begins a word of it, 1 when it has them, else
 * %G_MAXUINT. */
static guint
rank_name (const char *folded, GStrv words)
{
  guint rank = 0;

  for (guint i = 0; words[i]; i++)
    {
      gboolean found = FALSE;

      if (words[i][0] == '\0' || begins_word (folded, words[i], &found))
        continue;
      if (!found)
        return G_MAXUINT;
      rank = 1;
    }
  return rank;
}

/* The entities with a name that has all the words, each with its best rank, plus one. */
static GHashTable *
find_by_words (TriLibrary *self, GStrv words, GError **error)
{
  static const char sql[] = "SELECT entity, folded FROM entity_names WHERE instr(folded, ?1)";
  g_autoptr (GHashTable) ranks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, words[0] ? words[0] : "");
  while (tri_library_next (self, statement, &failed))
    {
      gint64 entity = sqlite3_column_int64 (statement, 0);
      guint rank = rank_name (tri_statement_get_text (statement, 1), words);
      guint held = GPOINTER_TO_UINT (g_hash_table_lookup (ranks, &entity));

      if (rank != G_MAXUINT && (held == 0 || held > rank + 1))
        g_hash_table_insert (ranks,
                             g_memdup2 (&entity, sizeof entity),
                             GUINT_TO_POINTER (rank + 1));
    }
  if (failed)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  return g_steal_pointer (&ranks);
}

/* The best rank of the names of one entity, plus one; 0 when none has all the words. */
static guint
rank_entity (TriLibrary *self, gint64 entity, GStrv words)
{
  static const char sql[] = "SELECT folded FROM entity_names WHERE entity = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);
  guint best = 0;

  if (!statement)
    return 0;
  sqlite3_bind_int64 (statement, 1, entity);
  while (best != 1 && tri_library_next (self, statement, NULL))
    {
      guint rank = rank_name (tri_statement_get_text (statement, 0), words);

      if (rank != G_MAXUINT)
        best = rank + 1;
    }
  return best;
}

/* A few entities are asked one by one, many by one look at all names. */
static gboolean
apply_filter (TriLibrary *self, GArray *rows, const char *filter, GError **error)
{
  g_autofree char *folded = g_strstrip (tri_fold (filter));
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr (GHashTable) ranks = NULL;
  guint n_kept = 0;

  if (rows->len > FEW && !(ranks = find_by_words (self, words, error)))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);
      guint rank = ranks ? GPOINTER_TO_UINT (g_hash_table_lookup (ranks, &row->id))
                         : rank_entity (self, row->id, words);

      row->rank = rank - 1;
      if (rank > 0)
        g_array_index (rows, Row, n_kept++) = *row;
    }
  g_array_set_size (rows, n_kept);
  return TRUE;
}

/* The name to show: in the language asked for, else in English, else the first. */
static char *
dup_name (TriLibrary *self, gint64 entity, const char *lang)
{
  static const char sql[] = "SELECT lang, name FROM entity_names WHERE entity = ? ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);
  g_autofree char *best = NULL;
  guint best_rank = G_MAXUINT;

  if (!statement)
    return g_strdup ("");
  sqlite3_bind_int64 (statement, 1, entity);
  while (best_rank > 0 && tri_library_next (self, statement, NULL))
    {
      const char *tag = tri_statement_get_text (statement, 0);
      gboolean wanted = lang && tri_language_matches (tag, lang);
      guint rank = wanted ? 0 : tri_language_matches (tag, "en") ? 1
                                                                 : 2;

      if (rank >= best_rank)
        continue;
      best_rank = rank;
      g_free (best);
      best = tri_statement_dup_text (statement, 1);
    }
  return best ? g_steal_pointer (&best) : g_strdup ("");
}

static guint8 *
make_sort_key (UCollator *collator, const char *name)
{
  UErrorCode status = U_ZERO_ERROR;
  glong n = 0;
  g_autofree gunichar2 *utf16 = g_utf8_to_utf16 (name, -1, NULL, &n, NULL);
  guint8 *key;
  int32_t size;

  if (!collator || !utf16 || U_FAILURE (status))
    return (guint8 *) tri_fold (name);
  size = ucol_getSortKey (collator, (const UChar *) utf16, (int32_t) n, NULL, 0);
  key = g_malloc0 ((gsize) size + 1);
  ucol_getSortKey (collator, (const UChar *) utf16, (int32_t) n, key, size);
  return key;
}

static void
fill_sort_keys (TriLibrary *self, GArray *rows, const char *lang)
{
  UErrorCode status = U_ZERO_ERROR;
  UCollator *collator = ucol_open (lang ? lang : "", &status);

  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);

      row->name = dup_name (self, row->id, lang);
      row->sort_key = make_sort_key (collator, row->name);
    }
  if (collator)
    ucol_close (collator);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer order)
{
  const Row *one = a;
  const Row *other = b;

  if (one->rank != other->rank)
    return one->rank < other->rank ? -1 : 1;
  if (GPOINTER_TO_INT (order) == TRI_ENTITY_ORDER_NAME)
    {
      int result = strcmp ((const char *) one->sort_key, (const char *) other->sort_key);

      if (result)
        return result;
    }
  if (GPOINTER_TO_INT (order) == TRI_ENTITY_ORDER_MENTIONS && one->n != other->n)
    return one->n > other->n ? -1 : 1;
  if (one->appearance != other->appearance)
    return one->appearance < other->appearance ? -1 : 1;
  return one->id < other->id ? -1 : one->id > other->id;
}

static TriEntity *
new_listed (TriLibrary *self, Row *row, const char *lang)
{
  TriEntity *entity = tri_entity_new ();

  if (!row->name)
    row->name = dup_name (self, row->id, lang);
  entity->id = row->id;
  entity->type = row->type;
  entity->n_mentions = row->n;
  tri_entity_add_name (entity, lang, row->name, TRI_NAME_OFFICIAL);
  return entity;
}

/**
 * tri_library_list_entities:
 *
 * Lists the entities of a scope: passages, a work, or everything.
 *
 * With a filter, those come first of which a name has every word of the filter at the beginning of
 * a word, then those that have them elsewhere; within that the order asked for holds. Names are
 * ordered as the language asked for does. What is read are the passages in view, or the counts of a
 * work, never its mentions. The library's scope grows with the registers.
 *
 * Returns: (transfer full) (element-type TriEntity): at most @limit (0: all) of them
 */
GPtrArray *
tri_library_list_entities (TriLibrary *self, const TriEntityQuery *query, GError **error)
{
  g_autoptr (GArray) rows = read_scope (self, query, error);
  g_autoptr (GPtrArray) entities = g_ptr_array_new_with_free_func (g_object_unref);

  if (!rows)
    return NULL;
  if (query->filter && query->filter[0] && !apply_filter (self, rows, query->filter, error))
    return NULL;
  if (query->order == TRI_ENTITY_ORDER_NAME)
    fill_sort_keys (self, rows, query->lang);
  g_array_sort_with_data (rows, compare_rows, GINT_TO_POINTER (query->order));
  for (guint i = 0; i < rows->len && (query->limit == 0 || i < query->limit); i++)
    g_ptr_array_add (entities,
                     new_listed (self, &g_array_index (rows, Row, i), query->lang));
  return g_steal_pointer (&entities);
}

static gboolean
read_entity (TriLibrary *self, TriEntity *entity, GError **error)
{
  static const char sql[] = "SELECT uuid, key, type, dates,"
                            " (SELECT coalesce(sum(n), 0) FROM mention_counts WHERE entity = id)"
                            " FROM entities WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, entity->id);
  if (!tri_library_next (self, statement, error))
    {
      if (error && !*error)
        g_set_error (error,
                     TRI_ERROR,
                     TRI_ERROR_NOT_FOUND,
                     "There is no entity %" G_GINT64_FORMAT " in the library",
                     entity->id);
      return FALSE;
    }
  entity->uuid = tri_statement_dup_text (statement, 0);
  entity->key = tri_statement_dup_text (statement, 1);
  entity->type = (TriEntityType) tri_statement_get_enum (statement, 2, TRI_N_ENTITY_TYPES);
  entity->dates = tri_statement_dup_text (statement, 3);
  entity->n_mentions = (guint) sqlite3_column_int (statement, 4);
  return TRUE;
}

typedef void (*AddPart) (TriEntity *entity, TriStatement *statement);

static void
add_name (TriEntity *entity, TriStatement *statement)
{
  tri_entity_add_name (entity,
                       tri_statement_get_text (statement, 0),
                       tri_statement_get_text (statement, 1),
                       (TriNameKind) tri_statement_get_enum (statement, 2, TRI_NAME_SHORT + 1));
}

static void
add_description (TriEntity *entity, TriStatement *statement)
{
  tri_entity_add_description (entity,
                              tri_statement_get_text (statement, 0),
                              tri_statement_get_text (statement, 1));
}

static void
add_identifier (TriEntity *entity, TriStatement *statement)
{
  tri_entity_add_identifier (entity,
                             tri_statement_get_text (statement, 0),
                             tri_statement_get_text (statement, 1));
}

static gboolean
read_parts (TriLibrary *self, const char *sql, TriEntity *entity, AddPart add, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, entity->id);
  while (tri_library_next (self, statement, &failed))
    add (entity, statement);
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/**
 * tri_library_get_entity:
 *
 * Returns: (transfer full): the entity with everything that is known of it, n_mentions counting the
 * whole library; %NULL on error, %TRI_ERROR_NOT_FOUND when there is none
 */
TriEntity *
tri_library_get_entity (TriLibrary *self, gint64 id, GError **error)
{
  static const char names[] = "SELECT lang, name, kind FROM entity_names"
                              " WHERE entity = ? ORDER BY ord";
  static const char descriptions[] = "SELECT lang, content FROM entity_descriptions"
                                     " WHERE entity = ? ORDER BY lang";
  static const char identifiers[] = "SELECT scheme, value FROM entity_identifiers"
                                    " WHERE entity = ? ORDER BY scheme, value";
  g_autoptr (TriEntity) entity = tri_entity_new ();
  g_autoptr (GError) failed = NULL;

  entity->id = id;
  if (!read_entity (self, entity, &failed)
      || !read_parts (self, names, entity, add_name, &failed)
      || !read_parts (self, descriptions, entity, add_description, &failed)
      || !read_parts (self, identifiers, entity, add_identifier, &failed))
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  return g_steal_pointer (&entity);
}
