/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-name-trie.h"

#include "tri-fold.h"
#include "tri-language.h"

#include <string.h>

/* The vocabulary and the steps from node to node are open hash tables of numbers: a text is mostly
 * words that no name has, and each must be told in one look. */
typedef struct
{
  guint start; /* in the characters */
  guint length;
  guint32 hash;
  guint8 wanted; /* TriWanted */
  guint node;    /* where the names that begin with it go on; 0 for none */
} Word;

/* A word is mostly told from another by its hash, without a look at either. */
typedef struct
{
  guint32 hash;
  guint word; /* an index into words, and one; 0 for a free slot */
} Slot;

typedef struct
{
  guint from;
  guint word;
  guint32 gap;
  guint to; /* 0: a free slot, since nothing leads to the root */
} Step;

struct _TriNameTrie
{
  GString *characters;
  GArray *words; /* (element-type Word) */
  Slot *word_slots;
  guint n_word_slots;
  guint word_bits;
  Step *steps;
  guint n_step_slots;
  guint n_steps;
  GArray *nodes;        /* (element-type guint): the first form that ends there; form 0 is none */
  GArray *forms;        /* (element-type TriNameForm) */
  GHashTable *entities; /* gint64 → index, and one */
  GHashTable *given;    /* gint64: the index of a person and the first word of a name */
  /* of the name at hand */
  const char *name;
  TriTokens tokens;
};

/* What is wanted of a word whatever its case, and what makes it the first of a name. */
#define ANY (TRI_WANTED_ALWAYS | TRI_WANTED_COUNT)
#define FIRST (TRI_WANTED_ALWAYS | TRI_WANTED_CAPITAL)

#define FIRST_BITS 10
#define FIRST_SLOTS (1u << FIRST_BITS)

TriNameTrie *
tri_name_trie_new (void)
{
  TriNameTrie *self = g_new0 (TriNameTrie, 1);

  self->characters = g_string_new (NULL);
  self->words = g_array_new (FALSE, FALSE, sizeof (Word));
  self->n_word_slots = FIRST_SLOTS;
  self->word_bits = FIRST_BITS;
  self->word_slots = g_new0 (Slot, FIRST_SLOTS);
  self->n_step_slots = FIRST_SLOTS;
  self->steps = g_new0 (Step, FIRST_SLOTS);
  self->nodes = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_set_size (self->nodes, 1);
  self->forms = g_array_new (FALSE, TRUE, sizeof (TriNameForm));
  g_array_set_size (self->forms, 1);
  self->entities = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->given = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  tri_tokens_init (&self->tokens);
  return self;
}

void
tri_name_trie_free (TriNameTrie *self)
{
  g_string_free (self->characters, TRUE);
  g_array_unref (self->words);
  g_free (self->word_slots);
  g_free (self->steps);
  g_array_unref (self->nodes);
  g_array_unref (self->forms);
  g_hash_table_unref (self->entities);
  g_hash_table_unref (self->given);
  tri_tokens_clear (&self->tokens);
  g_free (self);
}

/* The slot the word is in, or the free one where it belongs. */
static guint
find_word_slot (const TriNameTrie *self, const char *word, guint length, guint32 hash)
{
  guint slot = tri_tokens_mix (hash) >> (32 - self->word_bits);

  while (self->word_slots[slot].word)
    {
      const Word *held = &g_array_index (self->words, Word, self->word_slots[slot].word - 1);

      if (self->word_slots[slot].hash == hash && held->length == length
          && memcmp (self->characters->str + held->start, word, length) == 0)
        break;
      slot = (slot + 1) & (self->n_word_slots - 1);
    }
  return slot;
}

static void
grow_words (TriNameTrie *self)
{
  g_free (self->word_slots);
  self->n_word_slots *= 2;
  self->word_bits++;
  self->word_slots = g_new0 (Slot, self->n_word_slots);
  for (guint i = 0; i < self->words->len; i++)
    {
      const Word *word = &g_array_index (self->words, Word, i);
      const char *start = self->characters->str + word->start;

      self->word_slots[find_word_slot (self, start, word->length, word->hash)]
          = (Slot){ word->hash, i + 1 };
    }
}

static guint
add_word (TriNameTrie *self, const char *word, guint length)
{
  guint32 hash = tri_tokens_hash (word, length);
  guint slot = find_word_slot (self, word, length, hash);
  Word added = { (guint) self->characters->len, length, hash, 0, 0 };

  if (self->word_slots[slot].word)
    return self->word_slots[slot].word - 1;
  g_string_append_len (self->characters, word, length);
  g_array_append_val (self->words, added);
  self->word_slots[slot] = (Slot){ hash, self->words->len };
  if (self->words->len * 2 > self->n_word_slots)
    grow_words (self);
  return self->words->len - 1;
}

