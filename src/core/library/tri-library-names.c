/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-names.h"

#include "entities/tri-name-forms.h"
#include "entities/tri-name-inhabitants.h"
#include "library/tri-library-private.h"
#include "tri-fold.h"

/* Who reads a list has to decide each: what is less likely is not worth it. */
#define MIN_SCORE 0.8f

/* A name of the registers. */
typedef struct
{
  gint64 entity;
  TriEntityType type;
  char *name;
  TriNameKey *key;
} Known;

typedef struct
{
  TriLibrary *library;
  gint64 work;
  GCancellable *cancellable;
  GPtrArray *known;   /* (element-type Known) */
  GHashTable *blocks; /* block → GArray of indices of @known */
  GHashTable *folded; /* the forms that the registers have */
  GPtrArray *found;   /* (element-type TriNameSuggestion) */
} Search;

/* The texts of one language are one. */
typedef struct
{
  char *lang;
  GArray *texts; /* (element-type gint64) */
} Group;

static void
known_free (gpointer data)
{
  Known *self = data;

  g_free (self->name);
  tri_name_key_free (self->key);
  g_free (self);
}

static void
group_free (gpointer data)
{
  Group *self = data;

  g_free (self->lang);
  g_array_unref (self->texts);
  g_free (self);
}

void
tri_name_suggestion_free (TriNameSuggestion *self)
{
  g_free (self->form);
  g_free (self->lang);
  g_free (self->name);
  g_free (self->name_lang);
  g_ptr_array_unref (self->reasons);
  g_free (self);
}

static void
clear_search (Search *self)
{
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_clear_pointer (&self->blocks, g_hash_table_unref);
  g_clear_pointer (&self->folded, g_hash_table_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, clear_search)

/* --- What the registers have */

static void
index_known (Search *self, Known *known)
{
  g_auto (GStrv) blocks = tri_name_key_list_blocks (known->key);
  guint position = self->known->len;

  for (guint i = 0; blocks[i] != NULL; i++)
    {
      GArray *list = g_hash_table_lookup (self->blocks, blocks[i]);

      if (list == NULL)
        {
          list = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (self->blocks, g_strdup (blocks[i]), list);
        }
      g_array_append_val (list, position);
    }
  g_ptr_array_add (self->known, known);
}

/* Titles of works and names of events are translated, not spelt. */
static gboolean
read_known (Search *self, GError **error)
{
  static const char sql[] = "SELECT e.id, e.type, n.lang, n.name, n.folded"
                            " FROM work_registers AS w"
                            " CROSS JOIN entities AS e ON e.register = w.register"
                            " CROSS JOIN entity_names AS n ON n.entity = e.id"
                            " WHERE w.work = ? ORDER BY e.id, n.ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->work);
  while (tri_library_next (self->library, statement, &failed))
    {
      guint type = tri_statement_get_enum (statement, 1, TRI_N_ENTITY_TYPES);
      Known *known;

      g_hash_table_add (self->folded, tri_statement_dup_text (statement, 4));
      if (type > TRI_ENTITY_ORGANISATION)
        continue;
      known = g_new0 (Known, 1);
      known->entity = sqlite3_column_int64 (statement, 0);
      known->type = (TriEntityType) type;
      known->name = tri_statement_dup_text (statement, 3);
      known->key = tri_name_key_new (known->name, tri_statement_get_text (statement, 2));
      index_known (self, known);
    }
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* --- What the texts have */

static GArray *
list_taken (Search *self, gint64 passage, GError **error)
{
  static const char sql[] = "SELECT start, stop FROM mentions WHERE passage = ?1"
                            " UNION ALL SELECT start, stop FROM refusals WHERE passage = ?1"
                            " UNION ALL SELECT start, stop FROM dates WHERE passage = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  g_autoptr (GArray) taken = tri_range_array_new ();
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, passage);
  while (tri_library_next (self->library, statement, &failed))
    {
      TriRange range = { (guint) sqlite3_column_int (statement, 0),
                         (guint) sqlite3_column_int (statement, 1) };

      g_array_append_val (taken, range);
    }
  if (!failed)
    return g_steal_pointer (&taken);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

static gboolean
read_passage (Search *self, TriNameForms *forms, TriStatement *statement, GError **error)
{
  gint64 passage = sqlite3_column_int64 (statement, 0);
  g_autoptr (GArray) taken = list_taken (self, passage, error);

  if (taken == NULL)
    return FALSE;
  tri_name_forms_read (forms,
                       passage,
                       tri_statement_get_text (statement, 1),
                       (const TriRange *) (gpointer) taken->data,
                       taken->len);
  return TRUE;
}

static gboolean
read_text (Search *self, TriNameForms *forms, gint64 text, GError **error)
{
  static const char sql[] = "SELECT id, content FROM passages WHERE text = ? ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, text);
  while (!g_cancellable_set_error_if_cancelled (self->cancellable, &failed)
         && tri_library_next (self->library, statement, &failed))
    if (!read_passage (self, forms, statement, &failed))
      break;
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* (element-type Group) */
static GPtrArray *
list_groups (Search *self, GError **error)
{
  static const char sql[] = "SELECT id, lang FROM texts WHERE work = ? ORDER BY ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (group_free);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, self->work);
  while (tri_library_next (self->library, statement, &failed))
    {
      const char *lang = tri_statement_get_text (statement, 1);
      gint64 text = sqlite3_column_int64 (statement, 0);
      Group *group = NULL;

      for (guint i = 0; i < groups->len && group == NULL; i++)
        if (g_str_equal (((Group *) g_ptr_array_index (groups, i))->lang, lang))
          group = g_ptr_array_index (groups, i);
      if (group == NULL)
        {
          group = g_new0 (Group, 1);
          group->lang = g_strdup (lang);
          group->texts = g_array_new (FALSE, FALSE, sizeof (gint64));
          g_ptr_array_add (groups, group);
        }
      g_array_append_val (group->texts, text);
    }
  if (!failed)
    return g_steal_pointer (&groups);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/* --- What goes together */

static gboolean
is_decided (Search *self, const char *lang, const char *folded, gint64 entity)
{
  static const char sql[] = "SELECT 1 FROM name_decisions WHERE work = ?1 AND lang = ?2"
                            " AND folded = ?3 AND entity = ?4";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->work);
  tri_statement_bind_text (statement, 2, lang);
  tri_statement_bind_text (statement, 3, folded);
  sqlite3_bind_int64 (statement, 4, entity);
  return tri_library_next (self->library, statement, NULL);
}

/* The best of the names that share a key with the form, and that the reader did not reject. */
static const Known *
find_best (Search *self, const TriNameKey *key, float *best)
{
  g_auto (GStrv) blocks = tri_name_key_list_blocks (key);
  const Known *found = NULL;

  *best = MIN_SCORE;
  for (guint i = 0; blocks[i] != NULL; i++)
    {
      const GArray *list = g_hash_table_lookup (self->blocks, blocks[i]);

      for (guint j = 0; list != NULL && j < list->len; j++)
        {
          const Known *known = g_ptr_array_index (self->known, g_array_index (list, guint, j));
          float score = tri_name_match (key, known->key, known->type, NULL);

          if (score < *best || (found != NULL && score <= *best)
              || tri_name_is_made_of (key, known->key, known->type)
              || is_decided (self, key->lang, key->folded, known->entity))
            continue;
          *best = score;
          found = known;
        }
    }
  return found;
}

/* A form that is part of a name as it stands is no matter of spelling. */
static gboolean
is_of_spelling (const GPtrArray *reasons)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      const TriNameReason *reason = g_ptr_array_index (reasons, i);

      if (reason->kind != TRI_NAME_REASON_LEFT_OUT && reason->kind != TRI_NAME_REASON_ORDER)
        return TRUE;
    }
  return FALSE;
}

static void
suggest (Search *self, const TriNameForm *form, const char *lang)
{
  g_autoptr (TriNameKey) key = tri_name_key_new (form->form, lang);
  float score;
  const Known *known = find_best (self, key, &score);
  TriNameSuggestion *suggestion;

  if (known == NULL)
    return;
  suggestion = g_new0 (TriNameSuggestion, 1);
  suggestion->form = g_strdup (form->form);
  suggestion->lang = g_strdup (lang);
  suggestion->entity = known->entity;
  suggestion->type = known->type;
  suggestion->name = g_strdup (known->name);
  suggestion->name_lang = g_strdup (known->key->lang);
  suggestion->score = (double) score;
  suggestion->reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_name_reason_free);
  suggestion->n = form->n;
  suggestion->passage = form->passage;
  suggestion->text = tri_library_ask (self->library,
                                      "SELECT text FROM passages WHERE id = ?",
                                      form->passage,
                                      0);
  suggestion->start = form->start;
  suggestion->end = form->end;
  tri_name_match (key, known->key, known->type, suggestion->reasons);
  if (is_of_spelling (suggestion->reasons))
    g_ptr_array_add (self->found, suggestion);
  else
    tri_name_suggestion_free (suggestion);
}

