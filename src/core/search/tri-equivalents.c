/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tri-equivalents.h"

#include "search/tri-stem.h"
#include "search/tri-words.h"

#include <math.h>

/* So many of the likeliest are looked at closely. */
#define MAX_CLOSE 40
/* So many of those that stand in most links are counted elsewhere. */
#define MAX_COUNTED 250
/* χ² with one degree of freedom: by chance in one of a thousand. */
#define MIN_LIKELIHOOD 10.83
/* What keeps less of its share than this where a word beside ours is missing goes with that one. */
#define MIN_KEPT 0.34
/* So many links with the candidate are added where few lack the word beside ours. */
#define SMOOTHING 3.0

/* What is one word to us: all forms of a stem. */
typedef struct
{
  char *stem;
  GPtrArray *surfaces; /* Surface, of the other side */
  GArray *links;       /* guint, rising */
  guint rest;          /* links without the word */
  guint last;          /* the link that was counted last, from 1 */
  guint together;      /* with the candidate that is looked at */
  double rest_count;
  double likelihood;
  double kept;
} Word;

/* A word as it is written. */
typedef struct
{
  char *written;
  char *folded;
  Word *word;
  guint links;
  guint last;
} Surface;

typedef struct
{
  TriStemmer *stemmer;
  GHashTable *surfaces; /* as written → Surface */
  GHashTable *stems;    /* stem → Word */
  GPtrArray *words;
} Side;

struct _TriEquivalents
{
  char *lang;
  Side own;
  Side other;
  GPtrArray *neighbours; /* of each link the words of our side: GPtrArray of Word */
  gsize length;
  guint n_links;
  guint n_rest;
  guint serial;
};

/* --- Words */

static void
word_free (gpointer data)
{
  Word *word = data;

  g_free (word->stem);
  g_clear_pointer (&word->surfaces, g_ptr_array_unref);
  g_clear_pointer (&word->links, g_array_unref);
  g_free (word);
}

static void
surface_free (gpointer data)
{
  Surface *surface = data;

  g_free (surface->written);
  g_free (surface->folded);
  g_free (surface);
}

static void
side_init (Side *self, const char *lang)
{
  self->stemmer = tri_stemmer_new (lang);
  self->surfaces = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, surface_free);
  self->stems = g_hash_table_new (g_str_hash, g_str_equal);
  self->words = g_ptr_array_new_with_free_func (word_free);
}

static void
side_clear (Side *self)
{
  g_clear_pointer (&self->stemmer, tri_stemmer_free);
  g_clear_pointer (&self->surfaces, g_hash_table_unref);
  g_clear_pointer (&self->stems, g_hash_table_unref);
  g_clear_pointer (&self->words, g_ptr_array_unref);
}

static const char *
find_stem (TriStemmer *stemmer, const char *written, const char *folded)
{
  const char *stem = stemmer ? tri_stemmer_stem (stemmer, written, -1) : folded;

  return *stem ? stem : folded;
}

static Word *
side_get_word (Side *self, const char *stem)
{
  Word *word = g_hash_table_lookup (self->stems, stem);

  if (word)
    return word;
  word = g_new0 (Word, 1);
  word->stem = g_strdup (stem);
  word->surfaces = g_ptr_array_new ();
  word->links = g_array_new (FALSE, FALSE, sizeof (guint));
  word->kept = 1;
  g_ptr_array_add (self->words, word);
  g_hash_table_insert (self->stems, word->stem, word);
  return word;
}

static Surface *
side_get_surface (Side *self, const char *written, const char *folded)
{
  Surface *surface = g_hash_table_lookup (self->surfaces, written);

  if (surface)
    return surface;
  surface = g_new0 (Surface, 1);
  surface->written = g_strdup (written);
  surface->folded = g_strdup (folded);
  surface->word = side_get_word (self, find_stem (self->stemmer, written, folded));
  g_ptr_array_add (surface->word->surfaces, surface);
  g_hash_table_insert (self->surfaces, surface->written, surface);
  return surface;
}

/* --- Counting */

typedef struct
{
  Side *side;
  const char *text;
  guint serial;
  guint link;
  gboolean is_rest;
  GPtrArray *distinct; /* (nullable): Word */
} Reading;

