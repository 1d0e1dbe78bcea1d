/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "anchor/tri-anchor-map.h"
#include "anchor/tri-anchor.h"

#include <string.h>

/* --- Generated editions: every word has a number of its own, which it keeps whatever happens to
 * its letters, so that it is known where each place ought to be found. */

#define N_PASSAGES 600
#define N_PLACES 625 /* an edition */
#define RARITY 40

/* What happened to the text. */
typedef enum
{
  EDITED, /* some of all that follows but new spelling, in another mixture each time */
  ADDED_TO,
  CUT,
  REARRANGED,
  RESPELLED,
  SCANNED,
  REPEATING,
  N_KINDS
} Kind;

static const char *const kinds[N_KINDS] = {
  "edited",
  "added-to",
  "cut",
  "rearranged",
  "respelled",
  "scanned",
  "repeating",
};

/* Of a hundred places; many that are not found were cut out, or are there several times. */
static const guint found_at_least[N_KINDS] = { 90, 80, 70, 99, 65, 85, 85 };

/* Of all: where more than half of the words stand in refrains, hardly a litany. */
static const guint wrong_at_most[N_KINDS] = { 0, 0, 0, 0, 0, 0, 1 };

typedef struct
{
  char *letters;
  guint id;
  gboolean glued; /* to the next one: the space between them was lost */
} Word;

typedef struct
{
  GArray *words;
  char *key;
} Passage;

typedef struct
{
  GPtrArray *then;
  GPtrArray *now;
} Edition;

static void
clear_word (gpointer data)
{
  g_free (((Word *) data)->letters);
}

static void
free_passage (gpointer data)
{
  Passage *passage = data;

  g_array_unref (passage->words);
  g_free (passage->key);
  g_free (passage);
}

static Passage *
new_passage (void)
{
  Passage *passage = g_new0 (Passage, 1);

  passage->words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_array_set_clear_func (passage->words, clear_word);
  return passage;
}

static Passage *
copy_passage (const Passage *from)
{
  Passage *passage = new_passage ();

  for (guint i = 0; i < from->words->len; i++)
    {
      const Word *word = &g_array_index (from->words, Word, i);
      Word copy = { g_strdup (word->letters), word->id, word->glued };

      g_array_append_val (passage->words, copy);
    }
  passage->key = g_strdup (from->key);
  return passage;
}

