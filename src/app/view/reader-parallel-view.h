/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-link.h"
#include "model/tri-passage.h"
#include "model/tri-work.h"
#include "reader-find-hits.h"
#include "reader-overview.h"
#include "reader-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A place in a work: a range of words in a passage, or (start == end == 0) the passage as a whole.
 */
typedef struct
{
  gint64 text;
  gint64 passage;
  guint start; /* code points */
  guint end;
} ReaderPlace;

/* Words selected with mouse or keyboard in one column; passage == end_passage for a selection
 * inside one. */
typedef struct
{
  gint64 text;
  gint64 passage;
  guint start;
  gint64 end_passage;
  guint end;
} ReaderSelection;

/**
 * ReaderParallelView:
 *
 * The reading surface: the texts of a work side by side. Strands with several texts show as aligned
 * rows, texts without
 * links as columns that move freely.
 *
 * Properties: "work" (TriWork), "focus-passage" (gint64, 0 none), "focus-sentence" (int),
 * "highlight-entity" (gint64:
 * its mentions are marked), "highlight-date" (string: an EDTF value whose dates are),
 * "concealed-text" (gint64: a learner's column whose words show passage
 * by passage), "n-columns-shown",
 * "least-width" (get_least_width()), "linked" (linked columns instead of aligned rows),
 * "can-go-back" and "can-go-forward" (whether "text.go-back" and "text.go-forward" lead anywhere).
 *
 * Signals:
 *  "mention-activated" (gint64 passage, gint64 mention, gint64 entity): click or Enter on a name
 *  "date-activated" (gint64 passage, guint start, string edtf): the same on a date
 *  "mark-activated" (gint64 bookmark): somebody wants to edit it
 *  "focus-changed" (): another passage or sentence has the focus
 *  "view-changed" (): other passages are in view (after scrolling came to rest, and when the work
 * changes)
 *  "joined" (gint64 passage, gint64 other): a column that was let go was joined again, with these
 *  two level (0: nothing stands there)
 *  "word-changed" (): another word is pointed at, or what stands for it is known
 *  "first-frame" (): the first screenful of passages has been painted
 */
#define READER_TYPE_PARALLEL_VIEW (reader_parallel_view_get_type ())
G_DECLARE_FINAL_TYPE (ReaderParallelView, reader_parallel_view, READER, PARALLEL_VIEW, GtkWidget)

GtkWidget *reader_parallel_view_new (void);
/* @work may be NULL. Shows it from the beginning, or from @place when it is not NULL; no animation.
 */
void reader_parallel_view_set_work (ReaderParallelView *self,
                                    ReaderSession *session,
                                    TriWork *work,
                                    const ReaderPlace *place);
TriWork *reader_parallel_view_get_work (ReaderParallelView *self);

/* Brings a place into view in its column (and its counterparts in the others), gives it the
 * focus and, when it is a range, marks the words. The place left goes to the history. */
void reader_parallel_view_go_to (ReaderParallelView *self, const ReaderPlace *place);
gboolean reader_parallel_view_get_focus (ReaderParallelView *self, ReaderPlace *out);
gboolean reader_parallel_view_get_selection (ReaderParallelView *self, ReaderSelection *out);
/* (element-type ReaderSelection): in all columns; get_selection() says the last one. */
GArray *reader_parallel_view_dup_selections (ReaderParallelView *self) G_GNUC_WARN_UNUSED_RESULT;
/* The mention one is at, in the passage that has the focus; FALSE when one is at none. */
/* The keyboard stands on the name that begins at @start of the passage in focus, if one does. */
void reader_parallel_view_stand_on (ReaderParallelView *self, guint start);
gboolean reader_parallel_view_get_mention (ReaderParallelView *self,
                                           ReaderPlace *place,
                                           TriMention *out);
GArray *reader_parallel_view_dup_shown_texts (ReaderParallelView *self) G_GNUC_WARN_UNUSED_RESULT;
char *reader_parallel_view_dup_selected_words (ReaderParallelView *self,
                                               guint most) G_GNUC_WARN_UNUSED_RESULT;
void reader_parallel_view_set_hits (ReaderParallelView *self, ReaderFindHits *hits);
void reader_parallel_view_go_to_hit (ReaderParallelView *self,
                                     const ReaderPlace *place,
                                     gboolean remembers);
/* (element-type gint64): the passages in view, in reading order, all columns. */
GArray *reader_parallel_view_dup_visible_passages (ReaderParallelView *self)
    G_GNUC_WARN_UNUSED_RESULT;
