/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-heights.h"

#define BLOCK 64

typedef struct
{
  float heights[BLOCK]; /* negative: not measured */
} Block;

/* Two Fenwick trees over blocks of rows: the measured pixels, and how many rows they are of. The
 * rows that the last block has too many count as measured, with no height. */
struct _ReaderHeights
{
  guint64 n_rows;
  gsize n_blocks;
  Block **blocks;
  double *sums;
  guint32 *counts;
  double average;
  double sum;
  guint64 count;
};

static void
add (ReaderHeights *self, gsize block, double sum, gint count)
{
  for (gsize i = block + 1; i <= self->n_blocks; i += i & (~i + 1))
    {
      self->sums[i] += sum;
      self->counts[i] = (guint32) ((gint64) self->counts[i] + count);
    }
}

static Block *
block_new (void)
{
  Block *block = g_new (Block, 1);

  for (guint i = 0; i < BLOCK; i++)
    block->heights[i] = -1;
  return block;
}

/**
 * reader_heights_new:
 * @guess: the height of a row as long as none is measured, in pixels
 */
ReaderHeights *
reader_heights_new (guint64 n_rows, double guess)
{
  ReaderHeights *self = g_new0 (ReaderHeights, 1);

  self->n_rows = n_rows;
  self->n_blocks = (n_rows + BLOCK - 1) / BLOCK;
  self->blocks = g_new0 (Block *, self->n_blocks + 1);
  self->sums = g_new0 (double, self->n_blocks + 1);
  self->counts = g_new0 (guint32, self->n_blocks + 1);
  self->average = guess;
  if (self->n_blocks > 0)
    add (self, self->n_blocks - 1, 0, (gint) (self->n_blocks * BLOCK - n_rows));
  return self;
}

void
reader_heights_free (ReaderHeights *self)
{
  for (gsize i = 0; i < self->n_blocks; i++)
    g_free (self->blocks[i]);
  g_free (self->blocks);
  g_free (self->sums);
  g_free (self->counts);
  g_free (self);
}

guint64
reader_heights_get_n_rows (ReaderHeights *self)
{
  return self->n_rows;
}

/**
 * reader_heights_get:
 *
 * Returns: the height of @row in pixels, as measured or the average
 */
double
reader_heights_get (ReaderHeights *self, guint64 row)
{
  Block *block = self->blocks[row / BLOCK];

  g_return_val_if_fail (row < self->n_rows, 0);

  return block != NULL && block->heights[row % BLOCK] >= 0 ? block->heights[row % BLOCK]
                                                           : self->average;
}

void
reader_heights_set (ReaderHeights *self, guint64 row, double height)
{
  Block **block = &self->blocks[row / BLOCK];
  float *slot = NULL;
  float rounded = (float) height;

  g_return_if_fail (row < self->n_rows);

  if (*block == NULL)
    *block = block_new ();
  slot = &(*block)->heights[row % BLOCK];
  if (*slot < 0)
    {
      add (self, row / BLOCK, rounded, 1);
      self->sum += rounded;
      self->count++;
    }
  else
    {
      add (self, row / BLOCK, rounded - *slot, 0);
      self->sum += rounded - *slot;
    }
  *slot = rounded;
}

/**
 * reader_heights_get_offset:
 *
 * Returns: how far below the beginning @row begins, in pixels; the number of rows is allowed
 */
double
reader_heights_get_offset (ReaderHeights *self, guint64 row)
{
  gsize block = row / BLOCK;
  double offset = 0;
  guint64 count = 0;

  for (gsize i = block; i > 0; i -= i & (~i + 1))
    {
      offset += self->sums[i];
      count += self->counts[i];
    }
  offset += (double) (block * BLOCK - count) * self->average;
  for (guint64 i = block * BLOCK; i < row; i++)
    offset += reader_heights_get (self, i);
  return offset;
}

double
reader_heights_get_total (ReaderHeights *self)
{
  return reader_heights_get_offset (self, self->n_rows);
}

static gsize
find_block (ReaderHeights *self, double *offset)
{
  gsize found = 0;
  gsize step = 1;

  while (step * 2 <= self->n_blocks)
    step *= 2;
  for (; step > 0; step /= 2)
    {
      gsize next = found + step;
      double height = 0;

      if (next > self->n_blocks)
        continue;
      height = self->sums[next] + (double) (step * BLOCK - self->counts[next]) * self->average;
      if (height <= *offset)
        {
          *offset -= height;
          found = next;
        }
    }
  return found;
}

/**
 * reader_heights_find:
 * @offset: pixels below the beginning
 * @into: (out): pixels into the row
 *
 * Returns: the row at @offset; the first or the last when there is none
 */
guint64
reader_heights_find (ReaderHeights *self, double offset, double *into)
{
  guint64 row = 0;

  *into = 0;
  if (self->n_rows == 0 || offset <= 0)
    return 0;

  row = find_block (self, &offset) * BLOCK;
  for (; row < self->n_rows; row++)
    {
      double height = reader_heights_get (self, row);

      if (offset < height)
        {
          *into = offset;
          return row;
        }
      offset -= height;
    }
  *into = reader_heights_get (self, self->n_rows - 1);
  return self->n_rows - 1;
}

/**
 * reader_heights_settle:
 *
 * Takes the average of what is measured for what is not. All offsets change, so it is for moments
 * in which nothing moves.
 */
void
reader_heights_settle (ReaderHeights *self)
{
  if (self->count > 0)
    self->average = self->sum / (double) self->count;
}