/* Few words are frequent, many are not. */
static char *
make_word (GRand *random)
{
  static const char *const frequent[] = { "the", "of", "and", "he", "was", "in", "they", "to" };
  static const char parts[][4] = {
    "ba",
    "cor",
    "den",
    "fi",
    "gol",
    "ha",
    "ler",
    "mon",
    "nu",
    "pas",
    "que",
    "ri",
    "sto",
    "tel",
    "vi",
    "wor",
  };
  GString *word;

  if (g_rand_boolean (random) && g_rand_boolean (random))
    return g_strdup (frequent[g_rand_int_range (random, 0, G_N_ELEMENTS (frequent))]);
  word = g_string_new (NULL);
  for (int n = g_rand_int_range (random, 1, 4); n > 0; n--)
    g_string_append (word, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
  return g_string_free (word, FALSE);
}

/* Refrains come again and again, as do short passages; at one of so many words. */
static Passage *
make_passage (GRand *random, GPtrArray *refrains, int rarity, guint *next_id)
{
  Passage *passage = new_passage ();
  int kind = g_rand_int_range (random, 0, 10);
  int n = kind == 0 ? g_rand_int_range (random, 1, 4) : g_rand_int_range (random, 15, 90);

  for (int i = 0; i < n; i++)
    {
      const Passage *refrain = g_ptr_array_index (refrains, g_rand_int_range (random, 0, 6));
      gboolean repeats = g_rand_int_range (random, 0, rarity) == 0 || (kind == 0 && i == 0);

      for (guint j = 0; repeats && j < refrain->words->len; j++)
        {
          const Word *other = &g_array_index (refrain->words, Word, j);
          Word word = { g_strdup (other->letters), (*next_id)++, FALSE };

          g_array_append_val (passage->words, word);
        }
      if (!repeats)
        {
          Word word = { make_word (random), (*next_id)++, FALSE };

          g_array_append_val (passage->words, word);
        }
    }
  return passage;
}

static GPtrArray *
make_refrains (GRand *random)
{
  GPtrArray *refrains = g_ptr_array_new_with_free_func (free_passage);

  for (guint i = 0; i < 6; i++)
    {
      Passage *refrain = new_passage ();

      for (int n = g_rand_int_range (random, 2, 9); n > 0; n--)
        {
          Word word = { make_word (random), 0, FALSE };

          g_array_append_val (refrain->words, word);
        }
      g_ptr_array_add (refrains, refrain);
    }
  return refrains;
}

static char *
misspell (GRand *random, const char *letters)
{
  GString *word = g_string_new (letters);
  gssize at = g_rand_int_range (random, 0, (int) word->len);

  switch (g_rand_int_range (random, 0, 3))
    {
    case 0:
      word->str[at] = (char) ('a' + g_rand_int_range (random, 0, 26));
      break;
    case 1:
      g_string_insert_c (word, at, (char) ('a' + g_rand_int_range (random, 0, 26)));
      break;
    default:
      if (word->len > 1)
        g_string_erase (word, at, 1);
    }
  return g_string_free (word, FALSE);
}

/* Of a hundred words so many are misread, left out, or have one put in before them. */
static void
edit_words (GRand *random, Passage *passage, int misread, int changed, guint *next_id)
{
  for (guint i = passage->words->len; i > 0; i--)
    {
      Word *word = &g_array_index (passage->words, Word, i - 1);

      if (g_rand_int_range (random, 0, 100) < misread)
        {
          char *other = misspell (random, word->letters);

          g_free (word->letters);
          word->letters = other;
        }
      if (g_rand_int_range (random, 0, 200) < changed && passage->words->len > 1)
        g_array_remove_index (passage->words, i - 1);
      else if (g_rand_int_range (random, 0, 200) < changed)
        {
          Word added = { make_word (random), (*next_id)++, FALSE };

          g_array_insert_val (passage->words, i - 1, added);
        }
    }
}

static void
move_chapter (GRand *random, GPtrArray *passages)
{
  guint n = 40;
  guint from = (guint) g_rand_int_range (random, 0, (int) (passages->len - n));
  guint to = (guint) g_rand_int_range (random, 0, (int) (passages->len - n));
  g_autoptr (GPtrArray) chapter = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (chapter, g_ptr_array_steal_index (passages, from));
  for (guint i = 0; i < n; i++)
    g_ptr_array_insert (passages, (int) (to + i), g_ptr_array_index (chapter, i));
}

/* Two passages become one, or one two. */
static void
part_or_join (GRand *random, GPtrArray *passages, guint at)
{
  Passage *passage = g_ptr_array_index (passages, at);
  Passage *next = at + 1 < passages->len ? g_ptr_array_index (passages, at + 1) : NULL;
  guint half = passage->words->len / 2;
  Passage *added;

  if (g_rand_boolean (random) && next)
    {
      g_array_append_vals (passage->words, next->words->data, next->words->len);
      g_array_set_clear_func (next->words, NULL);
      g_ptr_array_remove_index (passages, at + 1);
      return;
    }
  if (half == 0)
    return;
  added = new_passage ();
  g_array_append_vals (added->words,
                       &g_array_index (passage->words, Word, half),
                       passage->words->len - half);
  g_array_set_clear_func (passage->words, NULL);
  g_array_set_size (passage->words, half);
  g_array_set_clear_func (passage->words, clear_word);
  g_ptr_array_insert (passages, (int) at + 1, added);
}

/* Words, and now and then a passage, that were not there; or some that are no longer. */
static void
add_or_cut (GRand *random, Edition *self, GPtrArray *refrains, gboolean adds, guint *next_id)
{
  for (guint i = self->now->len; i > 0; i--)
    {
      Passage *passage = g_ptr_array_index (self->now, i - 1);
      int per_thousand = (int[]){ 0, 20, 100, 300 }[g_rand_int_range (random, 0, 4)];
      gboolean whole = g_rand_int_range (random, 0, 20) == 0;

      for (guint j = passage->words->len; j > 0; j--)
        if (g_rand_int_range (random, 0, 1000) >= per_thousand)
          continue;
        else if (adds)
          {
            Word word = { make_word (random), (*next_id)++, FALSE };

            g_array_insert_val (passage->words, j - 1, word);
          }
        else if (passage->words->len > 1)
          g_array_remove_index (passage->words, j - 1);
      if (whole && adds)
        g_ptr_array_insert (self->now,
                            (int) i - 1,
                            make_passage (random, refrains, RARITY, next_id));
      else if (whole)
        g_ptr_array_remove_index (self->now, i - 1);
    }
}

/* As a reform does, everywhere alike. */
static void
respell (GPtrArray *passages, guint seed)
{
  static const char *const reforms[][2] = {
    { "que", "kwe" },
    { "cor", "kor" },
    { "ph", "f" },
    { "ler", "lleur" },
    { "gol", "goll" },
    { "vi", "vy" },
    { "stot", "st\xc3\xb4t" },
    { "ha", "a" },
    { "den", "d\xc3\xa8n" },
    { "he", "hij" },
  };

  for (guint i = 0; i < passages->len; i++)
    {
      GArray *words = ((Passage *) g_ptr_array_index (passages, i))->words;

      for (guint j = 0; j < words->len; j++)
        for (guint r = 0; r < G_N_ELEMENTS (reforms); r++)
          {
            Word *word = &g_array_index (words, Word, j);
            g_autoptr (GString) letters = g_string_new (word->letters);

            if ((seed + r) % 3 != 0)
              continue;
            g_string_replace (letters, reforms[r][0], reforms[r][1], 0);
            g_free (word->letters);
            word->letters = g_string_free (g_steal_pointer (&letters), FALSE);
          }
    }
}

/* What machines read wrongly, so often in a thousand words: letters that look alike, spaces that
 * are lost, words that were parted at the end of a line. */
static void
scan (GRand *random, GPtrArray *passages, int per_thousand)
{
  static const char *const lookalikes[][2] = {
    { "rn", "m" },
    { "m", "rn" },
    { "l", "1" },
    { "cl", "d" },
    { "h", "li" },
    { "o", "0" },
    { "i", "l" },
    { "e", "c" },
    { "u", "ii" },
    { "ri", "n" },
    { "f", "s" },
  };

  for (guint i = 0; i < passages->len; i++)
    {
      GArray *words = ((Passage *) g_ptr_array_index (passages, i))->words;

      for (guint j = 0; j < words->len; j++)
        {
          Word *word = &g_array_index (words, Word, j);
          g_autoptr (GString) letters = g_string_new (word->letters);
          int r = g_rand_int_range (random, 0, G_N_ELEMENTS (lookalikes));

          if (g_rand_int_range (random, 0, 1000) >= per_thousand)
            continue;
          word->glued = j + 1 < words->len && g_rand_int_range (random, 0, 5) == 0;
          if (letters->len > 4 && g_rand_int_range (random, 0, 5) == 0)
            g_string_insert (letters, (gssize) letters->len / 2, "- ");
          else
            g_string_replace (letters, lookalikes[r][0], lookalikes[r][1], 1);
          g_free (word->letters);
          word->letters = g_string_free (g_steal_pointer (&letters), FALSE);
        }
    }
}

static void
edit_all (GRand *random, Edition *self, GPtrArray *refrains, guint seed, guint *next_id)
{
  int misread = (int[]){ 0, 2, 8, 20 }[seed % 4];
  int changed = (int[]){ 3, 0, 10, 5 }[seed / 4 % 4];

  for (guint i = self->now->len; i > 0; i--)
    {
      int die = g_rand_int_range (random, 0, 100);

      if (die < 30)
        edit_words (random, g_ptr_array_index (self->now, i - 1), misread, changed, next_id);
      else if (die < 33)
        g_ptr_array_remove_index (self->now, i - 1);
      else if (die < 36)
        g_ptr_array_insert (self->now,
                            (int) i - 1,
                            make_passage (random, refrains, RARITY, next_id));
      else if (die < 38)
        part_or_join (random, self->now, i - 1);
    }
  if (seed % 2)
    move_chapter (random, self->now);
}

static void
change (GRand *random, Edition *self, Kind kind, GPtrArray *refrains, guint seed, guint *next_id)
{
  switch (kind)
    {
    case ADDED_TO:
    case CUT:
      add_or_cut (random, self, refrains, kind == ADDED_TO, next_id);
      break;
    case REARRANGED:
      for (guint i = 0; i < 4 + seed % 8; i++)
        move_chapter (random, self->now);
      break;
    case RESPELLED:
      respell (self->now, seed);
      break;
    case SCANNED:
      scan (random, self->now, (int[]){ 10, 50, 150, 300 }[seed % 4]);
      break;
    default:
      edit_all (random, self, refrains, seed, next_id);
    }
}

static void
edition_init (Edition *self, Kind kind, guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) refrains = make_refrains (random);
  guint next_id = 1;

  self->then = g_ptr_array_new_with_free_func (free_passage);
  self->now = g_ptr_array_new_with_free_func (free_passage);
  for (guint i = 0; i < N_PASSAGES; i++)
    {
      int rarity = kind == REPEATING ? 4 : RARITY;
      Passage *passage = make_passage (random, refrains, rarity, &next_id);

      if (seed % 3 == 0)
        passage->key = g_strdup_printf ("p%u", i);
      g_ptr_array_add (self->then, passage);
      g_ptr_array_add (self->now, copy_passage (passage));
    }
  change (random, self, kind, refrains, seed, &next_id);
  /* A converter that numbers passages gives others the keys of before. */
  for (guint i = 0; i < self->now->len && seed % 6 == 0; i++)
    {
      Passage *passage = g_ptr_array_index (self->now, i);

      g_free (passage->key);
      passage->key = g_strdup_printf ("p%u", i);
    }
}

