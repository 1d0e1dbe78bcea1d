/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-search.h"
#include "reader-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderSearchNear:
 *
 * What may be meant by a question that nothing answers: near spellings of its words, other
 * spellings of a name. Not to be seen when there are none.
 *
 * Signal "taken" (string): the question with one of them in it.
 * Signal "left": the one that had the keyboard is gone, and all others with it.
 */
#define READER_TYPE_SEARCH_NEAR (reader_search_near_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSearchNear, reader_search_near, READER, SEARCH_NEAR, GtkWidget)

void reader_search_near_ask (ReaderSearchNear *self,
                             ReaderSession *session,
                             TriSearch *search,
                             const char *lang);
/* Of a question that is not asked any more; what is offered stays until another one is. */
void reader_search_near_stop (ReaderSearchNear *self);
void reader_search_near_clear (ReaderSearchNear *self);
guint reader_search_near_get_n_words (ReaderSearchNear *self);
/* What is asked when the word there is taken. */
const char *reader_search_near_get_question (ReaderSearchNear *self, guint position);

G_END_DECLS
