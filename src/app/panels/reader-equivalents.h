/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderEquivalents:
 *
 * Lists what stands for a word in the other languages: each word with its forms and the number of
 * links that hold both, and how many hold none of them.
 *
 * Signal "search" (string query): the reader wants to see the places of a line, in the language of
 * the search: "nl:gevangenis en:prison".
 */
#define READER_TYPE_EQUIVALENTS (reader_equivalents_get_type ())
G_DECLARE_FINAL_TYPE (ReaderEquivalents, reader_equivalents, READER, EQUIVALENTS, GtkBox)

GtkWidget *reader_equivalents_new (void);
/* Asks for them, on the worker. @lang: BCP 47. @work: 0 for all works. */
void reader_equivalents_show (ReaderEquivalents *self,
                              ReaderSession *session,
                              const char *lang,
                              const char *word,
                              gint64 work);

G_END_DECLS
