/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "paper-pages.h"

#include "formats/tri-export-rows.h"
#include "paper-block.h"
#include "paper-index.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Points. */
#define HEAD 40 /* what is read, the names of the columns, and what is below them */
#define FOOT 26
#define GAP 16   /* between columns */
#define LEAST 30 /* what must be free for a row to begin: two lines */

static const char head_font[] = "Sans 8";
static const char column_font[] = "Sans Bold 8";
static const char title_font[] = "Serif Bold 20";
static const char author_font[] = "Serif Italic 11";

/* How far a column of a row has come: a paragraph and a line of it. */
typedef struct
{
  guint block;
  int line;
} Place;

/**
 * Start:
 * @rows: how many rows lie before the one it begins with or in
 * @places: (nullable): of each text, when it begins within the row
 * @n_notes: of each text, before that row
 * @division: (nullable): what stands above the page, before anything on it
 * @index: of the index the paragraph, else -1; @line: and of that the line
 *
 * What a page begins with, for it to be laid out again.
 */
typedef struct
{
  guint64 rows;
  Place *places;
  guint *n_notes;
  char *division;
  int index;
  int line;
} Start;

typedef struct
{
  const PaperBlock *block;
  int line;
  double x;
  double y; /* of the baseline */
} Line;

struct _PaperPages
{
  TriLibrary *library;
  TriExportOptions options;
  gint64 *chosen;
  GArray *ranges;
  char *title;

  PangoContext *context;
  double width;
  double height;

  TriExportRows *rows;
  guint64 n_rows; /* read, with the one at hand */
  guint64 n_all;
  PaperColumn *columns; /* of each text */
  guint n_texts;
  guint strand;
  gboolean has_row;
  gboolean begins_page; /* the row at hand */
  GPtrArray *begun;     /* TriDivision: that begin with it */
  GPtrArray *blocks;    /* GPtrArray of PaperBlock: of each text, the row at hand */
  GPtrArray *kept;      /* the blocks of rows that end on the page */
  Place *places;
  guint *n_notes; /* before the row at hand */
  char *division;

  PaperIndex *index;
  GPtrArray *index_blocks; /* once the rows have ended */
  Place index_place;       /* the next line of it */

  GArray *starts;
  GArray *lines; /* of the page at hand */
  guint page;    /* which one it is */
  char *head;
  double end; /* where its last line ends */
  guint page_strand;
  gboolean is_index; /* the page */
  GArray *headings;
  gboolean is_again; /* a page is laid out that was before */
};

static void
clear_start (gpointer data)
{
  Start *start = data;

  g_free (start->places);
  g_free (start->n_notes);
  g_free (start->division);
}

static void
clear_heading (gpointer data)
{
  g_free (((PaperHeading *) data)->title);
}

static GPtrArray *
blocks_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) paper_block_free);
}

static TriText *
get_text (PaperPages *self, guint n)
{
  return g_ptr_array_index (tri_export_rows_get_texts (self->rows), n);
}

/* --- Rows ---------------------------------------------------------------------------------- */

static gboolean
open_rows (PaperPages *self, GError **error)
{
  g_clear_pointer (&self->rows, tri_export_rows_free);
  self->rows = tri_export_rows_new (self->library, &self->options, error);
  self->n_rows = 0;
  self->has_row = FALSE;
  return self->rows != NULL;
}

static void
clear_columns (PaperPages *self)
{
  for (guint i = 0; self->columns && i < self->n_texts; i++)
    paper_column_clear (&self->columns[i]);
  g_clear_pointer (&self->columns, g_free);
}

/* Letters are the smaller the more columns there are. */
static double
get_size (guint n_columns)
{
  static const double sizes[] = { 11, 11, 10, 9 };

  return n_columns < G_N_ELEMENTS (sizes) ? sizes[n_columns] : 8;
}

static guint
count_columns (PaperPages *self, guint strand)
{
  return MAX (1, tri_export_rows_count_columns (self->rows, strand));
}