static gboolean
is_step (const Step *step, guint from, guint word, guint32 gap)
{
  return step->from == from && step->word == word && step->gap == gap;
}

static guint
find_step_slot (const TriNameTrie *self, guint from, guint word, guint32 gap)
{
  guint64 mixed = (((guint64) from << 32) ^ ((guint64) gap << 17) ^ word) * 0x9e3779b97f4a7c15u;
  guint slot = (guint) (mixed >> 32) & (self->n_step_slots - 1);

  while (self->steps[slot].to && !is_step (&self->steps[slot], from, word, gap))
    slot = (slot + 1) & (self->n_step_slots - 1);
  return slot;
}

static void
grow_steps (TriNameTrie *self)
{
  g_autofree Step *old = g_steal_pointer (&self->steps);
  guint n_old = self->n_step_slots;

  self->n_step_slots *= 2;
  self->steps = g_new0 (Step, self->n_step_slots);
  for (guint i = 0; i < n_old; i++)
    if (old[i].to)
      self->steps[find_step_slot (self, old[i].from, old[i].word, old[i].gap)] = old[i];
}

static void
set_step (TriNameTrie *self, guint from, guint word, guint32 gap, guint to)
{
  guint slot;

  if (from == TRI_NAME_TRIE_ROOT)
    {
      g_array_index (self->words, Word, word).node = to;
      return;
    }
  slot = find_step_slot (self, from, word, gap);
  if (self->steps[slot].to)
    return;
  self->steps[slot] = (Step){ from, word, gap, to };
  self->n_steps++;
  if (self->n_steps * 2 > self->n_step_slots)
    grow_steps (self);
}

/* St. Petersburg, St Petersburg: a stop behind a short word with a capital comes and goes. */
static gboolean
may_be_abbreviated (const TriToken *before, const TriToken *token)
{
  if (token->gap == TRI_TOKEN_GAP_STOP)
    return TRUE;
  return token->gap == 0 && (token->flags & TRI_TOKEN_SPACE) && before->length <= 2
         && (before->flags & TRI_TOKEN_CAPITAL);
}

static guint
add_step (TriNameTrie *self, guint node, guint i, gboolean first)
{
  const TriToken *token = tri_tokens_get (&self->tokens, i);
  guint word = add_word (self, tri_tokens_get_word (&self->tokens, i), token->length);
  gboolean stop = !first && may_be_abbreviated (tri_tokens_get (&self->tokens, i - 1), token);
  guint32 gap = first || stop ? 0 : token->gap;
  guint to = tri_name_trie_step (self, node, word, gap);

  if (to == TRI_NAME_TRIE_NONE)
    {
      to = self->nodes->len;
      g_array_set_size (self->nodes, to + 1);
      set_step (self, node, word, gap, to);
    }
  if (stop)
    set_step (self, node, word, TRI_TOKEN_GAP_STOP, to);
  return to;
}

/* Short acronyms must be capitals in the text as well: MIA is not Mia. Longer ones are often
 * written Komintern, Urss, Poum. A title of one word needs a capital even if it has none itself:
 * l’anarchie is mostly what it says. */
static TriTokenFlags
get_needs (const TriToken *lead, const TriNameForm *form)
{
  if (form->rule == TRI_NAME_RULE_ACRONYM
      || ((lead->flags & TRI_TOKEN_ALL_CAPS) && lead->length <= 3))
    return TRI_TOKEN_ALL_CAPS;
  if (form->type == TRI_ENTITY_WORK && form->lead + 1 == form->n_words)
    return TRI_TOKEN_CAPITAL;
  return lead->flags & TRI_TOKEN_CAPITAL;
}

/* The word behind the article, if there is one. */
static guint
find_lead (TriTokens *tokens)
{
  const TriToken *first = tri_tokens_get (tokens, 0);

  if (tri_tokens_get_n (tokens) == 1)
    return 0;
  return tri_language_is_article (tri_tokens_get_word (tokens, 0), first->length) ? 1 : 0;
}

static guint
get_index (TriNameTrie *self, gint64 entity)
{
  gpointer found = g_hash_table_lookup (self->entities, &entity);

  if (!found)
    {
      found = GUINT_TO_POINTER (g_hash_table_size (self->entities) + 1);
      g_hash_table_insert (self->entities, g_memdup2 (&entity, sizeof entity), found);
    }
  return GPOINTER_TO_UINT (found) - 1;
}

