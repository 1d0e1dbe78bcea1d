/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-entity-index.h"

#include "entities/tri-name-key.h"
#include "library/tri-library-private.h"

#include <string.h>

/* A name under what it sounds like: the first letters of a block, as a number that sorts as they
 * do. */
typedef struct
{
  guint64 block;
  guint form;
} Key;

typedef struct
{
  TriEntityIndex base;
  gint64 work;
  /* What the library was like when this was read: its version for others' changes, and its own. */
  gint64 version;
  int changes;
  /* (element-type Key), sorted; NULL until it is asked for. */
  GArray *keys;
} Index;

static G_DEFINE_QUARK (tri_entity_index, tri_entity_index)

    static void index_free (Index *self)
{
  g_string_free (self->base.folded, TRUE);
  g_array_unref (self->base.forms);
  g_ptr_array_unref (self->base.langs);
  g_clear_pointer (&self->keys, g_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Index, index_free)

static gboolean
next (TriLibrary *library, TriStatement *statement, GCancellable *cancellable, GError **error)
{
  return !g_cancellable_set_error_if_cancelled (cancellable, error)
         && tri_library_next (library, statement, error);
}

static gboolean
read_langs (Index *self, TriLibrary *library, GError **error)
{
  static const char sql[] = "SELECT DISTINCT lang FROM texts WHERE work = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->work);
  while (tri_library_next (library, statement, &failed))
    g_ptr_array_add (self->base.langs, tri_statement_dup_text (statement, 0));
  g_ptr_array_add (self->base.langs, g_strdup (""));
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* How often each entity is named in the texts of the work. */
static GHashTable *
count_mentions (Index *self, TriLibrary *library, GError **error)
{
  static const char sql[] = "SELECT c.entity, sum(c.n) FROM texts AS t"
                            " CROSS JOIN mention_counts AS c ON c.text = t.id"
                            " WHERE t.work = ? GROUP BY c.entity";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, self->work);
  while (tri_library_next (library, statement, &failed))
    {
      gint64 entity = sqlite3_column_int64 (statement, 0);

      g_hash_table_insert (counts,
                           g_memdup2 (&entity, sizeof entity),
                           GUINT_TO_POINTER (sqlite3_column_int (statement, 1)));
    }
  if (!failed)
    return g_steal_pointer (&counts);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

static gboolean
read_forms (Index *self, TriLibrary *library, GCancellable *cancellable, GError **error)
{
  static const char sql[] = "SELECT e.id, n.ord, n.folded FROM work_registers AS w"
                            " CROSS JOIN registers AS r ON r.id = w.register"
                            " CROSS JOIN entities AS e ON e.register = r.id"
                            " CROSS JOIN entity_names AS n ON n.entity = e.id"
                            " WHERE w.work = ? AND coalesce (r.deleted, 0) = 0";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GHashTable) counts = NULL;
  g_autoptr (GError) failed = NULL;

  if (!statement || !(counts = count_mentions (self, library, error)))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->work);
  g_string_append_c (self->base.folded, '\n');
  while (next (library, statement, cancellable, &failed))
    {
      gint64 entity = sqlite3_column_int64 (statement, 0);
      TriEntityForm form = { entity,
                             (guint) sqlite3_column_int (statement, 1),
                             (guint) self->base.folded->len,
                             GPOINTER_TO_UINT (g_hash_table_lookup (counts, &entity)) };

      g_array_append_val (self->base.forms, form);
      g_string_append (self->base.folded, tri_statement_get_text (statement, 2));
      g_string_append_c (self->base.folded, '\n');
    }
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* The keys of the index before are kept when its names are the same. */
static Index *
get (TriLibrary *library, gint64 work, GCancellable *cancellable, GError **error)
{
  g_autoptr (Index) self = g_new0 (Index, 1);
  Index *before = g_object_get_qdata (G_OBJECT (library), tri_entity_index_quark ());

  self->work = work;
  self->version = tri_library_get_data_version (library);
  self->changes = sqlite3_total_changes (library->db);
  self->base.folded = g_string_new (NULL);
  self->base.forms = g_array_new (FALSE, FALSE, sizeof (TriEntityForm));
  self->base.langs = g_ptr_array_new_with_free_func (g_free);
  if (before != NULL && before->work == work && before->version == self->version
      && before->changes == self->changes)
    return before;
  if (!read_langs (self, library, error) || !read_forms (self, library, cancellable, error))
    return NULL;
  if (before != NULL && before->work == work && before->base.forms->len == self->base.forms->len
      && g_string_equal (before->base.folded, self->base.folded))
    self->keys = g_steal_pointer (&before->keys);
  before = g_steal_pointer (&self);
  g_object_set_qdata_full (G_OBJECT (library),
                           tri_entity_index_quark (),
                           before,
                           (GDestroyNotify) index_free);
  return before;
}

TriEntityIndex *
tri_entity_index_get (TriLibrary *library, gint64 work, GCancellable *cancellable, GError **error)
{
  Index *self = get (library, work, cancellable, error);

  return self != NULL ? &self->base : NULL;
}

guint
tri_entity_index_find_form (const TriEntityIndex *self, gsize offset)
{
  guint first = 0;
  guint end = self->forms->len;

  while (end - first > 1)
    {
      guint middle = first + (end - first) / 2;

      if (g_array_index (self->forms, TriEntityForm, middle).offset <= offset)
        first = middle;
      else
        end = middle;
    }
  return first;
}

/* --- By sounds */

static guint64
pack (const char *block, guint8 rest)
{
  guint64 packed = 0;
  gboolean ended = FALSE;

  for (guint i = 0; i < sizeof packed; i++)
    {
      ended = ended || block[i] == '\0';
      packed = packed << 8 | (ended ? rest : (guint8) block[i]);
    }
  return packed;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Key *one = a;
  const Key *other = b;

  if (one->block != other->block)
    return one->block < other->block ? -1 : 1;
  return one->form < other->form ? -1 : one->form > other->form;
}

static void
add_keys (GArray *keys, guint form, const char *name, const char *lang)
{
  g_autoptr (TriNameKey) key = tri_name_key_new (name, lang);
  g_auto (GStrv) blocks = tri_name_key_list_blocks (key);

  for (guint i = 0; blocks[i] != NULL; i++)
    {
      Key added = { pack (blocks[i], 0), form };

      g_array_append_val (keys, added);
    }
}

static gboolean
read_keys (Index *self, TriLibrary *library, GCancellable *cancellable, GError **error)
{
  static const char sql[] = "SELECT name, lang FROM entity_names WHERE entity = ?1 AND ord = ?2";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (Key));
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return FALSE;
  for (guint i = 0; i < self->base.forms->len && !failed; i++)
    {
      const TriEntityForm *form = &g_array_index (self->base.forms, TriEntityForm, i);

      sqlite3_reset (statement);
      sqlite3_bind_int64 (statement, 1, form->entity);
      sqlite3_bind_int64 (statement, 2, form->ord);
      if (next (library, statement, cancellable, &failed))
        add_keys (keys,
                  i,
                  tri_statement_get_text (statement, 0),
                  tri_statement_get_text (statement, 1));
    }
  if (failed)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  g_array_sort (keys, compare_keys);
  self->keys = g_steal_pointer (&keys);
  return TRUE;
}

