/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "concordance/reader-concordance-list.h"
#include "reader-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderConcordance:
 *
 * A window that lists all hits of a question, each with the words around it and its counterpart.
 * It has a worker of its own: what is sought here keeps nothing else waiting.
 *
 * Signal "place-activated" (TriBookmark): the reader wants to go there.
 */
#define READER_TYPE_CONCORDANCE (reader_concordance_get_type ())
G_DECLARE_FINAL_TYPE (ReaderConcordance, reader_concordance, READER, CONCORDANCE, AdwWindow)

GtkWidget *reader_concordance_new (ReaderSession *session);
/* NULL or "": nothing yet. */
void reader_concordance_ask (ReaderConcordance *self, const char *typed);
void reader_concordance_set_sort (ReaderConcordance *self, TriConcordanceSort sort);
ReaderConcordanceList *reader_concordance_get_list (ReaderConcordance *self);
void reader_concordance_add_toast (ReaderConcordance *self, const char *words);
/* FALSE while an answer is awaited. */
gboolean reader_concordance_is_settled (ReaderConcordance *self);

G_END_DECLS