static gboolean
read_word_cb (const TriWord *word, gpointer data)
{
  Reading *reading = data;
  char written[4 * TRI_WORD_MAX];
  gsize length = MIN (word->to - word->from, sizeof written - 1);
  Surface *surface;

  memcpy (written, reading->text + word->from, length);
  written[length] = '\0';
  /* What was cut may end in half a letter. */
  surface = side_get_surface (reading->side,
                              length < word->to - word->from ? word->folded : written,
                              word->folded);
  if (surface->last != reading->serial)
    surface->links++;
  surface->last = reading->serial;
  if (surface->word->last == reading->serial)
    return TRUE;
  surface->word->last = reading->serial;
  if (reading->is_rest)
    surface->word->rest++;
  else
    g_array_append_val (surface->word->links, reading->link);
  if (reading->distinct)
    g_ptr_array_add (reading->distinct, surface->word);
  return TRUE;
}

void
tri_equivalents_add_link (TriEquivalents *self, const char *own, const char *other)
{
  GPtrArray *distinct = g_ptr_array_new ();
  Reading reading = { &self->own, own, ++self->serial, self->n_links, FALSE, distinct };
  Reading across = { &self->other, other, self->serial, self->n_links, FALSE, NULL };

  tri_words_foreach (own, -1, read_word_cb, &reading);
  tri_words_foreach (other, -1, read_word_cb, &across);
  g_ptr_array_add (self->neighbours, distinct);
  self->length += strlen (other);
  self->n_links++;
}

void
tri_equivalents_add_rest (TriEquivalents *self, const char *other)
{
  Reading reading = { &self->other, other, ++self->serial, 0, TRUE, NULL };

  tri_words_foreach (other, -1, read_word_cb, &reading);
  self->n_rest++;
}

guint
tri_equivalents_get_n_links (const TriEquivalents *self)
{
  return self->n_links;
}

guint
tri_equivalents_get_n_rest (const TriEquivalents *self)
{
  return self->n_rest;
}

gsize
tri_equivalents_get_length (const TriEquivalents *self)
{
  return self->length;
}

/* --- Figures */

static double
add_cell (double seen, double expected)
{
  return seen > 0 && expected > 0 ? seen * log (seen / expected) : 0;
}

/**
 * tri_equivalents_get_likelihood:
 * @both: links with the word whose counterpart holds the candidate
 * @links: links with the word
 * @rest_both: links without the word whose counterpart holds the candidate
 * @rest: links without the word
 *
 * How little chance explains that a candidate stands beside a word: G² of the table of these four
 * counts, by T. Dunning, “Accurate Methods for the Statistics of Surprise and Coincidence”,
 * Computational Linguistics 19 (1993), 61–74. It holds for small counts, too, where χ² and mutual
 * information do not.
 *
 * Returns: G²; negative when the candidate stands beside the word less often than elsewhere
 */
double
tri_equivalents_get_likelihood (double both, double links, double rest_both, double rest)
{
  double all = links + rest;
  double with = both + rest_both;
  double g;

  rest_both = CLAMP (rest_both, 0, rest);
  if (links <= 0 || rest <= 0)
    return 0;
  g = 2
      * (add_cell (both, links * with / all) + add_cell (links - both, links * (all - with) / all)
         + add_cell (rest_both, rest * with / all)
         + add_cell (rest - rest_both, rest * (all - with) / all));
  return both / links < rest_both / rest ? -g : g;
}

/* Twice the links that hold both, by those that hold the word and those that hold the candidate. */
double
tri_equivalents_get_dice (double both, double links, double all)
{
  return links + all > 0 ? 2 * both / (links + all) : 0;
}

/* --- Which stand for the word */

typedef struct
{
  TriEquivalents *self;
  const TriEquivalentsRest *rest;
  GPtrArray *words;   /* Word, the likeliest first */
  gboolean *is_taken; /* of each link: accounted for */
  guint n_open;       /* links that are not */
} Choice;

static int
compare_forms (gconstpointer a, gconstpointer b)
{
  const TriEquivalentForm *one = *(const TriEquivalentForm *const *) a;
  const TriEquivalentForm *other = *(const TriEquivalentForm *const *) b;

  if (one->links != other->links)
    return one->links > other->links ? -1 : 1;
  return strcmp (one->folded, other->folded);
}

