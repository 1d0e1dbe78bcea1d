/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-row-forest.h"

#include "tri-temp-file.h"

#include <unistd.h>

#define PAGE_NODES 1024
#define MAX_SLOTS 128

typedef struct
{
  guint32 parent : 31; /* never behind the node: so every walk to a root ends */
  guint32 is_note : 1;
  guint32 next : 31;
  guint32 is_loose : 1; /* on a root */
} Node;

G_STATIC_ASSERT (sizeof (Node) == 8);

#define PAGE_SIZE (PAGE_NODES * sizeof (Node))

/* Room for a page in memory. */
typedef struct
{
  guint32 page;
  gboolean is_changed; /* since it was read */
  gboolean was_used;   /* since the hand passed */
  Node *nodes;
} Slot;

struct _TriRowForest
{
  guint32 n_nodes;
  GArray *places; /* guint32 for each page: its slot + 1, 0 in the file */
  GArray *slots;
  guint hand;          /* the slot that is asked next to make room */
  int file;            /* -1: none */
  gboolean cannot_add; /* to the file: no page leaves memory any more */
  GError *error;       /* of the first page that could not be read */
};

static void
clear_slot (gpointer data)
{
  g_free (((Slot *) data)->nodes);
}

TriRowForest *
tri_row_forest_new (void)
{
  TriRowForest *self = g_new0 (TriRowForest, 1);

  self->places = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->slots = g_array_new (FALSE, TRUE, sizeof (Slot));
  g_array_set_clear_func (self->slots, clear_slot);
  self->file = -1;
  return self;
}

void
tri_row_forest_free (TriRowForest *self)
{
  if (self->file >= 0)
    close (self->file);
  g_clear_error (&self->error);
  g_array_unref (self->places);
  g_array_unref (self->slots);
  g_free (self);
}

static guint32 *
get_place (TriRowForest *self, guint32 page)
{
  return &g_array_index (self->places, guint32, page);
}

static goffset
get_offset (guint32 page)
{
  return (goffset) page * (goffset) PAGE_SIZE;
}

/* Every node alone. */
static void
clear_page (Slot *slot)
{
  for (guint32 i = 0; i < PAGE_NODES; i++)
    {
      guint32 index = (slot->page * PAGE_NODES + i) & G_MAXINT32;

      slot->nodes[i] = (Node){ .parent = index, .next = index };
    }
}

/* What cannot be written stays in memory: the disk being full is no reason to fail here. */
static gboolean
write_page (TriRowForest *self, Slot *slot)
{
  if (!slot->is_changed)
    return TRUE;
  if (self->file < 0)
    self->file = tri_temp_file_open (NULL);
  if (self->file < 0
      || !tri_temp_file_write (self->file, slot->nodes, PAGE_SIZE, get_offset (slot->page), NULL))
    self->cannot_add = TRUE;
  slot->is_changed = self->cannot_add;
  return !self->cannot_add;
}

static void
read_page (TriRowForest *self, Slot *slot)
{
  g_autoptr (GError) error = NULL;

  if (tri_temp_file_read (self->file, slot->nodes, PAGE_SIZE, get_offset (slot->page), &error))
    return;
  clear_page (slot);
  if (!self->error)
    self->error = g_steal_pointer (&error);
}

static guint
add_slot (TriRowForest *self)
{
  Slot added = { 0 };

  added.nodes = g_new (Node, PAGE_NODES);
  g_array_append_val (self->slots, added);
  return self->slots->len - 1;
}

/* The clock: a page that was used since the hand passed stays for another round. */
static guint
find_slot (TriRowForest *self)
{
  Slot *slots = (Slot *) (gpointer) self->slots->data;

  if (self->slots->len < MAX_SLOTS || self->cannot_add)
    return add_slot (self);
  while (slots[self->hand].was_used)
    {
      slots[self->hand].was_used = FALSE;
      self->hand = (self->hand + 1) % self->slots->len;
    }
  if (!write_page (self, &slots[self->hand]))
    return add_slot (self);
  *get_place (self, slots[self->hand].page) = 0;
  return self->hand;
}

static Slot *
take_slot (TriRowForest *self, guint32 page)
{
  guint at = find_slot (self);
  Slot *slot = &g_array_index (self->slots, Slot, at);

  slot->page = page;
  slot->is_changed = FALSE;
  *get_place (self, page) = at + 1;
  return slot;
}

/* Valid until the next call. */
static Node *
get_node (TriRowForest *self, guint32 index, gboolean is_to_change)
{
  guint32 page = index / PAGE_NODES;
  guint32 place = *get_place (self, page);
  Slot *slot = place > 0 ? &g_array_index (self->slots, Slot, place - 1) : NULL;

  if (!slot)
    {
      slot = take_slot (self, page);
      read_page (self, slot);
    }
  slot->was_used = TRUE;
  slot->is_changed |= is_to_change;
  return &slot->nodes[index % PAGE_NODES];
}

guint32
tri_row_forest_add (TriRowForest *self, gboolean is_note)
{
  guint32 index = self->n_nodes++;

  if (index % PAGE_NODES == 0)
    {
      g_array_set_size (self->places, self->places->len + 1);
      clear_page (take_slot (self, index / PAGE_NODES));
    }
  get_node (self, index, TRUE)->is_note = is_note != FALSE;
  return index;
}

guint32
tri_row_forest_get_size (TriRowForest *self)
{
  return self->n_nodes;
}

gboolean
tri_row_forest_is_note (TriRowForest *self, guint32 index)
{
  return get_node (self, index, FALSE)->is_note;
}

guint32
tri_row_forest_get_next (TriRowForest *self, guint32 index)
{
  return get_node (self, index, FALSE)->next;
}

static guint32
get_parent (TriRowForest *self, guint32 index)
{
  return get_node (self, index, FALSE)->parent;
}

static guint32
find_root (TriRowForest *self, guint32 index)
{
  guint32 parent;

  while ((parent = get_parent (self, index)) != index)
    {
      guint32 above = get_parent (self, parent);

      if (above == parent)
        return parent;
      get_node (self, index, TRUE)->parent = above & G_MAXINT32;
      index = above;
    }
  return index;
}

void
tri_row_forest_unite (TriRowForest *self, guint32 a, guint32 b)
{
  guint32 next_of_a, next_of_b;

  a = find_root (self, a);
  b = find_root (self, b);
  if (a == b)
    return;
  next_of_a = tri_row_forest_get_next (self, a);
  next_of_b = tri_row_forest_get_next (self, b);
  get_node (self, MAX (a, b), TRUE)->parent = MIN (a, b) & G_MAXINT32;
  get_node (self, a, TRUE)->next = next_of_b & G_MAXINT32;
  get_node (self, b, TRUE)->next = next_of_a & G_MAXINT32;
}

void
tri_row_forest_set_loose (TriRowForest *self, guint32 index)
{
  get_node (self, find_root (self, index), TRUE)->is_loose = TRUE;
}

gboolean
tri_row_forest_is_loose (TriRowForest *self, guint32 index)
{
  return get_node (self, find_root (self, index), FALSE)->is_loose;
}

gboolean
tri_row_forest_check (TriRowForest *self, GError **error)
{
  if (self->error && error)
    *error = g_error_copy (self->error);
  return self->error == NULL;
}