static double
get_width (PaperPages *self, guint strand)
{
  guint n = count_columns (self, strand);

  return (self->width - GAP * (n - 1)) / n;
}

static void
set_strand (PaperPages *self, guint strand)
{
  self->strand = strand;
  for (guint i = 0; i < self->n_texts; i++)
    {
      self->columns[i].width = get_width (self, strand);
      self->columns[i].size = get_size (count_columns (self, strand));
    }
}

/* Of a text, among the columns of its strand. */
static double
get_x (PaperPages *self, guint text)
{
  guint strand = get_text (self, text)->strand;
  guint n = 0;

  for (guint i = 0; i < text; i++)
    n += get_text (self, i)->strand == strand;
  return n * (get_width (self, strand) + GAP);
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
          self->division = g_strdup (division->title);
          g_ptr_array_add (self->begun, g_object_ref (division));
        }
      if (tri_export_row_get_cell (row, i)->len > 0)
        return;
    }
}

/* Once their row has its place. */
static void
add_headings (PaperPages *self)
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
      g_ptr_array_index (self->blocks, i) = blocks_new ();
      g_ptr_array_unref (blocks);
    }
}

/* FALSE at the end or with an error. */
static gboolean
next_row (PaperPages *self, GCancellable *cancellable, GError **error)
{
  const TriExportRow *row = NULL;

  keep_blocks (self);
  self->has_row = FALSE;
  row = tri_export_rows_next (self->rows, cancellable, error);
  if (!row)
    return FALSE;
  self->n_rows++;
  self->begins_page = row->begins_strand && self->n_rows > 1;
  set_strand (self, row->strand);
  note_divisions (self, row);
  for (guint i = 0; i < self->n_texts; i++)
    {
      self->n_notes[i] = self->columns[i].n_notes;
      self->places[i] = (Place){ 0, 0 };
      fill_cell (self, i, tri_export_row_get_cell (row, i));
    }
  self->has_row = TRUE;
  return TRUE;
}

/* --- Lines --------------------------------------------------------------------------------- */

static double
get_bottom (PaperPages *self)
{
  return self->height - FOOT;
}

static void
add_line (PaperPages *self,
          const PaperBlock *block,
          int line,
          double x,
          double baseline,
          double end)
{
  const Line added = { block, line, x + block->indent, baseline };

  g_array_append_val (self->lines, added);
  self->end = MAX (self->end, end);
}

static void
note_line (PaperPages *self, const PaperBlock *block, int n)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (block->layout, n);

  if (self->is_again || !self->index)
    return;
  for (guint i = 0; i < block->names->len; i++)
    {
      const PaperName *name = &g_array_index (block->names, PaperName, i);

      if (name->at >= line->start_index && name->at < line->start_index + line->length)
        paper_index_add (self->index, name->entity, self->starts->len);
    }
}

/* Puts lines of a paragraph on the page, from the one at @place on. Returns whether all of it is
 * there. */
