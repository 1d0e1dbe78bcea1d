/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderSearchFuncs:
 * @question: what to ask for what was typed (transfer full), or %NULL when there is nothing to ask
 * @free_question: frees it
 * @ask: on the worker; returns the rows (transfer full) (element-type GObject)
 * @answered: the list has so many rows now
 * @chosen: the reader took a row
 */
typedef struct
{
  gpointer (*question) (gpointer owner, const char *typed);
  GDestroyNotify free_question;
  TriWorkerFunc ask;
  void (*answered) (gpointer owner, guint n_items);
  void (*chosen) (gpointer owner, gpointer item);
} ReaderSearchFuncs;

/**
 * ReaderSearch:
 *
 * A search entry above a list that the worker fills: what is typed on cancels the question before,
 * Enter takes the first row as soon as it is there, Down goes into the list.
 */
#define READER_TYPE_SEARCH (reader_search_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSearch, reader_search, READER, SEARCH, GObject)

/* @funcs lives as long as the program, @owner until reader_search_close(). The rows' widgets are
 * the factory's that @owner gives @list. */
ReaderSearch *reader_search_new (GtkSearchEntry *entry,
                                 GtkListView *list,
                                 GType item_type,
                                 const ReaderSearchFuncs *funcs,
                                 gpointer owner) G_GNUC_WARN_UNUSED_RESULT;
/* Whom it asks; NULL: nobody any more. */
void reader_search_set_session (ReaderSearch *self, ReaderSession *session);
/* Asks for what stands in the entry. */
void reader_search_ask (ReaderSearch *self);
/* Forgets what was asked and found. */
void reader_search_clear (ReaderSearch *self);
void reader_search_close (ReaderSearch *self);
guint reader_search_get_n_items (ReaderSearch *self);

G_END_DECLS
