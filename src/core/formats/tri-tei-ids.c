/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-ids.h"

#include "formats/tri-tei-keys.h"
#include "formats/tri-tei-markup.h"
#include "library/tri-library-export.h"

/* The keys of a work are the xml:ids of its file wherever they can be. Where another part has the
 * same key, or the key is no name, the id begins with that of its text: a reader takes
 * "text-2." off again. What has no key (sentences, pieces of mentions, texts) gets ids that no key
 * of this work looks like. */
struct _TriTeiIds
{
  TriLibrary *library;
  TriWork *work;
  char *text_stem;      /* "text-", or with more hyphens */
  char *dots;           /* "." or more, before what is a part of a passage */
  GHashTable *entities; /* row → xml:id */
  GHashTable *taken;    /* the xml:ids of the entities */
  GHashTable *shared;   /* keys that several texts have */
  GHashTable *kept;     /* the xml:ids of elements that are no passages */
  gboolean all_shared;  /* there are too many of them */
  gboolean asks;        /* or texts: nobody looked */
  guint n_hyphens;
  guint n_dots;
  gint64 text; /* the row of the text that was asked for last, and how its ids may begin */
  char *text_prefix;
};

/* More keys that several texts have are not remembered: all ids begin with those of their texts
 * then. */
#define MAX_SHARED 4096
#define MAX_TRIES 32

/* "…text---": how many hyphens behind it, or 0. */
static guint
count_stem (const char *key)
{
  guint n = 0;

  if (!g_str_has_prefix (key, "text"))
    return 0;
  while (key[4 + n] == '-')
    n++;
  return n;
}

/* The longest run of dots before what is a part of a passage. */
static guint
count_dots (const char *key)
{
  guint longest = 0;

  for (const char *at = strchr (key, '.'); at; at = strchr (at, '.'))
    {
      guint n = 0;

      while (at[n] == '.')
        n++;
      at += n;
      if ((*at == 's' || *at == 'm') && g_ascii_isdigit (at[1]))
        longest = MAX (longest, n);
    }
  return longest;
}

static void
look_at_key (const char *key, guint n, gpointer data)
{
  TriTeiIds *self = data;

  self->n_hyphens = MAX (self->n_hyphens, MIN (count_stem (key) + 1, MAX_TRIES));
  self->n_dots = MAX (self->n_dots, MIN (count_dots (key) + 1, MAX_TRIES));
  if (n == 0)
    self->asks = TRUE;
  if (n < 2 || self->all_shared)
    return;
  if (g_hash_table_size (self->shared) < MAX_SHARED)
    g_hash_table_add (self->shared, g_strdup (key));
  else
    self->all_shared = TRUE;
}

static char *
repeat (const char *stem, char c, guint n)
{
  g_autofree char *rest = g_strnfill (n, c);

  return g_strconcat (stem, rest, NULL);
}

/**
 * tri_tei_ids_new:
 *
 * Looks at every key of the work.
 *
 * Returns: (transfer full) (nullable): the ids of a file that is about to be written; entities are
 * added first
 */
TriTeiIds *
tri_tei_ids_new (TriLibrary *library, TriWork *work, GError **error)
{
  g_autoptr (TriTeiIds) self = g_new0 (TriTeiIds, 1);

  self->library = g_object_ref (library);
  self->work = g_object_ref (work);
  self->entities = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->taken = g_hash_table_new (g_str_hash, g_str_equal);
  self->shared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->n_hyphens = 1;
  self->n_dots = 1;
  if (!tri_library_foreach_key (library, work, look_at_key, self, error))
    return NULL;
  self->text_stem = repeat ("text", '-', self->n_hyphens);
  self->dots = repeat ("", '.', self->n_dots);
  return g_steal_pointer (&self);
}

void
tri_tei_ids_free (TriTeiIds *self)
{
  g_object_unref (self->library);
  g_object_unref (self->work);
  g_free (self->text_stem);
  g_free (self->dots);
  g_free (self->text_prefix);
  g_hash_table_unref (self->shared);
  g_hash_table_unref (self->kept);
  g_hash_table_unref (self->taken);
  g_hash_table_unref (self->entities);
  g_free (self);
}

static gboolean
is_part (TriTeiIds *self, const char *key)
{
  for (const char *at = strstr (key, self->dots); at; at = strstr (at + 1, self->dots))
    {
      const char *end = at + strlen (self->dots);

      if ((*end == 's' || *end == 'm') && g_ascii_isdigit (end[1]))
        return TRUE;
    }
  return FALSE;
}

/**
 * tri_tei_ids_add_entity:
 *
 * Chooses the id of an entity: its key, or what says it (tri_tei_key_to_id()), unless another
 * register has the same one.
 */
