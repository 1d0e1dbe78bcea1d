/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-divisions.h"

#include "library/tri-library-works.h"
#include "tri-fold.h"

G_DEFINE_FINAL_TYPE (ReaderDivisionItem, reader_division_item, G_TYPE_OBJECT)

static void
reader_division_item_finalize (GObject *object)
{
  ReaderDivisionItem *self = READER_DIVISION_ITEM (object);

  g_free (self->title);
  g_ptr_array_unref (self->divisions);
  g_ptr_array_unref (self->texts);

  G_OBJECT_CLASS (reader_division_item_parent_class)->finalize (object);
}

static void
reader_division_item_class_init (ReaderDivisionItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_division_item_finalize;
}

static void
reader_division_item_init (ReaderDivisionItem *self)
{
  self->divisions = g_ptr_array_new_with_free_func (g_object_unref);
  self->texts = g_ptr_array_new_with_free_func (g_object_unref);
}

static ReaderDivisionItem *
item_new_for_text (TriText *text)
{
  ReaderDivisionItem *item = g_object_new (READER_TYPE_DIVISION_ITEM, NULL);

  item->title = g_strdup (text->title);
  item->has_parts = TRUE;
  g_ptr_array_add (item->texts, g_object_ref (text));

  return item;
}

static ReaderDivisionItem *
item_new (TriLibrary *library,
          GPtrArray *divisions)
{
  ReaderDivisionItem *item = g_object_new (READER_TYPE_DIVISION_ITEM, NULL);

  item->title = reader_divisions_dup_title (divisions);
  g_ptr_array_unref (item->divisions);
  item->divisions = g_ptr_array_ref (divisions);
  for (guint i = 0; i < divisions->len && !item->has_parts; i++)
    {
      TriDivision *division = g_ptr_array_index (divisions, i);

      item->has_parts = tri_library_has_parts (library, division->id);
    }

  return item;
}

/* The division that begins with @passage and has the rank of @like, or NULL. */
static TriDivision *
find_beginning (TriLibrary *library,
                TriPassage *passage,
                TriDivision *like)
{
  TriDivision *division = tri_library_get_division_of (library, passage->id);

  if (division != NULL && division->first == passage->ord && division->level == like->level)
    return division;

  g_clear_object (&division);

  return NULL;
}

static void
add_counterparts_of_cell (TriLibrary *library,
                          GPtrArray *cell,
                          TriDivision *like,
                          GPtrArray *found)
{
  for (guint i = 0; i < cell->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (cell, i);
      TriDivision *division = NULL;

      if (passage->text == like->text)
        return;

      division = find_beginning (library, passage, like);
      if (division != NULL)
        {
          g_ptr_array_add (found, division);
          return;
        }
    }
}

/**
 * reader_divisions_get_counterparts:
 * @library: a connection of this thread
 * @work: the work of the division
 * @division: a division of one of its texts
 *
 * Finds the divisions of the other texts that begin in the row in which @division begins.
 *
 * Returns: (transfer full) (element-type TriDivision): @division, and behind it its counterparts in
 * the order of their columns
 */
GPtrArray *
reader_divisions_get_counterparts (TriLibrary *library,
                                   TriWork *work,
                                   TriDivision *division)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  TriText *text = tri_work_get_text (work, division->text);
  guint64 ordinal = 0;
  g_autoptr (GPtrArray) rows = NULL;
  TriRow *row = NULL;

  g_ptr_array_add (found, g_object_ref (division));
  if (text == NULL || !tri_library_find_row (library, text->id, division->first, &ordinal))
    return found;

  rows = tri_library_read_rows (library, work->id, text->strand, ordinal, 1, NULL);
  if (rows == NULL || rows->len == 0)
    return found;

  row = g_ptr_array_index (rows, 0);
  for (guint i = 0; i < row->cells->len; i++)
    add_counterparts_of_cell (library, g_ptr_array_index (row->cells, i), division, found);

  return found;
}

/* How many bytes of both titles are one and the same number: "III. Barcelone", "III. Barcelona". */
static gsize
measure_number (const char *first,
                const char *other)
{
  const char *end = strchr (first, ' ');
  gsize length = end != NULL ? (gsize) (end - first) + 1 : 0;

  if (length < 2 || !strchr (".):–—", first[length - 2]) || strncmp (first, other, length) != 0)
    return 0;

  return length;
}

