/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align-generate.h"

#include <math.h>
#include <stdio.h>

/* Two texts in languages that do not exist. Each word of the one has a word of the other that looks
 * nothing like it, words are as frequent as Zipf says, a tenth of them is lost on the way, and here
 * and there a name or a number is the same in both. Of a hundred sentences one is missing on either
 * side, three are told in two, three are told together with the next. */

#define N_WORDS 20000

static const char *const syllables[2][10] = {
  { "ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "so", "tu" },
  { "kra", "sche", "vri", "zwo", "ghu", "jaa", "wee", "dij", "moe", "tau" },
};

typedef struct
{
  FILE *files[3];
  GRand *random;
  double *sums;
  guint n[2];
} Generator;

static void
write_word (FILE *file, guint side, guint word)
{
  for (guint i = 0; i < 2 || word; i++, word /= 10)
    fputs (syllables[side][(word + i) % 10], file);
}

/* By Zipf's law, found in the sums by halves. */
static guint
choose_word (Generator *self)
{
  double at = g_rand_double (self->random) * self->sums[N_WORDS - 1];
  guint lo = 0;
  guint hi = N_WORDS - 1;

  while (lo < hi)
    {
      guint mid = (lo + hi) / 2;

      if (self->sums[mid] < at)
        lo = mid + 1;
      else
        hi = mid;
    }
  return lo;
}

static gboolean
happens (Generator *self, guint percent)
{
  return (guint) g_rand_int_range (self->random, 0, 100) < percent;
}

/* One sentence on both sides, or on one only; without the ends of lines. */
static void
write_sentence (Generator *self, const gboolean there[2])
{
  guint n_words = (guint) g_rand_int_range (self->random, 4, 24);

  for (guint i = 0; i < n_words; i++)
    {
      guint word = choose_word (self);
      guint same = happens (self, 2) ? (guint) g_rand_int_range (self->random, 10, 100000) : 0;

      for (guint side = 0; side < 2; side++)
        {
          guint kept = happens (self, 90) ? word : choose_word (self);

          if (!there[side] || (i > 0 && happens (self, 5)))
            continue;
          fputc (' ', self->files[side]);
          if (same)
            fprintf (self->files[side], "%u", same);
          else
            write_word (self->files[side], side, kept);
        }
    }
  for (guint side = 0; side < 2; side++)
    if (there[side])
      fputc ('.', self->files[side]);
}

static void
end_line (Generator *self, guint side)
{
  fputc ('\n', self->files[side]);
  self->n[side]++;
}

static void
write_link (Generator *self)
{
  static const gboolean both[2] = { TRUE, TRUE };
  guint kind = (guint) g_rand_int_range (self->random, 0, 100);
  guint from[2] = { self->n[0], self->n[1] };

  if (kind < 2)
    {
      write_sentence (self, (const gboolean[2]){ kind == 0, kind == 1 });
      end_line (self, kind);
      return;
    }
  write_sentence (self, both);
  if (kind < 8)
    {
      end_line (self, kind & 1);
      write_sentence (self, both);
    }
  end_line (self, 0);
  end_line (self, 1);
  for (guint side = 0; side < 2; side++)
    for (guint i = from[side]; i < self->n[side]; i++)
      fprintf (self->files[2], "%s%u", i > from[side] ? "," : (side ? ":" : ""), i);
  fputc ('\n', self->files[2]);
}

/**
 * align_generate:
 * @path_gold: gets the links that have both sides
 *
 * Writes two texts of about @n_pairs lines.
 */
void
align_generate (guint n_pairs, const char *path_a, const char *path_b, const char *path_gold)
{
  Generator self = {
    { fopen (path_a, "w"), fopen (path_b, "w"), fopen (path_gold, "w") },
    g_rand_new_with_seed (1917),
    g_new (double, N_WORDS),
    { 0, 0 },
  };
  double sum = 0;

  for (guint i = 0; i < 3; i++)
    g_assert_nonnull (self.files[i]);
  for (guint i = 0; i < N_WORDS; i++)
    self.sums[i] = sum += 1 / (i + 2.7);
  while (self.n[0] < n_pairs)
    write_link (&self);
  for (guint i = 0; i < 3; i++)
    fclose (self.files[i]);
  g_rand_free (self.random);
  g_free (self.sums);
}
