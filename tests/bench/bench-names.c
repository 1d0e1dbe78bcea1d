/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-name-match.h"
#include "entities/tri-name-places.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* How many names are known again in another language, and how many are taken for others:
 * bench-names [--half 0|1] [--misses] [FILE TYPE COLUMN…]. A file has a line of column names and
 * then a name in each language a line. Without a file: those of TRIPTYCH_TEST_DATA. Rules were
 * tuned on the even rows (--half 0) of persons; the other half is what is reported. */

#define N_RANDOM 100000
#define N_RELATIVES 2000
#define MAX_COLUMNS 8

typedef struct
{
  const char *file;
  TriEntityType type;
  /* What the columns are called, and their languages. */
  const char *columns[MAX_COLUMNS];
  const char *langs[MAX_COLUMNS];
  /* Of each column, the one whose values begin with "dice:" where its names are to be trusted. */
  const char *proofs[MAX_COLUMNS];
} Set;

static const Set sets[] = {
  { "names/wikipedia-titles.tsv",
    TRI_ENTITY_PERSON,
    { "en", "fr", "nl", "ru", "de" },
    { "en", "fr", "nl", "ru", "de" },
    { NULL } },
  { "names/bible-names-strongs.tsv",
    TRI_ENTITY_PERSON,
    { "en_kjv", "fr_lsg1910", "nl_statenvertaling", "nl_canisius1939" },
    { "en", "fr", "nl", "nl" },
    { NULL, "lsg_method:score", "svv_method:score", "canisius_method:score" } },
  { "names/80days-names.tsv",
    TRI_ENTITY_PERSON,
    { "en", "fr", "nl" },
    { "en", "fr", "nl" },
    { NULL } },
  { "names/cldr-places-en-fr-nl-ru.tsv",
    TRI_ENTITY_PLACE,
    { "en", "fr", "nl", "ru" },
    { "en", "fr", "nl", "ru" },
    { NULL } },
};

/* Rows of the lists of persons that name things and peoples, by a word of the first column. */
static const char *const things[] = {
  "list of",
  "house of",
  "church",
  "kingdom",
  "council",
  "order of",
  "empire",
  "states",
  "war",
  "treaty",
  "schism",
  "reformation",
  "language",
  "music",
  "navy",
  "crusade",
  "feast",
  "bull",
  "family",
  "dynasty",
  "caliphate",
  "basilica",
  "castle",
  "succession",
  "revolution",
  "academy",
  "president",
  "minister",
  "cities",
  "municipalities",
  "division",
  "governorate",
  "legion",
  "congregation",
  "religion",
  "politics",
  "economy",
  "cathedral",
  "mass",
  "rite",
  "encyclical",
  "monarch",
  "canonization",
  "beatification",
  "college",
  "party",
  "script",
  "currency",
  "people",
  "pontifical",
  "calendar",
  "republic",
  "battle",
  "siege",
  "flag",
  "anthem",
  "constitution",
  "parliament",
  "article",
  "history",
  "geography",
  "culture",
  "crisis",
  "duchy",
  "county",
};

