/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-work.h"
#include "reader-review-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderReviewPanel:
 *
 * A list of rows to judge, one by one or several at once. A accepts, R and Delete reject; Enter
 * shows where it stands. While an act is under way, until the list shows what has become of it,
 * there is no other: nothing is judged that nobody saw.
 *
 * Signal "place-activated" (gint64 text, gint64 passage, int sentence): the reader wants to see it.
 * Signal "said" (string words, gboolean undoable): what was done, or why it was not.
 */
#define READER_TYPE_REVIEW_PANEL (reader_review_panel_get_type ())
G_DECLARE_DERIVABLE_TYPE (ReaderReviewPanel, reader_review_panel, READER, REVIEW_PANEL, GtkWidget)

/**
 * ReaderReviewPanelClass:
 * @title: what is listed, untranslated
 * @asking: what is said while nothing is listed yet, untranslated; may be %NULL
 * @ask: the rows, on the worker
 * @accept: how a row says it; likewise @reject
 * @keys: (nullable): more keys
 * @click_goes: whether one click on a row shows the place, or two
 * @get_empty_words: why nothing is listed
 * @dup_count: that so many are listed
 * @judge: (nullable): does it to (element-type ReaderReviewItem) @items
 * @shown: (nullable): the list was filled
 * @left: (nullable): another work is shown, or the library is closed: what is under way stops
 * @is_narrowed: (nullable): whether a filter may leave rows out; @widen takes it away
 */
struct _ReaderReviewPanelClass
{
  GtkWidgetClass parent_class;

  const char *title;
  const char *asking;
  ReaderReviewAsk ask;
  ReaderReviewVerb verbs[2];
  const ReaderReviewKey *keys;
  gboolean click_goes;
  const char *(*get_empty_words) (ReaderReviewPanel *self);
  char *(*dup_count) (guint n);
  void (*judge) (ReaderReviewPanel *self, GPtrArray *items, gboolean accept);
  void (*shown) (ReaderReviewPanel *self, gboolean is_empty);
  void (*left) (ReaderReviewPanel *self);
  gboolean (*is_narrowed) (ReaderReviewPanel *self);
  void (*widen) (ReaderReviewPanel *self);
};

/* @session and @work may be %NULL. */
void reader_review_panel_set_work (ReaderReviewPanel *self, ReaderSession *session, TriWork *work);
/* Gives the keyboard to the list, once it is filled. */
void reader_review_panel_take_focus (ReaderReviewPanel *self);
void reader_review_panel_reload (ReaderReviewPanel *self);
/* (element-type ReaderReviewItem): what is listed so far. */
GListModel *reader_review_panel_get_model (ReaderReviewPanel *self);

/* For the panels. */

ReaderSession *reader_review_panel_get_session (ReaderReviewPanel *self);
TriWork *reader_review_panel_get_work (ReaderReviewPanel *self);
guint reader_review_panel_get_n_all (ReaderReviewPanel *self);
/* Above or below the list. */
void reader_review_panel_add (ReaderReviewPanel *self, GtkWidget *widget, gboolean above);
void reader_review_panel_set_query (ReaderReviewPanel *self, GVariant *query);
/* Why nothing is listed yet, untranslated: the keyboard waits for the rows. %NULL: it has come. */
void reader_review_panel_set_waiting (ReaderReviewPanel *self, const char *words);
/* (element-type ReaderReviewItem): the row that has, or had, the keyboard; or all that are selected
 * with it. */
GPtrArray *reader_review_panel_list_chosen (ReaderReviewPanel *self) G_GNUC_WARN_UNUSED_RESULT;
ReaderReviewItem *reader_review_panel_get_current (ReaderReviewPanel *self);
/* The keyboard goes there when the act is done. */
void reader_review_panel_set_next (ReaderReviewPanel *self, const char *key);
void reader_review_panel_focus_row (ReaderReviewPanel *self);
/* An act begins, unless one is under way; it ends with the words for it, or with none. */
gboolean reader_review_panel_begin (ReaderReviewPanel *self) G_GNUC_WARN_UNUSED_RESULT;
void reader_review_panel_end (ReaderReviewPanel *self, const char *words, gboolean undoable);
void reader_review_panel_say (ReaderReviewPanel *self, const char *words, gboolean undoable);

G_END_DECLS
