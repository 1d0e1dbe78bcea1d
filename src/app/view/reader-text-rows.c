/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-text-rows.h"

/* A block holds a screenful of one column and a little. */
#define BLOCK 32
#define N_BLOCKS 6
/* How many notes a passage may have before the rest of them is left out. */
#define MAX_NOTES 256

typedef struct
{
  guint first;
  GPtrArray *passages;
  GArray *links;
  guint used;
} Block;

struct _ReaderTextRows
{
  GObject parent_instance;

  TriLibrary *library;
  TriText *text;
  ReaderRowModel *rows;
  Block blocks[N_BLOCKS];
  guint clock;
};

static void reader_text_rows_iface_init (ReaderRowModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReaderTextRows,
                               reader_text_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (READER_TYPE_ROW_MODEL,
                                                      reader_text_rows_iface_init))

static void
clear_block (Block *block)
{
  g_clear_pointer (&block->passages, g_ptr_array_unref);
  g_clear_pointer (&block->links, g_array_unref);
}

static Block *
find_block (ReaderTextRows *self, guint ord)
{
  Block *found = &self->blocks[0];
  guint first = ord / BLOCK * BLOCK;

  for (guint i = 0; i < N_BLOCKS; i++)
    {
      Block *block = &self->blocks[i];

      if (block->used > 0 && block->first == first)
        {
          block->used = ++self->clock;
          return block;
        }
      if (block->used < found->used)
        found = block;
    }
  clear_block (found);
  found->first = first;
  found->used = ++self->clock;
  return found;
}

/* A query of the view that fails shows nothing there, as in the rows of a strand. */
static TriPassage *
get_passage (ReaderTextRows *self, guint ord)
{
  Block *block = find_block (self, ord);
  g_autoptr (GError) error = NULL;

  if (block->passages == NULL)
    block->passages = tri_library_read_passages (self->library,
                                                 self->text->id,
                                                 block->first,
                                                 BLOCK,
                                                 &error);
  if (error != NULL)
    g_debug ("%s", error->message);
  if (block->passages == NULL || ord - block->first >= block->passages->len)
    return NULL;
  return g_ptr_array_index (block->passages, ord - block->first);
}

/* A text that begins with a note has nothing else to put it to. */
static gboolean
is_below_another (ReaderTextRows *self, guint ord)
{
  TriPassage *passage = get_passage (self, ord);

  return ord > 0 && passage != NULL && passage->kind == TRI_PASSAGE_NOTE;
}

static TriRow *
reader_text_rows_dup_row (ReaderRowModel *model, guint64 row)
{
  ReaderTextRows *self = READER_TEXT_ROWS (model);
  guint ord = (guint) row;
  TriPassage *passage = get_passage (self, ord);
  TriRow *made = NULL;

  if (passage == NULL)
    return NULL;
  made = tri_row_new (row, 1);
  if (is_below_another (self, ord))
    return made;
  g_ptr_array_add (tri_row_get_cell (made, 0), tri_passage_ref (passage));
  for (guint n = 1; n <= MAX_NOTES && is_below_another (self, ord + n); n++)
    g_ptr_array_add (tri_row_get_cell (made, 0), tri_passage_ref (get_passage (self, ord + n)));
  return made;
}

static guint64
reader_text_rows_get_n_rows (ReaderRowModel *model)
{
  return READER_TEXT_ROWS (model)->text->n_passages;
}

static guint
reader_text_rows_get_n_columns (ReaderRowModel *model)
{
  return 1;
}

static gboolean
reader_text_rows_find_passage (ReaderRowModel *model, gint64 id, guint64 *row)
{
  ReaderTextRows *self = READER_TEXT_ROWS (model);
  g_autoptr (TriPassage) passage = tri_library_get_passage (self->library, id, NULL);
  guint ord = 0;

  if (passage == NULL || passage->text != self->text->id)
    return FALSE;
  ord = passage->ord;
  for (guint n = 0; n < MAX_NOTES && is_below_another (self, ord); n++)
    ord--;
  *row = ord;
  return TRUE;
}

static GArray *
read_links (ReaderTextRows *self, Block *block)
{
  g_autoptr (GError) error = NULL;
  GArray *found = tri_library_list_link_ends (self->library,
                                              self->text->id,
                                              block->first,
                                              BLOCK,
                                              &error);

  if (found != NULL)
    return found;
  g_debug ("%s", error->message);
  return g_array_new (FALSE, FALSE, sizeof (TriLinkEnd));
}