static guint
find_first (const GArray *keys, guint64 block)
{
  guint first = 0;
  guint end = keys->len;

  while (first < end)
    {
      guint middle = first + (end - first) / 2;

      if (g_array_index (keys, Key, middle).block < block)
        first = middle + 1;
      else
        end = middle;
    }
  return first;
}

static void
add_range (const GArray *keys, guint64 from, guint64 to, guint limit, GHashTable *seen, GArray *out)
{
  for (guint i = find_first (keys, from); i < keys->len && out->len < limit; i++)
    {
      const Key *key = &g_array_index (keys, Key, i);

      if (key->block > to)
        return;
      if (g_hash_table_add (seen, GUINT_TO_POINTER (key->form + 1)))
        g_array_append_val (out, key->form);
    }
}

GArray *
tri_entity_index_list_alike (TriEntityIndex *base,
                             TriLibrary *library,
                             const char *const *blocks,
                             const char *prefix,
                             guint limit,
                             GCancellable *cancellable,
                             GError **error)
{
  Index *self = (Index *) base;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));

  if (self->keys == NULL && !read_keys (self, library, cancellable, error))
    return NULL;
  for (guint i = 0; blocks[i] != NULL; i++)
    add_range (self->keys, pack (blocks[i], 0), pack (blocks[i], 0), limit, seen, found);
  if (prefix != NULL)
    add_range (self->keys, pack (prefix, 0), pack (prefix, 0xff), limit, seen, found);
  return g_steal_pointer (&found);
}
