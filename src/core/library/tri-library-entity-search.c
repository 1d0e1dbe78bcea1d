/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-entity-search.h"

#include "library/tri-entity-index.h"
#include "library/tri-library-private.h"
#include "tri-fold.h"

#include <string.h>

/* Fewer letters are spelt like too many names. */
#define MIN_LETTERS 3
/* So many names are compared with what was typed. */
#define MAX_COMPARED 3000
/* The beginning of a word is less than the word. */
#define PRICE_OF_PREFIX 0.05f
/* Less is not shown: of what was typed, of the beginning of a word. */
#define MIN_SCORE 0.72f
#define MIN_PREFIX 0.8f

/* A name that was found. */
typedef struct
{
  guint form;
  TriEntityHitKind kind;
  float score;
  /* By which of the spellings what was typed is nearest. */
  guint lang;
} Found;

typedef struct
{
  TriLibrary *library;
  gint64 work;
  GCancellable *cancellable;
  TriEntityIndex *index;
  char *folded;
  char **words;
  /* (element-type TriNameKey): what was typed, read by the spelling of each language. */
  GPtrArray *keys;
  GArray *found;
  /* The entities of @found. */
  GHashTable *entities;
} Search;

static void
clear_search (Search *self)
{
  g_free (self->folded);
  g_strfreev (self->words);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->found, g_array_unref);
  g_clear_pointer (&self->entities, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, clear_search)

void
tri_entity_hit_free (TriEntityHit *self)
{
  g_free (self->name);
  g_free (self->form);
  g_free (self->lang);
  g_clear_pointer (&self->reasons, g_ptr_array_unref);
  g_free (self);
}

/* --- As it is typed */

static gboolean
is_apart (gunichar c)
{
  return !g_unichar_isalnum (c) && !g_unichar_ismark (c);
}

static char **
split (const char *folded)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  const char *start = NULL;

  for (const char *at = folded;; at = g_utf8_next_char (at))
    {
      gboolean apart = is_apart (g_utf8_get_char (at));

      if (apart && start != NULL)
        {
          g_autofree char *word = g_strndup (start, (gsize) (at - start));

          g_strv_builder_add (words, word);
          start = NULL;
        }
      else if (!apart && start == NULL)
        start = at;
      if (*at == '\0')
        return g_strv_builder_end (words);
    }
}

/* The next place from @at on, before @end, where a word begins with @word. */
static const char *
find_word (const char *at, const char *end, const char *word)
{
  gsize length = strlen (word);

  for (; (at = memmem (at, (gsize) (end - at), word, length)) != NULL; at += length)
    if (is_apart (g_utf8_get_char (g_utf8_prev_char (at))))
      return at;
  return NULL;
}

static const char *
get_longest (char **words)
{
  const char *longest = words[0];

  for (guint i = 1; words[i] != NULL; i++)
    if (strlen (words[i]) > strlen (longest))
      longest = words[i];
  return longest;
}

static gboolean
judge (const Search *self, const char *start, const char *end, TriEntityHitKind *kind)
{
  gsize length = strlen (self->folded);

  *kind = TRI_ENTITY_HIT_WORDS;
  if ((gsize) (end - start) >= length && memcmp (start, self->folded, length) == 0)
    *kind = (gsize) (end - start) == length ? TRI_ENTITY_HIT_EXACT : TRI_ENTITY_HIT_PREFIX;
  else
    for (guint i = 0; self->words[i] != NULL; i++)
      if (find_word (start, end, self->words[i]) == NULL)
        return FALSE;
  return TRUE;
}

static void
find_typed (Search *self)
{
  const GString *folded = self->index->folded;
  const char *end = folded->str + folded->len;
  const char *longest = get_longest (self->words);

  for (const char *at = folded->str; (at = find_word (at, end, longest)) != NULL;)
    {
      guint form = tri_entity_index_find_form (self->index, (gsize) (at - folded->str));
      const TriEntityForm *known = &g_array_index (self->index->forms, TriEntityForm, form);
      const char *start = folded->str + known->offset;
      const char *stop = memchr (start, '\n', (gsize) (end - start));
      Found found = { form, 0, 1, 0 };

      if (judge (self, start, stop, &found.kind))
        {
          g_array_append_val (self->found, found);
          g_hash_table_add (self->entities, g_memdup2 (&known->entity, sizeof known->entity));
        }
      at = stop;
    }
}

/* --- In another spelling */