/* How many bytes from the end on all titles share, from a comma on: "Brussels, 1890". */
static gsize
measure_ending (GPtrArray *divisions)
{
  const char *first = ((TriDivision *) g_ptr_array_index (divisions, 0))->title;
  const char *ending = strrchr (first, ',');

  if (ending == NULL || ending == first)
    return 0;

  for (guint i = 1; i < divisions->len; i++)
    if (!g_str_has_suffix (((TriDivision *) g_ptr_array_index (divisions, i))->title, ending))
      return 0;

  return divisions->len > 1 ? strlen (ending) : 0;
}

static gboolean
is_among (GPtrArray *words,
          const char *title)
{
  g_autofree char *folded = tri_fold (title);

  for (guint i = 0; i < words->len; i++)
    {
      g_autofree char *word = tri_fold (g_ptr_array_index (words, i));

      if (g_str_equal (word, folded))
        return TRUE;
    }

  return FALSE;
}

/**
 * reader_divisions_dup_title:
 * @divisions: (element-type TriDivision): a division and its counterparts
 *
 * Joins their titles: "I. Bruxelles · Brussels · Brussel". A number that they share and a title
 * that they share stand there once.
 *
 * Returns: (transfer full): one line
 */
char *
reader_divisions_dup_title (GPtrArray *divisions)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  const char *first = ((TriDivision *) g_ptr_array_index (divisions, 0))->title;
  gsize ending = measure_ending (divisions);
  GString *title = g_string_new (NULL);

  for (guint i = 0; i < divisions->len; i++)
    {
      TriDivision *division = g_ptr_array_index (divisions, i);
      gsize number = i > 0 ? measure_number (first, division->title) : 0;
      gsize length = strlen (division->title);
      g_autofree char *word = NULL;

      word = g_strndup (division->title + number, length - MIN (number + ending, length));
      if (*word == '\0' || is_among (words, word + (i > 0 ? 0 : measure_number (first, first))))
        continue;

      g_string_append_printf (title, "%s%s", title->len > 0 ? " · " : "", word);
      g_ptr_array_add (words, g_strdup (word + measure_number (first, word)));
    }
  g_string_append (title, first + strlen (first) - ending);

  return g_string_free (title, FALSE);
}

/* Where among @items the division @id is, as one of the counterparts, or -1. */
static int
find_item (GPtrArray *items,
           gint64 id)
{
  for (guint i = 0; i < items->len; i++)
    {
      ReaderDivisionItem *item = g_ptr_array_index (items, i);

      for (guint j = 0; j < item->divisions->len; j++)
        if (((TriDivision *) g_ptr_array_index (item->divisions, j))->id == id)
          return (int) i;
    }

  return -1;
}

/* Adds the divisions of one more text. Those that are counterparts of what stands there already do
 * not stand there again; the others go behind the one they follow in their text. */
static gboolean
merge_text (TriLibrary *library,
            TriWork *work,
            TriText *text,
            gint64 parent,
            GPtrArray *items,
            GError **error)
{
  g_autoptr (GPtrArray) divisions = tri_library_list_divisions (library,
                                                                text->id,
                                                                parent,
                                                                0,
                                                                error);
  int last = -1;

  if (divisions == NULL)
    return FALSE;

  for (guint i = 0; i < divisions->len; i++)
    {
      TriDivision *division = g_ptr_array_index (divisions, i);
      int at = find_item (items, division->id);

      if (at < 0)
        {
          g_autoptr (GPtrArray) joined = reader_divisions_get_counterparts (library,
                                                                            work,
                                                                            division);

          at = last + 1;
          g_ptr_array_insert (items, at, item_new (library, joined));
        }
      last = at;
    }

  return TRUE;
}

static void
add_texts_of_strand (TriWork *work,
                     guint strand,
                     GPtrArray *texts)
{
  for (guint i = 0; i < work->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (work->texts, i);

      if (text->strand == strand)
        g_ptr_array_add (texts, text);
    }
}

/* The top: where links tie all texts together, their divisions; else the texts, each strand a
 * group. */
