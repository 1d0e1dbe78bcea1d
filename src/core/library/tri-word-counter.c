/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-word-counter.h"

#include "search/tri-stem.h"

#include <string.h>

/**
 * Spelling:
 * @passages: in how many it stands
 * @last: the number of the passage in which it was counted last
 * @length: of the word, in bytes
 * @letters: the word as texts spell it, without an end; its folded form stands behind it, with one
 */
typedef struct
{
  guint32 passages;
  guint32 last;
  guint32 length;
  char letters[];
} Spelling;

/* What is looked up: a word as a text spells it, and folded, with the hash of the spelling. */
typedef struct
{
  const char *letters;
  gsize length;
  const char *folded;
  gsize n_folded;
  guint32 hash;
} Word;

/* A place of the table. Offset 0: it is free. */
typedef struct
{
  guint32 hash;
  guint32 offset;
} Slot;

/* What a spelling takes of memory at most, if not as many as there may be are to take too much. */
#define USUAL_SIZE 128

#define N_WAITING 16
#define MAX_WAITING 64

/**
 * Waiting:
 * @letters: @length bytes of a word, then @folded of its folded form
 *
 * A word that is not looked up yet.
 */
typedef struct
{
  guint32 hash;
  guint16 length;
  guint16 folded;
  char letters[2 * MAX_WAITING];
} Waiting;

/* Every word of every text that is imported is looked up here: a table with open addressing, since
 * a GHashTable has to go to three places in memory for each, takes three times as long, and an
 * import a tenth more in all. Spellings lie one behind the other and are named by their offset, for
 * they move when there are more. What SQLite does between two words drives the table out of the
 * caches, so words wait until there are some, and their places are fetched beforehand. */
struct _TriWordCounter
{
  Waiting waiting[N_WAITING];
  guint n_waiting;
  Slot *slots;
  guint n_slots; /* a power of two, at least twice the spellings */
  guint n_spellings;
  GByteArray *spellings;
  gint64 passage;
  guint32 n_passages; /* the number of that passage */
  guint32 seed;       /* nobody can make a text of words that all have one place */
};

#define FIRST_SLOTS 1024
#define ALIGNMENT (sizeof (guint32))

/* FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
static guint32
hash_word (const TriWordCounter *self, const char *word, gsize length)
{
  guint32 hash = 2166136261u ^ self->seed;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guint8) word[i]) * 16777619u;
  return hash;
}

static void
clear (TriWordCounter *self)
{
  g_free (self->slots);
  self->n_slots = FIRST_SLOTS;
  self->slots = g_new0 (Slot, self->n_slots);
  self->n_spellings = 0;
  g_byte_array_set_size (self->spellings, ALIGNMENT);
}

TriWordCounter *
tri_word_counter_new (void)
{
  TriWordCounter *self = g_new0 (TriWordCounter, 1);

  self->seed = g_random_int ();
  self->spellings = g_byte_array_new ();
  clear (self);
  return self;
}

void
tri_word_counter_free (TriWordCounter *self)
{
  g_free (self->slots);
  g_byte_array_unref (self->spellings);
  g_free (self);
}

static Spelling *
get_spelling (TriWordCounter *self, guint32 offset)
{
  return (Spelling *) (gpointer) (self->spellings->data + offset);
}

static Slot *
find_slot (TriWordCounter *self, const Word *word)
{
  guint mask = self->n_slots - 1;

  for (guint i = word->hash & mask;; i = (i + 1) & mask)
    {
      Slot *slot = &self->slots[i];
      const Spelling *spelling = get_spelling (self, slot->offset);

      if (slot->offset == 0
          || (slot->hash == word->hash && spelling->length == word->length
              && memcmp (spelling->letters, word->letters, word->length) == 0))
        return slot;
    }
}

static void
grow (TriWordCounter *self)
{
  g_autofree Slot *old = g_steal_pointer (&self->slots);
  guint n_old = self->n_slots;

  self->n_slots = n_old * 2;
  self->slots = g_new0 (Slot, self->n_slots);
  for (guint i = 0; i < n_old; i++)
    if (old[i].offset != 0)
      {
        guint at = old[i].hash & (self->n_slots - 1);

        while (self->slots[at].offset != 0)
          at = (at + 1) & (self->n_slots - 1);
        self->slots[at] = old[i];
      }
}

static gsize
get_size (gsize length, gsize folded)
{
  gsize size = sizeof (Spelling) + length + folded + 1;

  return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static guint32
add_spelling (TriWordCounter *self, const Word *word)
{
  guint32 offset = self->spellings->len;
  gsize size = get_size (word->length, word->n_folded);
  Spelling *spelling;

  g_byte_array_set_size (self->spellings, offset + (guint) size);
  spelling = get_spelling (self, offset);
  spelling->passages = 0;
  spelling->length = (guint32) word->length;
  memcpy (spelling->letters, word->letters, word->length);
  memcpy (spelling->letters + word->length, word->folded, word->n_folded);
  spelling->letters[word->length + word->n_folded] = '\0';
  self->n_spellings++;
  return offset;
}

static void
count (TriWordCounter *self, const Word *word)
{
  Slot *slot = find_slot (self, word);
  Spelling *spelling;

  if (slot->offset == 0)
    *slot = (Slot){ word->hash, add_spelling (self, word) };
  spelling = get_spelling (self, slot->offset);
  if (spelling->passages == 0 || spelling->last != self->n_passages)
    spelling->passages++;
  spelling->last = self->n_passages;
  if (self->n_spellings * 2 > self->n_slots)
    grow (self);
}

static void
count_waiting (TriWordCounter *self)
{
  for (guint i = 0; i < self->n_waiting; i++)
    {
      guint at = self->waiting[i].hash & (self->n_slots - 1);

      __builtin_prefetch (get_spelling (self, self->slots[at].offset));
    }
  for (guint i = 0; i < self->n_waiting; i++)
    {
      const Waiting *waiting = &self->waiting[i];
      const char *folded = waiting->letters + waiting->length;
      const Word word
          = { waiting->letters, waiting->length, folded, waiting->folded, waiting->hash };

      count (self, &word);
    }
  self->n_waiting = 0;
}

static void
begin_passage (TriWordCounter *self, gint64 passage)
{
  count_waiting (self);
  self->passage = passage;
  self->n_passages++;
}

static void
let_wait (TriWordCounter *self, const Word *word)
{
  Waiting *waiting;

  if (self->n_waiting == N_WAITING)
    count_waiting (self);
  __builtin_prefetch (&self->slots[word->hash & (self->n_slots - 1)]);
  waiting = &self->waiting[self->n_waiting++];
  waiting->hash = word->hash;
  waiting->length = (guint16) word->length;
  waiting->folded = (guint16) word->n_folded;
  memcpy (waiting->letters, word->letters, word->length);
  memcpy (waiting->letters + word->length, word->folded, word->n_folded);
}

void
tri_word_counter_add (TriWordCounter *self, const char *text, const TriWord *word, gint64 passage)
{
  Word found = { text + word->from, word->to - word->from, word->folded, word->length };

  found.hash = hash_word (self, found.letters, found.length);
  if (self->passage != passage || self->n_passages == 0)
    begin_passage (self, passage);
  if (found.length > MAX_WAITING || found.n_folded > MAX_WAITING)
    count (self, &found);
  else
    let_wait (self, &found);
}

guint
tri_word_counter_get_size (TriWordCounter *self)
{
  count_waiting (self);
  return MAX (self->n_spellings, self->spellings->len / USUAL_SIZE);
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
  return g_strdup (tri_stemmer_stem (stemmer, spelling->letters, (gssize) spelling->length));
}

static GArray *
list_forms (TriWordCounter *self, const char *lang)
{
  g_autoptr (TriStemmer) stemmer = tri_stemmer_new (lang);
  GArray *forms = g_array_sized_new (FALSE, FALSE, sizeof (Form), self->n_spellings);

  g_array_set_clear_func (forms, clear_form);
  for (gsize at = ALIGNMENT; at < self->spellings->len;)
    {
      const Spelling *spelling = get_spelling (self, (guint32) at);
      const char *folded = spelling->letters + spelling->length;
      const Form form = { folded, dup_stem (stemmer, spelling), spelling->passages };

      g_array_append_val (forms, form);
      at += get_size (spelling->length, strlen (folded));
    }
  g_array_sort (forms, compare_forms);
  return forms;
}

static gboolean
write_form (TriLibrary *library, TriStatement *statement, const Form *form, GError **error)
{
  tri_statement_bind_text (statement, 2, form->word);
  tri_statement_bind_text (statement, 3, form->stem);
  sqlite3_bind_int64 (statement, 4, form->passages);
  return tri_library_run (library, statement, error);
}

/* In the order of the table, those that are the same but for case as one. */
gboolean
tri_word_counter_write (TriWordCounter *self, const char *lang, TriBatch *batch, GError **error)
{
  static const char sql[] = "INSERT INTO word_forms (lang, word, stem, passages)"
                            " VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE"
                            " SET passages = passages + excluded.passages";
  g_autoptr (TriStatement) statement = tri_library_prepare (batch->library, sql, error);
  g_autoptr (GArray) forms = NULL;

  if (!statement)
    return FALSE;
  count_waiting (self);
  forms = list_forms (self, lang);
  tri_statement_bind_text (statement, 1, lang);
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
      if (!write_form (batch->library, statement, form, error)
          || !tri_batch_breathe (batch, error))
        return FALSE;
    }
  clear (self);
  return TRUE;
}