/* Forms of the same words stand in a fixed order, whatever the order they came in: those of the
 * register before those that follow by rule, then by kind, then by entity. */
static gboolean
comes_before (const TriNameForm *a, const TriNameForm *b)
{
  if (a->rule != b->rule)
    return a->rule < b->rule;
  if (a->kind != b->kind)
    return a->kind < b->kind;
  if (a->entity != b->entity)
    return a->entity < b->entity;
  return strcmp (a->lang, b->lang) < 0;
}

static gboolean
has_form_of (const TriNameTrie *self, guint node, gint64 entity)
{
  const TriNameForm *form = tri_name_trie_get_form (self, node);

  while (form && form->entity != entity)
    form = tri_name_trie_get_next (self, form);
  return form != NULL;
}

static void
insert_form (TriNameTrie *self, guint node, TriNameForm form)
{
  guint at = self->forms->len;
  guint *next = &g_array_index (self->nodes, guint, node);

  if (form.rule && has_form_of (self, node, form.entity))
    return;

  while (*next && !comes_before (&form, &g_array_index (self->forms, TriNameForm, *next)))
    next = &g_array_index (self->forms, TriNameForm, *next).next;
  form.next = *next;
  *next = at;
  g_array_append_val (self->forms, form);
}

static void
want (TriNameTrie *self, guint i, TriWanted wanted)
{
  const TriToken *token = tri_tokens_get (&self->tokens, i);
  guint word = add_word (self, tri_tokens_get_word (&self->tokens, i), token->length);

  g_array_index (self->words, Word, word).wanted |= wanted;
}

static void
add_path (TriNameTrie *self, const TriNameForm *form, guint from)
{
  guint node = TRI_NAME_TRIE_ROOT;
  guint last = tri_tokens_get_n (&self->tokens) - 1;
  TriNameForm added = *form;

  if (form->particle || (form->lead == 0 && !form->needs))
    want (self, from, TRI_WANTED_ALWAYS);
  else
    want (self, from, TRI_WANTED_CAPITAL);
  if (form->needs && form->lead + 1 == form->n_words)
    want (self, from + form->lead, TRI_WANTED_COUNT);
  for (guint i = from; i < tri_tokens_get_n (&self->tokens); i++)
    node = add_step (self, node, i, i == from);
  added.spelling = tri_tokens_hash_spelling (&self->tokens, self->name, from, last, 0);
  insert_form (self, node, added);
}

/* De la Révolution prolétarienne, in het Libertaire: a title loses its article, or the sentence's
 * own stands in its stead. */
static void
add_without_article (TriNameTrie *self, const TriNameForm *form)
{
  TriNameForm bare = *form;
  const TriToken *word = tri_tokens_get (&self->tokens, 1);
  const char *rest = tri_tokens_get_word (&self->tokens, 1);

  bare.lead = 0;
  bare.n_words--;
  bare.kind = TRI_NAME_SHORT;
  bare.after_article = bare.n_words == 1;
  if (word->length > 1 && !(bare.n_words == 1 && tri_language_is_article (rest, word->length)))
    add_path (self, &bare, 1);
}

/* Whether the name is one word that a longer name of the person, which came before, begins with. */
static gboolean
note_given (TriNameTrie *self, const TriNameForm *form)
{
  const TriToken *token = tri_tokens_get (&self->tokens, 0);
  guint word = add_word (self, tri_tokens_get_word (&self->tokens, 0), token->length);
  gint64 key = (gint64) form->index << 32 | word;

  if (form->n_words == 1)
    return form->kind == TRI_NAME_SHORT && g_hash_table_contains (self->given, &key);
  g_hash_table_add (self->given, g_memdup2 (&key, sizeof key));
  return FALSE;
}

static gboolean
begins_with_apostrophe (const char *name)
{
  gunichar folded[TRI_FOLD_MAX];

  return *name && tri_fold_char (g_utf8_get_char (name), folded) == 1 && folded[0] == '\'';
}

/**
 * tri_name_trie_add:
 * @form: entity, type, kind and lang are read, the rest is filled in
 * @name: the name as it is written
 *
 * Adds a name; one that begins with an article also without it. Names of less than two letters are
 * left out: they would be found everywhere.
 */