/* "Gevangenis" and "gevangenis" are one form, written as it is more often. */
static GPtrArray *
list_forms (const Word *word)
{
  GPtrArray *forms = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_equivalent_form_free);
  g_autoptr (GHashTable) most = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < word->surfaces->len; i++)
    {
      const Surface *surface = g_ptr_array_index (word->surfaces, i);
      TriEquivalentForm *form = NULL;

      for (guint k = 0; k < forms->len && !form; k++)
        if (!strcmp (((TriEquivalentForm *) forms->pdata[k])->folded, surface->folded))
          form = forms->pdata[k];
      if (!form)
        {
          form = g_new0 (TriEquivalentForm, 1);
          form->folded = g_strdup (surface->folded);
          g_ptr_array_add (forms, form);
        }
      if (GPOINTER_TO_UINT (g_hash_table_lookup (most, form)) < surface->links)
        {
          g_free (form->word);
          form->word = g_strdup (surface->written);
          g_hash_table_insert (most, form, GUINT_TO_POINTER (surface->links));
        }
      form->links += surface->links;
    }
  g_ptr_array_sort (forms, compare_forms);
  return forms;
}

static int
compare_links (gconstpointer a, gconstpointer b)
{
  const Word *one = *(const Word *const *) a;
  const Word *other = *(const Word *const *) b;

  if (one->links->len != other->links->len)
    return one->links->len > other->links->len ? -1 : 1;
  return strcmp (one->stem, other->stem);
}

static double
get_weight (const Word *word)
{
  return word->likelihood * word->kept;
}

static int
compare_weights (gconstpointer a, gconstpointer b)
{
  double one = get_weight (*(const Word *const *) a);
  double other = get_weight (*(const Word *const *) b);

  return one > other ? -1 : one < other ? 1
                                        : compare_links (a, b);
}

/* Those that stand in many links first: a candidate in one of a hundred links is chance or rare. */
static void
count_elsewhere (Choice *choice)
{
  guint n_links = choice->self->n_links;
  guint least = MAX (n_links > 3 ? 2 : 1, n_links / 100);

  for (guint i = 0; i < choice->self->other.words->len; i++)
    {
      Word *word = g_ptr_array_index (choice->self->other.words, i);

      if (word->links->len >= least)
        g_ptr_array_add (choice->words, word);
    }
  g_ptr_array_sort (choice->words, compare_links);
  if (choice->words->len > MAX_COUNTED)
    g_ptr_array_set_size (choice->words, MAX_COUNTED);
  for (guint i = 0; i < choice->words->len; i++)
    {
      Word *word = g_ptr_array_index (choice->words, i);

      word->rest_count = word->rest;
      if (choice->rest->count)
        {
          g_autoptr (GPtrArray) forms = list_forms (word);

          word->rest_count = choice->rest->count (word->stem, forms, choice->rest->data);
        }
      word->likelihood = tri_equivalents_get_likelihood (word->links->len,
                                                         n_links,
                                                         word->rest_count,
                                                         choice->rest->links);
    }
}

static void
keep_likely (Choice *choice)
{
  for (guint i = choice->words->len; i-- > 0;)
    if (((Word *) choice->words->pdata[i])->likelihood < MIN_LIKELIHOOD)
      g_ptr_array_remove_index (choice->words, i);
  g_ptr_array_sort (choice->words, compare_weights);
  if (choice->words->len > MAX_CLOSE)
    g_ptr_array_set_size (choice->words, MAX_CLOSE);
}

/* How much of its share among the links a candidate keeps where a neighbour of our word is missing,
 * beyond what chance gives it. */
static double
get_kept (const Choice *choice, const Word *word, const Word *neighbour, guint together)
{
  double chance = word->rest_count / MAX (choice->rest->links, 1);
  double share = (double) word->links->len / choice->self->n_links - chance;
  double without = (double) choice->self->n_links - neighbour->links->len;
  double seen = (double) word->links->len - together - chance * without;

  return share > 0 ? (MAX (seen, 0) + SMOOTHING) / (without * share + SMOOTHING) : 0;
}

/* "Werpen" stands beside "prison" where people are cast into it: what goes with another word of our
 * side does not stand for ours. */
static void
explain_away (const Choice *choice, Word *word)
{
  g_autoptr (GPtrArray) met = g_ptr_array_new ();

  for (guint i = 0; i < word->links->len; i++)
    {
      guint link = g_array_index (word->links, guint, i);
      const GPtrArray *neighbours = g_ptr_array_index (choice->self->neighbours, link);

      for (guint k = 0; k < neighbours->len; k++)
        {
          Word *neighbour = neighbours->pdata[k];

          if (neighbour->together++ == 0)
            g_ptr_array_add (met, neighbour);
        }
    }
  for (guint i = 0; i < met->len; i++)
    {
      Word *neighbour = met->pdata[i];

      word->kept = MIN (word->kept, get_kept (choice, word, neighbour, neighbour->together));
      neighbour->together = 0;
    }
}

