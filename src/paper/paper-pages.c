/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "paper-pages-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char title_font[] = "Serif Bold 20";
static const char author_font[] = "Serif Italic 11";

static void
clear_start (gpointer data)
{
  PaperStart *start = data;

  g_free (start->places);
  g_free (start->n_notes);
  g_free (start->division);
}

static void
clear_heading (gpointer data)
{
  g_free (((PaperHeading *) data)->title);
}

/* --- Pages --------------------------------------------------------------------------------- */

static void
put_paragraph (PaperPages *self, const char *words, const char *font, double *y)
{
  PaperBlock *block = paper_block_new (self->context, words, font, self->font, self->width);
  PaperPlace place = { 0, 0 };

  g_ptr_array_add (self->kept, block);
  paper_put_block (self, block, &place, 0, y);
}

static GPtrArray *
list_authors (PaperPages *self)
{
  GPtrArray *authors = g_ptr_array_new ();

  for (guint i = 0; i < self->n_texts; i++)
    {
      const char *author = paper_get_text (self, i)->author;

      if (author && *author
          && !g_ptr_array_find_with_equal_func (authors, author, g_str_equal, NULL))
        g_ptr_array_add (authors, (gpointer) author);
    }
  return authors;
}

/* The title, and whose the texts are, on the first page. */
static void
put_title (PaperPages *self, double *y)
{
  g_autoptr (GPtrArray) authors = list_authors (self);

  *y += 6;
  put_paragraph (self, self->title, title_font, y);
  for (guint i = 0; i < authors->len; i++)
    put_paragraph (self, g_ptr_array_index (authors, i), author_font, y);
  *y += 18;
}

