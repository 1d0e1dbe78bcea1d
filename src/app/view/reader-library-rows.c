/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-library-rows.h"

#include "reader-text-rows.h"

#include "library/tri-library-bookmarks.h"

/* A block holds a screenful and a little; a few of them let the eye go back and forth. */
#define BLOCK 32
#define N_BLOCKS 4

/* How many passages beside the chapters are looked through, on the main thread. */
#define MOST_OUTSIDE 500

typedef struct
{
  guint64 first;
  GPtrArray *rows;
  guint used;
} Block;

struct _ReaderLibraryRows
{
  GObject parent_instance;

  TriLibrary *library;
  TriWork *work;
  guint strand;
  guint64 n_rows;
  guint n_columns;
  Block blocks[N_BLOCKS];
  guint clock;
};

static void reader_library_rows_iface_init (ReaderRowModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReaderLibraryRows,
                               reader_library_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (READER_TYPE_ROW_MODEL,
                                                      reader_library_rows_iface_init))

/* A query of the view that fails shows nothing there; what is wrong with the library is said where
 * it was opened. */
static void
drop (GError *error)
{
  g_debug ("%s", error->message);
  g_error_free (error);
}

static Block *
find_block (ReaderLibraryRows *self, guint64 first)
{
  Block *oldest = &self->blocks[0];

  for (guint i = 0; i < N_BLOCKS; i++)
    {
      Block *block = &self->blocks[i];

      if (block->rows != NULL && block->first == first)
        return block;
      if (block->used < oldest->used)
        oldest = block;
    }
  g_clear_pointer (&oldest->rows, g_ptr_array_unref);
  oldest->first = first;
  return oldest;
}

/* A text may have been taken out since the columns were made: until the view reads the work again
 * it shows nothing there. */
static void
fill_up (ReaderLibraryRows *self, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *cells = ((TriRow *) g_ptr_array_index (rows, i))->cells;

      while (cells->len < self->n_columns)
        g_ptr_array_add (cells,
                         g_ptr_array_new_with_free_func ((GDestroyNotify) tri_passage_unref));
    }
}

static TriRow *
reader_library_rows_dup_row (ReaderRowModel *model, guint64 row)
{
  ReaderLibraryRows *self = READER_LIBRARY_ROWS (model);
  Block *block = find_block (self, row / BLOCK * BLOCK);
  GError *error = NULL;

  block->used = ++self->clock;
  if (block->rows == NULL)
    {
      block->rows = tri_library_read_rows (self->library,
                                           self->work->id,
                                           self->strand,
                                           block->first,
                                           BLOCK,
                                           &error);
      if (block->rows != NULL)
        fill_up (self, block->rows);
    }
  if (block->rows == NULL)
    {
      drop (error);
      return NULL;
    }
  if (row - block->first >= block->rows->len)
    return NULL;
  return tri_row_ref (g_ptr_array_index (block->rows, row - block->first));
}

static guint64
reader_library_rows_get_n_rows (ReaderRowModel *model)
{
  return READER_LIBRARY_ROWS (model)->n_rows;
}

static guint
reader_library_rows_get_n_columns (ReaderRowModel *model)
{
  return READER_LIBRARY_ROWS (model)->n_columns;
}

static gboolean
reader_library_rows_find_passage (ReaderRowModel *model, gint64 id, guint64 *row)
{
  ReaderLibraryRows *self = READER_LIBRARY_ROWS (model);
  g_autoptr (TriPassage) passage = tri_library_get_passage (self->library, id, NULL);
  TriText *text = passage != NULL ? tri_work_get_text (self->work, passage->text) : NULL;

  return text != NULL
         && text->strand == self->strand
         && tri_library_find_row (self->library, passage->text, passage->ord, row);
}

static GArray *
reader_library_rows_dup_counterparts (ReaderRowModel *model, gint64 passage, int sentence)
{
  ReaderLibraryRows *self = READER_LIBRARY_ROWS (model);
  GError *error = NULL;
  GArray *found = tri_library_get_counterparts (self->library, passage, sentence, &error);

  if (found != NULL)
    return found;
  drop (error);
  return g_array_new (FALSE, FALSE, sizeof (TriCounterpart));
}

static TriPassage *
get_passage_at (ReaderLibraryRows *self, gint64 text, guint ord)
{
  g_autoptr (GPtrArray) found = tri_library_read_passages (self->library, text, ord, 1, NULL);

  if (found == NULL || found->len == 0)
    return NULL;
  return tri_passage_ref (g_ptr_array_index (found, 0));
}

/* The division of the nearest passage, from @ord on in that direction, that is in one: before the
 * first chapter and behind the last may be some that are in none, such as a title. */
static TriDivision *
find_division (ReaderLibraryRows *self, gint64 text, gint64 ord, int direction)
{
  TriDivision *division = NULL;

  for (gint64 i = 0; i < MOST_OUTSIDE && ord >= 0 && division == NULL; i++)
    {
      g_autoptr (TriPassage) passage = get_passage_at (self, text, (guint) ord);

      if (passage == NULL)
        return NULL;
      division = tri_library_get_division_of (self->library, passage->id);
      ord += direction;
    }
  return division;
}

