/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-id-runs.h"

#include "tri-temp-file.h"

#include <stdlib.h>
#include <unistd.h>

/* So much of each run is in memory while they are merged. */
#define WINDOW 256

typedef struct
{
  goffset at;     /* in the file: what was not read yet */
  guint64 n_left; /* in the file */
  guint n;        /* in the window */
  guint next;
  TriIdSeen *window;
} Run;

struct _TriIdRuns
{
  int file;
  goffset size;
  GArray *runs;
};

static void
clear_run (gpointer data)
{
  g_free (((Run *) data)->window);
}

TriIdRuns *
tri_id_runs_new (GError **error)
{
  int file = tri_temp_file_open (error);
  TriIdRuns *self = NULL;

  if (file < 0)
    return NULL;
  self = g_new0 (TriIdRuns, 1);
  self->file = file;
  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  g_array_set_clear_func (self->runs, clear_run);
  return self;
}

void
tri_id_runs_free (TriIdRuns *self)
{
  close (self->file);
  g_array_unref (self->runs);
  g_free (self);
}

static int
compare (const TriIdSeen *left, const TriIdSeen *right)
{
  if (left->hash != right->hash)
    return left->hash < right->hash ? -1 : 1;
  return left->line < right->line ? -1 : left->line > right->line;
}

static int
compare_seen (const void *a, const void *b)
{
  return compare (a, b);
}

/**
 * tri_id_runs_add:
 * @seen: (array length=n): sorted in place
 *
 * Writes one run.
 */
gboolean
tri_id_runs_add (TriIdRuns *self, TriIdSeen *seen, guint n, GError **error)
{
  Run run = { .at = self->size, .n_left = n };
  gsize size = n * sizeof *seen;

  qsort (seen, n, sizeof *seen, compare_seen);
  if (!tri_temp_file_write (self->file, seen, size, self->size, error))
    return FALSE;
  self->size += (goffset) size;
  g_array_append_val (self->runs, run);
  return TRUE;
}

static gboolean
refill (TriIdRuns *self, Run *run, GError **error)
{
  guint n = (guint) MIN (run->n_left, WINDOW);
  gsize size = n * sizeof *run->window;

  if (!run->window)
    run->window = g_new (TriIdSeen, WINDOW);
  if (!tri_temp_file_read (self->file, run->window, size, run->at, error))
    return FALSE;
  run->at += (goffset) size;
  run->n_left -= n;
  run->n = n;
  run->next = 0;
  return TRUE;
}

static const TriIdSeen *
peek (Run *run)
{
  return &run->window[run->next];
}

/* The heap has the run with the least id on top. */
static void
sift_down (Run **heap, guint n, guint at)
{
  for (guint child = 2 * at + 1; child < n; child = 2 * at + 1)
    {
      Run *run = heap[at];

      if (child + 1 < n && compare (peek (heap[child + 1]), peek (heap[child])) < 0)
        child++;
      if (compare (peek (run), peek (heap[child])) <= 0)
        return;
      heap[at] = heap[child];
      heap[child] = run;
      at = child;
    }
}

static guint
make_heap (TriIdRuns *self, Run **heap, GError **error)
{
  for (guint i = 0; i < self->runs->len; i++)
    {
      heap[i] = &g_array_index (self->runs, Run, i);
      if (!refill (self, heap[i], error))
        return 0;
    }
  for (guint i = self->runs->len / 2; i > 0; i--)
    sift_down (heap, self->runs->len, i - 1);
  return self->runs->len;
}

/* Takes the least id off. */
static gboolean
advance (TriIdRuns *self, Run **heap, guint *n, GError **error)
{
  Run *run = heap[0];

  run->next++;
  if (run->next == run->n && run->n_left > 0 && !refill (self, run, error))
    return FALSE;
  if (run->next == run->n)
    heap[0] = heap[--*n];
  sift_down (heap, *n, 0);
  return TRUE;
}

/**
 * tri_id_runs_find_twice:
 * @twice: (out): of all ids that are in them twice, the one whose second place comes first;
 *   its line is 0 when there is none
 *
 * Merges the runs, once.
 */
gboolean
tri_id_runs_find_twice (TriIdRuns *self, TriIdTwice *twice, GError **error)
{
  g_autofree Run **heap = g_new (Run *, self->runs->len + 1);
  guint n = make_heap (self, heap, error);
  TriIdSeen last = { 0 };

  *twice = (TriIdTwice){ 0 };
  if (n == 0)
    return self->runs->len == 0;
  while (n > 0)
    {
      const TriIdSeen seen = *peek (heap[0]);

      if (seen.hash == last.hash && (twice->line == 0 || seen.line < twice->line))
        *twice = (TriIdTwice){ seen.hash, last.line, seen.line };
      last = seen;
      if (!advance (self, heap, &n, error))
        return FALSE;
    }
  return TRUE;
}