static void
remember_start (PaperPages *self)
{
  PaperStart start = { .rows = self->n_rows, .index = -1 };

  if (self->index_blocks)
    {
      start.index = (int) self->index_place.block;
      start.line = self->index_place.line;
    }
  else if (self->has_row)
    {
      start.rows = self->n_rows - 1;
      start.row = tri_export_rows_get_place (self->rows);
      start.places = g_memdup2 (self->places, sizeof (PaperPlace) * self->n_texts);
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
  self->end = PAPER_HEAD;
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

static void
clear_mark (PaperPages *self)
{
  g_clear_pointer (&self->mark.n_notes, g_free);
  g_clear_pointer (&self->mark.division, g_free);
}

static void
set_mark (PaperPages *self)
{
  PaperMark *mark = &self->mark;

  clear_mark (self);
  mark->row = tri_export_rows_get_place (self->rows);
  mark->rows = self->n_rows - 1;
  mark->n_lines = self->lines->len;
  mark->n_headings = self->headings->len;
  mark->n_notes = g_memdup2 (self->n_notes, sizeof (guint) * self->n_texts);
  mark->end = self->end;
  mark->division = g_strdup (self->division);
}

/* The row that comes next has @rows before it. */
static gboolean
read_row_again (PaperPages *self, guint64 rows, const guint *n_notes, GError **error)
{
  self->n_rows = rows;
  for (guint i = 0; i < self->n_texts; i++)
    self->columns[i].n_notes = n_notes[i];
  return paper_next_row (self, NULL, error);
}

/* Headings that would end the page begin the next one, with what they stand above. */
static gboolean
take_headings_back (PaperPages *self, GError **error)
{
  PaperMark *mark = &self->mark;

  if (!mark->n_notes)
    return TRUE;
  g_array_set_size (self->lines, mark->n_lines);
  if (!self->is_again)
    g_array_set_size (self->headings, mark->n_headings);
  self->end = mark->end;
  tri_export_rows_go_back (self->rows, &mark->row);
  if (!read_row_again (self, mark->rows, mark->n_notes, error))
    return FALSE;
  g_free (self->division);
  self->division = g_steal_pointer (&mark->division);
  return TRUE;
}

/* Rows, until the page is full. FALSE with an error; else whether there are more is has_row. */
static gboolean
put_rows (PaperPages *self, double y, GCancellable *cancellable, GError **error)
{
  GError *local = NULL;
  /* A page has a row at least, but for the first, which has the title. */
  gboolean may_be_empty = self->page == 0;
  gboolean was_heading = !may_be_empty;
  gboolean is_heading = FALSE;
  double top = y;

  self->page_strand = self->strand;
  for (clear_mark (self); self->has_row; was_heading = is_heading)
    {
      if ((y > top || may_be_empty) && !is_within_row (self)
          && y + paper_get_need (self) > paper_get_bottom (self))
        {
          take_headings_back (self, &local);
          break;
        }
      if (self->begins_page && self->lines->len > 0 && !is_within_row (self))
        break;
      is_heading = paper_is_heading (self);
      if (!is_heading)
        clear_mark (self);
      else if (!was_heading)
        set_mark (self);
      self->page_strand = self->strand;
      paper_add_headings (self);
      if (!paper_put_row (self, &y))
        break;
      paper_next_row (self, cancellable, &local);
    }
  paper_note_names (self);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* The index stands in two columns. An entry goes on in the next one only when it is longer than a
 * whole one. */
static void
put_index (PaperPages *self)
{
  double width = (self->width - PAPER_GAP) / 2;
  PaperPlace *place = &self->index_place;

  self->is_index = TRUE;
  for (guint column = 0; column < 2; column++)
    {
      double y = PAPER_HEAD;

      for (; place->block < self->index_blocks->len; place->block++, place->line = 0)
        {
          const PaperBlock *block = g_ptr_array_index (self->index_blocks, place->block);
          double need = block->above + paper_block_get_height (block)
                        + (block->keeps ? PAPER_LEAST : 0);

          if (y > PAPER_HEAD && y + need > paper_get_bottom (self))
            break;
          y += y > PAPER_HEAD ? block->above : 0;
          if (!paper_put_block (self, block, place, column * (width + PAPER_GAP), &y))
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

static gboolean
lay_out_index (PaperPages *self, GError **error)
{
  const PaperIndexStyle style = { self->context,
                                  self->font,
                                  paper_get_text (self, 0)->lang,
                                  (self->width - PAPER_GAP) / 2 };

  self->index_blocks = paper_index_lay_out (self->index,
                                            self->library,
                                            self->options.work,
                                            &style,
                                            error);
  return self->index_blocks != NULL;
}

/* Reads the first row, or goes on to the index when there are none. */
static gboolean
prepare (PaperPages *self, GCancellable *cancellable, GError **error)
{
  GError *local = NULL;

  if (self->has_row || self->index_blocks)
    return TRUE;
  if (self->starts->len == 0 && paper_next_row (self, cancellable, &local))
    return TRUE;
  if (local)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return !self->index || self->is_again || lay_out_index (self, error);
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
  double y = PAPER_HEAD;

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

/* Pages that are drawn one after another read no row twice. */
static gboolean
has_row_at_hand (PaperPages *self, const PaperStart *start)
{
  return self->has_row && self->n_rows == start->rows + 1;
}

/* Lays out a page that was laid out before. */
gboolean
paper_lay_out_again (PaperPages *self, guint page, GError **error)
{
  const PaperStart *start = &g_array_index (self->starts, PaperStart, page);
  double y = PAPER_HEAD;

  self->is_again = TRUE;
  begin_page (self);
  self->page = page;
  if (start->index >= 0)
    {
      self->index_place = (PaperPlace){ (guint) start->index, start->line };
      set_head (self, _ ("Index"));
      put_index (self);
      return TRUE;
    }
  if (start->places && !has_row_at_hand (self, start))
    {
      tri_export_rows_go_to (self->rows, &start->row);
      if (!read_row_again (self, start->rows, start->n_notes, error))
        return FALSE;
    }
  if (page == 0)
    put_title (self, &y);
  set_head (self, start->division);
  if (!start->places)
    return TRUE;
  memcpy (self->places, start->places, sizeof (PaperPlace) * self->n_texts);
  return put_rows (self, y, NULL, error);
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
  self->index_place = (PaperPlace){ 0, 0 };
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
  paper_clear_columns (self);
  self->columns = g_new0 (PaperColumn, self->n_texts);
  for (guint i = 0; i < self->n_texts; i++)
    paper_column_init (&self->columns[i],
                       context,
                       paper_get_text (self, i)->lang,
                       self->font,
                       paper_get_size (1));
  paper_set_strand (self, 0);
  self->has_row = FALSE;
  /* It was read perhaps: then it is opened again, and was readable before. */
  if (self->n_rows > 0)
    paper_open_rows (self, NULL);
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
  self->font = options->font && *options->font ? g_strdup (options->font) : NULL;
  self->options.font = self->font;
  self->starts = g_array_new (FALSE, FALSE, sizeof (PaperStart));
  g_array_set_clear_func (self->starts, clear_start);
  self->headings = g_array_new (FALSE, FALSE, sizeof (PaperHeading));
  g_array_set_clear_func (self->headings, clear_heading);
  self->lines = g_array_new (FALSE, FALSE, sizeof (PaperLine));
  self->kept = paper_blocks_new ();
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->begun = g_ptr_array_new_with_free_func (g_object_unref);
  self->page = G_MAXUINT;
  if (!paper_open_rows (self, error))
    return NULL;
  self->title = g_strdup (tri_export_rows_get_title (self->rows));
  self->options.title = self->title;
  self->n_texts = tri_export_rows_get_texts (self->rows)->len;
  self->places = g_new0 (PaperPlace, self->n_texts);
  self->n_notes = g_new0 (guint, self->n_texts);
  for (guint i = 0; i < self->n_texts; i++)
    g_ptr_array_add (self->blocks, paper_blocks_new ());
  self->n_all = count_all_rows (self);
  if (options->with_entities)
    self->index = paper_index_new ();
  return g_steal_pointer (&self);
}

void
paper_pages_free (PaperPages *self)
{
  paper_clear_columns (self);
  clear_mark (self);
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
  g_free (self->font);
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

const char *
paper_pages_get_head (PaperPages *self)
{
  return self->head;
}

char *
paper_pages_dup_authors (PaperPages *self)
{
  g_autoptr (GPtrArray) authors = list_authors (self);

  g_ptr_array_add (authors, NULL);
  return g_strjoinv ("; ", (char **) authors->pdata);
}

char *
paper_pages_dup_words (PaperPages *self, double *end, double *limit)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const PaperLine *line = &g_array_index (self->lines, PaperLine, i);
      PangoLayoutLine *laid = pango_layout_get_line_readonly (line->block->layout, line->line);

      g_string_append_len (words,
                           pango_layout_get_text (line->block->layout) + laid->start_index,
                           laid->length);
      g_string_append_c (words, '\n');
    }
  *end = self->end;
  *limit = paper_get_bottom (self);
  return g_string_free (words, FALSE);
}
