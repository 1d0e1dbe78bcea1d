/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-builder.h"
#include "formats/tri-html-blocks.h"
#include "formats/tri-html-tag.h"
#include "formats/tri-html.h"

G_BEGIN_DECLS

/* Private to the files that turn HTML into passages. */

#define TRI_HTML_MAX_PASSAGE (1024 * 1024)
#define TRI_HTML_MAX_NOTE (4 * 1024 * 1024)
/* Of all notes, tags and all, those in others counted again. */
#define TRI_HTML_MAX_NOTES (256 * 1024 * 1024)
/* Of ids that stand before one passage; of a title; of what names a page. */
#define TRI_HTML_MAX_ANCHORS 64
#define TRI_HTML_MAX_TITLE 1000

typedef enum
{
  TRI_HTML_LOOKS,
  TRI_HTML_WRITES,
  TRI_HTML_WRITES_NOTE,
} TriHtmlMode;

/* An element that is open. */
typedef struct
{
  TriHtmlRole role;
  gboolean is_block;
  gboolean is_skipped;
  gboolean is_pre;
  gboolean is_poem;
  gboolean is_banner;
  gboolean is_section; /* stands in one, or in a quotation */
  gboolean holds_notes;
  gboolean ends_capture;
  TriPassageKind kind; /* of what stands in it */
  guint nesting;       /* of lists */
  gsize offset;
  int block;           /* in the survey, or -1 */
  char *id;            /* of a block, until a passage has it */
  char *marker;        /* before the next passage of an item */
  char *lang;          /* its own */
  const char *in_lang; /* that of what stands in it, or NULL */
  guint n_foreign;     /* elements with languages of their own around it */
  guint spans;         /* kinds that are open in it, by bit */
  int number;          /* of the next item, with @step and @style */
  int step;            /* 0: items have no numbers */
  char style;
  int span;
  char *value;
  TriPlace start;
  int link; /* whose words are looked at, + 1; -1 for one that leads to a page */
  gboolean is_high;
} TriHtmlFrame;

typedef struct
{
  TriHtmlBook *book;
  TriHtmlMode mode;
  guint file;
  const char *text;
  gsize length;
  gsize base; /* of @text in its file */
  TriHtml *html;
  GArray *frames;
  GArray *open; /* guint: the frames whose words are of a kind */
  TriBuilder *builder;
  GString *captured; /* of a page or a title */
  gboolean is_captured;
  guint cells;     /* that ended since the last words */
  guint hard;      /* no-break spaces that are due */
  gboolean breaks; /* a br was the last thing */
  guint n_open;    /* links that are looked at */
  guint n_passed;  /* bytes of the passage that nobody looked at */
  guint n_linked;  /* characters of the passage in links to places of the text */
  guint n_lines;   /* passages, when they are looked at, */
  guint n_leading; /* and those that are hardly more than such a link */
  guint span_end;  /* how far the spans of the passage reach */
  char close;      /* the bracket round a mark that is to go */
  gboolean is_stanza;
  GArray *chapters;  /* int: those that begin with the next passage */
  int heading;       /* the last in the survey, or -1 */
  guint own;         /* the note that is read, + 1 */
  const char *label; /* of it */
  gboolean is_label; /* nothing but that was read of it */
  guint nesting;     /* of notes */
} TriHtmlReader;

gboolean tri_html_reader_run (TriHtmlReader *self, const char *name, GError **error);

static inline TriHtmlFrame *
tri_html_reader_top (TriHtmlReader *self)
{
  return &g_array_index (self->frames, TriHtmlFrame, self->frames->len - 1);
}

/* tri-html-passage.c */
void tri_html_passage_text (TriHtmlReader *self, const char *text, gsize n_bytes);
void tri_html_passage_break (TriHtmlReader *self);
void tri_html_passage_flush (TriHtmlReader *self);
void tri_html_passage_record (TriHtmlReader *self, TriHtmlFrame *frame);
void tri_html_passage_anchor (TriHtmlReader *self, const char *id, int at);
void tri_html_passage_chapter (TriHtmlReader *self, const char *id);

/* tri-html-meta.c */
void tri_html_meta_capture (TriHtmlReader *self, TriHtmlFrame *frame, const TriHtmlTag *tag);
void tri_html_meta_end_capture (TriHtmlReader *self, TriHtmlFrame *frame);
void tri_html_meta_take (TriHtmlReader *self, const TriHtmlTag *tag);
void tri_html_meta_set (char **place, const char *value);

/* tri-html-notes.c */
void tri_html_notes_look (TriHtmlReader *self, TriHtmlFrame *frame, const TriHtmlTag *tag);
void tri_html_notes_end_look (TriHtmlReader *self, TriHtmlFrame *frame);
gboolean tri_html_notes_take (TriHtmlReader *self, TriHtmlFrame *frame);
gsize tri_html_notes_skip_label (TriHtmlReader *self, const char *text, gsize n_bytes);

G_END_DECLS
