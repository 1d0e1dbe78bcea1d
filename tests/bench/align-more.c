/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align-more.h"

#include "align-corpus.h"

#include <string.h>

/* News that is there line by line in five texts, of which lines are lost and joined: how right and
 * how sure groups of four and five texts are. */

#define MAX_TEXTS 5
#define PIECE 490

static const char *const files[] = { "eng", "fra", "nld", "eng-GB", "fra-CA" };
static const char *const langs[] = { "en", "fr", "nl", "en", "fr" };

static const double bins[] = { .99, .9, .8, .6, .3, 0 };

/**
 * Sum:
 * @n: groups said to be so sure; @n_right: those of them that are right; @said: how sure
 */
typedef struct
{
  AlignScore score;
  guint largest;
  guint n[G_N_ELEMENTS (bins)];
  guint n_right[G_N_ELEMENTS (bins)];
  double said[G_N_ELEMENTS (bins)];
} Sum;

/**
 * Piece:
 * @units: what is left of the lines
 * @lines: (element-type guint): for each unit the first of its lines
 * @together: (array length=PIECE): for each line the first one that a unit of some text joins it to
 */
typedef struct
{
  guint n_texts;
  GPtrArray *units[MAX_TEXTS];
  GArray *lines[MAX_TEXTS];
  guint together[PIECE + 1];
} Piece;

static void
piece_clear (Piece *self)
{
  for (guint t = 0; t < self->n_texts; t++)
    {
      g_ptr_array_unref (self->units[t]);
      g_array_unref (self->lines[t]);
    }
}

/* A dozen lines in a row are lost, one in forty elsewhere; one in seventeen is joined to the
 * next. */
static void
fill (Piece *self, guint text, const GPtrArray *lines, guint first, GRand *random)
{
  guint gap = (guint) g_rand_int_range (random, 5, PIECE - 20);

  self->units[text] = g_ptr_array_new_with_free_func (g_free);
  self->lines[text] = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < PIECE; i++)
    {
      const char *line = g_ptr_array_index (lines, first + i);
      double chance = g_rand_double (random);

      if ((i >= gap && i < gap + 12) || chance < .025)
        continue;
      g_array_append_val (self->lines[text], i);
      if (chance < .085 && i + 1 < PIECE && i + 1 != gap)
        {
          const char *next = g_ptr_array_index (lines, first + i + 1);

          g_ptr_array_add (self->units[text], g_strconcat (line, " ", next, NULL));
          self->together[i + 1] = i;
          i++;
        }
      else
        g_ptr_array_add (self->units[text], g_strdup (line));
    }
}

static guint
find_root (const Piece *self, guint line)
{
  while (self->together[line] != line)
    line = self->together[line];
  return line;
}

/* "0:3 1:2 1:3 ": the units that tell a line, by their texts; in a group, as the aligner has it */
static void
append_unit (GString *group, guint text, guint unit)
{
  g_string_append_printf (group, "%u:%u ", text, unit);
}

static gboolean
has_two_texts (const char *group)
{
  for (const char *p = group; *p; p = strchr (p, ' ') + 1)
    if (*p != *group)
      return TRUE;
  return FALSE;
}

/* (element-type utf8) */
static GHashTable *
collect_gold (const Piece *self)
{
  GHashTable *gold = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();

  for (guint i = 0; i < PIECE; i++)
    g_ptr_array_add (groups, g_string_new (NULL));
  for (guint t = 0; t < self->n_texts; t++)
    for (guint i = 0; i < self->lines[t]->len; i++)
      append_unit (g_ptr_array_index (groups,
                                      find_root (self, g_array_index (self->lines[t], guint, i))),
                   t,
                   i);
  for (guint i = 0; i < PIECE; i++)
    {
      char *group = g_string_free (g_ptr_array_index (groups, i), FALSE);

      if (has_two_texts (group))
        g_hash_table_add (gold, group);
      else
        g_free (group);
    }
  return gold;
}

static void
add_group (Sum *sum, const TriAlignGroup *group, guint n_texts, GHashTable *gold)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_right = FALSE;
  guint n_units = 0;
  guint bin = 0;

  for (guint t = 0; t < n_texts; t++)
    for (guint i = 0; i < group->count[t]; i++)
      append_unit (text, t, group->first[t] + i);
  for (guint t = 0; t < n_texts; t++)
    n_units += group->count[t];
  sum->largest = MAX (sum->largest, n_units);
  if (!has_two_texts (text->str))
    return;
  is_right = g_hash_table_contains (gold, text->str);
  while (group->confidence < bins[bin])
    bin++;
  sum->score.n_found++;
  sum->score.n_right += (guint) is_right;
  sum->n[bin]++;
  sum->n_right[bin] += (guint) is_right;
  sum->said[bin] += group->confidence;
}

static void
align_piece (Sum *sum, const Piece *piece)
{
  TriAlignText texts[MAX_TEXTS] = { 0 };
  g_autoptr (GHashTable) gold = collect_gold (piece);
  g_autoptr (TriAlignMany) alignment = NULL;
  g_autoptr (GError) error = NULL;

  for (guint t = 0; t < piece->n_texts; t++)
    {
      texts[t].lang = langs[t];
      texts[t].units = (const char *const *) piece->units[t]->pdata;
      texts[t].n_units = piece->units[t]->len;
    }
  alignment = tri_align_many (texts, piece->n_texts, NULL, &error);
  g_assert_no_error (error);
  sum->score.n_gold += g_hash_table_size (gold);
  for (guint i = 0; i < alignment->groups->len; i++)
    add_group (sum,
               &g_array_index (alignment->groups, TriAlignGroup, i),
               piece->n_texts,
               gold);
}

static void
print (const Sum *sum, guint n_texts)
{
  g_autofree char *name = g_strdup_printf ("news, damaged, %u texts", n_texts);

  align_score_print (name, &sum->score);
  g_print ("  %-34s %u units\n", "  largest group", sum->largest);
  for (guint i = 0; i < G_N_ELEMENTS (bins); i++)
    if (sum->n[i] > 0)
      g_print ("    said %.2f or more: %5u groups, said %.3f on average, %.3f right\n",
               bins[i],
               sum->n[i],
               sum->said[i] / sum->n[i],
               (double) sum->n_right[i] / sum->n[i]);
}

static void
measure (GPtrArray *const *lines, guint n_texts)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  Sum sum = { 0 };

  for (guint first = 0; first + PIECE <= lines[0]->len; first += PIECE)
    {
      Piece piece = { .n_texts = n_texts };

      for (guint i = 0; i <= PIECE; i++)
        piece.together[i] = i;
      for (guint t = 0; t < n_texts; t++)
        fill (&piece, t, lines[t], first, random);
      align_piece (&sum, &piece);
      piece_clear (&piece);
    }
  print (&sum, n_texts);
}

void
align_measure_more (const char *data)
{
  GPtrArray *lines[MAX_TEXTS] = { NULL };
  g_autofree char *folder = g_build_filename (data, "parallel", "ntrex", NULL);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_print ("  (no news in %s)\n", folder);
      return;
    }
  for (guint t = 0; t < MAX_TEXTS; t++)
    {
      g_autofree char *name = g_strdup_printf ("ntrex.%s.txt", files[t]);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      lines[t] = align_read_lines (path);
    }
  for (guint n = 3; n <= MAX_TEXTS; n++)
    measure (lines, n);
  for (guint t = 0; t < MAX_TEXTS; t++)
    g_ptr_array_unref (lines[t]);
}