void
tri_name_trie_add (TriNameTrie *self, const TriNameForm *form, const char *name)
{
  TriNameForm added = *form;
  TriTokenFlags capital;

  self->name = name;
  tri_tokens_split (&self->tokens, name);
  if (self->tokens.words->len < 2 || tri_tokens_get_n (&self->tokens) > G_MAXUINT16)
    return;
  added.index = get_index (self, form->entity);
  added.n_words = (guint16) tri_tokens_get_n (&self->tokens);
  added.lead = (guint16) find_lead (&self->tokens);
  if (form->type == TRI_ENTITY_PERSON && !form->rule)
    added.given = note_given (self, &added);
  added.needs = get_needs (tri_tokens_get (&self->tokens, added.lead), &added);
  capital = tri_tokens_get (&self->tokens, 0)->flags & TRI_TOKEN_CAPITAL;
  added.apostrophe = begins_with_apostrophe (name);
  added.particle = form->rule == TRI_NAME_RULE_FAMILY && added.lead > 0 && !capital;
  if (added.lead > 0 && !added.particle)
    add_without_article (self, &added);
  if (added.lead == 0 || capital || added.particle)
    add_path (self, &added, 0);
}

/* So many entities have names: their indices are below. */
guint
tri_name_trie_get_n_entities (const TriNameTrie *self)
{
  return g_hash_table_size (self->entities);
}

/* So many words are in names: their numbers are below. */
guint
tri_name_trie_get_n_words (const TriNameTrie *self)
{
  return self->words->len;
}

/**
 * tri_name_trie_find_word:
 * @word: folded
 * @length: in bytes
 *
 * Returns: the number of the word, %TRI_NAME_TRIE_NONE when it is in no name
 */
guint
tri_name_trie_find_word (const TriNameTrie *self, const char *word, guint length)
{
  guint32 hash = tri_tokens_hash (word, length);
  guint held = self->word_slots[find_word_slot (self, word, length, hash)].word;

  return held ? held - 1 : TRI_NAME_TRIE_NONE;
}

/* Eight places for each word that is wanted so. */
static guint
get_filter_bits (const TriNameTrie *self, guint8 wanted)
{
  guint bits = 12;
  guint n = 0;

  for (guint i = 0; i < self->words->len; i++)
    n += (g_array_index (self->words, Word, i).wanted & wanted) != 0;
  while (bits < 24 && (1u << bits) < n * 8)
    bits++;
  return bits;
}

static void
fill_filter (const TriNameTrie *self, const Word *word, TriTokenFilter *filter)
{
  const char *bytes = self->characters->str + word->start;
  guint64 letters = 0;
  guint32 mixed;
  guint place;

  for (guint i = 0; i < MIN (word->length, 8); i++)
    letters = tri_tokens_add_letters (letters, i, (guchar) bytes[i]);
  mixed = tri_tokens_mix_letters (letters, word->length);
  place = mixed >> filter->capital_shift;
  filter->any[mixed >> filter->any_shift] |= word->wanted & ANY;
  if (word->wanted & FIRST)
    filter->capital[place / 8] |= (guint8) (1 << place % 8);
}

/**
 * tri_name_trie_make_filter:
 * @filter: (out): its tables are freed by the caller
 *
 * The words that names begin with, and those to count. Of those that are neither one in eight may
 * pass.
 */
void
tri_name_trie_make_filter (const TriNameTrie *self, TriTokenFilter *filter)
{
  guint any = get_filter_bits (self, ANY);
  guint capital = get_filter_bits (self, FIRST);

  filter->any = g_new0 (guint8, 1u << any);
  filter->any_shift = 32 - any;
  filter->capital = g_new0 (guint8, 1u << (capital - 3));
  filter->capital_shift = 32 - capital;
  for (guint i = 0; i < self->words->len; i++)
    fill_filter (self, &g_array_index (self->words, Word, i), filter);
}

/**
 * tri_name_trie_step:
 * @gap: what stands before the word, see #TriToken; 0 from the root
 *
 * Returns: the node behind the word, %TRI_NAME_TRIE_NONE when no name goes on like this
 */
guint
tri_name_trie_step (const TriNameTrie *self, guint node, guint word, guint32 gap)
{
  guint to;

  if (node == TRI_NAME_TRIE_ROOT)
    to = g_array_index (self->words, Word, word).node;
  else
    to = self->steps[find_step_slot (self, node, word, gap)].to;
  return to ? to : TRI_NAME_TRIE_NONE;
}

/**
 * tri_name_trie_get_form:
 *
 * Returns: (nullable): the first form that ends at the node: official names before short ones
 */
const TriNameForm *
tri_name_trie_get_form (const TriNameTrie *self, guint node)
{
  guint form = g_array_index (self->nodes, guint, node);

  return form ? &g_array_index (self->forms, TriNameForm, form) : NULL;
}

/* The next form of the same words, or NULL. */
const TriNameForm *
tri_name_trie_get_next (const TriNameTrie *self, const TriNameForm *form)
{
  return form->next ? &g_array_index (self->forms, TriNameForm, form->next) : NULL;
}
