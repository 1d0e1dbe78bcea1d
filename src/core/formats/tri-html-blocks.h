/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-format.h"
#include "formats/tri-html-survey.h"

G_BEGIN_DECLS

/* A chapter that a table of contents names. */
typedef struct
{
  char *title;
  int level; /* from 1 */
  int next;  /* that begins at the same place, or -1 */
} TriHtmlChapter;

/**
 * TriHtmlBook:
 * @source: the file, or the book
 * @resolve: (nullable): the number of the file that @href in @file points at, -1 for none
 * @load: the text of a file, for a note; it stays valid until the next call
 * @chapters: (nullable) (element-type TriHtmlChapter): of a table of contents
 * @places: (nullable): the names of places, tri_html_survey_dup_name(), "" being the beginning of a
 *   file, to the first chapter there, + 1
 * @has_prefixes: ids begin with the number of their file ("c3.fig1")
 *
 * One file of HTML, or the files of a book, on their way into a draft: all of them are looked at,
 * then all are written.
 */
typedef struct
{
  const TriSource *source;
  TriDraft *draft;
  GCancellable *cancellable;
  gpointer data;
  int (*resolve) (guint file, const char *href, gpointer data);
  const char *(*load) (guint file, gsize *length, gpointer data, GError **error);
  GArray *chapters;
  GHashTable *places;
  gboolean has_prefixes;
  const char *lang; /* of the text */

  TriHtmlSurvey *survey;
  GHashTable *keys;  /* that were given away */
  GArray *divisions; /* int: the levels of those that are open */
  GArray *contents;  /* guint: the files that hold hardly more than links into the others */
  guint n_passages;
  gsize n_note_bytes; /* that were read once more */
} TriHtmlBook;

void tri_html_book_init (TriHtmlBook *self, const TriSource *source, TriDraft *draft);
void tri_html_book_clear (TriHtmlBook *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriHtmlBook, tri_html_book_clear)

/* @name: for messages */
gboolean tri_html_book_look (TriHtmlBook *self,
                             guint file,
                             const char *name,
                             const char *text,
                             gsize length,
                             GError **error);
/* When all were looked at. */
void tri_html_book_judge (TriHtmlBook *self);
gboolean tri_html_book_write (TriHtmlBook *self,
                              guint file,
                              const char *name,
                              const char *text,
                              gsize length,
                              GError **error);
/* Ends the divisions that are open. */
gboolean tri_html_book_finish (TriHtmlBook *self, GError **error);

G_END_DECLS