static gboolean
is_thing (const char *name)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    if (strstr (lower, things[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean show_misses = FALSE;
static int half = 1;

typedef struct
{
  const Set *set;
  guint n_columns;
  /* A GPtrArray of nullable keys a row, and the names behind them. */
  GPtrArray *rows;
  GPtrArray *names;
} Names;

static void
row_free (gpointer data)
{
  TriNameKey **row = data;

  for (guint i = 0; i < MAX_COLUMNS; i++)
    g_clear_pointer (&row[i], tri_name_key_free);
  g_free (row);
}

static int
find_column (char **header, const char *name)
{
  for (int i = 0; name != NULL && header[i] != NULL; i++)
    if (strcmp (header[i], name) == 0)
      return i;
  return -1;
}

static void
add_row (Names *self, char **header, char **fields)
{
  TriNameKey **row = g_new0 (TriNameKey *, MAX_COLUMNS);
  char **names = g_new0 (char *, MAX_COLUMNS + 1);
  guint n_fields = g_strv_length (fields);

  for (guint i = 0; i < self->n_columns; i++)
    {
      int column = find_column (header, self->set->columns[i]);
      int proof = find_column (header, self->set->proofs[i]);
      gboolean proven = proof < 0 || (guint) proof >= n_fields
                        || g_str_has_prefix (fields[proof], "dice:");
      const char *name = column >= 0 && (guint) column < n_fields ? fields[column] : "";

      names[i] = g_strdup (name);
      if (*name != '\0' && proven)
        row[i] = tri_name_key_new (name, self->set->langs[i]);
    }
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->names, names);
}

static gboolean
load (Names *self, const char *path)
{
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) header = NULL;

  if (!g_file_get_contents (path, &content, NULL, NULL))
    return FALSE;
  lines = g_strsplit (content, "\n", -1);
  header = g_strsplit (lines[0], "\t", -1);
  for (self->n_columns = 0; self->set->columns[self->n_columns] != NULL;)
    self->n_columns++;
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->names = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 1; lines[i] != NULL; i++)
    if (lines[i][0] != '\0' && (half < 0 || (int) i % 2 == half))
      {
        g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);

        if (self->set->type != TRI_ENTITY_PERSON || !is_thing (fields[0]))
          add_row (self, header, fields);
      }
  return TRUE;
}

static void
names_clear (Names *self)
{
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->names);
}

static const TriNameKey *
get (const Names *self, guint row, guint column)
{
  return ((TriNameKey **) g_ptr_array_index (self->rows, row))[column];
}

static const char *
name_of (const Names *self, guint row, guint column)
{
  return ((char **) g_ptr_array_index (self->names, row))[column];
}

static gboolean
share_block (const TriNameKey *a, const TriNameKey *b)
{
  g_auto (GStrv) blocks_a = tri_name_key_list_blocks (a);
  g_auto (GStrv) blocks_b = tri_name_key_list_blocks (b);

  for (guint i = 0; blocks_a[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) blocks_b, blocks_a[i]))
      return TRUE;
  return FALSE;
}

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a;
  float y = *(const float *) b;

  return x < y ? 1 : x > y ? -1
                           : 0;
}

static double
share_above (const GArray *scores, float limit)
{
  guint n = 0;

  for (guint i = 0; i < scores->len; i++)
    n += g_array_index (scores, float, i) >= limit;
  return scores->len == 0 ? 0 : (double) n / scores->len;
}

/* Two rows may be one name ("Regent" of two lists, Leo and Leo): those are no different people. */
static gboolean
are_different (const Names *self, guint i, guint j)
{
  for (guint c = 0; c < self->n_columns; c++)
    {
      const TriNameKey *a = get (self, i, c);
      const TriNameKey *b = get (self, j, c);

      if (a != NULL && b != NULL && strcmp (a->folded, b->folded) == 0)
        return FALSE;
    }
  return i != j;
}

static void
score_same (const Names *self, guint a, guint b, GArray *scores, guint *n_blocked)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (get (self, i, a) != NULL && get (self, i, b) != NULL)
      {
        float score = tri_name_match (get (self, i, a), get (self, i, b), self->set->type, NULL);

        g_array_append_val (scores, score);
        *n_blocked += share_block (get (self, i, a), get (self, i, b));
        if (show_misses && score >= TRI_NAME_MATCH_SAME
            && !share_block (get (self, i, a), get (self, i, b)))
          g_print ("  no key %.2f  %s | %s\n", score, name_of (self, i, a), name_of (self, i, b));
        if (show_misses && score < TRI_NAME_MATCH_SAME)
          g_print ("  miss %.2f  %s | %s\n", score, name_of (self, i, a), name_of (self, i, b));
      }
}

/* What the list does not tell: whether a row is of a person. One who is named by a name that people
 * are given, or by a number, is taken for one. */
