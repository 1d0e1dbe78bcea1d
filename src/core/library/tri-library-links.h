/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"
#include "model/tri-link.h"

G_BEGIN_DECLS

/* Mending the alignment, and what the window asks about it.
 *
 * A member is a passage (sentence -1) or one of its sentences. An act on a sentence changes the
 * link that holds the sentence; an act on a passage changes the row of the passage: what it leaves
 * is links of whole passages. What an act makes is confirmed. The stretch to the next confirmed
 * link on both sides is aligned again, up to 200 sentences of it at once; what is left is for
 * tri_library_align_rest(). Undo takes back both together. */

/**
 * TriLinkRest:
 *
 * What an act left to do: 0 for nothing, else tri_library_align_rest() takes it on the worker.
 */
typedef gint64 TriLinkRest;

/* These correspond: @members in two or more texts, as the reader picked them. "link.tie" */
gboolean tri_library_tie (TriLibrary *self,
                          const TriLinkMember *members,
                          guint n_members,
                          TriRelation relation,
                          TriLinkRest *rest,
                          GError **error);
/* Parts the link (row) before @at: what stands from it on is a link (row) of its own, and the other
 * texts are parted in proportion. TRI_ERROR_FAILED when @at is the first already. "link.split" */
gboolean tri_library_split_link (TriLibrary *self,
                                 const TriLinkMember *at,
                                 TriLinkRest *rest,
                                 GError **error);
/* Joins the link (row) with the next one. "link.join" */
gboolean tri_library_join_link (TriLibrary *self,
                                const TriLinkMember *at,
                                TriLinkRest *rest,
                                GError **error);
/* Moves the border of one text: @at, with what stands before it in the same cell, goes to the link
 * (row) above (@direction -1), or @at with what stands behind it to the one below (+1).
 * "link.shift" */
gboolean tri_library_shift_link (TriLibrary *self,
                                 const TriLinkMember *at,
                                 int direction,
                                 TriLinkRest *rest,
                                 GError **error);
/* @at has no counterpart in the text @in, or (0) in any other. "link.omit" */
gboolean tri_library_omit_link (TriLibrary *self,
                                const TriLinkMember *at,
                                gint64 in,
                                TriLinkRest *rest,
                                GError **error);
/* @members of two accounts or more do not tell of the same, though a link says so. "link.untie" */
gboolean tri_library_untie (TriLibrary *self,
                            const TriLinkMember *members,
                            guint n_members,
                            GError **error);
/* The link at @at is right as it is; of a passage: all links of its row. "link.confirm" */
gboolean tri_library_confirm_link (TriLibrary *self, const TriLinkMember *at, GError **error);
/* That, and all computed links above it in its strand; what has no counterpart there is confirmed
 * to have none. @n: (out) (nullable): how many.
 * "link.confirm-above" */
gboolean tri_library_confirm_above (TriLibrary *self,
                                    const TriLinkMember *at,
                                    guint *n,
                                    GError **error);

/* Goes on with what an act left. A long job for the worker. It is part of that act: when that was
 * undone meanwhile, nothing is done. */
gboolean tri_library_align_rest (TriLibrary *self,
                                 TriLinkRest rest,
                                 GCancellable *cancellable,
                                 GError **error);

/* The link that a sentence, or (-1) anything of a passage, stands in: a link of the sentence before
 * one of the passage. NULL without @error when it stands in none, as what has no counterpart. */
TriLink *tri_library_get_link_at (TriLibrary *self,
                                  gint64 passage,
                                  int sentence,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* For ribbons: links (groups and omissions) that have a member among @n passages of @text from
 * the ordinal @first on, at most @limit. (element-type TriLink), in the order of the text. */
GPtrArray *tri_library_list_links (TriLibrary *self,
                                   gint64 text,
                                   guint first,
                                   guint n,
                                   guint limit,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef enum
{
  TRI_LINK_WALK_UNCONFIRMED, /* computed, and nobody confirmed it */
  TRI_LINK_WALK_DOUBTFUL,    /* computed, with a score under 0.8 */
  TRI_LINK_WALK_UNEVEN,      /* not one to one: several sentences of a text, or none */
} TriLinkWalk;

#define TRI_LINK_DOUBTFUL 0.8

/* The next (@direction 1) or previous (-1) such link of the strand. @row: (inout): from which row
 * on, and where it was. @found: (inout): when its passage is not 0, the rest of @row behind it is
 * looked through first; then the first member that was met. FALSE when there is none. */
gboolean tri_library_walk_links (TriLibrary *self,
                                 gint64 work,
                                 guint strand,
                                 TriLinkWalk what,
                                 int direction,
                                 guint64 *row,
                                 TriLinkMember *found,
                                 GError **error);

/**
 * TriOverviewBin:
 * @first_row: the first row of the strand that it shows
 * @n_sentences: of all texts
 * @n_omitted: those of them without a counterpart in some other text
 * @ratio: how much more the longest text says here than the shortest, each measured by its whole
 *   length: 1 where they are level, INFINITY where one has nothing
 * @confidence: the mean score of the computed links; NAN where there is none
 * @n_confirmed: how many rows have confirmed (or imported) links only
 * @n_rows: how many rows it shows
 */
typedef struct
{
  guint64 first_row;
  guint n_rows;
  guint n_confirmed;
  guint n_sentences;
  guint n_omitted;
  double ratio;
  double confidence;
} TriOverviewBin;

/* The whole strand in at most @n_bins parts of about as many rows each. (element-type
 * TriOverviewBin) A question for the worker that reads: some ms as a rule, a second at 1,000,000
 * rows that nobody asked about before. */
GArray *tri_library_get_overview (TriLibrary *self,
                                  gint64 work,
                                  guint strand,
                                  guint n_bins,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * TriOmission:
 * @first: where it begins; the end is in @last
 * @missing: the text of the strand that lacks it; 0: all others do, and they are several
 * @row: of the strand of the text
 * @confirmed: all of it was confirmed to have no counterpart, by the file or the reader
 * @beginning: its first words
 *
 * Sentences of a text, one after another, without a counterpart in the same others.
 */
typedef struct
{
  TriLinkMember first;
  TriLinkMember last;
  gint64 missing;
  guint64 row;
  guint n_sentences;
  guint n_chars;
  gboolean confirmed;
  char *beginning;
} TriOmission;

/* Of a text, or of all texts of the work that others are tied to (@text 0), the longest first, at
 * most @limit. (element-type TriOmission) A question for the worker that reads. */
GArray *tri_library_list_omissions (TriLibrary *self,
                                    gint64 work,
                                    gint64 text,
                                    guint limit,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same from the one numbered @offset on; @n_all may be %NULL. */
GArray *tri_library_page_omissions (TriLibrary *self,
                                    gint64 work,
                                    gint64 text,
                                    guint offset,
                                    guint limit,
                                    guint *n_all,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
