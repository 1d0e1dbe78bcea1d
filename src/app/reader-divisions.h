/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"
#include "model/tri-work.h"

G_BEGIN_DECLS

/**
 * ReaderDivisionItem:
 * @title: of the division in all texts that have it, or of a text
 * @divisions: (element-type TriDivision): the counterparts, that of the first text first; empty for
 * a text
 * @texts: (element-type TriText): the texts whose top divisions stand below a text's item
 * @has_parts: whether something stands below it
 *
 * One line of the contents: a division with its counterparts in the other texts, or a text.
 */
struct _ReaderDivisionItem
{
  GObject parent_instance;
  char *title;
  GPtrArray *divisions;
  GPtrArray *texts;
  gboolean has_parts;
};

#define READER_TYPE_DIVISION_ITEM (reader_division_item_get_type ())
G_DECLARE_FINAL_TYPE (ReaderDivisionItem,
                      reader_division_item,
                      READER,
                      DIVISION_ITEM,
                      GObject)

/* (element-type ReaderDivisionItem): these may be asked on any thread, with its connection. */
GPtrArray *reader_divisions_list (TriLibrary *library,
                                  TriWork *work,
                                  ReaderDivisionItem *parent,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *reader_divisions_find (TriLibrary *library,
                                  TriWork *work,
                                  const char *filter,
                                  guint limit,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *reader_divisions_get_counterparts (TriLibrary *library,
                                              TriWork *work,
                                              TriDivision *division) G_GNUC_WARN_UNUSED_RESULT;
char *reader_divisions_dup_title (GPtrArray *divisions) G_GNUC_WARN_UNUSED_RESULT;
gboolean reader_division_item_holds (ReaderDivisionItem *self, gint64 text, guint ord);
gint64 reader_divisions_get_passage (TriLibrary *library, TriDivision *division);

G_END_DECLS