static gboolean
put_block (PaperPages *self, const PaperBlock *block, Place *place, double x, double *y)
{
  PangoLayoutIter *iter = pango_layout_get_iter (block->layout);
  double top = *y;
  double skipped = 0;
  gboolean is_whole = TRUE;
  int n = 0;

  do
    {
      PangoRectangle box;
      double bottom;

      pango_layout_iter_get_line_extents (iter, NULL, &box);
      bottom = (double) (box.y + box.height) / PANGO_SCALE;
      if (n < place->line)
        {
          skipped = bottom;
          continue;
        }
      /* A line that is higher than a page stands on one all the same. */
      if (top + bottom - skipped > get_bottom (self) && *y > HEAD)
        {
          is_whole = FALSE;
          break;
        }
      add_line (self,
                block,
                n,
                x,
                top - skipped + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE,
                top + bottom - skipped);
      note_line (self, block, n);
      *y = top + bottom - skipped;
      place->line = n + 1;
      if (*y > get_bottom (self))
        {
          is_whole = !pango_layout_iter_next_line (iter);
          break;
        }
    }
  while (n++, pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return is_whole;
}

/* Returns whether all of the column is on the page, which ends at *y there. */
static gboolean
put_column (PaperPages *self, guint text, double *y)
{
  GPtrArray *blocks = g_ptr_array_index (self->blocks, text);
  Place *place = &self->places[text];

  for (; place->block < blocks->len; place->block++, place->line = 0)
    {
      const PaperBlock *block = g_ptr_array_index (blocks, place->block);

      if (place->line == 0 && *y > HEAD)
        *y += block->above;
      if (!put_block (self, block, place, get_x (self, text), y))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_row (PaperPages *self, double *y)
{
  double end = *y;
  gboolean is_whole = TRUE;

  for (guint i = 0; i < self->n_texts; i++)
    {
      double at = *y;

      is_whole &= put_column (self, i, &at);
      end = MAX (end, at);
    }
  *y = end;
  return is_whole;
}

/* How much room the row at hand needs to begin: a heading that ends a page heads nothing. */
static double
get_need (PaperPages *self)
{
  double need = LEAST;

  for (guint i = 0; i < self->n_texts; i++)
    {
      GPtrArray *blocks = g_ptr_array_index (self->blocks, i);
      double height = LEAST;

      for (guint b = 0; b < blocks->len; b++)
        {
          const PaperBlock *block = g_ptr_array_index (blocks, b);

          if (!block->keeps)
            break;
          height += block->above + paper_block_get_height (block) + LEAST;
        }
      need = MAX (need, height);
    }
  return MIN (need, (get_bottom (self) - HEAD) / 2);
}

/* --- Pages --------------------------------------------------------------------------------- */

static void
put_paragraph (PaperPages *self, const char *words, const char *font, double *y)
{
  PaperBlock *block = paper_block_new (self->context, words, font, self->width);
  Place place = { 0, 0 };

  g_ptr_array_add (self->kept, block);
  put_block (self, block, &place, 0, y);
}

/* The title, and whose the texts are, on the first page. */
static void
put_title (PaperPages *self, double *y)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  *y += 6;
  put_paragraph (self, self->title, title_font, y);
  for (guint i = 0; i < self->n_texts; i++)
    {
      const char *author = get_text (self, i)->author;

      if (author && *author && g_hash_table_add (seen, (gpointer) author))
        put_paragraph (self, author, author_font, y);
    }
  *y += 18;
}

static void
remember_start (PaperPages *self)
{
  Start start = { .rows = self->n_rows, .index = -1 };

  if (self->index_blocks)
    {
      start.index = (int) self->index_place.block;
      start.line = self->index_place.line;
    }
  else if (self->has_row)
    {
      start.rows = self->n_rows - 1;
      start.places = g_memdup2 (self->places, sizeof (Place) * self->n_texts);
      start.n_notes = g_memdup2 (self->n_notes, sizeof (guint) * self->n_texts);
    }
  start.division = g_strdup (self->division);
  g_array_append_val (self->starts, start);
}

static void
begin_page (PaperPages *self)
{
  g_array_set_size (self->lines, 0);
  g_ptr_array_set_size (self->kept, 0);
  self->end = HEAD;
  self->page_strand = self->strand;
  self->is_index = FALSE;
}

static gboolean
is_within_row (PaperPages *self)
{
  for (guint i = 0; i < self->n_texts; i++)
    if (self->places[i].block > 0 || self->places[i].line > 0)
      return TRUE;
  return FALSE;
}

/* Rows, until the page is full. FALSE with an error; else whether there are more is has_row. */
static gboolean
put_rows (PaperPages *self, double y, GCancellable *cancellable, GError **error)
{
  GError *local = NULL;
  double top = y;

  while (self->has_row)
    {
      if (y > top && !is_within_row (self) && y + get_need (self) > get_bottom (self))
        break;
      if (self->begins_page && self->lines->len > 0 && !is_within_row (self))
        break;
      self->page_strand = self->strand;
      add_headings (self);
      if (!put_row (self, &y))
        break;
      next_row (self, cancellable, &local);
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* The index stands in two columns. An entry goes on in the next one only when it is longer than a
 * whole one. */
static void
put_index (PaperPages *self)
{
  double width = (self->width - GAP) / 2;
  Place *place = &self->index_place;

  self->is_index = TRUE;
  for (guint column = 0; column < 2; column++)
    {
      double y = HEAD;

      for (; place->block < self->index_blocks->len; place->block++, place->line = 0)
        {
          const PaperBlock *block = g_ptr_array_index (self->index_blocks, place->block);
          double need = block->above + paper_block_get_height (block) + (block->keeps ? LEAST : 0);

          if (y > HEAD && y + need > get_bottom (self))
            break;
          y += y > HEAD ? block->above : 0;
          if (!put_block (self, block, place, column * (width + GAP), &y))
            break;
        }
    }
}

static void
set_head (PaperPages *self, const char *division)
{
  g_free (self->head);
  self->head = g_strdup (division ? division : "");
}

/* Reads the first row, or goes on to the index when there are none. */
static gboolean
prepare (PaperPages *self, GCancellable *cancellable, GError **error)
{
  GError *local = NULL;

  if (self->has_row || self->index_blocks)
    return TRUE;
  if (self->starts->len == 0 && next_row (self, cancellable, &local))
    return TRUE;
  if (local)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (self->index && !self->is_again)
    self->index_blocks = paper_index_lay_out (self->index,
                                              self->library,
                                              self->context,
                                              (self->width - GAP) / 2,
                                              get_text (self, 0)->lang);
  return TRUE;
}

static gboolean
has_more (PaperPages *self)
{
  return self->starts->len == 0
         || self->has_row
         || (self->index_blocks && self->index_place.block < self->index_blocks->len);
}

gboolean
paper_pages_add (PaperPages *self, GCancellable *cancellable, GError **error)
{
  double y = HEAD;

  g_return_val_if_fail (self->context != NULL, FALSE);
  if (!prepare (self, cancellable, error) || !has_more (self))
    return FALSE;
  begin_page (self);
  remember_start (self);
  /* Headings and names are noted for the page whose start is the last. */
  self->page = self->starts->len - 1;
  if (self->page == 0)
    put_title (self, &y);
  set_head (self, self->index_blocks ? _ ("Index") : self->division);
  if (self->index_blocks)
    put_index (self);
  else if (!put_rows (self, y, cancellable, error))
    return FALSE;
  return TRUE;
}

static gboolean
skip_rows (PaperPages *self, guint64 n, GError **error)
{
  GError *local = NULL;

  if (self->n_rows > n && !open_rows (self, error))
    return FALSE;
  while (self->n_rows < n && tri_export_rows_next (self->rows, NULL, &local))
    self->n_rows++;
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Pages that are drawn one after another read no row twice. */
static gboolean
has_row_at_hand (PaperPages *self, const Start *start)
{
  return self->has_row && self->n_rows == start->rows + 1;
}

static gboolean
read_again (PaperPages *self, const Start *start, GError **error)
{
  if (!skip_rows (self, start->rows, error))
    return FALSE;
  for (guint i = 0; i < self->n_texts; i++)
    self->columns[i].n_notes = start->n_notes[i];
  return next_row (self, NULL, error);
}

/* Lays out a page that was laid out before. */
static gboolean
lay_out_again (PaperPages *self, guint page, GError **error)
{
  const Start *start = &g_array_index (self->starts, Start, page);
  double y = HEAD;
  gboolean done = TRUE;

  self->is_again = TRUE;
  begin_page (self);
  self->page = page;
  if (start->index >= 0)
    {
      self->index_place = (Place){ (guint) start->index, start->line };
      set_head (self, _ ("Index"));
      put_index (self);
      return TRUE;
    }
  if (!start->places)
    done = skip_rows (self, start->rows, error);
  else if (!has_row_at_hand (self, start))
    done = read_again (self, start, error);
  if (!done)
    return FALSE;
  if (page == 0)
    put_title (self, &y);
  set_head (self, start->division);
  if (!start->places)
    return TRUE;
  memcpy (self->places, start->places, sizeof (Place) * self->n_texts);
  return put_rows (self, y, NULL, error);
}

/* --- Drawing ------------------------------------------------------------------------------- */

static void
show_text (PaperPages *self,
           cairo_t *cairo,
           const char *text,
           const char *font,
           double x,
           double y,
           double width,
           PangoAlignment alignment)
{
  PaperBlock *block = paper_block_new (self->context, text, font, width);

  pango_layout_set_ellipsize (block->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (block->layout, alignment);
  pango_layout_set_single_paragraph_mode (block->layout, TRUE);
  cairo_move_to (cairo, x, y);
  pango_cairo_show_layout (cairo, block->layout);
  paper_block_free (block);
}

static void
draw_head (PaperPages *self, cairo_t *cairo)
{
  double half = self->width / 2 - GAP / 2;

  if (self->page > 0)
    {
      show_text (self, cairo, self->title, head_font, 0, 0, half, PANGO_ALIGN_LEFT);
      show_text (self, cairo, self->head, head_font, half + GAP, 0, half, PANGO_ALIGN_RIGHT);
    }
  for (guint i = 0; !self->is_index && i < self->n_texts; i++)
    if (get_text (self, i)->strand == self->page_strand)
      {
        g_autofree char *name = g_strdup_printf ("%s  %s",
                                                 get_text (self, i)->lang,
                                                 get_text (self, i)->title);

        show_text (self,
                   cairo,
                   name,
                   column_font,
                   get_x (self, i),
                   14,
                   get_width (self, self->page_strand),
                   PANGO_ALIGN_LEFT);
      }
  cairo_set_line_width (cairo, 0.5);
  cairo_move_to (cairo, 0, 28);
  cairo_line_to (cairo, self->width, 28);
  cairo_stroke (cairo);
}

static void
draw_foot (PaperPages *self, cairo_t *cairo)
{
  g_autofree char *number = g_strdup_printf ("%u", self->page + 1);

  show_text (self,
             cairo,
             number,
             head_font,
             0,
             self->height - 12,
             self->width,
             PANGO_ALIGN_CENTER);
}

static void
draw_line (const Line *line, cairo_t *cairo)
{
  PangoLayoutLine *words = pango_layout_get_line_readonly (line->block->layout, line->line);

  if (line->line == 0 && line->block->label)
    {
      cairo_move_to (cairo, line->x - line->block->indent, line->y);
      pango_cairo_show_layout_line (cairo,
                                    pango_layout_get_line_readonly (line->block->label, 0));
    }
  cairo_move_to (cairo, line->x, line->y);
  pango_cairo_show_layout_line (cairo, words);
}

gboolean
paper_pages_draw (PaperPages *self, guint page, cairo_t *cairo, GError **error)
{
  g_return_val_if_fail (page < self->starts->len, FALSE);
  if (page != self->page && !lay_out_again (self, page, error))
    return FALSE;
  cairo_set_source_rgb (cairo, 0, 0, 0);
  draw_head (self, cairo);
  for (guint i = 0; i < self->lines->len; i++)
    draw_line (&g_array_index (self->lines, Line, i), cairo);
  draw_foot (self, cairo);
  return TRUE;
}

/* --- The whole ----------------------------------------------------------------------------- */

/* Of all strands that are printed. */
static guint64
count_all_rows (PaperPages *self)
{
  guint n_strands = tri_library_count_strands (self->library, self->options.work);
  guint64 n = 0;

  for (guint i = 0; i < n_strands; i++)
    if (tri_export_rows_count_columns (self->rows, i) > 0)
      n += tri_library_count_rows (self->library, self->options.work, i);
  return MAX (1, n);
}

static void
begin_anew (PaperPages *self)
{
  g_array_set_size (self->starts, 0);
  g_array_set_size (self->headings, 0);
  g_array_set_size (self->lines, 0);
  g_ptr_array_set_size (self->kept, 0);
  g_clear_pointer (&self->division, g_free);
  g_clear_pointer (&self->index_blocks, g_ptr_array_unref);
  self->index_place = (Place){ 0, 0 };
  self->page = G_MAXUINT;
  self->is_again = FALSE;
  if (self->index)
    paper_index_clear (self->index);
}

void
paper_pages_set_size (PaperPages *self, PangoContext *context, double width, double height)
{
  g_set_object (&self->context, context);
  self->width = width;
  self->height = height;
  begin_anew (self);
  clear_columns (self);
  self->columns = g_new0 (PaperColumn, self->n_texts);
  for (guint i = 0; i < self->n_texts; i++)
    paper_column_init (&self->columns[i], context, get_text (self, i)->lang, get_size (1));
  set_strand (self, 0);
  self->has_row = FALSE;
  /* It was read perhaps: then it is opened again, and was readable before. */
  if (self->n_rows > 0)
    open_rows (self, NULL);
}

PaperPages *
paper_pages_new (TriLibrary *library, const TriExportOptions *options, GError **error)
{
  g_autoptr (PaperPages) self = g_new0 (PaperPages, 1);

  self->library = g_object_ref (library);
  self->options = *options;
  self->chosen = g_memdup2 (options->texts, sizeof (gint64) * options->n_texts);
  self->options.texts = self->chosen;
  self->ranges = options->ranges ? g_array_copy (options->ranges) : NULL;
  self->options.ranges = self->ranges;
  self->starts = g_array_new (FALSE, FALSE, sizeof (Start));
  g_array_set_clear_func (self->starts, clear_start);
  self->headings = g_array_new (FALSE, FALSE, sizeof (PaperHeading));
  g_array_set_clear_func (self->headings, clear_heading);
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  self->kept = blocks_new ();
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->begun = g_ptr_array_new_with_free_func (g_object_unref);
  self->page = G_MAXUINT;
  if (!open_rows (self, error))
    return NULL;
  self->title = g_strdup (tri_export_rows_get_title (self->rows));
  self->options.title = self->title;
  self->n_texts = tri_export_rows_get_texts (self->rows)->len;
  self->places = g_new0 (Place, self->n_texts);
  self->n_notes = g_new0 (guint, self->n_texts);
  for (guint i = 0; i < self->n_texts; i++)
    g_ptr_array_add (self->blocks, blocks_new ());
  self->n_all = count_all_rows (self);
  if (options->with_entities)
    self->index = paper_index_new ();
  return g_steal_pointer (&self);
}

void
paper_pages_free (PaperPages *self)
{
  clear_columns (self);
  g_clear_pointer (&self->rows, tri_export_rows_free);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  g_clear_pointer (&self->begun, g_ptr_array_unref);
  g_clear_pointer (&self->index_blocks, g_ptr_array_unref);
  g_clear_pointer (&self->index, paper_index_free);
  g_clear_pointer (&self->starts, g_array_unref);
  g_clear_pointer (&self->headings, g_array_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->ranges, g_array_unref);
  g_clear_object (&self->context);
  g_clear_object (&self->library);
  g_free (self->chosen);
  g_free (self->title);
  g_free (self->places);
  g_free (self->n_notes);
  g_free (self->division);
  g_free (self->head);
  g_free (self);
}

guint
paper_pages_count (PaperPages *self)
{
  return self->starts->len;
}

double
paper_pages_get_fraction (PaperPages *self)
{
  return MIN (1, (double) self->n_rows / (double) self->n_all);
}

GArray *
paper_pages_get_headings (PaperPages *self)
{
  return self->headings;
}

const char *
paper_pages_get_title (PaperPages *self)
{
  return self->title;
}

char *
paper_pages_dup_words (PaperPages *self, double *end, double *limit)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      PangoLayoutLine *laid = pango_layout_get_line_readonly (line->block->layout, line->line);

      g_string_append_len (words,
                           pango_layout_get_text (line->block->layout) + laid->start_index,
                           laid->length);
      g_string_append_c (words, '\n');
    }
  *end = self->end;
  *limit = get_bottom (self);
  return g_string_free (words, FALSE);
}
