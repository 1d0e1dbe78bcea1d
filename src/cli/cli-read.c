/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-library.h"

#include "library/tri-library-works.h"

#include <glib/gi18n.h>

#define WINDOW 200

static int from;
static int count = -1;

static const GOptionEntry options[] = {
  { "from", 0, 0, G_OPTION_ARG_INT, &from, N_ ("The first row, from 0"), N_ ("N") },
  { "count", 0, 0, G_OPTION_ARG_INT, &count, N_ ("How many rows"), N_ ("N") },
  { NULL },
};

typedef struct
{
  TriLibrary *library;
  TriWork *work;
  GCancellable *cancellable;
  JsonBuilder *builder; /* of one row; NULL: print words */
  gboolean has_row;
} Reading;

static GPtrArray *
get_cell (const TriRow *row, TriText *text, guint strand)
{
  return text->strand == strand ? tri_row_get_cell (row, text->column) : NULL;
}

static void
add_cell (Reading *self, TriText *text, GPtrArray *cell)
{
  json_builder_begin_array (self->builder);
  for (guint i = 0; cell && i < cell->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (cell, i);
      g_autofree char *id = g_strconcat (text->uuid, "/", passage->key, NULL);

      json_builder_add_string_value (self->builder, id);
    }
  json_builder_end_array (self->builder);
}

static void
print_cell (TriText *text, GPtrArray *cell)
{
  for (guint i = 0; cell && i < cell->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (cell, i);

      g_print ("%s\t%s\n", text->lang, passage->content);
    }
}

static void
show_row (Reading *self, const TriRow *row, guint strand, guint64 number)
{
  if (self->builder)
    {
      json_builder_begin_object (self->builder);
      cli_json_add_int (self->builder, "row", (gint64) number);
      json_builder_set_member_name (self->builder, "cells");
      json_builder_begin_array (self->builder);
    }
  else
    g_print ("%" G_GUINT64_FORMAT "\n", number);

  for (guint i = 0; i < self->work->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (self->work->texts, i);
      GPtrArray *cell = get_cell (row, text, strand);

      if (self->builder)
        add_cell (self, text, cell);
      else
        print_cell (text, cell);
    }

  if (self->builder)
    {
      json_builder_end_array (self->builder);
      json_builder_end_object (self->builder);
      cli_json_print_item (self->builder, !self->has_row);
    }
  self->has_row = TRUE;
}

/* Rows are numbered on from strand to strand: @first is the number of the strand's first row. */
static gboolean
show_strand (Reading *self, guint strand, guint64 first, guint64 begin, guint64 end, GError **error)
{
  while (begin < end)
    {
      guint n = (guint) MIN (end - begin, WINDOW);
      g_autoptr (GPtrArray) rows = NULL;

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      rows = tri_library_read_rows (self->library, self->work->id, strand, begin, n, error);
      if (!rows)
        return FALSE;
      if (rows->len == 0)
        return TRUE;
      for (guint i = 0; i < rows->len; i++)
        show_row (self, g_ptr_array_index (rows, i), strand, first + begin + i);
      begin += rows->len;
    }
  return TRUE;
}

static gboolean
show_rows (Reading *self, guint64 begin, guint64 end, GError **error)
{
  guint n_strands = tri_library_count_strands (self->library, self->work->id);
  guint64 first = 0;

  for (guint strand = 0; strand < n_strands; strand++)
    {
      guint64 n = tri_library_count_rows (self->library, self->work->id, strand);
      guint64 strand_begin = begin > first ? begin - first : 0;
      guint64 strand_end = MIN (n, end > first ? end - first : 0);

      if (!show_strand (self, strand, first, strand_begin, strand_end, error))
        return FALSE;
      first += n;
    }
  return TRUE;
}

static gboolean
check_options (GError **error)
{
  if (from >= 0 && count >= -1)
    return TRUE;
  g_set_error_literal (error,
                       G_OPTION_ERROR,
                       G_OPTION_ERROR_BAD_VALUE,
                       _ ("--from and --count are numbers from 0 on"));
  return FALSE;
}

/* A work may have a million rows: each is printed as soon as it was read. */
static gboolean
print_rows (Reading *self, GError **error)
{
  guint64 begin = (guint64) from;
  guint64 end = count < 0 ? G_MAXUINT64 : begin + (guint64) count;

  if (!self->builder)
    return show_rows (self, begin, end, error);
  cli_json_print_raw ("{\"rows\": [");
  if (!show_rows (self, begin, end, error))
    return FALSE;
  cli_json_print_raw ("\n]}\n");
  return TRUE;
}

static gboolean
run_read (const CliContext *context, char **arguments, GError **error)
{
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (TriWork) work = NULL;
  g_autoptr (JsonBuilder) builder = context->json ? json_builder_new () : NULL;
  Reading reading = { NULL, NULL, context->cancellable, builder, FALSE };
  gint64 id = 0;

  if (!check_options (error))
    return FALSE;
  library = cli_library_open (context, TRI_LIBRARY_READ_ONLY, error);
  id = library ? tri_library_find_work (library, arguments[0], error) : 0;
  work = id ? tri_library_get_work (library, id, error) : NULL;
  if (!work)
    return FALSE;
  reading.library = library;
  reading.work = work;
  return print_rows (&reading, error);
}

const CliCommand cli_read_command = {
  "read", N_ ("WORK"), N_ ("Print the rows of a work"), options, 1, 1, run_read
};
