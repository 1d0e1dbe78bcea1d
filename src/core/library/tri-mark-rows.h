/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"

G_BEGIN_DECLS

/**
 * TriMarkKey:
 * @text_ord: of the text in its work
 * @place: the row it begins in, by strand and row; TRI_MARK_NO_ROW for none
 *
 * What orders marks.
 */
typedef struct
{
  gint64 id;
  gint64 work;
  gint64 text;
  gint64 text_ord;
  gint64 created;
  guint64 place;
  guint ord;
  guint start;
} TriMarkKey;

#define TRI_MARK_NO_ROW G_MAXUINT64

/* By work, text and place in it, whatever the rows are. */
int tri_mark_key_compare_texts (gconstpointer a, gconstpointer b);
/* As texts are read side by side: by work, row and text. */
int tri_mark_key_compare_rows (gconstpointer a, gconstpointer b);
/* The newest first. */
int tri_mark_key_compare_dates (gconstpointer a, gconstpointer b);

/**
 * TriMarkRows:
 *
 * In which rows passages stand. The block that was looked into last is kept of each text, so that
 * what lies close together costs little.
 */
typedef struct _TriMarkRows TriMarkRows;

TriMarkRows *tri_mark_rows_new (TriLibrary *library) G_GNUC_WARN_UNUSED_RESULT;
void tri_mark_rows_free (TriMarkRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriMarkRows, tri_mark_rows_free)

/* As TriMarkKey.place. */
guint64 tri_mark_rows_find (TriMarkRows *self, gint64 text, guint ord);
/* Sets the places of @keys (element-type TriMarkKey), which stand by texts. */
gboolean tri_mark_rows_lay (TriMarkRows *self, GArray *keys, GError **error);

G_END_DECLS
