/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-bookmarks.h"
#include "library/tri-library-ribbons.h"
#include "library/tri-library-works.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ReaderRowModel:
 *
 * The rows of one strand as the reading surface asks for them: by ordinal, one at a time, whichever
 * comes into view. Nothing here may take longer in a longer work.
 */
#define READER_TYPE_ROW_MODEL (reader_row_model_get_type ())
G_DECLARE_INTERFACE (ReaderRowModel, reader_row_model, READER, ROW_MODEL, GObject)

struct _ReaderRowModelInterface
{
  GTypeInterface parent_iface;

  guint64 (*get_n_rows) (ReaderRowModel *self);
  guint (*get_n_columns) (ReaderRowModel *self);
  TriRow *(*dup_row) (ReaderRowModel *self, guint64 row);
  gboolean (*find_passage) (ReaderRowModel *self, gint64 passage, guint64 *row);
  GArray *(*dup_counterparts) (ReaderRowModel *self, gint64 passage, int sentence);
  gint64 (*step_division) (ReaderRowModel *self, const TriPassage *from, int direction);
  char *(*dup_division) (ReaderRowModel *self, gint64 passage);
  GArray *(*dup_marks) (ReaderRowModel *self, const gint64 *passages, guint n_passages);
  GPtrArray *(*dup_bookmarks) (ReaderRowModel *self, const gint64 *ids, guint n_ids);
  ReaderRowModel *(*dup_text) (ReaderRowModel *self, guint column);
  GArray *(*dup_links) (ReaderRowModel *self, guint64 first, guint n);
};

guint64 reader_row_model_get_n_rows (ReaderRowModel *self);
guint reader_row_model_get_n_columns (ReaderRowModel *self);
TriRow *reader_row_model_dup_row (ReaderRowModel *self, guint64 row) G_GNUC_WARN_UNUSED_RESULT;
gboolean reader_row_model_find_passage (ReaderRowModel *self, gint64 passage, guint64 *row);
GArray *reader_row_model_dup_counterparts (ReaderRowModel *self,
                                           gint64 passage,
                                           int sentence) G_GNUC_WARN_UNUSED_RESULT;
gint64 reader_row_model_step_division (ReaderRowModel *self,
                                       const TriPassage *from,
                                       int direction);
char *reader_row_model_dup_division (ReaderRowModel *self,
                                     gint64 passage) G_GNUC_WARN_UNUSED_RESULT;
GArray *reader_row_model_dup_marks (ReaderRowModel *self,
                                    const gint64 *passages,
                                    guint n_passages) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *reader_row_model_dup_bookmarks (ReaderRowModel *self,
                                           const gint64 *ids,
                                           guint n_ids) G_GNUC_WARN_UNUSED_RESULT;
ReaderRowModel *reader_row_model_dup_text (ReaderRowModel *self,
                                           guint column) G_GNUC_WARN_UNUSED_RESULT;
GArray *reader_row_model_dup_links (ReaderRowModel *self,
                                    guint64 first,
                                    guint n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
