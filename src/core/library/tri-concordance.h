/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-search.h"

G_BEGIN_DECLS

/* A concordance has so many lines at most: 24 bytes each. */
#define TRI_CONCORDANCE_MAX 3000000

/**
 * TriConcordanceHit:
 * @ord: the ordinal of the passage in its text
 * @start: code points into the passage; @end is exclusive
 * @text: an index into tri_concordance_get_texts()
 * @is_exact: the words as they were typed
 *
 * One place in one passage.
 */
typedef struct
{
  gint64 passage;
  guint32 ord;
  guint32 start;
  guint32 end;
  guint16 text;
  guint16 is_exact;
} TriConcordanceHit;

typedef struct
{
  gint64 id;
  gint64 work;
  char *uuid;
  char *lang;
  char *title;
  char *work_title;
} TriConcordanceText;

/* By what lines are put in order; places that are alike stand as they are read. */
typedef enum
{
  TRI_CONCORDANCE_READING, /* "reading": work by work, text by text, as they are read */
  TRI_CONCORDANCE_TEXT,    /* "text": by the titles of texts */
  TRI_CONCORDANCE_HIT,     /* "hit": by the words that were found, then by what follows */
  TRI_CONCORDANCE_L1,      /* "L1": by the words before, the nearest first */
  TRI_CONCORDANCE_L2,      /* from the second one on */
  TRI_CONCORDANCE_L3,
  TRI_CONCORDANCE_R1, /* "R1": by the words behind */
  TRI_CONCORDANCE_R2,
  TRI_CONCORDANCE_R3,
} TriConcordanceSort;
#define TRI_N_CONCORDANCE_SORTS 9

const char *tri_concordance_sort_to_nick (TriConcordanceSort sort);
/* "left" and "right" are L1 and R1. */
gboolean tri_concordance_sort_from_nick (const char *nick, TriConcordanceSort *out);

/**
 * TriConcordance:
 *
 * All places that answer a question, kept as numbers; what a line says is read when it is shown.
 * One thread fills it and puts it in order; others may ask it for its hits meanwhile.
 */
typedef struct _TriConcordance TriConcordance;

/* What was found so far; FALSE stops it, and is no error. Called on the thread that runs it. */
typedef gboolean (*TriConcordanceFunc) (TriConcordance *self, gpointer data);
/* Of how much is done; FALSE stops it with G_IO_ERROR_CANCELLED. */
typedef gboolean (*TriConcordanceProgress) (guint n_done, guint n_all, gpointer data);

TriConcordance *tri_concordance_new (TriLibrary *library,
                                     TriSearch *search,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
TriConcordance *tri_concordance_ref (TriConcordance *self);
void tri_concordance_unref (TriConcordance *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriConcordance, tri_concordance_unref)

TriSearch *tri_concordance_get_search (TriConcordance *self);
/* (element-type TriConcordanceText) */
const GPtrArray *tri_concordance_get_texts (TriConcordance *self);
guint tri_concordance_count (TriConcordance *self);
gboolean tri_concordance_get_hit (TriConcordance *self, guint index, TriConcordanceHit *out);
/* There are more hits than it was let have. */
gboolean tri_concordance_is_cut (TriConcordance *self);

/* Finds the hits; call it once. Some are there at once, and @found is called then, and now and then
 * afterwards. They stand as the search finds them. @limit 0: TRI_CONCORDANCE_MAX. @by_rank: in the
 * order of the search, else it may be any order. Listens to the cancellable of @library. */
gboolean tri_concordance_run (TriConcordance *self,
                              TriLibrary *library,
                              guint limit,
                              gboolean by_rank,
                              TriConcordanceFunc found,
                              gpointer data,
                              GError **error);
/* (element-type guint32): the hits in order, as indices. Memory: 44 bytes a hit while it lasts. */
GArray *tri_concordance_sort (TriConcordance *self,
                              TriLibrary *library,
                              TriConcordanceSort sort,
                              TriConcordanceProgress progress,
                              gpointer data,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * TriConcordanceCounterpart:
 * @content: the sentences that correspond, or all of the passage, in one line
 * @matches: (element-type TriMatch): what the question finds in @content
 */
typedef struct
{
  gint64 passage;
  const TriConcordanceText *text;
  char *content;
  GArray *matches;
} TriConcordanceCounterpart;

/**
 * TriConcordanceLine:
 * @left: what stands before the hit, cut at words; line breaks are spaces
 * @is_cut_left: more stands before it; likewise @is_cut_right
 * @chapter: the title of the division, or ""
 * @counterparts: (element-type TriConcordanceCounterpart): of the sentences that the hit is in, by
 *   text and place
 *
 * Immutable, safe to keep and to hand to another thread.
 */
typedef struct
{
  TriConcordance *concordance;
  TriConcordanceHit hit;
  const TriConcordanceText *text;
  char *left;
  char *words;
  char *right;
  gboolean is_cut_left;
  gboolean is_cut_right;
  char *chapter;
  GPtrArray *counterparts;
} TriConcordanceLine;

/* A few look-ups. @width: at most so many code points on each side, 0: all of the passage. NULL
 * without @error when the passage has gone. */
TriConcordanceLine *tri_concordance_read_line (TriConcordance *self,
                                               TriLibrary *library,
                                               guint index,
                                               guint width,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
TriConcordanceLine *tri_concordance_line_ref (TriConcordanceLine *self);
void tri_concordance_line_unref (TriConcordanceLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriConcordanceLine, tri_concordance_line_unref)
/* What corresponds in a language, "" for nothing. @matches: (out) (optional) (transfer full)
 * (element-type TriMatch): in it. */
char *tri_concordance_line_dup_counterpart (const TriConcordanceLine *self,
                                            const char *lang,
                                            GArray **matches) G_GNUC_WARN_UNUSED_RESULT;
/* The languages that the works of its hits have, in the order of their texts. */
GStrv tri_concordance_list_languages (TriConcordance *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