static TriPassage *
step_down (ReaderLibraryRows *self, const TriPassage *from, TriDivision *division)
{
  g_autoptr (TriDivision) next = NULL;

  if (division != NULL)
    return get_passage_at (self, from->text, division->first + division->n_passages);
  next = find_division (self, from->text, (gint64) from->ord + 1, 1);
  return next != NULL ? get_passage_at (self, from->text, next->first) : NULL;
}

/* To the beginning of the chapter, of the one before, or of the text. */
static TriPassage *
step_up (ReaderLibraryRows *self, const TriPassage *from, TriDivision *division)
{
  g_autoptr (TriDivision) before = NULL;

  if (division != NULL && from->ord > division->first)
    return get_passage_at (self, from->text, division->first);
  if (from->ord == 0)
    return NULL;
  before = find_division (self, from->text, (gint64) from->ord - 1, -1);
  return get_passage_at (self, from->text, before != NULL ? before->first : 0);
}

static gint64
reader_library_rows_step_division (ReaderRowModel *model, const TriPassage *from, int direction)
{
  ReaderLibraryRows *self = READER_LIBRARY_ROWS (model);
  g_autoptr (TriDivision) division = tri_library_get_division_of (self->library, from->id);
  g_autoptr (TriPassage) found = direction > 0 ? step_down (self, from, division)
                                               : step_up (self, from, division);

  return found != NULL ? found->id : 0;
}

static char *
reader_library_rows_dup_division (ReaderRowModel *model, gint64 passage)
{
  ReaderLibraryRows *self = READER_LIBRARY_ROWS (model);
  g_autoptr (TriDivision) division = tri_library_get_division_of (self->library, passage);

  return division != NULL ? g_strdup (division->title) : NULL;
}

static GArray *
reader_library_rows_dup_marks (ReaderRowModel *model, const gint64 *passages, guint n_passages)
{
  ReaderLibraryRows *self = READER_LIBRARY_ROWS (model);
  GError *error = NULL;
  GArray *found = tri_library_list_marks_in (self->library, passages, n_passages, &error);

  if (found != NULL)
    return found;
  drop (error);
  return g_array_new (FALSE, FALSE, sizeof (TriMarkRange));
}

static GPtrArray *
reader_library_rows_dup_bookmarks (ReaderRowModel *model, const gint64 *ids, guint n_ids)
{
  ReaderLibraryRows *self = READER_LIBRARY_ROWS (model);
  GError *error = NULL;
  GPtrArray *found = tri_library_get_marks (self->library, ids, n_ids, &error);

  if (found != NULL)
    return found;
  drop (error);
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static ReaderRowModel *
reader_library_rows_dup_text (ReaderRowModel *model, guint column)
{
  ReaderLibraryRows *self = READER_LIBRARY_ROWS (model);

  for (guint i = 0; i < self->work->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (self->work->texts, i);

      if (text->strand == self->strand && text->column == column)
        return reader_text_rows_new (self->library, text, model);
    }
  return NULL;
}

static void
reader_library_rows_finalize (GObject *object)
{
  ReaderLibraryRows *self = READER_LIBRARY_ROWS (object);

  for (guint i = 0; i < N_BLOCKS; i++)
    g_clear_pointer (&self->blocks[i].rows, g_ptr_array_unref);
  g_clear_object (&self->work);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (reader_library_rows_parent_class)->finalize (object);
}

static void
reader_library_rows_class_init (ReaderLibraryRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_library_rows_finalize;
}

static void
reader_library_rows_init (ReaderLibraryRows *self)
{
}

static void
reader_library_rows_iface_init (ReaderRowModelInterface *iface)
{
  iface->get_n_rows = reader_library_rows_get_n_rows;
  iface->get_n_columns = reader_library_rows_get_n_columns;
  iface->dup_row = reader_library_rows_dup_row;
  iface->find_passage = reader_library_rows_find_passage;
  iface->dup_counterparts = reader_library_rows_dup_counterparts;
  iface->step_division = reader_library_rows_step_division;
  iface->dup_division = reader_library_rows_dup_division;
  iface->dup_marks = reader_library_rows_dup_marks;
  iface->dup_bookmarks = reader_library_rows_dup_bookmarks;
  iface->dup_text = reader_library_rows_dup_text;
}

/**
 * reader_library_rows_new:
 * @library: a connection of the main thread
 * @strand: a strand of @work, from 0
 *
 * Returns: (transfer full): the rows as they are now; after a change in the library make new ones
 */
ReaderRowModel *
reader_library_rows_new (TriLibrary *library, TriWork *work, guint strand)
{
  ReaderLibraryRows *self = g_object_new (READER_TYPE_LIBRARY_ROWS, NULL);

  self->library = g_object_ref (library);
  self->work = g_object_ref (work);
  self->strand = strand;
  self->n_rows = tri_library_count_rows (library, work->id, strand);
  for (guint i = 0; i < work->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (work->texts, i);

      if (text->strand == strand)
        self->n_columns++;
    }
  return READER_ROW_MODEL (self);
}