static void
edition_clear (Edition *self)
{
  g_ptr_array_unref (self->then);
  g_ptr_array_unref (self->now);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Edition, edition_clear)

static char *
write_passage (const Passage *passage)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < passage->words->len; i++)
    {
      const Word *word = &g_array_index (passage->words, Word, i);
      gboolean spaced = i + 1 < passage->words->len && !word->glued;

      g_string_append_printf (text, "%s%s", word->letters, spaced ? " " : "");
    }
  return g_string_free (text, FALSE);
}

static char *
read_cb (gpointer user_data, gboolean is_new, guint index)
{
  Edition *edition = user_data;

  return write_passage (g_ptr_array_index (is_new ? edition->now : edition->then, index));
}

static GArray *
describe (GPtrArray *passages)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (TriMatchPassage));

  for (guint i = 0; i < passages->len; i++)
    {
      Passage *passage = g_ptr_array_index (passages, i);
      g_autofree char *content = write_passage (passage);
      g_autofree char *key = passage->key ? g_strdup (passage->key)
                                          : g_strdup_printf ("b.d1.p%u-%08x",
                                                             i,
                                                             g_str_hash (content));
      TriMatchPassage one;

      tri_match_passage_init (&one, key, content);
      g_array_append_val (all, one);
    }
  return all;
}