static gboolean
has_link (GArray *ends, gint64 link)
{
  for (guint i = 0; i < ends->len; i++)
    if (g_array_index (ends, TriLinkEnd, i).link == link)
      return TRUE;
  return FALSE;
}

/* A link that spans two blocks is in both. */
static void
append_links (GArray *ends, GArray *more)
{
  guint known = ends->len;

  for (guint i = 0, n = 0; i < more->len; i += n)
    {
      const TriLinkEnd *end = &g_array_index (more, TriLinkEnd, i);

      for (n = 1; i + n < more->len && end[n].link == end->link; n++)
        ;
      if (known == 0 || !has_link (ends, end->link))
        g_array_append_vals (ends, end, n);
    }
}

static GArray *
reader_text_rows_dup_links (ReaderRowModel *model, guint64 first, guint n)
{
  ReaderTextRows *self = READER_TEXT_ROWS (model);
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (TriLinkEnd));

  for (guint ord = (guint) first / BLOCK * BLOCK; ord < first + n; ord += BLOCK)
    {
      Block *block = find_block (self, ord);

      if (block->links == NULL)
        block->links = read_links (self, block);
      append_links (ends, block->links);
    }
  return ends;
}

static GArray *
reader_text_rows_dup_counterparts (ReaderRowModel *model, gint64 passage, int sentence)
{
  return reader_row_model_dup_counterparts (READER_TEXT_ROWS (model)->rows, passage, sentence);
}

static gint64
reader_text_rows_step_division (ReaderRowModel *model, const TriPassage *from, int direction)
{
  return reader_row_model_step_division (READER_TEXT_ROWS (model)->rows, from, direction);
}

static char *
reader_text_rows_dup_division (ReaderRowModel *model, gint64 passage)
{
  return reader_row_model_dup_division (READER_TEXT_ROWS (model)->rows, passage);
}

static GArray *
reader_text_rows_dup_marks (ReaderRowModel *model, const gint64 *passages, guint n_passages)
{
  return reader_row_model_dup_marks (READER_TEXT_ROWS (model)->rows, passages, n_passages);
}

static GPtrArray *
reader_text_rows_dup_bookmarks (ReaderRowModel *model, const gint64 *ids, guint n_ids)
{
  return reader_row_model_dup_bookmarks (READER_TEXT_ROWS (model)->rows, ids, n_ids);
}

static void
reader_text_rows_finalize (GObject *object)
{
  ReaderTextRows *self = READER_TEXT_ROWS (object);

  for (guint i = 0; i < N_BLOCKS; i++)
    clear_block (&self->blocks[i]);
  g_clear_object (&self->rows);
  g_clear_object (&self->text);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (reader_text_rows_parent_class)->finalize (object);
}

static void
reader_text_rows_class_init (ReaderTextRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_text_rows_finalize;
}

static void
reader_text_rows_init (ReaderTextRows *self)
{
}

static void
reader_text_rows_iface_init (ReaderRowModelInterface *iface)
{
  iface->get_n_rows = reader_text_rows_get_n_rows;
  iface->get_n_columns = reader_text_rows_get_n_columns;
  iface->dup_row = reader_text_rows_dup_row;
  iface->find_passage = reader_text_rows_find_passage;
  iface->dup_counterparts = reader_text_rows_dup_counterparts;
  iface->step_division = reader_text_rows_step_division;
  iface->dup_division = reader_text_rows_dup_division;
  iface->dup_marks = reader_text_rows_dup_marks;
  iface->dup_bookmarks = reader_text_rows_dup_bookmarks;
  iface->dup_links = reader_text_rows_dup_links;
}

/**
 * reader_text_rows_new:
 * @library: a connection of the main thread
 * @rows: the strand that @text is of, for what is the same in both
 *
 * Returns: (transfer full): the passages as they are now; after a change in the library make new
 *   ones
 */
ReaderRowModel *
reader_text_rows_new (TriLibrary *library, TriText *text, ReaderRowModel *rows)
{
  ReaderTextRows *self = g_object_new (READER_TYPE_TEXT_ROWS, NULL);

  self->library = g_object_ref (library);
  self->text = g_object_ref (text);
  self->rows = g_object_ref (rows);
  return READER_ROW_MODEL (self);
}
