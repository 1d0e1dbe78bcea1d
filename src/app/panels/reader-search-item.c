/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-search-item.h"

G_DEFINE_FINAL_TYPE (ReaderSearchItem, reader_search_item, G_TYPE_OBJECT)

enum
{
  SIGNAL_READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Code points around a hit, and of what corresponds to it. */
#define SNIPPET_WIDTH 100
#define COUNTERPART_WIDTH 80

static void
reader_search_item_finalize (GObject *object)
{
  ReaderSearchItem *self = READER_SEARCH_ITEM (object);

  g_clear_pointer (&self->snippet, tri_search_snippet_free);
  g_clear_pointer (&self->counterparts, g_ptr_array_unref);

  G_OBJECT_CLASS (reader_search_item_parent_class)->finalize (object);
}

static void
reader_search_item_class_init (ReaderSearchItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_search_item_finalize;

  signals[SIGNAL_READ] = g_signal_new ("read",
                                       G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       0);
}

static void
reader_search_item_init (ReaderSearchItem *self)
{
}

ReaderSearchItem *
reader_search_item_new (const TriSearchHit *hit)
{
  ReaderSearchItem *self = g_object_new (READER_TYPE_SEARCH_ITEM, NULL);

  self->passage = hit->passage;
  self->text = hit->text;
  return self;
}

ReaderSearchItem *
reader_search_item_read (TriSearch *search,
                         TriLibrary *library,
                         const TriSearchHit *hit,
                         GError **error)
{
  g_autoptr (ReaderSearchItem) self = reader_search_item_new (hit);
  g_autoptr (GError) failed = NULL;

  self->snippet = tri_search_read_snippet (search, library, hit->passage, SNIPPET_WIDTH, &failed);
  if (self->snippet)
    self->counterparts = tri_search_read_counterparts (search,
                                                       library,
                                                       hit->passage,
                                                       COUNTERPART_WIDTH,
                                                       &failed);
  if (failed)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  self->is_read = TRUE;
  return g_steal_pointer (&self);
}

void
reader_search_item_take (ReaderSearchItem *self, ReaderSearchItem *other)
{
  g_clear_pointer (&self->snippet, tri_search_snippet_free);
  g_clear_pointer (&self->counterparts, g_ptr_array_unref);
  self->snippet = g_steal_pointer (&other->snippet);
  self->counterparts = g_steal_pointer (&other->counterparts);
  self->is_read = other->is_read;
  g_signal_emit (self, signals[SIGNAL_READ], 0);
}