static TriRange
get_range (const Passage *passage, guint first, guint n)
{
  TriRange range = { 0, 0 };

  for (guint i = 0; i < first + n; i++)
    {
      if (i == first)
        range.start = range.end;
      range.end += (guint) g_utf8_strlen (g_array_index (passage->words, Word, i).letters, -1) + 1;
    }
  range.end--;
  return range;
}

/* The numbers of the words in a range. */
static GHashTable *
list_ids (const Passage *passage, const TriRange *range)
{
  GHashTable *ids = g_hash_table_new (NULL, NULL);
  guint at = 0;

  for (guint i = 0; i < passage->words->len; i++)
    {
      const Word *word = &g_array_index (passage->words, Word, i);
      guint end = at + (guint) g_utf8_strlen (word->letters, -1);

      if (at < range->end && end > range->start)
        g_hash_table_add (ids, GUINT_TO_POINTER (word->id));
      at = end + (word->glued ? 0 : 1);
    }
  return ids;
}

static gboolean
say_the_same (const Passage *passage, guint i, guint j)
{
  return g_str_equal (g_array_index (passage->words, Word, i).letters,
                      g_array_index (passage->words, Word, j).letters);
}

/* Of a word that is there twice running nobody knows which was left out. */
static gboolean
is_double (const Passage *passage, guint i, guint first, guint n)
{
  return (i + 1 == first && say_the_same (passage, i, first))
         || (i == first + n && say_the_same (passage, i, i - 1));
}

static gboolean
say_the_words (const Passage *then, guint first, guint n, const Passage *now, const TriRange *range)
{
  TriRange old = get_range (then, first, n);
  g_autofree char *before = write_passage (then);
  g_autofree char *after = write_passage (now);
  g_autofree char *marked = g_utf8_substring (before, old.start, old.end);
  g_autofree char *found = g_utf8_substring (after, range->start, range->end);

  return g_str_equal (marked, found);
}

/* All words that were marked and are still there, of this passage or another, and none that stood
 * beside them then. Where one that says the same was put in beside a marked one, or is left of two,
 * nobody can tell which. */
