/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-word-counter.h"

#include "search/tri-stem.h"

#include <string.h>

/**
 * Spelling:
 * @word: as texts spell it, @length bytes without an end; its folded form stands behind it, with
 *   one
 * @last: the passage in which it was counted last
 */
typedef struct
{
  const char *word;
  guint length;
  guint passages;
  gint64 last;
} Spelling;

struct _TriWordCounter
{
  GHashTable *spellings; /* a set of Spelling */
};

/* FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
static guint
hash_spelling (gconstpointer data)
{
  const Spelling *self = data;
  guint hash = 2166136261u;

  for (guint i = 0; i < self->length; i++)
    hash = (hash ^ (guint8) self->word[i]) * 16777619u;
  return hash;
}

static gboolean
equal_spellings (gconstpointer a, gconstpointer b)
{
  const Spelling *left = a, *right = b;

  return left->length == right->length && memcmp (left->word, right->word, left->length) == 0;
}

TriWordCounter *
tri_word_counter_new (void)
{
  TriWordCounter *self = g_new0 (TriWordCounter, 1);

  self->spellings = g_hash_table_new_full (hash_spelling, equal_spellings, g_free, NULL);
  return self;
}

void
tri_word_counter_free (TriWordCounter *self)
{
  g_hash_table_unref (self->spellings);
  g_free (self);
}

guint
tri_word_counter_get_size (TriWordCounter *self)
{
  return g_hash_table_size (self->spellings);
}

/* In one piece of memory: there are very many. */
static Spelling *
spelling_new (const Spelling *found, const TriWord *word)
{
  Spelling *self = g_malloc0 (sizeof *self + found->length + word->length + 1);
  char *letters = (char *) (self + 1);

  memcpy (letters, found->word, found->length);
  memcpy (letters + found->length, word->folded, word->length);
  self->word = letters;
  self->length = found->length;
  return self;
}

void
tri_word_counter_add (TriWordCounter *self, const char *text, const TriWord *word, gint64 passage)
{
  const Spelling found = { text + word->from, (guint) (word->to - word->from) };
  Spelling *spelling = g_hash_table_lookup (self->spellings, &found);

  if (!spelling)
    {
      spelling = spelling_new (&found, word);
      g_hash_table_add (self->spellings, spelling);
    }
  if (spelling->last != passage || spelling->passages == 0)
    spelling->passages++;
  spelling->last = passage;
}

/* --- Writing ------------------------------------------------------------------------------- */

typedef struct
{
  const char *word; /* folded */
  char *stem;
  guint passages;
} Form;

static void
clear_form (gpointer data)
{
  g_free (((Form *) data)->stem);
}

static int
compare_forms (gconstpointer a, gconstpointer b)
{
  const Form *one = a, *other = b;
  int order = strcmp (one->word, other->word);

  return order != 0 ? order : strcmp (one->stem, other->stem);
}

static char *
dup_stem (TriStemmer *stemmer, const Spelling *spelling)
{
  if (!stemmer)
    return g_strdup ("");
  return g_strdup (tri_stemmer_stem (stemmer, spelling->word, (gssize) spelling->length));
}

static GArray *
list_forms (TriWordCounter *self, const char *lang)
{
  guint n = g_hash_table_size (self->spellings);
  g_autoptr (TriStemmer) stemmer = tri_stemmer_new (lang);
  GArray *forms = g_array_sized_new (FALSE, FALSE, sizeof (Form), n);
  GHashTableIter each;
  gpointer key;

  g_array_set_clear_func (forms, clear_form);
  g_hash_table_iter_init (&each, self->spellings);
  while (g_hash_table_iter_next (&each, &key, NULL))
    {
      const Spelling *spelling = key;
      const Form form = { spelling->word + spelling->length,
                          dup_stem (stemmer, spelling),
                          spelling->passages };

      g_array_append_val (forms, form);
    }
  g_array_sort (forms, compare_forms);
  return forms;
}

static gboolean
write_form (TriLibrary *library, const char *lang, const Form *form, GError **error)
{
  static const char sql[] = "INSERT INTO word_forms (lang, word, stem, passages)"
                            " VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE"
                            " SET passages = passages + excluded.passages";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, lang);
  tri_statement_bind_text (statement, 2, form->word);
  tri_statement_bind_text (statement, 3, form->stem);
  sqlite3_bind_int64 (statement, 4, form->passages);
  return tri_library_run (library, statement, error);
}

/* In the order of the table, those that are the same but for case as one. */
gboolean
tri_word_counter_write (TriWordCounter *self, const char *lang, TriBatch *batch, GError **error)
{
  g_autoptr (GArray) forms = list_forms (self, lang);

  for (guint i = 0; i < forms->len; i++)
    {
      Form *form = &g_array_index (forms, Form, i);

      for (; i + 1 < forms->len; i++)
        {
          const Form *next = &g_array_index (forms, Form, i + 1);

          if (compare_forms (form, next) != 0)
            break;
          form->passages += next->passages;
        }
      if (!write_form (batch->library, lang, form, error) || !tri_batch_breathe (batch, error))
        return FALSE;
    }
  g_hash_table_remove_all (self->spellings);
  return TRUE;
}
