/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-id-set.h"

#include "formats/tri-id-runs.h"

#include <string.h>

/* Hashes of 64 bits in open addressing; among a million strings the chance that two fall together
 * is one in thirty million. Slots go by the highest bits, so that they are nearly in order. */
struct _TriIdSet
{
  /* hash 0: free */
  TriIdSeen *slots;
  /* of the number of slots */
  guint bits;
  guint n_used;
  guint limit;
  gboolean keeps;
  /* what had no room any more, or NULL, and what befell it */
  TriIdRuns *runs;
  GError *error;
};

#define FIRST_BITS 6

static void
allocate (TriIdSet *self, guint bits)
{
  self->bits = bits;
  self->slots = g_new0 (TriIdSeen, (gsize) 1 << bits);
}

/**
 * tri_id_set_new:
 * @limit: so many strings are in memory at most
 * @keeps: whether tri_id_set_find_twice() is to know those that have no room there
 */
TriIdSet *
tri_id_set_new (guint limit, gboolean keeps)
{
  TriIdSet *self = g_new0 (TriIdSet, 1);

  self->limit = limit;
  self->keeps = keeps;
  allocate (self, FIRST_BITS);
  return self;
}

void
tri_id_set_free (TriIdSet *self)
{
  g_clear_pointer (&self->runs, tri_id_runs_free);
  g_clear_error (&self->error);
  g_free (self->slots);
  g_free (self);
}

/**
 * tri_id_set_hash:
 *
 * Returns: FNV-1a with its bits mixed once more, never 0
 */
guint64
tri_id_set_hash (const char *id)
{
  guint64 h = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (; *id; id++)
    h = (h ^ (guchar) *id) * G_GUINT64_CONSTANT (0x100000001b3);
  h ^= h >> 32;
  h *= G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return MAX (h ^ (h >> 29), 1);
}

static gboolean
insert (TriIdSet *self, TriIdSeen seen)
{
  gsize mask = ((gsize) 1 << self->bits) - 1;
  gsize at = (gsize) (seen.hash >> (64 - self->bits));

  while (self->slots[at].hash != 0 && self->slots[at].hash != seen.hash)
    at = (at + 1) & mask;
  if (self->slots[at].hash == seen.hash)
    return FALSE;
  self->slots[at] = seen;
  self->n_used++;
  return TRUE;
}

static void
grow (TriIdSet *self)
{
  g_autofree TriIdSeen *old = self->slots;
  gsize n_old = (gsize) 1 << self->bits;

  allocate (self, self->bits + 1);
  self->n_used = 0;
  for (gsize i = 0; i < n_old; i++)
    if (old[i].hash)
      insert (self, old[i]);
}

/* All to the front. */
static void
gather (TriIdSet *self)
{
  gsize n_slots = (gsize) 1 << self->bits;
  gsize n = 0;

  for (gsize i = 0; i < n_slots; i++)
    if (self->slots[i].hash)
      self->slots[n++] = self->slots[i];
}

static void
make_room (TriIdSet *self)
{
  if (self->n_used == 0)
    return;
  if (self->keeps && !self->error)
    {
      gather (self);
      if (!self->runs)
        self->runs = tri_id_runs_new (&self->error);
      if (self->runs)
        tri_id_runs_add (self->runs, self->slots, self->n_used, &self->error);
    }
  memset (self->slots, 0, sizeof *self->slots << self->bits);
  self->n_used = 0;
}

/**
 * tri_id_set_add:
 * @line: where it stands
 *
 * Returns: %FALSE when it is among those in memory already
 */
gboolean
tri_id_set_add (TriIdSet *self, const char *id, guint line)
{
  if (self->n_used >= self->limit)
    make_room (self);
  if ((gsize) self->n_used * 4 >= ((gsize) 3 << self->bits))
    grow (self);
  return insert (self, (TriIdSeen){ tri_id_set_hash (id), line });
}

/**
 * tri_id_set_find_twice:
 * @twice: (out): the first one that tri_id_set_add() could not know of; line 0 for none
 *
 * Looks through all that were added. The set is empty afterwards.
 *
 * Returns: %FALSE when the temporary file cannot be written or read
 */
gboolean
tri_id_set_find_twice (TriIdSet *self, TriIdTwice *twice, GError **error)
{
  *twice = (TriIdTwice){ 0 };
  if (self->runs)
    make_room (self);
  if (self->error)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  return !self->runs || tri_id_runs_find_twice (self->runs, twice, error);
}
