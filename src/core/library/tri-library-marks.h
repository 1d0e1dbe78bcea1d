/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-bookmarks.h"

G_BEGIN_DECLS

/* Marks that come from files. */

/* What becomes of a mark of a file. */
typedef enum
{
  TRI_MARKS_ADDED,
  TRI_MARKS_UPDATED,  /* it is here, and older */
  TRI_MARKS_KEPT,     /* it is here, and as new or newer */
  TRI_MARKS_DOUBTFUL, /* added without a place: there is one that may be it */
  TRI_MARKS_NO_PLACE, /* added without a place: its words are not in the text */
  TRI_MARKS_NO_TEXT,  /* left out: its text is not here */
  TRI_MARKS_LEFT_OUT, /* left out: it is no mark of words */
} TriMarksFate;
#define TRI_N_MARKS_FATES 7

/* In words, and as it is called in files. */
const char *tri_marks_fate_to_words (TriMarksFate fate);
const char *tri_marks_fate_to_nick (TriMarksFate fate);

/**
 * TriMarksItem:
 * @line: of the file
 * @quote: its words, cut
 * @where: the text; or ""
 * @words: what may be meant, when it is doubtful; why, when it was left out; or ""
 */
typedef struct
{
  guint line;
  TriMarksFate fate;
  char *quote;
  char *where;
  char *words;
} TriMarksItem;

/**
 * TriMarksImport:
 * @path: the file, see tri_marks_reader_new()
 * @work: the work the words are looked for in, when the file does not name a text that is here; 0:
 *   by what it says of titles
 * @text: likewise the text, and then that alone
 * @dry_run: only look
 */
typedef struct
{
  const char *path;
  gint64 work;
  gint64 text;
  gboolean dry_run;
} TriMarksImport;

/**
 * TriMarksOutcome:
 * @source: what the file is; translatable
 * @n_marks: how many it has
 * @counts: by fate
 * @items: (element-type TriMarksItem): those that are not simply added or kept, the first
 *   hundreds of them
 */
typedef struct
{
  const char *source;
  guint n_marks;
  guint counts[TRI_N_MARKS_FATES];
  GPtrArray *items;
} TriMarksOutcome;

void tri_marks_outcome_clear (TriMarksOutcome *self);

/* Called now and then with how many were looked at. */
typedef void (*TriMarksImportProgress) (guint n_done, guint n_all, gpointer user_data);

/**
 * tri_library_import_marks:
 * @outcome: (out): to be cleared, also when it fails
 *
 * Takes marks from a file, in short transactions that one undo takes back together
 * ("bookmark.import"). A mark that is here already (by its uuid) is changed when the file's is
 * newer: what was cut off goes on when the file is imported again. Words are looked for as
 * tri_mark_place_find() says; a mark whose words have no sure place is kept without one.
 *
 * Returns: %FALSE with @error set when not all was taken: @outcome tells what was
 */
gboolean tri_library_import_marks (TriLibrary *self,
                                   const TriMarksImport *import,
                                   TriMarksOutcome *outcome,
                                   TriMarksImportProgress progress,
                                   gpointer user_data,
                                   GCancellable *cancellable,
                                   GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriMarksOutcome, tri_marks_outcome_clear)

G_END_DECLS
