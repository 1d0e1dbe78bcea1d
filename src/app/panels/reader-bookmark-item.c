/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-bookmark-item.h"

G_DEFINE_FINAL_TYPE (ReaderBookmarkItem, reader_bookmark_item, G_TYPE_OBJECT)

enum
{
  SIGNAL_READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
reader_bookmark_item_finalize (GObject *object)
{
  ReaderBookmarkItem *self = READER_BOOKMARK_ITEM (object);

  g_clear_object (&self->bookmark);
  g_free (self->title);
  g_free (self->place);
  g_free (self->counterpart);

  G_OBJECT_CLASS (reader_bookmark_item_parent_class)->finalize (object);
}

static void
reader_bookmark_item_class_init (ReaderBookmarkItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_bookmark_item_finalize;

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
reader_bookmark_item_init (ReaderBookmarkItem *self)
{
}

ReaderBookmarkItem *
reader_bookmark_item_new (gint64 id)
{
  ReaderBookmarkItem *self = g_object_new (READER_TYPE_BOOKMARK_ITEM, NULL);

  self->id = id;
  return self;
}

/* Whether it is the same bookmark at the same place, and the reader says the same about it. */
static gboolean
is_same_bookmark (TriBookmark *a, TriBookmark *b)
{
  if (a->modified != b->modified || a->scope != b->scope || a->kind != b->kind)
    return FALSE;
  if (a->passage != b->passage || a->start != b->start || !g_str_equal (a->quote, b->quote))
    return FALSE;
  if (a->style != b->style || a->letter != b->letter || a->parts->len != b->parts->len)
    return FALSE;
  return g_str_equal (a->note, b->note) && g_str_equal (a->colour, b->colour)
         && g_strv_equal ((const char *const *) a->labels, (const char *const *) b->labels);
}

static gboolean
is_same (ReaderBookmarkItem *a, ReaderBookmarkItem *b)
{
  return a->bookmark && b->bookmark && g_strcmp0 (a->title, b->title) == 0
         && g_strcmp0 (a->place, b->place) == 0 && g_strcmp0 (a->counterpart, b->counterpart) == 0
         && is_same_bookmark (a->bookmark, b->bookmark);
}

static void
take_text (char **to, char **from)
{
  g_free (*to);
  *to = g_steal_pointer (from);
}

void
reader_bookmark_item_take (ReaderBookmarkItem *self, ReaderBookmarkItem *other)
{
  if (is_same (self, other))
    return;
  g_set_object (&self->bookmark, other->bookmark);
  take_text (&self->title, &other->title);
  take_text (&self->place, &other->place);
  take_text (&self->counterpart, &other->counterpart);
  g_signal_emit (self, signals[SIGNAL_READ], 0);
}
