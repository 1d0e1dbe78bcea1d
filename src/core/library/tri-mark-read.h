/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"
#include "model/tri-bookmark.h"

G_BEGIN_DECLS

/* Private to the library. Reading marks from their rows. */

#define TRI_MARK_COLUMNS                                                                      \
  "b.id, b.uuid, b.work, b.text, b.passage, b.end_passage, b.ord, b.start, b.stop, b.whole,"  \
  " b.quote, b.prefix, b.suffix, b.note, b.colour, b.labels, b.scope, b.created, b.modified," \
  " b.kind, b.style, b.letter, b.anchor"

/* Just this row, though it be that of a part. */
TriBookmark *tri_mark_read_row (TriLibrary *library,
                                gint64 id,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean tri_mark_read_parts (TriLibrary *library, TriBookmark *mark, GError **error);
/* All rows of a statement, with their parts. (element-type TriBookmark) */
GPtrArray *tri_mark_read_all (TriLibrary *library,
                              TriStatement *statement,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* As a JSON array, to be bound. */
char *tri_mark_write_ids (const gint64 *ids, guint n) G_GNUC_WARN_UNUSED_RESULT;
/* The numbers in the first column. (element-type gint64) */
GArray *tri_mark_read_ids (TriLibrary *library,
                           TriStatement *statement,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The marks without a passage, by id. (element-type gint64) */
GArray *tri_mark_list_unplaced (TriLibrary *library, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
