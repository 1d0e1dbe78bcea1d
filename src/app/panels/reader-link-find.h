/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ReaderLinkItem:
 * @icon: its name
 * @title: what is there
 * @detail: what it is, in words
 * @words: what the link says when nothing is selected in the note
 * @target: the address in the note
 *
 * Something that a note can lead to.
 */
#define READER_TYPE_LINK_ITEM (reader_link_item_get_type ())
G_DECLARE_FINAL_TYPE (ReaderLinkItem, reader_link_item, READER, LINK_ITEM, GObject)

struct _ReaderLinkItem
{
  GObject parent_instance;

  const char *icon;
  char *title;
  char *detail;
  char *words;
  char *target;
};

/**
 * ReaderLinkQuestion:
 * @typed: "": what is near at hand
 * @work: that is read, or 0
 * @here: the passage where one reads, or 0
 * @here_words: (nullable): what is selected there
 * @except: the bookmark whose note it is
 */
typedef struct
{
  char *typed;
  gint64 work;
  gint64 here;
  char *here_words;
  gint64 except;
} ReaderLinkQuestion;

void reader_link_question_free (gpointer data);
/* On the worker; the passage where one reads, entities, chapters, bookmarks. (element-type
 * ReaderLinkItem) */
gpointer reader_link_find (TriLibrary *library,
                           gpointer question,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
