/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

#include <glib/gi18n.h>

/* A selection is copied row by row, at most so many. */
#define COPY_ROWS 20000
/* How far back the number of a page is looked for. */
#define PAGE_ROWS 200

static ReaderRowModel *
get_model_of (ReaderParallelView *self, gint64 text)
{
  ReaderViewColumn *column = reader_view_find_column (self, text, NULL);

  return column != NULL ? reader_view_get_strand (self, column->strand)->model : NULL;
}

static void
append_cell (GString *words,
             GPtrArray *cell,
             const ReaderSelection *selection,
             gboolean *begun,
             gboolean *ended)
{
  for (guint i = 0; i < cell->len && !*ended; i++)
    {
      TriPassage *passage = g_ptr_array_index (cell, i);
      guint start = passage->id == selection->passage ? selection->start : 0;
      guint end = passage->id == selection->end_passage ? selection->end
                                                        : reader_passage_get_length (passage);
      g_autofree char *piece = NULL;

      *begun |= passage->id == selection->passage;
      *ended = passage->id == selection->end_passage;
      if (!*begun || !reader_passage_is_shown (passage, cell) || end < start)
        continue;
      piece = g_utf8_substring (passage->content, (glong) start, (glong) end);
      if (words->len > 0)
        g_string_append (words, passage->kind == TRI_PASSAGE_VERSE ? "\n" : "\n\n");
      g_string_append (words, piece);
    }
}

char *
reader_view_dup_selected_text (ReaderParallelView *self)
{
  ReaderSelection selection;
  ReaderRowModel *model = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  gboolean begun = FALSE;
  gboolean ended = FALSE;
  guint64 row = 0;

  if (!reader_parallel_view_get_selection (self, &selection))
    return NULL;
  model = get_model_of (self, selection.text);
  if (model == NULL || !reader_row_model_find_passage (model, selection.passage, &row))
    return NULL;
  for (guint n = 0; !ended
                    && n < COPY_ROWS
                    && row < reader_row_model_get_n_rows (model);
       n++, row++)
    {
      g_autoptr (TriRow) found = reader_row_model_dup_row (model, row);
      guint column = reader_view_find_column (self, selection.text, NULL)->index;

      if (found != NULL)
        append_cell (words, tri_row_get_cell (found, column), &selection, &begun, &ended);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* The number of the last page that began in these passages before the selection. */
static char *
find_page_in (GPtrArray *cell, const ReaderSelection *selection, gboolean own_row)
{
  char *page = NULL;

  for (guint i = 0; i < cell->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (cell, i);
      gboolean own = passage->id == selection->passage;

      for (guint s = 0; s < passage->spans->len; s++)
        {
          const TriSpan *span = &g_array_index (passage->spans, TriSpan, s);

          if (span->kind != TRI_SPAN_PAGE
              || span->value == NULL
              || (own && span->start > selection->start))
            continue;
          g_free (page);
          page = g_strdup (span->value);
        }
      if (own && own_row)
        break;
    }
  return page;
}

static char *
find_page (ReaderParallelView *self, ReaderRowModel *model, const ReaderSelection *selection)
{
  guint column = reader_view_find_column (self, selection->text, NULL)->index;
  guint64 row = 0;

  if (!reader_row_model_find_passage (model, selection->passage, &row))
    return NULL;
  for (guint n = 0; n < PAGE_ROWS; n++)
    {
      g_autoptr (TriRow) found = reader_row_model_dup_row (model, row);
      char *page = NULL;

      if (found != NULL)
        page = find_page_in (tri_row_get_cell (found, column), selection, n == 0);
      if (page != NULL || row == 0)
        return page;
      row--;
    }
  return NULL;
}

/* "Work, Text (author), division, p. 12" */
static char *
dup_source (ReaderParallelView *self, const ReaderSelection *selection)
{
  TriText *text = tri_work_get_text (self->work, selection->text);
  ReaderRowModel *model = get_model_of (self, selection->text);
  g_autofree char *division = reader_row_model_dup_division (model, selection->passage);
  g_autofree char *page = find_page (self, model, selection);
  g_autoptr (GString) source = g_string_new (self->work->title);

  if (g_strcmp0 (text->title, self->work->title) != 0)
    g_string_append_printf (source, ", %s", text->title);
  if (text->author != NULL && *text->author != '\0')
    g_string_append_printf (source, " (%s)", text->author);
  if (division != NULL && *division != '\0')
    g_string_append_printf (source, ", %s", division);
  if (page != NULL)
    {
      /* Translators: a page of a printed book. */
      g_autofree char *number = g_strdup_printf (_ ("p. %s"), page);

      g_string_append_printf (source, ", %s", number);
    }
  return g_string_free (g_steal_pointer (&source), FALSE);
}

/* Copies the selection, or the passage in focus when nothing is selected. */
void
reader_view_copy (ReaderParallelView *self, gboolean with_source)
{
  g_autofree char *words = NULL;
  ReaderSelection selection;

  if (!reader_parallel_view_get_selection (self, &selection))
    reader_view_select_focus (self);
  words = reader_view_dup_selected_text (self);
  if (words == NULL || !reader_parallel_view_get_selection (self, &selection))
    return;
  if (with_source)
    {
      g_autofree char *source = dup_source (self, &selection);
      char *both = g_strdup_printf ("%s\n— %s", words, source);

      g_free (words);
      words = both;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), words);
}
