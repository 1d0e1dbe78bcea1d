/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "paper-pages.h"

#include "formats/tri-export-rows.h"
#include "paper-block.h"
#include "paper-index.h"

G_BEGIN_DECLS

/* Private to pages: what is between reading a row and drawing it. */

/* Points. */
#define PAPER_HEAD 40 /* what is read, the names of the columns, and what is below them */
#define PAPER_FOOT 26
#define PAPER_GAP 16   /* between columns */
#define PAPER_LEAST 30 /* what must be free at least for a row to begin */

/* How far a column of a row has come: a paragraph and a line of it. */
typedef struct
{
  guint block;
  int line;
} PaperPlace;

/**
 * PaperStart:
 * @rows: how many rows lie before the one it begins with or in
 * @row: that one; @places: (nullable): how far each text has come in it, unless there is none
 * @n_notes: of each text, before that row
 * @division: (nullable): what stands above the page, before anything on it
 * @index: of the index the paragraph, else -1; @line: and of that the line
 *
 * What a page begins with, for it to be laid out again.
 */
typedef struct
{
  guint64 rows;
  TriExportPlace row;
  PaperPlace *places;
  guint *n_notes;
  char *division;
  int index;
  int line;
} PaperStart;

typedef struct
{
  const PaperBlock *block;
  int line;
  double left; /* of the column */
  double x;
  double y; /* of the baseline */
} PaperLine;

/**
 * PaperMark:
 * @n_notes: of each text, before the row, or %NULL when none is marked
 * @division: (nullable): what it would leave above the next page
 *
 * A row of headings on the page, to go back to when what comes next has no room there.
 */
typedef struct
{
  TriExportPlace row;
  guint64 rows;
  guint n_lines;
  guint n_headings;
  guint *n_notes;
  double end;
  char *division;
} PaperMark;

struct _PaperPages
{
  TriLibrary *library;
  TriExportOptions options;
  gint64 *chosen;
  GArray *ranges;
  char *title;
  char *font;

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
  PaperPlace *places;
  guint *n_notes; /* before the row at hand */
  char *division;

  PaperIndex *index;
  GPtrArray *index_blocks; /* once the rows have ended */
  PaperPlace index_place;  /* the next line of it */

  GArray *starts;
  GArray *lines; /* of the page at hand */
  guint page;    /* which one it is */
  char *head;
  double end; /* where its last line ends */
  guint page_strand;
  gboolean is_index; /* the page */
  GArray *headings;
  PaperMark mark;
  gboolean is_again; /* a page is laid out that was before */
};

/* paper-rows.c: the rows of the work, as paragraphs in columns. */
TriText *paper_get_text (PaperPages *self, guint n);
GPtrArray *paper_blocks_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean paper_open_rows (PaperPages *self, GError **error);
/* Reads the next row and sets its paragraphs. FALSE at the end or with an error. */
gboolean paper_next_row (PaperPages *self, GCancellable *cancellable, GError **error);
/* The divisions that begin with the row at hand begin on the page. */
void paper_add_headings (PaperPages *self);
void paper_clear_columns (PaperPages *self);
void paper_set_strand (PaperPages *self, guint strand);
/* Of letters, and of the columns, in points. */
double paper_get_size (guint n_columns);
double paper_get_width (PaperPages *self, guint strand);
double paper_get_x (PaperPages *self, guint text);

/* paper-lines.c: paragraphs, line by line onto the page; these say whether all is on it. */
gboolean paper_put_block (PaperPages *self,
                          const PaperBlock *block,
                          PaperPlace *place,
                          double x,
                          double *y);
gboolean paper_put_row (PaperPages *self, double *y);
/* Who is named on the page at hand, once all is on it. */
void paper_note_names (PaperPages *self);
/* Whether the row at hand has nothing but headings. */
gboolean paper_is_heading (PaperPages *self);
/* How much room the row at hand needs to begin. */
double paper_get_need (PaperPages *self);
double paper_get_bottom (PaperPages *self);

/* paper-pages.c: a page that was laid out before. */
gboolean paper_lay_out_again (PaperPages *self, guint page, GError **error);

G_END_DECLS