static gboolean
search_group (Search *self, const Group *group, GError **error)
{
  g_autoptr (TriNameForms) forms = tri_name_forms_new ();
  g_autoptr (GPtrArray) list = NULL;

  for (guint i = 0; i < group->texts->len; i++)
    if (!read_text (self, forms, g_array_index (group->texts, gint64, i), error))
      return FALSE;
  list = tri_name_forms_list (forms);
  for (guint i = 0; i < list->len; i++)
    {
      const TriNameForm *form = g_ptr_array_index (list, i);

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (!g_hash_table_contains (self->folded, form->folded))
        suggest (self, form, group->lang);
    }
  return TRUE;
}

/* The likeliest first; then where most is gained. */
static int
compare_suggestions (gconstpointer a, gconstpointer b)
{
  const TriNameSuggestion *one = *(TriNameSuggestion *const *) a;
  const TriNameSuggestion *other = *(TriNameSuggestion *const *) b;

  if (one->score != other->score)
    return one->score < other->score ? 1 : -1;
  if (one->n != other->n)
    return one->n < other->n ? 1 : -1;
  return g_strcmp0 (one->form, other->form);
}

/**
 * tri_library_list_name_suggestions:
 *
 * Returns: (transfer full) (element-type TriNameSuggestion): the likeliest first
 */
GPtrArray *
tri_library_list_name_suggestions (TriLibrary *self,
                                   gint64 work,
                                   guint limit,
                                   GCancellable *cancellable,
                                   GError **error)
{
  g_auto (Search) search = { self, work, cancellable };
  g_autoptr (GPtrArray) groups = NULL;

  search.known = g_ptr_array_new_with_free_func (known_free);
  search.blocks = g_hash_table_new_full (g_str_hash,
                                         g_str_equal,
                                         g_free,
                                         (GDestroyNotify) g_array_unref);
  search.folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  search.found = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_name_suggestion_free);
  groups = list_groups (&search, error);
  if (!groups || !read_known (&search, error))
    return NULL;
  for (guint i = 0; i < groups->len; i++)
    if (!search_group (&search, g_ptr_array_index (groups, i), error))
      return NULL;
  g_ptr_array_sort (search.found, compare_suggestions);
  if (search.found->len > limit)
    g_ptr_array_set_size (search.found, (gint) limit);
  return g_steal_pointer (&search.found);
}
