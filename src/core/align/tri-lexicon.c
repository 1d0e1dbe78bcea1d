/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-lexicon-private.h"

#include "tri-error.h"
#include "tri-fold.h"
#include "tri-language.h"
#include "tri-seeds-resource.h"

#include <gio/gio.h>

#define SEEDS "/org/triptych/seeds/"

typedef struct
{
  char *words[2];
  double count;
} Pair;

struct _TriLexicon
{
  GArray *pairs;         /* (element-type Pair) */
  GHashTable *totals[2]; /* word → TriLexiconTotal */
};

static void
pair_clear (gpointer data)
{
  Pair *pair = data;

  g_free (pair->words[0]);
  g_free (pair->words[1]);
}

/**
 * tri_lexicon_new:
 *
 * Words of one language and what they are in another, with the number of times they were seen to
 * correspond. Returns an empty one.
 *
 * Returns: (transfer full): a lexicon
 */
TriLexicon *
tri_lexicon_new (void)
{
  TriLexicon *self = g_new0 (TriLexicon, 1);

  self->pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_array_set_clear_func (self->pairs, pair_clear);
  for (guint side = 0; side < 2; side++)
    self->totals[side] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
tri_lexicon_free (TriLexicon *self)
{
  if (!self)
    return;
  g_array_unref (self->pairs);
  g_hash_table_unref (self->totals[0]);
  g_hash_table_unref (self->totals[1]);
  g_free (self);
}

static TriLexiconTotal *
get_total (TriLexicon *self, guint side, const char *word)
{
  TriLexiconTotal *total = g_hash_table_lookup (self->totals[side], word);

  if (!total)
    {
      total = g_new0 (TriLexiconTotal, 1);
      g_hash_table_insert (self->totals[side], g_strdup (word), total);
    }
  return total;
}

/**
 * tri_lexicon_add:
 * @word_a: UTF-8; case and accents do not matter
 * @count: how often the two were seen to correspond
 *
 * Adds a pair of words. When one of them is "*", @count is how often the other one was seen at all;
 * without that the counts of its pairs are added up.
 */
void
tri_lexicon_add (TriLexicon *self, const char *word_a, const char *word_b, double count)
{
  Pair pair = { { tri_fold (word_a), tri_fold (word_b) }, MAX (count, 0) };

  for (guint side = 0; side < 2; side++)
    if (strcmp (pair.words[side], TRI_LEXICON_ANY) == 0)
      {
        get_total (self, !side, pair.words[!side])->said = pair.count;
        pair_clear (&pair);
        return;
      }
  for (guint side = 0; side < 2; side++)
    get_total (self, side, pair.words[side])->sum += pair.count;
  g_array_append_val (self->pairs, pair);
}

guint
tri_lexicon_get_n_pairs (const TriLexicon *self)
{
  return self->pairs->len;
}

void
tri_lexicon_get_pair (const TriLexicon *self, guint i, const char *words[2], double *count)
{
  const Pair *pair = &g_array_index (self->pairs, Pair, i);

  words[0] = pair->words[0];
  words[1] = pair->words[1];
  *count = pair->count;
}

/* (element-type utf8 TriLexiconTotal) */
GHashTable *
tri_lexicon_get_totals (const TriLexicon *self, guint side)
{
  return self->totals[side];
}

/* One line: two words and a count, parted by white space; the count may be missing. */
static gboolean
read_line (TriLexicon *self, char *line, gboolean swapped)
{
  const char *fields[3] = { NULL, NULL, "1" };
  guint n = 0;
  char *end = NULL;
  double count;

  g_strdelimit (line, "\t\r", ' ');
  for (char *save = NULL, *field = strtok_r (line, " ", &save); field;
       field = strtok_r (NULL, " ", &save), n++)
    if (n < 3)
      fields[n] = field;
  if (n == 0 || fields[0][0] == '#')
    return TRUE;
  count = g_ascii_strtod (fields[2], &end);
  if (n < 2 || n > 3 || *end || !(count >= 0) || count > G_MAXINT)
    return FALSE;
  tri_lexicon_add (self, fields[swapped], fields[!swapped], count);
  return TRUE;
}

static TriLexicon *
parse (char *text, const char *name, gboolean swapped, GError **error)
{
  g_autoptr (TriLexicon) self = tri_lexicon_new ();
  guint n = 1;

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, TRI_ERROR, TRI_ERROR_SYNTAX, "%s: not UTF-8", name);
      return NULL;
    }
  for (char *line = text, *next; line; line = next, n++)
    {
      next = strchr (line, '\n');
      if (next)
        *next++ = '\0';
      if (!read_line (self, line, swapped))
        {
          g_set_error (error,
                       TRI_ERROR,
                       TRI_ERROR_SYNTAX,
                       "%s:%u: two words and a count are expected",
                       name,
                       n);
          return NULL;
        }
    }
  return g_steal_pointer (&self);
}

/**
 * tri_lexicon_new_from_file:
 * @file: a path
 *
 * Reads a lexicon: on each line a word, its counterpart and a count, parted by white space; see
 * tri_lexicon_add(). Empty lines and such that begin with # say nothing.
 *
 * Returns: (transfer full): the lexicon, or %NULL with %TRI_ERROR_SYNTAX or a file error
 */
TriLexicon *
tri_lexicon_new_from_file (const char *file, GError **error)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents (file, &text, NULL, error))
    return NULL;
  return parse (text, file, FALSE, error);
}

static TriLexicon *
load_seed (const char *name, gboolean swapped)
{
  g_autofree char *path = g_strconcat (SEEDS, name, ".lex", NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  static gsize registered = 0;

  if (g_once_init_enter (&registered))
    {
      tri_seeds_resource_register_resource ();
      g_once_init_leave (&registered, 1);
    }
  bytes = g_resource_lookup_data (tri_seeds_resource_get_resource (),
                                  path,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE,
                                  NULL);
  if (!bytes)
    return NULL;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return parse (text, path, swapped, NULL);
}

/**
 * tri_lexicon_new_seed:
 *
 * Finds the small lexicon that comes with the program: words counted in Bibles that are in the
 * public domain.
 *
 * Returns: (transfer full) (nullable): the lexicon; %NULL when there is none for the two languages
 */
TriLexicon *
tri_lexicon_new_seed (const char *lang_a, const char *lang_b)
{
  static const char *const pairs[][2] = { { "en", "fr" }, { "en", "nl" }, { "fr", "nl" } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (guint swapped = 0; swapped < 2; swapped++)
      if (tri_language_matches (lang_a, pairs[i][swapped])
          && tri_language_matches (lang_b, pairs[i][!swapped]))
        {
          g_autofree char *name = g_strconcat (pairs[i][0], "-", pairs[i][1], NULL);

          return load_seed (name, (gboolean) swapped);
        }
  return NULL;
}
