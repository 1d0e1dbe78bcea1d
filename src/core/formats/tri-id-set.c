/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-id-set.h"

/* Hashes of 64 bits in open addressing; among a million strings the chance that two fall together
 * is one in thirty million. */
struct _TriIdSet
{
  guint64 *slots; /* 0: free */
  gsize n_slots;  /* a power of two */
  gsize n_used;
};

TriIdSet *
tri_id_set_new (void)
{
  TriIdSet *self = g_new0 (TriIdSet, 1);

  self->n_slots = 64;
  self->slots = g_new0 (guint64, self->n_slots);
  return self;
}

void
tri_id_set_free (TriIdSet *self)
{
  g_free (self->slots);
  g_free (self);
}

/* FNV-1a, its bits mixed once more. */
static guint64
hash (const char *id)
{
  guint64 h = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (; *id; id++)
    h = (h ^ (guchar) *id) * G_GUINT64_CONSTANT (0x100000001b3);
  h ^= h >> 32;
  h *= G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return MAX (h ^ (h >> 29), 1);
}

static gboolean
insert (guint64 *slots, gsize n_slots, guint64 h)
{
  gsize at = (gsize) h & (n_slots - 1);

  while (slots[at] != 0 && slots[at] != h)
    at = (at + 1) & (n_slots - 1);
  if (slots[at] == h)
    return FALSE;
  slots[at] = h;
  return TRUE;
}

static void
grow (TriIdSet *self)
{
  gsize n_slots = self->n_slots * 2;
  guint64 *slots = g_new0 (guint64, n_slots);

  for (gsize i = 0; i < self->n_slots; i++)
    if (self->slots[i])
      insert (slots, n_slots, self->slots[i]);
  g_free (self->slots);
  self->slots = slots;
  self->n_slots = n_slots;
}

/**
 * tri_id_set_add:
 *
 * Returns: whether the string is new
 */
gboolean
tri_id_set_add (TriIdSet *self, const char *id)
{
  if (self->n_used * 4 >= self->n_slots * 3)
    grow (self);
  if (!insert (self->slots, self->n_slots, hash (id)))
    return FALSE;
  self->n_used++;
  return TRUE;
}