/* The name with its @word cut behind so many sounds. */
static TriNameKey *
cut (const TriNameKey *name, guint cut_word, guint n_sounds)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < name->words->len; i++)
    {
      const TriNameWord *word = tri_name_key_get_word (name, i);
      const TriNameSound *last = n_sounds > 0 ? &word->sounds[n_sounds - 1] : NULL;

      if (i > 0)
        g_string_append_c (text, ' ');
      if (i == cut_word && last != NULL)
        g_string_append_len (text, word->text, last->start + last->length);
      else
        g_string_append (text, word->text);
    }
  return tri_name_key_new (text->str, name->lang);
}

/* The name up to where its word that begins most like the last one typed is as long as that. */
static TriNameKey *
cut_alike (const TriNameKey *typed, const TriNameKey *name)
{
  const TriNameWord *last = tri_name_key_get_word (typed, typed->words->len - 1);
  float best = MIN_PREFIX;
  guint best_word = 0;
  guint best_n = 0;

  for (guint i = 0; i < name->words->len; i++)
    {
      const TriNameWord *word = tri_name_key_get_word (name, i);
      guint longest = MIN (word->n_sounds, last->n_sounds + 1);

      for (guint n = MAX (last->n_sounds, 2) - 1; n <= longest; n++)
        {
          float alike = tri_name_sounds_compare (last->sounds,
                                                 last->n_sounds,
                                                 word->sounds,
                                                 n,
                                                 NULL);

          if (n < word->n_sounds && alike > best)
            {
              best = alike;
              best_word = i;
              best_n = n;
            }
        }
    }
  return best_n > 0 ? cut (name, best_word, best_n) : NULL;
}

/* How alike what was typed is to a name, or to the beginning of it. */
static float
match (const TriNameKey *typed, const TriNameKey *name, TriEntityType type, GPtrArray *reasons)
{
  float whole = tri_name_match (typed, name, type, NULL);
  g_autoptr (TriNameKey) start = whole < 0.95f ? cut_alike (typed, name) : NULL;
  float prefix = start != NULL ? tri_name_match (typed, start, type, NULL) - PRICE_OF_PREFIX : 0;

  if (reasons != NULL)
    tri_name_match (typed, prefix > whole ? start : name, type, reasons);
  return MAX (whole, prefix);
}

static TriNameKey *
read_name (Search *self, guint form, TriEntityType *type, char **written, GError **error)
{
  static const char sql[] = "SELECT n.name, n.lang, e.type FROM entity_names AS n"
                            " JOIN entities AS e ON e.id = n.entity"
                            " WHERE n.entity = ?1 AND n.ord = ?2";
  const TriEntityForm *known = &g_array_index (self->index->forms, TriEntityForm, form);
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, known->entity);
  sqlite3_bind_int64 (statement, 2, known->ord);
  if (!tri_library_next (self->library, statement, error))
    return NULL;
  *type = (TriEntityType) tri_statement_get_enum (statement, 2, TRI_N_ENTITY_TYPES);
  if (written != NULL)
    *written = tri_statement_dup_text (statement, 0);
  return tri_name_key_new (tri_statement_get_text (statement, 0),
                           tri_statement_get_text (statement, 1));
}