static GPtrArray *
list_strands (TriLibrary *library,
              TriWork *work)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_strands = tri_library_count_strands (library, work->id);

  for (guint i = 0; i < n_strands; i++)
    {
      g_autoptr (GPtrArray) texts = g_ptr_array_new ();
      ReaderDivisionItem *item = NULL;

      add_texts_of_strand (work, i, texts);
      if (texts->len == 0)
        continue;

      item = item_new_for_text (g_ptr_array_index (texts, 0));
      for (guint j = 1; j < texts->len; j++)
        g_ptr_array_add (item->texts, g_object_ref (g_ptr_array_index (texts, j)));
      g_ptr_array_add (items, item);
    }

  return items;
}

static GPtrArray *
list_below (TriLibrary *library,
            TriWork *work,
            ReaderDivisionItem *parent,
            GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < parent->texts->len; i++)
    if (!merge_text (library, work, g_ptr_array_index (parent->texts, i), 0, items, error))
      return NULL;

  for (guint i = 0; i < parent->divisions->len; i++)
    {
      TriDivision *division = g_ptr_array_index (parent->divisions, i);
      TriText *text = tri_work_get_text (work, division->text);

      if (text != NULL && !merge_text (library, work, text, division->id, items, error))
        return NULL;
    }

  return g_steal_pointer (&items);
}

/**
 * reader_divisions_list:
 * @library: a connection of this thread
 * @work: what is read
 * @parent: (nullable): whose parts to list; %NULL for the top
 * @error: return location for an error
 *
 * Lists one level of the contents. Long in a work of many thousand divisions: for a worker.
 *
 * Returns: (transfer full) (element-type ReaderDivisionItem): in reading order, or %NULL
 */
GPtrArray *
reader_divisions_list (TriLibrary *library,
                       TriWork *work,
                       ReaderDivisionItem *parent,
                       GError **error)
{
  g_autoptr (GPtrArray) strands = NULL;

  if (parent != NULL)
    return list_below (library, work, parent, error);

  strands = list_strands (library, work);
  if (strands->len != 1)
    return g_steal_pointer (&strands);

  return list_below (library, work, g_ptr_array_index (strands, 0), error);
}

static gboolean
matches (ReaderDivisionItem *item,
         const char *folded)
{
  g_autofree char *title = tri_fold (item->title);

  return item->divisions->len > 0 && strstr (title, folded) != NULL;
}

static gboolean
find_below (TriLibrary *library,
            TriWork *work,
            ReaderDivisionItem *parent,
            const char *folded,
            guint limit,
            GPtrArray *found,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GPtrArray) items = reader_divisions_list (library, work, parent, error);

  if (items == NULL)
    return FALSE;

  for (guint i = 0; i < items->len && found->len < limit; i++)
    {
      ReaderDivisionItem *item = g_ptr_array_index (items, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (matches (item, folded))
        g_ptr_array_add (found, g_object_ref (item));
      if (item->has_parts
          && !find_below (library, work, item, folded, limit, found, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * reader_divisions_find:
 * @library: a connection of this thread
 * @work: what is read
 * @filter: words of a title in any language, without regard to case and accents
 * @limit: at most so many
 * @cancellable: (nullable): to stop
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ReaderDivisionItem): in reading order, or %NULL
 */
GPtrArray *
reader_divisions_find (TriLibrary *library,
                       TriWork *work,
                       const char *filter,
                       guint limit,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *folded = tri_fold (filter);

  if (!find_below (library, work, NULL, folded, limit, found, cancellable, error))
    return NULL;

  return g_steal_pointer (&found);
}

/**
 * reader_division_item_holds:
 * @text: a text
 * @ord: the ordinal of a passage in it
 *
 * Returns: whether the passage stands in the division
 */
gboolean
reader_division_item_holds (ReaderDivisionItem *self,
                            gint64 text,
                            guint ord)
{
  for (guint i = 0; i < self->divisions->len; i++)
    {
      TriDivision *division = g_ptr_array_index (self->divisions, i);

      if (division->text == text
          && ord >= division->first
          && ord - division->first < division->n_passages)
        return TRUE;
    }

  return FALSE;
}

/**
 * reader_divisions_get_passage:
 * @library: a connection of this thread
 * @division: a division
 *
 * Returns: its first passage, 0 when it has none
 */
gint64
reader_divisions_get_passage (TriLibrary *library,
                              TriDivision *division)
{
  g_autoptr (GPtrArray) passages = tri_library_read_passages (library,
                                                              division->text,
                                                              division->first,
                                                              1,
                                                              NULL);

  if (passages == NULL || passages->len == 0)
    return 0;

  return ((TriPassage *) g_ptr_array_index (passages, 0))->id;
}