/* The first passage at the top of the column of @text, 0 for none: for the contents panel. */
gint64 reader_parallel_view_get_top_passage (ReaderParallelView *self, gint64 text);

/* The same as a member of links: the sentence in focus, or (-1) the passage. */
gboolean reader_parallel_view_get_focus_member (ReaderParallelView *self, TriLinkMember *out);
void reader_parallel_view_go_to_member (ReaderParallelView *self, const TriLinkMember *member);
/* What the reader picked to be tied to something: it has a frame until it is tied or forgotten. */
void reader_parallel_view_set_picked (ReaderParallelView *self, const TriLinkMember *member);
void reader_parallel_view_toggle_picked (ReaderParallelView *self, const TriLinkMember *member);
GArray *reader_parallel_view_get_all_picked (ReaderParallelView *self);
gboolean reader_parallel_view_get_picked (ReaderParallelView *self, TriLinkMember *out);
/* Whether what ties the focus to the other texts was imported, computed or confirmed, and how sure
 * it is. */
char *reader_parallel_view_dup_link_words (ReaderParallelView *self) G_GNUC_WARN_UNUSED_RESULT;

/* What probably stands for the word that the pointer or the caret is at. */
char *reader_parallel_view_dup_hint (ReaderParallelView *self) G_GNUC_WARN_UNUSED_RESULT;
/* The word one is at: selected, below the caret or the pointer. */
char *reader_parallel_view_dup_word (ReaderParallelView *self,
                                     char **lang,
                                     GdkRectangle *at) G_GNUC_WARN_UNUSED_RESULT;

void reader_parallel_view_show_popover (ReaderParallelView *self,
                                        GtkWidget *popover,
                                        const GdkRectangle *at);
/* Asks the session for nothing more: it is about to be closed. */
void reader_parallel_view_stop_asking (ReaderParallelView *self);

/* JSON: focus, top of each strand, columns shown, their order and widths; for
 * tri_library_save_place(). */
char *reader_parallel_view_dup_state (ReaderParallelView *self) G_GNUC_WARN_UNUSED_RESULT;
void reader_parallel_view_restore_state (ReaderParallelView *self, const char *state);

/* The strip at the edge that shows the links of the whole work; 0 bins: none. */
void reader_parallel_view_set_overview (ReaderParallelView *self,
                                        const ReaderOverviewBin *bins,
                                        guint n_bins);

/* What the reader marked, in that strip (element-type ReaderOverviewMark). */
void reader_parallel_view_set_overview_marks (ReaderParallelView *self,
                                              GArray *marks,
                                              guint64 n_rows);

/* Reads again what is in view: after the library changed. */
void reader_parallel_view_reload (ReaderParallelView *self);

/* How wide it must be for all columns to stand side by side, in pixels; below that it stacks them
 * or shows one at a time. */
int reader_parallel_view_get_least_width (ReaderParallelView *self);

/* Actions it installs on itself, for shortcuts, menus and AT-SPI.
 *
 * Ways: "text.next-passage", "text.previous-passage", "text.page-down", "text.page-up",
 * "text.next-division", "text.previous-division", "text.start", "text.end", "text.next-column",
 * "text.previous-column", "text.next-sentence", "text.previous-sentence", "text.go-back",
 * "text.go-forward", "text.focus" (x: a passage).
 * Words: "text.copy", "text.copy-with-source", "text.select-all", "text.extend-down",
 * "text.extend-up" (the selection, by passages), "text.extend-by-word",
 * "text.extend-back-by-word", "text.extend-right", "text.extend-left" (into another column),
 * "text.caret" (on and off), "text.follow-caret" (puts the focus on its
 * sentence), "text.leave" (caret
 * mode or the selection), "text.open-note", "text.reveal" (the hidden words of this row).
 * Widths: "text.widen-column", "text.narrow-column" (the one with the focus),
 * "text.equal-columns"; "text.stack" (one below the other, and side by side again);
 * "text.link-columns" (linked columns, and aligned rows again), "text.nudge-down",
 * "text.nudge-up" (the column with the focus against the others).
 * Columns, each (x: a text, 0 for the one with the focus): "text.hide-column",
 * "text.show-column", "text.move-column-left", "text.move-column-right", "text.conceal" (again to
 * show all), "text.let-go", "text.join", "text.toggle-free", "text.level";
 * "text.choose" (xx: instead of the first text the second).
 * Names, in the order of the text from the focus on: "mention.next", "mention.previous",
 * "mention.open" (a date, too); "mark.edit" (what is marked of the focus), "mark.open" (x: a
 * bookmark); "date.next", "date.previous". */

G_END_DECLS