static guint
count_open (const Choice *choice, const Word *word)
{
  guint n = 0;

  for (guint i = 0; i < word->links->len; i++)
    n += !choice->is_taken[g_array_index (word->links, guint, i)];
  return n;
}

/* The one that accounts best for the links that nothing accounts for yet. */
static Word *
choose (const Choice *choice, guint *own)
{
  guint least = choice->self->n_links > 3 ? 2 : 1;
  Word *best = NULL;
  double most = 0;

  for (guint i = 0; i < choice->words->len; i++)
    {
      Word *word = g_ptr_array_index (choice->words, i);
      guint open = count_open (choice, word);
      double likelihood = open < least
                              ? 0
                              : tri_equivalents_get_likelihood (open,
                                                                choice->n_open,
                                                                word->rest_count,
                                                                choice->rest->links);

      if (likelihood < MIN_LIKELIHOOD || word->kept < MIN_KEPT || likelihood * word->kept <= most)
        continue;
      most = likelihood * word->kept;
      best = word;
      *own = open;
    }
  return best;
}

static TriEquivalent *
make_equivalent (const Choice *choice, const Word *word, guint own)
{
  TriEquivalent *equivalent = g_new0 (TriEquivalent, 1);
  double share = choice->rest->all / choice->self->n_links;

  equivalent->forms = list_forms (word);
  equivalent->word = g_strdup (((TriEquivalentForm *) equivalent->forms->pdata[0])->word);
  equivalent->stem = g_strdup (word->stem);
  equivalent->links = word->links->len;
  equivalent->own = own;
  equivalent->likelihood = word->likelihood;
  equivalent->dice = tri_equivalents_get_dice (word->links->len * share,
                                               choice->rest->all,
                                               word->links->len * share + word->rest_count);
  return equivalent;
}

static void
take (Choice *choice, Word *word)
{
  for (guint i = 0; i < word->links->len; i++)
    {
      guint link = g_array_index (word->links, guint, i);

      choice->n_open -= !choice->is_taken[link];
      choice->is_taken[link] = TRUE;
    }
  g_ptr_array_remove (choice->words, word);
}

/**
 * tri_equivalents_list:
 *
 * Says what stands for the word.
 *
 * Candidates are ordered by G². What goes with another word of our side rather than with ours is
 * left out, and each further one is judged by the links that those before it do not account for
 * (words compete for links, as in I. D. Melamed, “Models of Translational Equivalence among Words”,
 * Computational Linguistics 26 (2000), 221–249); so function words, and the second word of what is
 * two in this language, do not crowd in.
 *
 * Returns: (transfer full): at most @limit of them
 */
TriEquivalentList *
tri_equivalents_list (TriEquivalents *self, const TriEquivalentsRest *rest, guint limit)
{
  TriEquivalentsRest told = { self->n_rest, self->n_links, NULL, NULL };
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree gboolean *is_taken = g_new0 (gboolean, self->n_links + 1);
  Choice choice = { self, rest ? rest : &told, words, is_taken, self->n_links };
  TriEquivalentList *list = g_new0 (TriEquivalentList, 1);
  guint own = 0;

  list->lang = g_strdup (self->lang);
  list->items = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_equivalent_free);
  list->looked = self->n_links;
  list->links = MAX (self->n_links, (guint) choice.rest->all);
  count_elsewhere (&choice);
  keep_likely (&choice);
  for (guint i = 0; i < words->len; i++)
    explain_away (&choice, g_ptr_array_index (words, i));
  while (list->items->len < limit)
    {
      Word *best = choose (&choice, &own);

      if (!best)
        break;
      g_ptr_array_add (list->items, make_equivalent (&choice, best, own));
      take (&choice, best);
    }
  list->nothing = choice.n_open;
  return list;
}

TriEquivalents *
tri_equivalents_new (const char *lang, const char *other)
{
  TriEquivalents *self = g_new0 (TriEquivalents, 1);

  self->lang = g_strdup (other);
  side_init (&self->own, lang);
  side_init (&self->other, other);
  self->neighbours = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
tri_equivalents_free (TriEquivalents *self)
{
  if (!self)
    return;
  g_free (self->lang);
  side_clear (&self->own);
  side_clear (&self->other);
  g_ptr_array_unref (self->neighbours);
  g_free (self);
}