static gboolean
is_person (const Names *self, guint row)
{
  for (guint c = 0; c < self->n_columns; c++)
    for (guint i = 0; get (self, row, c) != NULL && i < get (self, row, c)->words->len; i++)
      {
        const TriNameWord *word = tri_name_key_get_word (get (self, row, c), i);

        if (word->given > 0 || word->kind == TRI_NAME_WORD_NUMBER)
          return TRUE;
      }
  return FALSE;
}

static double
share_of_persons (const Names *self, guint a, guint b)
{
  guint n = 0;
  guint n_same = 0;

  for (guint i = 0; i < self->rows->len; i++)
    if (get (self, i, a) != NULL && get (self, i, b) != NULL && is_person (self, i))
      {
        float score = tri_name_match (get (self, i, a), get (self, i, b), self->set->type, NULL);

        n++;
        n_same += score >= TRI_NAME_MATCH_SAME;
      }
  return n == 0 ? 0 : (double) n_same / n;
}

static gboolean
begins_with_given (const TriNameKey *key)
{
  return key->words->len > 0 && tri_name_key_get_word (key, 0)->given > 0;
}

/* The name of a row with the given name of another before it. NULL when either has none. */
static TriNameKey *
call_otherwise (const Names *self, guint row, guint other, guint column)
{
  const TriNameKey *one = get (self, row, column);
  const TriNameKey *two = get (self, other, column);
  g_autofree char *name = NULL;
  const char *rest;

  if (one == NULL || two == NULL || one->words->len < 2 || !begins_with_given (one)
      || !begins_with_given (two)
      || tri_name_key_get_word (one, 0)->given == tri_name_key_get_word (two, 0)->given)
    return NULL;
  rest = strchr (name_of (self, row, column), ' ');
  if (rest == NULL)
    return NULL;
  name = g_strconcat (tri_name_key_get_word (two, 0)->text, rest, NULL);
  return tri_name_key_new (name, self->set->langs[column]);
}

/* Of people who are called alike but for their given names: how many are taken for one. */
static double
share_of_relatives (const Names *self, guint a, guint b)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1917);
  guint n = 0;
  guint n_same = 0;

  for (guint tries = 0; tries < 10 * N_RELATIVES && n < N_RELATIVES; tries++)
    {
      guint i = (guint) g_rand_int_range (random, 0, (gint) self->rows->len);
      guint j = (guint) g_rand_int_range (random, 0, (gint) self->rows->len);
      g_autoptr (TriNameKey) other = call_otherwise (self, i, j, b);
      float score;

      if (other == NULL || get (self, i, a) == NULL || !begins_with_given (get (self, i, a)))
        continue;
      score = tri_name_match (get (self, i, a), other, self->set->type, NULL);
      n++;
      n_same += score >= TRI_NAME_MATCH_SAME;
      if (show_misses && score >= TRI_NAME_MATCH_SAME)
        g_print ("  relative %.2f  %s | %s\n", score, name_of (self, i, a), other->name);
    }
  return n == 0 ? 0 : (double) n_same / n;
}

/* Pairs of different people: any, and such that share a key. */
static void
score_different (const Names *self, guint a, guint b, GArray *any, GArray *hard)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1890 + a * MAX_COLUMNS + b);

  for (guint n = 0; n < N_RANDOM; n++)
    {
      guint i = (guint) g_rand_int_range (random, 0, (gint) self->rows->len);
      guint j = (guint) g_rand_int_range (random, 0, (gint) self->rows->len);
      float score;

      if (get (self, i, a) == NULL || get (self, j, b) == NULL || !are_different (self, i, j))
        continue;
      score = tri_name_match (get (self, i, a), get (self, j, b), self->set->type, NULL);
      g_array_append_val (any, score);
      if (share_block (get (self, i, a), get (self, j, b)))
        g_array_append_val (hard, score);
      if (show_misses && score >= TRI_NAME_MATCH_SAME)
        g_print ("  false %.2f  %s | %s\n", score, name_of (self, i, a), name_of (self, j, b));
    }
}