void
tri_tei_ids_add_entity (TriTeiIds *self, TriEntity *entity)
{
  const char *key = entity->key;
  g_autoptr (GString) id = g_string_new (key);
  g_autofree char *made = NULL;

  if (!tri_tei_key_is_id (key)
      || g_str_has_prefix (key, self->text_stem)
      || is_part (self, key))
    {
      made = key ? tri_tei_key_to_id (key) : NULL;
      g_string_assign (id, made ? made : "");
    }
  if (id->len == 0)
    g_string_printf (id, "entity-%" G_GINT64_FORMAT, entity->id);
  while (g_hash_table_contains (self->taken, id->str))
    g_string_append_printf (id, "-%" G_GINT64_FORMAT, entity->id);

  g_hash_table_insert (self->entities,
                       g_memdup2 (&entity->id, sizeof entity->id),
                       g_strdup (id->str));
  g_hash_table_add (self->taken, g_hash_table_lookup (self->entities, &entity->id));
}

/**
 * tri_tei_ids_get_entity:
 *
 * Returns: (transfer none) (nullable): the xml:id of an entity that was added
 */
const char *
tri_tei_ids_get_entity (TriTeiIds *self, gint64 entity)
{
  return g_hash_table_lookup (self->entities, &entity);
}

/**
 * tri_tei_ids_dup_text:
 *
 * Returns: (transfer full): the xml:id of a text
 */
char *
tri_tei_ids_dup_text (TriTeiIds *self, TriText *text)
{
  return g_strdup_printf ("%s%u", self->text_stem, text->ord + 1);
}

static gboolean
is_shared (TriTeiIds *self, gint64 text, const char *key)
{
  if (self->all_shared || g_hash_table_contains (self->shared, key))
    return TRUE;
  return self->asks && tri_library_is_key_shared (self->library, text, key);
}

static const char *
get_text_prefix (TriTeiIds *self, gint64 text)
{
  TriText *found = NULL;

  if (self->text_prefix && self->text == text)
    return self->text_prefix;
  found = tri_work_get_text (self->work, text);
  g_free (self->text_prefix);
  self->text_prefix = found ? tri_tei_ids_dup_text (self, found) : g_strdup ("text");
  self->text = text;
  return self->text_prefix;
}

/**
 * tri_tei_ids_append_key:
 * @text: the row of a text
 * @key: of a passage in it
 *
 * Appends the xml:id of that passage.
 */
void
tri_tei_ids_append_key (TriTeiIds *self, GString *out, gint64 text, const char *key)
{
  gboolean is_name = tri_tei_is_name (key);

  if (is_name && !g_hash_table_contains (self->taken, key) && !is_shared (self, text, key))
    {
      g_string_append (out, key);
      return;
    }
  g_string_append (out, get_text_prefix (self, text));
  if (is_name || tri_tei_is_name_end (key))
    {
      g_string_append_c (out, '.');
      g_string_append (out, key);
    }
  else
    {
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);

      g_string_append_printf (out, ".x-%.16s", hash);
    }
}

/**
 * tri_tei_ids_append_passage:
 *
 * Appends the xml:id of a passage.
 */
void
tri_tei_ids_append_passage (TriTeiIds *self, GString *out, const TriPassage *passage)
{
  tri_tei_ids_append_key (self, out, passage->text, passage->key);
}

/**
 * tri_tei_ids_append_sentence:
 * @sentence: its index
 *
 * Appends what makes of the xml:id of a passage that of a sentence in it.
 */
void
tri_tei_ids_append_sentence (TriTeiIds *self, GString *out, guint sentence)
{
  g_string_append (out, self->dots);
  g_string_append_c (out, 's');
  tri_tei_append_number (out, sentence + 1);
}

/**
 * tri_tei_ids_append_piece_stem:
 *
 * Appends what makes of the xml:id of a passage the beginning of those of pieces in it.
 */
void
tri_tei_ids_append_piece_stem (TriTeiIds *self, GString *out)
{
  g_string_append (out, self->dots);
  g_string_append_c (out, 'm');
}

/* How many ids of elements that are no passages are remembered. */
#define MAX_KEPT 65536

/**
 * tri_tei_ids_take:
 * @id: what an element of a text had as its xml:id
 *
 * Returns: whether it can have it again: nothing else is called so
 */
gboolean
tri_tei_ids_take (TriTeiIds *self, const char *id)
{
  if (!tri_tei_is_name (id)
      || g_hash_table_contains (self->taken, id)
      || g_hash_table_contains (self->kept, id)
      || g_hash_table_size (self->kept) >= MAX_KEPT
      || g_str_has_prefix (id, self->text_stem)
      || is_part (self, id)
      || tri_library_has_key (self->library, self->work->id, id))
    return FALSE;
  g_hash_table_add (self->kept, g_strdup (id));
  return TRUE;
}

/**
 * tri_tei_ids_dup_division:
 *
 * Returns: (transfer full): the xml:id of a division; passages and entities go first
 */
char *
tri_tei_ids_dup_division (TriTeiIds *self, TriDivision *division)
{
  TriText *text = tri_work_get_text (self->work, division->text);
  g_autofree char *prefix = text ? tri_tei_ids_dup_text (self, text) : g_strdup ("text");

  if (tri_tei_is_name (division->key)
      && !g_hash_table_contains (self->taken, division->key)
      && tri_library_is_division_key_unique (self->library, division->text, division->key))
    return g_strdup (division->key);
  return g_strdup_printf ("%s-division-%" G_GINT64_FORMAT, prefix, division->id);
}