static gboolean
compare_name (Search *self, guint form, GError **error)
{
  const TriEntityForm *known = &g_array_index (self->index->forms, TriEntityForm, form);
  g_autoptr (TriNameKey) name = NULL;
  g_autoptr (GError) failed = NULL;
  Found found = { form, TRI_ENTITY_HIT_SPELLING, 0, 0 };
  TriEntityType type;

  if (g_hash_table_contains (self->entities, &known->entity))
    return TRUE;
  name = read_name (self, form, &type, NULL, &failed);
  for (guint i = 0; i < self->keys->len && name != NULL; i++)
    {
      float score = match (g_ptr_array_index (self->keys, i), name, type, NULL);

      if (score > found.score)
        {
          found.score = score;
          found.lang = i;
        }
    }
  if (found.score >= MIN_SCORE)
    g_array_append_val (self->found, found);
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static GArray *
list_alike (Search *self, guint lang, GError **error)
{
  const TriNameKey *key = g_ptr_array_index (self->keys, lang);
  const TriNameWord *last = tri_name_key_get_word (key, key->words->len - 1);
  g_auto (GStrv) blocks = tri_name_key_list_blocks (key);
  g_autofree char *prefix = tri_name_word_dup_prefix (last);

  return tri_entity_index_list_alike (self->index,
                                      self->library,
                                      (const char *const *) blocks,
                                      prefix,
                                      MAX_COMPARED / self->keys->len,
                                      self->cancellable,
                                      error);
}

static gboolean
find_alike (Search *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->keys->len; i++)
    {
      g_autoptr (GArray) forms = list_alike (self, i, error);

      if (forms == NULL)
        return FALSE;
      for (guint j = 0; j < forms->len; j++)
        {
          guint form = g_array_index (forms, guint, j);

          if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
            return FALSE;
          if (g_hash_table_add (seen, GUINT_TO_POINTER (form + 1))
              && !compare_name (self, form, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* What was typed, read by each spelling that makes something else of it. */
static void
read_typed (Search *self, const char *typed)
{
  GDestroyNotify free_key = (GDestroyNotify) tri_name_key_free;

  self->keys = g_ptr_array_new_with_free_func (free_key);
  for (guint i = 0; i < self->index->langs->len; i++)
    {
      TriNameKey *key = tri_name_key_new (typed, g_ptr_array_index (self->index->langs, i));

      if (key->words->len > 0)
        g_ptr_array_add (self->keys, key);
      else
        tri_name_key_free (key);
    }
}

/* --- What was found */

static int
compare_found (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Search *self = user_data;
  const Found *one = a;
  const Found *other = b;
  const TriEntityForm *x = &g_array_index (self->index->forms, TriEntityForm, one->form);
  const TriEntityForm *y = &g_array_index (self->index->forms, TriEntityForm, other->form);

  if (one->kind != other->kind)
    return one->kind < other->kind ? -1 : 1;
  if (one->score != other->score)
    return one->score > other->score ? -1 : 1;
  if (x->n != y->n)
    return x->n > y->n ? -1 : 1;
  return one->form < other->form ? -1 : one->form > other->form;
}

static char *
dup_first_name (Search *self, gint64 entity)
{
  static const char sql[] = "SELECT name FROM entity_names WHERE entity = ? ORDER BY ord LIMIT 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);

  if (!statement)
    return g_strdup ("");
  sqlite3_bind_int64 (statement, 1, entity);
  return tri_library_next (self->library, statement, NULL) ? tri_statement_dup_text (statement, 0)
                                                           : g_strdup ("");
}

static TriEntityHit *
new_hit (Search *self, const Found *found, GError **error)
{
  const TriEntityForm *form = &g_array_index (self->index->forms, TriEntityForm, found->form);
  g_autoptr (TriEntityHit) hit = g_new0 (TriEntityHit, 1);
  g_autoptr (TriNameKey) name = NULL;

  name = read_name (self, found->form, &hit->type, &hit->form, error);
  if (name == NULL)
    return NULL;
  hit->entity = form->entity;
  hit->n = form->n;
  hit->lang = g_strdup (name->lang);
  hit->name = dup_first_name (self, form->entity);
  hit->kind = found->kind;
  hit->score = (double) found->score;
  hit->reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_name_reason_free);
  if (found->kind == TRI_ENTITY_HIT_SPELLING)
    match (g_ptr_array_index (self->keys, found->lang), name, hit->type, hit->reasons);
  return g_steal_pointer (&hit);
}

/* The best form of each entity. */
static GPtrArray *
list_hits (Search *self, guint limit, GError **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (
      (GDestroyNotify) tri_entity_hit_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  g_array_sort_with_data (self->found, compare_found, self);
  for (guint i = 0; i < self->found->len && hits->len < limit; i++)
    {
      const Found *found = &g_array_index (self->found, Found, i);
      TriEntityForm *form = &g_array_index (self->index->forms, TriEntityForm, found->form);
      g_autoptr (GError) failed = NULL;
      TriEntityHit *hit;

      if (!g_hash_table_add (seen, &form->entity))
        continue;
      hit = new_hit (self, found, &failed);
      if (hit != NULL)
        g_ptr_array_add (hits, hit);
      else if (failed)
        {
          g_propagate_error (error, g_steal_pointer (&failed));
          return NULL;
        }
    }
  return g_steal_pointer (&hits);
}

/**
 * tri_library_search_entities:
 * @words: what was typed; its last word may be the beginning of one
 *
 * Other spellings are looked for when what is spelt as typed does not fill the list.
 *
 * Returns: (transfer full) (element-type TriEntityHit): the best first
 */
GPtrArray *
tri_library_search_entities (TriLibrary *self,
                             gint64 work,
                             const char *words,
                             guint limit,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autofree char *typed = g_strstrip (g_strdup (words));
  g_auto (Search) search = { self, work, cancellable };

  search.folded = tri_fold (typed);
  search.words = split (search.folded);
  search.found = g_array_new (FALSE, FALSE, sizeof (Found));
  search.entities = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  search.index = tri_entity_index_get (self, work, cancellable, error);
  if (search.index == NULL)
    return NULL;
  if (search.words[0] == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) tri_entity_hit_free);
  find_typed (&search);
  read_typed (&search, typed);
  if (g_hash_table_size (search.entities) < limit
      && g_utf8_strlen (search.folded, -1) >= MIN_LETTERS && search.keys->len > 0
      && !find_alike (&search, error))
    return NULL;
  return list_hits (&search, limit, error);
}
