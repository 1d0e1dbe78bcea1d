/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "paper-pages-private.h"

/* A title of so many code points stands behind that of the division around it. */
#define MAX_SHORT 20

GPtrArray *
paper_blocks_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) paper_block_free);
}

TriText *
paper_get_text (PaperPages *self, guint n)
{
  return g_ptr_array_index (tri_export_rows_get_texts (self->rows), n);
}

gboolean
paper_open_rows (PaperPages *self, GError **error)
{
  g_clear_pointer (&self->rows, tri_export_rows_free);
  self->rows = tri_export_rows_new (self->library, &self->options, error);
  self->n_rows = 0;
  self->has_row = FALSE;
  return self->rows != NULL;
}

void
paper_clear_columns (PaperPages *self)
{
  for (guint i = 0; self->columns && i < self->n_texts; i++)
    paper_column_clear (&self->columns[i]);
  g_clear_pointer (&self->columns, g_free);
}

/* Letters are the smaller the more columns there are. */
double
paper_get_size (guint n_columns)
{
  static const double sizes[] = { 11, 11, 10, 9 };

  return n_columns < G_N_ELEMENTS (sizes) ? sizes[n_columns] : 8;
}

static guint
count_columns (PaperPages *self, guint strand)
{
  return MAX (1, tri_export_rows_count_columns (self->rows, strand));
}

double
paper_get_width (PaperPages *self, guint strand)
{
  guint n = count_columns (self, strand);

  return (self->width - PAPER_GAP * (n - 1)) / n;
}

void
paper_set_strand (PaperPages *self, guint strand)
{
  self->strand = strand;
  for (guint i = 0; i < self->n_texts; i++)
    {
      self->columns[i].width = paper_get_width (self, strand);
      self->columns[i].size = paper_get_size (count_columns (self, strand));
    }
}

/* Of a text, among the columns of its strand. */
double
paper_get_x (PaperPages *self, guint text)
{
  guint strand = paper_get_text (self, text)->strand;
  guint n = 0;

  for (guint i = 0; i < text; i++)
    n += paper_get_text (self, i)->strand == strand;
  return n * (paper_get_width (self, strand) + PAPER_GAP);
}

static TriDivision *
find_parent (GPtrArray *divisions, const TriDivision *division)
{
  for (guint i = 0; division->parent && i < divisions->len; i++)
    {
      TriDivision *other = g_ptr_array_index (divisions, i);

      if (other->id == division->parent)
        return other;
    }
  return NULL;
}

/* What is above a page. "12" and "Scene 2" say little without the book and the act they are in. */
static char *
dup_head (PaperPages *self, guint text, const TriDivision *division)
{
  GPtrArray *divisions = tri_export_rows_get_divisions (self->rows, text);
  const TriDivision *parent = find_parent (divisions, division);

  while (parent && !*parent->title)
    parent = find_parent (divisions, parent);
  if (!parent || g_utf8_strlen (division->title, -1) > MAX_SHORT
      || g_str_equal (parent->title, paper_get_text (self, text)->title))
    return g_strdup (division->title);
  return g_strdup_printf ("%s · %s", parent->title, division->title);
}

/* Those of the first text that has something in the row. */
static void
note_divisions (PaperPages *self, const TriExportRow *row)
{
  g_ptr_array_set_size (self->begun, 0);
  for (guint i = 0; i < self->n_texts; i++)
    {
      GPtrArray *divisions = tri_export_row_get_divisions (row, i);

      for (guint d = 0; d < divisions->len; d++)
        {
          TriDivision *division = g_ptr_array_index (divisions, d);

          if (!*division->title)
            continue;
          g_free (self->division);
          self->division = dup_head (self, i, division);
          g_ptr_array_add (self->begun, g_object_ref (division));
        }
      if (tri_export_row_get_cell (row, i)->len > 0)
        return;
    }
}

/* Once their row has its place. */
void
paper_add_headings (PaperPages *self)
{
  for (guint i = 0; !self->is_again && i < self->begun->len; i++)
    {
      const TriDivision *division = g_ptr_array_index (self->begun, i);
      const PaperHeading heading = { g_strdup (division->title), division->level, self->page };

      g_array_append_val (self->headings, heading);
    }
  g_ptr_array_set_size (self->begun, 0);
}

static void
fill_cell (PaperPages *self, guint text, GPtrArray *cell)
{
  GPtrArray *blocks = g_ptr_array_index (self->blocks, text);

  g_hash_table_remove_all (self->columns[text].numbers);
  for (guint i = 0; i < cell->len; i++)
    paper_blocks_add_passage (blocks, &self->columns[text], g_ptr_array_index (cell, i));
}

/* What is on the page stays until the page is done. */
static void
keep_blocks (PaperPages *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      GPtrArray *blocks = g_ptr_array_index (self->blocks, i);

      g_ptr_array_extend_and_steal (self->kept, g_ptr_array_ref (blocks));
      g_ptr_array_index (self->blocks, i) = paper_blocks_new ();
      g_ptr_array_unref (blocks);
    }
}

/* FALSE at the end or with an error. */
gboolean
paper_next_row (PaperPages *self, GCancellable *cancellable, GError **error)
{
  const TriExportRow *row = NULL;

  keep_blocks (self);
  self->has_row = FALSE;
  row = tri_export_rows_next (self->rows, cancellable, error);
  if (!row)
    return FALSE;
  self->n_rows++;
  self->begins_page = row->begins_strand && self->n_rows > 1;
  paper_set_strand (self, row->strand);
  note_divisions (self, row);
  for (guint i = 0; i < self->n_texts; i++)
    {
      self->n_notes[i] = self->columns[i].n_notes;
      self->places[i] = (PaperPlace){ 0, 0 };
      fill_cell (self, i, tri_export_row_get_cell (row, i));
    }
  self->has_row = TRUE;
  return TRUE;
}