static gboolean
is_right (const Passage *then, guint first, guint n, const Passage *now, const TriRange *range)
{
  g_autoptr (GHashTable) found = list_ids (now, range);
  gboolean same = say_the_words (then, first, n, now, range);
  guint n_found = 0;

  for (guint i = 0; i < then->words->len; i++)
    {
      guint id = g_array_index (then->words, Word, i).id;
      gboolean is_marked = i >= first && i < first + n;

      if (!g_hash_table_contains (found, GUINT_TO_POINTER (id)))
        continue;
      if (!is_marked && !is_double (then, i, first, n) && !same)
        return FALSE;
      if (is_marked || is_double (then, i, first, n))
        n_found++;
    }
  return n_found * 2 > n || (same && n_found > 0);
}

static void
count_anchors (Kind kind, guint seed, guint counts[TRI_N_ANCHOR_STATES], guint *wrong)
{
  g_auto (Edition) edition = { 0 };
  g_autoptr (GRand) random = g_rand_new_with_seed (seed + 1000);
  g_autoptr (GArray) then = NULL;
  g_autoptr (GArray) now = NULL;
  g_autoptr (TriAnchorMap) map = NULL;

  edition_init (&edition, kind, seed);
  then = describe (edition.then);
  now = describe (edition.now);
  map = tri_anchor_map_new (then, now, read_cb, &edition);
  for (guint i = 0; i < N_PLACES; i++)
    {
      guint index = (guint) g_rand_int_range (random, 0, (int) edition.then->len);
      Passage *passage = g_ptr_array_index (edition.then, index);
      guint first = (guint) g_rand_int_range (random, 0, (int) passage->words->len);
      guint n = (guint) g_rand_int_range (random, 1, i % 3 == 0 ? 20 : 4);
      TriAnchorPlace place = { index };
      TriAnchorPlace found = { 0 };
      TriAnchorState state;

      n = MIN (n, passage->words->len - first);
      place.range = get_range (passage, first, n);
      state = tri_anchor_map_place (map, &place, &found);
      counts[state]++;
      if (state <= TRI_ANCHOR_MOVED
          && !is_right (passage,
                        first,
                        n,
                        g_ptr_array_index (edition.now, found.passage),
                        &found.range))
        {
          g_autofree char *before = read_cb (&edition, FALSE, index);
          g_autofree char *after = read_cb (&edition, TRUE, found.passage);
          g_autofree char *old_words = g_utf8_substring (before,
                                                         place.range.start,
                                                         place.range.end);
          g_autofree char *new_words = g_utf8_substring (after, found.range.start, found.range.end);

          (*wrong)++;
          g_test_message ("%s, seed %u: “%s” (%u of “%s”) is not “%s” (%u of “%s”), "
                          "match %u, alike %.2f",
                          kinds[kind],
                          seed,
                          old_words,
                          place.range.start,
                          before,
                          new_words,
                          found.range.start,
                          after,
                          tri_anchor_map_get (map, index)->kind,
                          tri_anchor_map_get (map, index)->likeness);
        }
    }
}

/* Of the places in editions that were changed in one way, none is found on other words. With -m
 * slow there are 10,000 of each. */
static void
test_generated (gconstpointer data)
{
  Kind kind = (Kind) GPOINTER_TO_INT (data);
  guint counts[TRI_N_ANCHOR_STATES] = { 0 };
  guint wrong = 0;
  guint n = kind == EDITED || g_test_slow () ? 16 : 4;

  for (guint seed = 0; seed < n; seed++)
    count_anchors (kind, seed, counts, &wrong);
  g_test_message ("%s, %u places: exact %u, moved %u, doubtful %u, lost %u; wrong %u",
                  kinds[kind],
                  n * N_PLACES,
                  counts[TRI_ANCHOR_EXACT],
                  counts[TRI_ANCHOR_MOVED],
                  counts[TRI_ANCHOR_DOUBTFUL],
                  counts[TRI_ANCHOR_LOST],
                  wrong);
  g_assert_cmpuint (wrong, <=, wrong_at_most[kind]);
  g_assert_cmpuint (counts[TRI_ANCHOR_EXACT] + counts[TRI_ANCHOR_MOVED],
                    >=,
                    n * N_PLACES * found_at_least[kind] / 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      g_autofree char *path = g_strdup_printf ("/anchor/generated/%s", kinds[kind]);

      g_test_add_data_func (path, GUINT_TO_POINTER (kind), test_generated);
    }
  return g_test_run ();
}
