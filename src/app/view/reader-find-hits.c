/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-find-hits.h"

/* The search goes from a passage to the end and then from the beginning up to it, so there are two
 * lists that grow at their ends:
 *
 *   ┌─ before ─────────┐┌─ behind ────────────────────┐
 *   │ 0 1 2 … (second) ││ … (first)                    │
 *   └──────────────────┘└──────────────────────────────┘
 *                       passage
 *
 * Which hits a text has is kept besides, as places in its list: ids of passages rise in a text, so
 * those of one passage are found by halving. */
typedef struct
{
  GArray *hits;   /* TriFindHit */
  GArray **texts; /* guint32, one array a text */
} List;

struct _ReaderFindHits
{
  GObject parent_instance;

  GArray *texts;
  List before;
  List behind;
  gboolean current_is_before;
  guint current; /* in its list, READER_FIND_NONE */
};

G_DEFINE_FINAL_TYPE (ReaderFindHits, reader_find_hits, G_TYPE_OBJECT)

static void
init_list (List *list, guint n_texts)
{
  list->hits = g_array_new (FALSE, FALSE, sizeof (TriFindHit));
  list->texts = g_new0 (GArray *, n_texts + 1);
  for (guint i = 0; i < n_texts; i++)
    list->texts[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
}

static void
clear_list (List *list, guint n_texts)
{
  g_clear_pointer (&list->hits, g_array_unref);
  for (guint i = 0; i < n_texts; i++)
    g_array_unref (list->texts[i]);
  g_clear_pointer (&list->texts, g_free);
}

static void
reader_find_hits_finalize (GObject *object)
{
  ReaderFindHits *self = READER_FIND_HITS (object);

  clear_list (&self->before, self->texts->len);
  clear_list (&self->behind, self->texts->len);
  g_array_unref (self->texts);

  G_OBJECT_CLASS (reader_find_hits_parent_class)->finalize (object);
}

static void
reader_find_hits_class_init (ReaderFindHitsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_find_hits_finalize;
}

static void
reader_find_hits_init (ReaderFindHits *self)
{
  self->current = READER_FIND_NONE;
}

ReaderFindHits *
reader_find_hits_new (const GArray *texts)
{
  ReaderFindHits *self = g_object_new (READER_TYPE_FIND_HITS, NULL);

  self->texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (self->texts, texts->data, texts->len);
  init_list (&self->before, texts->len);
  init_list (&self->behind, texts->len);
  return self;
}

void
reader_find_hits_add (ReaderFindHits *self, const TriFindStep *step)
{
  List *list = step->is_before ? &self->before : &self->behind;

  for (guint i = 0; i < step->n_hits; i++)
    {
      guint32 place = list->hits->len + i;

      if (step->hits[i].column < self->texts->len)
        g_array_append_val (list->texts[step->hits[i].column], place);
    }
  g_array_append_vals (list->hits, step->hits, step->n_hits);
}

guint
reader_find_hits_count (ReaderFindHits *self)
{
  return self->before.hits->len + self->behind.hits->len;
}

guint
reader_find_hits_count_before (ReaderFindHits *self)
{
  return self->before.hits->len;
}

static gboolean
find_text (ReaderFindHits *self, gint64 text, guint *column)
{
  for (guint i = 0; i < self->texts->len; i++)
    if (g_array_index (self->texts, gint64, i) == text)
      {
        *column = i;
        return TRUE;
      }
  return FALSE;
}

guint
reader_find_hits_count_in (ReaderFindHits *self, gint64 text)
{
  guint column = 0;

  if (!find_text (self, text, &column))
    return 0;
  return self->before.texts[column]->len + self->behind.texts[column]->len;
}

const TriFindHit *
reader_find_hits_get (ReaderFindHits *self, guint index)
{
  guint n_before = self->before.hits->len;

  if (index >= reader_find_hits_count (self))
    return NULL;
  return index < n_before ? &g_array_index (self->before.hits, TriFindHit, index)
                          : &g_array_index (self->behind.hits, TriFindHit, index - n_before);
}

gint64
reader_find_hits_get_text (ReaderFindHits *self, const TriFindHit *hit)
{
  return hit->column < self->texts->len ? g_array_index (self->texts, gint64, hit->column) : 0;
}

/* It stays the same place when others come before it. */
void
reader_find_hits_set_current (ReaderFindHits *self, guint index)
{
  guint n_before = self->before.hits->len;

  self->current_is_before = index < n_before;
  self->current = index;
  if (index >= reader_find_hits_count (self))
    self->current = READER_FIND_NONE;
  else if (!self->current_is_before)
    self->current = index - n_before;
}

guint
reader_find_hits_get_current (ReaderFindHits *self)
{
  if (self->current == READER_FIND_NONE || self->current_is_before)
    return self->current;
  return self->current + self->before.hits->len;
}

/* The first place in @places whose passage is not before @passage. */
static guint
find_first (const List *list, const GArray *places, gint64 passage)
{
  guint low = 0;
  guint high = places->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      guint32 place = g_array_index (places, guint32, middle);

      if (g_array_index (list->hits, TriFindHit, place).passage < passage)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
walk (ReaderFindHits *self,
      const List *list,
      guint column,
      gint64 passage,
      ReaderFindHitFunc func,
      gpointer data)
{
  const GArray *places = list->texts[column];
  gboolean has_current = (list == &self->before) == self->current_is_before;

  for (guint i = find_first (list, places, passage); i < places->len; i++)
    {
      guint32 place = g_array_index (places, guint32, i);
      const TriFindHit *hit = &g_array_index (list->hits, TriFindHit, place);
      TriRange range = { hit->start, hit->start + hit->length };

      if (hit->passage != passage)
        return;
      func (&range, has_current && place == self->current, data);
    }
}

void
reader_find_hits_foreach (ReaderFindHits *self,
                          gint64 text,
                          gint64 passage,
                          ReaderFindHitFunc func,
                          gpointer data)
{
  guint column = 0;

  if (!find_text (self, text, &column))
    return;
  walk (self, &self->before, column, passage, func, data);
  walk (self, &self->behind, column, passage, func, data);
}
