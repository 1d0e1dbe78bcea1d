/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-date-item.h"

#include "model/tri-edtf.h"
#include "reader-dates.h"
#include "tri-fold.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (ReaderDateItem, reader_date_item, G_TYPE_OBJECT)

/* A year finds the span that it lies in, but not its century. */
#define MOST_YEARS 10

static void
reader_date_item_finalize (GObject *object)
{
  ReaderDateItem *self = READER_DATE_ITEM (object);

  g_free (self->edtf);
  g_free (self->words);

  G_OBJECT_CLASS (reader_date_item_parent_class)->finalize (object);
}

static void
reader_date_item_class_init (ReaderDateItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_date_item_finalize;
}

static void
reader_date_item_init (ReaderDateItem *self)
{
}

static ReaderDateItem *
new_item (const TriDateCount *count)
{
  ReaderDateItem *self = g_object_new (READER_TYPE_DATE_ITEM, NULL);

  self->edtf = g_strdup (count->edtf);
  self->words = reader_dates_dup_words (count->edtf);
  self->n = count->n;
  return self;
}

/**
 * Filter:
 * @folded: what was typed, without case and accents
 * @said: (element-type utf8): the values that a text says so
 * @has_year: what was typed is a year, from @first to @last
 */
typedef struct
{
  char *folded;
  GHashTable *said;
  gboolean has_year;
  gint64 first;
  gint64 last;
} Filter;

static void
filter_clear (Filter *self)
{
  g_clear_pointer (&self->folded, g_free);
  g_clear_pointer (&self->said, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filter, filter_clear)

static void
read_year (Filter *self)
{
  gsize n = strspn (self->folded, "0123456789");

  if (n < 3 || n > 4 || self->folded[n] != '\0')
    return;
  self->first = tri_edtf_get_first_day (atoi (self->folded));
  self->last = tri_edtf_get_first_day (atoi (self->folded) + 1) - 1;
  self->has_year = TRUE;
}

static gboolean
is_in_year (const Filter *self, const TriDateCount *count)
{
  gint64 most = tri_edtf_get_first_day (MOST_YEARS) - tri_edtf_get_first_day (0);

  return self->has_year && count->first != G_MAXINT64 && count->last - count->first < most
         && count->first <= self->last && count->last >= self->first;
}

static gboolean
matches (const Filter *self, const TriDateCount *count, const char *words)
{
  g_autofree char *folded = NULL;

  if (is_in_year (self, count) || g_hash_table_contains (self->said, count->edtf))
    return TRUE;
  folded = tri_fold (words);
  return strstr (folded, self->folded) != NULL;
}

GPtrArray *
reader_date_items_list (TriLibrary *library,
                        const TriDateQuery *query,
                        const char *filter,
                        guint limit,
                        GError **error)
{
  g_autoptr (GArray) counts = tri_library_list_dates (library, query, error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (Filter) wanted = { 0 };

  if (!counts)
    return NULL;
  if (filter)
    {
      g_autofree char *typed = g_strstrip (g_strdup (filter));

      wanted.folded = tri_fold (typed);
      wanted.said = tri_library_find_date_words (library, query, typed, error);
      if (!wanted.said)
        return NULL;
      read_year (&wanted);
    }
  for (guint i = 0; i < counts->len && items->len < limit; i++)
    {
      const TriDateCount *count = &g_array_index (counts, TriDateCount, i);
      g_autoptr (ReaderDateItem) item = new_item (count);

      if (!filter || matches (&wanted, count, item->words))
        g_ptr_array_add (items, g_steal_pointer (&item));
    }
  return g_steal_pointer (&items);
}
