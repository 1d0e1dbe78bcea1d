/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-go-to.h"

#include "library/tri-library-works.h"
#include "reader-divisions.h"

#include <glib/gi18n.h>

#define MAX_DIVISIONS 6
#define PAGE_BATCH 400
/* Pages are marked in the passages alone, so they are looked for one passage after another. */
#define MAX_PAGE_PASSAGES 100000

G_DEFINE_FINAL_TYPE (ReaderGoToItem, reader_go_to_item, G_TYPE_OBJECT)

static void
reader_go_to_item_finalize (GObject *object)
{
  ReaderGoToItem *self = READER_GO_TO_ITEM (object);

  g_free (self->title);
  g_free (self->detail);

  G_OBJECT_CLASS (reader_go_to_item_parent_class)->finalize (object);
}

static void
reader_go_to_item_class_init (ReaderGoToItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_go_to_item_finalize;
}

static void
reader_go_to_item_init (ReaderGoToItem *self)
{
}

static void
add_item (GPtrArray *items,
          char *title,
          const char *detail,
          gint64 text,
          gint64 passage)
{
  ReaderGoToItem *item = g_object_new (READER_TYPE_GO_TO_ITEM, NULL);

  item->title = title;
  item->detail = g_strdup (detail);
  item->place.text = text;
  item->place.passage = passage;
  g_ptr_array_add (items, item);
}

#define BEGINNING 60

/* The beginning of a passage, for a line in a list. */
static char *
dup_beginning (TriPassage *passage)
{
  glong n_chars = g_utf8_strlen (passage->content, -1);
  g_autofree char *words = g_utf8_substring (passage->content, 0, MIN (BEGINNING, n_chars));

  g_strdelimit (words, "\n\t", ' ');
  return g_strconcat (words, n_chars > BEGINNING ? "…" : NULL, NULL);
}

static TriPassage *
get_first (TriRow *row)
{
  for (guint i = 0; i < row->cells->len; i++)
    {
      GPtrArray *cell = g_ptr_array_index (row->cells, i);

      if (cell->len > 0)
        return g_ptr_array_index (cell, 0);
    }

  return NULL;
}

static void
add_row (TriLibrary *library,
         TriWork *work,
         guint64 row,
         const char *detail,
         GPtrArray *items)
{
  g_autoptr (GPtrArray) rows = tri_library_read_rows (library, work->id, 0, row, 1, NULL);
  TriPassage *passage = NULL;

  if (rows != NULL && rows->len > 0)
    passage = get_first (g_ptr_array_index (rows, 0));
  if (passage != NULL)
    add_item (items, dup_beginning (passage), detail, passage->text, passage->id);
}

static void
add_percent (TriLibrary *library,
             TriWork *work,
             double percent,
             GPtrArray *items)
{
  guint64 n_rows = tri_library_count_rows (library, work->id, 0);
  g_autofree char *detail = g_strdup_printf (_ ("at %g %%"), percent);

  if (n_rows > 0 && percent >= 0 && percent <= 100)
    add_row (library, work, (guint64) (percent / 100 * (double) (n_rows - 1)), detail, items);
}

static gboolean
begins_page (TriPassage *passage,
             const char *page)
{
  for (guint i = 0; i < passage->spans->len; i++)
    {
      TriSpan *span = &g_array_index (passage->spans, TriSpan, i);

      if (span->kind == TRI_SPAN_PAGE && g_strcmp0 (span->value, page) == 0)
        return TRUE;
    }

  return FALSE;
}

static GPtrArray *
read_batch (TriLibrary *library,
            TriText *text,
            guint first)
{
  return tri_library_read_passages (library, text->id, first, PAGE_BATCH, NULL);
}

static void
add_page (TriLibrary *library,
          TriText *text,
          const char *page,
          GPtrArray *items,
          GCancellable *cancellable)
{
  guint end = MIN (text->n_passages, MAX_PAGE_PASSAGES);

  for (guint first = 0; first < end; first += PAGE_BATCH)
    {
      g_autoptr (GPtrArray) passages = read_batch (library, text, first);

      if (passages == NULL || g_cancellable_is_cancelled (cancellable))
        return;

      for (guint i = 0; i < passages->len; i++)
        {
          TriPassage *passage = g_ptr_array_index (passages, i);

          if (begins_page (passage, page))
            {
              g_autofree char *detail = g_strdup_printf (_ ("page %s · %s"), page, text->title);

              add_item (items, dup_beginning (passage), detail, text->id, passage->id);
              return;
            }
        }
    }
}

static gboolean
add_divisions (TriLibrary *library,
               TriWork *work,
               const char *typed,
               GPtrArray *items,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GPtrArray) found = NULL;

  found = reader_divisions_find (library, work, typed, MAX_DIVISIONS, cancellable, error);
  if (found == NULL)
    return FALSE;

  for (guint i = 0; i < found->len; i++)
    {
      ReaderDivisionItem *item = g_ptr_array_index (found, i);
      TriDivision *division = g_ptr_array_index (item->divisions, 0);
      gint64 passage = reader_divisions_get_passage (library, division);

      if (passage != 0)
        add_item (items, g_strdup (item->title), _ ("chapter"), division->text, passage);
    }

  return TRUE;
}

static void
add_key (TriLibrary *library,
         TriWork *work,
         const char *typed,
         GPtrArray *items)
{
  gint64 id = tri_library_find_passage (library, work->id, typed, NULL);
  g_autoptr (TriPassage) passage = NULL;

  if (id != 0)
    passage = tri_library_get_passage (library, id, NULL);
  if (passage != NULL)
    add_item (items, dup_beginning (passage), typed, passage->text, passage->id);
}

static void
add_numbers (TriLibrary *library,
             TriWork *work,
             const char *typed,
             GPtrArray *items,
             GCancellable *cancellable)
{
  g_autofree char *page = NULL;
  char *end = NULL;
  guint64 row = g_ascii_strtoull (typed, &end, 10);
  gboolean is_number = end != typed && *end == '\0' && g_ascii_isdigit (*typed);

  if (g_str_has_suffix (typed, "%"))
    {
      add_percent (library, work, g_ascii_strtod (typed, NULL), items);
      return;
    }

  if (is_number)
    page = g_strdup (typed);
  else if (g_str_has_prefix (typed, "p.") || g_str_has_prefix (typed, "p "))
    page = g_strstrip (g_strdup (typed + 2));

  for (guint i = 0; page != NULL && *page != '\0' && i < work->texts->len; i++)
    add_page (library, g_ptr_array_index (work->texts, i), page, items, cancellable);
  if (is_number && row > 0)
    {
      g_autofree char *detail = g_strdup_printf (_ ("row %s"), typed);

      add_row (library, work, row - 1, detail, items);
    }
}

/**
 * reader_go_to_find:
 * @library: a connection of this thread
 * @work: what is read
 * @typed: words of a chapter's title in any language, a number of a page or row, a percentage, or
 * the key of a passage
 * @cancellable: (nullable): to stop
 * @error: return location for an error
 *
 * Finds the places that @typed may mean. Long in a large work: for a worker.
 *
 * Returns: (transfer full) (element-type ReaderGoToItem): the likeliest first, or %NULL
 */
GPtrArray *
reader_go_to_find (TriLibrary *library,
                   TriWork *work,
                   const char *typed,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *words = g_strstrip (g_strdup (typed));

  if (*words == '\0')
    return g_steal_pointer (&items);

  add_numbers (library, work, words, items, cancellable);
  add_key (library, work, words, items);
  if (!add_divisions (library, work, words, items, cancellable, error))
    return NULL;

  return g_steal_pointer (&items);
}