static void
measure_pair (const Names *self, guint a, guint b)
{
  g_autoptr (GArray) same = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GArray) any = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GArray) hard = g_array_new (FALSE, FALSE, sizeof (float));
  guint n_blocked = 0;
  float limit;

  score_same (self, a, b, same, &n_blocked);
  score_different (self, a, b, any, hard);
  if (same->len == 0 || any->len == 0)
    return;
  g_array_sort (any, compare_scores);
  limit = g_array_index (any, float, any->len / 1000) + 0.0001f;
  g_print ("  %s-%s  %4u pairs: recall %.3f at %.2f (%.2f false in 1,000; %.1f of those with a key "
           "in common); %.3f where 1 in 1,000 is false (%.2f); %.3f share a key (of others %.4f); "
           "of persons %.3f; %.1f in 1,000 with another given name false\n",
           self->set->langs[a],
           self->set->langs[b],
           same->len,
           share_above (same, TRI_NAME_MATCH_SAME),
           (double) TRI_NAME_MATCH_SAME,
           1000 * share_above (any, TRI_NAME_MATCH_SAME),
           1000 * share_above (hard, TRI_NAME_MATCH_SAME),
           share_above (same, limit),
           (double) limit,
           (double) n_blocked / same->len,
           (double) hard->len / any->len,
           self->set->type == TRI_ENTITY_PERSON ? share_of_persons (self, a, b) : 0,
           1000 * share_of_relatives (self, a, b));
}

static gboolean
measure (const Set *set, const char *path)
{
  Names names = { set };

  if (!load (&names, path))
    return FALSE;
  g_print ("%s\n", path);
  for (guint a = 0; a < names.n_columns; a++)
    for (guint b = a + 1; b < names.n_columns; b++)
      measure_pair (&names, a, b);
  names_clear (&names);
  return TRUE;
}

static double
get_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static void
measure_speed (void)
{
  const guint n = 100000;
  double start = get_seconds ();
  g_autoptr (TriNameKey) fr = NULL;
  g_autoptr (TriNameKey) nl = NULL;
  float sum = 0;

  tri_name_places_find ("moskou");
  g_print ("places of ICU read: %.0f ms\n", (get_seconds () - start) * 1000);
  start = get_seconds ();
  for (guint i = 0; i < n; i++)
    tri_name_key_free (tri_name_key_new ("Nikolaï Ivanovitch Tchernychev", "fr"));
  g_print ("a key: %.2f us\n", (get_seconds () - start) * 1e6 / n);
  fr = tri_name_key_new ("Nikolaï Ivanovitch Tchernychev", "fr");
  nl = tri_name_key_new ("N. Tsjernysjev", "nl");
  start = get_seconds ();
  for (guint i = 0; i < n; i++)
    sum += tri_name_match (fr, nl, TRI_ENTITY_PERSON, NULL);
  g_print ("a comparison: %.2f us (%.2f)\n", (get_seconds () - start) * 1e6 / n, sum / n);
}

int
main (int argc, char **argv)
{
  const char *data = g_getenv ("TRIPTYCH_TEST_DATA");
  gboolean measured = FALSE;

  setlocale (LC_ALL, "");

  for (argc--, argv++; argc > 0 && g_str_has_prefix (*argv, "--"); argc--, argv++)
    if (strcmp (*argv, "--misses") == 0)
      show_misses = TRUE;
    else if (strcmp (*argv, "--half") == 0 && argc > 1)
      half = atoi (*++argv), argc--;
  if (argc > 2)
    {
      Set set = { argv[0], atoi (argv[1]) };

      for (int i = 2; i < argc && i < MAX_COLUMNS + 1; i++)
        set.columns[i - 2] = set.langs[i - 2] = argv[i];
      return measure (&set, argv[0]) ? 0 : 1;
    }
  measure_speed ();
  for (guint i = 0; i < G_N_ELEMENTS (sets) && data != NULL; i++)
    {
      g_autofree char *path = g_build_filename (data, sets[i].file, NULL);

      measured |= measure (&sets[i], path);
    }
  if (!measured)
    g_print ("no names to measure with: TRIPTYCH_TEST_DATA says where they are\n");
  return 0;
}
